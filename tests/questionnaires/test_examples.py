"""Every code has a broken example that shows it alone; every feature has a valid example without any problem."""

from __future__ import annotations

import re
from pathlib import Path
from typing import get_args

import pytest

import questionnaires
from questionnaires.items import ITEM_TYPES, Flag, Item
from questionnaires.loader import load_file
from questionnaires.model import Combine, ResultKind, StageRule
from tests.questionnaires.examples import BROKEN, SHIPPED, VALID, loaded, name, valid

SOURCES = sorted(Path(questionnaires.__file__).parent.glob("*.py"))
CODE = re.compile(r'"([YMQW]\d{3})"')


def expected(path: Path) -> str:
    """Return ``line:column`` as the first line of an example states it; that of a folder stands in a file within."""
    content = (path / "README.md" if path.is_dir() else path).read_bytes()
    first = content.splitlines()[0].decode()
    stated = re.fullmatch(r"# expected at (\d+:\d+): .+", first)
    assert stated is not None, "The first line says where the problem is expected, and which."
    return stated.group(1)


@pytest.mark.parametrize("path", BROKEN, ids=name)
def test_a_broken_example_has_one_problem_at_its_place(path: Path) -> None:
    code = path.name[:4]
    result = load_file(path)
    assert [(problem.code, f"{problem.line}:{problem.column}") for problem in result.problems] == [
        (code, expected(path))
    ]
    assert {problem.severity for problem in result.problems} == {"warning" if code.startswith("W") else "error"}
    assert (result.definition is not None) == code.startswith("W")


@pytest.mark.parametrize("path", BROKEN, ids=name)
def test_a_message_is_one_line_of_whole_sentences_that_names_the_mend(path: Path) -> None:
    (problem,) = load_file(path).problems
    assert "\n" not in str(problem)
    assert re.search(r"[.?]( |$)", problem.message)
    assert problem.message[-1] in ".?"


def test_every_code_of_the_source_has_a_broken_example_and_the_reverse() -> None:
    codes = {code for path in SOURCES for code in CODE.findall(path.read_text(encoding="utf-8"))}
    assert {path.name[:4] for path in BROKEN} == codes


@pytest.mark.parametrize("path", BROKEN, ids=name)
def test_a_broken_example_has_its_name_as_id_in_small_letters(path: Path) -> None:
    if path.is_file() and path.name[:4] not in {"Y003", "M003", "Q102"}:
        assert f"\nid: {path.stem.lower()}\n".encode() in path.read_bytes()


@pytest.mark.parametrize("path", VALID, ids=name)
def test_a_valid_example_has_no_problem(path: Path) -> None:
    assert load_file(path).problems == ()


@pytest.mark.parametrize("path", SHIPPED, ids=name)
def test_a_shipped_definition_has_no_problem(path: Path) -> None:
    assert load_file(path).problems == ()


def test_the_valid_examples_show_every_feature() -> None:
    examples = [loaded(path) for path in VALID]
    items = [item for example in examples for item in example.items]
    dimensions = [dimension for example in examples for dimension in example.walk()]
    assert {item.type for item in items} == set(ITEM_TYPES)
    assert {example.stage_rule for example in examples} == set(get_args(StageRule))
    assert {dimension.combine for dimension in dimensions} == set(get_args(Combine))
    assert {example.result for example in examples} == set(get_args(ResultKind))
    assert {dimension.measurement for dimension in dimensions} == {"formative", "reflective"}
    assert {item.dont_know for item in items} == {"exclude", "zero", "off"}
    assert any(dimension.dimensions and dimension.items for dimension in dimensions)
    assert {stem.stem for stem in VALID} >= {"ask-if", "caps", "languages", "retired-and-renamed", "scale-with-scores"}


def test_the_list_of_item_types_is_that_of_the_union() -> None:
    members = get_args(get_args(Item)[0])
    assert tuple(get_args(member.model_fields["type"].annotation)[0] for member in members) == ITEM_TYPES


def test_the_example_of_an_agenda_gives_advice_on_a_known_flag() -> None:
    agenda = valid("type-agenda").item_by_id["agenda"]
    assert agenda.type == "agenda"
    assert set(agenda.flags) <= set(get_args(Flag))
