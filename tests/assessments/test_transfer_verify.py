"""A single changed answer, weight or score is found and named, whether or not the fingerprints were made anew."""

from __future__ import annotations

import json
import random
from typing import TYPE_CHECKING, Any

import pytest

from assessments.transfer import complete_copy, shared_copy
from assessments.transfer_plain import file_of
from assessments.transfer_verify import Verified, verify
from questionnaires.items import Rubric
from tests.assessments.build import LINE, QUESTIONS, REVIEW, STAGES, asked
from tests.assessments.transfers import GIVEN, altered, lone, mended, team

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Place = tuple[str | int, ...]

ALONE, OPEN = shared_copy(lone()), shared_copy(team(waves=2))
ANONYMOUS, COMPLETE = (write(team("anonymous", waves=2)) for write in (shared_copy, complete_copy))
TIMES = 8
CHANCE = random.Random(5)  # noqa: S311 - places to change, the same ones every time


def what(found: Verified) -> str:
    """Return everything that was found, to look into."""
    return "\n".join(
        [
            *map(str, found.problems),
            *(each.what for each in found.changed),
            *(f"{each.of}: {each.name}" for each in found.differences),
        ]
    )


def at(data: Any, place: Place) -> Any:
    for part in place:
        data = data[part]
    return data


def with_value(content: bytes, place: Place, value: Any) -> bytes:
    """Return a file with another value at a place."""

    def change(data: dict[str, Any]) -> None:
        assert at(data, place) != value
        at(data, place[:-1])[place[-1]] = value

    return altered(content, change)


# --- answers


def answers(content: bytes) -> Iterator[tuple[Place, tuple[str, str], str]]:
    """Yield the place of every answer that counts to a question with levels, what it answers, and whose it is."""
    for place, wave in enumerate(json.loads(content)["waves"]):
        for number, own in enumerate(wave["responses"]):
            for name, items in own["answers"].items():
                for item_id, given in items.items():
                    if isinstance(asked(name).item_by_id[item_id], Rubric) and given[-1]["kind"] == "value":
                        path = ("waves", place, "responses", number, "answers", name, item_id, len(given) - 1, "value")
                        yield path, (name, item_id), own["id"]


@pytest.mark.parametrize("mend", [False, True], ids=["as it is", "fingerprints mended"])
@pytest.mark.parametrize("content", [ALONE, OPEN, COMPLETE], ids=["alone", "an open team", "an anonymous team"])
def test_a_single_changed_answer_is_found_and_named(content: bytes, mend: bool) -> None:  # noqa: FBT001 - a parameter
    for place, (name, item_id), response in CHANCE.sample(list(answers(content)), TIMES):
        item = asked(name).item_by_id[item_id]
        assert isinstance(item, Rubric)
        others = [each.id for each in item.options if each.id != at(json.loads(content), place)]
        changed = with_value(content, place, CHANCE.choice(others))
        found = verify(mended(changed) if mend else changed)
        assert not found.holds
        assert f"{name}/items/{item_id}/" in what(found)
        named = [each.what for each in found.changed]
        assert named == [] if mend else any(response in each for each in named)


@pytest.mark.parametrize("name", GIVEN)
def test_every_part_of_every_kind_of_lone_answer_is_covered(name: str) -> None:
    content = shared_copy(lone(name))
    answered = ("waves", 0, "responses", 0, "answers", name)
    given = at(json.loads(content), answered)
    for item_id, [one] in given.items():
        changed = with_value(content, (*answered, item_id, 0), {**one, "kind": "unanswered"} | {"value": None})

        def blank(data: dict[str, Any], item: str = item_id) -> None:
            at(data, (*answered, item, 0)).pop("value")

        found = verify(mended(altered(changed, blank)))
        assert f"{name}/items/{item_id}/" in what(found)


def test_a_number_in_a_disclosure_and_a_row_of_an_agenda_are_covered() -> None:
    responses = ("waves", 0, "responses", 0, "answers")
    customers = (*responses, QUESTIONS, "q01-customers", 0, "value", "figures", "now")
    found = verify(mended(with_value(ALONE, customers, 1201)))
    assert f"{QUESTIONS}/items/q01-customers/answer/figures/now" in what(found)
    minutes = (*responses, REVIEW, "agenda", 0, "value", 0, "actual")
    found = verify(mended(with_value(ALONE, minutes, 61)))
    assert f"{REVIEW}/items/agenda/answer/1/actual" in what(found)
    assert f"{REVIEW}/driver/product" in what(found)


