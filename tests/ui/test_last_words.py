"""What a run has drawn arrives, also where the next part of the page is asked for before it was heard to the end."""

from __future__ import annotations

from pathlib import Path
from unittest.mock import MagicMock

import pytest
from streamlit.runtime import Runtime
from streamlit.runtime.app_session import AppSession

from tests.ui.visits import Visit, played
from ui.last_words import HEAR, START, hear_every_run_to_its_end

ORIGINAL = {name: getattr(AppSession, name) for name in (START, HEAR)}
SCRIPT = """
import streamlit as st

@st.fragment
def card():
    st.write("card")

@st.fragment
def clock():
    st.write("clock")

card()
clock()
"""


@pytest.fixture(autouse=True)
def _streamlit_as_it_comes(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, original in ORIGINAL.items():
        monkeypatch.setattr(AppSession, name, original)
    monkeypatch.setattr(Runtime, "_instance", MagicMock())


async def _tap_as_another_run_ends(script: Path) -> tuple[Visit, str, str]:
    visit = Visit(script)
    visit.ask()
    await visit.hear()
    card, clock = (each.delta.fragment_id for each in visit.elements())
    visit.ask(card)
    visit.ask(clock)
    await visit.hear()
    return visit, card, clock


async def _open_anew_as_another_run_ends(script: Path) -> tuple[Visit, str]:
    visit = Visit(script)
    visit.ask()
    await visit.hear()
    card = visit.elements()[0].delta.fragment_id
    visit.ask(card)
    visit.ask()
    await visit.hear()
    visit.ask(card)
    await visit.hear()
    return visit, card


def test_a_run_is_heard_to_its_end_though_the_next_has_begun(tmp_path: Path) -> None:
    hear_every_run_to_its_end()
    visit, card, clock = played(_tap_as_another_run_ends, tmp_path / "script.py", SCRIPT)
    assert visit.ends() == [[card], [clock]]
    assert visit.drawn() == ["card", "clock"]


def test_after_a_run_of_the_whole_page_a_session_goes_on_as_ever(tmp_path: Path) -> None:
    hear_every_run_to_its_end()
    visit, card = played(_open_anew_as_another_run_ends, tmp_path / "script.py", SCRIPT)
    assert (visit.ends(), visit.drawn()) == ([[card]], ["card"])


def test_streamlit_still_throws_it_away(tmp_path: Path) -> None:
    """When this fails, ``ui/last_words.py`` is no longer needed."""
    visit, _, clock = played(_tap_as_another_run_ends, tmp_path / "script.py", SCRIPT)
    assert visit.ends() == [[clock]]
    assert visit.drawn() == ["clock"]
