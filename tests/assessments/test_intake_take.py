"""Rows to respondents: rows that repeat others, rows that do not fit, roles, names, and what is wanted of the rest."""

from __future__ import annotations

import csv
import io

import pytest

from assessments import intake_take
from assessments.intake_form import Form, read_form
from assessments.intake_match import proposals
from assessments.intake_take import WHOLE_ROW, has_marks, take
from assessments.intake_taken import Taken, Wanted
from assessments.intake_targets import ROLE, titles_of
from assessments.intake_told import (
    answer_rows,
    finding_rows,
    guesses,
    left_out_rows,
    outcome,
    shape,
    twice_sentence,
    used_rows,
)
from tests.assessments.forms.asked import questionnaire, said, taken

LINES = "when,code,Role,name as given,detail-of-knowledge,list-owner"
ROWS = [
    "2026-03-01,A,Sales,Ada,groups,yes",
    "2026-03-02,B,sales ,Ben,4,no",
    "2026-03-03,A,Service,Ada,totals,no",
    "2026-03-03,A,Service,Ada,totals,no",
    "2026-03-04,,Service,,,",
    "2026-03-05,C,,Cem,never,yes",
    "2026-03-06,D",
]


def form(*rows: str, header: str = LINES) -> Form:
    return read_form("\n".join([header, *rows]).encode())


def test_rows_of_one_respondent_count_once() -> None:
    brought = taken(form(*ROWS), {"code": "respondent", "name as given": "name"}, unknown="rows")
    assert said(brought) == [
        {"detail-of-knowledge": "groups", "list-owner": "yes"},
        {"detail-of-knowledge": "early", "list-owner": "no"},
    ]
    assert brought.twice == ((4, 2), (5, 2))
    assert [(person.role, person.name) for person in brought.people] == [("Sales", "Ada"), ("Sales", "Ben")]
    assert (brought.repeated, brought.silent, brought.left_out, brought.emptied) == (2, 1, 2, 0)
    assert brought.roles == ("Sales",)  # nobody who counts is of the service


def test_without_a_column_for_it_only_rows_that_are_wholly_alike_repeat_each_other() -> None:
    brought = taken(form(*ROWS), unknown="cells")
    assert brought.twice == ((5, 4),)
    assert len(brought.people) == 4
    assert brought.roles == ("Sales", "Service")


def test_all_of_them_may_be_taken() -> None:
    brought = taken(form(*ROWS), {"code": "respondent"}, unknown="cells", twice="all")
    assert (len(brought.people), brought.repeated) == (5, 2)


def test_what_cannot_be_read_leaves_out_its_row_or_its_answer() -> None:
    rows = taken(form(*ROWS), unknown="rows")
    cells = taken(form(*ROWS), unknown="cells")
    assert (len(rows.people), rows.left_out, rows.emptied) == (3, 2, 0)
    assert (len(cells.people), cells.left_out, cells.emptied) == (4, 1, 1)
    assert said(cells)[-1] == {"list-owner": "yes"}
    assert rows.findings == cells.findings
    assert [(each.row, each.column, each.value) for each in rows.findings] == [
        (7, "detail-of-knowledge", "never"),
        (8, WHOLE_ROW, ""),
    ]
    assert rows.findings[1].message == "It has 2 cells, the header 6, so it is left out."


def test_only_the_first_findings_are_kept_and_all_are_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(intake_take, "MOST_LISTED", 2)
    brought = taken(form(*["never"] * 5, header="detail-of-knowledge"), unknown="cells")
    assert (len(brought.findings), brought.found) == (1, 1)  # four of the five rows repeat the first
    again = taken(form(*["never"] * 5, header="detail-of-knowledge"), unknown="cells", twice="all")
    assert (len(again.findings), again.found) == (2, 5)
    assert (again.twice, again.repeated) == (((3, 2), (4, 2)), 4)


def test_roles_that_are_given_hold() -> None:
    read = form("Sales,1", "SERVICE,2", "Board,3", ",4", header="Role,detail-of-knowledge")
    brought = taken(read, unknown="cells", roles=("Service", "Sales"))
    assert [person.role for person in brought.people] == ["Sales", "Service", "", ""]
    assert brought.roles == ("Service", "Sales")
    assert [(each.row, each.message) for each in brought.findings] == [
        (4, "“Board” is no role of this assessment. Use one of: Sales, Service.")
    ]


def test_a_role_without_letters_is_one() -> None:
    brought = taken(form("+,1", "++,2", header="Role,detail-of-knowledge"))
    assert [person.role for person in brought.people] == ["+", "++"]


def test_a_name_that_is_too_long() -> None:
    brought = taken(form(f"{'n' * 121},1", header="who,detail-of-knowledge"), {"who": "name"}, unknown="cells")
    assert brought.people[0].name == ""
    assert brought.findings[0].message == "The text has 121 characters; at most 120 fit."


