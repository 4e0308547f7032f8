"""Begin, come back, answer, submit, set targets: over the store in memory and a clock that stands."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from assessments.codes import RECEIPT_LENGTH, RESUME_LENGTH, is_code
from assessments.errors import (
    AlreadySubmittedError,
    LockedAnswerError,
    MoveError,
    RoundClosedError,
    UnknownResponseError,
    WaveClosedError,
)
from assessments.model import Importance, Opening, Saved
from assessments.plan import Plan
from assessments.workflow import Begun, Workflow, as_answered
from assessments.workshop import Workshop
from questionnaires.loader import Definition, digest, parse
from questionnaires.values import Answer, InvalidValueError, option_ids
from storage.memory import MemoryStore
from tests.assessments.build import AT, LINE, QUESTIONS, REVIEW, STAGES, asked, definition

if TYPE_CHECKING:
    from assessments.model import Assessment, Response


class Clock:
    """A clock that stands until it is moved."""

    def __init__(self) -> None:
        """Stand at ``AT``."""
        self.now = AT

    def __call__(self) -> datetime:
        return self.now

    def move(self) -> datetime:
        """Move on by a minute."""
        self.now += timedelta(minutes=1)
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def store() -> MemoryStore:
    return MemoryStore()


@pytest.fixture
def workflow(store: MemoryStore, clock: Clock) -> Workflow:
    return Workflow(store, clock)


@pytest.fixture
def begun(workflow: Workflow) -> Begun:
    return workflow.begin("Acme", role="executive")


@pytest.fixture
def response(begun: Begun) -> Response:
    return begun.response


def test_beginning_makes_an_assessment_a_wave_and_a_response(workflow: Workflow) -> None:
    begun = workflow.begin("  Acme\x00 ", role=" executive\x00", unit="Pumps ")

    assessment, wave = workflow.names(begun.response)
    assert (assessment.name, assessment.created_at) == ("Acme", AT)
    assert (wave.label, wave.mode, wave.smallest_group, wave.invited, wave.state) == (
        "2026 Q1",
        "open",
        1,
        None,
        "open",
    )
    assert (begun.response.role, begun.response.unit) == ("executive", "Pumps")
    assert (begun.response.started_at, begun.response.submitted) == (AT, {})
    assert is_code(begun.resume_code, RESUME_LENGTH)
    assert is_code(begun.response.receipt, RECEIPT_LENGTH)
    assert workflow.current(begun.response.id) == begun.response


@pytest.mark.parametrize(("month", "quarter"), [(1, 1), (3, 1), (4, 2), (9, 3), (10, 4), (12, 4)])
def test_the_wave_is_named_after_its_quarter(workflow: Workflow, clock: Clock, month: int, quarter: int) -> None:
    clock.now = datetime(2026, month, 15, tzinfo=UTC)

    assert workflow.names(workflow.begin("").response)[1].label == f"2026 Q{quarter}"


@pytest.mark.parametrize("limit", ["name", "role", "unit"])
def test_what_is_too_long_for_a_name_is_refused(workflow: Workflow, limit: str) -> None:
    with pytest.raises(InvalidValueError, match="has 121 characters; at most 120 fit"):
        workflow.begin(**{"name": "", limit: "x" * 121})


def test_a_code_typed_in_lower_case_with_spaces_leads_back(workflow: Workflow, begun: Begun) -> None:
    typed = f" {begun.resume_code.lower().replace('-', ' ')} "

    assert workflow.resume(typed) == begun.response


@pytest.mark.parametrize("typed", ["2222-2222-2222-2222", "", "hello", "0000-0000-0000-0000"])
def test_an_unknown_code_leads_nowhere(workflow: Workflow, begun: Begun, typed: str) -> None:
    assert typed != begun.resume_code
    assert workflow.resume(typed) is None


def test_the_receipt_is_no_way_in(workflow: Workflow, response: Response) -> None:
    assert workflow.resume(response.receipt) is None


def test_an_assessment_can_be_renamed(workflow: Workflow, response: Response) -> None:
    workflow.rename(response, " Acme Pumps ")

    assert workflow.names(response)[0].name == "Acme Pumps"
    with pytest.raises(InvalidValueError, match="at most 120 fit"):
        workflow.rename(response, "x" * 121)


def newer(old: Definition) -> Definition:
    """Return the next version of a definition."""
    data = {**old.data, "version": "9.0.0", "title": "Another title"}
    return Definition(parse(data), data, digest(data))


def test_the_definition_first_taken_up_holds(workflow: Workflow, response: Response) -> None:
    first = workflow.take_up(response, definition(LINE))
    again = workflow.take_up(response, newer(definition(LINE)))

    assert again == first
    assert (first.version, first.digest) == (asked(LINE).version, definition(LINE).digest)
    assert as_answered(again) == asked(LINE)
    assert workflow.taken_up(response) == {LINE: first}


def test_another_response_takes_up_what_is_newer(workflow: Workflow, response: Response) -> None:
    workflow.take_up(response, definition(LINE))
    other = workflow.begin("").response

    assert workflow.take_up(other, newer(definition(LINE))).version == "9.0.0"


def test_what_was_taken_up_can_be_read_in_another_language(workflow: Workflow, response: Response) -> None:
    data = {**definition(LINE).data, "title": {"en": "Your business", "de": "Ihr Geschäft"}}
    pinned = workflow.take_up(response, Definition(parse(data), data, digest(data)))

    assert as_answered(pinned).title == "Your business"
    assert as_answered(pinned, "de").title == "Ihr Geschäft"


def save(workflow: Workflow, response: Response, item_id: str, answer: Answer | None, of: str = STAGES) -> Saved | None:
    return workflow.save(response.id, asked(of), item_id, answer)


def test_an_answer_is_kept_with_comment_evidence_and_time(workflow: Workflow, response: Response, clock: Clock) -> None:
    at = clock.move()
    saved = save(
        workflow, response, "asking-first", Answer(value="focus", comment=" Two\x00 of five. ", evidence="example")
    )

    assert saved == Saved(Answer(value="focus", comment="Two of five.", evidence="example"), at)
    assert workflow.answers(response.id, STAGES) == {"asking-first": saved}
    assert workflow.answers(response.id, LINE) == {}


def test_a_later_answer_takes_the_place_of_an_earlier_one(workflow: Workflow, response: Response, clock: Clock) -> None:
    save(workflow, response, "asking-first", Answer(value="focus"))
    at = clock.move()
    save(workflow, response, "asking-first", Answer(value="obsession"))

    assert workflow.answers(response.id, STAGES) == {"asking-first": Saved(Answer(value="obsession"), at)}


def test_values_are_kept_in_their_canonical_form(workflow: Workflow, response: Response) -> None:
    saved = save(workflow, response, "breadth", Answer(value=5.0), of=LINE)

    assert saved is not None
    assert (saved.answer.value, type(saved.answer.value)) == (5, int)


def test_not_applicable_is_kept_with_its_reason(workflow: Workflow, response: Response) -> None:
    answer = Answer("not_applicable", value="left over", reason=" We sell one thing. ")
    saved = save(workflow, response, "q08-trade-up", answer, of=QUESTIONS)

    assert saved == Saved(Answer("not_applicable", reason="We sell one thing."), AT)


def test_don_t_know_is_kept_without_a_value(workflow: Workflow, response: Response) -> None:
    saved = save(workflow, response, "asking-first", Answer("dont_know", value="focus"))

    assert saved == Saved(Answer("dont_know"), AT)


@pytest.mark.parametrize(
    ("question", "answer", "message"),
    [
        ((STAGES, "asking-first"), Answer(value="fokus"), "'fokus' is not an answer here. Did you mean 'focus'?"),
        ((LINE, "breadth"), Answer(value=8), "8 is above 7"),
        ((STAGES, "asking-first"), Answer(value="focus", comment="x" * 10_001), "at most 10000 fit"),
        ((QUESTIONS, "q08-trade-up"), Answer("not_applicable", reason="x" * 10_001), "at most 10000 fit"),
        ((REVIEW, "agenda"), Answer("dont_know"), "'Don't know' is not offered here."),
        ((LINE, "opening-reflex"), Answer("dont_know"), "'Don't know' is not offered here."),
        ((STAGES, "asking-first"), Answer("not_applicable"), "'Not applicable' is not offered here."),
        ((STAGES, "joined-up-support"), Answer("not_applicable", reason=" "), "why it does not apply"),
    ],
)
def test_what_does_not_fit_is_refused_and_changes_nothing(
    workflow: Workflow, response: Response, question: tuple[str, str], answer: Answer, message: str
) -> None:
    of, item_id = question
    with pytest.raises(InvalidValueError, match=re.escape(message)):
        save(workflow, response, item_id, answer, of=of)

    assert workflow.answers(response.id, of) == {}


@pytest.mark.parametrize(
    "nothing", [None, Answer("unanswered"), Answer("unanswered", comment=" \n"), Answer("unanswered", value="focus")]
)
def test_an_answer_that_holds_nothing_takes_the_earlier_one_back(
    workflow: Workflow, response: Response, nothing: Answer | None
) -> None:
    save(workflow, response, "asking-first", Answer(value="focus"))

    assert save(workflow, response, "asking-first", nothing) is None
    assert workflow.answers(response.id, STAGES) == {}


@pytest.mark.parametrize("rest", [{"comment": "Later."}, {"evidence": "data"}])
def test_a_comment_or_evidence_without_an_answer_is_kept(
    workflow: Workflow, response: Response, rest: dict[str, Any]
) -> None:
    saved = save(workflow, response, "asking-first", Answer("unanswered", **rest))

    assert saved == Saved(Answer("unanswered", **rest), AT)
    assert workflow.answers(response.id, STAGES) == {"asking-first": saved}


def test_a_first_thought_can_change_until_a_later_question_is_answered(workflow: Workflow, response: Response) -> None:
    save(workflow, response, "opening-reflex", Answer(value="Pumps"), of=LINE)
    save(workflow, response, "opening-reflex", Answer(value="Dry cellars"), of=LINE)
    later = save(workflow, response, "breadth", Answer(value=4), of=LINE)
    for answer in (Answer(value="Something clever"), Answer("unanswered"), None):
        with pytest.raises(LockedAnswerError, match="first thought"):
            save(workflow, response, "opening-reflex", answer, of=LINE)

    assert workflow.answers(response.id, LINE) == {
        "breadth": later,
        "opening-reflex": Saved(Answer(value="Dry cellars"), AT),
    }


def test_answers_to_another_questionnaire_lock_nothing(workflow: Workflow, response: Response) -> None:
    save(workflow, response, "asking-first", Answer(value="focus"))

    assert save(workflow, response, "opening-reflex", Answer(value="Pumps"), of=LINE) is not None


def test_submitting_fixes_the_answers_of_one_questionnaire(
    workflow: Workflow, response: Response, clock: Clock
) -> None:
    save(workflow, response, "asking-first", Answer(value="focus"))
    at = clock.move()
    submitted = workflow.submit(response, STAGES)

    assert submitted.submitted == {STAGES: at}
    with pytest.raises(AlreadySubmittedError, match="its answers are fixed"):
        save(workflow, response, "asking-first", Answer(value="obsession"))
    assert workflow.answers(response.id, STAGES)["asking-first"].answer.value == "focus"
    assert save(workflow, response, "breadth", Answer(value=4), of=LINE) is not None


def test_submitting_twice_changes_nothing(workflow: Workflow, response: Response, clock: Clock) -> None:
    with pytest.raises(InvalidValueError, match="Answer at least one question first"):
        workflow.submit(response, STAGES)
    save(workflow, response, "asking-first", Answer(value="focus"))
    first = workflow.submit(response, STAGES)
    clock.move()

    assert workflow.submit(first, STAGES) == first
    assert workflow.submit(response, STAGES) == first  # a second tab, which has not seen the first time


def test_a_closed_wave_takes_nothing(workflow: Workflow, store: MemoryStore, response: Response) -> None:
    save(workflow, response, "asking-first", Answer(value="awareness"))
    store.close_wave(response.wave_id)

    with pytest.raises(WaveClosedError, match="is closed"):
        save(workflow, response, "asking-first", Answer(value="focus"))
    with pytest.raises(WaveClosedError, match="is closed"):
        workflow.submit(response, STAGES)


def test_targets_are_set_before_the_result_is_seen_or_not_at_all(workflow: Workflow, response: Response) -> None:
    workflow.set_targets(response, STAGES, {"": 66.7, "teaming": 100})
    before = workflow.targets(response, STAGES)
    save(workflow, response, "asking-first", Answer(value="focus"))
    workflow.submit(response, STAGES)
    with pytest.raises(AlreadySubmittedError):  # a second tab, whose response is older than the result
        workflow.set_targets(response, STAGES, {"teaming": 50})

    assert {key: (each.value, each.set_by, each.set_at, each.before_result) for key, each in before.items()} == {
        "": (66.7, "executive", AT, True),
        "teaming": (100, "executive", AT, True),
    }
    assert workflow.targets(response, STAGES) == before
    assert workflow.targets(response, LINE) == {}


@pytest.mark.parametrize("value", [-0.1, 100.1, float("nan"), float("inf")])
def test_a_target_lies_on_the_scale(workflow: Workflow, response: Response, value: float) -> None:
    with pytest.raises(InvalidValueError, match="between 0 and 100"):
        workflow.set_targets(response, STAGES, {"": 50, "teaming": value})

    assert workflow.targets(response, STAGES) == {}


def test_importance_is_set_before_the_result_is_seen_or_not_at_all(workflow: Workflow, response: Response) -> None:
    workflow.set_importance(response, asked(STAGES), {"teaming": 60, "life-cycle": 40}, {"teaming": 2})
    before = workflow.importance(response, STAGES)
    save(workflow, response, "asking-first", Answer(value="focus"))
    workflow.submit(response, STAGES)
    with pytest.raises(AlreadySubmittedError):
        workflow.set_importance(response, asked(STAGES), {"teaming": 100}, {})

    assert len(before) == len(asked(STAGES).dimensions)
    assert before["teaming"] == Importance(STAGES, "teaming", 60, 2, "executive", AT, before_result=True)
    assert before["life-cycle"].points == 40
    assert workflow.importance(response, STAGES) == before
    assert workflow.importance(response, LINE) == {}


def test_importance_adds_up_to_100(workflow: Workflow, response: Response) -> None:
    with pytest.raises(InvalidValueError, match=r"The points add up to 90, not to 100\. Give away 10 more\."):
        workflow.set_importance(response, asked(STAGES), {"teaming": 90}, {})

    assert workflow.importance(response, STAGES) == {}


def test_aims_of_a_wave_that_is_over_stay_as_they_were(
    workflow: Workflow, store: MemoryStore, response: Response
) -> None:
    store.close_wave(response.wave_id)

    with pytest.raises(WaveClosedError):
        workflow.set_targets(response, STAGES, {"": 50})
    with pytest.raises(WaveClosedError):
        workflow.set_importance(response, asked(STAGES), {"teaming": 100}, {})


@pytest.mark.parametrize("late", [Answer(value="focus"), Answer("unanswered"), None])
def test_after_the_closing_time_nothing_is_kept_and_nothing_taken_back(
    workflow: Workflow, store: MemoryStore, clock: Clock, response: Response, late: Answer | None
) -> None:
    store.set_closing(response.wave_id, AT + timedelta(minutes=1))
    first = save(workflow, response, "asking-first", Answer(value="awareness"))
    assert save(workflow, response, "changing-needs", None) is None
    clock.move()

    with pytest.raises(WaveClosedError):
        save(workflow, response, "asking-first", late)
    with pytest.raises(WaveClosedError):
        workflow.submit(response, STAGES)
    assert workflow.answers(response.id, STAGES) == {"asking-first": first}


def test_a_code_leads_to_the_newest_wave_of_somebody_alone(store: MemoryStore, clock: Clock) -> None:
    workflow = Workflow(store, clock)
    begun, other = workflow.begin("Acme"), workflow.begin("Others")
    assessment, wave = workflow.names(begun.response)
    at = clock.move()
    second = replace(wave, id="second", label="2026 Q2", created_at=at)
    newest = replace(begun.response, id="newest", wave_id="second", receipt="BCDF-GHJK", started_at=at)
    store.add_next_wave(Opening(wave.id, second, (), response=newest), resume_hash="0" * 64)

    assert workflow.resume(begun.resume_code) == newest
    assert workflow.resume(other.resume_code) == other.response
    assert workflow.names(newest) == (assessment, second)


def test_a_code_leads_back_to_the_wave_of_a_workshop_that_it_belongs_to(store: MemoryStore, clock: Clock) -> None:
    workshop, workflow = Workshop(store, clock), Workflow(store, clock)
    wave = workshop.set_up(Plan("Pumps", (definition(STAGES),))).wave
    seat = workshop.join(wave)
    workshop.close(wave)
    at = clock.move()
    store.add_next_wave(Opening(wave.id, replace(wave, id="second", join_code="XYZ234", created_at=at), ()))

    assert workflow.resume(seat.resume_code) == seat.response


def test_what_does_not_exist_is_named(workflow: Workflow, response: Response) -> None:
    gone = replace(response, id="gone", wave_id="gone")
    for attempt in (
        lambda: workflow.current(gone.id),
        lambda: workflow.names(gone),
        lambda: workflow.rename(gone, "Acme"),
        lambda: save(workflow, gone, "asking-first", Answer(value="focus")),
        lambda: workflow.set_targets(gone, STAGES, {"": 50}),
    ):
        with pytest.raises(UnknownResponseError, match="These answers no longer exist"):
            attempt()


def test_a_wave_without_its_assessment_is_gone_too(clock: Clock, begun: Begun) -> None:
    class Forgetful(MemoryStore):
        def assessment(self, assessment_id: str) -> Assessment | None:
            del assessment_id
            return None

    workflow = Workflow(Forgetful(), clock)
    begun = workflow.begin("Acme")

    with pytest.raises(UnknownResponseError):
        workflow.names(begun.response)


def test_evidence_is_one_of_its_kinds(workflow: Workflow, response: Response) -> None:
    forged: Any = "forged"
    with pytest.raises(InvalidValueError, match="'forged' is no kind of evidence"):
        save(workflow, response, "asking-first", Answer(value="focus", evidence=forged))
    assert workflow.answers(response.id, STAGES) == {}


def test_answers_of_a_live_wave_are_kept_vote_by_vote(store: MemoryStore, workflow: Workflow, clock: Clock) -> None:
    workshop = Workshop(store, clock)
    wave = workshop.set_up(Plan("Pumps", (definition(STAGES),), mode="open")).wave
    person, asked_item = workshop.join(wave).response.id, asked(STAGES).items[0]
    values = option_ids(asked_item, asked(STAGES))

    with pytest.raises(RoundClosedError):
        workflow.save(person, asked(STAGES), asked_item.id, Answer(value=values[0]))
    for number, value in ((1, values[0]), (2, values[3])):
        workshop.start(wave)
        workflow.save(person, asked(STAGES), asked_item.id, Answer(value=value), round_number=number)
        workshop.reveal(wave)

    for number, value in ((1, values[0]), (2, values[3])):
        kept = workflow.answers(person, STAGES, round_number=number)
        assert {key: each.answer.value for key, each in kept.items()} == {asked_item.id: value}


def test_an_answer_is_taken_back_from_its_own_vote(store: MemoryStore, workflow: Workflow, clock: Clock) -> None:
    workshop = Workshop(store, clock)
    wave = workshop.set_up(Plan("Pumps", (definition(STAGES),), mode="open")).wave
    person, item_id = workshop.join(wave).response.id, asked(STAGES).items[0].id
    for number in (1, 2):
        workshop.start(wave)
        workflow.save(person, asked(STAGES), item_id, Answer("dont_know"), round_number=number)
        if number == 1:
            workshop.reveal(wave)

    assert workflow.save(person, asked(STAGES), item_id, None, round_number=2) is None
    assert [list(workflow.answers(person, STAGES, round_number=number)) for number in (1, 2)] == [[item_id], []]
    with pytest.raises(RoundClosedError):
        workflow.save(person, asked(STAGES), item_id, None, round_number=1)


def test_who_answers_alone_has_one_vote(workflow: Workflow, response: Response) -> None:
    with pytest.raises(RoundClosedError):
        workflow.save(response.id, asked(STAGES), asked(STAGES).items[0].id, Answer("dont_know"), round_number=2)


def test_a_seat_in_a_workshop_changes_nothing_but_its_votes(store: MemoryStore, workflow: Workflow) -> None:
    workshop = Workshop(store, lambda: AT)
    wave = workshop.set_up(Plan("Pumps", (definition(STAGES),))).wave
    seat = workshop.join(wave).response
    first = asked(STAGES).items[0]
    workshop.start(wave)
    workflow.save(seat.id, asked(STAGES), first.id, Answer(value=option_ids(first, asked(STAGES))[0]))

    for refused in (
        lambda: workflow.rename(seat, "Valves"),
        lambda: workflow.take_up(seat, definition(LINE)),
        lambda: workflow.submit(seat, STAGES),
        lambda: workflow.set_targets(seat, STAGES, {"": 50}),
        lambda: workflow.set_importance(seat, asked(STAGES), {"teaming": 100}, {}),
    ):
        with pytest.raises(MoveError, match="These answers belong to a workshop"):
            refused()
    assert workshop.name(wave) == "Pumps"
    assert list(workshop.pinned(wave)) == [STAGES]
    assert workflow.current(seat.id).submitted == {}
    assert workflow.targets(seat, STAGES) == {}
