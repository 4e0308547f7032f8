"""The figures that are shipped: clean, within their rules, and nothing that may not be quoted."""

from __future__ import annotations

import re

import pytest

from benchmarks.compare import Comparison, comparison, context_sentence, wilson
from benchmarks.loader import DATA, load_ledger
from benchmarks.near import near
from questionnaires.loader import DEFINITIONS, load_file
from scoring.items import item_score

LEDGER, PROBLEMS = load_ledger()
BY_ID = {benchmark.id: benchmark for benchmark in LEDGER.benchmarks}
ASKED = {
    definition.questionnaire.id: definition.questionnaire
    for definition in (load_file(path).definition for path in sorted(DEFINITIONS.glob("*.yaml")))
    if definition is not None
}


def test_the_shipped_files_have_no_problem() -> None:
    assert PROBLEMS == []
    assert (len(LEDGER.benchmarks), len(LEDGER.unusable)) == (43, 39)


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


def test_every_figure_points_to_something_that_is_asked() -> None:
    pointed = [benchmark.comparable_item.split("/") for benchmark in LEDGER.benchmarks if benchmark.comparable_item]
    assert [(asked, item) for asked, item in pointed if item not in ASKED[asked].item_by_id] == []
    named = {each.comparable_questionnaire for each in LEDGER.benchmarks}
    named |= {claim.comparable_questionnaire for claim in LEDGER.unusable}
    assert named <= {None, *ASKED}


@pytest.mark.parametrize(
    ("figure", "questionnaire_id", "item_id"),
    [
        ("s01a-blogs-tracked", "listening-to-individuals", "blogs"),
        ("s01b-third-party-reviews-tracked", "listening-to-individuals", "third-party-reviews"),
        ("s01c-consumer-reviews-tracked", "listening-to-individuals", "consumer-reviews"),
        ("e26-four-fifths-at-first-contact-2022", "service-promises", "first-contact-share"),
        ("e08-feedback-acted-on-2013", "know-your-customers", "changed-after-problem"),
        ("e10-voice-of-customer-2010", "know-your-customers", "when-asked"),
        ("e25-field-studies-2020", "customer-research-ladder", "observing"),
    ],
)
def test_a_share_of_others_stands_beside_its_own_question_and_is_never_subtracted(
    figure: str, questionnaire_id: str, item_id: str
) -> None:
    found = comparison(BY_ID[figure], questionnaire_id=questionnaire_id, version="1.0.0", item_id=item_id, year=2026)
    assert isinstance(found, Comparison)
    assert found.ways == {"sentence", "two_proportions"}


def test_the_average_of_call_centres_is_a_line_beside_the_share_settled_at_first_contact() -> None:
    found = comparison(
        BY_ID["e26-first-contact-2022"],
        questionnaire_id="service-promises",
        version="1.0.0",
        item_id="first-contact-share",
        year=2026,
    )
    assert isinstance(found, Comparison)
    assert found.ways == {"sentence", "reference_line"}
    assert found.sentence.endswith(
        "(SQM Group, sqmgroup.com; seen on the publisher's own page). "
        "Customers were asked after the call; your own records or an estimate may count otherwise."
    )


def test_the_average_of_call_centres_earns_half_of_the_points_and_the_best_twentieth_all_of_them() -> None:
    asked = ASKED["service-promises"]
    item = asked.item_by_id["first-contact-share"]
    assert BY_ID["e26-first-contact-2022"].value == 70
    assert [item_score(item, share, asked) for share in (60, 70, 80, 95)] == [0, 50, 100, 100]


def test_what_is_published_near_listening_are_the_three_shares_of_one_study() -> None:
    found = near(LEDGER.benchmarks, "listening-to-individuals", "1.0.0", 2026)
    assert [each.sentence[:67] for each in found] == [
        "In 2011, 48 % of 1,734 chief marketing officers in 64 countries and",
        "In 2011, 42 % of 1,734 chief marketing officers in 64 countries and",
        "In 2011, 26 % of 1,734 chief marketing officers in 64 countries and",
    ]
    assert all("more than 5 years old" in each.sentence for each in found)


def test_a_contested_number_is_a_sentence_with_its_warning_and_no_line() -> None:
    found = comparison(
        BY_ID["x3-time-for-preparing-data"],
        questionnaire_id="omnichannel-readiness",
        version="1.0.0",
        item_id="preparing-share",
        year=2026,
    )
    assert isinstance(found, Comparison)
    assert found.ways == {"sentence"}
    assert "Contested: another survey" in found.sentence


def test_the_newest_ladder_in_words() -> None:
    assert context_sentence(BY_ID["e04-ladder-2025"], 2026).startswith(
        "In 2025, 223 customer experience professionals in firms of at least 1,000 employees placed their firms on "
        "another ladder of five stages, by self-assessment: 29 % stage 1, 36 % stage 2, 21 % stage 3, "
        "11 % stage 4 (by subtraction), 3 % stage 5 ("
    )


def test_nothing_in_the_files_points_to_a_machine() -> None:
    texts = [path.read_text(encoding="utf-8") for path in DATA.glob("*.yaml")]
    assert not [text for text in texts if re.search(r"(?<![\w.:/])/\w+/|…", text)]
