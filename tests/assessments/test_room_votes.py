"""Second votes and late answers, worked out by hand: what moved, what settled, and what is hidden."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from assessments.anonymity import Level
from assessments.model import Batch, Response, Saved, Vote
from assessments.room_hall import Sight, hall_of, whole_of
from assessments.room_model import Figure
from assessments.room_words import HELD
from tests.assessments.rooms import DONT_KNOW, START, answer, room
from tests.assessments.small_rooms import (
    ROLES,
    SMALL,
    TWELVE,
    anonymous,
    defined,
    everything,
    held,
    late,
    one,
    result,
    revoted,
    small,
)

if TYPE_CHECKING:
    from collections.abc import Mapping


def test_a_second_vote_that_settles() -> None:
    found = one(small(TWELVE, revoted("333333333322"), roles=ROLES), "a")

    assert found.first is not None
    assert (found.first.counts, found.now.counts) == ((4, 0, 4, 4), (0, 2, 10, 0))
    # four came down from 4, four stayed on 3, four came up from 1; the distance is 2 / 12
    assert found.shift == (
        "The average went from 56 to 61. Eight of twelve who voted again moved. The answers lie closer together than "
        "before (0.2 levels from the middle one, 1.0 before)."
    )
    assert found.course == "settled"


def test_what_was_contested_and_what_became_of_it() -> None:
    second = revoted("333333333322")
    for person, answers in revoted("333333222111", "e").items():
        second[person] = {**second[person], **answers}
    view = small(TWELVE, second)

    assert {each.item.id: each.course for each in view.contested} == {
        "a": "settled",
        "e": "stayed",  # from polarised to mixed
        "d": "open",
        "f": "open",
    }


def test_a_gap_between_roles_that_a_second_vote_closes_is_settled() -> None:
    view = small(TWELVE, revoted("333333333333", "b"), roles=ROLES)

    assert (one(view, "b").course, one(view, "b").gap) == ("settled", "")
    assert one(view, "b").shift == (
        "The average went from 50 to 67. Six of twelve who voted again moved. The answers lie closer together than "
        "before (0.0 levels from the middle one, 0.5 before)."
    )


def test_what_falls_apart_in_a_second_vote_is_open() -> None:
    view = small(TWELVE, revoted("111111444444", "c"), roles=ROLES)

    assert (one(view, "c").course, one(view, "c").concern) == ("open", "polarised")
    assert "further apart than before (1.5 levels from the middle one, 0.0 before)" in one(view, "c").shift


def test_six_who_vote_again_stay_a_word() -> None:
    levels = dict.fromkeys("abcdef", "111444")
    found = one(small(levels, revoted("222233"), wave=anonymous()), "a")

    assert found.shift == "The average went from 50 to 44. It went from polarised to agreement."
    assert one(small(levels, revoted("114444"), wave=anonymous()), "a").shift == (
        "The average went from 50 to 67. It is polarised as before."
    )


def test_a_third_vote_is_compared_with_the_first() -> None:
    found = one(small(TWELVE, revoted("222222222222"), revoted("333333333322")), "a")

    assert found.first is not None
    assert found.first.counts == (4, 0, 4, 4)
    assert found.shift.startswith("The average went from 56 to 61. Eight of twelve who voted again moved.")


def test_late_answers_move_the_mean_and_take_the_distribution_away() -> None:
    before = held((1, everything("11223344")))
    after = held((1, everything("11223344")), (1, everything("33333", first=8)))

    assert one(before, "a").now.counts == (2, 2, 2, 2)
    assert one(after, "a").now.counts is None
    assert (before.people, after.people) == ("5–9", "13")
    assert one(after, "a").now.figure == Figure(56, None, None, "13")  # 400 + 333.3 over 13
    assert one(after, "a").shift == ""


def test_eight_late_answers_leave_the_distribution() -> None:
    after = held((1, everything("11223344")), (1, everything("33333333", first=8)))

    assert one(after, "a").now.counts == (2, 2, 10, 2)
    assert one(after, "a").first is None


def test_an_item_that_too_few_vote_on_again_stands_as_it_did() -> None:
    """Eight vote again, all of them on b, three of them on a: what three changed is not shown."""
    second = {person: {"b": "3", **({"a": "4"} if person < 3 else {})} for person in range(8)}
    first = everything("112233441122")
    before, after = held((1, first)), held((1, first), (2, second))

    assert one(after, "a").now == one(before, "a").now
    assert (one(after, "a").shift, one(after, "a").first, one(after, "a").course) == (HELD, None, "held")
    assert one(after, "b").now.counts == (2, 2, 8, 0)
    assert result(after).dimensions[0].figure == result(before).dimensions[0].figure
    assert result(after).dimensions[1].figure == result(before).dimensions[1].figure
    assert one(after, "d").now.counts == (4, 4, 2, 2)  # nobody touched it


def test_who_went_from_dont_know_to_an_answer_among_all_who_vote_again_is_shown() -> None:
    """In a distribution "don't know" is a category: going from there to a level is one change among twelve."""
    first = [{"a": DONT_KNOW if place == 0 else f"l{1 + place % 4}"} for place in range(12)]
    second = {place: {"a": "l2" if place < 6 else "l3"} for place in range(12)}
    found = one(room(defined(SMALL), first, second, wave=anonymous()), "a")

    assert found.first is not None
    assert (found.first.counts, found.first.unknown) == ((2, 3, 3, 3), 1)
    assert (found.now.counts, found.now.unknown) == ((0, 6, 6, 0), 0)
    assert found.now.figure.points == 50


def test_one_value_among_newcomers_who_do_not_know_is_not_shown() -> None:
    first = [{"a": f"l{1 + place % 4}"} for place in range(8)] + [{}] * 8
    unknown = {place: {"a": DONT_KNOW} for place in range(9, 16)}
    given: list[tuple[int, Mapping[int, Mapping[str, Any]]]] = [
        (1, {place: first[place] for place in range(8)}),
        (1, {8: {"a": "l4"}, **unknown}),
    ]
    found = one(late(given), "a")

    assert found.now.counts == (2, 2, 2, 2)
    assert found.shift == HELD


def test_two_newcomers_among_five_do_not_give_their_answers_away() -> None:
    late = {**everything("33", first=8), **{person: {"b": "2"} for person in (10, 11, 12)}}
    before, after = held((1, everything("11223344"))), held((1, everything("11223344")), (1, late))

    assert one(after, "a").now == one(before, "a").now
    assert one(after, "a").shift == HELD
    assert one(after, "b").now.figure.people == "13"


def test_a_comment_in_a_second_vote_leaves_the_answer_as_it_is() -> None:
    second = {place: {"a": replace(answer("l3"), kind="unanswered", value=None, comment="Why?")} for place in range(12)}
    found = one(small(TWELVE, second), "a")

    assert found.now.counts == (4, 0, 4, 4)
    assert found.shift.startswith(
        "The average stayed at 56. Nobody of twelve who voted again moved. The answers lie as far apart as before (1.0"
    )
    assert found.texts == ("Why?",) * 12


def test_newcomers_in_a_second_vote_have_moved_nowhere() -> None:
    found = one(held((1, everything("112234")), (2, everything("33", first=6)), mode="open"), "a")

    assert found.now.counts == (2, 2, 3, 1)
    # 0.83 and 0.88
    assert found.shift == (
        "The average went from 39 to 46. The answers lie as far apart as before (0.9 levels from the middle one)."
    )


def test_a_figure_that_changes_without_a_vote_is_held_back_too() -> None:
    """The points of one answer can depend on another: whose changes so is among those who voted again."""
    votes = [Vote(f"p{place}", "sample", "a", 1, Saved(answer("l1"), START)) for place in range(8)]
    responses = [Response(f"p{place}", "w", "", "", "BCDF-GHJK", START) for place in range(8)]
    everybody = frozenset(each.id for each in responses)
    batches = [Batch(number, number, everybody, START) for number in (1, 2)]
    hall = hall_of(SMALL, anonymous(), batches, responses, votes)

    def worth(changed: int, sight: Sight) -> dict[str, int]:
        return {each: sight.round_number if each < f"p{changed}" else 0 for each in everybody}

    for changed, shown in ((0, True), (1, False), (4, False), (5, True), (8, True)):
        assert (whole_of(hall.releases([], partial(worth, changed))[1]).level > Level.HIDDEN) is shown
