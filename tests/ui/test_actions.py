"""What we promised: making, changing, keeping, dropping and opening again; from a result; the files; only by key."""

from __future__ import annotations

import csv
import io
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from icalendar import Calendar

from assessments.promises import FULL, Promises
from assessments.workshop import Workshop
from tests.assessments.build import LINE, REVIEW, STAGES, definition
from tests.assessments.samples import REVIEW_ANSWERS, STAGES_ANSWERS
from tests.ui.build import HOSTILE, START, House, Screen
from tests.ui.desk import SPLIT, Desk, hold
from tests.ui.quarters import follow
from ui.style import escape

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from assessments.model import Action

TODAY = START.date()
SOON = date(2026, 4, 30)
ABOUT = ("sample", "d")


@pytest.fixture
def desk(house: House) -> Desk:
    """A workshop of eight with a result."""
    held = hold(house).do(Workshop.start)
    held.crowd(SPLIT)
    return held.do(Workshop.reveal).do(Workshop.close)


@pytest.fixture
def lead(bring: Callable[..., Screen]) -> Callable[[Desk], Screen]:
    """Return how a browser with the organiser's cookie opens the promises."""
    return lambda desk: bring(desk.key, "organiser").open("actions")


def promise(desk: Desk, what: str = "Call ten customers", due: date = SOON, **rest: Any) -> Action:
    """Make a promise past the pages."""
    given = {"owner": "Ada", "proof": "Ten notes", **rest}
    return desk.house.context.promises.commit(desk.first, *ABOUT, what, given["owner"], due, given["proof"])


def headline(screen: Screen) -> str:
    """Return the sentence on top."""
    (found,) = [each.value for each in screen.at.html if 'class="headline"' in each.value]
    return str(found).removeprefix('<h1 class="headline">').removesuffix("</h1>")


def headers(screen: Screen) -> list[str]:
    """Return the headings of the parts."""
    return [each.value for each in screen.at.header]


def filled(screen: Screen, values: Mapping[str, Any], key: str = "promise") -> Screen:
    """Type into the fields of a promise, without sending them."""
    kinds = {
        "about": "selectbox",
        "what": "text_area",
        "owner": "text_input",
        "due": "date_input",
        "proof": "text_area",
    }
    for name, value in values.items():
        getattr(screen.at, kinds[name])(f"{name}:{key}").set_value(value)
    return screen


ALL: dict[str, Any] = {"about": ABOUT, "what": "Call ten customers", "owner": "Ada", "due": SOON, "proof": "Ten notes"}
REST = {name: ALL[name] for name in ("owner", "due", "proof")}


def test_without_the_key_there_is_nothing(desk: Desk, bring: Callable[..., Screen]) -> None:
    promise(desk)
    begun = desk.house.context.workshop.join(hold(desk.house).first, "Leadership")
    for screen in (Screen().open("actions"), bring(begun.resume_code, "organiser").open("actions")):
        assert "This browser neither leads a workshop nor holds answers of its own." in screen.text
        assert "Call ten" not in screen.text
    assert screen.press("To the first page").offers("Hold a workshop")


def test_a_promise_is_made(desk: Desk, lead: Callable[[Desk], Screen]) -> None:
    screen = lead(desk)
    assert headline(screen) == "Nothing is promised yet."
    assert headers(screen) == ["Make a promise"]
    screen = filled(screen, ALL).press("Promise it")
    assert headline(screen) == "1 promise is open, not late."
    (kept,) = desk.house.context.promises.all(desk.first.assessment_id)
    assert (kept.what, kept.owner, kept.due, kept.proof) == ("Call ten customers", "Ada", SOON, "Ten notes")
    assert (kept.wave_id, kept.questionnaire_id, kept.dimension_id) == (desk.first.id, "sample", "d")
    assert "D · Ada" in screen.text
    assert "due on 30 April 2026" in screen.text
    assert "Will show that it worked: Ten notes" in screen.text
    assert headers(screen) == ["Open", "Make a promise", "Take the list with you"]
    assert screen.at.text_area("what:promise").value == ""


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"about": None}, "Not kept yet. Choose what it is to move."),
        ({"due": None}, "Not kept yet. Choose the day on which it is due."),
        ({"due": TODAY - timedelta(days=1)}, "The due date lies in the past\\: choose a later one\\."),
        ({"what": " "}, "Say what will be done\\."),
        ({"owner": ""}, "Say who sees to it\\."),
        ({"proof": ""}, "Say what will show that it worked\\."),
    ],
)
def test_what_is_not_complete_is_not_kept_and_stays_as_typed(
    desk: Desk, lead: Callable[[Desk], Screen], change: dict[str, Any], said: str
) -> None:
    given = {**ALL, **change}
    screen = filled(lead(desk), given).press("Promise it")
    assert screen.errors == said
    assert desk.house.context.promises.all(desk.first.assessment_id) == ()
    assert screen.at.text_area("what:promise").value == given["what"]


