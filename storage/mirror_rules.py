"""When a wave may be mirrored by another one, the same for every store."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assessments.errors import MoveError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from assessments.model import Assessment, Mirror, Round, Wave

TAKEN = "This form was opened in the meantime. Look at that one first."


def check_mirror(mirror: Mirror, assessment: Assessment, wave: Wave, vote: Round) -> None:
    """Check that the parts of a new mirror fit each other.

    Raises:
        ValueError: The caller's mistake: they do not.
    """
    if wave.id != mirror.mirror_wave_id or wave.assessment_id != assessment.id:
        raise ValueError("The mirror, its wave and its assessment belong together.")
    if mirror.wave_id == mirror.mirror_wave_id:
        raise ValueError("A wave does not mirror itself.")
    if wave.join_code is None or vote.number != 1:
        raise ValueError("A mirror is a live wave with its first vote under way.")


def check_unmirrored(mirror: Mirror, found: Iterable[Mirror]) -> None:
    """Check that a wave has no mirror for this audience yet.

    Raises:
        MoveError: It has one.
    """
    if any((each.wave_id, each.audience) == (mirror.wave_id, mirror.audience) for each in found):
        raise MoveError(TAKEN)
