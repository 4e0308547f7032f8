"""When the next wave of an assessment may be opened, and with what, the same for every store."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assessments.errors import MoveError
from storage.plain import as_utc

if TYPE_CHECKING:
    from collections.abc import Collection

    from assessments.model import Opening, Wave


def check_next(opening: Opening, resume_hash: str | None, waves: Collection[Wave]) -> None:
    """Check that a wave may be opened.

    Args:
        opening: The wave and what it begins with.
        resume_hash: The hash of a code for the response it begins with.
        waves: All waves of its assessment so far, as they are kept.

    Raises:
        MoveError: The newest wave is live and not closed, or another one has been opened after it.
        ValueError: The caller's mistake: the parts do not fit each other, or the wave before.
    """
    _check_parts(opening, resume_hash)
    check_after(opening.after, opening.wave, waves)


def check_after(after: str, wave: Wave, waves: Collection[Wave]) -> None:
    """Check that a wave may follow another one, whatever it begins with.

    Args:
        after: The id of the wave before.
        wave: The new one.
        waves: All waves of its assessment so far, as they are kept.

    Raises:
        MoveError: The newest wave is live and not closed, or another one has been opened after it.
        ValueError: The wave does not fit the one before.
    """
    before = next((each for each in waves if each.id == after), None)
    if before is None:
        raise ValueError("The wave before does not exist in this assessment.")
    if (before.join_code is None) != (wave.join_code is None):
        raise ValueError("After a live wave comes a live one, and only there.")
    if before != max(waves, key=lambda each: (each.created_at, each.id)):
        raise MoveError("Another one was opened in the meantime. Look at that one first.")
    if before.join_code is not None and before.state == "open":
        raise MoveError("Close the last one first, so that nobody answers it while the next one is open.")
    if as_utc(wave.created_at) <= before.created_at:
        # The newest wave is the one that was created last: two at once would not see each other otherwise.
        raise ValueError("The next wave has to be created later than the one before.")


def _check_parts(opening: Opening, resume_hash: str | None) -> None:
    wave, response, vote = opening.wave, opening.response, opening.vote
    if (response is None) != (wave.join_code is not None) or (response is None) != (resume_hash is None):
        raise ValueError("The wave of somebody who answers alone begins with a response and its code, no other does.")
    if response is not None and response.wave_id != wave.id:
        raise ValueError("The response belongs to another wave.")
    if vote is not None and (wave.join_code is None or vote.number != 1):
        raise ValueError("Only a live wave begins with a vote, and with its first one.")
