"""The sentences about a room, each with what it is said of."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from assessments.room_model import Figure, GroupFigure, VoteView
from assessments.room_prompts import UNASKED, ends, level_name, prompt, question
from assessments.room_words import (
    NO_RANGES,
    NOT_SHOWN,
    TOO_FEW,
    agreement,
    agreement_words,
    disclosure_line,
    figures_sentence,
    line_sentence,
    meaning,
    no_gap,
    nothing,
    number,
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
ALL_TWENTY = (
    "The ranges say where the average of all 20 would lie, 19 times in 20, if those who did not answer are like those "
    "who did; they say nothing about other people."
)
CLOSER = "The answers lie closer together than before"
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
    assert level_name(*staged(), 1) == "“Stage 2”"
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
        ((1, 5, 6, 0), "Six see this at “Stage 3”, five at “Stage 2”: ask each for the last thing that happened."),
        ((5, 1, 1, 5), "Five see this at “Stage 4”, five at “Stage 1”: ask each for the last thing that happened."),
        ((2, 2, 1, 1), "One sees this at “Stage 4”, two at “Stage 1”: ask each for the last thing that happened."),
        ((4, 1, 3), "Three see this at “Stage 3”, four at “Stage 1”: ask each for the last thing that happened."),
        (
            (3, 1, 4, 0, 3),
            "Three see this at “Level 5”, three at “Level 1”: ask each for the last thing that happened.",
        ),
    ],
)
def test_the_prompt_for_a_split_room(counts: tuple[int, ...], says: str) -> None:
    asked = staged(len(counts))[0] if len(counts) <= 4 else only_levels(5)[0]

    assert prompt(asked, vote(counts, "polarised"), "polarised", "", anonymous=False) == says


@pytest.mark.parametrize(
    ("seen", "concern", "says"),
    [
        (
            vote(None, "polarised"),
            "polarised",
            "The room is split over this. Ask: Who can tell of a case that speaks for a high answer, and",
        ),
        (vote(None, "mixed"), "mixed", "The room sees this differently: ask for the best and for the worst example"),
        (
            vote((0, 3, 3, 1), "mixed"),
            "mixed",
            "The answers reach from “Stage 2” (three) to “Stage 4” (one): ask one of",
        ),
        (vote(None), "unknown", "Many don't know: ask who would know"),
        (vote(None, "agreement"), "gap", "A puts it above B. Let the role with the lower figure begin"),
        (vote(None, "unanimous"), "agreed", "Everybody sees this alike"),
        (vote(None, "agreement"), "agreed", "Most see this alike"),
        (vote((1, 0, 1, 0)), "few", "The answers reach from “Stage 1” to “Stage 3”: ask each"),
        (vote((0, 0, 3, 0)), "few", "All three say “Stage 3”: ask for the example behind it."),
        (vote((0, 1, 0, 0)), "few", "One person says “Stage 2”: ask for the example behind it."),
    ],
)
def test_the_other_prompts(seen: VoteView, concern: Concern, says: str) -> None:
    assert prompt(staged()[0], seen, concern, "A puts it above B.", anonymous=False).startswith(says)


@pytest.mark.parametrize(
    ("seen", "concern"), [(vote(None), "few"), (vote((0, 0, 0, 0)), "few"), (vote(None), "hidden")]
)
def test_nothing_is_asked_where_nothing_is_shown(seen: VoteView, concern: Concern) -> None:
    for anonymous in (False, True):
        assert prompt(staged()[0], seen, concern, "", anonymous=anonymous) == ""
        assert question(staged()[0], seen, concern, "", anonymous=anonymous) == ""


CASES = "Who can tell of a case that speaks for {}, and who of one that speaks for {}? Nobody need say how they voted."
FOUR_TWO = CASES.format("“Stage 4”", "“Stage 2”")


@pytest.mark.parametrize(
    ("seen", "concern", "says", "asks"),
    [
        (
            vote((1, 5, 6, 0), "polarised"),
            "polarised",
            f"Six see this at “Stage 3”, five at “Stage 2”. Ask: {CASES.format('“Stage 3”', '“Stage 2”')}",
            CASES.format("“Stage 3”", "“Stage 2”"),
        ),
        (
            vote((0, 3, 3, 2), "mixed"),
            "mixed",
            f"The answers reach from “Stage 2” (three) to “Stage 4” (two). Ask: {FOUR_TWO}",
            FOUR_TWO,
        ),
        (
            vote(None, "polarised"),
            "polarised",
            f"The room is split over this. Ask: {CASES.format('a high answer', 'a low one')}",
            CASES.format("a high answer", "a low one"),
        ),
        (
            vote(None, "agreement"),
            "gap",
            "A puts it above B. Ask what speaks for the higher and what for the lower figure. " + UNASKED,
            "A puts it above B. What may one role see that the other does not?",
        ),
    ],
)
def test_in_an_anonymous_room_nobody_is_asked_to_step_forward(
    seen: VoteView, concern: Concern, says: str, asks: str
) -> None:
    rest = (staged()[0], seen, concern, "A puts it above B.")
    assert (prompt(*rest, anonymous=True), question(*rest, anonymous=True)) == (says, asks)


@pytest.mark.parametrize(
    ("seen", "concern", "asks"),
    [
        (vote((1, 5, 6, 0), "polarised"), "polarised", "What was the last thing that happened?"),
        (vote((0, 3, 3, 2), "mixed"), "mixed", "What were the best and the worst example of the last month?"),
        (vote(None), "unknown", "Who would know, and where could it be looked up within a week?"),
        (vote(None, "unanimous"), "agreed", "What is the example behind it? It may not be the same one for all of us."),
        (vote(None, "agreement"), "agreed", "What would have to happen for the next step?"),
        (vote((1, 0, 1, 0)), "few", "What was the last thing that happened?"),
        (vote((0, 0, 3, 0)), "few", "What is the example behind it?"),
    ],
)
def test_the_screen_asks_the_room_and_instructs_nobody(seen: VoteView, concern: Concern, asks: str) -> None:
    assert question(staged()[0], seen, concern, "", anonymous=False) == asks


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
            f"Eight of eleven who voted again moved. {CLOSER} (0.5 {FROM_IT}, 1.5 before).",
        ),
        (
            vote((1, 0, 0, 1), "mixed", 0.5),
            vote((0, 1, 1, 0), "polarised", 1.0),
            None,
            f"The answers lie further apart than before (1.0 {FROM_IT}, 0.5 before).",
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


def test_what_another_vote_changed_begins_with_the_averages() -> None:
    def at(points: int) -> VoteView:
        return replace(vote((0, 1, 1, 0), "mixed", 0.5), figure=Figure(points, None, None, "24"))

    rest = f"22 of 24 who voted again moved. The answers lie as far apart as before (0.5 {FROM_IT})."
    assert shift(at(13), at(63), 22, 24) == f"The average went from 13 to 63. {rest}"
    assert shift(at(63), at(63), 22, 24) == f"The average stayed at 63. {rest}"


@pytest.mark.parametrize(
    ("points", "says"),
    [
        ([9, 74], "65 points apart, but too few people to be sure"),
        ([40, 50, None], "10 points apart, but too few people to be sure"),
        ([40, 49], "no gap"),
        ([40, None], "too few to compare"),
        ([40], "no two roles to compare"),
    ],
)
def test_roles_without_a_gap_that_counts(points: list[int | None], says: str) -> None:
    roles = [GroupFigure("role", f"Role {place}", Figure(each, None, None, "")) for place, each in enumerate(points)]
    assert no_gap([*roles, GroupFigure("unit", "North", Figure(100, None, None, ""))]) == says


def test_why_there_is_nothing() -> None:
    assert nothing(5, closed=False) == "Nothing has been revealed yet."
    assert nothing(5, closed=True) == "Closed without a result: fewer than 5 people voted."
    assert nothing(1, closed=True) == "Closed without a vote."


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
        "The room stands at 42 on a line from “Stage 1” (0) to “Stage 4” (100); its averages reach from 20 to 70."
    )


def _dimension() -> dict[str, Any]:
    return {"id": "d", "title": "D", "summary": "A part.", "dimensions": []}


@pytest.mark.parametrize(
    ("invited", "counted", "ranges", "says"),
    [
        (None, 12, True, "The ranges say where the average of many people like these would lie, 19 times in 20."),
        (12, 12, True, "Everybody invited has answered, so there is no sampling error"),
        (11, 12, True, "Everybody invited has answered"),
        (
            20,
            12,
            True,
            f"12 of 20 invited have answered. {ALL_TWENTY}",
        ),
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
        (["mixed"], "We are of mixed mind on 1 of 1 question"),
        (["unanimous", "unanimous"], "We agree on 2 of 2 questions"),
        (
            ["mixed", "agreement", "polarised", "unanimous", "mixed"],
            "We are split on 1 of 5 questions, of mixed mind on 2, and agree on 2",
        ),
    ],
)
def test_the_agreement_over_several_questions(verdicts: list[Verdict], says: str) -> None:
    assert agreement_words(verdicts) == says
