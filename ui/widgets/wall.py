"""What the projector draws: votes, rankings and results as HTML whose sizes follow the screen, for the last row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assessments.room_model import RoomDimension, RoomItem, RoomResult, RoomView
from assessments.room_prompts import LONGEST_NAME
from assessments.room_words import NOT_SHOWN, TOO_FEW, agreement_words, started
from charts.naming import ends_named, level_name, named
from charts.picture import stage_colours
from charts.steps import steps
from questionnaires.items import Contrast
from ui.style import escape

MOST = 6  # questions in a ranking
LISTED = 3
MANY = 6  # rows from which on they are drawn closer together
TRACKS = 8  # dimensions without a ladder that fit below one another
APART = 2.8  # points: dots that lie closer pile up
COUNTED = 6  # per cent of a bar: from here on a part holds its figure
MEASURED = "Six people are needed to measure agreement."
WITHHELD = "The answers to this question are not shown, because they would give people away."


def heading(text: str) -> str:
    """Return what stands in large letters; ``text`` is plain text."""
    return f'<h1 class="wall">{escape(text)}</h1>'


def item(room: RoomItem) -> str:
    """Draw one question: a bar for each level and for "don't know", and the first vote where it was voted on again."""
    parts = [heading(room.item.ask), _bars(room) if room.now.counts is not None else _instead(room)]
    if room.shift:
        parts.append(f'<p class="say">{escape(room.shift)}</p>')
    elif room.question:
        parts.append(f'<p class="ask">{escape(room.question)}</p>')
    return "".join(parts)


def _instead(room: RoomItem) -> str:
    """Say what may be said where no distribution is shown."""
    vote = room.now
    points = vote.figure.points
    if vote.verdict is not None:
        said = f"average {points} of 100" if points is not None else vote.figure.why
        return f'<p class="big">{escape(started(vote.words))}</p><p class="say">{escape(said)}</p>'
    if points is not None:
        measure = f'<p class="say">{MEASURED}</p>' if vote.levels else ""
        return f'<p class="big">{points}</p><p class="say">is the average, of 100.</p>{measure}'
    return f'<p class="say">{escape(WITHHELD if vote.levels else vote.figure.why)}</p>'


def _bars(room: RoomItem) -> str:
    vote, first = room.now, room.first
    counts = [*(vote.counts or ()), vote.unknown or 0]
    before = [*first.counts, first.unknown or 0] if first is not None and first.counts is not None else None
    names = [*(_level(room, place) for place in range(len(vote.levels))), "Don't know"]
    top = max([1, *counts, *(before or ())])
    bars = [
        _bar(name, count, None if before is None else before[place], top)
        for place, (name, count) in enumerate(zip(names, counts, strict=True))
    ]
    key = '<p class="say key"><i class="first"></i> first vote <i class="now"></i> now</p>' if before else ""
    close = " many" if len(names) > MANY else ""
    return f'{key}<ul class="bars{close}">{"".join([*reversed(bars[:-1]), bars[-1]])}</ul>'


def _level(room: RoomItem, place: int) -> str:
    """Return the name of a level; a long one with the number by which the texts about it call it."""
    level = room.now.levels[place]
    if level.stage is not None:
        return level.stage
    if isinstance(room.item, Contrast):
        return f"{place + 1} {level_name(room, place)}".rstrip()
    return f"{place + 1}. {level.title}" if len(level.title) > LONGEST_NAME else level.title


def _bar(name: str, count: int, before: int | None, top: int) -> str:
    first = ""
    if before is not None:
        first = f'<span class="first"><i style="width:{80 * before / top:.0f}%"></i><b>{before}</b></span>'
    now = f'<span class="now"><i style="width:{80 * count / top:.0f}%"></i><b>{count}</b></span>'
    return f"<li><span>{escape(name)}</span><div>{first}{now}</div></li>"


def ranking(items: Sequence[RoomItem]) -> str:
    """Draw the questions most worth talking about, each with its word and, where it may be shown, its answers."""
    there = [each for each in items if each.now.levels]
    verdicts = [each.now.verdict for each in there if each.now.verdict is not None]
    if not verdicts:  # there is no order of disagreement then
        there.sort(key=lambda each: 101 if each.now.figure.points is None else each.now.figure.points)
    drawn = there[:MOST]
    title = f"{agreement_words(verdicts)}." if verdicts else MEASURED
    key = _key(drawn) if any(any(each.now.counts or ()) for each in drawn) else ""
    rows = "".join(
        f"<li><p><b>{escape(name)}</b><span>{escape(_word(each))}</span></p>{_parts(each)}</li>"
        for name, each in zip(named(drawn), drawn, strict=True)
    )
    return f'{heading(title)}{key}<ul class="ranked">{rows}</ul>'


def _word(room: RoomItem) -> str:
    vote = room.now
    average = "" if vote.figure.points is None else f"average {vote.figure.points}"
    if vote.words in {TOO_FEW, NOT_SHOWN}:
        return average or "not shown"
    return started(vote.words) if vote.counts is not None or not average else f"{started(vote.words)}, {average}"


def _key(items: Sequence[RoomItem]) -> str:
    lowest, highest = ends_named(items)
    (dark, ink), *middle, (light, on_light) = stage_colours(4)
    between = "".join(f'<i style="background:{colour}"></i>' for colour, _ in middle)
    return (
        f'<p class="scale"><span style="background:{dark};color:{ink}">{lowest}</span>{between}'
        f'<span style="background:{light};color:{on_light}">{highest}</span>'
        '<span class="unknown">? don\'t know</span></p>'
    )


def _parts(room: RoomItem) -> str:
    """Draw one bar of 100 %; none where nobody answered, or nothing may be shown."""
    if room.now.counts is None:
        return ""
    counts, unknown = room.now.counts, room.now.unknown or 0
    whole = sum(counts) + unknown
    colours = stage_colours(len(counts))
    parts = [
        f'<span style="width:{100 * count / whole:.2f}%;background:{fill};color:{ink}">'
        f"{count if 100 * count / whole >= COUNTED else ''}</span>"
        for count, (fill, ink) in zip(counts, colours, strict=True)
        if count
    ]
    if unknown:
        parts.append(f'<span class="unknown" style="width:{100 * unknown / whole:.2f}%">? {unknown}</span>')
    return f"<div>{''.join(parts)}</div>" if parts else ""


def result(view: RoomView) -> str:
    """Draw where the room stands: one questionnaire with its picture, of several the sentence of each."""
    first, *others = view.results
    if others:
        return "".join(_sentences(view.results))
    picture = _ladder(first) if first.questionnaire.result == "stages" else _tracks(first)
    return f'{heading(first.headline)}{picture}<div class="sides">{_named(first)}{_contested(view)}</div>'


def _sentences(results: Sequence[RoomResult]) -> Iterator[str]:
    yield heading(results[0].headline)
    for place, each in enumerate(results):
        if place:
            yield f'<h2 class="wall">{escape(each.headline)}</h2>'
        points = each.overall.points
        average = each.overall.why if points is None else f"average {points} of 100"
        yield f'<p class="say">{escape(each.questionnaire.short_title)}: {escape(average)}</p>'


def _placed(dimensions: Sequence[RoomDimension]) -> list[tuple[int, RoomDimension]]:
    """Return the dimensions that have a figure with it, lowest first."""
    there = [(each.figure.points, each) for each in dimensions if each.figure.points is not None]
    return sorted(there, key=lambda pair: pair[0])


def _ladder(room: RoomResult) -> str:
    """Draw the stages as steps and each dimension as a dot above them; dots that would cover each other pile up."""
    ends: list[float] = []  # where the last dot of each layer lies
    dots = []
    for points, _ in _placed(room.dimensions):
        layer = next((place for place, last in enumerate(ends) if points - last >= APART), len(ends))
        ends[layer : layer + 1] = [points]
        dots.append(f'<i style="left:{points}%;bottom:calc({layer} * 2.2 * var(--u))"></i>')
    bands = "".join(
        f'<span style="width:{each["to"] - each["from"]:.2f}%;background:{each["colour"]};color:{each["ink"]}">'
        f"{escape(each['name'].replace(chr(10), ' '))}</span>"
        for each in steps(room.questionnaire.stages)
    )
    average = room.overall.points
    mark = "" if average is None else f'<b style="left:{average}%"></b>'
    said = "" if average is None else f"<p>Dashed: the average, {average} of 100. Each dot is a dimension.</p>"
    height = f"height:calc({max(1, len(ends))} * 2.2 * var(--u))"
    above = f'<div class="dots" style="{height}">{mark}{"".join(dots)}</div>'
    return f'<div class="ladder">{above}<div>{bands}</div></div>{said}'


def _tracks(room: RoomResult) -> str:
    """Draw each dimension as a dot between 0 and 100 with its range, lowest first."""
    placed = _placed(room.dimensions)
    rows = "".join(
        f"<li><span>{escape(each.dimension.title)}</span><div>{_reach(each)}"
        f'<i style="left:{points}%"></i></div><b>{points}</b></li>'
        for points, each in placed[:TRACKS]
    )
    return f'<ul class="tracks">{rows}</ul>'


def _reach(dimension: RoomDimension) -> str:
    low, high = dimension.figure.low, dimension.figure.high
    return "" if low is None or high is None else f'<em style="left:{low}%;width:{high - low}%"></em>'


def _named(room: RoomResult) -> str:
    """Name the two lowest dimensions and the highest, where a ladder shows dots without names."""
    placed = _placed(room.dimensions)
    if room.questionnaire.result != "stages" or len(placed) <= LISTED:
        return ""
    rows = "".join(
        f"<li>{escape(each.dimension.title)} <b>{points}</b></li>" for points, each in (*placed[:2], placed[-1])
    )
    return f'<div><p class="say"><b>Lowest two and highest</b></p><ul>{rows}</ul></div>'


def _contested(view: RoomView) -> str:
    stayed = [each for each in view.contested if each.course == "stayed"]
    listed = stayed or [each for each in view.contested if each.course != "settled"]
    if not listed:
        return ""
    asked = "".join(f"<li>{escape(each.item.ask)}</li>" for each in listed[:LISTED])
    title = "Contested, and stayed so" if stayed else "Where we disagree"
    return f'<div><p class="say"><b>{title}</b></p><ul>{asked}</ul></div>'
