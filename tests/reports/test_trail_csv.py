"""The trail as a table: one row a line, readable by Excel, harmless."""

from __future__ import annotations

from datetime import UTC, datetime

from assessments.keys_model import Entry
from reports.trail_csv import trail_csv

AT = datetime(2026, 3, 2, 9, 30, 15, 999, tzinfo=UTC)


def test_each_line_of_the_trail_is_a_row() -> None:
    trail = [
        Entry("e2", "a", AT, "member", "co-facilitator", "Größe 😀", "vote-revealed", "2026 Q1"),
        Entry("e1", "a", AT, "key", "organiser", '=HYPERLINK("x")', "something-new", "@sum"),
    ]

    data = trail_csv(trail)

    assert data.startswith(b"\xef\xbb\xbf")
    assert data.decode("utf-8-sig").splitlines() == [
        "When (UTC),Who,Role,Came in,What,To what",
        "2026-03-02 09:30:15,Größe 😀,co-facilitator,signed in,Revealed a vote,2026 Q1",
        '2026-03-02 09:30:15,"\'=HYPERLINK(""x"")",organiser,by key,something-new,\'@sum',
    ]
