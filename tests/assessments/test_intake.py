"""Bringing answers in: one transaction, a closed wave that counts, nothing that leads from it back to a row."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessments.errors import MoveError, StoreUnavailableError
from assessments.intake import ALONE, NOBODY, Intake, new_problems
from assessments.intake_form import read_form
from assessments.intake_taken import Finding
from assessments.labels import quarter_of
from assessments.next_wave import NextPlan
from assessments.plan import Plan, PlanError
from assessments.quarters import STILL_OPEN, Quarters
from assessments.room import room_view
from assessments.workflow import Workflow
from assessments.workshop import RESULT, Workshop
from questionnaires.values import Answer
from reports.data_answers import wide
from reports.given import Given
from storage.memory import MemoryStore
from tests.assessments.forms.asked import definition, plain, questionnaire, said, taken

if TYPE_CHECKING:
    from assessments.intake_taken import Taken
    from assessments.kept import Kept
    from assessments.model import Wave

HEADER = "when,respondent code,Role,who,detail-of-knowledge,list-owner,detail-of-knowledge.comment"


START = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)


class Full(MemoryStore):
    """A store that takes no whole assessment any more."""

    def add_everything(self, kept: Kept) -> None:  # noqa: ARG002 - as the port has it
        raise StoreUnavailableError


class Office:
    """A store with what brings answers in."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self.now = START
        self.store = MemoryStore()
        self.intake = Intake(self.store, self.clock)
        self.workshop = Workshop(self.store, self.clock)

    def clock(self) -> datetime:
        return self.now

    def kept(self, assessment_id: str) -> Kept:
        found = self.store.everything(assessment_id)
        assert found is not None
        return found


@pytest.fixture
def office() -> Office:
    """Return an office without answers."""
    return Office()


def people(number: int, **wanted: Any) -> Taken:
    """Take a form with so many people, in whose comments their numbers stand."""
    rows = [
        f"2026-02-{place % 28 + 1:02},code-{place},{'Sales' if place % 2 else 'Service'},Person {place},"
        f"{place % 4 + 1},{('no', 'partly', 'yes', '')[place % 4]},remark {place}"
        for place in range(number)
    ]
    more = {"who": "name", "respondent code": "respondent"}
    return taken(read_form("\n".join([HEADER, *rows]).encode()), more, **wanted)


def plan(brought: Taken, **rest: Any) -> Plan:
    return Plan(
        **{
            "name": "Imaginary Pumps",
            "definitions": (definition(),),
            "roles": brought.roles,
            "units": brought.units,
            **rest,
        }
    )


def test_what_was_brought_in_is_a_closed_room_that_counts(office: Office) -> None:
    brought = people(12)
    made = office.intake.bring_in(brought, plan(brought, invited=20))
    found = office.workshop.enter(made.organiser_code)
    assert found == (made.assessment, made.wave)
    wave = made.wave
    assert (wave.state, wave.mode, wave.smallest_group, wave.invited) == ("closed", "anonymous", 5, 20)
    assert (wave.roles, wave.units, wave.label) == (("Sales", "Service"), (), quarter_of(START))
    assert made.assessment.name == "Imaginary Pumps"
    live = office.workshop.live(wave)
    assert (live.screen, live.late) == (RESULT, False)
    (only,) = live.rounds
    assert (only.number, only.items, only.state) == (1, None, "revealed")
    (batch,) = live.batches
    assert batch.responses == {each.id for each in office.workshop.responses(wave)}
    assert len(batch.responses) == 12
    (pinned,) = office.workshop.pinned(wave).values()
    assert pinned.digest == definition().digest


def test_every_answer_is_there_once(office: Office) -> None:
    brought = people(12)
    made = office.intake.bring_in(brought, plan(brought))
    votes = office.workshop.votes(made.wave)
    assert Counter((vote.item_id, plain(vote.saved.answer)) for vote in votes) == Counter(
        (item_id, value) for one in said(brought) for item_id, value in one.items()
    )
    assert {vote.round_number for vote in votes} == {1}


def test_the_result_opens_as_that_of_any_room(office: Office) -> None:
    brought = people(12)
    made = office.intake.bring_in(brought, plan(brought))
    view = room_view(
        made.wave,
        office.workshop.live(made.wave),
        [questionnaire()],
        office.workshop.responses(made.wave),
        office.workshop.votes(made.wave),
    )
    (room,) = [each for each in view.items if each.item.id == "detail-of-knowledge"]
    assert (view.people, room.now.counts) == ("12", (3, 3, 3, 3))
    assert room.texts == tuple(sorted((f"remark {place}" for place in range(12)), key=str.casefold))


def test_nothing_anonymous_leads_back_to_a_row(office: Office) -> None:
    brought = people(12)
    made = office.intake.bring_in(brought, plan(brought))
    (wave,) = office.kept(made.assessment.id).waves
    responses = [each.response for each in wave.responses]
    assert {each.name for each in responses} == {""}
    assert {each.link for each in responses} == {""}
    assert {each.started_at for each in responses} == {vote.saved.at for vote in wave.votes} == {START}
    assert not any("code-" in repr(each) or "Person" in repr(each) for each in (wave, made))
    assert len({each.receipt for each in responses}) == len({each.resume_hash for each in wave.responses}) == 12


