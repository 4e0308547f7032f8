"""Wave after wave: what goes on, what is refused, who is who, aims before results, and everything that came in."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from assessments.codes import JOIN_LENGTH, is_code
from assessments.errors import MoveError, RoundClosedError, UnknownResponseError, WaveClosedError
from assessments.labels import is_ahead, next_label
from assessments.links import own_code, pairs, person
from assessments.live_aims import SEEN
from assessments.model import Importance, Response, Saved
from assessments.next_wave import NextPlan
from assessments.plan import PlanError
from assessments.quarters import NOT_SUBMITTED, STILL_OPEN, Quarters
from assessments.workflow import Begun, Workflow, as_pinned
from assessments.workshop import JOIN, PROGRESS
from questionnaires.values import Answer, InvalidValueError, option_ids
from storage.memory import MemoryStore
from tests.assessments.build import AT, LINE, REVIEW, STAGES, asked, definition
from tests.assessments.waves import ASKED, HOUR, QUARTER, Clock, Team, changed

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

TOP = [each.id for each in ASKED.dimensions]


# --- labels


@pytest.mark.parametrize(
    ("label", "taken", "at", "following"),
    [
        ("2026 Q3", [], (2026, 9), "2026 Q4"),
        ("2026 Q3", [], (2026, 10), "2026 Q4"),
        ("2026 Q4", [], (2026, 12), "2027 Q1"),
        ("2026 Q1", [], (2027, 5), "2027 Q2"),
        ("Spring", [], (2026, 3), "2026 Q1"),
        ("2026 Q5", [], (2026, 3), "2026 Q1"),
        ("After the merger", ["2026 q1", "2026 Q2"], (2026, 3), "2026 Q3"),
    ],
)
def test_a_wave_is_called_after_the_next_quarter(
    label: str, taken: Sequence[str], at: tuple[int, int], following: str
) -> None:
    assert next_label(label, [label, *taken], datetime(*at, 1, tzinfo=UTC)) == following


@pytest.mark.parametrize(
    ("label", "month", "ahead"),
    [
        ("2026 Q2", 3, True),
        ("2027 Q1", 3, True),
        ("2026 Q2", 4, False),
        ("2026 Q1", 3, False),
        ("2025 Q4", 3, False),
        ("Spring 2027", 3, False),
        ("2026 Q5", 3, False),
    ],
)
def test_a_quarter_that_has_not_begun(label: str, month: int, *, ahead: bool) -> None:
    assert is_ahead(label, datetime(2026, month, 1, tzinfo=UTC)) is ahead


def test_a_label_that_is_taken_is_not_offered() -> None:
    team = Team(label="Spring")
    assert team.quarters.next_label(team.wave) == "2026 Q1"
    team.workshop.close(team.wave)
    second = team.quarters.open_next(team.wave, NextPlan("2026 Q1", None, (definition(STAGES),)))
    team.workshop.close(second)
    third = team.quarters.open_next(second, NextPlan("Summer", None, (definition(STAGES),)))

    assert team.quarters.next_label(third) == "2026 Q2"


# --- what goes on


def test_an_offer_names_what_is_newer() -> None:
    team = Team(definitions=(definition(STAGES), definition(LINE)), invited=9)
    team.quarters.set_targets(team.wave, STAGES, {"": 70}, "Ada")
    team.quarters.set_importance(team.wave, STAGES, {TOP[0]: 100}, {}, "Ada")
    offer = team.quarters.offer(team.wave, [changed(), definition(REVIEW), definition(LINE)])

    assert (offer.label, offer.last, offer.last.invited) == ("2026 Q2", team.wave, 9)
    found = {each.pinned.questionnaire_id: each for each in offer.questionnaires}
    assert (found[LINE].newer, found[LINE].versions) == (None, None)
    assert found[STAGES].newer == changed()
    versions = found[STAGES].versions
    assert versions is not None
    assert versions.sentence == "Comparable on 25 of 26 items."
    assert "The dimension “Working together” is gone." in versions.breaks
    assert [(each.dimension_id, each.value) for each in offer.targets] == [("", 70)]
    assert {each.dimension_id: each.points for each in offer.importance} == {**dict.fromkeys(TOP, 0), TOP[0]: 100}


def test_a_questionnaire_that_is_gone_is_offered_as_it_was() -> None:
    team = Team()

    assert [(each.newer, each.versions) for each in team.quarters.offer(team.wave, []).questionnaires] == [(None, None)]


def test_the_next_wave_is_as_the_last_one() -> None:
    team = Team(smallest_group=6, invited=12)
    first = team.wave
    second = team.next(invited=10)

    kept = (second.mode, second.smallest_group, second.roles, second.units, second.assessment_id)
    assert kept == ("anonymous", 6, ("Lead", "Front"), ("North", "South"), first.assessment_id)
    assert (second.label, second.invited, second.state, second.created_at) == ("2026 Q2", 10, "open", AT + QUARTER)
    assert (second.closes_at, second.id == first.id, second.join_code == first.join_code) == (None, False, False)
    assert is_code(second.join_code or "", JOIN_LENGTH)
    assert team.quarters.waves(first.assessment_id) == (team.workshop.current(first), second)
    assert team.workshop.enter(team.made.organiser_code) == (team.made.assessment, second)
    assert team.workshop.pinned(second) == team.workshop.pinned(first)
    live = team.workshop.live(second)
    assert (live.screen, live.rounds, team.workshop.responses(second)) == (JOIN, (), ())
    with pytest.raises(RoundClosedError):
        team.answer(team.join(1))


def test_a_wave_with_a_closing_time_begins_with_its_vote_under_way() -> None:
    team = Team(mode="open")
    closes_at = AT + QUARTER + HOUR
    second = team.next(closes_at=closes_at)

    live = team.workshop.live(second)
    assert (second.closes_at, second.mode, live.screen) == (closes_at, "open", PROGRESS)
    assert live.round is not None
    assert (live.round.number, live.round.items, live.round.state) == (1, None, "voting")
    team.answer(team.join(1))


def test_the_next_wave_may_ask_what_was_pinned_a_newer_version_or_something_else() -> None:
    team = Team()
    kept = as_pinned(definition(STAGES))
    second = team.next(definitions=(kept, definition(LINE)))
    assert team.workshop.pinned(second) == {STAGES: kept, LINE: as_pinned(definition(LINE))}

    third = team.next(definitions=(changed(),))
    assert team.workshop.pinned(third) == {STAGES: as_pinned(changed())}


def test_aims_go_on_where_the_new_version_has_their_dimension() -> None:
    team = Team()
    team.quarters.set_targets(team.wave, STAGES, {"": 70, "teaming": 80, "life-cycle": 90}, "Ada")
    team.quarters.set_importance(team.wave, STAGES, {"teaming": 60, "life-cycle": 40}, {"life-cycle": 2}, "Ada")
    second = team.next(definitions=(changed(),))

    targets = team.quarters.targets(second, STAGES)
    assert {key: (each.value, each.set_by, each.set_at, each.before_result) for key, each in targets.items()} == {
        "": (70, "Ada", AT, True),
        "life-cycle": (90, "Ada", AT, True),
    }
    importance = team.quarters.importance(second, STAGES)
    assert list(importance) == sorted(name for name in TOP if name != "teaming")
    assert importance["life-cycle"] == Importance(STAGES, "life-cycle", 40, 2, "Ada", AT, before_result=True)


def test_a_clock_that_was_set_back_does_not_put_the_next_wave_before_the_last() -> None:
    team = Team()
    first = team.wave
    team.workshop.close(first)
    team.clock.move(timedelta(days=-1))
    second = team.quarters.open_next(first, NextPlan("2026 Q2", None, (definition(STAGES),)))

    assert [each.label for each in team.quarters.waves(first.assessment_id)] == ["2026 Q1", "2026 Q2"]
    assert second.created_at > first.created_at


# --- what is refused


@pytest.mark.parametrize(
    ("own", "says"),
    [
        ({"label": " \x00"}, "Give the next wave a label, for example its quarter."),
        ({"label": "x" * 41}, "The label has more than 40 characters: shorten it."),
        (
            {"label": " 2026 q1 "},
            "There is a wave called “2026 q1” already: give this one its own label.",
        ),
        ({"closes_at": AT}, "The closing time is not in the future: choose a later one, or none."),
        ({"definitions": ()}, "Choose at least one questionnaire."),
        (
            {"definitions": (as_pinned(definition(STAGES)), changed())},
            "A questionnaire was chosen twice: leave one of the two out.",
        ),
        (
            {"definitions": (as_pinned(definition(REVIEW)),)},
            f"{asked(REVIEW).short_title}: an agenda is filled in by one observer, not voted on. Leave it out.",
        ),
        (
            {"invited": 4},
            "Of 4 people invited, a smallest group of 5 would never be reached. Lower it, or hold an open workshop.",
        ),
    ],
)
def test_what_is_wrong_with_the_plan_of_the_next_wave(own: dict[str, Any], says: str) -> None:
    team = Team()
    team.workshop.close(team.wave)
    plan = NextPlan(**{"label": "2026 Q2", "closes_at": None, "definitions": (definition(STAGES),), **own})

    with pytest.raises(PlanError) as caught:
        team.quarters.open_next(team.wave, plan)
    assert caught.value.problems == (says,)
    assert len(team.quarters.waves(team.wave.assessment_id)) == 1


def test_the_last_wave_has_to_be_closed() -> None:
    team = Team()

    with pytest.raises(MoveError) as caught:
        team.quarters.open_next(team.wave, NextPlan("2026 Q2", None, (definition(STAGES),)))
    assert str(caught.value) == STILL_OPEN


def test_a_last_wave_whose_time_has_come_is_closed_by_opening_the_next() -> None:
    team = Team(closes_at=AT + HOUR)
    team.clock.move()
    second = team.quarters.open_next(team.wave, NextPlan("2026 Q2", None, (definition(STAGES),)))

    assert [each.state for each in team.quarters.waves(second.assessment_id)] == ["closed", "open"]


def test_two_organisers_open_one_next_wave() -> None:
    team = Team()
    first = team.wave
    team.next()

    with pytest.raises(MoveError, match="opened in the meantime"):
        team.quarters.open_next(first, NextPlan("2026 Q3", None, (definition(STAGES),)))


# --- the closing time


def test_a_closing_time_can_be_set_moved_and_taken_back() -> None:
    team = Team()
    for closes_at in (AT + HOUR, AT + 2 * HOUR, None):
        team.quarters.set_closing(team.wave, closes_at)
        assert team.workshop.current(team.wave).closes_at == closes_at

    with pytest.raises(PlanError, match="not in the future"):
        team.quarters.set_closing(team.wave, AT)
    assert team.workshop.current(team.wave).closes_at is None


def test_a_closing_time_that_has_passed_cannot_be_moved() -> None:
    team = Team(closes_at=AT + HOUR)
    team.clock.move()

    with pytest.raises(WaveClosedError):
        team.quarters.set_closing(team.wave, AT + 2 * HOUR)
    assert team.workshop.current(team.wave).state == "closed"


# --- who answers alone


class Alone:
    """An executive who answers alone, wave after wave."""

    def __init__(self, *questionnaires: str) -> None:
        """Begin, and answer two questions of the first questionnaire."""
        self.clock = Clock()
        self.store = MemoryStore()
        self.workflow = Workflow(self.store, self.clock)
        self.quarters = Quarters(self.store, self.clock)
        self.begun: Begun = self.workflow.begin("Acme", role="executive", unit="Pumps")
        self.now: Response = self.begun.response
        for each in questionnaires or (STAGES,):
            self.workflow.take_up(self.now, definition(each))

    def answer(self, answers: dict[str, Answer], *, submit: bool = True) -> None:
        """Answer items of the stages, and submit them."""
        for name, answer in answers.items():
            self.workflow.save(self.now.id, ASKED, name, answer)
        if submit:
            self.now = self.workflow.submit(self.now, STAGES)

    def next(self, **rest: Any) -> Response:
        """Begin the next wave a quarter later."""
        self.clock.move(QUARTER)
        self.now = self.quarters.open_next_alone(self.now, **rest)
        return self.now


def level(item_id: str, place: int) -> Answer:
    return Answer(value=option_ids(ASKED.item_by_id[item_id], ASKED)[place])


def test_the_next_wave_of_somebody_alone_is_found_by_the_same_code() -> None:
    alone = Alone(STAGES, LINE)
    first = alone.now
    alone.workflow.set_targets(first, STAGES, {"": 70, "teaming": 80})
    alone.workflow.set_importance(first, ASKED, {"teaming": 100}, {"teaming": 5})
    alone.answer({"asking-first": level("asking-first", 1)})
    second = alone.next(definitions=[changed()])

    assert (second.role, second.unit, second.started_at, second.submitted) == ("executive", "Pumps", AT + QUARTER, {})
    assert (second.link, second.receipt == first.receipt) == (f"r:{first.id}", False)
    assert alone.workflow.resume(alone.begun.resume_code) == second
    assessment, wave = alone.workflow.names(second)
    before = alone.workflow.names(first)[1]
    assert (assessment.name, wave.label, wave.mode, wave.join_code) == ("Acme", "2026 Q2", "open", None)
    assert (wave.state, before.state, before.label) == ("open", "closed", "2026 Q1")
    assert alone.workflow.taken_up(second) == {STAGES: as_pinned(changed()), LINE: as_pinned(definition(LINE))}
    assert {key: each.value for key, each in alone.workflow.targets(second, STAGES).items()} == {"": 70}
    assert "teaming" not in alone.workflow.importance(second, STAGES)
    assert alone.workflow.answers(second.id, STAGES) == {}
    with pytest.raises(WaveClosedError):
        alone.workflow.save(first.id, asked(LINE), "breadth", Answer(value=4))


def test_the_person_stays_the_same_over_all_waves_alone() -> None:
    alone = Alone()
    first = alone.now
    for _ in range(2):
        alone.answer({"asking-first": level("asking-first", 1)})
        alone.next(definitions=[definition(STAGES)])

    assert (person(alone.now), alone.quarters.earlier(alone.now)[1][1]) == (
        person(first),
        alone.workflow.current(first.id),
    )
    assert [wave.label for wave, _ in alone.quarters.earlier(alone.now)] == ["2026 Q2", "2026 Q1"]
    assert alone.quarters.earlier(first) == ()
    assert alone.workflow.resume(alone.begun.resume_code) == alone.now


@pytest.mark.parametrize("label", ["", " ", "x" * 41, "2026 q1"])
def test_a_label_that_somebody_alone_cannot_give(label: str) -> None:
    alone = Alone()
    alone.answer({"asking-first": level("asking-first", 1)})

    with pytest.raises(PlanError, match="Give it a label of its own with at most 40 characters"):
        alone.next(label=label)


def test_a_label_that_somebody_alone_gives() -> None:
    alone = Alone()
    alone.answer({"asking-first": level("asking-first", 1)})

    assert alone.workflow.names(alone.next(label=" Autumn "))[1].label == "Autumn"


def test_a_next_wave_alone_needs_something_submitted_and_opens_once() -> None:
    alone = Alone()
    first = alone.now
    with pytest.raises(MoveError) as caught:
        alone.next()
    assert str(caught.value) == NOT_SUBMITTED
    alone.answer({"asking-first": level("asking-first", 1)})
    alone.next()

    with pytest.raises(MoveError, match="opened in the meantime"):  # a second tab, which has not seen the new wave
        alone.quarters.open_next_alone(first)


def test_a_seat_in_a_workshop_has_no_next_wave_of_its_own() -> None:
    team = Team()
    seat = team.join(1)[0]

    moves: list[Callable[[], object]] = [
        lambda: team.quarters.open_next_alone(seat),
        lambda: team.quarters.earlier(seat),
        lambda: team.quarters.last_answers(seat, ASKED),
    ]
    for refused in moves:
        with pytest.raises(MoveError, match="These answers belong to a workshop"):
            refused()


def test_last_answers_are_those_of_the_last_wave_that_was_submitted() -> None:
    alone = Alone(STAGES, LINE)
    assert alone.quarters.last_answers(alone.now, ASKED) == {}
    given = {
        "detail-of-knowledge": level("detail-of-knowledge", 0),
        "asking-first": level("asking-first", 1),
        "changing-needs": level("changing-needs", 2),
        "purpose-of-teams": level("purpose-of-teams", 2),
        "service-budget": Answer("dont_know"),
        "service-in-offer": Answer("unanswered", comment="Later."),
    }
    alone.answer(given)
    at = alone.clock.now
    alone.next(definitions=[changed()])
    alone.workflow.save(alone.now.id, asked(LINE), "breadth", Answer(value=4))
    alone.now = alone.workflow.submit(alone.now, LINE)  # in this wave the stages were left open
    third = alone.next(definitions=[changed()])

    assert alone.quarters.last_answers(third, changed().questionnaire) == {
        "asking": ("2026 Q1", Saved(given["asking-first"], at)),
        "service-budget": ("2026 Q1", Saved(given["service-budget"], at)),
    }
    assert {key: label for key, (label, _) in alone.quarters.last_answers(third, asked(LINE)).items()} == {
        "breadth": "2026 Q2"
    }


# --- who is who


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


# --- aims


def test_targets_are_dated_and_set_before_the_first_result() -> None:
    team = Team()
    at = team.clock.move()
    team.quarters.set_targets(team.wave, STAGES, {"": 60, "teaming": 100}, " Ada\x00 ")
    team.quarters.set_targets(team.wave, STAGES, {"": 70}, "Ben")
    kept = team.quarters.targets(team.wave, STAGES)
    team.hold()

    assert {key: (each.value, each.set_by, each.set_at, each.before_result) for key, each in kept.items()} == {
        "": (70, "Ben", at, True),
        "teaming": (100, "Ada", at, True),
    }
    moves: list[Callable[[], object]] = [
        lambda: team.quarters.set_targets(team.wave, STAGES, {"": 50}, "Ada"),
        lambda: team.quarters.set_importance(team.wave, STAGES, {TOP[0]: 100}, {}, "Ada"),
    ]
    for late in moves:
        with pytest.raises(MoveError) as caught:
            late()
        assert str(caught.value) == SEEN
    assert team.quarters.targets(team.wave, STAGES) == kept
    assert team.quarters.importance(team.wave, STAGES) == {}


def test_aims_of_a_closed_wave_stay_as_they_were() -> None:
    team = Team()
    team.workshop.close(team.wave)

    with pytest.raises(WaveClosedError):
        team.quarters.set_targets(team.wave, STAGES, {"": 50}, "Ada")
    with pytest.raises(WaveClosedError):
        team.quarters.set_importance(team.wave, STAGES, {TOP[0]: 100}, {}, "Ada")


@pytest.mark.parametrize("value", [-0.1, 100.1, float("nan")])
def test_a_target_lies_on_the_scale(value: float) -> None:
    team = Team()

    with pytest.raises(InvalidValueError, match="between 0 and 100"):
        team.quarters.set_targets(team.wave, STAGES, {"": value}, "Ada")
    assert team.quarters.targets(team.wave, STAGES) == {}


def test_importance_is_kept_for_every_dimension() -> None:
    team = Team()
    at = team.clock.move()
    team.quarters.set_importance(team.wave, STAGES, {TOP[0]: 33.3, TOP[1]: 33.3, TOP[2]: 33.4}, {TOP[2]: 1}, " Ada ")
    team.quarters.set_importance(team.wave, STAGES, {TOP[0]: 75, TOP[2]: 25}, {TOP[0]: 5, TOP[2]: None}, "Ben")

    kept = team.quarters.importance(team.wave, STAGES)
    assert len(kept) == len(TOP)
    assert [kept[name] for name in TOP[:3]] == [
        Importance(STAGES, TOP[0], 75, 5, "Ben", at, before_result=True),
        Importance(STAGES, TOP[1], 0, None, "Ben", at, before_result=True),
        Importance(STAGES, TOP[2], 25, None, "Ben", at, before_result=True),
    ]


@pytest.mark.parametrize(
    ("points", "effort", "says"),
    [
        ({}, {}, "The points add up to 0, not to 100. Give away 100 more."),
        ({TOP[0]: 60, TOP[1]: 39.5}, {}, "The points add up to 99.5, not to 100. Give away 0.5 more."),
        ({TOP[0]: 60, TOP[1]: 50}, {}, "The points add up to 110, not to 100. Take 10 back."),
        ({TOP[0]: 110, TOP[1]: -10}, {}, "The points of a dimension are 0 or more."),
        ({TOP[0]: float("nan")}, {}, "The points of a dimension are 0 or more."),
        ({TOP[0]: 100}, {TOP[0]: 0}, "The effort lies between 1, little, and 5, much."),
        ({TOP[0]: 100}, {TOP[0]: 6}, "The effort lies between 1, little, and 5, much."),
        ({"shoes": 100}, {}, "Give points to the dimensions of the questionnaire, and to nothing else."),
        ({TOP[0]: 100}, {"shoes": 3}, "Give points to the dimensions of the questionnaire, and to nothing else."),
    ],
)
def test_importance_that_cannot_be_kept(points: dict[str, float], effort: dict[str, int | None], says: str) -> None:
    team = Team()

    with pytest.raises(InvalidValueError) as caught:
        team.quarters.set_importance(team.wave, STAGES, points, effort, "Ada")
    assert str(caught.value) == says
    assert team.quarters.importance(team.wave, STAGES) == {}


def test_importance_of_what_is_not_asked() -> None:
    team = Team()

    with pytest.raises(MoveError, match="This questionnaire is not asked here"):
        team.quarters.set_importance(team.wave, LINE, {}, {}, "Ada")


# --- looking back


def test_a_history_holds_everything_that_came_in() -> None:
    team = Team(definitions=(definition(STAGES), definition(LINE)))
    team.quarters.set_targets(team.wave, LINE, {"": 70}, "Ada")
    first = team.hold()
    wave = team.wave
    team.next()
    third = team.next(definitions=(changed(),))
    history = team.quarters.history(wave.assessment_id)

    assert [each.wave.label for each in history] == ["2026 Q1", "2026 Q2", "2026 Q3"]
    assert [each.wave.state for each in history] == ["closed", "closed", "open"]
    one, two, three = history
    assert {each.id: each for each in one.asked} == {STAGES: ASKED, LINE: asked(LINE)}
    assert (two.asked, three.asked) == ((ASKED,), (changed().questionnaire,))
    assert (one.live, three.live) == (team.workshop.live(wave), team.workshop.live(third))
    assert {each.id for each in one.responses} == {each.id for each in first}
    assert (len(one.votes), two.responses, two.votes) == (5, (), ())
    assert {name: {key: each.value for key, each in kept.items()} for name, kept in one.targets.items()} == {
        STAGES: {},
        LINE: {"": 70},
    }
    assert (two.targets, three.targets) == ({STAGES: {}}, {STAGES: {}})


def test_a_history_of_somebody_alone() -> None:
    alone = Alone()
    alone.answer({"asking-first": level("asking-first", 1)})
    first = alone.now
    alone.next()
    one, two = alone.quarters.history(alone.workflow.names(first)[0].id)

    assert (one.live, two.live) == (None, None)
    assert (one.responses, two.responses) == ((first,), (alone.now,))
    assert [each.item_id for each in one.votes] == ["asking-first"]
    assert alone.quarters.history("nobody") == ()
