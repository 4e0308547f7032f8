"""The files that a page offers, made as the server would make them when a button is pressed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from streamlit.runtime.media_file_manager import MediaFileManager

if TYPE_CHECKING:
    from collections.abc import Callable

    import pytest

_REGISTER = MediaFileManager.add_deferred


@dataclass(frozen=True, slots=True)
class Offered:
    """A file behind a button."""

    name: str
    mime: str
    make: Callable[[], bytes]


class Files:
    """What the pages of a test offered: file name to the newest offer."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Listen to what is offered."""
        self.offered: dict[str, Offered] = {}
        listening = self

        def register(manager: MediaFileManager, make: Callable[[], bytes], mime: str, *rest: Any, **more: Any) -> str:
            listening.offered[more["file_name"]] = Offered(more["file_name"], mime, make)
            return _REGISTER(manager, make, mime, *rest, **more)

        monkeypatch.setattr(MediaFileManager, "add_deferred", register)

    def __getitem__(self, ending: str) -> Offered:
        """Return the only file whose name ends so."""
        (found,) = [each for name, each in self.offered.items() if name.endswith(ending)]
        return found

    def make(self, ending: str) -> bytes:
        """Make the only file whose name ends so."""
        return self[ending].make()
