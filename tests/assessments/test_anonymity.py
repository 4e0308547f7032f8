"""What may be shown about a group: each rule of anonymity with the example that it is made for."""

from __future__ import annotations

import pytest

from assessments import derivable
from assessments.anonymity import (
    DERIVABLE,
    TOO_TELLING,
    UNANIMOUS,
    WHOLE,
    WITH_THE_WHOLE,
    GroupKey,
    Level,
    Look,
    Release,
    Rules,
    countable,
    in_no_order,
    item_level,
    released,
    shown_n,
    shown_points,
    texts_allowed,
    word_for_mean,
)

OPEN = Rules("open", 5)
FIVE = Rules("anonymous", 5)
HIDDEN, MEAN, WORD, DISTRIBUTION = Level


def people(first: int, last: int) -> frozenset[str]:
    """Return the people with these numbers, both ends included."""
    return frozenset(f"p{number:02}" for number in range(first, last + 1))


def look(counted: frozenset[str], voted: frozenset[str] | None = None) -> Look:
    return Look(1, counted, counted if voted is None else voted)


def who(roles: str, units: str = "") -> dict[str, tuple[str, str]]:
    """Return role and unit of everybody, a letter each; a dot is none."""
    units = units or "." * len(roles)
    pairs = zip(roles, units, strict=True)
    return {f"p{at:02}": (role.strip("."), unit.strip(".")) for at, (role, unit) in enumerate(pairs, start=1)}


def levels(release: Release) -> dict[str, Level]:
    """Return the levels by the name of the group; the whole is called "all"."""
    return {key.name or "all": shown.level for key, shown in release.items()}


def one_look(roles: str, units: str = "", rules: Rules = FIVE) -> dict[str, Level]:
    everybody = people(1, len(roles))
    return levels(released([look(everybody)], who(roles, units), rules)[0])


# --- the number of people


@pytest.mark.parametrize(
    ("k", "by_n"),
    [
        (3, {2: HIDDEN, 3: MEAN, 5: MEAN, 6: WORD, 7: WORD, 8: DISTRIBUTION}),
        (5, {4: HIDDEN, 5: MEAN, 6: WORD, 7: WORD, 8: DISTRIBUTION}),
        (7, {6: HIDDEN, 7: WORD, 8: DISTRIBUTION}),
        (10, {9: HIDDEN, 10: DISTRIBUTION}),
        (2, {2: HIDDEN, 3: MEAN}),  # the threshold can be lowered to 3 at most
    ],
)
def test_the_number_of_people_sets_the_level(k: int, by_n: dict[int, Level]) -> None:
    assert {n: one_look("." * n, rules=Rules("anonymous", k))["all"] for n in by_n} == by_n


def test_a_sentence_says_why_less_is_shown() -> None:
    def why(n: int) -> str:
        return released([look(people(1, n))], who("." * n), FIVE)[0][WHOLE].why

    assert [why(n) for n in (4, 5, 6, 8)] == [
        "Hidden, because there are fewer than 5 people in it.",
        "A word for the agreement needs 6 people, a distribution 8.",
        "A distribution needs 8 people.",
        "",
    ]


def test_open_mode_shows_every_group_that_has_members() -> None:
    first, second = people(1, 1), people(1, 3)
    releases = released([look(first), look(second, people(2, 3))], who("aab", "xyy"), OPEN)

    assert levels(releases[0]) == {"all": DISTRIBUTION, "a": DISTRIBUTION, "x": DISTRIBUTION}
    assert set(levels(releases[1])) == {"all", "a", "b", "x", "y"}
    assert {shown.why for release in releases for shown in release.values()} == {""}
    assert releases[1][GroupKey("unit", "y")].members == people(2, 3)


def test_groups_come_in_a_fixed_order_and_nobody_without_a_role_makes_a_group() -> None:
    release = released([look(people(1, 7))], who("bbaac..", "x......"), OPEN)[0]

    assert [(key.kind, key.name) for key in release] == [
        ("whole", ""),
        ("role", "a"),
        ("role", "b"),
        ("role", "c"),
        ("unit", "x"),
    ]


