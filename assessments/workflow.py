"""What may be done with an assessment: begin, come back, answer, submit, set targets. The clock is handed in."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from assessments.aims import importance_of, targets_of
from assessments.codes import RECEIPT_LENGTH, RESUME_LENGTH, code_hash, is_code, make_code
from assessments.errors import (
    AlreadySubmittedError,
    LockedAnswerError,
    MoveError,
    UnknownResponseError,
    WaveClosedError,
)
from assessments.labels import quarter_of
from assessments.model import Assessment, Pinned, Response, Saved, Wave
from questionnaires.items import TextItem
from questionnaires.loader import Definition, parse
from questionnaires.problems import meant
from questionnaires.values import EVIDENCE, Answer, InvalidValueError, clean_text, clean_value

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

    from assessments.model import Importance, Target
    from assessments.ports import Store
    from questionnaires.model import Questionnaire

NAME_LIMIT = 120


@dataclass(frozen=True, slots=True)
class Begun:
    """A response that has just begun, with the code to come back with; the code is shown once and kept as a hash."""

    response: Response
    resume_code: str


class Workflow:
    """The use cases over one store."""

    def __init__(self, store: Store, clock: Callable[[], datetime]) -> None:
        """Take the store and a clock that returns an aware time."""
        self._store = store
        self._clock = clock

    def begin(self, name: str, role: str = "", unit: str = "") -> Begun:
        """Begin an assessment of one's own: one wave, one response, open mode.

        Args:
            name: Whose assessment it is, for example the company's name; may be empty.
            role: The respondent's role.
            unit: The respondent's unit.
        """
        now = self._clock()
        code = make_code(RESUME_LENGTH)
        assessment = Assessment(secrets.token_hex(8), clean_text(name, NAME_LIMIT), now)
        wave = Wave(secrets.token_hex(8), assessment.id, quarter_of(now), "open", 1, None, "open", now)
        who = (clean_text(role, NAME_LIMIT), clean_text(unit, NAME_LIMIT))
        response = Response(secrets.token_hex(8), wave.id, *who, make_code(RECEIPT_LENGTH), now)
        hashed = code_hash(code)
        self._store.add_response(assessment, wave, response, organiser_hash=hashed, resume_hash=hashed)
        return Begun(response, code)

    def resume(self, code: str) -> Response | None:
        """Return the response a code belongs to, or None; who answers alone comes back to the newest wave."""
        found = self._store.response_by_code(code_hash(code)) if is_code(code, RESUME_LENGTH) else None
        return None if found is None else self._newest(found)

    def _newest(self, response: Response) -> Response:
        """Return the response in the newest wave of somebody who answers alone; a seat in a workshop stays one."""
        wave = self._store.wave(response.wave_id)
        if wave is None or wave.join_code is not None:
            return response
        newest = self._store.waves(wave.assessment_id)[-1]
        return response if newest.id == wave.id else next(iter(self._store.responses(newest.id)), response)

    def current(self, response_id: str) -> Response:
        """Return a response as it stands now.

        Raises:
            UnknownResponseError: There is none.
        """
        response = self._store.response(response_id)
        if response is None:
            raise UnknownResponseError
        return response

    def names(self, response: Response) -> tuple[Assessment, Wave]:
        """Return the assessment and the wave that a response belongs to.

        Raises:
            UnknownResponseError: They are gone.
        """
        wave = self._store.wave(response.wave_id)
        assessment = self._store.assessment(wave.assessment_id) if wave else None
        if wave is None or assessment is None:
            raise UnknownResponseError
        return assessment, wave

    def alone(self, response: Response) -> tuple[Assessment, Wave]:
        """Return assessment and wave of somebody who answers alone; a seat in a workshop may do nothing but vote.

        Raises:
            MoveError: The response is a seat in a workshop.
            UnknownResponseError: There is no such wave.
        """
        assessment, wave = self.names(response)
        if wave.join_code is not None:
            raise MoveError("These answers belong to a workshop. Only its votes can be given here.")
        return assessment, wave

    def rename(self, response: Response, name: str) -> None:
        """Give the assessment another name.

        Raises:
            MoveError: The response is a seat in a workshop, whose name is the organiser's to give.
            UnknownResponseError: There is no such assessment.
        """
        self._store.rename_assessment(self.alone(response)[0].id, clean_text(name, NAME_LIMIT))

    def take_up(self, response: Response, definition: Definition) -> Pinned:
        """Pin a definition to the response's wave; an earlier one of the same questionnaire holds.

        Raises:
            MoveError: The response is a seat in a workshop, which votes on what the organiser chose.
            UnknownResponseError: There is no such wave.
        """
        self.alone(response)
        return self._store.pin(response.wave_id, as_pinned(definition))

    def taken_up(self, response: Response) -> Mapping[str, Pinned]:
        """Return questionnaire id to the definition this response is answered on."""
        return self._store.pinned(response.wave_id)

    def save(
        self,
        response_id: str,
        questionnaire: Questionnaire,
        item_id: str,
        answer: Answer | None,
        *,
        round_number: int = 1,
    ) -> Saved | None:
        """Check an answer and keep it; when this returns, it is committed.

        Args:
            response_id: Whose answer.
            questionnaire: What was asked.
            item_id: Which item.
            answer: The answer with its raw value; None, or one that holds nothing, takes the earlier answer back.
            round_number: In which vote of a live wave.

        Returns:
            What was kept, with the time; None where nothing was.

        Raises:
            InvalidValueError: The value does not fit the item.
            LockedAnswerError: The item locks, and a later one was answered.
            RoundClosedError: The vote does not take the answer.
        """
        item, at = questionnaire.item_by_id[item_id], self._clock()
        if isinstance(item, TextItem) and item.locks and self._later_answered(response_id, questionnaire, item_id):
            raise LockedAnswerError
        if answer is None:
            self._store.save_answer(response_id, questionnaire.id, item_id, None, round_number=round_number, at=at)
            return None
        if answer.kind == "dont_know" and item.dont_know == "off":
            raise InvalidValueError("'Don't know' is not offered here.")
        if answer.kind == "not_applicable" and not item.not_applicable:
            raise InvalidValueError("'Not applicable' is not offered here.")
        if answer.kind == "not_applicable" and not answer.reason.strip():
            raise InvalidValueError("Say in a few words why it does not apply.")
        if answer.evidence is not None and answer.evidence not in EVIDENCE:
            raise InvalidValueError(
                f"'{answer.evidence}' is no kind of evidence. {meant(str(answer.evidence), EVIDENCE)}"
            )
        value: Any = clean_value(item, answer.value, questionnaire) if answer.kind == "value" else None
        kept = replace(answer, value=value, reason=clean_text(answer.reason), comment=clean_text(answer.comment))
        saved = None if kept == Answer("unanswered") else Saved(kept, at)
        self._store.save_answer(response_id, questionnaire.id, item_id, saved, round_number=round_number, at=at)
        return saved

    def _later_answered(self, response_id: str, questionnaire: Questionnaire, item_id: str) -> bool:
        order = [item.id for item in questionnaire.items]
        kept = self._store.answers(response_id, questionnaire.id)
        later = order[order.index(item_id) + 1 :]
        return any(each in kept and kept[each].answer.kind != "unanswered" for each in later)

    def answers(self, response_id: str, questionnaire_id: str, *, round_number: int = 1) -> Mapping[str, Saved]:
        """Return item id to what was kept in a round."""
        return self._store.answers(response_id, questionnaire_id, round_number=round_number)

    def submit(self, response: Response, questionnaire_id: str) -> Response:
        """Fix the answers of one questionnaire; twice changes nothing.

        Raises:
            InvalidValueError: Nothing was answered yet.
            MoveError: The response is a seat in a workshop, whose votes count by being revealed.
            UnknownResponseError: There is no such wave.
        """
        self.alone(response)
        if questionnaire_id in response.submitted:
            return response
        kept = self._store.answers(response.id, questionnaire_id)
        if all(saved.answer.kind == "unanswered" for saved in kept.values()):
            raise InvalidValueError("Answer at least one question first.")
        submitted = replace(response, submitted={**response.submitted, questionnaire_id: self._clock()})
        self._store.submit(submitted, questionnaire_id)
        return self.current(response.id)

    def set_targets(self, response: Response, questionnaire_id: str, values: Mapping[str, float]) -> None:
        """Keep targets (dimension id, or "" for all, to 0-100) with who set them and when.

        Whether the result was there to be seen is read from the store: the response handed in may be older.

        Raises:
            InvalidValueError: A target lies outside 0-100.
            MoveError: The response is a seat in a workshop.
            UnknownResponseError: There is no such response.
            AlreadySubmittedError: The result has been seen, and stays what it was.
            WaveClosedError: The wave is closed.
        """
        targets = targets_of(questionnaire_id, values, response.role, self._clock())
        self._check_unseen(response, questionnaire_id)
        self._store.set_targets(response.wave_id, targets)

    def set_importance(
        self,
        response: Response,
        questionnaire: Questionnaire,
        points: Mapping[str, float],
        effort: Mapping[str, int | None],
    ) -> None:
        """Keep how the respondent gives away 100 points over the top-level dimensions, and the effort of each, 1-5.

        Raises:
            InvalidValueError: The points do not add up to 100, or an effort lies outside 1-5.
            MoveError: The response is a seat in a workshop.
            UnknownResponseError: There is no such response.
            AlreadySubmittedError: The result has been seen, and stays what it was.
            WaveClosedError: The wave is closed.
        """
        importance = importance_of(questionnaire, points, effort, response.role, self._clock())
        self._check_unseen(response, questionnaire.id)
        self._store.set_importance(response.wave_id, importance)

    def _check_unseen(self, response: Response, questionnaire_id: str) -> None:
        """Check that somebody who answers alone has not seen the result yet."""
        _, wave = self.alone(response)
        if questionnaire_id in self.current(response.id).submitted:
            raise AlreadySubmittedError
        if wave.state == "closed":
            raise WaveClosedError

    def targets(self, response: Response, questionnaire_id: str) -> Mapping[str, Target]:
        """Return dimension id to target; the key "" holds for all dimensions."""
        return self._store.targets(response.wave_id, questionnaire_id)

    def importance(self, response: Response, questionnaire_id: str) -> Mapping[str, Importance]:
        """Return dimension id to its importance."""
        return self._store.importance(response.wave_id, questionnaire_id)


def as_pinned(definition: Definition) -> Pinned:
    """Return a definition as it is kept with a wave."""
    questionnaire = definition.questionnaire
    return Pinned(questionnaire.id, questionnaire.version, definition.digest, definition.data)


def as_answered(pinned: Pinned, language: str | None = None) -> Questionnaire:
    """Return the questionnaire as it was pinned, in a language where its texts have it."""
    return parse(dict(pinned.data), language)


def asked_of(pinned: Mapping[str, Pinned], questionnaire_id: str) -> Questionnaire:
    """Return one of the questionnaires that a wave is answered on.

    Raises:
        MoveError: It is none of them.
    """
    if questionnaire_id not in pinned:
        raise MoveError("This questionnaire is not asked here.")
    return as_answered(pinned[questionnaire_id])
