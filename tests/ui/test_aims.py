"""Targets and importance: set before the result, complete or not at all, read-only after it; with the priorities."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from assessments.aims_view import NO_TARGETS, aims_view, standings_of_room
from assessments.workshop import Workshop
from tests.assessments.build import LINE, QUESTIONS, REVIEW, STAGES, definition
from tests.assessments.samples import LINE_ANSWERS, STAGES_ANSWERS
from tests.scoring.build import dimension, points, rubric
from tests.ui.build import House, Screen, made, usable
from tests.ui.desk import SPLIT, Desk, hold
from ui.style import plain
from ui.widgets.weights import sum_words

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from assessments.model import Importance, Target

ASKED = definition(STAGES).questionnaire
NAMES = [each.id for each in ASKED.dimensions]
PAIR = usable(
    made(
        dimension("d", rubric("one")),
        dimension("e", rubric("two"), rubric("three")),
        stages=[{"id": f"s{n}", "title": f"Stage {n}", "summary": "A rung."} for n in range(1, 5)],
    )
)


@pytest.fixture
def lead(bring: Callable[..., Screen]) -> Callable[[Desk], Screen]:
    """Return how a browser with the organiser's cookie opens the page."""
    return lambda desk: bring(desk.key, "organiser").open("aims")


def key(desk: Desk, part: str, dimension_id: str) -> str:
    """Return the key of a widget of the pair."""
    return f"{part}:{desk.first.id}:sample:{dimension_id}"


def targets(desk: Desk) -> Mapping[str, Target]:
    return desk.house.context.aims.targets(desk.first, "sample")


def importance(desk: Desk) -> Mapping[str, Importance]:
    return desk.house.context.aims.importance(desk.first, "sample")


def allot(screen: Screen, desk: Desk, first: int, second: int) -> Screen:
    """Give points to the two dimensions."""
    screen.at.number_input(key(desk, "points", "d")).set_value(first)
    screen.at.number_input(key(desk, "points", "e")).set_value(second)
    return screen.run()


def table(screen: Screen) -> str:
    """Return the table of what was set."""
    found = [each for each in screen.tables if 'aria-label="Targets and importance"' in each]
    return found[0] if found else ""


def test_without_the_key_there_is_nothing(house: House) -> None:
    hold(house, PAIR)
    screen = Screen().open("aims")
    assert "This browser neither leads a workshop nor holds answers of its own." in screen.text


def test_a_target_is_kept_at_once_with_who_and_when(house: House, lead: Callable[[Desk], Screen]) -> None:
    desk = hold(house, PAIR)
    screen = lead(desk)
    assert screen.at.title[0].value == "Targets and importance: Sample"
    screen.set("text_input", "Who sets this, for example the leadership team (optional)", "The board")
    screen.at.radio(key(desk, "aim", "d")).set_value("s4")
    screen.run()
    assert [(each.value, each.set_by, each.before_result) for each in targets(desk).values()] == [
        (100, "The board", True)
    ]
    assert lead(desk).at.radio(key(desk, "aim", "d")).value == "s4"


def test_a_target_in_points_where_there_is_no_ladder(house: House, lead: Callable[[Desk], Screen]) -> None:
    desk = hold(house, usable(made(dimension("d", points("one")), dimension("e", points("two")))))
    screen = lead(desk)
    screen.at.number_input(key(desk, "aim", "e")).set_value(65)
    screen.run()
    assert {name: each.value for name, each in targets(desk).items()} == {"e": 65}
    assert lead(desk).at.number_input(key(desk, "aim", "e")).value == 65
    screen.at.number_input(key(desk, "aim", "e")).set_value(None)
    screen.run()
    assert {name: each.value for name, each in targets(desk).items()} == {"e": 65}


