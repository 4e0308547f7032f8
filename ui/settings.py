"""Keeps people from waiting for each other's settings: Streamlit 1.67 looks them up behind one lock for all sessions.

It does so some fifty times for each click, and each run asks the event loop for thirteen whole sections, for which it
goes through all settings there are. Who is interrupted while holding the lock holds up everybody: 200 people who
answered every eight seconds waited up to four seconds, while more than half of the processor had nothing to do.
No setting prevents it. Here a setting is read without the lock, and a section is worked out once a second.
"""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic
from typing import Any

from streamlit import config

ONE, SECTION = "get_option", "get_options_for_section"  # what is replaced
FRESH = 1.0  # seconds


def ask_without_waiting() -> None:
    """Let this process read its settings without the lock."""
    setattr(config, ONE, option)
    setattr(config, SECTION, Sections())


def option(key: str) -> Any:
    """Return the value of a setting.

    Raises:
        RuntimeError: There is no such setting.
    """
    found = config.get_config_options().get(key)
    if found is None:
        raise RuntimeError(f'Config key "{key}" not defined.')
    return found.value


class Sections:
    """All settings of a section, by their names, at most a second old."""

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        """Take a clock that only goes forward, in seconds."""
        self._clock = clock
        self._known: dict[str, tuple[float, dict[str, Any]]] = {}

    def __call__(self, section: str) -> dict[str, Any]:
        """Return name to value."""
        now = self._clock()
        known = self._known.get(section)
        if known is None or now - known[0] >= FRESH:
            every = config.get_config_options().values()
            known = self._known[section] = now, {each.name: each.value for each in every if each.section == section}
        return dict(known[1])
