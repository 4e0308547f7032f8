"""Habits of good items: a step for every stage, options alike in length, no word that everybody reads otherwise."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from questionnaires.items import Agreement, Contrast, Disclosure, Frequency, Rubric
from questionnaires.subject import Finding

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from questionnaires.located import Path
    from questionnaires.subject import Subject

VAGUE = re.compile(
    r"\b(regularly|often|sometimes|excellent|world-class|best-in-class|seamless(ly)?|truly|fully)\b", re.IGNORECASE
)
LONGEST_TO_SHORTEST = 1.6
SHORT_OPTION = 40


def _next_steps_complete(subject: Subject) -> Iterator[Finding]:
    ladder = [stage.id for stage in subject.questionnaire.stages]
    for path, dimension in subject.dimensions:
        missing = [stage for stage in ladder if stage not in dimension.next_steps]
        if dimension.items and missing:
            yield Finding((*path, "id"), f"No next step for {', '.join(missing)}. Write one for each stage.")


def _tops_not_longest(subject: Subject) -> Iterator[Finding]:
    for path, texts in _anchors(subject):
        if len(texts[-1]) > max(len(text) for text in texts[:-1]) and len(texts[-1]) > SHORT_OPTION:
            yield Finding((*path, len(texts) - 1), "The top option is the longest, which draws people up. Shorten it.")


def _options_alike_in_length(subject: Subject) -> Iterator[Finding]:
    for path, texts in _anchors(subject):
        lengths = [max(len(text), SHORT_OPTION) for text in texts]
        if max(lengths) > LONGEST_TO_SHORTEST * min(lengths):
            message = f"The options have {min(lengths)} to {max(lengths)} characters. Make them alike in length."
            yield Finding(path, message)


def _anchors(subject: Subject) -> Iterator[tuple[Path, list[str]]]:
    for path, item in subject.items:
        if isinstance(item, Rubric):
            yield (*path, "options"), [option.text for option in item.options]


def _no_vague_words(subject: Subject) -> Iterator[Finding]:
    for path, item in subject.items:
        texts = [((*path, "ask"), item.ask)]
        if isinstance(item, Rubric):
            texts += [((*path, "options", index, "text"), option.text) for index, option in enumerate(item.options)]
        if isinstance(item, Contrast):
            texts += [((*path, "left"), item.left), ((*path, "right"), item.right)]
        for place, text in texts:
            found = VAGUE.search(text)
            if found:
                message = f"'{found.group()}' means something else to everybody. Say how much, or leave it out."
                yield Finding(place, message)


def _scales_used(subject: Subject) -> Iterator[Finding]:
    used = {item.scale for _, item in subject.items if isinstance(item, (Agreement, Frequency, Disclosure))}
    for name in subject.questionnaire.scales:
        if name not in used:
            yield Finding(("scales", name), f"No item uses the scale '{name}'. Remove it.")


HABITS: dict[str, Callable[[Subject], Iterator[Finding]]] = {
    "W201": _next_steps_complete,
    "W202": _tops_not_longest,
    "W203": _options_alike_in_length,
    "W204": _no_vague_words,
    "W205": _scales_used,
}
