"""Opening the next quarter: what is taken over, what may differ, who may open it."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from assessments.next_wave import NextPlan
from assessments.workshop import Workshop
from tests.scoring.build import dimension, rubric
from tests.ui.build import House, Screen, made
from tests.ui.desk import SMALL, SPLIT, Desk, hold
from tests.ui.quarters import param, sure

if TYPE_CHECKING:
    from collections.abc import Callable

TITLE = "Open the next quarter"
CLOSES = "Closes by itself on (optional; the time is that of UTC)"
LABEL = "What to call it"
INVITED = "Number of people invited (optional; makes the ranges of the results narrower)"
STAGES_OF = [{"id": f"s{n}", "title": f"Stage {n}", "summary": "A rung."} for n in range(1, 5)]
GENTLE = made(  # another title of a dimension breaks nothing
    dimension("d", rubric("one"), rubric("two"), rubric("three"), title="D, as it is called now"),
    stages=STAGES_OF,
    version="1.0.1",
)
NEWER = made(
    dimension("d", rubric("one"), rubric("two", ask="Two, asked in another way?"), rubric("four")),
    stages=STAGES_OF,
    version="2.0.0",
)


@pytest.fixture
def lead(bring: Callable[..., Screen]) -> Callable[..., Screen]:
    """Return how a browser with the organiser's cookie opens a page."""
    return lambda desk, address="next", **params: bring(desk.key, "organiser").open(address, **params)


def newest(desk: Desk) -> Desk:
    """Return the desk of the wave that the key leads now."""
    found = desk.house.context.workshop.enter(desk.key)
    assert found is not None
    return Desk(desk.house, desk.key, desk.asked, found[1])


def open_next(screen: Screen) -> Screen:
    """Open the next quarter, whether it has begun or not."""
    return sure(screen).press_key("open-next")


def cells(screen: Screen) -> str:
    """Return what the table says, cell by cell."""
    (table,) = screen.tables
    return table.replace("</td><td>", ": ")


@pytest.mark.usefixtures("house")
def test_a_browser_that_holds_nothing() -> None:
    screen = Screen().open("next")
    assert screen.at.title[0].value == TITLE
    assert "This browser neither leads a workshop nor holds answers of its own." in screen.text
    assert not screen.offers(TITLE)


def test_while_the_last_wave_is_open_the_page_leads_to_where_it_is_closed(
    house: House, lead: Callable[..., Screen]
) -> None:
    desk = hold(house)
    desk.join()
    screen = lead(desk)
    assert "2026 Q1 is still open. Close it on the console first" in screen.text
    assert not screen.offers(TITLE)
    assert screen.press("To the console").heading == "1 person is in. The vote has not started."


def test_from_the_closed_console_to_the_console_of_the_next_wave(house: House, lead: Callable[..., Screen]) -> None:
    desk = hold(house, invited=12, units=("Bern", "Basel")).do(Workshop.close)
    screen = lead(desk, "console").press(TITLE)
    assert screen.at.title[0].value == TITLE
    assert screen.input("text_input", LABEL).value == "2026 Q2"
    for row in (
        "Questionnaires: Sample 1.0.0",
        "Answers: anonymous, nothing is shown about fewer than five people",
        "Roles: Leadership, Front line",
        "Departments or sites: Bern, Basel",
        "Invited: 12",
        "Targets: none",
        "Importance: none",
    ):
        assert row in cells(screen)
    open_next(screen)
    following = newest(desk)
    assert following.first.id != desk.first.id
    assert screen.heading == "0 people are in. The vote has not started."
    assert "Imaginary Pumps · 2026 Q2 · anonymous, no averages of fewer than five people" in screen.text
    assert f"https://survey.example/join?code={following.join_code}" in [each.value for each in screen.at.code]
    assert following.join_code != desk.join_code
    assert (following.first.roles, following.first.units, following.first.invited) == (
        desk.first.roles,
        ("Bern", "Basel"),
        12,
    )
    assert screen.scripts == ""  # the browser keeps the key that it has
    assert lead(desk, "console").text.count("2026 Q2")


def test_what_was_said_about_targets_and_importance_is_taken_over(house: House, lead: Callable[..., Screen]) -> None:
    desk = hold(house, roles=(), mode="open")
    quarters = house.context.quarters
    quarters.set_targets(desk.first, "sample", {"": 75, "d": 80}, "Ada")
    quarters.set_importance(desk.first, "sample", {"d": 100}, {"d": 2}, "Ada")
    desk.do(Workshop.close)
    screen = lead(desk)
    for row in (
        "Answers: open",
        "Roles: not asked",
        "Departments or sites: not asked",
        "Invited: not counted",
        "Targets: 2 targets",
        "Importance: of 1 dimension",
    ):
        assert row in cells(screen)
    open_next(screen)
    following = newest(desk).first
    assert {name: each.value for name, each in quarters.targets(following, "sample").items()} == {"": 75, "d": 80}


