"""What may be done with an assessment over its waves: open the next, look back, link people, set aims."""

from __future__ import annotations

import secrets
from datetime import timedelta
from typing import TYPE_CHECKING

from assessments import codes
from assessments.codes import JOIN_LENGTH, RECEIPT_LENGTH, RESUME_LENGTH
from assessments.errors import MoveError, UnknownResponseError, WaveClosedError
from assessments.labels import next_label, same, tidy
from assessments.links import own_code, person
from assessments.live_aims import LiveAims
from assessments.model import Opening, Response, Round, Saved, Wave
from assessments.next_wave import NextPlan, Offer, newest, next_problems, offered, pinned_of, still_aimed
from assessments.plan import LABEL_LIMIT, PlanError, closing_problems
from assessments.quarter import Quarter
from assessments.workflow import Workflow, as_answered, asked_of
from questionnaires.versions import compare

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from assessments.kept import Kept
    from assessments.model import Pinned
    from assessments.ports import Store
    from questionnaires.loader import Definition
    from questionnaires.model import Questionnaire

STILL_OPEN = "Close the last wave first, so that nobody answers it while the next one is open."
NOT_SUBMITTED = "Submit at least one questionnaire of this time before you begin the next."


class Quarters(LiveAims):
    """The use cases of an assessment with waves over one store."""

    def __init__(self, store: Store, clock: Callable[[], datetime]) -> None:
        """Take the store and a clock that returns an aware time."""
        super().__init__(store, clock)
        self._workflow = Workflow(store, clock)

    # --- the next wave

    def next_label(self, wave: Wave) -> str:
        """Return what to call the wave after this one: the next quarter, as long as waves are called so."""
        return next_label(wave.label, self._labels(wave), self._clock())

    def offer(self, wave: Wave, definitions: Sequence[Definition]) -> Offer:
        """Return what opening the next wave would take over, beside the questionnaires as they are available today."""
        pinned = self._store.pinned(wave.id)
        return Offer(
            self.next_label(wave),
            wave,
            tuple(offered(each, definitions) for each in pinned.values()),
            tuple(target for name in pinned for target in self._store.targets(wave.id, name).values()),
            tuple(kept for name in pinned for kept in self._store.importance(wave.id, name).values()),
        )

    def open_next(self, wave: Wave, plan: NextPlan) -> Wave:
        """Open the wave after a live one; where it closes by itself, its first vote is under way at once.

        Mode, smallest group, roles and units are the last wave's; its targets and its importance go on to hold.

        Raises:
            MoveError: The last wave is still open, or another one was opened after it.
            PlanError: The plan cannot be carried out; the error lists why, and nothing was kept.
        """
        last = self._workshop.current(wave)
        if last.state == "open":
            raise MoveError(STILL_OPEN)
        now = self._time_after(last)
        found = next_problems(plan, last, self._labels(last), now)
        if found:
            raise PlanError(found)
        following = Wave(
            secrets.token_hex(8),
            last.assessment_id,
            tidy(plan.label),
            last.mode,
            last.smallest_group,
            plan.invited,
            "open",
            now,
            roles=last.roles,
            units=last.units,
            join_code=codes.normal_code(codes.make_code(JOIN_LENGTH)),
            closes_at=plan.closes_at,
        )
        pinned = [pinned_of(each) for each in plan.definitions]
        vote = None if plan.closes_at is None else Round(1, None, "voting", now)
        self._store.add_next_wave(Opening(last.id, following, pinned, *still_aimed(self._store, last, pinned), vote))
        return following

    def open_next_alone(
        self, response: Response, definitions: Sequence[Definition] = (), *, label: str | None = None
    ) -> Response:
        """Begin the next wave of somebody who answers alone, whose code leads to it from now on; close the one before.

        Args:
            response: In the newest wave so far.
            definitions: The questionnaires as they are available today; those that are gone are asked as they were.
            label: What to call the wave; the next quarter where it is left out.

        Raises:
            MoveError: Nothing of the newest wave was submitted, another one was opened after it, or the response is a
                seat in a workshop.
            PlanError: The label is empty, too long or taken.
            UnknownResponseError: There is no such response.
        """
        _, last = self._workflow.alone(response)
        before = self._workflow.current(response.id)
        if not before.submitted:
            raise MoveError(NOT_SUBMITTED)
        called = self.next_label(last) if label is None else self._own_label(last, label)
        now = self._time_after(last)
        wave = Wave(secrets.token_hex(8), last.assessment_id, called, last.mode, last.smallest_group, None, "open", now)
        pinned = [pinned_of(newest(each, definitions) or each) for each in self._store.pinned(last.id).values()]
        following = Response(
            secrets.token_hex(8),
            wave.id,
            before.role,
            before.unit,
            codes.make_code(RECEIPT_LENGTH),
            now,
            name=before.name,
            link=person(before),
        )
        aims = still_aimed(self._store, last, pinned)
        nobodys = codes.code_hash(codes.make_code(RESUME_LENGTH))  # the code of the first wave leads here
        self._store.add_next_wave(Opening(last.id, wave, pinned, *aims, response=following), resume_hash=nobodys)
        return following

    def set_closing(self, wave: Wave, closes_at: datetime | None) -> None:
        """Say when a wave closes by itself, or that it does not.

        Raises:
            PlanError: The time is not in the future, or more than a year ahead.
            WaveClosedError: The wave is closed.
        """
        if self._workshop.current(wave).state == "closed":
            raise WaveClosedError
        if found := closing_problems(closes_at, self._clock()):
            raise PlanError(found)
        self._store.set_closing(wave.id, closes_at)

    # --- looking back

    def waves(self, assessment_id: str) -> tuple[Wave, ...]:
        """Return the waves of an assessment, oldest first."""
        return self._store.waves(assessment_id)

    def history(self, assessment_id: str) -> tuple[Quarter, ...]:
        """Return everything that came in over the waves of an assessment, oldest first."""
        parsed: dict[str, Questionnaire] = {}
        return tuple(self._quarter(wave, parsed) for wave in self._store.waves(assessment_id))

    def everything(self, assessment_id: str) -> Kept | None:
        """Return an assessment with everything that belongs to it; None where there is no such one."""
        return self._store.everything(assessment_id)

    def earlier(self, response: Response) -> tuple[tuple[Wave, Response], ...]:
        """Return the waves before of somebody who answers alone, each with the own response, newest first.

        Raises:
            MoveError: The response is a seat in a workshop.
            UnknownResponseError: There is no such response.
        """
        _, wave = self._workflow.alone(response)
        return tuple((each, own) for each in self._before(wave) for own in self._store.responses(each.id))

    def last_answers(self, response: Response, questionnaire: Questionnaire) -> dict[str, tuple[str, Saved]]:
        """Return what somebody who answers alone answered the last time that the questionnaire was submitted.

        Args:
            response: Of this time.
            questionnaire: As it is asked this time.

        Returns:
            Item id of this time to the label of that wave and the answer; only items that mean the same.

        Raises:
            MoveError: The response is a seat in a workshop.
            UnknownResponseError: There is no such response.
        """
        for wave, own in self.earlier(response):
            if questionnaire.id in own.submitted:
                asked = asked_of(self._store.pinned(wave.id), questionnaire.id)
                kept = self._store.answers(own.id, questionnaire.id)
                alike = [each for each in compare(asked, questionnaire).items if each.comparable]
                names = {each.old.id: each.new.id for each in alike if each.old and each.new}
                given = {name: each for name, each in kept.items() if each.answer.kind != "unanswered"}
                return {names[name]: (wave.label, each) for name, each in given.items() if name in names}
        return {}

    # --- who is who

    def link_by_receipt(self, wave: Wave, response_id: str, receipt: str) -> None:
        """Link a response to the one of an earlier wave that has this receipt.

        Raises:
            UnknownResponseError: No earlier wave of the assessment has such a receipt.
            MoveError: An answer of the response counts already.
            WaveClosedError: The wave is closed.
        """
        code = codes.grouped(codes.normal_code(receipt))
        before = self._before(wave) if codes.is_code(receipt, RECEIPT_LENGTH) else ()
        found = next((own for each in before if (own := self._store.response_by_receipt(each.id, code))), None)
        if found is None:
            raise UnknownResponseError
        self._set_link(response_id, person(found))

    def link_by_own_code(self, wave: Wave, response_id: str, typed: str) -> None:
        """Link a response to those of other waves whose respondents typed the same code of their own.

        Raises:
            MoveError: The code is too short, or an answer of the response counts already.
            UnknownResponseError: There is no such response.
            WaveClosedError: The wave is closed.
        """
        self._set_link(response_id, own_code(wave.assessment_id, typed))

    def unlink(self, response_id: str) -> None:
        """Take a link back.

        Raises:
            MoveError: An answer of the response counts already.
            UnknownResponseError: There is no such response.
            WaveClosedError: The wave is closed.
        """
        self._set_link(response_id, "")

    def _set_link(self, response_id: str, link: str) -> None:
        """Keep a link; a wave whose time has come is closed first."""
        self._workshop.current(self._workflow.names(self._workflow.current(response_id))[1])
        self._store.set_link(response_id, link)

    def _labels(self, wave: Wave) -> list[str]:
        return [each.label for each in self._store.waves(wave.assessment_id)]

    def _own_label(self, last: Wave, label: str) -> str:
        called = tidy(label)
        if not called or len(called) > LABEL_LIMIT or same(called, self._labels(last)):
            raise PlanError([f"Give it a label of its own with at most {LABEL_LIMIT} characters."])
        return called

    def _before(self, wave: Wave) -> tuple[Wave, ...]:
        """Return the waves before one, newest first."""
        waves = self._store.waves(wave.assessment_id)
        return tuple(each for each in reversed(waves) if each.created_at < wave.created_at)

    def _time_after(self, last: Wave) -> datetime:
        """Return the time; a clock that was set back must not put the next wave before the last one."""
        return max(self._clock(), last.created_at + timedelta(microseconds=1))

    def _quarter(self, wave: Wave, parsed: dict[str, Questionnaire]) -> Quarter:
        pinned = self._store.pinned(wave.id)
        return Quarter(
            wave,
            self._store.live(wave.id),
            tuple(_parsed(each, parsed) for each in pinned.values()),
            self._store.responses(wave.id),
            self._store.bare_votes(wave.id),
            {name: self._store.targets(wave.id, name) for name in pinned},
        )


def _parsed(pinned: Pinned, known: dict[str, Questionnaire]) -> Questionnaire:
    if pinned.digest not in known:
        known[pinned.digest] = as_answered(pinned)
    return known[pinned.digest]
