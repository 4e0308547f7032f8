"""The agenda over the waves, and what can be answered about the customers, worked out by hand."""

from __future__ import annotations

from assessments.series import series_view
from assessments.series_model import Answered, DerivedSeries, Mix
from tests.assessments.build import QUESTIONS, REVIEW, asked
from tests.assessments.samples import QUESTIONS_ANSWERS, REVIEW_ANSWERS
from tests.assessments.series import alone, quarter
from tests.scoring.build import agenda, dimension, disclosure, given, item, questionnaire, roughly, topic

AGENDA = questionnaire(
    dimension("d", agenda(focus="sales", target_from="mix")),
    result="agenda",
    opening=[
        item(
            "allocation",
            "mix",
            parts=[{"id": each, "text": each.title()} for each in ("product", "sales", "operations", "value", "other")],
        )
    ],
)
WANTED = {"product": 20, "sales": 60, "operations": 20, "value": 0, "other": 0}
NONE = {"Customer value": 0.0, "Other": 0.0}
TEN = questionnaire(
    dimension("d", disclosure("a", "N", "Vm"), disclosure("b", "L", "V"), disclosure("c", "N0")), result="disclosure"
)


def known(level: int, **figures: float) -> dict[str, object]:
    """Return the answer to a disclosure."""
    return {"level": f"a{level}", "definition": "", "source": "", "explanation": "", "figures": figures}


def test_the_agenda_moves_towards_the_wanted_mix() -> None:
    first = {"agenda": [topic("product", 60), topic("sales", 20), topic("operations", 20)], "mix": WANTED}
    second = {"agenda": [topic("product", 30), topic("sales", 50), topic("operations", 20)], "mix": WANTED}
    view = series_view([alone(1, AGENDA, given(AGENDA, first)), alone(2, AGENDA, given(AGENDA, second))], "sample")

    assert view.agenda is not None
    # 60 % instead of 20 % and 20 % instead of 60 %: 40 % would have to move; then 10 %.
    assert view.agenda.waves == (
        Mix({"Product": 0.6, "Sales": 0.2, "Operations": 0.2} | NONE, roughly(0.4)),
        Mix({"Product": 0.3, "Sales": 0.5, "Operations": 0.2} | NONE, roughly(0.1)),
    )
    assert view.agenda.wanted == {"Product": 0.2, "Sales": 0.6, "Operations": 0.2} | NONE
    assert (
        view.agenda.sentence
        == view.headline
        == (
            "“Sales” had 50 % of the minutes in 2026 Q2, 20 % in 2026 Q1. "
            "To reach the wanted mix, 10 % of them would have to move (40 % then)."
        )
    )


def test_an_agenda_without_minutes_or_a_wanted_mix_is_told_as_far_as_it_goes() -> None:
    bare = {"agenda": [topic("sales", 50), topic("product", 50)]}
    first = alone(1, AGENDA, given(AGENDA, bare))
    one = series_view([first], "sample")
    none = series_view([first, alone(2, AGENDA, given(AGENDA, {"mix": WANTED}))], "sample")
    later = series_view([first, alone(2, AGENDA, given(AGENDA, bare | {"mix": WANTED}))], "sample")

    assert one.agenda is not None
    assert none.agenda is not None
    assert later.agenda is not None
    assert one.agenda.sentence == "“Sales” had 50 % of the minutes in 2026 Q1."
    assert none.agenda.waves[1] == Mix({}, None)
    assert (none.agenda.sentence, none.agenda.wanted) == ("There is no agenda with minutes in 2026 Q2.", {})
    assert later.agenda.sentence.endswith("To reach the wanted mix, 30 % of them would have to move.")


def test_the_agenda_that_comes_with_the_software_has_a_series() -> None:
    review = asked(REVIEW)
    view = series_view([alone(1, review, given(review, REVIEW_ANSWERS))], REVIEW)

    assert view.agenda is not None
    assert sum(view.agenda.waves[0].time.values()) == roughly(1)


