"""A questionnaire as its checks go through it: every part with its path, and what a check finds there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from questionnaires.items import Item
    from questionnaires.located import Path
    from questionnaires.model import Dimension, Questionnaire


@dataclass(frozen=True, slots=True)
class Finding:
    """What a check found, before it is given its place in the file."""

    path: Path
    message: str


@dataclass(frozen=True, slots=True)
class Subject:
    """A questionnaire with the path of each of its parts.

    Attributes:
        dimensions: (path, dimension), top down.
        items: (path, item) in the order they are asked, retired ones included.
    """

    questionnaire: Questionnaire
    file: str
    dimensions: tuple[tuple[Path, Dimension], ...]
    items: tuple[tuple[Path, Item], ...]

    @property
    def asked(self) -> tuple[tuple[Path, Item], ...]:
        """(path, item) in the order they are asked."""
        return tuple((path, item) for path, item in self.items if item.retired is None)


def subject_of(questionnaire: Questionnaire, file: str) -> Subject:
    """Return a questionnaire with the path of each of its parts; ``file`` is its name."""
    dimensions: list[tuple[Path, Dimension]] = []
    items: list[tuple[Path, Item]] = [(("opening", index), item) for index, item in enumerate(questionnaire.opening)]

    def descend(path: Path, children: tuple[Dimension, ...]) -> None:
        for index, dimension in enumerate(children):
            here = (*path, index)
            dimensions.append((here, dimension))
            items.extend(((*here, "items", number), item) for number, item in enumerate(dimension.items))
            descend((*here, "dimensions"), dimension.dimensions)

    descend(("dimensions",), questionnaire.dimensions)
    items.extend((("closing", index), item) for index, item in enumerate(questionnaire.closing))
    return Subject(questionnaire, file, tuple(dimensions), tuple(items))
