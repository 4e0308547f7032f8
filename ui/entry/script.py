"""The script that Streamlit runs for every session; the server around it stands in ``streamlit_app.py``."""

from ui.app import render

render()