def test_the_whole_questionnaire_can_be_chosen(desk: Desk, lead: Callable[[Desk], Screen]) -> None:
    screen = filled(lead(desk), {**ALL, "about": ("sample", "")})
    assert screen.at.selectbox("about:promise").options == ["D", "Sample as a whole"]
    assert "Sample as a whole · Ada" in screen.press("Promise it").text


def test_with_a_handful_open_there_is_no_form(desk: Desk, lead: Callable[[Desk], Screen]) -> None:
    for number in range(5):
        promise(desk, f"Step {number}")
    screen = lead(desk)
    assert FULL in screen.text
    assert not screen.offers("Promise it")
    assert headline(screen) == "5 promises are open, none of them late."


def test_what_is_late_is_said_in_words(desk: Desk, lead: Callable[[Desk], Screen]) -> None:
    promise(desk)
    desk.house.clock.pass_seconds(86_400 * 100)
    screen = lead(desk)
    assert headline(screen) == "1 promise is open, and late."
    assert "late: it was due on 30 April 2026" in screen.text
    promise(desk, "Another", TODAY + timedelta(days=400))
    assert headline(lead(desk)) == "2 promises are open, 1 of them late."


@pytest.mark.parametrize(
    ("state", "ask", "save"),
    [
        ("kept", "It was kept", "Save: it was kept"),
        ("dropped", "Drop it", "Save: it was dropped"),
    ],
)
def test_a_promise_is_decided_and_opened_again(
    desk: Desk, lead: Callable[[Desk], Screen], state: str, ask: str, save: str
) -> None:
    action = promise(desk)
    screen = lead(desk).press(ask)
    assert not screen.offers("Change it")
    screen.at.text_area(f"note-{action.id}").set_value("Nobody was at home")
    screen.press(save)
    (decided,) = desk.house.context.promises.all(desk.first.assessment_id)
    assert (decided.state, decided.note) == (state, "Nobody was at home")
    counts = "1 of 1 kept, 0 dropped" if state == "kept" else "0 of 1 kept, 1 dropped"
    assert headline(screen) == f"Nothing is open: {counts}."
    assert headers(screen) == ["Make a promise", state.capitalize(), "Take the list with you"]
    assert f"{state} on 2 March 2026, was due on 30 April 2026" in screen.text
    assert "What became of it: Nobody was at home" in screen.text
    assert headline(screen.press("Open it again")) == "1 promise is open, not late."
    assert "Nobody was at home" not in screen.text


def test_a_promise_may_be_left_as_it_is(desk: Desk, lead: Callable[[Desk], Screen]) -> None:
    promise(desk)
    screen = lead(desk).press("It was kept").press("Leave it open")
    assert screen.offers("It was kept")
    screen.press("Change it").press("Leave it as it is")
    assert headline(screen) == "1 promise is open, not late."


def test_a_promise_is_changed(desk: Desk, lead: Callable[[Desk], Screen]) -> None:
    action = promise(desk)
    screen = lead(desk).press("Change it")
    assert screen.at.text_area(f"what:{action.id}").value == "Call ten customers"
    assert screen.at.date_input(f"due:{action.id}").value == SOON
    filled(screen, {"what": "Call twenty", "owner": ""}, action.id).press("Save the change")
    assert screen.errors == "Say who sees to it\\."
    filled(screen, {"owner": "Grace", "due": date(2026, 5, 31)}, action.id).press("Save the change")
    (changed,) = desk.house.context.promises.all(desk.first.assessment_id)
    assert (changed.what, changed.owner, changed.due) == ("Call twenty", "Grace", date(2026, 5, 31))
    assert "Call twenty" in screen.text
    assert not screen.offers("Save the change")


def test_a_promise_that_somebody_else_decided_meanwhile_stays_so(desk: Desk, lead: Callable[[Desk], Screen]) -> None:
    action = promise(desk)
    screen = lead(desk).press("Drop it")
    desk.house.context.promises.decide(action, "kept")
    desk.house.store.interrupted = {}
    screen = screen.press("Save: it was dropped")
    assert headers(screen) == ["Make a promise", "Kept", "Take the list with you"]


def test_a_promise_decided_between_the_look_and_the_click_is_refused(
    desk: Desk, lead: Callable[[Desk], Screen], monkeypatch: pytest.MonkeyPatch
) -> None:
    action = promise(desk)
    screen = lead(desk).press("Drop it")
    promises = desk.house.context.promises
    decide = Promises.decide

    def too_late(_: Promises, *args: Any) -> Action:
        monkeypatch.setattr(Promises, "decide", decide)
        promises.decide(action, "kept")
        return promises.decide(*args)

    monkeypatch.setattr(Promises, "decide", too_late)
    screen.press("Save: it was dropped")
    assert "It has been said what became of this promise" in screen.errors


