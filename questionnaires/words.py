"""Words for the answers that a questionnaire leaves to codes and numbers: practices and contrasts."""

from __future__ import annotations

from questionnaires.items import Contrast

PRACTICE_WORDS = {"no": "No", "partly": "Partly", "yes": "Yes"}


def contrast_text(item: Contrast, value: int) -> str:
    """Say which of the two sentences the point lies nearer to."""
    middle = (item.points + 1) / 2
    if value == middle:
        return f"In the middle ({value} of {item.points}) between “{item.left}” and “{item.right}”"
    pole = item.left if value < middle else item.right
    return f"{'Wholly' if value in {1, item.points} else 'Nearer to'} “{pole}” ({value} of {item.points})"
