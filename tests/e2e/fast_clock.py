"""Streamlit's command line, for a server on which a phone in a vote looks every 0.2 seconds; else it is as in use."""

from __future__ import annotations

from streamlit.web import cli

from ui.pages import join

SECONDS = 0.2

if __name__ == "__main__":
    join.CALM = (SECONDS, SECONDS)
    cli.main(prog_name="streamlit")
