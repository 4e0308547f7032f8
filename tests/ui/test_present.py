"""The projector's view: each of its screens in each state, and nothing that the room should not see."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest

from assessments.workshop import Workshop
from questionnaires.values import Answer
from tests.assessments.build import LINE, QUESTIONS, STAGES
from tests.assessments.samples import STAGES_ANSWERS, disclosed
from tests.ui.build import House, Screen
from tests.ui.desk import SPLIT, Desk, hold
from ui import throttle

if TYPE_CHECKING:
    from assessments.model import ItemKey, Mode

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


def ranked(screen: Screen) -> list[str]:
    """Return the rows of the ranking: label, word and figures."""
    (drawn,) = [each.value for each in screen.at.html if 'class="ranked"' in each.value]
    rows = str(drawn).partition('class="ranked">')[2].split("<li>")[1:]
    return [" ".join(re.sub(r"<[^>]+>", " ", row).split()) for row in rows]


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
    assert title(screen.run()) == "We are split on 1 of 3 questions, and agree on 2."
    assert ranked(screen) == ["1 one Polarised 4 4", "2 two Unanimous 8", "3 three Unanimous 8"]
    assert ">lowest answer</span>" in screen.text
    assert ">highest answer</span>" in screen.text


def test_five_anonymous_people_see_averages_lowest_first(desk: Desk) -> None:
    desk.do(Workshop.start)
    desk.crowd([{"one": f"l{1 + place % 4}", "two": f"l{1 + place % 2}", "three": "l3"} for place in range(5)])
    screen = desk.do(Workshop.reveal).wall()
    assert title(screen) == "Six people are needed to measure agreement."
    assert ranked(screen) == ["2 two average 13", "1 one average 40", "3 three not shown"]
    assert "lowest answer" not in screen.text  # there is no bar that it would explain
    screen = desk.do(Workshop.show, "item:sample/one").wall()
    assert '<p class="big">40</p><p class="say">is the average, of 100.</p>' in screen.text
    assert '<p class="say">Six people are needed to measure agreement.</p>' in screen.text
    screen = desk.do(Workshop.show, "item:sample/three").wall()
    assert "The answers to this question are not shown, because they would give people away." in screen.text


def test_seven_anonymous_people_see_words_and_averages(desk: Desk) -> None:
    screen = voted(desk, 7).do(Workshop.reveal).wall()
    assert title(screen) == "We are split on 1 of 3 questions, and agree on 2."
    assert ranked(screen) == ["1 one Polarised, average 57", "2 two Unanimous", "3 three Unanimous"]


def test_dont_know_has_a_part_of_its_own_and_small_parts_no_figure(house: House) -> None:
    desk = hold(house, mode="open").do(Workshop.start)
    desk.crowd([{"one": "l4"}] * 18 + [{"one": "l1"}, {"one": Answer("dont_know")}])
    screen = desk.do(Workshop.reveal).wall()
    assert ranked(screen) == ["1 one Agreement 18 ? 1", "2 two not shown", "3 three not shown"]
    assert 'class="unknown" style="width:5.00%"' in screen.text


@pytest.mark.parametrize(
    ("mode", "says"),
    [("anonymous", "Closed without a result: fewer than 5 people voted."), ("open", "Closed without a vote.")],
)
def test_a_workshop_that_closed_without_a_result(house: House, mode: Mode, says: str) -> None:
    desk = hold(house, mode=mode).do(Workshop.start).do(Workshop.close).do(Workshop.show, "result")
    assert title(desk.wall()) == says


def test_a_question_with_one_vote(desk: Desk) -> None:
    screen = voted(desk).do(Workshop.reveal).do(Workshop.show, "item:sample/one").wall()
    assert title(screen) == "one?"
    assert bars(screen) == ["Level 4 4", "Level 3 0", "Level 2 0", "Level 1 4", "Don't know 0"]
    assert (
        '<p class="ask">Who can tell of a case that speaks for “Level 4”, and who of one that speaks for “Level 1”? '
        "Nobody need say how they voted.</p>"
    ) in screen.text
    assert "Four see this" not in screen.text  # what to do is for the console
    assert screen.text.count("width:0%") == 3
    assert "first vote" not in screen.text


def test_a_question_with_two_votes(desk: Desk) -> None:
    voted(desk).do(Workshop.reveal).do(Workshop.start, [ONE])
    for place, person in enumerate(desk.people):
        desk.vote(person, {"one": "l3" if place else "l4"})
    screen = desk.do(Workshop.reveal).do(Workshop.show, "item:sample/one").wall()
    assert bars(screen) == ["Level 4 4 1", "Level 3 0 7", "Level 2 0 0", "Level 1 4 0", "Don't know 0 0"]
    assert '<i class="first"></i> first vote <i class="now"></i> now' in screen.text
    assert "Seven of eight who voted again moved." in screen.text
    assert "closer together than before (0.1 levels from the middle one, 1.5 before)." in screen.text


def test_the_distribution_of_six_people_is_hidden(desk: Desk) -> None:
    screen = voted(desk, 6).do(Workshop.reveal).do(Workshop.show, "item:sample/one").wall()
    assert '<p class="big">Polarised</p><p class="say">average 50 of 100</p>' in screen.text
    assert 'class="bars' not in screen.text
    screen = desk.do(Workshop.show, "item:sample/two").wall()
    assert '<p class="big">Unanimous</p><p class="say">Everybody has given the same answer.</p>' in screen.text
    assert "Level" not in screen.text


def test_many_levels_stand_closer(house: House) -> None:
    desk = hold(house, LINE, mode="open").do(Workshop.start)
    desk.crowd([{"purpose": 1}, {"purpose": 7}])
    screen = desk.do(Workshop.reveal).do(Workshop.show, f"item:{LINE}/purpose").wall()
    assert 'class="bars many"' in screen.text
    found = bars(screen)
    assert [each.partition(" ")[0] for each in found] == ["7", "6", "5", "4", "3", "2", "1", "Don't"]
    assert found[1:6] == [f"{place} 0" for place in (6, 5, 4, 3, 2)]


def test_a_question_that_is_not_asked_gives_way_to_the_result(desk: Desk) -> None:
    screen = voted(desk).do(Workshop.reveal).do(Workshop.show, "item:sample/four").wall()
    assert title(screen) == "We stand at “Stage 3”."


def test_the_result_of_a_ladder_with_what_is_contested(desk: Desk) -> None:
    screen = voted(desk).do(Workshop.reveal).do(Workshop.show, "result").wall()
    assert title(screen) == "We stand at “Stage 3”."
    assert "<b>Where we disagree</b></p><ul><li>one?</li></ul>" in screen.text
    assert screen.text.count('<i style="left:') == 1  # a dot for its dimension
    assert ">Stage 3</span>" in screen.text
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
    assert '<h2 class="wall">Most of us can look up 1 of' in screen.text
    assert '<p class="say">Four stages: average ' in screen.text
    assert '<p class="say">Ten questions: ' in screen.text
    assert "Where we disagree" not in screen.text  # there is no room for it
    screen = desk.do(Workshop.show, "ranking").wall()
    assert ranked(screen)[0].startswith("Detail of knowledge Polarised 3 3")  # its number is one of two


def test_the_result_of_a_line(house: House) -> None:
    desk = hold(house, LINE, mode="open").do(Workshop.start)
    desk.crowd([{"purpose": place, "breadth": 4} for place in (1, 4, 7)])
    screen = desk.do(Workshop.reveal).do(Workshop.show, "result").wall()
    assert "<li><span>Purpose and scope</span>" in screen.text
    assert '<i style="left:50%"></i></div><b>50</b></li>' in screen.text


def test_the_ladder_names_its_ends_and_piles_up_its_dots(house: House) -> None:
    desk = hold(house, STAGES).do(Workshop.start)
    stages = {key: value for key, value in STAGES_ANSWERS.items() if isinstance(value, str)}
    desk.crowd([stages] * 10)
    screen = desk.do(Workshop.reveal).do(Workshop.show, "result").wall()
    assert "<b>Lowest two and highest</b></p><ul><li>" in screen.text
    assert "bottom:calc(0 * " in screen.text
    assert "bottom:calc(1 * " in screen.text
    assert re.search(r"Dashed: the average, \d+ of 100\.", screen.text)
    screen = desk.do(Workshop.show, f"item:{STAGES}/detail-of-knowledge").wall()
    assert [each.rpartition(" ")[0] for each in bars(screen)] == [
        "Customer obsession",
        "Customer focus",
        "Customer sensitivity",
        "Customer awareness",
        "Don't know",
    ]


def test_long_answers_bear_the_numbers_by_which_they_are_called(house: House) -> None:
    desk = hold(house, QUESTIONS, mode="open").do(Workshop.start)
    desk.crowd([{"q01-customers": disclosed("in-use")}] * 2)
    screen = desk.do(Workshop.reveal).do(Workshop.show, f"item:{QUESTIONS}/q01-customers").wall()
    assert [each[:3] for each in bars(screen)] == ["5. ", "4. ", "3. ", "2. ", "1. ", "Don"]


def test_an_open_question_has_nothing_to_draw(house: House) -> None:
    desk = hold(house, LINE, mode="open").do(Workshop.start)
    desk.crowd([{"opening-reflex": "Pumps"}])
    screen = desk.do(Workshop.reveal).do(Workshop.show, f"item:{LINE}/opening-reflex").wall()
    assert '<p class="say">This question carries no points.</p>' in screen.text


def test_a_closed_workshop_shows_its_result(desk: Desk) -> None:
    screen = voted(desk).do(Workshop.close).wall()
    assert title(screen) == "We stand at “Stage 3”."
    assert "<span>Imaginary Pumps</span><span>closed</span>" in screen.text


@pytest.mark.parametrize(
    ("params", "said"),
    [
        ({}, INCOMPLETE),
        ({"code": "222222"}, "No workshop has the code in this address. Copy the address again from the console"),
        ({"code": "nonsense"}, "No workshop has the code in this address."),
    ],
)
def test_a_wrong_address(desk: Desk, params: dict[str, Any], said: str) -> None:
    screen = Screen().open("present", **params)
    assert said in screen.text
    assert desk.first.label not in screen.text


def test_wrong_addresses_count_like_wrong_codes(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(throttle, "FREE", 2)
    for _ in range(2):
        Screen().open("present", code="222222")
    screen = Screen().open("present", code="333333")
    assert [each.value for each in screen.at.warning] == [
        "Too many wrong codes were tried. Wait 60 seconds, then load this page again."
    ]
    assert title(desk.wall()) == "Take part with your phone"  # a right code works at once
    desk.house.clock.pass_seconds(30)
    assert screen.run().at.warning[0].value.startswith("Too many wrong codes were tried. Wait 30 seconds")
    desk.house.clock.pass_seconds(30)
    assert screen.run().at.warning == []  # looking again did not make it longer


def test_the_store_is_away_and_comes_back(desk: Desk) -> None:
    screen = desk.wall()
    desk.later()
    desk.house.store.broken = frozenset({"live"})
    assert title(screen.run()) == "One moment: this screen is looking for its server. No vote is lost."
    assert screen.errors == ""
    desk.house.store.broken = frozenset()
    assert title(screen.run()) == "Take part with your phone"
