"""What may be done with a live wave: set up, join, vote, reveal, vote again, close. The clock is handed in."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assessments import codes
from assessments.anonymity import countable
from assessments.codes import JOIN_LENGTH, RECEIPT_LENGTH, RESUME_LENGTH
from assessments.errors import MoveError, UnknownResponseError, WaveClosedError
from assessments.labels import quarter_of, tidy
from assessments.looks import looks_of, rules_of
from assessments.model import Assessment, ItemKey, Live, Response, Round, Wave
from assessments.plan import Plan, PlanError, invited_problems, problems, seats
from assessments.workflow import NAME_LIMIT, Begun, as_pinned
from questionnaires.values import clean_text

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import datetime

    from assessments.anonymity import Countable
    from assessments.model import Pinned, Tally, Vote
    from assessments.ports import Store

JOIN, PROGRESS, RANKING, RESULT = "join", "progress", "ranking", "result"
NOBODY = "Nobody has voted yet."
FULL = (
    "Every seat in this workshop is taken, so you are not in yet. Tell the facilitator, who can raise the number "
    "invited on the console; then try again."
)


@dataclass(frozen=True, slots=True)
class SetUp:
    """A wave that was just set up, with the key to lead it; the key is shown once and kept as a hash."""

    assessment: Assessment
    wave: Wave
    organiser_code: str


@dataclass(frozen=True, slots=True)
class Receipt:
    """What a participant may know about the own answers.

    Attributes:
        rounds: For each vote its number, how many answers were received, and whether they count in what is shown.
    """

    rounds: tuple[tuple[int, int, bool], ...]


class Workshop:
    """The use cases of a live wave over one store."""

    def __init__(self, store: Store, clock: Callable[[], datetime]) -> None:
        """Take the store and a clock that returns an aware time."""
        self._store = store
        self._clock = clock

    def set_up(self, plan: Plan) -> SetUp:
        """Keep a new assessment with one live wave; where it closes by itself, its first vote is under way at once.

        Raises:
            PlanError: The plan cannot be carried out; the error lists why, and nothing was kept.
        """
        now = self._clock()
        found = problems(plan, now)
        if found:
            raise PlanError(found)
        made = as_planned(plan, now)
        pinned = [as_pinned(each) for each in plan.definitions]
        self._store.add_wave(made.assessment, made.wave, pinned, organiser_hash=codes.code_hash(made.organiser_code))
        if plan.closes_at is not None:
            self.start(made.wave)
        return made

    def enter(self, organiser_code: str) -> tuple[Assessment, Wave] | None:
        """Return the assessment that a key opens, in whatever role, with its newest live wave; None for none."""
        if not codes.is_code(organiser_code, RESUME_LENGTH):
            return None
        assessment = self._store.assessment_by_key(codes.code_hash(organiser_code))
        return None if assessment is None else self.lead(assessment)

    def lead(self, assessment: Assessment) -> tuple[Assessment, Wave] | None:
        """Return an assessment with its newest live wave; None where it has none."""
        live = [wave for wave in self._store.waves(assessment.id) if wave.join_code is not None]
        return (assessment, live[-1]) if live else None

    def find(self, join_code: str) -> Wave | None:
        """Return the wave that a join code belongs to, or None."""
        return (
            self._store.wave_by_join_code(codes.normal_code(join_code))
            if codes.is_code(join_code, JOIN_LENGTH)
            else None
        )

    def name(self, wave: Wave) -> str:
        """Return the name of the wave's assessment."""
        assessment = self._store.assessment(wave.assessment_id)
        return assessment.name if assessment else ""

    def current(self, wave: Wave) -> Wave:
        """Return a wave as it stands now; a live one whose time has come is closed first, as ``close`` does it.

        Raises:
            MoveError: It is gone.
        """
        now = self._kept(wave)
        if now.join_code is not None and now.state == "open" and not now.takes_answers(self._clock()):
            self.close(now)
            now = self._kept(now)
        return now

    def invite(self, wave: Wave, invited: int | None) -> None:
        """Raise the number of people asked to take part, and with it the number of seats.

        Raises:
            PlanError: The number is lower than before, or too large.
            WaveClosedError: The wave is closed.
            MoveError: Answers are anonymous, and some count already.
        """
        found = invited_problems(invited, self.current(wave))
        if invited is None or found:
            raise PlanError(found)
        self._store.set_invited(wave.id, invited)

    def pinned(self, wave: Wave) -> Mapping[str, Pinned]:
        """Return questionnaire id to the definition the wave is answered on."""
        return self._store.pinned(wave.id)

    def join(self, wave: Wave, role: str = "", unit: str = "", name: str = "") -> Begun:
        """Let somebody take part.

        Args:
            wave: What they join.
            role: One of the wave's roles; empty where it has none.
            unit: One of its units; empty where it has none.
            name: What they want to be called; not kept in an anonymous wave.

        Raises:
            MoveError: The role or the unit is none of the wave's, or all seats are taken. Several who join in the same
                moment may take a few seats more.
            WaveClosedError: The wave is closed.
        """
        _check_groups(wave, role, unit)
        if len(self._store.responses(wave.id)) >= seats(wave.invited):
            raise MoveError(FULL)
        code = codes.make_code(RESUME_LENGTH)
        kept = clean_text(name, NAME_LIMIT) if wave.mode == "open" else ""
        response = Response(
            secrets.token_hex(8), wave.id, role, unit, codes.make_code(RECEIPT_LENGTH), self._clock(), name=kept
        )
        self._store.join(response, resume_hash=codes.code_hash(code))
        return Begun(response, code)

    def move(self, wave: Wave, response_id: str, role: str = "", unit: str = "") -> None:
        """Put a participant into another role and unit.

        Raises:
            MoveError: The role or the unit is none of the wave's, or an answer of theirs counts already.
            WaveClosedError: The wave is closed.
        """
        _check_groups(wave, role, unit)
        self._store.set_groups(response_id, role=role, unit=unit)

    def live(self, wave: Wave) -> Live:
        """Return how far a wave is.

        Raises:
            MoveError: It is not live.
        """
        live = self._store.live(wave.id)
        if live is None:
            raise MoveError("This workshop no longer exists.")
        return live

    def tally(self, wave: Wave, live: Live) -> Tally:
        """Count what has come in for the newest vote."""
        return self._store.tally(wave.id, live.round.number if live.round else 1)

    def responses(self, wave: Wave) -> tuple[Response, ...]:
        """Return who takes part."""
        return self._store.responses(wave.id)

    def votes(self, wave: Wave) -> tuple[Vote, ...]:
        """Return every answer of a wave."""
        return self._store.votes(wave.id)

    def start(self, wave: Wave, items: Sequence[ItemKey] | None = None) -> None:
        """Open the next vote: on everything, or on chosen items.

        Raises:
            MoveError: A vote is under way, or no item was chosen.
            WaveClosedError: The wave is closed.
        """
        live = self.live(wave)
        if items is not None and not items:
            raise MoveError("Choose at least one question to vote on again.")
        number = live.round.number + 1 if live.round else 1
        chosen = None if items is None else tuple(items)
        self._store.open_round(wave.id, Round(number, chosen, "voting", self._clock()))
        self._store.set_screen(wave.id, PROGRESS)

    def stop(self, wave: Wave) -> None:
        """Take no more answers in the newest vote, without showing anything yet."""
        self._store.set_round_state(wave.id, self._round(self.live(wave)).number, "stopped")

    def go_on(self, wave: Wave) -> None:
        """Take answers again in a vote that was stopped."""
        self._store.set_round_state(wave.id, self._round(self.live(wave)).number, "voting")

    def waiting(self, wave: Wave, live: Live) -> Countable:
        """Say who has voted in the newest vote without counting in it yet, and whether they can count now."""
        number = live.round.number if live.round else 0
        voters = {vote.response_id for vote in _given(self.votes(wave)) if vote.round_number == number}
        new = frozenset(voters) - live.counted(number)
        known = frozenset().union(*(batch.responses for batch in live.batches))
        return countable(looks_of(live.batches), new - known, new & known, rules_of(wave))

    def reveal(self, wave: Wave) -> None:
        """End the newest vote and let it count.

        Raises:
            MoveError: Too few have voted, and the vote goes on as before; it is revealed already; or there is none.
            WaveClosedError: The wave is closed.
        """
        live = self.live(wave)
        newest = self._round(live)
        if newest.state == "revealed":
            raise MoveError("This vote is already revealed.")
        before = self.waiting(wave, live)
        done_before = bool(live.counted(newest.number))
        if not before.now and not done_before:
            raise MoveError(before.sentence or NOBODY)
        self._store.set_round_state(wave.id, newest.number, "stopped")
        # Between the look and the stop somebody may have voted, taken an answer back, or revealed the same vote.
        live = self.live(wave)
        final = self.waiting(wave, live)
        if not final.now and not live.counted(newest.number):
            self._store.set_round_state(wave.id, newest.number, newest.state)
            raise MoveError(final.sentence or NOBODY)
        self._store.count(wave.id, newest.number, final.now, self._clock())
        self._store.set_round_state(wave.id, newest.number, "revealed")
        self._store.set_screen(wave.id, RANKING)

    def count_late(self, wave: Wave) -> None:
        """Let the answers that came in after the reveal count.

        Raises:
            MoveError: The vote is not revealed, nobody waits, or too few do.
            WaveClosedError: The wave is closed.
        """
        live = self.live(wave)
        newest = self._round(live)
        if newest.state != "revealed":
            raise MoveError("This vote is not revealed yet. Reveal it first.")
        found = self.waiting(wave, live)
        if not found.now:
            raise MoveError(found.sentence or "Nobody has answered since the reveal.")
        self._store.count(wave.id, newest.number, found.now, self._clock())

    def show(self, wave: Wave, screen: str) -> None:
        """Say what the projector shows."""
        self._store.set_screen(wave.id, screen)

    def let_late(self, wave: Wave, *, late: bool) -> None:
        """Say whether those who do not count yet may answer after a reveal."""
        self._store.set_late(wave.id, late=late)

    def close(self, wave: Wave) -> None:
        """End the wave for good; what can count counts."""
        live = self.live(wave)
        try:
            if live.round and live.round.state != "revealed":
                self.reveal(wave)
            elif live.round:
                self.count_late(wave)
        except (MoveError, WaveClosedError):
            pass  # too few to be shown: their answers stay uncounted, and their receipts say so
        self._store.close_wave(wave.id)
        self._store.set_screen(wave.id, RESULT)

    def receipt(self, wave: Wave, receipt: str) -> Receipt:
        """Look up what was received from one participant and what of it counts.

        Raises:
            UnknownResponseError: The wave has no such receipt.
        """
        code = codes.grouped(codes.normal_code(receipt))
        found = self._store.response_by_receipt(wave.id, code) if codes.is_code(receipt, RECEIPT_LENGTH) else None
        if found is None:
            raise UnknownResponseError
        live = self.live(wave)
        own = _given(self._store.votes(wave.id, response_id=found.id))
        rounds = []
        for each in live.rounds:
            received = sum(vote.round_number == each.number for vote in own)
            counted = each.state == "revealed" and found.id in live.counted(each.number)
            rounds.append((each.number, received, counted))
        return Receipt(tuple(rounds))

    def _kept(self, wave: Wave) -> Wave:
        kept = self._store.wave(wave.id)
        if kept is None:
            raise MoveError("This workshop no longer exists.")
        return kept

    def _round(self, live: Live) -> Round:
        if live.round is None:
            raise MoveError("There has been no vote yet.")
        return live.round


