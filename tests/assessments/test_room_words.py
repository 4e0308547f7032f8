"""The sentences about a room, each with what it is said of."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from assessments.room_model import Figure, VoteView
from assessments.room_words import (
    NO_RANGES,
    NOT_SHOWN,
    TOO_FEW,
    agreement,
    agreement_words,
    disclosure_line,
    ends,
    figures_sentence,
    level_name,
    line_sentence,
    meaning,
    number,
    prompt,
    shift,
    started,
)
from scoring.agreement import judge
from scoring.group import level_titles
from tests.scoring.build import item, only, questionnaire, rubric

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assessments.room_model import Concern
    from questionnaires.items import Item
    from scoring.agreement import Verdict
    from scoring.group import Level

FROM_IT = "levels from the middle one"
NO_FIGURE = Figure(None, None, None, "")


def staged(levels: int = 4) -> tuple[Item, tuple[Level, ...]]:
    """Return a rubric whose levels are the stages of the ladder."""
    options = [{"id": f"l{n}", "text": f"Level {n}", "stage": f"s{n}"} for n in range(1, levels + 1)]
    found, asked = only(item("rubric", "i", options=options))
    return found, level_titles(asked, found) or ()


def vote(counts: Sequence[int] | None, verdict: Verdict | None = None, distance: float | None = None) -> VoteView:
    size = len(counts) if counts else 4
    _, levels = staged(min(size, 4)) if size <= 4 else only_levels(size)
    return VoteView(levels, tuple(counts) if counts else None, 0, 0, 0, NO_FIGURE, verdict, distance, "")


def only_levels(size: int) -> tuple[Item, tuple[Level, ...]]:
    found, asked = only(rubric("i", size))
    return found, level_titles(asked, found) or ()


@pytest.mark.parametrize(("count", "word"), [(0, "nobody"), (1, "one"), (12, "twelve"), (13, "13")])
def test_small_numbers_are_words(count: int, word: str) -> None:
    assert number(count) == word


def test_a_sentence_begins_with_a_capital_and_the_rest_stays() -> None:
    assert (started("two of ITs"), started("")) == ("Two of ITs", "")


def test_the_name_of_a_level() -> None:
    assert level_name(*staged(), 1) == "stage 2"
    assert level_name(*only_levels(5), 1) == "“Level 2”"
    long = [{"id": "l1", "text": "x" * 60}, {"id": "l2", "text": "x" * 61}]
    found, asked = only(item("rubric", "i", options=long))
    levels = level_titles(asked, found) or ()
    assert [level_name(found, levels, place) for place in (0, 1)] == [f"“{'x' * 60}”", "level 2 of 2"]
    found, asked = only(item("contrast", "i", left="Left.", right="Right.", points=5))
    assert level_name(found, level_titles(asked, found) or (), 4) == "level 5 of 5"


@pytest.mark.parametrize(
    ("counts", "says"),
    [
        # as the issue has it, with the fuller level of each half
        ((1, 5, 6, 0), "Six see this at stage 3, five at stage 2: ask each for the last thing that happened."),
        ((5, 1, 1, 5), "Five see this at stage 4, five at stage 1: ask each for the last thing that happened."),
        ((2, 2, 1, 1), "One sees this at stage 4, two at stage 1: ask each for the last thing that happened."),
        ((4, 1, 3), "Three see this at stage 3, four at stage 1: ask each for the last thing that happened."),
        (
            (3, 1, 4, 0, 3),
            "Three see this at “Level 5”, three at “Level 1”: ask each for the last thing that happened.",
        ),
    ],
)
def test_the_prompt_for_a_split_room(counts: tuple[int, ...], says: str) -> None:
    asked = staged(len(counts))[0] if len(counts) <= 4 else only_levels(5)[0]

    assert prompt(asked, vote(counts, "polarised"), "polarised", "") == says


@pytest.mark.parametrize(
    ("seen", "concern", "says"),
    [
        (vote(None, "polarised"), "polarised", "The room is split over this: ask both sides for the last thing"),
        (vote(None, "mixed"), "mixed", "The room sees this differently: ask for the best and for the worst example"),
        (vote((0, 3, 3, 1), "mixed"), "mixed", "The answers reach from stage 2 (three) to stage 4 (one): ask one of"),
        (vote(None), "unknown", "Many don't know: ask who would know"),
        (vote(None, "agreement"), "gap", "A puts it above B. Let the role with the lower figure begin"),
        (vote(None, "unanimous"), "agreed", "Everybody sees this alike"),
        (vote(None, "agreement"), "agreed", "Most see this alike"),
        (vote((1, 0, 1, 0)), "few", "The answers reach from stage 1 to stage 3: ask each"),
        (vote((0, 0, 3, 0)), "few", "All three say stage 3: ask for the example behind it."),
        (vote((0, 1, 0, 0)), "few", "One person says stage 2: ask for the example behind it."),
    ],
)
def test_the_other_prompts(seen: VoteView, concern: Concern, says: str) -> None:
    assert prompt(staged()[0], seen, concern, "A puts it above B.").startswith(says)


@pytest.mark.parametrize(
    ("seen", "concern"), [(vote(None), "few"), (vote((0, 0, 0, 0)), "few"), (vote(None), "hidden")]
)
def test_nothing_is_asked_where_nothing_is_shown(seen: VoteView, concern: Concern) -> None:
    assert prompt(staged()[0], seen, concern, "") == ""


def test_the_ends_of_the_answers() -> None:
    assert ends((0, 2, 0, 1, 0)) == (1, 3)
    assert ends((0, 2)) == (1, 1)


@pytest.mark.parametrize(
    ("before", "after", "moved", "says"),
    [
        (
            vote((1, 0, 0, 1), "polarised", 1.5),
            vote((0, 1, 1, 0), "agreement", 0.5),
            8,
            f"Eight of eleven who voted again moved. The answers drew closer together: from 1.5 to 0.5 {FROM_IT}.",
        ),
        (
            vote((1, 0, 0, 1), "mixed", 0.5),
            vote((0, 1, 1, 0), "polarised", 1.0),
            None,
            "The answers moved further apart: from 0.5 to 1.0 levels from the middle one.",
        ),
        (
            vote((1, 0, 0, 1), "mixed", 0.5),
            vote((0, 1, 1, 0), "mixed", 0.54),
            0,
            f"Nobody of eleven who voted again moved. The answers lie as far apart as before (0.5 {FROM_IT}).",
        ),
        (vote(None, "mixed"), vote(None, "agreement"), None, "It went from mixed to agreement."),
        (vote(None, "mixed"), vote((0, 1, 1, 0), "mixed", 0.5), None, "It is mixed as before."),
        (vote(None), vote(None, "agreement"), None, ""),
        (vote((1, 0, 0, 1)), vote((0, 1, 1, 0)), 1, "One of eleven who voted again moved."),
    ],
)
def test_what_another_vote_changed(before: VoteView, after: VoteView, moved: int | None, says: str) -> None:
    assert shift(before, after, moved, 11) == says


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ([7], "One person gave a number."),
        ([7, 7], "Two people, one number."),
        ([4, 5, 6], "Three people, three numbers."),
        ([4, 4, 8], "Three people, two numbers. The highest is 2.0 times the lowest."),
        ([0, 8], "Two people, two numbers."),
        ([-1, 8], "Two people, two numbers."),
        (list(range(10, 24)), "14 people, 14 numbers. The highest is 2.3 times the lowest."),
    ],
)
def test_the_same_figure_from_several_people(given: list[float], says: str) -> None:
    assert figures_sentence(given) == says


def test_how_much_can_be_looked_up() -> None:
    assert disclosure_line(0, 10) == "Not one of 10 answers about our customers can most of us look up within a day."
    assert disclosure_line(3, 10) == "Most of us can look up 3 of 10 answers about our customers within a day."


def test_where_a_room_stands_on_a_line() -> None:
    asked = questionnaire({**_dimension(), "items": [rubric("i")]})

    assert line_sentence(asked, Figure(42, 30, 54, "12"), 20, 70.4) == (
        "The room stands at 42 on a line from stage 1 (0) to stage 4 (100); its averages reach from 20 to 70."
    )


def _dimension() -> dict[str, Any]:
    return {"id": "d", "title": "D", "summary": "A part.", "dimensions": []}


@pytest.mark.parametrize(
    ("invited", "counted", "ranges", "says"),
    [
        (None, 12, True, "The ranges say where the average of many people like these would lie, 19 times in 20."),
        (12, 12, True, "Everybody invited has answered, so there is no sampling error"),
        (11, 12, True, "Everybody invited has answered"),
        (20, 12, True, "12 of 20 invited have answered. The ranges say where the average of all 20 would lie"),
        (20, 4, False, NO_RANGES),
    ],
)
def test_what_the_ranges_mean(invited: int | None, counted: int, ranges: bool, says: str) -> None:  # noqa: FBT001 - a column of the table
    assert meaning("12", invited, counted, ranges=ranges).startswith(says)


def test_the_agreement_in_words() -> None:
    assert agreement(judge((0, 2, 8, 2)), shown=True) == "agreement"
    assert agreement(None, shown=True) == TOO_FEW
    assert agreement(None, shown=False) == NOT_SHOWN


@pytest.mark.parametrize(
    ("verdicts", "says"),
    [
        ([], ""),
        (["mixed"], "Mixed on 1 of 1 question"),
        (["unanimous", "unanimous"], "Unanimous on 2 of 2 questions"),
        (
            ["mixed", "agreement", "polarised", "unanimous", "mixed"],
            "Polarised on 1, mixed on 2, agreement on 1 and unanimous on 1 of 5 questions",
        ),
    ],
)
def test_the_agreement_over_several_questions(verdicts: list[Verdict], says: str) -> None:
    assert agreement_words(verdicts) == says
