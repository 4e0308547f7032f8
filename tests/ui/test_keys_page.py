"""Keys and data: making, exchanging and taking away keys, inviting, accepting, and the trail, as people do it."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from streamlit.runtime.context import ContextProxy

from assessments.keys import person_hash
from assessments.keys_model import FIRST_KEY, USED_UP
from tests.assessments.build import STAGES, definition
from tests.ui.build import HOSTILE, House, Screen
from tests.ui.desk import Desk, hold
from ui import signing

if TYPE_CHECKING:
    from collections.abc import Callable

    from assessments.keys_model import Grant, Role

ANNA = person_hash("https://id.example", "anna")
LINK = re.compile(r"https://survey\.example/doors/(lead|invited)#([0-9A-Z-]{19})")


@pytest.fixture
def desk(house: House) -> Desk:
    """A workshop that nobody has joined."""
    return hold(house)


@pytest.fixture
def sign_in(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Return how somebody signs in, where one can; nobody with an empty name."""

    def signed(subject: str) -> None:
        claims = {"is_logged_in": True, "iss": "https://id.example", "sub": subject} if subject else {}
        monkeypatch.setattr(signing, "_claims", lambda: {"is_logged_in": False, **claims})
        monkeypatch.setattr(signing, "_providers", lambda: [""])

    return signed


def first(desk: Desk) -> Grant:
    """Return the grant of the organiser's key."""
    found = desk.house.context.keys.of_code(desk.key)
    assert found is not None
    return found


def made(screen: Screen) -> str:
    """Return the code of the link that the page shows."""
    found = LINK.search(screen.text)
    assert found is not None
    return found.group(2)


def make(screen: Screen, name: str, role: Role) -> Screen:
    """Make a key."""
    screen.at.text_input("key-name").set_value(name)
    screen.at.radio("key-role").set_value(role)
    return screen.press_key("key-make")


def invite(screen: Screen, name: str, role: Role) -> str:
    """Make an invitation and return its code."""
    screen.at.text_input("invite-name").set_value(name)
    screen.at.radio("invite-role").set_value(role)
    return made(screen.press_key("invite-make"))


@pytest.fixture
def screen(desk: Desk, bring: Callable[..., Screen]) -> Screen:
    """The page of the organiser."""
    return bring(desk.key, "organiser").open("keys")


def test_the_page_lists_the_first_key_and_says_what_one_may_do(screen: Screen) -> None:
    assert f"You came in with the key “{FIRST_KEY}” as **organiser**." in screen.text
    assert "You came in with it." in screen.text
    assert "Nothing was done yet that stands here." in screen.text
    assert not screen.offers("Take it away now")


def test_a_key_is_made_shown_once_and_opens_the_assessment(desk: Desk, screen: Screen) -> None:
    code = made(make(screen, "Anna", "co-facilitator"))

    found = desk.house.context.keys.of_code(code)
    assert found is not None
    assert (found.name, found.role) == ("Anna", "co-facilitator")
    assert "First key (organiser, by key)" in screen.text
    assert "Made a key: Anna, co-facilitator" in screen.text
    assert screen.at.text_input("key-name").value == ""
    assert code not in screen.run().text


def test_a_key_without_a_name_is_not_made(desk: Desk, screen: Screen) -> None:
    assert make(screen, " ", "viewer").errors.startswith("Give it a name")
    assert len(desk.house.context.keys.all(first(desk))) == 1


def test_a_key_is_taken_away(desk: Desk, screen: Screen) -> None:
    code = made(make(screen, HOSTILE[:60], "viewer"))
    found = desk.house.context.keys.of_code(code)
    assert found is not None

    screen.press_key(f"drop-{found.id}")

    assert desk.house.context.keys.of_code(code) is None
    assert not screen.offers("Take it away now")


def test_who_exchanges_the_own_key_goes_on_with_the_new_one(desk: Desk, screen: Screen) -> None:
    code = made(screen.press_key(f"rotate-{first(desk).id}"))

    assert desk.house.context.keys.of_code(desk.key) is None
    assert desk.house.context.keys.of_code(code) is not None
    assert f'data-path="doors/remember/organiser" data-header="X-Answers" data-body="{code.replace("-", "")}"' in (
        screen.scripts
    )
    assert "You came in with the key" in screen.run().text


