"""The command ``report``: a result, a room or what changed, from the database to a file to take away."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from assessments.errors import AssessmentError
from assessments.quarters import Quarters
from assessments.workflow import Workflow
from assessments.workshop import Workshop
from benchmarks.loader import load_folder
from cli.command import Command, Outcome
from cli.database import configure_database, opened
from cli.private_file import configure_force, write_private
from questionnaires.problems import meant
from reports.brand import BrandError, brand
from reports.deck_file import TemplateError
from reports.formats import FORMATS
from reports.subjects import Dress, of_result, of_room, of_series, series_of

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Iterable

    from assessments.model import Assessment, Wave
    from assessments.ports import Store
    from reports.about import About
    from reports.formats import Subject

What = Literal["result", "room", "changes"]
DETAILS = """\
What the file shows is what the page shows, under the same rules for anonymous waves. Without --what it is the result of
somebody who answers alone, or the room of a workshop; "changes" compares the waves of the assessment. Without --wave it
is the newest wave. A live wave whose closing time has come is closed, as by opening its page. `python -m cli export`
lists the assessments with their ids. Nobody else on the machine may read the file.
"""


class WishError(ValueError):
    """What was asked for is not there; the message says what is."""


@dataclass(frozen=True, slots=True)
class Desk:
    """What a report is made with."""

    workflow: Workflow
    workshop: Workshop
    quarters: Quarters
    store: Store


def _configure(parser: ArgumentParser) -> None:
    parser.add_argument("--assessment", required=True, metavar="ID", help="the id of the assessment")
    parser.add_argument("--wave", default="", metavar="LABEL", help="label or id of a wave; the newest without it")
    parser.add_argument("--questionnaire", default="", metavar="ID", help="where several were answered")
    parser.add_argument("--what", choices=("result", "room", "changes"), help="what the file is about")
    parser.add_argument(
        "--format", required=True, choices=tuple(FORMATS), help="the kind of file; csv is a zip of tables"
    )
    parser.add_argument("--template", type=Path, metavar="FILE", help="a .pptx or .potx whose looks the slides take")
    parser.add_argument("--logo", type=Path, metavar="FILE", help="a PNG or SVG for the PDF and the slides")
    parser.add_argument("--colour", default="", metavar="#rrggbb", help="the colour of whoever hands it over")
    parser.add_argument("--out", required=True, type=Path, metavar="FILE", help="where the file is written")
    configure_force(parser)
    configure_database(parser)


def _run(arguments: Namespace) -> Outcome:
    try:
        data = _made(arguments, datetime.now().astimezone())
    except (AssessmentError, WishError, BrandError, TemplateError) as error:
        return Outcome(err=str(error), code=1)
    except OSError as error:
        return Outcome(err=f"{error.filename} cannot be read: {error.strerror}. Check the path.", code=1)
    refused = write_private(arguments.out, data, force=arguments.force)
    return Outcome(err=refused, code=1) if refused else Outcome(f"Wrote {arguments.out}: {len(data):,} bytes.")


def _made(arguments: Namespace, at: datetime) -> bytes:
    """Return the file that was asked for."""
    template = arguments.template.read_bytes() if arguments.template else None
    logo = arguments.logo.read_bytes() if arguments.logo else b""
    benchmarks, _ = load_folder()
    dress = Dress(at, benchmarks, brand(arguments.colour, logo))
    with opened(arguments) as store:
        subject, about = chosen(store, arguments, dress)
    return FORMATS[arguments.format].make(subject, about, template)


def chosen(store: Store, arguments: Namespace, dress: Dress) -> tuple[Subject, About]:
    """Return what the arguments ask for.

    Raises:
        WishError: It is not there.
    """
    desk = Desk(Workflow(store, _now), Workshop(store, _now), Quarters(store, _now), store)
    assessment = store.assessment(arguments.assessment)
    if assessment is None:
        known = meant(arguments.assessment, [each.id for each in store.assessments()])
        raise WishError(f"There is no assessment '{arguments.assessment}'. {known}")
    wave = _wave(store.waves(assessment.id), arguments.wave)
    what: What = arguments.what or ("result" if wave.join_code is None else "room")
    match what:
        case "result":
            return _result(desk, wave, arguments.questionnaire, dress)
        case "room":
            if wave.join_code is None:
                raise WishError("This wave was answered by one person alone. Ask for --what result.")
            return of_room(desk.workshop, wave, dress)
        case _:
            return _changes(desk, assessment, arguments.questionnaire, dress)


def _wave(waves: tuple[Wave, ...], wanted: str) -> Wave:
    if not wanted:
        return waves[-1]
    named = {each.id: each for each in waves} | {each.label: each for each in waves}
    if wanted not in named:
        raise WishError(f"There is no wave '{wanted}'. {meant(wanted, [each.label for each in waves])}")
    return named[wanted]


def _result(desk: Desk, wave: Wave, wanted: str, dress: Dress) -> tuple[Subject, About]:
    if wave.join_code is not None:
        raise WishError("Nobody answered this wave alone. Ask for --what room.")
    (own,) = desk.store.responses(wave.id)
    questionnaire_id = wanted or _only(own.submitted)
    found = of_result(desk.workflow, own, questionnaire_id, dress)
    if found is None:
        raise WishError(_unknown(questionnaire_id, own.submitted))
    return found


def _changes(desk: Desk, assessment: Assessment, wanted: str, dress: Dress) -> tuple[Subject, About]:
    views = {each.questionnaire.id: each for each in series_of(desk.quarters, assessment.id)}
    questionnaire_id = wanted or _only(views)
    if questionnaire_id not in views:
        raise WishError(_unknown(questionnaire_id, views))
    return of_series(desk.quarters, desk.workshop, assessment, views[questionnaire_id], dress)


def _only(known: Iterable[str]) -> str:
    """Return the only id of a questionnaire that has a result."""
    ids = sorted(known)
    if not ids:
        raise WishError("There is no result yet.")
    if len(ids) > 1:
        raise WishError(f"There are several results. Choose one with --questionnaire: {', '.join(ids)}.")
    return ids[0]


def _unknown(wanted: str, known: Iterable[str]) -> str:
    return f"There is no result of '{wanted}'. {meant(wanted, known)}"


def _now() -> datetime:
    return datetime.now(UTC)


COMMAND = Command("Make a PDF, slides, a workbook or tables of a result.", DETAILS, _configure, _run)
