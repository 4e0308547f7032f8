"""The port to the store: what the workflow asks of whatever keeps the answers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from assessments.ports_deletion import DeletionStore
from assessments.ports_doors import DoorStore
from assessments.ports_pool import PoolStore

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from assessments.kept import Kept, KeptWave
    from assessments.model import (
        Action,
        Assessment,
        Importance,
        Live,
        Mirror,
        Opening,
        Pinned,
        Response,
        Round,
        RoundState,
        Saved,
        Tally,
        Target,
        Vote,
        Wave,
    )


class Store(DeletionStore, DoorStore, PoolStore, Protocol):
    """Keeps assessments, waves, pinned definitions, responses, answers, votes, targets and actions.

    Every method is one transaction: when it returns, what it was given is committed. Codes arrive hashed; the store
    never sees a code. Each method raises ``StoreUnavailableError`` when the database cannot be read or written, and
    then has changed nothing. It raises ``ValueError``, and has changed nothing, where the caller is mistaken: the id or
    the code hash of a new response is taken, or the id or the join code of a new wave; a wave to pin or to set targets
    for does not exist; a wave to join or to lead is not live; a response to count is in another wave; a time has no
    zone, or a value is no plain JSON. Renaming or closing what does not exist changes nothing.

    Everything the organiser does to a live wave raises its revision by one, also where it repeats what is; only closing
    what is closed does not.

    Times are returned in UTC, mappings in the order of their keys.
    """

    def add_response(
        self, assessment: Assessment, wave: Wave, response: Response, *, organiser_hash: str, resume_hash: str
    ) -> None:
        """Keep a new response; its assessment and wave too, where they are new."""

    def add_wave(
        self, assessment: Assessment, wave: Wave, definitions: Sequence[Pinned], *, organiser_hash: str
    ) -> None:
        """Keep a new wave with the definitions pinned to it; its assessment too, where that is new.

        A wave with a join code is live from then on, with revision 1, the screen "join", late answers on and no round.
        A join code that is taken is the caller's mistake.
        """

    def add_next_wave(self, opening: Opening, *, resume_hash: str | None = None) -> None:
        """Keep the next wave of an assessment with everything it begins with, in one transaction.

        The wave of somebody who answers alone is closed by it; a live one has to be closed before.

        Args:
            opening: The wave, created later than the newest one so far, and what it begins with; live where that one
                is live, and only there.
            resume_hash: The hash of a code for the response it begins with; given where there is one, and only there.

        Raises:
            MoveError: The newest wave is live and not closed, or another one has been opened after it.
        """

    def add_mirror(
        self,
        mirror: Mirror,
        assessment: Assessment,
        wave: Wave,
        definitions: Sequence[Pinned],
        vote: Round,
        *,
        organiser_hash: str,
    ) -> None:
        """Keep a new assessment with the one live wave that mirrors a wave of another one, its first vote under way.

        The screen of the new wave is "progress".

        Raises:
            MoveError: The wave is mirrored for this audience already.
        """

    def mirrors(self, wave_id: str) -> tuple[Mirror, ...]:
        """Return the mirrors of a wave in the order of their audiences."""

    def mirrored_by(self, mirror_wave_id: str) -> Mirror | None:
        """Return what a wave mirrors, or None where it is no mirror."""

    def set_closing(self, wave_id: str, closes_at: datetime | None) -> None:
        """Say from when on a wave takes no answer.

        Raises:
            WaveClosedError: The wave is closed.
        """

    def set_invited(self, wave_id: str, invited: int) -> None:
        """Say how many people are asked to take part in a live wave.

        Raises:
            WaveClosedError: The wave is closed.
            MoveError: It is anonymous, and something of it counts already.
        """

    def set_link(self, response_id: str, link: str) -> None:
        """Link a response of a live wave to those of the same person in other waves, as long as none of it counts.

        Raises:
            UnknownResponseError: There is no such response.
            WaveClosedError: The wave is closed.
            MoveError: An answer of it counts.
        """

    def join(self, response: Response, *, resume_hash: str) -> None:
        """Keep a new response in a wave that exists.

        Raises:
            WaveClosedError: The wave is closed.
        """

    def set_groups(self, response_id: str, *, role: str, unit: str) -> None:
        """Put a response of a live wave into another role and unit, as long as no answer of it counts.

        Raises:
            UnknownResponseError: There is no such response.
            WaveClosedError: The wave is closed.
            MoveError: An answer of it counts.
        """

    def assessment_by_key(self, organiser_hash: str) -> Assessment | None:
        """Return the assessment that a key with this hash opens, in whatever role, or None."""

    def waves(self, assessment_id: str) -> tuple[Wave, ...]:
        """Return the waves of an assessment, oldest first."""

    def wave_by_join_code(self, join_code: str) -> Wave | None:
        """Return the wave with this join code, as it was kept, or None."""

    def responses(self, wave_id: str) -> tuple[Response, ...]:
        """Return the responses of a wave in the order of their ids."""

    def response_by_receipt(self, wave_id: str, receipt: str) -> Response | None:
        """Return the response of a wave with this receipt, or None."""

    def pin(self, wave_id: str, definition: Pinned) -> Pinned:
        """Pin a definition to a wave unless one of the same questionnaire is pinned; return the one that holds."""

    def pinned(self, wave_id: str) -> Mapping[str, Pinned]:
        """Return questionnaire id to the definition pinned to the wave."""

    def assessment(self, assessment_id: str) -> Assessment | None:
        """Return an assessment, or None."""

    def rename_assessment(self, assessment_id: str, name: str) -> None:
        """Give an assessment another name."""

    def wave(self, wave_id: str) -> Wave | None:
        """Return a wave, or None."""

    def close_wave(self, wave_id: str) -> None:
        """Close a wave for good, so that no answer comes in any more; closing it twice changes nothing."""

    def response(self, response_id: str) -> Response | None:
        """Return a response, or None."""

    def response_by_code(self, resume_hash: str) -> Response | None:
        """Return the response whose resume code has this hash, or None."""

    def save_answer(
        self,
        response_id: str,
        questionnaire_id: str,
        item_id: str,
        saved: Saved | None,
        *,
        round_number: int = 1,
        at: datetime | None = None,
    ) -> None:
        """Keep one answer in place of the item's earlier one in the same round; None takes the answer back.

        A wave with a closing time takes it before that time only: ``at`` is when it was given or taken back, where it
        is left out that of ``saved``. A response that joins, and a questionnaire that is submitted, have a time too.

        Whether it may be kept is checked in the same transaction. In a live wave only the newest round takes answers,
        to the items it asks, from those who do not count in it yet: while it is ``voting``, and after it was
        ``revealed``, where late answers are on.

        Raises:
            UnknownResponseError: There is no such response.
            WaveClosedError: The wave is closed.
            AlreadySubmittedError: The questionnaire was submitted.
            RoundClosedError: The round does not take the answer; who answers alone has no round but the first.
        """

    def answers(self, response_id: str, questionnaire_id: str, *, round_number: int = 1) -> Mapping[str, Saved]:
        """Return item id to the answer saved in a round."""

    def votes(self, wave_id: str, *, response_id: str | None = None) -> tuple[Vote, ...]:
        """Return the answers of a wave, or of one response in it, by response, questionnaire, item and round."""

    def bare_votes(self, wave_id: str) -> Sequence[Vote]:
        """Return the answers of a wave in no order and as figures need them, in a third of the time.

        Each is without comment, reason and evidence, and bears the time at which the wave was begun. Answers that are
        alike may be one object: their values are not to be changed.
        """

    def tally(self, wave_id: str, round_number: int) -> Tally:
        """Count what has come in; every role of a response in the wave appears, sorted."""

    def live(self, wave_id: str) -> Live | None:
        """Return how far a live wave is; None where there is no such wave or it has no join code."""

    def open_round(self, wave_id: str, opened: Round) -> None:
        """Open the next vote: its number follows the newest round's, and that one has been revealed.

        Raises:
            WaveClosedError: The wave is closed.
            MoveError: Another vote was opened, or the newest one has not been revealed.
        """

    def set_round_state(self, wave_id: str, number: int, state: RoundState) -> None:
        """Stop, reopen or reveal the newest round; what was revealed stays so.

        When this returns, no answer that the new state forbids can still come in.

        Raises:
            WaveClosedError: The wave is closed.
            MoveError: The round is not the newest one, or was revealed before.
        """

    def count(self, wave_id: str, round_number: int, responses: frozenset[str], at: datetime) -> None:
        """Let the answers that responses gave in a round count from now on, together; none of them can then change.

        Those who count in the round already are left as they are; where nobody is left nothing is kept.

        Raises:
            WaveClosedError: The wave is closed.
            MoveError: The round does not exist, or still takes votes of everybody.
        """

    def set_screen(self, wave_id: str, screen: str) -> None:
        """Say what the projector shows; also in a closed wave."""

    def set_late(self, wave_id: str, *, late: bool) -> None:
        """Say whether those who do not count yet may answer after a reveal."""

    def submit(self, response: Response, questionnaire_id: str) -> None:
        """Mark a questionnaire as submitted at ``response.submitted[questionnaire_id]``; twice changes nothing.

        Raises:
            UnknownResponseError: There is no such response.
            WaveClosedError: The wave is closed.
        """

    def set_targets(self, wave_id: str, targets: Sequence[Target]) -> None:
        """Keep targets in place of earlier ones for the same dimensions."""

    def targets(self, wave_id: str, questionnaire_id: str) -> Mapping[str, Target]:
        """Return dimension id to target; the key "" is the whole questionnaire's."""

    def set_importance(self, wave_id: str, importance: Sequence[Importance]) -> None:
        """Keep the importance of dimensions in place of what was kept for the same ones."""

    def importance(self, wave_id: str, questionnaire_id: str) -> Mapping[str, Importance]:
        """Return dimension id to its importance."""

    def put_action(self, action: Action) -> None:
        """Keep an action, in place of the one with the same id."""

    def actions(self, assessment_id: str) -> tuple[Action, ...]:
        """Return the actions of an assessment, the first that is due first, then by the time they were made and id."""

    def assessments(self) -> tuple[Assessment, ...]:
        """Return all assessments, oldest first."""

    def everything(self, assessment_id: str) -> Kept | None:
        """Return an assessment with everything that belongs to it, as it is at one moment, or None.

        Answers that are alike may be one object: their values are not to be changed.
        """

    def add_everything(self, kept: Kept) -> None:
        """Keep a new assessment with everything that belongs to it; ``everything`` then returns the same.

        A definition that is known by its digest is not kept again. Two assessments may have the same organiser's hash;
        it then leads to the older one.

        Raises:
            ValueError: An id, the hash of a resume code or a join code is taken, or the parts do not fit each other;
                the message says which. Nothing is changed.
        """

    def add_filled_wave(self, after: str, wave: KeptWave) -> None:
        """Keep the next wave of an assessment with its answers, in one transaction.

        The wave of somebody who answers alone is closed by it; a live one has to be closed before.

        Args:
            after: The id of the assessment's newest wave so far.
            wave: The next one, created later; live where that one is live, and only there. Otherwise it has one
                response.

        Raises:
            MoveError: The newest wave is live and not closed, or another one has been opened after it.
            ValueError: As in ``add_everything``, or there is no such wave.
        """
