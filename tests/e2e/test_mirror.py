"""A company asks its customers in real browsers: the link, a phone that answers it, closing, and what differs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from playwright.sync_api import expect

from assessments.plan import Plan
from questionnaires.model import Questionnaire
from questionnaires.values import Answer
from tests.assessments.mirrors import defined, twin
from tests.e2e.server import Server
from tests.e2e.test_accessibility import findings
from tests.e2e.visitor import Visitor
from tests.e2e.workshop import Console, Desk
from tests.scoring.build import dimension, item

NAME = "Imaginary Pumps (demonstration)"
STEPS = [{"id": f"s{n}", "text": text} for n, text in enumerate(("Never", "Now and then", "Often", "Always"), start=1)]
AGREE = {"scales": {"how-often": STEPS}}
TWINS = {"ask_customer": "Do they call back when they said they would?"}
DEFINED = defined(
    dimension(
        "promises",
        item("frequency", "call", scale="how-often", **TWINS),
        twin("kept", ask_customer="Of what they promised, how much did they keep?"),
        title="Keeping promises",
    ),
    title="Promises to customers",
    **AGREE,
)
ASKED: Questionnaire = DEFINED.questionnaire
OURS = [{"call": "s4", "kept": 90 + place % 3} for place in range(8)]
THEIRS = [{"call": "s2", "kept": 40 + place % 3} for place in range(8)]


@dataclass
class Play:
    """Everybody who takes part, and where."""

    server: Server
    desk: Desk
    key: str
    lead: Console


def test_a_form_for_customers(server: Server, visit: Callable[..., Visitor]) -> None:
    play = _company(server, visit)
    link = _open(play)
    _answer(play, visit, link)
    _others(play, link)
    _close(play, visit, link)


def _company(server: Server, visit: Callable[..., Visitor]) -> Play:
    """Hold a workshop of eight past the browser, and reveal it."""
    desk = Desk(server.database)
    made = desk.workshop.set_up(Plan(NAME, (DEFINED,)))
    desk.workshop.start(made.wave)
    _save(desk, made.wave.join_code or "", OURS)
    desk.workshop.reveal(made.wave)
    lead = Console(visit(server).page, server)
    lead.lead(made.organiser_code)
    return Play(server, desk, made.organiser_code, lead)


def _save(desk: Desk, join_code: str, answers: list[dict[str, object]]) -> None:
    wave = desk.workshop.find(join_code)
    assert wave is not None
    for each in answers:
        begun = desk.workshop.join(wave)
        for item_id, value in each.items():
            desk.workflow.save(begun.response.id, ASKED, item_id, Answer("value", value))


def _open(play: Play) -> str:
    lead = play.lead
    lead.open("room")
    lead.press("How others see it")
    lead.says("Your customers", "2 questions", "Nothing that you answered has a wording for your front line.")
    assert findings(lead) == []
    lead.type("The name that your customers know you by", "Pumps")
    lead.press("Open the form")
    lead.says("Nobody has answered so far. Five are needed before anything can be shown.")
    assert findings(lead) == []
    return lead.page.locator("code", has_text="/join?code=").inner_text()


def _answer(play: Play, visit: Callable[..., Visitor], link: str) -> None:
    """Answer on a phone, leave, and come back to the answers."""
    phone = visit(play.server, width=390, height=844)
    phone.page.goto(link)
    phone.page.wait_for_selector("h1")
    phone.settle()
    phone.says("Pumps asks you", "Two questions, about 1 minute.", "no name and no address is asked")
    expect(phone.page).to_have_title("Pumps")
    assert findings(phone) == []
    phone.press("Begin")
    phone.at("Do they call back when they said they would?")
    assert findings(phone) == []
    phone.choose("Now and then")
    phone.go_on()
    phone.at("Of what they promised, how much did they keep?")
    phone.page.get_by_role("spinbutton").fill("40")
    phone.page.get_by_role("spinbutton").press("Tab")
    phone.saved()
    phone.press("Done")
    phone.at("Thank you. Your answers are in.")
    assert findings(phone) == []
    width = phone.page.evaluate("document.documentElement.scrollWidth")
    assert width <= 390
    phone.page.goto(link)
    phone.at("Thank you. Your answers are in.")
    expect(phone.page.get_by_role("button", name="Back to my answers")).to_be_visible()


def _others(play: Play, link: str) -> None:
    _save(play.desk, link.partition("code=")[2], THEIRS)


def _close(play: Play, visit: Callable[..., Visitor], link: str) -> None:
    lead = play.lead
    lead.press("Look again")
    lead.says("5–9 people have answered so far.")
    lead.page.locator("summary", has_text="Close the form").click()
    lead.page.get_by_text("Yes, no more answers").click()
    lead.settle()
    lead.press("Close the form")
    expect(lead.page.locator("h1.headline")).to_contain_text("points above your customers.")
    lead.settle()
    lead.says("The form is closed. 5–9 people answered.", "The largest differences")
    lead.page.get_by_text("Show every question by itself").click()
    lead.settle()
    expect(lead.page.get_by_test_id("stVegaLiteChart")).to_have_count(2)
    assert findings(lead) == []
    lead.page.set_viewport_size({"width": 390, "height": 844})
    lead.settle()
    assert findings(lead) == []
    late = visit(play.server, width=390, height=844)
    late.page.goto(link)
    late.says("This form is closed. It takes no answers any more.")
    assert findings(late) == []
