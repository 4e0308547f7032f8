"""Raw values of every item type: what counts as an answer, in which form, and what is refused with which words."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from questionnaires.parts import LARGEST
from questionnaires.values import Answer, InvalidValueError, clean_text, clean_value, option_ids
from tests.questionnaires.examples import VALID, loaded, valid

TOPIC = {
    "topic": "Deals",
    "category": "sales",
    "planned": 0,
    "actual": 30,
    "depth": "deep",
    "basis": "data",
    "actions": 2,
    "bumped": False,
}
EMPTY: dict[str, Any] = {"level": None, "figures": {}, "definition": "", "source": "", "explanation": ""}


def clean(example: str, item_id: str, raw: Any) -> Any:
    questionnaire = valid(example)
    return clean_value(questionnaire.item_by_id[item_id], raw, questionnaire)


@pytest.mark.parametrize(
    ("example", "item_id", "ids"),
    [
        ("type-rubric", "one", ("none", "some")),
        ("type-agreement", "two", ("disagree", "undecided", "agree")),
        ("type-frequency", "one", ("never", "monthly", "weekly")),
        ("type-contrast", "one", ()),
        ("type-practice", "one", ("no", "partly", "yes")),
        ("type-checklist", "one", ("a", "b")),
        ("type-disclosure", "one", ("disagree", "undecided", "agree")),
        ("type-number", "one", ()),
        ("type-share", "one", ()),
        ("type-allocation", "one", ("a", "b")),
        ("type-agenda", "agenda", ()),
        ("type-choice", "two", ("a", "b")),
        ("type-text", "two", ()),
    ],
)
def test_the_options_of_every_type(example: str, item_id: str, ids: tuple[str, ...]) -> None:
    questionnaire = valid(example)
    assert option_ids(questionnaire.item_by_id[item_id], questionnaire) == ids


@pytest.mark.parametrize(
    ("example", "item_id", "raw", "value"),
    [
        ("type-rubric", "one", "some", "some"),
        ("type-agreement", "one", "agree", "agree"),
        ("type-frequency", "one", "never", "never"),
        ("type-contrast", "one", 1, 1),
        ("type-contrast", "one", 5.0, 5),
        ("type-practice", "one", "partly", "partly"),
        ("type-checklist", "one", [], []),
        ("type-checklist", "one", ["b", "a", "b"], ["a", "b"]),
        ("type-checklist", "one", ("b",), ["b"]),
        ("type-disclosure", "one", "agree", {**EMPTY, "level": "agree"}),
        ("type-disclosure", "one", {}, EMPTY),
        ("type-disclosure", "one", {"level": None, "figures": None, "source": None, "definition": ""}, EMPTY),
        (
            "type-disclosure",
            "one",
            {"figures": {"change": -3.5, "now": 12.0}},
            {**EMPTY, "figures": {"now": 12, "change": -3.5}},
        ),
        ("type-disclosure", "one", {"figures": {"now": None}}, EMPTY),
        (
            "type-disclosure",
            "one",
            {"level": "agree", "definition": " All. "},
            {**EMPTY, "level": "agree", "definition": "All."},
        ),
        ("type-number", "one", 12.5, 12.5),
        ("type-number", "one", 0, 0),
        ("type-number", "two", 7.0, 7),
        ("type-number", "two", -LARGEST, -LARGEST),
        ("type-share", "one", 100, 100),
        ("type-share", "two", 0.5, 0.5),
        ("type-allocation", "one", {"a": 2.5, "b": 7.5}, {"a": 2.5, "b": 7.5}),
        ("type-allocation", "one", {"b": 10}, {"a": 0, "b": 10}),
        ("type-allocation", "one", {"a": None, "b": 10}, {"a": 0, "b": 10}),
        ("type-allocation", "two", {"a": 33.333, "b": 66.667}, {"a": 33.333, "b": 66.667}),
        ("type-agenda", "agenda", [], []),
        ("type-agenda", "agenda", [TOPIC], [TOPIC]),
        (
            "type-agenda",
            "agenda",
            ({"topic": "Deals", "category": "sales", "planned": None, "basis": None, "bumped": None},),
            [{**TOPIC, "actual": 0, "depth": "brief", "basis": "", "actions": 0}],
        ),
        ("type-choice", "two", "b", "b"),
        ("type-text", "two", "  Two\nlines\x07 ", "Two\nlines"),
        ("type-text", "two", "", ""),
    ],
)
def test_a_good_value_is_returned_in_its_canonical_form(example: str, item_id: str, raw: Any, value: Any) -> None:
    cleaned = clean(example, item_id, raw)
    assert cleaned == value
    assert clean(example, item_id, cleaned) == value


@pytest.mark.parametrize(
    ("example", "item_id", "raw", "message"),
    [
        ("type-rubric", "one", "smoe", "'smoe' is not an answer here. Did you mean 'some'?"),
        ("type-rubric", "one", 1, "'1' is not an answer here. Use one of: none, some."),
        ("type-rubric", "one", None, "'None' is not an answer here."),
        ("type-agreement", "one", "agreed", "'agreed' is not an answer here. Did you mean 'agree'?"),
        ("type-frequency", "one", "daily", "'daily' is not an answer here."),
        ("type-practice", "one", True, "'True' is not an answer here."),
        ("type-choice", "two", ["a"], "'['a']' is not an answer here."),
        ("type-choice", "two", "x" * 99, f"'{'x' * 60}…' is not an answer here."),
        ("type-contrast", "one", 0, "0 is below 1, the lowest figure that is possible here."),
        ("type-contrast", "one", 6, "6 is above 5, the highest figure that is possible here."),
        ("type-contrast", "one", 1.5, "1.5 is not a whole number."),
        ("type-contrast", "one", "3", "'3' is not a number."),
        ("type-contrast", "one", True, "'True' is not a number."),
        ("type-checklist", "one", "a", "A list of answers is expected here."),
        ("type-checklist", "one", ["a", "c"], "'c' is not an answer here."),
        ("type-disclosure", "one", 5, "Say first how well this could be answered."),
        ("type-disclosure", "one", {"level": "agreee"}, "Did you mean 'agree'?"),
        (
            "type-disclosure",
            "one",
            {"level": "agree", "figure": {}},
            "'figure' is not known here. Did you mean 'figures'?",
        ),
        ("type-disclosure", "one", {"figures": [5]}, "A number for each figure is expected here."),
        (
            "type-disclosure",
            "one",
            {"figures": {"nwo": 5}},
            "'nwo' is not a figure of this question. Did you mean 'now'?",
        ),
        ("type-disclosure", "one", {"figures": {5: 5}}, "'5' is not a figure of this question."),
        ("type-disclosure", "one", {"figures": {"now": -1}}, "-1 is below 0"),
        ("type-disclosure", "one", {"figures": {"now": 1.5}}, "1.5 is not a whole number."),
        ("type-disclosure", "one", {"figures": {"change": 101}}, "101 is above 100"),
        ("type-disclosure", "one", {"source": 5}, "Text is expected here."),
        ("type-number", "one", 366, "366 is above 365"),
        ("type-number", "one", -0.5, "-0.5 is below 0"),
        ("type-number", "two", 0.5, "0.5 is not a whole number."),
        ("type-number", "two", 10**400, "A number of at most 1,000,000,000,000,000 is expected here."),
        ("type-number", "two", float("inf"), "A number of at most"),
        ("type-number", "one", float("nan"), "A number of at most"),
        ("type-share", "one", 100.5, "100.5 is above 100"),
        ("type-share", "one", None, "'None' is not a number."),
        ("type-allocation", "one", [2.5, 7.5], "A share for each part is expected here."),
        ("type-allocation", "one", {"a": 2.5, "c": 7.5}, "'c' is not an answer here."),
        ("type-allocation", "one", {"a": 2.5, "b": 7}, "The parts add up to 9.5; they must add up to 10."),
        ("type-allocation", "one", {"a": -5, "b": 15}, "-5 is below 0"),
        ("type-allocation", "one", {"a": False, "b": 10}, "'False' is not a number."),
        ("type-agenda", "agenda", "Deals", "A list of topics is expected here."),
        ("type-agenda", "agenda", [TOPIC] * 13, "13 topics are more than the 12 that fit."),
        ("type-agenda", "agenda", [TOPIC, "Deals"], "Topic 2: a row with its columns is expected."),
        ("type-agenda", "agenda", [{**TOPIC, "topic": " "}], "Topic 1: the name of the topic is missing."),
        ("type-agenda", "agenda", [{**TOPIC, "topic": 5}], "Topic 1: Text is expected here."),
        (
            "type-agenda",
            "agenda",
            [{**TOPIC, "topic": "x" * 201}],
            "Topic 1: The text has 201 characters; at most 200 fit.",
        ),
        (
            "type-agenda",
            "agenda",
            [{**TOPIC, "acutal": 5}],
            "Topic 1: 'acutal' is not known here. Did you mean 'actual'?",
        ),
        (
            "type-agenda",
            "agenda",
            [{**TOPIC, "category": "saels"}],
            "Topic 1: 'saels' is not an answer here. Did you mean 'sales'?",
        ),
        (
            "type-agenda",
            "agenda",
            [{**TOPIC, "category": None}],
            "Topic 1: what it is about (the category) is missing. Use one of: customers, other, sales.",
        ),
        ("type-agenda", "agenda", [{**TOPIC, "actual": 1_441}], "Topic 1: actual: 1441 is above 1440"),
        ("type-agenda", "agenda", [{**TOPIC, "planned": "30"}], "Topic 1: planned: '30' is not a number."),
        (
            "type-agenda",
            "agenda",
            [{**TOPIC, "depth": "depe"}],
            "Topic 1: 'depe' is not an answer here. Did you mean 'deep'?",
        ),
        ("type-agenda", "agenda", [{**TOPIC, "basis": "feeling"}], "Topic 1: 'feeling' is not an answer here."),
        ("type-agenda", "agenda", [{**TOPIC, "actions": 0.5}], "Topic 1: 0.5 is not a whole number."),
        ("type-agenda", "agenda", [{**TOPIC, "bumped": "no"}], "Topic 1: 'bumped' is true or false."),
        ("type-text", "two", 5, "Text is expected here."),
        ("type-text", "two", "x" * 101, "The text has 101 characters; at most 100 fit."),
    ],
)
def test_a_bad_value_is_refused_with_what_would_fit(example: str, item_id: str, raw: Any, message: str) -> None:
    with pytest.raises(InvalidValueError, match=re.escape(message)):
        clean(example, item_id, raw)


@settings(deadline=None)
@given(st.data())
def test_arbitrary_values_are_cleaned_or_refused(data: st.DataObject) -> None:
    """Nothing but InvalidValueError is raised, and what is clean stays as it is."""
    questionnaire = loaded(data.draw(st.sampled_from(VALID)))
    item = data.draw(st.sampled_from(questionnaire.items))
    words = st.sampled_from([*option_ids(item, questionnaire), "level", "figures", "now", "topic", "category", "", "a"])
    scalars = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5) | words
    raw = data.draw(
        st.recursive(
            scalars, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(words | scalars, inner, max_size=3)
        )
    )
    try:
        cleaned = clean_value(item, raw, questionnaire)
    except InvalidValueError:
        return
    assert clean_value(item, cleaned, questionnaire) == cleaned


@settings(deadline=None)
@given(st.text())
def test_clean_text_is_stable_and_can_be_encoded(raw: str) -> None:
    text = clean_text(raw)
    assert clean_text(text) == text
    assert text.encode("utf-8").decode("utf-8") == text


def test_clean_text_keeps_scripts_and_line_ends_but_not_control_characters() -> None:
    assert clean_text(" Größe:\t三\r\n\x1b[0m\x00\x9f👩‍🔧\ud800 ") == "Größe:\t三\n[0m👩‍🔧"


def test_an_answer_is_a_value_unless_it_says_otherwise() -> None:
    assert Answer() == Answer("value", None, "", "", None)
