"""What a next wave is offered when the questionnaire has changed since it was asked in a short form."""

from __future__ import annotations

import copy
from typing import Any

from assessments.next_wave import newest, offered
from assessments.workflow import as_pinned
from questionnaires.forms import short_form
from questionnaires.loader import Definition, digest, parse
from tests.assessments.build import STAGES, definition

SHORT = as_pinned(short_form(definition(STAGES), "short", ["asking-first"], 1))


def later(**changes: Any) -> Definition:
    """Return the next version of the stages, in which the second item has changed."""
    data = copy.deepcopy(dict(definition(STAGES).data)) | {"version": "9.0.0"}
    data["dimensions"][0]["items"][1] |= changes
    return Definition(parse(data), data, digest(data))


def test_the_newer_version_is_offered_in_the_short_form() -> None:
    found = newest(SHORT, [later(ask="Who decides what customers need?")])
    assert found is not None
    assert [item.ask for item in found.questionnaire.items] == ["Who decides what customers need?"]


def test_no_newer_version_is_offered_when_the_short_form_lacks_what_its_item_now_depends_on() -> None:
    found = offered(SHORT, [later(ask_if={"item": "detail-of-knowledge", "at_least": "focus"})])
    assert (found.pinned, found.newer, found.versions) == (SHORT, None, None)
