"""Every figure that may be shown of an assessment over its waves, flat and named."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assessments.figures_room import mean
from assessments.figures_stated import Stated, under
from questionnaires.items import Agenda, Disclosure

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from assessments.series_model import Change, Disclosures, Mixes, Movement, SeriesView


def figures_of_series(view: SeriesView) -> tuple[Stated, ...]:
    """Return the figures of a series: wave by wave, the changes, then what the kind of questionnaire adds."""
    return (
        *_waves(view),
        *(each for movement in view.movements for each in _movement(view.questionnaire.id, movement)),
        *_agenda(view, view.agenda),
        *_disclosures(view, view.disclosures),
    )


def _below(name: str, dimension_id: str) -> str:
    return f"{name}/{dimension_id}" if dimension_id else name


def _waves(view: SeriesView) -> Iterator[Stated]:
    name = view.questionnaire.id
    for place, wave in enumerate(view.waves):
        prefix = f"{name}/waves/{wave.wave_id}"
        yield from under(prefix, {"people-in-all": wave.people or None, "version": wave.version})
        for each in view.series:
            own = _below(prefix, each.dimension_id)
            yield from mean(own, each.figures[place])
            yield Stated(f"{own}/line", "broken" if place in each.breaks else "whole")
    for each in view.series:
        yield Stated(f"{_below(name, each.dimension_id)}/target", each.target)


def _movement(name: str, found: Movement) -> Iterator[Stated]:
    prefix = f"{_below(name, found.dimension_id)}/change"
    yield from _change(prefix, found.change)
    yield Stated(f"{prefix}/of", "the same people" if found.by_pairs else "everybody")
    yield from mean(f"{prefix}/before", found.before)
    yield from mean(f"{prefix}/after", found.after)
    if found.all is not None:
        yield from _change(f"{prefix}/everybody", found.all)


def _change(prefix: str, change: Change) -> Iterator[Stated]:
    yield from under(
        prefix,
        {
            "points": change.points,
            "low": change.low,
            "high": change.high,
            "smallest-seen": change.seen,
            "word": change.word,
            "people": change.people,
        },
    )


def _agenda(view: SeriesView, found: Mixes | None) -> Iterator[Stated]:
    if found is None:
        return
    name = view.questionnaire.id
    categories = [each for item in view.questionnaire.items if isinstance(item, Agenda) for each in item.categories]
    ids = {each.title: each.id for each in categories}
    for wave, mix in zip(view.waves, found.waves, strict=True):
        prefix = f"{name}/waves/{wave.wave_id}"
        yield from under(f"{prefix}/time", _by_id(mix.time, ids))
        yield Stated(f"{prefix}/distance", mix.distance)
    yield from under(f"{name}/wanted", _by_id(found.wanted, ids))


def _by_id(shares: Mapping[str, float], ids: Mapping[str, str]) -> dict[str, float]:
    """Return shares by the category's id; a category that was called otherwise then keeps its title."""
    return {ids.get(title, title): share for title, share in shares.items()}


def _disclosures(view: SeriesView, found: Disclosures | None) -> Iterator[Stated]:
    if found is None:
        return
    name = view.questionnaire.id
    items = [each.id for each in view.questionnaire.items if isinstance(each, Disclosure)]
    for item_id, question in zip(items, found.questions, strict=True):
        for wave, answerable in zip(view.waves, question.answerable, strict=True):
            yield from under(f"{name}/waves/{wave.wave_id}/items/{item_id}", {"answerable": answerable})
    for number, series in enumerate(found.derived, start=1):
        for wave, value in zip(view.waves, series.values, strict=True):
            yield Stated(f"{name}/waves/{wave.wave_id}/derived/{number}", value)
