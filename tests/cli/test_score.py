"""The command ``score``: one JSON document, or every problem and nothing else."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cli.__main__ import main
from cli.answers_csv import read_answers
from cli.cells import Field, fields
from cli.score import document
from questionnaires.items import Agenda, Allocation
from questionnaires.loader import DEFINITIONS
from questionnaires.values import option_ids
from scoring.result import score
from scoring.sentences import decided
from tests.cli.samples import EVERYTHING, GATED, HEAD, STAGES, dimension, item, parsed
from tests.questionnaires.examples import HERE, SHIPPED, VALID, loaded, name

if TYPE_CHECKING:
    from pathlib import Path

    from questionnaires.model import Questionnaire

EXAMPLES = [loaded(path) for path in (*VALID, *SHIPPED)]
ROOT = DEFINITIONS.parent.parent
AGENDA = json.dumps(
    [
        {"topic": "Deals", "category": "sales", "actual": 30, "actions": 3},
        {"topic": "Who left", "category": "customers", "actual": 10, "bumped": True, "basis": "opinion"},
    ]
).replace('"', '""')


def scored(questionnaire: str | Questionnaire, text: str) -> dict[str, Any]:
    """Return the document for a table without problems, as it comes out of JSON."""
    known = parsed(questionnaire) if isinstance(questionnaire, str) else questionnaire
    table = read_answers(text.encode(), "a.csv", known)
    assert table.problems == ()
    found = json.loads(json.dumps(document(known, table), allow_nan=False))
    assert isinstance(found, dict)
    return found


def test_the_gate_decides_and_says_who_holds_back() -> None:
    questionnaire = parsed(GATED)
    found = scored(questionnaire, "respondent,a-item,b-item,c-item\nann,o4,o4,o1\nbob,4,4,1\n")
    mean = 200 / 3
    assert (found["questionnaire"], found["version"], found["n"]) == ("sample", "1.2.3", 2)
    sentence = found["overall"].pop("sentence")
    assert found["overall"] == {
        "score": pytest.approx(mean),
        "low": pytest.approx(mean),
        "stage": "s2",
        "decided_by": "gate",
        "mean_stage": "s3",
        "gate_stage": "s2",
        "held_back_by": ["c"],
        "coverage": 1.0,
        "band": [pytest.approx(40.0), pytest.approx(600 / 7)],
    }
    table = read_answers(b"a-item,b-item,c-item\n4,4,1\n4,4,1\n", "a.csv", questionnaire)
    assert sentence == decided(questionnaire, score(questionnaire, table.batch))
    assert [each["id"] for each in found["dimensions"]] == ["a", "b", "c"]
    assert found["dimensions"][2] == {
        "id": "c", "title": "X", "score": 0.0, "low": 0.0, "stage": "s1",
        "coverage": 1.0, "dont_know_share": 0.0, "n": 2, "depth": 0,
    }  # fmt: skip
    assert found["respondents"] == [
        {"respondent": "ann", "score": pytest.approx(mean), "coverage": 1.0},
        {"respondent": "bob", "score": pytest.approx(mean), "coverage": 1.0},
    ]


def test_the_average_decides_and_nobody_holds_back() -> None:
    overall = scored(GATED, "a-item,b-item,c-item\no3,o3,o2\n")["overall"]
    assert (overall["stage"], overall["decided_by"], overall["held_back_by"]) == ("s3", "mean", [])
    assert (overall["mean_stage"], overall["gate_stage"]) == ("s3", "s3")


def test_the_weakest_dimension_decides() -> None:
    text = GATED.replace("tolerant_gate", "min_gate")
    overall = scored(text, "a-item,b-item,c-item\no4,o2,o2\n")["overall"]
    assert (overall["stage"], overall["decided_by"], overall["held_back_by"]) == ("s2", "weakest", ["b", "c"])


def test_a_dimension_without_a_score_is_not_the_one_that_holds_back() -> None:
    overall = scored(GATED, "a-item,b-item,c-item\ndk,o4,o1\n")["overall"]
    assert overall["coverage"] == pytest.approx(2 / 3)
    assert overall["held_back_by"] == ["c"]


def test_do_not_know_not_applicable_and_skipped_are_kept_apart() -> None:
    options = "options: [{id: x, text: X}, {id: y, text: Y}], not_applicable: true"
    items = [item(each, "rubric", f", {options}") for each in ("i", "j", "k", "l")]
    text = HEAD + STAGES + "dimensions:\n" + dimension("d", *items)
    found = scored(text, "i,j,k,l\ny,y,dk,na\ny,x,y,\n")
    assert found["respondents"] == [
        {"respondent": None, "score": 100.0, "coverage": 1.0},
        {"respondent": None, "score": pytest.approx(200 / 3), "coverage": 0.75},
    ]
    (found_dimension,) = found["dimensions"]
    assert found_dimension["score"] == pytest.approx(250 / 3)
    assert found_dimension["low"] == pytest.approx(200 / 3)
    assert found_dimension["dont_know_share"] == pytest.approx(1 / 6)
    assert found_dimension["coverage"] == pytest.approx((1 + 3 / 4) / 2)


def test_too_few_answers_give_null_and_no_stage() -> None:
    found = scored(GATED, "respondent,a-item,b-item,c-item\nann,,,o4\nbob,dk,dk,dk\n")
    assert found["n"] == 2
    assert found["overall"] == {
        "score": None, "low": None, "stage": None, "decided_by": None, "mean_stage": None, "gate_stage": None,
        "held_back_by": [], "sentence": "There are not enough answers for an overall stage.",
        "coverage": found["overall"]["coverage"], "band": None,
    }  # fmt: skip
    assert [each["score"] for each in found["respondents"]] == [None, None]
    assert found["dimensions"][0]["score"] is None
    assert found["dimensions"][0]["stage"] is None


def test_every_kind_of_item_is_scored_together() -> None:
    header = (
        "rubric,agreement,frequency,contrast,practice,checklist,number,share,allocation,choice,text,disclosure,agenda"
    )
    found = scored(EVERYTHING, f'{header}\no4,agree,agree,7,yes,x;y;z,5,5,x=50;y=50,x,Hello,agree,"[]"\n')
    assert found["overall"]["score"] == 100.0
    assert found["overall"]["stage"] is None
    assert found["respondents"][0].keys() == {"respondent", "score", "coverage"}


def test_nested_dimensions_are_listed_top_down_with_their_depth() -> None:
    found = scored(loaded(HERE / "valid" / "nested-dimensions.yaml"), "one,two\nyes,no\n")
    assert [(each["id"], each["depth"]) for each in found["dimensions"]] == [("whole", 0), ("half", 1), ("quarter", 2)]


def test_an_agenda_is_read_for_every_respondent() -> None:
    questionnaire = loaded(HERE / "valid" / "type-agenda.yaml")
    text = f'respondent,mix,agenda,voices\nann,sales=50;customers=50,"{AGENDA}",finance\nbob,,,\n'
    ann, bob = scored(questionnaire, text)["respondents"]
    assert bob["agenda"] is None
    assert ann["score"] == pytest.approx(75.0)
    assert ann["agenda"]["time"] == {"sales": 0.75, "customers": 0.25, "other": 0.0}
    assert ann["agenda"]["distance"] == pytest.approx(0.25)
    assert ann["agenda"]["leader"] == ["sales"]
    assert ann["agenda"]["bumped"] == ["Who left"]
    assert ann["agenda"]["flags"] == [
        "focus-bumped", "focus-last", "focus-on-opinion", "focus-without-action", "no-focus-voice"
    ]  # fmt: skip


def test_a_questionnaire_of_agendas_without_an_agenda_gives_null() -> None:
    text = (
        HEAD
        + "result: agenda\ndimensions:\n"
        + dimension("d", item("i", "practice")).replace("{s1: X., s2: X., s3: X., s4: X.}", "{}")
    )
    assert scored(text, "i\nyes\n")["respondents"] == [
        {"respondent": None, "score": 100.0, "coverage": 1.0, "agenda": None}
    ]


def test_contradictions_and_derived_figures_are_those_of_the_respondent() -> None:
    columns = "respondent,q01-customers,q01-customers.now,q04-lost,q04-lost.lost,q04-gained,q04-gained.gained"
    questionnaire = loaded(DEFINITIONS / "ten-omnichannel-questions.yaml")
    ann, bob = scored(questionnaire, f"{columns}\nann,in-use,100,in-use,5,in-use,200\nbob,nobody,,,,,\n")["respondents"]
    assert [found["rule"] for found in ann["contradictions"]] == ["lost-within-base"]
    assert ann["contradictions"][0].keys() == {"rule", "severity", "symbols", "message"}
    assert (bob["contradictions"], bob["derived"]) == ([], [])
    fine = scored(questionnaire, f"{columns}\nann,in-use,100,in-use,10,in-use,10\n")["respondents"][0]
    assert fine["contradictions"] == []
    assert fine["derived"][0] == {
        "id": "churn",
        "title": "Customers lost in the quarter",
        "value": 0.1,
        "formula": "lost ÷ customers a quarter ago",
    }


@settings(deadline=None)
@given(st.data())
def test_whatever_was_answered_the_document_is_json_with_scores_in_bounds(data: st.DataObject) -> None:
    questionnaire = data.draw(st.sampled_from(EXAMPLES))
    columns = {column: field for each in questionnaire.items for column, field in fields(each).items()}
    cells = {column: st.sampled_from(["", "dk", *_cells(field, questionnaire)]) for column, field in columns.items()}
    rows = data.draw(st.lists(st.fixed_dictionaries(cells), min_size=1, max_size=3))
    out = io.StringIO()
    writer = csv.DictWriter(out, list(columns))
    writer.writeheader()
    writer.writerows(rows)
    table = read_answers(out.getvalue().encode(), "a.csv", questionnaire)
    found = document(questionnaire, table)
    json.dumps(found, allow_nan=False)
    for part in (found["overall"], *found["dimensions"], *found["respondents"]):
        assert part["score"] is None or 0 <= part["score"] <= 100 + 1e-9
        assert 0 <= part["coverage"] <= 1 + 1e-9


def _cells(field: Field, questionnaire: Questionnaire) -> list[str]:
    """Return cells that mostly fit a column."""
    if field.name:
        return ["0", "7"]
    if isinstance(field.item, Allocation):
        return [f"{part.id}={field.item.total}" for part in field.item.parts]
    if isinstance(field.item, Agenda):
        topic = {"topic": "T", "category": field.item.focus, "actual": 5}
        return [json.dumps([topic, {**topic, "actual": 0, "bumped": True}]), "[]"]
    return [*option_ids(field.item, questionnaire), "0", "3"]


def test_figures_keep_their_full_precision() -> None:
    found = scored(GATED, "a-item,b-item,c-item\no2,o2,o2\n")
    assert found["overall"]["score"] == 100 / 3


@pytest.mark.parametrize("path", SHIPPED, ids=name)
def test_every_shipped_questionnaire_is_found_by_its_id(
    path: Path, tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    item_id = loaded(path).items[0].id
    answers = tmp_path / "answers.csv"
    answers.write_text(f"respondent,{item_id}\nann,\n")
    assert main(["score", path.stem, str(answers)]) == 0
    printed = capsysbinary.readouterr()
    assert json.loads(printed.out)["questionnaire"] == path.stem
    assert printed.err == b""


def test_a_questionnaire_may_be_a_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    questionnaire, answers = tmp_path / "sample.yaml", tmp_path / "answers.csv"
    questionnaire.write_text(GATED)
    answers.write_text("a-item,b-item,c-item\no1,o2,o3\n")
    assert main(["score", str(questionnaire), str(answers)]) == 0
    assert json.loads(capsys.readouterr().out)["overall"]["stage"] == "s2"


def test_problems_are_printed_instead_of_a_result(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    questionnaire, answers = tmp_path / "sample.yaml", tmp_path / "answers.csv"
    questionnaire.write_text(GATED)
    answers.write_text("a-item,d-item\no1,o2\no9,\n")
    assert main(["score", str(questionnaire), str(answers)]) == 1
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err.splitlines() == [
        f"{answers}:1:d-item: There is no such column. Did you mean 'c-item'?",
        f"{answers}:3:a-item: 'o9' is not an answer here. Use one of: o1, o2, o3, o4.",
    ]


def test_a_broken_questionnaire_is_named_with_its_problems(capsys: pytest.CaptureFixture[str]) -> None:
    path = HERE / "broken" / "Q103-no-stages.yaml"
    assert main(["score", str(path), "answers.csv"]) == 1
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err.startswith(f"{path}:11:13: Q103 ")


def test_an_unknown_questionnaire_is_named_with_the_one_meant(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["score", "quarterly-review-adit", "answers.csv"]) == 1
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err == (
        "quarterly-review-adit:1:1: Y000 Cannot be read: No such file or directory. Check the path. "
        "Or give the id of a shipped questionnaire. Did you mean 'quarterly-review-audit'?\n"
    )


def test_the_command_runs_as_a_module(tmp_path: Path) -> None:
    answers = tmp_path / "answers.csv"
    answers.write_bytes(b"\xef\xbb\xbfrespondent;target-mix\r\nZo\xc3\xab;product=100\r\n")
    command = [sys.executable, "-m", "cli", "score", "quarterly-review-audit", str(answers)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, b"")
    assert json.loads(done.stdout)["respondents"][0]["respondent"] == "Zoë"


def test_the_command_fails_as_a_module(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "cli", "score", "quarterly-review-audit", str(tmp_path / "missing.csv")]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, check=False)
    assert (done.returncode, done.stdout) == (1, b"")
    assert done.stderr.endswith(b"missing.csv:1:-: Cannot be read: No such file or directory. Check the path.\n")
