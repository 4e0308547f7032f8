"""All rows of a form to respondents with answers: what cannot be read, who stands there twice, what was assumed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from assessments.intake_answers import Habits, ItemReader
from assessments.intake_form import OWN
from assessments.intake_groups import Groups
from assessments.intake_levels import levels_of
from assessments.intake_numbers import decimal_sign
from assessments.intake_taken import Finding, Person, Taken
from assessments.intake_targets import NAME, RESPONDENT, ROLE, UNIT
from assessments.workflow import NAME_LIMIT
from questionnaires.items import Checklist
from questionnaires.problems import shown
from questionnaires.values import InvalidValueError, clean_text

if TYPE_CHECKING:
    from assessments.intake_file import Record
    from assessments.intake_form import Form
    from assessments.intake_levels import Base, Levels
    from assessments.intake_numbers import Sign
    from assessments.intake_taken import Wanted
    from assessments.intake_targets import Target
    from questionnaires.model import Questionnaire
    from questionnaires.values import Answer

MOST_LISTED = 1_000  # findings and repeated rows that are kept; all are counted
WHOLE_ROW = "the whole row"


def take(form: Form, questionnaire: Questionnaire, wanted: Wanted) -> Taken:
    """Return what a form brings when its columns hold what is wanted; nothing is kept anywhere."""
    return _Taking(form, questionnaire, wanted).taken()


@dataclass(slots=True)
class _Taking:
    """Goes through the rows of one form."""

    form: Form
    questionnaire: Questionnaire
    wanted: Wanted
    findings: list[Finding] = field(default_factory=list)
    found: int = 0

    def taken(self) -> Taken:
        readers, notes = self._readers()
        roles = Groups("role", self.wanted.roles)
        units = Groups("unit", self.wanted.units)
        people: list[Person] = []
        seen: dict[object, int] = {}
        twice: list[tuple[int, int]] = []
        repeated = silent = left_out = emptied = 0
        for record in self.form.rows:
            first = seen.setdefault(self._identity(record), record.number)
            if first != record.number:
                repeated += 1
                if len(twice) < MOST_LISTED:
                    twice.append((record.number, first))
                if self.wanted.twice == "first":
                    continue
            before = self.found
            person, lost = self._person(record, readers, roles, units)
            if self.found > before and self.wanted.unknown == "rows":
                left_out += 1
            elif any(person.answers):
                people.append(person)
                emptied += lost
            else:
                silent += 1
                emptied += lost
        left_out += len(self.form.ragged)
        for record in self.form.ragged:
            have, want = len(record.cells), len(self.form.columns)
            self._note(record.number, WHOLE_ROW, "", f"It has {have} cells, the header {want}, so it is left out.")
        return Taken(
            tuple(reader.item.id for _, reader in readers),
            tuple(people),
            tuple(sorted(self.findings, key=lambda each: each.row)),
            self.found,
            left_out,
            emptied,
            tuple(twice),
            repeated,
            silent,
            _names(self.wanted.roles, (person.role for person in people)),
            _names(self.wanted.units, (person.unit for person in people)),
            notes,
            self.wanted.unknown == "stop",
            self.wanted.twice == "first",
        )

    def _identity(self, record: Record) -> object:
        """Return what two rows of one respondent have in common."""
        who = self._cell(record, RESPONDENT)
        return who or record.cells

    def _cell(self, record: Record, target: Target) -> str:
        return next((record.cells[place] for place, each in self.wanted.mapping.items() if each == target), "")

    def _person(
        self, record: Record, readers: Sequence[tuple[tuple[int, ...], ItemReader]], roles: Groups, units: Groups
    ) -> tuple[Person, int]:
        """Return the respondent of a row, and the number of answers that cannot be read."""
        answers: list[Answer | None] = []
        lost = 0
        for places, reader in readers:
            outcome = reader.read(tuple([record.cells[place] for place in places]))
            answers.append(outcome.answer)
            lost += bool(outcome.wrong)
            for at, message in outcome.wrong:
                self._wrong(record, places[at], message)
        role = self._said(record, ROLE, roles.name_of)
        unit = self._said(record, UNIT, units.name_of)
        name = self._said(record, NAME, _name)
        return Person(role, unit, name, tuple(answers)), lost

    def _said(self, record: Record, target: Target, read: Callable[[str], str]) -> str:
        for place, each in self.wanted.mapping.items():
            if each == target:
                try:
                    return read(record.cells[place])
                except InvalidValueError as error:
                    self._wrong(record, place, str(error))
        return ""

    def _wrong(self, record: Record, place: int, message: str) -> None:
        self._note(record.number, self.form.columns[place].name, record.cells[place], message)

    def _note(self, row: int, column: str, value: str, message: str) -> None:
        self.found += 1
        if len(self.findings) < MOST_LISTED:
            self.findings.append(Finding(row, column, shown(value), message))

    def _readers(self) -> tuple[list[tuple[tuple[int, ...], ItemReader]], tuple[str, ...]]:
        """Return the items that have columns, in the order of the questionnaire, each with the places of these."""
        found = []
        counted = self._counted()
        for item in self.questionnaire.items:
            columns = [(place, each) for place, each in sorted(self.wanted.mapping.items()) if each.item_id == item.id]
            if columns:
                places = tuple(place for place, _ in columns)
                signs = tuple(self._sign(place) for place in places)
                habits = Habits(counted.get(item.id, "none"), signs, self.wanted.missing)
                reader = ItemReader(item, self.questionnaire, [target for _, target in columns], habits)
                found.append((places, reader))
        return found, self._notes(counted)

    def _cells(self, place: int) -> set[str]:
        return {record.cells[place] for record in self.form.rows} - self.wanted.missing

    def _sign(self, place: int) -> Sign:
        cells = self._cells(place)
        if self.form.tool == OWN and not any("," in cell for cell in cells):
            return "."  # which is how this app writes numbers
        return decimal_sign(cells)

    def _counted(self) -> dict[str, Base]:
        """Return item id to the number from which its steps are counted; the columns of one file decide together."""
        found = {item_id: levels.base(cells) for item_id, (levels, cells) in self._steps().items()}
        proofs = set(found.values()) & {"one", "zero"}
        if len(proofs) < len({"one", "zero"}):  # else the file counts in two ways, and what is open stays open
            base: Base = "zero" if proofs == {"zero"} else "one"
            found = {item_id: base if each == "either" else each for item_id, each in found.items()}
        return found

    def _steps(self) -> dict[str, tuple[Levels, set[str]]]:
        """Return item id to the steps of the item and the cells of its column, where one of these is to be named."""
        found = {}
        for place, target in self.wanted.mapping.items():
            if target.kind == "answer":
                item = self.questionnaire.item_by_id[target.item_id]
                levels = None if isinstance(item, Checklist) else levels_of(item, self.questionnaire)
                if levels is not None:
                    found[item.id] = levels, self._cells(place)
        return found

    def _notes(self, counted: Mapping[str, Base]) -> tuple[str, ...]:
        """Return what was assumed about answers that are not given by id or text."""
        steps = self._steps()
        by_word = [item_id for item_id, (levels, cells) in steps.items() if any(map(levels.is_usual, cells))]
        by_base = {base: [item_id for item_id, each in counted.items() if each == base] for base in ("one", "zero")}
        notes = [
            ("Answers given as numbers: 1 was taken for the first answer in", by_base["one"]),
            ("Answers given as numbers: 0 was taken for the first answer in", by_base["zero"]),
            ("Usual words such as “agree” or “often” were taken by their place on the scale in", by_word),
        ]
        return tuple(f"{text} {self._questions(ids)}." for text, ids in notes if ids)

    def _questions(self, ids: Sequence[str]) -> str:
        numbers = [str(number) for number, item in enumerate(self.questionnaire.items, start=1) if item.id in ids]
        return f"question{'' if len(numbers) == 1 else 's'} {', '.join(numbers)}"


def has_marks(form: Form, mapping: Mapping[int, Target]) -> bool:
    """Say whether a column without answers tells rows apart, as times and ids do.

    Where none does, rows that are alike may well come from people who answered alike.
    """
    others = [place for place in range(len(form.columns)) if place not in mapping or mapping[place] == RESPONDENT]
    return any(2 * len({record.cells[place] for record in form.rows}) > len(form.rows) for place in others)


def _names(allowed: tuple[str, ...] | None, used: Iterable[str]) -> tuple[str, ...]:
    """Return the names of groups: the allowed ones, else those that are used, in the order of the alphabet."""
    return tuple(sorted({*used} - {""}, key=str.casefold)) if allowed is None else allowed


def _name(cell: str) -> str:
    return clean_text(cell, NAME_LIMIT)
