"""Priorities of dimensions, from what was set and from what is known, worked out by hand."""

from __future__ import annotations

import re
from datetime import UTC, datetime

from assessments.aims_view import (
    NO_EFFORT,
    NO_IMPORTANCE,
    NO_TARGETS,
    WHAT_FOR,
    Standing,
    aims_view,
    standings_of_one,
    standings_of_room,
)
from assessments.model import Importance
from questionnaires.loader import Definition
from questionnaires.values import Answer
from tests.assessments.build import target, viewed
from tests.assessments.rooms import DONT_KNOW, room
from tests.scoring.build import dimension, points, questionnaire, roughly, rubric

AT = datetime(2026, 3, 2, tzinfo=UTC)
FOUR = questionnaire(*(dimension(name, points(f"p-{name}")) for name in ("know", "act", "share", "learn")))
TITLES = {each.id: each.title for each in FOUR.dimensions}


def importance(**given: tuple[float, int | None]) -> dict[str, Importance]:
    """Return dimension id to its points and effort."""
    return {
        name: Importance("sample", name, own, effort, "Lead", AT, before_result=True)
        for name, (own, effort) in given.items()
    }


def test_importance_times_gap_decides_the_order() -> None:
    standings = {
        "know": Standing(40.0),
        "act": Standing(30.0, agreement="polarised"),
        "share": Standing(20.0),
        "learn": Standing(70.0, dont_know=0.4),
    }
    weights = importance(know=(40, 2), act=(30, 1), share=(20, 5), learn=(10, 3))
    view = aims_view(FOUR, standings, {"": target(80), "share": target(100, "share")}, weights)

    # .4 x 40 = 16, .3 x 50 = 15, .2 x 80 = 16, .1 x 10 = 1; the median is 15.5.
    assert [(each.dimension_id, each.gap, each.priority) for each in view.rows] == [
        ("know", 40, roughly(16)),
        ("share", 80, roughly(16)),
        ("act", 50, roughly(15)),
        ("learn", 10, roughly(1)),
    ]
    assert [each.kind for each in view.rows] == ["quick win", "build", None, "find out"]
    assert [each.sentence for each in view.rows] == [
        WHAT_FOR["quick win"],
        WHAT_FOR["build"],
        "",
        WHAT_FOR["find out"],
    ]
    assert [(each.target, each.importance, each.effort) for each in view.rows][1] == (100, roughly(0.2), 5)
    assert view.missing == ()
    # With weights up to half larger or smaller the fourth, at most 1.5, never passes the others, at least 7.5.
    # Three that are nearly alike: the first one leads in little more than a third.
    assert view.stability == (
        "The first three stay the first three in 100 % of the variations (each weight up to half larger or smaller). "
        "“Know” comes first in 37 % of them."
    )
    assert view.rival == TITLES["share"]


def test_an_order_that_mostly_is_another_one_is_said_so() -> None:
    # Alike in all, each score anywhere from 0 to 100: three of four are as likely as any other three.
    unsure = {name: Standing(50.0, interval=(0.0, 100.0)) for name in ("know", "act", "share", "learn")}
    said = aims_view(FOUR, unsure, {"": target(100, "")}, {}).stability
    assert "(each weight up to half larger or smaller, each score anywhere in its range)" in said
    assert said.endswith("More often than not, others are among them.")

    weighed = importance(know=(51, None), act=(49, None))
    two = {"know": Standing(0.0, interval=(0.0, 100.0)), "act": Standing(0.0, interval=(0.0, 100.0))}
    assert "More often" not in aims_view(FOUR, two, {"": target(100, "")}, weighed).stability


def test_a_first_one_that_mostly_is_not_first_has_a_rival() -> None:
    # "know" has 26 points to go and "act" 25, both 20 more or less: each leads as often, and "share" at times.
    close = {
        "know": Standing(74.0, interval=(54.0, 94.0)),
        "act": Standing(75.0, interval=(55.0, 95.0)),
        "share": Standing(80.0, interval=(60.0, 100.0)),
    }
    view = aims_view(FOUR, close, {"": target(100, "")}, {})
    assert (view.rows[0].dimension_id, view.rival) == ("know", TITLES["act"])
    found = re.search(r"“Know” comes first in ([0-9]+) % of them\.", view.stability)
    assert found is not None
    assert 33 < int(found.group(1)) < 50

    sure = {"know": Standing(20.0), "act": Standing(75.0)}
    assert aims_view(FOUR, sure, {"": target(100, "")}, {}).rival == ""
    assert aims_view(FOUR, {}, {"": target(100, "")}, {}).rival == ""


def test_what_was_not_set_is_said() -> None:
    view = aims_view(FOUR, {"know": Standing(40.0)}, {}, {})

    assert view.missing == (NO_TARGETS, NO_IMPORTANCE, NO_EFFORT)
    assert view.stability == ""
    first = view.rows[0]
    assert (first.score, first.gap, first.priority, first.importance) == (40, None, None, 0.25)


def test_some_targets_and_a_single_gap() -> None:
    view = aims_view(FOUR, {"know": Standing(40.0)}, {"know": target(50, "know")}, importance(know=(100, None)))

    assert view.missing == ("Three dimensions have no target.", NO_EFFORT)
    assert view.rows[0].priority == 10
    assert view.stability.startswith("The first one stays first in 100 %")
    three = {name: target(50, name) for name in ("know", "act", "share")}
    assert aims_view(FOUR, {}, three, importance(know=(100, 1))).missing == ("One dimension has no target.",)


ROOMY = questionnaire(dimension("know", rubric("a"), rubric("b")), dimension("act", rubric("c")))


def test_a_room_tells_what_it_shows() -> None:
    people = [{"a": f"l{1 + 3 * (place % 2)}", "b": "l2", "c": "l1" if place % 2 else DONT_KNOW} for place in range(8)]
    view = room(Definition(ROOMY, {}, "0" * 64), people)
    found = standings_of_room(view.results[0], view.items)

    # Half at either end of "a": polarised. (50 + 33.3) / 2 = 41.7. Half do not know "c".
    assert (found["know"].score, found["know"].agreement, found["know"].dont_know) == (42, "polarised", 0)
    assert found["know"].interval is not None
    assert (found["act"].dont_know, found["act"].interval) == (0.5, None)


def test_agreement_is_summed_up_over_the_items() -> None:
    mixed = ["l1", "l2", "l2", "l2", "l3", "l3", "l4", "l4"]
    people = [{"a": mixed[place], "b": "l2", "c": mixed[place]} for place in range(8)]
    view = room(Definition(ROOMY, {}, "0" * 64), people)
    found = standings_of_room(view.results[0], view.items)

    assert (found["know"].agreement, found["act"].agreement) == ("agreement", "mixed")
    few = room(Definition(ROOMY, {}, "0" * 64), people[:3])
    assert standings_of_room(few.results[0], few.items)["know"].agreement is None


def test_somebody_alone_has_scores_and_what_they_do_not_know() -> None:
    view = viewed(ROOMY, {"a": "l4", "b": "l2", "c": Answer("dont_know")})
    found = standings_of_one(view)

    assert found["know"].score == roughly(200 / 3)
    assert (found["act"].score, found["act"].dont_know) == (None, 1)
