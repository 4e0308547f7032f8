"""Sets: what is shipped fits its occasion, and a wrong file is reported with its place."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from questionnaires.loader import load_folder
from questionnaires.sets import load_set, load_sets
from tests.questionnaires.test_forms import branch, made, practice

if TYPE_CHECKING:
    from pathlib import Path

SHIPPED = [each.definition for each in load_folder() if each.definition is not None]
WHOLE = made(
    branch("first", practice("one"), practice("two"), practice("three", ask_if={"item": "two", "at_least": "yes"}))
)
HEAD = """\
id: ours
title: Ours
purpose: To test.
at_most: 9
alone: true
room: false
members:
"""


def complaints(members: str, head: str = HEAD) -> list[str]:
    ready, problems = load_set(head + members, "ours.yaml", [WHOLE])
    assert ready is None
    return [f"{each.line}:{each.column} {each.code} {each.message}" for each in problems]


def test_every_shipped_set_can_be_asked_and_keeps_to_its_time() -> None:
    ready, problems = load_sets(SHIPPED)
    assert not problems
    assert {each.set.id: each.set.at_most for each in ready} == {"executive": 25, "pulse": 8, "workshop": 25}
    assert all(each.minutes <= each.set.at_most for each in ready)


def test_the_short_form_of_the_stages_has_one_question_of_each_of_the_twelve_dimensions() -> None:
    ready, _ = load_sets(SHIPPED)
    for each in ready:
        form = next(d.questionnaire for d in each.definitions if d.questionnaire.id == "customer-obsession-stages")
        assert [len(dimension.items) for dimension in form.dimensions] == [1] * 12
        assert form.form == "short"


def test_the_executive_set_asks_all_ten_questions() -> None:
    ready, _ = load_sets(SHIPPED)
    executive = next(each for each in ready if each.set.id == "executive")
    whole = next(each.questionnaire for each in SHIPPED if each.questionnaire.id == "ten-omnichannel-questions")
    asked = next(each.questionnaire for each in executive.definitions if each.questionnaire.id == whole.id)
    assert [item.id for item in asked.items] == [item.id for item in whole.items]


def test_a_set_counts_its_minutes_and_questions() -> None:
    ready, problems = load_set(HEAD + "  - {questionnaire: small, items: [one, two], minutes: 2}\n", "f", [WHOLE])
    assert not problems
    assert ready is not None
    assert (ready.minutes, ready.questions) == (2, 2)


@pytest.mark.parametrize(
    ("members", "found"),
    [
        (
            "  - {questionnaire: smal}\n",
            "8:21 S301 'smal' cannot be asked. Did you mean 'small'?",
        ),
        (
            "  - {questionnaire: small, items: [one]}\n",
            "8:5 S302 Some items take less time than all. Add 'minutes'.",
        ),
        (
            "  - {questionnaire: small, items: [ten], minutes: 1}\n",
            "8:35 S303 'ten' is no item of small that is asked. Correct the list.",
        ),
        (
            "  - {questionnaire: small, items: [three], minutes: 1}\n",
            "8:35 S303 'three' of small depends on 'two'. Ask both, or neither. Correct the list.",
        ),
        (
            2 * "  - {questionnaire: small, items: [one], minutes: 1}\n",
            "8:3 S304 'small' stands here twice. Keep it once.",
        ),
        (
            "  - {questionnaire: small, items: [one], minutes: 10}\n",
            "4:10 S305 It takes 10 minutes, and may take 9. Leave something out.",
        ),
        ("  - {questionnair: small}\n", "8:6 M001 'questionnair' is not known here. Did you mean 'questionnaire'?"),
    ],
)
def test_what_is_wrong_is_said_with_its_place(members: str, found: str) -> None:
    assert found in complaints(members)


def test_what_is_no_yaml_is_refused() -> None:
    assert complaints("  - {", HEAD)[0].split()[1] == "Y002"


def test_a_wrong_set_of_a_folder_is_left_out_and_the_others_stay(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(HEAD + "  - {questionnaire: other}\n", encoding="utf-8")
    (tmp_path / "b.yaml").write_text(HEAD + "  - {questionnaire: small}\n", encoding="utf-8")
    ready, problems = load_sets([WHOLE], tmp_path)
    assert [each.set.id for each in ready] == ["ours"]
    assert [problem.code for problem in problems] == ["S301"]
