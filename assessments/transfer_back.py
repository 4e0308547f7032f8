"""A copy goes into a store again, as a new assessment; codes that it does not hold are made anew."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from assessments import codes
from assessments.codes import JOIN_LENGTH, RECEIPT_LENGTH, RESUME_LENGTH
from assessments.errors import AssessmentError
from assessments.kept import KeptResponse

if TYPE_CHECKING:
    from assessments.kept import Kept, KeptWave
    from assessments.ports import Store
    from assessments.transfer import Copy

HELD_BACK = (
    "People answered {waves} without a name, so this shared copy does not hold the answers, and the assessment cannot "
    "be put together again. Export a complete copy and import that."
)
THERE = "The assessment “{name}” ({id}) is in the database already. Nothing was changed."
TAKEN = "Something in this file is in the database already: {why} Nothing was changed."


class CannotPutBackError(AssessmentError):
    """A copy cannot become an assessment of this database; the message says why."""


@dataclass(frozen=True, slots=True)
class Told:
    """Codes that were made anew, to be told once; the database keeps their hashes.

    Attributes:
        organiser: The key to the assessment; of somebody who answers alone the code that leads back to the answers.
        joining: (label of a live wave, its join code).
        returning: (label of a live wave, who, the code that leads back to the answers).
    """

    organiser: str
    joining: tuple[tuple[str, str], ...] = ()
    returning: tuple[tuple[str, str, str], ...] = ()


def put_back(store: Store, copy: Copy) -> Told | None:
    """Keep a copy in a store, in one transaction.

    Returns:
        The codes that were made anew; None for a complete copy, whose codes go on to hold.

    Raises:
        CannotPutBackError: Answers are missing from the copy, or an id or a code of it is taken.
        StoreUnavailableError: The database could not be written.
    """
    if copy.withheld:
        labels = [f"“{each.wave.label}”" for each in copy.kept.waves if each.wave.id in copy.withheld]
        raise CannotPutBackError(HELD_BACK.format(waves=" and ".join(labels)))
    assessment = copy.kept.assessment
    if store.assessment(assessment.id) is not None:
        raise CannotPutBackError(THERE.format(name=assessment.name, id=assessment.id))
    kept, told = (copy.kept, None) if copy.complete else _with_codes(copy.kept)
    try:
        store.add_everything(kept)
    except ValueError as error:
        raise CannotPutBackError(TAKEN.format(why=error)) from error
    return told


def _with_codes(kept: Kept) -> tuple[Kept, Told]:
    """Return an assessment with codes of its own, and the codes."""
    organiser = codes.make_code(RESUME_LENGTH)
    joining: list[tuple[str, str]] = []
    returning: list[tuple[str, str, str]] = []
    waves: list[KeptWave] = []
    for place, each in enumerate(kept.waves):
        people: list[KeptResponse] = []
        for own in each.responses:
            code = codes.make_code(RESUME_LENGTH)
            if each.live is not None:
                response = own.response
                who = ", ".join(part for part in (response.name, response.role, response.unit) if part)
                returning.append((each.wave.label, who or response.id, code))
            elif place == 0 and not people:
                code = organiser  # the code of the first wave leads to the newest one
            receipt = codes.make_code(RECEIPT_LENGTH)
            people.append(KeptResponse(replace(own.response, receipt=receipt), codes.code_hash(code)))
        wave = each.wave
        if each.live is not None:
            wave = replace(wave, join_code=codes.normal_code(codes.make_code(JOIN_LENGTH)))
            joining.append((wave.label, codes.grouped(wave.join_code or "")))
        waves.append(replace(each, wave=wave, responses=tuple(people)))
    hashed = replace(kept, organiser_hash=codes.code_hash(organiser), waves=tuple(waves))
    return hashed, Told(organiser, tuple(joining), tuple(returning))