def test_what_can_be_answered_now_and_could_not_be_then() -> None:
    first = {"a": known(2), "b": known(4, l=10, v=30), "c": known(5, n0=200)}
    second = {"a": known(5, n=220, vm=20), "b": known(4, l=20, v=30), "c": known(1)}
    view = series_view([alone(1, TEN, given(TEN, first)), alone(2, TEN, given(TEN, second))], "sample")

    assert view.disclosures is not None
    # The two highest levels of five count: 4 and 5.
    assert view.disclosures.questions == (
        Answered("a", (False, True)),
        Answered("b", (True, True)),
        Answered("c", (True, False)),
    )
    # Lost over customers a quarter ago is 10 / 200; average over median value is 30 / 20, known in the second only.
    assert view.disclosures.derived == (
        DerivedSeries("Customers lost in the quarter", "%", (5.0, None)),
        DerivedSeries("Average to middle customer", "times", (None, 1.5)),
    )
    assert (
        view.disclosures.sentence
        == view.headline
        == (
            "2 of 3 answers about our customers can be looked up within a day, 2 in 2026 Q1. "
            "New since 2026 Q1: “a”. No longer: “c”."
        )
    )


def test_the_ten_questions_of_one_wave() -> None:
    ten = asked(QUESTIONS)
    view = series_view([alone(1, ten, given(ten, QUESTIONS_ANSWERS))], QUESTIONS)

    assert view.disclosures is not None
    assert view.disclosures.sentence.endswith("answers about our customers can be looked up within a day.")
    assert view.headline == view.disclosures.sentence


def test_a_room_can_answer_what_most_of_it_can() -> None:
    high, low = known(4), known(2)
    first = {name: {"a": low, "b": high, "c": low} for name in "abcdef"}
    second = {name: {"a": high, "b": high, "c": low if name < "d" else high} for name in "abcdef"}
    view = series_view([quarter(1, TEN, first), quarter(2, TEN, second)], "sample")

    assert view.disclosures is not None
    assert [each.answerable for each in view.disclosures.questions] == [(False, True), (True, True), (False, False)]
    assert view.disclosures.derived == ()


def test_what_a_room_may_not_show_and_what_was_not_asked_is_left_open() -> None:
    older = questionnaire(dimension("d", disclosure("a"), disclosure("was-b", label="b")), result="disclosure")
    newer = questionnaire(
        dimension("d", disclosure("a"), disclosure("b", was=["was-b"]), disclosure("c")), result="disclosure"
    )
    few = {name: {"a": known(4), "was-b": known(4)} for name in "abcd"}
    more = {name: {"a": known(4), "b": known(4), "c": known(4)} for name in "abcdefgh"}
    hidden = quarter(1, older, few, mode="anonymous", smallest=5)
    view = series_view([hidden, quarter(2, newer, more)], "sample")

    assert view.disclosures is not None
    assert [each.answerable for each in view.disclosures.questions] == [(None, True), (None, True), (None, True)]
    assert view.disclosures.sentence == (
        "3 of 3 answers about our customers can be looked up within a day, and nothing can be said about 2026 Q1."
    )
    shown = series_view([quarter(1, older, few), quarter(2, newer, more)], "sample")
    assert shown.disclosures is not None
    assert [each.answerable for each in shown.disclosures.questions] == [(True, True), (True, True), (None, True)]


def test_an_agenda_is_no_matter_for_a_room() -> None:
    row = given(AGENDA, {"agenda": [topic("sales", 50)]})
    view = series_view([quarter(1, AGENDA, {"a": row})], "sample")

    assert view.agenda is not None
    assert view.agenda.waves == (Mix({}, None),)


def test_an_agenda_questionnaire_without_the_item_has_no_mixes() -> None:
    empty = questionnaire(dimension("d", disclosure("a")), result="agenda")

    assert series_view([alone(1, empty, {"a": known(4)})], "sample").agenda is None
