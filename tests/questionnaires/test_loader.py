"""Files, folders, languages, and the hash that pins what was asked."""

from __future__ import annotations

import copy
import json
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from questionnaires.loader import DEFINITIONS, digest, load_file, load_folder, load_text, parse
from questionnaires.located import read
from tests.questionnaires.examples import HERE, SHIPPED, VALID, name

if TYPE_CHECKING:
    from pathlib import Path

EXAMPLE = HERE / "valid" / "languages.yaml"


def data_of(path: Path) -> dict[str, Any]:
    data = read(path.read_bytes(), path.name).data
    assert isinstance(data, dict)
    return data


def reordered(value: Any) -> Any:
    """Return the same values with every mapping's keys in reverse order."""
    if isinstance(value, dict):
        return {key: reordered(value[key]) for key in reversed(value)}
    return [reordered(each) for each in value] if isinstance(value, list) else value


@pytest.mark.parametrize("path", [*VALID, *SHIPPED], ids=name)
def test_the_digest_is_independent_of_layout_and_order_of_keys(path: Path) -> None:
    original = load_file(path).definition
    other = load_text(json.dumps(reordered(data_of(path)), indent=3), path.name).definition
    assert original is not None
    assert other is not None
    assert other.digest == original.digest
    assert other.questionnaire == original.questionnaire
    assert len(original.digest) == 64


@settings(deadline=None)
@given(st.data())
def test_the_digest_changes_with_any_change(draw: st.DataObject) -> None:
    data = data_of(draw.draw(st.sampled_from(VALID)))
    located = read(json.dumps(data), "x.yaml")
    leaves = [path for path in located.places if not isinstance(_at(data, path), (dict, list))]
    path = draw.draw(st.sampled_from(leaves))
    changed = copy.deepcopy(data)
    here = _at(changed, path[:-1])
    here[path[-1]] = f"{here[path[-1]]} "
    assert digest(changed) != digest(data)


def _at(data: Any, path: tuple[str | int, ...]) -> Any:
    for part in path:
        data = data[part]
    return data


def test_the_digest_tells_the_order_of_a_list_and_texts_from_numbers() -> None:
    different = [
        {"a": [1, 2]},
        {"a": [2, 1]},
        {"a": ["1", 2]},
        {"a": [1.0, 2]},
        {"a": [1, 2], "b": None},
        {"a": [[1, 2]]},
    ]
    assert len({digest(each) for each in different}) == len(different)


def test_the_digest_of_a_known_value_stays() -> None:
    expected = "5d4c789751acdad9ba305072d1a6ccdc5864fd7c7a1bcc0f38a794e5a4417e02"
    assert digest({"b": [1, "ä"], "a": None}) == expected


def test_a_definition_keeps_all_languages() -> None:
    definition = load_file(EXAMPLE).definition
    assert definition is not None
    assert definition.questionnaire.title == "Ein kleiner Fragebogen"
    assert definition.data["title"] == {"de": "Ein kleiner Fragebogen", "en": "A small questionnaire"}


@pytest.mark.parametrize(
    ("language", "title", "ask", "label"),
    [
        (None, "Ein kleiner Fragebogen", "Gibt es das?", "Eins"),
        ("en", "A small questionnaire", "Is there one?", "Eins"),
        ("de", "Ein kleiner Fragebogen", "Gibt es das?", "Eins"),
        ("fr", "Ein kleiner Fragebogen", "Gibt es das?", "Eins"),
    ],
)
def test_a_text_is_given_in_the_language_asked_for_where_it_has_it(
    language: str | None, title: str, ask: str, label: str
) -> None:
    questionnaire = parse(data_of(EXAMPLE), language)
    item = questionnaire.item_by_id["one"]
    assert (questionnaire.title, item.ask, item.label) == (title, ask, label)


def test_the_language_is_english_where_none_is_named() -> None:
    data = {**data_of(HERE / "valid" / "type-practice.yaml"), "title": {"de": "Klein", "en": "Small"}}
    assert parse(data).title == "Small"


def test_a_language_that_is_no_text_is_a_problem_of_its_own() -> None:
    result = load_text("language: [de]\ntitle: {en: Small}\n", "x.yaml")
    assert "x.yaml:1:11: M003 'language' must be a text. Change it." in [str(problem) for problem in result.problems]


def test_a_missing_file_is_a_problem(tmp_path: Path) -> None:
    path = tmp_path / "missing.yaml"
    result = load_file(path)
    assert result.definition is None
    assert [str(problem) for problem in result.problems] == [
        f"{path}:1:1: Y000 Cannot be read: No such file or directory. Check the path."
    ]


def test_a_folder_is_read_in_the_order_of_names(tmp_path: Path) -> None:
    for stem in ("b", "a"):
        (tmp_path / f"{stem}.yaml").write_text("[]")
    (tmp_path / "c.txt").write_text("[]")
    assert [result.file for result in load_folder(tmp_path)] == [str(tmp_path / "a.yaml"), str(tmp_path / "b.yaml")]


def test_the_shipped_folder_is_read_without_being_named() -> None:
    assert [result.file for result in load_folder()] == [str(path) for path in sorted(DEFINITIONS.glob("*.yaml"))]
    assert all(result.definition is not None for result in load_folder())


def test_warnings_leave_a_definition_usable() -> None:
    result = load_file(HERE / "broken" / "W205-unused-scale.yaml")
    assert result.definition is not None
    assert [problem.severity for problem in result.problems] == ["warning"]


def test_problems_come_in_the_order_of_the_file() -> None:
    places = [(p.line, p.column) for p in load_text("minutes: no\nid: 5\nzzz: 1\nfor: []\n", "x.yaml").problems]
    assert places == sorted(places)
    assert len(places) > 4
