"""What each release kept: rows for every table and column that its schema had, the strangest values among them.

A new migration needs a line in ``SAMPLES`` for the release before it; ``test_upgrade_every.py`` fails without.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.storage.releases import Rows

AT = datetime(2026, 1, 2, 3, 4, 5, 678901, tzinfo=UTC)
LATER = datetime(2026, 2, 3, tzinfo=UTC)
DIGEST = "d" * 64
DEFINITION = {"z": 1, "a": [1.5, "ü"]}

# Table by table, in an order in which every row finds what it points at.
FIRST: list[Rows] = [
    (
        "assessments",
        "id name organiser_hash created_at",
        [("a1", "Größe 😀", "hash o1", AT), ("a2", "", "hash o2", LATER)],
    ),
    (
        "waves",
        "id assessment_id label mode smallest_group invited state created_at",
        [
            ("w1", "a1", "2026 Q1", "open", 1, None, "open", AT),
            ("w2", "a1", "2025 Q4", "anonymous", 5, 12, "closed", LATER),
        ],
    ),
    ("definitions", "digest data", [(DIGEST, DEFINITION), ("e" * 64, {})]),
    (
        "wave_questionnaires",
        "wave_id questionnaire_id version digest",
        [("w1", "q1", "1.0.0", DIGEST), ("w1", "q2", "2.0.0", "e" * 64), ("w2", "q1", "1.0.0", DIGEST)],
    ),
    (
        "responses",
        "id wave_id role unit receipt resume_hash started_at",
        [
            ("r1", "w1", "manager", "", "BCDF-GHJK", "hash r1", AT),
            ("r2", "w2", "", "north", "MNPQ-RSTV", "hash r2", LATER),
        ],
    ),
    ("submissions", "response_id questionnaire_id submitted_at", [("r1", "q2", LATER), ("r2", "q1", AT)]),
    (
        "answers",
        "response_id questionnaire_id item_id kind value reason comment evidence saved_at",
        [
            ("r1", "q1", "i1", "value", 2**80, "", "", None, AT),
            ("r1", "q1", "i2", "value", {"z": "\0", "a": [True, 1.0]}, "", "Because 😀.", "data", LATER),
            ("r1", "q2", "i1", "not_applicable", None, "No customers.", "", None, AT),
            ("r2", "q1", "i1", "dont_know", None, "", "", "opinion", LATER),
        ],
    ),
    (
        "targets",
        "wave_id questionnaire_id dimension_id value set_by set_at before_result",
        [("w1", "q1", "", 66.6, "the board", AT, True), ("w1", "q1", "d1", 0.1, "", LATER, False)],
    ),
]

SECOND: list[Rows] = [
    ("assessments", "id name organiser_hash created_at", [("a1", "Größe 😀", "hash o1", AT)]),
    (
        "waves",
        (
            "id assessment_id label mode smallest_group invited state created_at"
            " roles units join_code revision screen late"
        ),
        [
            ("w1", "a1", "Q1", "anonymous", 5, 12, "closed", AT, ["Führung", "team"], [], "JOIN", 7, "result", False),
            ("w2", "a1", "Alone", "open", 1, None, "open", LATER, [], [], None, 1, "join", True),
        ],
    ),
    ("definitions", "digest data", [(DIGEST, DEFINITION)]),
    ("wave_questionnaires", "wave_id questionnaire_id version digest", [("w1", "q1", "1.0.0", DIGEST)]),
    (
        "responses",
        "id wave_id role unit receipt resume_hash started_at name",
        [
            ("r1", "w1", "team", "", "BCDF-GHJK", "hash r1", AT, ""),
            ("r2", "w2", "", "", "MNPQ-RSTV", "hash r2", LATER, "Zoë"),
        ],
    ),
    ("submissions", "response_id questionnaire_id submitted_at", [("r2", "q2", LATER)]),
    (
        "answers",
        "response_id questionnaire_id item_id round_number kind value reason comment evidence saved_at",
        [
            ("r1", "q1", "i1", 1, "value", 2**80, "", "Because 😀.", "data", AT),
            ("r1", "q1", "i1", 2, "dont_know", None, "", "", None, LATER),
            ("r2", "q1", "i1", 1, "value", {"z": "\0"}, "", "", None, LATER),
        ],
    ),
    (
        "rounds",
        "wave_id number items state opened_at",
        [("w1", 1, None, "revealed", AT), ("w1", 2, [["q1", "i1"]], "stopped", LATER)],
    ),
    ("batches", "wave_id number round_number counted_at", [("w1", 1, 1, LATER)]),
    ("counted", "response_id round_number wave_id batch_number", [("r1", 1, "w1", 1)]),
    (
        "targets",
        "wave_id questionnaire_id dimension_id value set_by set_at before_result",
        [("w1", "q1", "", 66.6, "the board", AT, True)],
    ),
]


def _wider(before: list[Rows], name: str, **more: object) -> list[Rows]:
    """Return the same rows, those of a table with further columns, each with one value for all."""
    return [
        (table, " ".join([columns, *more]), [(*row, *more.values()) for row in rows])
        if table == name
        else (table, columns, rows)
        for table, columns, rows in before
    ]


def _narrower(before: list[Rows], name: str, column: str) -> list[Rows]:
    """Return the same rows, those of a table without a column."""

    def without(columns: str, rows: list[tuple[object, ...]]) -> tuple[str, list[tuple[object, ...]]]:
        names = columns.split()
        place = names.index(column)
        return " ".join(names[:place] + names[place + 1 :]), [row[:place] + row[place + 1 :] for row in rows]

    return [
        (table, *without(columns, rows)) if table == name else (table, columns, rows) for table, columns, rows in before
    ]


THIRD: list[Rows] = [
    *_wider(_wider(SECOND, "waves", closes_at=LATER), "responses", link="a link"),
    (
        "importance",
        "wave_id questionnaire_id dimension_id points effort set_by set_at before_result",
        [("w1", "q1", "d1", 33.3, 3, "the board", AT, True)],
    ),
    (
        "actions",
        "id assessment_id wave_id questionnaire_id dimension_id what owner due proof state made_at decided_at note",
        [("x1", "a1", "w1", "q1", "d1", "Call 😀.", "Zoë", date(2026, 6, 30), "Fewer leave.", "kept", AT, LATER, "")],
    ),
]

FOURTH: list[Rows] = [*THIRD, ("mirrors", "wave_id audience mirror_wave_id", [("w1", "customer", "w2")])]

FAMILY = ("q1", "1.0.0", "")
FIFTH: list[Rows] = [
    *FOURTH,
    ("pool_families", "questionnaire_id version form revision", [(*FAMILY, 3)]),
    (
        "pool_entries",
        (
            "organisation questionnaire_id version form wave_id scores people industry country size quarter joined_at"
            " cell spent"
        ),
        [("a1", *FAMILY, "w1", {"": 50}, "5-9", "travel", "DE", "50-249", "2026 Q1", AT, "c1", True)],
    ),
    ("pool_counted", "wave_id questionnaire_id form", [("w1", "q1", "")]),
    (
        "pool_editions",
        "questionnaire_id version form number kind value published_at organisations cells shown figures",
        [(*FAMILY, 1, "all", "", LATER, 5, [["a1"]], [""], {"": [50, 50]})],
    ),
    (
        "pool_places",
        "organisation questionnaire_id version form number kind value places",
        [("a1", *FAMILY, 1, "all", "", {"": [1, 5]})],
    ),
    ("own_files", "id assessment_id name giver content kept_at", [("f1", "a1", "figures.csv", "Zoë", "id\n😀\n", AT)]),
]

SIXTH: list[Rows] = [
    *_narrower(FIFTH, "assessments", "organiser_hash"),
    (
        "grants",
        "id assessment_id kind role name hash made_at",
        [
            ("a1", "a1", "key", "organiser", "First key", "hash o1", AT),
            ("g2", "a1", "member", "viewer", "Zoë 😀", "hash z", LATER),
        ],
    ),
    (
        "invitations",
        "id assessment_id role name hash made_at expires_at",
        [("i1", "a1", "viewer", "Zoë", "hash i1", AT, LATER)],
    ),
    (
        "trail",
        "id assessment_id at kind role name action detail",
        [("t1", "a1", LATER, "key", "organiser", "First key", "renamed", "Größe 😀")],
    ),
]

SAMPLES: dict[str, list[Rows]] = {
    "0001": FIRST,
    "0002": SECOND,
    "0003": THIRD,
    "0004": FOURTH,
    "0005": FIFTH,
    "0006": SIXTH,
}
