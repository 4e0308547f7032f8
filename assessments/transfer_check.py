"""What leads nowhere within a file: waves, rounds, batches, aims and promises that name what is not there."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from assessments.transfer_json import misfit
from assessments.transfer_plain import moment_of
from questionnaires.problems import meant

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from assessments.transfer_json import Misfit, Path
    from assessments.transfer_shape import ImportanceSheet, LiveSheet, ResponseSheet, Sheet, TargetSheet, WaveSheet
    from questionnaires.loader import Definition
    from questionnaires.model import Questionnaire

    Known = dict[str, list[str] | None]

NO_CODES = "A shared copy holds no codes. Remove it, or export a complete copy."
NEEDS_CODE = "A complete copy holds this. Export it again."


def reference_misfits(sheet: Sheet, definitions: Mapping[str, Definition]) -> Iterator[Misfit]:
    """Yield everything outside the answers that leads nowhere, stands twice, or does not belong in such a copy."""
    yield from _once([each.id for each in sheet.waves], ("waves",))
    people = [(each.id, place, number) for place, wave in enumerate(sheet.waves) for number, each in _numbered(wave)]
    seen: set[str] = set()
    for person, place, number in people:
        if person in seen:
            yield misfit(("waves", place, "responses", number, "id"), f"The id '{person}' stands here twice.")
        seen.add(person)
    for number, (one, two) in enumerate(pairwise(sheet.waves), start=1):
        if moment_of(one.created_at) >= moment_of(two.created_at):
            message = "This wave is not later than the one before it. Put the oldest first."
            yield misfit(("waves", number, "created_at"), message)
    used = {pin.digest for wave in sheet.waves for pin in wave.definitions}
    for digest in sheet.definitions:
        if digest not in used:
            yield misfit(("definitions", digest), "No wave is asked this questionnaire. Remove it.")
    for place, wave in enumerate(sheet.waves):
        yield from _wave(sheet, wave, definitions, ("waves", place))
    yield from _codes(sheet.copy_ == "complete", sheet.assessment.organiser_hash, ("assessment", "organiser_hash"))
    yield from _actions(sheet, definitions)
    yield from _results(sheet, {person for person, _, _ in people})


def _numbered(wave: WaveSheet) -> list[tuple[int, ResponseSheet]]:
    return list(enumerate(wave.responses))


def _once(names: Iterable[str], path: Path) -> Iterator[Misfit]:
    seen: set[str] = set()
    for place, name in enumerate(names):
        if name in seen:
            yield misfit((*path, place, "id"), f"The id '{name}' stands here twice. Give each its own.")
        seen.add(name)


def _codes(complete: bool, code: str | None, path: Path, *, live: bool = True) -> Iterator[Misfit]:  # noqa: FBT001 - the kind of copy comes first everywhere
    """Yield that a code is missing from a complete copy, or stands in a shared one."""
    if code is None and complete and live:
        yield misfit(path, NEEDS_CODE)
    elif code is not None and not live:
        yield misfit(path, "Who answers alone has no join code. Remove it.")
    elif code is not None and not complete:
        yield misfit(path, NO_CODES)


def asked_in(wave: WaveSheet, definitions: Mapping[str, Definition]) -> dict[str, Questionnaire]:
    """Return questionnaire id to what a wave was asked; what is not in the file is left out."""
    pins = [pin for pin in wave.definitions if pin.digest in definitions]
    return {pin.questionnaire: definitions[pin.digest].questionnaire for pin in pins}


def _dimensions(wave: WaveSheet, definitions: Mapping[str, Definition], *, top: bool = False) -> Known:
    """Return questionnaire id to the dimensions that something may be said of; None where it is wrong itself."""
    asked = asked_in(wave, definitions)
    known: Known = dict.fromkeys(pin.questionnaire for pin in wave.definitions)
    for key, one in asked.items():
        known[key] = [each.id for each in one.dimensions] if top else ["", *(each.id for each in one.walk())]
    return known


def _wave(sheet: Sheet, wave: WaveSheet, definitions: Mapping[str, Definition], path: Path) -> Iterator[Misfit]:
    complete = sheet.copy_ == "complete"
    yield from _pins(sheet, wave, definitions, path)
    yield from _codes(complete, wave.join_code, (*path, "join_code"), live=wave.live is not None)
    for place, response in _numbered(wave):
        own: Path = (*path, "responses", place)
        yield from _codes(complete, response.receipt, (*own, "receipt"))
        yield from _codes(complete, response.resume_hash, (*own, "resume_hash"))
        known = [pin.questionnaire for pin in wave.definitions]
        for name in response.submitted:
            if name not in known:
                message = f"This wave is not asked '{name}'. {meant(name, known)}"
                yield misfit((*own, "submitted", name), message)
    withheld = wave.live is not None and wave.mode == "anonymous" and not complete
    yield from _withheld(wave, path, withheld=withheld)
    if wave.live is not None:
        yield from _live(wave.live, {each.id for each in wave.responses}, (*path, "live"), withheld=withheld)
    yield from _aims(wave.targets, _dimensions(wave, definitions), (*path, "targets"))
    yield from _aims(wave.importance, _dimensions(wave, definitions, top=True), (*path, "importance"))


def _pins(sheet: Sheet, wave: WaveSheet, definitions: Mapping[str, Definition], path: Path) -> Iterator[Misfit]:
    seen: set[str] = set()
    for place, pin in enumerate(wave.definitions):
        here: Path = (*path, "definitions", place)
        if pin.questionnaire in seen:
            yield misfit((*here, "questionnaire"), f"'{pin.questionnaire}' stands here twice. Keep one of them.")
        seen.add(pin.questionnaire)
        if pin.digest not in sheet.definitions:
            message = "There is no questionnaire with this digest under 'definitions'. Use the file as it was exported."
            yield misfit((*here, "digest"), message)
        elif pin.digest in definitions:
            own = definitions[pin.digest].questionnaire
            for key, said, true in (
                ("questionnaire", pin.questionnaire, own.id),
                ("version", pin.version, own.version),
            ):
                if said != true:
                    yield misfit((*here, key), f"The questionnaire has the {key} '{true}'. Write that.")


def _withheld(wave: WaveSheet, path: Path, *, withheld: bool) -> Iterator[Misfit]:
    if withheld and wave.responses:
        message = "A shared copy holds no answers of an anonymous wave. Remove them, or export a complete copy."
        yield misfit((*path, "responses"), message)
    if withheld and wave.withheld is None:
        yield misfit((*path, "withheld"), "Say in a sentence why the answers stay behind.")
    if not withheld and wave.withheld is not None:
        yield misfit((*path, "withheld"), "Nothing stays behind in this wave. Remove the sentence.")


def _live(live: LiveSheet, people: set[str], path: Path, *, withheld: bool) -> Iterator[Misfit]:
    for number, vote in enumerate(live.rounds, start=1):
        if vote.number != number:
            yield misfit((*path, "rounds", number - 1, "number"), f"Rounds are counted from 1. Write {number}.")
    counted: dict[int, set[str]] = {}
    for place, batch in enumerate(live.batches):
        here: Path = (*path, "batches", place)
        if batch.number != place + 1:
            yield misfit((*here, "number"), f"Batches are counted from 1. Write {place + 1}.")
        if not 1 <= batch.round <= len(live.rounds):
            yield misfit((*here, "round"), f"There is no round {batch.round} in this wave. Use one of its rounds.")
        if (batch.responses is None) != withheld:
            yield misfit((*here, "responses"), "It stands here where the answers do, and nowhere else.")
        if batch.responses is not None:
            yield from _members(batch.responses, people, counted.setdefault(batch.round, set()), (*here, "responses"))


def _members(members: Sequence[str], people: set[str], counted: set[str], path: Path) -> Iterator[Misfit]:
    """Yield what is wrong with who counts in a batch, and add them to those who count in its round already."""
    if not members:
        yield misfit(path, "Nobody counts in this batch. Name at least one response.")
    for place, person in enumerate(members):
        if person not in people:
            yield misfit((*path, place), f"There is no response '{person}' in this wave. Name one that there is.")
        if person in counted:
            yield misfit((*path, place), f"'{person}' counts in this round already. Keep one of them.")
        counted.add(person)


def _aims(aims: Iterable[TargetSheet | ImportanceSheet], known: Known, path: Path) -> Iterator[Misfit]:
    seen: set[tuple[str, str]] = set()
    for place, each in enumerate(aims):
        yield from _dimension(each.questionnaire, each.dimension, known, (*path, place))
        if (each.questionnaire, each.dimension) in seen:
            yield misfit((*path, place), "This stands here twice for the same dimension. Keep one of them.")
        seen.add((each.questionnaire, each.dimension))


def _dimension(questionnaire_id: str, dimension_id: str, known: Known, path: Path) -> Iterator[Misfit]:
    if questionnaire_id not in known:
        message = f"This wave is not asked '{questionnaire_id}'. {meant(questionnaire_id, known)}"
        yield misfit((*path, "questionnaire"), message)
        return
    names = known[questionnaire_id]
    if names is not None and dimension_id not in names:
        message = f"'{dimension_id}' is no dimension that fits here. {meant(dimension_id, names)}"
        yield misfit((*path, "dimension"), message)


def _actions(sheet: Sheet, definitions: Mapping[str, Definition]) -> Iterator[Misfit]:
    yield from _once([each.id for each in sheet.actions], ("actions",))
    waves = {each.id: each for each in sheet.waves}
    for place, action in enumerate(sheet.actions):
        wave = waves.get(action.wave)
        if wave is None:
            yield misfit(("actions", place, "wave"), f"There is no wave '{action.wave}'. {meant(action.wave, waves)}")
            continue
        known = _dimensions(wave, definitions)
        yield from _dimension(action.questionnaire, action.dimension, known, ("actions", place))


def _results(sheet: Sheet, people: set[str]) -> Iterator[Misfit]:
    waves = {each.id for each in sheet.waves}
    parts = (
        ("responses", sheet.results.responses, people),
        ("waves", sheet.results.waves, waves),
        ("counted", sheet.results.counted, waves),
    )
    for part, stated, known in parts:
        for owner in stated:
            if owner not in known:
                message = f"There is no '{owner}' that these figures could be of. {meant(owner, known)}"
                yield misfit(("results", part, owner), message)
