"""Setting up a workshop: nothing is kept before the last button, and what is wrong is said in sentences."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest

from assessments.codes import normal_code
from tests.assessments.build import LINE, QUESTIONS, REVIEW, STAGES, definition
from tests.ui.build import House, Screen
from tests.ui.desk import LOADED, SMALL, hold
from ui.widgets.course import template_bytes

if TYPE_CHECKING:
    from collections.abc import Callable

    from assessments.model import Wave

CREATE = "Create the workshop"
NAME = "Company or team"
ROLES = "Roles to choose from, one on each line (at most 6; empty if you do not want to compare roles)"
UNITS = "Departments or sites, one on each line (optional, at most 6)"
SMALLEST = "Smallest group anything is shown about"
INVITED = "Number of people invited (optional; makes the ranges of the results narrower)"
LABEL = "What to call this measurement"
CLOSES = "Closes by itself on (optional; the time is that of UTC)"
MODE = "May answers be seen? This cannot be changed afterwards."


def shown_key(screen: Screen) -> str:
    """Return the organiser's key from the link that the console shows."""
    (link,) = [each.value for each in screen.at.code if "/doors/lead#" in each.value]
    return str(link).partition("#")[2]


def made_up(house: House, screen: Screen) -> Wave:
    """Return the wave that was just set up."""
    found = house.context.workshop.enter(shown_key(screen))
    assert found is not None
    return found[1]


def test_opening_the_page_keeps_nothing(house: House) -> None:
    house.store.broken = frozenset({"add_wave"})
    screen = Screen().open("set-up").set("text_input", NAME, "Imaginary Pumps").set("text_area", UNITS, "Bern\nBasel")
    assert screen.errors == ""  # would be there if anything had been kept


def test_from_the_first_page_to_a_console_with_everything_to_invite_people(house: House) -> None:
    screen = Screen().open().press("Hold a workshop").set("text_input", NAME, "Imaginary Pumps").press(CREATE)
    assert screen.heading == "0 people are in. The vote has not started."
    key, wave = shown_key(screen), made_up(house, screen)
    assert wave.join_code is not None
    assert "Imaginary Pumps · 2026 Q1 · anonymous, no averages of fewer than five people" in screen.text
    assert [each.value for each in screen.at.code] == [
        f"https://survey.example/join?code={wave.join_code}",
        f"https://survey.example/present?code={wave.join_code}",
        f"https://survey.example/doors/lead#{key}",
    ]
    spoken = f"{wave.join_code[:3]}-{wave.join_code[3:]}"
    assert f'<p class="code" aria-label="Code of the workshop">{spoken}</p>' in screen.text
    assert 'alt="QR code of the address to join" src="data:image/svg+xml;' in screen.text
    asked = 'data-path="doors/remember/organiser" data-header="X-Answers"'
    assert f'{asked} data-body="{normal_code(key)}">' in screen.scripts
    assert screen.run().scripts == ""  # once is enough


def test_what_is_proposed_is_kept(house: House) -> None:
    wave = made_up(house, Screen().open("set-up").press(CREATE))
    assert list(house.context.workshop.pinned(wave)) == [STAGES]
    assert wave.roles == ("Leadership", "Middle management", "Front line")
    assert (wave.mode, wave.smallest_group, wave.units, wave.invited) == ("anonymous", 5, (), None)
    assert house.context.workshop.name(wave) == ""


def test_what_is_chosen_is_kept(house: House) -> None:
    screen = Screen().open("set-up").set("text_area", ROLES, " Board \n\nFloor").set("text_area", UNITS, "Bern, Basel")
    screen.at.checkbox(f"plan-{STAGES}").uncheck()
    screen.at.checkbox(f"plan-{QUESTIONS}").check()
    screen.at.checkbox(f"plan-{LINE}").check()
    screen.set("number_input", SMALLEST, 3).set("number_input", INVITED, 12)
    wave = made_up(house, screen.press(CREATE))
    assert sorted(house.context.workshop.pinned(wave)) == sorted([LINE, QUESTIONS])
    assert (wave.roles, wave.units) == (("Board", "Floor"), ("Bern", "Basel"))
    assert (wave.smallest_group, wave.invited) == (3, 12)


def test_an_open_workshop_has_no_smallest_group(house: House) -> None:
    screen = Screen().open("set-up").set("radio", MODE, "open")
    assert SMALLEST not in screen.text
    wave = made_up(house, screen.press(CREATE))
    assert (wave.mode, wave.smallest_group) == ("open", 1)


@pytest.mark.usefixtures("house")
def test_the_agenda_audit_is_not_offered_for_a_vote() -> None:
    screen = Screen().open("set-up")
    assert [each.key for each in screen.at.checkbox] == [f"plan-{each}" for each in (STAGES, LINE, QUESTIONS)]
    assert f"plan-{REVIEW}" not in [each.key for each in screen.at.checkbox]
    assert "The agenda audit is filled in by one observer, not voted on." in screen.text


