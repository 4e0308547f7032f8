"""The command ``schema``: the JSON Schema of a questionnaire, for editors."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from cli.command import Command, Outcome
from questionnaires.model import Questionnaire

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

DIALECT = "https://json-schema.org/draft/2020-12/schema"
BOUNDS = {"ge": "minimum", "gt": "exclusiveMinimum", "le": "maximum", "lt": "exclusiveMaximum"}
DETAILS = """\
Save it beside a questionnaire and name it in the first line of the file, so that an editor completes keys:
# yaml-language-server: $schema=questionnaire.schema.json
"""


def document() -> dict[str, Any]:
    """Return the JSON Schema of a questionnaire file, draft 2020-12."""
    schema: dict[str, Any] = _mended(Questionnaire.model_json_schema())
    schema.pop("title")
    return {"$schema": DIALECT, "title": "Questionnaire of a customer-centricity assessment", **schema}


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
    del parser  # it takes no arguments


def _run(arguments: Namespace) -> Outcome:
    del arguments
    return Outcome(json.dumps(document(), indent=2, ensure_ascii=False))


COMMAND = Command("Print the JSON Schema of a questionnaire, for editors.", DETAILS, _configure, _run)
