"""Wave after wave: what goes on, what is refused, when a wave closes, and everything that came in."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from assessments.codes import JOIN_LENGTH, is_code
from assessments.errors import MoveError, RoundClosedError, WaveClosedError
from assessments.labels import is_ahead, next_label
from assessments.model import Importance
from assessments.next_wave import NextPlan
from assessments.plan import PlanError
from assessments.quarters import STILL_OPEN
from assessments.workflow import as_pinned
from assessments.workshop import JOIN, PROGRESS
from tests.assessments.build import AT, LINE, REVIEW, STAGES, asked, definition
from tests.assessments.waves import ASKED, HOUR, QUARTER, Team, changed

if TYPE_CHECKING:
    from collections.abc import Sequence

TOP = [each.id for each in ASKED.dimensions]


# --- labels


@pytest.mark.parametrize(
    ("label", "taken", "at", "following"),
    [
        ("2026 Q3", [], (2026, 9), "2026 Q4"),
        ("2026 Q3", [], (2026, 10), "2026 Q4"),
        ("2026 Q4", [], (2026, 12), "2027 Q1"),
        ("2026 Q1", [], (2027, 5), "2027 Q2"),
        ("Spring", [], (2026, 3), "2026 Q1"),
        ("2026 Q5", [], (2026, 3), "2026 Q1"),
        ("After the merger", ["2026 q1", "2026 Q2"], (2026, 3), "2026 Q3"),
    ],
)
def test_a_wave_is_called_after_the_next_quarter(
    label: str, taken: Sequence[str], at: tuple[int, int], following: str
) -> None:
    assert next_label(label, [label, *taken], datetime(*at, 1, tzinfo=UTC)) == following


@pytest.mark.parametrize(
    ("label", "month", "ahead"),
    [
        ("2026 Q2", 3, True),
        ("2027 Q1", 3, True),
        ("2026 Q2", 4, False),
        ("2026 Q1", 3, False),
        ("2025 Q4", 3, False),
        ("Spring 2027", 3, False),
        ("2026 Q5", 3, False),
    ],
)
def test_a_quarter_that_has_not_begun(label: str, month: int, *, ahead: bool) -> None:
    assert is_ahead(label, datetime(2026, month, 1, tzinfo=UTC)) is ahead


def test_a_label_that_is_taken_is_not_offered() -> None:
    team = Team(label="Spring")
    assert team.quarters.next_label(team.wave) == "2026 Q1"
    team.workshop.close(team.wave)
    second = team.quarters.open_next(team.wave, NextPlan("2026 Q1", None, (definition(STAGES),)))
    team.workshop.close(second)
    third = team.quarters.open_next(second, NextPlan("Summer", None, (definition(STAGES),)))

    assert team.quarters.next_label(third) == "2026 Q2"


# --- what goes on


def test_an_offer_names_what_is_newer() -> None:
    team = Team(definitions=(definition(STAGES), definition(LINE)), invited=9)
    team.quarters.set_targets(team.wave, STAGES, {"": 70}, "Ada")
    team.quarters.set_importance(team.wave, STAGES, {TOP[0]: 100}, {}, "Ada")
    offer = team.quarters.offer(team.wave, [changed(), definition(REVIEW), definition(LINE)])

    assert (offer.label, offer.last, offer.last.invited) == ("2026 Q2", team.wave, 9)
    found = {each.pinned.questionnaire_id: each for each in offer.questionnaires}
    assert (found[LINE].newer, found[LINE].versions) == (None, None)
    assert found[STAGES].newer == changed()
    versions = found[STAGES].versions
    assert versions is not None
    assert versions.sentence == "Comparable on 25 of 26 items."
    assert "The dimension “Working together” is gone." in versions.breaks
    assert [(each.dimension_id, each.value) for each in offer.targets] == [("", 70)]
    assert {each.dimension_id: each.points for each in offer.importance} == {**dict.fromkeys(TOP, 0), TOP[0]: 100}


def test_a_questionnaire_that_is_gone_is_offered_as_it_was() -> None:
    team = Team()

    assert [(each.newer, each.versions) for each in team.quarters.offer(team.wave, []).questionnaires] == [(None, None)]


def test_the_next_wave_is_as_the_last_one() -> None:
    team = Team(smallest_group=6, invited=12)
    first = team.wave
    second = team.next(invited=10)

    kept = (second.mode, second.smallest_group, second.roles, second.units, second.assessment_id)
    assert kept == ("anonymous", 6, ("Lead", "Front"), ("North", "South"), first.assessment_id)
    assert (second.label, second.invited, second.state, second.created_at) == ("2026 Q2", 10, "open", AT + QUARTER)
    assert (second.closes_at, second.id == first.id, second.join_code == first.join_code) == (None, False, False)
    assert is_code(second.join_code or "", JOIN_LENGTH)
    assert team.quarters.waves(first.assessment_id) == (team.workshop.current(first), second)
    assert team.workshop.enter(team.made.organiser_code) == (team.made.assessment, second)
    assert team.workshop.pinned(second) == team.workshop.pinned(first)
    live = team.workshop.live(second)
    assert (live.screen, live.rounds, team.workshop.responses(second)) == (JOIN, (), ())
    with pytest.raises(RoundClosedError):
        team.answer(team.join(1))


def test_a_wave_with_a_closing_time_begins_with_its_vote_under_way() -> None:
    team = Team(mode="open")
    closes_at = AT + QUARTER + HOUR
    second = team.next(closes_at=closes_at)

    live = team.workshop.live(second)
    assert (second.closes_at, second.mode, live.screen) == (closes_at, "open", PROGRESS)
    assert live.round is not None
    assert (live.round.number, live.round.items, live.round.state) == (1, None, "voting")
    team.answer(team.join(1))


def test_the_next_wave_may_ask_what_was_pinned_a_newer_version_or_something_else() -> None:
    team = Team()
    kept = as_pinned(definition(STAGES))
    second = team.next(definitions=(kept, definition(LINE)))
    assert team.workshop.pinned(second) == {STAGES: kept, LINE: as_pinned(definition(LINE))}

    third = team.next(definitions=(changed(),))
    assert team.workshop.pinned(third) == {STAGES: as_pinned(changed())}


def test_aims_go_on_where_the_new_version_has_their_dimension() -> None:
    team = Team()
    team.quarters.set_targets(team.wave, STAGES, {"": 70, "teaming": 80, "life-cycle": 90}, "Ada")
    team.quarters.set_importance(team.wave, STAGES, {"teaming": 60, "life-cycle": 40}, {"life-cycle": 2}, "Ada")
    second = team.next(definitions=(changed(),))

    targets = team.quarters.targets(second, STAGES)
    assert {key: (each.value, each.set_by, each.set_at, each.before_result) for key, each in targets.items()} == {
        "": (70, "Ada", AT, True),
        "life-cycle": (90, "Ada", AT, True),
    }
    importance = team.quarters.importance(second, STAGES)
    assert list(importance) == sorted(name for name in TOP if name != "teaming")
    assert importance["life-cycle"] == Importance(STAGES, "life-cycle", 40, 2, "Ada", AT, before_result=True)


def test_a_clock_that_was_set_back_does_not_put_the_next_wave_before_the_last() -> None:
    team = Team()
    first = team.wave
    team.workshop.close(first)
    team.clock.move(timedelta(days=-1))
    second = team.quarters.open_next(first, NextPlan("2026 Q2", None, (definition(STAGES),)))

    assert [each.label for each in team.quarters.waves(first.assessment_id)] == ["2026 Q1", "2026 Q2"]
    assert second.created_at > first.created_at


# --- what is refused


@pytest.mark.parametrize(
    ("own", "says"),
    [
        ({"label": " \x00"}, "Give the next wave a label, for example its quarter."),
        ({"label": "x" * 41}, "The label has more than 40 characters: shorten it."),
        (
            {"label": " 2026 q1 "},
            "There is a wave called “2026 q1” already: give this one its own label.",
        ),
        ({"closes_at": AT}, "The closing time is not in the future: choose a later one, or none."),
        ({"definitions": ()}, "Choose at least one questionnaire."),
        (
            {"definitions": (as_pinned(definition(STAGES)), changed())},
            "A questionnaire was chosen twice: leave one of the two out.",
        ),
        (
            {"definitions": (as_pinned(definition(REVIEW)),)},
            f"{asked(REVIEW).short_title}: an agenda is filled in by one observer, not voted on. Leave it out.",
        ),
        (
            {"invited": 4},
            "Of 4 people invited, a smallest group of 5 would never be reached. Lower it, or hold an open workshop.",
        ),
    ],
)
def test_what_is_wrong_with_the_plan_of_the_next_wave(own: dict[str, Any], says: str) -> None:
    team = Team()
    team.workshop.close(team.wave)
    plan = NextPlan(**{"label": "2026 Q2", "closes_at": None, "definitions": (definition(STAGES),), **own})

    with pytest.raises(PlanError) as caught:
        team.quarters.open_next(team.wave, plan)
    assert caught.value.problems == (says,)
    assert len(team.quarters.waves(team.wave.assessment_id)) == 1


def test_the_last_wave_has_to_be_closed() -> None:
    team = Team()

    with pytest.raises(MoveError) as caught:
        team.quarters.open_next(team.wave, NextPlan("2026 Q2", None, (definition(STAGES),)))
    assert str(caught.value) == STILL_OPEN


def test_a_last_wave_whose_time_has_come_is_closed_by_opening_the_next() -> None:
    team = Team(closes_at=AT + HOUR)
    team.clock.move()
    second = team.quarters.open_next(team.wave, NextPlan("2026 Q2", None, (definition(STAGES),)))

    assert [each.state for each in team.quarters.waves(second.assessment_id)] == ["closed", "open"]


def test_two_organisers_open_one_next_wave() -> None:
    team = Team()
    first = team.wave
    team.next()

    with pytest.raises(MoveError, match="opened in the meantime"):
        team.quarters.open_next(first, NextPlan("2026 Q3", None, (definition(STAGES),)))


# --- the closing time


def test_a_closing_time_can_be_set_moved_and_taken_back() -> None:
    team = Team()
    for closes_at in (AT + HOUR, AT + 2 * HOUR, None):
        team.quarters.set_closing(team.wave, closes_at)
        assert team.workshop.current(team.wave).closes_at == closes_at

    with pytest.raises(PlanError, match="not in the future"):
        team.quarters.set_closing(team.wave, AT)
    assert team.workshop.current(team.wave).closes_at is None


def test_a_closing_time_that_has_passed_cannot_be_moved() -> None:
    team = Team(closes_at=AT + HOUR)
    team.clock.move()

    with pytest.raises(WaveClosedError):
        team.quarters.set_closing(team.wave, AT + 2 * HOUR)
    assert team.workshop.current(team.wave).state == "closed"


# --- looking back


def test_a_history_holds_everything_that_came_in() -> None:
    team = Team(definitions=(definition(STAGES), definition(LINE)))
    team.quarters.set_targets(team.wave, LINE, {"": 70}, "Ada")
    first = team.hold()
    wave = team.wave
    team.next()
    third = team.next(definitions=(changed(),))
    history = team.quarters.history(wave.assessment_id)

    assert [each.wave.label for each in history] == ["2026 Q1", "2026 Q2", "2026 Q3"]
    assert [each.wave.state for each in history] == ["closed", "closed", "open"]
    one, two, three = history
    assert {each.id: each for each in one.asked} == {STAGES: ASKED, LINE: asked(LINE)}
    assert (two.asked, three.asked) == ((ASKED,), (changed().questionnaire,))
    assert (one.live, three.live) == (team.workshop.live(wave), team.workshop.live(third))
    assert {each.id for each in one.responses} == {each.id for each in first}
    assert (len(one.votes), two.responses, two.votes) == (5, (), ())
    assert {name: {key: each.value for key, each in kept.items()} for name, kept in one.targets.items()} == {
        STAGES: {},
        LINE: {"": 70},
    }
    assert (two.targets, three.targets) == ({STAGES: {}}, {STAGES: {}})
