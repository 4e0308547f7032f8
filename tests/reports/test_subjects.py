"""What is taken along, read from a store: the same views as the pages make, with whose they are beside them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from functools import lru_cache
from typing import TYPE_CHECKING

from assessments.demonstration import demonstrations
from assessments.order import CORE, ordered
from assessments.quarters import Quarters
from assessments.room import room_view
from assessments.room_model import RoomView
from assessments.series_model import SeriesView
from assessments.views import ResultView, result_view
from assessments.workflow import Workflow, as_answered
from assessments.workshop import Workshop
from questionnaires.loader import load_folder
from reports.about import Pinned
from reports.subjects import Dress, of_result, of_room, of_series, series_of
from storage.memory import MemoryStore
from tests.assessments.build import LINE, QUESTIONS, STAGES, asked
from tests.scoring.build import dimension, points, questionnaire

if TYPE_CHECKING:
    from assessments.kept import Kept

AT = datetime(2026, 3, 10, 8, 15, tzinfo=UTC)
DRESS = Dress(AT)


@lru_cache
def samples() -> tuple[Kept, ...]:
    """Return somebody alone, a workshop, and a team's three quarters."""
    return demonstrations([each.definition for each in load_folder() if each.definition is not None], AT)


def clock() -> datetime:
    return AT


def store(kept: Kept) -> MemoryStore:
    found = MemoryStore()
    found.add_everything(kept)
    return found


def test_a_lone_result_is_that_of_its_page() -> None:
    kept = samples()[0]
    house = store(kept)
    (own,) = house.responses(kept.waves[0].wave.id)
    found = of_result(Workflow(house, clock), own, STAGES, DRESS)
    assert found is not None
    subject, about = found
    pinned = house.pinned(own.wave_id)[STAGES]
    answers = house.answers(own.id, STAGES)
    assert subject.view == result_view(
        as_answered(pinned),
        answers,
        house.targets(own.wave_id, STAGES),
        submitted_at=own.submitted[STAGES],
        digest=pinned.digest,
    )
    assert isinstance(subject.view, ResultView)
    (given,) = subject.given
    assert given.answers == {key: each.answer for key, each in answers.items()}
    assert (about.organisation, about.wave) == (kept.assessment.name, kept.waves[0].wave.label)
    assert (about.people, about.at, about.pinned) == ("1 person", AT, (Pinned(STAGES, pinned.version, pinned.digest),))


def test_what_was_not_submitted_and_a_seat_in_a_workshop_have_no_result() -> None:
    alone, workshop, _ = samples()
    house = store(alone)
    (own,) = house.responses(alone.waves[0].wave.id)
    assert of_result(Workflow(house, clock), own, "nothing", DRESS) is None
    (wave,) = workshop.waves
    seats = tuple(replace(each, response=replace(each.response, submitted={STAGES: AT})) for each in wave.responses)
    house = store(replace(workshop, waves=(replace(wave, responses=seats),)))
    assert of_result(Workflow(house, clock), seats[0].response, STAGES, DRESS) is None


def test_an_anonymous_room_comes_without_answers_whether_its_view_is_known_or_not() -> None:
    kept = samples()[1]
    house = store(kept)
    wave = kept.waves[0].wave
    live = house.live(wave.id)
    assert live is not None
    forms = ordered(as_answered(each) for each in house.pinned(wave.id).values())
    expected = room_view(wave, live, forms, house.responses(wave.id), house.votes(wave.id))
    subject, about = of_room(Workshop(house, clock), wave, DRESS)
    assert (subject.view, subject.given) == (expected, ())
    assert (about.organisation, about.people) == (kept.assessment.name, "24 people")
    assert [each.questionnaire_id for each in about.pinned] == [STAGES, LINE]
    assert of_room(Workshop(house, clock), wave, DRESS, expected) == (subject, about)


def test_an_open_room_comes_with_everybodys_answers() -> None:
    kept = samples()[2]
    wave = kept.waves[-1].wave
    subject, about = of_room(Workshop(store(kept), clock), wave, DRESS)
    people = {each.place for each in subject.given}
    assert about.people == f"{len(people)} people"
    assert {each.questionnaire_id for each in subject.given} == {STAGES, QUESTIONS}
    assert isinstance(subject.view, RoomView)
    again, _ = of_room(Workshop(store(kept), clock), wave, DRESS, subject.view)
    assert again == subject


def test_a_room_before_its_first_vote_says_that_there_is_nothing() -> None:
    kept = samples()[1]
    house = MemoryStore()
    wave = kept.waves[0].wave
    house.add_wave(kept.assessment, wave, kept.waves[0].definitions, organiser_hash="h")
    subject, about = of_room(Workshop(house, clock), wave, DRESS)
    assert about.people == ""
    assert subject.given == ()


def test_a_series_names_its_newest_wave_and_every_version_it_rests_on() -> None:
    kept = samples()[2]
    house = store(kept)
    quarters, workshop = Quarters(house, clock), Workshop(house, clock)
    views = series_of(quarters, kept.assessment.id)
    assert [each.questionnaire.id for each in views] == [STAGES, QUESTIONS]
    subject, about = of_series(quarters, workshop, kept.assessment, views[0], DRESS)
    assert isinstance(subject.view, SeriesView)
    assert (subject.view, subject.given) == (views[0], ())
    assert about.wave == views[0].waves[-1].label
    assert about.people == f"{views[0].waves[-1].people} people"
    assert [each.questionnaire_id for each in about.pinned] == [STAGES]


def test_the_core_questionnaires_come_first() -> None:
    other = questionnaire(dimension("d", points("p")))
    assert [each.id for each in ordered([other, asked(LINE), asked(STAGES)])] == [STAGES, LINE, other.id]
    assert CORE[0] == STAGES
