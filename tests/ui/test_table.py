"""Tables: what their tags say, and which of them a phone reads row by row."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.ui.build import HOSTILE
from ui.widgets import table

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> Callable[..., str]:
    """Return how the HTML of a table is read."""

    def html(rows: Sequence[dict[str, Any]], name: str = "Some figures") -> str:
        found: list[str] = []
        monkeypatch.setattr("streamlit.html", found.append)
        table.draw(rows, name)
        return found[0]

    return html


@pytest.mark.parametrize(
    ("rows", "wide"),
    [
        ([{"Group": "Behind the scenes", "People": "12", "Average": "69, range 48 to 91"}], False),
        ([{"Group": "Front line", "People": 12}], False),
        ([{"What": "Targets", "As it was": "a sentence that has more than three words a line, and more"}], True),
        ([dict.fromkeys(("Dimension", "Score", "Agreement", "Roles"), "too few people to be sure")], True),
        (
            [{"Step": "1"}, dict.fromkeys(("Step",), "a first column may be as long as it likes, for it is read")],
            False,
        ),
        ([], False),
    ],
)
def test_a_phone_reads_a_wide_table_row_by_row(
    drawn: Callable[..., str], rows: Sequence[dict[str, Any]], *, wide: bool
) -> None:
    assert drawn(rows).startswith(f'<div class="table{" wide" if wide else ""}" role="region" tabindex="0"')


def test_a_cell_says_its_column_and_stays_a_cell_for_a_screen_reader(drawn: Callable[..., str]) -> None:
    html = drawn([{"Group": "Front line", "Average": 67.0}, {"Group": "Leadership", "Average": None}])

    assert 'aria-label="Some figures"><table role="table"><thead role="rowgroup"><tr role="row">' in html
    assert '<th scope="col" role="columnheader">Average</th>' in html
    assert '<td role="cell" data-label="Average">67</td>' in html
    assert '<td role="cell" data-label="Average"></td>' in html


def test_names_and_cells_are_text(drawn: Callable[..., str]) -> None:
    html = drawn([{HOSTILE: HOSTILE}], HOSTILE)

    assert "<script>" not in html
    assert "<img" not in html
    assert html.count("&lt;script&gt;alert(1)&lt;/script&gt;") == 4
