"""Ask whether a known weakness is in what the app needs at run time; fail where one is, and say what was not asked.

``pip-audit`` alone says "No known vulnerabilities found" also where the package index knows no advisories at all.
With ``AUDIT=required`` in the environment it is a failure too where something could not be audited.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import Any

from tests.supply.locked import HOME, RUN_TIME

ASKED = ("-r", str(RUN_TIME), "--require-hashes", "--disable-pip", "--progress-spinner", "off", "--format", "json")
REQUIRED = "required"


def verdict(report: str, trouble: str, *, required: bool) -> tuple[str, int]:
    """Return what is to be said about a report, and the exit code.

    Args:
        report: The JSON of ``pip-audit``; no JSON where it could not do its work.
        trouble: What it said beside that.
        required: Whether it is a failure where something was not audited.
    """
    try:
        found: list[dict[str, Any]] = json.loads(report)["dependencies"]
    except (ValueError, KeyError, TypeError):
        said = trouble.strip().splitlines() or ["It said nothing."]
        return f"NOTHING WAS AUDITED: pip-audit could not do its work. {said[-1]}", int(required)
    weak = [f"  {each['name']} {each['version']}: {_named(one)}" for each in found for one in each.get("vulns", ())]
    if weak:
        return "\n".join(["Known weaknesses in what the app needs at run time:", *weak]), 1
    skipped = [f"  {each['name']}: {each['skip_reason']}" for each in found if "skip_reason" in each]
    if len(skipped) == len(found):
        why = "The package index that this machine uses tells no advisories, so this says nothing about weaknesses."
        return f"NOTHING WAS AUDITED. {why}", int(required)
    done = f"No known weakness in {len(found) - len(skipped)} of {len(found)} packages."
    if skipped:
        return "\n".join([done, f"{len(skipped)} could NOT be audited:", *skipped]), int(required)
    return done, 0


def _named(weakness: dict[str, Any]) -> str:
    names = ", ".join([weakness["id"], *weakness.get("aliases", ())])
    mended = ", ".join(weakness.get("fix_versions", ())) or "no version yet"
    return f"{names}; mended in {mended}"


def main() -> int:
    """Print the verdict and return the exit code."""
    command = [sys.executable, "-m", "pip_audit", *ASKED]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=HOME)
    said, code = verdict(done.stdout, done.stderr, required=os.environ.get("AUDIT") == REQUIRED)
    print(said)
    return code


if __name__ == "__main__":
    sys.exit(main())
