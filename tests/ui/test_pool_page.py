"""Beside others: joining, waiting, rank, quartile, percentile, leaving; and files with figures of others."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from assessments.model import Assessment, Wave
from assessments.pool_files import FULL
from assessments.workshop import Workshop
from benchmarks.model import Benchmark
from benchmarks.own import LARGEST, Given, read_own
from benchmarks.pool_model import WHOLE, Entry, Family, Traits
from tests.assessments.build import AT
from tests.benchmarks.conftest import SHARE
from tests.benchmarks.own_files import CSV, YAML
from tests.scoring.build import dimension, item
from tests.ui.build import HOSTILE, House, Screen, made, usable
from tests.ui.desk import SMALL, SPLIT, Desk, hold
from ui.context import provide
from ui.widgets import own_files
from ui.widgets.pool_join import AGREED

if TYPE_CHECKING:
    from collections.abc import Callable

FAMILY = Family("sample", "1.0.0")
MADE = Traits("manufacturing", "DE", "50-249")


@pytest.fixture
def lead(bring: Callable[..., Screen]) -> Callable[[Desk], Screen]:
    """Return how a browser with the organiser's cookie opens the page."""
    return lambda desk: bring(desk.key, "organiser").open("pool")


@pytest.fixture
def desk(house: House) -> Desk:
    """Return a closed workshop of eight people: overall 50, because one averages 50, two 33.3, three 66.7."""
    return held(house)


def held(house: House) -> Desk:
    desk = hold(house).do(Workshop.start)
    desk.crowd(SPLIT)
    return desk.do(Workshop.close)


