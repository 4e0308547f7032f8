"""The page of claims: nothing submitted, no trace yet, all there; of a room; the way there, and a promise from it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from streamlit.runtime.context import ContextProxy

from assessments.workshop import Workshop
from questionnaires.loader import load_folder
from questionnaires.values import Answer
from tests.assessments.build import LINE, QUESTIONS, REVIEW, STAGES, definition
from tests.assessments.claims import SAMPLES
from tests.ui.build import HOSTILE, House, Screen
from tests.ui.desk import Desk, hold
from tests.ui.taking import Files
from tests.ui.test_hostile import safe
from ui.style import escape, plain
from ui.widgets.picture import Away

if TYPE_CHECKING:
    from collections.abc import Callable

    from assessments.model import Response

TITLE = "What we say, what we do"
NOTHING = "There is no claim yet that could be set beside what was seen."
REST = "Not claimed, or not to be checked yet"
FIRST, QUARTERLY = "Customers known one by one", "What your last quarterly review says about what drives you"


@pytest.fixture
def house(settle: Callable[[House], House]) -> House:
    """An app with every questionnaire that comes with the software."""
    return settle(House(loaded=load_folder()))


@pytest.fixture
def alone(house: House, bring: Callable[..., Screen]) -> Callable[..., Screen]:
    """Return how somebody who has submitted some of the sample answers opens the page."""

    def opened(*submitted: str, name: str = "") -> Screen:
        code = house.respond(definition(submitted[0]), SAMPLES[submitted[0]], submit=True, name=name)
        for each in submitted[1:]:
            further(house, house.response(code), each)
        return bring(code).open("claims", of="own")

    return opened


def further(house: House, response: Response, questionnaire_id: str) -> None:
    """Let somebody submit the sample answers to one more questionnaire."""
    workflow, asked = house.context.workflow, definition(questionnaire_id)
    workflow.take_up(response, asked)
    for item_id, value in SAMPLES[questionnaire_id].items():
        answer = value if isinstance(value, Answer) else Answer("value", value)
        workflow.save(response.id, asked.questionnaire, item_id, answer)
    workflow.submit(workflow.current(response.id), questionnaire_id)


def headline(screen: Screen) -> str:
    """Return the sentence on top."""
    return next(found.group(1) for found in re.finditer(r'<h1 class="headline">(.*)</h1>', screen.text))


def verdicts(screen: Screen) -> list[tuple[str, str]]:
    """Return each claim with its verdict, in order."""
    found = re.findall(r'<h3 class="talk">(.*?)</h3><div><span class="word[^"]*">(.*?)</span>', screen.text)
    folded = [each.label.split("\\: ") for each in screen.at.expander if "\\: " in each.label]
    return [(title, verdict) for title, verdict in (*found, *folded)]


def headers(screen: Screen) -> list[str]:
    """Return the headers in order."""
    return [each.value for each in screen.at.header]


def test_without_answers_the_page_leads_to_the_first_one(house: House) -> None:
    assert house.context.definitions
    screen = Screen().open("claims")
    assert screen.at.title[0].value == TITLE
    assert screen.offers("To the first page")


def test_nothing_submitted(house: House, bring: Callable[..., Screen]) -> None:
    code = house.respond(definition(STAGES), {"detail-of-knowledge": "focus"})
    screen = bring(code).open("claims", of="own")

    assert headline(screen) == NOTHING
    assert "Each claim needs both sides." in screen.text
    assert not screen.pictures
    assert {verdict for _, verdict in verdicts(screen)} == {"not asked yet"}
    assert headers(screen) == ["What to answer next", REST, "How a claim is judged"]


def test_claims_without_a_trace_say_what_to_answer_next(alone: Callable[..., Screen]) -> None:
    screen = alone(STAGES)

    assert headline(screen).endswith("claims are made, and nothing that would show them was seen yet.")
    assert f"**{plain(QUARTERLY)}** · 12 minutes" in screen.text
    assert "Needed for “Service counts”" in screen.text
    assert (FIRST, "not seen yet") in verdicts(screen)
    assert not screen.pictures
    # a claim without its trace says what would show it, and how to raise it, all the same
    assert plain("Not answered yet.") in screen.text
    assert "from which list?" in screen.text
    screen.press("Answer: Quarterly review")
    assert screen.heading.startswith("Going by your mission statement")


def test_what_was_begun_is_gone_on_with(house: House, alone: Callable[..., Screen]) -> None:
    screen = alone(STAGES)
    (assessment,) = house.store.assessments()
    (response,) = house.store.responses(house.store.waves(assessment.id)[0].id)
    house.context.workflow.take_up(response, definition(REVIEW))
    assert screen.press("Answer: Quarterly review").heading.startswith("Going by your mission statement")


def test_everything_that_the_sample_shows(alone: Callable[..., Screen]) -> None:
    screen = alone(STAGES, LINE, QUESTIONS, REVIEW, name="Imaginary Pumps")

    assert f"Imaginary Pumps · {TITLE} · 2026 Q1" in screen.text
    assert headline(screen) == "None of the 5 claims that can be checked is fully borne out by what was seen."
    assert "A trace is not a proof." in screen.text
    (picture,) = screen.pictures
    assert "Customers known one by one: claimed 77.8, seen 39" in picture.alt
    assert [verdict for _, verdict in verdicts(screen)] == [
        *["not fully borne out"] * 5,
        *["not claimed"] * 2,
        "not seen yet",
        "not asked yet",
    ]
    assert headers(screen) == ["What to answer next", "Claim by claim", REST, "How a claim is judged"]


def test_the_chart_can_be_taken_away(alone: Callable[..., Screen], monkeypatch: pytest.MonkeyPatch) -> None:
    files = Files(monkeypatch)
    alone(STAGES, QUESTIONS, name="Imaginary Pumps")

    assert sorted(files.offered) == ["2026-Q1-own-claims.png", "2026-Q1-own-claims.svg"]
    assert files.offered["2026-Q1-own-claims.png"].make().startswith(b"\x89PNG")
    assert b"<svg" in files.offered["2026-Q1-own-claims.svg"].make()


def test_a_claim_shows_both_sides_with_their_answers_and_the_rule(alone: Callable[..., Screen]) -> None:
    text = alone(STAGES, QUESTIONS).text

    assert f"“{plain('We know our customers one by one, with what each of them needs.')}”" in text
    assert f"**{plain('77.8 of 100 points')}**" in text
    assert f"**{plain('39 of 100 points')}**" in text
    assert "The average of the 3 sources behind it, each from 0 to 100." in text
    assert "One person's answers to “Ten questions”, submitted on 2 March 2026 (2026 Q1)." in text
    assert plain("By what rule is a customer one of high value to you?") in text
    assert "Holds from 75 points on. 75 points stand for one agreed answer" in text
    assert "The claim lies 38.8 points above the trace." in text
    assert "**For the claim to hold, this would have to be seen:**" in text
    assert "<strong>To raise it in a meeting:</strong> “If a board member asked" in text


def test_what_counts_not_stands_apart(alone: Callable[..., Screen]) -> None:
    text = alone(LINE).text
    assert "**Said elsewhere, and not counted here**" in text
    assert plain("Something you offer, such as a product, a service or a brand") in text


def test_the_rule_of_all_verdicts_is_explained(alone: Callable[..., Screen]) -> None:
    text = alone(STAGES).text
    assert "A claim counts as made above 50 of 100 points" in text
    assert "Points and per cent are never subtracted from each other." in text
    assert "**not fully borne out**: The answers make the claim" in text


def test_a_first_step_becomes_a_promise(alone: Callable[..., Screen]) -> None:
    screen = alone(STAGES, QUESTIONS).press_key("promise-claim-one-by-one")
    assert screen.input("text_area", "What will be done").value.startswith("Write down in one sentence what makes")
    chosen = screen.input("selectbox", "What it is to move").value
    assert chosen == (QUESTIONS, "customer-base")


def test_a_claim_of_which_nothing_is_answered_cannot_be_promised(alone: Callable[..., Screen]) -> None:
    keys = {each.key for each in alone(STAGES).at.button}
    assert "promise-claim-one-by-one" in keys
    assert "promise-claim-first-person" not in keys


@pytest.mark.parametrize("key", ["to-claims", "say-do"])
def test_a_result_leads_to_the_claims(house: House, bring: Callable[..., Screen], key: str) -> None:
    code = house.respond(definition(REVIEW), SAMPLES[REVIEW], submit=True)
    screen = bring(code).open("result", q=REVIEW).press_key(key)
    assert ("What is stated drives us", "not fully borne out") in verdicts(screen)


def test_an_earlier_quarter_keeps_its_claims(house: House, bring: Callable[..., Screen]) -> None:
    code = house.respond(definition(REVIEW), SAMPLES[REVIEW], submit=True)
    earlier = house.response(code).wave_id
    house.clock.pass_seconds(86_400 * 91)
    house.context.quarters.open_next_alone(house.response(code), house.context.definitions)

    assert headline(bring(code).open("claims", of="own")) == NOTHING
    screen = bring(code).open("claims", of="own", wave=earlier)
    assert ("What is stated drives us", "not fully borne out") in verdicts(screen)
    assert "2026 Q1" in screen.text
    assert not any(str(each.key).startswith("answer-") for each in screen.at.button)  # it takes no answers any more


# --- a room

SERVICE = {"service-budget": "obsession", "service-in-offer": "focus"}


def revealed(desk: Desk, count: int) -> Desk:
    desk.do(Workshop.start)
    desk.crowd([SERVICE if place % 2 else {**SERVICE, "service-budget": "focus"} for place in range(count)])
    return desk.do(Workshop.reveal)


def test_a_room_stands_beside_what_it_shows(house: House, bring: Callable[..., Screen]) -> None:
    desk = revealed(hold(house, STAGES), 8)
    screen = bring(desk.key, "organiser").open("claims", of="led")

    assert headline(screen) == "1 claim is made, and nothing that would show it was seen yet."
    assert "The room of 2026 Q1: averages of 5–9 people, as far as they may be shown." in screen.text
    assert "A room answers them when you choose them for a workshop." in screen.text
    assert f"<td>{QUARTERLY}</td><td>12</td><td>“Service counts”" in screen.text
    assert "The audit is filled in by one person who was in the meeting, alone" in screen.text
    assert ("Service counts", "not seen yet") in verdicts(screen)
    assert screen.press_key("answer-audit").at.title[0].value == "How customer-centric are we, really?"


def test_a_room_that_is_too_small_shows_nothing(house: House, bring: Callable[..., Screen]) -> None:
    desk = hold(house, STAGES).do(Workshop.start)
    desk.crowd([SERVICE] * 4)  # of the five that are needed
    screen = bring(desk.key, "organiser").open("claims", of="led")

    assert screen.at.title[0].value == TITLE
    assert verdicts(screen) == []
    assert not screen.pictures
    assert "points" not in screen.text
    assert screen.offers("Back to the console")


def test_the_audit_of_the_same_browser_stands_beside_the_room_and_says_whose_it_is(
    house: House, bring: Callable[..., Screen], monkeypatch: pytest.MonkeyPatch
) -> None:
    code = house.respond(definition(REVIEW), SAMPLES[REVIEW], submit=True, name="Imaginary Pumps")
    desk = revealed(hold(house, STAGES), 8)
    screen = both(bring, monkeypatch, desk.key, code).open("claims", of="led")

    assert ("Service counts", "not fully borne out") in verdicts(screen)
    told = "Not the room's: an audit that this browser holds, filled in by one person for Imaginary Pumps"
    assert escape(f"{told}, submitted on 2 March 2026 (2026 Q1).") in screen.text
    # a promise of the room moves what the room was asked
    promised = screen.press_key("promise-claim-service-counts")
    assert promised.input("selectbox", "What it is to move").value == (STAGES, "role-of-service")


def test_a_chart_that_rests_on_both_says_so_when_it_is_taken_away(
    house: House, bring: Callable[..., Screen], monkeypatch: pytest.MonkeyPatch
) -> None:
    code = house.respond(definition(REVIEW), SAMPLES[REVIEW], submit=True)
    desk = hold(house, LINE).do(Workshop.start)
    points = {name: value for name, value in SAMPLES[LINE].items() if name not in {"opening-reflex", "opening-code"}}
    desk.crowd([{**points, "purpose": 1 + place % 3} for place in range(8)])
    desk.do(Workshop.reveal)
    taken: list[Away] = []
    monkeypatch.setattr("ui.pages.claims.draw_picture", lambda *_, away, **__: taken.append(away))
    both(bring, monkeypatch, desk.key, code).open("claims", of="led")

    picture, about, _ = taken[0].sign()
    assert "Customers come first: claimed" in picture.twin
    assert about.people == "5–9 people, and the agenda of one observer"


def test_an_audit_of_an_earlier_quarter_is_found_and_other_answers_are_not_taken(
    house: House, bring: Callable[..., Screen], monkeypatch: pytest.MonkeyPatch
) -> None:
    code = house.respond(definition(REVIEW), SAMPLES[REVIEW], submit=True)
    further(house, house.response(code), QUESTIONS)
    house.clock.pass_seconds(86_400 * 91)
    following = house.context.quarters.open_next_alone(house.response(code), house.context.definitions)
    further(house, following, QUESTIONS)
    screen = both(bring, monkeypatch, revealed(hold(house, STAGES), 8).key, code).open("claims", of="led")

    assert "filled in by one person, submitted on 2 March 2026 (2026 Q1)." in screen.text
    assert "Ten questions”, submitted" not in screen.text


def test_answers_without_an_audit_add_nothing_to_a_room(
    house: House, bring: Callable[..., Screen], monkeypatch: pytest.MonkeyPatch
) -> None:
    code = house.respond(definition(QUESTIONS), SAMPLES[QUESTIONS], submit=True)
    screen = both(bring, monkeypatch, revealed(hold(house, STAGES), 8).key, code).open("claims", of="led")
    assert "this browser holds" not in screen.text
    assert headline(screen) == "1 claim is made, and nothing that would show it was seen yet."


def test_the_room_leads_to_the_claims_of_its_wave(house: House, bring: Callable[..., Screen]) -> None:
    desk = revealed(hold(house, STAGES), 8)
    screen = bring(desk.key, "organiser").open("room").press_key("to-claims")
    assert ("Service counts", "not seen yet") in verdicts(screen)


@pytest.mark.parametrize("of", ["", "own", "led"])
@pytest.mark.parametrize("cookie", ["answers", "organiser", "seat"])
def test_a_participant_sees_no_claims(house: House, bring: Callable[..., Screen], cookie: str, of: str) -> None:
    desk = revealed(hold(house, STAGES), 8)
    begun = desk.join()
    for code in (begun.resume_code, begun.response.receipt, desk.join_code):
        screen = bring(code, f"seat-{desk.first.id}" if cookie == "seat" else cookie)
        screen.open("join", code=desk.join_code)
        screen.open("claims", of=of, wave=desk.first.id)
        assert "This browser neither leads a workshop nor holds answers of its own." in screen.text
        assert verdicts(screen) == []


def test_what_people_type_is_shown_as_typed(house: House, bring: Callable[..., Screen]) -> None:
    topic = {"topic": HOSTILE, "category": "sales", "actual": 10, "basis": "opinion", "bumped": True}
    code = house.respond(definition(REVIEW), {"agenda": [topic]}, submit=True, name=HOSTILE)
    workflow, response = house.context.workflow, house.response(code)
    workflow.take_up(response, definition(LINE))
    for item_id, value in {**SAMPLES[LINE], "opening-reflex": HOSTILE}.items():
        workflow.save(response.id, definition(LINE).questionnaire, item_id, Answer("value", value))
    workflow.submit(workflow.current(response.id), LINE)
    # the name; the topic as bumped and as argued on opinion, behind each claim on the audit; the first thought
    assert safe(bring(code).open("claims", of="own"), HOSTILE) >= 4


def both(bring: Callable[..., Screen], monkeypatch: pytest.MonkeyPatch, key: str, code: str) -> Screen:
    """Return a browser that leads a workshop and holds answers of its own."""
    screen = bring(key, "organiser")
    cookies: dict[str, Any] = {"organiser": key.replace("-", ""), "answers": code.replace("-", "")}
    monkeypatch.setattr(ContextProxy, "cookies", cookies)
    return screen
