"""The projector's view: each of its screens in each state, and nothing that the room should not see."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from assessments.workshop import Workshop
from tests.assessments.build import LINE, QUESTIONS, STAGES
from tests.assessments.samples import STAGES_ANSWERS, disclosed
from tests.ui.build import House, Screen
from tests.ui.desk import SPLIT, Desk, hold
from ui import throttle

if TYPE_CHECKING:
    from assessments.model import ItemKey

ONE: ItemKey = ("sample", "one")
INCOMPLETE = "This address is not complete. Copy it from the console, from the first character to the last."


@pytest.fixture
def desk(house: House) -> Desk:
    """An anonymous workshop on three questions."""
    return hold(house)


def title(screen: Screen) -> str:
    """Return what stands in large letters."""
    (heading,) = [each.value for each in screen.at.html if 'class="wall"' in each.value]
    return str(heading).partition('class="wall">')[2].partition("</h1>")[0]


def voted(desk: Desk, count: int = 8) -> Desk:
    """Let people vote."""
    desk.do(Workshop.start)
    desk.crowd(SPLIT[:count])
    return desk


def bars(screen: Screen) -> list[str]:
    """Return the bars of a question, highest level first, as their name and figures."""
    (drawn,) = [each.value for each in screen.at.html if 'class="bars' in each.value]
    rows = str(drawn).partition("<ul")[2].split("<li>")[1:]
    return [
        " ".join(
            [row.partition("<span>")[2].partition("</span>")[0], *(b.partition("<")[0] for b in row.split("<b>")[1:])]
        )
        for row in rows
    ]


def test_how_to_join(desk: Desk) -> None:
    screen = desk.wall()
    code = f"{desk.join_code[:3]}-{desk.join_code[3:]}"
    assert title(screen) == "Take part with your phone"
    assert '<img alt="QR code of the address to join" src="data:image/svg+xml;' in screen.text
    assert '<p class="say">survey.example/join</p>' in screen.text
    assert f'<p class="big">{code}</p>' in screen.text
    assert "0 are in" in screen.text
    desk.join()
    assert "1 is in" in screen.run().text
    assert f"<span>Imaginary Pumps</span><span>survey.example/join · <b>{code}</b></span>" in screen.text


def test_the_key_is_never_on_the_wall(desk: Desk) -> None:
    screen = desk.wall()
    assert desk.key not in screen.text
    assert desk.key.replace("-", "") not in screen.text
    assert not screen.at.button


def test_progress_in_each_state(desk: Desk) -> None:
    desk.do(Workshop.show, "progress")
    desk.join()
    screen = desk.wall()
    assert title(screen) == "The vote begins soon"
    assert '<p class="big">1</p><p class="say">is in</p>' in screen.text
    voted(desk, 7)
    assert title(screen.run()) == "The vote is on"
    assert '<p class="big">7 of 8</p>' in screen.text
    assert "width:88%" in screen.text
    desk.do(Workshop.stop)
    assert title(screen.run()) == "The vote has ended"
    desk.do(Workshop.reveal).do(Workshop.show, "progress")
    assert title(screen.run()) == "The vote has ended"
    desk.do(Workshop.start, [ONE])
    assert title(screen.run()) == "The vote is on: once more on what we talked about"
    assert '<p class="big">0 of 8</p>' in screen.text
    assert "<ul><li>one?</li></ul>" in screen.text


@pytest.mark.parametrize("shown", ["ranking", "result", "item:sample/one"])
def test_nothing_before_the_reveal(desk: Desk, shown: str) -> None:
    screen = voted(desk).do(Workshop.show, shown).wall()
    assert title(screen) == "Nothing has been revealed yet."
    assert not screen.pictures
    assert "Level" not in screen.text


def test_a_reveal_puts_the_ranking_on_the_wall_without_a_click(desk: Desk) -> None:
    screen = voted(desk).wall()
    assert title(screen) == "The vote is on"
    desk.do(Workshop.reveal)
    assert title(screen.run()) == "Polarised on 1 and unanimous on 2 of 3 questions."
    (picture,) = screen.pictures
    assert "1 one: polarised (Level 1 – 4; Level 2 – 0; Level 3 – 0; Level 4 – 4; don't know – 0)" in picture.alt


def test_the_colours_of_the_wall_are_those_of_its_theme(desk: Desk) -> None:
    voted(desk).do(Workshop.reveal)
    specs = []
    for theme in ("light", "dark"):
        screen = Screen(theme=theme).open("present", code=desk.join_code)
        specs.append(screen.pictures[0].spec)
    assert specs[0] != specs[1]


def test_a_question_with_one_vote(desk: Desk) -> None:
    screen = voted(desk).do(Workshop.reveal).do(Workshop.show, "item:sample/one").wall()
    assert title(screen) == "one?"
    assert bars(screen) == ["Level 4 4", "Level 3 0", "Level 2 0", "Level 1 4", "Don't know 0"]
    assert "Four see this at “Level 4”, four at “Level 1”: ask each for the last thing that happened." in screen.text
    assert "first vote" not in screen.text


def test_a_question_with_two_votes(desk: Desk) -> None:
    voted(desk).do(Workshop.reveal).do(Workshop.start, [ONE])
    for place, person in enumerate(desk.people):
        desk.vote(person, {"one": "l3" if place else "l4"})
    screen = desk.do(Workshop.reveal).do(Workshop.show, "item:sample/one").wall()
    assert bars(screen) == ["Level 4 4 1", "Level 3 0 7", "Level 2 0 0", "Level 1 4 0", "Don't know 0 0"]
    assert '<i class="first"></i> first vote <i class="now"></i> now' in screen.text
    assert "Seven of eight who voted again moved." in screen.text
    assert "from 1.5 to 0.1 levels from the middle one." in screen.text


def test_the_distribution_of_six_people_is_hidden(desk: Desk) -> None:
    screen = voted(desk, 6).do(Workshop.reveal).do(Workshop.show, "item:sample/one").wall()
    assert '<p class="big">polarised</p><p class="say">average 50</p>' in screen.text
    assert 'class="bars' not in screen.text
    screen = desk.do(Workshop.show, "item:sample/two").wall()
    assert '<p class="big">unanimous</p><p class="say">Everybody has given the same answer.</p>' in screen.text
    assert "Level" not in screen.text


def test_many_levels_stand_closer(house: House) -> None:
    desk = hold(house, LINE, mode="open").do(Workshop.start)
    desk.crowd([{"purpose": 1}, {"purpose": 7}])
    screen = desk.do(Workshop.reveal).do(Workshop.show, f"item:{LINE}/purpose").wall()
    assert 'class="bars many"' in screen.text
    assert len(bars(screen)) == 8


def test_a_question_that_is_not_asked_gives_way_to_the_result(desk: Desk) -> None:
    screen = voted(desk).do(Workshop.reveal).do(Workshop.show, "item:sample/four").wall()
    assert title(screen) == "We stand at stage 3."


def test_the_result_of_a_ladder_with_what_is_contested(desk: Desk) -> None:
    screen = voted(desk).do(Workshop.reveal).do(Workshop.show, "result").wall()
    assert title(screen) == "We stand at stage 3."
    assert "<b>Where we disagree</b></p><ul><li>one?</li></ul>" in screen.text
    assert len(screen.pictures) == 1
    desk.do(Workshop.start, [ONE])
    for place, person in enumerate(desk.people):
        desk.vote(person, {"one": "l2" if place % 2 else "l4"})
    screen = desk.do(Workshop.reveal).do(Workshop.show, "result").wall()
    assert "<b>Contested, and stayed so</b></p><ul><li>one?</li></ul>" in screen.text


def test_the_result_of_two_questionnaires(house: House) -> None:
    desk = hold(house, QUESTIONS, STAGES, mode="open").do(Workshop.start)
    first = desk.asked[0].questionnaire.items[0].id
    people = desk.crowd([{first: disclosed("in-use")}] * 6)
    stages = {key: value for key, value in STAGES_ANSWERS.items() if isinstance(value, str)}
    for place, person in enumerate(people):
        desk.vote(person, {**stages, "detail-of-knowledge": "awareness" if place % 2 else "obsession"}, place=1)
    screen = desk.do(Workshop.reveal).do(Workshop.show, "result").wall()
    assert title(screen).startswith("We ")
    assert '<p class="say">Most of us can look up 1 of' in screen.text
    assert "Where we disagree" not in screen.text  # there is no room for it
    assert len(screen.pictures) == 1


def test_the_result_of_a_line(house: House) -> None:
    desk = hold(house, LINE, mode="open").do(Workshop.start)
    desk.crowd([{"purpose": place, "breadth": 4} for place in (1, 4, 7)])
    screen = desk.do(Workshop.reveal).do(Workshop.show, "result").wall()
    assert len(screen.pictures) == 1
    assert title(screen) == "“Purpose and scope” stands at 50 of 100."


def test_a_closed_workshop_shows_its_result(desk: Desk) -> None:
    screen = voted(desk).do(Workshop.close).wall()
    assert title(screen) == "We stand at stage 3."
    assert "<span>Imaginary Pumps</span><span>closed</span>" in screen.text


@pytest.mark.parametrize("params", [{}, {"code": "222222"}, {"code": "nonsense"}])
def test_a_wrong_address(desk: Desk, params: dict[str, Any]) -> None:
    screen = Screen().open("present", **params)
    assert INCOMPLETE in screen.text
    assert desk.first.label not in screen.text


def test_wrong_addresses_count_like_wrong_codes(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(throttle, "FREE", 2)
    for _ in range(2):
        Screen().open("present", code="222222")
    screen = desk.wall()
    assert [each.value for each in screen.at.warning] == [
        "Too many wrong codes were tried. Wait 60 seconds, then load this page again."
    ]
    desk.house.clock.pass_seconds(30)
    assert screen.run().at.warning[0].value.startswith("Too many wrong codes were tried. Wait 30 seconds")
    desk.house.clock.pass_seconds(30)
    assert title(screen.run()) == "Take part with your phone"  # looking again did not make it longer


def test_the_store_is_away_and_comes_back(desk: Desk) -> None:
    screen = desk.wall()
    desk.later()
    desk.house.store.broken = frozenset({"live"})
    assert "Looking for the server." in screen.run().text
    assert screen.errors == ""
    desk.house.store.broken = frozenset()
    assert title(screen.run()) == "Take part with your phone"
