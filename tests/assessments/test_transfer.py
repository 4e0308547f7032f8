"""A whole assessment goes into a file and comes back the same, and a copy to hand on leaves behind what it must."""

from __future__ import annotations

import json
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from typing import TYPE_CHECKING, Any

import pytest
from jsonschema import Draft202012Validator

from assessments.codes import code_hash, normal_code
from assessments.demonstration import demonstrations
from assessments.errors import StoreUnavailableError
from assessments.links import person
from assessments.transfer import Copy, complete_copy, read_copy, shared_copy
from assessments.transfer_back import CannotPutBackError, put_back
from assessments.transfer_plain import file_of
from assessments.transfer_rules import WITHHELD
from assessments.transfer_verify import verify
from cli.schema import assessment_document
from questionnaires.loader import DEFINITIONS, load_folder
from storage.memory import MemoryStore
from storage.open import open_store
from tests.assessments.build import LINE, REVIEW, STAGES
from tests.assessments.transfers import ODD, everything, lone, team

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from assessments.kept import Kept

    Write = Callable[[Kept], bytes]

SHIPPED = [each.definition for each in load_folder() if each.definition is not None]
MADE_UP = {each.assessment.name: each for each in demonstrations(SHIPPED, datetime(2026, 11, 23, 8, tzinfo=UTC))}
SCHEMA = Draft202012Validator(assessment_document())
ASSESSMENTS: dict[str, Kept] = {
    "alone": lone(),
    "alone for a year": lone(STAGES, waves=4),
    "an open team": team(waves=2),
    "an anonymous team": team("anonymous", waves=2),
    **MADE_UP,
}


def read(content: bytes) -> Copy:
    """Return the copy of a file without any problem."""
    copy, problems = read_copy(content)
    assert [str(each) for each in problems] == []
    assert copy is not None
    return copy


def voting(kept: Kept) -> Kept:
    """Return an assessment whose newest vote is still under way."""
    wave = kept.waves[-1]
    assert wave.live is not None
    newest = wave.live.rounds[-1]
    rounds = (*wave.live.rounds[:-1], replace(newest, state="voting"))
    batches = tuple(each for each in wave.live.batches if each.round_number < newest.number)
    live = replace(wave.live, rounds=rounds, batches=batches)
    return replace(kept, waves=(*kept.waves[:-1], replace(wave, live=live)))


def again(write: Write, content: bytes) -> bytes:
    """Import a file into an empty store, and export it."""
    store, copy = MemoryStore(), read(content)
    put_back(store, copy)
    return write(everything(store, copy.kept.assessment.id))


def is_anonymous(kept: Kept) -> bool:
    return kept.waves[0].wave.mode == "anonymous"


def test_no_copy_to_hand_on_tells_a_vote_before_it_is_revealed() -> None:
    kept = voting(team())
    rounds = {each.round_number for each in read(complete_copy(kept)).kept.waves[0].votes}
    content = shared_copy(kept)
    assert (rounds, {each.round_number for each in read(content).kept.waves[0].votes}) == ({1, 2}, {1})
    assert verify(content).holds
    assert again(shared_copy, content) == content


@pytest.mark.parametrize("kept", ASSESSMENTS.values(), ids=ASSESSMENTS)
def test_a_complete_copy_comes_back_to_the_same_bytes(kept: Kept) -> None:
    content = complete_copy(kept)
    assert read(content).complete
    assert again(complete_copy, content) == content


@pytest.mark.parametrize("name", [name for name, kept in ASSESSMENTS.items() if not is_anonymous(kept)])
def test_a_shared_copy_comes_back_to_the_same_bytes(name: str) -> None:
    content = shared_copy(ASSESSMENTS[name])
    assert not read(content).complete
    assert again(shared_copy, content) == content


@pytest.mark.parametrize("kept", ASSESSMENTS.values(), ids=ASSESSMENTS)
def test_a_database_gives_back_the_same_bytes_too(kept: Kept, tmp_path: Path) -> None:
    content = complete_copy(kept)
    with closing(open_store(f"sqlite:///{(tmp_path / 'a.db').as_posix()}")) as store:
        put_back(store, read(content))
        assert complete_copy(everything(store, kept.assessment.id)) == content


def test_the_demonstrations_are_there() -> None:
    assert len(MADE_UP) == 3
    assert sum(is_anonymous(kept) for kept in MADE_UP.values()) == 1


@pytest.mark.parametrize("kept", ASSESSMENTS.values(), ids=ASSESSMENTS)
@pytest.mark.parametrize("write", [shared_copy, complete_copy])
def test_every_file_holds_what_it_states_and_follows_the_schema(kept: Kept, write: Write) -> None:
    content = write(kept)
    found = verify(content)
    assert (found.problems, found.changed, found.differences) == ((), (), ())
    assert found.checked or found.withheld
    assert [error.message for error in SCHEMA.iter_errors(json.loads(content))] == []


def test_a_complete_copy_is_read_as_it_was_kept() -> None:
    kept = ASSESSMENTS["an anonymous team"]
    assert read(complete_copy(kept)).kept == kept


