"""Signing in with OpenID Connect, where whoever runs the app has set it up; without it everything works by keys."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import streamlit as st

from assessments.keys import person_hash

BUTTON = "Sign in"
_DEFAULT = ""  # the provider that is set up without a name


def person() -> str:
    """Return the hash of who signed in at this browser; empty for nobody."""
    found = _claims()
    issuer, subject = found.get("iss"), found.get("sub")
    if not found.get("is_logged_in") or not isinstance(issuer, str) or not isinstance(subject, str) or not subject:
        return ""
    return person_hash(issuer, subject)


def is_offered() -> bool:
    """Say whether one can sign in here."""
    return "is_logged_in" in _claims()


def draw_button(*, primary: bool = False) -> None:
    """Draw the button that leads to the provider, one for each; nothing where one cannot sign in."""
    if not is_offered():
        return
    for each in _providers():
        label = f"{BUTTON} with {each}" if each else BUTTON
        if st.button(label, key=f"sign-in-{each}", type="primary" if primary else "secondary"):
            st.login(each or None)


def draw_out() -> None:
    """Draw the button that signs out."""
    if st.button("Sign out", key="sign-out"):
        st.logout()


def _claims() -> Mapping[str, Any]:
    """Return what the provider said of who signed in; with ``is_logged_in`` wherever one can sign in."""
    return st.user.to_dict()


def _providers() -> list[str]:
    """Return the names of the providers that are set up, the one without a name first."""
    section: Mapping[str, Any] = st.secrets.get("auth", {})
    named = [name for name, each in section.items() if isinstance(each, Mapping) and "client_id" in each]
    return [_DEFAULT, *named] if "client_id" in section else named
