"""A company beside its front line and its customers, worked out by hand; and what is not said for lack of answers."""

from __future__ import annotations

import math
from typing import Any

import pytest

from assessments import mirror_words as words
from assessments.mirror_sides import mean_of
from assessments.mirror_view import twins
from questionnaires.forms import twin_form
from questionnaires.model import Questionnaire
from scoring.interval import welch
from tests.assessments.mirrors import (
    BOTH,
    CUSTOMERS,
    FRONT,
    LEADERS,
    PROMISES,
    Company,
    defined,
    row,
    shown,
    twin,
)
from tests.assessments.rooms import DONT_KNOW
from tests.scoring.build import dimension, disclosure, item, points, roughly


def kinds(rows: Any, title: str) -> dict[tuple[str, str], tuple[int, str]]:
    return {(each.first, each.second): (each.points, each.kind) for each in row(rows, title).differences}


# Six leaders on "kept": 80 80 80 90 70 80, mean 80, sum of squares 200, variance 40. Eight of the front line:
# 70 70 70 70 60 80 70 70, mean 70, sum of squares 200, variance 200/7. Ten customers: mean 50, sum of squares 400,
# variance 400/9.


def test_a_question_from_three_sides_by_hand() -> None:
    company = Company()
    wave = company.room(mode="open")
    company.ask(wave, FRONT, "front-line")
    company.ask(wave, CUSTOMERS)
    view = company.mirrors.view(wave)

    # t(5) = 2.5706: 80 +- 2.5706 * sqrt(40/6) = 6.64. t(7) = 2.3646: 70 +- 2.3646 * sqrt(200/56) = 4.47.
    # t(9) = 2.2622: 50 +- 2.2622 * sqrt(400/90) = 4.77.
    assert shown(view, "kept") == {
        "company": (80, 73, 87, "6"),
        "front-line": (70, 66, 74, "5–9"),
        "customer": (50, 45, 55, "10"),
    }
    # Leaders against customers: 30, error sqrt(40/6 + 400/90) = 3.3333, df = 11.1111² / (6.6667²/5 + 4.4444²/9) =
    # 11.14. Leaders against front line: 10, error sqrt(40/6 + 200/56) = 3.1997, so 2.8 to 17.2: just a difference.
    assert kinds(view.items, "kept") == {
        ("company", "front-line"): (10, "gap"),
        ("company", "customer"): (30, "gap"),
        ("front-line", "customer"): (20, "gap"),
    }
    found = welch([each["kept"] for each in CUSTOMERS], [each["kept"] for each in LEADERS])
    assert found is not None
    assert (found.change, found.df) == (roughly(30), roughly(11.1386, abs=1e-4))
    assert (found.low, found.high) == (roughly(22.67, abs=0.01), roughly(37.33, abs=0.01))


def test_a_dimension_is_the_mean_over_the_questions_that_every_side_was_asked() -> None:
    company = Company()
    wave = company.room(mode="open")
    company.ask(wave, CUSTOMERS)
    view = company.mirrors.view(wave)

    # "told": leaders 50 60 40 50 50 50, mean 50; customers 50 40 60 50 50 40 50 60 50 50, mean 50. Both questions
    # together: leaders 65 70 60 70 60 65, mean 65, sum of squares 100, variance 20, 65 +- 2.5706 * sqrt(20/6) = 4.69;
    # customers 45 45 60 50 50 40 55 55 50 50, mean 50, sum of squares 300, 50 +- 2.2622 * sqrt(300/90) = 4.13.
    # "cost", which customers were not asked, and on which every leader has 0 points, does not count.
    assert row(view.dimensions, "Promises").items == ("kept", "told")
    assert shown(view, "Promises") == {"company": (65, 60, 70, "6"), "customer": (50, 46, 54, "10")}
    assert view.headline == "You rate “Promises” 15 points above your customers."
    assert row(view.dimensions, "Warmth").items == ("thanked",)


