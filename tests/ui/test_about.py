"""How it works: the rules in words, and every figure of others with its year."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.ui.build import House, Screen

if TYPE_CHECKING:
    from collections.abc import Callable

    from benchmarks.model import Benchmark


def test_every_figure_is_listed(settle: Callable[[House], House], shipped: tuple[Benchmark, ...]) -> None:
    settle(House(benchmarks=shipped))
    screen = Screen().open("how-it-works")
    listed = [each.value for each in screen.at.markdown if each.value.startswith("- ")]
    assert len(listed) == len(shipped)
    for benchmark in shipped:
        assert any(f"{benchmark.year}" in each for each in listed), benchmark.id
        assert benchmark.url is None or any(each.endswith(f"[Source]({benchmark.url})") for each in listed)


def test_the_newest_comes_first(settle: Callable[[House], House], shipped: tuple[Benchmark, ...]) -> None:
    settle(House(benchmarks=tuple(sorted(shipped, key=lambda each: each.id))))
    listed = [each.value for each in Screen().open("how-it-works").at.markdown if each.value.startswith("- ")]
    newest, oldest = max(each.year for each in shipped), min(each.year for each in shipped)
    assert str(newest) in listed[0]
    assert str(oldest) in listed[-1]


@pytest.mark.usefixtures("house")
def test_the_rules_are_told_without_figures() -> None:
    text = Screen().open("how-it-works").text
    for told in ("How a score comes about", "16.7, 50 and 83.3", "What is kept", "What others score"):
        assert told in text
    assert "- In " not in text
