"""Charts as PNG and SVG from the page: on light ground in either theme, with whose they are, as of the last reveal."""

from __future__ import annotations

import re
import struct
from typing import TYPE_CHECKING

import pytest

from assessments.errors import StoreUnavailableError
from assessments.workshop import Workshop
from charts.picture import INK_DARK
from tests.assessments.build import LINE, QUESTIONS, REVIEW, STAGES, definition
from tests.assessments.samples import disclosed
from tests.charts.build import ANSWERS
from tests.ui.build import House, Screen
from tests.ui.desk import NAME, SPLIT, hold
from tests.ui.quarters import follow, measure
from tests.ui.taking import Files
from ui.style import plain
from ui.widgets.picture import TABLE_OR_PICTURE
from ui.widgets.take_file import name_of

if TYPE_CHECKING:
    from collections.abc import Callable

ALL = (STAGES, LINE, QUESTIONS, REVIEW)
CODES = [f"owl{number}" for number in range(9)]


@pytest.fixture
def files(monkeypatch: pytest.MonkeyPatch) -> Files:
    return Files(monkeypatch)


def folds(screen: Screen) -> int:
    """Return how many charts of a page can be taken away."""
    return [each.label for each in screen.at.expander].count(TABLE_OR_PICTURE)


def size(png: bytes) -> tuple[int, int]:
    """Return width and height."""
    assert png.startswith(b"\x89PNG")
    wide, high = struct.unpack(">II", png[16:24])
    return wide, high


@pytest.mark.parametrize("asked", ALL)
def test_the_charts_of_a_result(house: House, bring: Callable[..., Screen], files: Files, asked: str) -> None:
    code = house.respond(definition(asked), ANSWERS[asked], name=NAME, submit=True)
    screen = bring(code).open("result", q=asked)
    assert folds(screen) == len(screen.pictures) > 0
    assert len(files.offered) == 2 * folds(screen)
    twins = " ".join(each.alt for each in screen.pictures)
    for each in files.offered.values():
        data = each.make()
        if each.mime == "image/png":
            assert size(data) == (1920, 1080)
        else:
            described = re.search(r"<desc>(.*?)</desc>", data.decode(), re.DOTALL)
            assert described is not None
            assert described.group(1)[:60].replace("&amp;", "&") in twins


def test_where_to_begin(house: House, bring: Callable[..., Screen], files: Files) -> None:
    code, workflow = house.respond(definition(STAGES), ANSWERS[STAGES]), house.context.workflow
    dimensions = [each.id for each in definition(STAGES).questionnaire.dimensions]
    points = {each: 100.0 if place == 0 else 0.0 for place, each in enumerate(dimensions)}
    workflow.set_targets(house.response(code), STAGES, {"": 90.0})
    workflow.set_importance(house.response(code), definition(STAGES).questionnaire, points, {})
    workflow.submit(house.response(code), STAGES)
    screen = bring(code).open("result", q=STAGES)
    assert folds(screen) == len(screen.pictures) == 4  # ladder, gaps, priorities, what the score rests on
    assert size(files.make("priorities.png")) == (1920, 1080)


def test_a_dark_page_gives_light_pictures(house: House, bring: Callable[..., Screen], files: Files) -> None:
    code = house.respond(definition(STAGES), ANSWERS[STAGES], submit=True)
    made = []
    for theme in ("light", "dark"):
        screen = bring(code)
        screen.at.context = {"theme": theme}
        screen.open("result", q=STAGES)
        made.append(files.make("ladder.svg"))
    assert made[0] == made[1]
    assert INK_DARK.encode() not in made[1]


def test_every_chart_of_a_room_once(house: House, bring: Callable[..., Screen], files: Files) -> None:
    desk = hold(house, QUESTIONS, STAGES, mode="open", units=("North", "South"))
    desk.do(Workshop.start)
    asked = [each.questionnaire for each in desk.asked]
    for place in range(8):
        begun = desk.join(unit=desk.first.units[place % 2])
        for at, questionnaire in enumerate(asked):
            if questionnaire.id == STAGES:
                desk.vote(begun, ANSWERS[STAGES], place=at)
            else:
                desk.vote(begun, {questionnaire.items[0].id: disclosed("one-system", now=1000.0 + place)}, place=at)
    desk.do(Workshop.reveal)
    screen = bring(desk.key, "organiser").open("room")
    assert folds(screen) == len([each for each in screen.pictures if each.alt])
    assert len(files.offered) == 2 * folds(screen)
    assert all(size(each.make()) == (1920, 1080) for each in files.offered.values() if each.mime == "image/png")


def test_a_chart_is_as_of_the_last_reveal(house: House, bring: Callable[..., Screen], files: Files) -> None:
    desk = hold(house, mode="open").do(Workshop.start)
    desk.crowd(SPLIT)
    desk.do(Workshop.reveal)
    bring(desk.key, "organiser").open("room")
    before = files.make("stacked.svg")
    desk.crowd([{"one": "l1", "two": "l1", "three": "l1"}] * 5)
    desk.do(Workshop.count_late)
    assert files.make("stacked.svg") != before


def test_the_chart_over_the_waves(house: House, bring: Callable[..., Screen], files: Files) -> None:
    first = measure(hold(house), SPLIT, CODES)
    second = measure(follow(first), [{**each, "two": "l4"} for each in SPLIT], CODES)
    screen = bring(second.key, "organiser").open("progress")
    assert folds(screen) == len(screen.pictures) == 1
    assert size(files.make("slope.png")) == (1920, 1080)


def test_what_fails_is_said_at_the_chart(house: House, bring: Callable[..., Screen], files: Files) -> None:
    desk = hold(house).do(Workshop.start)
    desk.crowd(SPLIT)
    screen = bring(desk.do(Workshop.reveal).key, "organiser").open("room")
    house.store.broken = frozenset({"pinned"})
    with pytest.raises(StoreUnavailableError):
        files.make("stacked.png")
    house.store.broken = frozenset()
    assert screen.run().errors == f"An earlier try did not work. {plain(str(StoreUnavailableError()))}"


def test_the_screen_offers_none(house: House, files: Files) -> None:
    desk = hold(house).do(Workshop.start)
    desk.crowd(SPLIT)
    desk.do(Workshop.reveal).do(Workshop.show, "room")
    desk.wall()
    assert files.offered == {}


@pytest.mark.parametrize(
    ("parts", "name"),
    [
        (("Q1 2026", "ladder/0"), "Q1-2026-ladder-0.png"),
        (("../..", "x\r\ny"), "x-y.png"),
        (("Zoë & Söhne", ""), "Zoë-Söhne.png"),
        (("", "/"), "file.png"),
        (("a" * 70, "b"), f"{'a' * 60}-b.png"),
    ],
)
def test_names_of_files(parts: tuple[str, ...], name: str) -> None:
    assert name_of(*parts, suffix=".png") == name
