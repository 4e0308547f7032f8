"""What it would take on the page of a result: the whole or a dimension, a checklist, and a promise from each line."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assessments import reach_words as words
from tests.assessments.build import REVIEW, definition
from tests.charts.build import ANSWERS
from tests.scoring.build import DK, dimension, points, rubric
from tests.ui.build import House, Screen, made, usable

if TYPE_CHECKING:
    from collections.abc import Callable

    from questionnaires.loader import Loaded

LADDER = [{"id": f"s{n}", "title": f"Stage {n}", "summary": "A rung."} for n in range(1, 5)]
CHOICE = "To reach the next stage with"


def shown(house: House, bring: Callable[[str], Screen], loaded: Loaded, raw: dict[str, object]) -> Screen:
    """Return the page of a result."""
    return bring(house.respond(usable(loaded), raw, submit=True)).open("result", q="sample")


def two() -> Loaded:
    """Return two rubrics, each a dimension, under the rule with the gate."""
    return made(dimension("d", rubric("a")), dimension("e", rubric("b")), stages=LADDER, stage_rule="tolerant_gate")


def test_the_whole_and_then_a_dimension(settle: Callable[[House], House], bring: Callable[[str], Screen]) -> None:
    # The average of 0 and 100 is stage 3, and the gate holds the whole at stage 2 until a is at level 2.
    loaded = two()
    screen = shown(settle(House(loaded=(loaded,))), bring, loaded, {"a": "l1", "b": "l4"})
    assert words.TITLE in [each.value for each in screen.at.header]
    assert "1 answer would have to become true for “Stage 3”" in screen.text
    assert "The gate decides" in screen.text
    assert words.HONEST in screen.text
    assert words.FIND_OUT not in screen.text
    assert "Today: Level 1  \nWould have to be true: **Level 2**" in screen.text
    screen.set("selectbox", CHOICE, "e")
    assert "“E” already stands at the last stage, “Stage 4”" in screen.text
    assert not screen.offers("Promise to make this true")
    assert words.HONEST not in screen.text


def test_a_line_leads_to_a_promise(settle: Callable[[House], House], bring: Callable[[str], Screen]) -> None:
    loaded = two()
    screen = shown(settle(House(loaded=(loaded,))), bring, loaded, {"a": "l1", "b": "l4"})
    screen.press("Promise to make this true")
    assert screen.input("selectbox", "What it is to move").value == ("sample", "d")
    assert "Make it true that the answer to “a?” is “Level 2”." in screen.text


def test_a_long_list_begins_with_the_smallest_steps_and_folds_the_rest(
    settle: Callable[[House], House], bring: Callable[[str], Screen]
) -> None:
    # Stage 2 begins at 16.7 points: a second level is a step of 33 points, 17 is one of 17 from 0, and of 7 from 10.
    parts = [rubric("a"), rubric("b"), rubric("c"), points("d"), points("e"), points("f")]
    asked = [dimension(f"in-{part['id']}", part) for part in parts]
    loaded = made(*asked, stages=LADDER, stage_rule="min_gate")
    house = settle(House(loaded=(loaded,)))
    screen = shown(house, bring, loaded, {"a": "l1", "b": "l1", "c": "l1", "d": 0, "e": 0, "f": 10})
    assert "6 answers would have to become true" in screen.text
    assert "The three smallest steps:" in screen.text
    asked_for = re.findall(r"\*\*(.)\?\*\*  \nToday", screen.text)
    assert asked_for == ["f", "d", "e", "a", "b", "c"]
    (rest,) = [each for each in screen.at.expander if each.label == "The other three answers"]
    assert [each.value.partition("?")[0] for each in rest.markdown] == ["**a", "**b", "**c"]
    screen.press_key("reach-sample-c")
    assert screen.input("selectbox", "What it is to move").value == ("sample", "in-c")


def test_four_lines_are_not_folded(settle: Callable[[House], House], bring: Callable[[str], Screen]) -> None:
    loaded = made(*(dimension(f"in-{each}", rubric(each)) for each in "abcd"), stages=LADDER, stage_rule="min_gate")
    screen = shown(settle(House(loaded=(loaded,))), bring, loaded, dict.fromkeys("abcd", "l1"))
    assert "4 answers would have to become true" in screen.text
    assert "smallest steps" not in screen.text
    assert len(re.findall("  \nToday", screen.text)) == 4


def test_what_nobody_knows_is_to_be_found_out_first(
    settle: Callable[[House], House], bring: Callable[[str], Screen]
) -> None:
    loaded = made(dimension("d", rubric("a"), points("b", dont_know="zero")), stages=LADDER)
    screen = shown(settle(House(loaded=(loaded,))), bring, loaded, {"a": "l4", "b": DK})
    assert words.FIND_OUT in screen.text


def test_too_few_answers_are_said_to_be_too_few(
    settle: Callable[[House], House], bring: Callable[[str], Screen]
) -> None:
    loaded = two()
    screen = shown(settle(House(loaded=(loaded,))), bring, loaded, {"a": "l1"})
    assert "The whole has too few answers for a stage yet" in screen.text


def test_an_agenda_has_no_such_part(house: House, bring: Callable[[str], Screen]) -> None:
    screen = bring(house.respond(definition(REVIEW), ANSWERS[REVIEW], submit=True)).open("result", q=REVIEW)
    assert words.TITLE not in [each.value for each in screen.at.header]
