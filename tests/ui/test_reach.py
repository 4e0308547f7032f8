"""What it would take on the page of a result: the whole or a dimension, a checklist, and a promise from each line."""

from __future__ import annotations

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
    assert "1 answer would have to become true for “stage 3”" in screen.text
    assert "The gate decides" in screen.text
    assert words.HONEST in screen.text
    assert words.FIND_OUT not in screen.text
    assert "Today: Level 1  \nWould have to be true: **Level 2**" in screen.text
    screen.set("selectbox", CHOICE, "e")
    assert "“E” already stands at the last stage, stage 4" in screen.text
    assert not screen.offers("Promise to make this true")
    assert words.HONEST not in screen.text


def test_a_line_leads_to_a_promise(settle: Callable[[House], House], bring: Callable[[str], Screen]) -> None:
    loaded = two()
    screen = shown(settle(House(loaded=(loaded,))), bring, loaded, {"a": "l1", "b": "l4"})
    screen.press("Promise to make this true")
    assert screen.input("selectbox", "What it is to move").value == ("sample", "d")
    assert "Make it true that the answer to “a?” is “Level 2”." in screen.text


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
