"""Scores of a room that cannot be shown, the rules that decide, and questionnaires of other kinds."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from assessments.anonymity import TOO_TELLING
from assessments.room_model import Figure
from assessments.room_scores import INCOMPLETE, TOO_LITTLE
from tests.assessments.rooms import a_wave, answer, room
from tests.assessments.small_rooms import SMALL, TWELVE, anonymous, defined, people, result, small
from tests.scoring.build import dimension, disclosure, questionnaire, rubric

# --- scores that cannot be shown


def test_an_overall_figure_needs_every_dimension_that_has_a_score() -> None:
    """Half of them say that "act" does not apply: four people are too few to be shown."""
    away = replace(answer("l1"), kind="not_applicable", value=None, reason="None here.")
    given = [
        {each: f"l{1 + place % 4}" if each in "abc" or place < 4 else away for each in "abcdef"} for place in range(8)
    ]
    found = result(room(defined(SMALL), given, wave=anonymous()))

    assert [each.figure.why for each in found.dimensions] == ["", TOO_TELLING]
    assert found.overall == Figure(None, None, None, "5–9", INCOMPLETE)
    assert found.headline == "There are not enough answers for an overall result yet."
    assert (found.decided, found.dimensions[1].stage) == ("", None)


def test_an_overall_figure_needs_answers() -> None:
    levels = {**dict.fromkeys("abc", "12341234"), **dict.fromkeys("def", "1234....")}
    found = result(small(levels))

    assert [each.figure.why for each in found.dimensions] == ["", TOO_LITTLE]
    assert found.overall == Figure(None, None, None, "4", TOO_LITTLE)


def test_people_who_all_score_the_same_have_no_overall_figure() -> None:
    found = result(small(dict.fromkeys("abc", "222333") | dict.fromkeys("def", "333222"), wave=anonymous()))

    assert [each.figure.points for each in found.dimensions] == [50, 50]
    assert found.overall.why == "Everybody has given the same answer."
    assert found.headline == "There are not enough answers for an overall result yet."


def test_the_overall_figure_lies_in_its_range() -> None:
    """35 know nothing about "act", 25 have 100: 9 * 41.7 and 100 make 48, where the people's own mean is 42.

    Its range is 2.001 * 49.72 / √60 * √(1/60) = 1.66 to either side.
    """
    levels = {**dict.fromkeys("abc", "4" * 25 + "1" * 35), **dict.fromkeys("def", "4" * 25 + "?" * 35)}
    sized = questionnaire(dimension("know", *map(rubric, "abc"), weight=9), dimension("act", *map(rubric, "def")))

    found = result(room(defined(sized), people(levels), wave=a_wave(invited=61)))
    assert found.overall == Figure(48, 40, 48, "60")


@pytest.mark.parametrize(
    ("rule", "mode", "says"),
    [
        ("min_gate", "anonymous", "the weakest dimension decides"),
        ("mean", "anonymous", "The average decides."),
        ("cumulative", "open", "of every stage are met is"),
        ("cumulative", "anonymous", ""),
    ],
)
def test_the_rules_that_decide(rule: str, mode: Any, says: str) -> None:
    staged = questionnaire(
        dimension("know", *(rubric(each, stage=f"s{place}") for place, each in enumerate("abc", start=1))),
        dimension("act", rubric("d", stage="s4"), rubric("e"), rubric("f")),
        stage_rule=rule,
    )
    found = result(room(defined(staged), people(TWELVE), wave=a_wave(mode, 5)))

    assert says in found.decided
    assert bool(found.decided) == bool(says)


def test_a_questionnaire_without_a_ladder_has_a_score() -> None:
    plain = questionnaire(dimension("know", *map(rubric, "abc")), ladder=0)
    found = result(room(defined(plain), people({each: TWELVE[each] for each in "abc"})))

    assert (found.headline, found.decided, found.dimensions[0].stage) == ("Our score is 57 of 100.", "", None)


# --- other kinds of questionnaires


def test_where_a_room_stands_on_a_line() -> None:
    line = questionnaire(dimension("know", *map(rubric, "abc")), result="line", stage_rule="mean")
    found = result(room(defined(line), people({each: TWELVE[each] for each in "abc"})))

    assert found.headline == (
        "The room stands at 57 on a line from “Stage 1” (0) to “Stage 4” (100); its averages reach from 50 to 67."
    )
    assert found.spread is not None
    assert (found.spread.position, found.spread.low, found.spread.high, found.spread.n) == (57, 50, 67, 3)


def test_a_room_without_a_position_on_the_line() -> None:
    line = questionnaire(dimension("know", *map(rubric, "abc")), result="line", stage_rule="mean")
    found = result(room(defined(line), people(dict.fromkeys("abc", "????"))))

    assert found.headline == "There are not enough answers for an overall result yet."
    assert found.spread is None


def known(level: str, **figures: float) -> dict[str, Any]:
    return {"level": level, "definition": "", "source": "", "explanation": "", "figures": figures}


ASKED = questionnaire(
    dimension("know", disclosure("a", "N"), disclosure("b", "H"), disclosure("c")),
    result="disclosure",
    stage_rule="mean",
)


def told(*levels: str) -> list[dict[str, Any]]:
    return [{key: known(f"a{level}") for key, level in zip("abc", row, strict=True) if level != "."} for row in levels]


@pytest.mark.parametrize(
    ("answers", "wave", "says"),
    [
        (
            told("551", "441", "151"),
            a_wave(),
            "Most of us can look up 2 of 3 answers about our customers within a day.",
        ),
        (told("111", "511"), a_wave(), "Not one of 3 answers about our customers can most of us look up within a day."),
        # five anonymous people: a mean of 85 for the first one only
        (told("521", "532", "431", "422", "421"), anonymous(), "Most of us can look up 1 of 3 answers"),
    ],
)
def test_what_most_can_look_up(answers: Any, wave: Any, says: str) -> None:
    assert result(room(defined(ASKED), answers, wave=wave)).headline.startswith(says)
