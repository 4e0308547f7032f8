"""What an agenda says: shares, driver index, robustness, verdict, distance to a target, every flag."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from hypothesis import given as drawn
from hypothesis import settings
from hypothesis import strategies as st

from questionnaires.items import Agenda
from questionnaires.values import clean_value
from scoring.agenda import AgendaResult, audit
from tests.scoring.build import agenda, only, roughly, topic

if TYPE_CHECKING:
    from collections.abc import Sequence

CATEGORIES = ("product", "sales", "operations", "value", "other")
# The example of measurement.md 3.6, by rows that were made for it: shares of minutes .35 .35 .15 .15, of actions
# .20 .28 0 .52, of minutes by depth 70/150 35/150 15/150 30/150, of places .4 .2 .1 .3.
EXAMPLE = (
    topic("product", 35, depth="middle", actions=5),
    topic("value", 15, depth="middle", actions=13),
    topic("sales", 35, actions=7),
    topic("operations", 15),
)


def audited(*rows: dict[str, Any], part: dict[str, Any] | None = None, **rest: Any) -> AgendaResult | None:
    one, asked = only(part or agenda())
    assert isinstance(one, Agenda)
    return audit(one, clean_value(one, list(rows), asked), **rest)


def read(*rows: dict[str, Any], part: dict[str, Any] | None = None, **rest: Any) -> AgendaResult:
    result = audited(*rows, part=part, **rest)
    assert result is not None
    return result


def shares(*values: float) -> Any:
    return pytest.approx(dict(zip(CATEGORIES, values, strict=True)))


@pytest.mark.parametrize("rows", [(), (topic("product", 0, planned=30, actions=2),)])
def test_without_minutes_there_is_nothing_to_read(rows: Sequence[dict[str, Any]]) -> None:
    assert audited(*rows) is None


def test_the_driver_index_is_made_of_four_shares() -> None:
    result = read(*EXAMPLE)

    assert result.time == shares(0.35, 0.35, 0.15, 0.15, 0)
    assert result.parts["minutes"] == result.time
    assert result.parts["actions"] == shares(0.20, 0.28, 0, 0.52, 0)
    assert result.parts["depth"] == shares(70 / 150, 35 / 150, 15 / 150, 30 / 150, 0)
    assert result.parts["order"] == shares(0.4, 0.2, 0.1, 0.3, 0)
    # product: .50 x .35 + .25 x .20 + .15 x .4667 + .10 x .4 = .335
    assert result.driver == shares(0.335, 0.300, 0.100, 0.265, 0)
    # The same without the minutes, over .5: product (.05 + .07 + .04) / .5
    assert result.energy == shares(0.32, 0.25, 0.05, 0.38, 0)
    assert result.lead == pytest.approx(3.5)
    assert result.leader == ("product",)
    assert result.verdict == "mixed"


def test_a_part_without_any_amount_is_left_out_and_its_weight_shared() -> None:
    result = read(topic("product", 30), topic("value", 10))

    assert "actions" not in result.parts
    assert result.weights == pytest.approx({"minutes": 0.5 / 0.75, "depth": 0.15 / 0.75, "order": 0.1 / 0.75})
    # product: (.5 x .75 + .15 x .75 + .1 x 2/3) / .75
    assert result.driver["product"] == pytest.approx((0.375 + 0.1125 + 0.2 / 3) / 0.75)
    assert math.fsum(result.driver.values()) == pytest.approx(1)


def test_weights_count_in_proportion() -> None:
    doubled = agenda(weights={"minutes": 1, "actions": 0.5, "depth": 0.3, "order": 0.2})

    assert read(*EXAMPLE, part=doubled).driver == shares(0.335, 0.300, 0.100, 0.265, 0)


def test_what_leads_in_every_part_comes_first_in_every_draw() -> None:
    result = read(topic("product", 40, depth="deep", actions=3), topic("sales", 20, actions=1))

    assert result.first == pytest.approx({"product": 1, "sales": 0, "operations": 0, "value": 0})
    assert result.verdict == "driven"


def test_how_often_an_orientation_comes_first_is_the_share_of_weights_under_which_it_does() -> None:
    # Minutes, depth and place favour product by 3:1 and 2:1, actions favour value by 1:0.
    result = read(topic("product", 30), topic("value", 10, actions=1))
    draws = np.random.default_rng(99).dirichlet(np.ones(4), size=20_000)
    ahead = draws @ np.array([0.5, -1, 0.5, 1 / 3]) > 0

    assert result.first["product"] == pytest.approx(ahead.mean(), abs=0.02)
    assert result.first["product"] + result.first["value"] == pytest.approx(1)


def test_the_draws_are_the_same_every_time_and_others_by_another_seed() -> None:
    other = agenda(verdict={"draws": 500, "seed": 7})

    assert read(*EXAMPLE).first == read(*EXAMPLE).first
    assert read(*EXAMPLE, part=other).first != read(*EXAMPLE, part=agenda(verdict={"draws": 500, "seed": 8})).first


@pytest.mark.parametrize(
    ("lead", "share", "verdict"),
    [(10, 0.8, "driven"), (56.4, 0.8, "driven"), (56.5, 0.8, "mixed"), (10, 1, "driven")],
)
def test_driven_needs_the_lead_and_the_draws(lead: float, share: float, verdict: str) -> None:
    part = agenda(verdict={"lead": lead, "share_of_draws": share})
    # Shares of minutes and of depth .8 and .2, of places 2/3 and 1/3: (.65 x .6 + .10 x 1/3) / .75 = .5644
    result = read(topic("product", 40), topic("sales", 10), part=part)

    assert result.lead == pytest.approx(56.44, abs=0.01)
    assert result.verdict == verdict


def test_a_lead_that_few_draws_bear_out_is_mixed() -> None:
    # Product has nearly all minutes but no action; value has all actions.
    result = read(topic("product", 90), topic("value", 10, actions=3))

    assert result.lead > 10
    assert result.first["product"] < 0.8
    assert result.verdict == "mixed"


def test_a_tie_is_said_to_be_a_tie() -> None:
    # Four topics, places 4 3 2 1: product has the first and the last, sales the two in between.
    rows = [topic(each, 10, actions=1) for each in ("product", "sales", "sales", "product")]
    result = read(*rows)

    assert result.leader == ("product", "sales")
    assert (result.verdict, result.lead) == ("tie", roughly(0))
    assert result.first == pytest.approx({"product": 0.5, "sales": 0.5, "operations": 0, "value": 0})


def test_what_is_no_orientation_takes_time_but_never_drives() -> None:
    result = read(topic("other", 80, actions=4), topic("value", 20, actions=1))

    assert result.time["other"] == pytest.approx(0.8)
    assert result.leader == ("value",)
    assert "other" not in result.first


def test_one_orientation_alone_leads_by_everything() -> None:
    categories = [
        {"id": "value", "title": "Value", "summary": "A kind."},
        {"id": "other", "title": "Other", "summary": "A kind.", "orientation": False},
    ]
    result = read(topic("value", 20), topic("other", 20), part=agenda(categories=categories))

    assert (result.leader, result.lead, result.verdict) == (("value",), 100, "driven")


def test_the_distance_is_the_share_of_minutes_that_would_have_to_move() -> None:
    rows = (topic("product", 60), topic("sales", 30), topic("operations", 10))
    wanted = {"product": 20, "sales": 20, "operations": 20, "value": 40, "other": 0}
    result = read(*rows, wanted=wanted)

    assert result.distance == pytest.approx(0.5)
    assert result.wanted == shares(0.2, 0.2, 0.2, 0.4, 0)


def test_without_a_target_there_is_no_distance() -> None:
    assert (read(*EXAMPLE).distance, read(*EXAMPLE).wanted) == (None, {})


def test_what_was_missing_bumped_and_argued_on_opinion() -> None:
    result = read(
        topic("product", 30, topic="Roadmap", basis="opinion"),
        topic("value", 0, topic="Churn", bumped=True),
        topic("sales", 30, topic="Pipeline", basis="data"),
        topic("sales", 10, topic="Fairs", basis="opinion"),
    )

    assert result.missing == ("operations", "value")
    assert result.bumped == ("Churn",)
    assert result.opinion == ("Roadmap", "Fairs")


ALL = (topic("product", 10, actions=1), topic("sales", 10), topic("operations", 10))
GOOD = topic("value", 10, actions=1, basis="data")


@pytest.mark.parametrize(
    ("rows", "rest", "flags"),
    [
        ((GOOD, *ALL), {}, ()),
        ((GOOD, *ALL[:2]), {}, ("orientation-missing",)),
        (ALL, {}, ("focus-missing",)),
        ((*ALL, {**GOOD, "actual": 0, "bumped": True}), {}, ("focus-missing", "focus-bumped", "focus-last")),
        # Part of a topic was put off: that it was bumped is said, though it had some minutes.
        (({**GOOD, "bumped": True}, *ALL), {}, ("focus-bumped",)),
        ((*ALL, GOOD), {}, ("focus-last",)),
        ((ALL[0], GOOD, *ALL[1:], GOOD), {}, ()),
        (({**GOOD, "basis": "opinion"}, *ALL), {}, ("focus-on-opinion",)),
        # One topic on data is enough; a topic without a word on its basis does not count.
        (({**GOOD, "basis": "opinion"}, GOOD, *ALL), {}, ()),
        (({**GOOD, "basis": ""}, *ALL), {}, ()),
        (({**GOOD, "basis": "opinion"}, {**GOOD, "basis": ""}, *ALL), {}, ("focus-on-opinion",)),
        # What a topic that never came up would have rested on does not count.
        (({**GOOD, "basis": "opinion", "actual": 0}, GOOD, *ALL), {}, ()),
        (({**GOOD, "actual": 0}, {**GOOD, "basis": "opinion"}, *ALL), {}, ("focus-on-opinion",)),
        (({**GOOD, "actions": 0}, *ALL), {}, ("focus-without-action",)),
        (({**GOOD, "actions": 0}, GOOD, *ALL), {}, ()),
        ((GOOD, *ALL), {"voices": ["sales", "service"]}, ()),
        ((GOOD, *ALL), {"voices": ["sales"]}, ("no-focus-voice",)),
        ((GOOD, *ALL), {"voices": []}, ("no-focus-voice",)),
        ((GOOD, *ALL), {"questions": ["sales", "value"]}, ()),
        ((GOOD, *ALL), {"questions": ["sales"]}, ("no-focus-question",)),
        ((GOOD, *ALL), {"questions": []}, ("no-focus-question",)),
        # A meeting about nothing else has no last place.
        ((GOOD,), {}, ("orientation-missing",)),
    ],
)
def test_flags(rows: tuple[dict[str, Any], ...], rest: dict[str, Any], flags: tuple[str, ...]) -> None:
    assert read(*rows, part=agenda(focus_voices=["service"]), **rest).flags == flags


def test_where_nobody_is_named_as_a_voice_for_the_focus_none_is_missed() -> None:
    assert read(GOOD, *ALL, voices=["sales"]).flags == ()


def test_flags_stand_in_the_order_of_the_advice() -> None:
    advice = {flag: {"say": "So it is.", "next_step": "Do it."} for flag in ("focus-bumped", "focus-last")}
    result = read(*ALL, {**GOOD, "actual": 0, "bumped": True}, part=agenda(flags=advice))

    assert result.flags == ("focus-bumped", "focus-last", "focus-missing")


@st.composite
def meetings(draw: st.DrawFn) -> list[dict[str, Any]]:
    rows = [
        topic(
            draw(st.sampled_from(CATEGORIES)),
            draw(st.integers(0, 90)),
            depth=draw(st.sampled_from(("shallow", "middle", "deep"))),
            actions=draw(st.integers(0, 5)),
        )
        for _ in range(draw(st.integers(0, 6)))
    ]
    return [*rows, topic("sales", 15)]


@settings(deadline=None)
@drawn(meetings())
def test_every_share_vector_adds_up_to_one(rows: list[dict[str, Any]]) -> None:
    result = read(*rows, part=agenda(verdict={"draws": 200}))

    for mix in (result.time, result.energy, result.driver, result.first, *result.parts.values()):
        assert math.fsum(mix.values()) == pytest.approx(1)
        assert all(-1e-9 <= share <= 1 + 1e-9 for share in mix.values())


@settings(deadline=None)
@drawn(meetings(), st.integers(1, 5))
def test_only_proportions_of_minutes_count(rows: list[dict[str, Any]], times: int) -> None:
    part = agenda(verdict={"draws": 200})
    longer = [{**row, "actual": times * row["actual"]} for row in rows]

    assert read(*longer, part=part).driver == pytest.approx(read(*rows, part=part).driver)
