"""The result of a room, worked out by hand: means, intervals, agreement, roles, second votes, and what is hidden."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

import pytest

from assessments.anonymity import DERIVABLE, TOO_TELLING, Level
from assessments.model import Batch, Live, Response, Round, Saved, Vote
from assessments.room import INCOMPLETE, TOO_LITTLE, room_view
from assessments.room_hall import Sight, hall_of, whole_of
from assessments.room_model import Figure, GroupFigure, RoomItem, RoomResult, RoomView
from assessments.room_words import HELD, NO_RANGES, NOT_SHOWN, TOO_FEW
from questionnaires.loader import Definition
from tests.assessments.rooms import DONT_KNOW, START, a_wave, answer, room
from tests.scoring.build import dimension, disclosure, questionnaire, rubric

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from questionnaires.model import Questionnaire

    Range = tuple[int, int, int]

# Two dimensions of three rubrics with the levels l1 to l4, worth 0, 33.3, 66.7 and 100.
SMALL = questionnaire(
    dimension("know", rubric("a"), rubric("b"), rubric("c")),
    dimension("act", rubric("d"), rubric("e"), rubric("f")),
    stage_rule="tolerant_gate",
)

# Levels of twelve people, six leaders and then six of the front line.
TWELVE = {
    "a": "444433331111",  # 0 points at one end, 100 at the other: 4, 0, 4, 4
    "b": "222222333333",
    "c": "333333333333",
    "d": "444333222111",
    "e": "333333111111",
    "f": "123412341234",
}
ROLES = ["Lead"] * 6 + ["Front"] * 6


def defined(asked: Questionnaire) -> Definition:
    """Return a questionnaire as it is pinned."""
    return Definition(asked, {}, "0" * 64)


def people(levels: Mapping[str, str]) -> list[dict[str, Any]]:
    """Return one mapping a person from one text an item: the level of each person, ``?`` don't know, ``.`` nothing."""
    count = len(next(iter(levels.values())))
    given = {"?": DONT_KNOW}
    return [
        {key: given.get(row[place], f"l{row[place]}") for key, row in levels.items() if row[place] != "."}
        for place in range(count)
    ]


def small(levels: Mapping[str, str], *later: Mapping[int, Mapping[str, Any]], **rest: Any) -> RoomView:
    return room(defined(SMALL), people(levels), *later, **rest)


def one(view: RoomView, item_id: str) -> RoomItem:
    found = view.item(("sample", item_id))
    assert found is not None
    return found


def result(view: RoomView) -> RoomResult:
    assert len(view.results) == 1
    return view.results[0]


def anonymous(smallest: int = 5) -> Any:
    return a_wave("anonymous", smallest)


def revoted(levels: str, item_id: str = "a", first: int = 0) -> dict[int, dict[str, Any]]:
    """Return a further vote on one item: the level of each person from a place on; a dot did not vote."""
    return {first + place: {item_id: f"l{level}"} for place, level in enumerate(levels) if level != "."}


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
        (12, (57, 57, 57), (44, 44, 44), (51, 51, 51)),
    ],
)
def test_means_with_their_ranges(invited: int | None, know: Range, act: Range, overall: Range) -> None:
    found = result(small(TWELVE, wave=a_wave(invited=invited)))

    figures = [each.figure for each in found.dimensions] + [found.overall]
    assert [(each.points, each.low, each.high) for each in figures] == [know, act, overall]


