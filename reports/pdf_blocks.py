"""What a printed report is made of: plain data that the template draws, and nothing that it could read as markup."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any, Literal

from reports.pdf_letters import cut, showable

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

Look = Literal["plain", "leading", "quiet", "strong", "working"]
WHOLE = frozenset({"parts"})  # what is never cut


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph; a leading or a strong one stays with what follows."""

    text: str
    look: Look = "plain"


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list of short sentences.

    Attributes:
        items: (sentence, address where it can be read); the address is empty where there is none.
        small: Whether they are notes rather than findings.
    """

    items: tuple[tuple[str, str], ...]
    small: bool = False


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to do, with the answer it starts from and the reason why it comes here."""

    title: str
    text: str
    because: str
    reason: str


@dataclass(frozen=True, slots=True)
class Steps:
    """Things to do, the first one first."""

    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a head that is repeated on each page.

    Attributes:
        wordiest: The column that takes what room the others leave.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    wordiest: int


@dataclass(frozen=True, slots=True)
class Drawing:
    """A chart, or two side by side.

    Attributes:
        title: The finding; empty where it stands above already.
        parts: (SVG, the same in text) of each.
        caption: What the marks mean.
    """

    title: str
    parts: tuple[tuple[str, str], ...]
    caption: str


@dataclass(frozen=True, slots=True)
class Facts:
    """Names and what they stand for, one a line."""

    facts: tuple[tuple[str, str], ...]


Block = Text | Bullets | Steps | Table | Drawing | Facts


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a report: its title is a bookmark; without one it continues what stands above."""

    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """Everything on the pages but the brand.

    Attributes:
        title: What the file is called inside.
        language: Of the questionnaire, such as ``en`` or ``pt-BR``.
        kicker: Whose it is and of which wave.
        headline: The sentence to repeat.
        line: Date and number of people.
    """

    title: str
    language: str
    kicker: str
    headline: str
    line: str
    sections: tuple[Section, ...]


def table(rows: Sequence[Mapping[str, Any]]) -> Table:
    """Return rows, each with the same columns, as a table; what room is left goes to the wordiest column."""
    columns = tuple(rows[0])
    cells = tuple(tuple(str(row[name]) for name in columns) for row in rows)
    longest = [max(len(name), *(len(row[place]) for row in cells)) for place, name in enumerate(columns)]
    return Table(columns, cells, longest.index(max(longest)))


def as_data(report: Report) -> dict[str, Any]:
    """Return a report as plain JSON values that every font can show."""
    data: dict[str, Any] = _shown(asdict(report))
    for section, given in zip(data["sections"], report.sections, strict=True):
        for block, one in zip(section["blocks"], given.blocks, strict=True):
            block["kind"] = type(one).__name__.lower()
    return data


def _shown(value: Any, name: str = "") -> Any:
    match value:
        case str():
            return showable(value) if name in WHOLE else cut(showable(value))
        case dict():
            return {key: _shown(each, key) for key, each in value.items()}
        case list() | tuple():
            return [_shown(each, name) for each in value]
        case _:
            return value
