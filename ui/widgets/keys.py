"""Names of widgets: one prefix a question, so that its parts can be read, seeded and cleared together.

They differ from visit to visit: where a connection breaks and another visit begins, a tap on the page of the earlier
one may arrive while the new page is drawn. It then means nothing, instead of an answer that is kept while the page
shows an empty card, and that the next tap would take back.
"""

from __future__ import annotations

import secrets
from collections.abc import Collection
from typing import Any

import streamlit as st

from questionnaires.items import Item
from questionnaires.model import Questionnaire

_VISIT = "visit"


class Keys:
    """The widget keys of one question."""

    def __init__(self, questionnaire: Questionnaire, item: Item, round_number: int = 1) -> None:
        """Take the question, and in which vote of a workshop it is asked."""
        again = f"{round_number}/" if round_number > 1 else ""
        visit: str = st.session_state.setdefault(_VISIT, secrets.token_hex(4))
        self.prefix = f"{visit}/{questionnaire.id}/{item.id}/{again}"

    def __call__(self, part: str) -> str:
        """Return the key of a part."""
        return f"{self.prefix}{part}"

    def own(self, part_id: str) -> str:
        """Return the part of an option, a share or a figure, which the questionnaire may call like any other part."""
        return f"own:{part_id}"

    def get(self, part: str, default: Any = None) -> Any:
        """Return what stands in a part's widget."""
        return st.session_state.get(self(part), default)

    def put(self, part: str, value: Any) -> None:
        """Put a value into a part's widget, before it is drawn."""
        st.session_state[self(part)] = value

    def seed(self, part: str, value: Any) -> None:
        """Put a value into a part's widget unless it holds one already."""
        if not self.has(part):
            self.put(part, value)

    def has(self, part: str) -> bool:
        """Say whether a part holds anything, be it empty; a widget that left the screen does not."""
        return self(part) in st.session_state

    def drop(self, keep: Collection[str] = ()) -> None:
        """Forget all parts but those to keep."""
        parts = [str(key).removeprefix(self.prefix) for key in st.session_state if str(key).startswith(self.prefix)]
        for part in parts:
            if part not in keep:
                del st.session_state[self(part)]
