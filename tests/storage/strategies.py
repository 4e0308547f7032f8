"""Strategies for what an answer may hold."""

from __future__ import annotations

from hypothesis import strategies as st

from questionnaires.values import EVIDENCE, Answer

# PostgreSQL keeps no NUL in a text; ``questionnaires.values.clean_text`` takes it out before.
texts = st.text(st.characters(codec="utf-8", exclude_characters="\0"))
plain_json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=20,
)
answers = st.builds(
    Answer,
    kind=st.sampled_from(["value", "dont_know", "not_applicable"]),
    value=plain_json,
    reason=texts,
    comment=texts,
    evidence=st.none() | st.sampled_from(EVIDENCE),
)
