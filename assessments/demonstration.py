"""Three imaginary assessments to look at and to test with, the same each time and labelled as made up."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC
from typing import TYPE_CHECKING

from assessments import codes
from assessments.demonstration_lone import lone_executive
from assessments.demonstration_room import workshop
from assessments.demonstration_team import team

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from assessments.kept import Kept, KeptWave
    from questionnaires.loader import Definition


def demonstrations(definitions: Sequence[Definition], at: datetime) -> tuple[Kept, ...]:
    """Return an executive who answers alone, a workshop of twenty-four, and a team's last three quarters.

    No code opens them: where the hash of a code stands, there is the hash of a text that is no code.

    Args:
        definitions: The questionnaires, the four core ones among them.
        at: The time, aware; everything took place before it.

    Raises:
        ValueError: One of the core questionnaires is missing, or no longer fits the answers.
    """
    now = at.astimezone(UTC).replace(microsecond=0)
    return lone_executive(definitions, now), workshop(definitions, now), team(definitions, now)


def with_new_codes(kept: Kept) -> tuple[Kept, str]:
    """Return an assessment with codes that nobody can guess, and the one that opens it.

    That is the organiser's key of a workshop, and the code of somebody who answers alone. It is kept as a hash. The
    seats in a workshop stay without a code that opens them.
    """
    code = codes.make_code(codes.RESUME_LENGTH)
    hashed = codes.code_hash(code)
    return replace(kept, organiser_hash=hashed, waves=tuple(_with_codes(each, hashed) for each in kept.waves)), code


def _with_codes(kept: KeptWave, hashed: str) -> KeptWave:
    alone = kept.wave.join_code is None
    join_code = None if alone else codes.normal_code(codes.make_code(codes.JOIN_LENGTH))
    responses = tuple(
        replace(
            each,
            response=replace(each.response, receipt=codes.make_code(codes.RECEIPT_LENGTH)),
            resume_hash=hashed if alone else each.resume_hash,
        )
        for each in kept.responses
    )
    return replace(kept, wave=replace(kept.wave, join_code=join_code), responses=responses)
