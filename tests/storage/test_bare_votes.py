"""What every store tells of a wave's answers when figures are all that is wanted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assessments.model import Saved, Vote
from questionnaires.values import Answer
from tests.storage.samples import LATER, a_round, reveal, saved, start_live

if TYPE_CHECKING:
    from assessments.ports import Store


def test_bare_votes_are_all_answers_of_the_wave_without_words_and_times(store: Store) -> None:
    start_live(store, "r1", "r2", wave_id="w2")
    store.save_answer("r1", "q1", "i1", saved("elsewhere"))
    store.set_round_state("w2", 1, "revealed")
    start_live(store, "a", "b")
    full = Saved(Answer(value={"b": [1], "a": "ü"}, comment="Because.", evidence="data"), at=LATER)
    store.save_answer("b", "q1", "i1", full)
    store.save_answer("a", "q1", "i1", full)
    store.save_answer("a", "q2", "i2", Saved(Answer("not_applicable", reason="We have none."), at=LATER))
    reveal(store)
    store.open_round("w1", a_round(2))
    store.save_answer("a", "q1", "i1", Saved(Answer("dont_know"), at=LATER), round_number=2)
    wave = store.wave("w1")
    assert wave is not None

    def bare(answer: Answer) -> Saved:
        return Saved(answer, wave.created_at)

    found = sorted(
        store.bare_votes("w1"), key=lambda each: (each.response_id, each.questionnaire_id, each.round_number)
    )
    assert found == [
        Vote("a", "q1", "i1", 1, bare(Answer(value={"b": [1], "a": "ü"}))),
        Vote("a", "q1", "i1", 2, bare(Answer("dont_know"))),
        Vote("a", "q2", "i2", 1, bare(Answer("not_applicable"))),
        Vote("b", "q1", "i1", 1, bare(Answer(value={"b": [1], "a": "ü"}))),
    ]


def test_bare_votes_say_the_same_as_votes(store: Store) -> None:
    start_live(store, "a", "b", "c")
    for person, value in (("a", "x"), ("b", None), ("c", 10**18 + 1)):
        store.save_answer(person, "q1", "i1", Saved(Answer(value=value), at=LATER))

    plain = {vote.response_id: (vote.saved.answer.kind, vote.saved.answer.value) for vote in store.votes("w1")}
    bare = {vote.response_id: (vote.saved.answer.kind, vote.saved.answer.value) for vote in store.bare_votes("w1")}
    assert bare == plain == {"a": ("value", "x"), "b": ("value", None), "c": ("value", 10**18 + 1)}


def test_a_wave_that_is_not_there_has_no_bare_votes(store: Store) -> None:
    assert store.bare_votes("w9") == ()


def test_bare_votes_are_a_sequence(store: Store) -> None:
    start_live(store, "a", "b", "c")
    for person in "abc":
        store.save_answer(person, "q1", "i1", saved(person))
    found = store.bare_votes("w1")

    assert len(found) == 3
    assert [found[place] for place in range(3)] == [*found]
    assert [*found[1:]] == [*found][1:]