@pytest.mark.parametrize(
    ("kind", "label", "value", "sentence"),
    [
        ("text_area", ROLES, "Board", "One of the roles alone divides nobody: give at least two roles, or none."),
        ("text_area", ROLES, "Board\nboard", "Two of the roles have the same name: give each its own."),
        (
            "text_area",
            ROLES,
            "a\nb\nc\nd\ne\nf\ng",
            "7 roles are too many to stay unrecognised: give at most 6.",
        ),
        ("text_area", ROLES, f"Board\n{'x' * 41}", "One of the roles has a name of more than 40 characters: shorten"),
        ("text_area", UNITS, "Bern", "One of the units alone divides nobody: give at least two units, or none."),
        ("text_area", UNITS, "Bern, Bern", "Two of the units have the same name: give each its own."),
        (
            "number_input",
            INVITED,
            4,
            "Of 4 people invited, a smallest group of 5 would never be reached. Lower it, or hold an open workshop.",
        ),
    ],
)
def test_a_plan_that_cannot_be_carried_out(house: House, kind: str, label: str, value: object, sentence: str) -> None:
    screen = Screen().open("set-up").set(kind, label, value)
    house.store.broken = frozenset({"add_wave"})
    screen.press(CREATE)
    assert screen.errors.startswith(sentence)
    assert screen.at.title[0].value == "Hold a workshop"
    assert screen.input(kind, label).value == value  # nothing typed is lost


def test_all_problems_are_said_at_once_and_mending_them_is_enough(house: House) -> None:
    screen = Screen().open("set-up").set("text_area", ROLES, "Board").set("number_input", INVITED, 2)
    screen.at.checkbox(f"plan-{STAGES}").uncheck()
    screen.press(CREATE)
    assert [each.value.partition(":")[0].partition(".")[0] for each in screen.at.error] == [
        "Choose at least one questionnaire",
        "One of the roles alone divides nobody",
        "Of 2 people invited, a smallest group of 5 would never be reached",
    ]
    screen.at.checkbox(f"plan-{STAGES}").check()
    screen.set("text_area", ROLES, "").set("number_input", INVITED, 20).press(CREATE)
    assert made_up(house, screen).roles == ()


def test_the_database_is_away_when_the_button_is_pressed(house: House) -> None:
    screen = Screen().open("set-up").set("text_input", NAME, "Imaginary Pumps")
    house.store.broken = frozenset({"add_wave"})
    assert screen.press(CREATE).errors.startswith("The answers cannot be saved at the moment")
    house.store.broken = frozenset()
    screen.press("Try again")
    assert screen.input("text_input", NAME).value == "Imaginary Pumps"
    assert house.context.workshop.name(made_up(house, screen.press(CREATE))) == "Imaginary Pumps"


def test_the_address_carries_no_secret(house: House, bring: Callable[..., Screen]) -> None:
    screen = Screen().open("set-up").press(CREATE)
    assert screen.at.query_params == {}
    assert bring(shown_key(screen), "organiser").open("console").heading == screen.heading
    assert made_up(house, screen).roles


def test_the_label_is_the_quarter_unless_another_is_given(house: House) -> None:
    screen = Screen().open("set-up")
    assert screen.input("text_input", LABEL).value == "2026 Q1"
    assert made_up(house, screen.press(CREATE)).label == "2026 Q1"
    screen = Screen().open("set-up").set("text_input", LABEL, " Spring  ").press(CREATE)
    assert made_up(house, screen).label == "Spring"


def test_with_a_closing_time_the_vote_is_under_way_at_once(house: House) -> None:
    screen = Screen().open("set-up")
    assert "With a closing time the vote is under way at once, and people answer when they like." in screen.text
    screen.set("datetime_input", CLOSES, datetime(2026, 3, 31, 18, 0)).press(CREATE)  # noqa: DTZ001 - local
    assert made_up(house, screen).closes_at == datetime(2026, 3, 31, 18, 0, tzinfo=UTC)
    assert screen.heading == "The first vote is on: 0 of 0 have finished."


def test_a_closing_time_in_the_past(house: House) -> None:
    house.store.broken = frozenset({"add_wave"})
    screen = Screen().open("set-up").set("datetime_input", CLOSES, datetime(2026, 3, 1, 18, 0))  # noqa: DTZ001 - local
    assert screen.press(CREATE).errors.startswith("The closing time is not in the future")


# From a template


def handed_out(house: House, **plan: Any) -> bytes:
    """Return the template of a workshop with two roles and two sites, and a target."""
    desk = hold(house, definition(LINE), SMALL, smallest=7, units=("Bern", "Basel"), **plan)
    house.context.quarters.set_targets(desk.first, "sample", {"": 75, "d": 80}, "Ada")
    house.context.quarters.set_targets(desk.first, LINE, {"": 60}, "Ada")
    return template_bytes(house.context, desk.first)


