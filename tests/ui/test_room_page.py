"""The result of a room: open and anonymous, contested lists, figures side by side, texts, the method; only by key."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest

from assessments.room import room_view
from assessments.workshop import Workshop
from questionnaires.values import Answer
from tests.assessments.build import LINE, QUESTIONS, STAGES
from tests.assessments.samples import STAGES_ANSWERS, disclosed
from tests.scoring.build import dimension, points
from tests.ui.build import House, Screen, made, usable
from tests.ui.desk import SPLIT, Desk, hold
from ui import board as board_module

if TYPE_CHECKING:
    from collections.abc import Callable

    from assessments.model import ItemKey
    from assessments.room_model import RoomView

ONE: ItemKey = ("sample", "one")
NOBODY = "This browser does not lead a workshop. Open your organiser link, or set up a new workshop."
LOST = "The organiser link that was opened in this browser leads to no workshop: a character in it is wrong"


@pytest.fixture
def lead(bring: Callable[..., Screen]) -> Callable[[Desk], Screen]:
    """Return how a browser with the organiser's cookie opens the result."""
    return lambda desk: bring(desk.key, "organiser").open("room")


def headline(screen: Screen) -> list[str]:
    """Return the sentences to repeat."""
    return [each.value for each in screen.at.html if 'class="headline"' in each.value]


def headers(screen: Screen) -> list[str]:
    """Return the headings of the parts."""
    return [each.value for each in screen.at.header]


def table(screen: Screen, name: str) -> str:
    """Return the table with a name, as HTML."""
    (found,) = [each for each in screen.tables if f'aria-label="{name}"' in each]
    return found


def revealed(desk: Desk, count: int = 8) -> Desk:
    """Let people vote, and reveal."""
    desk.do(Workshop.start)
    desk.crowd(SPLIT[:count])
    return desk.do(Workshop.reveal)


def test_without_the_key_there_is_nothing(house: House, bring: Callable[..., Screen]) -> None:
    desk = revealed(hold(house))
    begun = desk.join()
    for screen, said in (
        (Screen().open("room"), NOBODY),
        (Screen().open("room", code=desk.join_code), NOBODY),
        (bring(begun.resume_code, f"seat-{desk.first.id}").open("room"), NOBODY),
        (bring(begun.resume_code, "organiser").open("room"), LOST),
    ):
        assert said in screen.text
        assert headline(screen) == []
    assert screen.press("Hold a workshop").at.title[0].value == "Hold a workshop"


def test_nothing_revealed(house: House, lead: Callable[[Desk], Screen]) -> None:
    desk = hold(house).do(Workshop.start)
    desk.crowd(SPLIT)
    screen = lead(desk)
    assert screen.at.title[0].value == "The result of the room"
    assert "Nothing has been revealed yet." in screen.text
    assert not screen.pictures
    assert "24 answers received" in screen.press("Back to the console").text


def test_the_whole_result_of_an_anonymous_workshop(house: House, lead: Callable[[Desk], Screen]) -> None:
    screen = lead(revealed(hold(house, invited=20)))
    assert "Imaginary Pumps · 2026 Q1" in screen.text
    assert headline(screen) == ['<h1 class="headline">We stand at “Stage 3”.</h1>']
    assert "Sample, answered by 5–9 people." in screen.text
    assert re.search(r"\*\*\d+ of 100 \(range \d+ to \d+\) over all dimensions\.\*\*", screen.text)
    assert "8 of 20 invited" not in screen.text
    assert headers(screen) == [
        "How sure this is",
        "Where the room agrees",
        "What was contested",
        "Every question, most disagreement first",
        "What is shown and what is not",
    ]
    assert "We are split on 1 of 3 questions, and agree on 2" in table(screen, "Agreement by dimension")
    assert "Nothing is shown about fewer than 5 people" in screen.text
    assert "Questionnaire sample 1.0.0." in screen.text
    assert len(screen.pictures) == 4  # ladder, means, all questions, one question
    assert all(each.alt for each in screen.pictures)


def test_the_whole_result_of_an_open_workshop(house: House, lead: Callable[[Desk], Screen]) -> None:
    screen = lead(revealed(hold(house, mode="open"), 3))
    assert "Sample, answered by 3 people." in screen.text
    assert (
        "This workshop was open: its people were told that their answers may be seen, and agreed by joining."
        in screen.text
    )
    assert "too few for a measure" in table(screen, "Agreement by dimension")
    assert "<td>34 points apart, but too few people to be sure</td>" in table(screen, "Agreement by dimension")
    averages = table(screen, "Averages by role and unit")
    assert "<td>Leadership</td><td>2</td><td>100" in averages
    assert "<td>Front line</td><td>1</td><td>0" in averages
    assert "Nothing was: on no question did the room fall apart, as far as that may be shown." in screen.text


