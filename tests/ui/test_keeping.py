"""Whoever answers is told how long that is kept, and deletes it without asking anybody."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from assessments.mirror import MirrorPlan
from assessments.retention import LONGER, Retention
from assessments.retention_model import Keeping
from assessments.workshop import Workshop
from tests.ui.asking import room
from tests.ui.build import House, Screen
from tests.ui.desk import NAME, SMALL, SPLIT, Desk, hold
from tests.ui.phone import done, revealed, seat_code, sit
from ui.pages.receipt import ELSEWHERE
from ui.style import plain
from ui.widgets import keeping

if TYPE_CHECKING:
    from collections.abc import Callable

YEAR = "for 12 months after the last answer"
NO_END = "Your answers are kept until whoever asks for them deletes them."
A_YEAR = (
    "Your answers are kept until 12 months after the last answer of anybody here, then they are deleted; if the last "
    "one came today, on 2 March 2027."
)


def voted(desk: Desk) -> Screen:
    """Take a seat, answer everything and wait."""
    return done(sit(desk.do(Workshop.start)), "l1", "l2", "l3")


def test_who_takes_part_is_told_before_that_nothing_ends_by_itself(house: House) -> None:
    for mode in ("anonymous", "open"):
        assert f"{NO_END} {keeping.YOURSELF[mode]}" in hold(house, mode=mode).phone().text


def test_who_takes_part_is_told_the_period_before_and_it_holds_from_then_on(house: House) -> None:
    desk = hold(house)
    house.store.set_keeping(desk.first.assessment_id, Keeping(12))
    assert A_YEAR in desk.phone().text
    assert keeping.promise(Keeping(1), house.clock.now) == A_YEAR.replace("12 months", "1 month").replace(
        "2 March 2027", "2 March 2026"
    )


def test_what_the_operator_has_set_is_kept_as_told_when_somebody_joins(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = hold(house)
    monkeypatch.setattr(house.context.retention, "_default", Keeping(12))
    phone = desk.phone()
    assert A_YEAR in phone.text
    assert house.store.keeping(desk.first.assessment_id) is None
    phone.press(desk.first.roles[0])
    assert house.store.keeping(desk.first.assessment_id) == Keeping(12)


def test_a_participant_deletes_the_own_answers_while_nothing_was_shown(house: House) -> None:
    desk = hold(house)
    phone = voted(desk)
    assert len(house.store.votes(desk.first.id)) == 3
    phone.press(keeping.OWN_FOR_GOOD)
    assert (desk.people, house.store.votes(desk.first.id)) == ((), ())
    assert [each.value for each in phone.at.success] == [keeping.OWN_GONE]
    assert phone.offers(desk.first.roles[0])
    assert f"forget/seat-{desk.first.id}" in phone.scripts
    assert not phone.run().at.success


def test_anonymous_answers_that_were_shown_stay_and_lose_the_way_to_them(house: House) -> None:
    desk = hold(house)
    phone = voted(desk)
    code = seat_code(phone)
    revealed(desk)
    phone.run()
    assert "Figures without you, held against those with you, would tell what you answered." in phone.text
    assert not phone.offers(keeping.OWN_FOR_GOOD)
    phone.press(keeping.NOBODYS_FOR_GOOD)
    assert [each.value for each in phone.at.success] == [keeping.NOBODYS_NOW]
    assert len(house.store.votes(desk.first.id)) == 3 + 24
    assert (len(desk.people), house.context.workflow.resume(code)) == (9, None)


def test_answers_that_all_may_see_are_deleted_after_they_were_shown_too(house: House) -> None:
    desk = hold(house, mode="open")
    desk.do(Workshop.start)
    phone = done(desk.phone().press(desk.first.roles[0]), "l1", "l2", "l3")
    revealed(desk)
    phone.run()
    assert "Figures shown from now on are without them." in phone.text
    phone.press(keeping.OWN_FOR_GOOD)
    assert len(desk.people) == 8
    assert sum(len(each.responses) for each in desk.live.batches) == 8


def test_a_reveal_that_came_first_is_told_and_leaves_the_answers(house: House) -> None:
    desk = hold(house)
    phone = voted(desk)
    desk.crowd(SPLIT)
    desk.meanwhile("delete_response", lambda: house.context.workshop.reveal(desk.first))
    phone.press(keeping.OWN_FOR_GOOD)
    assert phone.errors.startswith("Your answers are part of figures that were shown")
    assert len(desk.people) == 9
    phone.press_key("keeping-on")
    assert phone.offers(keeping.NOBODYS_FOR_GOOD)


def test_the_page_of_receipts_deletes_for_the_browser_that_answered_and_for_no_other(house: House) -> None:
    desk = hold(house)
    phone = voted(desk)
    assert ELSEWHERE in Screen().open("receipt").text
    phone.open("receipt")
    assert ELSEWHERE not in phone.text
    phone.press(keeping.OWN_FOR_GOOD)
    assert [each.value for each in phone.at.success] == [keeping.OWN_GONE]
    assert ELSEWHERE in phone.text
    assert desk.people == ()


def test_the_page_of_receipts_knows_a_browser_that_comes_back(house: House, bring: Callable[..., Screen]) -> None:
    desk = hold(house)
    begun = desk.join()
    screen = bring(begun.resume_code, f"seat-{desk.first.id}").open("receipt", code=desk.join_code)
    screen.press(keeping.OWN_FOR_GOOD)
    assert desk.people == ()


def test_a_customer_is_told_and_deletes_the_own_answers(house: House) -> None:
    desk = room(house)
    made = house.context.mirrors.open(desk.wave, MirrorPlan("customer", "Pumps", (desk.asked[0].questionnaire.id,)))
    house.store.set_keeping(desk.first.assessment_id, Keeping(12))
    phone = Screen().open("join", code=made.join_code or "")
    assert A_YEAR in phone.text
    phone.press("Begin")
    assert len(house.store.responses(made.id)) == 1
    house.context.mirrors.close(desk.wave, "customer")
    house.clock.pass_seconds(1)
    phone.run().press(keeping.OWN_FOR_GOOD)
    assert house.store.responses(made.id) == ()


def test_who_answers_alone_is_told_and_chooses_how_long(house: House, bring: Callable[..., Screen]) -> None:
    code = house.respond(SMALL, {"one": "l1"}, name="Acme")
    screen = bring(code).open()
    assert "Nothing ends this by itself: it is kept until somebody deletes it." in screen.text
    screen.set("selectbox", keeping.CHOICE, "for 12 months after the last answer")
    expected = (
        "It is kept until 12 months after the last answer. As things stand, that is counted from 2 March 2026, and "
        "everything is deleted after 2 March 2027."
    )
    assert expected in screen.run().text
    screen.set("selectbox", keeping.CHOICE, "until somebody deletes it")
    assert house.store.keeping(house.store.assessments()[0].id) == Keeping(None)


def test_who_answers_alone_deletes_everything_by_typing_its_name(house: House, bring: Callable[..., Screen]) -> None:
    code = house.respond(SMALL, {"one": "l1"}, name="Acme")
    screen = bring(code).open()
    assert (
        "This deletes 1 wave, 1 answer, all targets and promises, files you have brought along. Nobody" in screen.text
    )
    screen.input("text_input", keeping.CONFIRM).set_value("Acm")
    screen.press(keeping.FOR_GOOD)
    assert screen.errors == plain("What you typed is not “Acme”, so nothing was deleted.")
    assert len(house.store.assessments()) == 1
    screen.input("text_input", keeping.CONFIRM).set_value("acme")
    screen.press(keeping.FOR_GOOD)
    assert house.store.assessments() == ()
    assert [each.value for each in screen.at.success] == [keeping.GONE]
    assert "forget/answers" in screen.scripts
    assert not screen.offers(keeping.FOR_GOOD)


def test_what_is_due_is_gone_for_the_pages_too(house: House, bring: Callable[..., Screen]) -> None:
    code = house.respond(SMALL, {"one": "l1"}, name="Acme")
    screen = bring(code).open()
    house.clock.now += timedelta(days=400)
    Retention(house.store, house.clock, 12).purge()
    screen.run()
    assert "These answers no longer exist." in "\n".join(each.value for each in screen.at.warning)


def test_an_organiser_deletes_a_whole_workshop_with_everything_that_hangs_on_it(
    house: House, bring: Callable[..., Screen]
) -> None:
    desk = hold(house)
    phone = voted(desk)
    screen = bring(desk.key, "organiser").open("keys")
    assert "1 wave, 1 seat, 3 answers" in screen.text
    assert f"To confirm, type “{NAME}”." in screen.text
    assert "front line" not in screen.text
    screen.input("text_input", keeping.CONFIRM).set_value("no")
    screen.press(keeping.FOR_GOOD)
    assert len(house.store.assessments()) == 1
    screen.input("text_input", keeping.CONFIRM).set_value(NAME)
    screen.press(keeping.FOR_GOOD)
    assert (house.store.assessments(), house.store.waves(desk.first.assessment_id)) == ((), ())
    assert [each.value for each in screen.at.success] == [keeping.GONE]
    assert "forget/organiser" in screen.scripts
    house.clock.pass_seconds(1)
    phone.run()
    assert "has this code." in phone.errors


def test_an_organiser_sees_that_what_others_answered_goes_too_and_is_rid_of_the_own_seat(
    house: House, bring: Callable[..., Screen]
) -> None:
    desk = room(house)
    house.context.mirrors.open(desk.wave, MirrorPlan("customer", "Pumps", (desk.asked[0].questionnaire.id,)))
    screen = bring(desk.key, "organiser").open("join", code=desk.join_code).press("Take part")
    screen.open("keys")
    assert "What your front line and your customers answered goes too." in screen.text
    screen.input("text_input", keeping.CONFIRM).set_value("pumps")
    screen.press(keeping.FOR_GOOD)
    assert house.store.assessments() == ()
    assert not screen.offers("Go on in the workshop")
    assert f"forget/seat-{desk.first.id}" in screen.scripts


def test_a_period_becomes_shorter_and_not_longer_once_others_were_told(
    house: House, bring: Callable[..., Screen]
) -> None:
    desk = hold(house)
    screen = bring(desk.key, "organiser").open("keys").set("selectbox", keeping.CHOICE, YEAR)
    assert LONGER not in screen.text
    desk.join()
    screen.run()
    assert LONGER in screen.text
    box = screen.input("selectbox", keeping.CHOICE)
    assert box.options == [f"for {months} months after the last answer" for months in (3, 6, 12)]


def test_a_choice_that_came_too_late_is_said_not_to_be_kept(house: House, bring: Callable[..., Screen]) -> None:
    desk = hold(house)
    assessment_id = desk.first.assessment_id
    screen = bring(desk.key, "organiser").open("keys").set("selectbox", keeping.CHOICE, YEAR)
    house.store.set_keeping(assessment_id, Keeping(3))
    desk.join()
    screen.set("selectbox", keeping.CHOICE, YEAR.replace("12", "24"))
    assert house.store.keeping(assessment_id) == Keeping(3)
    assert screen.errors == f"Not saved. {LONGER}"
    assert screen.input("selectbox", keeping.CHOICE).value == YEAR.replace("12", "3")
    assert not screen.run().errors


def test_who_may_not_delete_sees_how_long_it_is_kept_and_no_button(house: House, bring: Callable[..., Screen]) -> None:
    desk = hold(house)
    by = house.context.keys.of_code(desk.key)
    assert by is not None
    code = house.context.keys.make(by, "viewer", "A colleague")
    screen = bring(code, "organiser").open("keys")
    assert keeping.NOT_ALLOWED in screen.text
    assert keeping.KEPT in [each.value for each in screen.at.header]
    assert not screen.offers(keeping.FOR_GOOD)
    assert screen.at.selectbox.len == 0
