"""What the console gives to talk about: the order, the words, the figures, and what can be voted on again."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from assessments.workshop import Workshop
from questionnaires.values import Answer
from tests.assessments.build import QUESTIONS, STAGES, definition
from tests.assessments.samples import STAGES_ANSWERS, disclosed
from tests.scoring.build import dimension, item, points
from tests.ui.build import House, Screen, made, usable
from tests.ui.consoles import reveal, talked_about
from tests.ui.desk import SPLIT, Desk, hold
from ui.widgets.talk import item_on, screen_of

if TYPE_CHECKING:
    from collections.abc import Callable

NOBODY = "This browser does not lead a workshop. Open your organiser link, or set up a new workshop."
SENTENCE = "The answers cannot be saved at the moment"
ONE = ("sample", "one")


@pytest.fixture
def lead(bring: Callable[..., Screen]) -> Callable[[Desk], Screen]:
    """Return how a browser with the organiser's cookie opens the console."""
    return lambda desk: bring(desk.key, "organiser").open("console")


def test_what_divides_the_room_comes_first_with_its_words(house: House, lead: Callable[[Desk], Screen]) -> None:
    desk = hold(house).do(Workshop.start)
    mixed = [{**raw, "three": f"l{place // 2 + 1}"} for place, raw in enumerate(SPLIT)]
    desk.crowd(mixed)
    screen = reveal(lead(desk))
    assert talked_about(screen) == ["1. one?", "3. three?", "2. two?"]
    assert '<span class="word polarised">polarised</span> 4 – 0 – 0 – 4' in screen.text
    assert '<span class="word mixed">mixed</span> 2 – 2 – 2 – 2' in screen.text
    assert '<span class="word agreed">unanimous</span> 0 – 8 – 0 – 0' in screen.text
    assert (
        "Four see this at “Level 4”, four at “Level 1”. Ask: Who can tell of a case that speaks for “Level 4”"
        in screen.text
    )


def test_six_anonymous_people_are_not_counted_out(house: House, lead: Callable[[Desk], Screen]) -> None:
    desk = hold(house).do(Workshop.start)
    desk.crowd(SPLIT[:6])
    screen = reveal(lead(desk))
    assert '<span class="word polarised">polarised</span> average 50</p>' in screen.text
    assert "3 – 0 – 0 – 3" not in screen.text
    assert "The room is split over this. Ask: Who can tell of a case that speaks for a high answer" in screen.text


def test_three_people_of_an_open_workshop_are(house: House, lead: Callable[[Desk], Screen]) -> None:
    desk = hold(house, mode="open").do(Workshop.start)
    desk.crowd([{"one": "l1"}, {"one": "l4"}, {"one": "l4"}])
    text = reveal(lead(desk)).text
    assert '<span class="word few">too few for an agreement measure</span> 1 – 0 – 0 – 2 · average 67' in text


def test_dont_know_and_roles_are_part_of_the_figures(house: House, lead: Callable[[Desk], Screen]) -> None:
    desk = hold(house, mode="open").do(Workshop.start)
    desk.crowd([*SPLIT, {"one": Answer("dont_know")}])
    text = reveal(lead(desk)).text
    assert "4 – 0 – 0 – 4 · 1 don't know · average 50 · Front line 0, Leadership 100" in text


def test_during_a_second_vote_the_first_can_be_talked_about(house: House, lead: Callable[[Desk], Screen]) -> None:
    desk = hold(house).do(Workshop.start)
    desk.crowd(SPLIT)
    desk.do(Workshop.reveal).do(Workshop.start, [ONE])
    screen = lead(desk)
    assert len(talked_about(screen)) == 3
    assert not [each for each in screen.at.checkbox if each.label == "Vote again"]


def test_more_than_six_questions_fold_away(house: House, lead: Callable[[Desk], Screen]) -> None:
    desk = hold(house, STAGES).do(Workshop.start)
    answers = {key: value for key, value in STAGES_ANSWERS.items() if isinstance(value, str)}
    desk.crowd([answers] * 5)
    screen = reveal(lead(desk))
    count = len(definition(STAGES).questionnaire.items)
    assert f"{count - 6} more questions" in [each.label for each in screen.at.expander]
    assert len(talked_about(screen)) == count


def test_a_question_without_levels_cannot_be_voted_on_again(house: House, lead: Callable[[Desk], Screen]) -> None:
    desk = hold(house, "product-or-customer-centric", mode="open").do(Workshop.start)
    desk.crowd([{"opening-reflex": "Pumps", "purpose": 3}] * 3)
    screen = reveal(lead(desk))
    ticks = [each.key for each in screen.at.checkbox if each.label == "Vote again"]
    assert "again:product-or-customer-centric/purpose" in ticks
    assert "again:product-or-customer-centric/opening-reflex" not in ticks
    assert ">open question</span>" in screen.text


def test_a_question_about_a_figure_is_not_called_open(house: House, lead: Callable[[Desk], Screen]) -> None:
    asked = usable(made(dimension("d", item("number", "days", unit="days", minimum=0), points("part"))))
    desk = hold(house, asked, mode="open").do(Workshop.start)
    desk.crowd([{"days": 3, "part": 40}] * 3)
    text = reveal(lead(desk)).text
    assert text.count(">a figure</span>") == 2
    assert "open question" not in text


def test_what_has_no_levels_and_no_figure_has_no_agreement_measure(
    house: House, lead: Callable[[Desk], Screen]
) -> None:
    parts = [{"id": "p", "text": "Product"}, {"id": "c", "text": "Customer"}]
    asked = usable(made(dimension("d", points("part")), closing=[item("allocation", "mix", total=100, parts=parts)]))
    desk = hold(house, asked, mode="open").do(Workshop.start)
    desk.crowd([{"part": 40, "mix": {"p": 60, "c": 40}}] * 3)
    assert ">without an agreement measure</span>" in reveal(lead(desk)).text


def test_several_questions_to_vote_again_on(house: House, lead: Callable[[Desk], Screen]) -> None:
    desk = hold(house, QUESTIONS, mode="open").do(Workshop.start)
    first, second = (each.id for each in definition(QUESTIONS).questionnaire.items[:2])
    desk.crowd([{first: disclosed("nobody"), second: disclosed("in-use")}] * 3)
    screen = reveal(lead(desk))
    for each in (second, first):
        screen.at.checkbox(f"again:{QUESTIONS}/{each}").check()
    screen.run().press("Vote again on 2 questions")
    assert desk.live.round is not None
    assert desk.live.round.items == ((QUESTIONS, first), (QUESTIONS, second))  # in the order of the questionnaire


@pytest.mark.parametrize(
    ("screen", "item"),
    [("item:sample/one", ONE), ("ranking", None), ("item:a/b/c", ("a", "b/c"))],
)
def test_the_name_of_a_screen(screen: str, item: tuple[str, str] | None) -> None:
    assert item_on(screen) == item
    if item:
        assert screen_of(item) == screen
