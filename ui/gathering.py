"""Reads what is asked and what others score, logs what is wrong with it, and puts it together with the store."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar

from assessments.ports import Store
from assessments.settings import Settings
from benchmarks.loader import load_folder as load_benchmarks
from benchmarks.own import given_files
from questionnaires.loader import load_folder as load_questionnaires
from questionnaires.sets import load_sets
from ui.context import Context, assemble
from ui.measuring import measured

Kind = TypeVar("Kind", bound=Store)
_log = logging.getLogger(__name__)


def gathered(store: Kind, settings: Settings, is_current: Callable[[Kind], bool]) -> Context:
    """Return what every page is handed.

    Args:
        store: Where answers are.
        settings: What whoever runs the app has decided.
        is_current: Says whether the database of a store has the schema that this program works with.
    """
    loaded = load_questionnaires()
    sets, wrong = load_sets([each.definition for each in loaded if each.definition is not None])
    benchmarks, problems = load_benchmarks()
    given, refused = given_files(settings.benchmarks)
    for problem in (*problems, *wrong, *refused):
        _log.warning("%s", problem)
    parts = assemble(measured(store), loaded, benchmarks, sets=sets, given=given, settings=settings)
    return replace(parts, is_current=lambda: is_current(store))
