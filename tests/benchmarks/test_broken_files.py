"""Every code has a broken example: the files of the folder ``broken`` are the list of tests."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.checks import CHECKS, WARNINGS
from benchmarks.loader import load_text

BROKEN = Path(__file__).parent / "broken"
FILES = sorted(BROKEN.glob("*.yaml"))
OF_SHAPE = {f"B{number:03}" for number in range(1, 9)}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_broken_file_has_this_one_problem_in_the_line_marked_here(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    code = path.name[:4]
    line = next(number for number, words in enumerate(text.splitlines(), start=1) if words.endswith("# here"))

    ledger, problems = load_text(text, path.name)

    assert [(problem.code, problem.line) for problem in problems] == [(code, line)]
    assert problems[0].severity == ("warning" if code in WARNINGS else "error")
    assert len(ledger.benchmarks) == (1 if code in {"B008", *WARNINGS} else 0)
    assert not ledger.unusable


def test_every_code_has_an_example() -> None:
    assert {path.name[:4] for path in FILES} == OF_SHAPE | set(CHECKS)


@pytest.mark.parametrize(
    ("stem", "message"),
    [
        ("B002-misspelt-key", "'populaton' is not known here. Did you mean 'population'?"),
        ("B002-misspelt-list", "'benchmark' is not known here. Did you mean 'benchmarks'?"),
        ("B003-no-source", "'source' is missing. Add it."),
        ("B004-no-n", "Without 'n' nobody can judge it. Add it, or list the figure under 'unusable' and say why."),
        ("B005-number-for-text", "'instrument_version' must be text; quote it if it looks like a number."),
        ("B006-unknown-kind", "'practise_share' is not a choice for 'kind'. Did you mean 'practice_share'?"),
        (
            "B007-capital-in-stage",
            "'Low' has the wrong form for 'distribution'. Write small letters, digits and single hyphens.",
        ),
        ("B007-nobody-asked", "'n' is out of bounds: Input should be greater than or equal to 1. Correct it."),
        (
            "B008-same-id-twice",
            "The id 'blogs' is used in B008-same-id-twice.yaml:2 already. Give one of them another id.",
        ),
        (
            "B017-half-missing",
            "The shares add up to 0.97 instead of 1. Correct them, or write 'partial: true' if some are not known.",
        ),
        ("B017-too-much", "The shares add up to 1.03 instead of 1. Correct them."),
    ],
)
def test_a_message_says_how_to_mend_it(stem: str, message: str) -> None:
    _, problems = load_text((BROKEN / f"{stem}.yaml").read_text(encoding="utf-8"), f"{stem}.yaml")
    assert problems[0].message == message