def test_a_third_side_narrows_a_dimension_to_what_all_were_asked() -> None:
    company = Company(
        defined(
            dimension("mixed", twin("a"), twin("b", ask_customer="?"), twin("c", ask_front_line="!")),
            dimension("apart", twin("d", ask_customer="?"), twin("e", ask_front_line="!")),
        )
    )
    wave = company.room([dict.fromkeys("abcde", 50)] * 6, mode="open")
    company.ask(wave, [dict.fromkeys("abd", 40)] * 8)
    assert [each.items for each in company.mirrors.view(wave).dimensions] == [("a", "b"), ("d",)]

    company.ask(wave, [dict.fromkeys("ace", 60)] * 8, "front-line")
    view = company.mirrors.view(wave)
    assert [each.items for each in view.dimensions] == [("a",)]
    assert {each.title: list(each.figures) for each in view.items} == {
        "a": ["company", "front-line", "customer"],
        "b": ["company", "customer"],
        "c": ["company", "front-line"],
        "d": ["company", "customer"],
        "e": ["company", "front-line"],
    }


def test_an_anonymous_company_has_a_mean_without_a_range_and_the_difference_in_words() -> None:
    company = Company()
    wave = company.room()
    company.ask(wave, CUSTOMERS)
    view = company.mirrors.view(wave)
    assert shown(view, "kept")["company"] == (80, None, None, "5–9")
    assert view.gaps == ("You rate “kept” 30 points above your customers.",)
    # All leaders gave 60 on "thanked", and so few people who agree have no figure.
    assert (view.alike, view.unclear) == (("told",), ("thanked",))
    assert not view.alone


def test_differences_come_the_largest_first_and_below_is_said_as_below() -> None:
    company = Company()
    wave = company.room([{"kept": 50 + place % 2, "told": 20 + place % 2, "thanked": 60} for place in range(8)])
    company.ask(wave, [{"kept": 71 + place % 2, "told": 60 + place % 2, "thanked": 60} for place in range(8)])
    view = company.mirrors.view(wave)
    assert view.gaps == (
        "You rate “told” 40 points below your customers.",
        "You rate “kept” 21 points below your customers.",
    )
    assert [each.title for each in view.items] == ["told", "kept", "thanked"]
    assert view.headline == "You rate “Promises” 30 points below your customers."  # 35.5 and 65.5 are shown as 36, 66
    assert (view.alike, view.unclear) == (("thanked",), ())


def test_the_front_line_beside_customers_has_its_own_sentence() -> None:
    company = Company()
    wave = company.room([{"kept": 60 + place % 2} for place in range(6)], mode="open")
    company.ask(wave, [{"kept": 80 + place % 2} for place in range(8)], "front-line")
    company.ask(wave, [{"kept": 40 + place % 2} for place in range(8)])
    assert company.mirrors.view(wave).gaps == (
        "Your front line rates “kept” 40 points above your customers.",
        "You rate “kept” 20 points below your front line.",
        "You rate “kept” 20 points above your customers.",
    )


@pytest.mark.parametrize(("theirs", "kind"), [(41, "none"), (40, "gap")])
def test_less_than_ten_points_are_no_difference(theirs: int, kind: str) -> None:
    company = Company()
    wave = company.room([{"kept": 50 + place % 2} for place in range(8)])
    company.ask(wave, [{"kept": theirs + place % 2} for place in range(8)])
    assert kinds(company.mirrors.view(wave).items, "kept") == {("company", "customer"): (50 - theirs, kind)}


def test_ten_points_that_may_be_chance_are_no_difference() -> None:
    company = Company()
    wave = company.room([{"kept": each} for each in (0, 100, 20, 80, 60, 40, 70, 90)])  # mean 57.5
    company.ask(wave, [{"kept": each} for each in (0, 100, 10, 80, 60, 20, 30, 20)])  # mean 40
    view = company.mirrors.view(wave)
    assert kinds(view.items, "kept") == {("company", "customer"): (18, "none")}
    assert (view.headline, view.gaps, view.alike) == (words.NO_GAP, (), ("kept",))
    assert view.unclear == ("told", "thanked")  # nobody answered them