def test_the_order_of_the_rows_is_not_kept(office: Office) -> None:
    def order() -> list[str]:
        brought = people(12)
        made = office.intake.bring_in(brought, plan(brought))
        votes = {
            vote.response_id: vote.saved.answer.comment
            for vote in office.workshop.votes(made.wave)
            if vote.saved.answer.comment
        }
        return [votes[each.id] for each in office.workshop.responses(made.wave)]

    rows = [f"remark {place}" for place in range(12)]
    found = [order() for _ in range(3)]
    assert all(sorted(each) == sorted(rows) for each in found)
    assert rows not in found
    assert len({tuple(each) for each in found}) > 1


def test_an_open_room_has_the_names_that_were_asked_for(office: Office) -> None:
    brought = people(3)
    made = office.intake.bring_in(brought, plan(brought, mode="open", label="Spring"))
    assert (made.wave.smallest_group, made.wave.label) == (1, "Spring")
    names = {each.name for each in office.workshop.responses(made.wave)}
    assert names == {"Person 0", "Person 1", "Person 2"}


FEW = (
    "5 people are needed before anything is shown, and the file brings {}. "
    "Lower the smallest group, or bring the answers in as open ones if everybody agreed to that."
)


def problems(brought: Taken, **rest: Any) -> tuple[str, ...]:
    return new_problems(brought, plan(brought, **rest), START)


def test_what_keeps_answers_from_being_brought_in(office: Office) -> None:
    few = people(4)
    assert problems(few) == (FEW.format(4),)
    assert problems(few, smallest_group=4) == ()
    assert problems(few, mode="open") == ()
    assert problems(people(12), invited=20_000)[0].startswith("The number invited lies between")
    nothing = taken(read_form(b"weather\nsunny\n"))
    assert problems(nothing) == (NOBODY,)
    with pytest.raises(PlanError) as refused:
        office.intake.bring_in(nothing, plan(nothing))
    assert refused.value.problems == (NOBODY,)
    assert office.store.assessments() == ()


def test_too_many_roles_are_the_problem_of_any_room() -> None:
    rows = "\n".join(f"Role {place},1" for place in range(9))
    brought = taken(read_form(f"Role,detail-of-knowledge\n{rows}\n".encode()))
    assert problems(brought) == ("9 roles are too many to stay unrecognised: give at most 6.",)


@pytest.mark.parametrize(
    ("rows", "said_first"),
    [(["x"], "One cell cannot be read."), (["x", "y", "1"], "2 cells or rows cannot be read.")],
)
def test_what_cannot_be_read_stops_everything_until_somebody_decides(rows: list[str], said_first: str) -> None:
    form = read_form("\n".join(["detail-of-knowledge", *rows, *"12341"]).encode())
    assert problems(taken(form, twice="all"))[0].startswith(said_first)
    assert problems(taken(form, twice="all", unknown="cells")) == ()


def test_a_failing_database_keeps_nothing() -> None:
    brought, store = people(5), Full()
    with pytest.raises(StoreUnavailableError):
        Intake(store, lambda: START).bring_in(brought, plan(brought))
    assert store.assessments() == ()


# The next wave


def begun(office: Office, number: int = 8) -> Wave:
    brought = people(number)
    return office.intake.bring_in(brought, plan(brought)).wave


def following(label: str = "2026 Q2", invited: int | None = None) -> NextPlan:
    return NextPlan(label, None, (definition(),), invited)


def test_the_next_wave_is_as_the_last_one_was(office: Office) -> None:
    last = begun(office)
    office.now -= timedelta(minutes=1)  # a clock that was set back
    again = people(9, roles=last.roles, units=last.units)
    wave = office.intake.bring_next(again, following(invited=30), last)
    assert office.intake.last(last.assessment_id) == wave
    assert (wave.mode, wave.smallest_group, wave.roles, wave.state, wave.label, wave.invited) == (
        "anonymous",
        5,
        ("Sales", "Service"),
        "closed",
        "2026 Q2",
        30,
    )
    assert wave.created_at > last.created_at
    assert len(office.workshop.responses(wave)) == 9
    assert len(office.workshop.live(wave).batches) == 1


def test_targets_and_importance_go_on_to_hold(office: Office) -> None:
    made = office.workshop.set_up(Plan("Imaginary Pumps", (definition(),), roles=("Sales", "Service")))
    Quarters(office.store, office.clock).set_targets(made.wave, "sample", {"d": 80}, "Ada")
    office.workshop.close(made.wave)
    last = office.intake.last(made.assessment.id)
    assert last is not None
    wave = office.intake.bring_next(people(8, roles=last.roles), following(), last)
    assert office.store.targets(wave.id, "sample")["d"].value == 80