def others(house: House, count: int, traits: Traits = MADE) -> None:
    """Put other organisations into the pool, with scores spread over 0 to 100."""
    for place in range(count):
        name = f"o{place:03}"
        wave = Wave(f"w{place:03}", name, "Q", "open", 5, None, "closed", AT)
        house.store.add_wave(Assessment(name, name, AT), wave, [], organiser_hash=name)
        scores = {WHOLE: 100 * place // max(1, count - 1), "d": 50}
        house.store.put_in_pool(Entry(name, FAMILY, wave.id, scores, "5-9", traits, "2026 Q1", AT))


def join(screen: Screen, traits: tuple[str, str, str] = ("", "", "")) -> Screen:
    for label, value in zip(("Industry", "Country", "Size"), traits, strict=True):
        screen.input("selectbox", label).set_value(value)
    return screen.set("checkbox", AGREED, value=True).press("Join the pool")


def said(screen: Screen) -> str:
    return screen.text.replace("\\", "")


@pytest.mark.usefixtures("house")
def test_without_a_key_there_is_nothing() -> None:
    assert "This browser neither leads a workshop nor holds answers" in Screen().open("pool").text


def test_a_workshop_that_goes_on_can_give_nothing(house: House, lead: Callable[[Desk], Screen]) -> None:
    screen = lead(hold(house).do(Workshop.start))
    assert screen.at.title[0].value == "Beside others"
    assert "Only a closed workshop can be counted" in said(screen)
    assert not screen.offers("Join the pool")


def test_the_way_from_the_result_of_the_room(desk: Desk, bring: Callable[..., Screen]) -> None:
    screen = bring(desk.key, "organiser").open("room").press("Beside others")
    assert screen.at.title[0].value == "Beside others"
    assert screen.press("Back to the console").at.title.values == []


def test_what_is_given_is_said_before_anything_is_given(desk: Desk, lead: Callable[[Desk], Screen]) -> None:
    screen = lead(desk)
    assert "<td>Sample</td><td>Overall</td><td>50</td><td>5 to 9</td>" in screen.text
    assert "no page shows who is in the pool" in said(screen)
    assert "You can leave at any time" in said(screen)
    assert screen.button("Join the pool").disabled
    assert desk.house.store.pool_entries(desk.first.assessment_id) == ()


def test_who_joins_a_pool_that_is_too_small_waits(desk: Desk, lead: Callable[[Desk], Screen]) -> None:
    others(desk.house, 2)
    screen = join(lead(desk), ("manufacturing", "DE", "50-249"))
    assert "Your figures of 2026 Q1 wait to be counted." in said(screen)
    assert "The pool is too small for the next edition: 3 of 5 organisations." in said(screen)
    assert "“Manufacturing”, “Germany”, “50 to 249 employees”" in said(screen)
    assert not screen.pictures
    assert not screen.offers("Join the pool")
    assert screen.offers("Leave the pool")


def test_a_rank_among_five(desk: Desk, lead: Callable[[Desk], Screen]) -> None:
    others(desk.house, 4)  # 0, 33, 66, 100 beside our 50
    screen = join(lead(desk))
    assert "**Overall: 3rd of 5, among all 5 organisations.**" in said(screen)
    assert "<td>Overall</td><td>50</td><td>3rd of 5</td><td>0</td><td>50</td><td>100</td>" in screen.text
    assert "Not shown, because not all organisations have it or it differs too little: " in said(screen)
    assert "Edition of 2 March 2026." in said(screen)
    assert len(screen.pictures) == 1
    assert "Overall: ours 50, our place 3rd of 5" in screen.pictures[0].alt


def test_a_quartile_among_twenty(desk: Desk, lead: Callable[[Desk], Screen]) -> None:
    others(desk.house, 19)  # 0, 5, 11, ..., 50, ..., 100: 9 of 19 are below 50 and one is equal: 9.5 / 19 = 50 %
    screen = join(lead(desk))
    assert "**Overall: the second-highest quarter of 20, among all 20 organisations.**" in said(screen)
    assert "<td>50</td><td>the second-highest quarter of 20</td></tr>" in screen.text
    assert "Lowest" not in screen.text


def test_a_percentile_among_fifty(desk: Desk, lead: Callable[[Desk], Screen]) -> None:
    others(desk.house, 49)  # 0, 2, 4, ..., 50, ..., 100: 24 of 49 are below 50 and one is equal: 24.5 / 49 = 50 %
    screen = join(lead(desk))
    assert "Overall: above about 50 % of the others, among all 50 organisations." in said(screen)
    assert "Such a percentile is sure to about 15 either way with 50 organisations" in said(screen)


def test_one_trait_at_a_time(desk: Desk, lead: Callable[[Desk], Screen]) -> None:
    others(desk.house, 4, MADE)
    for place in range(5, 10):
        wave = Wave(f"v{place}", f"p{place}", "Q", "open", 5, None, "closed", AT)
        desk.house.store.add_wave(Assessment(wave.assessment_id, "", AT), wave, [], organiser_hash="o")
        scores, sold = {WHOLE: 7 * place}, Traits("trade", "FR", "1-49")
        desk.house.store.put_in_pool(Entry(wave.assessment_id, FAMILY, wave.id, scores, "5-9", sold, "2026 Q1", AT))
    screen = join(lead(desk), ("manufacturing", "DE", "50-249"))
    assert screen.input("selectbox", "Beside whom").options == [
        "All 10 organisations",
        "5 organisations in Germany",
        "5 organisations in the industry “Manufacturing”",
        "5 organisations with 50 to 249 employees",
    ]
    assert "5th of 10" in screen.text
    screen.input("selectbox", "Beside whom").set_value("industry/manufacturing")
    assert "3rd of 5" in screen.run().text


def test_who_leaves_is_out_at_once(desk: Desk, lead: Callable[[Desk], Screen]) -> None:
    others(desk.house, 4)
    screen = join(lead(desk))
    assert screen.button("Leave the pool").disabled
    screen.set("checkbox", "Delete our figures from the pool", value=True).press("Leave the pool")
    assert not screen.pictures
    assert desk.house.store.pool_entries(desk.first.assessment_id) == ()
    assert "This measurement was counted in the pool before" in join(screen).errors
    assert not screen.offers("Leave the pool")


def test_the_others_of_a_cell_are_told_that_somebody_left(desk: Desk, lead: Callable[[Desk], Screen]) -> None:
    others(desk.house, 4)
    join(lead(desk))
    desk.house.context.pool.leave("o001")
    screen = lead(desk)
    assert "Your figures are in no later edition" in said(screen)
    assert "3rd of 5" in screen.text


def test_a_newer_measurement_takes_the_place_of_the_one_before(desk: Desk, lead: Callable[[Desk], Screen]) -> None:
    others(desk.house, 4)
    join(lead(desk), ("manufacturing", "DE", "50-249"))
    later = desk.next().do(Workshop.start)
    later.crowd([{"one": "l4", "two": "l4", "three": f"l{place % 4 + 1}"} for place in range(8)])
    later.do(Workshop.close)
    screen = lead(later)
    assert "3rd of 5" in screen.text  # the edition stays as it was published
    assert screen.input("selectbox", "Country").value == "DE"
    screen.set("checkbox", AGREED, value=True).press("Put these figures in place of the earlier ones")
    assert "wait to be counted" in said(screen)
    assert "<td>Overall</td><td>50</td><td>3rd of 5</td>" in screen.text  # with the score that was counted then
    assert not screen.offers("Put these figures in place of the earlier ones")


def test_the_rules_hold_an_edition_back(desk: Desk, lead: Callable[[Desk], Screen]) -> None:
    for place in range(4):
        wave = Wave(f"v{place}", f"p{place}", "Q", "open", 5, None, "closed", AT)
        desk.house.store.add_wave(Assessment(wave.assessment_id, "", AT), wave, [], organiser_hash="o")
        entry = Entry(wave.assessment_id, FAMILY, wave.id, {WHOLE: 50}, "5-9", MADE, "2026 Q1", AT)
        desk.house.store.put_in_pool(entry)
    assert "5 organisations wait, and the rules hold their edition back" in said(join(lead(desk)))


def test_somebody_alone_is_not_in_the_pool(house: House, bring: Callable[..., Screen]) -> None:
    code = house.respond(SMALL, {"one": "l2", "two": "l3", "three": "l4"}, submit=True)
    screen = bring(code).open("pool")
    assert "The benchmark pool is for workshops" in said(screen)
    assert not screen.offers("Join the pool")


def bring_file(screen: Screen, name: str, content: bytes, giver: str = "") -> Screen:
    screen.input("file_uploader", own_files.LABEL).upload(name, content)
    screen.run()
    if giver:
        screen.set("text_input", own_files.GIVER, giver)
    return screen.press("Keep this file")


def test_scores_of_a_file_stand_beside_the_result(desk: Desk, lead: Callable[[Desk], Screen]) -> None:
    screen = bring_file(lead(desk), "retail.csv", CSV, "Zoë, consultant")
    assert "The file is kept." in screen.at.success[0].value
    text = said(screen)
    assert "Brought by Zoë, consultant on 2 March 2026." in text
    assert "It holds 2 figures." in text
    # 50 - 48.2 = 1.8.
    assert "Overall: 50 here, 48.2 on average there, 2 points above" in text
    assert "What this file says nothing about here: 1 figure, and why" in text
    assert "This figure belongs beside 'listening'." in text


def test_the_same_stands_beside_the_result_of_somebody_alone(house: House, bring: Callable[..., Screen]) -> None:
    code = house.respond(SMALL, {"one": "l2", "two": "l3", "three": "l4"}, submit=True)  # 66.7
    bring_file(bring(code).open("pool"), "retail.yaml", YAML)
    screen = bring(code).open("result", q="sample")
    assert "Overall: 67 here, 48.2 on average there, 18 points above." in said(screen)
    assert "one person's answers" in said(screen)
    assert screen.press("Bring figures of others along").at.title[0].value == "Beside others"


def test_what_others_do_stands_beside_what_was_answered(
    settle: Callable[[House], House], bring: Callable[..., Screen]
) -> None:
    loaded = made(dimension("d", item("practice", "blogs"), item("practice", "wikis")))
    share = {**SHARE, "comparable_item": "sample/blogs"}
    figures = tuple(Benchmark.model_validate({**share, "id": f"b{year}", "year": year}) for year in (2011, 2025))
    house = settle(House(loaded=(loaded,), benchmarks=figures))
    asked = usable(loaded)
    screen = bring(house.respond(asked, {"blogs": "partly", "wikis": "yes"}, submit=True)).open("result", q="sample")
    assert "Share of others that do this" in [each.value for each in screen.at.subheader]
    pictures = [each.alt for each in screen.pictures if "Share of" in each.alt]
    assert [each[:58] for each in pictures] == [
        "Share of 1,734 chief marketing officers in 2025, per cent.",
        "Share of 1,734 chief marketing officers in 2011, per cent.",
    ]
    assert all(each.endswith("You answered: Partly.") for each in pictures)
    assert "Grey: the figure is old." in screen.text


def test_a_file_with_an_error_is_refused_whole_and_says_where(desk: Desk, lead: Callable[[Desk], Screen]) -> None:
    screen = bring_file(lead(desk), "retail.csv", CSV.replace(b",14,", b",,"))
    assert "Nothing was kept, because one thing is wrong in the file." in screen.errors
    assert "retail.csv:2:1: B004 Without 'n' nobody can judge it." in said(screen)
    assert desk.house.store.own_files(desk.first.assessment_id) == ()


def test_only_the_first_problems_are_listed(
    desk: Desk, lead: Callable[[Desk], Screen], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(own_files, "MOST_PROBLEMS", 1)
    screen = bring_file(lead(desk), "retail.csv", CSV.replace(b"2026,", b"soon,"))
    assert "2 things are wrong" in screen.errors
    assert "These are the first 1." in said(screen)


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("bomb.yaml", b"a: &a [x, x]\nb: &b [*a, *a]\nbenchmarks: [*b, *b]\n", "Y004"),
        ("deep.yaml", b"[" * 100_000, "Y002"),
        ("large.yaml", b"# " + b"x" * LARGEST, "O002"),
        ("huge.csv", b"x" * 10 * 2**20, "O002"),
        ("text.csv", b"\xff\xfe\x00", "O005"),
        ("empty.csv", b"", "O011"),
        ("formula.csv", b"id,kind,value\n=cmd|' /C calc'!A1,practice_share,=1+1\n", "B005"),
    ],
)
def test_a_hostile_file_is_refused(
    desk: Desk, lead: Callable[[Desk], Screen], name: str, content: bytes, why: str
) -> None:
    screen = bring_file(lead(desk), name, content)
    assert why in screen.text
    assert desk.house.store.own_files(desk.first.assessment_id) == ()