def test_one_person_is_not_called_people(house: House, lead: Callable[[Desk], Screen]) -> None:
    assert "Sample, answered by 1 person." in lead(revealed(hold(house, mode="open"), 1)).text


def test_no_overall_figure_says_why(house: House, lead: Callable[[Desk], Screen]) -> None:
    desk = hold(house, mode="open").do(Workshop.start)
    desk.crowd([{"one": "l1"}] * 3)
    screen = lead(desk.do(Workshop.reveal))
    assert "There are not enough answers" in screen.text
    assert "over all dimensions" not in screen.text


def test_what_was_contested_and_what_became_of_it(house: House, lead: Callable[[Desk], Screen]) -> None:
    desk = hold(house).do(Workshop.start)
    desk.crowd([dict.fromkeys(("one", "two", "three"), raw["one"]) for raw in SPLIT])
    desk.do(Workshop.reveal)
    assert [each.value for each in lead(desk).at.subheader] == ["Not voted on again"]
    desk.do(Workshop.start, [ONE, ("sample", "two")])
    for place, person in enumerate(desk.people):
        desk.vote(person, {"one": "l3", "two": "l1" if place % 2 else "l4"})
    screen = lead(desk.do(Workshop.reveal))
    assert [each.value for each in screen.at.subheader] == [
        "Settled by the second vote",
        "Contested, and stayed so",
        "Not voted on again",
    ]
    assert "1. one?" in table(screen, "Settled by the second vote")
    assert "Eight of eight who voted again moved." in table(screen, "Settled by the second vote")
    assert "2. two?" in table(screen, "Contested, and stayed so")
    assert "3. three?" in table(screen, "Not voted on again")


@pytest.mark.parametrize(
    ("again", "heading"),
    [
        (["l4", "l3"] * 8, "Agreed, but the roles differ"),
        (["l3"] * 10 + [Answer("dont_know")] * 6, "Voted on again, without a clear answer"),
        (["l1", "l4"] * 8, "Contested, and stayed so"),
    ],
)
def test_what_a_second_vote_leaves_behind(
    house: House, lead: Callable[[Desk], Screen], again: list[Any], heading: str
) -> None:
    desk = hold(house, mode="open").do(Workshop.start)
    desk.crowd([{"one": "l1" if place % 4 < 2 else "l4", "two": "l2"} for place in range(16)])
    desk.do(Workshop.reveal).do(Workshop.start, [ONE])
    for person, value in zip(desk.people, again, strict=True):
        desk.vote(person, {"one": value})
    screen = lead(desk.do(Workshop.reveal))
    assert [each.value for each in screen.at.subheader] == [heading]
    assert "1. one?" in table(screen, heading)


def test_a_second_vote_that_is_held_back_is_not_said_to_be_missing(
    house: House, lead: Callable[[Desk], Screen]
) -> None:
    desk = hold(house).do(Workshop.start)
    desk.crowd(SPLIT)
    desk.do(Workshop.reveal).do(Workshop.start, [ONE, ("sample", "two")])
    for place, person in enumerate(desk.people):
        desk.vote(person, {"two": "l3", "one": Answer("dont_know") if place == 0 else "l3"})
    screen = lead(desk.do(Workshop.reveal))
    assert [each.value for each in screen.at.subheader] == ["Voted on again, result withheld"]
    assert "Newer answers are not shown here" in table(screen, "Voted on again, result withheld")


def test_a_long_list_of_contested_questions_folds_away(house: House, lead: Callable[[Desk], Screen]) -> None:
    desk = hold(house, STAGES).do(Workshop.start)
    levels = ("awareness", "obsession")
    rubrics = [key for key, value in STAGES_ANSWERS.items() if value in {"focus", "awareness", "obsession"}][:8]
    desk.crowd([dict.fromkeys(rubrics, levels[place % 2]) for place in range(8)])
    screen = lead(desk.do(Workshop.reveal))
    assert "2 more" in [each.label for each in screen.at.expander]
    assert table(screen, "Not voted on again, the rest").count("<tr>") == 3


