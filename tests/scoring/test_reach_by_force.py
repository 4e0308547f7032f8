"""The smallest set of changes against every set there is, on small questionnaires drawn at random from a seed."""

from __future__ import annotations

import math
from itertools import combinations, product
from random import Random
from typing import TYPE_CHECKING, Any

import pytest

from questionnaires.values import Answer
from scoring.reach import reach
from scoring.reach_steps import candidates
from scoring.result import score
from scoring.sheet import State, sheet
from tests.scoring.build import DK, NA, dimension, disclosure, given, item, questionnaire, rubric

if TYPE_CHECKING:
    from collections.abc import Mapping

    from questionnaires.model import Questionnaire

COMBINES = ("mean", "sum", "min", "ladder", "cumulative")
STAGE_RULES = ("tolerant_gate", "mean", "min_gate", "cumulative", "chained")
LETTERS = [{"id": "x", "text": "X", "weight": 2}, {"id": "y", "text": "Y"}, {"id": "z", "text": "Z"}]
PARTS = [{"id": "x", "text": "X"}, {"id": "y", "text": "Y"}]
CAP = {"unless": "{}.definition", "at": 60, "because": "No definition."}


def drawn_item(random: Random, item_id: str, earlier: list[str]) -> dict[str, Any]:
    """Return an item of any kind, with any weight, sometimes asked only after a certain answer to an earlier one."""
    rest: dict[str, Any] = {
        "weight": random.choice((1, 1, 2, 3)),
        "not_applicable": True,
        "dont_know": random.choice(("exclude", "exclude", "zero")),
    }
    if random.random() < 0.7:
        rest["stage"] = random.choice(("s2", "s3", "s4"))
    if earlier and random.random() < 0.25:
        rest["ask_if"] = {"item": random.choice(earlier), "any_of": random.choice((["l1"], ["l3", "l4"], ["l2"]))}
    turned = {"reversed": random.random() < 0.5}
    kinds = (
        lambda: rubric(item_id, random.choice((3, 4)), **rest),
        lambda: item("agreement", item_id, scale=random.choice(("agree", "covered")), **turned, **rest),
        lambda: item("frequency", item_id, scale="covered", **turned, **rest),
        lambda: item("contrast", item_id, left="L", right="R", points=3, **turned, **rest),
        lambda: item("practice", item_id, **turned, **rest),
        lambda: item("checklist", item_id, options=LETTERS, **rest),
        lambda: disclosure(item_id, caps=[{**CAP, "unless": f"{item_id}.definition"}], definition="How?", **rest),
        lambda: item("share", item_id, floor=97, target=100, **rest),
        lambda: item("number", item_id, unit="days", floor=3, target=0, whole=True, **rest),
        lambda: item("allocation", item_id, parts=PARTS, target={"x": 50, "y": 50}, **rest),
    )
    return random.choice(kinds)() if random.random() < 0.6 else kinds[0]()


def drawn_case(random: Random) -> tuple[Questionnaire, dict[str, Answer]]:
    """Return a questionnaire of four or five items in two to four dimensions, one of them nested, and answers to it."""
    names = list("abcde")[: random.choice((4, 4, 5, 5))]
    items: list[dict[str, Any]] = []
    for name in names:
        rubrics = [each["id"] for each in items if each["type"] == "rubric"]
        items.append(drawn_item(random, name, rubrics))
    cuts = sorted(random.sample(range(1, len(items)), random.choice((1, 2, 3))))
    groups = [items[low:high] for low, high in zip([0, *cuts], [*cuts, len(items)], strict=True)]
    parts = [
        dimension(f"d{place}", *group, combine=random.choice(COMBINES), weight=random.choice((1, 1, 2)), threshold=0.6)
        for place, group in enumerate(groups)
    ]
    if len(parts) > 2 and random.random() < 0.6:
        parts[-2]["dimensions"] = [parts.pop()]
    asked = questionnaire(
        *parts,
        ladder=random.choice((3, 4, 4)) if not any(each.get("stage") == "s4" for each in items) else 4,
        stage_rule=random.choice(STAGE_RULES),
        combine=random.choice(("mean", "mean", "sum", "min")),
        threshold=0.6,
    )
    raw: dict[str, Any] = {}
    for each in asked.items:
        chance = random.random()
        values = candidates(each, None, asked)
        low = values[: max(1, len(values) - 1)] if random.random() < 0.7 else values
        answer = DK if chance < 0.12 else NA if chance < 0.18 else random.choice(low)
        if chance < 0.93:
            raw[each.id] = answer
    return asked, given(asked, raw)


