"""The command ``score``: a questionnaire and a CSV of answers to one JSON document."""

from __future__ import annotations

import dataclasses
import json
import math
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cli.answers_csv import Table, load_answers
from cli.command import Command, Outcome
from questionnaires.items import Agenda
from questionnaires.loader import DEFINITIONS, Loaded, load_file
from questionnaires.problems import meant
from scoring.disclosure import contradictions, derive, figures_of
from scoring.result import DimensionScore, RespondentScore, Result, score
from scoring.sentences import decided
from scoring.sheet import agenda_result

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from questionnaires.model import Questionnaire
    from questionnaires.values import Answer
    from scoring.stages import Decision

UNREADABLE = "Y000"
DETAILS = """\
The CSV has a header, one row a respondent and one column an item, named by the item's id. UTF-8, commas or semicolons.
An empty cell is a skipped item, 'dk' is "don't know", 'na' is "not applicable"; both are taken for every item.

  rubric, agreement,    the id of the option or level; or its number, the lowest being 1
  frequency, practice
  contrast              a number, 1 at the left pole
  checklist             ids with ';' or '|' between them; 'none' for none of them, unless an option has that id
  number, share         a number; in a file with semicolons the decimal sign may be a comma
  allocation            part=number;part=number
  disclosure            the id of the level; further columns ITEM.FIGURE, ITEM.definition, ITEM.source, ITEM.explanation
  agenda                a JSON list of topics, each with topic, category, planned, actual, depth, basis, actions, bumped
  choice, text          the id of the option; the text

A column 'respondent' may hold any text; it is kept in the output. Every problem is printed as file:row:column: message,
the header being row 1; then there is no result, and the exit code is 1.
"""


def document(questionnaire: Questionnaire, table: Table) -> dict[str, Any]:
    """Return the result of a table of answers as plain JSON values: full precision, None where there is no figure."""
    result = score(questionnaire, table.batch)
    respondents = zip(table.respondents, result.respondents, table.batch, strict=True)
    plain: dict[str, Any] = _plain(
        {
            "questionnaire": questionnaire.id,
            "version": questionnaire.version,
            "n": len(table.batch),
            "overall": _overall(questionnaire, result),
            "dimensions": [_dimension(questionnaire, each) for each in result.dimensions],
            "respondents": [_respondent(questionnaire, *each) for each in respondents],
        }
    )
    return plain


def _overall(questionnaire: Questionnaire, result: Result) -> dict[str, Any]:
    decision = result.decision
    return {
        "score": result.score,
        "low": result.low,
        "stage": _stage(questionnaire, decision.stage if decision else None),
        "decided_by": decision.decided_by if decision else None,
        "mean_stage": _stage(questionnaire, decision.mean_stage if decision else None),
        "gate_stage": _stage(questionnaire, decision.gate_stage if decision else None),
        "held_back_by": _held_back_by(result, decision),
        "sentence": decided(questionnaire, result),
        "coverage": result.coverage,
        "band": result.band,
    }


def _held_back_by(result: Result, decision: Decision | None) -> list[str]:
    """Return the weakest dimensions where they decide; none where the average or the criteria do."""
    if decision is None or decision.decided_by not in {"gate", "weakest"}:
        return []
    scored = [each.dimension.id for each in result.top if each.score is not None]
    return [scored[index] for index in decision.weakest]


def _dimension(questionnaire: Questionnaire, each: DimensionScore) -> dict[str, Any]:
    return {
        "id": each.dimension.id,
        "title": each.dimension.title,
        "score": each.score,
        "low": each.low,
        "stage": _stage(questionnaire, each.stage),
        "coverage": each.coverage,
        "dont_know_share": each.dont_know_share,
        "n": each.n,
        "depth": each.depth,
    }


def _respondent(
    questionnaire: Questionnaire, respondent: str | None, scored: RespondentScore, answers: Mapping[str, Answer]
) -> dict[str, Any]:
    known: dict[str, Any] = {"respondent": respondent, "score": scored.score, "coverage": scored.coverage}
    if questionnaire.result == "agenda":
        agendas = [item for item in questionnaire.items if isinstance(item, Agenda)]
        known["agenda"] = next((agenda_result(questionnaire, item, answers) for item in agendas), None)
    if questionnaire.result == "disclosure":
        figures = figures_of(questionnaire, answers)
        known["contradictions"] = contradictions(figures)
        known["derived"] = derive(figures)
    return known


def _stage(questionnaire: Questionnaire, number: int | None) -> str | None:
    return None if number is None else questionnaire.stages[number - 1].id


def _plain(value: Any) -> Any:
    """Return nested values as JSON has them; what is not a number becomes None."""
    if dataclasses.is_dataclass(value):
        return {field.name: _plain(getattr(value, field.name)) for field in dataclasses.fields(value)}
    if isinstance(value, Mapping):
        return {key: _plain(each) for key, each in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(each) for each in value]
    return None if isinstance(value, float) and not math.isfinite(value) else value


def find(name: str) -> Loaded:
    """Read a shipped questionnaire by its id, or else the file of that name."""
    shipped = {path.stem: path for path in DEFINITIONS.glob("*.yaml")}
    loaded = load_file(shipped.get(name, Path(name)))
    if loaded.definition is None and loaded.problems[0].code == UNREADABLE:
        problem = loaded.problems[0]
        hint = f"{problem.message} Or give the id of a shipped questionnaire. {meant(Path(name).stem, shipped)}"
        return dataclasses.replace(loaded, problems=(dataclasses.replace(problem, message=hint),))
    return loaded


def _configure(parser: ArgumentParser) -> None:
    parser.add_argument("questionnaire", metavar="QUESTIONNAIRE", help="the id of a shipped questionnaire, or a file")
    parser.add_argument("answers", type=Path, metavar="ANSWERS.csv", help="the answers")


def _run(arguments: Namespace) -> Outcome:
    loaded = find(arguments.questionnaire)
    if loaded.definition is None:
        return Outcome(err="\n".join(str(problem) for problem in loaded.problems), code=1)
    questionnaire = loaded.definition.questionnaire
    table = load_answers(arguments.answers, questionnaire)
    if table.problems:
        return Outcome(err="\n".join(str(problem) for problem in table.problems), code=1)
    return Outcome(json.dumps(document(questionnaire, table), indent=2, ensure_ascii=False, allow_nan=False))


COMMAND = Command("Score a CSV of answers and print the result as JSON.", DETAILS, _configure, _run)
