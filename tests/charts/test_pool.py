"""The place in the pool: rank, quarter and percentile, each drawn no finer than it is known."""

from __future__ import annotations

from typing import TYPE_CHECKING

from benchmarks.pool_model import WHOLE, Edition, Place, Placed
from charts.picture import LIGHT
from charts.pool import pool
from tests.benchmarks.pools import AT, FAMILY
from tests.charts.build import layers, meaning, spec_of, texts

if TYPE_CHECKING:
    from charts.picture import Picture

TITLES = {WHOLE: "Overall", "d": "Trust"}


def drawn(organisations: int, **places: Place) -> Picture:
    own = {WHOLE: places["overall"], **{key: each for key, each in places.items() if key != "overall"}}
    figures = {WHOLE: (10, 45, 90), "d": (0, 50, 100)} if organisations < 20 else {}
    shown = {key: each for key, each in figures.items() if key in own}
    edition = Edition(FAMILY, 1, "all", "", AT, organisations, ("1.1",), tuple(own), shown)
    return pool(Placed(edition, own), TITLES, LIGHT)


def test_a_rank_within_lowest_middle_and_highest() -> None:
    picture = drawn(12, overall=Place(3, 61), d=Place(12, 7))
    assert meaning(picture) == [
        "rule x=0 x2=100 y=place",
        "rule x=low x2=high y=place",
        "point x=middle y=place",
        "circle x=ours y=place",
        "text text=name x=0 y=place",
    ]
    assert [(each["low"], each["middle"], each["high"], each["ours"]) for each in layers(picture)[0].rows] == [
        (10, 45, 90, 61),
        (0, 50, 100, 7),
    ]
    assert picture.title == "Overall: 3rd of 12, among all 12 organisations."
    assert picture.rows[0] == {
        "Score": "Overall",
        "Ours": 61,
        "Our place": "3rd of 12",
        "Lowest, about": 10,
        "Middle, about": 45,
        "Highest, about": 90,
    }
    assert picture.twin == (
        "Overall: 3rd of 12, among all 12 organisations. Overall: ours 61, our place 3rd of 12, lowest, about 10, "
        "middle, about 45, highest, about 90. Trust: ours 7, our place 12th of 12, lowest, about 0, middle, about 50, "
        "highest, about 100."
    )
    assert "rounded to 5" in picture.caption
    assert texts(picture) == ["Overall", "Trust"]


def test_a_quarter_is_a_box_in_which_nobody_stands() -> None:
    picture = drawn(20, overall=Place(3, 61), d=Place(1, 7))
    rows = layers(picture)[0].rows
    assert [(each["from"], each["to"]) for each in rows] == [(50, 75), (0, 25)]
    assert not any("ours" in str(each.encoding) for each in layers(picture))
    assert picture.title == "Overall: the second-highest quarter of 20, among all 20 organisations."
    assert list(picture.rows[0]) == ["Score", "Ours", "Our place"]
    axis = spec_of(picture)["layer"][1]["encoding"]["x"]["axis"]
    assert axis["title"] == "Quarter of the pool"
    assert "datum.value == 12.5 ? 'lowest' : datum.value == 37.5 ? 'second lowest'" in axis["labelExpr"]


def test_a_percentile_says_how_far_it_may_be_off() -> None:
    picture = drawn(50, overall=Place(75, 61), d=Place(5, 7))
    assert [(each["at"], each["from"], each["to"]) for each in layers(picture)[0].rows] == [(75, 60, 90), (5, 0, 20)]
    assert layers(drawn(100, overall=Place(75, 61)))[0].rows[0]["from"] == 65
    assert not any("ours" in str(each.encoding) for each in layers(picture))
    assert picture.title == "Overall: above about 75 % of the others, among all 50 organisations."
    assert "the bar is how far it may be off" in picture.caption
