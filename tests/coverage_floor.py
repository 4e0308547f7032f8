"""Say how much of the code the tests reach, and fail where that is less than it has to be."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

FLOORS = {
    "questionnaires": 100,
    "scoring": 100,
    "benchmarks": 100,
    "assessments": 100,
    "storage": 100,
    "charts": 100,
    "reports": 100,
    "cli": 100,
    "ui": 90,
}
REPORT = Path("test-results/coverage.json")


def main() -> int:
    """Print a line a package; return 1 where one is under its floor."""
    REPORT.parent.mkdir(exist_ok=True)
    for command in (["combine", "--quiet"], ["json", "--quiet", "-o", str(REPORT)]):
        subprocess.run([sys.executable, "-m", "coverage", *command], check=True)
    files = json.loads(REPORT.read_text(encoding="utf-8"))["files"]
    failed = False
    for package, floor in FLOORS.items():
        found = [each for name, each in files.items() if name.replace("\\", "/").startswith(f"{package}/")]
        total = sum(each["summary"]["num_statements"] + each["summary"]["num_branches"] for each in found)
        covered = sum(each["summary"]["covered_lines"] + each["summary"]["covered_branches"] for each in found)
        share = 100 * covered / total if total else 0
        low = share < floor
        failed = failed or low
        print(f"{package:15} {share:6.2f} % of lines and branches, at least {floor} %{'  TOO LOW' if low else ''}")
        for name, each in files.items():
            if low and name.startswith(f"{package}/") and (each["missing_lines"] or each["missing_branches"]):
                print(f"  {name}: lines {each['missing_lines']}, branches {each['missing_branches']}")
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
