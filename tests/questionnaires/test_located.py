"""Whatever bytes a file holds, reading it gives a value or problems, never an exception."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from questionnaires.loader import load_text
from questionnaires.located import read
from tests.questionnaires.examples import VALID

KEYS = st.sampled_from(
    [
        "id",
        "version",
        "title",
        "for",
        "stages",
        "scales",
        "dimensions",
        "items",
        "opening",
        "type",
        "options",
        "parts",
        "weight",
        "flags",
        "figures",
        "target",
        "ask_if",
        "next_steps",
        "language",
        "text",
        "int",
        "[key]",
    ]
)
WORDS = st.sampled_from(["a", "1.0.0", "rubric", "text", "agenda", "allocation", "number", "mean", "Bad Id"])
SCALARS = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8) | WORDS
STRUCTURES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS | st.text(max_size=3), inner, max_size=5),
    max_leaves=20,
)


def codes(text: str | bytes) -> list[str]:
    return [problem.code for problem in load_text(text, "x.yaml").problems]


@settings(deadline=None)
@given(st.text(max_size=200) | st.binary(max_size=200))
def test_arbitrary_text_never_raises(text: str | bytes) -> None:
    result = load_text(text, "x.yaml")
    assert result.definition is None
    assert result.problems


@settings(deadline=None)
@given(STRUCTURES)
def test_arbitrary_structures_never_raise(data: Any) -> None:
    result = load_text(json.dumps(data), "x.yaml")
    assert result.definition is None
    assert all(problem.line == 1 and problem.column >= 1 for problem in result.problems)
    assert result.problems


@settings(deadline=None)
@given(st.data())
def test_a_valid_file_with_a_part_exchanged_never_raises(data: st.DataObject) -> None:
    """Any value anywhere in a valid file may be replaced; a file without a definition always says why."""
    document = read(data.draw(st.sampled_from(VALID)).read_bytes(), "x.yaml")
    path = data.draw(st.sampled_from(sorted(document.places, key=str)))
    changed = document.data
    if path:
        here = changed
        for part in path[:-1]:
            here = here[part]
        here[path[-1]] = data.draw(STRUCTURES)
    result = load_text(json.dumps(changed), "x.yaml")
    assert (result.definition is None) == any(problem.severity == "error" for problem in result.problems)


@pytest.mark.parametrize(
    ("content", "line"), [(b"a: 1\nb: \xff\n", 2), (b"\xff\xfei\x00d\x00", 1), (b"\xef\xbb\xbfa: \xe4", 1)]
)
def test_bytes_that_are_not_utf_8_are_named_with_their_line(content: bytes, line: int) -> None:
    (problem,) = load_text(content, "x.yaml").problems
    assert (problem.code, problem.line) == ("Y001", line)


@pytest.mark.parametrize("text", ["a: 1\nb: \x07", "a: 1\nb: \x00c", "a: 1\nb: \ud800"])
def test_a_control_character_is_named_with_its_line(text: str) -> None:
    (problem,) = load_text(text, "x.yaml").problems
    assert (problem.code, problem.line) == ("Y002", 2)


@pytest.mark.parametrize("text", ['id: "a\\0"', 'id: "\\ud800"', '"i\\x7fd": a', 'id: "\\u0085x\\x9f"'])
def test_a_control_character_behind_a_backslash_is_refused_too(text: str) -> None:
    assert "Y002" in codes(text)


def test_a_byte_order_mark_and_windows_line_ends_do_no_harm() -> None:
    content = VALID[0].read_bytes()
    plain = load_text(content, VALID[0].name).definition
    marked = load_text(b"\xef\xbb\xbf" + content.replace(b"\n", b"\r\n"), VALID[0].name).definition
    assert plain is not None
    assert marked is not None
    assert marked.digest == plain.digest


@pytest.mark.parametrize("text", ["[" * 10_000, "{a: " * 10_000, "- " * 10_000, "? " * 10_000])
def test_deep_nesting_is_a_problem(text: str) -> None:
    assert codes(text) == ["Y002"]


@pytest.mark.parametrize("depth", range(100, 400, 25))
def test_dimensions_nested_to_any_depth_are_read_or_refused(depth: int) -> None:
    inner = '{"id": "x", "title": "X", "summary": "X.", "dimensions": ['
    result = load_text('{"dimensions": [' + inner * depth + "]}" * depth + "]}", "x.yaml")
    assert result.problems
    assert result.definition is None


def test_an_enormous_alias_bomb_is_refused_at_each_alias() -> None:
    lines = ["a0: &a0 [x, x]", *(f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]" for n in range(1, 200))]
    found = [problem for problem in load_text("\n".join(lines), "x.yaml").problems if problem.code == "Y004"]
    assert len(found) == 2 * 199
    assert (found[0].line, found[0].column) == (2, 10)


def test_an_alias_of_itself_is_refused() -> None:
    assert codes("&a [*a]") == ["M003", "Y004"]
    assert codes("&a {id: *a}")[-1] == "Y004"


def test_an_alias_of_nothing_is_unreadable() -> None:
    assert codes("id: *a") == ["Y002"]


def test_an_alias_as_a_key_is_refused() -> None:
    assert "Y004" in codes("id: &a x\n*a : y")


@pytest.mark.parametrize("text", ["~", "word", "5", "1.5", "true", "[a, b]", "- a", "'quoted'", "2024-01-01", "!!str"])
def test_a_document_that_is_no_mapping_is_refused(text: str) -> None:
    (problem,) = load_text(text, "x.yaml").problems
    assert (problem.code, problem.line, problem.column) == ("M003", 1, 1)


@pytest.mark.parametrize("text", ["", " \n", "# only a comment", "---\na: 1\n---\nb: 2"])
def test_a_file_holds_one_document(text: str) -> None:
    assert codes(text) == ["Y003"]


@pytest.mark.parametrize(
    "word", ["017", "-017", "0x1F", "0b11", "1_000", "12:30", "1:30.5", ".inf", "-.INF", ".nan", "1.0e+999", "9" * 41]
)
def test_a_number_in_another_notation_is_refused(word: str) -> None:
    assert codes(f"minutes: {word}")[-1] == "Y009"


@pytest.mark.parametrize(
    ("text", "value"),
    [("5", 5), ("-5", -5), ("+5", 5), ("0", 0), ("0.5", 0.5), (".5", 0.5), ("2.", 2.0), ("1.5e+3", 1500.0)],
)
def test_a_number_in_digits_is_read(text: str, value: float) -> None:
    located = read(f"a: {text}", "x.yaml")
    assert located.problems == []
    assert located.data == {"a": value}
    assert type(located.data["a"]) is type(value)


def test_plain_values_are_read() -> None:
    located = read("a: text\nb: true\nc: false\nd: ~\ne: 2024-01-01\nf: [x, {g: h}]\n5: six", "x.yaml")
    assert located.problems == []
    assert located.data == {
        "a": "text", "b": True, "c": False, "d": None, "e": "2024-01-01", "f": ["x", {"g": "h"}], "5": "six"
    }  # fmt: skip
    assert located.place(("f", 1, "g")) == (6, 12)
    assert located.place(("f", 1, "g"), key=True) == (6, 9)
    assert located.place(("f", 1, "missing", "deeper")) == (6, 8)


@pytest.mark.parametrize("text", ["a: !!python/object:os.system x", "a: !own x", "a: !!binary aGk=", "a: !!set {x}"])
def test_a_tag_is_refused(text: str) -> None:
    assert [problem.code for problem in read(text, "x.yaml").problems] == ["Y007"]


def test_a_refused_value_is_reported_once() -> None:
    text = "id: no\nversion: *a\n".replace("*a", "0x1")
    named = {(problem.line, problem.code) for problem in load_text(text, "x.yaml").problems if problem.code != "M002"}
    assert named == {(1, "Y006"), (2, "Y009")}


def test_an_error_of_yaml_keeps_its_place() -> None:
    (problem,) = load_text("a: 1\nb: [1, 2\n", "x.yaml").problems
    assert (problem.code, problem.line) == ("Y002", 3)
