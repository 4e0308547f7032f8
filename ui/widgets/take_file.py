"""A button that makes a file when it is pressed; where that failed, the page says why until it succeeds."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from typing import Literal

import streamlit as st

from ui.making import sentence
from ui.style import plain

LONGEST = 60  # letters of each part of a name
_FAILED = "files that could not be made"
_BETWEEN = re.compile(r"[\W_]+")


def name_of(*parts: str, suffix: str) -> str:
    """Return the name of a file: the words of all parts joined by hyphens; never a path."""
    words = (_BETWEEN.sub("-", part).strip("-")[:LONGEST] for part in parts)
    return f"{'-'.join(word for word in words if word) or 'file'}.{suffix.lstrip('.')}"


def offer(label: str, make: Callable[[], bytes], *, name: str, mime: str, key: str, wide: bool = False) -> None:
    """Draw the button.

    Args:
        label: What stands on it.
        make: Returns the file; runs on a thread of its own, where nothing of Streamlit may be used.
        name: What the file is called.
        mime: Of which kind it is.
        key: Tells it from all other buttons of the app.
        wide: Whether it is as wide as where it stands.
    """
    failed: dict[str, str] = st.session_state.setdefault(_FAILED, {})
    width: Literal["stretch", "content"] = "stretch" if wide else "content"
    st.download_button(label, partial(_made, make, failed, key), name, mime, key=key, on_click="ignore", width=width)


def say(key: str) -> None:
    """Say why the file of a button could not be made when it was asked for last; nothing where it could."""
    said = st.session_state.get(_FAILED, {}).get(key)
    if said is not None:
        st.error(f"An earlier try did not work. {plain(said)}", icon=":material/error:")


def _made(make: Callable[[], bytes], failed: dict[str, str], key: str) -> bytes:
    """Make a file; note under the button's key why it could not be made."""
    try:
        data = make()
    except Exception as error:
        failed[key] = sentence(error)
        raise
    failed.pop(key, None)
    return data