def test_the_schema_is_published_as_the_code_has_it() -> None:
    published = DEFINITIONS.parent.parent / "docs" / "assessment.schema.json"
    assert json.loads(published.read_bytes()) == assessment_document()
    Draft202012Validator.check_schema(assessment_document())


def test_what_was_not_submitted_has_no_result_to_state() -> None:
    kept = lone(STAGES, LINE)
    [wave] = kept.waves
    [own] = wave.responses
    begun = replace(own.response, submitted={STAGES: own.response.submitted[STAGES]})
    changed = replace(kept, waves=(replace(wave, responses=(replace(own, response=begun),)),))
    [figures] = json.loads(shared_copy(changed))["results"]["responses"].values()
    assert {name.split("/")[0] for name in figures} == {STAGES}
    assert verify(shared_copy(changed)).holds


def test_a_file_is_canonical() -> None:
    content = complete_copy(lone(STAGES))
    assert content.endswith(b"}\n")
    assert content.count(b"\n") == 1
    data = json.loads(content)
    assert list(data) == sorted(data)
    assert list(data["waves"][0]) == sorted(data["waves"][0])
    assert ODD in content.decode()
    assert file_of(data) == content


def test_the_order_of_keys_within_a_questionnaire_stays() -> None:
    kept = lone(REVIEW)
    [(digest, data)] = json.loads(shared_copy(kept))["definitions"].items()
    assert digest == kept.waves[0].definitions[0].digest
    assert json.dumps(data) == json.dumps(kept.waves[0].definitions[0].data)


def test_the_order_and_the_zone_in_which_records_come_make_no_difference() -> None:
    kept = team(waves=2)
    [first, second] = kept.waves
    turned = replace(
        first,
        votes=tuple(reversed(first.votes)),
        responses=tuple(reversed(first.responses)),
        targets=tuple(reversed(first.targets)),
        importance=tuple(reversed(first.importance)),
        wave=replace(first.wave, created_at=first.wave.created_at.astimezone(timezone(timedelta(hours=3)))),
    )
    assert complete_copy(replace(kept, waves=(turned, second))) == complete_copy(kept)


# --- what a copy to hand on leaves behind


def texts(value: Any) -> set[str]:
    """Return every text and every key of plain values."""
    if isinstance(value, dict):
        return set(value).union(*(texts(each) for each in value.values()))
    if isinstance(value, list):
        return set().union(*(texts(each) for each in value))
    return {value} if isinstance(value, str) else set()


@pytest.mark.parametrize("kept", ASSESSMENTS.values(), ids=ASSESSMENTS)
def test_a_shared_copy_holds_no_code_and_no_hash_of_one(kept: Kept) -> None:
    responses = [own for wave in kept.waves for own in wave.responses]
    secret = {kept.organiser_hash, *(own.resume_hash for own in responses)}
    secret |= {own.response.receipt for own in responses} | {wave.wave.join_code or "" for wave in kept.waves}
    secret |= {own.response.link for own in responses if own.response.link.startswith("c:")}
    secret -= {""}
    shared, complete = (texts(json.loads(write(kept))) for write in (shared_copy, complete_copy))
    assert secret <= complete
    all_in_one = "\n".join(shared)
    assert not {one for one in secret if one in all_in_one}
    assert not {"organiser_hash", "resume_hash", "receipt", "join_code"} & shared


@pytest.mark.parametrize("name", [name for name, kept in ASSESSMENTS.items() if is_anonymous(kept)])
def test_a_shared_copy_of_an_anonymous_wave_holds_its_released_figures_and_nobody(name: str) -> None:
    kept = ASSESSMENTS[name]
    data = json.loads(shared_copy(kept))
    held = texts(data)
    assert not held & {own.response.id for wave in kept.waves for own in wave.responses}
    assert not held & {
        vote.saved.answer.comment for wave in kept.waves for vote in wave.votes if vote.saved.answer.comment
    }
    assert data["results"]["counted"] == {}
    for wave in data["waves"]:
        assert wave["withheld"] == WITHHELD
        assert wave["responses"] == []
        assert wave["live"]["batches"]
        assert all("responses" not in batch for batch in wave["live"]["batches"])
        assert data["results"]["waves"][wave["id"]]["people"]
        assert [each for each in wave["definitions"] if each["digest"] in data["definitions"]] == wave["definitions"]


def test_an_open_wave_and_a_lone_answer_are_handed_on_with_names_and_comments() -> None:
    open_wave = texts(json.loads(shared_copy(ASSESSMENTS["an open team"])))
    assert {"Ada", "Bo", "Lead", "North", ODD} <= open_wave
    assert {f"Pumps {ODD}", "Chief executive", ODD} <= texts(json.loads(shared_copy(ASSESSMENTS["alone"])))


