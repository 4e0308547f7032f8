"""The spread of a room's votes: one bar of 100 % for each question, in the order given."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from charts.picture import GREYS, LIGHT, Picture, stage_colours
from charts.stacked import stacked
from tests.assessments.rooms import DONT_KNOW
from tests.charts.build import layers, meaning, scene, spec_of, texts
from tests.charts.rooms import FIRST, asking, one_item, room_of, small_anonymous_room, stages_room
from tests.scoring.build import NA, item, rubric

if TYPE_CHECKING:
    from typing import Any

    from assessments.room_model import RoomItem


def questions() -> tuple[RoomItem, ...]:
    """Return four questions of different kinds as a room of ten voted on them, and one without levels."""
    asked = asking(
        rubric("alike"),
        rubric("split"),
        item("practice", "done"),
        item("contrast", "between", left="Left side", right="Right side", points=7),
        item("text", "words"),
    )
    people = [
        {
            "alike": "l2",
            "split": "l1" if n % 2 else "l4",
            "done": DONT_KNOW if n < 4 else "no",
            "between": 1 + n % 7,
            "words": "Trains.",
        }
        for n in range(10)
    ]
    return room_of(asked, people).items


def parts(drawn: Picture, question: str) -> list[tuple[Any, ...]]:
    """Return the parts of one bar: where it begins and ends, its colour, what stands in it."""
    rows = layers(drawn)[0].rows
    return [(row["from"], row["to"], row["colour"], row["text"]) for row in rows if row["question"] == question]


def test_what_the_marks_mean() -> None:
    assert meaning(stacked(questions(), LIGHT)) == [
        *["rect color=colour tooltip=question,answer,people x=from x2=to y=top y2=bottom"] * 2,
        "text color=ink text=text x=middle y=centre",
        "text text=name x=0 y=y",
        "text text=word x=100 y=y",
    ]


def test_each_bar_is_made_of_the_shares_worked_out_by_hand() -> None:
    drawn = stacked(questions(), LIGHT)
    dark, light = stage_colours(4)[0][0], stage_colours(4)[-1][0]

    assert parts(drawn, "split") == [(0, 50, dark, "5"), (50, 100, light, "5")]
    assert parts(drawn, "alike") == [(0, 100, stage_colours(4)[1][0], "10")]
    assert parts(drawn, "done") == [(0, 60, dark, "6"), (60, 100, GREYS[3], "? 4")]
    # 1 to 7, then 1 to 3 again
    assert [text for *_, text in parts(drawn, "between")] == ["2", "2", "2", "1", "1", "1", "1"]
    assert [colour for *_, colour, _ in parts(drawn, "between")] == [fill for fill, _ in stage_colours(7)]


def test_the_order_is_the_one_given_and_the_word_stands_at_the_right() -> None:
    given = questions()
    drawn = stacked(given, LIGHT)
    heads = [(row["name"], row["word"]) for row in layers(drawn)[3].rows]

    assert heads == [
        ("2 split", "polarised"),
        ("4 between", "mixed"),
        ("3 done", "unanimous"),
        ("1 alike", "unanimous"),
    ]
    assert [row["name"] for row in layers(stacked(given[::-1], LIGHT))[3].rows] == [name for name, _ in heads[::-1]]
    assert drawn.title == "We are split on 1 of 4 questions, of mixed mind on 1, and agree on 2."
    assert {"2 split", "polarised", "lowest answer", "highest answer", "? don't know"} <= set(texts(drawn))


def test_dont_know_is_dashed_and_drawn_apart_from_the_levels() -> None:
    known, unknown = layers(stacked(questions(), LIGHT))[:2]
    dashed = [each for each in scene(stacked(questions(), LIGHT)) if each.get("strokeDash") == [3, 2]]

    assert (known.mark["strokeDash"], unknown.mark["strokeDash"]) == ([1, 0], [3, 2])
    assert {each["fill"] for each in dashed} == {GREYS[3]}
    assert len(dashed) == 2  # in the legend, and of "done"


def test_a_part_holds_its_figure_where_there_is_room() -> None:
    answers = ["l1"] * 12 + ["l2"] + [DONT_KNOW]  # 86, 7 and 7 per cent
    narrow = stacked([one_item(rubric("a"), answers)], LIGHT)
    narrower = stacked([one_item(rubric("a"), [*answers, *["l1"] * 12])], LIGHT)  # 92, 4 and 4

    assert [text for *_, text in parts(narrow, "a")] == ["12", "1", "?"]
    assert [text for *_, text in parts(narrower, "a")] == ["24", "", "?"]


def test_only_so_many_are_drawn_and_the_table_has_all() -> None:
    room = stages_room()
    drawn = stacked(room.items, LIGHT, most=5)

    assert len(layers(drawn)[3].rows) == 5
    assert len(drawn.rows) == 29
    assert "24 more questions stand in the table only." in drawn.caption
    assert len(layers(stacked(room.items, LIGHT))[3].rows) == 12
    assert "1 more question stands in the table only." in stacked(room.items[:13], LIGHT).caption
    assert "more" not in stacked(room.items[:12], LIGHT).caption


def test_questions_without_ordered_answers_are_left_out_and_said_so() -> None:
    drawn = stacked(questions(), LIGHT)

    assert "5 words" not in [row["Question"] for row in drawn.rows]
    assert drawn.caption.endswith("1 more question stands in neither, because the answers have no order.")


def test_the_table_tells_every_level_and_the_twin_every_question() -> None:
    drawn = stacked(questions(), LIGHT)

    assert [dict(row) for row in drawn.rows][2] == {
        "Question": "3 done",
        "Agreement": "unanimous",
        "Answers, lowest first": "No – 6; Partly – 0; Yes – 0",
        "Don't know": "4",
    }
    assert "3 done: unanimous (No – 6; Partly – 0; Yes – 0; don't know – 4)" in drawn.twin


def test_a_question_without_a_distribution_has_its_word_and_no_bar() -> None:
    first, second, *_ = questions()
    hidden = replace(first, now=replace(first.now, counts=None, unknown=None))
    drawn = stacked([hidden, second], LIGHT)

    assert parts(drawn, "split") == []
    assert next((row["name"], row["word"]) for row in layers(drawn)[3].rows) == ("2 split", "polarised")
    assert drawn.rows[0]["Answers, lowest first"] == drawn.rows[0]["Don't know"] == ""
    assert "2 split: polarised; 4 between" in drawn.twin


def test_a_question_that_nobody_answered_has_no_bar() -> None:
    drawn = stacked(stages_room().items, LIGHT, most=29)
    heads = [row["y"] for row in layers(drawn)[3].rows]

    assert drawn.rows[-1]["Answers, lowest first"] == "No – 0; Partly – 0; Yes – 0"
    assert parts(drawn, "Inviting complaints") == []
    assert spec_of(drawn)["height"] - heads[-1] < heads[-1] - heads[-2]
    assert stacked([one_item(rubric("a"), [NA] * 6)], LIGHT).chart is None


def test_too_few_are_said_in_two_words() -> None:
    drawn = stacked([one_item(rubric("a"), ["l1", "l4"])], LIGHT)

    assert [row["word"] for row in layers(drawn)[3].rows] == ["too few"]
    assert drawn.rows[0]["Agreement"] == "too few for an agreement measure"
    assert drawn.title == "There is no measure of agreement yet."


def test_with_no_distribution_at_all_there_is_no_chart_but_the_words() -> None:
    drawn = stacked(small_anonymous_room().items, LIGHT)

    assert (drawn.chart, drawn.caption) == (None, "There is no distribution that may be shown.")
    assert drawn.title == "We are split on 8 of 28 questions, and of mixed mind on 20."
    assert "1 Detail of knowledge: polarised" in drawn.twin
    assert (stacked([], LIGHT).chart, stacked([], LIGHT).rows) == (None, [])


def test_questions_of_two_questionnaires_have_no_numbers_and_stages_are_called_stages() -> None:
    staged = next(each for each in stages_room().items if each.item.id == FIRST)
    other = one_item(rubric("a"), ["l1"] * 6)

    assert layers(stacked([staged, other], LIGHT))[3].rows[0]["name"] == "Detail of knowledge"
    assert {"lowest answer", "highest answer"} <= set(texts(stacked([staged, other], LIGHT)))
    assert {"lowest stage", "highest stage"} <= set(texts(stacked([staged], LIGHT)))
    assert stacked([staged, other], LIGHT).rows[1]["Question"] == "a"


def test_names_are_short_and_have_one_number() -> None:
    long = {**rubric("a"), "label": "What customers told us in the last three months"}
    own = {**rubric("a"), "label": "4a What lost means"}
    straight = {**rubric("a"), "label": "W" * 40}

    def name(part: dict[str, Any]) -> str:
        return str(layers(stacked([one_item(part, ["l1"] * 6)], LIGHT))[3].rows[0]["name"])

    assert name(long) == "1 What customers told us in …"
    assert name(own) == "4a What lost means"
    assert len(name(straight)) <= 30
