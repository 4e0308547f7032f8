"""A CSV of answers: every kind of cell, every dialect of spreadsheets, and every problem in one run."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cli.answers_csv import Table, load_answers, read_answers
from questionnaires.values import Answer
from tests.cli.samples import EVERYTHING, parsed

if TYPE_CHECKING:
    from pathlib import Path

QUESTIONNAIRE = parsed(EVERYTHING)
TOPIC = {"topic": "T", "category": "x", "actual": 10}
FULL_TOPIC = {
    "topic": "T",
    "category": "x",
    "planned": 0,
    "actual": 10,
    "depth": "brief",
    "basis": "",
    "actions": 0,
    "bumped": False,
}


def read(text: str | bytes) -> Table:
    return read_answers(text if isinstance(text, bytes) else text.encode(), "a.csv", QUESTIONNAIRE)


def problems(text: str | bytes) -> list[str]:
    table = read(text)
    return [str(problem) for problem in table.problems]


def one(column: str, cell: str, delimiter: str = ",") -> Table:
    """Read a table of one answer; another column makes the delimiter known."""
    quoted = '"' + cell.replace('"', '""') + '"'
    return read(f"respondent{delimiter}{column}\nann{delimiter}{quoted}\n")


def disclosed(**given: Any) -> dict[str, Any]:
    return {"level": None, "figures": {}, "definition": "", "source": "", "explanation": "", **given}


@pytest.mark.parametrize(
    ("column", "cell", "value"),
    [
        ("rubric", "o2", "o2"),
        ("rubric", "1", "o1"),
        ("rubric", "4", "o4"),
        ("rubric", "2.0", "o2"),
        ("agreement", "agree", "agree"),
        ("agreement", "3", "agree"),
        ("frequency", "undecided", "undecided"),
        ("frequency", "1", "disagree"),
        ("practice", "partly", "partly"),
        ("practice", "2", "partly"),
        ("contrast", "7", 7),
        ("checklist", "x", ["x"]),
        ("checklist", "z;x", ["x", "z"]),
        ("checklist", "z | x;", ["x", "z"]),
        ("checklist", "none", []),
        ("listed", "none", ["none"]),
        ("listed", "dk", ["dk"]),
        ("listed", "na", ["na"]),
        ("number", "12", 12),
        ("number", "12.5", 12.5),
        ("number", "1.5e2", 150),
        ("number", "1.125", 1.125),
        ("share", "0.5", 0.5),
        ("allocation", "x=40;y=60", {"x": 40, "y": 60}),
        ("allocation", " y = 59.5 | x = 40.5 ; ", {"x": 40.5, "y": 59.5}),
        ("allocation", "y=100", {"x": 0, "y": 100}),
        ("choice", "y", "y"),
        ("text", " Two\nlines ", "Two\nlines"),
        ("disclosure", "agree", disclosed(level="agree")),
        ("disclosure.now", "12", disclosed(figures={"now": 12})),
        ("disclosure.definition", "All.", disclosed(definition="All.")),
        ("disclosure.source", "CRM", disclosed(source="CRM")),
        ("disclosure.explanation", "None.", disclosed(explanation="None.")),
        ("agenda", json.dumps([TOPIC]), [FULL_TOPIC]),
        ("agenda", "[]", []),
    ],
)
def test_a_good_cell(column: str, cell: str, value: Any) -> None:
    table = one(column, cell)
    assert table.problems == ()
    assert table.respondents == ("ann",)
    assert table.batch == ({column.split(".", maxsplit=1)[0]: Answer(value=value)},)


@pytest.mark.parametrize(
    ("column", "cell", "kind"),
    [
        ("rubric", "dk", "dont_know"),
        ("rubric", "DK", "dont_know"),
        ("rubric", "na", "not_applicable"),
        ("number", "dk", "dont_know"),
        ("disclosure", "NA", "not_applicable"),
        ("text", "dk", "dont_know"),
    ],
)
def test_do_not_know_and_not_applicable(column: str, cell: str, kind: str) -> None:
    table = one(column, cell)
    assert table.problems == ()
    assert [answer.kind for answer in table.batch[0].values()] == [kind]


@pytest.mark.parametrize(
    ("column", "cell", "message"),
    [
        ("rubric", "o5", "'o5' is not an answer here. Use one of: o1, o2, o3, o4."),
        ("rubric", "0", "'0' is no level here. Write 1 to 4, or one of: o1, o2, o3, o4."),
        ("rubric", "5", "'5' is no level here. Write 1 to 4, or one of: o1, o2, o3, o4."),
        ("rubric", "1.5", "'1.5' is no level here. Write 1 to 4, or one of: o1, o2, o3, o4."),
        ("rubric", "-1", "'-1' is no level here. Write 1 to 4, or one of: o1, o2, o3, o4."),
        ("agreement", "agrees", "'agrees' is not an answer here. Did you mean 'agree'?"),
        ("practice", "yse", "'yse' is not an answer here. Did you mean 'yes'?"),
        ("contrast", "8", "8 is above 7, the highest figure that is possible here."),
        ("contrast", "left", "'left' is not a number. Write digits, with a decimal point where needed."),
        ("checklist", "x;w", "'w' is not an answer here. Use one of: x, y, z."),
        ("checklist", "x;none", "'none' is not an answer here. Use one of: x, y, z."),
        ("checklist", ";", "';' names nothing. Write 'none' where nothing applies."),
        ("number", "5001", "5001 is above 5000, the highest figure that is possible here."),
        ("number", "1,5", "'1,5' is not a number. Write digits, with a decimal point where needed."),
        ("number", "1_000", "'1_000' is not a number. Write digits, with a decimal point where needed."),
        ("number", "nan", "'nan' is not a number. Write digits, with a decimal point where needed."),
        ("number", "1e999", "A number of at most 1,000,000,000,000,000 is expected here."),
        ("number", "9" * 5000, "A number of at most 1,000,000,000,000,000 is expected here."),
        ("number", "x" * 99, f"'{'x' * 60}…' is not a number. Write digits, with a decimal point where needed."),
        ("share", "101", "101 is above 100, the highest figure that is possible here."),
        ("share", "12 %", "'12 %' is not a number. Write digits, with a decimal point where needed."),
        ("allocation", "x=40;y=50", "The parts add up to 90; they must add up to 100."),
        ("allocation", "x=40;w=60", "'w' is not an answer here. Use one of: x, y."),
        ("allocation", "x=40;x=60", "'x' has two shares. Keep one of them."),
        ("allocation", "x=40;60", "'60' is no share. Write part=number;part=number."),
        ("allocation", "x=40;y=", "'' is not a number. Write digits, with a decimal point where needed."),
        ("choice", "1", "'1' is not an answer here. Use one of: x, y."),
        ("text", "x" * 21, "The text has 21 characters; at most 20 fit."),
        ("disclosure", "agre", "'agre' is not an answer here. Did you mean 'agree'?"),
        ("disclosure", "3", "'3' is not an answer here. Use one of: agree, disagree, undecided."),
        ("disclosure.now", "1.5", "1.5 is not a whole number."),
        ("disclosure.now", "-1", "-1 is below 0, the lowest figure that is possible here."),
        ("disclosure.now", "dk", "'dk' is not a number. Write digits, with a decimal point where needed."),
        ("agenda", "talk", 'This is not a JSON list of topics. Write [{"topic": ..., ...}, ...].'),
        ("agenda", "[" * 100_000, 'This is not a JSON list of topics. Write [{"topic": ..., ...}, ...].'),
        ("agenda", "{}", "A list of topics is expected here."),
        ("agenda", '[{"topic": "T"}]', "Topic 1: what it is about (the category) is missing. Use one of: x, y."),
        ("agenda", '[{"topic": "T", "category": "x", "actual": NaN}]', "Topic 1: actual: A number of at most"),
    ],
)
def test_a_bad_cell_is_named_with_its_row_and_column(column: str, cell: str, message: str) -> None:
    (problem,) = one(column, cell).problems
    assert str(problem).startswith(f"a.csv:2:{column}: {message}")


@pytest.mark.parametrize(
    ("header", "message"),
    [
        ("rubrik", "a.csv:1:rubrik: There is no such column. Did you mean 'rubric'?"),
        ("responent", "a.csv:1:responent: There is no such column. Did you mean 'respondent'?"),
        ("disclosure.nwo", "a.csv:1:disclosure.nwo: There is no such column. Did you mean 'disclosure.now'?"),
        ("habit", "a.csv:1:habit: There is no such column. It is called 'practice' now."),
        ("rubric,rubric", "a.csv:1:rubric: This column stands here twice. Keep one of them."),
        ("rubric,", "a.csv:1:-: Column 2 has no name. Name it, or remove it."),
    ],
)
def test_a_bad_header_is_named(header: str, message: str) -> None:
    assert problems(f"{header}\n{','.join('1' for _ in header.split(','))}\n") == [message]


def test_a_definition_that_is_not_asked_for_has_no_column() -> None:
    (problem,) = problems("plain.definition\nAll.\n")
    assert problem.startswith("a.csv:1:plain.definition: There is no such column.")


def test_all_problems_are_found_in_one_run_in_the_order_of_rows() -> None:
    text = "respondent,rubrik,practice,number,practice\nann,o1,maybe,-1,yes\nbob,o1,yes\n,,,,,\ncyd,o1,no,many,yes\n"
    assert problems(text) == [
        "a.csv:1:rubrik: There is no such column. Did you mean 'rubric'?",
        "a.csv:1:practice: This column stands here twice. Keep one of them.",
        "a.csv:2:practice: 'maybe' is not an answer here. Use one of: no, partly, yes.",
        "a.csv:2:number: -1 is below 0, the lowest figure that is possible here.",
        "a.csv:3:number: The row has 3 cells, the header 5. Give every column one cell.",
        "a.csv:4:-: The row has 6 cells, the header 5. Give every column one cell.",
        "a.csv:5:number: 'many' is not a number. Write digits, with a decimal point where needed.",
    ]


def test_a_row_is_named_by_the_line_on_which_it_begins() -> None:
    text = '\r\nrespondent,text,practice\r\n\r\n"ann","a\r\nb\r\nc",maybe\r\nbob,d,perhaps\r\n'
    assert [problem.row for problem in read(text).problems] == [4, 7]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("delimiter", [",", ";"])
def test_the_dialects_of_spreadsheets(end: str, mark: bytes, delimiter: str) -> None:
    rows = [["respondent", "rubric", "checklist"], ["Zoë", "o1", '"x;y"'], ["", "dk", "x|y"], ["", "", ""]]
    table = read(mark + (end.join(delimiter.join(row) for row in rows) + end + end).encode())
    assert table.problems == ()
    assert table.respondents == ("Zoë", None)
    assert table.batch == (
        {"rubric": Answer(value="o1"), "checklist": Answer(value=["x", "y"])},
        {"rubric": Answer("dont_know"), "checklist": Answer(value=["x", "y"])},
    )


def test_spaces_around_cells_do_no_harm() -> None:
    table = read('respondent , rubric\n ann , "o1"\n')
    assert (table.problems, table.respondents, table.batch) == ((), ("ann",), ({"rubric": Answer(value="o1")},))


@pytest.mark.parametrize(
    ("cell", "value"),
    [("1,5", 1.5), ("0,125", 0.125), ("12.5", 12.5), ("1,2500", 1.25), ("1000", 1000), ("1500,5", 1500.5)],
)
def test_a_decimal_comma_goes_with_semicolons(cell: str, value: float) -> None:
    assert one("number", cell, ";").batch == ({"number": Answer(value=value)},)
    assert one("allocation", "x=99,5;y=0,5", ";").batch == ({"allocation": Answer(value={"x": 99.5, "y": 0.5})},)


@pytest.mark.parametrize("cell", ["1,500", "1.500", "1.234.567", "1,234.567"])
def test_a_number_that_can_be_read_in_two_ways_is_not_guessed(cell: str) -> None:
    assert problems(f"respondent;number\nann;{cell}\n") == [
        f"a.csv:2:number: '{cell}' can be read in two ways. Leave out the thousands sign, or end with a 0."
    ]


def test_an_empty_row_counts_where_nobody_is_named() -> None:
    assert read("rubric,practice\no1,yes\n,\n").batch == (
        {"rubric": Answer(value="o1"), "practice": Answer(value="yes")},
        {},
    )
    assert read("respondent,practice\nann,yes\n,\n").respondents == ("ann",)
    assert read("respondent,practice\nann,\n").batch == ({},)


def test_the_columns_of_a_disclosure_are_joined() -> None:
    header = "disclosure.lost,disclosure.definition,disclosure,disclosure.source,disclosure.explanation,disclosure.now"
    (answers,) = read(f"{header}\n2,All.,agree,CRM,None.,10\n").batch
    assert answers == {
        "disclosure": Answer(
            value={
                "level": "agree",
                "figures": {"now": 10, "lost": 2},
                "definition": "All.",
                "source": "CRM",
                "explanation": "None.",
            }
        )
    }
    assert list(answers["disclosure"].value["figures"]) == ["now", "lost"]


@pytest.mark.parametrize("word", ["dk", "na"])
def test_a_figure_cannot_stand_beside_do_not_know(word: str) -> None:
    message = "A figure or text cannot stand beside 'dk' or 'na'. Empty one of the cells."
    assert problems(f"disclosure,disclosure.now\n{word},5\n") == [f"a.csv:2:disclosure.now: {message}"]
    assert problems(f"disclosure.now,disclosure\n5,{word}\n") == [f"a.csv:2:disclosure: {message}"]


@pytest.mark.parametrize("text", ["", "\ufeff", "\n\n", "rubric\n", "rubric,practice\r\n\r\n", "respondent\n\n"])
def test_a_file_without_answers_is_a_problem(text: str) -> None:
    assert problems(text) == [
        "a.csv:1:-: There are no answers in this file. Write a header, then one row a respondent."
    ]


def test_a_file_that_is_not_utf_8_is_a_problem() -> None:
    message = "This is not UTF-8 text. Save the file as 'CSV UTF-8'."
    assert problems("respondent,rubric\nann,o1\nzoë,o1\n".encode("latin-1")) == [f"a.csv:3:-: {message}"]
    assert problems("rubric\no1\n".encode("utf-16")) == [f"a.csv:1:-: {message}"]


@pytest.mark.parametrize(
    ("text", "row"),
    [('rubric\no1\n"o2\n', 3), ('rubric\n"o1"x\n', 2), ('"rubric\no1\n', 1), ("text\n" + "x" * 200_000, 2)],
)
def test_a_file_that_is_no_csv_is_a_problem(text: str, row: int) -> None:
    found = problems(text)
    assert found[0].startswith(f"a.csv:{row}:-: Not readable as CSV: ")
    assert found[0].endswith(". Check the quotes.")


def test_a_missing_file_is_a_problem(tmp_path: Path) -> None:
    path = tmp_path / "missing.csv"
    (problem,) = load_answers(path, QUESTIONNAIRE).problems
    assert str(problem) == f"{path}:1:-: Cannot be read: No such file or directory. Check the path."


def test_a_respondent_may_be_any_text() -> None:
    table = read('respondent,practice\n"Ann, ""A"" \x07 <b>",yes\n=1+1,no\n')
    assert table.problems == ()
    assert table.respondents == ('Ann, "A"  <b>', "=1+1")


def test_a_respondent_of_endless_length_is_refused() -> None:
    assert problems(f"respondent,practice\n{'x' * 10_001},yes\n") == [
        "a.csv:2:respondent: The text has 10001 characters; at most 10000 fit."
    ]


def test_a_problem_is_one_line_whatever_the_cell_holds() -> None:
    (line,) = problems('practice\n"a\n\x1b[31mb"\n')
    assert line == "a.csv:2:practice: 'a ?[31mb' is not an answer here. Use one of: no, partly, yes."


@settings(deadline=None)
@given(st.text(max_size=100) | st.binary(max_size=100))
def test_arbitrary_content_gives_answers_or_problems(content: str | bytes) -> None:
    table = read(content.encode("utf-8", "surrogatepass") if isinstance(content, str) else content)
    assert table.problems
    assert all("\n" not in str(problem) for problem in table.problems)


@settings(deadline=None)
@given(st.data())
def test_arbitrary_cells_give_an_answer_or_a_problem(data: st.DataObject) -> None:
    column = data.draw(
        st.sampled_from([item.id for item in QUESTIONNAIRE.items] + ["disclosure.now", "disclosure.source"])
    )
    words = ["x", "=", "5", ";", "|", "dk", "na", "none", "agree", "[{", "}]", '"topic"', ":", ",", "1.5", "-", "e9"]
    parts = data.draw(st.lists(st.sampled_from(words) | st.characters(exclude_categories=["Cs"]), max_size=6))
    table = one(column, "".join(parts), data.draw(st.sampled_from([",", ";"])))
    assert len(table.batch) == 1
    assert len(table.problems) <= 1
