"""The JSON Schema for editors: valid itself, true to the model, and as strict as a schema can be."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from jsonschema import Draft202012Validator

from cli.__main__ import main
from cli.schema import document
from questionnaires.located import read
from tests.questionnaires.examples import BROKEN, SHIPPED, VALID, name

if TYPE_CHECKING:
    from pathlib import Path

SHAPELESS = [path for path in BROKEN if path.name.startswith(("M001", "M002", "M003", "M004", "M005"))]
SHAPELY = [path for path in BROKEN if path.name.startswith(("Q", "W"))]


def is_valid(path: Path) -> bool:
    return Draft202012Validator(document()).is_valid(read(path.read_bytes(), path.name).data)


def test_it_is_a_valid_schema_with_a_title() -> None:
    schema = document()
    Draft202012Validator.check_schema(schema)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert schema["title"] == "Questionnaire of a customer-centricity assessment"
    assert list(schema)[:2] == ["$schema", "title"]


@pytest.mark.parametrize("path", [*SHIPPED, *VALID], ids=name)
def test_questionnaires_without_a_problem_are_valid(path: Path) -> None:
    assert is_valid(path)


@pytest.mark.parametrize("path", SHAPELY, ids=name)
def test_what_only_the_checks_find_is_valid(path: Path) -> None:
    assert is_valid(path)


@pytest.mark.parametrize("path", SHAPELESS, ids=name)
def test_what_departs_from_the_model_is_not_valid(path: Path) -> None:
    assert not is_valid(path)


def test_every_table_says_which_keys_it_knows() -> None:
    open_tables: list[str] = []

    def walk(place: str, schema: Any) -> None:
        if isinstance(schema, dict):
            if schema.get("type") == "object" and not {"additionalProperties", "propertyNames"} & set(schema):
                open_tables.append(place)
            for key, each in schema.items():
                walk(f"{place}/{key}", each)
        if isinstance(schema, list):
            for index, each in enumerate(schema):
                walk(f"{place}/{index}", each)

    walk("", document())
    assert open_tables == []


def test_the_command_prints_the_schema(capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    assert main(["schema"]) == 0
    printed = capsysbinary.readouterr()
    assert json.loads(printed.out) == document()
    assert printed.err == b""


def test_bounds_are_written_in_the_words_of_json_schema() -> None:
    weight = document()["$defs"]["Practice"]["properties"]["weight"]
    assert weight["exclusiveMinimum"] == 0
    assert weight["maximum"] == 10**15
    assert not {"ge", "gt", "le", "lt"} & set(weight)
