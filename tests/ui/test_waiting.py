"""What stands on a phone while its owner waits, before the vote, after the last card and after the reveal."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from assessments.workshop import Workshop
from questionnaires.values import Answer
from tests.ui.desk import ROLES, SPLIT, Desk, hold
from tests.ui.phone import LATER, NOT_STARTED, done, revealed, seat_code, sit

if TYPE_CHECKING:
    from assessments.model import Mode
    from tests.ui.build import House, Screen

NOTHING = "You have not answered anything in this vote."


@pytest.fixture
def desk(house: House) -> Desk:
    """An anonymous workshop on three questions with two roles, in which the vote is on."""
    return hold(house).do(Workshop.start)


# Waiting


def test_in_the_lobby(house: House) -> None:
    desk = hold(house)
    screen = sit(desk)
    assert screen.heading == NOT_STARTED
    assert not screen.offers("Back to my answers")
    (person,) = desk.people
    assert person.receipt in screen.text
    assert "With it you can look up later that your answers are counted" in screen.text
    assert "Keep this one to yourself." in screen.text
    desk.do(Workshop.start)
    assert screen.run().heading == "one?"


def test_after_the_last_card_and_back_to_the_answers(desk: Desk) -> None:
    screen = done(sit(desk), "l1", "", "l3")
    assert screen.heading == f"Your answers are in. {LATER}"
    assert "First vote: 2 answers received, not counted yet." in screen.text
    screen.press("Back to my answers")
    assert (screen.heading, screen.scale.value) == ("one?", "l1")
    screen.press("Next").choose("l2").press("Next").press("Done")
    assert "First vote: 3 answers received, not counted yet." in screen.text


def test_one_answer_is_not_called_answers(desk: Desk) -> None:
    assert "First vote: 1 answer received, not counted yet." in done(sit(desk), "l1", "", "").text
    assert "First vote: 0 answers received." in done(sit(desk), "", "", "").text


def test_without_an_answer_nothing_is_said_to_be_in(desk: Desk) -> None:
    screen = done(sit(desk), "", "", "")
    assert screen.heading == NOTHING
    desk.do(Workshop.stop)
    assert screen.run().heading == f"The vote has ended. {LATER}"
    assert NOTHING in screen.text


def test_stopped(desk: Desk) -> None:
    screen = sit(desk).choose("l1")
    desk.do(Workshop.stop)
    assert screen.run().heading == f"The vote has ended. {LATER}"
    assert NOTHING not in screen.text
    assert not screen.offers("Back to my answers")
    desk.do(Workshop.go_on)
    assert (screen.run().heading, screen.scale.value) == ("one?", "l1")


LOST = "was not taken, because the vote ended first. Everything that was shown as saved is kept."


def test_a_tap_after_the_closing_minute_is_said_not_to_be_taken(house: House) -> None:
    desk = hold(house)
    house.context.quarters.set_closing(desk.first, house.clock() + timedelta(hours=1))
    desk.do(Workshop.start)
    screen = sit(desk).choose("l2").press("Next").choose("l3")
    house.clock.pass_seconds(3600)
    screen.choose("l1")
    assert screen.heading == "This workshop is closed. Thank you for taking part."
    (said,) = [each.value for each in screen.at.warning]
    assert said.replace("\\", "") == f"Your last change to “two?” {LOST}"
    kept = house.store.answers(desk.people[0].id, "sample")
    assert {name: each.answer.value for name, each in kept.items()} == {"one": "l2", "two": "l3"}
    assert LOST in screen.run().text.replace("\\", "")  # it stays for whoever looks up a moment later
    assert not desk.phone().at.warning


def test_a_tap_after_the_vote_was_stopped_is_said_until_the_vote_goes_on(desk: Desk) -> None:
    screen = sit(desk)
    desk.do(Workshop.stop)
    screen.choose("l1")
    assert screen.heading == f"The vote has ended. {LATER}"
    assert f"Your last change to “one?” {LOST}" in screen.text.replace("\\", "")
    desk.do(Workshop.go_on)
    assert screen.run().heading == "one?"
    assert "was not taken" not in screen.choose("l1").press("Next").press("Next").press("Done").text
    desk.do(Workshop.stop)
    assert "was not taken" not in screen.run().text


def test_whoever_taps_in_time_is_told_of_no_loss(house: House) -> None:
    desk = hold(house)
    house.context.quarters.set_closing(desk.first, house.clock() + timedelta(hours=1))
    screen = sit(desk.do(Workshop.start)).choose("l2")
    house.clock.pass_seconds(3600)
    assert screen.press("Next").heading == "This workshop is closed. Thank you for taking part."
    assert "was not taken" not in screen.text


def test_revealed_and_counted(desk: Desk) -> None:
    screen = sit(desk).choose("l1")
    revealed(desk)
    assert screen.run().heading == "The result is on the screen. Your answers count in it."
    assert "First vote: 1 answer received, counted." in screen.text
    assert "You answered 1 of 3 questions before the vote was closed." in screen.text
    assert not screen.offers("Back to my answers")


def test_nothing_is_said_to_be_left_out_where_everything_was_answered(desk: Desk) -> None:
    screen = done(sit(desk), "l1", "l2", "l3")
    revealed(desk)
    assert screen.run().heading == "The result is on the screen. Your answers count in it."
    assert "before the vote was closed" not in screen.text


@pytest.mark.parametrize(
    ("mode", "counts"),
    [
        ("anonymous", "count only if enough others come late too."),
        ("open", "count once the facilitator lets late answers count."),
    ],
)
def test_whoever_comes_after_the_reveal_is_told_so_on_the_first_card(house: House, mode: Mode, counts: str) -> None:
    desk = hold(house, mode=mode).do(Workshop.start)
    assert not sit(desk).at.info
    screen = sit(revealed(desk))
    said = f"The first vote has been revealed already. Your answers come late and {counts}"
    assert [each.value for each in screen.at.info] == [said]
    assert not screen.choose("l1").press("Next").at.info
    desk.do(Workshop.start, [("sample", "one")])
    assert not screen.run().at.info
    desk.crowd([{"one": "l1"}] * 8)
    desk.do(Workshop.reveal)
    assert sit(desk).at.info[0].value.startswith("Vote 2 has been revealed already. ")


def test_late_answers_are_taken_until_they_are_not(desk: Desk) -> None:
    screen = sit(desk)
    revealed(desk)
    assert screen.run().heading == "one?"
    said = "Your answers are in. They came after the reveal and do not count yet."
    assert done(screen, "l1", "l2", "l3").heading == said
    desk.do(Workshop.let_late, late=False)
    assert (
        screen.run().heading == "The result is on the screen. Your answers are kept, but they do not count in it yet."
    )
    assert "First vote: 3 answers received, not counted yet." in screen.text
    assert not screen.offers("Back to my answers")


def test_revealed_without_an_answer_when_no_late_ones_are_taken(desk: Desk) -> None:
    screen = sit(desk)
    revealed(desk).do(Workshop.let_late, late=False)
    assert screen.run().heading == "The result is on the screen. The vote has ended without an answer of yours."
    assert "First vote: 0 answers received." in screen.text


def test_closed(desk: Desk) -> None:
    screen, other = done(sit(desk), "l1", "l2", "l3"), sit(desk)
    revealed(desk)
    other.run().choose("l1")
    desk.do(Workshop.close)
    for each in (screen, other):
        assert each.run().heading == "This workshop is closed. Thank you for taking part."
    assert "First vote: 3 answers received, counted." in screen.text
    assert "First vote: 1 answer received, not counted." in other.text


def test_the_vote_begins_while_the_waiting_screen_is_drawn(house: House) -> None:
    desk = hold(house)
    screen = sit(desk)
    desk.later()
    desk.meanwhile("response_by_receipt", lambda: desk.do(Workshop.start))
    assert screen.run().heading == "one?"


def test_the_database_goes_away_while_the_waiting_screen_is_drawn(house: House) -> None:
    desk = hold(house)
    screen = sit(desk)
    desk.later()

    def away() -> None:
        desk.later()
        house.store.broken = frozenset({"wave"})

    desk.meanwhile("votes", away)
    assert screen.run().heading == NOT_STARTED


def test_from_the_waiting_screen_to_the_receipt(desk: Desk) -> None:
    screen = done(sit(desk), "l1", "l2", "l3").press("Look up a receipt")
    assert screen.at.title[0].value == "Are my answers counted?"
    assert screen.input("text_input", "Code of the workshop").value == f"{desk.join_code[:3]}-{desk.join_code[3:]}"


def test_the_codes_stand_on_the_waiting_screen_and_the_receipt_comes_first(house: House) -> None:
    desk = hold(house)
    screen = sit(desk)
    codes = re.findall(r"<code>(.*?)</code>", screen.text)
    assert codes[0] == desk.people[0].receipt
    assert [each.replace("-", "") for each in codes[1:]] == [seat_code(screen)]
    desk.do(Workshop.start)
    assert "<code>" not in screen.run().text
    assert "this page shows your code to come back with." in screen.text
    assert "to come back with" not in screen.press("Next").text


def test_who_cannot_see_the_wall_opens_the_screen_on_the_phone(desk: Desk) -> None:
    screen = done(sit(desk), "l1", "l2", "l3")
    (link,) = [each.proto for each in screen.at.get("page_link") if each.proto.label == "Show the screen on this phone"]
    assert (link.page, link.query_string) == ("present", f"code={desk.join_code}")


# What a screen reader hears


def focused(screen: Screen) -> list[str]:
    """Return the headings that the page moves the focus to."""
    return re.findall('data-task="question" data-place="(.*?)"', screen.text)


def spoken(screen: Screen) -> list[str]:
    """Return what is put into the region that is read aloud; empty where it is only laid out."""
    return re.findall('data-task="speak" data-said="(.*?)"', screen.text)


def test_every_change_of_screen_moves_the_focus_or_is_spoken(house: House) -> None:
    desk = hold(house)
    screen = desk.phone()
    assert (focused(screen), spoken(screen)) == ([], [])
    screen.press(ROLES[0])
    assert (focused(screen), spoken(screen)) == (["waiting"], [""])
    assert (focused(screen.run()), spoken(screen)) == ([], [])
    desk.do(Workshop.start)
    assert (focused(screen.run()), spoken(screen)) == (["one"], [])
    assert focused(screen.choose("l1")) == []
    desk.do(Workshop.stop)
    assert (focused(screen.run()), spoken(screen)) == (["waiting"], [""])
    desk.crowd([])
    desk.do(Workshop.close)
    assert (focused(screen.run()), spoken(screen)) == ([], ["This workshop is closed. Thank you for taking part."])


def test_the_second_vote_begins_with_its_question(desk: Desk) -> None:
    screen = sit(desk).choose("l1")
    revealed(desk)
    assert focused(screen.run()) == ["waiting"]
    desk.do(Workshop.start, [("sample", "one")])
    assert focused(screen.run()) == ["one"]


def test_the_phone_never_shows_anything_about_others(desk: Desk) -> None:
    screen = sit(desk)
    others = desk.crowd([{**raw, "two": Answer("value", "l2", comment="Ask Grace")} for raw in SPLIT])
    seen = [screen.run().text, done(screen, "l1", "l2", "l3").text]
    desk.do(Workshop.reveal)
    seen.append(screen.run().text)
    desk.do(Workshop.start, [("sample", "one")])
    seen.append(screen.run().text)
    desk.do(Workshop.close)
    seen.append(screen.run().text)
    for text in (each.replace("from eight people on", "") for each in seen):  # the rule for links, the same for all
        for told in ("Front line", "Grace", "polarised", "unanimous", "average", "8 ", "9 ", " of 9", "people"):
            assert told not in text
        for other in others:
            assert other.response.receipt not in text
    assert not screen.pictures


def test_the_database_is_away_while_waiting_and_while_voting(desk: Desk) -> None:
    screen = sit(desk).choose("l2")
    desk.later()
    desk.house.store.broken = frozenset({"answers"})
    screen.run()
    assert screen.errors.startswith("The answers cannot be saved at the moment")
    assert screen.errors.endswith("What you see may not be saved.")
    desk.house.store.broken = frozenset()
    assert screen.press("Try again").scale.value == "l2"
    done(screen.press("Next"), "l1", "l1")
    desk.later()
    desk.house.store.broken = frozenset({"live"})
    assert screen.run().errors.startswith("The answers cannot be saved at the moment")
    desk.house.store.broken = frozenset()
    assert screen.press("Try again").heading == f"Your answers are in. {LATER}"
