"""Two versions side by side: what became of each item, what still compares, and scores on the items in common."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from questionnaires.loader import load_text
from questionnaires.values import Answer
from questionnaires.versions import Versions, common, compare, renamed_answers
from scoring.result import score
from tests.questionnaires.examples import SHIPPED, loaded
from tests.scoring.build import agenda, dimension, disclosure, item, points, questionnaire, roughly, rubric

if TYPE_CHECKING:
    from questionnaires.model import Questionnaire

OLD = """
id: sample
version: 1.0.0
title: Sample
short_title: Sample
for: [manager]
minutes: 5
purpose: Shows one thing.
decision: Helps to decide one thing.
source: {file: made-up.txt, at: nowhere}
dimensions:
  - id: knowing
    title: Knowing
    summary: What is known.
    items:
      - {id: list, type: practice, label: List, ask: "Is there a list?", source: {file: made-up.txt, at: nowhere}}
      - {id: calls, type: practice, label: Calls, ask: "Do you call?", source: {file: made-up.txt, at: nowhere}}
      - {id: owner, type: practice, label: Owner, ask: "Is there one?", source: {file: made-up.txt, at: nowhere}}
  - id: acting
    title: Acting
    summary: What is done.
    items:
      - {id: plan, type: practice, label: Plan, ask: "Is there a plan?", source: {file: made-up.txt, at: nowhere}}
      - {id: fax, type: practice, label: Fax, ask: "Is there a fax?", source: {file: made-up.txt, at: nowhere}}
      - {id: goal, type: practice, label: Goal, ask: "Is there a goal?", source: {file: made-up.txt, at: nowhere}}
"""
# Renamed: list. Reworded: owner. Reweighted: plan. Retired: fax. Added: chat. The rest stays.
NEW = (
    OLD.replace("1.0.0", "2.0.0")
    .replace("{id: list,", "{id: register, was: [list],")
    .replace("Is there one?", "Has it an owner?")
    .replace("{id: plan,", "{id: plan, weight: 3,")
    .replace("{id: fax,", "{id: fax, retired: 2.0.0,")
    + """\
      - {id: chat, type: practice, label: Chat, ask: "Is there a chat?", source: {file: made-up.txt, at: nowhere}}