def test_points_are_kept_only_when_they_add_up(house: House, lead: Callable[[Desk], Screen]) -> None:
    desk = hold(house, PAIR)
    screen = lead(desk)
    assert "0 of 100 points are given away; 100 are left." in screen.text
    assert "Nothing of it is saved yet." in screen.text
    allot(screen, desk, 60, 25)
    assert "85 of 100 points are given away; 15 are left." in screen.text
    screen.press("Save importance and effort")
    assert "The points add up to 85" in screen.errors
    assert importance(desk) == {}
    screen.at.radio(key(desk, "effort", "d")).set_value(2)
    allot(screen, desk, 60, 40).press("Save importance and effort")
    assert not screen.errors
    assert "All 100 points are given away." in screen.text
    assert {name: (each.points, each.effort) for name, each in importance(desk).items()} == {
        "d": (60, 2),
        "e": (40, None),
    }
    assert "Saved on 2 March 2026 at" in screen.text
    allot(screen, desk, 50, 40)
    assert "What you see is not saved yet." in screen.text


def test_what_is_kept_stands_there_again(house: House, lead: Callable[[Desk], Screen]) -> None:
    desk = hold(house, PAIR)
    house.context.aims.set_importance(desk.first, "sample", {"d": 70, "e": 30}, {"d": 5}, "")
    screen = lead(desk)
    assert screen.at.number_input(key(desk, "points", "d")).value == 70
    assert screen.at.radio(key(desk, "effort", "d")).value == 5
    assert "Saved on 2 March 2026" in screen.text


def test_equal_shares_are_a_beginning(house: House, bring: Callable[..., Screen]) -> None:
    code = house.respond(definition(STAGES), {ASKED.items[0].id: "focus"})
    screen = bring(code).open("aims", q=STAGES).press("Begin with equal shares")
    wave_id = house.response(code).wave_id
    given = [screen.at.number_input(f"points:{wave_id}:{STAGES}:{name}").value for name in NAMES]
    assert given == [9] * 4 + [8] * 8
    assert not screen.offers("Begin with equal shares")
    screen.press("Save importance and effort")
    assert set(house.context.workflow.importance(house.response(code), STAGES)) == set(NAMES)


@pytest.mark.parametrize(
    ("total", "words"),
    [
        (99, "99 of 100 points are given away; 1 is left."),
        (100, "All 100 points are given away."),
        (130, "130 of 100 points are given away: 30 too many."),
    ],
)
def test_the_sum_in_words(total: int, words: str) -> None:
    assert sum_words(total) == words


def test_a_store_that_fails(house: House, lead: Callable[[Desk], Screen]) -> None:
    desk = hold(house, PAIR)
    screen = lead(desk)
    house.store.broken = frozenset({"set_targets", "set_importance"})
    screen.at.radio(key(desk, "aim", "d")).set_value("s4")
    screen.run()
    assert "Not saved" in screen.errors
    allot(screen, desk, 50, 50).press("Save importance and effort")
    assert screen.errors.count("cannot be saved at the moment") == 2
    house.store.broken = frozenset()
    screen.press("Save again")
    assert {name: each.value for name, each in targets(desk).items()} == {"d": 100}
    house.store.broken = frozenset({"importance"})
    assert "cannot be saved at the moment" in screen.run().errors
    house.store.broken = frozenset()
    assert not screen.press("Try again").errors


def test_of_several_questionnaires_each_is_weighed_by_itself(house: House, lead: Callable[[Desk], Screen]) -> None:
    desk = hold(house, LINE, STAGES)
    screen = lead(desk)
    titles = [plain(definition(each).questionnaire.short_title) for each in (STAGES, LINE)]
    assert screen.button(titles[0]).disabled
    screen.press(titles[1])
    assert screen.at.query_params == {"of": "led", "q": LINE}
    assert screen.at.title[0].value == f"Targets and importance: {titles[1]}"
    screen.open("aims", q="nothing-of-the-kind")
    assert screen.at.title[0].value == f"Targets and importance: {titles[0]}"


def test_an_agenda_alone_has_nothing_to_weigh(house: House, bring: Callable[..., Screen]) -> None:
    screen = bring(house.respond(definition(REVIEW))).open("aims")
    assert screen.at.title[0].value == "There is nothing to set a target for"
    assert screen.press("To the first page").offers("Hold a workshop")