def test_a_question_can_be_chosen(house: House, lead: Callable[[Desk], Screen]) -> None:
    desk = revealed(hold(house))
    desk.do(Workshop.start, [ONE])
    for person in desk.people:
        desk.vote(person, {"one": "l3"})
    screen = lead(desk.do(Workshop.reveal))
    assert screen.at.selectbox[0].options[0] == "1. one? (unanimous)"
    screen.at.selectbox[0].set_value(ONE)
    assert "Eight of eight who voted again moved" in screen.run().text
    screen.at.selectbox[0].set_value(("sample", "three"))
    assert "Eight of eight who voted again moved" not in screen.run().at.markdown[-1].value
    assert "“three”" in screen.pictures[-1].alt


def test_a_questionnaire_without_levels_has_no_question_to_look_at(
    settle: Callable[[House], House], bring: Callable[..., Screen]
) -> None:
    loaded = made(dimension("d", points("share")))
    desk = hold(settle(House(loaded=(loaded,))), usable(loaded), mode="open", roles=()).do(Workshop.start)
    desk.crowd([{"share": 40}, {"share": 60}])
    screen = bring(desk.do(Workshop.reveal).key, "organiser").open("room")
    assert "50" in table(screen, "Agreement by dimension")
    assert screen.at.selectbox[0].options == []


def test_without_roles_there_are_no_averages_by_role(house: House, lead: Callable[[Desk], Screen]) -> None:
    assert "Averages by role and unit" not in lead(revealed(hold(house, roles=(), mode="open"))).text


def test_a_gap_between_roles_is_said(house: House, lead: Callable[[Desk], Screen]) -> None:
    desk = hold(house, mode="open").do(Workshop.start)
    desk.crowd([{"one": "l1" if place % 2 else "l4", "two": "l2", "three": "l2"} for place in range(12)])
    screen = lead(desk.do(Workshop.reveal))
    assert "Leadership puts this 100 points above Front line." in screen.text


def test_figures_side_by_side_for_the_ten_questions(house: House, lead: Callable[[Desk], Screen]) -> None:
    desk = hold(house, QUESTIONS, mode="open").do(Workshop.start)
    given = [disclosed("in-use", now=number) for number in (1000, 1200, 90)]
    desk.crowd([{"q01-customers": each} for each in given], names=("Ada", "Grace", "Mary"))
    screen = lead(desk.do(Workshop.reveal))
    assert "The same figure, asked of several people" in headers(screen)
    (twin,) = [each.alt for each in screen.pictures if "three people, three numbers" in each.alt]
    for said in ("Mary: 90", "Ada: 1,000", "Grace: 1,200"):
        assert said in twin


def test_what_was_written(house: House, lead: Callable[[Desk], Screen]) -> None:
    desk = hold(house, LINE, mode="open").do(Workshop.start)
    purpose = Answer("value", 3, comment="We say so on Mondays")
    desk.crowd([{"opening-reflex": text, "purpose": purpose} for text in ("Wells", "Pumps")], names=("Ada", "Grace"))
    screen = lead(desk.do(Workshop.reveal))
    texts = [each.value for each in screen.at.markdown if each.value.startswith("- ")]
    assert texts == ["- Pumps", "- Wells", *["- We say so on Mondays"] * 2]
    assert "In alphabetical order. Names are not listed here; as this workshop is open, they need not" in screen.text
    assert "Ada" not in screen.text


def test_six_anonymous_people_are_read_neither_in_words_nor_in_figures(
    house: House, lead: Callable[[Desk], Screen]
) -> None:
    desk = hold(house).do(Workshop.start)
    desk.crowd([{**raw, "two": Answer("value", "l2", comment="Ask Grace")} for raw in SPLIT[:6]])
    screen = lead(desk.do(Workshop.reveal))
    assert "Grace" not in screen.text
    assert "What was written" not in headers(screen)
    assert "polarised" in screen.text
    assert "Level 1 – 3" not in screen.text


def test_two_questionnaires(house: House, lead: Callable[[Desk], Screen]) -> None:
    desk = hold(house, LINE, STAGES, mode="open").do(Workshop.start)
    people = desk.crowd([{"purpose": place, "breadth": 4} for place in (1, 4, 7)])
    stages = {key: value for key, value in STAGES_ANSWERS.items() if isinstance(value, str)}
    for person in people:
        desk.vote(person, stages, place=1)
    screen = lead(desk.do(Workshop.reveal))
    assert [each[:3] for each in headline(screen)] == ["<h1", "<h2"]
    assert headers(screen).count("How sure this is") == 2