"""
)
LETTERS = [{"id": each, "text": each.upper()} for each in ("a", "b", "c")]
OTHER_SCALE = {"agree": [{"id": f"a{number}", "text": f"Step {number}", "score": 20 * number} for number in range(6)]}
CHECKED = item("checklist", "i", options=LETTERS)
NUMBER = item("number", "i", unit="days", floor=9, target=1)
ALLOCATION = item("allocation", "i", parts=LETTERS, target={"a": 50, "b": 50, "c": 0})


def read(text: str) -> Questionnaire:
    """Return the questionnaire that stands in a text."""
    result = load_text(text, "sample.yaml")
    assert result.definition is not None, result.problems
    return result.definition.questionnaire


def both(one: dict[str, Any], two: dict[str, Any], **rest: Any) -> Versions:
    """Compare a questionnaire of one item with its next version."""
    return compare(questionnaire(dimension("d", one)), questionnaire(dimension("d", two), **rest))


def kinds(versions: Versions) -> dict[str, str]:
    """Return label to what became of the item."""
    return {each.label: each.kind for each in versions.items}


def answers(*chosen: str, ids: str) -> dict[str, Answer]:
    """Return answers to practices."""
    return {item_id: Answer(value=value) for item_id, value in zip(ids.split(), chosen, strict=True)}


def test_each_item_is_matched_and_named_for_what_became_of_it() -> None:
    found = compare(read(OLD), read(NEW))

    assert [(each.label, each.kind, each.found) for each in found.items] == [
        ("List", "renamed", ("id",)),
        ("Calls", "same", ()),
        ("Owner", "reworded", ("wording",)),
        ("Plan", "reweighted", ("weight",)),
        ("Goal", "same", ()),
        ("Chat", "added", ()),
        ("Fax", "retired", ()),
    ]
    assert [(each.old and each.old.id, each.new and each.new.id) for each in found.items] == [
        ("list", "register"),
        ("calls", "calls"),
        ("owner", "owner"),
        ("plan", "plan"),
        ("goal", "goal"),
        (None, "chat"),
        ("fax", None),
    ]


def test_comparable_is_what_kept_its_meaning() -> None:
    found = compare(read(OLD), read(NEW))

    assert found.comparable == ("register", "calls", "plan", "goal")
    assert found.sentence == "Comparable on 4 of 6 items."


def test_what_breaks_the_series_is_said() -> None:
    assert compare(read(OLD), read(NEW)).breaks == (
        "“Owner” has changed: its wording.",
        "“Plan” has changed: its weight.",
        "“Chat” is new.",
        "“Fax” is no longer asked.",
    )


def test_nothing_changed() -> None:
    found = compare(read(OLD), read(OLD.replace("1.0.0", "1.0.1")))

    assert set(kinds(found).values()) == {"same"}
    assert (found.sentence, found.breaks, found.ladder) == ("Comparable on all 6 items.", (), False)
    assert [(each.title, each.found) for each in found.dimensions] == [("Knowing", ()), ("Acting", ())]


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_every_shipped_questionnaire_is_comparable_with_itself(path: Any) -> None:
    shipped = loaded(path)
    found = compare(shipped, shipped)

    assert found.comparable == tuple(each.id for each in shipped.items)
    assert found.breaks == ()
    assert common(shipped, found.comparable) == shipped


def test_an_item_dropped_from_the_file_counts_as_retired_and_one_that_comes_back_as_added() -> None:
    asked, dropped = questionnaire(dimension("d", points("a"), points("b"))), questionnaire(dimension("d", points("a")))
    retired = questionnaire(dimension("d", points("a"), points("b", retired="1.0.0")))

    assert kinds(compare(asked, dropped)) == kinds(compare(asked, retired)) == {"a": "same", "b": "retired"}
    assert kinds(compare(retired, asked)) == {"a": "same", "b": "added"}


def test_the_id_decides_before_an_earlier_one() -> None:
    # Both a and z were asked; the new a names z as its earlier id, but is a itself.
    old, new = (
        questionnaire(dimension("d", points("z"), points("a"))),
        questionnaire(dimension("d", points("a", was=["z"]))),
    )

    assert kinds(compare(old, new)) == {"a": "same", "z": "retired"}


def test_the_latest_of_several_earlier_ids_that_was_asked() -> None:
    found = both(points("b"), points("d", was=["a", "b"]) | {"ask": "b?"})

    assert [(each.old and each.old.id, each.kind) for each in found.items] == [("b", "renamed")]


def test_different_questionnaires_are_not_compared() -> None:
    with pytest.raises(ValueError, match="'sample' and 'other' are different questionnaires"):
        compare(questionnaire(dimension("d", points("a"))), questionnaire(dimension("d", points("a")), id="other"))


@pytest.mark.parametrize(
    ("one", "two"),
    [
        (points("i"), points("i") | {"ask": "Another question?"}),
        (points("i"), points("i", help="Count all of them.")),
        (rubric("i"), rubric("i") | {"options": [*rubric("i")["options"][:3], {"id": "l4", "text": "The top"}]}),
        (CHECKED, CHECKED | {"options": [*LETTERS[:2], {"id": "c", "text": "Something else"}]}),
        (item("contrast", "i", left="L", right="R"), item("contrast", "i", left="L", right="The other end")),
        (item("contrast", "i", left="L", right="R"), item("contrast", "i", left="The other end", right="R")),
        (NUMBER, NUMBER | {"unit": "weeks"}),
        (ALLOCATION, ALLOCATION | {"parts": [*LETTERS[:2], {"id": "c", "text": "Something else"}]}),
        (disclosure("i"), disclosure("i", definition="Write the rule down.")),
        (agenda("i"), agenda("i", depths=[{"id": each, "text": "x"} for each in ("shallow", "middle", "deep")])),
    ],
)
def test_other_words_are_a_rewording(one: dict[str, Any], two: dict[str, Any]) -> None:
    (change,) = both(one, two).items

    assert (change.kind, change.found, change.comparable) == ("reworded", ("wording",), False)


@pytest.mark.parametrize("kind", ["agreement", "frequency", "disclosure"])
def test_other_words_on_a_scale_reword_its_items(kind: str) -> None:
    part = item(kind, "i", scale="agree")
    words = [{"id": f"a{number}", "text": f"Grade {number}"} for number in range(1, 6)]

    assert kinds(both(part, part, scales={"agree": words})) == {"i": "reworded"}


def test_the_same_scale_under_another_name_is_no_change() -> None:
    steps = questionnaire(dimension("d", points("x"))).scales["agree"]
    named = {"consent": [each.model_dump() for each in steps]}

    assert kinds(
        both(item("agreement", "i", scale="agree"), item("agreement", "i", scale="consent"), scales=named)
    ) == {"i": "same"}


@pytest.mark.parametrize(
    ("one", "two"),
    [
        (item("practice", "i"), points("i")),
        (item("practice", "i"), item("practice", "i", reversed=True)),
        (rubric("i"), rubric("i", 5)),
        (rubric("i"), rubric("i") | {"options": rubric("i")["options"][::-1]}),
        (CHECKED, CHECKED | {"scored": False}),
        (CHECKED, CHECKED | {"options": [*LETTERS[:2], {**LETTERS[2], "weight": 2}]}),
        (item("agreement", "i", scale="agree"), item("agreement", "i", scale="covered")),
        (item("contrast", "i", left="L", right="R"), item("contrast", "i", left="L", right="R", points=5)),
        (NUMBER, NUMBER | {"target": 2}),
        (points("i"), points("i") | {"floor": 10}),
        (points("i"), points("i", dont_know="zero")),
        (points("i"), points("i", not_applicable=True)),
        (ALLOCATION, ALLOCATION | {"target": {"a": 40, "b": 60, "c": 0}}),
        (disclosure("i", "N"), disclosure("i", "N0")),
        (disclosure("i", "N"), disclosure("i", "N", caps=[{"unless": "i.n", "at": 50, "because": "No figure."}])),
        (agenda("i"), agenda("i", weights={"minutes": 0.4, "actions": 0.3, "depth": 0.2, "order": 0.1})),
        (rubric("i", stage="s1"), rubric("i", stage="s2")),
    ],
)
def test_other_answers_or_other_points_are_a_rescoring(one: dict[str, Any], two: dict[str, Any]) -> None:
    (change,) = both(one, two).items

    assert (change.kind, change.found[0], change.comparable) == ("rescored", "answers", False)


def test_other_points_on_a_scale_rescore_its_items() -> None:
    part = item("agreement", "i", scale="agree")

    assert kinds(both(part, part, scales=OTHER_SCALE)) == {"i": "rescored"}


@pytest.mark.parametrize(
    "rest",
    [
        {"label": "Another label"},
        {"evidence": True},
        {"source": {"file": "seed.txt", "at": "elsewhere"}},
        {"ask_customer": "Do they?"},
        {"ask_front_line": "Do you?"},
    ],
)
def test_what_nobody_answers_by_is_no_change(rest: dict[str, Any]) -> None:
    assert [each.kind for each in both(rubric("i"), rubric("i") | rest).items] == ["same"]


def test_where_an_option_comes_from_or_which_stage_it_names_is_no_change() -> None:
    named = [
        {**each, "stage": f"s{number}", "basis": "interpolated"}
        for number, each in enumerate(rubric("i")["options"], 1)
    ]
    cap = {"unless": "i.n", "at": 50}
    one, two = (disclosure("i", "N", caps=[{**cap, "because": why}]) for why in ("No figure.", "The figure lacks."))

    assert kinds(both(rubric("i"), rubric("i") | {"options": named})) == {"i": "same"}
    assert kinds(both(one, two)) == {"i": "same"}


def test_the_gravest_change_names_the_item_and_all_are_told() -> None:
    found = both(points("a"), points("b", was=["a"], weight=2) | {"ask": "Other?", "floor": 10})

    assert (found.items[0].kind, found.items[0].found) == ("rescored", ("answers", "wording", "weight", "id"))
    assert found.breaks == ("“b” has changed: its answers or their points and its wording and its weight.",)


def test_moved_to_another_dimension_an_item_counts_elsewhere() -> None:
    old = questionnaire(dimension("d", points("a"), points("b")), dimension("e", points("c")))
    new = questionnaire(dimension("d", points("a")), dimension("e", points("c"), points("b")))
    found = compare(old, new)

    assert kinds(found) == {"a": "same", "c": "same", "b": "reweighted"}
    assert found.breaks == ("“b” has changed: the dimension that it counts in.",)
    assert found.sentence == "Comparable on all 3 items."


def test_outside_the_dimensions_nothing_breaks_and_nothing_is_counted() -> None:
    old = questionnaire(dimension("d", points("a")), opening=[item("text", "first"), item("text", "gone")])
    new = questionnaire(
        dimension("d", points("a")), opening=[item("text", "first") | {"ask": "Other?"}], closing=[item("text", "last")]
    )
    found = compare(old, new)

    assert kinds(found) == {"first": "reworded", "a": "same", "last": "added", "gone": "retired"}
    assert [each.counts for each in found.items] == [False, True, False, False]
    assert (found.breaks, found.sentence) == ((), "Comparable on its one item.")


def test_nothing_is_comparable() -> None:
    found = both(points("a"), points("a") | {"ask": "Other?"})
    nothing = both(points("a"), points("a", retired="1.0.0"))

    assert (found.comparable, found.sentence) == ((), "Comparable on none of 1 items.")
    assert (nothing.comparable, nothing.sentence) == ((), "Comparable on none of 0 items.")


def asking(first: str, **rest: Any) -> Questionnaire:
    """Return three items: the second is asked after the first, the third after the second."""
    return questionnaire(
        dimension(
            "d",
            item("practice", first) | rest,
            item("practice", "b", ask_if={"item": first, "any_of": ["yes"]}),
            item("practice", "c", ask_if={"item": "b", "at_least": "partly"}),
            item("practice", "e"),
        )
    )


def test_what_depends_on_a_changed_item_changes_with_it() -> None:
    found = compare(asking("a"), asking("a", ask="Other?"))

    assert [(each.label, each.kind, each.found) for each in found.items] == [
        ("a", "reworded", ("wording",)),
        ("b", "rescored", ("needs",)),
        ("c", "rescored", ("needs",)),
        ("e", "same", ()),
    ]
    assert found.breaks[1] == "“b” has changed: an item that it depends on."


def test_what_depends_on_a_renamed_item_does_not() -> None:
    found = compare(asking("a"), asking("z", was=["a"], label="a", ask="a?"))

    assert kinds(found) == {"a": "renamed", "b": "same", "c": "same", "e": "same"}


def test_other_people_being_asked_is_a_rescoring() -> None:
    free, bound = item("practice", "b"), item("practice", "b", ask_if={"item": "a", "any_of": ["yes"]})
    later = item("practice", "b", ask_if={"item": "a", "any_of": ["no"]})

    for one, two in ((free, bound), (bound, free), (bound, later)):
        pair = [questionnaire(dimension("d", item("practice", "a"), part)) for part in (one, two)]
        assert kinds(compare(*pair)) == {"a": "same", "b": "rescored"}


def test_caps_and_agendas_follow_the_items_they_name() -> None:
    def version(name: str, rest: dict[str, Any], more: dict[str, Any]) -> Questionnaire:
        cap = {"unless": f"{name}.n", "when": f"{name}.definition", "at": 50, "because": "No figure."}
        return questionnaire(
            dimension(
                "d",
                disclosure(name, "N", definition="The rule.") | {"label": "n", "ask": "n?"} | rest,
                disclosure("capped", "H", caps=[cap]),
                item("checklist", f"{name}-v", options=LETTERS) | {"label": "v", "ask": "v?"} | more,
                agenda(voices_from=f"{name}-v"),
            )
        )

    old = version("n", {}, {})
    renamed = version("m", {"was": ["n"]}, {"was": ["n-v"]})
    changed = version("n", {"ask": "Other?"}, {"ask": "Other?"})

    assert kinds(compare(old, renamed)) == {"n": "renamed", "capped": "same", "v": "renamed", "agenda": "same"}
    assert kinds(compare(old, changed)) == {
        "n": "reworded",
        "capped": "rescored",
        "v": "reworded",
        "agenda": "rescored",
    }


def test_dimensions_are_compared_too() -> None:
    old = questionnaire(
        dimension("a", points("i"), dimension("inner", points("j"))),
        dimension("b", points("k")),
        dimension("x", points("l")),
    )
    new = questionnaire(
        dimension("a", points("i"), weight=2, title="Renamed"),
        dimension(
            "b", points("k"), dimension("inner", points("j"), combine="min"), combine="cumulative", threshold=0.5
        ),
        dimension("y", points("l")),
    )
    found = compare(old, new)

    assert [(each.title, each.found) for each in found.dimensions] == [
        ("Renamed", ("weight", "title")),
        ("B", ("rule",)),
        ("Inner", ("rule", "place")),
        ("Y", ()),
        ("X", ()),
    ]
    assert [(each.old is None, each.new is None) for each in found.dimensions[3:]] == [(True, False), (False, True)]
    assert found.breaks == (
        "The dimension “Renamed” has changed: its weight.",
        "The dimension “B” has changed: the rule that combines its parts.",
        "The dimension “Inner” has changed: the rule that combines its parts and the dimension that it counts in.",
        "The dimension “Y” is new.",
        "The dimension “X” is gone.",
        "“l” has changed: the dimension that it counts in.",
    )


def test_another_title_breaks_nothing() -> None:
    one, two = (questionnaire(dimension("d", points("a"), title=title)) for title in ("One", "Two"))

    assert compare(one, two).dimensions[0].found == ("title",)
    assert compare(one, two).breaks == ()


@pytest.mark.parametrize(
    "rest",
    [
        {"ladder": 5},
        {"stage_rule": "min_gate"},
        {"combine": "min"},
        {"threshold": 0.7},
        {"stages": [{"id": f"s{n}", "title": f"Step {n}", "summary": "A rung."} for n in range(1, 5)]},
    ],
)
def test_another_ladder_or_another_rule(rest: dict[str, Any]) -> None:
    found = compare(questionnaire(dimension("d", points("a"))), questionnaire(dimension("d", points("a")), **rest))

    assert found.ladder
    assert found.breaks == ("The stages, or the rules for the overall result, have changed.",)
    assert found.comparable == ("a",)


def test_both_waves_are_scored_on_what_they_have_in_common() -> None:
    versions = compare(read(OLD), read(NEW))
    asked = common(read(NEW), versions.comparable)
    assert asked is not None
    first = answers("yes", "no", "yes", "yes", "yes", "no", ids="list calls owner plan fax goal")
    second = answers("yes", "partly", "no", "partly", "no", "yes", ids="register calls owner plan goal chat")
    before, after = score(asked, [renamed_answers(first, versions)]), score(asked, [second])

    assert [each.id for each in asked.items] == ["register", "calls", "plan", "goal"]
    # Knowing: 100 and 0, then 100 and 50. Acting, with the plan counting three times: 100 and 0, then 50 and 0.
    assert [each.score for each in before.top] == [roughly(50), roughly(75)]
    assert [each.score for each in after.top] == [roughly(75), roughly(37.5)]
    assert [each.coverage for each in (*before.top, *after.top)] == [1, 1, 1, 1]


def test_answers_move_to_the_new_ids_and_what_does_not_compare_stays_behind() -> None:
    versions = compare(read(OLD), read(NEW))
    given = answers("yes", "no", "yes", ids="list owner fax")

    assert renamed_answers(given, versions) == {"register": Answer(value="yes")}
    assert renamed_answers({}, versions) == {}


def test_a_dimension_without_a_common_item_is_left_out() -> None:
    asked = questionnaire(
        dimension("a", points("i"), dimension("inner", points("j"))),
        dimension("b", dimension("below", points("k"))),
        opening=[item("text", "first"), item("text", "second")],
        closing=[item("text", "last")],
    )
    # Worked out beforehand, so that what was kept in memory would show.
    assert len(asked.items) == 6
    kept = common(asked, ["j", "second"])

    assert kept is not None
    assert [each.id for each in kept.walk()] == ["a", "inner"]
    assert [each.id for each in kept.items] == ["second", "j"]
    assert [each.id for each in kept.closing] == []
    assert common(asked, ["first"]) is None
    below = common(asked, ["k"])
    assert below is not None
    assert [each.id for each in below.walk()] == ["b", "below"]
