"""Tables of answers: nothing that was answered is lost, and what is scored again has the same scores."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from assessments.model import Batch, Live, Response, Round, Saved, Vote
from cli.answers_csv import read_answers
from questionnaires.items import TextItem
from questionnaires.values import Answer
from reports.data_answers import respondents, tidy, wide
from reports.data_columns import columns_of, spss_name
from reports.given import Given, given_alone, given_in
from scoring.result import score
from tests.assessments.build import asked, kept
from tests.assessments.rooms import START, a_wave
from tests.reports.samples import LONE
from tests.reports.tables import as_typed, rows
from tests.scoring.build import DK, NA, agenda, dimension, given, item, questionnaire, rubric, topic

OPTIONS = [{"id": "one", "text": "One"}, {"id": "two", "text": "Two"}]
EVERY = questionnaire(
    dimension(
        "d",
        rubric("r"),
        item("agreement", "g", scale="agree", reversed=True),
        item("frequency", "f", scale="agree"),
        item("contrast", "c", left="Left", right="Right"),
        item("practice", "p"),
        item("checklist", "l", options=OPTIONS),
        item(
            "disclosure",
            "s",
            scale="agree",
            definition="What counts?",
            figures=[{"id": "now", "label": "Now", "unit": "customers", "minimum": None}],
        ),
        item("number", "n", unit="days", floor=0, target=100),
        item("share", "h", floor=0, target=100),
        item("allocation", "a", parts=OPTIONS, target={"one": 50, "two": 50}),
        agenda(),
    ),
    opening=[item("choice", "o", options=OPTIONS), item("text", "t", max_chars=40)],
)
SAID = {"level": "a5", "figures": {"now": -5.5}, "definition": "who paid", "source": "the till", "explanation": "+1"}
VALUES: dict[str, Any] = {
    "o": "two",
    "t": "two\nlines; =1+1",
    "r": "l2",
    "g": "a1",
    "f": "a4",
    "c": 3,
    "p": "partly",
    "l": ["one"],
    "s": SAID,
    "n": 12.5,
    "h": 40,
    "a": {"one": 30, "two": 70},
    "agenda": [topic("value", 20.5), topic("sales", 10, topic="a;=1+1", bumped=True, basis="data")],
}
TOPICS = given(EVERY, VALUES)["agenda"].value


def one(answers: dict[str, Any], place: int = 1, **own: Any) -> Given:
    return Given(EVERY.id, f"Person {place}", "Lead", "North", given(EVERY, answers), place, **own)


def scored_again(people: list[Given]) -> tuple[Any, Any]:
    """Return the score of answers, and that of the wide table as the command line reads it."""
    table = read_answers(wide(EVERY, people), "answers-wide.csv", EVERY)
    assert table.problems == ()
    return score(EVERY, [each.answers for each in people]), score(EVERY, table.batch)


def test_every_part_of_every_answer_has_a_row() -> None:
    found = [(row["item"], row["part"], row["value"], row["text"]) for row in rows(tidy("Q1", [EVERY], [one(VALUES)]))]
    assert found[:17] == [
        ("o", "", "two", "Two"),
        ("t", "", "two\nlines; '=1+1", ""),
        ("r", "", "l2", "Level 2"),
        ("g", "", "a1", "Step 1"),
        ("f", "", "a4", "Step 4"),
        ("c", "", "3", "Nearer to “Left” (3 of 7)"),
        ("p", "", "partly", "Partly"),
        ("l", "one", "1", "One"),
        ("l", "two", "0", "Two"),
        ("s", "level", "a5", "Step 5"),
        ("s", "now", "-5.5", "Now (customers)"),
        ("s", "definition", "who paid", "definition"),
        ("s", "source", "the till", "source"),
        ("s", "explanation", "'+1", "explanation"),
        ("n", "", "12.5", "days"),
        ("h", "", "40", "%"),
        ("a", "one", "30", "One"),
    ]
    assert found[18:26] == [
        ("agenda", "1.topic", "value", ""),
        ("agenda", "1.category", "value", "Customer value"),
        ("agenda", "1.planned", "0", ""),
        ("agenda", "1.actual", "20.5", ""),
        ("agenda", "1.depth", "shallow", "shallow"),
        ("agenda", "1.basis", "", ""),
        ("agenda", "1.actions", "0", ""),
        ("agenda", "1.bumped", "0", ""),
    ]
    assert found[26][2:] == ("a;'=1+1", "")
    assert found[33][1:3] == ("2.bumped", "1")
    assert len(found) == 34


@pytest.mark.parametrize(
    ("answer", "kind"),
    [(DK, "dont_know"), (NA, "not_applicable"), (Answer("unanswered", comment="Later."), "unanswered")],
)
def test_an_answer_without_a_value_has_a_row_too(answer: Answer, kind: str) -> None:
    (row,) = rows(tidy("Q1", [EVERY], [one({"l": answer})]))
    assert (row["kind"], row["part"], row["value"]) == (kind, "", "")
    assert (row["reason"], row["comment"]) == (answer.reason, answer.comment)


def test_evidence_reason_and_comment_stand_in_the_first_row_of_an_answer() -> None:
    commented = replace(given(EVERY, VALUES)["l"], comment="=1", evidence="data")
    found = rows(tidy("Q1", [EVERY], [one({"l": commented, "agenda": []})]))
    assert [(row["evidence"], row["comment"]) for row in found] == [("data", "'=1"), ("", ""), ("", "")]
    assert found[2]["text"] == "0 topics, 0 minutes"


def test_a_row_says_whose_answer_it_is() -> None:
    other = Given("other", "Nobody", "", "", {})
    (row,) = rows(tidy("2026 Q1", [EVERY], [other, one({"c": 3}, 12)]))
    assert [row[name] for name in ("wave", "respondent", "name", "role", "unit", "questionnaire", "question")] == [
        "2026 Q1",
        "P012",
        "Person 12",
        "Lead",
        "North",
        "sample",
        "c?",
    ]


def test_people_stand_once_in_the_table_of_respondents() -> None:
    again = replace(one({}, 2), questionnaire_id="other")
    assert [list(row.values()) for row in rows(respondents([one({}, 2), one({}, 1), again]))] == [
        ["P001", "Person 1", "Lead", "North"],
        ["P002", "Person 2", "Lead", "North"],
    ]


def test_the_wide_table_has_a_column_for_every_question_and_field() -> None:
    (row,) = rows(wide(EVERY, [one(VALUES)]))
    assert row == {
        "respondent": "P001",
        "o": "two",
        "t": "two⏎lines; '=1+1",
        "r": "l2",
        "g": "a1",
        "f": "a4",
        "c": "3",
        "p": "partly",
        "l": "one",
        "s": "a5",
        "s.now": "-5.5",
        "s.definition": "who paid",
        "s.source": "the till",
        "s.explanation": "'+1",
        "n": "12.5",
        "h": "40",
        "a": "one=30|two=70",
        "agenda": json.dumps(TOPICS).replace(";", "\\u003b"),
    }
    assert json.loads(row["agenda"]) == TOPICS


def test_what_the_command_line_reads_from_the_wide_table_has_the_same_scores() -> None:
    people = [
        one(VALUES),
        one({each: DK for each in VALUES if each not in {"o", "t"}}, 2),
        one({"l": [], "n": NA, "s": {"level": None, "figures": {"now": 3}}, "c": 7, "r": "l4"}, 3),
        one({"r": Answer("unanswered", comment="Later."), "h": 99.25}, 4),
    ]
    ours, theirs = scored_again(people)
    assert ours.score == theirs.score
    assert [each.score for each in ours.respondents] == [each.score for each in theirs.respondents]
    assert [(each.score, each.coverage) for each in ours.dimensions] == [
        (each.score, each.coverage) for each in theirs.dimensions
    ]


def test_what_an_option_is_called_stands_for_nothing_else_in_the_wide_table() -> None:
    words = [{"id": each, "text": each} for each in ("dk", "na", "none")]
    form = questionnaire(dimension("d", item("checklist", "l", options=words), item("checklist", "m", options=OPTIONS)))
    said: list[Any] = [[], DK, NA]
    given_by = [Given(form.id, "x", "", "", given(form, {"l": each, "m": each})) for each in said]
    given_by.append(Given(form.id, "x", "", "", given(form, {"l": ["dk", "none"]})))
    assert [(row["l"], row["m"]) for row in rows(wide(form, given_by))] == [
        ("", "none"),
        ("", "dk"),
        ("", "na"),
        ("dk|none", ""),
    ]


@pytest.mark.parametrize("questionnaire_id", LONE)
def test_the_core_questionnaires_are_scored_again_alike(questionnaire_id: str) -> None:
    form = asked(questionnaire_id)
    answers = given(form, LONE[questionnaire_id])
    table = read_answers(wide(form, [Given(form.id, "Ada", "", "", answers)]), "x", form)
    assert table.problems == ()
    assert score(form, table.batch).score == score(form, [answers]).score
    assert {key for key, each in answers.items() if each.kind != "unanswered"} == set(table.batch[0])


@pytest.mark.parametrize("text", ["=" * 40, "-" + "x" * 39, "a\n" * 19, "'=1", "''=1", "x;  =1", "\t=1", "ü" * 40])
def test_a_text_in_the_wide_table_is_never_longer_than_it_may_be(text: str) -> None:
    people = [one({"t": text, "c": 1})]
    (row,) = rows(wide(EVERY, people))
    longest = EVERY.item_by_id["t"]
    assert isinstance(longest, TextItem)
    assert len(row["t"]) <= longest.max_chars
    assert scored_again(people)[1].score == scored_again(people)[0].score


@pytest.mark.parametrize(
    "text", ["=1+1", " =1", "'=1", "''@x", "a;=1;;=2", "a\n-1", "\u202e=1", "a\tb", "ＡＢ；＝1", "＝1", "it's", "5-4=1"]
)
def test_a_text_of_the_tidy_table_can_be_turned_back_into_what_was_typed(text: str) -> None:
    (row,) = rows(tidy("Q1", [EVERY], [one({"c": Answer(value=1, comment=text.strip())})]))
    assert as_typed(row["comment"]) == text.strip()
    assert not row["comment"].lstrip(" ").startswith(("=", "+", "-", "@", "＝"))


def test_names_in_spss_are_valid_and_differ() -> None:
    columns = columns_of(EVERY)
    names = [name for each in columns for name in {each.spss, each.raw}]
    assert len(names) == len(set(names))
    assert all(name[0].isalpha() and len(name) <= 64 and name.replace("_", "a").isalnum() for name in names)


@pytest.mark.parametrize(
    ("wanted", "taken", "name"),
    [
        ("to", set(), "to_x"),
        ("q01-customers.now", set(), "q01_customers_now"),
        ("a-b", {"a_b"}, "a_b_v2"),
        ("a-b", {"a_b", "a_b_v2"}, "a_b_v3"),
        ("9", set(), "v_9"),
        ("...", set(), "v"),
        ("a" * 70, {"a" * 64}, "a" * 61 + "_v2"),
    ],
)
def test_a_name_in_spss(wanted: str, taken: set[str], name: str) -> None:
    assert spss_name(wanted, taken) == name
    assert name in taken


def test_a_later_vote_leaves_what_was_answered_before_in_the_table() -> None:
    wave = a_wave("open")
    responses = [Response(each, "w", "Lead", "", "R", START, name="Ada" if each == "a" else "") for each in "ab"]
    said: list[tuple[str, int, str, Answer]] = [
        ("a", 1, "r", Answer(value="l1", comment="First.")),
        ("b", 1, "r", Answer(value="l2")),
        ("a", 1, "c", Answer(value=2)),
        ("a", 2, "r", Answer(value="l3", comment="Second.")),
        ("b", 2, "r", Answer("unanswered", comment="Still.")),
        ("b", 2, "c", Answer(value=7)),
        ("a", 3, "c", Answer(value=5)),
    ]
    votes = [Vote(who, EVERY.id, item_id, number, Saved(answer, START)) for who, number, item_id, answer in said]
    rounds = (Round(1, None, "revealed", START), Round(2, None, "revealed", START), Round(3, None, "voting", START))
    batches = tuple(Batch(number, number, frozenset("ab"), START) for number in (1, 2))
    live = Live(1, "result", late=True, rounds=rounds, batches=batches)
    people = given_in(wave, live, responses, votes)
    found = [
        (row["name"], row["item"], row["vote"], row["counts"], row["value"], row["comment"])
        for row in rows(tidy("Q1", [EVERY], people))
    ]
    assert found == [
        ("Ada", "r", "1", "no", "l1", "First."),
        ("Ada", "r", "2", "yes", "l3", "Second."),
        ("Ada", "c", "1", "yes", "2", ""),
        ("Person 2", "r", "1", "no", "l2", ""),
        ("Person 2", "r", "2", "yes", "l2", "Still."),
        ("Person 2", "c", "2", "yes", "7", ""),
    ]
    assert given_in(replace(wave, mode="anonymous"), live, responses, votes) == ()


def test_what_somebody_answered_alone_is_handed_on_whole() -> None:
    response = Response("r", "w", "Lead", "North", "R", START)
    found = given_alone(response, EVERY.id, kept(EVERY, VALUES))
    assert (found.who, found.role, found.unit, found.place) == ("Person 1", "Lead", "North", 1)
    assert found.answers == given(EVERY, VALUES)
    assert given_alone(replace(response, name="Ada"), EVERY.id, {}).who == "Ada"
