"""The result of a room, worked out by hand: means, intervals, agreement, roles, and what is hidden."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from assessments.anonymity import DERIVABLE, TOO_TELLING
from assessments.model import Batch, Live, Round
from assessments.room import room_view
from assessments.room_model import Figure, GroupFigure
from assessments.room_words import NO_RANGES, NOT_SHOWN, TOO_FEW
from tests.assessments.rooms import START, a_wave
from tests.assessments.small_rooms import ROLES, SMALL, TWELVE, anonymous, one, result, small

if TYPE_CHECKING:
    Range = tuple[int, int | None, int | None]

# --- twelve people who may be seen


def test_the_items_come_in_the_order_of_disagreement() -> None:
    found = small(TWELVE, roles=ROLES).items

    assert [each.item.id for each in found] == ["a", "e", "d", "f", "b", "c"]
    assert [each.concern for each in found] == ["polarised", "polarised", "mixed", "mixed", "gap", "agreed"]


def test_an_item_of_twelve_people() -> None:
    found = one(small(TWELVE, roles=ROLES), "a").now

    assert found.counts == (4, 0, 4, 4)
    assert (found.unknown, found.silent, found.unknown_share) == (0, 0, 0)
    assert found.distance == pytest.approx(1.0)  # from the median 3: four by two levels, four by one
    assert (found.verdict, found.words) == ("polarised", "polarised")
    assert found.figure.points == 56  # 666.7 / 12


def test_the_words_of_every_item() -> None:
    view = small(TWELVE, roles=ROLES)

    assert {each.item.id: each.now.words for each in view.items} == {
        "a": "polarised",
        "b": "agreement",
        "c": "unanimous",
        "d": "mixed",
        "e": "polarised",
        "f": "mixed",
    }
    # in ninths: the people of "know" have 6 6 6 6 5 5 6 6 4 4 4 4, those of "act" 5 6 7 7 4 5 3 4 1 1 2 3
    assert [each.words for each in result(view).dimensions] == [
        "We are split on 1 of 3 questions, and agree on 2",
        "We are split on 1 of 3 questions, and of mixed mind on 2",
    ]


@pytest.mark.parametrize(
    ("invited", "know", "act", "overall"),
    [
        # half-widths: 2.201 sd / √12, with sd 10.42, 23.21 and 16.04 points
        (None, (57, 51, 64), (44, 30, 59), (51, 41, 61)),
        # times √(3/14) = 0.463: 3.06, 6.83 and 4.72
        (15, (57, 54, 60), (44, 38, 51), (51, 46, 56)),
        (12, (57, None, None), (44, None, None), (51, None, None)),  # everybody invited: nothing is left to chance
    ],
)
def test_means_with_their_ranges(invited: int | None, know: Range, act: Range, overall: Range) -> None:
    found = result(small(TWELVE, wave=a_wave(invited=invited)))

    figures = [each.figure for each in found.dimensions] + [found.overall]
    assert [(each.points, each.low, each.high) for each in figures] == [know, act, overall]


def test_the_sentences_of_the_result() -> None:
    found = result(small(TWELVE, roles=ROLES))

    assert [each.stage for each in found.dimensions] == ["Stage 3", "Stage 2"]
    assert found.headline == "We stand at “Stage 3”; what lags most is “Act”."
    assert found.decided == (
        "The average of the dimensions is 51 of 100, which is nearest to “Stage 3”. The weakest dimension (“Act”) "
        "allows up to “Stage 3”, so the average decides: “Stage 3”."
    )
    assert found.spread is None


def test_the_roles_and_their_gaps() -> None:
    view = small(TWELVE, roles=ROLES)
    found = result(view)

    # 66.7 and 33.3 are shown as 67 and 33
    assert one(view, "b").gap == "Front puts this 34 points above Lead."
    assert one(view, "d").gap == "Lead puts this 66 points above Front."
    assert one(view, "f").gap == ""  # 39 and 61, each of them ± 41
    # "know": 63 and 52, 11.1 apart ± 12.3; "act": 63 and 26, 37 apart ± 17.3
    assert [each.gap for each in found.dimensions] == ["", "Lead puts this 37 points above Front."]
    assert found.groups == (
        GroupFigure("role", "Front", Figure(39, 27, 51, "6")),
        GroupFigure("role", "Lead", Figure(63, 53, 72, "6")),
    )


def test_the_prompts() -> None:
    view = small(TWELVE, roles=ROLES)

    assert {each.item.id: each.prompt for each in view.items} == {
        "a": "Four see this at “Level 4”, four at “Level 1”: ask each for the last thing that happened.",
        "b": "Front puts this 34 points above Lead. Let the role with the lower figure begin: what did they see last?",
        "c": "Everybody sees this alike: ask for the example behind it; it may not be the same one.",
        "d": "The answers reach from “Level 1” (three) to “Level 4” (three): ask one of each for an example.",
        "e": "Six see this at “Level 3”, six at “Level 1”: ask each for the last thing that happened.",
        "f": "The answers reach from “Level 1” (three) to “Level 4” (three): ask one of each for an example.",
    }


@pytest.mark.parametrize(
    ("wave", "says"),
    [
        (a_wave(), "The number invited is not known"),
        (a_wave(invited=15), "12 of 15 invited have answered."),
        (a_wave(invited=12), "no sampling error"),
        (a_wave("anonymous", 5, 15), "12 of 15 invited have answered."),
    ],
)
def test_what_the_ranges_mean(wave: Any, says: str) -> None:
    assert says in small(TWELVE, wave=wave).meaning


# --- the same people, who must not be seen


def test_twelve_anonymous_people() -> None:
    view = small(TWELVE, roles=ROLES, wave=anonymous())
    found = result(view)

    assert view.people == "12"
    assert one(view, "a").now.counts == (4, 0, 4, 4)
    assert found.overall == Figure(51, 41, 61, "12")
    # a role of six has a mean without a range, and a band of people
    assert found.groups == (
        GroupFigure("role", "Front", Figure(39, None, None, "5–9")),
        GroupFigure("role", "Lead", Figure(63, None, None, "5–9")),
    )
    assert found.dimensions[1].gap == "Lead puts this 37 points above Front."
    alike = Figure(None, None, None, "5–9", "Everybody has given the same answer.")
    assert [each.figure for each in one(view, "b").groups] == [alike, alike]
    assert (one(view, "b").gap, one(view, "b").concern) == ("", "agreed")


def test_roles_of_five_are_not_compared_where_nothing_may_be_said_about_their_spread() -> None:
    levels = dict.fromkeys("abcdef", "3333211112")  # 60 and 7
    roles = ["Lead"] * 5 + ["Front"] * 5

    assert one(small(levels, roles=roles), "a").gap == "Lead puts this 53 points above Front."
    assert one(small(levels, roles=roles, wave=anonymous()), "a").gap == ""


def test_a_role_that_is_too_small_hides_and_takes_another_with_it() -> None:
    roles = ["Lead"] * 6 + ["Front"] * 5 + ["Back"]

    found = {each.name: each.figure for each in result(small(TWELVE, roles=roles, wave=anonymous())).groups}
    assert {name: (each.points, each.why) for name, each in found.items()} == {
        "Lead": (63, ""),
        "Front": (None, DERIVABLE),
        "Back": (None, TOO_TELLING),
    }


def test_who_does_not_know_is_not_worked_out_from_the_other_role() -> None:
    """Two leaders do not know: four leaders have a value, and the mean of six others would give them away."""
    levels = {**TWELVE, "f": "1234??341234"}

    found = one(small(levels, roles=ROLES, wave=anonymous()), "f")
    assert [(each.name, each.figure.points, each.figure.why) for each in found.groups] == [
        ("Front", None, DERIVABLE),
        ("Lead", None, TOO_TELLING),
    ]
    assert found.now.figure.people == "10"


def test_six_anonymous_people_get_a_word_and_no_distribution() -> None:
    view = small(
        {"a": "111444", "b": "122223", "c": "111112", "d": "222222", "e": "12?3?4", "f": "?????1"}, wave=anonymous()
    )

    found = one(view, "a")
    assert (found.now.words, found.now.counts, found.now.distance) == ("polarised", None, None)
    assert found.now.figure == Figure(50, None, None, "5–9")
    assert found.prompt.startswith("The room is split over this")
    assert one(view, "b").now.words == "agreement"
    # all but one at the end of the scale: that one would know
    assert one(view, "c").now.figure == Figure(None, None, None, "5–9", TOO_TELLING)
    assert one(view, "d").now.figure == Figure(None, None, None, "5–9", "Everybody has given the same answer.")
    assert (one(view, "e").now.words, one(view, "e").now.unknown_share) == (NOT_SHOWN, 33)
    assert one(view, "f").now.unknown_share is None  # the one who knows would know of all others that they do not
    assert one(view, "a").now.unknown_share is None  # nobody
    assert (view.people, view.meaning) == ("5–9", NO_RANGES)


def test_five_anonymous_people_get_a_mean() -> None:
    view = small(dict.fromkeys("abcdef", "12334"), wave=anonymous())

    assert one(view, "a").now.figure == Figure(53, None, None, "5–9")
    assert (one(view, "a").now.words, one(view, "a").concern, one(view, "a").prompt) == (TOO_FEW, "few", "")


def test_four_anonymous_people_get_nothing() -> None:
    view = small(dict.fromkeys("abcdef", "1234"), wave=anonymous())

    assert (view.items, view.results, view.people, view.meaning) == ((), (), "", "")
    assert view.why == "Hidden, because there are fewer than 5 people in it."
    assert view.contested == ()


def test_before_the_first_reveal_there_is_nothing() -> None:
    voting = Live(1, "progress", late=True, rounds=(Round(1, None, "stopped", START),), batches=())
    batch = Batch(1, 1, frozenset({"p000"}), START)

    for live in (voting, replace(voting, batches=(batch,)), replace(voting, rounds=())):
        assert room_view(a_wave(), live, (SMALL,), (), ()).why == "Nothing has been revealed yet."


# --- few people who may be seen


def test_four_people_are_shown_but_not_measured() -> None:
    view = small({"a": "2333", "b": "1244", "c": "2222", "d": "....", "e": "1..3", "f": "????"})

    assert [each.item.id for each in view.items] == ["b", "e", "a", "c", "d", "f"]  # by range: 3, 2, 1, 0, none
    found = one(view, "b")
    assert (found.now.counts, found.now.words, found.now.verdict) == ((1, 1, 0, 2), TOO_FEW, None)
    assert found.now.figure == Figure(58, None, None, "4")
    assert found.prompt == "The answers reach from “Level 1” to “Level 4”: ask each for the last thing that happened."
    assert one(view, "c").prompt == "All four say “Level 2”: ask for the example behind it."
    assert one(view, "d").prompt == ""
    assert one(view, "d").now.figure.why == "Nobody has given an answer that carries points."
    assert (one(view, "e").now.silent, one(view, "f").now.unknown, one(view, "f").concern) == (2, 4, "few")
    assert view.meaning == NO_RANGES
    assert result(view).dimensions[0].words == ""


@pytest.mark.parametrize(
    ("levels", "mode", "share", "concern"),
    [
        ("33333333????", "open", 33, "unknown"),
        ("333333333???", "open", 25, "agreed"),
        ("11223344????", "open", 33, "mixed"),  # what is mixed comes first
        ("333??", "open", 40, "few"),
        ("22233???", "anonymous", 38, "unknown"),
        ("22233??", "anonymous", 29, "few"),
        ("22233333????", "anonymous", 33, "unknown"),
    ],
)
def test_dont_know_is_a_finding_of_its_own(levels: str, mode: Any, share: int, concern: str) -> None:
    found = one(small({"a": levels}, wave=a_wave(mode, 5)), "a")

    assert (found.now.unknown_share, found.concern) == (share, concern)
