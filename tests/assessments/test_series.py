"""An assessment over its waves, with every figure worked out by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from assessments.room import room_view
from assessments.room_model import Figure
from assessments.series import questionnaires_in, series_view
from assessments.series_model import Change
from assessments.series_words import ALONE, APART, NO_RESULT
from tests.assessments.build import target
from tests.assessments.series import alone, line, movement, quarter
from tests.scoring.build import dimension, points, questionnaire, rubric

if TYPE_CHECKING:
    from assessments.quarter import Quarter

ONE = questionnaire(dimension("know", points("p")), stage_rule="tolerant_gate")
TWO = questionnaire(dimension("know", points("p")), dimension("act", points("q")), stage_rule="tolerant_gate")
# ``measurement.md`` 4.3
FIRST = (61.1111, 44.4444, 88.8889, 16.6667, 61.1111, 33.3333, 94.4444, 55.5556)
STEPS = (5.0, 0.0, 11.1111, 5.5556, -5.5556, 11.1111, 0.0, 16.6667)
EIGHT = "abcdefgh"


def people(values: tuple[float, ...], names: str = EIGHT, **more: Any) -> dict[str, dict[str, Any]]:
    """Return people who each answered ``p``, and whatever else all of them answered."""
    return {name: {"p": value, **more} for name, value in zip(names, values, strict=True)}


def raised(values: tuple[float, ...], steps: tuple[float, ...]) -> tuple[float, ...]:
    return tuple(value + step for value, step in zip(values, steps, strict=True))


SECOND = raised(FIRST, STEPS)


def test_the_eight_of_the_fixture_are_compared_with_themselves() -> None:
    view = series_view([quarter(1, ONE, people(FIRST)), quarter(2, ONE, people(SECOND))], "sample")

    # Mean of the changes 5.4861, paired t-interval -.5973 to 11.5695; Welch's p is .68.
    found = movement(view, "know")
    assert found.before == Figure(57, 35, 79, "8")
    assert found.after == Figure(62, 40, 84, "8")
    assert (found.change.points, found.change.low, found.change.high) == (5, -1, 12)
    assert (found.change.word, found.change.people) == ("no detectable change", "8 people in both waves")
    assert found.by_pairs
    # Welch: the error is 5.4861 / .4178 = 13.13 with 14 degrees of freedom, so 5.49 - 28.2 to 5.49 + 28.2.
    assert found.all == Change(5, -23, 34, 40, "no detectable change", "8 then, 8 now")
    assert found.sentence == (
        "“Know” shows no detectable change since 2026 Q1: +5 among 8 people in both waves, range −1 to +12. "
        "A true change of 9 points would have been found in four of five cases. "
        "All respondents (8 then, 8 now): +5, range −23 to +34, no detectable change."
    )
    assert found.why == ""
    assert view.headline == "No change of 5 points or more can be told from noise since 2026 Q1."
    assert view.turnover == "Eight are known to have answered both times, nobody only then, nobody only now."
    assert [each.label for each in view.waves] == ["2026 Q1", "2026 Q2"]
    assert view.why == ""


def test_of_nine_two_leave_and_one_joins() -> None:
    first = people((10.0, 20, 30, 40, 50, 60, 70, 80, 90), "abcdefghi")
    # a and b leave, j joins; the seven who stay go up by 6, 8, 10, 12, 14, 8, 12: mean 10.
    stayed = (36.0, 48, 60, 72, 84, 88, 102 - 2)
    second = {**people(stayed, "cdefghi"), "j": {"p": 5.0}}
    view = series_view([quarter(1, ONE, first), quarter(2, ONE, second)], "sample")

    found = movement(view, "know")
    # Mean of the changes 6, 8, 10, 12, 14, 8, 10 is 68/7 = 9.71; their squares around it add up to 43.43, so the
    # deviation is 2.69, the error 1.017; 2.4469 times that is 2.49.
    assert found.change == Change(10, 7, 12, 5, "up", "7 people in both waves")
    assert found.before.points == 50
    assert found.after.points == 62  # (36 + 48 + 60 + 72 + 84 + 88 + 100 + 5) / 8 = 61.6
    assert found.all is not None
    assert found.all.people == "9 then, 8 now"
    assert view.headline == "Overall up since 2026 Q1 (+10)."
    assert view.turnover == (
        "Seven are known to have answered both times, two only then, one only now. "
        "They left, came, or did not say who they were the other time."
    )


def test_people_who_are_not_linked_are_two_groups() -> None:
    waves = [quarter(1, ONE, people(FIRST), linked=False), quarter(2, ONE, people(SECOND), linked=False)]
    view = series_view(waves, "sample")

    found = movement(view, "know")
    assert not found.by_pairs
    assert found.all is None
    assert found.change == Change(5, -23, 34, 40, "no detectable change", "8 then, 8 now")
    assert view.turnover == ""


def test_two_answers_a_wave_are_no_trend() -> None:
    waves = [quarter(1, ONE, people((10.0, 20), "ab")), quarter(2, ONE, people((90.0, 80), "ab"))]
    view = series_view(waves, "sample")

    found = movement(view, "know")
    assert found.change == Change(None, None, None, None, "too few", "2 then, 2 now")
    assert (found.before.points, found.after.points) == (15, 85)
    assert found.sentence == ""
    assert found.why == (
        "Two people's answers are no trend. A change is told from five people in each wave on, "
        "or from six who answered both times."
    )
    assert view.headline == "Two people have answered each time: too few to tell a change from noise."
    assert view.why == found.why


def test_unequal_numbers_of_a_few_are_both_told() -> None:
    waves = [quarter(1, ONE, people((10.0,), "a")), quarter(2, ONE, people((90.0, 80, 70), "abc"))]
    view = series_view(waves, "sample")

    assert view.headline == "One person answered in 2026 Q1, three people in 2026 Q2: too few to tell a change."
    assert movement(view, "know").why.startswith("One person's answers are no trend.")


def test_somebody_alone_sees_both_figures_and_no_change() -> None:
    view = series_view([alone(1, ONE, {"p": 10}), alone(2, ONE, {"p": 90})], "sample")

    found = movement(view, "know")
    assert (found.before.points, found.after.points, found.change.word) == (10, 90, "too few")
    assert found.why == ALONE
    assert view.headline == (
        "One person answered in 2026 Q1 and 2026 Q2: a difference is a changed answer, not a measured change."
    )
    assert view.turnover == ""
    assert view.stage == (
        "The stage is “Stage 4” now; in 2026 Q1 it was “Stage 1”. "
        "No test tells whether a stage changed by more than chance. "
        "2026 Q1: The score is 10 of 100, which is nearest to “Stage 1”. "
        "2026 Q2: The score is 90 of 100, which is nearest to “Stage 4”."
    )


def test_what_was_not_submitted_or_revealed_does_not_count() -> None:
    waves = [
        alone(1, ONE, {"p": 10}),
        alone(2, ONE, {"p": 20}, submitted=False),
        quarter(3, ONE, people(FIRST), revealed=False),
    ]
    view = series_view(waves, "sample")

    assert [each.wave_id for each in view.waves] == ["w1"]
    assert (
        view.headline
        == view.why
        == ("There is one result so far, 2026 Q1. What changed can be said from the second one on.")
    )
    assert (view.movements, view.stage, view.comparable, view.correction) == ((), "", "", "")
    assert [each.id for each in questionnaires_in(waves)] == ["sample"]
    assert questionnaires_in(waves[1:]) == ()
    assert series_view(waves[1:], "sample").headline == NO_RESULT


def test_a_questionnaire_that_nobody_was_asked_has_no_series() -> None:
    with pytest.raises(ValueError, match="No wave asks 'other'"):
        series_view([alone(1, ONE, {"p": 10})], "other")


def test_every_wave_shows_what_its_own_room_shows() -> None:
    waves = [
        quarter(1, TWO, people(FIRST, q=40.0), mode="anonymous", smallest=5),
        quarter(2, TWO, people((50.0,) * 6, "abcdef", q=40.0), mode="anonymous", smallest=5),
        quarter(3, TWO, people((50.0,) * 4, "abcd", q=40.0), mode="anonymous", smallest=5),
        quarter(4, TWO, people(SECOND, q=41.0)),
    ]
    view = series_view(waves, "sample")

    for place, each in enumerate(waves):
        assert each.live is not None
        room = room_view(each.wave, each.live, each.asked, each.responses, each.votes)
        mark = view.waves[place]
        assert (mark.people, mark.why) == (room.people, room.why)
        if room.results:
            assert line(view, "").figures[place] == room.results[0].overall
            for one in room.results[0].dimensions:
                assert line(view, one.dimension.id).figures[place] == one.figure
        else:
            assert line(view, "").figures[place] == Figure(None, None, None, "", room.why)
    assert [bool(each.why) for each in view.waves] == [False, False, True, False]


def test_dimensions_are_tested_together_and_named() -> None:
    # Everybody goes up by 20 points in one dimension and stays in the other.
    first = {name: {"p": 10.0 * place, "q": 50.0 + place} for place, name in enumerate(EIGHT)}
    second = {
        name: {"p": given["p"] + 20 + (place % 2), "q": given["q"]} for place, (name, given) in enumerate(first.items())
    }
    view = series_view([quarter(1, TWO, first), quarter(2, TWO, second)], "sample")

    assert movement(view, "know").change.word == "up"
    assert movement(view, "act").change.word == "no detectable change"
    assert view.headline == "Overall up since 2026 Q1 (+10). Up: Know (+21). No detectable change in the other one."
    assert view.correction == (
        "Two dimensions were compared at once, so each of them has to pass a stricter test (Holm's correction): the "
        "more are compared, the more seem to move by chance. The overall score stands alone. Changes below 5 points do "
        "not count."
    )


def test_a_target_of_the_newest_wave_stands_beside_every_line() -> None:
    own, common = target(80, "know"), target(60)
    waves = [quarter(1, TWO, people(FIRST, q=1.0)), quarter(2, TWO, people(SECOND, q=1.0), targets=(own, common))]
    view = series_view(waves, "sample")

    assert [(each.dimension_id, each.target) for each in view.series] == [("", 60), ("know", 80), ("act", 60)]
    assert line(series_view(waves[:1], "sample"), "know").target is None


def test_another_mix_of_roles_is_warned_of() -> None:
    then, now = dict.fromkeys("abcde", "Lead") | dict.fromkeys("fgh", "Front"), dict.fromkeys("ab", "Lead")
    waves = [
        quarter(1, ONE, people(FIRST), roles=then),
        quarter(2, ONE, people(SECOND), roles=now | dict.fromkeys("cdefgh", "Front")),
    ]
    # Lead: 5 of 8, then 2 of 8: 37.5 points less.
    assert series_view(waves, "sample").mix == (
        "“Front” is a much larger part of those who answered, and “Lead” is a much smaller part of those who answered "
        "than in 2026 Q1 (more than 20 points), so a change may come from who answered."
    )
    assert series_view([waves[0], quarter(2, ONE, people(SECOND), roles=then)], "sample").mix == ""


# --- versions

OLD = questionnaire(
    dimension("know", rubric("a"), rubric("b"), rubric("c"), rubric("d")),
    dimension("act", rubric("e"), rubric("f")),
    stage_rule="tolerant_gate",
)
NEW = questionnaire(
    # a is now called a-new, b was dropped, n is new, c is asked in other words, d counts double
    dimension(
        "know",
        rubric("a-new", label="a", ask="a?", was=["a"]),
        rubric("n"),
        rubric("c", ask="Otherwise?"),
        rubric("d", weight=2),
    ),
    dimension("act", rubric("e"), rubric("f")),
    stage_rule="tolerant_gate",
    version="2.0.0",
)
SIX = "abcdef"


def versions() -> list[Quarter]:
    # Levels l1 to l4 are 0, 33.3, 66.7 and 100 points.
    first = {name: {"a": "l1", "b": "l4", "c": "l4", "d": "l2", "e": "l2", "f": "l2"} for name in SIX}
    second = {name: {"a-new": "l3", "n": "l4", "c": "l1", "d": "l4", "e": "l2", "f": "l2"} for name in SIX}
    return [quarter(1, OLD, first), quarter(2, NEW, second)]


def test_versions_are_compared_on_what_both_asked() -> None:
    view = series_view(versions(), "sample")

    assert view.comparable == "Comparable on 4 of 6 items."
    assert [each.version for each in view.waves] == ["1.0.0", "2.0.0"]
    know = line(view, "know")
    # In full: (0 + 100 + 100 + 33.3) / 4 = 58.3; (66.7 + 100 + 0 + 2 x 100) / 5 = 73.3.
    assert [each.points for each in know.figures] == [58, 73]
    assert (know.breaks, line(view, "act").breaks, line(view, "").breaks) == (
        frozenset({1}),
        frozenset(),
        frozenset({1}),
    )
    # On a and d, with the new weights: (0 + 2 x 33.3) / 3 = 22.2; (66.7 + 2 x 100) / 3 = 88.9.
    found = movement(view, "know")
    assert (found.before.points, found.after.points) == (22, 89)
    assert found.change.points == 67
    # Nothing was changed here: the figures are those of the lines.
    act = movement(view, "act")
    assert (act.before, act.after) == line(view, "act").figures
    # The dimensions count alike: (22 + 33) / 2 = 27.5 and (89 + 33) / 2 = 61.
    assert (movement(view, "").before.points, movement(view, "").after.points) == (28, 61)
    assert "“b” is no longer asked." in view.breaks
    assert "“n” is new." in view.breaks


def test_the_older_wave_stays_what_it_was() -> None:
    before, after = series_view(versions()[:1], "sample"), series_view(versions(), "sample")

    assert [each.figures[0] for each in after.series] == [each.figures[0] for each in before.series]
    assert after.waves[0] == before.waves[0]


def test_a_dimension_that_is_new_cannot_be_compared() -> None:
    three = questionnaire(dimension("know", points("p")), dimension("act", points("q")), dimension("new", points("n")))
    first, second = people(FIRST, q=50.0), people(SECOND, q=50.0, n=50.0)
    view = series_view([quarter(1, TWO, first), quarter(2, three, second)], "sample")

    found = movement(view, "new")
    assert (found.before.why, found.after.points) == ("This was not asked then.", 50)
    assert (found.change.word, found.why) == ("too few", APART)
    assert movement(view, "know").change.word == "no detectable change"
    assert line(view, "new").breaks == frozenset({1})
    assert line(view, "know").breaks == frozenset()


def test_nothing_in_common_is_said_so() -> None:
    other = questionnaire(dimension("know", points("other")), version="2.0.0")
    view = series_view(
        [quarter(1, ONE, people(FIRST)), quarter(2, other, {each: {"other": 5.0} for each in EIGHT})], "sample"
    )

    assert movement(view, "").why == movement(view, "know").why == APART
    assert view.comparable == "Comparable on none of 1 items."


def test_another_ladder_compares_no_stage() -> None:
    longer = questionnaire(dimension("know", points("p")), ladder=5, stage_rule="tolerant_gate")
    view = series_view([quarter(1, ONE, people(FIRST)), quarter(2, longer, people(SECOND))], "sample")

    assert view.stage == ""
    assert line(view, "know").breaks == frozenset()
    assert line(view, "").breaks == frozenset({1})
    # The overall score means something else; on the new rules it is the same items all the same.
    assert movement(view, "").change.points == 5


# --- anonymous waves


def test_where_answers_are_anonymous_eight_are_needed() -> None:
    waves = [
        quarter(place, ONE, people(values[:7], EIGHT[:7]), mode="anonymous", smallest=5)
        for place, values in enumerate((FIRST, SECOND), start=1)
    ]
    found = movement(series_view(waves, "sample"), "know")

    assert (found.before.points, found.before.low, found.change.word) == (57, None, "too few")
    assert found.why == "Where answers are anonymous, a change is told from eight people in each wave on."
    assert found.change.people == "5–9 then, 5–9 now"


def test_eight_linked_people_are_compared_with_themselves() -> None:
    waves = [
        quarter(place, ONE, people(values), mode="anonymous", smallest=5)
        for place, values in enumerate((FIRST, SECOND), start=1)
    ]
    view = series_view(waves, "sample")

    assert movement(view, "know").change == Change(5, -1, 12, 9, "no detectable change", "5–9 people in both waves")
    assert view.turnover == "5–9 are known to have answered both times, nobody only then, nobody only now."


def test_averages_that_are_rounded_away_from_the_change_are_explained_beside_linked_people_too() -> None:
    # Means 49.6 and 53.4: shown as 50 and 53, and the change of 3.8 as 4.
    first, second = (0.0, 20.0, 40.0, 60.0, 80.0, 97.6), (3.0, 26.0, 44.0, 66.0, 84.0, 97.4)
    found = movement(
        series_view([quarter(1, ONE, people(first, "abcdef")), quarter(2, ONE, people(second, "abcdef"))], "sample"),
        "know",
    )
    assert found.by_pairs
    assert (found.before.points, found.after.points, found.change.points) == (50, 53, 4)
    assert found.sentence.endswith("The averages shown are rounded, so they lie +3 apart.")


def test_linked_people_who_leave_a_few_over_are_not() -> None:
    nine, nine_later = people((*FIRST, 50.0), "abcdefghX"), people((*SECOND, 60.0), "abcdefghY")
    waves = [
        quarter(1, ONE, nine, mode="anonymous", smallest=5),
        quarter(2, ONE, nine_later, mode="anonymous", smallest=5),
    ]
    view = series_view(waves, "sample")

    found = movement(view, "know")
    assert not found.by_pairs
    assert found.change.word == "no detectable change"
    assert found.sentence.endswith(
        "How those who answered both times moved is not shown, so that nobody can be worked out."
    )
    assert view.turnover == (
        "Most are known to have answered both times, fewer than 5 only then, fewer than 5 only now. "
        "They left, came, or did not say who they were the other time."
    )


def test_too_few_linked_people_are_not_compared_with_themselves() -> None:
    thirteen = "abcdefgABCDEF"
    values = tuple(float(5 * place) for place in range(13))
    waves = [
        quarter(1, ONE, people(values, thirteen), mode="anonymous", smallest=5),
        quarter(2, ONE, people(values, thirteen), mode="anonymous", smallest=5),
    ]
    found = movement(series_view(waves, "sample"), "know")

    assert not found.by_pairs
    assert found.sentence.endswith("people are compared with themselves from 8 linked ones on.")


def test_a_wave_that_is_hidden_has_nothing_to_compare() -> None:
    waves = [
        quarter(1, ONE, people(FIRST), mode="anonymous", smallest=5),
        quarter(2, ONE, people(SECOND[:4], "abcd"), mode="anonymous", smallest=5),
    ]
    view = series_view(waves, "sample")

    assert view.waves[1].people == ""
    assert movement(view, "know").why == (
        "There is no figure for 2026 Q2. Hidden, because there are fewer than 5 people in it."
    )
    assert view.headline == "Too little may be shown of 2026 Q1 and 2026 Q2 to tell a change from noise."
    assert (view.turnover, view.mix) == ("", "")
    assert view.stage.startswith("No stage can be shown for 2026 Q2. 2026 Q1: ")


def test_an_earlier_comparison_stays_what_it_was() -> None:
    waves = [
        quarter(place, ONE, people(values), mode="anonymous", smallest=5)
        for place, values in enumerate((FIRST, SECOND, FIRST), start=1)
    ]
    two, three = series_view(waves[:2], "sample"), series_view(waves, "sample")

    assert movement(two, "know").by_pairs
    assert movement(three, "know").by_pairs
    assert series_view(waves[:2], "sample") == two
    assert [each.figures[:2] for each in three.series] == [each.figures for each in two.series]
