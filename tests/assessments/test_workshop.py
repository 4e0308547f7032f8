"""Setting up a live wave, coming in, and who may answer, over the store in memory and a clock that stands."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from assessments.codes import JOIN_LENGTH, RECEIPT_LENGTH, RESUME_LENGTH, is_code
from assessments.errors import MoveError, UnknownResponseError, WaveClosedError
from assessments.plan import Plan, PlanError, seats
from assessments.workflow import Workflow
from assessments.workshop import JOIN, PROGRESS, Receipt, Workshop, may_answer
from storage.memory import MemoryStore
from tests.assessments.build import AT, STAGES, definition
from tests.assessments.halls import Hall
from tests.assessments.waves import HOUR, Team

if TYPE_CHECKING:
    from collections.abc import Callable


# --- setting up and coming in


def test_setting_up_keeps_a_live_wave() -> None:
    hall = Hall()
    wave = hall.wave

    assert (hall.made.assessment.name, wave.label, wave.state, wave.created_at) == ("Pumps", "2026 Q1", "open", AT)
    assert (wave.mode, wave.smallest_group, wave.invited) == ("anonymous", 5, 12)
    assert (wave.roles, wave.units) == (("Lead", "Front"), ("North", "South"))
    assert wave.join_code is not None
    assert is_code(wave.join_code, JOIN_LENGTH)
    assert is_code(hall.made.organiser_code, RESUME_LENGTH)
    assert hall.now == (JOIN, "", 0)
    pinned = hall.workshop.pinned(wave)
    assert [(key, each.digest) for key, each in pinned.items()] == [(STAGES, definition(STAGES).digest)]
    assert hall.workshop.name(wave) == "Pumps"


def test_a_wave_is_called_what_the_organiser_says() -> None:
    workshop = Workshop(MemoryStore(), lambda: AT)
    named = workshop.set_up(Plan("Pumps", (definition(STAGES),), label=" After the merger\x00 ")).wave

    assert named.label == "After the merger"
    assert workshop.set_up(Plan("Pumps", (definition(STAGES),), label=" \x00")).wave.label == "2026 Q1"


def test_a_wave_with_a_closing_time_has_its_vote_under_way() -> None:
    team = Team(closes_at=AT + HOUR)
    live = team.workshop.live(team.wave)

    assert (team.wave.closes_at, team.workshop.current(team.wave)) == (AT + HOUR, team.wave)
    assert live.round is not None
    assert (live.screen, live.round.number, live.round.items, live.round.state) == (PROGRESS, 1, None, "voting")
    team.answer(team.join(1))


def test_an_open_wave_has_no_smallest_group() -> None:
    assert Hall(mode="open").wave.smallest_group == 1


def test_a_plan_that_cannot_be_carried_out_keeps_nothing() -> None:
    workshop = Workshop(MemoryStore(), lambda: AT)

    with pytest.raises(PlanError, match="Choose at least one questionnaire") as caught:
        workshop.set_up(Plan("Pumps", ()))
    assert caught.value.problems == ("Choose at least one questionnaire.",)


@pytest.mark.parametrize("typed", [str, str.lower, lambda code: f" {code.lower().replace('-', ' ')} "])
def test_the_key_the_join_code_and_a_receipt_may_be_typed_as_they_are_read(typed: Callable[[str], str]) -> None:
    hall = Hall(people=1)

    assert hall.workshop.enter(typed(hall.made.organiser_code)) == (hall.made.assessment, hall.wave)
    assert hall.workshop.find(typed(hall.wave.join_code or "")) == hall.wave
    assert hall.workshop.receipt(hall.wave, typed(hall.people[0].response.receipt)) == Receipt(())


def test_codes_that_belong_to_nothing() -> None:
    hall = Hall(people=1)

    assert hall.workshop.enter("7KQM-2XWP-7KQM-2XWP") is None
    assert hall.workshop.enter("7KQM") is None
    assert hall.workshop.find("777777") is None
    assert hall.workshop.find("7KQ-2XW-7") is None
    for receipt in ("7777-7777", "7777", ""):
        with pytest.raises(UnknownResponseError):
            hall.workshop.receipt(hall.wave, receipt)


def test_the_key_of_somebody_who_answers_alone_leads_no_workshop() -> None:
    store = MemoryStore()
    alone = Workflow(store, lambda: AT).begin("Acme")

    assert Workshop(store, lambda: AT).enter(alone.resume_code) is None


def test_a_receipt_belongs_to_one_wave() -> None:
    hall = Hall(people=1)
    other = hall.workshop.set_up(Plan("Others", (definition(STAGES),))).wave

    with pytest.raises(UnknownResponseError):
        hall.workshop.receipt(other, hall.people[0].response.receipt)


def test_joining_gives_a_code_and_a_receipt() -> None:
    hall = Hall()
    begun = hall.workshop.join(hall.wave, "Front", "South", "Ada")

    assert (begun.response.role, begun.response.unit, begun.response.started_at) == ("Front", "South", AT)
    assert is_code(begun.resume_code, RESUME_LENGTH)
    assert is_code(begun.response.receipt, RECEIPT_LENGTH)
    assert hall.workflow.resume(begun.resume_code) == begun.response
    assert hall.workshop.responses(hall.wave) == (begun.response,)


@pytest.mark.parametrize(("invited", "most"), [(1, 6), (12, 17), (25, 30), (26, 32), (100, 120), (None, 500)])
def test_so_many_may_take_part(invited: int | None, most: int) -> None:
    assert seats(invited) == most


def test_a_full_workshop_refuses_one_more_and_keeps_the_others() -> None:
    hall = Hall(people=17)

    with pytest.raises(MoveError, match=r"^Every seat in this workshop is taken, so you are not in yet\. Tell"):
        hall.join(1)
    assert len(hall.workshop.responses(hall.wave)) == 17


def test_with_more_people_invited_there_are_more_seats() -> None:
    hall = Hall(people=17)
    hall.workshop.invite(hall.wave, 14)
    wave = hall.workshop.current(hall.wave)

    assert (wave.invited, seats(14)) == (14, 19)
    for _ in range(2):
        hall.workshop.join(wave, "Lead", "North")
    with pytest.raises(MoveError, match="Every seat in this workshop is taken"):
        hall.workshop.join(wave, "Lead", "North")


@pytest.mark.parametrize("invited", [None, -1, 0, 11, 10_001])
def test_the_number_invited_is_not_lowered(invited: int | None) -> None:
    hall = Hall()

    with pytest.raises(PlanError, match=r"^The number invited can be raised, not lowered: give one between 12 and "):
        hall.workshop.invite(hall.wave, invited)
    assert hall.workshop.current(hall.wave) == hall.wave


@pytest.mark.parametrize(("invited", "taken"), [(4, False), (5, True)])
def test_where_nobody_counted_any_number_that_can_be_shown_will_do(invited: int, *, taken: bool) -> None:
    workshop = Workshop(MemoryStore(), lambda: AT)
    wave = workshop.set_up(Plan("Pumps", (definition(STAGES),))).wave

    if taken:
        workshop.invite(wave, invited)
    else:
        with pytest.raises(PlanError, match="between 5 and 10000"):
            workshop.invite(wave, invited)
    assert workshop.current(wave).invited == (invited if taken else None)


def test_after_the_closing_time_nobody_is_invited_any_more() -> None:
    team = Team(closes_at=AT + HOUR)
    team.clock.move()

    with pytest.raises(WaveClosedError):
        team.workshop.invite(team.wave, 400)
    assert team.workshop.current(team.wave).invited == team.wave.invited


def test_once_an_anonymous_result_is_there_its_number_stays() -> None:
    hall = Hall().revealed()

    with pytest.raises(MoveError, match="stays as it is"):
        hall.workshop.invite(hall.wave, 20)
    opened = Hall(mode="open").revealed()
    opened.workshop.invite(opened.wave, 20)
    assert [each.workshop.current(each.wave).invited for each in (hall, opened)] == [12, 20]


def test_somebody_can_be_put_into_another_role_and_unit_that_are_offered() -> None:
    hall = Hall(people=1)
    person = hall.people[0].response
    hall.workshop.move(hall.wave, person.id, "Front", "South")
    with pytest.raises(MoveError, match="Choose one of the roles and units that are offered"):
        hall.workshop.move(hall.wave, person.id, "Chief", "South")

    assert hall.workshop.responses(hall.wave) == (replace(person, role="Front", unit="South"),)


def test_a_name_is_kept_in_an_open_wave_only() -> None:
    assert Hall(people=1).people[0].response.name == ""
    assert Hall(mode="open", people=1).people[0].response.name == "Ada"


@pytest.mark.parametrize(("role", "unit"), [("Chief", "North"), ("Lead", "West"), ("", "North"), ("Lead", "")])
def test_a_role_or_a_unit_that_is_not_offered_is_refused(role: str, unit: str) -> None:
    hall = Hall()

    with pytest.raises(MoveError, match="Choose one of the roles and units that are offered"):
        hall.workshop.join(hall.wave, role, unit)


def test_where_no_role_is_offered_none_is_taken() -> None:
    hall = Hall()
    wave = hall.workshop.set_up(Plan("Others", (definition(STAGES),))).wave

    assert hall.workshop.join(wave).response.role == ""
    with pytest.raises(MoveError):
        hall.workshop.join(wave, "Lead")


def test_a_wave_that_is_gone() -> None:
    hall = Hall()
    empty = Workshop(MemoryStore(), lambda: AT)

    assert empty.name(hall.wave) == ""
    for ask in (empty.current, empty.live):
        with pytest.raises(MoveError, match="no longer exists"):
            ask(hall.wave)


# --- who may answer


def test_who_may_answer() -> None:
    hall = Hall(people=6)
    first, last = hall.people[0].response.id, hall.people[5].response.id

    def may() -> tuple[bool, bool]:
        wave, live = hall.workshop.current(hall.wave), hall.workshop.live(hall.wave)
        return may_answer(wave, live, first), may_answer(wave, live, last)

    assert may() == (False, False)
    hall.workshop.start(hall.wave)
    hall.vote(range(5))
    assert may() == (True, True)
    hall.workshop.stop(hall.wave)
    assert may() == (False, False)
    hall.workshop.reveal(hall.wave)
    assert may() == (False, True)
    hall.workshop.let_late(hall.wave, late=False)
    assert may() == (False, False)
    hall.workshop.start(hall.wave)
    assert may() == (True, True)
    hall.workshop.close(hall.wave)
    assert may() == (False, False)


@pytest.mark.parametrize(("month", "label"), [(1, "2026 Q1"), (3, "2026 Q1"), (4, "2026 Q2"), (12, "2026 Q4")])
def test_a_wave_is_named_after_its_quarter(month: int, label: str) -> None:
    workshop = Workshop(MemoryStore(), lambda: datetime(2026, month, 2, tzinfo=UTC))

    assert workshop.set_up(Plan("Pumps", (definition(STAGES),))).wave.label == label
