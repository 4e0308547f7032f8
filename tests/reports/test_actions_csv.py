"""Two readers of others read the table of actions back, whatever people wrote into it."""

from __future__ import annotations

import csv
import io
import warnings
from datetime import UTC, date, datetime

import pandas as pd
import pytest

from assessments.model import Action
from reports.actions_csv import HEADER, actions_csv
from tests.reports.build import ACTION, AWKWARD, KEPT, TITLES, TODAY, action


def rows_by_csv(*actions: Action) -> list[list[str]]:
    """Return the rows below the header as the standard library reads them."""
    text = actions_csv(actions, TITLES, TODAY).decode("utf-8-sig")
    header, *rows = csv.reader(io.StringIO(text, newline=""), strict=True)
    assert tuple(header) == HEADER
    return rows


def rows_by_pandas(*actions: Action) -> list[list[str]]:
    """Return them as pandas reads them; a warning is a failure."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        table = pd.read_csv(io.BytesIO(actions_csv(actions, TITLES, TODAY)), dtype=str, keep_default_na=False)
    assert tuple(table.columns) == HEADER
    return [list(row) for row in table.itertuples(index=False)]


def test_every_action_is_a_row_in_the_order_given() -> None:
    late = action(id="a3", owner="Grace", due=date(2026, 3, 9), dimension_id="")
    expected = [
        [
            "Call ten customers who left",
            "Knowing customers",
            "Ada",
            "2026-03-31",
            "kept",
            "Ten notes in the folder",
            "2026-01-15",
            "2026-03-02",
            "Eleven were called.",
        ],
        [
            "Call ten customers who left",
            "From awareness to obsession",
            "Grace",
            "2026-03-09",
            "late",
            "Ten notes in the folder",
            "2026-01-15",
            "",
            "",
        ],
        [
            "Call ten customers who left",
            "Knowing customers",
            "Ada",
            "2026-03-31",
            "open",
            "Ten notes in the folder",
            "2026-01-15",
            "",
            "",
        ],
    ]
    assert rows_by_csv(KEPT, late, ACTION) == expected
    assert rows_by_pandas(KEPT, late, ACTION) == expected


def test_without_actions_there_is_a_header_alone() -> None:
    assert rows_by_csv() == []
    assert rows_by_pandas() == []


def test_a_spreadsheet_sees_utf_8_and_line_ends_of_its_own() -> None:
    content = actions_csv([action(what="Größe prüfen")], TITLES, TODAY)
    assert content.startswith(b"\xef\xbb\xbfWhat was promised,For,Owner,Due,State,")
    assert content.count(b"\r\n") == 2
    assert "Größe prüfen".encode() in content


@pytest.mark.parametrize(("text", "expected"), AWKWARD.items(), ids=range(len(AWKWARD)))
def test_awkward_texts_come_back_from_every_column(text: str, expected: str) -> None:
    shown = f"'{expected}" if expected.startswith("=") else expected
    decided = datetime(2026, 3, 2, tzinfo=UTC)
    promised = action(what=text, owner=text, proof=text, note=text, state="dropped", decided_at=decided)
    for (row,) in (rows_by_csv(promised), rows_by_pandas(promised)):
        assert [row[0], row[2], row[5], row[8]] == [shown] * 4
        assert [row[1], *row[3:5], *row[6:8]] == [
            "Knowing customers",
            "2026-03-31",
            "dropped",
            "2026-01-15",
            "2026-03-02",
        ]


@pytest.mark.parametrize(
    "text", ["=cmd|' /C calc'!A0", "+1", "-1", "@SUM(A1)", "\t=1+1", "\r=1+1", " \n@x", "＝1+1", "＋1", "－1", "＠x"]
)
def test_no_cell_begins_a_formula(text: str) -> None:
    titles = {("stages", "knowing"): text}
    content = actions_csv([action(what=text, owner=text, proof=text, note=text)], titles, TODAY)
    _, row = csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""))
    assert [row[place] for place in (0, 1, 2, 5, 8)] == [f"'{text.strip()}"] * 5


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Sales;=1+1", "Sales;'=1+1"),
        ("Sales; @SUM(A1);b", "Sales; '@SUM(A1);b"),
        ("Sales\t+1", "Sales\t'+1"),
        ("Sales\n=cmd|' /C calc'!A0\n-1", "Sales\n'=cmd|' /C calc'!A0\n'-1"),
        ("Sales\r\n  ＝1", "Sales\n  '＝1"),
        (";=1;=2", ";'=1;'=2"),
    ],
)
def test_no_formula_begins_where_another_spreadsheet_splits_the_file(text: str, expected: str) -> None:
    titles = {("stages", "knowing"): text}
    content = actions_csv([action(what=text, owner=text, proof=text, note=text)], titles, TODAY)
    _, row = csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""))
    assert [row[place] for place in (0, 1, 2, 5, 8)] == [expected] * 5


def test_a_minus_within_a_text_stays_as_it_is() -> None:
    ((what, *_),) = rows_by_csv(action(what="Cut waiting - by half; 1+1=2 @ noon"))
    assert what == "Cut waiting - by half; 1+1=2 @ noon"
