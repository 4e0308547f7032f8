"""The parts of the load client that need no server: figures, pages learnt from messages, heads of answers, cookies."""

from __future__ import annotations

import asyncio
import gzip
from concurrent.futures import ThreadPoolExecutor

import pytest
from streamlit.proto.Delta_pb2 import Delta

from assessments.workflow import Workflow
from perf.load.browser import Browser, Reply, parse_head
from perf.load.kept import lost_answers, option_ids
from perf.load.page import Page, Post
from perf.load.player import Plan, Player
from perf.load.tally import LostError, Tally, percentile
from perf.load.timers import Timers
from questionnaires.loader import DEFINITIONS, load_file
from questionnaires.values import Answer
from storage.memory import MemoryStore
from ui.context import now

POSTING = (
    '<script src="doors/page.js" data-task="post" data-path="doors/remember" data-header="X-Answers" '
    'data-body="AAAABBBB"></script>'
)
CARD = (
    ('<p class="quiet"><span role="status">Saved at 10:00:00.</span> Your code: <code>AAAA-BBBB</code></p>', False),
    ('<h2 id="question" data-item="detail-of-knowledge" tabindex="-1">How?</h2>', False),
    (POSTING, True),
)


@pytest.mark.parametrize(
    ("values", "share", "expected"),
    [
        ([7], 50, 7),
        ([3, 1, 2], 50, 2),
        ([4, 3, 2, 1], 50, 2),
        (list(range(1, 101)), 95, 95),
        (list(range(1, 101)), 100, 100),
        ([1, 2], 1, 1),
        ([1, 2, 3, 4, 5, 6, 7, 8, 9, 10], 95, 10),
    ],
)
def test_percentile_is_the_nearest_rank(values: list[float], share: float, expected: float) -> None:
    assert percentile(values, share) == expected


def test_figures_in_milliseconds_without_the_warm_up() -> None:
    tally = Tally(began=100)
    tally.add("answer", sent=100, first=102, finished=103)
    for step in range(4):
        tally.add("answer", sent=110, first=110.001, finished=110.010 + step / 1_000)
    found = tally.figures("answer", warm_up=5)
    assert found is not None
    assert found.count == 4
    assert round(found.first) == 1
    assert (round(found.p50), round(found.p95), round(found.worst)) == (11, 13, 13)
    assert tally.figures("next") is None
    assert tally.figures("answer", warm_up=60) is None


def test_the_table_says_what_went_wrong() -> None:
    tally = Tally(began=0, resumed=3)
    tally.add("answer", 0, 0.005, 0.010)
    tally.errors.update({"connection closed": 2})
    lines = list(tally.lines())
    assert lines[1].split() == ["answer", "1", "5.0", "10.0", "10.0", "10.0", "10.0"]
    assert lines[-3:] == [
        "connections regained: 3 in their session, 0 in a new one",
        "errors: 2",
        "  2 x connection closed",
    ]


def button(label: str, fragment: str = "", *, disabled: bool = False) -> Delta:
    """Return the message that draws a button."""
    delta = Delta(fragment_id=fragment)
    delta.new_element.button.label = label
    delta.new_element.button.disabled = disabled
    return delta


def html(body: str, *, script: bool = False) -> Delta:
    """Return the message that draws a piece of html."""
    delta = Delta()
    delta.new_element.html.body = body
    delta.new_element.html.unsafe_allow_javascript = script
    return delta


def test_a_page_is_read_from_top_to_bottom() -> None:
    page = Page()
    page.put((0, 10), "run", button("Next"))
    page.put((0, 9), "run", button("Back", disabled=True))
    page.put((0, 2, 1), "run", button("Next to last"))
    assert [element.proto.label for element in page] == ["Next to last", "Back", "Next"]
    found = page.find("button", "^Next$")
    assert found is not None
    assert found.proto.label == "Next"
    assert page.find("button", "Back") is None, "nobody can press what is disabled"
    assert page.find("radio") is None


def test_an_empty_message_draws_nothing() -> None:
    page = Page()
    assert page.put((0, 0), "run", Delta()) is None
    assert not list(page)


def test_what_a_run_does_not_draw_again_is_gone() -> None:
    page = Page()
    page.put((0, 0), "first", button("Outside"))
    page.put((0, 1), "first", button("Inside", "fragment"))
    page.put((0, 2), "first", button("Inside, later gone", "fragment"))
    page.put((0, 1), "second", button("Inside", "fragment"))
    page.sweep("second", ["fragment"])
    assert [element.proto.label for element in page] == ["Outside", "Inside"]
    page.sweep("third", [])
    assert not list(page)


