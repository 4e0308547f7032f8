"""The four core questionnaires: results worked out by hand from the answers in ``samples``."""

from __future__ import annotations

import pytest

from tests.assessments.build import AT, LINE, QUESTIONS, REVIEW, STAGES, asked, by_id, near, target, viewed
from tests.assessments.samples import LINE_ANSWERS, QUESTIONS_ANSWERS, REVIEW_ANSWERS, STAGES_ANSWERS, topic


def test_the_stages_stop_one_above_the_weakest_dimension() -> None:
    view = viewed(STAGES, STAGES_ANSWERS)

    # 77.78 + 66.67 + 100 + 83.33 + 100 + 50 + 100 + 100 + 0 + 100 + 100 + 100 = 977.78, by 12
    assert view.result.score == near(81.48)
    assert view.result.decision is not None
    assert (view.result.decision.stage, view.result.decision.decided_by) == (2, "gate")
    assert view.headline.startswith("We stand at “Customer sensitivity”: our average says “Customer focus”, but ")
    assert "“Working together”" in view.headline
    assert "The average of the dimensions is 81.5 of 100, which is nearest to “Customer focus”." in view.decided
    assert "The weakest dimension (“Working together”) stands at “Customer awareness”." in view.decided
    assert "so the gate decides: “Customer sensitivity”." in view.decided
    assert view.working == (
        "(77.8 + 66.7 + 100.0 + 83.3 + 100.0 + 50.0 + 100.0 + 100.0 + 0.0 + 100.0 + 100.0 + 100.0) ÷ 12 = 81.5"
    )
    # lowest: the three smallest weigh 1.5, the rest 0.5: (175 + 430.56) / 9; highest: the five smallest weigh 0.5
    assert view.result.band == (near(67.28), near(91.45))
    assert view.band.endswith(
        "the overall score would lie between 67 and 91 instead of at 81. "
        "The average would then be nearest to “Customer focus” or to “Customer obsession”."
    )
    assert (view.submitted_at, view.digest) == (AT, "0" * 64)
    assert (view.answerable, view.agenda, view.outside) == (None, None, ())


def test_the_stages_of_the_dimensions_and_their_workings() -> None:
    found = by_id(viewed(STAGES, STAGES_ANSWERS))

    assert {key: (near(each.score or 0), each.stage) for key, each in found.items()} == {
        "customer-knowledge": (77.78, "Customer focus"),
        "emotional-needs": (66.67, "Customer focus"),
        "performance-measurement": (100, "Customer obsession"),
        "customer-data": (83.33, "Customer obsession"),  # on the cut point
        "role-of-service": (100, "Customer obsession"),
        "complaints-recovery": (50, "Customer focus"),  # on the cut point
        "management-model": (100, "Customer obsession"),
        "communication": (100, "Customer obsession"),
        "teaming": (0, "Customer awareness"),
        "life-cycle": (100, "Customer obsession"),
        "involvement-roles": (100, "Customer obsession"),
        "experience-content": (100, "Customer obsession"),
    }
    assert found["customer-knowledge"].working == "(66.7 + 100 + 66.7) ÷ 3 = 77.8"
    assert found["complaints-recovery"].working == "(66.7 + 50 + 33.3) ÷ 3 = 50.0"
    assert found["teaming"].working == "(0 + 0) ÷ 2 = 0.0"
    assert found["experience-content"].working == "(100 + 100 + 100) ÷ 3 = 100.0"  # one does not apply
    assert found["experience-content"].coverage == 1
    knowledge = found["customer-knowledge"]
    assert knowledge.next_step == knowledge.dimension.next_steps["focus"]
    assert [each.filled_in for each in knowledge.items] == [False, True, True]


def test_the_gaps_of_the_stages_run_to_the_stage_after_the_overall_one() -> None:
    view = viewed(STAGES, STAGES_ANSWERS)

    assert [each.dimension.id for each in view.dimensions][:2] == ["teaming", "complaints-recovery"]
    assert [near(each.gap.gap) for each in view.dimensions if each.gap][:3] == [66.67, 16.67, 0]
    assert view.dimensions[0].goal_text == "next overall stage 67"
    assert view.target_note == "No target was set, so the gaps run to the next overall stage."
    dimensions = {each.id: each for each in asked(STAGES).dimensions}
    assert [(each.dimension_id, each.text, each.reason) for each in view.steps][:2] == [
        ("teaming", dimensions["teaming"].next_steps["awareness"], "It holds the overall stage back."),
        (
            "complaints-recovery",
            dimensions["complaints-recovery"].next_steps["sensitivity"],
            "17 points to the next overall stage.",
        ),
    ]
    assert len(view.steps) == 3


