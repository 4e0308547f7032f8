"""What a series shows beside its scores: the agenda, wave by wave, and what can be answered about the customers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assessments.room import mostly_agreed
from assessments.room_items import room_item
from assessments.series_model import Answered, DerivedSeries, Disclosures, Mix, Mixes
from assessments.views import is_agreed, result_view
from questionnaires.items import Agenda, Disclosure
from scoring.sentences import joined, quoted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assessments.series_waves import Measured
    from assessments.views import Answerable, ResultView
    from questionnaires.items import Item
    from questionnaires.model import Questionnaire

NOTHING_YET = Mix({}, None)
RATIO = "skew"


def mixes(waves: Sequence[Measured]) -> Mixes | None:
    """Return the agenda over the waves, each filled in by one observer; None for another kind of questionnaire."""
    item = next((each for each in waves[-1].questionnaire.items if isinstance(each, Agenda)), None)
    if waves[-1].questionnaire.result != "agenda" or item is None:
        return None
    found = [_agenda(each) for each in waves]
    titles = {each.id: each.title for each in item.categories}
    newest = waves[-1]
    view = _view(newest)
    wanted = view.agenda.result.wanted if view and view.agenda and view.agenda.result else {}
    return Mixes(
        tuple(found),
        {title: wanted[key] for key, title in titles.items() if key in wanted},
        _mix_sentence(titles[item.focus], [each.label for each in waves], found),
    )


def disclosures(waves: Sequence[Measured]) -> Disclosures | None:
    """Return what can be answered over the waves, and what follows from the figures; None for another kind."""
    questionnaire = waves[-1].questionnaire
    if questionnaire.result != "disclosure":
        return None
    views = [_view(each) for each in waves]
    questions = tuple(
        Answered(item.label, tuple(_answerable(wave, view, item) for wave, view in zip(waves, views, strict=True)))
        for item in questionnaire.items
        if isinstance(item, Disclosure)
    )
    known = [each.answerable for each in views if each is not None and each.answerable is not None]
    derived = {figure.id: figure.title for each in known for figure in each.derived}
    series = tuple(
        DerivedSeries(title, "times" if key == RATIO else "%", tuple(_derived(view, key) for view in views))
        for key, title in derived.items()
    )
    return Disclosures(questions, series, _answered_sentence(questions, [each.label for each in waves]))


def _view(wave: Measured) -> ResultView | None:
    """Return the result of somebody who answers alone; None for a room."""
    if not wave.alone:
        return None
    newest = wave.batches[-1]
    mine = {
        vote.item_id: vote.saved
        for vote in wave.quarter.votes
        if vote.response_id in newest.responses and vote.questionnaire_id == wave.questionnaire.id
    }
    return result_view(wave.questionnaire, mine, {}, submitted_at=newest.counted_at, digest="")


def _agenda(wave: Measured) -> Mix:
    view = _view(wave)
    if view is None or view.agenda is None or view.agenda.result is None:
        return NOTHING_YET
    found = view.agenda.result
    titles = {each.id: each.title for each in view.agenda.item.categories}
    return Mix({title: found.time[key] for key, title in titles.items() if key in found.time}, found.distance)


def _mix_sentence(focus: str, labels: Sequence[str], found: Sequence[Mix]) -> str:
    *_, now = found
    if not now.time:
        return f"There is no agenda with minutes in {labels[-1]}."
    share = f"{100 * now.time.get(focus, 0):.0f} %"
    told = f"“{focus}” had {share} of the minutes in {labels[-1]}"
    then = found[-2] if found[:-1] and found[-2].time else None
    told += f", {100 * then.time.get(focus, 0):.0f} % in {labels[-2]}." if then else "."
    if now.distance is not None:
        told += f" To reach the wanted mix, {100 * now.distance:.0f} % of them would have to move"
        told += f" ({100 * then.distance:.0f} % then)." if then and then.distance is not None else "."
    return told


def _answerable(wave: Measured, view: ResultView | None, newest: Item) -> bool | None:
    item = _as_asked(wave.questionnaire, newest)
    if item is None:
        return None
    if view is None or view.answerable is None:
        room = room_item(wave.hall, item, 1)
        shown = room.now.counts is not None or room.now.figure.points is not None
        return mostly_agreed(room) if shown and not wave.mark.why else None
    detail = view.answerable.detail.get(item.id)
    return detail is not None and is_agreed(item, detail, wave.questionnaire)


def _as_asked(questionnaire: Questionnaire, newest: Item) -> Disclosure | None:
    """Return a question as another version asked it, under its id or an earlier one; None where it did not."""
    found = (questionnaire.item_by_id.get(name) for name in (newest.id, *newest.was))
    return next((each for each in found if isinstance(each, Disclosure)), None)


def _derived(view: ResultView | None, key: str) -> float | None:
    known: Answerable | None = view.answerable if view else None
    value = next((each.value for each in known.derived if each.id == key), None) if known else None
    return value if value is None or key == RATIO else 100 * value


def _answered_sentence(questions: Sequence[Answered], labels: Sequence[str]) -> str:
    now = [each for each in questions if each.answerable[-1]]
    count = f"{len(now)} of {len(questions)} answers about our customers can be looked up within a day"
    if len(labels) == 1:
        return f"{count}."
    known = [each for each in questions if each.answerable[-1] is not None and each.answerable[-2] is not None]
    won = [each.label for each in known if each.answerable[-1] and not each.answerable[-2]]
    lost = [each.label for each in known if each.answerable[-2] and not each.answerable[-1]]
    parts = [f"{count}, {_compared(known, labels[-2])}."]
    if won:
        parts.append(f"New since {labels[-2]}: {joined(quoted(won))}.")
    if lost:
        parts.append(f"No longer: {joined(quoted(lost))}.")
    return " ".join(parts)


def _compared(known: Sequence[Answered], since: str) -> str:
    if not known:
        return f"and nothing can be said about {since}"
    before = sum(bool(each.answerable[-2]) for each in known)
    return f"{before} in {since}"
