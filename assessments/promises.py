"""What is promised after a wave, and what became of it by the next one."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING, Literal

from assessments.errors import MoveError
from assessments.labels import tidy
from assessments.model import Action
from assessments.plan import PlanError
from assessments.workflow import NAME_LIMIT, asked_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from datetime import date, datetime

    from assessments.model import Wave
    from assessments.ports import Store

MOST_OPEN = 5  # a handful: more of them are a list that nobody keeps
TEXT_LIMIT = 300
LONGEST = timedelta(days=3652)  # ten years; the field for the day reaches no further, and calendars end one day
FULL = f"{MOST_OPEN} promises are open already. Say of one that it was kept or dropped before you make another."
DECIDED = "It has been said what became of this promise. Open it again before you change it."
GONE = "This promise no longer exists."

Standing = Literal["kept", "late", "open", "dropped"]
_ORDER: tuple[Standing, ...] = ("kept", "late", "open", "dropped")


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A promise as it stands.

    Attributes:
        words: The same as a sentence, with its date.
        moved: What the dimension did since then; empty where nothing is known of it.
    """

    action: Action
    standing: Standing
    words: str
    moved: str = ""


class Promises:
    """The use cases of what is promised, over one store."""

    def __init__(self, store: Store, clock: Callable[[], datetime]) -> None:
        """Take the store and a clock that returns an aware time."""
        self._store = store
        self._clock = clock

    def commit(  # noqa: PLR0917 - in the order in which the form asks for them
        self, wave: Wave, questionnaire_id: str, dimension_id: str, what: str, owner: str, due: date, proof: str
    ) -> Action:
        """Promise something after a wave. Two who promise in the same moment may exceed the handful by one.

        Args:
            wave: Whose result leads to it.
            questionnaire_id: One that the wave was asked.
            dimension_id: What it is to move; "" for the whole questionnaire.
            what: What will be done.
            owner: Who sees to it.
            due: The last day on which it is in time.
            proof: What will show that it worked.

        Raises:
            MoveError: A handful is open already, or the questionnaire is not asked.
            PlanError: Something is missing, too long, or in the past; the error lists what.
        """
        names = {"", *(each.id for each in asked_of(self._store.pinned(wave.id), questionnaire_id).walk())}
        self._check_room(wave.assessment_id)
        now = self._clock()
        action = Action(
            secrets.token_hex(8),
            wave.assessment_id,
            wave.id,
            questionnaire_id,
            dimension_id,
            tidy(what),
            tidy(owner),
            due,
            tidy(proof),
            "open",
            now,
        )
        found = [] if dimension_id in names else ["Choose one of the dimensions of the questionnaire."]
        return self._checked(action, [*found, *_day_problems(due, now.date())])

    def change(
        self,
        action: Action,
        *,
        what: str | None = None,
        owner: str | None = None,
        due: date | None = None,
        proof: str | None = None,
    ) -> Action:
        """Word an open promise anew, or move its date; what is left out stays as it is.

        Raises:
            MoveError: It is not open any more, or gone.
            PlanError: Something is missing, too long, or in the past; the error lists what.
        """
        held = self._held(action)
        if held.state != "open":
            raise MoveError(DECIDED)
        changed = replace(
            held,
            what=held.what if what is None else tidy(what),
            owner=held.owner if owner is None else tidy(owner),
            due=held.due if due is None else due,
            proof=held.proof if proof is None else tidy(proof),
        )
        moved = changed.due != held.due
        return self._checked(changed, _day_problems(changed.due, self._clock().date()) if moved else [])

    def decide(self, action: Action, state: Literal["kept", "dropped"], note: str = "") -> Action:
        """Say of an open promise that it was kept or dropped, with a note on what became of it.

        Raises:
            MoveError: It is not open any more, or gone.
            PlanError: The note is too long.
        """
        held = self._held(action)
        if held.state != "open":
            raise MoveError(DECIDED)
        return self._checked(replace(held, state=state, decided_at=self._clock(), note=tidy(note)), [])

    def reopen(self, action: Action) -> Action:
        """Open a promise again; one that is open stays as it is.

        Raises:
            MoveError: A handful is open already, or it is gone.
        """
        held = self._held(action)
        if held.state == "open":
            return held
        self._check_room(held.assessment_id)
        return self._checked(replace(held, state="open", decided_at=None, note=""), [])

    def all(self, assessment_id: str) -> tuple[Action, ...]:
        """Return the promises of an assessment, the first that is due first."""
        return self._store.actions(assessment_id)

    def _check_room(self, assessment_id: str) -> None:
        if sum(each.state == "open" for each in self._store.actions(assessment_id)) >= MOST_OPEN:
            raise MoveError(FULL)

    def _held(self, action: Action) -> Action:
        held = next((each for each in self._store.actions(action.assessment_id) if each.id == action.id), None)
        if held is None:
            raise MoveError(GONE)
        return held

    def _checked(self, action: Action, found: list[str]) -> Action:
        """Keep an action where nothing is wrong with it."""
        problems = [*found, *_text_problems(action)]
        if problems:
            raise PlanError(problems)
        self._store.put_action(action)
        return action


