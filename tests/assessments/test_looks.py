"""A live wave as the anonymity rules see it: its rules, its looks, and the answers that count."""

from __future__ import annotations

from assessments.anonymity import Look, Rules
from assessments.looks import ballots, looks_of, rules_of
from assessments.model import Batch, Saved, Vote
from questionnaires.values import Answer
from tests.assessments.rooms import START, a_wave


def batch(number: int, round_number: int, people: str) -> Batch:
    return Batch(number, round_number, frozenset(people), START)


def vote(person: str, round_number: int, value: str, item: str = "i", questionnaire: str = "q") -> Vote:
    answer = Answer(value=value) if value else Answer("unanswered", comment="Why?")
    return Vote(person, questionnaire, item, round_number, Saved(answer, START))


def test_the_rules_are_those_of_the_wave() -> None:
    assert rules_of(a_wave("anonymous", 4)) == Rules("anonymous", 4)


def test_a_look_for_each_batch() -> None:
    assert looks_of([]) == ()
    assert looks_of([batch(1, 1, "abc"), batch(2, 1, "de"), batch(3, 2, "af")]) == (
        Look(1, frozenset("abc"), frozenset("abc")),
        Look(1, frozenset("abcde"), frozenset("de")),
        Look(2, frozenset("abcdef"), frozenset("af")),
    )


def test_what_counts_after_some_batches() -> None:
    votes = [vote("a", 2, "new"), vote("a", 1, "old"), vote("b", 1, "old"), vote("b", 2, "late"), vote("c", 1, "none")]
    first, second = batch(1, 1, "ab"), batch(2, 2, "a")

    def values(*batches: Batch) -> dict[str, str]:
        return {person: given["i"].value for person, given in ballots(votes, batches).get("q", {}).items()}

    assert values() == {}
    assert values(first) == {"a": "old", "b": "old"}
    assert values(first, second) == {"a": "new", "b": "old"}


def test_answers_are_kept_apart_by_questionnaire_and_item() -> None:
    votes = [vote("a", 1, "x", "i"), vote("a", 1, "y", "j"), vote("a", 1, "z", "i", "other")]

    found = ballots(votes, [batch(1, 1, "a")])
    assert {key: {item: each.value for item, each in given["a"].items()} for key, given in found.items()} == {
        "q": {"i": "x", "j": "y"},
        "other": {"i": "z"},
    }


def test_a_comment_alone_is_put_to_the_earlier_answer() -> None:
    batches = [batch(1, 1, "ab"), batch(2, 2, "ab")]
    found = ballots([vote("a", 1, "old"), vote("a", 2, ""), vote("b", 2, "")], batches)["q"]

    assert found["a"]["i"] == Answer(value="old", comment="Why?")
    assert found["b"]["i"] == Answer("unanswered", comment="Why?")
