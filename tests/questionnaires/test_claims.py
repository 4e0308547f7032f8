"""The claims file: every code has a broken example, the shipped file has no problem, references lead somewhere."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from questionnaires.claims import CLAIMS, Claim, load_claims, load_text, shipped, split
from questionnaires.claims_checks import CHECKS, LEADS, SETTLED
from questionnaires.loader import load_folder

if TYPE_CHECKING:
    from questionnaires.model import Questionnaire

BROKEN = Path(__file__).parent / "broken_claims"
FILES = sorted(BROKEN.glob("*.yaml"))


@cache
def known() -> dict[str, Questionnaire]:
    """Return the questionnaires that come with the software by their ids."""
    found = (each.definition for each in load_folder() if each.definition is not None)
    return {each.questionnaire.id: each.questionnaire for each in found}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_broken_file_has_this_one_problem_in_the_line_marked_here(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    line = next(number for number, words in enumerate(text.splitlines(), start=1) if words.endswith("# here"))

    claims, problems = load_text(text, path.name, known())

    assert [(each.code, each.line) for each in problems] == [(path.name[:4], line)]
    assert claims == ()  # a file with an error is left out whole


def test_every_code_has_an_example_and_the_reverse() -> None:
    own = {path.name[:4] for path in FILES if path.name.startswith("C")}
    assert own == CHECKS.keys() | LEADS.keys()
    assert {path.name[:4] for path in FILES} - own == {"M001", "M002", "M003", "M004", "M005", "Y005"}


@pytest.mark.parametrize(
    ("stem", "message"),
    [
        ("M001-misspelt-key", "'comparible' is not known here. Did you mean 'comparable'?"),
        ("M002-no-question", "'raise_it' is missing. Add it."),
        ("M004-unknown-observation", "'focus-drive' is not allowed. Did you mean 'focus-drives'?"),
        ("C401-same-id-twice", "The id 'one' is used twice. Give one of them another id."),
        ("C403-no-level", "Nothing says from which level on the claim holds. Add 'at_least'."),
        ("C403-needless-level", "'focus-heard' is seen or not. Leave 'at_least' out."),
        ("C405-no-question", "What raises it in a meeting asks. End it with a question."),
        (
            "C406-unknown-questionnaire",
            "'ten-omnichanel-questions' is no questionnaire. Did you mean 'ten-omnichannel-questions'?",
        ),
        (
            "C406-unknown-part",
            "'customer-knowlege' is no part of 'customer-obsession-stages'. Did you mean 'customer-knowledge'?",
        ),
        (
            "C407-text-for-points",
            "'opening-reflex' carries no points. Name a question that does, or use 'chosen'.",
        ),
        ("C408-no-choice", "'opening-reflex' is no choice. Name an item of that type."),
        ("C408-unknown-answer", "'outcomes' is no answer of 'opening-code'. Did you mean 'outcome'?"),
    ],
)
def test_a_message_says_how_to_mend_it(stem: str, message: str) -> None:
    _, problems = load_text((BROKEN / f"{stem}.yaml").read_text(encoding="utf-8"), f"{stem}.yaml", known())
    assert problems[0].message == message


def test_references_are_left_alone_where_the_questionnaires_are_not_known() -> None:
    text = (BROKEN / "C406-unknown-part.yaml").read_text(encoding="utf-8")
    claims, problems = load_text(text, "claims.yaml")
    assert ([each.id for each in claims], problems) == (["one"], [])


def test_what_is_no_yaml_gives_no_claim() -> None:
    claims, problems = load_text("claims: [", "claims.yaml", known())
    assert (claims, [each.code for each in problems]) == ((), ["Y002"])


def test_the_shipped_claims_have_no_problem() -> None:
    claims, problems = load_claims(known())
    assert problems == []
    assert claims == shipped()
    assert 6 <= len(claims) <= 9
    assert [path.name for path in sorted(CLAIMS.glob("*.yaml"))] == ["say-do.yaml"]


@pytest.mark.parametrize("claim", shipped(), ids=lambda claim: claim.id)
def test_a_shipped_claim_says_what_it_is_read_off_when_it_holds_and_how_to_raise_it(claim: Claim) -> None:
    for text in (claim.claim.says, claim.trace.looks_at, claim.holds.because, claim.would_have_to_be_seen):
        assert text.endswith(".")
        assert text[0].isupper() or text[0].isdigit()
    assert claim.raise_it.endswith("?")
    assert (claim.holds.at_least is None) == (claim.trace.observed in SETTLED)
    # what is said and what is seen are never the same answer
    assert not {*claim.says_from} & {*claim.trace.sources}


@pytest.mark.parametrize("claim", shipped(), ids=lambda claim: claim.id)
def test_a_question_that_raises_a_claim_blames_nobody(claim: Claim) -> None:
    words = set(claim.raise_it.lower().replace(",", "").replace("?", "").split())
    assert not words & {"you", "your", "why", "failed", "fault", "blame", "wrong", "honest", "really", "actually"}


def test_a_reference_names_a_questionnaire_and_a_part_or_the_whole() -> None:
    assert split("a-b/c") == ("a-b", "c")
    assert split("a-b") == ("a-b", "")
