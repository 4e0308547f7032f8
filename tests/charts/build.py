"""A chart taken apart: its layers with their rows, what they mean, and where the marks come to lie."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import altair as alt
import vl_convert

from charts.picture import LIGHT, Palette, Picture
from charts.table import CHARTS
from tests.assessments.build import LINE, QUESTIONS, REVIEW, STAGES, viewed
from tests.assessments.samples import LINE_ANSWERS, QUESTIONS_ANSWERS, REVIEW_ANSWERS, STAGES_ANSWERS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from assessments.views import ResultView

PHONE = 350  # pixels that a chart has on a narrow screen
GRAMMAR = ".".join(alt.SCHEMA_VERSION.removeprefix("v").split(".")[:2])
SHOWN = {"ladder": STAGES, "gaps": STAGES, "line": LINE, "answerable": QUESTIONS, "mix": REVIEW}
ANSWERS = {STAGES: STAGES_ANSWERS, LINE: LINE_ANSWERS, QUESTIONS: QUESTIONS_ANSWERS, REVIEW: REVIEW_ANSWERS}


@dataclass(frozen=True, slots=True)
class Layer:
    """One layer of a chart: the mark with its settings, the channels, the rows."""

    mark: dict[str, Any]
    encoding: dict[str, Any]
    rows: list[dict[str, Any]]


def picture(name: str, palette: Palette = LIGHT) -> Picture:
    """Draw a chart of the sample answers to the questionnaire it is made for."""
    return CHARTS[name](view_of(name), palette)


def view_of(name: str) -> ResultView:
    """Return the result that a chart is made for."""
    return viewed(SHOWN[name], ANSWERS[SHOWN[name]])


def spec_of(drawn: Picture) -> dict[str, Any]:
    """Return a chart as Vega-Lite, checked against its schema."""
    assert drawn.chart is not None
    return drawn.chart.to_dict(validate=True)


def layers(drawn: Picture) -> list[Layer]:
    """Take a chart apart."""
    spec = spec_of(drawn)
    found = []
    for each in spec["layer"]:
        data = each.get("data", spec.get("data"))  # what all layers share stands on top
        found.append(Layer(each["mark"], each["encoding"], spec["datasets"][data["name"]]))
    return found


def meaning(drawn: Picture) -> list[str]:
    """Return what each layer shows: the mark, and which field or figure stands on which channel."""
    told = []
    for layer in layers(drawn):
        channels = (f"{channel}={_meant(layer.encoding[channel])}" for channel in sorted(layer.encoding))
        told.append(f"{layer.mark['type']} {' '.join(channels)}")
    return told


def _meant(channel: Any) -> str:
    if isinstance(channel, list):
        return ",".join(_meant(each) for each in channel)
    if "condition" in channel:
        return f"{channel['condition']['value']} if {channel['condition']['test']} else {channel['value']}"
    if "value" in channel:
        return str(channel["value"]["expr"])
    return str(channel["field"] if "field" in channel else channel["datum"])


def scene(drawn: Picture, width: int = PHONE) -> list[dict[str, Any]]:
    """Return every mark as it is drawn at a width in pixels: its kind (``marktype``) and where it lies."""
    graph = vl_convert.vegalite_to_scenegraph({**spec_of(drawn), "width": width}, vl_version=GRAMMAR)
    return list(_marks(graph["scenegraph"]))


def _marks(node: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    for item in node.get("items", ()):
        if "items" in item or "marktype" in item:
            yield from _marks(item)
        elif "marktype" in node:
            yield {"marktype": node["marktype"], "role": node.get("role"), **item}


def texts(drawn: Picture) -> list[str]:
    """Return every text that is drawn, axes left out."""
    marks = [each for each in scene(drawn) if each["marktype"] == "text" and each["role"] == "mark"]
    return [" ".join(each["text"]) if isinstance(each["text"], list) else str(each["text"]) for each in marks]
