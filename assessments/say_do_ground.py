"""What claims and traces are read off: a submitted result, or a room as far as it may be shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assessments.result_words import shown_score
from assessments.room_told import figure_text
from assessments.say_do_model import Fact, Ground, Known
from assessments.say_do_words import of_100, rounded
from questionnaires.items import Choice
from scoring.items import is_scored

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assessments.room_model import Figure, RoomItem, RoomResult
    from assessments.views import ItemView, ResultView

WHOLE = ""


def ground_of(view: ResultView, origin: str, *, own: bool = True) -> Ground:
    """Return what is known from one respondent's result.

    Args:
        view: The result.
        origin: Whose it is and from when.
        own: Whether it belongs to the wave that is looked at.
    """
    items = [*view.outside, *(each for dimension in view.dimensions for each in dimension.items)]
    parts = {each.item.id: Known(_fact(each)) for each in items}
    heads = {each.dimension.id: Fact(each.dimension.title, shown_score(each), each.score) for each in view.dimensions}
    for dimension in view.dimensions:
        behind = tuple(_fact(each) for each in dimension.items)
        parts[dimension.dimension.id] = Known(heads[dimension.dimension.id], behind)
    score = view.result.score
    said = "not enough answers" if score is None else of_100(score)
    parts[WHOLE] = Known(Fact(_whole(view.questionnaire.short_title), said, score), tuple(heads.values()))
    choices = {
        each.item.id: str(each.answer.value)
        for each in items
        if isinstance(each.item, Choice) and each.answer is not None and each.answer.kind == "value"
    }
    voices_from = view.agenda.item.voices_from if view.agenda is not None else None
    voices = any(
        each.item.id == voices_from and each.answer is not None and each.answer.kind == "value" for each in items
    )
    return Ground(view.questionnaire, parts, choices, view.agenda, voices, origin, own)


def ground_of_room(result: RoomResult, items: Sequence[RoomItem], origin: str) -> Ground:
    """Return what may be shown of one questionnaire that a room answered.

    Every figure here is one that the result of the room shows as well; answers of single people are none of them.

    Args:
        result: The questionnaire as the room answered it.
        items: The questions of the room; those of other questionnaires are left out.
        origin: Who answered and when.
    """
    own = sorted((each for each in items if each.questionnaire.id == result.questionnaire.id), key=lambda x: x.number)
    facts = {
        each.item.id: _average(each.item.ask, each.now.figure)
        for each in own
        if is_scored(each.item)  # what carries no points has no average
    }
    parts = {item_id: Known(fact) for item_id, fact in facts.items()}
    heads = {each.dimension.id: _average(each.dimension.title, each.figure) for each in result.dimensions}
    for each in result.dimensions:
        behind = tuple(facts[item.id] for item in each.dimension.all_items() if item.id in facts)
        parts[each.dimension.id] = Known(heads[each.dimension.id], behind)
    whole = _average(_whole(result.questionnaire.short_title), result.overall)
    parts[WHOLE] = Known(whole, tuple(heads.values()))
    return Ground(result.questionnaire, parts, {}, None, voices=False, origin=origin)


def _whole(title: str) -> str:
    return f"{title} as a whole"


def _fact(view: ItemView) -> Fact:
    applies = view.answer is None or view.answer.kind != "not_applicable"
    counted = [f"{rounded(view.points)} points."] if view.points is not None else []
    text = view.text if view.text.endswith((".", "!", "?")) else f"{view.text}."
    return Fact(view.item.ask, " ".join([text, *counted, *view.notes]), view.points, applies)


def _average(title: str, figure: Figure) -> Fact:
    said = figure_text(figure)
    return Fact(title, said if figure.points is None else f"Average {said}", figure.points)
