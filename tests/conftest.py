"""Settings of all tests: a slow machine is no failure, and a failing example can be repeated."""

from __future__ import annotations

from hypothesis import settings

settings.register_profile("project", deadline=None, print_blob=True)
settings.load_profile("project")
