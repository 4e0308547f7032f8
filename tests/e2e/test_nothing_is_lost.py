"""What was shown as saved is there: after a kill between two clicks, in two tabs, with a database that refuses."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable

from playwright.sync_api import expect

from tests.e2e import players
from tests.e2e.server import Server
from tests.e2e.visitor import Visitor

FIRST, SECOND = players.questionnaire(players.STAGES).items[:2]


def test_killed_between_two_clicks(server: Server, visit: Callable[..., Visitor]) -> None:
    visitor = visit(server)
    visitor.home()
    visitor.start(players.STAGES)
    status = visitor.page.locator('.quiet [role="status"]')
    for stage in ("awareness", "obsession", "focus"):
        before = status.inner_text()
        visitor.page.wait_for_timeout(1_100)  # the page tells the time of saving in seconds
        visitor.option(players.stage_text(FIRST, stage)).click()
        expect(status).not_to_have_text(before)
        server.kill()
        server.start()
        visitor.page.reload()
        visitor.page.wait_for_selector("#question")
        visitor.settle()
        expect(visitor.page.get_by_role("radio", name=players.stage_text(FIRST, stage))).to_be_checked()


def test_comment_and_next_at_once(shared_server: Server, visit: Callable[..., Visitor]) -> None:
    visitor = visit(shared_server)
    visitor.home()
    visitor.start(players.STAGES)
    visitor.page.get_by_label("Comment or example (optional)").press_sequentially("Asked in May")
    visitor.page.get_by_role("button", name="Next", exact=True).click()
    visitor.at(SECOND.ask)
    visitor.press("Back")
    visitor.at(FIRST.ask)
    expect(visitor.page.get_by_label("Comment or example (optional)")).to_have_value("Asked in May")
    visitor.page.reload()
    visitor.page.wait_for_selector("#question")
    expect(visitor.page.get_by_label("Comment or example (optional)")).to_have_value("Asked in May")


def test_two_tabs_one_response(shared_server: Server, visit: Callable[..., Visitor]) -> None:
    visitor = visit(shared_server)
    visitor.home()
    visitor.start(players.STAGES)
    second = Visitor(visitor.page.context.new_page(), shared_server)
    second.open(f"answer?q={players.STAGES}&item={FIRST.id}")
    visitor.choose(players.stage_text(FIRST, "awareness"))
    second.choose(players.stage_text(FIRST, "obsession"))
    visitor.page.reload()
    visitor.page.wait_for_selector("#question")
    expect(visitor.page.get_by_role("radio", name=players.stage_text(FIRST, "obsession"))).to_be_checked()
    with sqlite3.connect(shared_server.database) as database:
        code = visitor.code
        assert code == second.code
        rows = database.execute("select count(*) from answers where item_id = ? group by response_id", (FIRST.id,))
        assert all(count == 1 for (count,) in rows.fetchall())


def test_a_comment_in_an_older_tab_leaves_the_answer_alone(
    shared_server: Server, visit: Callable[..., Visitor]
) -> None:
    visitor = visit(shared_server)
    visitor.home()
    visitor.start(players.STAGES)
    older = Visitor(visitor.page.context.new_page(), shared_server)
    older.open(f"answer?q={players.STAGES}&item={FIRST.id}")
    visitor.choose(players.stage_text(FIRST, "obsession"))
    older.type("Comment or example (optional)", "Seen in May")
    visitor.page.reload()
    visitor.page.wait_for_selector("#question")
    expect(visitor.page.get_by_role("radio", name=players.stage_text(FIRST, "obsession"))).to_be_checked()
    expect(visitor.page.get_by_label("Comment or example (optional)")).to_have_value("Seen in May")


def test_never_a_false_saved(server: Server, visit: Callable[..., Visitor]) -> None:
    visitor = visit(server)
    visitor.home()
    visitor.start(players.STAGES)
    visitor.choose(players.stage_text(FIRST, "awareness"))

    locked = sqlite3.connect(server.database, isolation_level=None)
    locked.execute("begin exclusive")
    visitor.option(players.stage_text(FIRST, "focus")).click()
    expect(visitor.page.get_by_text("Not saved.")).to_be_visible(timeout=60_000)
    expect(visitor.page.locator('.quiet [role="status"]')).to_have_text("Your last change is not saved; see below.")
    locked.execute("rollback")
    locked.close()

    visitor.press("Save again")
    expect(visitor.page.get_by_text("Not saved.")).to_have_count(0)
    visitor.page.reload()
    visitor.page.wait_for_selector("#question")
    expect(visitor.page.get_by_role("radio", name=players.stage_text(FIRST, "focus"))).to_be_checked()


def test_opening_a_link_creates_nothing(server: Server, visit: Callable[..., Visitor]) -> None:
    visitor = visit(server)
    visitor.open(f"answer?q={players.STAGES}")
    expect(visitor.page.get_by_role("heading", name="Nothing to show here yet")).to_be_visible()
    visitor.home()
    with sqlite3.connect(server.database) as database:
        assert database.execute("select count(*) from responses").fetchone() == (0,)


def test_leaving_the_device(shared_server: Server, visit: Callable[..., Visitor]) -> None:
    visitor = visit(shared_server)
    visitor.home()
    visitor.start(players.STAGES)
    visitor.choose(players.stage_text(FIRST, "awareness"))
    code = visitor.code
    visitor.home()
    visitor.press("Leave this device")
    expect(visitor.page.get_by_role("heading", name="Come back")).to_be_visible()
    visitor.home()
    expect(visitor.page.get_by_role("heading", name="Come back")).to_be_visible()
    visitor.type("Your code", "2222-2222-2222-2222")
    visitor.press("Go on with my answers")
    expect(visitor.page.get_by_text("No answers belong to this code.")).to_be_visible()
    visitor.type("Your code", code)
    visitor.press("Go on with my answers")
    expect(visitor.page.get_by_text("1 of 29 answered")).to_be_visible()
