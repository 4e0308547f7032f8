"""What a figure may be used for: the refusals by name, and the ways that size and level of the pool allow."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.compare import Comparison, Refusal, Standing, comparison, standing
from benchmarks.model import Benchmark

SPREAD = {"sd": {"overall": 10.0}, "level_of_sd": "organisation"}


def _ask(
    benchmark: Benchmark, questionnaire: str = "listening", version: str = "1.0.0", item: str | None = None
) -> Comparison | Refusal:
    return comparison(benchmark, questionnaire_id=questionnaire, version=version, item_id=item, year=2026)


def _allowed(benchmark: Benchmark, item: str | None = None) -> Comparison:
    found = _ask(benchmark, item=item)
    assert isinstance(found, Comparison)
    return found


def _refused(found: Comparison | Refusal) -> tuple[str, str]:
    assert isinstance(found, Refusal)
    return found.code, found.reason


def test_a_practice_share_is_a_sentence_and_never_subtracted(share: Any) -> None:
    found = _allowed(share(), "blogs")
    assert found.ways == {"sentence", "two_proportions"}
    assert found.stale
    assert found.sentence.startswith("In 2011, 26 % of 1,734")
    assert found.interval is not None
    assert [round(bound, 3) for bound in found.interval] == [0.240, 0.281]
    assert standing(found, 40) == Standing()


def test_a_published_interval_is_kept(share: Any) -> None:
    assert _allowed(share(interval=[0.2, 0.3]), "blogs").interval == (0.2, 0.3)


def test_a_share_that_is_not_exact_has_no_interval(share: Any) -> None:
    assert _allowed(share(value_is="more_than"), "blogs").interval is None


@pytest.mark.parametrize(
    ("changes", "ways"),
    [
        ({"kind": "item_distribution", "comparison": "same_item_distribution"}, {"sentence", "distribution"}),
        ({"kind": "item_distribution"}, {"sentence"}),
        ({"kind": "stage_distribution"}, {"sentence"}),
        ({"kind": "expert_target"}, {"sentence", "target"}),
    ],
)
def test_ways_of_a_distribution(share: Any, changes: dict[str, Any], ways: set[str]) -> None:
    found = _allowed(share(value=None, distribution={"a": 0.4, "b": 0.6}, **changes), "blogs")
    assert found.ways == ways
    assert found.interval is None


@pytest.mark.parametrize(
    ("use", "ways"), [("reference_line", {"sentence", "reference_line"}), ("share_context", {"sentence"})]
)
def test_ways_of_a_number(share: Any, use: str, ways: set[str]) -> None:
    assert _allowed(share(kind="numeric_reference", unit="%", value=70, comparison=use), "blogs").ways == ways


@pytest.mark.parametrize(
    ("changes", "asked", "code", "reason"),
    [
        ({"seen": "unverified"}, {}, "unverified", "Nobody has seen"),
        ({"comparison": "none", "warning": "Too old."}, {}, "not_for_comparison", "Too old."),
        ({"comparison": "none"}, {}, "not_for_comparison", "not meant to be compared"),
        ({"comparable_item": None}, {}, "no_target", "Nothing that is asked here"),
        ({}, {"questionnaire": "review"}, "other_questionnaire", "beside 'listening'"),
        ({}, {"item": "wikis"}, "other_item", "the item 'blogs'"),
        ({}, {"item": None}, "other_item", "the item 'blogs'"),
        (
            {"comparable_item": None, "comparable_questionnaire": "listening"},
            {},
            "other_item",
            "the questionnaire as a whole",
        ),
    ],
)
def test_a_share_is_refused_by_name(
    share: Any, changes: dict[str, Any], asked: dict[str, Any], code: str, reason: str
) -> None:
    found = _refused(_ask(share(**changes), **{"item": "blogs", **asked}))
    assert found[0] == code
    assert reason in found[1]


def test_what_nobody_has_seen_may_be_allowed_explicitly(share: Any) -> None:
    assert _allowed(share(seen="unverified", allow_unverified=True), "blogs").ways


def test_a_figure_about_the_whole_questionnaire_stands_beside_the_whole(share: Any) -> None:
    assert _allowed(share(comparable_item=None, comparable_questionnaire="listening")).key == "overall"


@pytest.mark.parametrize(
    ("changes", "asked", "refusal"),
    [
        (
            {},
            {"questionnaire": "review"},
            ("other_instrument", "These scores were measured with 'listening', not with 'review'."),
        ),
        ({}, {"version": "1.1.0"}, ("other_version", "These scores were measured with version 1.0.0, not with 1.1.0.")),
        (
            {"mean": {"a": 1}, "scores": {"a": [1], "b": [1]}},
            {"item": "c"},
            ("nothing_for_this", "It holds no scores for 'c', only for: a, b."),
        ),
        ({"n": 4}, {}, ("too_few", "A pool of 4 gives its members away; 5 are needed.")),
    ],
)
def test_scores_are_refused_by_name(
    pool: Any, changes: dict[str, Any], asked: dict[str, Any], refusal: tuple[str, str]
) -> None:
    assert _refused(_ask(pool(**changes), **asked)) == refusal


def test_scores_as_context_are_a_sentence_only(pool: Any) -> None:
    assert _allowed(pool(comparison="share_context", **SPREAD)).ways == {"sentence"}


def test_a_mean_alone_gives_a_gap_and_a_note(pool: Any) -> None:
    found = _allowed(pool())
    assert found.ways == {"sentence", "gap"}
    assert found.notes == ("The others' mean is taken as fixed, because its spread was not given.",)
    assert standing(found, 58.2) == Standing(gap=10)


def test_a_spread_between_organisations_gives_a_z(pool: Any) -> None:
    found = _allowed(pool(**SPREAD))
    assert found.ways == {"sentence", "gap", "z"}
    assert found.notes == ()
    assert standing(found, 58.2) == Standing(gap=10, z=1)


def test_a_spread_of_nothing_gives_no_z(pool: Any) -> None:
    assert _allowed(pool(sd={"overall": 0}, level_of_sd="organisation")).ways == {"sentence", "gap"}


@pytest.mark.parametrize("changes", [{"level_of_sd": "person"}, {"unit_of_n": "person"}])
def test_a_spread_between_persons_gives_neither_z_nor_percentile(pool: Any, changes: dict[str, Any]) -> None:
    found = _allowed(pool(**{**SPREAD, "n": 60, "scores": {"overall": list(range(60))}, **changes}))
    assert found.ways == {"sentence", "gap"}
    assert found.notes == ("The others' spread is one between persons, so there is no z and no percentile.",)


def test_a_pool_of_business_units_says_so(pool: Any) -> None:
    found = _allowed(pool(unit_of_n="business_unit", **SPREAD))
    assert found.notes == ("The others are business units: compare a business unit, not a whole company.",)


@pytest.mark.parametrize(
    ("m", "way", "expected"),
    [
        (50, "percentile", Standing(percentile=50)),
        (49, "quartile", Standing(quartile=3)),
        (20, "quartile", Standing(quartile=4)),
        (19, "rank", Standing(rank=(1, 20))),
        (5, "rank", Standing(rank=(1, 6))),
    ],
)
def test_the_size_of_the_pool_decides_how_finely_it_is_told(pool: Any, m: int, way: str, expected: Standing) -> None:
    found = _allowed(pool(n=m, mean={}, scores={"overall": list(range(m))}))
    assert found.ways == {"sentence", way}
    assert standing(found, 24.5) == expected


def test_fewer_single_scores_than_five_give_no_place(pool: Any) -> None:
    assert _allowed(pool(mean={}, scores={"overall": [1, 2, 3, 4]})).ways == {"sentence"}


def test_each_dimension_is_asked_for_by_its_id(pool: Any) -> None:
    found = _allowed(pool(mean={"overall": 50, "front-line": 30}), "front-line")
    assert standing(found, 40) == Standing(gap=10)


KINDS = st.sampled_from(
    ["practice_share", "stage_distribution", "item_distribution", "numeric_reference", "expert_target"]
)
USES = st.sampled_from(["share_context", "same_item_distribution", "same_instrument_score", "reference_line"])


@given(kind=KINDS, use=USES, score=st.floats(0, 100))
def test_only_scores_of_the_same_instrument_are_ever_subtracted(kind: str, use: str, score: float) -> None:
    figure = Benchmark.model_validate(
        {
            "id": "x",
            "kind": kind,
            "statement": "did it",
            "value": 0.26,
            "unit": "%",
            "distribution": {"a": 1},
            "mean": {"overall": 48, "blogs": 48},
            "scores": {"overall": [1] * 60, "blogs": [1] * 60},
            "sd": {"overall": 9, "blogs": 9},
            "level_of_sd": "organisation",
            "n": 60,
            "unit_of_n": "organisation",
            "population": "companies",
            "country": "several",
            "year": 2026,
            "instrument": "listening",
            "instrument_version": "1.0.0",
            "source": "a report",
            "url": None,
            "seen": "primary",
            "comparable_item": "listening/blogs",
            "comparison": use,
        }
    )
    found = _ask(figure, item="blogs")
    assert isinstance(found, Refusal) or standing(found, score) == Standing()
