"""Cells to answers, kind by kind: ids, texts, numbers, usual words, several columns, and what is said of the rest."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.intake_form import read_form
from assessments.intake_match import proposals
from assessments.intake_take import take
from assessments.intake_taken import Taken, Wanted
from questionnaires.items import Practice
from questionnaires.values import clean_text
from tests.assessments.forms.asked import KNOWN, plain, questionnaire, taken
from tests.scoring.build import dimension, item
from tests.scoring.build import questionnaire as small


def column(name: str, *cells: str, **wanted: Any) -> Taken:
    """Take a file with one column of answers, beside one that makes every row count."""
    lines = [f"{name}\tchange-first", *(f"{_quoted(cell)}\tx" for cell in cells)]
    return taken(read_form("\n".join(lines).encode()), **{"unknown": "cells", "twice": "all", **wanted})


def _quoted(cell: str) -> str:
    return '"' + cell.replace('"', '""') + '"'


def values(name: str, *cells: str, **wanted: Any) -> list[Any]:
    brought = column(name, *cells, **wanted)
    place = brought.items.index(name.partition(".")[0])
    return [None if (answer := person.answers[place]) is None else plain(answer) for person in brought.people]


def wrong(name: str, cell: str, **wanted: Any) -> str:
    (finding,) = column(name, cell, **wanted).findings
    return finding.message


@pytest.mark.parametrize(
    "cell",
    [
        "groups",
        "GROUPS",
        "As groups, three to five of them",
        "as  groups — three to five of them.",
        "<p>As groups, three&nbsp;to five of them</p>",
        "b) As groups, three to five of them",
        "2 - As groups, three to five of them",
        "2",
        "2.0",
        "A2",
        "AO02",
    ],
)
def test_an_option_may_be_called_by_id_text_or_number(cell: str) -> None:
    assert values("detail-of-knowledge", cell) == ["groups"]


def test_typographic_quotes_and_full_width_letters_are_the_same() -> None:
    assert values("voices", "“Service”", "Ｓｅｒｖｉｃｅ") == [["service"], ["service"]]


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        (["1", "2"], ["totals", "groups"]),  # counted from 1 where nothing decides
        (["4", "1"], ["early", "totals"]),
        (["0", "3"], ["totals", "early"]),
        (["0", "4"], [None, None]),  # fits neither
        (["groups", "3"], ["groups", "one-by-one"]),
        (["5", "1"], [None, "totals"]),
        (["-1", "1"], [None, "totals"]),
    ],
)
def test_numbers_are_counted_as_the_column_shows(cells: list[str], expected: list[str | None]) -> None:
    assert values("detail-of-knowledge", *cells) == expected


def test_columns_that_do_not_decide_follow_those_that_do() -> None:
    lines = "detail-of-knowledge,visits,told-at-once\n0,1,2\n1,2,3\n"
    brought = taken(read_form(lines.encode()))
    assert [[plain(each) for each in person.answers if each] for person in brought.people] == [
        ["totals", "neither", "rarely"],
        ["groups", "agree", "sometimes"],
    ]
    assert brought.notes == ("Answers given as numbers: 0 was taken for the first answer in questions 1, 2, 3.",)


def test_a_file_that_counts_in_two_ways_leaves_the_rest_open() -> None:
    lines = "detail-of-knowledge,visits,told-at-once\n0,5,2\n1,2,3\n"
    brought = taken(read_form(lines.encode()), unknown="cells")
    assert [(each.row, each.column) for each in brought.findings] == [(2, "told-at-once"), (3, "told-at-once")]
    assert brought.findings[0].message == (
        "“2” is not clear: the numbers of this column can be counted from 0 or from 1. "
        "Write the answers as text in the file."
    )


@pytest.mark.parametrize(
    ("cell", "level"),
    [("Stimme voll zu", "agree-strongly"), ("neutral", "neither"), ("Pas d’accord", "disagree"), ("AGREE", "agree")],
)
def test_usual_words_for_agreement(cell: str, level: str) -> None:
    assert values("told-at-once", cell) == [level]


@pytest.mark.parametrize(("cell", "level"), [("never", "never"), ("Gelegentlich", "sometimes"), ("toujours", "always")])
def test_usual_words_for_frequency(cell: str, level: str) -> None:
    assert values("visits", cell) == [level]


@pytest.mark.parametrize(
    ("cell", "step"),
    [("Yes", "yes"), ("Y", "yes"), ("Ja", "yes"), ("teilweise", "partly"), ("NON", "no"), ("3", "yes")],
)
def test_practices(cell: str, step: str) -> None:
    assert isinstance(questionnaire().item_by_id["list-owner"], Practice)
    assert values("list-owner", cell) == [step]


def test_points_between_two_poles() -> None:
    assert values("nearer", "1", "7", "We make what sells", "8") == [1, 7, 7, None]
    assert values("nearer", "0", "6") == [1, 7]


@pytest.mark.parametrize(
    ("cell", "options"),
    [
        ("Service", ["service"]),
        ("Sales, both at home and abroad", ["sales"]),
        ("Service, Sales, both at home and abroad", ["sales", "service"]),
        ("Nobody; we guess;Service;", ["service", "nobody"]),
        ("service|sales", ["sales", "service"]),
        ("1,2", ["sales", "service"]),
        ("None of these", []),
        ("none", []),
        ("Service\nSales, both at home and abroad", ["sales", "service"]),
    ],
)
def test_a_checklist_in_one_column(cell: str, options: list[str]) -> None:
    assert values("voices", cell) == [options]


def test_what_a_checklist_does_not_know_is_said_with_what_was_perhaps_meant() -> None:
    assert wrong("voices", "Sevice; Nobody; we guess") == "“Sevice” is none of the answers. Did you mean “Service”?"
    assert wrong("voices", "4").startswith("“4” is none of the answers. The answers are: “Sales, both")


@pytest.mark.parametrize(
    ("cells", "options"),
    [
        ("1,0,", ["sales"]),
        ("0,0,0", []),
        (",Service,", ["service"]),
        ("yes,no,✓", ["sales", "nobody"]),
        ("nicht gewählt,Ausgewählt,", ["service"]),
        (",,", None),
    ],
)
def test_a_checklist_with_a_column_for_each_option(cells: str, options: list[str] | None) -> None:
    lines = f"voices.sales,voices.service,voices.nobody,visits\n{cells},1\n"
    (person,) = taken(read_form(lines.encode())).people
    answer = person.answers[1]
    assert (answer and answer.value) == options


def test_a_tick_that_is_none() -> None:
    assert wrong("voices.service", "perhaps") == (
        "“perhaps” does not say whether this was ticked. Use 1 and 0, or yes and no."
    )


def test_a_checklist_both_in_one_column_and_in_several() -> None:
    lines = "voices,voices.service,visits\nsales,1,1\n"
    (finding,) = taken(read_form(lines.encode()), unknown="cells").findings
    assert finding.message == "The answer stands in one column and in several. Leave one or the others out."


def test_an_allocation_in_several_columns_or_in_one() -> None:
    lines = "minutes.product,minutes.sales\n60,40\n,100\n1,\n"
    brought = taken(read_form(lines.encode()), unknown="cells")
    assert [plain(each) for person in brought.people for each in person.answers if each] == [
        {"product": 60, "sales": 40},
        {"product": 0, "sales": 100},
    ]
    assert [each.message for each in brought.findings] == ["The parts add up to 1; they must add up to 100."]
    assert values("minutes", "product=25;sales=75;", "product = 12,5 | sales = 87,5") == [
        {"product": 25, "sales": 75},
        {"product": 12.5, "sales": 87.5},
    ]
    assert wrong("minutes", "half; half") == "“half” is no share. Give each part a column, or write part=number."
    both = taken(read_form(b"minutes,minutes.sales,visits\nproduct=100,1,1\n"), unknown="cells")
    assert both.found == 1


def test_a_disclosure_with_its_fields() -> None:
    lines = (
        "customers-now;customers-now.n;customers-now.g;customers-now.definition;customers-now.explanation\n"
        "agree;1.200,5;;Who paid;So\n;900;;;\n4;many;;;\n"
    )
    brought = taken(read_form(lines.encode()), unknown="cells")
    assert [plain(each) for person in brought.people for each in person.answers if each] == [
        {"level": "agree", "figures": {"n": 1200.5}, "definition": "Who paid", "source": "", "explanation": "So"},
        {"level": None, "figures": {"n": 900}, "definition": "", "source": "", "explanation": ""},
    ]
    assert [(each.column, each.message) for each in brought.findings] == [
        ("customers-now.n", "“many” is not a number.")
    ]


@pytest.mark.parametrize(
    ("cell", "kind"),
    [
        ("dk", "dont_know"),
        ("Don’t know", "dont_know"),
        ("Weiß nicht", "dont_know"),
        ("n/a", "not_applicable"),
        ("N.A.", "not_applicable"),
        ("Nicht zutreffend", "not_applicable"),
        ("keine Angabe", None),
        ("Prefer not to say", None),
        ("", None),
    ],
)
def test_words_for_no_value(cell: str, kind: str | None) -> None:
    for name in ("detail-of-knowledge", "days-to-answer", "voices", "customers-now", "minutes.sales"):
        assert values(name, cell) == [kind], name


def test_a_text_says_what_it_says() -> None:
    assert values("change-first", "n/a", "Not sure", "No answer", "dk", "=1+1") == [
        "n/a",
        "Not sure",
        "No answer",
        "dont_know",
        "=1+1",
    ]


def test_codes_for_missing_are_taken_only_where_asked_for() -> None:
    assert wrong("stay", "-99") == "-99 is below 0, the lowest figure that is possible here."
    assert values("stay", "-99", "98", missing=frozenset({"-99", "98"})) == [None, None]


def test_numbers_of_a_column_agree_on_their_sign_or_are_not_taken() -> None:
    assert values("days-to-answer", "1.234", "12,5 days") == [1234, 12.5]
    assert values("days-to-answer", "1.234", "12.5") == [1.234, 12.5]
    assert wrong("days-to-answer", "1.234").startswith("“1.234” can be read in two ways.")
    assert wrong("days-to-answer", "6000") == "6000 is above 5000, the highest figure that is possible here."


def test_what_this_app_writes_has_a_decimal_point_and_apostrophes_that_are_taken_out_again() -> None:
    lines = "respondent,days-to-answer,change-first\nP001,1.234,'=1+1;'+1 '-\nP002,7,''-\n"
    brought = taken(read_form(lines.encode()))
    assert [[plain(each) for each in person.answers if each] for person in brought.people] == [
        [1.234, "=1+1;+1 '-"],
        [7, "'-"],
    ]
    comma = taken(read_form(b'respondent,days-to-answer\nP001,"1,234"\n'), unknown="cells")
    assert comma.found == 1


def test_a_comment_alone_is_kept_beside_no_answer_and_one_that_is_too_long_is_said() -> None:
    lines = f"visits;visits.comment\n;Only this\n1;{'x' * 10_001}\nnever;No answer\n"
    brought = taken(read_form(lines.encode()), unknown="cells")
    answers = [person.answers[0] for person in brought.people]
    assert [(each.kind, each.comment) for each in answers if each] == [
        ("unanswered", "Only this"),
        ("value", "No answer"),
    ]
    assert brought.answered() == {"visits": 1}
    assert [(each.column, each.message) for each in brought.findings] == [
        ("visits.comment", "The text has 10001 characters; at most 10000 fit.")
    ]


def test_signs_that_matter_are_not_passed_over() -> None:

    options = [{"id": "a", "text": "< 5"}, {"id": "b", "text": "5"}, {"id": "c", "text": "> 5"}]
    asked = small(dimension("d", item("choice", "size", options=options)))
    form = read_form(b"size\n<5\n5\n> 5\n>5\n")
    mapping = {each.column.place: each.target for each in proposals(form, asked) if each.target}
    brought = take(form, asked, Wanted(mapping, unknown="cells", twice="all"))
    assert [person.answers[0] and person.answers[0].value for person in brought.people] == ["b", "c"]
    assert [each.value for each in brought.findings] == ["<5", ">5"]


@given(
    st.sampled_from([each["text"] for each in KNOWN]), st.sampled_from([str.upper, str.lower, str.title, "“{}”".format])
)
def test_an_option_is_found_however_it_is_written(text: str, write: Any) -> None:
    expected = next(each["id"] for each in KNOWN if each["text"] == text)
    assert values("detail-of-knowledge", write(text)) == [expected]


@given(st.text(max_size=200))
def test_any_text_is_an_answer_or_a_finding_and_never_an_error(cell: str) -> None:
    text = clean_text(cell.replace("\r", " ").replace("\n", " ").replace('"', "").replace("\t", " "))
    lines = f"visits\tdays-to-answer\tvoices\tchange-first\n{text}\t{text}\t{text}\tx\n"
    brought = taken(read_form(lines.encode("utf-8", "ignore")), unknown="cells")
    assert len(brought.people) == 1
