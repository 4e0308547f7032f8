"""Versions of a questionnaire in a series: which lines break, and what may be shown of what both versions asked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from assessments.anonymity import DERIVABLE
from assessments.room_scores import INCOMPLETE
from assessments.series import series_view
from assessments.series_breaks import broken
from questionnaires.versions import compare
from scoring.group import OVERALL
from tests.assessments.series import line, movement, quarter
from tests.scoring.build import DK, dimension, points, questionnaire

if TYPE_CHECKING:
    from questionnaires.model import Questionnaire

P, Q, R = points("p"), points("q"), points("r")


def gone(old: Questionnaire, new: Questionnaire) -> set[str]:
    """Return what means something else in the new version."""
    return {*broken(old, new, compare(old, new))}


def test_a_line_breaks_only_where_its_own_questions_weights_or_rules_changed() -> None:
    old = questionnaire(dimension("know", P, Q), dimension("act", R))

    assert gone(old, old) == set()
    titled = questionnaire(dimension("know", P, Q, title="Other"), dimension("act", R))
    assert gone(old, titled) == set()
    renamed = questionnaire(dimension("know", P, points("q2", label="q", ask="q?", was=["q"])), dimension("act", R))
    assert gone(old, renamed) == set()
    assert gone(old, questionnaire(dimension("know", P, points("q", weight=2)), dimension("act", R))) == {"", "know"}
    assert gone(old, questionnaire(dimension("know", P), dimension("act", R))) == {"", "know"}
    assert gone(old, questionnaire(dimension("know", P, Q, points("n")), dimension("act", R))) == {"", "know"}
    assert gone(old, questionnaire(dimension("know", P, Q, combine="min"), dimension("act", R))) == {"", "know"}
    # The weight of a dimension of the top level counts in the overall score alone.
    assert gone(old, questionnaire(dimension("know", P, Q, weight=2), dimension("act", R))) == {""}
    assert gone(old, questionnaire(dimension("know", P), dimension("act", Q, R))) == {"", "know", "act"}


def test_what_changes_inside_a_dimension_breaks_the_one_at_the_top() -> None:
    old = questionnaire(dimension("know", dimension("deep", P), dimension("wide", Q)), dimension("act", R))

    heavier = questionnaire(
        dimension("know", dimension("deep", P, weight=2), dimension("wide", Q)), dimension("act", R)
    )
    assert gone(old, heavier) == {"", "know"}
    moved = questionnaire(dimension("know", dimension("wide", Q)), dimension("act", R, dimension("deep", P)))
    assert gone(old, moved) == {"", "know", "act"}


def test_another_ladder_breaks_what_is_scored_by_stages() -> None:
    parts: Any = (dimension("know", points("p", stage="s1"), combine="cumulative"), dimension("act", R))

    assert gone(questionnaire(*parts), questionnaire(*parts, ladder=5)) == {OVERALL, "know"}


def test_a_dimension_made_of_the_same_questions_can_be_followed() -> None:
    # Both questions stood in "know"; "act" is new and takes one of them.
    old = questionnaire(dimension("know", P, Q))
    new = questionnaire(dimension("know", P), dimension("act", Q))
    first = {name: {"p": 10.0 * place, "q": 50.0 + place} for place, name in enumerate("abcdefgh")}
    second = {name: {"p": each["p"], "q": each["q"] + 10 + each["p"] / 100} for name, each in first.items()}
    view = series_view(
        [quarter(place, asked, people, mode="anonymous", smallest=5) for place, asked, people in
         ((1, old, first), (2, new, second))],
        "sample",
    )  # fmt: skip

    found = movement(view, "act")
    assert (found.before.points, found.after.points) == (54, 64)  # 50 to 57: 53.5; 10 and 0.35 more: 63.85
    assert (found.change.word, found.by_pairs) == ("up", True)
    assert line(view, "act").figures[0].why == "This was not asked then."


def anonymous(place: int, asked: Questionnaire, people: dict[str, dict[str, Any]]) -> Any:
    return quarter(place, asked, people, mode="anonymous", smallest=5)


OLD = questionnaire(dimension("know", P, Q), dimension("act", R), dimension("more", points("s")))
NEW = questionnaire(dimension("know", P), dimension("act", R), dimension("more", points("s")), version="2.0.0")


def both(count: int, unknown: int) -> list[Any]:
    """Return two anonymous waves of so many people, some of whom did not know the first time what both were asked."""
    names = [f"a{place:02}" for place in range(count)]
    second = {name: {"p": 5.0 * place, "r": 5.0 * place, "s": 40.0 + place} for place, name in enumerate(names)}
    first: dict[str, dict[str, Any]] = {name: {**given, "q": 20.0} for name, given in second.items()}
    for name in names[:unknown]:
        first[name] |= {"p": DK}
    return [anonymous(1, OLD, first), anonymous(2, NEW, second)]


def test_what_both_asked_is_held_back_where_a_few_would_follow() -> None:
    # On everything all ten have a score; on what both asked nine have, because one does not know it.
    view = series_view(both(10, 1), "sample")

    assert line(view, "know").figures[0].points is not None
    found = movement(view, "know")
    assert (found.before.points, found.before.why) == (None, DERIVABLE)
    assert found.why == f"There is no figure for 2026 Q1. {DERIVABLE}"
    # All ten have an overall score; but it would tell what is held back.
    assert (movement(view, "").before.points, movement(view, "").before.why) == (None, INCOMPLETE)
    assert movement(view, "act").change.word == "no detectable change"


def test_what_both_asked_has_no_range_where_fewer_than_eight_would_follow() -> None:
    # Of sixteen, five do not know it: their mean may be known, their distribution may not.
    view = series_view(both(16, 5), "sample")

    found = movement(view, "know")
    assert found.before.points == 50  # 25 to 75 in steps of 5
    assert (found.before.low, found.before.high, found.change.word) == (None, None, "too few")
    assert found.why == "No change is told here, so that a smaller group cannot be worked out."
    assert found.after.low is not None
