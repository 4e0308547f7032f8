"""The foot of a result: which version was asked, and which part of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assessments.workshop import Workshop
from questionnaires.forms import short_form, twin_form
from tests.assessments.build import STAGES, definition
from tests.assessments.samples import STAGES_ANSWERS
from tests.ui.asking import PROMISES
from tests.ui.build import House, Screen
from tests.ui.desk import SMALL, SPLIT, hold
from ui.versions import version_words

if TYPE_CHECKING:
    from collections.abc import Callable

PART = short_form(SMALL, "pulse", ["one", "two"], 1)


def test_the_whole_a_short_form_and_the_wording_for_others() -> None:
    customer, front_line = twin_form(PROMISES, "customer"), twin_form(PROMISES, "front-line")
    assert customer is not None
    assert front_line is not None
    assert version_words(SMALL.questionnaire) == "sample 1.0.0"
    assert version_words(PART.questionnaire) == "sample 1.0.0, in the short form “pulse” (2 questions)"
    assert version_words(customer.questionnaire) == "sample 1.0.0, as it is asked of customers (2 questions)"
    assert version_words(front_line.questionnaire) == "sample 1.0.0, as it is asked of the front line (2 questions)"


def test_the_foot_of_a_result_says_it(house: House, bring: Callable[..., Screen]) -> None:
    code = house.respond(PART, {"one": "l2", "two": "l3"}, submit=True)
    shown = bring(code).open("result", q="sample").text
    assert "Questionnaire sample 1.0.0, in the short form “pulse” (2 questions), fingerprint" in shown
    whole = house.respond(definition(STAGES), STAGES_ANSWERS, submit=True)
    version = definition(STAGES).questionnaire.version
    assert f"Questionnaire {STAGES} {version}, fingerprint" in bring(whole).open("result", q=STAGES).text


def test_the_foot_of_a_room_says_it(house: House, bring: Callable[..., Screen]) -> None:
    desk = hold(house, PART).do(Workshop.start)
    desk.crowd([{name: raw[name] for name in ("one", "two")} for raw in SPLIT])
    desk.do(Workshop.reveal)
    shown = bring(desk.key, "organiser").open("room").text
    assert "Questionnaire sample 1.0.0, in the short form “pulse” (2 questions)." in shown