def test_after_the_reveal_nothing_can_be_set(house: House, lead: Callable[[Desk], Screen]) -> None:
    desk = hold(house, PAIR)
    house.context.aims.set_targets(desk.first, "sample", {"d": 100}, "The board")
    house.context.aims.set_importance(desk.first, "sample", {"d": 60, "e": 40}, {"d": 2}, "The board")
    desk.do(Workshop.start)
    desk.crowd(SPLIT)
    desk.do(Workshop.reveal)
    screen = lead(desk)
    assert not screen.at.radio
    assert not screen.at.number_input
    assert "<td>D</td><td>Stage 4, 100 points</td><td>60 of 100 points</td><td>2 of 5</td>" in table(screen)
    assert "<td>E</td><td>none</td><td>40 of 100 points</td><td></td>" in table(screen)
    assert "Targets set on 2 March 2026 by The board, before the result was shown." in screen.text


def test_after_the_result_of_ones_own(house: House, bring: Callable[..., Screen]) -> None:
    code = house.respond(definition(STAGES), STAGES_ANSWERS, target=100, submit=True)
    screen = bring(code).open("aims", q=STAGES)
    assert re.search(r"<td>[^<]*100 points</td>", table(screen))
    assert "Targets set on 2 March 2026, before the result was shown." in screen.text
    assert "Importance set" not in screen.text


def test_nothing_was_set(house: House, lead: Callable[[Desk], Screen]) -> None:
    desk = hold(house, PAIR).do(Workshop.start)
    desk.crowd(SPLIT)
    screen = lead(desk.do(Workshop.reveal))
    assert "No target and no importance was set before the result was shown." in screen.text
    assert table(screen) == ""


def test_the_target_for_all_holds_where_there_is_no_other(house: House, bring: Callable[..., Screen]) -> None:
    code = house.respond(definition(STAGES), {ASKED.items[0].id: "focus"}, target=100)
    screen = bring(code).open("aims", q=STAGES)
    assert f"the target for all holds: {ASKED.stages[-1].title}, 100 points." in screen.text


def test_the_review_leads_here(house: House, bring: Callable[..., Screen]) -> None:
    code = house.respond(definition(STAGES), {ASKED.items[0].id: "focus"})
    screen = bring(code).open("review", q=STAGES)
    screen.press("Set targets and importance for each dimension (optional)")
    assert screen.at.query_params == {"of": "own", "q": STAGES}
    code = house.respond(definition(REVIEW))
    assert not bring(code).open("review", q=REVIEW).offers("Set targets and importance for each dimension (optional)")


def test_the_ten_questions_have_targets_in_points_or_nothing(house: House, bring: Callable[..., Screen]) -> None:
    screen = bring(house.respond(definition(QUESTIONS))).open("aims")
    assert screen.at.title[0].value in {
        "There is nothing to set a target for",
        f"Targets and importance: {plain(definition(QUESTIONS).questionnaire.short_title)}",
    }


def headline(screen: Screen) -> list[str]:
    """Return the sentences on top."""
    return [each.value for each in screen.at.html if 'class="headline"' in each.value]


def test_the_order_that_follows_is_shown_after_the_reveal(house: House, lead: Callable[[Desk], Screen]) -> None:
    desk = hold(house, PAIR, mode="open")
    house.context.aims.set_targets(desk.first, "sample", {"d": 100, "e": 100}, "The board")
    house.context.aims.set_importance(desk.first, "sample", {"d": 70, "e": 30}, {"d": 2}, "The board")
    desk.do(Workshop.start)
    desk.crowd([{"one": "l2", "two": "l3", "three": "l3"}] * 6)
    desk.do(Workshop.reveal)
    screen = lead(desk)
    room = house.context.board.room(desk.first)
    view = aims_view(
        PAIR.questionnaire, standings_of_room(room.results[0], room.items), targets(desk), importance(desk)
    )
    first, second = view.rows
    assert first.gap is not None
    assert second.gap is not None
    assert headline(screen) == [
        f'<h1 class="headline">“D” comes first: 70 % of the importance, and {first.gap:.0f} points to go.</h1>'
    ]
    (picture,) = screen.pictures
    assert f"D: importance 70 %, gap {first.gap:.0f} points" in picture.alt
    assert f"E: importance 30 %, gap {second.gap:.0f} points" in picture.alt
    assert first.kind == "quick win"
    assert f"- **Quick win**: “D”. {plain(first.sentence)}" in screen.text
    assert plain(view.stability) in screen.text


