"""What a wave allows, the same for every store: which answers it takes, and which moves of the organiser."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assessments.errors import MoveError, RoundClosedError, WaveClosedError
from storage.plain import as_utc

if TYPE_CHECKING:
    from datetime import datetime

    from assessments.model import ItemKey, Round


def check_time(closes_at: datetime | None, at: datetime | None) -> None:
    """Check that what somebody does comes before the wave's closing time, where it has one.

    Args:
        closes_at: From when on the wave takes nothing.
        at: When it is done.

    Raises:
        WaveClosedError: It comes too late.
        ValueError: The wave has a closing time, and nobody said when this is done.
    """
    if closes_at is None:
        return
    if at is None:
        raise ValueError("A wave with a closing time has to be told when an answer is taken back.")
    if as_utc(at) >= closes_at:
        raise WaveClosedError


def check_answer(newest: Round | None, round_number: int, item: ItemKey, *, late: bool, counts: bool) -> None:
    """Check that an answer is taken.

    Args:
        newest: The newest round of the wave.
        round_number: The round the answer is for.
        item: What it answers.
        late: Whether answers after a reveal are taken.
        counts: Whether the respondent's answers of the round count, so that they stay as they are.

    Raises:
        RoundClosedError: It is not.
    """
    if newest is None or newest.number != round_number or not newest.asks(item) or counts:
        raise RoundClosedError
    if newest.state == "stopped" or (newest.state == "revealed" and not late):
        raise RoundClosedError


def check_moving(*, counts: bool) -> None:
    """Check that somebody may change role, unit or link; afterwards what is shown would tell their answers.

    Raises:
        MoveError: An answer of theirs counts.
    """
    if counts:
        raise MoveError("Your answers count already, so what you said about yourself stays as it is.")


def check_inviting(*, anonymous: bool, counts: bool) -> None:
    """Check that the number invited may change: several ranges of the same answers tell more than one of them.

    Raises:
        MoveError: The wave is anonymous, and an answer counts.
    """
    if anonymous and counts:
        raise MoveError(
            "Something was revealed already, and its ranges rest on the number invited, so that number stays as it is."
        )


def check_lone_answer(round_number: int) -> None:
    """Check that an answer of somebody who answers alone is taken.

    Raises:
        RoundClosedError: It is for another round than the first, which is the only one.
    """
    if round_number != 1:
        raise RoundClosedError


def check_opening(newest: Round | None, number: int) -> None:
    """Check that a round with this number may be opened.

    Raises:
        MoveError: Another vote was opened, or the newest one has not been revealed.
    """
    if number != (newest.number if newest else 0) + 1:
        raise MoveError("Another vote was opened in the meantime. Look at that one first.")
    if newest is not None and newest.state != "revealed":
        raise MoveError("The last vote has not been revealed yet. Reveal it before you open the next one.")


def check_state(newest: Round | None, number: int) -> None:
    """Check that the round with this number may be stopped, reopened or revealed.

    Raises:
        MoveError: It is not the newest one, or was revealed before.
    """
    if newest is None or newest.number != number:
        raise MoveError("This is not the newest vote, so it stays as it is.")
    if newest.state == "revealed":
        raise MoveError("This vote was revealed, so it stays as it is.")


def check_counting(found: Round | None) -> None:
    """Check that answers of this round may be made to count.

    Raises:
        MoveError: The round does not exist, or still takes votes of everybody.
    """
    if found is None:
        raise MoveError("There is no such vote, so nothing of it can count.")
    if found.state == "voting":
        raise MoveError("This vote still takes answers of everybody. Stop it before its answers count.")