def upload(screen: Screen, content: bytes | None) -> Screen:
    """Choose a file, or take it away."""
    screen.at.file_uploader[0].set_value(None if content is None else ("head.yaml", content, "application/yaml"))
    return screen.run()


def ticked(screen: Screen) -> list[str]:
    """Return the keys of the questionnaires that are taken in."""
    return [str(each.key) for each in screen.at.checkbox if each.value]


def test_a_template_fills_the_form_and_brings_its_own_questionnaires(house: House) -> None:
    screen = Screen().open("set-up").set("text_input", NAME, "Team Bern")
    content = handed_out(house, name="Head office")
    house.store.broken = frozenset({"add_wave", "set_targets"})
    upload(screen, content)
    assert [each.value.replace("\\", "") for each in screen.at.success] == [
        "The form follows the template “Head office”: Your business 1.1.0, Sample 1.0.0; 3 targets."
    ]
    assert ticked(screen) == [f"plan-{LINE}", "plan-sample"]
    assert screen.input("text_area", ROLES).value == "Leadership\nFront line"
    assert screen.input("text_area", UNITS).value == "Bern\nBasel"
    assert screen.input("number_input", SMALLEST).value == 7
    assert screen.input("text_input", NAME).value == "Team Bern"
    house.store.broken = frozenset()
    wave = made_up(house, screen.press(CREATE))
    assert house.context.workshop.pinned(wave)["sample"].digest == SMALL.digest
    assert (wave.roles, wave.units, wave.smallest_group) == (("Leadership", "Front line"), ("Bern", "Basel"), 7)
    kept = house.context.quarters.targets(wave, "sample")
    assert {name: (each.value, each.set_by) for name, each in kept.items()} == {
        "": (75, "Head office"),
        "d": (80, "Head office"),
    }


def test_what_a_template_proposes_may_be_changed(house: House) -> None:
    screen = upload(Screen().open("set-up"), handed_out(house, mode="open", name=""))
    assert screen.input("radio", MODE).value == "open"
    assert "The form follows the template: " in screen.at.success[0].value
    screen.at.checkbox(f"plan-{LINE}").uncheck()
    screen.set("radio", MODE, "anonymous").press(CREATE)
    wave = made_up(house, screen)
    assert list(house.context.workshop.pinned(wave)) == ["sample"]
    assert wave.mode == "anonymous"
    assert {each.set_by for each in house.context.quarters.targets(wave, "sample").values()} == {"Template"}
    assert house.context.quarters.targets(wave, LINE) == {}


def test_without_the_file_its_questionnaires_are_gone_again(house: House) -> None:
    screen = upload(Screen().open("set-up"), handed_out(house))
    upload(screen, None)
    assert "plan-sample" not in [each.key for each in screen.at.checkbox]
    assert list(house.context.workshop.pinned(made_up(house, screen.press(CREATE)))) == [LINE]


def test_a_file_that_is_no_template_leaves_the_form_as_it_was(house: House) -> None:
    screen = Screen().open("set-up").set("text_area", ROLES, "Board\nFloor")
    broken = handed_out(house).replace(b"roles:", b"rolls:")
    for content in (b"a: [", broken):
        upload(screen, content)
        assert screen.errors == "This file cannot be used as a template. The form below is as it was."
        assert "Line " in screen.text
        assert screen.input("text_area", ROLES).value == "Board\nFloor"
        assert ticked(screen) == [f"plan-{STAGES}"]
    assert made_up(house, screen.press(CREATE)).roles == ("Board", "Floor")


def test_the_targets_cannot_be_kept_although_the_workshop_is_there(house: House) -> None:
    screen = upload(Screen().open("set-up"), handed_out(house))
    house.store.broken = frozenset({"set_targets"})
    screen.press(CREATE)
    assert screen.errors.startswith("The workshop is there, but the targets of the template were not kept")
    assert made_up(house, screen).roles


@pytest.mark.usefixtures("house")
def test_the_number_invited_says_that_it_limits_who_can_join() -> None:
    label = "Number of people invited (optional; makes the ranges of the results narrower)"
    said = Screen().open("set-up").input("number_input", label).help
    assert said.startswith("A fifth more than this, and at least five more, can take part; after that nobody can join.")


def test_a_questionnaire_of_a_minute_is_said_to_take_one(settle: Callable[[House], House]) -> None:
    settle(House(loaded=(LOADED,)))
    said = [each.label for each in Screen().open("set-up").at.checkbox]
    assert "A sample · 3 questions, 1 minute" in said
    assert "1 minute · 3 questions" in Screen().open().text