def test_a_target_takes_the_place_of_the_next_stage() -> None:
    view = viewed(STAGES, STAGES_ANSWERS, target(80), target(60, "complaints-recovery"))

    # teaming 80 - 0, practical needs 80 - 66.67, complaints 60 - 50, knowing customers 80 - 77.78
    assert [(each.dimension.id, near(each.gap.gap)) for each in view.dimensions if each.gap][:4] == [
        ("teaming", 80),
        ("emotional-needs", 13.33),
        ("complaints-recovery", 10),
        ("customer-knowledge", 2.22),
    ]
    assert by_id(view)["complaints-recovery"].goal_text == "target 60"
    assert view.steps[1].reason == "13 points to your target."
    assert view.target_note == (
        "The target was set on 2 March 2026, before the result was seen. It is your own, not a benchmark."
    )


def test_a_position_on_the_line_with_its_spread() -> None:
    view = viewed(LINE, LINE_ANSWERS)

    # the mean of 88.89, 33.33 and 50.69
    assert view.result.score == near(57.64)
    assert view.headline == (
        "We stand at “Leaning to the customer”: 58 on a line from “Product view” (0) to “Customer view” (100); "
        "the 14 answers reach from 0 to 100."
    )
    nearest = "The average of the dimensions is 57.6 of 100, which is nearest to “Leaning to the customer”."
    assert nearest in view.decided
    assert view.working == "(88.9 + 33.3 + 50.7) ÷ 3 = 57.6"
    found = by_id(view)
    assert found["purpose-and-scope"].working == "(66.7 + 100 + 100) ÷ 3 = 88.9"
    assert found["signs"].working == (
        "(3 × 50 + 3 × 100 + 2 × 33.3 + 2 × 0 + 2 × 100 + 6 × 33.3 + 3 × 66.7 + 3 × 33.3) ÷ 24 = 50.7"
    )
    # sorted: 0 0 33 33 33 50 50 50 67 67 100 100 100 100; quartiles at places 3.25 and 9.75 counted from 0
    assert view.spread is not None
    assert (view.spread.low, view.spread.high, view.spread.n) == (0, 100, 14)
    assert view.spread.middle == (near(33.33), near(91.67))


def test_the_ends_of_the_line_its_gaps_and_what_stands_outside() -> None:
    view = viewed(LINE, LINE_ANSWERS)

    low, high = view.ends
    assert [each.item.id for each in low] == ["personal-timing", "relationship"]
    assert [each.item.id for each in high] == ["contact-quality", "personal-form"]
    assert [(each.dimension.id, near(each.gap.gap)) for each in view.dimensions if each.gap] == [
        ("relationship-and-measures", 66.67),  # 100, the stage after leaning to the customer, less 33.33
        ("signs", 49.31),
        ("purpose-and-scope", 11.11),
    ]
    assert [each.dimension_id for each in view.steps] == ["relationship-and-measures", "signs", "purpose-and-scope"]
    assert [(each.item.id, each.points) for each in view.outside] == [("opening-reflex", None), ("opening-code", None)]
    assert view.outside[0].text == "Pumps"


def test_the_ten_questions_count_what_could_be_answered() -> None:
    view = viewed(QUESTIONS, QUESTIONS_ANSWERS)

    # 1, 4 gained and 7 have one agreed figure within a day; 3, 4 lost and 6 are capped; 8 does not apply
    assert view.answerable is not None
    assert (view.answerable.answerable, view.answerable.asked) == (3, 11)
    assert view.headline == "We can look up 3 of 11 answers about our customers within a day."
    # the mean of 72.33, 48.67, 83.5 and 0
    assert view.result.score == near(51.125)
    assert view.result.decision is not None
    assert (view.result.decision.stage, view.result.decision.decided_by) == (3, "mean")
    assert view.working == "(72.3 + 48.7 + 83.5 + 0.0) ÷ 4 = 51.1"
    assert {key: each.working for key, each in by_id(view).items()} == {
        "who-they-are": "(0 + 0) ÷ 2 = 0.0",
        "coming-and-staying": "(0.5 × 75 + 0.5 × 67 + 1 × 50 + 1 × 25) ÷ 3 = 48.7",
        "customer-base": "(100 + 50 + 67) ÷ 3 = 72.3",
        "worth-and-price": "(67 + 100) ÷ 2 = 83.5",
    }
    assert [(each.dimension.id, near(each.gap.gap)) for each in view.dimensions if each.gap] == [
        ("who-they-are", 75),  # 75 is the stage after legwork
        ("coming-and-staying", 26.33),
        ("customer-base", 2.67),
        ("worth-and-price", 0),
    ]
    assert by_id(view)["who-they-are"].dont_know_share == 0.5