def test_what_keeps_the_next_wave_from_being_brought_in(office: Office) -> None:
    last = begun(office)
    few = people(2, roles=last.roles)
    assert office.intake.next_problems(few, following(last.label), last) == (
        FEW.format(2),
        f"There is a wave called “{last.label}” already: give this one its own label.",
    )
    with pytest.raises(PlanError):
        office.intake.bring_next(few, following(), last)


def test_an_open_wave_has_to_be_closed_first(office: Office) -> None:
    made = office.workshop.set_up(Plan("Imaginary Pumps", (definition(),)))
    last = office.intake.last(made.assessment.id)
    assert last is not None
    assert office.intake.next_problems(people(8), following(), last) == (STILL_OPEN,)


def test_after_another_wave_nothing_is_brought_in(office: Office) -> None:
    last = begun(office)
    office.intake.bring_next(people(8, roles=last.roles), following(), last)
    with pytest.raises(MoveError, match="Another one was opened in the meantime"):
        office.intake.bring_next(people(8, roles=last.roles), following("2026 Q3"), last)


def test_somebody_who_answers_alone_is_no_room(office: Office) -> None:
    begun_alone = Workflow(office.store, office.clock).begin("Ada")
    wave = office.store.wave(begun_alone.response.wave_id)
    assert wave is not None
    with pytest.raises(MoveError, match="answers alone"):
        office.intake.last(wave.assessment_id)
    assert ALONE.startswith("These answers belong to somebody who answers alone.")
    assert office.intake.last("no such") is None


# Texts that mean harm

HOSTILE = (
    '=HYPERLINK("http://e.vil","x")',
    "+1+1",
    "-2+3",
    "@SUM(A1)",
    "\u202eright to left: שלום",
    "😀👩‍👩‍👧 é",
    "<script>alert(1)</script>",
    "'; DROP TABLE answers; --",
    "x" * 10_000,
    "a\x00b\x07c\x1bd",
)


def test_texts_that_mean_harm_are_kept_as_they_were_written_but_for_control_characters(office: Office) -> None:
    rows = [f'{place % 4 + 1},"{text.replace(chr(34), chr(34) * 2)}"' for place, text in enumerate(HOSTILE)]
    form = read_form("\n".join(["detail-of-knowledge,change-first", *rows]).encode())
    brought = taken(form, unknown="cells")
    made = office.intake.bring_in(brought, plan(brought))
    texts = {vote.saved.answer.value for vote in office.workshop.votes(made.wave) if vote.item_id == "change-first"}
    assert brought.findings == (
        Finding(10, "change-first", f"{'x' * 60}…", "The text has 10000 characters; at most 2000 fit."),
    )
    assert texts == {*HOSTILE[:8], "abcd"}


# What this app writes, it reads


TEXT = st.text(st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="⏎"), max_size=60).map(str.strip)
STEP = st.sampled_from
VALUES: dict[str, Any] = {
    "detail-of-knowledge": STEP(["totals", "groups", "one-by-one", "early"]),
    "told-at-once": STEP(["disagree-strongly", "neither", "agree-strongly"]),
    "visits": STEP(["never", "always"]),
    "list-owner": STEP(["no", "partly", "yes"]),
    "nearer": st.integers(1, 7),
    "voices": st.sets(STEP(["sales", "service", "nobody"])).map(
        lambda chosen: [each for each in ("sales", "service", "nobody") if each in chosen]
    ),
    "minutes": st.integers(0, 1000).map(lambda tenth: {"product": tenth / 10, "sales": 100 - tenth / 10}),
    "days-to-answer": st.integers(0, 50_000).map(lambda tenth: tenth / 10),
    "stay": st.floats(0, 100, allow_nan=False),
    "customers-now": st.builds(
        lambda level, now, text: {
            "level": level,
            "figures": {"n": now},
            "definition": "",
            "source": text,
            "explanation": "",
        },
        STEP(["agree", "neither"]),
        st.integers(0, 10**9),
        TEXT,
    ),
    "first-next-year": STEP(["grow", "keep"]),
    "change-first": TEXT.filter(lambda text: text and text not in {"dk", "na"}),
}
OWN = st.fixed_dictionaries(
    {},
    optional={
        name: value.map(lambda each: Answer(value=each)) | STEP([Answer("dont_know"), Answer("not_applicable")])
        for name, value in VALUES.items()
    },
)


@settings(max_examples=60)
@given(st.lists(OWN.filter(bool), min_size=1, max_size=5))
def test_the_wide_table_that_this_app_writes_is_read_back(everybody: list[dict[str, Answer]]) -> None:
    rows = [
        Given("sample", who="", role="", unit="", answers=answers, place=place)
        for place, answers in enumerate(everybody, start=1)
    ]
    form = read_form(wide(questionnaire(), rows))
    named = {each.name: each.name for each in form.columns[1:]}  # also where a text looks like an address
    brought = taken(form, named, unknown="cells", twice="all")
    assert [each.message for each in brought.findings] == []
    expected = [{name: plain(answer) for name, answer in answers.items()} for answers in everybody]
    assert said(brought) == expected
