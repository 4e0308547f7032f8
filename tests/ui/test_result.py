"""The result of each kind: not submitted, nothing scored, full; what a reader sees agrees with what was worked out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest

from assessments.visibility import TITLE
from questionnaires.values import Answer
from tests.assessments.build import LINE, QUESTIONS, REVIEW, STAGES, definition, viewed
from tests.assessments.samples import disclosed
from tests.charts.build import ANSWERS
from tests.scoring.build import DK, dimension, points, rubric
from tests.ui.build import House, Screen, made, usable
from ui.style import escape, plain

if TYPE_CHECKING:
    from collections.abc import Callable

    from benchmarks.model import Benchmark

ALL = (STAGES, LINE, QUESTIONS, REVIEW)
ONE: dict[str, dict[str, Any]] = {
    STAGES: {"detail-of-knowledge": "focus"},
    LINE: {"purpose": 3},
    QUESTIONS: {"q01-customers": disclosed("in-use")},
    REVIEW: {"stated-driver": "sales"},
}
LADDER = [{"id": f"s{n}", "title": f"Stage {n}", "summary": "A rung."} for n in range(1, 5)]


@pytest.fixture
def result(house: House, bring: Callable[[str], Screen]) -> Callable[..., Screen]:
    """Return how the result of answers is opened."""

    def opened(asked: str, raw: dict[str, Any], **rest: Any) -> Screen:
        return bring(house.respond(definition(asked), raw, submit=True, **rest)).open("result", q=asked)

    return opened


def headline(screen: Screen) -> str:
    """Return the sentence on top."""
    return next(found.group(1) for found in re.finditer(r'<h1 class="headline">(.*)</h1>', screen.text))


def headers(screen: Screen) -> list[str]:
    """Return the headers in order."""
    return [each.value for each in screen.at.header]


def styles(screen: Screen) -> str:
    """Return the style sheets, which stand beside the page."""
    return "\n".join(each.value for each in screen.at.html if "<style>" in each.value)


@pytest.mark.parametrize("asked", ALL)
def test_not_submitted(house: House, bring: Callable[[str], Screen], asked: str) -> None:
    screen = bring(house.respond(definition(asked), ONE[asked])).open("result", q=asked)
    assert "What you submitted before" not in screen.text
    assert "The result is shown once you have submitted your answers" in screen.text
    assert "headline" not in screen.text
    assert screen.press("Review and submit").at.title[0].value.startswith("Review: ")


@pytest.mark.parametrize("asked", ALL)
def test_one_answer_only(result: Callable[..., Screen], asked: str) -> None:
    screen = result(asked, ONE[asked])
    assert headline(screen)
    assert "of 100**, on" not in screen.text.replace("0 of 1 dimensions", "")
    assert "The answers behind it" in headers(screen)
    assert "nan" not in re.findall(r"[a-z]+", screen.text.lower())


@pytest.mark.parametrize("asked", ALL)
def test_the_page_shows_what_was_worked_out(result: Callable[..., Screen], asked: str) -> None:
    screen, view = result(asked, ANSWERS[asked]), viewed(asked, ANSWERS[asked])
    assert headline(screen) == escape(view.headline)
    for each in (plain(view.decided), *(escape(step.text) for step in view.steps)):
        assert each in screen.text
    for dimension_view in view.dimensions:
        assert dimension_view.working == "" or escape(dimension_view.working) in screen.text
        assert all(plain(item.text) in screen.text for item in dimension_view.items)


@pytest.mark.parametrize(
    ("asked", "parts"),
    [
        (STAGES, ["Three things to do next", "The gaps", "What it would take"]),
        (LINE, ["Three things to do next", "The gaps", "What it would take"]),
        (
            QUESTIONS,
            [
                "Three things to do next",
                "Do the figures go together?",
                "What the figures imply",
                "The gaps",
                "What it would take",
            ],
        ),
        (REVIEW, ["Three things to do next"]),
    ],
)
def test_the_parts_of_a_page(result: Callable[..., Screen], asked: str, parts: list[str]) -> None:
    screen = result(asked, ANSWERS[asked])
    assert headers(screen) == [
        *parts,
        "What others score",
        *([TITLE] if asked == QUESTIONS else []),  # in the sample answers somebody does not know
        "The answers behind it",
        "How the score comes about",
    ]
    assert "Submitted on 2 March 2026 at 09:30:00." in screen.text
    assert f"fingerprint {definition(asked).digest[:12]}" in screen.text


def test_a_picture_has_a_twin_and_a_table(result: Callable[..., Screen]) -> None:
    screen = result(STAGES, ANSWERS[STAGES])
    pictures = [each.proto for each in screen.at.get("vega_lite_chart")]
    assert len(pictures) == 3
    assert all("Working together" in each.alt for each in pictures[:2])
    assert "Of the overall score" in pictures[2].alt
    assert [each.label for each in screen.at.expander].count("The same as a table or a picture") == 3


def test_pictures_follow_the_theme(house: House, bring: Callable[[str], Screen]) -> None:
    code = house.respond(definition(STAGES), ANSWERS[STAGES], submit=True)
    specs = []
    for theme in ("light", "dark"):
        screen = bring(code)
        screen.at.context = {"theme": theme}
        screen.open("result", q=STAGES)
        specs.append(screen.at.get("vega_lite_chart")[0].proto.spec)
        assert ("--accent: #56B4E9" in styles(screen)) is (theme == "dark")
    assert specs[0] != specs[1]


def test_the_sums_can_be_followed(result: Callable[..., Screen]) -> None:
    text = result(STAGES, ANSWERS[STAGES]).text
    assert '<p class="working">Working together = (0 + 0) ÷ 2 = 0.0</p>' in text
    assert "**81.5 of 100**, on 12 of 12 dimensions." in text
    assert '<p class="working">Overall = (' in text
    assert "No target was set, so the gaps run to the next overall stage." in text
    assert re.search(r"In \d+ of the answers the wording chosen is ours", text)
    assert "What the stages mean" in text


def test_with_a_target(result: Callable[..., Screen]) -> None:
    text = result(STAGES, ANSWERS[STAGES], target=100.0).text
    assert "It is your own, not a benchmark." in text
    assert "100 % answered · target 100" in text


def test_what_was_said_beside_an_answer(result: Callable[..., Screen]) -> None:
    given = {
        **ANSWERS[STAGES],
        "detail-of-knowledge": Answer("value", "focus", comment="Seen in May", evidence="data"),
        "asking-first": DK,
        "changing-needs": Answer("unanswered", comment="To be asked"),
    }
    text = result(STAGES, given).text
    assert "Rests on data." in text
    assert "Comment: Seen in May" in text
    assert "Comment: To be asked" in text
    assert "% 'don't know'" in text
    assert "*Don't know* — not counted" in text


def test_dont_know_says_how_low_it_could_be(settle: Callable[[House], House], bring: Callable[[str], Screen]) -> None:
    loaded = made(dimension("d", points("a"), points("b"), points("c", weight=2)), stages=LADDER)
    house = settle(House(loaded=(loaded,)))
    code = house.respond(usable(loaded), {"a": 80, "b": DK, "c": 60}, submit=True)
    text = bring(code).open("result", q="sample").text
    assert "at least 50 if every 'don't know' counted as 0" in text
    assert "c? (weight 2)" in text


def test_nobody_answered_enough(result: Callable[..., Screen]) -> None:
    screen = result(STAGES, ONE[STAGES])
    assert "not enough answers" in " ".join(each.label for each in screen.at.expander)
    assert "What to do next" in headers(screen)
    assert "Too little is known for a next step." in screen.text


def test_a_line_says_what_pulls_to_either_side(result: Callable[..., Screen]) -> None:
    text = result(LINE, ANSWERS[LINE]).text
    assert "**Furthest towards “Product view”**" in text
    assert "**First thought:** *Pumps*" in text
    assert "their standard deviation is 35 points." in text
    assert "Furthest towards" not in result(LINE, {"opening-reflex": "Pumps"}).text


def test_figures_that_contradict_each_other(result: Callable[..., Screen]) -> None:
    screen = result(QUESTIONS, ANSWERS[QUESTIONS])
    (warning,) = [each.value for each in screen.at.warning]
    assert warning.startswith("1,600 customers who bought more than once are more than the 1,500")
    assert "Customers lost in the quarter</td><td>9.0 %</td>" in screen.text


def test_no_figures_were_given(result: Callable[..., Screen]) -> None:
    text = result(QUESTIONS, ONE[QUESTIONS]).text
    assert "No contradiction was found among the figures that were given." in text
    assert "Too few figures were given to work anything out" in text


def test_a_skew_is_shown_as_a_multiple(result: Callable[..., Screen]) -> None:
    given = {"q06-average-value": disclosed("in-use", average=300, median=200)}
    assert "1.50 times" in result(QUESTIONS, given).text


def test_what_drives_the_review(result: Callable[..., Screen]) -> None:
    text = result(REVIEW, ANSWERS[REVIEW]).text
    assert "**Said and done do not agree.**" in text
    assert "**60 % of the minutes would have to move** to reach the mix you want." in text
    for fact in (r"- Bumped\: Complaints\.", r"- Argued on opinion\: Deals\.", "- Without a single minute"):
        assert fact in text
    assert "Product</td><td>60.0 %</td>" in text


def test_said_and_done_agree(result: Callable[..., Screen]) -> None:
    rows = [{"topic": each, "category": each, "actual": minutes} for each, minutes in (("sales", 90), ("product", 5))]
    text = result(REVIEW, {"stated-driver": "sales", "agenda": rows}).text
    assert "**Said and done agree.**" in text
    assert "% of the minutes would have to move" not in text
    assert "Argued on opinion" not in text


def test_an_agenda_of_one_kind_without_a_claim(result: Callable[..., Screen]) -> None:
    categories = ("product", "sales", "operations", "customer-value")
    rows = [{"topic": each, "category": each, "actual": 20, "actions": 1} for each in categories]
    text = result(REVIEW, {"agenda": rows}).text
    assert "Said and done" not in text
    assert "Without a single minute" not in text


def test_no_agenda_yet(result: Callable[..., Screen]) -> None:
    assert "Enter at least one topic with minutes, and the result appears here." in result(REVIEW, ONE[REVIEW]).text


def test_figures_of_others_stand_apart(
    settle: Callable[[House], House], bring: Callable[[str], Screen], shipped: tuple[Benchmark, ...]
) -> None:
    house = settle(House(benchmarks=shipped))
    screen = bring(house.respond(definition(STAGES), ANSWERS[STAGES], submit=True)).open("result", q=STAGES)
    (label,) = [each.label for each in screen.at.expander if "published" in each.label]
    shown = [each.value for each in screen.at.markdown if each.value.startswith("- In ")]
    assert label == f"What was published about something near it: {len(shown)} figures, as context only"
    years = [each[5:9] for each in shown]
    assert years == sorted(years, reverse=True)
    assert any("[Source](https://" in each for each in shown)
    screen = bring(house.respond(definition(REVIEW), ANSWERS[REVIEW], submit=True)).open("result", q=REVIEW)
    assert "What was published about something near it: 1 figure, as context only" in screen.text


def test_the_way_on(house: House, bring: Callable[[str], Screen]) -> None:
    code = house.respond(definition(STAGES), ANSWERS[STAGES], submit=True)
    screen = bring(code).open("result", q=STAGES)
    screen.press("Next: Your business")
    assert screen.at.query_params["q"] == LINE
    assert LINE in house.context.workflow.taken_up(house.response(code))
    assert screen.open("result", q=STAGES).press("To the first page").at.title[0].value.startswith("How customer")


def test_everything_is_submitted(house: House, bring: Callable[[str], Screen]) -> None:
    code = house.respond(definition(STAGES), ANSWERS[STAGES], submit=True)
    workflow = house.context.workflow
    for other in (LINE, QUESTIONS, REVIEW):
        workflow.take_up(house.response(code), definition(other))
        for item_id, value in ONE[other].items():
            workflow.save(house.response(code).id, definition(other).questionnaire, item_id, Answer("value", value))
        workflow.submit(house.response(code), other)
    assert not [each.label for each in bring(code).open("result", q=STAGES).at.button if "Next" in each.label]


def test_the_result_stays_on_the_questionnaire_that_was_answered(
    settle: Callable[[House], House], bring: Callable[[str], Screen]
) -> None:
    before = made(dimension("d", rubric("a")), stages=LADDER)
    after = made(dimension("d", {**rubric("a"), "ask": "Quite another question"}), stages=LADDER, version="2.0.0")
    house = settle(House(loaded=(before,)))
    code = house.respond(usable(before), {"a": "l3"}, submit=True)
    house.loaded = (after,)
    text = bring(code).open("result", q="sample").text
    assert "Quite another question" not in text
    assert f"Questionnaire sample 1.0.0, fingerprint {usable(before).digest[:12]}" in text


def test_no_ladder(settle: Callable[[House], House], bring: Callable[[str], Screen]) -> None:
    loaded = made(dimension("d", points("a"), points("b")))
    house = settle(House(loaded=(loaded,)))
    text = bring(house.respond(usable(loaded), {"a": 40, "b": 60}, submit=True)).open("result", q="sample").text
    assert "**50.0 of 100**, on 1 of 1 dimensions." in text
    assert "What the stages mean" not in text
    assert r"D\: 50 of 100 · no stage" in text
