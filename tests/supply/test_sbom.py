"""The bill of materials holds what the lock holds, and is the same each time it is made."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest

from tests.supply.locked import HOME, RUN_TIME, locked

if TYPE_CHECKING:
    from pathlib import Path


def made(folder: Path) -> bytes:
    """Make the bill as `make sbom` does, into another file."""
    makefile = (HOME / "Makefile").read_text("utf-8")
    (line,) = re.findall(r"\t\$\(BIN\)/python -m (cyclonedx_py .*) -o sbom\.json (.*)\n", makefile)
    file = folder / "sbom.json"
    subprocess.run([sys.executable, "-m", *line[0].split(), "-o", str(file), *line[1].split()], check=True, cwd=HOME)
    return file.read_bytes()


@pytest.fixture(scope="module")
def bill(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    folder = tmp_path_factory.mktemp("bill")
    found = made(folder)
    assert made(folder) == found
    read: dict[str, Any] = json.loads(found)
    return read


def test_every_locked_version_is_in_the_bill_with_the_same_hashes(bill: dict[str, Any]) -> None:
    found = {
        (each["name"], each["version"]): sorted(
            f"sha256:{one['content']}" for reference in each["externalReferences"] for one in reference["hashes"]
        )
        for each in bill["components"]
    }
    assert found == {(each.name, each.version): sorted(each.hashes) for each in locked(RUN_TIME)}


def test_the_bill_says_what_it_is_of_and_what_it_is(bill: dict[str, Any]) -> None:
    assert (bill["bomFormat"], bill["metadata"]["component"]["name"]) == ("CycloneDX", "customer-centricity")
    assert {each["purl"].partition("@")[0] for each in bill["components"]} == {
        f"pkg:pypi/{each.name}" for each in locked(RUN_TIME)
    }
    assert "timestamp" not in bill["metadata"]
