"""Composition root: settings, store, context, pages, and the server with its routes."""

from __future__ import annotations

import logging
import os
from pathlib import Path

import streamlit as st

from benchmarks.loader import load_folder as load_benchmarks
from questionnaires.loader import load_folder as load_questionnaires
from storage.location import database_url
from storage.open import open_store
from ui import app as pages
from ui.assets import MIDDLEWARE
from ui.context import Context, assemble, provide
from ui.doors import ROUTES
from ui.warm import warm

HERE = Path(__file__).resolve().parent


@st.cache_resource(show_spinner=False)
def open_context(url: str) -> Context:
    """Open the store and read the definitions, once per process and database, whoever comes first."""
    benchmarks, problems = load_benchmarks(HERE / "benchmarks" / "data")
    for problem in problems:
        logging.getLogger(__name__).warning("%s", problem)
    return assemble(open_store(url), load_questionnaires(), benchmarks)


os.umask(0o077)  # answers are nobody else's to read on this machine
provide(lambda: open_context(database_url(os.environ, HERE)))
app = st.App(HERE / "ui" / "entry" / "script.py", routes=ROUTES, middleware=MIDDLEWARE, lifespan=warm)

if __name__ == "__main__":  # run as a plain script, by a host or a test that does not serve the app object
    pages.render()
