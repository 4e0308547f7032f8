"""How the charts of a room and of an assessment over its waves are taken away: on light ground, with whose they are."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from assessments.model import Wave
from assessments.room_model import RoomView
from assessments.series_model import SeriesView
from charts.picture import LIGHT, Palette, Picture
from reports.subjects import Dress, of_room, of_series
from ui.context import Context
from ui.times import local
from ui.who import Holder
from ui.widgets.picture import Away, Signed


def away_from_room(context: Context, wave: Wave, name: str, draw: Callable[[RoomView, Palette], Picture]) -> Away:
    """Return how a chart of a room is taken away; ``name`` tells it from the wave's other charts."""
    dress = Dress(local(context.clock()))

    def sign() -> Signed:
        drawn = context.board.drawn(wave, f"{name}/{LIGHT.ink}", lambda view: draw(view, LIGHT))
        _, about = of_room(context.workshop, wave, dress, context.board.room(wave))
        return drawn.picture, about, ()

    return Away(f"{wave.label}-{name}", sign)


def away_from_series(
    context: Context,
    owner: Holder,
    view: SeriesView,
    name: str,
    draw: Callable[[SeriesView, Palette], Picture],
    *,
    columns: Sequence[Callable[[SeriesView, Palette], Picture]] = (),
) -> Away:
    """Return how a chart over the waves is taken away; ``columns`` draw it beside each other where it is too tall."""
    dress = Dress(local(context.clock()))

    def sign() -> Signed:
        _, about = of_series(context.quarters, context.workshop, owner.assessment, view, dress)
        return draw(view, LIGHT), about, [each(view, LIGHT) for each in columns]

    return Away(f"{view.questionnaire.id}-{view.waves[-1].label}-{name}", sign)