def test_with_a_closing_time_the_vote_is_under_way_at_once(house: House, lead: Callable[..., Screen]) -> None:
    desk = hold(house).do(Workshop.close)
    screen = lead(desk).set("text_input", LABEL, "Autumn").set("number_input", INVITED, 9)
    screen.set("datetime_input", CLOSES, datetime(2026, 3, 31, 18, 0))  # noqa: DTZ001 - as the field gives it
    open_next(screen)
    following = newest(desk).first
    assert (following.label, following.invited) == ("Autumn", 9)
    assert following.closes_at == datetime(2026, 3, 31, 18, 0, tzinfo=UTC)
    assert screen.heading == "The first vote is on: 0 of 0 have finished."
    assert "Closes by itself on 31 March 2026, 18:00 (UTC)." in screen.text


def test_the_closing_time_is_that_of_the_visitors_clock(house: House) -> None:
    desk = hold(house).do(Workshop.close)
    screen = Screen(timezone="Europe/Zurich").open()
    screen.input("text_input", "Your code").set_value(desk.key)
    screen.press("Go on with my answers").press(TITLE)
    screen.set(
        "datetime_input",
        "Closes by itself on (optional; the time is that of Europe/Zurich)",
        datetime(2026, 3, 31, 18, 0),  # noqa: DTZ001 - as the field gives it
    )
    open_next(screen)
    assert newest(desk).first.closes_at == datetime(2026, 3, 31, 16, 0, tzinfo=UTC)
    assert "Closes by itself on 31 March 2026, 18:00 (Europe/Zurich)." in screen.text


def test_everything_that_is_wrong_is_said_and_nothing_opened(house: House, lead: Callable[..., Screen]) -> None:
    desk = hold(house).do(Workshop.close)
    screen = lead(desk).set("text_input", LABEL, "2026 q1")
    screen.set("datetime_input", CLOSES, datetime(2026, 3, 2, 9, 0))  # noqa: DTZ001 - as the field gives it
    open_next(screen)
    assert [each.value.replace("\\", "") for each in screen.at.error] == [
        "There is a wave called “2026 q1” already: give this one its own label.",
        "The closing time is not in the future: choose a later one, or none.",
    ]
    assert newest(desk).first.id == desk.first.id
    open_next(screen.set("text_input", LABEL, ""))
    assert screen.errors.startswith("Give the next wave a label")


def test_a_newer_version_that_breaks_the_comparison_is_asked_only_if_chosen(
    settle: Callable[[House], House], lead: Callable[..., Screen]
) -> None:
    desk = hold(settle(House(loaded=(NEWER,))), SMALL).do(Workshop.close)
    screen = lead(desk)
    said = screen.text.replace("\\", "")
    assert "Version 2.0.0 is there; last time version 1.0.0 was asked. Comparable on 1 of 3 items." in said
    breaks = [each.value for each in screen.at.markdown if each.value.startswith("- ")]
    assert breaks
    (choice,) = screen.at.radio
    assert choice.value == "before"
    open_next(screen)
    assert newest(desk).house.context.workshop.pinned(newest(desk).first)["sample"].version == "1.0.0"


def test_a_newer_version_may_be_chosen(settle: Callable[[House], House], lead: Callable[..., Screen]) -> None:
    desk = hold(settle(House(loaded=(NEWER,))), SMALL).do(Workshop.close)
    screen = lead(desk)
    screen.at.radio[0].set_value("newer")
    open_next(screen.run())
    assert desk.house.context.workshop.pinned(newest(desk).first)["sample"].version == "2.0.0"


def test_a_newer_version_that_breaks_nothing_is_proposed(
    settle: Callable[[House], House], lead: Callable[..., Screen]
) -> None:
    desk = hold(settle(House(loaded=(GENTLE,))), SMALL).do(Workshop.close)
    screen = lead(desk)
    assert screen.at.radio[0].value == "newer"
    assert "Comparable on all 3 items." in screen.text.replace("\\", "")


def test_a_text_that_was_changed_under_the_same_version_is_said(
    settle: Callable[[House], House], lead: Callable[..., Screen]
) -> None:
    loaded = made(dimension("d", rubric("one"), rubric("two"), rubric("three"), title="E"), stages=STAGES_OF)
    desk = hold(settle(House(loaded=(loaded,))), SMALL).do(Workshop.close)
    assert "Its text has been changed; last time version 1.0.0 was asked." in lead(desk).text.replace("\\", "")


def test_a_session_that_was_there_before_follows_to_the_next_wave(house: House, lead: Callable[..., Screen]) -> None:
    desk = hold(house).do(Workshop.close)
    first, second = lead(desk), sure(lead(desk))
    open_next(first)
    house.clock.pass_seconds(1)
    second.press_key("open-next")
    assert "2026 Q2 is open, and nobody has joined it yet." in second.text.replace("\\", "")
    assert "Close it" not in second.text  # whoever has just opened it is not told to end it for good
    assert len(house.context.quarters.waves(desk.first.assessment_id)) == 2
    assert "2026 Q2" in second.press("To the console").text


