"""What changed: with one wave, two, three; up, down or neither; promises; every figure is the view's."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from assessments import series_told
from assessments.series import series_view
from assessments.series_model import Change
from assessments.workshop import Workshop
from questionnaires.values import Answer
from tests.assessments.build import LINE, QUESTIONS, REVIEW, STAGES, definition
from tests.assessments.samples import LINE_ANSWERS, REVIEW_ANSWERS, STAGES_ANSWERS, disclosed
from tests.charts.build import ANSWERS
from tests.scoring.build import dimension, rubric
from tests.ui.build import START, House, Screen, made, usable
from tests.ui.desk import Desk, hold
from tests.ui.quarters import QUARTER, follow, measure
from ui.style import escape, plain

if TYPE_CHECKING:
    from collections.abc import Callable

    from assessments.series_model import SeriesView

LADDER = [{"id": f"s{n}", "title": f"Stage {n}", "summary": "A rung."} for n in range(1, 5)]
PAIR = usable(
    made(dimension("d", rubric("one"), rubric("two")), dimension("e", rubric("three"), rubric("four")), stages=LADDER)
)
CODES = [f"owl{number}" for number in range(9)]
LOW = [{"one": "l1" if place % 3 else "l2", "two": "l2", "three": "l2", "four": "l3"} for place in range(9)]
HIGH = [{"one": "l4" if place % 4 else "l3", "two": "l4", "three": "l2", "four": "l3"} for place in range(9)]


@pytest.fixture
def lead(bring: Callable[..., Screen]) -> Callable[..., Screen]:
    """Return how a browser with the organiser's cookie opens the page."""
    return lambda desk, **params: bring(desk.key, "organiser").open("progress", **params)


def series(house: House, desk: Desk) -> SeriesView:
    """Return what the page has to show."""
    return house.context.past.views(house.context.quarters.waves(desk.first.assessment_id))[0]


def headline(screen: Screen) -> str:
    """Return the sentence on top."""
    (found,) = [each.value for each in screen.at.html if 'class="headline"' in each.value]
    return str(found).removeprefix('<h1 class="headline">').removesuffix("</h1>")


def headers(screen: Screen) -> list[str]:
    """Return the headings of the parts."""
    return [each.value for each in screen.at.header]


def cells(screen: Screen, name: str) -> list[list[str]]:
    """Return the rows of a table, each a list of its cells; the first row has the names of the columns."""
    (found,) = [each for each in screen.tables if f'aria-label="{name}"' in each]
    return [re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row) for row in re.findall(r"<tr>(.*?)</tr>", found)]


def then_and_now(screen: Screen) -> list[list[str]]:
    """Return the rows of the table of changes."""
    (name,) = {
        found for each in screen.at.html for found in re.findall(r'aria-label="(What changed from [^"]*)"', each.value)
    }
    return cells(screen, name)


def test_without_the_key_there_is_nothing(house: House) -> None:
    measure(hold(house, PAIR), LOW)
    screen = Screen().open("progress")
    assert "This browser neither leads a workshop nor holds answers of its own." in screen.text
    assert not screen.pictures


def test_before_the_first_result(house: House, lead: Callable[..., Screen]) -> None:
    desk = hold(house, PAIR).do(Workshop.start)
    desk.crowd(LOW)
    screen = lead(desk)
    assert screen.at.title[0].value == "There is no result yet"
    assert screen.press("Back to the console").text


def test_with_one_wave_it_says_what_is_needed(house: House, lead: Callable[..., Screen]) -> None:
    desk = measure(hold(house, PAIR), LOW)
    view, screen = series(house, desk), lead(desk)
    assert headline(screen) == escape(view.headline)
    assert view.why == view.headline
    assert plain(view.why) not in screen.text  # said once is enough
    assert not screen.pictures
    assert headers(screen) == ["The waves behind it"]
    assert cells(screen, "The waves behind it")[1] == ["2026 Q1", "2 March 2026", view.waves[0].people, "1.0.0"]
    assert screen.press_key("open-next").at.title[0].value == "Open the next quarter"


