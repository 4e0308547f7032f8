"""Every page for everybody, and everything that changes an assessment, refused or done on the server at the click."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from streamlit.runtime.context import ContextProxy

from assessments.access import ALONE, FREE, GUARDED, PAGES, PARTICIPANT, VISITOR, may, may_open
from assessments.errors import MoveError, RefusedError
from assessments.keys import Keys
from assessments.keys_model import FIRST_KEY, ROLES, Role
from assessments.retention_model import Keeping
from assessments.settings import Settings
from assessments.workshop import Workshop
from tests.assessments.build import STAGES, definition
from tests.ui.build import House, Screen
from tests.ui.desk import Desk, hold
from ui import access
from ui.access import SIGN_IN, guarded, noted
from ui.app import PAGES as DRAWN
from ui.context import provide
from ui.who import Visitor
from ui.widgets.shelf import SIGN_IN_FIRST

if TYPE_CHECKING:
    from collections.abc import Callable

    from assessments.access import Standing
    from assessments.keys_model import Grant

TURNED_AWAY = "This page is not for your role"
NOTHING_HELD = (
    "This browser neither leads a workshop nor holds answers of its own.",
    "This browser does not lead a workshop.",
    "This browser does not know whose answers to show.",
)
NOBODY = Visitor("", "", "")


@pytest.fixture
def desk(house: House) -> Desk:
    """A workshop whose first vote is revealed."""
    made = hold(house).do(Workshop.start)
    made.crowd([{"one": "l1", "two": "l2"}] * 5)
    return made.do(Workshop.reveal)


def first(desk: Desk) -> Grant:
    """Return the grant of the organiser's key."""
    found = desk.house.context.keys.of_code(desk.key)
    assert found is not None
    return found


def key_of(desk: Desk, role: Role) -> str:
    """Make a key of a role."""
    return desk.house.context.keys.make(first(desk), role, f"A {role}")


def cookies(desk: Desk, standing: Standing) -> dict[str, str]:
    """Return the cookies of a browser that has a standing."""
    match standing:
        case "visitor":
            return {}
        case "participant":
            begun = desk.house.context.workflow
            seat = hold(desk.house).do(Workshop.start).join()
            assert begun.resume(seat.resume_code) is not None
            return {f"seat-{seat.response.wave_id}": seat.resume_code.replace("-", "")}
        case "respondent alone":
            code = desk.house.respond(definition(STAGES), {"detail-of-knowledge": "focus"}, submit=False)
            return {"answers": code.replace("-", "")}
        case _:
            return {"organiser": key_of(desk, standing).replace("-", "")}


def test_the_table_has_every_page() -> None:
    assert {each.address for each in DRAWN} == PAGES.keys()


@pytest.mark.parametrize("standing", [VISITOR, PARTICIPANT, ALONE, *ROLES])
def test_each_page_opens_for_whom_the_table_says(
    desk: Desk, standing: Standing, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ContextProxy, "cookies", cookies(desk, standing))
    screen = Screen()
    for page in PAGES:
        said = screen.open(page, q=STAGES).text
        nothing = TURNED_AWAY in said or any(each in said for each in NOTHING_HELD)
        assert nothing is not may_open({standing}, page), (page, said)