def test_a_reveal_in_the_middle_of_drawing_does_not_leave_an_old_chart(
    house: House, lead: Callable[[Desk], Screen], monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = revealed(hold(house, mode="open"), 3)
    calls: list[object] = []

    def worked_out(*args: Any) -> RoomView:
        view = room_view(*args)
        calls.append(view)
        if len(calls) == 1:  # a second later, while the page is being drawn
            desk.crowd(SPLIT[:2])
            desk.do(Workshop.count_late)
        return view

    monkeypatch.setattr(board_module, "room_view", worked_out)
    lead(desk)
    assert "from 5 people." in lead(desk).text


def test_the_database_is_away(house: House, lead: Callable[[Desk], Screen]) -> None:
    desk = revealed(hold(house))
    house.store.broken = frozenset({"votes"})
    screen = lead(desk)
    assert screen.errors.startswith("The answers cannot be saved at the moment")
    house.store.broken = frozenset()
    assert headline(screen.press("Try again"))


UNITS = ("North", "South")


def crowded(house: House, **rest: Any) -> Desk:
    """Hold a workshop of sixteen in two units, eight in each, the second one higher on the first question."""
    desk = hold(house, roles=(), units=UNITS, **rest).do(Workshop.start)
    for place in range(16):
        desk.vote(desk.join("", UNITS[place % 2]), {"one": "l4" if place % 2 else "l1", "two": "l2", "three": "l3"})
    return desk.do(Workshop.reveal)


def test_units_stand_side_by_side(house: House, lead: Callable[[Desk], Screen]) -> None:
    screen = lead(crowded(house))
    assert "The units side by side" in headers(screen)
    (twin,) = [each.alt for each in screen.pictures if "over all dimensions" in each.alt]
    assert "“North” is lowest" in twin
    screen.at.selectbox("units-0").set_value("d")
    (twin,) = [each.alt for each in screen.run().pictures if "in “D”" in each.alt]
    assert "“South” highest" in twin


def test_units_that_are_too_small_say_so_in_a_table(house: House, lead: Callable[[Desk], Screen]) -> None:
    desk = hold(house, roles=(), units=UNITS).do(Workshop.start)
    for place, raw in enumerate(SPLIT):
        desk.vote(desk.join("", UNITS[place % 2]), raw)
    screen = lead(desk.do(Workshop.reveal))
    assert "There is no unit whose average may be shown." in screen.text.replace("\\", "")
    assert "What is known, as a table" in [each.label for each in screen.at.expander]
    assert "Not shown for so few people." in table(screen, "There is no unit whose average may be shown.")


def test_without_units_there_is_nothing_side_by_side(house: House, lead: Callable[[Desk], Screen]) -> None:
    assert "The units side by side" not in headers(lead(revealed(hold(house))))


def test_what_to_do_next_begins_with_the_lowest(house: House, lead: Callable[[Desk], Screen]) -> None:
    desk = hold(house, STAGES, mode="open").do(Workshop.start)
    levels = {key: value for key, value in STAGES_ANSWERS.items() if isinstance(value, str)}
    desk.crowd([levels] * 3)
    screen = lead(desk.do(Workshop.reveal))
    assert "What to do next" in headers(screen)
    (result,) = room_view(
        desk.wave, desk.live, [each.questionnaire for each in desk.asked], desk.people, house.store.votes(desk.first.id)
    ).results
    shown = sorted((each for each in result.dimensions if each.stage), key=lambda each: each.figure.points or 0)
    titles = re.findall(r"</span>([^<]*)</h3>", "".join(each.value for each in screen.at.html))
    assert titles == [each.dimension.title for each in shown[:3]]
    assert f"The average is {shown[0].figure.points} of 100, nearest to the stage “{shown[0].stage}”." in screen.text


@pytest.mark.parametrize(
    ("label", "address"),
    [("What changed", "progress"), ("What we promised", "actions"), ("Targets and importance", "aims")],
)
def test_the_result_leads_to_the_pages_over_time(
    house: House, lead: Callable[[Desk], Screen], label: str, address: str
) -> None:
    screen = lead(revealed(hold(house))).press_key(f"to-{address}")
    assert screen.at.query_params == {"of": "led"}
    assert f"Imaginary Pumps · {label}" in screen.text or screen.at.title