def test_who_was_the_same_person_is_the_same_person_without_the_hash_of_the_code() -> None:
    kept = ASSESSMENTS["an open team"]
    before = [[person(own.response) for own in wave.responses] for wave in kept.waves]
    after = [[person(own.response) for own in wave.responses] for wave in read(shared_copy(kept)).kept.waves]
    assert len(set(before[0]) & set(before[1])) == 1
    assert set(after[0]) & set(after[1]) == {"s:1"}
    assert [[each in before[1] for each in before[0]], [each in before[0] for each in before[1]]] == [
        [each in after[1] for each in after[0]],
        [each in after[0] for each in after[1]],
    ]


def test_a_link_to_a_response_is_no_code_and_stays() -> None:
    kept = ASSESSMENTS["alone for a year"]
    links = [own.response.link for wave in kept.waves for own in wave.responses]
    assert links[1].startswith("r:")
    assert [own.response.link for wave in read(shared_copy(kept)).kept.waves for own in wave.responses] == links


# --- back into a store


def test_a_lone_copy_gets_one_new_code_that_leads_to_the_newest_wave() -> None:
    store, kept = MemoryStore(), ASSESSMENTS["alone for a year"]
    told = put_back(store, read(shared_copy(kept)))
    assert told is not None
    assert (told.joining, told.returning) == ((), ())
    found = store.response_by_code(code_hash(told.organiser))
    assert found is not None
    assert found.wave_id == kept.waves[0].wave.id
    assert store.assessment_by_key(code_hash(told.organiser)) == kept.assessment
    hashes = [own.resume_hash for wave in everything(store, kept.assessment.id).waves for own in wave.responses]
    assert len(set(hashes)) == 4


def test_a_team_gets_a_key_a_join_code_for_each_wave_and_a_code_for_each_seat() -> None:
    store, kept = MemoryStore(), ASSESSMENTS["an open team"]
    told = put_back(store, read(shared_copy(kept)))
    assert told is not None
    assert store.assessment_by_key(code_hash(told.organiser)) == kept.assessment
    assert [label for label, _ in told.joining] == ["2026 Q1", "2026 Q2"]
    waves = [store.wave_by_join_code(normal_code(code)) for _, code in told.joining]
    assert [each and each.id for each in waves] == [each.wave.id for each in kept.waves]
    assert len(told.returning) == 18
    for (label, who, code), own in zip(
        told.returning, [own for wave in kept.waves for own in wave.responses], strict=True
    ):
        found = store.response_by_code(code_hash(code))
        assert found is not None
        assert (found.id, found.role, found.name) == (own.response.id, own.response.role, own.response.name)
        assert own.response.role in who
        assert label in {"2026 Q1", "2026 Q2"}
        assert len(normal_code(found.receipt)) == 8


def test_somebody_without_name_role_and_unit_is_told_the_code_by_the_id() -> None:
    kept = team()
    bare = [replace(own, response=replace(own.response, name="", role="", unit="")) for own in kept.waves[0].responses]
    told = put_back(
        MemoryStore(), read(shared_copy(replace(kept, waves=(replace(kept.waves[0], responses=tuple(bare)),))))
    )
    assert told is not None
    assert [who for _, who, _ in told.returning] == [own.response.id for own in bare]


def test_a_complete_copy_keeps_its_codes() -> None:
    store, kept = MemoryStore(), ASSESSMENTS["an anonymous team"]
    assert put_back(store, read(complete_copy(kept))) is None
    assert everything(store, kept.assessment.id) == kept


def test_a_shared_copy_with_an_anonymous_wave_cannot_be_put_back() -> None:
    store = MemoryStore()
    with pytest.raises(CannotPutBackError, match=r"answered “2026 Q1” and “2026 Q2” without a name.*complete copy"):
        put_back(store, read(shared_copy(ASSESSMENTS["an anonymous team"])))
    assert store.assessments() == ()


def test_an_assessment_that_is_there_is_left_as_it_is() -> None:
    store, kept = MemoryStore(), ASSESSMENTS["an open team"]
    store.add_everything(kept)
    with pytest.raises(CannotPutBackError, match=rf"\({kept.assessment.id}\) is in the database already"):
        put_back(store, read(shared_copy(kept)))
    assert everything(store, kept.assessment.id) == kept


def test_an_id_that_is_taken_is_named_and_nothing_is_changed() -> None:
    store, kept = MemoryStore(), lone(STAGES)
    store.add_everything(kept)
    other = replace(kept, assessment=replace(kept.assessment, id="another"))
    waves = tuple(replace(each, wave=replace(each.wave, assessment_id="another")) for each in other.waves)
    actions = tuple(replace(each, assessment_id="another") for each in other.actions)
    with pytest.raises(CannotPutBackError, match=kept.waves[0].wave.id):
        put_back(store, read(complete_copy(replace(other, waves=waves, actions=actions))))
    assert [each.id for each in store.assessments()] == [kept.assessment.id]


class Broken(MemoryStore):
    """A store whose database has gone."""

    def add_everything(self, kept: Kept) -> None:  # noqa: ARG002 - it is kept nowhere
        raise StoreUnavailableError


def test_a_database_that_does_not_answer_says_so() -> None:
    with pytest.raises(StoreUnavailableError):
        put_back(Broken(), read(shared_copy(lone(STAGES))))
