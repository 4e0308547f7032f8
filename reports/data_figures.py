"""Figures as tables: what a page shows of a result, of a room and of an assessment over its waves, and no more."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assessments.room_words import vote_name
from charts.answered import answered
from charts.derived import derived
from charts.picture import LIGHT
from charts.shares import shares
from reports.book_codes import lines_of
from reports.data_table import Cell, table

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from typing import Any

    from assessments.room_model import Figure, GroupFigure, RoomItem, RoomResult, RoomView, VoteView
    from assessments.series_model import Change, SeriesView
    from assessments.views import ResultView

OVERALL = "overall"
SCORES = ("wave", "questionnaire", "kind", "id", "title", "score", "stage", "answered_percent", "dont_know_percent")
ROOM = ("wave", "questionnaire", "kind", "id", "title", "group_kind", "group", "mean", "low", "high", "people", "why")
VOTES = (
    "wave",
    "questionnaire",
    "item",
    "question",
    "vote",
    "group_kind",
    "group",
    "option",
    "option_text",
    "count",
    "mean",
    "low",
    "high",
    "people",
    "agreement",
    "why_hidden",
)
NO_COUNTS = "No distribution may be shown of so few people, or of answers of this kind."
WAVES = ("wave", "date", "version", "id", "title", "mean", "low", "high", "people", "target", "comparable", "why")
CHANGES = (
    "id",
    "title",
    "from",
    "to",
    "before",
    "after",
    "change",
    "low",
    "high",
    "finding",
    "could_have_been_seen_from",
    "people",
    "change_of_all",
    "sentence",
    "why",
)

Files = dict[str, bytes]


def result_files(view: ResultView, wave: str) -> Files:
    """Return the scores of a lone result, rounded as where the page works them out."""
    asked, score = view.questionnaire.id, view.result.score
    rows: list[tuple[Cell, ...]] = [(wave, asked, OVERALL, "", view.headline, _points(score), None, None, None)]
    rows += [
        (
            wave,
            asked,
            "dimension",
            each.dimension.id,
            each.dimension.title,
            _points(each.score),
            each.stage,
            _whole(100 * each.coverage),
            _whole(100 * each.dont_know_share),
        )
        for each in view.dimensions
    ]
    return {"scores.csv": table(SCORES, rows)}


def room_files(view: RoomView) -> Files:
    """Return the scores, the votes, and what was written in a room, as far as they were released."""
    items = sorted(view.items, key=lambda each: (each.questionnaire.id, each.number))
    files = {
        "scores.csv": table(ROOM, (row for each in view.results for row in _scores(view, each))),
        "distributions.csv": table(VOTES, (row for each in items for row in _votes(view, each))),
    }
    texts = [(each.questionnaire.id, each.item.id, each.item.ask, text) for each in items for text in each.texts]
    given = [
        (each.questionnaire.id, each.item.id, one.label, one.unit, who, value)
        for each in items
        for one in each.numbers
        for who, value in one.given
    ]
    if texts:
        files["written.csv"] = table(("questionnaire", "item", "question", "text"), texts)
    if given:
        files["figures-given.csv"] = table(("questionnaire", "item", "figure", "unit", "name", "value"), given)
    return files


def series_files(view: SeriesView) -> Files:
    """Return the figures wave by wave, the changes, and what else is compared."""
    files = {"figures.csv": table(WAVES, _waves(view))}
    if view.movements:
        files["changes.csv"] = table(CHANGES, _changes(view))
    if view.agenda is not None:
        files |= _rows("agenda.csv", shares(view, LIGHT).rows)
    if view.disclosures is not None:
        files |= _rows("answerable.csv", answered(view, LIGHT).rows)
        files |= _rows("derived.csv", derived(view, LIGHT).rows)
    return files


def _points(value: float | None) -> Cell:
    return None if value is None else float(f"{value:.1f}")


def _whole(value: float | None) -> Cell:
    return None if value is None else int(f"{value:.0f}")


def _scores(view: RoomView, result: RoomResult) -> Iterator[tuple[Cell, ...]]:
    asked = result.questionnaire
    of = [(OVERALL, "", asked.short_title, result.overall, result.groups)]
    of += [
        ("dimension", each.dimension.id, each.dimension.title, each.figure, each.groups) for each in result.dimensions
    ]
    for kind, key, title, figure, groups in of:
        start = (view.wave.label, asked.id, kind, key, title)
        yield (*start, "everybody", "", *_figure(figure), figure.why)
        for each in groups:
            yield (*start, each.kind, each.name, *_figure(each.figure), each.figure.why)


def _votes(view: RoomView, item: RoomItem) -> Iterator[tuple[Cell, ...]]:
    start = (view.wave.label, item.questionnaire.id, item.item.id, item.item.ask)
    if item.first is not None:
        yield from _vote(start, item, item.first, vote_name(1))
    yield from _vote(start, item, item.now, "counts")
    for each in item.groups:
        yield (*start, "counts", *_group(each))


def _vote(start: tuple[Cell, ...], item: RoomItem, vote: VoteView, name: str) -> Iterator[tuple[Cell, ...]]:
    """Yield a row for each option, where people may be counted; else one row with what is known."""
    known = (*_figure(vote.figure), vote.words)
    everybody = (*start, name, "everybody", "")
    if vote.counts is None or vote.unknown is None or vote.silent is None:
        yield (*everybody, None, None, None, *known, vote.figure.why or NO_COUNTS)
        return
    codes = [str(code) for code, _, _ in lines_of(item.item, item.questionnaire)]
    if getattr(item.item, "reversed", False):
        codes.reverse()  # the view has the lowest points first
    for code, level, count in zip(codes, vote.levels, vote.counts, strict=True):
        yield (*everybody, code, level.title, count, *known, vote.figure.why)
    yield (*everybody, "dk", "Don't know", vote.unknown, *known, vote.figure.why)
    yield (*everybody, "", "No answer, not asked, or not applicable", vote.silent, *known, vote.figure.why)


def _group(each: GroupFigure) -> tuple[Cell, ...]:
    return (each.kind, each.name, None, None, None, *_figure(each.figure), "", each.figure.why)


def _figure(figure: Figure) -> tuple[Cell, Cell, Cell, Cell]:
    return figure.points, figure.low, figure.high, figure.people


def _waves(view: SeriesView) -> Iterator[tuple[Cell, ...]]:
    for series in view.series:
        for place, (wave, figure) in enumerate(zip(view.waves, series.figures, strict=True)):
            comparable = "" if place == 0 else "no" if place in series.breaks else "yes"
            about = (wave.label, f"{wave.at:%Y-%m-%d}", wave.version, series.dimension_id or OVERALL, series.title)
            yield (*about, *_figure(figure), series.target, comparable, figure.why)


def _changes(view: SeriesView) -> Iterator[tuple[Cell, ...]]:
    then, now = (each.label for each in view.waves[-2:])
    for each in view.movements:
        of = (each.dimension_id or OVERALL, each.title, then, now, each.before.points, each.after.points)
        more = None if each.all is None else each.all.points
        yield (*of, *_change(each.change), more, each.sentence, each.why)


def _change(change: Change) -> tuple[Cell, ...]:
    return change.points, change.low, change.high, change.word, change.seen, change.people


def _rows(name: str, rows: Sequence[Mapping[str, Any]]) -> Files:
    """Return the table of a chart, where it has one."""
    if not rows:
        return {}
    return {name: table(tuple(rows[0]), ([str(each) for each in row.values()] for row in rows))}
