"""An agenda as text: what is read, and every bad line named."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import example, settings
from hypothesis import given as drawn
from hypothesis import strategies as st

from assessments.agenda_text import COLUMNS, agenda_csv, parse_agenda
from questionnaires.items import Agenda
from questionnaires.values import InvalidValueError, clean_agenda
from tests.scoring.build import agenda, only

DEPTHS = [("shallow", "Nodded through"), ("middle", "Discussed"), ("deep", "Decided")]
ONE, _ = only(agenda("a", max_rows=5, depths=[{"id": each, "text": text} for each, text in DEPTHS]))
assert isinstance(ONE, Agenda)
ITEM: Agenda = ONE


def row(topic: str, category: str, **rest: Any) -> dict[str, Any]:
    """Return a row in canonical form, empty where nothing is given."""
    empty = {"planned": 0, "actual": 0, "depth": "shallow", "basis": "", "actions": 0, "bumped": False}
    return {"topic": topic, "category": category, **empty, **rest}


FULL = row("New pump", "product", planned=20, actual=35.5, depth="deep", basis="data", actions=2, bumped=True)


def read(text: str | bytes) -> list[dict[str, Any]]:
    rows, problems = parse_agenda(ITEM, text)
    assert problems == []
    return rows


def refused(text: str | bytes) -> list[str]:
    rows, problems = parse_agenda(ITEM, text)
    assert rows == []
    return problems


@pytest.mark.parametrize(
    "line",
    [
        "New pump\tproduct\t20\t35.5\tdeep\tdata\t2\tyes",
        "New pump;product;20;35.5;deep;data;2;yes",
        "New pump,product,20,35.5,deep,data,2,yes",
        'New pump,"product",20,"35.5",deep,data,2,yes',
        "New pump;product;20;35,5;deep;data;2;yes",  # a decimal comma
        "New pump\tproduct\t20\t35,5\tdeep\tdata\t2\tyes",
        'New pump,product,20,"35,5",deep,data,2,yes',
        " New pump , Product , 20 min, 35.5\u00a0min , Decided , DATA , 2.0 , X ",
        "New pump,PRODUCT,20,35.5,Deep,Data,2,TRUE,,,",  # empty cells at the end
        "\ufeffNew pump,product,20,35.5,deep,data,2,1",  # a byte order mark
        "\n\r\n  \nNew pump,product,20,35.5,deep,data,2,y\n\n",
    ],
)
def test_a_line_can_be_parted_and_written_in_many_ways(line: str) -> None:
    assert read(line) == [FULL]
    assert read(line.encode()) == [FULL]


@pytest.mark.parametrize(
    ("line", "topic"),
    [
        ('"Prices; or margins",sales', "Prices; or margins"),
        ('"Prices, margins, costs";sales', "Prices, margins, costs"),
        ("Prices, margins, costs, terms\tsales", "Prices, margins, costs, terms"),  # a tab always parts
        ('"The ""best"" offer",sales', 'The "best" offer'),
        ('"Two\nlines",sales', "Two\nlines"),
        ("Actions\tsales", "Actions"),  # called like a column
    ],
)
def test_what_parts_columns_may_stand_in_a_topic(line: str, topic: str) -> None:
    assert read(line) == [row(topic, "sales")]


def test_columns_missing_at_the_end_are_empty() -> None:
    assert read("Deals,sales\nStock,operations,10,15\n") == [
        row("Deals", "sales"),
        row("Stock", "operations", planned=10, actual=15),
    ]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_kind_of_line_end_is_read(end: str) -> None:
    assert read(end.join(["Deals,sales", "Stock,operations"])) == [row("Deals", "sales"), row("Stock", "operations")]


def test_a_header_decides_the_order_of_the_columns() -> None:
    text = "Actual;Category;Topic;;Bumped\n12,5;customer value;Complaints;left out;no\n5;OTHER;Lease"

    assert read(text) == [row("Complaints", "value", actual=12.5), row("Lease", "other", actual=5)]


@pytest.mark.parametrize(("cell", "bumped"), [("", False), ("no", False), ("0", False), ("N", False), ("YES", True)])
def test_bumped_is_yes_or_no(cell: str, bumped: bool) -> None:  # noqa: FBT001 - the expected value
    assert read(f"Deals,sales,,,,,,{cell}") == [row("Deals", "sales", bumped=bumped)]


@pytest.mark.parametrize(("cell", "basis"), [("", ""), ("-", ""), ("Not said", ""), ("opinion", "opinion")])
def test_the_basis_may_be_left_open(cell: str, basis: str) -> None:
    assert read(f"Deals,sales,,,,{cell}") == [row("Deals", "sales", basis=basis)]


@pytest.mark.parametrize("nothing", ["", " \n\t\r\n", b"", b"\xef\xbb\xbf", ",,,\n,", "topic,category\n", "topic"])
def test_where_nothing_was_given(nothing: str | bytes) -> None:
    assert refused(nothing) == ["There is nothing to take over: no line was given."]


@pytest.mark.parametrize("content", ["Künden,sales".encode("latin-1"), "Deals,sales".encode("utf-16")])
def test_a_file_in_another_encoding(content: bytes) -> None:
    assert refused(content) == ["The file is not UTF-8 text. Save it as 'CSV UTF-8' and load it again."]


CHOICES = "Use one of: operations, other, product, sales, value."


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("Deals,salse", "'salse' is no category. Did you mean 'sales'?"),
        ("Deals,customers", f"'customers' is no category. {CHOICES}"),
        ("Deals", f"the category is missing. {CHOICES}"),
        (",sales", "the name of the topic is missing."),
        ("Deals,sales,ten", "'ten' under planned is not a number."),
        ("Deals,sales,10,1h", "'1h' under actual is not a number."),
        ("Deals,sales,,,,,two", "'two' under actions is not a number."),
        ("Deals,sales,,,,,2.5", "2.5 is not a whole number."),
        ("Deals,sales,-1", "planned: -1 is below 0, the lowest figure that is possible here."),
        ("Deals,sales,,1441", "actual: 1441 is above 1440, the highest figure that is possible here."),
        ('Deals,sales,,"1,200"', "'1,200' under actual can be read in two ways. Write 1200 if that is meant."),
        ("Deals,sales,nan", "planned: A number of at most 1,000,000,000,000,000 is expected here."),
        ("Deals,sales,,,depe", "'depe' is no depth. Did you mean 'deep'?"),
        ("Deals,sales,,,,facts", "'facts' does not say what it rested on. Write data or opinion, or leave it empty."),
        ("Deals,sales,,,,,,perhaps", "'perhaps' does not say whether it was bumped. Write yes or no."),
        ("Deals,sales,,,,,,no,9", "there are 9 columns, but at most 8 are known."),
    ],
)
def test_a_bad_line_is_named_with_what_would_be_right(line: str, problem: str) -> None:
    assert refused(line) == [f"Line 1: {problem}"]


def test_every_bad_line_is_named_by_its_place_in_the_text_and_nothing_is_taken_over() -> None:
    text = '\ntopic,category,planned\n"Two\nlines",sales,x\n\nStock,operations,5\nDeals,,5\n'

    assert refused(text) == [
        "Line 3: 'x' under planned is not a number.",
        f"Line 7: the category is missing. {CHOICES}",
    ]


def test_a_column_that_is_not_known_is_named_and_so_is_one_that_stands_twice() -> None:
    assert refused("\ntopic,catgeory,planned,colour,planned\nDeals,sales") == [
        "Line 2: the column 'catgeory' is not known. Did you mean 'category'?",
        f"Line 2: the column 'colour' is not known. Use one of: {', '.join(sorted(COLUMNS))}.",
        "Line 2: the column 'planned' stands there twice. Leave one of the two out.",
    ]


def test_a_header_is_known_although_its_first_column_is_not() -> None:
    assert refused("tpoic,category,planned\nDeals,sales,5") == [
        "Line 1: the column 'tpoic' is not known. Did you mean 'topic'?"
    ]


def test_more_topics_than_fit_are_counted() -> None:
    assert len(read("Deals,sales\n" * 5)) == 5
    assert refused("Deals,sales\n" * 6) == ["6 topics are more than the 5 that fit. Join the small ones."]


def test_a_quotation_mark_that_is_never_closed_does_not_break_the_page() -> None:
    assert refused('Deals,sales\n"Stock,operations\n' + "x" * 200_000) == [
        "Line 2: a cell is too long. Is a quotation mark missing there?"
    ]


def test_rows_are_written_with_a_header() -> None:
    assert agenda_csv(ITEM, [FULL, row("a, b", "sales")]).splitlines() == [
        "topic,category,planned,actual,depth,basis,actions,bumped",
        "New pump,product,20,35.5,deep,data,2,yes",
        '"a, b",sales,0,0,shallow,,0,no',
    ]


def cleaned(raw: dict[str, Any]) -> dict[str, Any]:
    return clean_agenda(ITEM, [raw])[0]


def is_topic(text: str) -> bool:
    try:
        cleaned(row(text, "sales"))
    except InvalidValueError:
        return False
    return True


MINUTES = st.one_of(st.integers(0, 1440), st.floats(0, 1440))
ROWS = st.builds(
    row,
    st.text(max_size=40).filter(is_topic),
    st.sampled_from([category.id for category in ITEM.categories]),
    planned=MINUTES,
    actual=MINUTES,
    depth=st.sampled_from([depth.id for depth in ITEM.depths]),
    basis=st.sampled_from(["", "data", "opinion"]),
    actions=st.integers(0, 100),
    bumped=st.booleans(),
).map(cleaned)


@settings(deadline=None)
@drawn(st.lists(ROWS, min_size=1, max_size=5))
@example([cleaned(row('"', "sales")), cleaned(row("a\n\nb\t;,", "other", planned=1e-7))])
def test_what_is_written_is_read_back(rows: list[dict[str, Any]]) -> None:
    assert read(agenda_csv(ITEM, rows)) == rows
    assert read(agenda_csv(ITEM, rows).encode()) == rows


@settings(deadline=None)
@drawn(st.one_of(st.text(), st.binary(), st.text(alphabet='ab,;\t\n\r" 1').map(lambda text: f"Deals,sales{text}")))
def test_whatever_is_pasted_gives_rows_or_problems(text: str | bytes) -> None:
    rows, problems = parse_agenda(ITEM, text)

    assert bool(rows) != bool(problems)


def test_the_problems_of_a_wholly_wrong_file_are_not_all_listed() -> None:
    problems = refused("\n".join(["Deals,rent"] * 30))
    assert len(problems) == 21
    assert problems[-1] == "There may be more. Mend these first."
    assert refused("\n".join(["Deals,sales"] * 1_001)) == [
        f"1001 lines are no agenda: at most {ITEM.max_rows} topics fit."
    ]
