"""Keeps a returning phone from costing a look at every module: Streamlit 1.67 forgets there that nothing is watched.

With ``server.fileWatcherType = "none"`` a new session watches no files. One that comes back to its session does: a run
then goes through all loaded modules in the event loop, and looks for their files. Fifty phones that woke up together
held everybody up for 20 seconds. No setting prevents it, so the step is left out here, as it is for a new session.
"""

from __future__ import annotations

import streamlit as st
from streamlit.runtime.app_session import AppSession

STEP = "register_file_watchers"


def watch_nothing() -> None:
    """Let sessions of this process watch no files, where the settings say so."""
    if st.get_option("server.fileWatcherType") == "none":
        setattr(AppSession, STEP, _nothing)


def _nothing(_: AppSession) -> None:
    """Watch nothing."""
