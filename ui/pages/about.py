"""How it works: how a score comes about, what is kept, and which figures of others are known."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from benchmarks.compare import context_sentence
from ui.context import Context
from ui.style import plain

_TEXT = Path(__file__).with_name("about.md")


def render(context: Context) -> None:
    """Draw the page."""
    st.title("How it works", anchor=False)
    st.markdown(_TEXT.read_text(encoding="utf-8"))
    year = context.clock().year
    for benchmark in sorted(context.benchmarks, key=lambda each: (-each.year, each.id)):
        link = f" [Source]({benchmark.url})" if benchmark.url else ""
        st.markdown(f"- {plain(context_sentence(benchmark, year))}{link}")