def test_what_was_not_set_is_said(house: House, lead: Callable[[Desk], Screen]) -> None:
    desk = hold(house, PAIR, mode="open")
    house.context.aims.set_importance(desk.first, "sample", {"d": 70, "e": 30}, {}, "")
    desk.do(Workshop.start)
    desk.crowd([{"one": "l2", "two": "l3", "three": "l3"}] * 6)
    screen = lead(desk.do(Workshop.reveal))
    assert screen.at.title[0].value == "Targets and importance: Sample"
    assert plain(NO_TARGETS) in screen.text
    assert not screen.pictures


def test_a_workshop_closed_without_a_result_has_no_order(house: House, lead: Callable[[Desk], Screen]) -> None:
    desk = hold(house, PAIR)
    house.context.aims.set_targets(desk.first, "sample", {"d": 100}, "")
    screen = lead(desk.do(Workshop.close))
    assert screen.at.title[0].value == "Targets and importance: Sample"
    assert "Stage 4, 100 points" in table(screen)


def test_ones_own_result_shows_where_to_begin(house: House, bring: Callable[..., Screen]) -> None:
    code = house.respond(definition(STAGES), STAGES_ANSWERS, target=100)
    response = house.response(code)
    house.context.workflow.set_importance(response, ASKED, {NAMES[0]: 80, NAMES[1]: 20}, {NAMES[0]: 1})
    house.context.workflow.submit(response, STAGES)
    screen = bring(code).open("result", q=STAGES)
    assert "Where to begin" in [each.value for each in screen.at.header]
    assert any("80 % of the importance" in each.alt for each in screen.pictures)
    assert "80 % of the importance" in headline(screen.open("aims", q=STAGES))[0]


def test_ones_own_result_without_importance_shows_no_order(house: House, bring: Callable[..., Screen]) -> None:
    code = house.respond(definition(STAGES), STAGES_ANSWERS, submit=True)
    assert "Where to begin" not in [each.value for each in bring(code).open("result", q=STAGES).at.header]


def test_ones_own_target_in_points(house: House, bring: Callable[..., Screen]) -> None:
    code = house.respond(definition(LINE), LINE_ANSWERS)
    name = definition(LINE).questionnaire.dimensions[0].id
    screen = bring(code).open("aims", q=LINE)
    screen.at.number_input(f"aim:{house.response(code).wave_id}:{LINE}:{name}").set_value(65)
    screen.run()
    kept = house.context.workflow.targets(house.response(code), LINE)
    assert {key: each.value for key, each in kept.items()} == {name: 65}
    house.context.workflow.submit(house.response(code), LINE)
    assert "<td>65 points</td>" in table(bring(code).open("aims", q=LINE))


def test_where_every_target_is_reached_nothing_comes_first(house: House, lead: Callable[[Desk], Screen]) -> None:
    desk = hold(house, PAIR, mode="open")
    house.context.aims.set_targets(desk.first, "sample", {"d": 0, "e": 0}, "")
    desk.do(Workshop.start)
    desk.crowd([{"one": "l2", "two": "l3", "three": "l3"}] * 6)
    screen = lead(desk.do(Workshop.reveal))
    assert headline(screen) == ['<h1 class="headline">Nothing that matters is short of its target.</h1>']
    assert "of the variations" not in screen.text
