"""The demonstrations: made-up assessments that any store keeps as they are, and that tell what they are meant to."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from typing import TYPE_CHECKING

import pytest

from assessments.codes import RECEIPT_LENGTH, RESUME_LENGTH, code_hash, is_code
from assessments.demonstration import demonstrations, with_new_codes
from assessments.demonstration_parts import Told, answers_of, nobodys_hash
from assessments.promises import standing
from assessments.quarters import Quarters
from assessments.room import room_view
from assessments.series import series_view
from assessments.views import result_view
from assessments.workflow import as_answered
from questionnaires.values import InvalidValueError, clean_value
from storage.memory import MemoryStore
from storage.open import open_store
from tests.assessments.build import LINE, QUESTIONS, REVIEW, STAGES, asked, definition

if TYPE_CHECKING:
    from pathlib import Path

    from assessments.kept import Kept, KeptWave
    from assessments.room_model import RoomView

AT = datetime(2026, 11, 23, 7, 30, 15, 123456, tzinfo=UTC)
CORE = tuple(definition(each) for each in (STAGES, LINE, QUESTIONS, REVIEW))
LONE, ROOM, TEAM = demonstrations(CORE, AT)
ALL = (LONE, ROOM, TEAM)


def seen(wave: KeptWave) -> RoomView:
    """Return what a room may see."""
    assert wave.live is not None
    questionnaires = [as_answered(each) for each in wave.definitions]
    return room_view(wave.wave, wave.live, questionnaires, [each.response for each in wave.responses], wave.votes)


def test_they_are_the_same_each_time() -> None:
    assert demonstrations(tuple(reversed(CORE)), AT) == ALL
    east = timezone(timedelta(hours=9))
    assert demonstrations(CORE, AT.astimezone(east).replace(microsecond=0)) == ALL


def test_every_name_says_that_it_is_made_up() -> None:
    assert [each.assessment.name for each in ALL] == [
        "Orrinmoor Travel, managing director (demonstration)",
        "Orrinmoor Travel, workshop (demonstration)",
        "Orrinmoor Travel, management team (demonstration)",
    ]


@pytest.mark.parametrize("kept", ALL, ids=["lone", "room", "team"])
def test_a_store_keeps_them_as_they_are(kept: Kept, tmp_path: Path) -> None:
    database = open_store(f"sqlite:///{tmp_path / 'demo.db'}")
    for store in (MemoryStore(), database):
        store.add_everything(kept)
        assert store.everything(kept.assessment.id) == kept
    database.close()


@pytest.mark.parametrize("kept", ALL, ids=["lone", "room", "team"])
def test_every_value_is_in_its_canonical_form(kept: Kept) -> None:
    for wave in kept.waves:
        questionnaires = {each.questionnaire_id: as_answered(each) for each in wave.definitions}
        for vote in wave.votes:
            questionnaire, answer = questionnaires[vote.questionnaire_id], vote.saved.answer
            item = questionnaire.item_by_id[vote.item_id]
            if answer.kind == "value":
                assert clean_value(item, answer.value, questionnaire) == answer.value
            assert answer.kind != "dont_know" or item.dont_know != "off"
            assert answer.kind != "not_applicable" or (item.not_applicable and answer.reason)
            assert answer.evidence is None or item.evidence


@pytest.mark.parametrize("kept", ALL, ids=["lone", "room", "team"])
@pytest.mark.parametrize("at", [AT, datetime(2027, 1, 1, tzinfo=UTC), datetime(2024, 2, 29, 23, tzinfo=UTC)])
def test_everything_happened_before_the_time_and_in_order(kept: Kept, at: datetime) -> None:
    found = demonstrations(CORE, at)[ALL.index(kept)]
    for wave in found.waves:
        until = wave.wave.closes_at or at
        assert wave.wave.created_at < until <= at
        assert all(wave.wave.created_at <= each.response.started_at < until for each in wave.responses)
        assert all(wave.wave.created_at < each.saved.at < until for each in wave.votes)
        assert all(time < at for each in wave.responses for time in each.response.submitted.values())
        assert all(each.set_at <= wave.wave.created_at + timedelta(hours=1) for each in wave.targets)
    assert all(each.made_at < at for each in found.actions)
    assert all(each.decided_at is None or each.made_at < each.decided_at < at for each in found.actions)
    labels = [each.wave.label for each in found.waves]
    assert labels == sorted(set(labels))


def test_the_executive_answered_everything_and_knows_more_than_is_done() -> None:
    wave = LONE.waves[0]
    response = wave.responses[0].response
    assert response.submitted.keys() == {STAGES, LINE, QUESTIONS, REVIEW}
    for each in wave.definitions:
        items = {vote.item_id for vote in wave.votes if vote.questionnaire_id == each.questionnaire_id}
        assert items == {item.id for item in asked(each.questionnaire_id).items}
    targets = {each.dimension_id: each for each in wave.targets if each.questionnaire_id == STAGES}
    given = {each.item_id: each.saved for each in wave.votes if each.questionnaire_id == STAGES}
    view = result_view(asked(STAGES), given, targets, submitted_at=AT, digest="")
    assert view.headline == (
        "We stand at “Customer focus”; what lags most is “Complaints and winning back”, “How decisions are made” and "
        "“Working together”."
    )
    assert [each.dimension_id for each in view.steps] == ["management-model", "teaming", "complaints-recovery"]
    assert sum(each.points for each in wave.importance) == 100
    assert all(each.before_result for each in wave.targets)
    assert all(each.before_result for each in wave.importance)
    assert any(each.saved.answer.comment for each in wave.votes)
    assert {each.saved.answer.evidence for each in wave.votes} == {None, "opinion", "example", "data"}
    assert [each.state for each in LONE.actions] == ["open", "open"]


def test_the_room_settles_one_question_narrows_one_and_stays_split_on_the_third() -> None:
    wave = ROOM.waves[0]
    assert (wave.wave.mode, wave.wave.state, wave.wave.invited, len(wave.responses)) == ("anonymous", "closed", 28, 24)
    assert {(each.response.role, each.response.unit) for each in wave.responses} == {
        ("Leadership", "Head office"),
        ("With customers", "Travel shops"),
        ("Behind the scenes", "Head office"),
        ("Behind the scenes", "Travel shops"),
    }
    assert not any(each.response.name or each.response.link for each in wave.responses)
    view = seen(wave)
    again = [view.item((STAGES, each)) for each in ("putting-mistakes-right", "shared-problems", "keeping-or-winning")]
    assert [(each.first.verdict, each.course) for each in again if each and each.first] == [
        ("polarised", "settled"),
        ("polarised", "settled"),
        ("polarised", "stayed"),
    ]
    assert all(each.texts for each in again if each)
    figures = {each.dimension.id: each.figure.points or 0 for each in view.results[0].dimensions}
    known, done = ("customer-knowledge", "customer-data", "performance-measurement"), ("management-model", "teaming")
    assert min(figures[each] for each in known) > max(figures[each] for each in (*done, "complaints-recovery")) + 15
    assert all(each.figure.points is not None for result in view.results for each in result.groups)


def test_the_teams_complaints_get_better_and_its_promises_end_in_every_way() -> None:
    store = MemoryStore()
    store.add_everything(TEAM)
    history = Quarters(store, lambda: AT).history(TEAM.assessment.id)
    assert [each.wave.label for each in history] == ["2026 Q1", "2026 Q2", "2026 Q3"]
    people = [{each.name for each in quarter.responses} for quarter in history]
    assert [len(each) for each in people] == [9, 9, 8]
    assert (people[0] - people[2], people[2] - people[0]) == ({"Emeka", "Hanneke"}, {"Katya"})
    view = series_view(history, STAGES)
    assert view.headline.startswith("Overall up since 2026 Q2 (+7). Up: Complaints and winning back (+33).")
    assert all(each.change.people == "8 people in both waves" for each in view.movements)
    assert view.series[0].target == 60
    today = AT.date()
    stand = [standing(each, today) for each in TEAM.actions]
    assert sorted(stand) == ["dropped", "kept", "kept", "kept", "late", "open", "open"]
    kept_late = [each for each in TEAM.actions if each.decided_at and each.decided_at.date() > each.due]
    assert [each.owner for each in kept_late] == ["Bertil"]
    numbers = [seen(each).item((QUESTIONS, "q01-customers")) for each in TEAM.waves]
    assert [len({value for _, value in each.numbers[0].given}) for each in numbers if each] == [6, 2, 1]


def test_the_last_three_whole_quarters_follow_the_time() -> None:
    labels = [[each.wave.label for each in demonstrations(CORE, at)[2].waves] for at in (AT, AT - timedelta(days=300))]
    assert labels == [["2026 Q1", "2026 Q2", "2026 Q3"], ["2025 Q2", "2025 Q3", "2025 Q4"]]


def test_no_code_opens_what_the_pure_function_returns() -> None:
    hashes = {each.organiser_hash for each in ALL}
    hashes |= {each.resume_hash for kept in ALL for wave in kept.waves for each in wave.responses}
    assert len(hashes) == 3 + 24 + 26  # who answers alone has one code for both
    assert nobodys_hash("lone") == LONE.organiser_hash
    assert code_hash("demonstration / nobody's code / lone") != LONE.organiser_hash


def test_new_codes_open_an_assessment_and_nothing_else_in_it() -> None:
    opened = [with_new_codes(each) for each in (*ALL, ROOM)]
    assert len({code for _, code in opened}) == 4
    for kept, code in opened:
        assert is_code(code, RESUME_LENGTH)
        assert kept.organiser_hash == code_hash(code)
    alone, room = opened[0][0], opened[1][0]
    assert alone.waves[0].responses[0].resume_hash == alone.organiser_hash
    assert alone.waves[0].wave.join_code is None
    assert [each.resume_hash for each in room.waves[0].responses] == [
        each.resume_hash for each in ROOM.waves[0].responses
    ]
    joined = [wave.wave.join_code for kept, _ in opened for wave in kept.waves if wave.wave.join_code]
    assert len({*joined} | {"DEM222"}) == 6
    receipts = {each.response.receipt for kept, _ in opened for wave in kept.waves for each in wave.responses}
    assert len(receipts) == 1 + 24 + 26 + 24
    assert all(is_code(each, RECEIPT_LENGTH) for each in receipts)
    assert not receipts & {each.response.receipt for kept in ALL for wave in kept.waves for each in wave.responses}


def test_a_questionnaire_that_is_missing_is_named() -> None:
    with pytest.raises(ValueError, match="need the questionnaire 'quarterly-review-audit'"):
        demonstrations(CORE[:3], AT)


def test_a_value_that_does_not_fit_its_item_is_refused() -> None:
    with pytest.raises(InvalidValueError):
        answers_of(asked(STAGES), Told({"detail-of-knowledge": "awake"}))


def test_a_late_promise_becomes_late_on_the_day_after_it_was_due() -> None:
    late = next(each for each in TEAM.actions if each.is_late(AT.date()))
    assert late.due == date(2026, 6, 3)
    assert [late.is_late(date(2026, 6, day)) for day in (3, 4)] == [False, True]