def review(actions: Iterable[Action], waves: Sequence[Wave], today: date) -> tuple[Reviewed, ...]:
    """Return what earlier waves led to: kept first, then late, open, dropped; each by its due date.

    Args:
        actions: All promises of an assessment.
        waves: All its waves, oldest first; what the newest one led to is left out.
        today: The day on which they are looked at.
    """
    earlier = {each.id for each in waves[:-1]}
    before = [each for each in actions if each.wave_id in earlier]
    found = [Reviewed(each, stands := standing(each, today), _words(each, stands)) for each in before]
    return tuple(sorted(found, key=lambda each: (_ORDER.index(each.standing), each.action.due, each.action.id)))


def with_movement(reviewed: Iterable[Reviewed], moved: Mapping[tuple[str, str], str]) -> tuple[Reviewed, ...]:
    """Return promises with what their dimensions did.

    Args:
        reviewed: The promises.
        moved: Questionnaire id and dimension id ("" for the whole) to the finding in words.
    """
    return tuple(
        replace(each, moved=moved.get((each.action.questionnaire_id, each.action.dimension_id), ""))
        for each in reviewed
    )


def standing(action: Action, today: date) -> Standing:
    """Return how a promise stands on a day."""
    return "late" if action.is_late(today) else action.state


def _words(action: Action, stands: Standing) -> str:
    day = _day(action.due)
    if action.decided_at is None:
        return f"Late: it was due on {day}." if stands == "late" else f"Open, due on {day}."
    return f"{action.state.capitalize()} on {_day(action.decided_at)}, due on {day}."


def _day(day: date) -> str:
    return f"{day:%-d %B %Y}"


def _day_problems(due: date, today: date) -> list[str]:
    if due - today > LONGEST:
        return ["The due date lies more than ten years ahead: choose an earlier one."]
    return ["The due date lies in the past: choose a later one."] if due < today else []


def _text_problems(action: Action) -> list[str]:
    """Return what is missing and what is too long."""
    needed = {
        "Say what will be done.": action.what,
        "Say who sees to it.": action.owner,
        "Say what will show that it worked.": action.proof,
    }
    limits = {
        "What will be done": (action.what, TEXT_LIMIT),
        "The name of the owner": (action.owner, NAME_LIMIT),
        "What will show that it worked": (action.proof, TEXT_LIMIT),
        "The note": (action.note, TEXT_LIMIT),
    }
    return [
        *(sentence for sentence, text in needed.items() if not text),
        *(
            f"{name} has {len(text)} characters; at most {limit} fit."
            for name, (text, limit) in limits.items()
            if len(text) > limit
        ),
    ]