def test_a_comment_is_no_figure_but_a_changed_one_is_named() -> None:
    place, _, response = next(answers(OPEN))
    changed = with_value(OPEN, (*place[:-1], "comment"), "Nobody said this.")
    found = verify(changed)
    assert [each.what for each in found.changed] == [f"Response {response} of wave “2026 Q1”", "The whole"]
    assert found.differences == ()
    assert verify(mended(changed)).holds


def test_an_answer_that_is_none_is_a_problem_with_its_place() -> None:
    place, _, response = next(answers(OPEN))
    found = verify(with_value(OPEN, place, "nonsense"))
    assert [each.pointer for each in found.problems] == ["/" + "/".join(map(str, place))]
    assert found.changed[0].what.startswith(f"Response {response}")
    assert not found.holds
    assert (found.checked, found.withheld) == (0, 0)


# --- weights and other rules of a questionnaire


def parts(content: bytes) -> list[tuple[Place, str]]:
    """Return the place of every dimension and of every item in it, with the name of its figures."""
    found: list[tuple[Place, str]] = []
    for digest, data in json.loads(content)["definitions"].items():
        for place, dimension in enumerate(data["dimensions"]):
            path: Place = ("definitions", digest, "dimensions", place)
            found.append((path, f"{data['id']}/{dimension['id']}"))
            items = enumerate(dimension["items"])
            found += [((*path, "items", number), f"{data['id']}/items/{item['id']}") for number, item in items]
    return found


@pytest.mark.parametrize("mend", [False, True], ids=["as it is", "fingerprints mended"])
@pytest.mark.parametrize("name", [STAGES, LINE, QUESTIONS, REVIEW, "a team"])
def test_a_single_changed_weight_is_found_and_named(name: str, mend: bool) -> None:  # noqa: FBT001 - a parameter
    content = OPEN if name == "a team" else shared_copy(lone(name))
    several = parts(content)
    for place, named in CHANCE.sample(several, min(TIMES, len(several))):
        changed = with_value(content, place, {**at(json.loads(content), place), "weight": 7})
        found = verify(mended(changed) if mend else changed)
        assert not found.holds
        assert f"{named}/weight" in what(found)
        if not mend:
            assert any(each.pointer == f"/definitions/{place[1]}" for each in found.problems)
            assert any(each.what.startswith("Questionnaire ") for each in found.changed)


def test_another_order_of_what_a_questionnaire_advises_is_found() -> None:
    content = shared_copy(lone(REVIEW))

    def change(data: dict[str, Any]) -> None:
        [definition] = data["definitions"].values()
        [agenda] = [item for one in definition["dimensions"] for item in one["items"] if item["type"] == "agenda"]
        agenda["flags"] = dict(sorted(agenda["flags"].items()))

    found = verify(altered(content, change))
    assert found.problems == ()  # the digest leaves the order out
    assert found.changed[0].what.startswith(f"Questionnaire {REVIEW}")
    assert f"{REVIEW}/flags" in what(found)


# --- figures


def stated(content: bytes) -> list[tuple[Place, str]]:
    """Return the place of every number that a file states, with its name."""
    results = json.loads(content)["results"]
    owned = [
        ((part, owner), figures)
        for part in ("responses", "waves", "counted")
        for owner, figures in results[part].items()
    ]
    return [
        (("results", *path, name), name)
        for path, figures in [*owned, (("series",), results["series"])]
        for name, value in figures.items()
        if isinstance(value, (int, float))
    ]


@pytest.mark.parametrize("mend", [False, True], ids=["as it is", "fingerprints mended"])
@pytest.mark.parametrize("content", [ALONE, OPEN, COMPLETE], ids=["alone", "an open team", "an anonymous team"])
def test_a_single_changed_figure_is_found_and_named(content: bytes, mend: bool) -> None:  # noqa: FBT001 - a parameter
    for place, name in CHANCE.sample(stated(content), TIMES):
        changed = with_value(content, place, at(json.loads(content), place) + 1)
        found = verify(mended(changed) if mend else changed)
        assert [each.name for each in found.differences] == [name]
        [one] = found.differences
        assert one.stated is not None
        assert one.found is not None
        assert one.stated.value == at(json.loads(changed), place)
        assert one.found.value == at(json.loads(content), place)
        assert [each.what.startswith(("The figures of", "The figures over")) for each in found.changed] == (
            [] if mend else [True, False]
        )


@pytest.mark.parametrize("content", [ALONE, OPEN], ids=["alone", "an open team"])
def test_a_figure_too_few_and_one_too_many_are_found(content: bytes) -> None:
    for place, name in CHANCE.sample(stated(content), TIMES):
        data = json.loads(content)
        value = at(data, place[:-1]).pop(place[-1])
        [one] = verify(mended(file_of(data))).differences
        assert (one.name, one.stated) == (name, None)
        at(data, place[:-1]).update({name: value, "made-up": 3})
        [two] = verify(mended(file_of(data))).differences
        assert (two.name, two.found) == ("made-up", None)


