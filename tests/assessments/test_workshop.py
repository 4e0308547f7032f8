"""Every move of a live wave, and every refusal, over the store in memory and a clock that stands."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest

from assessments.codes import JOIN_LENGTH, RECEIPT_LENGTH, RESUME_LENGTH, is_code
from assessments.errors import MoveError, RoundClosedError, UnknownResponseError, WaveClosedError
from assessments.plan import Plan, PlanError, seats
from assessments.workflow import Begun, Workflow
from assessments.workshop import JOIN, PROGRESS, RANKING, RESULT, Receipt, SetUp, Workshop, may_answer
from questionnaires.values import Answer
from storage.memory import MemoryStore
from tests.assessments.build import AT, STAGES, asked, definition

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from assessments.model import Mode, RoundState, Wave

ASKED = asked(STAGES)
FIRST, SECOND = ASKED.items[0], ASKED.items[1]


class Hall:
    """A workshop with its people."""

    def __init__(self, store: MemoryStore | None = None, mode: Mode = "anonymous", people: int = 0) -> None:
        """Set up a workshop and let people join."""
        self.store = store or MemoryStore()
        self.workshop = Workshop(self.store, lambda: AT)
        self.workflow = Workflow(self.store, lambda: AT)
        plan = Plan(" Pumps\x00", (definition(STAGES),), ("Lead", "Front"), ("North", "South"), mode, 5, 12)
        self.made: SetUp = self.workshop.set_up(plan)
        self.wave: Wave = self.made.wave
        self.people: list[Begun] = []
        self.join(people)

    def join(self, people: int) -> None:
        """Let more people join."""
        self.people += [self.workshop.join(self.wave, "Lead", "North", "Ada") for _ in range(people)]

    def vote(self, people: Sequence[int], level: int = 0, *, number: int = 1, item: Any = FIRST) -> None:
        """Let people answer an item."""
        for each in people:
            value = item.options[level].id
            self.workflow.save(self.people[each].response.id, ASKED, item.id, Answer(value=value), round_number=number)

    def revealed(self, people: int = 5) -> Hall:
        """Hold the first vote."""
        self.join(people)
        self.workshop.start(self.wave)
        self.vote(range(people))
        self.workshop.reveal(self.wave)
        return self

    def receipt(self, person: int) -> Receipt:
        """Look up what counts of somebody."""
        return self.workshop.receipt(self.wave, self.people[person].response.receipt)

    @property
    def now(self) -> tuple[str, str, int]:
        """The screen, the state of the newest round, and the number of batches."""
        live = self.workshop.live(self.wave)
        return live.screen, live.round.state if live.round else "", len(live.batches)


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

    with pytest.raises(MoveError, match=r"^This workshop is full: ask the facilitator\.$"):
        hall.join(1)
    assert len(hall.workshop.responses(hall.wave)) == 17


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


# --- voting


def test_a_vote_from_its_start_to_its_reveal() -> None:
    hall = Hall(people=6)
    hall.workshop.start(hall.wave)
    assert hall.now == (PROGRESS, "voting", 0)

    hall.vote(range(5))
    tally = hall.workshop.tally(hall.wave, hall.workshop.live(hall.wave))
    assert (tally.people, tally.voters, tally.received, tally.counted) == (6, 5, 5, 0)
    hall.workshop.reveal(hall.wave)

    assert hall.now == (RANKING, "revealed", 1)
    assert hall.workshop.live(hall.wave).counted(1) == {each.response.id for each in hall.people[:5]}
    assert len(hall.workshop.votes(hall.wave)) == 5


def test_before_the_first_vote_nothing_can_be_stopped_revealed_or_counted() -> None:
    hall = Hall(people=1)

    assert hall.workshop.tally(hall.wave, hall.workshop.live(hall.wave)).voters == 0
    for move in (hall.workshop.stop, hall.workshop.go_on, hall.workshop.reveal, hall.workshop.count_late):
        with pytest.raises(MoveError, match="There has been no vote yet"):
            move(hall.wave)
    assert hall.workshop.waiting(hall.wave, hall.workshop.live(hall.wave)).sentence == ""


def test_stopping_and_going_on() -> None:
    hall = Hall(people=1)
    hall.workshop.start(hall.wave)
    hall.workshop.stop(hall.wave)
    assert hall.now == (PROGRESS, "stopped", 0)
    with pytest.raises(RoundClosedError):
        hall.vote([0])

    hall.workshop.go_on(hall.wave)
    hall.vote([0])
    assert hall.now == (PROGRESS, "voting", 0)


@pytest.mark.parametrize(
    ("voters", "says"),
    [(0, "Nobody has voted yet."), (1, "5 people are needed, 1 has voted."), (4, "5 people are needed, 4 have voted.")],
)
@pytest.mark.parametrize("state", ["voting", "stopped"])
def test_a_reveal_with_too_few_leaves_the_vote_as_it_was(voters: int, says: str, state: RoundState) -> None:
    hall = Hall(people=5)
    hall.workshop.start(hall.wave)
    hall.vote(range(voters))
    if state == "stopped":
        hall.workshop.stop(hall.wave)

    with pytest.raises(MoveError) as caught:
        hall.workshop.reveal(hall.wave)
    assert str(caught.value) == says
    assert hall.now == (PROGRESS, state, 0)


def test_one_open_vote_is_enough_and_none_is_not() -> None:
    hall = Hall(mode="open", people=1)
    hall.workshop.start(hall.wave)
    with pytest.raises(MoveError, match="Nobody has voted yet"):
        hall.workshop.reveal(hall.wave)

    hall.vote([0])
    hall.workshop.reveal(hall.wave)
    assert hall.now == (RANKING, "revealed", 1)


def test_a_comment_alone_is_no_vote() -> None:
    hall = Hall(people=5)
    hall.workshop.start(hall.wave)
    hall.vote(range(4))
    hall.workflow.save(hall.people[4].response.id, ASKED, FIRST.id, Answer("unanswered", comment="Which customers?"))

    with pytest.raises(MoveError, match="5 people are needed, 4 have voted"):
        hall.workshop.reveal(hall.wave)
    assert hall.receipt(4) == Receipt(((1, 0, False),))


def test_what_was_revealed_is_not_revealed_again() -> None:
    hall = Hall().revealed()

    with pytest.raises(MoveError, match="This vote is already revealed"):
        hall.workshop.reveal(hall.wave)


def test_a_second_vote_on_chosen_questions() -> None:
    hall = Hall().revealed()
    key = (STAGES, FIRST.id)
    hall.workshop.start(hall.wave, [key])

    newest = hall.workshop.live(hall.wave).round
    assert newest is not None
    assert (newest.number, newest.items, newest.opened_at) == (2, (key,), AT)
    with pytest.raises(RoundClosedError):
        hall.vote([0], number=2, item=SECOND)
    hall.vote(range(5), 2, number=2)
    hall.workshop.reveal(hall.wave)
    assert hall.now == (RANKING, "revealed", 2)


def test_a_second_vote_needs_a_question_and_the_first_ones_end() -> None:
    hall = Hall().revealed()
    with pytest.raises(MoveError, match="Choose at least one question"):
        hall.workshop.start(hall.wave, [])

    hall.workshop.start(hall.wave)
    with pytest.raises(MoveError, match="has not been revealed yet"):
        hall.workshop.start(hall.wave)


def test_too_few_who_vote_again_wait_while_newcomers_count() -> None:
    hall = Hall().revealed()
    hall.join(5)
    hall.workshop.start(hall.wave)
    hall.vote([0, 1, 5, 6, 7, 8, 9], number=2)

    waiting = hall.workshop.waiting(hall.wave, hall.workshop.live(hall.wave))
    assert (len(waiting.now), waiting.sentence) == (5, "5 people are needed, 2 have voted again.")
    hall.workshop.reveal(hall.wave)
    assert [hall.receipt(each) for each in (0, 5)] == [
        Receipt(((1, 1, True), (2, 1, False))),
        Receipt(((1, 0, False), (2, 1, True))),
    ]


# --- late answers


def test_late_answers_count_from_five_on() -> None:
    hall = Hall().revealed()
    hall.join(5)
    with pytest.raises(MoveError, match="Nobody has answered since the reveal"):
        hall.workshop.count_late(hall.wave)
    hall.vote(range(5, 9))
    with pytest.raises(MoveError, match="5 people are needed, 4 have voted for the first time"):
        hall.workshop.count_late(hall.wave)
    assert hall.now == (RANKING, "revealed", 1)

    hall.vote([9])
    hall.workshop.count_late(hall.wave)
    assert hall.now == (RANKING, "revealed", 2)


def test_late_answers_are_not_counted_before_a_reveal() -> None:
    hall = Hall(people=5)
    hall.workshop.start(hall.wave)
    hall.vote(range(5))

    with pytest.raises(MoveError, match=r"This vote is not revealed yet\. Reveal it first"):
        hall.workshop.count_late(hall.wave)


def test_late_answers_can_be_switched_off() -> None:
    hall = Hall().revealed()
    hall.join(1)
    hall.workshop.let_late(hall.wave, late=False)
    with pytest.raises(RoundClosedError):
        hall.vote([5])

    hall.workshop.let_late(hall.wave, late=True)
    hall.vote([5])


def test_the_projector_shows_what_it_is_told() -> None:
    hall = Hall()
    hall.workshop.show(hall.wave, RESULT)

    assert hall.now[0] == RESULT


# --- others who move at the same time


class Between(MemoryStore):
    """A store in which something happens just before a vote is stopped."""

    happens: Callable[[], None] | None = None

    def set_round_state(self, wave_id: str, number: int, state: RoundState) -> None:
        if state == "stopped" and self.happens is not None:
            happens, self.happens = self.happens, None
            happens()
        super().set_round_state(wave_id, number, state)


def voting(happens: Callable[[Hall], None], voters: int = 5) -> Hall:
    store = Between()
    hall = Hall(store, people=6)
    hall.workshop.start(hall.wave)
    hall.vote(range(voters))
    store.happens = lambda: happens(hall)
    return hall


def test_a_vote_between_the_look_and_the_stop_counts() -> None:
    hall = voting(lambda hall: hall.vote([5]))
    hall.workshop.reveal(hall.wave)

    assert hall.receipt(5) == Receipt(((1, 1, True),))


@pytest.mark.parametrize("taken", [1, 5])
def test_answers_taken_back_between_the_look_and_the_stop_undo_the_reveal(taken: int) -> None:
    def take_back(hall: Hall) -> None:
        for each in hall.people[:taken]:
            hall.workflow.save(each.response.id, ASKED, FIRST.id, None)

    hall = voting(take_back)
    says = "Nobody has voted yet" if taken == 5 else "5 people are needed, 4 have voted"
    with pytest.raises(MoveError, match=says):
        hall.workshop.reveal(hall.wave)
    assert hall.now == (PROGRESS, "voting", 0)


def test_a_reveal_that_broke_off_after_counting_can_be_finished() -> None:
    hall = Hall(people=6)
    hall.workshop.start(hall.wave)
    hall.vote(range(5))
    hall.workshop.stop(hall.wave)
    hall.store.count(hall.wave.id, 1, frozenset(each.response.id for each in hall.people[:5]), AT)
    assert hall.receipt(0) == Receipt(((1, 1, False),))  # it counts, but is not revealed

    hall.workshop.reveal(hall.wave)
    assert hall.now == (RANKING, "revealed", 1)
    assert hall.receipt(0) == Receipt(((1, 1, True),))


def test_two_who_close_at_the_same_time() -> None:
    hall = voting(lambda hall: hall.store.close_wave(hall.wave.id))
    hall.workshop.close(hall.wave)

    assert hall.workshop.current(hall.wave).state == "closed"
    assert hall.now == (RESULT, "voting", 0)


# --- the end


def test_closing_counts_what_can_count() -> None:
    hall = Hall(people=5)
    hall.workshop.start(hall.wave)
    hall.vote(range(5))
    hall.workshop.close(hall.wave)

    assert hall.now == (RESULT, "revealed", 1)
    assert hall.workshop.current(hall.wave).state == "closed"
    assert hall.receipt(0) == Receipt(((1, 1, True),))


def test_closing_leaves_out_what_too_few_gave() -> None:
    hall = Hall().revealed()
    hall.join(5)
    hall.vote(range(5, 9))
    hall.workshop.close(hall.wave)

    assert hall.now == (RESULT, "revealed", 1)
    assert [hall.receipt(each) for each in (0, 5, 9)] == [
        Receipt(((1, 1, True),)),
        Receipt(((1, 1, False),)),
        Receipt(((1, 0, False),)),
    ]


def test_closing_counts_late_answers() -> None:
    hall = Hall().revealed()
    hall.join(5)
    hall.vote(range(5, 10))
    hall.workshop.close(hall.wave)

    assert hall.receipt(9) == Receipt(((1, 1, True),))


def test_closing_without_a_vote_and_closing_twice() -> None:
    hall = Hall()
    hall.workshop.close(hall.wave)
    hall.workshop.close(hall.wave)

    assert hall.now == (RESULT, "", 0)


def test_a_closed_wave_refuses_everything() -> None:
    hall = Hall(people=6)
    hall.workshop.start(hall.wave)
    hall.vote(range(5))
    hall.store.close_wave(hall.wave.id)

    moves = (hall.workshop.start, hall.workshop.stop, hall.workshop.go_on, hall.workshop.reveal)
    for refused in (*moves, lambda wave: hall.workshop.join(wave, "Lead", "North"), lambda _: hall.vote([5])):
        with pytest.raises(WaveClosedError):
            refused(hall.wave)


def test_a_closed_wave_counts_nobody_who_came_late() -> None:
    hall = Hall().revealed()
    hall.join(5)
    hall.vote(range(5, 10))
    hall.store.close_wave(hall.wave.id)

    with pytest.raises(WaveClosedError):
        hall.workshop.count_late(hall.wave)


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