def test_two_waves_of_the_same_people(house: House, lead: Callable[..., Screen]) -> None:
    first = measure(hold(house, PAIR), LOW, CODES)
    second = measure(follow(first), HIGH, CODES)
    view, screen = series(house, second), lead(second)
    assert [each.change.word for each in view.movements] == ["up", "up", "no detectable change"]
    assert all(each.by_pairs and each.all is not None for each in view.movements)
    assert headline(screen) == escape(view.headline)
    head, *rows = then_and_now(screen)
    assert head == [
        "Dimension",
        "Finding",
        "Change in points (range)",
        "Then, 2026 Q1",
        "Now, 2026 Q2",
        "Smallest detectable change",
        "All respondents",
    ]
    assert [row[0] for row in rows] == [each.title for each in view.movements]
    move = view.movements[1]
    assert move.all is not None
    assert rows[1] == [
        "D",
        "up",
        f"+{move.change.points} (+{move.change.low} to +{move.change.high})",
        str(move.before.points),
        str(move.after.points),
        f"{move.change.seen} points",
        f"{move.all.word}: +{move.all.points} (+{move.all.low} to +{move.all.high})",
    ]
    assert f"People compared in every row: {move.change.people}." in screen.text
    for each in view.movements:
        assert plain(each.sentence) in screen.text
    for said in (view.turnover, view.correction, view.stage):
        assert said
        assert plain(said) in screen.text
    assert headers(screen) == [
        "Did we move?",
        "Then and now",
        "The stage",
        "How far the comparison holds",
        "What to do next",
        "The waves behind it",
    ]
    (picture,) = screen.pictures
    assert "2026 Q1" in picture.alt
    assert headline(screen.press_key("make-promise")) == "Nothing is promised yet."


def test_two_answers_a_wave_are_no_change(house: House, lead: Callable[..., Screen]) -> None:
    first = measure(hold(house, PAIR, mode="open"), LOW[:2], CODES)
    second = measure(follow(first), HIGH[:2], CODES)
    view, screen = series(house, second), lead(second)
    assert {each.change.word for each in view.movements} == {"too few"}
    assert plain(view.movements[0].why) in screen.text
    head, *rows = then_and_now(screen)
    assert head == ["Dimension", "Finding", "Then, 2026 Q1", "Now, 2026 Q2"]
    assert {row[1] for row in rows} == {"cannot be told"}
    assert "▲" not in screen.text
    assert "▼" not in screen.text


def test_three_waves_are_lines(house: House, lead: Callable[..., Screen]) -> None:
    desk = measure(hold(house, PAIR), LOW, CODES)
    for ballots in (HIGH, LOW):
        desk = measure(follow(desk), ballots, CODES)
    view, screen = series(house, desk), lead(desk)
    assert len(view.waves) == 3
    assert "2026 Q1, 2026 Q2, 2026 Q3" in screen.text
    assert then_and_now(screen)[0][3:5] == ["Then, 2026 Q2", "Now, 2026 Q3"]
    assert "of 100 in 2026 Q3, as in 2026 Q1." in screen.pictures[0].alt
    assert len(cells(screen, "The waves behind it")) == 4


def test_each_wave_leads_to_its_own_result(house: House, lead: Callable[..., Screen]) -> None:
    first = measure(hold(house, PAIR), LOW, CODES)
    second = measure(follow(first), HIGH, CODES)
    results = [each.label for each in lead(second).at.button if each.label.startswith("Result of")]
    assert results == ["Result of 2026 Q1", "Result of 2026 Q2"]
    for desk, label in ((first, "2026 Q1"), (second, "2026 Q2")):
        screen = lead(second).press(f"Result of {label}")
        assert f"Imaginary Pumps · {label}" in screen.text
        assert headline(screen) == escape(house.context.board.room(desk.wave).results[0].headline)


def test_the_only_dimension_does_not_stand_beside_the_whole(house: House, lead: Callable[..., Screen]) -> None:
    alone = usable(made(dimension("d", rubric("one"), rubric("two")), stages=LADDER))
    one, two = ([{key: raw[key] for key in ("one", "two")} for raw in ballots] for ballots in (LOW, HIGH))
    first = measure(hold(house, alone), one, CODES)
    second = measure(follow(first), two, CODES)
    screen = lead(second)
    assert [row[0] for row in then_and_now(screen)] == ["Dimension", "Overall"]
    assert "D: 2026 Q1" not in screen.pictures[0].alt
    third = measure(follow(second), one, CODES)
    assert "D: 2026 Q1" not in lead(third).pictures[0].alt
    assert [row[0] for row in then_and_now(lead(third))] == ["Dimension", "Overall"]


