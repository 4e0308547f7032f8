"""An executive answers the short questionnaire alone in two quarters, on two devices."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from playwright.sync_api import expect

from questionnaires.values import Answer, option_ids
from tests.e2e import players
from tests.e2e.quarters import Archive, mean_it, rows
from tests.e2e.server import Server
from tests.e2e.visitor import Visitor

ASKED = players.questionnaire(players.LENS)
OPENING, CODED, PURPOSE, BREADTH, *_ = ASKED.items
# The same as ``players.answer_lens`` chooses.
SIGNS: Mapping[str, Any] = {
    item.id: list(option_ids(item, ASKED))[players.SIGNS[item.id]] for item in ASKED.items if item.id in players.SIGNS
}


def test_two_quarters_of_somebody_alone(shared_server: Server, visit: Callable[..., Visitor]) -> None:
    visitor = visit(shared_server)
    visitor.home()
    visitor.start(players.LENS)
    code = visitor.code
    players.answer_lens(visitor)
    visitor.press("Review your answers")
    visitor.submit()
    archive = Archive(shared_server.database)
    first = archive.workflow.resume(code)
    assert first is not None
    wave = archive.workflow.names(first)[1]
    then, now = wave.label, archive.quarters.next_label(wave)
    visitor.home()
    mean_it(visitor, now)
    visitor.press(f"Answer again: {now}")
    _answer_three(visitor, then)
    _go_on_elsewhere(visit(shared_server, width=390, height=844), code, now)
    second = archive.workflow.resume(code)
    assert second is not None
    assert second.id != first.id
    rest = {**{item.id: players.CONTRASTS[item.id] for item in ASKED.items[4:8]}, **SIGNS}
    for item_id, value in rest.items():
        archive.workflow.save(second.id, ASKED, item_id, Answer("value", value))
    visitor.open(f"review?q={players.LENS}")
    visitor.says(f"All {len(ASKED.items)} questions are answered.")
    visitor.submit()
    _both_without_a_verdict(visitor, then, now)


def _answer_three(visitor: Visitor, then: str) -> None:
    """Each card shows what was answered last time, only after the new answer."""
    visitor.page.locator(f".st-key-entry-{players.LENS}").get_by_role("button", name="Go on").click()
    last = visitor.page.locator(".st-key-last-time")
    visitor.at(OPENING.ask)
    expect(last).to_have_count(0)
    visitor.type("Your answer", "We keep water moving")
    expect(last).to_have_text(f"Last time ({then}): We build pumps")
    visitor.go_on()
    visitor.at(CODED.ask)
    expect(last).to_have_count(0)
    visitor.choose("Something buyers struggle with, such as a task, a cost or a risk")
    expect(last).to_have_text(f"Last time ({then}): Something you offer, such as a product, a service or a brand")
    visitor.go_on()
    visitor.at(PURPOSE.ask)
    expect(last).to_have_count(0)
    visitor.choose("6")
    nearer = "Nearer to “A need of certain customers came first, then an offer that meets it” (2 of 7)"
    expect(last).to_have_text(f"Last time ({then}): {nearer}")
    visitor.go_on()


def _go_on_elsewhere(other: Visitor, code: str, now: str) -> None:
    """Another device with the same code goes on in the newest quarter."""
    other.home()
    other.type("Your code", code)
    other.press("Go on with my answers")
    other.says(f"{now}, begun on", f"3 of {len(ASKED.items)} answered")
    other.press("Go on")
    other.at(BREADTH.ask)
    expect(other.page.locator(".st-key-last-time")).to_have_count(0)
    other.choose(str(players.CONTRASTS["breadth"]))
    expect(other.page.locator(".st-key-last-time")).to_contain_text("(4 of 7)")


def _both_without_a_verdict(visitor: Visitor, then: str, now: str) -> None:
    """By hand: the first time 50.0, 66.7 and 54.2, in all 56.9, as ``test_journey`` works out.

    The second time the first contrast alone is another one: 6 of 7 reversed is 16.7 in place of 83.3, so the dimension
    stands at (16.7 + 50 + 16.7) / 3 = 27.8; in all (28 + 67 + 54) / 3 = 49.7.
    """
    visitor.open("progress?of=own")
    visitor.says(
        f"One person answered in {then} and {now}: a difference is a changed answer, not a measured change.",
        "One person answered each time: a difference shows that an answer changed, and cannot tell whether the company "
        "did.",
    )
    assert rows(visitor, f"What changed from {then} to {now}") == [
        ["Dimension", "Finding", f"Then, {then}", f"Now, {now}"],
        ["Overall", "cannot be told", "57", "50"],
        *(
            [dimension.title, "cannot be told", before, after]
            for dimension, before, after in zip(ASKED.dimensions, ("50", "67", "54"), ("28", "67", "54"), strict=True)
        ),
    ]
    expect(visitor.page.locator("svg .mark-symbol path").first).to_be_visible()
    expect(visitor.page.locator("svg .mark-trail path")).to_have_count(0)
