"""The command ``import-form``: answers from the CSV of a form tool to a closed wave, after a preview."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from assessments.errors import AssessmentError
from assessments.intake import Intake, new_problems
from assessments.intake_file import UnreadableError
from assessments.intake_form import read_form
from assessments.intake_match import proposals
from assessments.intake_take import has_marks, take
from assessments.intake_taken import Wanted
from assessments.intake_targets import NAME, RESPONDENT, ROLE, UNIT, cannot, targets_of, titles_of
from assessments.intake_told import (
    answer_rows,
    finding_rows,
    left_out_rows,
    outcome,
    shape,
    twice_sentence,
    used_rows,
)
from assessments.next_wave import NextPlan
from assessments.plan import DEFAULT_GROUP, Plan
from assessments.quarters import Quarters
from cli.command import Command, Outcome
from cli.score import find
from questionnaires.problems import meant, one_line, shown
from storage.location import database_url
from storage.open import open_store

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Mapping, Sequence

    from assessments.intake_form import Form
    from assessments.intake_match import Proposal
    from assessments.intake_taken import Taken, Twice
    from assessments.intake_targets import Target
    from assessments.model import Wave
    from assessments.ports import Store
    from questionnaires.loader import Definition
    from questionnaires.model import Questionnaire

HOME = Path(__file__).resolve().parents[1]
LEFT_OUT = "-"
MOST = 50  # findings that are printed
NOT_YET = "Nothing was written. Add --yes to bring this in."
DONE = "The answers were brought in."
KEY = "Enter this code under “Come back” on the first page to see the result; it is shown only now:"
DETAILS = """\
Reads the CSV of any form tool: Qualtrics, Google Forms, LimeSurvey, Microsoft Forms, SurveyMonkey, or a plain table.
Without --yes it prints what it would bring in, and writes nothing.

  --map COLUMN=ITEM     says what a column holds: ITEM, ITEM.PART (an option of a checklist, a part of an allocation, a
                        figure of a disclosure), ITEM.comment, or - to leave it out
  COLUMN                is the header of a column as the preview prints it, or its number, the first being 1