def stage_of(asked: Questionnaire, answers: Mapping[str, Answer], dimension_id: str) -> int:
    """Return the stage of the whole or of a dimension, 0 without one."""
    result = score(asked, [answers])
    if dimension_id:
        return next(each.stage or 0 for each in result.top if each.dimension.id == dimension_id)
    return result.decision.stage if result.decision else 0


def points_of(asked: Questionnaire, answers: Mapping[str, Answer]) -> dict[str, tuple[State, float]]:
    """Return item id to its state and points, NaN without any."""
    cells = sheet(asked, [answers])
    return {
        item_id: (State(state), value)
        for item_id, state, value in zip(cells.items, cells.states[0].tolist(), cells.points[0].tolist(), strict=True)
    }


def rise_of(asked: Questionnaire, answers: Mapping[str, Answer], changed: Mapping[str, Answer]) -> float | None:
    """Return the points by which changed answers rise in all; None where one is not better, or not asked any more."""
    after = {**answers, **changed}
    now, rise = points_of(asked, after), 0.0
    for item_id in changed:
        kept = {key: answer for key, answer in after.items() if key != item_id}
        if item_id in answers:
            kept[item_id] = answers[item_id]
        state, before = points_of(asked, kept)[item_id]
        if state in {State.NOT_APPLICABLE, State.NOT_ASKED} or math.isnan(now[item_id][1]):
            return None
        if not math.isnan(before) and now[item_id][1] <= before + 1e-9:
            return None
        rise += now[item_id][1] - (0.0 if math.isnan(before) else before)
    return rise


def by_force(asked: Questionnaire, answers: Mapping[str, Answer], dimension_id: str) -> tuple[int, float] | None:
    """Return the fewest changes and their least rise, by trying every set of answers; None where none leads on."""
    target = stage_of(asked, answers, dimension_id) + 1
    offered = {}
    for each in asked.items:
        given_now = answers.get(each.id)
        value = given_now.value if given_now is not None and given_now.kind == "value" else None
        offered[each.id] = [Answer(value=one) for one in candidates(each, value, asked)]
    for count in range(1, len(offered) + 1):
        rises = [
            rise
            for chosen in combinations(offered, count)
            for values in product(*(offered[each] for each in chosen))
            if stage_of(asked, {**answers, **(changed := dict(zip(chosen, values, strict=True)))}, dimension_id)
            >= target
            and (rise := rise_of(asked, answers, changed)) is not None
        ]
        if rises:
            return count, min(rises)
    return None


@pytest.mark.parametrize("seed", range(60))
def test_no_smaller_set_of_changes_leads_to_the_next_stage(seed: int) -> None:
    random = Random(seed)  # noqa: S311 - chance for a test
    asked, answers = drawn_case(random)
    for dimension_id in ("", random.choice(asked.dimensions).id):
        found = reach(asked, answers, dimension_id)
        if found.why in {"top", "no-stage"}:
            assert found.stage in {0, len(asked.stages)}
            continue
        least = by_force(asked, answers, dimension_id)
        if least is None:
            assert found.why == "out-of-reach"
            continue
        changed = {each.item.id: Answer(value=each.value) for each in found.changes}
        rise = sum(each.after - (each.before or 0.0) for each in found.changes)
        assert (found.why, len(found.changes)) == ("", least[0])
        assert rise == pytest.approx(least[1], abs=1e-5)
        assert stage_of(asked, {**answers, **changed}, dimension_id) > found.stage
