"""The moves of a live wave as values: each function returns what follows from what was."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from assessments.model import Batch, Live, Tally
from storage.plain import as_utc
from storage.rules import check_counting, check_opening, check_state

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

    from assessments.model import Response, Round, RoundState, Vote

NEW = Live(revision=1, screen="join", late=True, rounds=(), batches=())


def moved(live: Live, **changes: Any) -> Live:
    """Return the next revision."""
    return replace(live, revision=live.revision + 1, **changes)


def with_round(live: Live, opened: Round) -> Live:
    """Return the wave with another round.

    Raises:
        MoveError: It may not be opened.
    """
    check_opening(live.round, opened.number)
    return moved(live, rounds=(*live.rounds, replace(opened, opened_at=as_utc(opened.opened_at))))


def with_state(live: Live, number: int, state: RoundState) -> Live:
    """Return the wave with its newest round in another state.

    Raises:
        MoveError: The state may not be changed.
    """
    check_state(live.round, number)
    return moved(live, rounds=(*live.rounds[:-1], replace(live.rounds[-1], state=state)))


def with_batch(live: Live, round_number: int, responses: frozenset[str], at: datetime) -> Live:
    """Return the wave with those of the responses counted who were not.

    Raises:
        MoveError: Answers of the round may not be made to count.
    """
    check_counting(next((each for each in live.rounds if each.number == round_number), None))
    fresh = responses - live.counted(round_number)
    batch = Batch(len(live.batches) + 1, round_number, fresh, as_utc(at))
    return moved(live, batches=(*live.batches, batch) if fresh else live.batches)


def tally_of(responses: Collection[Response], votes: Collection[Vote], live: Live | None, round_number: int) -> Tally:
    """Count what has come in.

    Args:
        responses: All responses of the wave.
        votes: All its answers.
        live: How far it is; None where it is not live, so that nothing counts.
        round_number: The round that is looked at.
    """
    given = [each for each in votes if each.saved.answer.kind != "unanswered"]
    here = [each for each in given if each.round_number == round_number]
    counting = {(each.round_number, one) for each in (live.batches if live else ()) for one in each.responses}
    voters = Counter(each.response_id for each in here)
    return Tally(
        joined=dict(sorted(Counter(each.role for each in responses).items())),
        answered=dict(sorted(Counter((each.questionnaire_id, each.item_id) for each in here).items())),
        voters=len(voters),
        received=len(given),
        counted=sum((each.round_number, each.response_id) in counting for each in given),
        given=tuple(sorted(voters.values())),
    )
