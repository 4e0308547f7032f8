"""Every page, empty, half filled and full, wide and narrow, light and dark: axe finds nothing of ours."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from axe_playwright_python.sync_playwright import Axe

from tests.e2e import players
from tests.e2e.filled import Codes, demonstrated, half_filled
from tests.e2e.server import Server
from tests.e2e.visitor import Visitor

ALLOWED = yaml.safe_load(Path(__file__).with_name("axe_allowed.yaml").read_text(encoding="utf-8"))["allowed"]
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
OPTIONS = {"runOnly": {"type": "tag", "values": TAGS}}
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
LADDER = "customer-research-ladder"
OWN = (*(f"result?q={name}" for name in (*ALL, LADDER)), "claims?of=own", "mirror?of=own", "pool?of=own")
LED = ("room", "claims?of=led", "mirror?of=led", "pool?of=led")
TITLES = {  # of what only some results have, so that none of it goes unseen
    f"result?q={players.STAGES}": ("What it would take", "Where to begin", "What cannot be seen from here"),
    f"result?q={LADDER}": ("Kinds of research",),
    "claims?of=own": ("Claim by claim",),
    "mirror?of=own": ("The largest differences",),
    "room": ("What cannot be seen from here",),
}
UNFOLD = "() => document.querySelectorAll('summary').forEach(each => each.parentElement.open || each.click())"
NARROW_ENOUGH = "() => document.documentElement.scrollWidth <= innerWidth"


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


@pytest.mark.parametrize(("width", "dark"), CORNERS)
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


@pytest.fixture(scope="module")
def codes(shared_server: Server) -> Codes:
    """The codes of the demonstrations, which show every part of every result."""
    return demonstrated(shared_server.database)


@pytest.mark.parametrize(("width", "dark"), CORNERS)
def test_full(shared_server: Server, visit: Callable[..., Visitor], codes: Codes, *, width: int, dark: bool) -> None:
    visitor = visit(shared_server, width=width, dark=dark)
    visitor.bring(codes.alone)
    visitor.home()
    assert findings(visitor) == []
    _walk(visitor, OWN)
    visitor.open("join?code=222222")
    assert findings(visitor) == []


@pytest.mark.parametrize(("width", "dark"), CORNERS)
def test_led(shared_server: Server, visit: Callable[..., Visitor], codes: Codes, *, width: int, dark: bool) -> None:
    visitor = visit(shared_server, width=width, dark=dark)
    visitor.bring(codes.workshop, "organiser")
    _walk(visitor, LED)


def _walk(visitor: Visitor, addresses: tuple[str, ...]) -> None:
    """Look at pages with everything on them unfolded."""
    for address in addresses:
        visitor.open(address)
        for title in TITLES.get(address, ()):
            assert visitor.page.get_by_role("heading", name=title).count() >= 1, (address, title)
        for _ in range(2):  # what is folded may hold something folded
            visitor.page.evaluate(UNFOLD)
            visitor.settle()
        assert (address, findings(visitor)) == (address, [])
        assert visitor.page.evaluate(NARROW_ENOUGH), address
