"""Which questionnaire was asked, and which part of it, as the foot of a result says it."""

from __future__ import annotations

from questionnaires.forms import AUDIENCES
from questionnaires.model import Questionnaire
from ui.times import questions_words

_ASKED_OF = dict(zip(AUDIENCES, ("the front line", "customers"), strict=True))


def version_words(questionnaire: Questionnaire) -> str:
    """Return id and version, and where only a part was asked, which one and how many questions it has."""
    named, form = f"{questionnaire.id} {questionnaire.version}", questionnaire.form
    if form is None:
        return named
    whom = next((whom for audience, whom in _ASKED_OF.items() if audience == form), "")
    part = f"as it is asked of {whom}" if whom else f"in the short form “{form}”"
    return f"{named}, {part} ({questions_words(len(questionnaire.items))})"
