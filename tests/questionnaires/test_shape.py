"""Every departure from the model in one run, each with the word that was meant."""

from __future__ import annotations

import pytest

from questionnaires.loader import load_text

HEAD = """\
id: x
version: 1.0.0
title: X
short_title: X
for: [executive]
minutes: 5
purpose: X.
decision: X.
source: {file: x.txt, at: x}
"""
ITEM = "{id: one, type: practice, label: X, ask: X, source: {file: x.txt, at: x}}"


def problems_of(text: str) -> list[str]:
    return [str(problem).removeprefix("x.yaml:") for problem in load_text(text, "x.yaml").problems]


def test_the_head_is_complete() -> None:
    assert problems_of(HEAD + f"dimensions: [{{id: d, title: X, summary: X, items: [{ITEM}]}}]") == []


def test_every_problem_is_found_in_one_run() -> None:
    text = """\
id: X
titel: X
version: 1.10
for: []
minutes: 0
source: {file: x.txt}
dimensions:
  - id: d
    title: X
    summry: X
    weight: none
    items:
      - {id: one, type: practise}
      - {type: rubric, options: [{id: a, text: 5}]}
"""
    assert problems_of(text) == [
        "1:1: M002 'decision' is missing. Add it.",
        "1:1: M002 'purpose' is missing. Add it.",
        "1:1: M002 'short_title' is missing. Add it.",
        "1:1: M002 'title' is missing. Add it.",
        "1:5: M005 'X' has the wrong form. Write small letters, digits and single hyphens, a letter first.",
        "2:1: M001 'titel' is not known here. Did you mean 'title'?",
        "3:10: M003 'version' is read as a number or a truth value. Quote the text.",
        "4:6: M005 'for' has 0, and needs at least 1. Add what is missing.",
        "5:10: M005 'minutes' is out of bounds: Input should be greater than or equal to 1. Change it.",
        "6:9: M002 'at' is missing. Add it.",
        "8:5: M002 'summary' is missing. Add it.",
        "10:5: M001 'summry' is not known here. Did you mean 'summary'?",
        "11:13: M003 'weight' must be a number. Change it.",
        "13:25: M004 'practise' is no type of item. Did you mean 'practice'?",
        "14:9: M002 'ask' is missing. Add it.",
        "14:9: M002 'id' is missing. Add it.",
        "14:9: M002 'label' is missing. Add it.",
        "14:9: M002 'source' is missing. Add it.",
        "14:33: M005 'options' has 1, and needs at least 2. Add what is missing.",
        "14:48: M003 'text' is read as a number or a truth value. Quote the text.",
    ]


@pytest.mark.parametrize(
    ("part", "suggestion"),
    [
        ("dimensions: [{id: d, tilte: X}]", "Did you mean 'title'?"),
        ("stages: [{id: low, titel: Low, summary: X}]", "Did you mean 'title'?"),
        ("scales: {agreeing: [{id: no-way, txt: X}]}", "Did you mean 'text'?"),
        ("opening: [{type: number, unti: days}]", "Did you mean 'unit'?"),
        ("closing: [{type: disclosure, figures: [{lable: X}]}]", "Did you mean 'label'?"),
        ("closing: [{type: disclosure, caps: [{becuase: X}]}]", "Did you mean 'because'?"),
        ("closing: [{type: agenda, flags: {focus-last: {nextstep: X}}}]", "Did you mean 'next_step'?"),
        ("closing: [{type: agenda, verdict: {laed: 5}}]", "Did you mean 'lead'?"),
        ("closing: [{type: practice, ask_if: {atleast: x}}]", "Did you mean 'at_least'?"),
        ("closing: [{type: practice, source: {fiel: x}}]", "Did you mean 'file'?"),
        ("dimensions: [{dimensions: [{items: [{type: share, tagret: 5}]}]}]", "Did you mean 'target'?"),
        ("closing: [{type: agenda, flags: {focus-lsat: {say: X, next_step: X}}}]", "Did you mean 'focus-last'?"),
        ("stage_rule: tolerant-gate", "Did you mean 'tolerant_gate'?"),
    ],
)
def test_the_word_that_was_meant_is_that_of_the_place(part: str, suggestion: str) -> None:
    found = [line for line in problems_of(part) if "M001" in line or "M004" in line]
    assert len(found) == 1
    assert found[0].endswith(suggestion)


def test_a_key_that_is_wrong_is_named_at_the_key() -> None:
    assert "2:3: M005 'Bad' has the wrong form. Write small letters, digits and single hyphens, a letter first." in (
        problems_of("scales:\n  Bad:\n    - {id: a, text: A}\n    - {id: b, text: B}\n")
    )


def test_a_refused_word_in_a_language_is_named_once() -> None:
    found = [line for line in problems_of("title: {en: yes}") if line.startswith("1:")]
    assert [line for line in found if "M002" not in line] == [
        "1:13: Y006 yes is read as true or false in YAML. Write 'true' or 'false', or quote the word."
    ]


def test_a_list_whose_members_are_wrong_is_not_called_short() -> None:
    found = problems_of("closing: [{type: choice, options: [{id: A, text: A}, {id: B, text: B}]}]")
    assert not any("options" in line for line in found)
    assert sum("M005" in line for line in found) == 2


def test_a_very_long_word_is_cut_in_the_message() -> None:
    (line,) = (line for line in problems_of(f"{'k' * 500}: 1") if "M001" in line)
    assert f"'{'k' * 60}…' is not known here." in line
