"""The locks name one version of everything, with the hash of each of its files, and no address."""

from __future__ import annotations

import re
from importlib.metadata import requires
from typing import TYPE_CHECKING

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.supply.locked import HOME, RUN_TIME, TESTING, Locked, locked

if TYPE_CHECKING:
    from pathlib import Path

HASH = re.compile("sha256:[0-9a-f]{64}")
# A requirement, a hash or a comment: nothing that says where to fetch it.
LINE = re.compile(
    r"[a-z0-9._-]+(?:\[[a-z0-9,]+\])?==[^\s;]+(?: ; [^\\/]+)? \\| {4}--hash=sha256:[0-9a-f]{64}(?: \\)?| *#[^/]*"
)


def wanted(source: Path) -> list[Requirement]:
    """Return what somebody wrote down as needed."""
    lines = [line.partition("#")[0].strip() for line in source.read_text("utf-8").splitlines()]
    return [Requirement(line) for line in lines if line and not line.startswith("-")]


@pytest.mark.parametrize("lock", [RUN_TIME, TESTING], ids=lambda each: each.name)
def test_everything_has_a_hash_and_nothing_an_address(lock: Path) -> None:
    found = locked(lock)
    assert len(found) > 40
    assert [each.name for each in found if not each.hashes] == []
    assert all(HASH.fullmatch(each) for one in found for each in one.hashes)
    assert [each for each in lock.read_text("utf-8").splitlines() if not LINE.fullmatch(each)] == []


@pytest.mark.parametrize("lock", [RUN_TIME, TESTING], ids=lambda each: each.name)
def test_one_version_of_each_is_installed(lock: Path) -> None:
    here = [each.name for each in locked(lock) if each.is_installed_here]
    assert len(here) == len(set(here))


@pytest.mark.parametrize("lock", [RUN_TIME, TESTING], ids=lambda each: each.name)
def test_what_is_written_down_as_needed_is_locked_as_far_as_that(lock: Path) -> None:
    versions = {each.name: each.version for each in locked(lock) if each.is_installed_here}
    for each in wanted(lock.with_suffix(".in")):
        assert each.specifier.contains(versions[canonicalize_name(each.name)], prereleases=True), each


def test_tests_use_the_versions_of_run_time() -> None:
    here = {each.name: each.version for each in locked(RUN_TIME) if each.is_installed_here}
    for each in locked(TESTING):
        assert not each.is_installed_here or here.get(each.name, each.version) == each.version, each.name


def test_what_locked_packages_need_is_locked_too() -> None:
    found = {each.name: each for each in locked(RUN_TIME) if each.is_installed_here}
    for name in found:
        for line in requires(name) or ():
            needed = Requirement(line)
            if needed.marker is None or needed.marker.evaluate({"extra": ""}):
                assert canonicalize_name(needed.name) in found, f"{name} needs {line}"


def test_a_line_is_read_with_its_conditions_and_hashes(tmp_path: Path) -> None:
    lock = tmp_path / "lock.txt"
    some, other = "a" * 64, "b" * 64
    lock.write_text(
        f"# by hand\nOne.Two==1.0 ; python_version < '3' \\\n    --hash=sha256:{some} \\\n    --hash=sha256:{other}\n"
        "    # via three\nfour[extra]==2.0.post1\n"
    )
    first, second = locked(lock)
    assert first == Locked("one-two", "1.0", 'python_version < "3"', (f"sha256:{some}", f"sha256:{other}"))
    assert second == Locked("four", "2.0.post1", "", ())
    assert (first.is_installed_here, second.is_installed_here) == (False, True)


@pytest.mark.parametrize("line", ["one>=1", "one==1.*"])
def test_a_line_without_an_exact_version_is_refused(tmp_path: Path, line: str) -> None:
    (tmp_path / "lock.txt").write_text(f"{line}\n")
    with pytest.raises(ValueError, match="No exact version"):
        locked(tmp_path / "lock.txt")


def test_what_installs_asks_for_the_hashes() -> None:
    installs = [line for line in (HOME / "Makefile").read_text("utf-8").splitlines() if "pip install" in line]
    assert [line for line in installs if "-r requirements" in line and "--require-hashes" not in line] == []
    assert sum("--require-hashes" in line for line in installs) == 2
