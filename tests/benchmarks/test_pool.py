"""The pool: who is shown together, and the place of an organisation, worked out by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from benchmarks.pool import cells, keys, needed, publication, shared, sound, way
from benchmarks.pool_lists import INDUSTRIES, NOT_SAID, PEOPLE, SIZES, band, band_words, countries, trait_words
from benchmarks.pool_model import WHOLE, Edition, Pooled, Publication, Traits
from tests.benchmarks.pools import AT, FAMILY, entries, entry

if TYPE_CHECKING:
    from collections.abc import Sequence

    from benchmarks.pool import Cell
    from benchmarks.pool_model import Entry

MADE = Traits("manufacturing", "DE", "50-249")
SOLD = Traits("trade", "DE", "1-49")


def made(given: Sequence[Entry], number: int = 1) -> Publication:
    found = publication(known(given, number), FAMILY, AT)
    assert found is not None
    return found


def known(given: Sequence[Entry], number: int = 1, last: int = 0) -> Pooled:
    return Pooled(number - 1, last, tuple(given))


def sizes(found: Sequence[tuple[Entry, ...]]) -> list[int]:
    return [len(each) for each in found]


def test_four_are_too_few_and_five_are_shown() -> None:
    assert publication(known(entries([10, 20, 30, 40])), FAMILY, AT) is None
    ((edition, _),) = made(entries([10, 20, 30, 40, 50])).editions
    assert (edition.kind, edition.value, edition.organisations, edition.keys) == ("all", "", 5, (WHOLE,))


def test_a_rank_with_lowest_middle_and_highest_by_hand() -> None:
    # 12 17 33 58 58 71: middle (33 + 58) / 2 = 45.5. Rounded to 5: 10, 45, 70. Two share the second place.
    ((edition, places),) = made(entries([12, 17, 33, 58, 58, 71])).editions
    assert edition.figures == {WHOLE: (10, 45, 70)}
    assert {name: each[WHOLE].place for name, each in places.items()} == {
        "o000": 6,
        "o001": 5,
        "o002": 4,
        "o003": 2,
        "o004": 2,
        "o005": 1,
    }


@pytest.mark.parametrize(("score", "rounded"), [(0, 0), (2, 0), (3, 5), (97, 95), (98, 100), (100, 100)])
def test_an_end_is_rounded_to_five(score: int, rounded: int) -> None:
    others = [40, 45, 50, 55]
    ((edition, _),) = made(entries([score, *others])).editions
    assert edition.figures[WHOLE][0 if score < 40 else 2] == rounded


def test_a_quartile_by_hand() -> None:
    # Twenty organisations with 1 to 20: the one with 16 has 15 of 19 others below it, 78.9: the highest quarter.
    # 14 has 13 of 19, 68.4: the third. 5 has 4 of 19, 21.1: the lowest. 6 has 5 of 19, 26.3: the second.
    ((edition, places),) = made(entries(range(1, 21))).editions
    assert edition.figures == {}
    assert [places[f"o{score - 1:03}"][WHOLE].place for score in (1, 5, 6, 14, 16, 20)] == [1, 1, 2, 3, 4, 4]


def test_a_percentile_by_hand() -> None:
    # Fifty organisations with 1 to 50. Of 49 others 37 are below 38: 75.5, shown as 75; 38 are below 39: 77.6, so 80.
    ((edition, places),) = made(entries(range(1, 51))).editions
    assert edition.figures == {}
    assert [places[f"o{score - 1:03}"][WHOLE].place for score in (1, 38, 39, 50)] == [0, 75, 80, 100]


@pytest.mark.parametrize(
    ("organisations", "said"),
    [(5, "rank"), (19, "rank"), (20, "quartile"), (49, "quartile"), (50, "percentile"), (51, "percentile")],
)
def test_what_is_said_depends_on_how_many_there_are(organisations: int, said: str) -> None:
    assert way(organisations) == said


def test_cells_are_as_small_as_they_may_be() -> None:
    assert sizes(cells(entries(range(9)))) == [9]
    assert sizes(cells(entries(range(10)))) == [5, 5]
    assert sorted(sizes(cells(entries(range(23))))) == [5, 6, 6, 6]


def test_organisations_with_a_trait_in_common_form_a_cell() -> None:
    given = [*entries(range(0, 18, 3), MADE), *entries(range(1, 18, 3), SOLD, start=6)]
    found = cells(given)
    assert sizes(found) == [6, 6]
    assert [shared(each) for each in found] == [
        {("industry", "manufacturing"), ("country", "DE"), ("size", "50-249")},
        {("industry", "trade"), ("country", "DE"), ("size", "1-49")},
    ]
    editions = [each for each, _ in made(given).editions]
    assert [(each.kind, each.value, each.organisations) for each in editions] == [
        ("all", "", 12),
        ("industry", "manufacturing", 6),
        ("industry", "trade", 6),
        ("size", "1-49", 6),
        ("size", "50-249", 6),
    ]  # all are in one country, so that edition would be the first again


def test_a_trait_is_not_shown_where_four_would_be_left() -> None:
    found = made([*entries(range(0, 20, 4), MADE), *entries([1, 5, 9, 13], SOLD, start=5)])
    assert [(each.kind, each.organisations) for each, _ in found.editions] == [("all", 9)]


def test_what_was_not_said_is_nothing_in_common() -> None:
    assert shared(tuple(entries(range(5)))) == frozenset()


def test_nobody_may_hold_more_than_half_of_the_respondents() -> None:
    small = entries([10, 20, 30, 40])  # four times 7 people: 28
    assert not sound((*small, entry(4, 50, people="20-49")))  # 35 of 63
    assert sound((*small, *entries([60], start=5), entry(4, 50, people="20-49")))  # 35 of 70 is not more than half
    found = cells([*small, *entries([60], start=5), entry(4, 50, people="50-99")])
    assert [[each.organisation for each in cell] for cell in found] == [["o000", "o001", "o002", "o003", "o005"]]


def test_where_the_others_have_one_score_nothing_is_shown() -> None:
    assert not sound(tuple(entries([50, 50, 50, 50, 70])))  # the one with 70 would know all others
    assert sound(tuple(entries([50, 50, 50, 70, 70])))


def test_a_dimension_is_shown_where_everybody_has_it_and_it_differs() -> None:
    given: Cell = (
        *(entry(place, 10 * place, a=place, b=1, c=place) for place in range(4)),
        entry(4, 40, a=4, b=2),
    )
    assert keys(given) == (WHOLE, "a")
    edition, places = made(given).editions[0]
    assert edition.keys == (WHOLE, "a")
    assert places["o004"] == {WHOLE: (1, 40), "a": (1, 4)}


def test_a_dimension_of_one_cell_is_not_shown_of_two() -> None:
    first = [entry(place, place, cell="1.1", a=place, b=place) for place in range(5)]
    second = [entry(place, place, b=place) for place in range(5, 10)]
    edition, _ = made([*first, *second], number=2).editions[0]
    assert (edition.organisations, edition.cells, edition.keys) == (10, ("1.1", "2.1"), (WHOLE, "b"))


def test_a_cell_that_lost_a_member_is_counted_no_more() -> None:
    spent = [entry(place, place, cell="1.1", spent=True) for place in range(4)]
    edition, places = made([*spent, *entries(range(5), start=4)], number=9).editions[0]
    assert (edition.organisations, edition.cells) == (5, ("9.1",))
    assert sorted(places) == [f"o{place:03}" for place in range(4, 9)]


def test_nothing_is_published_where_nothing_is_new() -> None:
    there = [entry(place, place, cell="1.1") for place in range(5)]
    assert publication(known([*there, *entries([1, 2, 3, 4], start=5)], 2), FAMILY, AT) is None
    assert publication(known([]), FAMILY, AT) is None


@pytest.mark.parametrize(
    ("there", "last", "expected"),
    [(0, 0, 5), (9, 5, 5), (20, 11, 5), (60, 23, 11), (60, 40, 20), (12, 40, 6), (3, 40, 5)],
)
def test_an_edition_of_many_is_followed_by_one_of_at_least_half(there: int, last: int, expected: int) -> None:
    assert needed(known(entries(range(there)), last=last)) == expected


def test_as_long_as_too_few_are_new_nothing_is_published() -> None:
    there = [entry(place, place, cell="1.1") for place in range(20)]
    assert publication(known([*there, *entries(range(9), start=20)], 2, last=20), FAMILY, AT) is None
    assert publication(known([*there, *entries(range(10), start=20)], 2, last=20), FAMILY, AT) is not None


def test_a_trait_is_published_anew_only_with_a_new_cell_of_it() -> None:
    first = [entry(place, place, cell="1.1", traits=MADE) for place in range(5)]
    found = made([*first, *entries(range(5), SOLD, start=5)], number=2)
    kinds = [(each.kind, each.value, each.organisations) for each, _ in found.editions]
    assert kinds == [("all", "", 10), ("industry", "trade", 5), ("size", "1-49", 5)]


def test_an_edition_carries_what_it_was_given() -> None:
    ((edition, _),) = made(entries(range(5)), number=7).editions
    assert edition == Edition(FAMILY, 7, "all", "", AT, 5, ("7.1",), (WHOLE,), {WHOLE: (0, 0, 5)})


@pytest.mark.parametrize(
    ("people", "name"),
    [(5, "5-9"), (9, "5-9"), (10, "10-19"), (49, "20-49"), (99, "50-99"), (100, "100"), (999, "100")],
)
def test_the_band_of_a_number_of_people(people: int, name: str) -> None:
    assert band(people) == name


def test_four_people_are_in_no_band() -> None:
    with pytest.raises(ValueError, match="Fewer than five"):
        band(4)


def test_bands_and_traits_in_words() -> None:
    assert [band_words(each) for each in PEOPLE] == ["5 to 9", "10 to 19", "20 to 49", "50 to 99", "100 or more"]
    assert trait_words("industry", "software") == "Software and computer services"
    assert trait_words("country", "DE") == "Germany"
    assert trait_words("size", "") == NOT_SAID
    assert len(countries()) > 240
    assert list(countries().values()) == sorted(countries().values())
    assert min(len(INDUSTRIES), len(SIZES)) >= 5
