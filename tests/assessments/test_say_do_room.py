"""Claims of a room: only figures that its result shows, the observer's audit apart, nothing of a small group."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from assessments.say_do import compare, say_do
from assessments.say_do_ground import ground_of, ground_of_room
from questionnaires.claims import shipped
from tests.assessments.build import REVIEW, STAGES, definition, near, viewed
from tests.assessments.claims import claim, made_up
from tests.assessments.rooms import DONT_KNOW, a_wave, room
from tests.assessments.samples import REVIEW_ANSWERS, STAGES_ANSWERS

if TYPE_CHECKING:
    from assessments.room_model import RoomView
    from assessments.say_do_model import Ground

ORIGIN = "The room of 2026 Q1."


def grounds(view: RoomView) -> dict[str, Ground]:
    return {each.questionnaire.id: ground_of_room(each, view.items, ORIGIN) for each in view.results}


def knowing(count: int, **rest: Any) -> RoomView:
    """Return a room in which half stand at focus and half at obsession on each question about knowing customers."""
    names = ("detail-of-knowledge", "asking-first", "changing-needs")
    return room(
        definition(STAGES),
        [dict.fromkeys(names, "focus" if place % 2 else "obsession") for place in range(count)],
        **rest,
    )


def test_a_room_claims_by_its_averages() -> None:
    view = knowing(8, wave=a_wave("anonymous", 5))
    found = compare(claim("one-by-one"), grounds(view))

    # (66.7 + 100) / 2 = 83.3, shown rounded
    shown = next(each for each in view.results[0].dimensions if each.dimension.id == "customer-knowledge")
    assert shown.figure.points == 83
    assert (found.said.figure, found.said.settled, found.verdict) == (83, True, "unseen")
    assert found.said.origins == (ORIGIN,)
    (known,) = found.said.known
    assert known.fact.said.startswith("Average 83, range ")
    assert len(known.behind) == 3


def test_every_figure_of_a_claim_is_one_that_the_room_shows() -> None:
    view = knowing(8, wave=a_wave("anonymous", 5))
    shown = {each.now.figure.points for each in view.items} | {
        each.figure.points for each in view.results[0].dimensions
    }
    shown |= {view.results[0].overall.points}
    for each in grounds(view).values():
        for known in each.parts.values():
            assert known.fact.points in shown
            assert all(fact.points in shown for fact in known.behind)
        assert each.choices == {}


@pytest.mark.parametrize("count", [1, 4])
def test_of_a_group_that_is_too_small_nothing_is_shown(count: int) -> None:
    view = knowing(count, wave=a_wave("anonymous", 5))
    found = say_do(shipped(), grounds(view))

    assert view.why
    assert found.checked == ()
    assert all(each.said.figure is None and each.said.known == () for each in found.found)


def test_a_question_that_too_few_answered_gives_no_figure() -> None:
    # eight took part, three of them answered the second question: fewer than the smallest group
    first = [{"detail-of-knowledge": "focus"} for _ in range(8)]
    ballots = [{**each, "asking-first": "obsession" if place < 3 else DONT_KNOW} for place, each in enumerate(first)]
    asked = made_up(f"{STAGES}/detail-of-knowledge", trace=(f"{STAGES}/asking-first",))
    found = compare(asked, grounds(room(definition(STAGES), ballots, wave=a_wave("anonymous", 5))))

    assert found.seen.figure is None
    assert found.seen.why == "Too little is known: 0 of 1 sources behind it have a figure that may be shown."


def test_an_observers_audit_stands_beside_the_room_and_is_never_called_the_rooms() -> None:
    service = [{"service-budget": "obsession", "service-in-offer": "focus"} for _ in range(6)]
    told = "Not the room's: an audit."
    audit = ground_of(viewed(REVIEW, REVIEW_ANSWERS), told, own=False)
    found = compare(claim("service-counts"), {**grounds(room(definition(STAGES), service)), REVIEW: audit})

    assert (found.said.figure, found.verdict) == (83, "beyond")  # (100 + 66.7) / 2
    assert (found.said.origins, found.seen.origins) == ((ORIGIN,), (told,))
    # a promise of the room moves something that the room was asked
    assert found.about == (STAGES, "role-of-service")


def test_a_room_has_the_whole_and_its_dimensions() -> None:
    view = room(definition(STAGES), [STAGES_ANSWERS for _ in range(3)])
    ground = grounds(view)[STAGES]

    assert ground.parts[""].fact.title == "Four stages as a whole"
    assert len(ground.parts[""].behind) == 12
    assert ground.parts["teaming"].fact.said == "Average 0"
    assert ground.parts["emotional-needs"].fact.points == near(67)
    assert "Nobody" in ground.parts["joined-up-support"].fact.said  # it applies to nobody
