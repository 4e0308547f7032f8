"""How others see it: choosing what others are asked, the link, closing, and what is shown then."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from assessments import mirror_words as words
from assessments.mirror import MirrorPlan
from assessments.workshop import Workshop
from questionnaires.values import Answer
from storage.mirror_rules import TAKEN
from tests.scoring.build import dimension, points
from tests.ui.asking import LOADED, OTHERS, PROMISES, STRANGE, TWINS, ask, close, room
from tests.ui.build import HOSTILE, SITE, House, Screen, made, usable
from tests.ui.desk import Desk, hold
from tests.ui.test_hostile import safe

if TYPE_CHECKING:
    from collections.abc import Callable

    from benchmarks.model import Benchmark
    from questionnaires.forms import Audience

NAME = "The name that your customers know you by"
SECOND = usable(made(dimension("d", *(points(f"i{n}", **TWINS) for n in range(15))), id="second", title="Second"))


def test_without_an_assessment_there_is_nothing_to_mirror(house: House) -> None:
    assert house.store.assessments() == ()
    screen = Screen().open("mirror")
    assert "This browser neither leads a workshop nor holds answers of its own." in screen.text


def test_a_lead_chooses_what_customers_are_asked_and_gets_a_link(house: House, bring: Callable[..., Screen]) -> None:
    desk = room(house)
    screen = bring(desk.key, "organiser").open("mirror")
    assert [each.value for each in screen.at.title] == ["How others see it"]
    assert [each.value for each in screen.at.header] == ["Your customers", "Your front line"]
    assert screen.at.text_input("mirror-name-customer").value == "Pumps"
    assert "Two of at most 16 questions, about 1 minute; a form takes at most 4 minutes." in screen.text
    screen.set("text_input", NAME, "Pumps & Co").press_key("mirror-open-customer")

    (opened,) = house.context.mirrors.opened(desk.wave)
    assert (opened.audience, house.context.workshop.name(opened.wave)) == ("customer", "Pumps & Co")
    assert f"{SITE}/join?code={opened.wave.join_code}" in [each.value for each in screen.at.code]
    assert 'alt="QR code of the link"' in screen.text
    assert "Nobody has answered so far. Five are needed before anything can be shown." in screen.text
    assert screen.at.button("mirror-open-front-line").label == "Open the form"


def test_a_form_that_cannot_be_opened_says_why(house: House, bring: Callable[..., Screen]) -> None:
    desk = room(house)
    screen = bring(desk.key, "organiser").open("mirror").set("text_input", NAME, " ").press_key("mirror-open-customer")
    assert screen.errors == "Say who asks: whoever opens the link wants to know."
    assert house.context.mirrors.opened(desk.wave) == ()


def test_no_more_is_ticked_than_a_form_has_room_for(house: House, bring: Callable[..., Screen]) -> None:
    desk = hold(house, PROMISES, SECOND)
    screen = bring(desk.key, "organiser").open("mirror")
    assert screen.at.checkbox("mirror-customer-sample").value
    assert not screen.at.checkbox("mirror-customer-second").value
    screen.at.checkbox("mirror-customer-second").check()
    screen.press_key("mirror-open-customer")
    assert screen.errors.startswith("These questionnaires have 17 questions for your customers.")


def test_two_tabs_that_open_the_same_form(house: House, bring: Callable[..., Screen]) -> None:
    desk = room(house)
    screen = bring(desk.key, "organiser").open("mirror")
    house.store.interrupted = {"add_mirror": lambda: ask(house, desk.wave)}
    assert screen.press_key("mirror-open-customer").errors.replace("\\", "") == TAKEN
    assert len(screen.at.code) == 1
    assert len(house.context.mirrors.opened(desk.wave)) == 1


def test_where_nothing_has_a_twin_what_could_be_asked_is_named(
    settle: Callable[[House], House], bring: Callable[..., Screen]
) -> None:
    plain = made(dimension("d", points("one")), id="plain", title="Plain")
    house = settle(House((plain, LOADED)))
    desk = hold(house, usable(plain))
    screen = bring(desk.key, "organiser").open("mirror")
    assert "Nothing that you answered has a wording for your customers." in screen.text
    assert "These questionnaires have one. Answer one of them first: Promises." in screen.text
    assert not screen.offers("Open the form")
    without = settle(House((plain,)))
    desk = hold(without, usable(plain))
    assert "These questionnaires have one." not in bring(desk.key, "organiser").open("mirror").text


def test_while_it_is_open_only_how_many_answered_is_said(house: House, bring: Callable[..., Screen]) -> None:
    desk = room(house)
    form = ask(house, desk.wave)
    form.crowd(OTHERS[:4])
    screen = bring(desk.key, "organiser").open("mirror")
    assert "Fewer than 5 people have answered so far. Five are needed before anything can be shown." in screen.text
    form.crowd(OTHERS[4:])
    assert "5–9 people have answered so far." in screen.press_key("mirror-look-customer").text
    form.crowd(OTHERS[:2])
    assert "10 people have answered so far." in screen.press_key("mirror-look-customer").text
    assert screen.pictures == []


def test_a_form_with_a_closing_time_says_so(house: House, bring: Callable[..., Screen]) -> None:
    desk = room(house)
    screen = bring(desk.key, "organiser").open("mirror")
    screen.at.datetime_input("mirror-closes-customer").set_value(house.clock().replace(tzinfo=None) + timedelta(days=1))
    screen.press_key("mirror-open-customer")
    assert "Closes by itself on 3 March 2026, 09:30 (UTC)." in screen.text


def test_closing_needs_a_second_thought_and_shows_the_difference(
    settle: Callable[[House], House], bring: Callable[..., Screen], shipped: tuple[Benchmark, ...]
) -> None:
    house = settle(House(benchmarks=shipped))
    desk = room(house)
    ask(house, desk.wave).crowd(OTHERS)
    screen = bring(desk.key, "organiser").open("mirror")
    assert screen.at.button("mirror-close-customer").disabled
    screen.at.checkbox("mirror-sure-customer").check()
    screen.run().press_key("mirror-close-customer")

    # "kept": 80.5 and 40.5, shown as 81 and 41; both questions: 65.7 and 45.7, shown as 66 and 46.
    headline = "You rate “Promises” 20 points above your customers."
    assert f'<h1 class="headline">{headline}</h1>' in screen.text
    assert "You rate “kept” 40 points above your customers" in screen.text.replace("\\", "")
    assert f"{words.ALIKE} told." in screen.text
    assert "The form is closed. 5–9 people answered." in screen.text
    assert words.METHOD in screen.text
    assert "362 firms believed that they gave a superior experience" in screen.text.replace("\\", "")
    (picture,) = screen.pictures
    assert picture.alt.startswith(f"{headline} Promises: You 66")
    screen.at.checkbox("mirror-questions").check()
    assert [each.alt.partition(".")[0] for each in screen.run().pictures] == [
        headline.rstrip("."),
        "You rate “kept” 40 points above your customers",
    ]


def test_a_form_closed_with_four_answers_says_that_nothing_can_be_shown(
    house: House, bring: Callable[..., Screen]
) -> None:
    desk = room(house)
    ask(house, desk.wave).crowd(OTHERS[:4])
    close(house, desk.wave)
    screen = bring(desk.key, "organiser").open("mirror")
    assert "The form is closed. Fewer than five people answered, so nothing can be shown." in screen.text
    assert screen.pictures == []
    assert [each.value for each in screen.at.title] == ["How others see it"]


def test_of_five_answers_the_averages_are_shown_and_no_difference_is_said(
    house: House, bring: Callable[..., Screen]
) -> None:
    desk = room(house)
    ask(house, desk.wave).crowd(OTHERS[:5])
    close(house, desk.wave)
    screen = bring(desk.key, "organiser").open("mirror")
    assert f'<h1 class="headline">{words.TOO_FEW}</h1>' in screen.text
    assert f"{words.UNCLEAR} kept, told." in screen.text
    assert len(screen.pictures) == 1


def test_before_the_company_has_answered_others_are_not_shown(house: House, bring: Callable[..., Screen]) -> None:
    desk = hold(house, PROMISES)
    ask(house, desk.wave).crowd(OTHERS)
    close(house, desk.wave)
    screen = bring(desk.key, "organiser").open("mirror")
    assert "There is nothing to compare yet. Nothing has been revealed yet." in screen.text
    assert screen.pictures == []


def test_a_form_closed_elsewhere_in_the_meantime_stays_closed(house: House, bring: Callable[..., Screen]) -> None:
    desk = room(house)
    ask(house, desk.wave).crowd(OTHERS)
    screen = bring(desk.key, "organiser").open("mirror")
    screen.at.checkbox("mirror-sure-customer").check()
    screen.run()
    close(house, desk.wave)
    assert "The form is closed." in screen.press_key("mirror-close-customer").text


def test_what_keeps_a_form_from_being_closed_is_said_once(house: House, bring: Callable[..., Screen]) -> None:
    desk = room(house)
    ask(house, desk.wave).crowd(OTHERS)
    screen = bring(desk.key, "organiser").open("mirror")
    screen.at.checkbox("mirror-sure-customer").check()
    screen.run()
    house.store.broken = frozenset({"close_wave"})
    screen.press_key("mirror-close-customer")
    assert "does not accept them" in screen.errors
    house.store.broken = frozenset()
    assert screen.run().errors == ""


def test_all_three_sides_and_no_difference(house: House, bring: Callable[..., Screen]) -> None:
    desk = room(house, answers=OTHERS)
    audiences: tuple[Audience, ...] = ("customer", "front-line")
    for each in audiences:
        ask(house, desk.wave, each).crowd(OTHERS)
        close(house, desk.wave, each)
    screen = bring(desk.key, "organiser").open("mirror")
    assert f'<h1 class="headline">{words.NO_GAP}</h1>' in screen.text
    assert words.NO_GAP in [each.value for each in screen.at.markdown]


# Somebody who answers alone


def test_somebody_alone_asks_customers_and_sees_them_only_after_submitting(
    house: House, bring: Callable[..., Screen]
) -> None:
    code = house.respond(PROMISES, {"kept": 90, "told": 50}, name="Pumps")
    wave = house.context.workflow.names(house.response(code))[1]
    screen = bring(code).open("mirror").press_key("mirror-open-customer")
    (opened,) = house.context.mirrors.opened(wave)
    Desk(house, "", (PROMISES,), opened.wave).crowd(OTHERS)
    close(house, wave)
    assert "Submit your own answers first, so that those of others cannot steer them." in screen.run().text
    house.context.workflow.submit(house.response(code), "sample")
    screen.run()
    assert "outside the range of their average" in screen.text
    assert words.RULE_ALONE in screen.text
    assert screen.offers("To the first page")


def test_what_they_were_asked_has_to_be_submitted(house: House, bring: Callable[..., Screen]) -> None:
    code = house.respond(PROMISES, {"kept": 90})
    response = house.response(code)
    house.context.workflow.take_up(response, SECOND)
    house.context.workflow.save(response.id, SECOND.questionnaire, "i1", Answer("value", 50))
    house.context.workflow.submit(response, "second")
    wave = house.context.workflow.names(response)[1]
    mirror = house.context.mirrors.open(wave, MirrorPlan("customer", "Pumps", ("sample",)))
    Desk(house, "", (PROMISES,), mirror).crowd(OTHERS)
    close(house, wave)
    assert f"{words.NOT_YET} {words.OTHER_FIRST}" in bring(code).open("mirror").text


# The way


def test_the_result_of_a_room_leads_there_and_back(house: House, bring: Callable[..., Screen]) -> None:
    desk = room(house)
    screen = bring(desk.key, "organiser").open("room").press_key("to-mirror")
    assert [each.value for each in screen.at.title] == ["How others see it"]
    assert screen.offers("Back to the console")


def test_the_result_of_one_person_leads_there(house: House, bring: Callable[..., Screen]) -> None:
    code = house.respond(PROMISES, {"kept": 90, "told": 50}, submit=True)
    screen = bring(code).open("result", q="sample").press_key("to-mirror")
    assert [each.value for each in screen.at.title] == ["How others see it"]


def test_an_earlier_wave_has_a_form_of_its_own(house: House, bring: Callable[..., Screen]) -> None:
    desk = room(house)
    ask(house, desk.wave)
    following = desk.next()
    newest = bring(desk.key, "organiser").open("mirror")
    assert newest.offers("Open the form")
    assert len(newest.at.code) == 0
    earlier = bring(desk.key, "organiser").open("mirror", wave=desk.first.id)
    assert len(earlier.at.code) == 1
    assert following.first.id != desk.first.id


def test_on_this_computer_only_the_page_warns(house: House, bring: Callable[..., Screen]) -> None:
    desk = room(house)
    ask(house, desk.wave)
    screen = bring(desk.key, "organiser")
    screen.at.context["url"] = "http://localhost:8501/mirror"
    screen.open("mirror")
    assert screen.at.warning.len == 0
    screen.at.context["url"] = "http://localhost:8501/mirror"
    assert [each.value for each in screen.run().at.warning] == [
        "This address works on this computer only. Open this page under one that others can reach."
    ]


def test_the_names_that_people_typed_are_shown_as_typed(house: House, bring: Callable[..., Screen]) -> None:
    desk = room(house, STRANGE, answers=[{"one": 80 + place % 2} for place in range(8)], name=HOSTILE)
    screen = bring(desk.key, "organiser").open("mirror")
    assert safe(screen, HOSTILE) >= 1
    form = ask(house, desk.wave, name=HOSTILE)
    form.crowd([{"one": 40 + place % 2} for place in range(8)])
    safe(bring(desk.key, "organiser").open("mirror"), HOSTILE)
    close(house, desk.wave)
    assert safe(bring(desk.key, "organiser").open("mirror"), HOSTILE) >= 2


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_both_grounds(house: House, bring: Callable[..., Screen], theme: str) -> None:
    desk = room(house)
    ask(house, desk.wave).crowd(OTHERS)
    close(house, desk.wave)
    screen = bring(desk.key, "organiser")
    screen.at.context["theme"] = theme
    assert len(screen.open("mirror").pictures) == 1


def test_closing_the_company_s_wave_leaves_the_form_open(house: House, bring: Callable[..., Screen]) -> None:
    desk = room(house)
    ask(house, desk.wave)
    desk.do(Workshop.close)
    assert len(bring(desk.key, "organiser").open("mirror").at.code) == 1
