"""The profile of the research ladder: every figure worked out by hand from the answers beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from assessments import rungs
from tests.assessments.build import STAGES, near, viewed
from tests.scoring.build import DK, NA, dimension, item, points, questionnaire

if TYPE_CHECKING:
    from questionnaires.values import Answer

LADDER = "customer-research-ladder"
KINDS = ("confirming", "wishes", "problems", "observing", "becoming")


def found(*used: str | Answer, **more: Any) -> rungs.Profile:
    """Return the profile of the five kinds, used as the answers say; an empty one is left out."""
    answers = {kind: answer for kind, answer in zip(KINDS, used, strict=True) if answer}
    profile = rungs.profile(viewed(LADDER, {**answers, **more}))
    assert profile is not None
    return profile


def test_a_profile_has_gaps_without_harm() -> None:
    # (1 x 100 + 2 x 0 + 3 x 50 + 4 x 100 + 5 x 0) ÷ (1 + 2 + 3 + 4 + 5) = 650 ÷ 15 = 43.33
    profile = found("more", "never", "once", "more", "never")
    assert profile.depth == near(43.33)
    assert profile.highest_regular == 4
    assert not profile.confirmation_only
    assert rungs.deepest(profile) == (
        "The deepest of these in regular use is “Customers observed”, number 4 of 5."  # though wishes never were
    )
    assert rungs.meaning(profile) == (
        "In regular use means the answer “More than once”. The depth is 43 of 100: each counts as much as its number. "
        "These are not steps to be climbed in turn: one may be in use without those before it."
    )


def test_each_rung_says_how_it_is_used_and_whether_it_decided_anything() -> None:
    decided = {"confirming-decided": "yes", "problems-decided": DK}
    rows = rungs.rows(found("more", "never", "once", "more", NA, **decided))
    assert [tuple(row.values()) for row in rows] == [
        ("1", "Own idea confirmed", "More than once", "Yes"),
        ("2", "Wishes collected", "Not once", "Not asked"),
        ("3", "Problems explored", "Once", "Don't know"),
        ("4", "Customers observed", "More than once", "No answer"),
        ("5", "In the customer's place", "Does not apply: We have none.", "Not asked"),
    ]
    assert list(rows[0]) == ["Number", "Kind", "Used", "Led to a decision"]


def test_what_cannot_be_done_is_left_out_of_the_depth() -> None:
    # (1 x 100 + 2 x 100 + 3 x 100 + 4 x 100) ÷ (1 + 2 + 3 + 4) = 100
    profile = found("more", "more", "more", "more", NA)
    assert profile.depth == near(100)
    assert profile.highest_regular == 4


def test_asking_for_a_yes_and_no_more() -> None:
    profile = found("more", "once", "never", "never", NA)  # (100 + 2 x 50) ÷ 10 = 20
    assert profile.depth == near(20)
    assert profile.highest_regular == 1
    assert profile.confirmation_only
    assert rungs.deepest(profile) == (
        "Only the first of these is in regular use, “Own idea confirmed”. None of the deeper ones is."
    )


@pytest.mark.parametrize("open_one", [DK, ""])
def test_nothing_is_said_to_be_the_only_one_while_another_is_unknown(open_one: str | Answer) -> None:
    profile = found("more", "never", "never", open_one, "never")
    assert not profile.confirmation_only
    assert rungs.deepest(profile) == (
        "The deepest of these in regular use is “Own idea confirmed”, number 1 of 5. "
        "How “Customers observed” is used is not known."
    )


def test_two_deeper_ones_unknown_and_a_shallower_one() -> None:
    profile = found(DK, "more", "never", DK, DK)
    unknown = "How “Customers observed” or “In the customer's place” is used is not known."
    assert rungs.deepest(profile).endswith(unknown)


def test_only_the_second_is_not_confirmation_only() -> None:
    assert not found("never", "more", "never", "never", "never").confirmation_only
    assert not found("once", "once", "never", "never", "never").confirmation_only


def test_nothing_in_regular_use() -> None:
    profile = found("once", "once", "once", "once", "once")  # 15 x 50 ÷ 15 = 50
    assert profile.depth == near(50)
    assert profile.highest_regular is None
    assert rungs.deepest(profile) == "None of these is in regular use."
    assert rungs.deepest(found("once", DK, "never", "never", "never")) == (
        "None of these that you know about is in regular use."
    )


def test_without_answers_nothing_is_claimed() -> None:
    profile = found("", "", "", "", "")
    assert (profile.depth, profile.highest_regular, profile.confirmation_only) == (None, None, False)
    assert rungs.deepest(profile) == "How these are used is not known yet."
    assert rungs.meaning(profile) == (
        "In regular use means the answer “More than once”. "
        "These are not steps to be climbed in turn: one may be in use without those before it."
    )


def test_a_questionnaire_without_a_ladder_has_no_profile() -> None:
    assert rungs.profile(viewed(STAGES, {})) is None


def test_a_ladder_may_stand_inside_a_dimension() -> None:
    asked = [item("frequency", each, scale="agree") for each in "ab"]
    inner = dimension("in", *asked, combine="ladder")
    profile = rungs.profile(viewed(questionnaire(dimension("out", points("p"), inner)), {"a": "a5", "b": "a3"}))
    assert profile is not None
    assert (profile.title, profile.depth, profile.top) == ("In", near((100 + 2 * 50) / 3), "Step 5")
    assert profile.confirmation_only


def test_a_ladder_of_anything_but_frequencies_has_no_profile() -> None:
    asked = questionnaire(dimension("d", points("p"), points("q"), combine="ladder"))
    assert rungs.profile(viewed(asked, {"p": 100, "q": 0})) is None