def test_the_ten_questions_say_what_does_not_go_together_and_what_follows() -> None:
    view = viewed(QUESTIONS, QUESTIONS_ANSWERS)

    assert view.answerable is not None
    assert [(each.rule, each.message) for each in view.answerable.contradictions] == [
        (
            "repeat-within-base",
            "1,600 customers who bought more than once are more than the 1,500 who ever bought.",
        ),
    ]
    assert {each.id: near(each.value) for each in view.answerable.derived} == {
        "churn": 0.09,  # 90 of 1,000
        "growth": 0.21,  # 300 less 90, of 1,000
        "high-value": 0.2,  # 240 of 1,200
        "fp": 0.5,
        "dc": 0.3,
        "b": 0.2,
    }
    notes = {item.item.id: item.notes for each in view.dimensions for item in each.items if item.notes}
    assert set(notes) == {"q03-high-value-count", "q04-lost", "q05-bought-again", "q06-average-value"}
    assert notes["q05-bought-again"] == ("Halved, because its figures contradict others and nobody explained why.",)
    assert notes["q03-high-value-count"] == (
        "A count of high-value customers earns 67 points at most while the rule in question 2 is not written down.",
    )


def test_an_agenda_shows_what_drives_the_company() -> None:
    view = viewed(REVIEW, REVIEW_ANSWERS)

    assert view.headline == "Our review is driven by product; 0 % of the minutes went to customer value."
    assert view.agenda is not None
    assert view.agenda.result is not None
    result = view.agenda.result
    assert result.driver == pytest.approx(
        {
            "product": 0.5 * 0.6 + 0.25 * 0.75 + 0.15 * 0.72 + 0.1 * 0.4,
            "sales": 0.5 * 0.3 + 0.25 * 0.25 + 0.15 * 0.24 + 0.1 * 0.3,
            "operations": 0,
            "customer-value": 0.1 * 0.1,
            "other": 0.5 * 0.1 + 0.15 * 0.04 + 0.1 * 0.2,
        }
    )
    assert result.first["product"] == 1  # ahead in each of the four parts, so in every draw
    assert result.lead == near(35.7)
    # half of 40 + 10 + 20 + 40 + 10 points
    assert result.distance == near(0.6)
    assert (view.result.score, by_id(view)["review"].stage) == (near(40), "More apart than alike")
    assert (by_id(view)["review"].working, view.working, view.band) == ("(40) ÷ 1 = 40.0", "", "")
    assert (view.agenda.stated, view.agenda.stated_text) == (
        "customer-value",
        "Its customers: what they gain or experience",
    )


def test_an_agenda_s_first_steps_are_what_the_table_shows() -> None:
    view = viewed(REVIEW, REVIEW_ANSWERS)

    assert view.agenda is not None
    assert view.agenda.result is not None
    assert view.agenda.result.flags == (
        "focus-missing",
        "focus-bumped",
        "no-focus-voice",
        "no-focus-question",
        "focus-last",
        "orientation-missing",
    )
    assert [(each.dimension_id, each.title, each.reason) for each in view.steps] == [
        # the bumped topic would ask for the first place on the agenda too, so its advice is left out
        (
            "focus-missing",
            "Customers had no time of their own in this review.",
            "Customer value had 0 % of the minutes.",
        ),
        (
            "no-focus-voice",
            "Nobody at the table had the job of speaking for customers.",
            "Seen in the list of those at the table.",
        ),
        (
            "no-focus-question",
            "The chief executive asked nothing about customers.",
            "Seen in what the chief executive asked about.",
        ),
    ]
    assert {each.item.id: each.text for each in view.dimensions[0].items} == {
        "agenda": "4 topics, 100 minutes",
        "functions-at-table": "Finance; Sales",
        "chief-executive-asked-about": "Product: new products, features or dates",
        "cut-topic": "Customer value: who stays or what they gain",
    }
    assert [each.item.id for each in view.outside] == ["stated-driver", "target-mix"]


def test_each_reason_names_what_the_table_shows() -> None:
    rows = [
        topic("Deals", "sales", 30, actions=1),
        topic("Leavers", "customer-value", 10, basis="opinion"),
        topic("Complaints", "customer-value", 0, bumped=True),
    ]
    view = viewed(REVIEW, {"agenda": rows})
    assert [(each.dimension_id, each.reason) for each in view.steps] == [
        ("focus-bumped", "Bumped: Complaints."),
        ("focus-without-action", "Customer value had 25 % of the minutes."),
        ("focus-on-opinion", "Argued on opinion: Leavers."),
    ]
