"""What is read off an agenda audit for a claim: drivers, voices, shares, and what is missing for each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from assessments.say_do_agenda import HEARD, NO_MINUTES, NO_STATEMENT, NO_TABLE, Observed, known_of, observe
from assessments.say_do_model import Fact
from tests.assessments.build import REVIEW, near, viewed
from tests.assessments.samples import REVIEW_ANSWERS, topic
from tests.scoring.build import agenda, dimension, questionnaire

if TYPE_CHECKING:
    from collections.abc import Mapping

    from assessments.views import AgendaView
    from questionnaires.claims import Observation

# In order: sales, customers, sales; 100 minutes of which 60 are on customers, each topic reported only.
ROWS = [
    topic("Deals", "sales", 30, actions=1),
    topic("Who left", "customer-value", 60, actions=3),
    topic("Targets", "sales", 10),
]


def audit(*rows: dict[str, Any], given: Mapping[str, Any] | None = None) -> AgendaView:
    """Return an audit of these topics, or of ``ROWS``; ``given``: the other answers."""
    view = viewed(REVIEW, {"agenda": list(rows or ROWS), **(given or {})}).agenda
    assert view is not None
    return view


def seen(observation: Observation, view: AgendaView, *, voices: bool = True, at_least: float | None = None) -> Observed:
    return observe(observation, view, voices=voices, at_least=at_least)


def test_the_share_of_the_minutes() -> None:
    found = seen("focus-minutes", audit(), at_least=60)

    assert (found.figure, found.holds) == (near(60), True)
    assert found.shown == "60.0 % of the minutes went to customer value."
    assert seen("focus-minutes", audit(), at_least=60.1).holds is False


def test_the_share_of_the_energy() -> None:
    # tasks 3/4, depth (all alike) 60/100, places 2/6; by .25, .15 and .10 of .50: .375 + .18 + .0667
    found = seen("focus-energy", audit(), at_least=62)

    assert (found.figure, found.holds) == (near(62.17), True)
    assert found.shown == "62.2 % of the energy went to customer value."


def test_what_drives_and_what_is_stated_to() -> None:
    view = audit(given={"stated-driver": "sales"})

    # .50 * .60 + .25 * .75 + .15 * .60 + .10 * 2/6; ahead of sales by more than ten points, in every weighting but few
    assert seen("focus-drives", view).figure == near(61.08)
    assert seen("focus-drives", view).holds is True
    assert seen("focus-drives", view).shown == (
        "Our review is driven by customer value; 60 % of the minutes went to customer value."
    )
    assert (seen("stated-drives", view).figure, seen("stated-drives", view).holds) == (near(38.92), False)


def test_what_does_not_lead_clearly_drives_nothing() -> None:
    # customers have 51 of 100 minutes and come second on the agenda: ahead by fewer than ten points
    view = audit(topic("Deals", "sales", 49), topic("Who left", "customer-value", 51))
    found = seen("focus-drives", view)
    assert found.holds is False
    assert found.shown.startswith("No single view drives our review; ")


def test_heard_means_a_seat_and_a_topic_that_was_not_dropped() -> None:
    at_table = {"functions-at-table": ["customer-service"]}
    assert seen("focus-heard", audit(given=at_table)) == Observed(HEARD, None, "", holds=True)

    nobody = seen("focus-heard", audit(given={"functions-at-table": ["finance"]}))
    assert (nobody.holds, nobody.shown) == (False, "Nobody at the table had the job of speaking for customers.")
    bumped = [*ROWS, topic("Complaints", "customer-value", 0, planned=20, bumped=True)]
    dropped = seen("focus-heard", audit(*bumped, given=at_table))
    assert (dropped.holds, dropped.shown) == (False, "When something had to give, it was a topic about customers.")
    none = seen("focus-heard", audit(ROWS[0], given=at_table))
    assert (none.holds, none.shown) == (False, "Customers had no time of their own in this review.")


def test_a_flag_without_advice_is_said_in_plain_words() -> None:
    asked = questionnaire(dimension("d", agenda()), result="agenda")
    rows = [{"topic": "Deals", "category": "sales", "actual": 30, "depth": "deep"}]
    view = viewed(asked, {"agenda": rows}).agenda
    assert view is not None
    assert seen("focus-heard", view).shown == "Customers were not heard in this review."


@pytest.mark.parametrize(
    ("observation", "why"),
    [("stated-drives", NO_STATEMENT), ("focus-heard", NO_TABLE)],
)
def test_what_was_not_said_is_not_observed(observation: Observation, why: str) -> None:
    found = seen(observation, audit(), voices=False)
    assert (found.holds, found.figure, found.why) == (None, None, why)


@pytest.mark.parametrize(
    "observation", ["focus-drives", "stated-drives", "focus-heard", "focus-minutes", "focus-energy"]
)
def test_without_minutes_nothing_is_observed(observation: Observation) -> None:
    empty = audit(topic("Deals", "sales", 0))
    found = seen(observation, empty, at_least=25)
    assert (found.holds, found.why) == (None, NO_MINUTES)
    assert known_of(empty, Fact("Agenda", "1 topic")).behind == ()


def test_the_shares_and_what_stands_out_lie_behind_it() -> None:
    view = viewed(REVIEW, REVIEW_ANSWERS).agenda
    assert view is not None

    known = known_of(view, Fact("Agenda", "4 topics"))

    assert [each.title for each in known.behind[:5]] == ["Product", "Sales", "Operations", "Customer value", "Other"]
    assert known.behind[0].said.startswith("60.0 % of the minutes, ")
    assert "Bumped: Complaints." in [each.said for each in known.behind]
    assert "Customers had no time of their own in this review." in [each.said for each in known.behind]