def test_promises_stand_at_the_top_with_what_their_dimensions_did(house: House, lead: Callable[..., Screen]) -> None:
    first = measure(hold(house, PAIR), LOW, CODES)
    promises, due = house.context.promises, START.date().replace(month=4)
    kept, _, whole = (
        promises.commit(first.first, "sample", about, what, "Ada", due, "Notes")
        for about, what in (("d", "Call ten"), ("e", "Read the mail"), ("", "Ask everybody"))
    )
    promises.decide(kept, "kept", "All ten were called")
    promises.decide(whole, "dropped")
    second = measure(follow(first), HIGH, CODES)
    screen = lead(second)
    assert headers(screen)[0] == "What we promised last time"
    head, *rows = cells(screen, "What we promised last time")
    assert head == ["Promise", "Owner", "What became of it", "For", "What that did"]
    done = {each.dimension_id: each.change for each in series(house, second).movements}
    assert rows[0][:2] == ["Call ten", "Ada"]
    assert rows[0][2].endswith("All ten were called")
    assert rows[0][4].startswith(f"up: +{done['d'].points} (")
    assert rows[1][0] == "Read the mail"
    assert rows[1][2].startswith("Late: it was due")
    assert rows[1][4].startswith("no detectable change: ")
    assert rows[2][0] == "Ask everybody"
    assert rows[2][4].startswith("up: ")
    third = follow(second)
    rows = cells(lead(third), "What we promised last time")[1:]
    assert [row[0] for row in rows] == ["Read the mail"]  # what was decided before the second quarter is history
    assert screen.press("See and change the promises").at.query_params == {"of": "led"}


def test_what_was_promised_after_the_last_comparison_cannot_have_moved_it(
    house: House, lead: Callable[..., Screen]
) -> None:
    first = measure(hold(house, PAIR), LOW, CODES)
    second = measure(follow(first), HIGH, CODES)
    house.context.promises.commit(
        second.first, "sample", "d", "Call ten", "Ada", house.clock().date().replace(month=12), "Notes"
    )
    third = follow(second)
    (row,) = cells(lead(third), "What we promised last time")[1:]
    assert row[4] == "nothing to compare yet"


def test_of_several_questionnaires_one_is_shown_at_a_time(house: House, lead: Callable[..., Screen]) -> None:
    levels = {key: value for key, value in STAGES_ANSWERS.items() if isinstance(value, str)}
    desk = hold(house, LINE, STAGES, mode="open").do(Workshop.start)
    for begun in desk.crowd([{"purpose": 3, "breadth": 4}] * 5):
        desk.vote(begun, levels, place=1)
    desk.do(Workshop.reveal).do(Workshop.close)
    screen = lead(desk)
    titles = [plain(definition(each).questionnaire.short_title) for each in (STAGES, LINE)]
    assert screen.button(titles[0]).disabled
    screen.press(titles[1])
    assert screen.at.query_params == {"of": "led", "q": LINE}
    assert screen.button(titles[1]).disabled


def alone(house: House, asked: str, *answers: dict[str, Any]) -> str:
    """Let one person answer a questionnaire in one quarter after the other; return the code."""
    code = house.respond(definition(asked), answers[0], submit=True)
    for raw in answers[1:]:
        house.clock.pass_seconds(QUARTER)
        response = house.context.quarters.open_next_alone(house.response(code), house.context.definitions)
        questionnaire = definition(asked).questionnaire
        for item_id, value in raw.items():
            given = value if isinstance(value, Answer) else Answer("value", value)
            house.context.workflow.save(response.id, questionnaire, item_id, given)
        house.context.workflow.submit(response, asked)
    return code


def test_an_agenda_over_two_quarters(house: House, bring: Callable[..., Screen]) -> None:
    code = alone(house, REVIEW, REVIEW_ANSWERS, REVIEW_ANSWERS)
    screen = bring(code).open("progress", q=REVIEW)
    assert "What the agenda was about" in headers(screen)
    assert any("of the minutes" in each.alt or "%" in each.alt for each in screen.pictures)
    assert "of the minutes in" in headline(screen)
    assert not [each.value for each in screen.at.markdown if each.value.startswith("**“Customer value")]


def test_the_ten_questions_over_two_quarters(house: House, bring: Callable[..., Screen]) -> None:
    now = {"q01-customers": disclosed("in-use", now=1000)}
    code = alone(house, QUESTIONS, {"q01-customers": disclosed("estimates")}, now)
    screen = bring(code).open("progress", q=QUESTIONS)
    assert headers(screen)[0] == "What can be answered"
    assert "Figures worked out from the answers" not in headers(screen)


