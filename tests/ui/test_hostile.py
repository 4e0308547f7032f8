"""What people type is shown as typed, wherever it is shown: no Markdown, no HTML, no script of theirs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from questionnaires.values import Answer
from tests.assessments.build import LINE, QUESTIONS, REVIEW, STAGES, definition
from tests.assessments.samples import disclosed
from tests.charts.build import ANSWERS
from tests.scoring.build import dimension, rubric
from tests.ui.build import HOSTILE, House, Screen, made, usable
from ui.style import escape, plain

if TYPE_CHECKING:
    from collections.abc import Callable

FIRST = "detail-of-knowledge"


def safe(screen: Screen, typed: str) -> int:
    """Check every place that shows a text, and return how many there are."""
    places = 0
    for each in screen.at._tree:  # noqa: SLF001 - dialogs and menus stand beside main
        if each.type in {"text_input", "text_area", "text", "code", "selectbox"}:
            continue  # these show text as it is
        said = [getattr(each, name, "") for name in ("label", "text", "value", "help")]
        for text in [*(part for part in said if isinstance(part, str)), *(getattr(each, "options", ()) or ())]:
            assert typed not in text, (each.type, text)
            places += (escape(typed) if each.type == "html" else plain(typed)) in text
    return places


def test_what_counts_as_hostile() -> None:
    assert plain(HOSTILE) != HOSTILE
    assert escape(HOSTILE) != HOSTILE
    for part in ("<script>", "**", "](", ":material/", ":red[", "$", "&lt;", "onerror"):
        assert part in HOSTILE


def test_the_name_of_an_assessment(house: House, bring: Callable[[str], Screen]) -> None:
    code = house.respond(definition(STAGES), ANSWERS[STAGES], name=HOSTILE, submit=True)
    assert safe(bring(code).open(), HOSTILE) == 2  # the second is what has to be typed to delete it
    assert safe(bring(code).open("result", q=STAGES), HOSTILE) == 1


def test_a_comment(house: House, bring: Callable[[str], Screen]) -> None:
    code = house.respond(definition(STAGES), {**ANSWERS[STAGES], FIRST: Answer("value", "focus", comment=HOSTILE)})
    assert safe(bring(code).open("answer", q=STAGES, item=FIRST), HOSTILE) == 0  # only in its field
    assert safe(bring(code).open("review", q=STAGES), HOSTILE) == 1
    house.context.workflow.submit(house.response(code), STAGES)
    assert safe(bring(code).open("result", q=STAGES), HOSTILE) == 1


def test_a_reason(house: House, bring: Callable[[str], Screen]) -> None:
    given = {**ANSWERS[STAGES], "joined-up-support": Answer("not_applicable", reason=HOSTILE)}
    code = house.respond(definition(STAGES), given)
    assert safe(bring(code).open("review", q=STAGES), HOSTILE) == 1
    house.context.workflow.submit(house.response(code), STAGES)
    assert safe(bring(code).open("result", q=STAGES), HOSTILE) == 1


def test_a_first_thought(house: House, bring: Callable[[str], Screen]) -> None:
    code = house.respond(definition(LINE), {**ANSWERS[LINE], "opening-reflex": HOSTILE})
    assert safe(bring(code).open("review", q=LINE), HOSTILE) == 1
    house.context.workflow.submit(house.response(code), LINE)
    assert safe(bring(code).open("result", q=LINE), HOSTILE) >= 1


def test_definitions_sources_and_explanations(house: House, bring: Callable[[str], Screen]) -> None:
    given = {
        **ANSWERS[QUESTIONS],
        "q02-high-value-definition": {**disclosed("in-use", f"Two\n\n{HOSTILE}"), "source": HOSTILE},
        "q05-bought-again": {**disclosed("in-use", repeat=1600, ever=1500), "explanation": HOSTILE},
    }
    code = house.respond(definition(QUESTIONS), given)
    assert safe(bring(code).open("review", q=QUESTIONS), HOSTILE) == 2
    house.context.workflow.submit(house.response(code), QUESTIONS)
    assert safe(bring(code).open("result", q=QUESTIONS), HOSTILE) >= 2


def test_the_topics_of_an_agenda(house: House, bring: Callable[[str], Screen]) -> None:
    topic: dict[str, Any] = {"topic": HOSTILE, "category": "sales", "actual": 10, "basis": "opinion", "bumped": True}
    code = house.respond(definition(REVIEW), {"agenda": [topic]}, submit=True)
    assert safe(bring(code).open("result", q=REVIEW), HOSTILE) == 2  # bumped, and argued on opinion


def test_pasted_lines_that_are_wrong(house: House, bring: Callable[[str], Screen]) -> None:
    screen = bring(house.respond(definition(REVIEW))).open("answer", q=REVIEW, item="agenda")
    screen.input("text_area", "Paste the lines here").set_value("A;[x](http://e.vil);0;<b>$m$</b>")
    screen.press("Take over the lines")
    assert screen.errors
    assert safe(screen, "[x](http://e.vil)") + safe(screen, "<b>$m$</b>") >= 1


@pytest.mark.parametrize("address", ["home", "answer", "review", "result"])
def test_a_definition_may_hold_any_text(
    settle: Callable[[House], House], bring: Callable[[str], Screen], address: str
) -> None:
    names = dict.fromkeys(("title", "short_title", "purpose", "decision"), HOSTILE)
    ladder = [{"id": each, "title": HOSTILE, "summary": HOSTILE} for each in ("low", "high")]
    steps = {"low": HOSTILE, "high": HOSTILE}
    options = [{"id": each, "text": HOSTILE} for each in ("l1", "l2")]
    first = {**rubric("a", 2), "ask": HOSTILE, "help": HOSTILE, "label": HOSTILE, "options": options}
    dimensions = [
        {**dimension(each, item), "title": HOSTILE, "summary": HOSTILE, "next_steps": steps}
        for each, item in (("d", first), ("e", rubric("b", 2)))
    ]
    loaded = made(*dimensions, stages=ladder, **{**names, "for": [HOSTILE]})
    house = settle(House(loaded=(loaded,)))
    code = house.respond(usable(loaded), {"a": "l1", "b": "l2"}, submit=address == "result")
    screen = bring(code).open(address, q="sample")
    assert safe(screen, HOSTILE) >= 1