def test_what_the_card_says() -> None:
    page = Page()
    assert (page.item, page.status, page.code) == (None, None, None)
    for place, (body, script) in enumerate(CARD):
        page.put((0, place), "run", html(body, script=script))
    assert page.item == "detail-of-knowledge"
    assert page.status == "Saved at 10:00:00."
    assert page.code == "AAAA-BBBB"


def test_the_requests_of_a_run_are_those_of_its_scripts() -> None:
    page = Page()
    for place, (body, script) in enumerate(CARD):
        page.put((0, place), "run", html(body, script=script))
    page.put((0, 9), "run", html(POSTING))
    assert list(page.posts("run")) == [Post("doors/remember", ("X-Answers", "1"), "AAAABBBB")]
    assert not list(page.posts("later run"))


def test_the_head_of_an_answer() -> None:
    head = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nSet-Cookie: a=1; Path=/\r\nset-cookie: b=2:3\r\n\r\n"
    assert parse_head(head) == (200, (("content-length", "5"), ("set-cookie", "a=1; Path=/"), ("set-cookie", "b=2:3")))


@pytest.mark.parametrize("head", ["", "SSH-2.0-OpenSSH", "HTTP/1.1", "HTTP/1.1 fine"])
def test_what_is_no_answer(head: str) -> None:
    with pytest.raises(LostError):
        parse_head(head)


def test_text_of_a_compressed_answer() -> None:
    packed = Reply(200, (("content-encoding", "gzip"),), gzip.compress("Café".encode()))
    assert packed.text == Reply(200, (), "Café".encode()).text == "Café"


def test_cookies_are_kept_and_dropped() -> None:
    browser = Browser("http://localhost:8501/", Tally())
    assert browser.cookie_header == {}
    browser.keep("_streamlit_xsrf=2|ab|cd; Path=/")
    browser.keep("answers=AAAA; HttpOnly; Max-Age=31536000; Path=/")
    assert browser.cookie_header == {"Cookie": "_streamlit_xsrf=2|ab|cd; answers=AAAA"}
    browser.keep('answers=""; HttpOnly; Max-Age=0; Path=/')
    assert browser.cookie_header == {"Cookie": "_streamlit_xsrf=2|ab|cd"}
    assert browser.origin == "http://localhost:8501"


def test_an_answer_that_is_not_there_as_it_was_given_is_lost() -> None:
    definition = load_file(DEFINITIONS / "customer-obsession-stages.yaml").definition
    assert definition is not None
    asked = definition.questionnaire
    first, second, third = asked.items[:3]
    workflow = Workflow(MemoryStore(), now)
    begun = workflow.begin("")
    workflow.take_up(begun.response, definition)
    for item, option in ((first, 0), (second, 1)):
        answer = Answer("value", option_ids(item, asked)[option])
        workflow.save(begun.response.id, asked, item.id, answer)
    player = Player("", Plan("", 0), Tally(), 0, code=begun.resume_code)
    player.saved.update({first.id: 0, second.id: 2, third.id: 0})
    nobody = Player("", Plan("", 0), Tally(), 0, saved={first.id: 0}, code="2222-2222-2222-2222")
    lost = lost_answers(workflow, asked, [player, nobody])
    assert [line.split(" ")[1].rstrip(":") for line in lost] == [second.id, third.id, first.id]


def test_clocks_go_on_until_they_are_stopped() -> None:
    rerun: list[str] = []

    async def run() -> None:
        enough = asyncio.Event()

        async def once(fragment: str) -> None:
            rerun.append(fragment)
            if rerun.count("board") == 3:
                enough.set()
            raise LostError("a lost answer does not stop the clock")

        timers = Timers(once)
        timers.follow("gone", 0.001)
        timers.keep({"board"})
        timers.follow("board", 1_000)
        timers.follow("board", 0.001)
        timers.follow("board", 0.001)
        await enough.wait()
        timers.stop()
        rerun.append("stopped")
        await asyncio.sleep(0.01)

    with ThreadPoolExecutor(1) as pool:
        pool.submit(asyncio.run, run()).result()
    assert rerun == ["board", "board", "board", "stopped"]
