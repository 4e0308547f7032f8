"""The words around a result: each beside what it is said of."""

from __future__ import annotations

from dataclasses import replace

from assessments import result_words as words
from scoring.gaps import NextStep
from tests.assessments.build import LINE, QUESTIONS, REVIEW, STAGES, viewed
from tests.assessments.samples import LINE_ANSWERS, QUESTIONS_ANSWERS, REVIEW_ANSWERS, STAGES_ANSWERS
from tests.scoring.build import DK

STEP = NextStep("d", "Title", "Do this.", "It is next.")


def test_three_steps_are_called_three() -> None:
    assert words.steps_title([STEP] * 3) == "Three things to do next"
    assert words.steps_title([STEP]) == "What to do next"


def test_a_step_names_the_answer_it_starts_from() -> None:
    assert words.because(STEP) == ""
    assert words.because(replace(STEP, because="What? Nothing.")) == "Weakest answer: What? Nothing."


def test_the_score_says_on_how_many_dimensions_it_rests() -> None:
    view = viewed(STAGES, STAGES_ANSWERS)
    assert words.overall(view) == ("81.5 of 100", ", on 12 of 12 dimensions.")
    assert words.worked_overall(view).endswith("÷ 12 = 81.5")
    assert words.worked(view.dimensions[0]) == "Working together = (0 + 0) ÷ 2 = 0.0"
    assert words.filled_in(view).startswith("In 9 of the answers")


def test_without_answers_there_is_nothing_to_work_out() -> None:
    view = viewed(STAGES, {})
    assert words.overall(view) == ("", "")
    assert words.worked_overall(view) == words.filled_in(view) == words.worked(view.dimensions[0]) == ""
    assert words.shown_score(view.dimensions[0]) == "not enough answers"


def test_a_dimension_says_what_it_rests_on() -> None:
    view = viewed(STAGES, STAGES_ANSWERS)
    first = view.dimensions[0]
    assert words.standing(first) == ["100 % answered", "next overall stage 67"]
    assert words.standing(first, goal=False) == ["100 % answered"]
    unsure = viewed(STAGES, {**STAGES_ANSWERS, "detail-of-knowledge": DK})
    knowing = next(each for each in unsure.dimensions if each.dimension.id == "customer-knowledge")
    assert words.standing(knowing, goal=False) == [
        "100 % answered",
        "33 % 'don't know'",
        "at least 56 if every 'don't know' counted as 0",
    ]


def test_the_stages_with_their_points() -> None:
    titles = [(title, points) for title, points, _ in words.stages(viewed(STAGES, {}).questionnaire)]
    assert titles[0] == ("Customer awareness", "0 points")
    assert titles[-1] == ("Customer obsession", "100 points")


def test_what_pulls_on_a_line() -> None:
    view = viewed(LINE, LINE_ANSWERS)
    assert [title for title, _ in words.line_ends(view)] == [
        "Furthest towards “Product view”",
        "Furthest towards “Customer view”",
    ]
    assert words.said_outside(view)[0].text == "Pumps"
    assert view.spread is not None
    assert words.spread_words(view.spread) == (
        "Half of the answers lie between 33 and 92; their standard deviation is 35 points."
    )
    assert words.line_ends(viewed(LINE, {})) == []


def test_derived_figures_are_shares_or_multiples() -> None:
    answerable = viewed(QUESTIONS, QUESTIONS_ANSWERS).answerable
    assert answerable is not None
    rows = words.derived_rows([*answerable.derived, replace(answerable.derived[0], id="skew", value=1.5)])
    assert [row["Value"] for row in rows] == ["9.0 %", "21.0 %", "20.0 %", "50.0 %", "30.0 %", "20.0 %", "1.50 times"]


def test_what_an_agenda_says_beside_what_was_claimed() -> None:
    agenda = viewed(REVIEW, REVIEW_ANSWERS).agenda
    assert agenda is not None
    assert agenda.result is not None
    result = agenda.result
    assert words.claim(agenda, result) == words.Claim("Said and done do not agree.", agenda.stated_text, "product")
    assert words.claim(replace(agenda, stated=None), result) is None
    agreed = words.claim(replace(agenda, stated="product"), result)
    assert agreed is not None
    assert agreed.verdict == "Said and done agree."
    close = words.claim(replace(agenda, stated="product"), replace(result, verdict="tie"))
    assert close is not None
    assert close.verdict == "Said and done point the same way, but not by enough to say so."
    assert words.to_move(result) == ("60 % of the minutes would have to move", " to reach the mix you want.")
    assert words.to_move(replace(result, distance=None)) == ("", "")
    facts = words.agenda_facts(agenda, result)
    assert facts[:3] == [
        "Without a single minute: operations and customer value.",
        "Bumped: Complaints.",
        "Argued on opinion: Deals.",
    ]
    assert words.agenda_facts(agenda, replace(result, missing=(), bumped=(), opinion=(), flags=())) == []
    assert words.index_words(result).endswith("minutes 0.50, actions 0.25, depth 0.15, order 0.10.")
    assert words.index_rows(agenda, result)[-1]["First in draws"] == "not ranked"
