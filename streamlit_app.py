"""Composition root: settings, store, context, pages, and the server with its routes."""

import os
import sys
from pathlib import Path

import streamlit as st

from assessments.errors import AssessmentError
from assessments.settings import read_settings, told, unmet
from storage.location import SECRETS, database_url, read_secrets
from storage.open import is_current, open_store
from ui import app as pages
from ui.context import opened, provide
from ui.gathering import gathered
from ui.logs import set_up
from ui.serving import around

HERE = Path(__file__).resolve().parent
try:
    secrets = read_secrets(Path.home() / SECRETS, HERE / SECRETS)
    settings, problems = read_settings({**secrets, **os.environ})
    problems += unmet(settings, secrets)
    url = database_url(os.environ, HERE, secrets)
except AssessmentError as error:
    problems = (str(error),)
if problems:
    sys.exit(told(problems))

os.umask(0o077)  # answers are nobody else's to read on this machine
set_up(settings.log)
provide(lambda: opened(url, lambda where: gathered(open_store(where), settings, is_current)))
app = st.App(HERE / "ui" / "entry" / "script.py", **around(settings))

if __name__ == "__main__":  # run as a plain script, by a host or a test that does not serve the app object
    pages.render()