def test_times_and_ids_tell_rows_apart_and_answers_do_not() -> None:
    read = form("1,yes,x", "1,yes,x", "2,no,x", header="detail-of-knowledge,list-owner,batch")
    mapping = {each.column.place: each.target for each in proposals(read, questionnaire()) if each.target}
    assert not has_marks(read, mapping)
    dated = form(*ROWS)
    mapping = {each.column.place: each.target for each in proposals(dated, questionnaire()) if each.target}
    assert has_marks(dated, mapping)


def test_a_column_that_is_left_out_brings_nothing() -> None:
    assert take(form(*ROWS), questionnaire(), Wanted({2: ROLE})).people == ()


def told(brought: Taken) -> list[str]:
    return list(outcome(brought))


def test_what_a_form_brings_in_sentences() -> None:
    assert told(taken(form(*ROWS), {"code": "respondent"}, unknown="rows")) == [
        "2 people with 4 answers in all.",
        "2 rows repeat an earlier one and are left out.",
        "1 row is left out, because nothing in it is an answer.",
        "2 rows are left out, because something in them cannot be read.",
        "Roles: Sales.",
        "Answers given as numbers: 1 was taken for the first answer in question 1.",
    ]
    assert told(taken(form(ROWS[0], ROWS[0], ROWS[5]), unknown="cells", twice="all"))[:3] == [
        "3 people with 5 answers in all.",
        "1 row repeats an earlier one and is taken all the same.",
        "1 answer is left empty, because it cannot be read.",
    ]
    assert told(taken(form(ROWS[0], ROWS[5], "D"))) == ["2 people with 3 answers in all.", "Roles: Sales."]


def test_what_repeats_what_in_a_sentence() -> None:
    brought = taken(form(*ROWS), {"code": "respondent"}, unknown="rows")
    assert twice_sentence(brought, 9) == "Row 4 repeats row 2, row 5 repeats row 2."
    assert twice_sentence(brought, 1) == "Row 4 repeats row 2; 1 more."
    assert twice_sentence(taken(form(ROWS[0])), 9) == ""


def test_what_the_file_is_in_a_sentence() -> None:
    assert shape(form(ROWS[0], "D")) == "The file is a table with one header row, 2 rows of answers and 6 columns."
    assert shape(form("1,2", header="respondent,visits")) == (
        "The file is an export of this app with one header row, 1 row of answers and 2 columns."
    )


def test_columns_that_are_used_and_left_out() -> None:
    read = form(*ROWS)
    proposed = proposals(read, questionnaire())
    mapping = {each.column.place: each.target for each in proposed if each.target} | {1: ROLE}
    assert [each.column.name for each in guesses(proposed, mapping)] == ["Role"]
    del mapping[2]
    assert used_rows(read, proposed, mapping, questionnaire())[0] == {
        "Column": "code",
        "Holds": titles_of(questionnaire())[ROLE],
        "Known": "chosen",
    }
    assert [row["Known"] for row in used_rows(read, proposed, mapping, questionnaire())] == [
        "chosen",
        "by its id",
        "by its id",
    ]
    assert left_out_rows(proposed, mapping) == [
        {"Column": "when", "Left out because": "it seems to hold dates and times"},
        {"Column": "Role", "Left out because": "nothing in the questionnaire fits"},
        {"Column": "name as given", "Left out because": "nothing in the questionnaire fits"},
    ]
    assert guesses(proposed, mapping) == []


def test_answers_by_question() -> None:
    rows = answer_rows(taken(form(*ROWS), unknown="cells"), questionnaire())
    assert [row["Answers"] for row in rows[:4]] == ["3", "no column", "no column", "4"]


def test_the_same_thing_in_many_rows_is_said_once() -> None:
    lines = [f"{number},never" for number in range(25)] + ["x,nie", "y,nie"]
    brought = taken(form(*lines, header="code,detail-of-knowledge"), unknown="cells")
    rows = finding_rows(brought, 9)
    assert [(row["Row"], row["Value"]) for row in rows] == [
        (f"{', '.join(str(number) for number in range(2, 22))} and 5 more", "never"),
        ("27, 28", "nie"),
    ]
    assert len(finding_rows(brought, 1)) == 1


def test_a_hundred_thousand_rows() -> None:
    text = io.StringIO()
    rows = csv.writer(text)
    rows.writerow(["id", "detail-of-knowledge", "list-owner", "days-to-answer"])
    rows.writerows([number, 1 + number % 4, "yes", number % 7] for number in range(100_000))
    brought = taken(read_form(text.getvalue().encode()))
    assert len(brought.people) == 100_000
    assert brought.answered() == {"detail-of-knowledge": 100_000, "list-owner": 100_000, "days-to-answer": 100_000}
    first = {id(person.answers[1]) for person in brought.people}
    assert len(first) == 1  # answers that are alike are one object