def _given(votes: Sequence[Vote]) -> list[Vote]:
    """Return votes without those that hold nothing but a comment."""
    return [vote for vote in votes if vote.saved.answer.kind != "unanswered"]


def _check_groups(wave: Wave, role: str, unit: str) -> None:
    if role not in (wave.roles or ("",)) or unit not in (wave.units or ("",)):
        raise MoveError("Choose one of the roles and units that are offered.")


def may_answer(wave: Wave, live: Live, response_id: str) -> bool:
    """Say whether the newest vote takes answers of a respondent; the store decides again when one is saved."""
    newest = live.round
    if wave.state == "closed" or newest is None:
        return False
    if newest.state == "revealed":
        return live.late and response_id not in live.counted(newest.number)
    return newest.state == "voting"


def as_planned(plan: Plan, now: datetime) -> SetUp:
    """Return a new assessment with one live wave as they were planned, and the key that leads them; nothing is kept."""
    assessment = Assessment(secrets.token_hex(8), clean_text(plan.name, NAME_LIMIT), now)
    wave = Wave(
        secrets.token_hex(8),
        assessment.id,
        tidy(plan.label) or quarter_of(now),
        plan.mode,
        plan.smallest_group if plan.mode == "anonymous" else 1,
        plan.invited,
        "open",
        now,
        roles=plan.roles,
        units=plan.units,
        join_code=codes.normal_code(codes.make_code(JOIN_LENGTH)),
        closes_at=plan.closes_at,
    )
    return SetUp(assessment, wave, codes.make_code(RESUME_LENGTH))
