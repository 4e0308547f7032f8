"""Settings of all tests: a slow machine is no failure, a failing example can be repeated, and nobody waits in vain."""

from __future__ import annotations

import gc
import logging

from hypothesis import settings

settings.register_profile("project", deadline=None, print_blob=True)
settings.load_profile("project")

RARELY = (50_000, 50, 100)  # how many more objects until Python looks for rubbish: the young, the older, the oldest


def pytest_collection_finish() -> None:
    """Take out the log of the app, which some tests import: commands that are tried here keep none.

    Leave thousands of tests and all that they import out of every later search for rubbish: it took a third.
    """
    root = logging.getLogger()
    root.handlers[:] = [each for each in root.handlers if type(each).__module__ != "ui.logs"]
    gc.collect()
    gc.freeze()
    gc.set_threshold(*RARELY)