def test_what_was_typed_is_shown_as_typed(desk: Desk, lead: Callable[[Desk], Screen]) -> None:
    action = promise(desk, HOSTILE, owner=HOSTILE, proof=HOSTILE)
    desk.house.context.promises.decide(action, "kept", HOSTILE)
    screen = lead(desk)
    assert escape(HOSTILE) in screen.text
    assert "<script>alert" not in screen.text


def test_the_files_open_elsewhere(desk: Desk, lead: Callable[[Desk], Screen], monkeypatch: pytest.MonkeyPatch) -> None:
    promise(desk)
    files: dict[str, tuple[bytes, str]] = {}

    def offered(_: str, data: bytes, *, file_name: str, mime: str, on_click: str) -> None:
        files[file_name] = data, f"{mime} {on_click}"

    monkeypatch.setattr("streamlit.download_button", offered)
    lead(desk)
    assert {name: rest for name, (_, rest) in files.items()} == {
        "promises.csv": "text/csv ignore",
        "promises.ics": "text/calendar ignore",
    }
    (row,) = csv.DictReader(io.StringIO(files["promises.csv"][0].decode("utf-8-sig")))
    assert (row["What was promised"], row["For"], row["Due"], row["State"]) == (
        "Call ten customers",
        "D",
        "2026-04-30",
        "open",
    )
    (event,) = Calendar.from_ical(files["promises.ics"][0]).walk("VEVENT")
    assert event.decoded("DTSTART") == SOON


def test_a_next_step_of_the_room_becomes_a_promise(house: House, bring: Callable[..., Screen]) -> None:
    desk = hold(house, STAGES).do(Workshop.start)
    levels = {key: value for key, value in STAGES_ANSWERS.items() if isinstance(value, str)}
    desk.crowd([levels] * 8)
    desk.do(Workshop.reveal)
    screen = bring(desk.key, "organiser").open("room").press_key(f"promise-{STAGES}-1")
    assert screen.at.query_params == {"of": "led", "new": "1"}
    assert headers(screen)[0] == "Make a promise"
    chosen = screen.at.selectbox("about:promise").value
    assert chosen is not None
    questionnaire_id, dimension_id = chosen
    what = screen.at.text_area("what:promise").value
    assert questionnaire_id == STAGES
    steps = next(each for each in definition(STAGES).questionnaire.dimensions if each.id == dimension_id).next_steps
    assert what in steps.values()
    filled(screen, REST).press("Promise it")
    (kept,) = house.context.promises.all(desk.first.assessment_id)
    assert (kept.what, kept.dimension_id) == (what, dimension_id)
    assert "new" not in screen.at.query_params


def test_a_next_step_of_ones_own_result_becomes_a_promise(house: House, bring: Callable[..., Screen]) -> None:
    code = house.respond(definition(STAGES), STAGES_ANSWERS, submit=True)
    screen = bring(code).open("result", q=STAGES).press_key(f"promise-{STAGES}-2")
    assert screen.at.query_params == {"of": "own", "new": "1"}
    assert screen.at.text_area("what:promise").value
    filled(screen, REST).press("Promise it")
    assert headline(screen) == "1 promise is open, not late."
    assert screen.press("To the first page").at.title[0].value == "How customer-centric are we, really?"


def test_advice_of_an_agenda_is_about_the_whole(house: House, bring: Callable[..., Screen]) -> None:
    code = house.respond(definition(REVIEW), REVIEW_ANSWERS, submit=True)
    screen = bring(code).open("result", q=REVIEW).press_key(f"promise-{REVIEW}-1")
    assert screen.at.selectbox("about:promise").value == (REVIEW, "")


def test_two_questionnaires_are_told_apart(house: House, lead: Callable[[Desk], Screen]) -> None:
    options = lead(hold(house, LINE, STAGES)).at.selectbox("about:promise").options
    first = definition(STAGES).questionnaire
    assert f"{first.short_title}: {first.dimensions[0].title}" in options
    assert f"{definition(LINE).questionnaire.short_title} as a whole" in options


def test_a_promise_belongs_to_the_newest_wave_with_a_result(desk: Desk, lead: Callable[[Desk], Screen]) -> None:
    following = follow(desk)
    screen = filled(lead(desk), {**ALL, "due": date(2026, 12, 31)}).press("Promise it")
    assert {each.wave_id for each in desk.house.context.promises.all(following.first.assessment_id)} == {desk.first.id}
    assert screen.press("Back to the console").text
