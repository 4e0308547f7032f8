"""Shares of others beside items: which ones, in which order, with which interval."""

from __future__ import annotations

from typing import TYPE_CHECKING

from benchmarks.practice import practice_shares
from tests.scoring.build import dimension, item, questionnaire

if TYPE_CHECKING:
    from tests.benchmarks.conftest import Make

ASKED = questionnaire(dimension("d", item("practice", "blogs"), item("practice", "wikis")))


def test_a_share_stands_beside_the_item_it_names(share: Make) -> None:
    (found,) = practice_shares([share(comparable_item=f"{ASKED.id}/blogs")], ASKED, 2026)
    assert (found.item_id, found.share, found.whom, found.year) == (
        "blogs",
        0.26,
        "1,734 chief marketing officers",
        2011,
    )
    assert found.stale  # from 2011, and five years is what it may be old
    assert found.sentence.startswith("In 2011, 26 % of 1,734 chief marketing officers said that they tracked blogs")
    # Wilson for 451 of 1,734: .240 to .281.
    assert (round(found.low or 0, 3), round(found.high or 0, 3)) == (0.240, 0.281)


def test_a_share_without_an_exact_value_has_no_interval(share: Make) -> None:
    (found,) = practice_shares([share(comparable_item=f"{ASKED.id}/blogs", value_is="about")], ASKED, 2012)
    assert (found.low, found.high, found.stale) == (None, None, False)


def test_in_the_order_of_the_items_the_newest_first(share: Make) -> None:
    given = [
        share(id="a", comparable_item=f"{ASKED.id}/wikis"),
        share(id="b", comparable_item=f"{ASKED.id}/blogs", year=2011),
        share(id="c", comparable_item=f"{ASKED.id}/blogs", year=2020),
    ]
    found = practice_shares(given, ASKED, 2026)
    assert [(each.item_id, each.year) for each in found] == [("blogs", 2020), ("blogs", 2011), ("wikis", 2011)]


def test_what_is_no_share_of_something_asked_here_stands_nowhere(share: Make, pool: Make) -> None:
    blogs = f"{ASKED.id}/blogs"
    given = [
        pool(),
        share(comparable_item=None),
        share(comparable_item="listening/blogs"),
        share(comparable_item=f"{ASKED.id}/reviews"),
        share(comparable_item=blogs, comparison="none", warning="Too vague."),
        share(comparable_item=blogs, value=None),
    ]
    assert practice_shares(given, ASKED, 2026) == ()
