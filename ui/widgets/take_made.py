"""What files are made of: the view that a page shows, what names the files, and the rest, read once one is made."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from assessments.errors import UnknownResponseError
from assessments.model import Wave
from assessments.room_model import RoomView
from assessments.transfer import shared_copy
from charts.naming import people
from reports.about import About
from reports.formats import Format, Subject
from reports.subjects import Dress, of_result, of_room, of_series
from ui.context import Context
from ui.who import Holder
from ui.widgets.take_what import Part


@dataclass(frozen=True, slots=True)
class Chosen:
    """What files are made of.

    Attributes:
        subject: The view of the page.
        about: As far as a page says it.
        read: Returns both with everything that files hold; what a later reveal changed is in it.
    """

    subject: Subject
    about: About
    read: Callable[[], tuple[Subject, About]]


def chosen(context: Context, owner: Holder, part: Part, wave: Wave, dress: Dress) -> Chosen:
    """Return what the files of a part are made of.

    Raises:
        UnknownResponseError: There are no such answers any more.
    """
    if part.kind == "result":
        found = of_result(context.workflow, part.own[wave.id], part.questionnaire_id, dress)
        if found is None:
            raise UnknownResponseError
        return Chosen(*found, lambda: found)
    name = owner.assessment.name
    if part.kind == "room":
        room = context.board.room(wave)
        about = About(name, wave.label, dress.at, people(room.people))
        return Chosen(Subject(room), about, partial(_room, context, wave, dress))
    views = context.past.views(owner.waves)
    view = next(each for each in views if each.questionnaire.id == part.questionnaire_id)
    read = partial(of_series, context.quarters, context.workshop, owner.assessment, view, dress)
    return Chosen(Subject(view), About(name, view.waves[-1].label, dress.at), read)


def made(kind: Format, what: Chosen, template: bytes | None) -> bytes:
    """Return a file.

    Raises:
        TemplateError: The template cannot be used.
        StoreUnavailableError: The answers cannot be read.
    """
    return kind.make(*what.read(), template)


def whole(context: Context, assessment_id: str) -> bytes:
    """Return the copy of an assessment that may be handed on.

    Raises:
        UnknownResponseError: It does not exist any more.
        StoreUnavailableError: The answers cannot be read.
    """
    kept = context.quarters.everything(assessment_id)
    if kept is None:
        raise UnknownResponseError
    return shared_copy(kept)


def headline(what: Chosen) -> str:
    """Return the sentence that the page of a result begins with."""
    view = what.subject.view
    return view.results[0].headline if isinstance(view, RoomView) else view.headline


def _room(context: Context, wave: Wave, dress: Dress) -> tuple[Subject, About]:
    return of_room(context.workshop, wave, dress, context.board.room(wave))
