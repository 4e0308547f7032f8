"""Composition root: settings, store, context, pages, and the server with its routes."""

from __future__ import annotations

import logging
import os
from pathlib import Path

import streamlit as st

from benchmarks.loader import load_folder as load_benchmarks
from benchmarks.own import given_files
from questionnaires.loader import load_folder as load_questionnaires
from questionnaires.sets import load_sets
from storage.location import database_url
from storage.open import open_store
from ui import app as pages
from ui.context import Context, assemble, opened, provide
from ui.doors import ROUTES
from ui.guards import MIDDLEWARE
from ui.warm import warm

HERE = Path(__file__).resolve().parent


def open_context(url: str) -> Context:
    """Open the store and read the definitions."""
    loaded = load_questionnaires()
    sets, wrong = load_sets([each.definition for each in loaded if each.definition is not None])
    benchmarks, problems = load_benchmarks(HERE / "benchmarks" / "data")
    given, refused = given_files(os.environ.get("CUSTOMER_BENCHMARKS", ""))
    for problem in (*problems, *wrong, *refused):
        logging.getLogger(__name__).warning("%s", problem)
    return assemble(open_store(url), loaded, benchmarks, sets=sets, given=given)


os.umask(0o077)  # answers are nobody else's to read on this machine
provide(lambda: opened(database_url(os.environ, HERE), open_context))
app = st.App(HERE / "ui" / "entry" / "script.py", routes=ROUTES, middleware=MIDDLEWARE, lifespan=warm)

if __name__ == "__main__":  # run as a plain script, by a host or a test that does not serve the app object
    pages.render()
