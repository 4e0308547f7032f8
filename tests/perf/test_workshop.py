"""The parts of a workshop's load run that need no server: what figures mean, the targets, and the record of them."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from streamlit.proto.Delta_pb2 import Delta

from assessments.model import Saved, Vote
from assessments.workflow import Workflow
from perf.databases import POSTGRES, SQLITE, kind_of, new_database
from perf.hall import IN_RESTART, per_second, set_restart_apart
from perf.load.kept import doubled_answers, lost_answers, option_ids
from perf.load.page import Page
from perf.load.player import Plan, Player
from perf.load.server import Running
from perf.load.stage import CHART, JOIN, PROGRESS, Shown, shown_on, voter_delays
from perf.load.tally import Figures, Tally, figures_of
from perf.verdict import Row, misses, record, table
from perf.workshop import course_of, options_of
from questionnaires.loader import DEFINITIONS, load_file
from questionnaires.values import Answer
from storage.memory import MemoryStore
from ui.context import now
from ui.pages.console import SCREENS

if TYPE_CHECKING:
    from collections.abc import Iterator

AT = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)


def p95(milliseconds: float) -> Figures:
    """Return figures of a hundred clicks."""
    return Figures(100, 1, 2, milliseconds, milliseconds, milliseconds)


GOOD = Row(
    people=200,
    database="SQLite",
    cards=12,
    killed=False,
    answer=p95(300),
    step=p95(250),
    in_restart=None,
    bare=p95(100),
    first_card=p95(5_000),
    projector=p95(2_000),
    ranking=900,
    moved=p95(400),
    moved_per_second=18.2,
    reveal_cpu=60,
    start=0,
    returned=None,
    shown=2_400,
    kept=2_401,
    lost=0,
    doubled=0,
    mib_each=3.0,
    server_cpu=55,
    client_cpu=20,
    errors=(),
)


@pytest.fixture
def idle() -> Iterator[subprocess.Popen[bytes]]:
    """Yield a process that is over."""
    with subprocess.Popen([sys.executable, "-c", ""]) as process:
        yield process


def html(body: str) -> Delta:
    """Return the message that draws a piece of html."""
    delta = Delta()
    delta.new_element.html.body = body
    return delta


def test_a_run_on_the_limits_meets_every_target() -> None:
    assert misses(GOOD) == []


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        (replace(GOOD, answer=p95(301), bare=None), "an answer's p95 is 301 ms, more than 300"),
        (replace(GOOD, answer=None), "an answer's p95 was not measured"),
        (replace(GOOD, bare=p95(90)), "an answer's p95 is 3.3 times the bare page's, more than 3"),
        (replace(GOOD, projector=p95(2_001)), "the projector's p95 is 2001 ms, more than 2000"),
        (replace(GOOD, first_card=p95(5_100)), "the first card's p95 is 5100 ms, more than 5000"),
        (replace(GOOD, mib_each=3.1), "a participant takes 3.1 MiB, more than 3"),
        (replace(GOOD, lost=2), "2 answers are lost, 0 doubled"),
        (replace(GOOD, doubled=1), "0 answers are lost, 1 doubled"),
        (replace(GOOD, errors=("1 x connection closed",)), "went wrong: 1 x connection closed"),
    ],
)
def test_every_missed_target_is_named(row: Row, sentence: str) -> None:
    assert misses(row) == [sentence]


def test_memory_is_not_judged_where_a_few_people_carry_what_the_process_loads_once() -> None:
    assert misses(replace(GOOD, people=49, mib_each=8)) == []
    assert misses(replace(GOOD, people=50, mib_each=8)) != []


def test_the_table_has_the_targets_and_a_row_for_every_run() -> None:
    killed = replace(
        GOOD, people=50, killed=True, start=5_200, returned=p95(6_100), bare=None, moved=None, in_restart=p95(7_000)
    )
    lines = [[cell.strip() for cell in line.strip("|").split("|")] for line in table([GOOD, killed]).splitlines()]
    assert len({len(line) for line in lines}) == 1
    head, _, target, first, second = lines
    assert (target[head.index("answer p50 / p95 / p99")], target[head.index("MiB each")]) == ("p95 ≤ 300", "≤ 3")
    assert first[:6] == ["200", "SQLite", "12", "2 / 300 / 300", "250", "100, 3.0 ×"]
    assert first[8:11] == ["900", "400, 18, 60 %", "no kill"]
    assert second[5] == "–"
    assert second[9:11] == ["–, 18, 60 %", "5200, 6100"]
    restart = head.index("clicks in restart: number, p95, worst")
    assert (first[restart], second[restart]) == ("–", "100, 7000, 7000")
    assert misses(killed) == [], "what met the restart is shown, and judged by the answers that it lost"


def test_results_are_added_to_what_is_there(tmp_path: Path) -> None:
    file = tmp_path / "RESULTS.md"
    record(file, AT, "python -m perf.workshop --all", "2 cores.", [GOOD])
    record(file, AT, "python -m perf.workshop", "4 cores.", [replace(GOOD, lost=1)])
    text = file.read_text(encoding="utf-8")
    assert text.startswith("# How fast for how many\n")
    assert text.count("\n## 2026-03-02 09:30 UTC\n") == 2
    assert text.index("Every target is met.") < text.index("4 cores.")
    assert text.endswith("Missed:\n\n- 200 people, SQLite: 1 answers are lost, 0 doubled.\n")


def test_how_long_voters_waited_for_the_projector() -> None:
    shown = [
        Shown(1, PROGRESS, 0),
        Shown(2, PROGRESS, 2),
        Shown(3, JOIN, None),
        Shown(4, PROGRESS, 2),
        Shown(5, PROGRESS, 3),
    ]
    assert voter_delays([1.75, 0.5, 2.5], shown) == [1.5, 0.25, 2.5]
    assert voter_delays([1, 1, 1, 1], shown) == [1, 1, 4], "the fourth was never shown"
    assert voter_delays([], shown) == []


def test_what_stands_on_the_projector() -> None:
    page = Page()
    assert shown_on(page, 1) == Shown(1, "", None)
    page.put((0, 0), "run", html('<div class="join"><p class="say">3 are in</p></div>'))
    assert shown_on(page, 2) == Shown(2, JOIN, None)
    page.put(
        (0, 0),
        "run",
        html('<h1>The vote is on</h1><p class="big">9 of 40</p><p class="say">have finished, 12 have begun</p>'),
    )
    assert shown_on(page, 3) == Shown(3, PROGRESS, 12)
    page.put((0, 0), "run", html('<ul class="ranked"><li>1. Why?</li></ul>'))
    assert shown_on(page, 4) == Shown(4, CHART, None)


def test_the_console_knows_the_screens_that_are_shown_in_turn() -> None:
    assert {JOIN, PROGRESS} <= set(SCREENS)


def test_clicks_that_met_a_restart_are_counted_apart_until_the_last_phone_is_back() -> None:
    tally = Tally(began=100)
    for kind, sent, over in [
        ("answer", 108, 109),  # before the kill
        ("answer", 109, 114),  # cut off by it
        ("next", 111, 112),
        ("back", 110, 114),
        ("back", 110, 116),
        ("load", 111, 112),
        ("answer", 117, 118),  # all are back, but it is not quiet yet
        ("next", 118.5, 119),
        ("back", 140, 150),  # another loss
        ("answer", 141, 142),
    ]:
        tally.add(kind, sent, over, over)
    set_restart_apart(tally, killed=110, up=113)
    counts = Counter(each.kind for each in tally.clicks)
    assert counts == {"answer": 2, "next": 1, IN_RESTART: 3, "back": 3, "load": 1}
    assert tally.figures(IN_RESTART, warm_up=0) == Figures(3, 1000, 1000, 5000, 5000, 5000)


def test_a_restart_from_which_nobody_came_back_ends_when_the_server_is_up() -> None:
    tally = Tally(began=0)
    for sent in (10, 12, 14, 16):
        tally.add("answer", sent, sent + 0.5, sent + 0.5)
    set_restart_apart(tally, killed=11, up=13)
    assert [each.kind for each in tally.clicks] == ["answer", IN_RESTART, IN_RESTART, "answer"]


@pytest.mark.parametrize(("times", "expected"), [([], 0), ([4], 1), ([4, 4], 2), ([10, 12, 11], 1), ([0, 0.5], 2)])
def test_how_many_in_a_second(times: list[float], expected: float) -> None:
    assert per_second(times) == expected


def test_figures_of_seconds_are_in_milliseconds() -> None:
    assert figures_of([], []) is None
    assert figures_of([0.001, 0.003], [0.002, 0.004]) == Figures(2, 1.0, 2.0, 4.0, 4.0, 4.0)


def test_what_a_server_used(idle: subprocess.Popen[bytes]) -> None:
    server = Running("http://localhost", (), {}, idle)
    assert (server.share(), server.grown, server.line) == (0, 0, "server: not sampled")
    server.samples += [(10, 1.0, 200.0), (12, 2.0, 260.0), (14, 4.0, 240.0)]
    assert (server.share(), server.share(11), server.share(13)) == (75, 100, 0)
    assert server.grown == 60
    assert server.line == "server: 75 % of one core, 200 MiB at first, 260 at most, 240 at last"


def test_an_answer_without_a_holder_is_doubled_and_so_is_one_that_is_there_twice() -> None:
    definition = load_file(DEFINITIONS / "customer-obsession-stages.yaml").definition
    assert definition is not None
    asked, workflow = definition.questionnaire, Workflow(MemoryStore(), now)
    begun = workflow.begin("")
    item = asked.items[0]
    answer = Saved(Answer("value", option_ids(item, asked)[0]), AT)
    own = Vote(begun.response.id, asked.id, item.id, 1, answer)
    player = Player("", Plan("", 0), Tally(), 0, code=begun.resume_code)
    nobody = Player("", Plan("", 0), Tally(), 0)
    assert doubled_answers(workflow, [own, replace(own, round_number=2)], [player, nobody]) == []
    twice = doubled_answers(workflow, [own, own], [player])
    strange = doubled_answers(workflow, [own, replace(own, response_id="another")], [player])
    assert [line.rpartition(": ")[2] for line in (*twice, *strange)] == ["2 times", "nobody holds its code"]
    assert lost_answers(workflow, asked, [nobody]) == []


def test_all_runs_are_eight_and_a_choice_of_them_can_be_made() -> None:
    everything = options_of(["--all", "--record"])
    assert (everything.people, everything.on) == ([10, 50, 100, 200], ["sqlite", "postgres"])
    some = options_of(["--all", "--people", "50", "100", "--on", "postgres"])
    assert (some.people, some.on) == ([50, 100], ["postgres"])
    one = options_of([])
    assert (one.people, one.on, one.record) == ([200], ["sqlite"], False)
    assert (course_of(everything, 10).cards, course_of(one, 10).cards) == (12, 29)
    assert course_of(options_of(["--cards", "5", "--minutes", "2"]), 10).limit == 120


def test_a_database_of_ones_own_is_good_for_one_run(capsys: pytest.CaptureFixture[str]) -> None:
    assert options_of(["--database", "sqlite:///a.db"]).database == "sqlite:///a.db"
    with pytest.raises(SystemExit):
        options_of(["--database", "sqlite:///a.db", "--people", "10", "50"])
    assert "good for one run" in capsys.readouterr().err


def test_the_kill_falls_into_the_vote() -> None:
    course = course_of(options_of(["--cards", "10", "--pace", "8", "--arrive", "30"]), 10)
    assert course.arrive < course.middle < course.cards * course.pace
    short = course_of(options_of(["--minutes", "1"]), 10)
    assert short.middle == 30


def test_a_new_file_is_gone_after_its_run() -> None:
    with new_database(SQLITE) as url:
        folder = Path(url.removeprefix("sqlite:///")).parent
        assert folder.is_dir()
        assert kind_of(url) == SQLITE
    assert not folder.exists()
    assert kind_of("postgresql://postgres@/a") == POSTGRES
