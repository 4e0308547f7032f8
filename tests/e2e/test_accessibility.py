"""Every page, empty, half filled and full, wide and narrow, light and dark: axe finds nothing of ours."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from axe_playwright_python.sync_playwright import Axe

from tests.e2e import players
from tests.e2e.filled import half_filled, submitted
from tests.e2e.server import Server
from tests.e2e.visitor import Visitor

ALLOWED = yaml.safe_load(Path(__file__).with_name("axe_allowed.yaml").read_text(encoding="utf-8"))["allowed"]
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
OPTIONS = {"runOnly": {"type": "tag", "values": TAGS}}
LOOKS = [(1280, False), (1280, True), (390, False), (390, True)]
CORNERS = [(1280, False), (390, True)]  # each width and each scheme once: the colours do not depend on the width

CARDS = [
    f"answer?q={players.STAGES}&item=inviting-complaints",
    f"answer?q={players.STAGES}&item=detail-of-knowledge",
    f"answer?q={players.LENS}&item=opening-reflex",
    f"answer?q={players.LENS}&item=purpose",
    f"answer?q={players.TEN}&item=q03-high-value-count",
    f"answer?q={players.TEN}&item=q04a-lost-definition",
    f"answer?q={players.REVIEW}&item=target-mix",
    f"answer?q={players.REVIEW}&item=agenda",
    f"answer?q={players.REVIEW}&item=functions-at-table",
]
ALL = (players.STAGES, players.LENS, players.TEN, players.REVIEW)


def findings(visitor: Visitor) -> list[dict[str, Any]]:
    """Return what axe finds and nobody has allowed."""
    visitor.page.wait_for_timeout(300)
    violations = Axe().run(visitor.page, options=OPTIONS).response["violations"]
    return [
        {"rule": each["id"], "help": each["help"], "where": node["html"][:300], "target": node["target"]}
        for each in violations
        for node in each["nodes"]
        if not any(each["id"] == entry["rule"] and entry["where"] in node["html"] for entry in ALLOWED)
    ]


@pytest.mark.parametrize(("width", "dark"), LOOKS)
def test_empty(shared_server: Server, visit: Callable[..., Visitor], *, width: int, dark: bool) -> None:
    visitor = visit(shared_server, width=width, dark=dark)
    visitor.home()
    assert findings(visitor) == []
    visitor.open("how-it-works")
    assert findings(visitor) == []
    visitor.open(f"result?q={players.STAGES}")
    assert findings(visitor) == []
    visitor.home()
    visitor.start(players.STAGES)
    assert findings(visitor) == []
    visitor.open(f"review?q={players.STAGES}")
    assert findings(visitor) == []
    visitor.open(f"result?q={players.STAGES}")
    assert findings(visitor) == []


@pytest.mark.parametrize(("width", "dark"), CORNERS)
def test_half_filled(shared_server: Server, visit: Callable[..., Visitor], *, width: int, dark: bool) -> None:
    visitor = visit(shared_server, width=width, dark=dark)
    visitor.bring(half_filled(shared_server.database))
    visitor.home()
    assert findings(visitor) == []
    for card in CARDS:
        visitor.open(card)
        assert (card, findings(visitor)) == (card, [])
    for name in ALL:
        visitor.open(f"review?q={name}")
        assert (name, findings(visitor)) == (name, [])


@pytest.mark.parametrize(("width", "dark"), CORNERS)
def test_full(shared_server: Server, visit: Callable[..., Visitor], *, width: int, dark: bool) -> None:
    visitor = visit(shared_server, width=width, dark=dark)
    visitor.bring(submitted(shared_server.database))
    visitor.home()
    assert findings(visitor) == []
    for name in ALL:
        visitor.open(f"result?q={name}")
        for fold in visitor.page.locator("summary").all():
            fold.click()
        visitor.settle()
        assert (name, findings(visitor)) == (name, [])
