"""A result where answers are missing, turned round, explained, or given by too few."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from assessments.views import result_view
from tests.assessments.build import (
    AT,
    LINE,
    QUESTIONS,
    REVIEW,
    STAGES,
    asked,
    by_id,
    kept,
    near,
    rubrics,
    target,
    viewed,
)
from tests.assessments.samples import LINE_ANSWERS, QUESTIONS_ANSWERS, REVIEW_ANSWERS, STAGES_ANSWERS, disclosed
from tests.scoring.build import (
    DK,
    NA,
    SKIPPED,
    agenda,
    dimension,
    disclosure,
    item,
    points,
    questionnaire,
    rubric,
    topic,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

EMPTY = {
    STAGES: "There are not enough answers for an overall result yet.",
    LINE: "There are not enough answers for a position on the line yet.",
    QUESTIONS: "There are no answers yet.",
    REVIEW: "No topic with minutes has been entered yet.",
}


@pytest.mark.parametrize("questionnaire_id", EMPTY)
@pytest.mark.parametrize("answer", [None, NA, SKIPPED])
def test_without_answers_that_count_there_is_a_sentence_and_no_figure(questionnaire_id: str, answer: Any) -> None:
    one = asked(questionnaire_id)
    view = viewed(one, {} if answer is None else {each.id: answer for each in one.items})

    assert view.headline == EMPTY[questionnaire_id]
    assert view.decided == "There are not enough answers for an overall stage."
    assert (view.result.score, view.working, view.band, view.steps, view.spread, view.ends) == (
        None,
        "",
        "",
        (),
        None,
        ((), ()),
    )
    assert [each.dimension.id for each in view.dimensions] == [each.id for each in one.dimensions]
    for each in view.dimensions:
        assert (each.score, each.low, each.stage, each.gap, each.next_step) == (None, None, None, None, None)
        assert (each.goal_text, each.working, each.coverage) == ("", "", 0)
        assert {found.points for found in each.items} == {None}


def test_where_nobody_knows_there_is_a_share_and_no_score() -> None:
    view = viewed(STAGES, {each.id: DK for each in asked(STAGES).items})

    assert view.headline == "We do not know enough about ourselves for a result: 29 of 29 answers are “don't know”."
    assert {(each.score, each.dont_know_share) for each in view.dimensions} == {(None, 1)}


def test_where_nobody_knows_the_facts_the_score_is_nought() -> None:
    view = viewed(QUESTIONS, {each.id: DK for each in asked(QUESTIONS).items})

    assert view.headline == "Not one of 12 answers about our customers can we look up within a day."
    assert {(each.score, each.stage, each.dont_know_share) for each in view.dimensions} == {(0, "In the dark", 1)}
    assert view.result.score == 0


def test_one_don_t_know_of_three_leaves_a_score_and_a_lower_bound() -> None:
    view = viewed(STAGES, {**rubrics({"customer-knowledge": (4, 3)}), "changing-needs": DK})

    found = view.dimensions[0]
    assert (found.dimension.id, found.coverage, found.dont_know_share) == (
        "customer-knowledge",
        1,
        near(0.33),
    )
    assert (found.score, found.low) == (near(83.33), near(55.56))


def some(*dimensions: str) -> dict[str, Any]:
    """Return answers on the second level to all items of some dimensions of the stages."""
    return rubrics(dict.fromkeys(dimensions, (2, 2, 2, 2)))


def test_half_answered_the_dimensions_have_scores_and_the_whole_has_none() -> None:
    answered = [each.id for each in asked(STAGES).dimensions][6:]
    view = viewed(STAGES, some(*answered))

    assert [each.dimension.id for each in view.dimensions[:6]] == answered
    assert {each.score for each in view.dimensions[6:]} == {None}
    assert (view.headline, view.result.score, view.working) == (EMPTY[STAGES], None, "")
    assert {each.goal_text for each in view.dimensions} == {""}
    assert [each.reason for each in view.steps] == ["It leads on from where this dimension stands."] * 3


def test_with_enough_answers_the_dimensions_without_a_score_stand_last() -> None:
    order = [each.id for each in asked(STAGES).dimensions]
    left_out = [order[0], order[4], order[5]]
    view = viewed(STAGES, some(*(each for each in order if each not in left_out)))

    assert [each.dimension.id for each in view.dimensions[9:]] == left_out
    assert view.headline == "We stand at “Customer sensitivity”, on all 9 dimensions that have a score."
    # the dimensions are alike, so no weight changes the score
    assert view.band.endswith("the overall score would still round to 33.")
    assert view.working == f"({' + '.join(['33.3'] * 9)}) ÷ 9 = 33.3"


def test_a_line_with_too_few_answers_has_points_and_no_position() -> None:
    view = viewed(LINE, {"breadth": 7, "competition": 1})

    assert (view.headline, view.spread) == (EMPTY[LINE], None)
    assert by_id(view)["purpose-and-scope"].score == 100


def test_a_contrast_turned_round_needs_no_note_because_it_names_the_nearer_sentence() -> None:
    found = {item.item.id: item for each in viewed(LINE, LINE_ANSWERS).dimensions for item in each.items}

    assert found["competition"].text == "Wholly “Whatever customers could do instead, or go without” (1 of 7)"
    assert (found["competition"].points, found["competition"].notes) == (100, ())


def test_a_question_turned_round_says_so_where_it_counts() -> None:
    turned = questionnaire(dimension("d", item("practice", "a", reversed=True), item("practice", "b")))
    found = {each.item.id: each for each in viewed(turned, {"a": "no", "b": "yes"}).dimensions[0].items}

    assert (found["a"].points, found["a"].notes) == (
        100,
        ("Counted from the other end: this question is turned round.",),
    )
    assert (found["b"].points, found["b"].notes) == (100, ())
    assert viewed(turned, {}).dimensions[0].items[0].notes == ()


def test_an_anchor_of_ours_is_told_from_the_source_s() -> None:
    answers = {"detail-of-knowledge": "focus", "asking-first": "focus", "changing-needs": DK}
    found = viewed(STAGES, answers).dimensions[0].items

    assert [(each.item.id, each.filled_in) for each in found] == [
        ("detail-of-knowledge", False),  # the source describes it
        ("asking-first", True),
        ("changing-needs", False),
    ]


def test_an_explained_contradiction_halves_nothing_but_stays_a_contradiction() -> None:
    repeat = {**QUESTIONS_ANSWERS["q05-bought-again"], "explanation": "Former customers are among them."}
    view = viewed(QUESTIONS, {**QUESTIONS_ANSWERS, "q05-bought-again": repeat})

    assert view.answerable is not None
    assert view.answerable.detail["q05-bought-again"].points == 50
    assert [each.rule for each in view.answerable.contradictions] == ["repeat-within-base"]


@pytest.mark.parametrize(
    ("level", "counted", "agreed"),
    [
        ("nobody", 1, 0),
        ("estimates", 1, 0),
        ("days-of-work", 1, 0),
        ("one-system", 1, 1),
        ("in-use", 1, 1),
        (None, 0, 0),
    ],
)
def test_the_two_highest_levels_are_an_answer_today(level: Any, counted: int, agreed: int) -> None:
    view = viewed(QUESTIONS, {"q01-customers": disclosed(level, now=5)})

    assert view.answerable is not None
    assert (view.answerable.asked, view.answerable.answered, view.answerable.answerable) == (12, counted, agreed)


def test_a_contradicted_answer_is_none_although_its_level_is_high() -> None:
    found = viewed(
        QUESTIONS,
        {"q01-customers": disclosed("in-use", now=100), "q05-bought-again": disclosed("in-use", repeat=70, ever=60)},
    ).answerable

    # 60 who ever bought are fewer than the 100 of today, and fewer than the 70 who bought again: both are halved
    assert found is not None
    assert (found.asked, found.answered, found.answerable) == (12, 2, 0)
    assert {each.points for each in found.detail.values()} == {50}


def test_an_agenda_without_a_wanted_mix_shows_the_driver_and_no_score() -> None:
    without = {key: value for key, value in REVIEW_ANSWERS.items() if key not in {"target-mix", "stated-driver"}}
    view = viewed(REVIEW, without)

    assert view.headline == "Our review is driven by product; 0 % of the minutes went to customer value."
    assert view.agenda is not None
    assert view.agenda.result is not None
    assert (view.result.score, view.agenda.result.distance, view.agenda.result.wanted) == (None, None, {})
    assert (view.agenda.stated, view.agenda.stated_text) == (None, "")
    assert len(view.steps) == 3


def test_an_agenda_that_shows_nothing_amiss_leaves_the_steps_to_the_gap() -> None:
    rows = [
        topic(each, 10, topic=each, depth="discussed", basis="data", actions=1)
        for each in ("customer-value", "product", "sales", "operations")
    ]
    target_mix = {"customer-value": 40, "product": 20, "sales": 20, "operations": 20}
    answers: Mapping[str, Any] = {
        "target-mix": target_mix,
        "agenda": rows,
        "functions-at-table": ["customer"],
        "chief-executive-asked-about": ["customer-value"],
    }
    view = viewed(REVIEW, answers)

    # 15 points would have to move: 85, as wanted, which is the top stage
    assert [(each.dimension_id, each.reason) for each in view.steps] == [("review", "15 points to the top stage.")]


def test_a_flag_without_advice_gives_no_step() -> None:
    one = questionnaire(
        dimension("d", agenda(flags={"focus-last": {"say": "Last.", "next_step": "First."}})), result="agenda"
    )
    view = viewed(one, {"agenda": [topic("sales", 10)]})

    assert view.agenda is not None
    assert view.agenda.result is not None
    assert set(view.agenda.result.flags) == {"orientation-missing", "focus-missing"}
    assert view.steps == ()


def test_a_stated_choice_is_looked_for_among_the_opening_questions() -> None:
    pair = [{"id": "sales", "text": "Sales"}, {"id": "value", "text": "Value"}]
    opening = [item("text", "thought"), item("choice", "claim", options=pair)]
    one = questionnaire(dimension("d", agenda()), result="agenda", opening=opening)

    said = viewed(one, {"claim": "value"}).agenda
    unsaid = viewed(one, {"claim": DK}).agenda
    assert said is not None
    assert unsaid is not None
    assert (said.stated, said.stated_text) == ("value", "Value")
    assert (unsaid.stated, unsaid.stated_text) == (None, "")


def test_a_result_called_agenda_without_an_agenda_is_told_as_stages() -> None:
    view = viewed(questionnaire(dimension("d", points("a")), result="agenda"), {"a": 100})

    assert (view.agenda, view.headline) == (None, "We stand at “Stage 4”.")


def test_without_a_ladder_there_are_scores_and_no_goals() -> None:
    view = viewed(questionnaire(dimension("d", rubric("a")), ladder=0), {"a": "l4"})

    found = view.dimensions[0]
    assert (found.score, found.stage, found.goal_text, found.next_step) == (100, None, "", None)


def test_the_latest_target_is_the_one_told_of() -> None:
    one = questionnaire(dimension("d", points("a")), dimension("e", points("b")))
    late = target(60, "e", at=AT + timedelta(days=40), before_result=False)

    assert viewed(one, {"a": 1, "b": 1}, target(50, "d"), late).target_note == (
        "The target was set on 11 April 2026, after the result was seen. It is your own, not a benchmark."
    )


def test_a_result_not_yet_submitted_has_no_time() -> None:
    view = result_view(asked(STAGES), kept(asked(STAGES), STAGES_ANSWERS), {}, submitted_at=None, digest="abc")

    assert (view.submitted_at, view.digest) == (None, "abc")


def test_a_disclosure_outside_the_ten_questions_is_capped_and_halved_alike() -> None:
    one = questionnaire(dimension("d", disclosure("n", "H", "N")))
    found = viewed(one, {"n": {"level": "a5", "figures": {"h": 9, "n": 3}}}).dimensions[0].items[0]

    assert (found.points, found.notes) == (
        50,
        ("Halved, because its figures contradict others and nobody explained why.",),
    )