def test_exchanging_the_key_of_somebody_else_leaves_the_own_one(desk: Desk, screen: Screen) -> None:
    code = made(make(screen, "Anna", "viewer"))
    found = desk.house.context.keys.of_code(code)
    assert found is not None

    assert made(screen.press_key(f"rotate-{found.id}")) != code
    assert desk.house.context.keys.of_code(desk.key) == first(desk)
    assert "doors/remember/organiser" not in screen.scripts


def test_the_page_of_an_organiser_whose_key_was_taken_away_changes_nothing(desk: Desk, screen: Screen) -> None:
    code = made(make(screen, "Anna", "organiser"))
    anna = desk.house.context.keys.of_code(code)
    assert anna is not None
    desk.house.context.keys.take_away(anna, first(desk))
    screen.at.text_input("key-name").set_value("Ben")

    screen.press_key("key-make")

    assert [each.name for each in desk.house.context.keys.all(anna)] == ["Anna"]
    assert "neither leads a workshop nor holds answers" in screen.text


@pytest.mark.parametrize("role", ["co-facilitator", "viewer"])
def test_others_see_their_role_and_no_keys(desk: Desk, bring: Callable[..., Screen], role: Role) -> None:
    code = desk.house.context.keys.make(first(desk), role, "Anna")
    text = bring(code, "organiser").open("keys").text

    assert f"You came in with the key “Anna” as **{role}**." in text
    assert FIRST_KEY not in text
    assert "What was done" not in text


def test_who_answers_alone_has_one_code_and_what_is_kept(house: House, bring: Callable[..., Screen]) -> None:
    screen = bring(house.respond(definition(STAGES))).open("keys")

    assert "The code of your answers is the only key" in screen.text
    assert "How long it is kept" in screen.text
    assert "Who may come in" not in screen.text


def test_an_invitation_is_accepted_with_a_key_of_ones_own(
    desk: Desk, screen: Screen, bring: Callable[..., Screen]
) -> None:
    code = invite(screen, "Anna", "viewer")
    assert "Not used yet. It can be used until 9 March 2026" in screen.text

    guest = bring(code, "invited").open("invited")
    assert "as **viewer**. You see what the organisers see" in guest.text
    assert "Imaginary Pumps" in guest.text
    assert len(desk.house.context.keys.all(first(desk))) == 1  # looking uses nothing up
    key = made(guest.press("Accept"))
    assert 'data-path="doors/forget/invited"' in guest.scripts
    found = desk.house.context.keys.of_code(key)
    assert found is not None
    assert (found.name, found.role) == ("Anna", "viewer")
    assert guest.press("Go on to the console").heading == "0 people are in. The vote has not started."

    assert USED_UP in bring(code, "invited").open("invited").text


def test_an_invitation_that_ends_while_it_is_read_is_not_accepted(
    desk: Desk, screen: Screen, bring: Callable[..., Screen]
) -> None:
    guest = bring(invite(screen, "Anna", "viewer"), "invited").open("invited")
    (waiting,) = desk.house.context.keys.invitations(first(desk))
    desk.house.store.interrupted = {
        "redeem": lambda: desk.house.context.keys.withdraw(first(desk), waiting),
    }

    assert guest.press("Accept").errors.replace("\\", "") == USED_UP
    assert len(desk.house.context.keys.all(first(desk))) == 1


def test_an_invitation_is_withdrawn(desk: Desk, screen: Screen, bring: Callable[..., Screen]) -> None:
    code = invite(screen, "Anna", "viewer")

    screen.press("Withdraw it")

    assert "Withdrew an invitation: Anna, viewer" in screen.text
    assert "There is no invitation here" in bring(code, "invited").open("invited").at.title[0].value
    assert desk.house.context.keys.invitations(first(desk)) == ()


def test_an_invitation_without_a_name_is_not_made(screen: Screen) -> None:
    screen.press_key("invite-make")
    assert screen.errors.startswith("Give it a name")


def test_without_an_invitation_there_is_a_way_to_the_first_page(house: House) -> None:
    screen = Screen().open("invited")
    assert "Open the link of your invitation again" in screen.text
    assert "How customer-centric" in screen.press("To the first page").at.title[0].value
    assert house.clock