def test_where_nobody_is_counted_there_is_no_group() -> None:
    assert released([look(frozenset())], {}, FIVE) == ({},)


# --- what follows from what is shown


def test_the_missing_person_of_the_worked_example_stays_unknown() -> None:
    """12 people with mean 55.0 and 11 with 57.5 tell that the twelfth answered 27.5."""
    assert 12 * 55.0 - 11 * 57.5 == 27.5
    twelve, eleven = people(1, 12), people(1, 11)

    releases = released([look(twelve), look(eleven, frozenset())], who("." * 12), FIVE)
    assert [levels(release)["all"] for release in releases] == [DISTRIBUTION, HIDDEN]
    assert releases[1][WHOLE].why == DERIVABLE

    releases = released([look(eleven), look(twelve, people(12, 12))], who("." * 12), FIVE)
    assert [levels(release)["all"] for release in releases] == [DISTRIBUTION, HIDDEN]


def test_the_next_smallest_sibling_is_hidden_with_the_one_that_is_too_small() -> None:
    release = released([look(people(1, 16))], who("a" * 8 + "b" * 6 + "c" * 2), FIVE)[0]

    assert levels(release) == {"all": DISTRIBUTION, "a": DISTRIBUTION, "b": HIDDEN, "c": HIDDEN}
    assert release[GroupKey("role", "b")].why == DERIVABLE
    assert release[GroupKey("role", "c")].why == "Hidden, because there are fewer than 5 people in it."


def test_of_two_siblings_none_is_shown_when_one_is_too_small() -> None:
    assert one_look("a" * 8 + "b" * 2) == {"all": DISTRIBUTION, "a": HIDDEN, "b": HIDDEN}


def test_people_without_a_role_are_protected_too() -> None:
    assert one_look("a" * 8 + "..") == {"all": DISTRIBUTION, "a": HIDDEN}
    assert one_look("a" * 8 + "." * 8) == {"all": DISTRIBUTION, "a": DISTRIBUTION}


def test_a_distribution_leaves_eight_others() -> None:
    """Six others have a mean of their own, and so no distribution may follow for them."""
    release = released([look(people(1, 14))], who("a" * 8 + "b" * 6), FIVE)[0]

    assert levels(release) == {"all": DISTRIBUTION, "a": WORD, "b": WORD}
    assert release[GroupKey("role", "a")].why == (
        "No distribution, so that one of fewer than 8 people cannot be worked out."
    )


def test_a_role_and_a_unit_that_overlap_almost_fully_are_not_both_shown() -> None:
    roles = "a" * 10 + "b" * 10

    assert one_look(roles, "x" * 9 + "y" * 11)["x"] == HIDDEN  # one of a is not of x
    assert one_look(roles, "y" + "x" * 10 + "y" * 9)["x"] == HIDDEN  # one on either side
    assert one_look(roles, "x" * 10 + "y" * 10)["x"] == DISTRIBUTION  # the same people
    assert one_look(roles, "xxxxxyyyyyxxxxxyyyyy")["x"] == WORD  # five on either side


def test_the_same_people_under_two_names_tell_nothing_new() -> None:
    assert set(one_look("a" * 8 + "b" * 8, "x" * 8 + "y" * 8).values()) == {DISTRIBUTION}


def test_what_follows_only_from_three_groups_together_is_seen() -> None:
    """Whole and two roles leave the third; each pair on its own would do."""
    rules = Rules("anonymous", 3)

    assert one_look("aaaabbbb..", rules=rules) == {"all": DISTRIBUTION, "a": MEAN, "b": HIDDEN}
    assert one_look("aaaabbbb...", rules=rules) == {"all": DISTRIBUTION, "a": MEAN, "b": MEAN}


