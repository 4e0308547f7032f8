"""Taking part with a phone: the way in, coming back, and mending the wrong role."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from assessments.workshop import Workshop
from questionnaires.values import Answer
from tests.ui.build import House, Screen
from tests.ui.desk import ROLES, Desk, hold
from tests.ui.phone import LATER, NOT_STARTED, done, revealed, seat_code, sit
from ui import throttle

if TYPE_CHECKING:
    from collections.abc import Callable

WRONG = "222222"


@pytest.fixture
def desk(house: House) -> Desk:
    """An anonymous workshop on three questions with two roles, in which the vote is on."""
    return hold(house).do(Workshop.start)


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
    assert (screen.at.title[0].value, screen.errors) == ("Join a workshop", "")
    screen.input("text_input", "Code on the screen").set_value(f" {desk.join_code[:3].lower()}-{desk.join_code[3:]} ")
    assert screen.press("Go on").at.title[0].value == "Imaginary Pumps"
    assert screen.press("Leadership").heading == "one?"


@pytest.mark.parametrize(
    ("code", "said"),
    [
        (WRONG, "No workshop and no form has this code. If you followed a link, open it again from the message"),
        ("ABC", "This code is not complete: a code has six letters and digits, without O, 0, I, 1 and L. If you"),
        ("", "This code is not complete"),
        ("O0I1LL", "This code is not complete"),
        ("<script>", "This code is not complete"),
    ],
)
def test_a_wrong_code_says_what_happened_and_how_to_mend_it(desk: Desk, code: str, said: str) -> None:
    screen = Screen().open("join", code=code)
    assert screen.at.title[0].value == "This code leads nowhere"
    assert screen.errors.startswith(said)
    assert "copy it from the first character to the last; if it still leads here, ask whoever sent it." in screen.errors
    assert "If you typed the code, check it on the screen" in screen.errors
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
    assert screen.at.title[0].value == "Join a workshop"  # whether the code is wrong is not said
    assert desk.phone().offers("Leadership")  # a right code works at once, whatever others tried
    assert sitting.choose("l2").heading == "one?"
    desk.house.clock.pass_seconds(60)
    assert screen.run().errors.startswith("No workshop and no form has this code.")


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
    assert 'data-body="' in screen.scripts
    assert f'data-path="doors/remember/seat-{desk.first.id}"' in screen.scripts
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
    assert f'data-path="doors/remember/seat-{desk.first.id}"' in screen.scripts
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
    assert f'data-path="doors/forget/seat-{desk.first.id}"' in screen.scripts
    assert "doors/forget/answers" not in screen.scripts
    assert own in screen.open().text


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