def test_the_next_wave_is_opened_elsewhere_while_the_button_is_pressed(
    house: House, lead: Callable[..., Screen]
) -> None:
    desk = hold(house).do(Workshop.close)
    screen = sure(lead(desk))
    desk.meanwhile("add_next_wave", lambda: open_next(lead(desk)))
    screen.press_key("open-next")
    assert screen.errors
    assert len(house.context.quarters.waves(desk.first.assessment_id)) == 2


def test_after_two_waves_console_and_first_page_lead_to_what_changed(house: House, lead: Callable[..., Screen]) -> None:
    desk = hold(house).do(Workshop.start)
    desk.crowd(SPLIT)
    first = lead(desk, "home")
    assert not first.offers("What changed")
    assert not first.offers("What we promised")
    desk.do(Workshop.reveal)
    assert lead(desk, "home").offers("What we promised")
    closed = lead(desk.do(Workshop.close), "console")
    assert not closed.offers("What changed")
    for label in (TITLE, "What we promised", "Targets and importance"):
        assert closed.offers(label)
    following = desk.next().do(Workshop.close)
    assert lead(following, "console").offers("What changed")
    for label in ("What changed", "What we promised"):
        assert param(lead(following, "home").press(label), "of") == "led"


def test_the_open_wave_leads_to_what_was_promised_and_what_changed(house: House, lead: Callable[..., Screen]) -> None:
    desk = hold(house).do(Workshop.start)
    desk.crowd(SPLIT)
    assert not lead(desk, "console").offers("What we promised")
    following = desk.do(Workshop.reveal).next()
    for label in ("What changed", "What we promised"):
        assert param(lead(following, "console").press(label), "of") == "led"


def test_a_console_that_was_left_open_follows_to_the_next_wave(house: House, lead: Callable[..., Screen]) -> None:
    desk = hold(house).do(Workshop.close)
    left = lead(desk, "console")
    assert left.heading == "The workshop is closed."
    desk.later()
    plan = NextPlan("2026 Q2", None, desk.asked)
    desk.meanwhile("tally", lambda: house.context.quarters.open_next(desk.wave, plan))
    assert left.run().heading == "0 people are in. The vote has not started."
    assert "2026 Q2" in left.text


def test_a_quarter_that_has_not_begun_is_opened_by_whoever_says_so_once_more(
    house: House, lead: Callable[..., Screen]
) -> None:
    desk = hold(house).do(Workshop.close)
    screen = lead(desk)
    said = "2026 Q2 has not begun yet: today is 2 March 2026."
    assert said in screen.text
    assert screen.button(TITLE).disabled
    sure(screen).set("text_input", LABEL, "2027 Q1")
    assert "2027 Q1 has not begun yet" in screen.text
    assert screen.button(TITLE).disabled  # the yes was for another quarter
    screen.set("text_input", LABEL, " Spring ")
    assert "has not begun yet" not in screen.text
    assert not screen.button(TITLE).disabled
    house.clock.pass_seconds(91 * 24 * 3600)
    later = lead(desk)
    assert "has not begun yet" not in later.text
    assert newest(desk).first.id == desk.first.id
    assert later.press_key("open-next").heading == "0 people are in. The vote has not started."


def test_whether_a_quarter_has_begun_is_seen_on_the_visitors_clock(house: House) -> None:
    desk = hold(house).do(Workshop.close)
    house.clock.now = datetime(2026, 3, 31, 20, 0, tzinfo=UTC)

    def begins(timezone: str) -> bool:
        screen = Screen(timezone=timezone).open()
        screen.input("text_input", "Your code").set_value(desk.key)
        return "has not begun yet" not in screen.press("Go on with my answers").press(TITLE).text

    assert begins("Asia/Tokyo")
    assert not begins("America/New_York")


def test_the_result_of_the_last_quarter_is_one_tap_from_the_console_of_the_new_one(
    house: House, lead: Callable[..., Screen]
) -> None:
    desk = hold(house)
    assert not [each for each in lead(desk, "console").at.button if each.label.startswith("Result of")]
    desk.do(Workshop.start)
    desk.crowd(SPLIT)
    following = desk.do(Workshop.reveal).next()
    screen = lead(following, "console").press("Result of 2026 Q1")
    assert "Imaginary Pumps · 2026 Q1" in screen.text
    assert 'class="headline"' in screen.text
    assert "Imaginary Pumps · 2026 Q2" in screen.press("Result of 2026 Q2").text
    assert "Nothing has been revealed yet." in screen.text
    assert not screen.offers("Result of 2026 Q2")
