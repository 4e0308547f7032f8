"""Charts that PowerPoint draws itself, so that whoever gets the slides can edit their data."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from lxml import etree
from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import (
    XL_CHART_TYPE,
    XL_LABEL_POSITION,
    XL_LEGEND_POSITION,
    XL_MARKER_STYLE,
    XL_TICK_LABEL_POSITION,
)
from pptx.enum.dml import MSO_LINE_DASH_STYLE, MSO_THEME_COLOR
from pptx.oxml.ns import qn
from pptx.util import Emu, Inches, Pt

from reports.deck import Box, describe
from reports.words import clean

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pptx.chart.chart import Chart
    from pptx.slide import Slide

Colour = str | int  # six hexadecimal digits, or the number of an accent of the theme
ACCENTS = (
    MSO_THEME_COLOR.ACCENT_1,
    MSO_THEME_COLOR.ACCENT_2,
    MSO_THEME_COLOR.ACCENT_3,
    MSO_THEME_COLOR.ACCENT_4,
    MSO_THEME_COLOR.ACCENT_5,
    MSO_THEME_COLOR.ACCENT_6,
)
NAMES = 0.27  # of the width: room for the names left of the bars
SHORT = 0.08  # of the scale: a shorter bar has no room for its figure
THIN = 18  # bars on a chart: of more, none is thick enough to hold its figure
LIGHT_ONES = frozenset({2, "#D55E00"})  # black stands out more on them than white
NARROW = Inches(10)  # of a slide of 4:3 less is left
QUIET, GRID = "59636E", "DDE1E5"
TOP, FOOT = 0.02, 0.09  # of the height: room above and below the plot


@dataclass(frozen=True, slots=True)
class Strand:
    """One series of a chart.

    Attributes:
        values: One for each name; None leaves it out.
        colours: One for each value, where they differ.
        ink: Of the figures on it; none are written where it is empty.
        reach: (below, above) of each value, for the line that shows its range.
        light: How much lighter than its colour, 0 to 1.
        quiet_below: Smaller values have no room for their figure.
    """

    name: str
    values: tuple[float | None, ...]
    colour: Colour = 1
    colours: tuple[str, ...] = ()
    ink: str = ""
    reach: tuple[tuple[float, float] | None, ...] = ()
    light: float = 0.0
    quiet_below: float = 0.0


@dataclass(frozen=True, slots=True)
class Drawing:
    """What a chart shows.

    Attributes:
        twin: The same in words, for a screen reader.
        figures: How figures are written, as Excel says it.
        top: The end of the scale.
    """

    names: tuple[str, ...]
    strands: tuple[Strand, ...]
    twin: str
    figures: str = "General"
    top: float = 100.0
    size: float = 12.0
    legend: bool = False


def bars(slide: Slide, box: Box, drawing: Drawing, *, stacked: bool = False, shares: bool = False) -> Chart:
    """Draw lying bars, the first name on top; ``shares`` makes each bar 100 %."""
    kind = XL_CHART_TYPE.BAR_CLUSTERED
    if stacked or shares:
        kind = XL_CHART_TYPE.BAR_STACKED_100 if shares else XL_CHART_TYPE.BAR_STACKED
    if box.width < NARROW:
        drawing = replace(drawing, size=drawing.size - 2)
    chart = _added(slide, box, drawing, kind)
    plot: Any = chart.plots[0]
    plot.gap_width = 45
    plot.overlap = 100 if stacked or shares else -5
    chart.category_axis.reverse_order = True
    chart.value_axis.tick_label_position = XL_TICK_LABEL_POSITION.HIGH
    _arranged(chart, NAMES, legend=drawing.legend)
    if kind == XL_CHART_TYPE.BAR_CLUSTERED:
        for series, strand in zip(plot.series, drawing.strands, strict=True):
            _beside(series, strand, drawing)
    return chart


def lines(slide: Slide, box: Box, drawing: Drawing, *, title: str = "") -> Chart:
    """Draw lines with dots; a gap in the values is a gap in the line."""
    chart = _added(slide, box, drawing, XL_CHART_TYPE.LINE_MARKERS)
    if title:
        chart.has_title = True
        frame = chart.chart_title.text_frame
        frame.text = clean(title)
        frame.paragraphs[0].runs[0].font.size = Pt(drawing.size + 1)
        frame.paragraphs[0].runs[0].font.bold = True
        chart.chart_title.include_in_layout = False
    for series, strand in zip(chart.plots[0].series, drawing.strands, strict=True):
        each: Any = series
        each.smooth = False
        _paint(each.format.line, strand.colour)
        each.format.line.width = Pt(2.5)
        if strand.ink:
            each.data_labels.position = XL_LABEL_POSITION.ABOVE
        else:
            each.marker.style = XL_MARKER_STYLE.NONE
            each.format.line.dash_style = MSO_LINE_DASH_STYLE.DASH
            continue
        each.marker.style, each.marker.size = XL_MARKER_STYLE.CIRCLE, 8
        each.marker.format.fill.solid()
        _coloured(each.marker.format.fill.fore_color, strand.colour)
        _coloured(each.marker.format.line.color, strand.colour)
    return chart


def plot_box(box: Box, *, legend: bool = False) -> Box:
    """Return where the bars of ``bars`` lie: the scale reaches over its whole width."""
    top = TOP + (0.08 if legend else 0.0)
    return Box(
        box.left + int(NAMES * box.width),
        box.top + int(top * box.height),
        int((1 - NAMES - 0.03) * box.width),
        int((1 - top - FOOT) * box.height),
    )


def harmless(name: str) -> str:
    """Return a name that the sheet behind a chart takes for text: a space goes before what would begin a formula."""
    text = " ".join(clean(name).split())
    return f" {text}" if text.startswith(("=", "+", "-", "@", "{=")) else text or " "


def _added(slide: Slide, box: Box, drawing: Drawing, kind: XL_CHART_TYPE) -> Chart:
    data = CategoryChartData(number_format=drawing.figures)
    data.categories = [harmless(each) for each in drawing.names]
    for strand in drawing.strands:
        data.add_series(harmless(strand.name), strand.values)
    frame = slide.shapes.add_chart(kind, Emu(box.left), Emu(box.top), Emu(box.width), Emu(box.height), data)
    describe(frame, drawing.twin)
    chart: Chart = frame.chart
    chart.font.size = Pt(drawing.size)
    chart.has_title = False
    chart.has_legend = drawing.legend
    if drawing.legend and chart.legend is not None:
        chart.legend.position, chart.legend.include_in_layout = XL_LEGEND_POSITION.TOP, False
        chart.legend.font.size = Pt(drawing.size)
    _axes(chart, drawing, shares=kind == XL_CHART_TYPE.BAR_STACKED_100)
    for series, strand in zip(chart.plots[0].series, drawing.strands, strict=True):
        _strand(series, strand, drawing)
    return chart


def _axes(chart: Chart, drawing: Drawing, *, shares: bool) -> None:
    values, names = chart.value_axis, chart.category_axis
    top = 1.0 if shares else drawing.top
    values.minimum_scale, values.maximum_scale = 0, top
    values.major_unit = top / 4
    values.tick_labels.number_format, values.tick_labels.number_format_is_linked = "0%" if shares else "0", False
    values.has_major_gridlines = True
    values.major_gridlines.format.line.color.rgb = RGBColor.from_string(GRID)
    values.format.line.fill.background()
    values.tick_labels.font.size = Pt(drawing.size - 1)
    values.tick_labels.font.color.rgb = RGBColor.from_string(QUIET)
    names.format.line.color.rgb = RGBColor.from_string(GRID)
    names.has_major_gridlines = False
    names.tick_labels.font.size = Pt(drawing.size)
    skip = etree.Element(qn("c:tickLblSkip"))
    skip.set("val", "1")  # every name is written
    names._element.find(qn("c:noMultiLvlLbl")).addprevious(skip)  # noqa: SLF001 - the library has no word for it


def _strand(series: Any, strand: Strand, drawing: Drawing) -> None:
    _paint(series.format, strand.colour, strand.light)
    for place, colour in enumerate(strand.colours):
        _paint(series.points[place].format, colour)
    if hasattr(series, "invert_if_negative"):
        series.invert_if_negative = False
    if strand.ink:
        labels = series.data_labels
        labels.show_value = True
        labels.number_format, labels.number_format_is_linked = drawing.figures, False
        labels.font.size, labels.font.bold = Pt(drawing.size), True
        labels.font.color.rgb = RGBColor.from_string(strand.ink)
        for place, value in enumerate(strand.values):
            if value is not None and strand.quiet_below and value < strand.quiet_below:
                frame = series.points[place].data_label.text_frame
                frame.text = " "
    if any(strand.reach):
        _reach(series, strand.reach)


def _beside(series: Any, strand: Strand, drawing: Drawing) -> None:
    """Put the figures into the ends of their bars, and those of short bars beside them."""
    if not strand.ink or any(strand.reach):
        return
    thin = len(drawing.names) * len(drawing.strands) > THIN
    series.data_labels.position = XL_LABEL_POSITION.OUTSIDE_END if thin else XL_LABEL_POSITION.INSIDE_END
    for place, value in enumerate(strand.values):
        colour = strand.colours[place] if strand.colours else strand.colour
        if value is None:
            continue
        label = series.points[place].data_label
        short = value < SHORT * drawing.top or thin
        label.position = XL_LABEL_POSITION.OUTSIDE_END if short else XL_LABEL_POSITION.INSIDE_END
        label.font.size, label.font.bold = Pt(drawing.size), True
        ink = strand.ink if short or strand.light or colour in LIGHT_ONES else "FFFFFF"
        label.font.color.rgb = RGBColor.from_string(ink)


def _paint(looks: Any, colour: Colour, light: float = 0.0) -> None:
    fill = looks.fill
    fill.solid()
    _coloured(fill.fore_color, colour, light)


def _coloured(target: Any, colour: Colour, light: float = 0.0) -> None:
    if isinstance(colour, int):
        target.theme_color = ACCENTS[(colour - 1) % len(ACCENTS)]
        if light:
            target.brightness = light
    else:
        target.rgb = RGBColor.from_string(colour.lstrip("#").upper())


def _reach(series: Any, reach: Sequence[tuple[float, float] | None]) -> None:
    """Add the line that shows the range of each value; the library has none."""
    element = series._element  # noqa: SLF001 - the same
    outer = etree.SubElement(element, qn("c:errBars"))
    for tag, value in (("errBarType", "both"), ("errValType", "cust"), ("noEndCap", "0")):
        etree.SubElement(outer, qn(f"c:{tag}")).set("val", value)
    for tag, side in (("plus", 1), ("minus", 0)):
        holder = etree.SubElement(etree.SubElement(outer, qn(f"c:{tag}")), qn("c:numLit"))
        etree.SubElement(holder, qn("c:formatCode")).text = "General"
        etree.SubElement(holder, qn("c:ptCount")).set("val", str(len(reach)))
        for place, ends in enumerate(reach):
            point = etree.SubElement(holder, qn("c:pt"))
            point.set("idx", str(place))
            etree.SubElement(point, qn("c:v")).text = str(ends[side] if ends else 0)
    line = etree.SubElement(etree.SubElement(outer, qn("c:spPr")), qn("a:ln"))
    line.set("w", str(Pt(2)))
    fill = etree.SubElement(etree.SubElement(line, qn("a:solidFill")), qn("a:srgbClr"))
    fill.set("val", "262730")
    element.find(qn("c:cat")).addprevious(outer)


def _arranged(chart: Chart, left: float, *, legend: bool) -> None:
    """Fix where the plot lies, so that what stands behind it fits to its scale."""
    area = chart._chartSpace.chart.plotArea  # noqa: SLF001 - the library leaves this to PowerPoint
    layout = etree.Element(qn("c:layout"))
    area.insert(0, layout)
    manual = etree.SubElement(layout, qn("c:manualLayout"))
    top = TOP + (0.08 if legend else 0.0)
    told = {"layoutTarget": "inner", "xMode": "edge", "yMode": "edge"} | {
        "x": left,
        "y": top,
        "w": 1 - left - 0.03,
        "h": 1 - top - FOOT,
    }
    for tag, value in told.items():
        etree.SubElement(manual, qn(f"c:{tag}")).set("val", str(value))