def test_figures_worked_out_over_two_quarters(house: House, bring: Callable[..., Screen]) -> None:
    code = alone(house, QUESTIONS, ANSWERS[QUESTIONS], ANSWERS[QUESTIONS])
    screen = bring(code).open("progress", q=QUESTIONS)
    assert headers(screen)[:2] == ["What can be answered", "Figures worked out from the answers"]


def test_one_person_over_two_quarters(house: House, bring: Callable[..., Screen]) -> None:
    code = alone(house, LINE, LINE_ANSWERS, LINE_ANSWERS)
    for label in ("2026 Q1", "2026 Q2"):
        own = bring(code).open("progress").press(f"Result of {label}")
        assert f"· {label}</p>" in own.text
        assert "Submitted on" in own.text
    screen = bring(code).open("progress", q=LINE)
    assert "One person answered each time" in screen.text
    assert screen.press("To the first page").at.title


def test_a_chart_and_its_view_are_worked_out_once(house: House, lead: Callable[..., Screen]) -> None:
    first = measure(hold(house, PAIR), LOW, CODES)
    second = measure(follow(first), HIGH, CODES)
    before = series(house, second)
    lead(second)
    assert series(house, second) is before
    house.context.past.forget(second.first)
    assert series(house, second) is not before


def series_of(house: House, desk: Desk) -> object:
    """Return all views of a workshop, the same object as long as nothing is worked out anew."""
    return house.context.past.views(house.context.quarters.waves(desk.first.assessment_id))


