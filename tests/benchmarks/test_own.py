"""Files of figures that somebody brings along: the same rules for YAML and tables, and nothing kept with an error."""

from __future__ import annotations

import csv
import io
import os
from datetime import date
from typing import TYPE_CHECKING

import pytest

from benchmarks import own, own_table
from benchmarks.model import Benchmark
from benchmarks.own import LARGEST, MOST, given_files, read_own
from benchmarks.own_table import COLUMNS, template
from tests.benchmarks.own_files import CSV, YAML

if TYPE_CHECKING:
    from pathlib import Path

HEADER = "id,kind,statement,value,n,unit_of_n,population,country,year,instrument,source,seen,comparison"
ROW = "x,practice_share,said so,0.26,100,person,people,several,2026,a survey,a test,primary,share_context"


def problems(*lines: str, name: str = "f.csv") -> list[str]:
    """Return the problems of a table, each as it is shown."""
    ledger, found = read_own("\n".join(lines).encode(), name)
    assert not found or not ledger.benchmarks
    return [str(each) for each in found]


def test_a_table_holds_the_same_as_the_yaml() -> None:
    table, wrong = read_own(CSV, "f.csv")
    document, also_wrong = read_own(YAML, "f.yaml")
    assert (wrong, also_wrong) == ((), ())
    assert table.benchmarks[0] == document.benchmarks[0]
    assert [each.id for each in table.benchmarks] == ["retail-2026", "blogs-2026"]
    assert [each.id for each in document.unusable] == ["old-claim"]


def test_a_cell_becomes_what_the_model_wants() -> None:
    header = "interval;partial;derived;distribution:low;distribution:high;mean:overall;mean:d;sd:d;scores:d;url;value;n"
    row = "0.1 0.2;TRUE;low high;0.25;0.75;50;49.5;10;1 2.5 3;https://example.org;1.5;7"
    located = own_table.table(f"{header}\n{row}\n".encode(), "f.csv")
    assert located.problems == []
    assert located.data == {
        "benchmarks": [
            {
                "interval": [0.1, 0.2],
                "partial": True,
                "derived": ["low", "high"],
                "distribution": {"low": 0.25, "high": 0.75},
                "mean": {"overall": 50, "d": 49.5},
                "sd": {"d": 10},
                "scores": {"d": [1, 2.5, 3]},
                "url": "https://example.org",
                "value": 1.5,
                "n": 7,
            }
        ]
    }
    assert located.place(("benchmarks", 0, "mean", "d")) == (2, 7)
    assert located.place(("benchmarks", 0, "source")) == (2, 1)


@pytest.mark.parametrize("start", ["", "\ufeff"], ids=["plain", "with a mark of its encoding"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_every_way_to_save_a_table(start: str, end: str) -> None:
    assert problems(f"{start}{HEADER}{end}{ROW}{end}{end},,,{end}# a remark, with commas{end}") == []


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (
            (HEADER, ROW.replace(",100,", ",,")),
            "f.csv:2:1: B004 Without 'n' nobody can judge it. Add it, or list the fig",
        ),
        ((HEADER, ROW.replace("0.26", "26 %")), "f.csv:2:4: B005 'value' must be a number."),
        ((HEADER, ROW.replace("0.26", "26")), "f.csv:2:4: B016 26 is no share."),
        ((HEADER, ROW.replace("0.26", "=0.26")), "f.csv:2:4: B005 'value' must be a number."),
        ((HEADER, "", ROW.replace(",100,", ",1e3,")), "f.csv:3:5: B005 'n' must be a whole number."),
        ((HEADER, ROW.replace("primary", "unverified")), "f.csv:2:12: B014 Nobody has seen this figure."),
        (
            (HEADER, ROW.replace("share_context", "reference_line")),
            "f.csv:2:13: B012 A share of people or companies is",
        ),
        ((HEADER, ROW, ROW), "f.csv:3:1: B008 The id 'x' is used in f.csv:2 already."),
        (
            (HEADER.replace("population", "populaton"), ROW),
            "f.csv:1:7: O007 'populaton' is no column. Did you mean 'pop",
        ),
        ((f"{HEADER},mean", f"{ROW},5"), "f.csv:1:14: O007 'mean' is no column. Did you mean 'mean:'?"),
        ((f"{HEADER},n:x", f"{ROW},5"), "f.csv:1:14: O007 'n:x' is no column."),
        ((f"{HEADER},mean:", f"{ROW},5"), "f.csv:1:14: O007 'mean:' is no column."),
        ((f"{HEADER},n", f"{ROW},5"), "f.csv:1:14: O008 There are two columns 'n'. Keep one of them."),
        ((HEADER, f"{ROW},more"), "f.csv:2:14: O009 The row has 14 cells, the first row 13. Quote what holds a comma."),
        ((HEADER, ROW.replace("a test", "a\x07test")), "f.csv:2:11: O010 The cell holds a control character."),
        ((HEADER, ROW.replace("a test", "x" * 140_000)), "f.csv:2:1: O006 Not readable as CSV: field larger than"),
        ((HEADER,), "f.csv:1:1: O011 The file holds no figure. Add one."),
    ],
)
def test_what_is_wrong_in_a_table_is_said_with_line_and_cell(lines: tuple[str, ...], expected: str) -> None:
    assert problems(*lines)[0].startswith(expected)


