"""What every store keeps of an answer: all of it, exactly, and nothing that another store could not keep."""

from __future__ import annotations

import math
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessments.model import Saved
from tests.storage.samples import AT, saved, start
from tests.storage.strategies import answers

if TYPE_CHECKING:
    from assessments.ports import Store
    from questionnaires.values import Answer

NAIVE = datetime(2026, 3, 1)  # noqa: DTZ001  what the stores refuse


def test_answers_come_back_as_they_were_given(store: Store) -> None:
    start(store)

    @settings(deadline=None, max_examples=150)
    @given(
        answers,
        st.datetimes(datetime(1970, 1, 2), datetime(2200, 1, 1), timezones=st.timezones()),  # noqa: DTZ001  bounds
    )
    def round_trip(answer: Answer, at: datetime) -> None:
        store.save_answer("r1", "q1", "i1", Saved(answer, at=at))

        kept = store.answers("r1", "q1")["i1"]
        assert kept == Saved(answer, at=at.astimezone(UTC))
        assert _typed(kept.answer.value) == _typed(answer.value)

    round_trip()


def test_an_answer_cannot_be_changed_from_outside(store: Store) -> None:
    start(store)
    value = {"level": "partly", "figures": {"nps": 12}}
    store.save_answer("r1", "q1", "i1", saved(value))
    value["level"] = "changed"
    store.answers("r1", "q1")["i1"].answer.value["figures"]["nps"] = 13

    assert store.answers("r1", "q1")["i1"].answer.value == {"level": "partly", "figures": {"nps": 12}}


@pytest.mark.parametrize(
    "refused",
    [saved(math.nan), saved([math.inf]), saved(at=NAIVE)],
    ids=["not a number", "infinite", "no zone"],
)
def test_what_another_database_would_not_keep_is_refused(store: Store, refused: Saved) -> None:
    start(store)
    store.save_answer("r1", "q1", "i1", saved("a"))

    with pytest.raises(ValueError, match=r"JSON|time zone"):
        store.save_answer("r1", "q1", "i1", refused)

    assert store.answers("r1", "q1") == {"i1": saved("a")}


def test_a_microsecond_is_kept(store: Store) -> None:
    start(store)
    store.save_answer("r1", "q1", "i1", saved(at=AT + timedelta(microseconds=1)))

    assert store.answers("r1", "q1")["i1"].at - AT == timedelta(microseconds=1)


def _typed(value: Any) -> str:
    """Tell 1 from True and 1.0, which are equal to Python."""
    return repr(value)
