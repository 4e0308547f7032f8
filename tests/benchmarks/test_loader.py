"""Files and folders of figures: what is read, what is left out, and that nothing is ever raised."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.loader import load_file, load_folder, load_ledger, load_text
from benchmarks.model import Benchmark, Ledger
from questionnaires.problems import errors

if TYPE_CHECKING:
    from pathlib import Path

GOOD = """\
benchmarks:
  - id: blogs
    kind: practice_share
    statement: said that they tracked blogs
    value: 0.26
    n: 1734
    unit_of_n: person
    population: marketing officers
    country: several
    year: 2011
    instrument: a survey
    source: a report
    url: https://example.org/report
    seen: secondary
    comparison: share_context
unusable:
  - id: doubling
    what: Everything doubles.
    why: No source.
"""


def test_a_good_file_is_read_without_problems(tmp_path: Path) -> None:
    path = tmp_path / "good.yaml"
    path.write_text(GOOD, encoding="utf-8")
    benchmarks, problems = load_file(path)
    assert problems == []
    assert [(each.id, each.value, each.n) for each in benchmarks] == [("blogs", 0.26, 1734)]


def test_a_missing_file_is_a_problem(tmp_path: Path) -> None:
    path = tmp_path / "absent.yaml"
    benchmarks, problems = load_file(path)
    assert benchmarks == ()
    assert [str(problem) for problem in problems] == [
        f"{path}:1:1: Y000 Cannot be read: No such file or directory. Check the path."
    ]


def test_an_id_is_unique_over_the_files_of_a_folder(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(GOOD, encoding="utf-8")
    (tmp_path / "b.yaml").write_text(GOOD.replace("id: doubling", "id: tripling"), encoding="utf-8")
    (tmp_path / "notes.txt").write_text("not read", encoding="utf-8")
    ledger, problems = load_ledger(tmp_path)
    assert [each.id for each in ledger.benchmarks] == ["blogs"]
    assert [each.id for each in ledger.unusable] == ["doubling", "tripling"]
    assert [(problem.file, problem.line, problem.code) for problem in problems] == [
        (str(tmp_path / "b.yaml"), 2, "B008"),
    ]
    assert load_folder(tmp_path) == (ledger.benchmarks, problems)


def test_a_refused_entry_leaves_the_others_in() -> None:
    entries = yaml.safe_load(GOOD)
    entries["benchmarks"].append({**entries["benchmarks"][0], "id": "wikis", "value": 2})
    ledger, problems = load_text(yaml.safe_dump(entries), "two.yaml")
    assert [each.id for each in ledger.benchmarks] == ["blogs"]
    assert [problem.code for problem in problems] == ["B016"]


def test_a_file_that_is_not_clean_yaml_is_left_out_whole_and_still_checked() -> None:
    text = GOOD.replace("0.26", "26").replace("year: 2011", "year: 2011\n    year: 2012")
    ledger, problems = load_text(text, "twice.yaml")
    assert ledger == Ledger()
    assert [problem.code for problem in problems] == ["B016", "Y005"]


@pytest.mark.parametrize("text", [b"\xff\xfe", "a: [", "", "---\n---\n", "\x07"])
def test_what_is_not_yaml_is_one_problem_and_no_more(text: str | bytes) -> None:
    ledger, problems = load_text(text, "x.yaml")
    assert ledger.benchmarks == ()
    assert len(problems) == 1


def test_a_number_of_four_hundred_digits_is_refused() -> None:
    ledger, problems = load_text(GOOD.replace("0.26", "1" + "0" * 400), "x.yaml")
    assert ledger.benchmarks == ()
    assert errors(problems)


PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=6,
)


@given(key=st.sampled_from(sorted(Benchmark.model_fields)), value=PLAIN)
def test_no_value_of_any_key_raises_and_what_is_left_out_has_an_error(key: str, value: Any) -> None:
    content = yaml.safe_load(GOOD)
    content["benchmarks"][0][key] = value
    ledger, problems = load_text(yaml.safe_dump(content, allow_unicode=True), "any.yaml")
    assert bool(ledger.benchmarks) != bool(errors(problems))


@given(PLAIN)
def test_no_document_raises(document: Any) -> None:
    ledger, problems = load_text(yaml.safe_dump(document, allow_unicode=True), "any.yaml")
    assert ledger.benchmarks == ()
    assert problems
