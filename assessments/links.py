"""Which responses of two waves are the same person's: by a code of their own or by a receipt, never by a name."""

from __future__ import annotations

import hashlib
import unicodedata
from collections import Counter
from typing import TYPE_CHECKING

from assessments.codes import normal_code
from assessments.errors import MoveError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assessments.model import Response

SHORTEST_CODE = 4
TOO_SHORT = f"Use at least {SHORTEST_CODE} letters or digits, and the same ones every time."


def person(response: Response) -> str:
    """Return what a response shares with those of the same person in other waves."""
    return response.link or f"r:{response.id}"


def own_code(assessment_id: str, typed: str) -> str:
    """Return the link of a code that somebody made up; capitals, spaces and hyphens make no difference.

    It is a hash of the assessment and the code, so that the same code links nobody to another assessment.

    Raises:
        MoveError: The code is too short.
    """
    code = normal_code(unicodedata.normalize("NFKC", typed))
    if len(code) < SHORTEST_CODE:
        raise MoveError(TOO_SHORT)
    return f"c:{hashlib.sha256(f'{assessment_id}{code}'.encode()).hexdigest()}"


def pairs(before: Sequence[Response], after: Sequence[Response]) -> list[tuple[str, str]]:
    """Return (response id before, response id after) for everybody who is known in both waves.

    Where two responses of one wave claim to be the same person, nobody knows whose is whose, and both are left out.
    """
    then, now = _single(before), _single(after)
    return [(found, now[each]) for each, found in then.items() if each in now]


def _single(responses: Sequence[Response]) -> dict[str, str]:
    counts = Counter(person(each) for each in responses)
    return {person(each): each.id for each in responses if counts[person(each)] == 1}
