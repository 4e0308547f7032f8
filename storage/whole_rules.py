"""What a whole assessment has to be like before a store takes it, the same for every store."""

from __future__ import annotations

import json
from collections import Counter
from itertools import chain
from typing import TYPE_CHECKING, Any, Literal

from storage.next_rules import check_after
from storage.plain import dumps

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Mapping, Sequence

    from assessments.kept import Kept, KeptWave
    from assessments.model import Action, Live, Pinned, Wave

Key = Literal["assessment", "wave", "join code", "response", "resume code", "action"]
TAKEN: dict[Key, str] = {
    "assessment": "There is an assessment with the id {} already.",
    "wave": "There is a wave with the id {} already.",
    "join code": "There is a wave with the join code {} already.",
    "response": "There is a response with the id {} already.",
    "resume code": "There is a response with the same resume code already.",  # its hash says nothing to anybody
    "action": "There is an action with the id {} already.",
}


def check_whole(kept: Kept) -> None:
    """Check that the parts of an assessment fit each other; the keys of its answers are the store's to check.

    Raises:
        ValueError: They do not; the message says what.
    """
    for filled in kept.waves:
        if filled.wave.assessment_id != kept.assessment.id:
            raise ValueError(f"The wave {filled.wave.id} belongs to another assessment.")
        check_filled(filled)
    ids = {each.wave.id for each in kept.waves}
    for action in kept.actions:
        if action.assessment_id != kept.assessment.id or action.wave_id not in ids:
            raise ValueError(f"The action {action.id} belongs to another assessment or wave.")


def check_filled(filled: KeptWave) -> None:
    """Check that the parts of a wave fit each other.

    Raises:
        ValueError: They do not; the message says what.
    """
    wave = filled.wave
    if (wave.join_code is None) != (filled.live is None):
        raise ValueError("A wave has a join code where it is live, and only there.")
    for each in filled.responses:
        if each.response.wave_id != wave.id:
            raise ValueError(f"The response {each.response.id} belongs to another wave.")
    ids = {each.response.id for each in filled.responses}
    if filled.live is not None:
        _check_live(filled.live, ids)
    rounds = {1} if filled.live is None else {each.number for each in filled.live.rounds}
    for vote in filled.votes:
        if vote.response_id not in ids or vote.round_number not in rounds:
            raise ValueError("An answer belongs to a response or a vote that is not there.")
    _check_once("questionnaire", (each.questionnaire_id for each in filled.definitions))
    _check_once("target", ((each.questionnaire_id, each.dimension_id) for each in filled.targets))
    _check_once("importance", ((each.questionnaire_id, each.dimension_id) for each in filled.importance))


def check_following(after: str, filled: KeptWave, waves: Collection[Wave]) -> None:
    """Check that a wave with its answers may follow the newest one of its assessment.

    Args:
        after: The id of the wave before.
        filled: The wave; ``check_filled`` found nothing wrong with it.
        waves: All waves of its assessment so far, as they are kept.

    Raises:
        MoveError: The newest wave is live and not closed, or another one has been opened after it.
        ValueError: The wave does not fit the one before.
    """
    if filled.live is None and len(filled.responses) != 1:
        raise ValueError("The wave of somebody who answers alone has one response.")
    check_after(after, filled.wave, waves)


def check_free(keys: Iterable[tuple[Key, Sequence[str]]], taken: Callable[[Key, Sequence[str]], str | None]) -> None:
    """Check that all keys are new, and none is there twice.

    Args:
        keys: What is to be kept.
        taken: Returns one of the keys of a kind that the store has, or None.

    Raises:
        ValueError: One is taken; the message says which.
    """
    for kind, values in keys:
        found = next((each for each in (taken(kind, values), _repeated(values)) if each is not None), None)
        if found is not None:
            raise ValueError(TAKEN[kind].format(found))


def check_same(definition: Pinned, held: Mapping[str, Any]) -> None:
    """Check that a definition is the one that is kept under its digest.

    Args:
        definition: What is to be pinned.
        held: The data that is kept.

    Raises:
        ValueError: It is another one.
    """
    if json.loads(dumps(definition.data)) != held:
        raise ValueError(f"Another definition has the digest of {definition.questionnaire_id}.")


def keys_of(waves: Sequence[KeptWave], actions: Sequence[Action] = ()) -> Iterator[tuple[Key, Sequence[str]]]:
    """Return the keys of waves and actions that no other may have."""
    responses = [*chain.from_iterable(each.responses for each in waves)]
    yield "wave", [each.wave.id for each in waves]
    yield "join code", [each.wave.join_code for each in waves if each.wave.join_code is not None]
    yield "response", [each.response.id for each in responses]
    yield "resume code", [each.resume_hash for each in responses]
    yield "action", [each.id for each in actions]


def _check_live(live: Live, ids: set[str]) -> None:
    """Check the votes of a wave and what counts in them; ``ids`` are those of its responses."""
    if [each.number for each in live.rounds] != [*range(1, len(live.rounds) + 1)]:
        raise ValueError("The votes of a wave are numbered from 1 on.")
    if [each.number for each in live.batches] != [*range(1, len(live.batches) + 1)]:
        raise ValueError("What counts together is numbered from 1 on.")
    left = {each.number: set(ids) for each in live.rounds}
    for batch in live.batches:
        if not batch.responses or not batch.responses <= left.get(batch.round_number, set()):
            raise ValueError("What counts are responses of the wave, each once in a vote that is there.")
        left[batch.round_number] -= batch.responses


def _check_once(what: str, keys: Iterable[Hashable]) -> None:
    found = [*keys]
    if len(set(found)) < len(found):
        raise ValueError(f"The wave has the same {what} twice.")


def _repeated(values: Sequence[str]) -> str | None:
    return next((each for each, number in Counter(values).items() if number > 1), None)