def test_so_much_is_known_and_what_was_unseen_the_longest_goes(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ui.past.KNOWN", 1)
    monkeypatch.setattr("ui.past.READ", 1)
    one, two = (hold(house, asked) for asked in (PAIR, LINE))
    measure(one, LOW)
    before = series_of(house, one)
    assert series_of(house, one) is before
    series_of(house, two)
    assert series_of(house, one) is not before
    past = house.context.past
    asked = past.asked(one.first)
    assert past.asked(one.first)[0] is asked[0]
    past.asked(two.first)
    assert past.asked(one.first)[0] is not asked[0]


def test_an_answer_that_is_submitted_changes_what_is_shown(house: House) -> None:
    code = house.respond(definition(LINE), LINE_ANSWERS)
    response = house.response(code)
    waves = house.context.quarters.waves(house.context.workflow.names(response)[0].id)
    assert house.context.past.views(waves) == ()
    house.context.workflow.submit(response, LINE)
    assert [each.questionnaire.id for each in house.context.past.views(waves)] == [LINE]


CHANGE = Change(7, 2, 12, 6, "up", "9 then, 9 now")


@pytest.mark.parametrize(
    ("change", "figures", "seen", "short"),
    [
        (CHANGE, "+7 (+2 to +12)", "6 points", "up: +7 (+2 to +12)"),
        (replace(CHANGE, points=-7, low=-12, high=1, word="down"), "−7 (−12 to +1)", "6 points", None),
        (replace(CHANGE, low=None, high=None, seen=None), "+7", "", "up: +7"),
        (replace(CHANGE, seen=140), "+7 (+2 to +12)", "none that is possible", None),
        (Change(None, None, None, None, "too few", "2 then, 2 now"), "", "", "cannot be told"),
    ],
)
def test_a_change_in_words(change: Change, figures: str, seen: str, short: str | None) -> None:
    assert series_told.change_text(change) == figures
    assert series_told.seen_text(change) == seen
    assert short in {None, series_told.in_short(change)}


def shown(monkeypatch: pytest.MonkeyPatch, **changed: Any) -> None:
    """Let the pages show a view that differs in some parts from what was worked out."""
    monkeypatch.setattr("ui.past.series_view", lambda *given: replace(series_view(*given), **changed))


def test_where_everything_moved_nothing_is_folded_away(
    house: House, lead: Callable[..., Screen], monkeypatch: pytest.MonkeyPatch
) -> None:
    second = measure(follow(measure(hold(house, PAIR), LOW, CODES)), HIGH, CODES)
    overall, first, _ = series(house, second).movements
    other = replace(first, change=replace(first.change, people="8 people in both waves"))
    house.context.past.forget(second.first)
    shown(monkeypatch, movements=(overall, other))
    screen = lead(second)
    assert "Every dimension in words" not in [each.label for each in screen.at.expander]
    assert "The other dimensions in words" not in [each.label for each in screen.at.expander]
    head, *rows = then_and_now(screen)
    assert head[-1] == "People compared"
    assert [row[-1] for row in rows] == [overall.change.people, "8 people in both waves"]


def test_scores_on_all_items_stand_beside_those_on_common_ones(
    house: House, lead: Callable[..., Screen], monkeypatch: pytest.MonkeyPatch
) -> None:
    second = measure(follow(measure(hold(house, PAIR), LOW, CODES)), HIGH, CODES)
    overall, first, other = series(house, second).series
    house.context.past.forget(second.first)
    then, now = (replace(each, points=points) for each, points in zip(first.figures, (31, 77), strict=True))
    unknown = replace(other, figures=(replace(other.figures[0], points=None), replace(now, points=1)))
    shown(monkeypatch, series=(overall, replace(first, figures=(then, now)), unknown))
    head, *rows = then_and_now(lead(second))
    assert head[-1] == "On all items of each version"
    assert [row[-1] for row in rows] == ["", "31, then 77", ""]


def test_a_reason_that_stands_on_top_is_not_said_again_for_each_dimension(
    house: House, lead: Callable[..., Screen]
) -> None:
    first = measure(hold(house, PAIR, mode="open", smallest=1), LOW[:2])
    second = measure(follow(first), HIGH[:2])
    view, screen = series(house, second), lead(second)
    assert {each.why for each in view.movements} == {view.why}
    assert screen.text.count(plain(view.why)) == 1
    assert "Every dimension in words" not in [each.label for each in screen.at.expander]


def test_many_panels_stand_in_two_columns(house: House, lead: Callable[..., Screen]) -> None:
    many = usable(made(*(dimension(f"d{n}", rubric(f"i{n}")) for n in range(6)), stages=LADDER))
    desk = measure(hold(house, many), [{f"i{n}": "l2" for n in range(6)}] * 9)
    for _ in range(2):
        desk = measure(follow(desk), [{f"i{n}": "l2" for n in range(6)}] * 9)
    view, screen = series(house, desk), lead(desk)
    left, right = screen.pictures
    assert [each.title for each in view.series if f"{each.title}: " in left.alt] == ["Overall", "D0", "D1", "D2"]
    assert [each.title for each in view.series if f"{each.title}: " in right.alt] == ["D3", "D4", "D5"]
    (table,) = [each.value for each in screen.at.html if 'aria-label="“Overall” stands at' in each.value]
    assert all(f">{each.title}<" in table for each in view.series)


def test_a_change_of_roles_is_a_warning(
    house: House, lead: Callable[..., Screen], monkeypatch: pytest.MonkeyPatch
) -> None:
    second = measure(follow(measure(hold(house, PAIR), LOW)), HIGH)
    shown(monkeypatch, mix="Far more leaders answered.", turnover="", correction="", comparable="", breaks=())
    screen = lead(second)
    assert [each.value for each in screen.at.warning] == ["Far more leaders answered\\."]
    house.context.past.forget(second.first)
    shown(monkeypatch, mix="", turnover="", correction="", comparable="", breaks=())
    assert "How far the comparison holds" not in headers(lead(second))


def test_what_breaks_the_lines_is_said(
    house: House, lead: Callable[..., Screen], monkeypatch: pytest.MonkeyPatch
) -> None:
    second = measure(follow(measure(hold(house, PAIR), LOW)), HIGH)
    shown(monkeypatch, comparable="Comparable on 3 of 4 items.", breaks=("“One” was worded anew.",))
    screen = lead(second)
    assert "- Comparable on 3 of 4 items\\." in screen.text
    assert "- “One” was worded anew\\." in screen.text


def test_the_way_to_the_other_pages_keeps_the_questionnaire(house: House, lead: Callable[..., Screen]) -> None:
    screen = lead(measure(hold(house, PAIR), LOW)).press("What we promised")
    assert screen.at.query_params == {"of": "led", "q": "sample"}
    assert screen.press("What changed").at.query_params == {"of": "led"}


def test_ones_own_result_leads_here(house: House, bring: Callable[..., Screen]) -> None:
    screen = bring(alone(house, LINE, LINE_ANSWERS)).open("result", q=LINE).press("What changed")
    assert screen.at.query_params == {"of": "own", "q": LINE}
    assert "There is one result so far" in headline(screen)
