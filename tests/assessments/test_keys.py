"""Keys, members, invitations and the trail over the store in memory, with a clock that is moved."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from assessments.codes import RESUME_LENGTH, code_hash, is_code
from assessments.errors import MoveError, RefusedError
from assessments.keys import (
    DETAIL_LIMIT,
    MOST,
    NAME_LIMIT,
    NO_NAME,
    NOBODY_LEADS,
    NOT_YOURSELF,
    TOO_MANY,
    Invited,
    Keys,
    person_hash,
)
from assessments.keys_model import FIRST_KEY, USED_UP, Entry, Grant, Role, higher
from assessments.trail import what, who
from assessments.workshop import Workshop
from storage.door_rules import LAST_KEY
from storage.memory import MemoryStore
from tests.assessments.build import AT
from tests.assessments.halls import Hall
from tests.storage.whole_samples import WHOLE

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

ANNA = person_hash("https://id.example", "anna")
WRONG = "7KQM-2XWP-7KQM-2XWP"


class House:
    """One workshop with its keys."""

    def __init__(self) -> None:
        """Set it up."""
        self.now: datetime = AT
        self.hall = Hall()
        self.keys = Keys(self.hall.store, lambda: self.now)
        found = self.keys.of_code(self.hall.made.organiser_code)
        assert found is not None
        self.first: Grant = found

    def grant(self, code: str) -> Grant:
        """Return the grant of a key."""
        found = self.keys.of_code(code)
        assert found is not None
        return found

    @property
    def trail(self) -> list[str]:
        """The trail in words, oldest first: ids are random, so lines of one moment have no order."""
        return sorted(f"{who(each)}: {what(each)}" for each in self.keys.trail(self.first))


def test_the_key_of_a_new_workshop_is_its_first_one() -> None:
    house = House()

    assert (house.first.name, house.first.role, house.first.kind) == (FIRST_KEY, "organiser", "key")
    assert house.keys.all(house.first) == (house.first,)
    assert house.keys.assessment(house.first) == house.hall.made.assessment
    assert house.trail == []


@pytest.mark.parametrize("code", ["", "nonsense", WRONG])
def test_what_is_no_key_is_nobodys(code: str) -> None:
    assert House().keys.of_code(code) is None


@pytest.mark.parametrize("role", ["organiser", "co-facilitator", "viewer"])
def test_a_key_is_random_told_once_and_kept_as_a_hash(role: Role) -> None:
    house = House()

    code = house.keys.make(house.first, role, " Anna\x00 ")
    made = house.grant(code)

    assert is_code(code, RESUME_LENGTH)
    assert house.keys.make(house.first, role, "Anna") != code
    assert (made.name, made.role, made.hash, made.made_at) == ("Anna", role, code_hash(code), AT)
    assert house.hall.workshop.enter(code) == (house.hall.made.assessment, house.hall.wave)
    line = f"First key (organiser, by key): Made a key: Anna, {role}"
    assert house.trail == [line, line]
    assert code not in str(house.keys.trail(house.first))


@pytest.mark.parametrize("name", ["", " \x00 ", "x" * (NAME_LIMIT + 1)])
def test_a_key_and_an_invitation_have_a_name(name: str) -> None:
    house = House()

    with pytest.raises(MoveError, match=NO_NAME):
        house.keys.make(house.first, "viewer", name)
    with pytest.raises(MoveError, match=NO_NAME):
        house.keys.invite(house.first, "viewer", name, 7)


def test_there_is_an_end_to_keys_and_to_invitations() -> None:
    house = House()
    for place in range(MOST - 1):
        house.keys.make(house.first, "viewer", f"Key {place}")
        house.keys.invite(house.first, "viewer", f"Invitation {place}", 1)
    house.keys.invite(house.first, "viewer", "The last one", 1)

    with pytest.raises(MoveError, match=TOO_MANY):
        house.keys.make(house.first, "viewer", "One more")
    with pytest.raises(MoveError, match=TOO_MANY):
        house.keys.invite(house.first, "viewer", "One more", 7)

    house.now += timedelta(days=1)
    house.keys.invite(house.first, "viewer", "One more", 7)
    assert [each.name for each in house.keys.invitations(house.first)] == ["One more"]


def test_a_key_for_organisers_who_lost_theirs_is_made_by_no_organiser() -> None:
    house = House()

    code = house.keys.recover(house.hall.made.assessment, "For Anna")
    made = house.grant(code)

    assert (made.name, made.role, made.hash) == ("For Anna", "organiser", code_hash(code))
    assert house.grant(house.hall.made.organiser_code) == house.first
    told = "The program: Made a key from the command line, for whoever runs the site: For Anna, organiser"
    assert house.trail == [told]
    house.keys.take_away(made, house.first)
    assert house.keys.all(made) == (made,)


def test_nobody_is_given_a_key_to_what_somebody_answers_alone() -> None:
    store, lone = MemoryStore(), WHOLE["lone"]
    store.add_everything(lone)
    before = store.grants(lone.assessment.id)

    with pytest.raises(MoveError, match=NOBODY_LEADS):
        Keys(store, lambda: AT).recover(lone.assessment, "Anna")
    assert store.grants(lone.assessment.id) == before


def test_an_exchanged_key_opens_nothing_and_the_new_one_the_same() -> None:
    house = House()

    code = house.keys.rotate(house.first, house.first)

    assert house.keys.of_code(house.hall.made.organiser_code) is None
    assert house.hall.workshop.enter(house.hall.made.organiser_code) is None
    assert house.grant(code).id == house.first.id
    with pytest.raises(RefusedError):
        house.keys.make(house.first, "viewer", "Anna")  # a page that was drawn with it before
    house.first = house.grant(code)
    assert house.trail == ["First key (organiser, by key): Exchanged a key for a new one: First key"]


def test_a_key_that_was_taken_away_opens_nothing() -> None:
    house = House()
    code = house.keys.make(house.first, "viewer", "Anna")

    house.keys.take_away(house.first, house.grant(code))

    assert house.keys.of_code(code) is None
    assert "First key (organiser, by key): Took a key or a membership away: Anna, viewer" in house.trail


def test_nobody_takes_away_what_they_came_in_with_nor_the_last_key() -> None:
    house = House()
    house.keys.join(house.first, ANNA, "Anna")
    (anna,) = house.keys.of_person(ANNA)

    with pytest.raises(MoveError, match=NOT_YOURSELF):
        house.keys.take_away(anna, anna)
    with pytest.raises(MoveError, match=LAST_KEY):
        house.keys.take_away(anna, house.first)

    assert len(house.keys.all(anna)) == 2


@pytest.mark.parametrize("role", ["co-facilitator", "viewer"])
@pytest.mark.parametrize(
    "ask",
    [
        lambda keys, by, _first: keys.all(by),
        lambda keys, by, _first: keys.make(by, "viewer", "Ben"),
        lambda keys, by, first: keys.rotate(by, first),
        lambda keys, by, first: keys.take_away(by, first),
        lambda keys, by, _first: keys.invitations(by),
        lambda keys, by, _first: keys.invite(by, "organiser", "Ben", 7),
        lambda keys, by, _first: keys.trail(by),
        lambda keys, by, _first: keys.join(by, ANNA, "Anna"),
    ],
)
def test_only_an_organiser_of_that_moment_manages_keys(ask: Callable[[Keys, Grant, Grant], object], role: Role) -> None:
    house = House()
    lower = house.grant(house.keys.make(house.first, role, "Anna"))
    gone = house.grant(house.keys.make(house.first, "organiser", "Ben"))
    house.keys.take_away(house.first, gone)
    before = (house.keys.all(house.first), house.trail)

    for by in (lower, gone):
        with pytest.raises(RefusedError):
            ask(house.keys, by, house.first)

    assert (house.keys.all(house.first), house.trail) == before


def test_an_organiser_of_another_assessment_changes_nothing_here() -> None:
    house, other = House(), House()
    other.hall = Hall(house.hall.store)
    stranger = house.grant(other.hall.made.organiser_code)

    house.keys.take_away(stranger, house.first)

    assert house.keys.of_code(house.hall.made.organiser_code) == house.first


def test_an_invitation_is_seen_without_being_used_and_gives_a_key_once() -> None:
    house = House()
    code = house.keys.invite(house.first, "co-facilitator", "Anna", 7)

    assert house.keys.invited(code) == Invited("Pumps", "co-facilitator")
    assert [each.name for each in house.keys.invitations(house.first)] == ["Anna"]
    grant, key = house.keys.accept(code)

    assert house.grant(key) == grant
    assert (grant.name, grant.role, grant.kind) == ("Anna", "co-facilitator", "key")
    assert house.keys.invitations(house.first) == ()
    assert house.keys.invited(code) is None
    with pytest.raises(MoveError, match=USED_UP):
        house.keys.accept(code)
    assert house.trail == [
        "Anna (co-facilitator, by key): Accepted an invitation",
        "First key (organiser, by key): Made an invitation: Anna, co-facilitator",
    ]


def test_an_invitation_makes_who_signed_in_a_member_and_twice_is_once() -> None:
    house = House()
    roles: list[Role] = ["viewer", "organiser"]
    for role in roles:
        grant, key = house.keys.accept(house.keys.invite(house.first, role, "Anna", 7), ANNA)
        assert (grant.kind, key) == ("member", "")

    (member,) = house.keys.of_person(ANNA)
    assert (member.role, member.name) == ("organiser", "Anna")
    assert house.keys.of_person("") == ()


@pytest.mark.parametrize("days", [1, 7, 30])
def test_an_invitation_ends_to_the_second(days: int) -> None:
    house = House()
    code = house.keys.invite(house.first, "viewer", "Anna", days)
    house.now += timedelta(days=days) - timedelta(seconds=1)
    assert house.keys.invited(code) is not None

    house.now += timedelta(seconds=1)
    assert house.keys.invited(code) is None
    assert house.keys.invitations(house.first) == ()
    with pytest.raises(MoveError, match=USED_UP):
        house.keys.accept(code)


def test_an_invitation_is_not_open_for_ever() -> None:
    house = House()

    with pytest.raises(ValueError, match="365"):
        house.keys.invite(house.first, "viewer", "Anna", 365)


@pytest.mark.parametrize("code", ["", "nonsense", WRONG])
def test_what_is_no_invitation_invites_nobody(code: str) -> None:
    assert House().keys.invited(code) is None


def test_an_invitation_that_was_withdrawn_invites_nobody() -> None:
    house = House()
    code = house.keys.invite(house.first, "viewer", "Anna", 7)
    (made,) = house.keys.invitations(house.first)

    house.keys.withdraw(house.first, made)

    assert house.keys.invited(code) is None
    assert "First key (organiser, by key): Withdrew an invitation: Anna, viewer" in house.trail


def test_who_sets_it_up_signed_in_is_a_member_once() -> None:
    house = House()

    house.keys.join(house.first, ANNA, "Who set it up")
    house.keys.join(house.first, ANNA, "Again")

    (member,) = house.keys.of_person(ANNA)
    assert (member.kind, member.role, member.name, member.hash) == ("member", "organiser", "Who set it up", ANNA)
    assert len(house.keys.all(member)) == 2


def test_a_line_of_the_trail_is_short_and_says_what_was_done() -> None:
    house = House()

    house.keys.note(house.first, "vote-revealed", " Q1\x00 " + "x" * DETAIL_LIMIT)

    (entry,) = house.keys.trail(house.first)
    assert entry.detail == ("Q1 " + "x" * DETAIL_LIMIT)[:DETAIL_LIMIT]
    assert what(entry).startswith("Revealed a vote: Q1 ")


def test_the_trail_says_it_of_the_program_and_of_what_a_newer_version_wrote() -> None:
    entry = Entry("e", "a", AT, "program", "", "", "something-new")

    assert (who(entry), what(entry)) == ("The program", "something-new")


def test_a_person_is_kept_as_a_hash_of_issuer_and_subject() -> None:
    assert len(ANNA) == 64
    assert person_hash("https://id.example", "ben") != ANNA
    assert person_hash("https://id.example/a", "nna") != person_hash("https://id.example/an", "na")


def test_the_higher_of_two_roles_may_do_more() -> None:
    assert higher("viewer", "organiser") == higher("organiser", "viewer") == "organiser"
    assert higher("viewer", "co-facilitator") == "co-facilitator"


def test_an_assessment_without_a_live_wave_is_led_by_nobody() -> None:
    house = House()
    alone = house.hall.workflow.begin("Alone")
    assessment = house.hall.workflow.names(alone.response)[0]

    assert Workshop(house.hall.store, lambda: AT).lead(assessment) is None
