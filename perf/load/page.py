"""What stands on one tab's page, learnt from the server's messages."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any

from streamlit.proto.Delta_pb2 import Delta

_ITEM = re.compile(r'<h2 id="question" data-item="([^"]+)"')
_STATUS = re.compile(r'<span role="status">([^<]*)</span>')
_CODE = re.compile(r"<code>([^<]*)</code>")
_POST = re.compile(r'data-task="post" data-path="([^"]+)" data-header="([^"]+)" data-body="([^"]*)"')


@dataclass(frozen=True, slots=True)
class Element:
    """One element of the page.

    Attributes:
        run: The script run that drew it last.
        fragment: The fragment it belongs to, empty for the rest of the script.
        kind: What it is, for example ``button``; ``block`` for a container.
        proto: Streamlit's message with everything about it.
    """

    run: str
    fragment: str
    kind: str
    proto: Any


@dataclass(frozen=True, slots=True)
class Post:
    """A request that a page's script makes in the visitor's browser."""

    path: str
    header: tuple[str, str]
    body: str


class Page:
    """The elements of one tab, in the order in which they stand on the page."""

    def __init__(self) -> None:
        """Begin empty."""
        self._elements: dict[tuple[int, ...], Element] = {}

    def put(self, path: tuple[int, ...], run: str, delta: Delta) -> Element | None:
        """Take in one message; return the element, or None where the message holds none."""
        what = delta.WhichOneof("type")
        element = None
        if what == "add_block":
            element = Element(run, delta.fragment_id, "block", delta.add_block)
        elif what == "new_element" and (kind := delta.new_element.WhichOneof("type")):
            element = Element(run, delta.fragment_id, kind, getattr(delta.new_element, kind))
        if element is not None:
            self._elements[path] = element
        return element

    def sweep(self, run: str, fragments: Collection[str]) -> None:
        """Remove what a finished run has not drawn again: of its fragments, or of everything where it had none."""
        for path, element in list(self._elements.items()):
            if element.run != run and (not fragments or element.fragment in fragments):
                del self._elements[path]

    def __iter__(self) -> Iterator[Element]:
        """Go through the page from top to bottom."""
        return (self._elements[path] for path in sorted(self._elements))

    def find(self, kind: str, label: str = "") -> Element | None:
        """Return the first enabled widget of a kind whose label matches a pattern."""
        for element in self:
            if element.kind == kind and not element.proto.disabled and re.search(label, element.proto.label):
                return element
        return None

    @property
    def item(self) -> str | None:
        """The id of the question on the card."""
        return self._in_html(_ITEM)

    @property
    def status(self) -> str | None:
        """What the card says about saving."""
        return self._in_html(_STATUS)

    @property
    def code(self) -> str | None:
        """The code to come back with."""
        return self._in_html(_CODE)

    def says(self, pattern: str) -> re.Match[str] | None:
        """Return the first place in the page's own html that matches a pattern."""
        return next((found for body in self._bodies() if (found := re.search(pattern, body))), None)

    def posts(self, run: str) -> Iterator[Post]:
        """Yield the requests that the scripts drawn by a run make."""
        for element in self:
            if element.kind == "html" and element.run == run and element.proto.unsafe_allow_javascript:
                for path, name, body in _POST.findall(element.proto.body):
                    yield Post(path, (name, "1"), body)

    def _in_html(self, pattern: re.Pattern[str]) -> str | None:
        return next((found[1] for body in self._bodies() if (found := pattern.search(body))), None)

    def _bodies(self) -> Iterator[str]:
        return (element.proto.body for element in self if element.kind == "html")
