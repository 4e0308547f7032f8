"""A file as an assessment: shape, questionnaires, references and answers are checked before anything is made of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from assessments.kept import Kept, KeptResponse, KeptWave
from assessments.model import (
    Action,
    Assessment,
    Batch,
    Importance,
    Live,
    Pinned,
    Response,
    Round,
    Target,
    Wave,
)
from assessments.transfer_answers import Ballot, votes_of
from assessments.transfer_check import asked_in, reference_misfits
from assessments.transfer_json import MOST_PROBLEMS, misfit, read_json
from assessments.transfer_plain import moment_of
from assessments.transfer_said import definitions_of, sheet_of, stranger

if TYPE_CHECKING:
    from collections.abc import Mapping

    from assessments.model import Mode
    from assessments.transfer_json import Misfit, Path
    from assessments.transfer_shape import ActionSheet, LiveSheet, ResponseSheet, Sheet, WaveSheet
    from questionnaires.loader import Definition


@dataclass(frozen=True, slots=True)
class Opened:
    """What a file holds, and whatever is wrong with it.

    Attributes:
        data: Plain values; None where nothing could be read.
        sheet: The same by its parts; None where its shape is another.
        kept: The assessment; None where something is wrong. Codes are empty where the file has none.
        problems: Why it cannot be used.
        changed: Questionnaires that are not what their digests were made of.
    """

    data: Any
    sheet: Sheet | None
    kept: Kept | None
    problems: tuple[Misfit, ...]
    changed: tuple[Misfit, ...] = ()


def open_file(content: bytes) -> Opened:
    """Read a file as far as it can be read."""
    plain = read_json(content)
    if plain.problems and plain.data is None:
        return Opened(None, None, None, tuple(plain.problems))
    strange = stranger(plain.data)
    if strange is not None:
        return Opened(plain.data, None, None, (*plain.problems, strange))
    sheet, wrong = sheet_of(plain)
    definitions, unfit, changed = definitions_of(plain)
    found = [*plain.problems, *wrong, *unfit]
    kept = None
    if sheet is not None:
        found += reference_misfits(sheet, definitions)
        kept = _kept(sheet, definitions, found)
    problems = tuple(sorted(found)[:MOST_PROBLEMS])
    return Opened(plain.data, sheet, None if problems else kept, problems, tuple(changed))


def _kept(sheet: Sheet, definitions: Mapping[str, Definition], found: list[Misfit]) -> Kept:
    assessment = sheet.assessment
    return Kept(
        Assessment(assessment.id, assessment.name, moment_of(assessment.created_at)),
        assessment.organiser_hash or "",
        tuple(_wave(sheet, each, definitions, ("waves", place), found) for place, each in enumerate(sheet.waves)),
        tuple(_action(assessment.id, each) for each in sheet.actions),
    )


def _wave(
    sheet: Sheet, each: WaveSheet, definitions: Mapping[str, Definition], path: Path, found: list[Misfit]
) -> KeptWave:
    live = _live(each.live) if each.live else None
    rounds = {vote.number: vote for vote in live.rounds} if live else None
    asked = asked_in(each, definitions)
    ballot = Ballot(asked, {pin.questionnaire for pin in each.definitions} - asked.keys(), rounds)
    responses: Path = (*path, "responses")
    people = enumerate(each.responses)
    wave = Wave(
        each.id,
        sheet.assessment.id,
        each.label,
        each.mode,
        each.smallest_group,
        each.invited,
        each.state,
        moment_of(each.created_at),
        each.roles,
        each.units,
        (each.join_code or "") if live else None,
        moment_of(each.closes_at) if each.closes_at else None,
    )
    return KeptWave(
        wave,
        tuple(
            Pinned(pin.questionnaire, pin.version, pin.digest, sheet.definitions.get(pin.digest, {}))
            for pin in each.definitions
        ),
        tuple(_response(each.id, each.mode, one, (*responses, place), found) for place, one in people),
        tuple(votes_of(ballot, each.responses, responses, found)),
        live,
        tuple(
            Target(one.questionnaire, one.dimension, one.value, one.set_by, moment_of(one.set_at), one.before_result)
            for one in each.targets
        ),
        tuple(
            Importance(
                one.questionnaire,
                one.dimension,
                one.points,
                one.effort,
                one.set_by,
                moment_of(one.set_at),
                one.before_result,
            )
            for one in each.importance
        ),
    )


def _live(live: LiveSheet) -> Live:
    return Live(
        live.revision,
        live.screen,
        live.late,
        tuple(Round(each.number, each.items, each.state, moment_of(each.opened_at)) for each in live.rounds),
        tuple(
            Batch(each.number, each.round, frozenset(each.responses or ()), moment_of(each.counted_at))
            for each in live.batches
        ),
    )


def _response(wave_id: str, mode: Mode, one: ResponseSheet, path: Path, found: list[Misfit]) -> KeptResponse:
    if mode == "anonymous" and one.name:
        found.append(misfit((*path, "name"), "Nobody gives a name in an anonymous wave. Leave it empty."))
    response = Response(
        one.id,
        wave_id,
        one.role,
        one.unit,
        one.receipt or "",
        moment_of(one.started_at),
        {name: moment_of(at) for name, at in sorted(one.submitted.items())},
        one.name,
        one.link,
    )
    return KeptResponse(response, one.resume_hash or "")


def _action(assessment_id: str, each: ActionSheet) -> Action:
    return Action(
        each.id,
        assessment_id,
        each.wave,
        each.questionnaire,
        each.dimension,
        each.what,
        each.owner,
        date.fromisoformat(each.due),
        each.proof,
        each.state,
        moment_of(each.made_at),
        moment_of(each.decided_at) if each.decided_at else None,
        each.note,
    )
