"""Guessing codes: a first code is always looked up, going on after wrong ones is slowed down, and all of it counted."""

from __future__ import annotations

from collections import OrderedDict
from datetime import timedelta
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest

from tests.ui.build import START
from ui import throttle
from ui.metrics import CODES
from ui.throttle import FREE, OWN, TOGETHER, WINDOW, looked_up

if TYPE_CHECKING:
    from collections.abc import Callable

RIGHT = "the right one"
WRONG = "222222"


class Site:
    """Sessions at addresses, and a clock; every code but one is wrong."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Begin with nobody's tries."""
        monkeypatch.setattr(throttle, "_failures", OrderedDict())
        self.monkeypatch = monkeypatch
        self.asked: list[str] = []
        self.now = START

    def session(self, address: str = "192.0.2.1") -> Callable[..., tuple[str | None, int]]:
        """Return how a new session at an address tries a code."""
        kept = SimpleNamespace(context=SimpleNamespace(ip_address=address), session_state={})

        def tried(code: str, about: str = "") -> tuple[str | None, int]:
            self.monkeypatch.setattr(throttle, "st", kept)

            def find() -> str | None:
                self.asked.append(code)
                return "found" if code == RIGHT else None

            return looked_up(self.now, code, find, about)

        return tried

    def wrong(self, count: int, *, addresses: int = 1, about: str = "") -> None:
        """Let so many sessions try a wrong code each."""
        for place in range(count):
            self.session(f"198.51.100.{place % addresses}")(f"wrong {place}", about)


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Site:
    """A site at which nobody has tried anything."""
    return Site(monkeypatch)


def test_a_session_has_ten_wrong_codes_in_a_minute_and_is_then_not_looked_up(site: Site) -> None:
    tried = site.session()
    for place in range(OWN):
        assert tried(f"wrong {place}") == (None, 0)

    site.asked.clear()
    assert tried(RIGHT) == (None, WINDOW)
    assert site.asked == []
    assert site.session()(RIGHT) == ("found", 0)  # a page that is loaded anew

    site.now += timedelta(seconds=WINDOW)
    assert tried(RIGHT) == ("found", 0)


def test_two_hundred_people_behind_one_address_are_not_kept_out_by_one_of_them(site: Site) -> None:
    for place in range(FREE):
        site.session()(f"wrong {place}")

    assert [site.session()(RIGHT) for _ in range(200)] == [("found", 0)] * 200
    assert site.session("192.0.2.2")(WRONG) == (None, 0)


def test_who_goes_on_after_a_wrong_code_waits_where_the_address_has_had_too_many(site: Site) -> None:
    tried, before = site.session(), site.session()
    assert before(WRONG) == (None, 0)
    for place in range(FREE):
        site.session()(f"wrong {place}")

    assert tried(WRONG) == (None, WINDOW)
    site.asked.clear()
    assert (tried(RIGHT), before(RIGHT)) == ((None, WINDOW), (None, WINDOW))
    assert site.asked == []


@pytest.mark.parametrize("about", ["", "w1"])
def test_a_code_that_was_right_in_a_session_goes_on_to_work_there(site: Site, about: str) -> None:
    tried = site.session()
    tried(WRONG)
    assert tried(RIGHT) == ("found", 0)
    for place in range(FREE + OWN):
        site.session()(f"wrong {place}", about)
        tried(f"own {place}", about)

    assert tried(RIGHT, about) == ("found", 0)


def test_a_site_takes_six_hundred_wrong_codes_a_minute_from_all_addresses_together(site: Site) -> None:
    before = site.session()
    before(WRONG)
    site.wrong(TOGETHER - 2, addresses=250)
    assert before("another") == (None, 0)

    site.asked.clear()
    assert before(RIGHT) == (None, WINDOW)
    assert site.asked == []
    assert site.session()(RIGHT) == ("found", 0)
    assert site.session()(WRONG) == (None, WINDOW)


def test_all_addresses_of_the_network_that_a_visitor_has_count_as_one(site: Site) -> None:
    for place in range(TOGETHER):
        site.session(f"2001:db8:0:1::{place:x}")(f"wrong {place}")

    assert site.session("2001:db8:0:1::ffff")(WRONG) == (None, WINDOW)
    assert site.session("2001:db8:0:2::1")(WRONG) == (None, 0)


def test_the_wrong_receipts_of_one_workshop_hold_up_nobody_at_another(site: Site) -> None:
    one, other = site.session(), site.session()
    one(WRONG, "w1")
    other(WRONG, "w2")
    site.wrong(FREE, addresses=50, about="w1")

    assert one(RIGHT, "w1") == (None, WINDOW)
    assert other(RIGHT, "w2") == ("found", 0)


def test_the_same_wrong_code_counts_once_in_a_session(site: Site) -> None:
    tried = site.session()

    assert {tried(WRONG) for _ in range(3 * OWN)} == {(None, 0)}
    assert tried(RIGHT) == ("found", 0)


def test_every_wrong_code_is_counted_for_the_metrics(site: Site) -> None:
    before = CODES._value.get()  # noqa: SLF001 - the library has no other way to read one
    tried = site.session()
    for code in (WRONG, WRONG, "333333", RIGHT):
        tried(code)

    assert CODES._value.get() == before + 2  # noqa: SLF001