def test_a_difference_of_one_part_in_a_thousand_million_is_none() -> None:
    place = next(place for place, name in stated(ALONE) if name == f"{STAGES}/score")
    score = at(json.loads(ALONE), place)
    assert verify(mended(with_value(ALONE, place, score * (1 + 1e-10)))).holds
    assert not verify(mended(with_value(ALONE, place, score * (1 + 1e-8)))).holds


def test_a_word_is_compared_to_the_letter() -> None:
    place = ("results", "waves", json.loads(OPEN)["waves"][0]["id"], "people")
    [one] = verify(mended(with_value(OPEN, place, "9 "))).differences
    assert (one.of, one.name) == ("“2026 Q1”", "people")


def test_a_whole_part_of_the_figures_that_is_gone_is_found() -> None:
    found = verify(mended(altered(OPEN, lambda data: data["results"]["counted"].clear())))
    assert {each.of for each in found.differences} == {
        "“2026 Q1”, all answers that count",
        "“2026 Q2”, all answers that count",
    }
    found = verify(mended(altered(OPEN, lambda data: data["results"]["series"].clear())))
    assert {each.of for each in found.differences} == {"the waves together"}


# --- what cannot be worked out again


def test_figures_of_anonymous_waves_are_counted_and_only_their_fingerprints_checked() -> None:
    found = verify(ANONYMOUS)
    results = json.loads(ANONYMOUS)["results"]
    assert found.holds
    assert found.checked == 0
    assert found.withheld == sum(map(len, [*results["waves"].values(), results["series"]])) > 0
    for place, _ in CHANCE.sample(stated(ANONYMOUS), TIMES):
        changed = with_value(ANONYMOUS, place, at(json.loads(ANONYMOUS), place) + 1)
        assert [each.what for each in verify(changed).changed][-1] == "The whole"
        assert verify(mended(changed)).holds


def test_figures_of_answers_that_the_file_does_not_hold_cannot_be_made_up() -> None:
    wave = json.loads(ANONYMOUS)["waves"][0]["id"]
    found = verify(mended(altered(ANONYMOUS, lambda data: data["results"]["counted"].update({wave: {"people": 3}}))))
    assert [(each.of, each.name) for each in found.differences] == [("“2026 Q1”, all answers that count", "people")]


# --- parts


def first(data: dict[str, Any], part: str) -> Any:
    """Return the figures of the first wave."""
    return data["results"][part][data["waves"][0]["id"]]


CHANGES: list[tuple[Callable[[dict[str, Any]], object], str]] = [
    (lambda data: data["assessment"].update(name="Others"), "The assessment"),
    (lambda data: data["actions"][0].update(owner="Cy"), "The promises"),
    (lambda data: data.update(about="Nothing is in here."), "What kind of copy it is"),
    (lambda data: data["waves"][1].update(invited=99), "Wave “2026 Q2”"),
    (lambda data: data["results"]["series"].update({"x": "y"}), "The figures over the waves"),
    (lambda data: first(data, "waves").update({"x": "y"}), "The figures of wave “2026 Q1”"),
    (lambda data: first(data, "counted").update({"x": "y"}), "The figures of wave “2026 Q1”"),
    (lambda data: data["fingerprints"]["waves"].update(gone="0" * 64), "Gone, which the file does not hold"),
]


@pytest.mark.parametrize(("change", "named"), CHANGES, ids=[named for _, named in CHANGES])
def test_a_changed_part_is_named(change: Callable[[dict[str, Any]], object], named: str) -> None:
    assert verify(altered(OPEN, change)).changed[0].what == named


def test_figures_of_somebody_who_answers_alone_are_named_by_their_response() -> None:
    [response] = json.loads(ALONE)["results"]["responses"]
    changed = altered(ALONE, lambda data: data["results"]["responses"][response].update({f"{STAGES}/stage/overall": 4}))
    found = verify(changed)
    assert [each.what for each in found.changed] == [
        f"The figures of response {response} of wave “2026 Q1”",
        "The whole",
    ]
    assert [each.of for each in found.differences] == [f"response {response} of “2026 Q1”"]


def test_the_fingerprint_of_the_whole_alone_may_be_wrong() -> None:
    changed = altered(OPEN, lambda data: data["fingerprints"].update(whole="0" * 64))
    assert [each.what for each in verify(changed).changed] == ["The whole"]


def test_what_is_no_assessment_cannot_be_verified() -> None:
    found = verify(b"{}")
    assert [each.pointer for each in found.problems] == ["/format"]
    assert not found.holds
