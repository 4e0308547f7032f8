"""One question to a card: the answer, "don't know" and "does not apply" apart, comment, evidence; each click saved."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace

import streamlit as st

from assessments.errors import AssessmentError, StoreUnavailableError
from assessments.model import Mode, Saved
from questionnaires.items import Agenda, Allocation, Disclosure, Item, TextItem
from questionnaires.model import Questionnaire
from questionnaires.values import EVIDENCE, Answer, Evidence, InvalidValueError
from scoring.disclosure import contradictions, figures_of
from ui.context import Context
from ui.style import quiet
from ui.widgets import inputs
from ui.widgets.disclosure import draw_contradictions
from ui.widgets.keys import Keys

DOES_NOT_APPLY = "Does not apply to us"  # help texts tell when to choose it, in these words

_EVIDENCE_WORDS: dict[Evidence, str] = {
    "nothing": "Nothing in particular",
    "opinion": "An opinion",
    "example": "An example",
    "data": "Data",
}
_READERS: dict[Mode, str] = {
    "anonymous": "The organiser can read this word for word after the reveal, without your name. "
    "Do not write what gives you away.",
    "open": "Others can read this after the reveal.",
}


@dataclass(frozen=True, slots=True)
class Card:
    """One question with everything needed to draw and save it.

    Attributes:
        kept: Every kept answer of the questionnaire, item id to answer.
        round_number: In which vote of a workshop it is asked.
        mode: The workshop's mode; None where somebody answers alone.
        comments: Whether a comment may be added.
    """

    context: Context
    response_id: str
    questionnaire: Questionnaire
    item: Item
    kept: Mapping[str, Saved]
    round_number: int = 1
    mode: Mode | None = None
    comments: bool = True

    @property
    def keys(self) -> Keys:
        """The widget keys of this question."""
        return Keys(self.questionnaire, self.item, self.round_number)

    @property
    def field(self) -> inputs.Field:
        """The value's part of the card."""
        order = [item.id for item in self.questionnaire.items]
        later = [self.kept[each] for each in order[order.index(self.item.id) + 1 :] if each in self.kept]
        answered_later = any(saved.answer.kind != "unanswered" for saved in later)
        locked = isinstance(self.item, TextItem) and self.item.locks and answered_later
        return inputs.Field(self.item, self.questionnaire, self.keys, self._value_changed, locked)

    def seed(self) -> None:
        """Fill the widgets from what was kept; a card that comes back to the screen begins with nothing else."""
        if not self.keys.has(inputs.ON_SCREEN):
            self.keys.drop()
            st.session_state.pop(self._trouble, None)
        saved = self.kept.get(self.item.id)
        answer = saved.answer if saved else Answer("unanswered")
        inputs.seed(self.field, answer.value)
        self.keys.seed("dont_know", answer.kind == "dont_know")
        self.keys.seed("not_applicable", answer.kind == "not_applicable")
        self.keys.seed("reason", answer.reason)
        self.keys.seed("comment", answer.comment)
        self.keys.seed("evidence", answer.evidence)

    def save(self) -> bool:
        """Keep everything that stands on the card; say whether it was kept. What went wrong stays beside the card."""
        return self._keep(self._answer)

    def _keep(self, answer: Callable[[], Answer]) -> bool:
        try:
            self.context.workflow.save(
                self.response_id, self.questionnaire, self.item.id, answer(), round_number=self.round_number
            )
        except (AssessmentError, InvalidValueError) as error:
            st.session_state[self._trouble] = str(error)
            return False
        st.session_state.pop(self._trouble, None)
        return True

    def _stored(self) -> Answer:
        """Return the answer as the store holds it now: another tab may have changed what this card does not touch."""
        kept = self.context.workflow.answers(self.response_id, self.questionnaire.id, round_number=self.round_number)
        saved = kept.get(self.item.id)
        return saved.answer if saved else Answer("unanswered")

    def _value_with_stored_notes(self) -> Answer:
        stored = self._stored()
        return replace(self._answer(), comment=stored.comment, evidence=stored.evidence)

    def _notes_with_stored_value(self) -> Answer:
        return replace(self._stored(), comment=self.keys.get("comment") or "", evidence=self.keys.get("evidence"))

    def _save_value(self) -> None:
        if not self.incomplete:
            self._keep(self._value_with_stored_notes if self.trouble is None else self._answer)

    def _save_notes(self) -> None:
        self._keep(self._notes_with_stored_value if self.trouble is None else self._answer)

    @property
    def incomplete(self) -> bool:
        """Whether the card waits for more before it can be saved: a reason, other parts of a total, half a row."""
        if self.keys.get("not_applicable"):
            return not (self.keys.get("reason") or "").strip()
        if isinstance(self.item, Allocation) and not self.keys.get("dont_know"):
            shares = inputs.read(self.field)
            return shares is not None and any(share is None for share in shares.values())
        if isinstance(self.item, Agenda):
            return any(not (row["topic"] and row["category"]) for row in inputs.read(self.field) or ())
        return False

    def discard(self) -> None:
        """Give up what could not be saved; the card shows again what was kept."""
        self.keys.drop(keep={inputs.ON_SCREEN})
        st.session_state.pop(self._trouble, None)

    def take_back(self) -> None:
        """Empty the card and what was kept of it."""
        self.keys.drop(keep={inputs.ON_SCREEN})
        self.save()

    @property
    def trouble(self) -> str | None:
        """What kept the card from being saved."""
        return st.session_state.get(self._trouble)

    @property
    def _trouble(self) -> str:
        return f"trouble:{self.keys.prefix}"

    def _answer(self) -> Answer:
        keys = self.keys
        comment, evidence = keys.get("comment") or "", keys.get("evidence")
        if keys.get("dont_know"):
            return Answer("dont_know", comment=comment, evidence=evidence)
        if keys.get("not_applicable"):
            return Answer("not_applicable", reason=keys.get("reason") or "", comment=comment, evidence=evidence)
        value = inputs.read(self.field)
        if value is None:
            return Answer("unanswered", comment=comment, evidence=evidence)
        return Answer("value", value, comment=comment, evidence=evidence)

    def _value_changed(self) -> None:
        self._find_level()
        self._untick("dont_know", "not_applicable")
        st.session_state.pop(self._stash, None)
        self._save_value()

    def _find_level(self) -> None:
        """Put back what was chosen where the browser says that nothing is.

        Nobody can let go of a chosen option. The browser lost sight of it: it was chosen before an emptied card, which
        was still under way, arrived.
        """
        if self.keys.get("value") is not None:
            return
        with suppress(StoreUnavailableError):  # saving says so
            level = inputs.level_of(self.item, self._stored().value)
            if level is not None:
                self.keys.put("value", level)

    def _untick(self, *parts: str) -> None:
        """Untick what is ticked; what the server says beyond need may arrive after the next tap, and hide it."""
        for each in parts:
            if self.keys.get(each):
                self.keys.put(each, value=False)

    def save_again(self) -> None:
        """Keep what stands on the card; a callback for widgets."""
        self.save()

    @property
    def _stash(self) -> str:
        return f"stash:{self.keys.prefix}"

    def _apart(self, chosen: str, other: str) -> None:
        """Put the value aside for as long as it is unknown or does not apply; a slip must not destroy it."""
        if self.keys.get(chosen):
            if not self.keys.get(other):
                st.session_state[self._stash] = inputs.read(self.field)
            self._untick(other)
            inputs.clear(self.field)
        elif (aside := st.session_state.pop(self._stash, None)) is not None:
            self.keys.drop(keep={*inputs.BESIDE, inputs.ON_SCREEN})
            inputs.seed(self.field, aside)
        self._save_value()

    def draw(self) -> None:
        """Draw the card."""
        item, keys = self.item, self.keys
        with st.container(key="card"):
            inputs.draw(self.field)
            if isinstance(item, TextItem):
                self._draw_readers()
            if isinstance(item, Disclosure):
                answers = {each: saved.answer for each, saved in self.kept.items()}
                found = contradictions(figures_of(self.questionnaire, answers))
                draw_contradictions(item, keys, found, self._value_changed)
            self._draw_apart()
            self._draw_notes()

    def _draw_apart(self) -> None:
        item, keys, alone = self.item, self.keys, self.mode is None
        if item.dont_know == "off" and not item.not_applicable:
            return
        with st.container(horizontal=True, gap="medium", key="apart"):
            if item.dont_know != "off":
                st.checkbox(
                    "I don't know (counts as 0 here)" if item.dont_know == "zero" and alone else "I don't know",
                    key=keys("dont_know"),
                    on_change=self._apart,
                    args=("dont_know", "not_applicable"),
                )
            if item.not_applicable:
                st.checkbox(
                    DOES_NOT_APPLY,
                    key=keys("not_applicable"),
                    on_change=self._apart,
                    args=("not_applicable", "dont_know"),
                )
        if item.not_applicable and keys.get("not_applicable"):
            st.text_input("Why does it not apply?", key=keys("reason"), max_chars=300, on_change=self._save_value)

    def _draw_notes(self) -> None:
        item, keys = self.item, self.keys
        if item.evidence and (inputs.read(self.field) is not None or keys.get("evidence")):
            with st.container(key="evidence"):
                st.radio(
                    "What does your answer rest on?",
                    EVIDENCE,
                    index=None,
                    format_func=lambda each: _EVIDENCE_WORDS[each],
                    key=keys("evidence"),
                    horizontal=True,
                    on_change=self._save_notes,
                )
        if isinstance(item, TextItem) or not self.comments:
            return
        if self.mode is None:
            self._draw_comment()
        else:
            with st.expander("Add a comment", key=keys("fold"), expanded=bool(keys.get("comment"))):
                self._draw_comment()

    def _draw_comment(self) -> None:
        st.text_area(
            "Comment or example (optional)",
            key=self.keys("comment"),
            height=90,
            max_chars=10_000,
            on_change=self._save_notes,
        )
        self._draw_readers()

    def _draw_readers(self) -> None:
        """Say who will read what is typed."""
        if self.mode is not None:
            quiet(_READERS[self.mode])
