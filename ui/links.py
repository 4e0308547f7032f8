"""Addresses of this site as others can open them, and the code that a camera reads."""

from __future__ import annotations

import segno
import streamlit as st

from assessments.codes import grouped
from assessments.model import Wave
from ui.doors import LEAD


def base() -> str:
    """Return the address of the first page without a slash at the end; empty where the browser does not say."""
    return (st.context.url or "").partition("?")[0].rpartition("/")[0]


def join_link(wave: Wave) -> str:
    """Return the address at which people take part in a wave."""
    return f"{base()}/join?code={wave.join_code}"


def present_link(wave: Wave) -> str:
    """Return the address of the projector's view."""
    return f"{base()}/present?code={wave.join_code}"


def lead_link(organiser_code: str) -> str:
    """Return the address that opens the console on another device; it holds the key."""
    return f"{base()}/{LEAD}#{organiser_code}"


def spoken_code(wave: Wave) -> str:
    """Return the join code as it is read aloud."""
    return grouped(wave.join_code or "")


@st.cache_data(show_spinner=False, max_entries=200)
def qr_code(address: str) -> str:
    """Return a QR code of an address as the source of an image, black on white in either theme."""
    return segno.make(address, error="m").svg_data_uri(scale=10, border=4, light="#fff")
