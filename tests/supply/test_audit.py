"""A weakness fails the build; where nothing could be asked that is said, and nothing else."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.supply.audit import verdict

SKIPPED = {"name": "two", "skip_reason": "Dependency not found"}
SOUND = {"name": "one", "version": "1.0", "vulns": []}
WEAK = {
    "name": "three",
    "version": "3.0",
    "vulns": [{"id": "PYSEC-1", "aliases": ["CVE-1"], "fix_versions": ["3.1"]}, {"id": "PYSEC-2"}],
}
SAID_WEAK = (
    "Known weaknesses in what the app needs at run time:\n  three 3.0: PYSEC-1, CVE-1; mended in 3.1\n"
    "  three 3.0: PYSEC-2; mended in no version yet"
)
NOTHING = (
    "NOTHING WAS AUDITED. The package index that this machine uses tells no advisories, so this says nothing about "
    "weaknesses."
)


def report(*found: dict[str, Any]) -> str:
    return json.dumps({"dependencies": found, "fixes": []})


@pytest.mark.parametrize(
    ("found", "said", "code", "where_required"),
    [
        ([SOUND], "No known weakness in 1 of 1 packages.", 0, 0),
        ([SOUND, WEAK], SAID_WEAK, 1, 1),
        ([SKIPPED, WEAK], SAID_WEAK, 1, 1),
        ([SKIPPED], NOTHING, 0, 1),
        ([], NOTHING, 0, 1),
        (
            [SOUND, SKIPPED],
            "No known weakness in 1 of 2 packages.\n1 could NOT be audited:\n  two: Dependency not found",
            0,
            1,
        ),
    ],
    ids=["sound", "weak", "weak and unknown", "nothing known", "nothing asked", "something unknown"],
)
def test_a_report_leads_to_a_verdict(found: list[dict[str, Any]], said: str, code: int, where_required: int) -> None:
    assert verdict(report(*found), "", required=False) == (said, code)
    assert verdict(report(*found), "", required=True) == (said, where_required)


@pytest.mark.parametrize("broken", ["", "no JSON", "[]", "null", "{}"])
def test_where_there_is_no_report_nothing_was_audited(broken: str) -> None:
    said, code = verdict(broken, "Trace\nNo connection.\n", required=False)
    assert (said, code) == ("NOTHING WAS AUDITED: pip-audit could not do its work. No connection.", 0)
    assert verdict(broken, "", required=True) == (
        "NOTHING WAS AUDITED: pip-audit could not do its work. It said nothing.",
        1,
    )
