"""The JSON Schema of an exported assessment: valid itself, as strict as it can be, and printed as it is published."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from jsonschema import Draft202012Validator

from assessments.transfer import complete_copy
from cli.__main__ import main
from cli.schema import assessment_document
from questionnaires.loader import DEFINITIONS
from tests.assessments.build import STAGES
from tests.assessments.test_transfer_read import put
from tests.assessments.transfers import altered, lone, team

if TYPE_CHECKING:
    from typing import Any

    Place = tuple[str | int, ...]

PUBLISHED = DEFINITIONS.parent.parent / "docs" / "assessment.schema.json"
ALONE, TEAM = complete_copy(lone(STAGES)), complete_copy(team("open", 5))
DIGEST = next(iter(json.loads(ALONE)["definitions"]))


def test_it_is_printed_as_it_is_published(capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    assert main(["schema", "--assessment"]) == 0
    assert capsysbinary.readouterr().out == PUBLISHED.read_bytes()


def test_it_is_a_valid_schema_with_a_title() -> None:
    schema = assessment_document()
    Draft202012Validator.check_schema(schema)
    assert schema["title"] == "A customer-centricity assessment"


@pytest.mark.parametrize(
    ("content", "place", "value"),
    [
        (ALONE, ("version",), 2),
        (ALONE, ("copy",), "partial"),
        (ALONE, ("more",), 1),
        (ALONE, ("assessment", "created_at"), "2026-03-02"),
        (ALONE, ("definitions", DIGEST, "minutes"), "five"),
        (ALONE, ("definitions", "short"), {}),
        (ALONE, ("waves", 0, "mode"), "secret"),
        (ALONE, ("waves", 0, "targets", 0, "value"), 101),
        (ALONE, ("actions", 0, "due"), "soon"),
        (ALONE, ("results", "series", "x"), []),
        (ALONE, ("fingerprints", "whole"), "0"),
        (TEAM, ("waves", 0, "live", "rounds", 1, "items", 0), ["one"]),
        (TEAM, ("waves", 0, "live", "batches", 0, "more"), 1),
    ],
)
def test_what_the_reader_refuses_by_its_shape_is_not_valid(content: bytes, place: Place, value: Any) -> None:
    schema = Draft202012Validator(assessment_document())
    assert schema.is_valid(json.loads(content))
    assert not schema.is_valid(json.loads(altered(content, put(*place, to=value))))
