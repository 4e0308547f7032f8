"""Whatever is wrong with a file is said at its place, with how to mend it, and nothing makes the reader stumble."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.transfer import complete_copy, read_copy, shared_copy
from assessments.transfer_json import DEEPEST, MOST_PROBLEMS, Misfit, read_json
from assessments.transfer_marks import CHANGED
from tests.assessments.build import QUESTIONS, STAGES, asked
from tests.assessments.transfers import altered, lone, mended, team

if TYPE_CHECKING:
    from collections.abc import Callable

    Change = Callable[[dict[str, Any]], object]

ALONE = shared_copy(lone(STAGES))
OPEN = complete_copy(team(waves=2))
SHARED = shared_copy(team())
ANONYMOUS = shared_copy(team("anonymous"))
FIRST = asked(STAGES).items[0].id
DIGEST = next(iter(json.loads(ALONE)["definitions"]))


def problems(content: bytes) -> list[str]:
    """Return what is wrong with a file, each finding as it is printed."""
    copy, found = read_copy(content)
    assert (copy is None) == bool(found)
    return [str(each) for each in found]


def put(*path: str | int, to: Any) -> Change:
    """Return a change that puts a value at a place."""

    def change(data: Any) -> None:
        for part in path[:-1]:
            data = data[part]
        data[path[-1]] = to

    return change


def drop(*path: str | int) -> Change:
    """Return a change that takes out what stands at a place."""

    def change(data: Any) -> None:
        for part in path[:-1]:
            data = data[part]
        del data[path[-1]]

    return change


def again(*path: str | int) -> Change:
    """Return a change that puts the last member of a list there once more."""

    def change(data: Any) -> None:
        for part in path:
            data = data[part]
        data.append(data[-1])

    return change


# --- what is no JSON, or more than a reader should swallow


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "/: Not readable as JSON: Expecting value, line 1, column 1. Mend it there."),
        (b'{"format": ', "/: Not readable as JSON: Expecting value, line 1, column 12. Mend it there."),
        (b"\xff\xfe", "/: This is not UTF-8 text. Choose the file as it was exported."),
        (b"[" * 100_000, f"/: Nested more than {DEEPEST} levels deep, which no assessment is. Choose another file."),
        (b"[" * 900 + b"]" * 900, f": Nested more than {DEEPEST} levels deep"),
        (b"[]", "/format: This is not an assessment: its format is 'customer-centricity-assessment'."),
        (b"null", "/format: This is not an assessment"),
        (b"1", "/format: This is not an assessment"),
        (b"9" * 5_000, "/: This number is too long. Write a shorter one."),
        (b'{"format": "customer-centricity-template"}', "/format: This is not an assessment"),
    ],
    ids=[
        "empty",
        "cut off",
        "no UTF-8",
        "deep and open",
        "deep",
        "list",
        "null",
        "a number",
        "a long number",
        "another format",
    ],
)
def test_what_is_no_assessment_is_said_to_be_none(content: bytes, said: str) -> None:
    assert said in problems(content)[-1]


@pytest.mark.parametrize("version", [2, 0, True, "1", None])
def test_another_version_is_not_guessed_at(version: Any) -> None:
    [said] = problems(altered(ALONE, put("version", to=version)))
    assert said.startswith("/version: Only version 1 can be read here.")


def test_a_file_beyond_the_limit_is_not_read() -> None:
    assert read_json(b"[1, 2]", most_bytes=5).problems == [
        Misfit("", "The file has more than 0 MB, too much for one assessment. Choose another one.")
    ]
    assert read_json(b"[1, 2]", most_bytes=6).data == [1, 2]


@pytest.mark.parametrize(
    ("text", "pointer", "said"),
    [
        ('{"a": NaN}', "/a", "NaN is no number in JSON"),
        ('{"a": [1, -Infinity]}', "/a/1", "-Infinity is no number in JSON"),
        ('{"a": 1e999}', "/a", "'1e999' is too large to be kept".replace("'", "")),
        ('{"a": ' + "1" * 42 + "}", "/a", "This number is too long"),
        ('{"a": {"b": 1, "b": 2}}', "/a/b", "The key 'b' stands here twice"),
        ('{"a": 1, "a": 2, "a": 3}', "/a", "The key 'a' stands here twice"),
        ('{"a": "\\ud800"}', "/a", "The text has a character in it that cannot be kept"),
        ('{"a": "x\\u0000"}', "/a", "The text has a character in it that cannot be kept"),
        ('{"\\udfff": 1}', "", "A key has a character in it that cannot be kept"),
        ('{"a/b~c": NaN}', "/a~1b~0c", "NaN"),
    ],
)
def test_what_cannot_be_kept_is_refused_where_it_stands(text: str, pointer: str, said: str) -> None:
    [found] = read_json(text.encode()).problems
    assert found.pointer == pointer
    assert said in found.message


def test_numbers_and_texts_that_can_be_kept_stay_as_they_are() -> None:
    plain = read_json('\ufeff{"a": [1, 10000000000000000000000000000000000000000, 0.1, "ü\U0001f642", null]}'.encode())
    assert (plain.data, plain.problems) == ({"a": [1, 10**40, 0.1, "ü\U0001f642", None]}, [])


def test_of_very_many_problems_the_first_are_told() -> None:
    assert len(read_json(b"[" + b"NaN," * 500 + b"1]").problems) == MOST_PROBLEMS
    assert (
        len(problems(altered(ALONE, lambda data: data.update({f"x{number}": 1 for number in range(300)}))))
        == MOST_PROBLEMS
    )


def test_a_key_that_stands_twice_is_told_once_beside_other_problems() -> None:
    text = ALONE.decode().replace('"about":', '"about":1,"about":', 1).replace('"state":"open"', '"state":"opne"', 1)
    assert problems(text.encode())[0] == "/about: The key 'about' stands here twice. Keep one of them."
    assert len(problems(text.encode())) == 2


def test_a_questionnaire_in_which_something_was_refused_is_not_complained_about_twice() -> None:
    text = ALONE.decode().replace('"minutes":', '"minutes":NaN,"minutes":', 1)
    assert '"minutes"' in ALONE.decode()
    assert {each.rsplit(": ", 1)[-1] for each in problems(text.encode())} == {
        "The key 'minutes' stands here twice. Keep one of them."
    }


# --- shape

SHAPE: list[tuple[bytes, Change, str]] = [
    (ALONE, put("asessment", to=1), "/asessment: 'asessment' is not known here. Did you mean 'assessment'?"),
    (ALONE, put("copy_", to="shared"), "/copy_: 'copy_' is not known here. Did you mean 'copy'?"),
    (ALONE, put("waves", 0, "lable", to=""), "/waves/0/lable: 'lable' is not known here. Did you mean 'label'?"),
    (
        ALONE,
        put("waves", 0, "responses", 0, "answers", STAGES, FIRST, 0, "vlaue", to=1),
        f"/waves/0/responses/0/answers/{STAGES}/{FIRST}/0/vlaue: 'vlaue' is not known here. Did you mean 'value'?",
    ),
    (OPEN, put("waves", 0, "live", "rounds", 0, "opend_at", to=""), "opend_at: 'opend_at' is not known here. Did you"),
    (ALONE, drop("waves", 0, "label"), "/waves/0: 'label' is missing. Add it."),
    (ALONE, drop("assessment"), "/: 'assessment' is missing. Add it."),
    (ALONE, put("waves", 0, "mode", to="opne"), "/waves/0/mode: 'opne' is not allowed. Did you mean 'open'?"),
    (ALONE, put("waves", 0, "state", to=7), "/waves/0/state: '7' is not allowed. Use one of: closed, open."),
    (ALONE, put("waves", 0, "label", to=7), "/waves/0/label: 'label' must be a text. Change it."),
    (ALONE, put("waves", 0, "smallest_group", to=1.5), "'smallest_group' must be a whole number."),
    (ALONE, put("waves", 0, "smallest_group", to=True), "'smallest_group' must be a whole number."),
    (ALONE, put("waves", 0, "smallest_group", to=0), "'smallest_group' is out of bounds"),
    (ALONE, put("waves", 0, "targets", 0, "value", to="70"), "/waves/0/targets/0/value: 'value' must be a number."),
    (ALONE, put("waves", 0, "targets", 0, "value", to=101), "/waves/0/targets/0/value: 'value' is out of bounds"),
    (ALONE, put("waves", 0, "targets", 0, "before_result", to=1), "'before_result' must be true or false."),
    (ALONE, put("waves", 0, "targets", 0, to=1), "/waves/0/targets/0: Number 1 of 'targets' must be a table of keys."),
    (ALONE, put("waves", to={}), "/waves: 'waves' must be a list. Change it."),
    (ALONE, put("definitions", DIGEST, to=[]), f"/definitions/{DIGEST}: '{DIGEST[:60]}…' must be a table of keys."),
    (ALONE, put("definitions", "x", to={}), "/definitions/x: 'x' has the wrong form. Write 64 digits from 0 to 9"),
    (ALONE, put("assessment", "created_at", to="yesterday"), "'yesterday' has the wrong form. Write a time such as"),
    (ALONE, put("assessment", "created_at", to="2026-02-30T00:00:00+00:00"), "is no time that there is. Write one"),
    (ALONE, put("assessment", "created_at", to="2026-02-03T00:00:00.000000+00:00"), "is no time that there is."),
    (ALONE, put("actions", 0, "due", to="31.3.2026"), "'31.3.2026' has the wrong form. Write a day such as 2026-03-31"),
    (ALONE, put("actions", 0, "due", to="2026-02-30"), "'2026-02-30' is no time that there is."),
    (ALONE, put("assessment", "id", to=""), "/assessment/id: '' has the wrong form. Write at least one character."),
    (ALONE, put("assessment", "id", to="x" * 101), "has the wrong form. Write at most 100 characters."),
    (ALONE, put("actions", 0, "dimension", to="No Id"), "Write the id of a dimension, or nothing for the whole."),
    (ALONE, put("actions", 0, "questionnaire", to="No Id"), "'No Id' has the wrong form. Write small letters, digits"),
    (ALONE, put("waves", 0, "definitions", 0, "version", to="1"), "'1' has the wrong form. Write three numbers like"),
    (
        OPEN,
        put("waves", 0, "live", "rounds", 1, "items", 0, to=["x"]),
        "/waves/0/live/rounds/1/items/0: Number 2 of 'items' is missing. Add it.",
    ),
    (
        OPEN,
        put("waves", 0, "live", "rounds", 1, "items", 0, to=["x", "y", "z"]),
        "Number 1 of 'items' has 3 members, wh",
    ),
    (ALONE, put("results", "series", "x", to=[1]), "/results/series/x: 'x' must be a whole number. Change it."),
    (ALONE, put("fingerprints", "whole", to="0"), "/fingerprints/whole: '0' has the wrong form. Write 64 digits"),
    (ALONE, put("fingerprints", "hole", to=""), "/fingerprints/hole: 'hole' is not known here. Did you mean 'whole'?"),
]


@pytest.mark.parametrize(("content", "change", "said"), SHAPE, ids=[said[:50] for _, _, said in SHAPE])
def test_a_wrong_shape_is_told_at_its_place(content: bytes, change: Change, said: str) -> None:
    found = problems(altered(content, change))
    assert any(said in each for each in found), found


def test_a_list_where_the_questionnaires_should_be_is_told() -> None:
    data = json.loads(ALONE)
    data["definitions"] = []
    assert problems(json.dumps(data).encode()) == ["/definitions: 'definitions' must be a table of keys. Change it."]


def test_all_that_is_wrong_is_told_in_one_run() -> None:
    def change(data: Any) -> None:
        data["waves"][0]["mode"] = "opne"
        data["assessment"]["nmae"] = ""
        data["definitions"][DIGEST]["dimensions"][0]["weight"] = -1
        del data["actions"][0]["note"]

    assert [each.split(": ")[0] for each in problems(altered(ALONE, change))] == [
        "/actions/0",
        "/assessment/nmae",
        f"/definitions/{DIGEST}/dimensions/0/weight",
        "/waves/0/mode",
    ]


# --- questionnaires


def test_a_questionnaire_is_read_like_a_file_of_its_own() -> None:
    def change(data: Any) -> None:
        first = data["definitions"][DIGEST]["dimensions"][0]["items"][0]
        first["tpye"] = "x"

    [one] = problems(altered(ALONE, lambda data: data["definitions"][DIGEST].update(mintues=3)))
    assert one == f"/definitions/{DIGEST}/mintues: 'mintues' is not known here. Did you mean 'minutes'?"
    two = problems(altered(ALONE, change))
    assert two == [f"/definitions/{DIGEST}/dimensions/0/items/0/tpye: 'tpye' is not known here. Did you mean 'type'?"]


def test_a_questionnaire_that_breaks_a_rule_is_refused_where_it_does() -> None:
    def change(data: Any) -> None:
        data["definitions"][DIGEST]["dimensions"][1]["items"][0]["id"] = FIRST

    found = problems(altered(ALONE, change))
    at = f"/definitions/{DIGEST}/dimensions/1/items/0/id"
    assert found == [f"{at}: The id '{FIRST}' is used twice. Give one of them another id."]


def test_a_questionnaire_that_is_not_what_its_digest_was_made_of_is_refused() -> None:
    [said] = problems(altered(ALONE, lambda data: data["definitions"][DIGEST].update(minutes=3)))
    assert said.startswith(f"/definitions/{DIGEST}: This questionnaire is not the one that the digest was made of")


# --- references and answers

ANSWERS = ("waves", 0, "responses", 0, "answers")
RESPONSE = "/waves/0/responses/0"
WRONG: list[tuple[bytes, Change, str]] = [
    (ALONE, put(*ANSWERS, STAGES, FIRST, 0, "value", to="x"), f"{FIRST}/0/value: 'x' is not an answer here."),
    (ALONE, put(*ANSWERS, STAGES, FIRST, 0, "kind", to="dont_know"), "An answer of the kind 'dont_know' has no value."),
    (ALONE, drop(*ANSWERS, STAGES, FIRST, 0, "value"), f"{FIRST}/0/value: 'None' is not an answer here."),
    (ALONE, put(*ANSWERS, STAGES, FIRST, 0, "comment", to="x" * 10_001), "/comment: The text has 10001 characters; at"),
    (ALONE, put(*ANSWERS, STAGES, FIRST, 0, "reason", to="x" * 10_001), "/reason: The text has 10001 characters; at"),
    (ALONE, put(*ANSWERS, STAGES, FIRST, 0, "round", to=2), "/0/round: Who answers alone has no round but the first."),
    (ALONE, again(*ANSWERS, STAGES, FIRST), "/1/round: One answer to a round, the earliest round first."),
    (ALONE, put(*ANSWERS, STAGES, "fist", to=[]), f"{RESPONSE}/answers/{STAGES}/fist: 'fist' is no question of it."),
    (ALONE, put(*ANSWERS, "stages", to={}), f"{RESPONSE}/answers/stages: This wave is not asked 'stages'."),
    (ALONE, put(*ANSWERS[:4], "submitted", "stages", to="2026-03-02T09:30:00+00:00"), "submitted/stages: This wave is"),
    (OPEN, put(*ANSWERS, STAGES, FIRST, 1, "round", to=3), "/1/round: There is no round 3 in this wave."),
    (OPEN, put(*ANSWERS, STAGES, asked(STAGES).items[1].id, 0, "round", to=2), "/0/round: Round 2 does not ask this."),
    (OPEN, put("waves", 1, "id", to="x"), "/actions/0/wave: There is no wave"),
    (OPEN, again("waves"), "/waves/2/id: The id "),
    (OPEN, again("waves"), "/waves/2/created_at: This wave is not later than the one before it."),
    (OPEN, again("waves", 0, "responses"), "/waves/0/responses/9/id: The id "),
    (OPEN, again("actions"), "/actions/1/id: The id "),
    (OPEN, again("waves", 0, "definitions"), f"/waves/0/definitions/1/questionnaire: '{STAGES}' stands here twice."),
    (OPEN, again("waves", 0, "targets"), "/waves/0/targets/2: This stands here twice for the same dimension."),
    (OPEN, again("waves", 0, "importance"), "/importance/12: This stands here twice for the same dimension."),
    (OPEN, put("waves", 0, "targets", 0, "dimension", to="comunication"), "Did you mean 'communication'?"),
    (OPEN, put("waves", 0, "targets", 0, "questionnaire", to="x"), "/questionnaire: This wave is not asked 'x'."),
    (OPEN, put("actions", 0, "dimension", to="x"), "/actions/0/dimension: 'x' is no dimension that fits here."),
    (
        OPEN,
        put("waves", 0, "definitions", to=[]),
        f"/answers/{STAGES}: This wave is not asked '{STAGES}'. There is noth",
    ),
    (
        OPEN,
        put("waves", 0, "definitions", 0, "digest", to="0" * 64),
        "/digest: There is no questionnaire with this dige",
    ),
    (OPEN, put("waves", 0, "definitions", 0, "version", to="0.0.0"), "/version: The questionnaire has the version '"),
    (
        OPEN,
        put("waves", 0, "definitions", 0, "questionnaire", to="x"),
        f"The questionnaire has the questionnaire '{STAGES}",
    ),
    (
        OPEN,
        put("waves", 0, "live", "rounds", 0, "number", to=2),
        "/rounds/0/number: Rounds are counted from 1. Write 1.",
    ),
    (OPEN, put("waves", 0, "live", "batches", 0, "number", to=2), "/batches/0/number: Batches are counted from 1."),
    (OPEN, put("waves", 0, "live", "batches", 0, "round", to=3), "/batches/0/round: There is no round 3 in this wave."),
    (
        OPEN,
        put("waves", 0, "live", "batches", 0, "responses", to=[]),
        "/batches/0/responses: Nobody counts in this batch",
    ),
    (
        OPEN,
        put("waves", 0, "live", "batches", 0, "responses", 0, to="x"),
        "/responses/0: There is no response 'x' in this",
    ),
    (OPEN, again("waves", 0, "live", "batches", 0, "responses"), "counts in this round already. Keep one of them."),
    (
        OPEN,
        drop("waves", 0, "live", "batches", 0, "responses"),
        "It stands here where the answers do, and nowhere else.",
    ),
    (OPEN, drop("assessment", "organiser_hash"), "/assessment/organiser_hash: A complete copy holds this."),
    (OPEN, drop("waves", 0, "join_code"), "/waves/0/join_code: A complete copy holds this."),
    (OPEN, drop("waves", 0, "responses", 0, "receipt"), f"{RESPONSE}/receipt: A complete copy holds this."),
    (OPEN, drop("waves", 0, "responses", 0, "resume_hash"), f"{RESPONSE}/resume_hash: A complete copy holds this."),
    (
        SHARED,
        put("assessment", "organiser_hash", to="0" * 64),
        "/assessment/organiser_hash: A shared copy holds no codes",
    ),
    (SHARED, put("waves", 0, "join_code", to="ABC234"), "/waves/0/join_code: A shared copy holds no codes."),
    (ALONE, put("waves", 0, "join_code", to="ABC234"), "/waves/0/join_code: Who answers alone has no join code."),
    (SHARED, put("waves", 0, "withheld", to="Why."), "/waves/0/withheld: Nothing stays behind in this wave."),
    (ANONYMOUS, drop("waves", 0, "withheld"), "/waves/0/withheld: Say in a sentence why the answers stay behind."),
    (ANONYMOUS, put("waves", 0, "live", "batches", 0, "responses", to=["x"]), "It stands here where the answers do"),
    (
        SHARED,
        put("waves", 0, "mode", to="anonymous"),
        "/waves/0/responses: A shared copy holds no answers of an anonymous",
    ),
    (SHARED, put("waves", 0, "mode", to="anonymous"), "/name: Nobody gives a name in an anonymous wave."),
    (
        ALONE,
        put("definitions", "0" * 64, to=json.loads(ALONE)["definitions"][DIGEST]),
        "No wave is asked this question",
    ),
    (
        ALONE,
        put("results", "responses", "x", to={}),
        "/results/responses/x: There is no 'x' that these figures could be",
    ),
    (ALONE, put("results", "waves", "x", to={}), "/results/waves/x: There is no 'x' that these figures could be of."),
]


@pytest.mark.parametrize(("content", "change", "said"), WRONG, ids=[said[:50] for _, _, said in WRONG])
def test_what_leads_nowhere_is_told_at_its_place(content: bytes, change: Change, said: str) -> None:
    found = problems(altered(content, change))
    assert any(said in each for each in found), found


def test_a_value_in_another_notation_is_told_with_the_one_that_is_kept() -> None:
    content = shared_copy(lone(QUESTIONS))

    def change(data: Any) -> None:
        data["waves"][0]["responses"][0]["answers"][QUESTIONS]["q10-who"][0]["value"] = "nobody"

    [said] = problems(altered(content, change))
    assert 'q10-who/0/value: This is not written as it is kept. Write {"level": "nobody", "figures": {}, "def' in said


def test_a_file_that_was_changed_since_it_was_made_is_refused() -> None:
    content = altered(OPEN, put("assessment", "name", to="Others"))
    assert problems(content) == [
        f"/fingerprints/assessment: The assessment: {CHANGED}",
        f"/fingerprints/whole: The whole: {CHANGED}",
    ]
    assert problems(mended(content)) == []


# --- nothing makes it stumble

plain = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters(codec="utf-8")),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(st.characters(codec="utf-8")), inner),
    max_leaves=10,
)


def places(data: Any, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    """Return the place of every value."""
    members = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    return [path, *(found for key, each in members for found in places(each, (*path, key)))]


PLACES = places(json.loads(OPEN))[1:]


@given(st.binary())
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    assert problems(content)


@given(st.sampled_from(PLACES), plain)
def test_any_value_at_any_place_is_read_or_refused(path: tuple[str | int, ...], value: Any) -> None:
    data = json.loads(OPEN)
    put(*path, to=value)(data)
    copy, found = read_copy(json.dumps(data).encode())
    assert (copy is None) == bool(found)
