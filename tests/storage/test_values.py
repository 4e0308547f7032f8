"""What every store keeps of an answer: all of it, exactly, and nothing that another store could not keep."""

from __future__ import annotations

import math
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessments.model import Saved
from questionnaires.values import EVIDENCE, Answer
from tests.storage.samples import AT, saved, start

if TYPE_CHECKING:
    from assessments.ports import Store

NAIVE = datetime(2026, 3, 1)  # noqa: DTZ001  what the stores refuse

# PostgreSQL keeps no NUL in a text; ``questionnaires.values.clean_text`` takes it out before.
texts = st.text(st.characters(codec="utf-8", exclude_characters="\0"))
plain_json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=20,
)


def test_answers_come_back_as_they_were_given(store: Store) -> None:
    start(store)

    @settings(deadline=None, max_examples=150)
    @given(
        st.builds(
            Answer,
            kind=st.sampled_from(["value", "dont_know", "not_applicable"]),
            value=plain_json,
            reason=texts,
            comment=texts,
            evidence=st.none() | st.sampled_from(EVIDENCE),
        ),
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
