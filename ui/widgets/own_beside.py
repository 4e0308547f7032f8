"""What brought-along figures of others say beside one result: by file, with name, giver and day; refusals with why."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from benchmarks.own import Given
from benchmarks.own_told import Result, beside
from ui.style import plain, quiet


def draw(given: Sequence[Given], result: Result, year: int) -> None:
    """Draw every file that holds something for the result; ``year`` is the current one."""
    for each in given:
        found = beside(each.ledger.benchmarks, result, year)
        said = [one for one in found if one.sentences]
        refused = [one for one in found if not one.sentences]
        st.subheader(plain(each.name), anchor=False)
        quiet(brought(each))
        for one in said:
            st.markdown("\n".join(f"- {plain(sentence)}" for sentence in one.sentences))
        if not said:
            st.write("Nothing of this file may stand beside this result.")
        if refused or each.ledger.unusable:
            with st.expander(f"What this file says nothing about here: {_counted(len(refused))}, and why"):
                for one in refused:
                    st.markdown(f"- **{plain(one.id)}**: {plain(one.why)}")
                for claim in each.ledger.unusable:
                    st.markdown(f"- **{plain(claim.id)}**: {plain(claim.what)} {plain(claim.why)}")


def brought(given: Given) -> str:
    """Say who brought a file and when."""
    by = f" by {given.giver}" if given.giver else ""
    return (
        f"Brought{by} on {given.day:%-d %B %Y}. Its figures are the giver's; they were checked for form, not for truth."
    )


def _counted(count: int) -> str:
    return "1 figure" if count == 1 else f"{count} figures"