def test_the_sentences_of_the_result() -> None:
    found = result(small(TWELVE, roles=ROLES))

    assert [each.stage for each in found.dimensions] == ["Stage 3", "Stage 2"]
    assert found.headline == "We stand at stage 3; what lags most is “Act”."
    assert found.decided == (
        "The average of the dimensions is 51 of 100, which is nearest to stage 3. The weakest dimension (“Act”) allows "
        "up to stage 3, so the average decides: stage 3."
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


# --- further votes


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


def held(*batches: tuple[int, Mapping[int, Mapping[str, str]]], mode: Any = "anonymous") -> RoomView:
    """Return a room of people without roles after batches: round, and person to item to level."""
    levels = [
        (number, {person: {item_id: f"l{level}" for item_id, level in given.items()} for person, given in each.items()})
        for number, each in batches
    ]
    return late(levels, mode)


def late(batches: Sequence[tuple[int, Mapping[int, Mapping[str, Any]]]], mode: Any = "anonymous") -> RoomView:
    """Return a room of people without roles after batches: round, and person to item to value or answer."""
    everybody = sorted({person for _, answers in batches for person in answers})
    responses = [Response(f"p{each:02}", "w", "", "", "BCDF-GHJK", START) for each in everybody]
    votes = [
        Vote(f"p{person:02}", "sample", item_id, number, Saved(answer(value), START))
        for number, answers in batches
        for person, given in answers.items()
        for item_id, value in given.items()
    ]
    kept = [
        Batch(place, number, frozenset(f"p{each:02}" for each in answers), START)
        for place, (number, answers) in enumerate(batches, start=1)
    ]
    rounds = [Round(number, None, "revealed", START) for number in range(1, batches[-1][0] + 1)]
    live = Live(1, "ranking", late=True, rounds=tuple(rounds), batches=tuple(kept))
    return room_view(a_wave(mode, 5), live, (SMALL,), responses, votes)


def everything(levels: str, first: int = 0) -> dict[int, dict[str, str]]:
    return {first + place: dict.fromkeys("abcdef", level) for place, level in enumerate(levels)}


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


# --- scores that cannot be shown


def test_an_overall_figure_needs_every_dimension_that_has_a_score() -> None:
    """Half of them say that "act" does not apply: four people are too few to be shown."""
    away = replace(answer("l1"), kind="not_applicable", value=None, reason="None here.")
    given = [
        {each: f"l{1 + place % 4}" if each in "abc" or place < 4 else away for each in "abcdef"} for place in range(8)
    ]
    found = result(room(defined(SMALL), given, wave=anonymous()))

    assert [each.figure.why for each in found.dimensions] == ["", TOO_TELLING]
    assert found.overall == Figure(None, None, None, "5–9", INCOMPLETE)
    assert found.headline == "There are not enough answers for an overall result yet."
    assert (found.decided, found.dimensions[1].stage) == ("", None)


def test_an_overall_figure_needs_answers() -> None:
    levels = {**dict.fromkeys("abc", "12341234"), **dict.fromkeys("def", "1234....")}
    found = result(small(levels))

    assert [each.figure.why for each in found.dimensions] == ["", TOO_LITTLE]
    assert found.overall == Figure(None, None, None, "4", TOO_LITTLE)


def test_people_who_all_score_the_same_have_no_overall_figure() -> None:
    found = result(small(dict.fromkeys("abc", "222333") | dict.fromkeys("def", "333222"), wave=anonymous()))

    assert [each.figure.points for each in found.dimensions] == [50, 50]
    assert found.overall.why == "Everybody has given the same answer."
    assert found.headline == "There are not enough answers for an overall result yet."


def test_the_overall_figure_lies_in_its_range() -> None:
    """Seven know nothing about "act", five have 100: 9 * 41.7 and 100 make 48, where the people's own mean is 42."""
    levels = {**dict.fromkeys("abc", "444441111111"), **dict.fromkeys("def", "44444???????")}
    sized = questionnaire(dimension("know", *map(rubric, "abc"), weight=9), dimension("act", *map(rubric, "def")))

    found = result(room(defined(sized), people(levels), wave=a_wave(invited=12)))
    assert found.overall == Figure(48, 42, 48, "12")


@pytest.mark.parametrize(
    ("rule", "mode", "says"),
    [
        ("min_gate", "anonymous", "the weakest dimension decides"),
        ("mean", "anonymous", "The average decides."),
        ("cumulative", "open", "of every stage are met is"),
        ("cumulative", "anonymous", ""),
    ],
)
def test_the_rules_that_decide(rule: str, mode: Any, says: str) -> None:
    staged = questionnaire(
        dimension("know", *(rubric(each, stage=f"s{place}") for place, each in enumerate("abc", start=1))),
        dimension("act", rubric("d", stage="s4"), rubric("e"), rubric("f")),
        stage_rule=rule,
    )
    found = result(room(defined(staged), people(TWELVE), wave=a_wave(mode, 5)))

    assert says in found.decided
    assert bool(found.decided) == bool(says)


def test_a_questionnaire_without_a_ladder_has_a_score() -> None:
    plain = questionnaire(dimension("know", *map(rubric, "abc")), ladder=0)
    found = result(room(defined(plain), people({each: TWELVE[each] for each in "abc"})))

    assert (found.headline, found.decided, found.dimensions[0].stage) == ("Our score is 57 of 100.", "", None)


# --- other kinds of questionnaires


def test_where_a_room_stands_on_a_line() -> None:
    line = questionnaire(dimension("know", *map(rubric, "abc")), result="line", stage_rule="mean")
    found = result(room(defined(line), people({each: TWELVE[each] for each in "abc"})))

    assert found.headline == (
        "The room stands at 57 on a line from stage 1 (0) to stage 4 (100); its averages reach from 50 to 67."
    )
    assert found.spread is not None
    assert (found.spread.position, found.spread.low, found.spread.high, found.spread.n) == (57, 50, 67, 3)


def test_a_room_without_a_position_on_the_line() -> None:
    line = questionnaire(dimension("know", *map(rubric, "abc")), result="line", stage_rule="mean")
    found = result(room(defined(line), people(dict.fromkeys("abc", "????"))))

    assert found.headline == "There are not enough answers for an overall result yet."
    assert found.spread is None


def known(level: str, **figures: float) -> dict[str, Any]:
    return {"level": level, "definition": "", "source": "", "explanation": "", "figures": figures}


ASKED = questionnaire(
    dimension("know", disclosure("a", "N"), disclosure("b", "H"), disclosure("c")),
    result="disclosure",
    stage_rule="mean",
)


def told(*levels: str) -> list[dict[str, Any]]:
    return [{key: known(f"a{level}") for key, level in zip("abc", row, strict=True) if level != "."} for row in levels]


@pytest.mark.parametrize(
    ("answers", "wave", "says"),
    [
        (
            told("551", "441", "151"),
            a_wave(),
            "Most of us can look up 2 of 3 answers about our customers within a day.",
        ),
        (told("111", "511"), a_wave(), "Not one of 3 answers about our customers can most of us look up within a day."),
        # five anonymous people: a mean of 85 for the first one only
        (told("521", "532", "431", "422", "421"), anonymous(), "Most of us can look up 1 of 3 answers"),
    ],
)
def test_what_most_can_look_up(answers: Any, wave: Any, says: str) -> None:
    assert result(room(defined(ASKED), answers, wave=wave)).headline.startswith(says)
