"""The command ``schema``: the JSON Schema of a questionnaire, for editors, or of an exported assessment."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from assessments.transfer_shape import HASH, Sheet
from cli.command import Command, Outcome
from questionnaires.model import Questionnaire

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

DIALECT = "https://json-schema.org/draft/2020-12/schema"
BOUNDS = {"ge": "minimum", "gt": "exclusiveMinimum", "le": "maximum", "lt": "exclusiveMaximum"}
DETAILS = """\
Save it beside a questionnaire and name it in the first line of the file, so that an editor completes keys:
# yaml-language-server: $schema=questionnaire.schema.json

With --assessment it is that of the JSON that 'export' writes; it stands in docs/assessment.schema.json too.
"""


def document() -> dict[str, Any]:
    """Return the JSON Schema of a questionnaire file, draft 2020-12."""
    schema: dict[str, Any] = _mended(Questionnaire.model_json_schema())
    schema.pop("title")
    return {"$schema": DIALECT, "title": "Questionnaire of a customer-centricity assessment", **schema}


def assessment_document() -> dict[str, Any]:
    """Return the JSON Schema of an exported assessment, draft 2020-12; the questionnaires in it follow their own."""
    schema: dict[str, Any] = _mended(Sheet.model_json_schema())
    asked = document()
    schema.pop("title")
    schema["properties"]["definitions"]["patternProperties"] = {HASH: {"$ref": "#/$defs/Questionnaire"}}
    own = {key: value for key, value in asked.items() if key not in {"$schema", "$defs"}}
    definitions = {**schema.pop("$defs"), **asked["$defs"], "Questionnaire": own}
    return {"$schema": DIALECT, "title": "A customer-centricity assessment", **schema, "$defs": definitions}


def _mended(schema: Any) -> Any:
    """Return a schema with what the model knows and pydantic does not write in the words of JSON Schema.

    A table whose keys have a pattern has no other keys; the bounds of a number that may be whole or not are bounds.
    """
    if isinstance(schema, list):
        return [_mended(each) for each in schema]
    if not isinstance(schema, dict):
        return schema
    mended = {BOUNDS.get(key, key): _mended(each) for key, each in schema.items()}
    return {**mended, "additionalProperties": False} if "patternProperties" in mended else mended


def _configure(parser: ArgumentParser) -> None:
    parser.add_argument("--assessment", action="store_true", help="that of an exported assessment")


def _run(arguments: Namespace) -> Outcome:
    schema = assessment_document() if arguments.assessment else document()
    return Outcome(json.dumps(schema, indent=2, ensure_ascii=False))


COMMAND = Command("Print the JSON Schema of a questionnaire, for editors.", DETAILS, _configure, _run)