def test_who_signed_in_accepts_as_a_member_and_finds_it_on_the_first_page(
    desk: Desk, screen: Screen, bring: Callable[..., Screen], sign_in: Callable[[str], None]
) -> None:
    code = invite(screen, "Anna", "co-facilitator")
    sign_in("")
    guest = bring(code, "invited").open("home")
    assert guest.press("Look at the invitation").offers("Sign in")
    sign_in("anna")
    assert guest.run().press("Accept").heading == "0 people are in. The vote has not started."

    (member,) = desk.house.context.keys.of_person(ANNA)
    assert (member.kind, member.role, member.name) == ("member", "co-facilitator", "Anna")
    assert "organiser link" not in guest.text
    assert f'data-path="doors/remember/opened" data-header="X-Answers" data-body="{member.assessment_id.upper()}"' in (
        guest.scripts
    )


def test_who_signed_in_opens_each_of_the_own_assessments(
    house: House, monkeypatch: pytest.MonkeyPatch, sign_in: Callable[[str], None]
) -> None:
    sign_in("anna")
    desks = [hold(house, name=name) for name in ("Pumps", "Valves")]
    for each in desks:
        house.context.keys.join(first(each), ANNA, "Anna")
    screen = Screen().open("home")
    for each in desks:
        screen.open("home").press_key(f"open-{each.first.assessment_id}")
        assert house.context.workshop.name(each.first) in screen.text
        assert "You came in with the membership “Anna” as **organiser**." in screen.open("keys").text

    monkeypatch.setattr(ContextProxy, "cookies", {"opened": desks[0].first.assessment_id.upper()})
    assert "Pumps" in Screen().open("console").text  # a browser that comes back
    sign_in("")
    assert "This browser does not lead a workshop." in Screen().open("console").text
    sign_in("ben")
    assert "This browser does not lead a workshop." in Screen().open("console").text
    assert "None yet." in Screen().open("home").text


def test_the_key_of_a_link_goes_before_what_was_opened_as_a_member(
    house: House, monkeypatch: pytest.MonkeyPatch, sign_in: Callable[[str], None]
) -> None:
    sign_in("anna")
    one, other = hold(house, name="Pumps"), hold(house, name="Valves")
    house.context.keys.join(first(one), ANNA, "Anna")
    monkeypatch.setattr(ContextProxy, "cookies", {"opened": one.first.assessment_id.upper()})
    screen = Screen().open("home")
    assert "You lead" in screen.text
    screen.input("text_input", "Your code").set_value(other.key)
    screen.press("Go on with my answers")

    assert "Valves" in screen.text
    assert 'data-path="doors/forget/opened"' in screen.scripts


def test_what_somebody_sets_up_while_signed_in_is_theirs_without_a_key(
    house: House, sign_in: Callable[[str], None]
) -> None:
    sign_in("anna")
    screen = Screen().open("set-up").press("Create the workshop")

    (member,) = house.context.keys.of_person(ANNA)
    assert (member.role, member.name) == ("organiser", "Who set it up")
    assert made(screen)  # the key is there to be kept all the same


@pytest.mark.parametrize(
    "claims",
    [
        {},
        {"is_logged_in": False, "iss": "i", "sub": "s"},
        {"is_logged_in": True, "sub": "s"},
        {"is_logged_in": True, "iss": "i", "sub": ""},
        {"is_logged_in": True, "iss": "i", "sub": 7},
    ],
)
def test_who_did_not_sign_in_with_an_issuer_and_a_subject_is_nobody(
    claims: dict[str, object], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(signing, "_claims", lambda: claims)
    assert signing.person() == ""


def test_the_trail_is_long_and_the_page_short(desk: Desk, bring: Callable[..., Screen]) -> None:
    for place in range(25):
        desk.house.clock.now += timedelta(seconds=1)
        desk.house.context.keys.note(first(desk), "vote-opened", f"Round {place}")
    text = bring(desk.key, "organiser").open("keys").text

    assert "Round 24" in text
    assert "Round 4<" not in text
    assert "These are the newest 20 of 25 lines." in text
