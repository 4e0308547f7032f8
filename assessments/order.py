"""In which order questionnaires come, on every page and in every file: the core ones first, the others as they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from questionnaires.model import Questionnaire

CORE = (
    "customer-obsession-stages",
    "product-or-customer-centric",
    "ten-omnichannel-questions",
    "quarterly-review-audit",
)
_PLACE = {questionnaire_id: place for place, questionnaire_id in enumerate(CORE)}


def ordered(asked: Iterable[Questionnaire]) -> tuple[Questionnaire, ...]:
    """Return questionnaires with the core ones first."""
    return tuple(sorted(asked, key=lambda each: _PLACE.get(each.id, len(_PLACE))))
