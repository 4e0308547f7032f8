"""The app's own style sheets, and text made safe for the page."""

from __future__ import annotations

import re
from pathlib import Path

import streamlit as st

_STYLE = Path(__file__).with_name("style.css")
_STYLE_DARK = Path(__file__).with_name("style_dark.css")
_SCREEN = Path(__file__).with_name("screen.css")


def apply_style() -> None:
    """Add the rules to the page."""
    st.html(_STYLE)
    if is_dark():
        st.html(_STYLE_DARK)


def apply_screen_style() -> None:
    """Turn the page into one that fills a projector."""
    st.html(_SCREEN)


def is_dark() -> bool:
    """Say whether the visitor's theme is dark."""
    return st.context.theme.type == "dark"


def quiet(text: str) -> None:
    """Write a note that steps back but keeps its contrast; ``text`` is plain text."""
    st.html(f'<p class="quiet">{escape(text)}</p>')


def escape(text: str) -> str:
    """Make plain text safe inside HTML."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")


# What Streamlit replaces after backslashes are gone: its icons, its logo, arrows, dashes, signs of comparison,
# and addresses, which become links.
_REPLACED = re.compile(
    r"(?<=:)(?=material/|streamlit:)|(?<=[<>~-])(?=[=>-])|(?<=www)(?=\.)|(?=://)|(?<=\S)(?=@)|(?<=@)(?=\S)",
    re.IGNORECASE,
)
_JOINER = "\u2060"  # has no width, and parts what would be replaced
_MARKS = re.compile(r"[\\`*_{}\[\]<>()#+\-.!|~$:&=]")
_LINE_END = re.compile(r"[ \t]*\r?\n[ \t]*")


def plain(text: str) -> str:
    """Make plain text safe inside Markdown, so that what people typed is shown as typed, line by line."""
    text = _MARKS.sub(r"\\\g<0>", _REPLACED.sub(_JOINER, text))
    return _LINE_END.sub("\\\\\n", text)