def test_a_difference_on_one_question_that_its_dimension_does_not_show() -> None:
    company = Company()
    wave = company.room([{"kept": 60 + place % 2, "told": 40 + place % 2} for place in range(8)])
    company.ask(wave, [{"kept": 40 + place % 2, "told": 60 + place % 2} for place in range(8)])
    assert company.mirrors.view(wave).headline == words.SOME


# Anonymity


def test_of_four_customers_nothing_is_shown() -> None:
    company = Company()
    wave = company.room()
    company.ask(wave, CUSTOMERS[:4])
    view = company.mirrors.view(wave)
    assert [(each.side, each.people, each.why) for each in view.sides] == [
        ("company", "5–9", ""),
        ("customer", "", "Closed without a result: fewer than 5 people voted."),
    ]
    assert (view.dimensions, view.items, view.gaps) == ((), (), ())
    assert view.headline == words.NOT_YET


def test_of_five_customers_the_mean_alone_is_shown_and_no_difference_is_judged() -> None:
    company = Company()
    wave = company.room(mode="open")
    company.ask(wave, CUSTOMERS[:5])  # 40 50 60 50 50
    view = company.mirrors.view(wave)
    assert shown(view, "kept")["customer"] == (50, None, None, "5–9")
    assert kinds(view.items, "kept") == {("company", "customer"): (30, "few")}
    assert (view.headline, view.gaps) == (words.TOO_FEW, ())


def test_a_question_that_four_of_ten_customers_answered_is_hidden() -> None:
    company = Company()
    wave = company.room()
    company.ask(wave, [each if place < 4 else {**each, "kept": DONT_KNOW} for place, each in enumerate(CUSTOMERS)])
    view = company.mirrors.view(wave)
    assert shown(view, "kept")["customer"] == (None, None, None, "")
    assert row(view.items, "kept").differences == ()
    assert "kept" in view.unclear
    assert shown(view, "told")["customer"][0] == 50


def test_while_a_form_is_open_nothing_of_it_is_there() -> None:
    company = Company()
    wave = company.room()
    company.answer(company.open(wave), CUSTOMERS)
    view = company.mirrors.view(wave)
    assert [each.side for each in view.sides] == ["company"]
    assert view.items == ()


def test_before_the_company_has_answered_nothing_of_others_is_shown() -> None:
    company = Company()
    wave = company.room([])
    company.ask(wave, CUSTOMERS)
    view = company.mirrors.view(wave)
    assert view.state("company").why == "Nothing has been revealed yet."
    assert view.state("customer").people == "10"
    assert (view.items, view.headline) == ((), words.NOT_YET)


# Somebody who answers alone


def test_one_person_is_a_mark_without_a_range_beside_that_of_customers() -> None:
    company = Company()
    wave = company.alone({"kept": 80, "told": 50, "thanked": 66})
    company.ask(wave, CUSTOMERS)
    view = company.mirrors.view(wave)
    assert view.alone
    assert shown(view, "kept") == {"company": (80, None, None, "1"), "customer": (50, 45, 55, "10")}
    assert view.gaps == (
        "You rate “kept” 30 points above your customers, outside the range of their average (45 to 55).",
    )
    # "thanked": 66 lies outside 60 +- 4.8, but less than 10 points off.
    assert view.alike == ("told", "thanked")
    assert shown(view, "Promises")["company"] == (65, None, None, "1")


def test_beside_five_customers_one_person_s_answer_cannot_be_judged() -> None:
    company = Company()
    wave = company.alone({"kept": 90})
    company.ask(wave, CUSTOMERS[:6])
    assert kinds(company.mirrors.view(wave).items, "kept")["company", "customer"][1] == "few"