def visitors(desk: Desk) -> dict[str, tuple[Standing, Visitor]]:
    """Return what browsers know, by a name, and what they are to the workshop of the desk."""
    keys, found = desk.house.context.keys, {role: key_of(desk, role) for role in ROLES}
    gone = key_of(desk, "organiser")
    taken = keys.of_code(gone)
    assert taken is not None
    keys.take_away(first(desk), taken)
    alone = desk.house.respond(definition(STAGES))
    member = "a" * 64
    keys.join(first(desk), member, "Anna")
    lower = "b" * 64
    keys.accept(keys.invite(first(desk), "viewer", "Ben", 1), lower)
    return {
        "nobody": (VISITOR, NOBODY),
        "a seat of it": (PARTICIPANT, replace(NOBODY, answers=desk.join().resume_code)),
        "alone elsewhere": (VISITOR, replace(NOBODY, answers=alone)),
        **{role: (role, replace(NOBODY, key=code)) for role, code in found.items()},
        "a key that was taken away": (VISITOR, replace(NOBODY, key=gone)),
        "an organiser elsewhere": (VISITOR, replace(NOBODY, key=hold(desk.house).key)),
        "a member": ("organiser", replace(NOBODY, person=member)),
        "a member who looks": ("viewer", replace(NOBODY, person=lower)),
        "somebody signed in": (VISITOR, replace(NOBODY, person="c" * 64)),
        "a member with a lower key": ("organiser", Visitor(found["viewer"], member, "")),
    }


