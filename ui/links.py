"""Addresses of this site as others can open them, and the code that a camera reads."""

from __future__ import annotations

from functools import lru_cache

import segno
import streamlit as st

from assessments.codes import grouped
from assessments.model import Wave
from ui.context import provided
from ui.doors import INVITED, LEAD


def base(*, on_first_page: bool = False) -> str:
    """Return the address of the first page without a slash at the end: of the settings, or as the browser says.

    Empty where neither does.
    """
    if given := provided().settings.address:
        return given
    here = (st.context.url or "").partition("?")[0]
    return here.rstrip("/") if on_first_page else here.rpartition("/")[0]


def is_local() -> bool:
    """Say whether this address works on this computer only."""
    host = base().partition("//")[2].partition("/")[0].rpartition(":")[0] or base().partition("//")[2]
    return host in {"localhost", "127.0.0.1", "[::1]"}


def join_link(wave: Wave) -> str:
    """Return the address at which people take part in a wave."""
    return f"{base()}/join?code={wave.join_code}"


def present_link(wave: Wave) -> str:
    """Return the address of the projector's view."""
    return f"{base()}/present?code={wave.join_code}"


def lead_link(organiser_code: str, *, on_first_page: bool = False) -> str:
    """Return the address that opens the console on another device; it holds the key."""
    return f"{base(on_first_page=on_first_page)}/{LEAD}#{organiser_code}"


def invitation_link(code: str) -> str:
    """Return the address at which an invitation can be accepted; it holds its code."""
    return f"{base()}/{INVITED}#{code}"


def spoken_code(wave: Wave) -> str:
    """Return the join code as it is read aloud."""
    return grouped(wave.join_code or "")


@lru_cache(maxsize=200)  # not Streamlit's cache, which any visitor's browser may ask to be emptied
def qr_code(address: str) -> str:
    """Return a QR code of an address as the source of an image, black on white in either theme."""
    return segno.make(address, error="m").svg_data_uri(scale=10, border=4, light="#fff")
