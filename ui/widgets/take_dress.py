"""A logo, a colour and a template of one's own for the files; checked when they come, kept in this session only."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import streamlit as st

from reports.about import About
from reports.brand import COLOUR, MOST_BYTES, Brand, BrandError, brand, drawn_logo
from reports.deck import Deck
from reports.deck_file import TemplateError
from ui.context import Context
from ui.style import plain, quiet

TITLE = "In your own colours"
LOGO = f"Logo, as PNG or SVG (at most {MOST_BYTES // 1000} kB)"
TEMPLATE = "Template for the slides, as PPTX or POTX (at most 10 MB)"
_PIECES = "own pieces"
_TRIES = "own tries"


@dataclass(frozen=True, slots=True)
class Own:
    """What the files are dressed in; ``template`` is a PowerPoint file, None for ours."""

    brand: Brand = field(default_factory=Brand)
    template: bytes | None = None


@dataclass(frozen=True, slots=True)
class Piece:
    """A file that was brought and can be used."""

    name: str
    data: bytes


def draw(context: Context) -> Own:
    """Draw the fields, folded; return what they hold."""
    with st.expander(TITLE):
        st.write(
            "Your logo and your colour go onto the PDF and the slides; a template gives the slides your fonts, colours "
            "and layouts. They are used for your files only, and forgotten when you close this page."
        )
        logo = _piece("logo", LOGO, ["png", "svg"], drawn_logo)
        colour = st.color_picker("Colour", COLOUR, key="own-colour", persist_state="session")
        template = _piece(
            "template",
            TEMPLATE,
            ["pptx", "potx"],
            lambda data: Deck(About("", "", context.clock()), data),
        )
    return Own(brand(colour, logo.data if logo else b""), template.data if template else None)


def _piece(kind: str, label: str, endings: list[str], check: Callable[[bytes], object]) -> Piece | None:
    """Draw the field for a file, say what is wrong with it, and return what is in use."""
    pieces: dict[str, Piece] = st.session_state.setdefault(_PIECES, {})
    tries: dict[str, int] = st.session_state.setdefault(_TRIES, {})
    key = f"own-{kind}-{tries.get(kind, 0)}"
    brought = st.file_uploader(label, type=endings, key=key, on_change=_changed, args=(kind,))
    if brought is not None and kind not in pieces:
        try:
            check(brought.getvalue())
        except (BrandError, TemplateError) as error:
            st.error(plain(str(error)), icon=":material/error:")
        else:
            pieces[kind] = Piece(brought.name, brought.getvalue())
    found = pieces.get(kind)
    if found is not None:
        quiet(f"In use: {found.name}")
        st.button(f"Leave out the {kind}", key=f"leave-out-{kind}", on_click=_leave_out, args=(kind,))
    return found


def _changed(kind: str) -> None:
    """Forget what is in use: another file was brought, or it was taken away."""
    st.session_state[_PIECES].pop(kind, None)


def _leave_out(kind: str) -> None:
    """Forget what is in use, and empty the field."""
    _changed(kind)
    st.session_state[_TRIES][kind] = st.session_state[_TRIES].get(kind, 0) + 1