def test_a_question_that_one_person_left_out_has_no_figure() -> None:
    company = Company()
    wave = company.alone({"kept": 90, "told": DONT_KNOW})
    company.ask(wave, CUSTOMERS)
    view = company.mirrors.view(wave)
    assert row(view.items, "told").figures["company"].why == "You gave no answer here that carries points."
    assert shown(view, "Promises")["company"][0] is None  # one of two questions is less than two thirds


def test_one_person_sees_others_only_after_submitting() -> None:
    company = Company()
    wave = company.alone({"kept": 90}, submit=False)
    company.ask(wave, CUSTOMERS)
    view = company.mirrors.view(wave)
    assert view.state("company").why == "Submit your own answers first, so that those of others cannot steer them."
    assert view.items == ()


def test_of_what_one_person_has_not_submitted_nothing_is_shown() -> None:
    other = defined(dimension("d", twin("x")), id="other")
    company = Company(PROMISES, other)
    wave = company.alone({"kept": 90})
    company.ask(wave, CUSTOMERS)
    assert {each.questionnaire for each in company.mirrors.view(wave).items} == {"Sample"}
    assert all("x" not in each.items for each in company.mirrors.view(wave).items)


# The same questions


def asked(*items: dict[str, Any], **rest: Any) -> Questionnaire:
    return defined(dimension("d", *items), **rest).questionnaire


def customers(*items: dict[str, Any], **rest: Any) -> Questionnaire:
    form = twin_form(defined(dimension("d", *items), **rest), "customer")
    assert form is not None
    return form.questionnaire


def test_only_the_same_question_with_the_same_answers_is_compared() -> None:
    agree = item("agreement", "a", scale="agree", **BOTH)
    ours = asked(agree, twin("b"))
    assert twins(ours, customers(agree, twin("b")), "customer") == ("a", "b")
    assert twins(ours, customers(agree, twin("b", ask_customer="Something else?")), "customer") == ("a",)
    assert twins(ours, customers(agree, twin("c")), "customer") == ("a",)
    other_scale = customers(agree, twin("b"), scales={"agree": [{"id": "x", "text": "X"}, {"id": "y", "text": "Y"}]})
    assert twins(ours, other_scale, "customer") == ("b",)
    turned = customers({**agree, "reversed": True}, twin("b"))
    assert twins(ours, turned, "customer") == ("b",)
    floor = customers(agree, item("share", "b", floor=10, target=100, **BOTH))
    assert twins(ours, floor, "customer") == ("a",)


def test_a_question_without_points_or_with_points_that_rest_on_others_is_not_compared() -> None:
    twin_of = {"ask_front_line": "As you see it?"}
    items = (
        points("a", **twin_of),
        disclosure("b", "N", **twin_of),
        item("text", "c", **twin_of),
        item("share", "e", **twin_of),
    )
    definition = defined(dimension("d", *items), opening=[points("f", **twin_of)])
    form = twin_form(definition, "front-line")
    assert form is not None
    assert twins(definition.questionnaire, form.questionnaire, "front-line") == ("a",)


def test_a_questionnaire_that_was_not_asked_of_others_is_left_out() -> None:
    other = defined(dimension("e", twin("x")), id="other", short_title="Other")
    company = Company(PROMISES, other)
    wave = company.room()
    mirror = company.open(wave, questionnaires=("sample",))
    company.answer(mirror, CUSTOMERS)
    company.mirrors.close(wave, "customer")
    assert {each.questionnaire for each in company.mirrors.view(wave).items} == {"Sample"}


@pytest.mark.parametrize(
    ("given", "mean"),
    [([40, 60], 50), ([40, 60, math.nan], 50), ([40, math.nan], None), ([math.nan], None), ([], None)],
)
def test_who_answered_less_than_two_thirds_has_no_mean(given: list[float], mean: float | None) -> None:
    assert mean_of(given) == mean
