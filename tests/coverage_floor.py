"""Say how much of the code the tests reach, and fail where that is less than it has to be."""

from __future__ import annotations

import ast
import json
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
COMPLETE = "pragma: no "


def main() -> int:
    """Print a line a package; return 1 where one is under its floor."""
    files = json.loads(REPORT.read_text(encoding="utf-8"))["files"]
    failed = False
    for package, floor in FLOORS.items():
        found = {name: each for name, each in files.items() if name.replace("\\", "/").startswith(f"{package}/")}
        reached = lacking = 0
        holes = []
        for name, each in found.items():
            lines, branches = each["missing_lines"], missing_branches(Path(name), each["missing_branches"])
            reached += len(each["executed_lines"]) + len(each["executed_branches"])
            lacking += len(lines) + len(branches)
            if lines or branches:
                holes.append(f"  {name}: lines {lines}, branches {branches}")
        share = 100 * reached / (reached + lacking) if reached else 0
        low = share < floor
        failed = failed or low
        print(f"{package:15} {share:6.2f} % of lines and branches, at least {floor} %{'  TOO LOW' if low else ''}")
        if low:
            print("\n".join(holes))
    return int(failed)


def missing_branches(path: Path, branches: list[list[int]]) -> list[list[int]]:
    """Return the branches that could have been taken: a match says on its last case that no other case is left."""
    source = path.read_text(encoding="utf-8")
    lines = source.splitlines()
    complete = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Match):
            before = node.cases[-2].body[-1].end_lineno or 0
            if any(COMPLETE in line for line in lines[before : node.cases[-1].body[0].lineno]):
                complete.add(node.lineno)
    return [each for each in branches if each[0] not in complete]


if __name__ == "__main__":
    sys.exit(main())
