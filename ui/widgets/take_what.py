"""What somebody may take away: results of one's own, the room's result, and what changed; and which of it is chosen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

import streamlit as st

from assessments import series_told as told
from assessments.model import Response, Wave
from ui.context import Context
from ui.go import QUESTIONNAIRE, WAVE
from ui.who import Holder
from ui.widgets.ways import WHAT

Kind = Literal["result", "room", "progress"]


@dataclass(frozen=True, slots=True)
class Part:
    """Something that files can be made of.

    Attributes:
        questionnaire_id: Empty for a room, whose files hold all that was asked.
        waves: Those that have it, newest first; for what changed the newest one only.
        own: Of one's own results: wave id to the response in it.
    """

    kind: Kind
    title: str
    questionnaire_id: str
    waves: tuple[Wave, ...]
    own: Mapping[str, Response] = field(default_factory=dict)


def parts_of(context: Context, owner: Holder) -> tuple[Part, ...]:
    """Return what there is to take away; nothing without a result."""
    views = context.past.views(owner.waves)
    moved = tuple(
        Part("progress", f"What changed: {view.questionnaire.short_title}", view.questionnaire.id, (owner.wave,))
        for view in views
        if len(view.waves) >= told.FEWEST
    )
    if owner.response is not None:
        return (*_results(context, owner.wave, owner.response), *moved)
    shown = {mark.wave_id for view in views for mark in view.waves if not mark.why}
    waves = tuple(each for each in reversed(owner.waves) if each.id in shown)
    return (Part("room", "The result of the room", "", waves), *moved) if waves else moved


def _results(context: Context, newest: Wave, response: Response) -> tuple[Part, ...]:
    """Return a part for each questionnaire that was submitted in any wave."""
    titles: dict[str, str] = {}
    found: dict[str, list[tuple[Wave, Response]]] = {}
    for wave, own in ((newest, response), *context.quarters.earlier(response)):
        for each in context.past.asked(wave):
            if each.id in own.submitted:
                titles.setdefault(each.id, each.short_title)
                found.setdefault(each.id, []).append((wave, own))
    return tuple(
        Part(
            "result",
            f"Result: {titles[name]}",
            name,
            tuple(wave for wave, _ in results),
            {wave.id: own for wave, own in results},
        )
        for name, results in found.items()
    )


def choose(parts: Sequence[Part]) -> tuple[Part, Wave]:
    """Let a part and one of its waves be chosen, where there are several; the address says which come first."""
    part = parts[0]
    if len(parts) > 1:
        place = st.selectbox(
            "What do you want to take away?",
            range(len(parts)),
            index=_asked_for(parts),
            format_func=lambda each: parts[each].title,
        )
        part = parts[place]
    wave = part.waves[0]
    if len(part.waves) > 1:
        ids = [each.id for each in part.waves]
        asked = st.query_params.get(WAVE, "")
        place = st.selectbox(
            "From when?",
            range(len(ids)),
            index=ids.index(asked) if asked in ids else 0,
            format_func=lambda each: part.waves[each].label,
            key=f"wave of {part.kind} {part.questionnaire_id}",
        )
        wave = part.waves[place]
    return part, wave


def _asked_for(parts: Sequence[Part]) -> int:
    """Return the place of the part that fits the address best; the first one where none does."""
    kind, asked = st.query_params.get(WHAT, ""), st.query_params.get(QUESTIONNAIRE, "")
    return max(range(len(parts)), key=lambda at: (parts[at].kind == kind, parts[at].questionnaire_id == asked, -at))