def test_what_means_harm_is_shown_as_text(desk: Desk, lead: Callable[[Desk], Screen]) -> None:
    harm = HOSTILE.replace(",", "").encode()
    screen = bring_file(lead(desk), f"{HOSTILE}.csv", CSV.replace(b"retailers", b"=1+1 " + harm), HOSTILE)
    assert "The file is kept." in screen.at.success[0].value
    assert not any("<script>alert" in each.value or "<img" in each.value for each in screen.at.html)
    assert not any("**b**" in each.value or "[x](http" in each.value for each in screen.at.markdown)


def test_a_file_that_is_about_something_else_says_so(desk: Desk, lead: Callable[[Desk], Screen]) -> None:
    text = said(bring_file(lead(desk), "retail.csv", CSV.replace(b"2026,sample", b"2026,listening")))
    assert "Nothing of this file may stand beside this result." in text
    assert "What this file says nothing about here: 2 figures, and why" in text
    assert "These scores were measured with 'listening', not with 'sample'." in text


def test_a_file_is_removed_again(desk: Desk, lead: Callable[[Desk], Screen]) -> None:
    screen = bring_file(lead(desk), "retail.csv", CSV)
    (kept,) = desk.house.store.own_files(desk.first.assessment_id)
    screen = lead(desk).press_key(f"own-drop-{kept.id}")
    assert "on average there" not in screen.text
    assert desk.house.store.own_files(desk.first.assessment_id) == ()


def test_only_so_many_files_are_kept(
    desk: Desk, lead: Callable[[Desk], Screen], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("assessments.pool_files.MOST", 0)
    assert FULL in bring_file(lead(desk), "retail.csv", CSV).errors.replace("\\", "")


def test_a_file_of_whoever_runs_the_app_stands_there_too(desk: Desk, lead: Callable[[Desk], Screen]) -> None:
    ledger, problems = read_own(YAML, "house.yaml")
    assert not problems
    given = (Given("house.yaml", "", date(2026, 1, 2), ledger),)
    context = replace(desk.house.context, given=given)
    provide(lambda: context)
    text = said(lead(desk))
    assert "Brought on 2 January 2026." in text
    assert "2 points above" in text
    assert "An old claim" in text