def test_each_action_is_done_for_whom_the_table_says_and_refused_to_all_others(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    everybody = visitors(desk)
    done: list[str] = []
    for (part, method), (_, place) in GUARDED.items():
        if place is not None:
            monkeypatch.setattr(type(getattr(desk.house.context, part)), method, lambda *_, m=method: done.append(m))
    for name, (standing, who) in everybody.items():
        monkeypatch.setattr(access, "visitor", lambda who=who: who)
        context = guarded(desk.house.context)
        for (part, method), (action, place) in GUARDED.items():
            if place is None:
                continue
            done.clear()
            args = [None] * place + [desk.first]
            if may({standing}, action):
                getattr(getattr(context, part), method)(*args)
                assert done == [method], (name, part, method)
            else:
                with pytest.raises(RefusedError):
                    getattr(getattr(context, part), method)(*args)
                assert done == [], (name, part, method)


def test_who_answers_alone_manages_the_own_assessment_and_no_other(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    code = desk.house.respond(definition(STAGES))
    assessment = desk.house.context.workflow.names(desk.house.response(code))[0]
    monkeypatch.setattr(access, "visitor", lambda: replace(NOBODY, answers=code))
    context = guarded(desk.house.context)

    assert context.quarters.everything(assessment.id) is not None
    context.deletion.delete(assessment, "delete")
    assert desk.house.store.assessment(assessment.id) is None
    with pytest.raises(RefusedError):
        context.quarters.everything(desk.first.assessment_id)


def test_only_people_who_signed_in_create_where_that_is_set(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    context = replace(desk.house.context, settings=Settings(create="signed-in"))

    with pytest.raises(RefusedError, match=SIGN_IN):
        guarded(context).workflow.begin("Nobody")
    assert guarded(desk.house.context).workflow.begin("Anybody").response
    monkeypatch.setattr("ui.signing.person", lambda: "a" * 64)
    assert guarded(context).workflow.begin("Anna").response


def test_what_no_table_knows_cannot_be_asked_for(desk: Desk) -> None:
    context = guarded(desk.house.context)

    with pytest.raises(AttributeError, match=r"retention\.purge"):
        context.retention.purge()
    assert {name for name in FREE if hasattr(context, name)} == FREE.keys()


def test_what_was_done_stands_in_the_trail_and_what_was_refused_does_not(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    code = key_of(desk, "co-facilitator")
    monkeypatch.setattr(access, "visitor", lambda: replace(NOBODY, key=code))
    context = guarded(desk.house.context)

    context.workshop.start(desk.first, [("sample", "one")])
    with pytest.raises(MoveError):
        context.workshop.start(desk.first)
    with pytest.raises(RefusedError):
        context.pool.leave(desk.first.assessment_id)
    context.workshop.show(desk.first, "join")
    monkeypatch.setattr(access, "visitor", lambda: replace(NOBODY, key=desk.key))
    for months in (None, 12):
        guarded(desk.house.context).retention.choose(desk.first.assessment_id, Keeping(months))

    trail = [(each.name, each.action, each.detail) for each in desk.house.context.keys.trail(first(desk))]
    assert ("A co-facilitator", "vote-opened", desk.first.label) in trail
    assert (FIRST_KEY, "keeping-set", "12 months") in trail
    assert (FIRST_KEY, "keeping-set", "until somebody deletes it") in trail
    assert sum(name == "A co-facilitator" for name, _, _ in trail) == 1


def test_what_was_done_is_done_where_the_trail_cannot_be_written(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(access, "visitor", lambda: replace(NOBODY, key=desk.key))
    desk.house.store.broken = frozenset({"add_entry"})

    guarded(desk.house.context).workshop.close(desk.first)

    assert desk.wave.state == "closed"
    assert "lacks a line: wave-closed" in caplog.text


def test_a_key_that_is_taken_away_while_its_page_is_open_does_nothing_any_more(
    desk: Desk, bring: Callable[..., Screen]
) -> None:
    code = key_of(desk, "co-facilitator")
    screen = bring(code, "organiser").open("console")
    assert screen.offers("Take no late answers")
    held = desk.house.context.keys.of_code(code)
    assert held is not None
    desk.house.context.keys.take_away(first(desk), held)

    screen.press("Take no late answers")

    assert desk.live.late
    assert "or its key was exchanged or taken away" in screen.text


def test_a_viewers_console_shows_how_far_it_is_and_no_button_that_moves_anything(
    desk: Desk, bring: Callable[..., Screen]
) -> None:
    screen = bring(key_of(desk, "viewer"), "organiser").open("console")

    assert screen.heading == "The first vote is revealed."
    assert {each.label for each in screen.at.button} == {"See the result", "Keys and data"}
    assert "Where the room disagrees" in screen.text
    assert desk.key not in screen.text


def test_a_file_is_refused_where_the_role_is_gone_when_it_is_made(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    code = key_of(desk, "viewer")
    monkeypatch.setattr(access, "visitor", lambda: replace(NOBODY, key=code))
    drawn = guarded(desk.house.context)
    monkeypatch.setattr(access, "visitor", lambda: NOBODY)  # a thread that makes files knows no session
    assert drawn.quarters.history(desk.first.assessment_id)

    held = desk.house.context.keys.of_code(code)
    assert held is not None
    Keys(desk.house.store, desk.house.clock).take_away(first(desk), held)
    with pytest.raises(RefusedError):
        drawn.quarters.history(desk.first.assessment_id)


def test_who_takes_a_file_of_a_result_away_stands_in_the_trail(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    code = key_of(desk, "viewer")
    monkeypatch.setattr(access, "visitor", lambda: replace(NOBODY, key=code))
    make = noted(desk.house.context, desk.first.assessment_id, lambda: b"%PDF", "pumps.pdf")
    monkeypatch.setattr(access, "visitor", lambda: NOBODY)

    assert make() == b"%PDF"
    newest = desk.house.context.keys.trail(first(desk))
    assert ("A viewer", "result-taken", "pumps.pdf") in [(each.name, each.action, each.detail) for each in newest]
    assert noted(desk.house.context, desk.first.assessment_id, lambda: b"%PDF", "own.pdf")() == b"%PDF"
    assert len(desk.house.context.keys.trail(first(desk))) == len(newest)  # who answers alone has no trail


def test_where_only_people_who_signed_in_create_nobody_else_is_offered_it(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    provide(lambda: replace(house.context, settings=Settings(create="signed-in")))
    monkeypatch.setattr("ui.signing._claims", lambda: {"is_logged_in": False})
    monkeypatch.setattr("ui.signing._providers", lambda: ["", "other"])

    screen = Screen().open("home")
    assert SIGN_IN_FIRST in screen.text
    assert not [each for each in screen.at.button if each.label.startswith("Start")]
    assert [each.label for each in screen.at.button if each.label.startswith("Sign in")] == [
        "Sign in",
        "Sign in with other",
    ]
    for page in ("set-up", "bring"):
        screen.open(page)
        assert SIGN_IN in screen.text
        assert not screen.offers("Create the workshop")