def test_nothing_is_shown_of_a_part_while_nothing_is_shown_of_the_whole() -> None:
    releases = released([look(people(1, 10)), look(people(1, 11), people(11, 11))], who("a" * 11), FIVE)

    assert levels(releases[1]) == {"all": HIDDEN, "a": HIDDEN}
    assert releases[1][GroupKey("role", "a")].why == WITH_THE_WHOLE


def test_a_search_that_gets_too_long_hides(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(derivable, "_STEPS", 0)

    assert one_look("." * 20) == {"all": HIDDEN}


# --- newcomers and those who vote again


def test_a_group_with_a_single_newcomer_is_hidden_until_there_are_enough() -> None:
    """One of the five newcomers is of role a; four more follow."""
    belongs = who("a" * 8 + "b" * 8 + "a" + "b" * 4 + "aaaa")
    looks = [look(people(1, 16)), look(people(1, 21), people(17, 21)), look(people(1, 25), people(22, 25))]

    first, second, third = released([*looks[:2], look(people(1, 25), people(22, 25))], belongs, Rules("anonymous", 4))

    assert levels(first) == {"all": DISTRIBUTION, "a": DISTRIBUTION, "b": DISTRIBUTION}
    assert levels(second) == {"all": WORD, "a": HIDDEN, "b": HIDDEN}
    assert levels(third) == {"all": DISTRIBUTION, "a": HIDDEN, "b": HIDDEN}  # the newcomer would follow for b


def test_a_group_in_which_few_voted_again_is_hidden() -> None:
    belongs = who("a" * 10 + "b" * 10)
    first = look(people(1, 20))

    few = released([first, look(people(1, 20), people(9, 20))], belongs, FIVE)[1]
    assert levels(few) == {"all": DISTRIBUTION, "a": HIDDEN, "b": HIDDEN}

    enough = released([first, look(people(1, 20), people(6, 15))], belongs, FIVE)[1]
    assert levels(enough) == {"all": DISTRIBUTION, "a": WORD, "b": WORD}

    many = released([first, look(people(1, 20), people(3, 18))], belongs, FIVE)[1]
    assert levels(many) == {"all": DISTRIBUTION, "a": DISTRIBUTION, "b": DISTRIBUTION}


def test_few_who_voted_again_are_protected_in_later_looks_too() -> None:
    """Role a is hidden in the second look; the third one without a new vote of theirs would tell the same change."""
    belongs = who("a" * 10 + "b" * 10 + "c" * 10)
    everybody = people(1, 30)
    looks = [look(everybody), look(everybody, people(9, 30)), look(everybody, people(11, 30))]

    _, second, third = released(looks, belongs, FIVE)

    assert (levels(second)["a"], levels(third)["a"]) == (HIDDEN, HIDDEN)
    assert (levels(second)["b"], levels(third)["b"]) == (DISTRIBUTION, DISTRIBUTION)


def test_few_who_voted_again_among_many_can_be_shown_when_more_follow() -> None:
    belongs = who("a" * 10 + "b" * 10)
    everybody = people(1, 20)
    looks = [look(everybody), look(everybody, people(10, 19)), look(everybody, people(1, 20))]

    assert [levels(release)["a"] for release in released(looks, belongs, FIVE)] == [DISTRIBUTION, HIDDEN, DISTRIBUTION]


def test_an_earlier_look_is_no_detour_to_a_newcomer() -> None:
    """Everybody votes again; who thinks that little changed takes role b of now and role a of then from the whole."""
    belongs = who("aaaabbbb" + "a" + "bbb")
    looks = [look(people(1, 8)), look(people(1, 12))]

    first, second = released(looks, belongs, Rules("anonymous", 3))

    assert levels(first) == {"all": DISTRIBUTION, "a": MEAN, "b": MEAN}
    assert levels(second) == {"all": WORD, "a": HIDDEN, "b": HIDDEN}


def test_the_changes_of_a_few_are_no_difference_of_changes() -> None:
    """All five of b and both without a role vote again: role b would leave the change of the two."""
    looks = [look(people(1, 13)), look(people(1, 23), people(7, 23))]

    first, second = released(looks, who("a" * 6 + "b" * 5 + ".." + "b" * 5 + "." * 5), FIVE)

    assert levels(first) == {"all": DISTRIBUTION, "a": WORD, "b": HIDDEN}
    assert levels(second) == {"all": WORD, "b": HIDDEN, "a": WORD}


def test_a_newcomer_is_not_among_those_who_voted_again() -> None:
    looks = [look(people(1, 10)), look(people(1, 18), people(11, 18))]

    assert [levels(release)["all"] for release in released(looks, who("." * 18), FIVE)] == [DISTRIBUTION, DISTRIBUTION]


def test_a_later_look_does_not_change_an_earlier_one() -> None:
    belongs = who("a" * 8 + "b" * 8 + "a" * 8)
    looks = [look(people(1, 16)), look(people(1, 24), people(17, 24)), look(people(1, 24), people(1, 9))]

    assert released(looks, belongs, FIVE)[:2] == released(looks[:2], belongs, FIVE)


# --- when to count


@pytest.mark.parametrize(
    ("voted", "sentence"),
    [
        (people(1, 0), ""),
        (people(1, 1), "5 people are needed, 1 has voted."),
        (people(1, 4), "5 people are needed, 4 have voted."),
        (people(1, 5), ""),
    ],
)
def test_the_first_reveal_waits_for_the_smallest_group(voted: frozenset[str], sentence: str) -> None:
    found = countable([], voted, frozenset(), FIVE)

    assert found.sentence == sentence
    assert found.now == (frozenset() if sentence else voted)


@pytest.mark.parametrize(
    ("newcomers", "again", "sentence"),
    [
        (people(13, 15), frozenset(), "5 people are needed, 3 have voted for the first time."),
        (frozenset(), people(1, 1), "5 people are needed, 1 has voted again."),
        (frozenset(), people(1, 5), ""),
        (people(13, 17), people(8, 12), ""),
    ],
)
def test_a_later_batch_waits_for_newcomers_and_for_those_who_vote_again(
    newcomers: frozenset[str], again: frozenset[str], sentence: str
) -> None:
    found = countable([look(people(1, 12))], newcomers, again, FIVE)

    assert found.sentence == sentence
    assert found.now == (frozenset() if sentence else newcomers | again)


def test_in_open_mode_one_new_vote_is_enough() -> None:
    assert countable([], people(1, 1), frozenset(), OPEN).now == people(1, 1)
    assert countable([look(people(1, 1))], frozenset(), people(1, 1), OPEN).now == people(1, 1)


def test_newcomers_can_wait_while_those_who_voted_again_are_counted() -> None:
    waiting = countable([look(people(1, 12))], people(13, 15), people(1, 9), FIVE)

    assert waiting.now == people(1, 9)
    assert waiting.waiting == people(13, 15)
    assert waiting.sentence == "5 people are needed, 3 have voted for the first time."


def test_both_batches_can_be_ready_and_both_can_wait() -> None:
    ready = countable([look(people(1, 12))], people(13, 17), people(1, 5), FIVE)
    assert (ready.now, ready.waiting, ready.sentence) == (people(1, 5) | people(13, 17), frozenset(), "")

    waits = countable([look(people(1, 12))], people(13, 13), people(1, 4), FIVE)
    assert (waits.now, waits.waiting) == (frozenset(), people(1, 4) | people(13, 13))
    assert waits.sentence == (
        "5 people are needed, 1 has voted for the first time. 5 people are needed, 4 have voted again."
    )


def test_before_the_first_reveal_everybody_is_simply_counted() -> None:
    assert countable([], people(1, 4), frozenset(), FIVE).sentence == "5 people are needed, 4 have voted."
    assert countable([], people(1, 5), frozenset(), FIVE).now == people(1, 5)
    assert countable([], people(1, 1), frozenset(), OPEN).now == people(1, 1)


# --- one item, one figure, one text


@pytest.mark.parametrize(
    ("level", "values", "expected"),
    [
        (DISTRIBUTION, 8, DISTRIBUTION),
        (DISTRIBUTION, 7, WORD),
        (DISTRIBUTION, 5, MEAN),
        (DISTRIBUTION, 4, HIDDEN),
        (DISTRIBUTION, 0, HIDDEN),
        (MEAN, 20, MEAN),
        (HIDDEN, 20, HIDDEN),
    ],
)
def test_an_item_needs_enough_people_who_gave_it_a_value(level: Level, values: int, expected: Level) -> None:
    assert item_level(level, values, FIVE) is expected


def test_in_open_mode_one_value_is_enough() -> None:
    assert item_level(DISTRIBUTION, 1, OPEN) is DISTRIBUTION


@pytest.mark.parametrize(
    ("level", "points", "word"),
    [
        (MEAN, [0, 0, 0, 0, 0], UNANIMOUS),
        (MEAN, [33, 33, 33, 33, 33], UNANIMOUS),  # the mean alone would not tell, the rule says no mean all the same
        (WORD, [100] * 7, UNANIMOUS),
        (MEAN, [33.3, 33.333, 33.34, 33.3, 33.3], UNANIMOUS),
        (MEAN, [0, 0, 0, 0, 67], TOO_TELLING),  # whoever said 67 would know that all others said 0
        (MEAN, [100, 100, 33, 100, 100], TOO_TELLING),
        (WORD, [0.4, 0, 0.3, 0.1, 0, 90], TOO_TELLING),
        (MEAN, [33, 33, 33, 33, 67], None),
        (MEAN, [0, 0, 0, 33, 33], None),
        (WORD, [0, 0, 0, 100, 100, 100], None),
        (DISTRIBUTION, [0] * 8, None),
        (DISTRIBUTION, [50], None),  # open mode
        (HIDDEN, [10, 50, 90], TOO_TELLING),
    ],
)
def test_a_mean_that_would_tell_all_answers_is_not_shown(level: Level, points: list[float], word: str | None) -> None:
    assert word_for_mean(level, points) == word


def test_a_mean_on_another_scale_has_other_ends() -> None:
    points = [1, 1, 1, 1, 3]

    assert word_for_mean(MEAN, points) is None
    assert word_for_mean(MEAN, points, lowest=1, highest=4) == TOO_TELLING
    assert word_for_mean(MEAN, [4, 4, 4, 2, 4], lowest=1, highest=4) == TOO_TELLING


@pytest.mark.parametrize(
    ("n", "rules", "text"),
    [
        (5, FIVE, "5–9"),
        (9, FIVE, "5–9"),
        (10, FIVE, "10"),
        (137, FIVE, "137"),
        (4, FIVE, "fewer than 5"),
        (3, Rules("anonymous", 3), "3–9"),
        (9, Rules("anonymous", 9), "9"),
        (10, Rules("anonymous", 12), "fewer than 12"),
        (3, OPEN, "3"),
        (0, OPEN, "0"),
    ],
)
def test_few_people_are_counted_in_a_band(n: int, rules: Rules, text: str) -> None:
    assert shown_n(n, rules) == text


@pytest.mark.parametrize(("value", "points"), [(0, 0), (49.5, 50), (50.5, 51), (50.49, 50), (99.9, 100)])
def test_points_are_shown_as_integers(value: float, points: int) -> None:
    assert shown_points(value) == points
    assert isinstance(shown_points(value), int)


def test_texts_need_the_level_of_a_distribution() -> None:
    assert [texts_allowed(level) for level in Level] == [False, False, False, True]


def test_the_order_of_texts_does_not_depend_on_the_order_in_which_they_came() -> None:
    assert in_no_order(["b", "a", "B", "a"]) == in_no_order(["a", "B", "a", "b"]) == ("a", "a", "B", "b")
