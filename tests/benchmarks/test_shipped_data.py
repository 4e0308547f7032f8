"""The figures that are shipped: clean, within their rules, and nothing that may not be quoted."""

from __future__ import annotations

import re

from benchmarks.compare import Comparison, comparison, context_sentence, wilson
from benchmarks.loader import DATA, load_ledger

LEDGER, PROBLEMS = load_ledger()
BY_ID = {benchmark.id: benchmark for benchmark in LEDGER.benchmarks}


def test_the_shipped_files_have_no_problem() -> None:
    assert PROBLEMS == []
    assert (len(LEDGER.benchmarks), len(LEDGER.unusable)) == (43, 38)


def test_every_row_of_the_ledger_is_there() -> None:
    ids = [*BY_ID, *(claim.id for claim in LEDGER.unusable)]
    rows = {re.sub(r"(?<=\d)[abc]$", "", each.split("-")[0]) for each in ids}
    assert rows == (
        {f"s{number:02}" for number in range(1, 17)}
        | {f"e{number:02}" for number in range(1, 33)}
        | {f"x{number}" for number in range(1, 6)}
    )


def test_nothing_unverified_is_shipped() -> None:
    assert {benchmark.seen for benchmark in LEDGER.benchmarks} == {"primary", "secondary"}


def test_no_scores_of_others_are_shipped() -> None:
    assert "score_distribution" not in {benchmark.kind for benchmark in LEDGER.benchmarks}


def test_publishers_who_ask_for_approval_are_named_without_a_figure() -> None:
    assert not [benchmark.id for benchmark in LEDGER.benchmarks if "Gartner" in benchmark.source]
    named = [claim for claim in LEDGER.unusable if "Gartner" in claim.what]
    assert [claim.id for claim in named] == ["x1-compete-on-experience", "e15-levels-2016", "e30-journey-maps-2021"]
    assert not [claim.id for claim in named if "%" in claim.what + claim.why]


def test_the_intervals_of_the_ibm_shares_are_wilson_intervals() -> None:
    for name in ("s01a-blogs-tracked", "s01b-third-party-reviews-tracked", "s01c-consumer-reviews-tracked"):
        figure = BY_ID[name]
        assert figure.value is not None
        assert tuple(round(bound, 3) for bound in wilson(round(figure.value * figure.n), figure.n)) == figure.interval


def test_the_ladders_stand_beside_the_stages_as_a_sentence_only() -> None:
    found = [
        comparison(figure, questionnaire_id="customer-obsession-stages", version="1.0.0", item_id=None, year=2026)
        for figure in LEDGER.benchmarks
    ]
    allowed = {each.benchmark.id: each for each in found if isinstance(each, Comparison)}
    ladders = {name for name in allowed if BY_ID[name].kind == "stage_distribution"}
    assert ladders == {"e01-ladder-2022", "e02-ladder-2023", "e03-ladder-2024", "e04-ladder-2025"}
    assert all(allowed[name].ways == {"sentence"} and BY_ID[name].warning for name in ladders)
    assert not any(way in each.ways for each in allowed.values() for way in ("gap", "z", "percentile", "rank"))


def test_the_newest_ladder_in_words() -> None:
    assert context_sentence(BY_ID["e04-ladder-2025"], 2026).startswith(
        "In 2025, 223 customer experience professionals in firms of at least 1,000 employees placed their firms on "
        "another ladder of five stages, by self-assessment: 29 % stage 1, 36 % stage 2, 21 % stage 3, "
        "11 % stage 4 (by subtraction), 3 % stage 5 ("
    )


def test_nothing_in_the_files_points_to_a_machine() -> None:
    texts = [path.read_text(encoding="utf-8") for path in DATA.glob("*.yaml")]
    assert not [text for text in texts if re.search(r"(?<![\w.:/])/\w+/|…", text)]