Columns are taken by the id of an item or the text of its question. Where the text is only alike, the preview says so,
and the column is taken only with --guesses or --map. Columns with e-mail, names, addresses, locations and the like are
left out unless they are named. In an anonymous wave names are never kept; what tells respondents apart never is.
"""


class _UsageError(ValueError):
    """An argument that does not fit the file; the message says which."""


def _configure(parser: ArgumentParser) -> None:
    add = parser.add_argument
    add("file", type=Path, metavar="FILE", help="the CSV")
    add("--questionnaire", required=True, metavar="ID", help="the id of a shipped questionnaire, or a file")
    add("--map", action="append", default=[], metavar="COLUMN=ITEM", dest="mapped", help="what a column holds")
    add("--role", metavar="COLUMN", help="the column with roles")
    add("--unit", metavar="COLUMN", help="the column with departments or sites")
    add("--name", metavar="COLUMN", help="the column with names; kept in an open wave only")
    add("--respondent", metavar="COLUMN", help="a column that tells respondents apart, to find duplicates; not kept")
    add("--guesses", action="store_true", help="take what is only alike, too")
    add("--missing", action="append", default=[], metavar="CODE", help="a cell that stands for no answer, like -99")
    add("--unknown", choices=("stop", "rows", "cells"), default="stop", help="what to do where a cell cannot be read")
    add("--repeated", choices=("first", "all"), help="which of rows that are alike count; the preview says the default")
    add("--title", default="", metavar="NAME", help="the company or team")
    add("--label", default="", metavar="TEXT", help="what to call the wave; the quarter where it is left out")
    add("--open", action="store_true", help="everybody agreed that answers may be seen; else the wave is anonymous")
    add("--smallest", type=int, default=DEFAULT_GROUP, metavar="N", help="the fewest people anything is shown about")
    add("--invited", type=int, metavar="N", help="how many people were invited")
    add("--assessment", metavar="ID", help="bring them in as the next wave of this assessment")
    add("--database", metavar="URL", help="where the answers are kept; DATABASE_URL where it is left out")
    add("--yes", action="store_true", help="write what the preview says")


def _run(arguments: Namespace) -> Outcome:
    loaded = find(arguments.questionnaire)
    if loaded.definition is None:
        return Outcome(err="\n".join(str(problem) for problem in loaded.problems), code=1)
    before = os.umask(0o077)  # answers are nobody else's to read on this machine
    try:
        form = read_form(arguments.file.read_bytes())
        bringing = _Bringing(arguments, form, loaded.definition)
        if not (arguments.yes or arguments.assessment):
            return bringing.outcome(None)  # no database is needed, and none is made
        store = open_store(arguments.database or database_url(os.environ, HOME))
        try:
            return bringing.outcome(store)
        finally:
            store.close()
    except OSError as error:
        reason = error.strerror or "unreadable"
        return Outcome(err=f"{arguments.file}: Cannot be read: {reason}. Check the path.", code=1)
    except (UnreadableError, _UsageError, AssessmentError) as error:
        return Outcome(err=f"{arguments.file}: {error}", code=1)
    finally:
        os.umask(before)


class _Bringing:
    """One file on its way to a wave."""

    def __init__(self, arguments: Namespace, form: Form, definition: Definition) -> None:
        """Find out what each column holds.

        Raises:
            _UsageError: An argument names a column or an item that is not there.
        """
        self._arguments = arguments
        self._form = form
        self._definition = definition
        self._proposed = proposals(form, definition.questionnaire)
        self._mapping = _mapping(arguments, form, self._proposed, targets_of(definition.questionnaire))

    def outcome(self, store: Store | None) -> Outcome:
        """Return the preview; with ``--yes`` keep the answers where nothing speaks against it.

        Raises:
            AssessmentError: They cannot be kept.
            _UsageError: The assessment does not exist.
        """
        if store is None or not self._arguments.assessment:
            return self._new(store)
        last = Intake(store, _now).last(self._arguments.assessment)
        if last is None:
            raise _UsageError(f"There is no assessment {shown(self._arguments.assessment)} in this database.")
        return self._next(store, last)

    def _new(self, store: Store | None) -> Outcome:
        arguments = self._arguments
        taken = self._take(None)
        plan = Plan(
            arguments.title,
            (self._definition,),
            taken.roles,
            taken.units,
            "open" if arguments.open else "anonymous",
            arguments.smallest,
            arguments.invited,
            arguments.label,
        )
        wrong = new_problems(taken, plan, _now())
        preview = self._preview(taken)
        if wrong or store is None or not arguments.yes:
            return _nothing(preview, wrong)
        made = Intake(store, _now).bring_in(taken, plan)
        return Outcome(f"{preview}\n\n{DONE}\n{KEY}\n  {made.organiser_code}")

    def _next(self, store: Store, last: Wave) -> Outcome:
        taken = self._take(last)
        intake = Intake(store, _now)
        label = self._arguments.label or Quarters(store, _now).next_label(last)
        plan = NextPlan(label, None, (self._definition,), self._arguments.invited)
        wrong = intake.next_problems(taken, plan, last)
        preview = self._preview(taken)
        if wrong or not self._arguments.yes:
            return _nothing(preview, wrong)
        intake.bring_next(taken, plan, last)
        return Outcome(f"{preview}\n\n{DONE} The assessment has one more wave, “{label}”.")

    def _take(self, last: Wave | None) -> Taken:
        arguments = self._arguments
        repeated: Twice = arguments.repeated or ("first" if has_marks(self._form, self._mapping) else "all")
        wanted = Wanted(
            self._mapping,
            frozenset(arguments.missing),
            arguments.unknown,
            repeated,
            None if last is None else last.roles,
            None if last is None else last.units,
        )
        return take(self._form, self._definition.questionnaire, wanted)

    def _preview(self, taken: Taken) -> str:
        questionnaire = self._definition.questionnaire
        used = used_rows(self._form, self._proposed, self._mapping, questionnaire)
        left = left_out_rows(self._proposed, self._mapping)
        findings = finding_rows(taken, MOST)
        parts = [
            [shape(self._form), *self._form.notes, *cannot(questionnaire)],
            ["Columns that are used:", *(f"  {row['Column']}: {row['Holds']} ({row['Known']})" for row in used)],
            ["Columns that are left out:", *(f"  {row['Column']}: {row['Left out because']}" for row in left)],
            _guessed(self._proposed, self._mapping, questionnaire),
            ["Answers:", *(f"  {row['Question']}: {row['Answers']}" for row in answer_rows(taken, questionnaire))],
            [
                f"What cannot be read ({taken.found:,}):" if findings else "",
                *(f"  row {row['Row']}, {row['Column']}: {row['What is wrong']}" for row in findings),
                "  and more" if len(finding_rows(taken, MOST + 1)) > MOST else "",
            ],
            [twice_sentence(taken, MOST)],
            outcome(taken),
        ]
        texts = ("\n".join(one_line(line) for line in part if line) for part in parts if len(part) > 1 or part[0])
        return "\n\n".join(text for text in texts if text)


def _nothing(preview: str, wrong: Sequence[str]) -> Outcome:
    """Return a preview without anything having been written, and what keeps it from being."""
    if wrong:
        return Outcome(preview, "\n".join(["Nothing was written.", *wrong]), 1)
    return Outcome(f"{preview}\n\n{NOT_YET}")


def _guessed(proposed: Sequence[Proposal], mapping: Mapping[int, Target], questionnaire: Questionnaire) -> list[str]:
    """Return what was only guessed and is not taken, with what would take it."""
    open_ones = [each for each in proposed if each.target and each.how == "guess" and each.column.place not in mapping]
    titles = titles_of(questionnaire)
    lines = [f"  {each.column.name}: {titles[each.target]}" for each in open_ones if each.target]
    return ["Perhaps meant; take them with --guesses, or one by one with --map:", *lines] if lines else [""]


def _mapping(
    arguments: Namespace, form: Form, proposed: Sequence[Proposal], known: Mapping[str, Target]
) -> dict[int, Target]:
    """Return place of a column to what it holds; what was said goes before what was found.

    Raises:
        _UsageError: A column or an item is not there.
    """
    said: dict[int, Target | None] = {}
    for text in arguments.mapped:
        header, sign, name = text.rpartition("=")
        if not sign:
            raise _UsageError(f"“{shown(text)}” does not say what the column holds. Write COLUMN=ITEM.")
        if name != LEFT_OUT and name not in known:
            raise _UsageError(f"“{shown(name)}” is no question. {meant(name, known)}")
        said[_place(form, header)] = None if name == LEFT_OUT else known[name]
    about = ((ROLE, arguments.role), (UNIT, arguments.unit), (NAME, arguments.name), (RESPONDENT, arguments.respondent))
    said.update({_place(form, header): target for target, header in about if header})
    taken = [each for each in said.values() if each is not None]
    for target in taken:
        if taken.count(target) > 1:
            raise _UsageError(f"Two columns are said to hold {target.name}. Keep one of them.")
    found = {
        each.column.place: each.target
        for each in proposed
        if each.target is not None and each.target not in taken and (arguments.guesses or each.how != "guess")
    }
    return {place: target for place, target in (found | said).items() if target is not None}


def _place(form: Form, header: str) -> int:
    """Return the place of a column by its header or its number.

    Raises:
        _UsageError: There is no such column.
    """
    names = {each.name: each.place for each in form.columns}
    codes = {each.code: each.place for each in form.columns if each.code and not each.part}
    if header in names or header in codes:
        return names.get(header, codes.get(header, 0))
    if header.isdecimal() and 1 <= int(header) <= len(form.columns):
        return int(header) - 1
    raise _UsageError(f"There is no column “{shown(header)}”. {meant(header, names)}")


def _now() -> datetime:
    return datetime.now(UTC)


COMMAND = Command("Bring in answers from the CSV of a form tool.", DETAILS, _configure, _run)
