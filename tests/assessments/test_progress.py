"""How far a respondent is: what is asked, what is answered, what is open, where to go on."""

from __future__ import annotations

from datetime import timedelta

from assessments.model import Saved
from assessments.progress import progress
from questionnaires.values import Answer
from tests.assessments.build import AT
from tests.scoring.build import DK, NA, SKIPPED, dimension, questionnaire, rubric

FOUR = questionnaire(
    dimension(
        "d",
        rubric("a"),
        rubric("b"),
        rubric("c", ask_if={"item": "a", "at_least": "l3"}),
        rubric("d1"),
    )
)


def at(minutes: int, answer: Answer) -> Saved:
    return Saved(answer, AT + timedelta(minutes=minutes))


def test_before_the_first_answer() -> None:
    state = progress(FOUR, {})

    assert [item.id for item in state.asked] == ["a", "b", "d1"]
    assert (state.answered, state.last_saved, state.resume_at) == (frozenset(), None, 0)
    assert state.open_items == state.asked


def test_don_t_know_and_not_applicable_are_answers_and_a_comment_alone_is_none() -> None:
    state = progress(FOUR, {"a": at(1, DK), "b": at(2, SKIPPED), "d1": at(3, NA)})

    assert state.answered == {"a", "d1"}
    assert [item.id for item in state.open_items] == ["b"]
    assert state.resume_at == 1


def test_an_answer_can_open_a_question() -> None:
    state = progress(FOUR, {"a": at(1, Answer(value="l3")), "b": at(2, Answer(value="l1"))})

    assert [item.id for item in state.asked] == ["a", "b", "c", "d1"]
    assert state.resume_at == 2


def test_an_answer_to_what_is_asked_no_more_does_not_count() -> None:
    state = progress(FOUR, {"a": at(1, Answer(value="l1")), "c": at(2, Answer(value="l4"))})

    assert state.answered == {"a"}


def test_when_everything_is_answered_one_goes_on_at_the_last_question() -> None:
    state = progress(FOUR, {each: at(place, DK) for place, each in enumerate(("a", "d1", "b"))})

    assert (state.open_items, state.resume_at) == ((), 2)
    assert state.last_saved == AT + timedelta(minutes=2)
