"""Every kind of item on its card: drawn, answered, kept, and there again when the card comes back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from questionnaires.items import ITEM_TYPES
from questionnaires.values import Answer
from tests.assessments.build import LINE, QUESTIONS, REVIEW, STAGES, definition
from tests.scoring.build import AGREE, agenda, dimension, item, rubric
from tests.ui.build import House, Screen, made, usable

if TYPE_CHECKING:
    from collections.abc import Callable

    from questionnaires.loader import Loaded

OPTIONS = [{"id": "a", "text": "*Alpha* costs $5 [or] $6"}, {"id": "b", "text": "Beta"}]
# Option, part and figure ids are free: they may be called like the parts of a card.
AWKWARD = [{"id": each, "text": each} for each in ("none", "comment", "value", "back", "rows")]


def alone(part: dict[str, Any]) -> Loaded:
    """Return a questionnaire with one item, followed by another."""
    scales = {"agree": AGREE} if "scale" in part else {}
    return made(dimension("d", part, rubric("last")), scales=scales)


@pytest.fixture
def shown(settle: Callable[[House], House]) -> Callable[[dict[str, Any]], tuple[House, Screen]]:
    """Return how an item is put on a card of its own."""

    def started(part: dict[str, Any]) -> tuple[House, Screen]:
        house = settle(House(loaded=(alone(part),)))
        return house, Screen().open().start("sample")

    return started


def value(house: House, screen: Screen, item_id: str = "it") -> Any:
    """Return the value that is kept."""
    saved = house.kept(screen.code, "sample").get(item_id)
    return saved.answer.value if saved else None


@pytest.mark.parametrize(
    ("part", "answer", "texts"),
    [
        (rubric("it", 3), "l2", ["Level 1", "Level 2", "Level 3"]),
        (item("agreement", "it", scale="agree"), "a4", ["Step 1", "Step 2", "Step 3", "Step 4", "Step 5"]),
        (item("agreement", "it", scale="agree", reversed=True), "a1", [f"Step {n}" for n in range(1, 6)]),
        (item("frequency", "it", scale="agree"), "a5", [f"Step {n}" for n in range(1, 6)]),
        (item("practice", "it"), "partly", ["No", "Partly", "Yes"]),
        (item("choice", "it", options=OPTIONS), "a", [r"\*Alpha\* costs \$5 \[or\] \$6", "Beta"]),
        (item("contrast", "it", left="Left", right="Right"), 6, ["1", "2", "3", "4", "5", "6", "7"]),
        (item("contrast", "it", left="<b>L", right="R&D", points=4, reversed=True), 1, ["1", "2", "3", "4"]),
    ],
    ids=lambda part: part["type"] if isinstance(part, dict) else "",
)
def test_scales(
    shown: Callable[[dict[str, Any]], tuple[House, Screen]], part: dict[str, Any], answer: Any, texts: list[str]
) -> None:
    house, screen = shown(part)
    assert screen.scale.value is None
    assert screen.scale.options == texts
    screen.choose(answer)
    assert value(house, screen) == answer
    assert screen.press("Next").press("Back").scale.value == answer


def test_the_poles_of_a_contrast(shown: Callable[[dict[str, Any]], tuple[House, Screen]]) -> None:
    _, screen = shown(item("contrast", "it", left="<b>L", right="R&D"))
    assert '<p class="pole">&lt;b&gt;L</p>' in screen.text
    assert '<p class="pole right">R&amp;D</p>' in screen.text
    assert "1 is wholly the first sentence, 7 wholly the second, 4 in between." in screen.text
    assert screen.scale.label == "it? 1: <b>L. 7: R&D."  # what a screen reader says


@pytest.mark.parametrize("scored", [True, False])
def test_checklist(shown: Callable[[dict[str, Any]], tuple[House, Screen]], *, scored: bool) -> None:
    house, screen = shown(item("checklist", "it", options=OPTIONS, scored=scored))
    assert [each.value for each in screen.at.checkbox] == [False] * 4
    screen.set("checkbox", "Beta", value=True)
    assert value(house, screen) == ["b"]
    screen.at.checkbox[0].check()
    assert value(house, screen.run()) == ["a", "b"]
    assert [each.value for each in screen.press("Next").press("Back").at.checkbox] == [True, True, False, False]


def test_none_of_a_checklist_is_an_answer(shown: Callable[[dict[str, Any]], tuple[House, Screen]]) -> None:
    house, screen = shown(item("checklist", "it", options=OPTIONS))
    screen.set("checkbox", "Beta", value=True).set("checkbox", "None of these", value=True)
    assert value(house, screen) == []
    assert not screen.input("checkbox", "Beta").value
    assert screen.press("Next").press("Back").input("checkbox", "None of these").value
    screen.set("checkbox", "Beta", value=True)
    assert not screen.input("checkbox", "None of these").value
    screen.set("checkbox", "Beta", value=False)
    assert "it" not in house.kept(screen.code, "sample")


@pytest.mark.parametrize(
    ("part", "typed", "bounds"),
    [
        (item("number", "it", unit="days", minimum=0, maximum=365, floor=30, target=2.5), 2.5, (0.0, 365.0)),
        (item("number", "it", unit="days", whole=True), -3, (None, None)),
        (item("share", "it", floor=0, target=50), 12.5, (0.0, 100.0)),
    ],
)
def test_figures(
    shown: Callable[[dict[str, Any]], tuple[House, Screen]],
    part: dict[str, Any],
    typed: float,
    bounds: tuple[float | None, float | None],
) -> None:
    house, screen = shown(part)
    field = screen.at.number_input[0]
    assert field.label == f"Figure in {part.get('unit', 'per cent')}"
    assert field.value is None
    assert (field.proto.has_min and field.min, field.proto.has_max and field.max) == tuple(b or 0 for b in bounds)
    field.set_value(typed)
    assert value(house, screen.run()) == typed
    assert screen.press("Next").press("Back").at.number_input[0].value == typed
    screen.at.number_input[0].set_value(None)
    assert "it" not in house.kept(screen.run().code, "sample")


@pytest.mark.parametrize(("lines", "kind"), [(1, "text_input"), (4, "text_area")])
def test_text(shown: Callable[[dict[str, Any]], tuple[House, Screen]], lines: int, kind: str) -> None:
    house, screen = shown(item("text", "it", lines=lines, max_chars=50))
    typed = "One\nTwo" if lines > 1 else "One"
    screen.set(kind, "Your answer", f"  {typed} ")
    assert value(house, screen) == typed
    assert screen.press("Next").press("Back").input(kind, "Your answer").value == typed
    screen.set(kind, "Your answer", "   ")
    assert "it" not in house.kept(screen.code, "sample")
    assert "Comment or example (optional)" not in screen.text.replace("last", "")  # a text is its own comment


def test_allocation_with_a_total_of_its_own(shown: Callable[[dict[str, Any]], tuple[House, Screen]]) -> None:
    house, screen = shown(item("allocation", "it", parts=OPTIONS, total=10))
    screen.at.number_input[0].set_value(4.0)
    assert "Adds up to 4 of 10: 6 to go." in screen.run().text
    screen.at.number_input[1].set_value(6.0)
    assert value(house, screen.run()) == {"a": 4.0, "b": 6.0}


@pytest.mark.parametrize(
    "part",
    [
        item("checklist", "it", options=AWKWARD),
        item("allocation", "it", parts=AWKWARD),
        item(
            "disclosure",
            "it",
            scale="agree",
            figures=[{"id": e["id"], "label": e["text"], "unit": "u"} for e in AWKWARD],
        ),
    ],
    ids=lambda part: part["type"],
)
def test_ids_that_sound_like_parts_of_a_card(
    shown: Callable[[dict[str, Any]], tuple[House, Screen]], part: dict[str, Any]
) -> None:
    house, screen = shown(part)
    for each in (*screen.at.checkbox[:5], *screen.at.number_input):
        each.set_value(20.0 if each.type == "number_input" else True)
    kept = value(house, screen.run())
    ids = [each["id"] for each in AWKWARD]
    figures = dict.fromkeys(ids, 20.0)
    assert kept in (ids, figures) or kept["figures"] == figures


def test_disclosure(shown: Callable[[dict[str, Any]], tuple[House, Screen]]) -> None:
    figures = [
        {"id": "now", "label": "Customers", "unit": "people", "symbol": "N", "whole": True, "maximum": 10_000},
        {"id": "worth", "label": "Worth", "unit": "EUR", "symbol": "V", "minimum": None},
    ]
    house, screen = shown(item("disclosure", "it", scale="agree", figures=figures, definition="Write it down"))
    screen.set("text_area", "Comment or example (optional)", "Later").set("text_area", "Write it down", " ")
    assert house.kept(screen.code, "sample")["it"].answer == Answer("unanswered", comment="Later")
    screen.set("text_area", "Comment or example (optional)", "")
    screen.set("number_input", "Customers (people)", 1200)
    assert value(house, screen)["level"] is None  # a figure may come first
    screen.choose("a4").set("number_input", "Worth (EUR)", -12.5)
    screen.set("text_input", "Where does it come from? (optional)", " The ledger ")
    screen.set("text_area", "Write it down", "Whoever bought\n\nthis year")
    everything = {
        "level": "a4",
        "figures": {"now": 1200, "worth": -12.5},
        "definition": "Whoever bought\n\nthis year",
        "source": "The ledger",
        "explanation": "",
    }
    assert value(house, screen) == everything
    screen.press("Next").press("Back")
    assert [each.value for each in screen.at.number_input] == [1200, -12.5]
    screen.set("checkbox", "I don't know", value=True)
    assert [each.value for each in screen.at.number_input] == [None, None]
    assert house.kept(screen.code, "sample")["it"].answer == Answer("dont_know")


def test_contradictions_are_said_and_may_be_explained(house: House, bring: Callable[[str], Screen]) -> None:
    given = {
        "q01-customers": {"level": "in-use", "figures": {"now": 1000, "quarter-ago": 1000}},
        "q04-gained": {"level": "in-use", "figures": {"gained": 100}},
        "q04-lost": {"level": "in-use", "figures": {"lost": 50}},
    }
    code = house.respond(definition(QUESTIONS), given)
    screen = bring(code).open("answer", q=QUESTIONS, item="q04-lost")
    assert [each.value for each in screen.at.warning] == [
        "1,000 a quarter ago, 100 gained and 50 lost make 1,050 customers, not the 1,000 given\\."
    ]
    ask = "What explains the difference? Without an explanation the figures involved count half."
    screen.set("text_input", ask, "Two lists")
    assert house.kept(code, QUESTIONS)["q04-lost"].answer.value["explanation"] == "Two lists"
    assert len(screen.open("answer", q=QUESTIONS, item="q09-purchase-rhythm").at.warning) == 0


@pytest.mark.parametrize("questionnaire_id", [STAGES, LINE, QUESTIONS, REVIEW])
@pytest.mark.usefixtures("house")
def test_every_card_of_the_core_can_be_drawn_one_after_the_other(questionnaire_id: str) -> None:
    items = definition(questionnaire_id).questionnaire.items
    screen = Screen().open().start(questionnaire_id)
    for place, each in enumerate(items, start=1):
        assert f'data-item="{each.id}"' in screen.question
        assert f"Question {place} of {len(items)}" in screen.at.get("progress")[0].text
        if place < len(items):
            screen.press("Next")
    assert screen.offers("Review your answers")


def test_every_kind_was_shown() -> None:
    core = {each.type for name in (STAGES, LINE, QUESTIONS, REVIEW) for each in definition(name).questionnaire.items}
    assert {*core, "agreement", "practice", "number", "share"} == set(ITEM_TYPES)


def test_an_agenda_beside_other_items(settle: Callable[[House], House]) -> None:
    loaded = made(dimension("d", agenda(not_applicable=True), rubric("last")), result="stages")
    house = settle(House(loaded=(loaded,)))
    rows = [{"topic": "A", "category": "sales", "actual": 20}]
    code = house.respond(usable(loaded), {"agenda": rows})
    screen = Screen().open()
    screen.input("text_input", "Your code").set_value(code)
    screen.press("Go on with my answers").open("answer", q="sample", item="agenda")
    assert "**1 topic, 20 minutes spent.**" in screen.text
    screen.set("checkbox", "I don't know", value=True)
    assert "No topic yet." in screen.text
    assert house.kept(code, "sample")["agenda"].answer == Answer("dont_know")
