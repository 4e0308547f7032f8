"""Who is who over the waves: by a receipt, by a code of one's own, and by nobody's wish."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from assessments.errors import MoveError, UnknownResponseError, WaveClosedError
from assessments.links import own_code, pairs
from assessments.model import Response
from tests.assessments.build import AT
from tests.assessments.waves import ASKED, HOUR, Team

if TYPE_CHECKING:
    from collections.abc import Callable

TOP = [each.id for each in ASKED.dimensions]


def test_a_receipt_links_people_over_the_waves() -> None:
    team = Team()
    first = team.hold()
    team.next()
    second = team.join(5)
    for then, now in zip(first[:3], second[:3], strict=True):
        team.quarters.link_by_receipt(team.wave, now.id, f" {then.receipt.lower().replace('-', '')} ")
    linked = team.workshop.responses(team.wave)
    team.next()
    third = team.join(5)
    team.quarters.link_by_receipt(team.wave, third[0].id, second[0].receipt)
    team.quarters.link_by_receipt(team.wave, third[1].id, first[1].receipt)

    waves = [each.id for each in team.quarters.waves(team.wave.assessment_id)]
    one, two, three = (team.store.responses(each) for each in waves)
    assert linked == two
    assert set(pairs(one, two)) == {(then.id, now.id) for then, now in zip(first[:3], second[:3], strict=True)}
    assert set(pairs(two, three)) == {(second[0].id, third[0].id), (second[1].id, third[1].id)}
    assert set(pairs(one, three)) == {(first[0].id, third[0].id), (first[1].id, third[1].id)}


@pytest.mark.parametrize("whose", ["own", "nobody", "another assessment", "later", "no receipt"])
def test_a_receipt_of_no_earlier_wave_links_nobody(whose: str) -> None:
    team = Team()
    first = team.join(1)[0]
    wave = team.wave
    team.next()
    second = team.join(1)[0]
    other = Team(team.store)
    stranger = other.join(1)[0]
    receipts = {
        "own": (team.wave, second.id, second.receipt),
        "nobody": (team.wave, second.id, "7777-7777"),
        "another assessment": (team.wave, second.id, stranger.receipt),
        "later": (wave, first.id, second.receipt),
        "no receipt": (team.wave, second.id, "7777"),
    }

    with pytest.raises(UnknownResponseError):
        team.quarters.link_by_receipt(*receipts[whose])
    assert [each.link for each in (*team.store.responses(wave.id), *team.store.responses(team.wave.id))] == ["", ""]


def test_a_code_of_their_own_links_people() -> None:
    team = Team()
    first = team.join(2)
    team.quarters.link_by_own_code(team.wave, first[0].id, " blue-Whale 7 ")
    wave = team.wave
    team.next()
    second = team.join(2)
    team.quarters.link_by_own_code(team.wave, second[1].id, "BLUEWHALE7")

    assert pairs(team.store.responses(wave.id), team.store.responses(team.wave.id)) == [(first[0].id, second[1].id)]
    assert "BLUEWHALE" not in team.store.responses(wave.id)[0].link.upper()


def test_the_same_code_is_another_link_in_another_assessment() -> None:
    link = own_code("a", "Blue whale")

    assert (link[:2], len(link)) == ("c:", 66)
    assert link == own_code("a", "blue-WHALE")
    assert link != own_code("b", "Blue whale")
    assert own_code("a", "Zoe\u0308 1") == own_code("a", "zo\u00eb1")  # two spellings of one letter


@pytest.mark.parametrize("typed", ["", "abc", "a-b c!", "----"])
def test_a_code_that_is_too_short(typed: str) -> None:
    team = Team()
    one = team.join(1)[0]

    with pytest.raises(MoveError, match="at least 4 letters or digits, and the same ones every time"):
        team.quarters.link_by_own_code(team.wave, one.id, typed)


def test_a_link_can_be_replaced_and_taken_back_until_an_answer_counts() -> None:
    team = Team()
    people = team.join(5)
    first = people[0].id
    team.quarters.link_by_own_code(team.wave, first, "whale")
    team.quarters.link_by_own_code(team.wave, first, "shark")
    assert team.workflow.current(first).link == own_code(team.wave.assessment_id, "shark")
    team.quarters.unlink(first)
    assert team.workflow.current(first) == people[0]

    team.workshop.start(team.wave)
    team.answer(people)
    team.workshop.reveal(team.wave)
    moves: list[Callable[[], object]] = [
        lambda: team.quarters.unlink(first),
        lambda: team.quarters.link_by_own_code(team.wave, first, "whale"),
    ]
    for refused in moves:
        with pytest.raises(MoveError, match="count already"):
            refused()
    team.workshop.close(team.wave)
    with pytest.raises(WaveClosedError):
        team.quarters.unlink(first)


def test_once_its_time_has_come_a_wave_takes_no_links() -> None:
    team = Team(closes_at=AT + HOUR)
    (one,) = team.join(1)
    team.quarters.link_by_own_code(team.wave, one.id, "whale")
    kept = team.workflow.current(one.id).link
    team.clock.move()
    moves: list[Callable[[], object]] = [
        lambda: team.quarters.unlink(one.id),
        lambda: team.quarters.link_by_own_code(team.wave, one.id, "shark"),
    ]
    for refused in moves:
        with pytest.raises(WaveClosedError):
            refused()
    assert team.workflow.current(one.id).link == kept


def test_who_is_found_twice_in_a_wave_is_left_out() -> None:
    def some(prefix: str, *links: str) -> list[Response]:
        return [
            Response(f"{prefix}{place}", prefix, "", "", "", AT, link=each) for place, each in enumerate(links, start=1)
        ]

    before, after = some("a", "c:1", "c:2", "c:2", "", "c:5"), some("b", "c:1", "c:2", "c:5", "c:5", "r:a4", "")

    assert pairs(before, after) == [("a1", "b1"), ("a4", "b5")]
    assert pairs(after, before) == [("b1", "a1"), ("b5", "a4")]
    assert pairs(before, []) == []
