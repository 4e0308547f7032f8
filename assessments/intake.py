"""Brings the answers of a form in as a wave that is closed and counts: a new assessment, or the next wave of one."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from assessments import codes
from assessments.anonymity import Rules
from assessments.codes import JOIN_LENGTH, RECEIPT_LENGTH
from assessments.errors import MoveError
from assessments.kept import Kept, KeptResponse, KeptWave
from assessments.labels import tidy
from assessments.model import Batch, Live, Response, Round, Saved, Vote, Wave
from assessments.next_wave import NextPlan, next_problems, pinned_of, still_aimed
from assessments.plan import PlanError, problems
from assessments.quarters import STILL_OPEN
from assessments.workshop import RESULT, SetUp, Workshop, as_planned

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from assessments.intake_taken import Person, Taken
    from assessments.model import Importance, Pinned, Target
    from assessments.plan import Plan
    from assessments.ports import Store
    from questionnaires.loader import Definition

ALONE = "These answers belong to somebody who answers alone. Bring the file in as a new assessment."
NOBODY = "No row holds an answer to a question of this questionnaire. Say which column holds which question."
_FIRST = 1  # the only round


class Intake:
    """The use cases of answers that were given elsewhere, over one store."""

    def __init__(self, store: Store, clock: Callable[[], datetime]) -> None:
        """Take the store and a clock that returns an aware time."""
        self._store = store
        self._clock = clock

    def last(self, assessment_id: str) -> Wave | None:
        """Return the newest wave of an assessment as it stands now; None where there is no such assessment.

        Raises:
            MoveError: It is the wave of somebody who answers alone.
        """
        waves = self._store.waves(assessment_id)
        if not waves:
            return None
        if waves[-1].join_code is None:
            raise MoveError(ALONE)
        return Workshop(self._store, self._clock).current(waves[-1])

    def next_problems(self, taken: Taken, plan: NextPlan, last: Wave) -> tuple[str, ...]:
        """Return what keeps a form from being brought in as the wave after another one, as sentences."""
        still = (STILL_OPEN,) if last.state == "open" else ()
        labels = [each.label for each in self._store.waves(last.assessment_id)]
        own = next_problems(plan, last, labels, self._clock())
        return (*_taken_problems(taken, Rules(last.mode, last.smallest_group)), *still, *own)

    def bring_in(self, taken: Taken, plan: Plan) -> SetUp:
        """Keep a new assessment with what a form brings, in one transaction.

        Args:
            taken: The answers.
            plan: How it is called and set up, with the one questionnaire that was answered; the roles and units are
                those of the answers.

        Raises:
            PlanError: It cannot be brought in; the error lists why, and nothing was kept.
            StoreUnavailableError: The database does not accept it, and nothing was kept.
        """
        now = self._clock()
        found = new_problems(taken, plan, now)
        if found:
            raise PlanError(found)
        planned = as_planned(plan, now)
        made = replace(planned, wave=replace(planned.wave, state="closed", closes_at=None))
        kept = _filled(made.wave, taken, plan.definitions[0])
        self._store.add_everything(Kept(made.assessment, codes.code_hash(made.organiser_code), (kept,)))
        return made

    def bring_next(self, taken: Taken, plan: NextPlan, last: Wave) -> Wave:
        """Keep what a form brings as the wave after another one, in one transaction.

        Mode, smallest group, roles and units are the last wave's; its targets and its importance go on to hold.

        Raises:
            MoveError: Another wave was opened after it.
            PlanError: It cannot be brought in; the error lists why, and nothing was kept.
            StoreUnavailableError: The database does not accept it, and nothing was kept.
        """
        found = self.next_problems(taken, plan, last)
        if found:
            raise PlanError(found)
        now = max(self._clock(), last.created_at + timedelta(microseconds=1))  # a clock may have been set back
        wave = Wave(
            secrets.token_hex(8),
            last.assessment_id,
            tidy(plan.label),
            last.mode,
            last.smallest_group,
            plan.invited,
            "closed",
            now,
            roles=last.roles,
            units=last.units,
            join_code=codes.normal_code(codes.make_code(JOIN_LENGTH)),
        )
        pinned = [pinned_of(each) for each in plan.definitions]
        aims = still_aimed(self._store, last, pinned)
        self._store.add_filled_wave(last.id, _filled(wave, taken, plan.definitions[0], *aims))
        return wave


def new_problems(taken: Taken, plan: Plan, at: datetime) -> tuple[str, ...]:
    """Return what keeps a form from being brought in as a new assessment at a time, as sentences."""
    return (*_taken_problems(taken, Rules(plan.mode, plan.smallest_group)), *problems(plan, at))


def _taken_problems(taken: Taken, rules: Rules) -> list[str]:
    found = []
    if taken.found and taken.stopped:
        cells = "One cell" if taken.found == 1 else f"{taken.found:,} cells or rows"
        found.append(f"{cells} cannot be read. Mend the file, or choose to leave out what cannot be read.")
    if not taken.people:
        found.append(NOBODY)
    elif len(taken.people) < rules.fewest:
        found.append(
            f"{rules.fewest} people are needed before anything is shown, and the file brings {len(taken.people)}. "
            "Lower the smallest group, or bring the answers in as open ones if everybody agreed to that."
        )
    return found


def _filled(
    wave: Wave,
    taken: Taken,
    definition: Definition | Pinned,
    targets: tuple[Target, ...] = (),
    importance: tuple[Importance, ...] = (),
) -> KeptWave:
    """Return a closed wave with everybody's answers in its one vote, which is revealed.

    Every respondent gets an id by chance, and the ids decide the order: nothing tells the rows of the file any more.
    All bear the time at which they were brought in.
    """
    pinned, at = pinned_of(definition), wave.created_at
    order = sorted(range(len(taken.items)), key=lambda place: taken.items[place])
    saved: dict[int, Saved] = {}  # answers that are alike are one object
    responses: list[KeptResponse] = []
    votes: list[Vote] = []
    for response_id, person in _in_no_order(taken.people):
        name = person.name if wave.mode == "open" else ""
        responses.append(
            KeptResponse(
                Response(
                    response_id,
                    wave.id,
                    person.role,
                    person.unit,
                    codes.make_code(RECEIPT_LENGTH),
                    at,
                    name=name,
                ),
                hashlib.sha256(secrets.token_bytes(32)).hexdigest(),  # of no code: nobody comes back to it
            )
        )
        for place in order:
            answer = person.answers[place]
            if answer is not None:
                own = saved.setdefault(id(answer), Saved(answer, at))
                votes.append(Vote(response_id, pinned.questionnaire_id, taken.items[place], _FIRST, own))
    rounds = (Round(_FIRST, None, "revealed", at),)
    batches = (Batch(1, _FIRST, frozenset(each.response.id for each in responses), at),)
    live = Live(1, RESULT, late=False, rounds=rounds, batches=batches)
    return KeptWave(wave, (pinned,), tuple(responses), tuple(votes), live, targets, importance)


def _in_no_order(people: Sequence[Person]) -> list[tuple[str, Person]]:
    """Return respondents with ids by chance, in the order of these."""
    return sorted(((secrets.token_hex(8), person) for person in people), key=lambda each: each[0])
