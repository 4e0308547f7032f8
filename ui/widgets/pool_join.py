"""Joining the benchmark pool and leaving it: what is given, said in full before the button can be pressed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from assessments.errors import MoveError
from assessments.model import Wave
from assessments.pool import Membership, Offer
from benchmarks.pool_lists import INDUSTRIES, NOT_SAID, SIZES, band_words, countries
from benchmarks.pool_model import WHOLE, Traits
from benchmarks.pool_words import GIVEN, LEAVING, RULES, SHOWN
from ui.context import Context
from ui.style import plain
from ui.widgets import table

AGREED = "I may give these figures away for the organisation, and have read what is given and what is shown"


def draw(context: Context, wave: Wave, members: Sequence[Membership]) -> None:
    """Offer to give the figures of a closed wave that are not in the pool yet."""
    offered = context.pool.offered(wave)
    given = {each.entry.family.questionnaire_id: each.entry for each in members if each.entry.wave_id == wave.id}
    offers = [each for each in offered.offers if each.family.questionnaire_id not in given]
    if not offers:
        if not given:
            st.write(plain(offered.why))
        return
    st.header("Take part with newer figures" if members else "Take part", anchor=False)
    st.write(GIVEN)
    table.draw(rows(offers), f"What is given away, from {wave.label}")
    st.write(SHOWN)
    st.write(LEAVING)
    with st.expander("By which rules something is shown"):
        st.write(RULES)
    before = members[0].entry.traits if members else Traits()
    industry = _chosen("Industry", INDUSTRIES, before.industry)
    country = _chosen("Country", countries(), before.country)
    size = _chosen("Size", SIZES, before.size)
    names = [
        each.questionnaire.id
        for each in offers
        if len(offers) == 1 or st.checkbox(f"Give “{plain(each.questionnaire.short_title)}”", value=True)
    ]
    agreed = st.checkbox(AGREED, key=f"pool-agreed-{wave.id}")
    label = "Put these figures in place of the earlier ones" if members else "Join the pool"
    if st.button(label, type="primary", disabled=not (agreed and names), key="pool-join"):
        try:
            context.pool.join(wave, names, Traits(industry, country, size))
        except MoveError as error:
            st.error(plain(str(error)), icon=":material/error:")
        else:
            st.rerun()


def leave(context: Context, assessment_id: str) -> None:
    """Offer to leave."""
    st.header("Leave the pool", anchor=False)
    st.write(LEAVING)
    sure = st.checkbox("Delete our figures from the pool", key="pool-sure")
    if st.button("Leave the pool", disabled=not sure, key="pool-leave"):
        context.pool.leave(assessment_id)
        st.rerun()


def rows(offers: Sequence[Offer]) -> list[dict[str, str]]:
    """Return what is given away, one figure a row."""
    found = []
    for each in offers:
        titles = titles_of(each)
        for key, points in each.scores.items():
            found.append(
                {
                    "Questionnaire": each.questionnaire.short_title,
                    "Figure": titles[key],
                    "Points": str(points),
                    "Respondents": band_words(each.people),
                }
            )
    return found


def titles_of(offer: Offer) -> Mapping[str, str]:
    """Return key to what a score of an offer is called."""
    return {WHOLE: "Overall", **{each.id: each.title for each in offer.questionnaire.dimensions}}


def _chosen(label: str, known: Mapping[str, str], before: str) -> str:
    choices = ["", *known]
    place = choices.index(before) if before in choices else 0
    found: str = st.selectbox(
        label, choices, index=place, format_func=lambda each: known.get(each, NOT_SAID), key=f"pool-{label.lower()}"
    )
    return found