def test_one_error_and_nothing_is_kept() -> None:
    right = ROW.replace("x,", "y,", 1)
    assert len(problems(HEADER, right, ROW.replace("0.26", "many"))) == 1
    assert problems(HEADER, right, ROW) == []


def test_a_warning_keeps_the_figure() -> None:
    lines = [f"{HEADER},allow_unverified", f"{ROW.replace('primary', 'unverified')},true"]
    ledger, found = read_own("\n".join(lines).encode(), "f.csv")
    assert [each.code for each in found] == ["B015"]
    assert [each.id for each in ledger.benchmarks] == ["x"]


@pytest.mark.parametrize(
    ("content", "name", "code"),
    [
        (b"benchmarks: []", "figures.txt", "O001"),
        (b"x" * (LARGEST + 1), "figures.csv", "O002"),
        (b"x" * (LARGEST + 1), "figures.yaml", "O002"),
        (b"id\nabc\xff\n", "figures.csv", "O005"),
        (b"benchmarks: []", "figures.yml", "O011"),
        (b"benchmarks: {a: 1}", "FIGURES.YAML", "B001"),
        (b"a: &a [1]\nbenchmarks: *a", "figures.yaml", "Y004"),
    ],
)
def test_a_file_that_is_none_of_figures(content: bytes, name: str, code: str) -> None:
    ledger, found = read_own(content, name)
    assert code in {each.code for each in found}
    assert (ledger.benchmarks, ledger.unusable) == ((), ())


def test_no_more_entries_than_fit(monkeypatch: pytest.MonkeyPatch) -> None:
    assert MOST == 200
    monkeypatch.setattr(own, "MOST", 1)
    content = "\n".join([HEADER, ROW, ROW.replace("x,", "many,", 1)]).encode()
    assert [each.code for each in read_own(content, "more.csv")[1]] == ["O003"]


def test_the_template_is_an_empty_table_with_a_remark_on_each_column() -> None:
    content = template()
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))
    assert rows[0] == list(COLUMNS)
    assert len(rows[1]) == len(rows[0])
    assert rows[1][0].startswith("# ")
    assert [each.code for each in read_own(content, "figures.csv")[1]] == ["O011"]
    needed = {name for name, field in Benchmark.model_fields.items() if field.is_required()}
    assert needed <= set(COLUMNS)


def test_a_folder_is_read_in_the_order_of_the_names(tmp_path: Path) -> None:
    (tmp_path / "b.csv").write_bytes(CSV)
    (tmp_path / "a.yaml").write_bytes(YAML)
    (tmp_path / "c.csv").write_bytes(CSV.replace(b"2026,", b"soon,"))
    (tmp_path / "notes.txt").write_bytes(b"not read")
    (tmp_path / "d.csv").mkdir()
    for name in ("a.yaml", "b.csv"):
        os.utime(tmp_path / name, (1_767_312_000, 1_767_312_000))  # 2 January 2026
    given, wrong = given_files(tmp_path)
    assert [(each.name, each.giver, each.day) for each in given] == [
        ("a.yaml", "", date(2026, 1, 2)),
        ("b.csv", "", date(2026, 1, 2)),
    ]
    assert {(each.file, each.code) for each in wrong} == {("c.csv", "B005"), ("d.csv", "O004")}


def test_no_folder_is_no_file_and_a_wrong_one_is_said(tmp_path: Path) -> None:
    assert given_files("") == ((), ())
    given, wrong = given_files(tmp_path / "nowhere")
    assert given == ()
    assert [each.code for each in wrong] == ["O012"]
