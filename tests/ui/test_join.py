"""Taking part with a phone: the way in, what is asked on it, coming back, and what stands there while waiting."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from assessments.workshop import Workshop
from questionnaires.values import Answer
from tests.ui.build import House, Screen
from tests.ui.desk import ROLES, SPLIT, Desk, hold
from ui import throttle

if TYPE_CHECKING:
    from collections.abc import Callable

    from assessments.model import Mode

WRONG = "222222"
NOT_STARTED = "You are in. The vote has not started yet; keep this page open."
LATER = "The result comes when the facilitator reveals it."
NOTHING = "You have not answered anything in this vote."


@pytest.fixture
def desk(house: House) -> Desk:
    """An anonymous workshop on three questions with two roles, in which the vote is on."""
    return hold(house).do(Workshop.start)


def sit(desk: Desk, role: str = ROLES[0]) -> Screen:
    """Open the address and choose a role."""
    return desk.phone().press(role)


def done(screen: Screen, *levels: str) -> Screen:
    """Answer the questions one after the other, an empty level leaves one out; then press the last button."""
    for place, level in enumerate(levels):
        if level:
            screen.choose(level)
        screen.press("Done" if place == len(levels) - 1 else "Next")
    return screen


def seat_code(screen: Screen) -> str:
    """Return the code to go on with on another device."""
    return screen.scripts.partition('body:"')[2].partition('"')[0]


# The way in


def test_a_link_alone_creates_nothing(desk: Desk) -> None:
    screen = desk.phone()
    assert [each.label for each in screen.at.button] == list(ROLES)
    assert desk.people == ()
    assert screen.scripts == ""


def test_two_taps_after_the_address_the_first_question_is_answered(desk: Desk) -> None:
    screen = desk.phone().press("Front line")
    assert screen.heading == "one?"
    screen.choose("l2")
    (person,) = desk.people
    assert person.role == "Front line"
    assert desk.house.context.workflow.answers(person.id, "sample")["one"].answer == Answer("value", "l2")


def test_three_taps_where_units_are_asked_and_a_step_back(house: House) -> None:
    desk = hold(house, units=("Bern", "Basel")).do(Workshop.start)
    screen = desk.phone().press("Leadership")
    assert [each.value for each in screen.at.header] == ["Where do you work?"]
    assert list(desk.people) == []
    screen.press("Back to the roles")
    assert [each.value for each in screen.at.header] == ["What is your role?"]
    screen.press("Front line").press("Basel")
    assert screen.heading == "one?"
    assert [(person.role, person.unit) for person in desk.people] == [("Front line", "Basel")]


def test_units_without_roles(house: House) -> None:
    desk = hold(house, roles=(), units=("Bern", "Basel")).do(Workshop.start)
    screen = desk.phone()
    assert not screen.offers("Back to the roles")
    assert screen.press("Bern").heading == "one?"
    assert [(person.role, person.unit) for person in desk.people] == [("", "Bern")]


def test_without_roles_one_button_takes_part(house: House) -> None:
    desk = hold(house, roles=()).do(Workshop.start)
    screen = desk.phone()
    assert [each.label for each in screen.at.button] == ["Take part"]
    assert desk.people == ()
    assert screen.press("Take part").heading == "one?"
    assert len(desk.people) == 1


def test_an_anonymous_workshop_says_so_and_asks_no_name(desk: Desk) -> None:
    screen = desk.phone()
    for said in (
        "You answer anonymously: no name is asked. Nothing is shown before the reveal",
        "no page shows an average of fewer than 5 people. A distribution is shown from 8 people on;",
        "may then stand for a single vote, but it does not say whose.",
        "Whoever runs this server could read its database.",
        "How it works",
    ):
        assert said in screen.text
    assert "you agree" not in screen.text
    assert not screen.at.text_input


def test_a_larger_smallest_group_holds_for_distributions_too(house: House) -> None:
    said = hold(house, smallest=10).phone().text
    assert "an average of fewer than 10 people. A distribution is shown from 10 people on;" in said


def test_an_open_workshop_says_so_and_takes_a_name(house: House) -> None:
    desk = hold(house, mode="open").do(Workshop.start)
    screen = desk.phone()
    assert "This workshop is open: the others see what is answered." in screen.text
    screen.input("text_input", "Your name (optional)").set_value("  Ada  ")
    assert screen.press("Leadership").heading == "one?"
    desk.phone().press("Front line")
    assert sorted(each.name for each in desk.people) == ["", "Ada"]


@pytest.mark.parametrize(
    ("roles", "units", "agreed"),
    [
        (ROLES, (), "By choosing your role you agree that the others see your answers, with your role, and with your "),
        (
            (),
            ("Bern", "Basel"),
            "By choosing where you work you agree that the others see your answers, with where you ",
        ),
        (ROLES, ("Bern", "Basel"), "By choosing your role and where you work you agree that the others see your answ"),
        ((), (), "The others see your answers, with your name if you give one."),
    ],
)
def test_what_people_agree_to_in_an_open_workshop(
    house: House, roles: tuple[str, ...], units: tuple[str, ...], agreed: str
) -> None:
    screen = hold(house, mode="open", roles=roles, units=units).phone()
    assert agreed in screen.text
    assert screen.offers("I agree, take part") == (not roles and not units)


def test_the_name_of_the_workshop_stands_above(house: House) -> None:
    assert hold(house).phone().at.title[0].value == "Imaginary Pumps"
    assert hold(house, name="").phone().at.title[0].value == "Workshop"


def test_the_code_may_be_typed(desk: Desk) -> None:
    screen = Screen().open().press("Join a workshop")
    screen.input("text_input", "Code on the screen").set_value(f" {desk.join_code[:3].lower()}-{desk.join_code[3:]} ")
    assert screen.press("Go on").at.title[0].value == "Imaginary Pumps"
    assert screen.press("Leadership").heading == "one?"


@pytest.mark.parametrize("code", [WRONG, "ABC", "O0I1LL", "<script>"])
def test_a_wrong_code(desk: Desk, code: str) -> None:
    screen = Screen().open("join", code=code)
    assert screen.errors.startswith("No workshop has this code. Check it on the screen: six letters and digits")
    assert desk.people == ()
    screen.input("text_input", "Code on the screen").set_value(desk.join_code)
    assert screen.press("Go on").at.title[0].value == "Imaginary Pumps"


def test_too_many_wrong_codes(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(throttle, "FREE", 3)
    sitting = sit(desk)
    for _ in range(3):
        Screen().open("join", code=WRONG)
    screen = Screen().open("join", code="3" * 6)
    assert [each.value for each in screen.at.warning] == [
        "Too many wrong codes were tried. Wait 60 seconds, then try again."
    ]
    assert desk.phone().offers("Leadership")  # a right code works at once, whatever others tried
    assert sitting.choose("l2").heading == "one?"
    desk.house.clock.pass_seconds(60)
    assert screen.run().errors.startswith("No workshop has this code.")


def test_a_closed_workshop_lets_nobody_in(desk: Desk) -> None:
    desk.do(Workshop.close)
    screen = desk.phone()
    assert "This workshop is closed. It takes no answers any more." in screen.text
    assert not screen.at.button


def test_a_workshop_that_closes_between_drawing_and_clicking(desk: Desk) -> None:
    screen = desk.phone()
    desk.do(Workshop.close)
    screen.press("Leadership")
    assert "This workshop is closed." in screen.text
    assert desk.people == ()


def test_the_database_is_away_when_somebody_takes_a_seat(desk: Desk) -> None:
    screen = desk.phone()
    desk.house.store.broken = frozenset({"join"})
    assert screen.press("Leadership").errors.startswith("The answers cannot be saved at the moment")
    assert desk.people == ()
    desk.house.store.broken = frozenset()
    assert screen.press("Try again").heading == "one?"
    assert len(desk.people) == 1


# Coming back


def test_the_seat_is_remembered_by_the_browser(desk: Desk) -> None:
    screen = sit(desk)
    assert 'body:"' in screen.scripts
    assert f'fetch("doors/remember/seat-{desk.first.id}",' in screen.scripts
    assert screen.run().scripts == ""


def test_a_second_visit_goes_on_at_the_first_open_card_with_every_answer(
    desk: Desk, bring: Callable[..., Screen]
) -> None:
    first = sit(desk)
    code = seat_code(first)
    first.choose("l2").press("Next").choose("l4")
    screen = bring(code, f"seat-{desk.first.id}").open("join", code=desk.join_code)
    assert screen.heading == "three?"
    assert "2 answered" in screen.at.get("progress")[0].text
    assert screen.press("Back").scale.value == "l4"
    assert screen.press("Back").scale.value == "l2"
    assert len(desk.people) == 1


def test_a_second_visit_after_the_last_answer_waits(desk: Desk, bring: Callable[..., Screen]) -> None:
    screen = sit(desk)
    code = seat_code(screen)
    done(screen, "l1", "l2", "l3")
    again = bring(code, f"seat-{desk.first.id}").open("join", code=desk.join_code)
    assert again.heading == f"Your answers are in. {LATER}"
    assert again.press("Back to my answers").scale.value == "l1"


def test_the_seat_of_another_workshop_is_none_here(desk: Desk, bring: Callable[..., Screen]) -> None:
    elsewhere = hold(desk.house, units=("Bern", "Basel"), name="Valves").do(Workshop.start)
    begun = desk.join()
    screen = bring(begun.resume_code, f"seat-{elsewhere.first.id}").open("join", code=elsewhere.join_code)
    assert screen.at.title[0].value == "Valves"
    assert screen.press("Leadership").press("Bern").heading == "one?"
    assert len(elsewhere.people) == 1
    assert screen.open("join", code=desk.join_code).offers("Leadership")


def test_what_was_chosen_for_one_workshop_is_not_taken_for_another(desk: Desk) -> None:
    units = hold(desk.house, units=("Bern", "Basel"))
    screen = units.phone().press("Leadership")
    without = hold(desk.house, roles=())
    assert screen.open("join", code=without.join_code).press("Take part").errors == ""
    assert screen.open("join", code=desk.join_code).offers("Leadership")


@pytest.mark.parametrize("cookie", ["2222222222222222", "nonsense"])
def test_a_seat_cookie_that_leads_nowhere(desk: Desk, bring: Callable[..., Screen], cookie: str) -> None:
    assert bring(cookie, f"seat-{desk.first.id}").open("join", code=desk.join_code).offers("Leadership")


def test_a_seat_code_typed_on_the_first_page_leads_to_the_vote(desk: Desk) -> None:
    begun = desk.join()
    screen = Screen().open()
    screen.input("text_input", "Your code").set_value(begun.resume_code)
    screen.press("Go on with my answers")
    assert screen.heading == "one?"
    assert f'fetch("doors/remember/seat-{desk.first.id}",' in screen.scripts
    assert len(desk.people) == 1


def test_a_seat_that_no_longer_exists_leaves_the_own_answers_alone(desk: Desk, bring: Callable[..., Screen]) -> None:
    own = desk.house.respond(desk.asked[0])
    screen = bring(own).open()
    screen.open("join", code=desk.join_code).press("Leadership")
    (person,) = desk.people
    kept = desk.house.store._kept  # noqa: SLF001 - no page deletes a single response
    kept.responses.pop(person.id)
    screen.run()
    assert [each.value for each in screen.at.warning] == [
        "These answers no longer exist. Start again, or enter the code of other answers."
    ]
    assert f'fetch("doors/forget/seat-{desk.first.id}"' in screen.scripts
    assert "doors/forget/answers" not in screen.scripts
    assert own in screen.open().text


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


def revealed(desk: Desk) -> Desk:
    """Let eight others vote, and reveal."""
    desk.crowd(SPLIT)
    return desk.do(Workshop.reveal)


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
    return re.findall(r'#question\[data-item="(.*?)"\]', screen.text)


def spoken(screen: Screen) -> list[str]:
    """Return what is put into the region that is read aloud; empty where it is only laid out."""
    return re.findall(r'region\.textContent = "(.*?)";', screen.text)


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


# The wrong role


def test_the_wrong_role_is_changed_while_nothing_counts(house: House) -> None:
    desk = hold(house, units=("Bern", "Basel"))
    screen = desk.phone().press("Leadership").press("Bern")
    assert "You joined as Leadership, Bern." in screen.text
    assert screen.press("Change").offers("Front line")
    assert screen.press("Leave it as it is").heading == NOT_STARTED
    screen.press("Change").press("Front line").press("Basel")
    assert screen.heading == NOT_STARTED
    assert "You joined as Front line, Basel." in screen.text
    assert [(each.role, each.unit) for each in desk.people] == [("Front line", "Basel")]


def test_the_role_is_changed_from_the_first_card_and_the_answer_stays(desk: Desk) -> None:
    screen = sit(desk).choose("l2")
    desk.later()
    assert screen.press("Change").press("Front line").scale.value == "l2"
    assert "You joined as Front line." in screen.text
    assert not screen.press("Next").offers("Change")
    revealed(desk)
    assert not screen.run().offers("Change")


def test_the_role_stays_when_the_reveal_comes_first(desk: Desk) -> None:
    screen = sit(desk).choose("l2").press("Change")
    revealed(desk)
    screen.press("Front line")
    assert screen.errors
    assert desk.people[0].role == "Leadership"
    assert screen.press("Go on").heading == "The result is on the screen. Your answers count in it."


def test_without_roles_and_units_there_is_nothing_to_change(house: House) -> None:
    desk = hold(house, roles=())
    assert not desk.phone().press("Take part").offers("Change")


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
    for text in seen:
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
