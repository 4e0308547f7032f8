"""What every store tells of the answers of a wave: all of them, and how many there are."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from assessments.model import Saved, Tally, Vote
from questionnaires.values import Answer
from tests.storage.samples import AT, LATER, a_response, a_round, reveal, saved, start_live

if TYPE_CHECKING:
    from assessments.ports import Store


def test_votes_are_every_answer_of_the_wave_in_order(store: Store) -> None:
    start_live(store, "r1", "r2", wave_id="w2")
    store.save_answer("r1", "q1", "i1", saved("elsewhere"))
    store.set_round_state("w2", 1, "revealed")
    full = Saved(Answer(value={"b": [1], "a": "ü"}, comment="Because.", evidence="data"), at=LATER)
    start_live(store, "s-B", "s-a", "s_1")
    given = [("s_1", "q1", "i1"), ("s-a", "q2", "i1"), ("s-a", "q1", "i2"), ("s-B", "q1", "i1")]
    for key in given:
        store.save_answer(*key, full)
    reveal(store)
    store.open_round("w1", a_round(2))
    store.save_answer("s-a", "q1", "i2", saved(), round_number=2)
    store.save_answer("s-a", "q1", "Item", Saved(Answer("unanswered", comment="Only this."), at=AT), round_number=2)

    assert store.votes("w1") == (
        Vote("s-B", "q1", "i1", 1, full),
        Vote("s-a", "q1", "Item", 2, Saved(Answer("unanswered", comment="Only this."), at=AT)),
        Vote("s-a", "q1", "i2", 1, full),
        Vote("s-a", "q1", "i2", 2, saved()),
        Vote("s-a", "q2", "i1", 1, full),
        Vote("s_1", "q1", "i1", 1, full),
    )


def test_a_vote_cannot_be_changed_from_outside(store: Store) -> None:
    start_live(store, "r1")
    store.save_answer("r1", "q1", "i1", saved({"figures": [1]}))
    store.votes("w1")[0].saved.answer.value["figures"].append(2)

    assert store.votes("w1")[0].saved.answer.value == {"figures": [1]}


def test_the_tally_counts_who_joined_and_what_came_in(store: Store) -> None:
    start_live(store, "x1", wave_id="w2")
    store.save_answer("x1", "q1", "i1", saved("elsewhere"))
    start_live(store)
    for response_id, role in [("r1", "team"), ("r2", "Führung"), ("r3", "team"), ("r4", "")]:
        store.join(replace(a_response(response_id), role=role), resume_hash=response_id)
    for response_id, questionnaire_id, item_id in [
        ("r1", "q1", "i2"),
        ("r1", "q1", "i1"),
        ("r2", "q1", "i1"),
        ("r2", "q2", "i1"),
        ("r3", "q0", "i1"),
    ]:
        store.save_answer(response_id, questionnaire_id, item_id, saved())

    found = store.tally("w1", 1)

    assert list(found.joined.items()) == [("", 1), ("Führung", 1), ("team", 2)]
    assert found.people == 4
    assert list(found.answered.items()) == [(("q0", "i1"), 1), (("q1", "i1"), 2), (("q1", "i2"), 1), (("q2", "i1"), 1)]
    assert (found.voters, found.received, found.counted) == (3, 5, 0)


def test_the_tally_counts_who_does_not_know_and_not_who_only_comments(store: Store) -> None:
    start_live(store, "r1", "r2", "r3")
    store.save_answer("r1", "q1", "i1", Saved(Answer("dont_know"), at=AT))
    store.save_answer("r2", "q1", "i1", Saved(Answer("not_applicable", reason="None."), at=AT))
    store.save_answer("r3", "q1", "i1", Saved(Answer("unanswered", comment="Hm."), at=AT))
    reveal(store, "r1", "r3")

    assert store.tally("w1", 1) == Tally(
        {"manager": 3}, {("q1", "i1"): 2}, voters=2, received=2, counted=1, given=(1, 1)
    )


def test_the_tally_is_of_one_round_and_receives_and_counts_over_all(store: Store) -> None:
    start_live(store, "r1", "r2", "r3")
    for response_id in ("r1", "r2", "r3"):
        store.save_answer(response_id, "q1", "i1", saved())
    store.save_answer("r1", "q1", "i2", saved())
    reveal(store, "r1", "r2")
    store.open_round("w1", a_round(2, ("q1", "i2")))
    store.save_answer("r1", "q1", "i2", saved(), round_number=2)
    store.save_answer("r3", "q1", "i2", saved(), round_number=2)

    joined = {"manager": 3}
    first = {("q1", "i1"): 3, ("q1", "i2"): 1}
    assert store.tally("w1", 1) == Tally(joined, first, voters=3, received=6, counted=3, given=(1, 1, 2))
    assert store.tally("w1", 2) == Tally(joined, {("q1", "i2"): 2}, voters=2, received=6, counted=3, given=(1, 1))
    reveal(store, "r3", number=2)
    assert store.tally("w1", 2) == Tally(joined, {("q1", "i2"): 2}, voters=2, received=6, counted=4, given=(1, 1))
    assert store.tally("w1", 3) == Tally(joined, {}, voters=0, received=6, counted=4)


def test_who_has_finished_is_counted_from_the_answers_each_gave(store: Store) -> None:
    start_live(store, "r1", "r2")
    for response_id, item_id in (("r1", "i1"), ("r1", "i2"), ("r2", "i1")):
        store.save_answer(response_id, "q1", item_id, saved())

    found = store.tally("w1", 1)

    assert found.given == (1, 2)
    assert [found.finished(asked) for asked in (1, 2, 3)] == [2, 1, 0]


def test_the_answers_of_one_response_alone(store: Store) -> None:
    start_live(store, "r1", "r2")
    for response_id in ("r1", "r2"):
        store.save_answer(response_id, "q1", "i1", saved(response_id))

    assert [vote.saved.answer.value for vote in store.votes("w1", response_id="r2")] == ["r2"]
    assert store.votes("w1", response_id="r3") == ()
