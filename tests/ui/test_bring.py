"""Bringing answers in from another form tool: nothing is kept before the last button, and then the room is there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from assessments.codes import normal_code
from assessments.plan import Plan
from questionnaires.loader import Loaded
from tests.assessments.build import REVIEW
from tests.assessments.build import definition as shipped
from tests.assessments.forms.asked import ASK, HERE, KNOWN, definition
from tests.ui.build import HOSTILE, House, Screen
from ui.widgets import bring_columns, bring_reading

if TYPE_CHECKING:
    from collections.abc import Callable

FILE = "File with answers, one row for each person"
MISSING = "Codes that stand for no answer, with commas between them (optional)"
UNKNOWN = "What to do with them"
TWICE = "What to do with rows that are alike"
MODE = "May answers be seen? This cannot be changed afterwards."
LABEL = "What to call this measurement"
WHAT = "What are these answers?"
LINES = [
    f"Timestamp,Email,{ASK['detail']},How often do you go and visit customers?,Role,Remarks",
    *(
        f"2026-02-0{place},p{place}@example.org,{KNOWN[place % 4]['id']},{place % 5 + 1},{'ABC'[place % 2]},so"
        for place in range(1, 9)
    ),
]


@pytest.fixture
def home(settle: Callable[[House], House]) -> House:
    """Return an app with the small questionnaire and one that no room can vote on."""
    return settle(House(loaded=(Loaded("sample", definition(), ()), Loaded("review", shipped(REVIEW), ()))))


def brought(*lines: str, screen: Screen | None = None) -> Screen:
    """Open the page with a file."""
    own = screen or Screen().open("bring")
    own.input("file_uploader", FILE).upload("answers.csv", "\n".join(lines).encode())
    return own.run()


def confirm(screen: Screen, what: str = "These 2 guesses are right") -> Screen:
    return screen.set("checkbox", what, value=True)


def seen(screen: Screen) -> str:
    """Return what the page says, without the signs that keep texts from being taken for Markdown."""
    return screen.text.replace("\\", "")


def errors(screen: Screen) -> str:
    return screen.errors.replace("\\", "")


def column(screen: Screen, label: str) -> Any:
    """Return the field of a column."""
    (found,) = [each for each in screen.at.selectbox if each.label.replace("\\", "") == label]
    return found


def button(screen: Screen) -> Any:
    (found,) = [each for each in screen.at.button if each.key == "bring-in"]
    return found


def key_of(screen: Screen) -> str:
    (link,) = [each.value for each in screen.at.code if "/doors/lead#" in each.value]
    return str(link).partition("#")[2]


@pytest.mark.usefixtures("home")
def test_the_way_here_and_what_is_left_out() -> None:
    screen = Screen().open("set-up").press("You have answers from another form tool? Bring them in.")
    assert screen.at.title[0].value == "Bring answers in"
    assert "Columns with names, e-mail, addresses, locations and the like are left out" in seen(screen)
    assert not any(each.key == "bring-in" for each in screen.at.button)


def test_from_a_file_to_the_result_of_the_room(home: House) -> None:
    home.store.broken = frozenset({"add_everything", "add_wave"})  # nothing of this is needed before the last button
    screen = brought(*LINES)
    assert "The file is an export of Google Forms with one header row, 8 rows of answers and 6 columns." in seen(screen)
    assert [each.label for each in screen.at.expander][:3] == [
        "2 columns guessed, please check",
        "1 column recognised",
        "3 columns left out, 2 of them about people",
    ]
    assert "Left out, because it seems to hold e-mail addresses." in seen(screen)
    assert "p1@example.org" not in seen(screen)
    assert "For example “groups”, “one-by-one”." in seen(screen)
    assert "- 8 people with 16 answers in all." in seen(screen)
    assert button(screen).disabled  # the guesses are not confirmed
    assert not button(confirm(screen)).disabled
    screen.set("text_input", "Company or team", "Imaginary Pumps").set("text_input", LABEL, "Spring")
    home.store.broken = frozenset()
    screen.press_key("bring-in")
    assert screen.at.title[0].value == "The answers are in"
    key = key_of(screen)
    assert normal_code(key) in screen.scripts  # the browser keeps it
    found = home.context.workshop.enter(key)
    assert found is not None
    assessment, wave = found
    assert (assessment.name, wave.label, wave.state, wave.mode) == ("Imaginary Pumps", "Spring", "closed", "anonymous")
    assert (wave.roles, len(home.context.workshop.responses(wave))) == (("A", "B"), 8)
    screen.press("See the result")
    assert "Imaginary Pumps · Spring" in seen(screen)


def test_another_file_can_be_brought_in_after_the_first_one(home: House) -> None:
    screen = confirm(brought(*LINES)).press_key("bring-in")
    first = key_of(screen)
    screen.press("Bring in another file")
    assert screen.at.title[0].value == "Bring answers in"
    confirm(brought(*LINES, screen=screen))
    assert "This browser leads one workshop at a time." in seen(screen)
    assert key_of(screen) == first
    assert button(screen).disabled
    screen.set("checkbox", "I have copied it", value=True).press_key("bring-in")
    assert key_of(screen) != first
    assert len(home.store.assessments()) == 2


@pytest.mark.usefixtures("home")
@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "The file is empty."),
        (b"PK\x03\x04", "This is a workbook or another packed file"),
        (b'a,b\n1,"2\n', "a quote is never closed"),
        (b"a," * 5_000, "Row 1 has 5001 columns"),
    ],
)
def test_a_file_that_is_no_table(content: bytes, said: str) -> None:
    screen = Screen().open("bring")
    screen.input("file_uploader", FILE).upload("answers.csv", content)
    assert said in errors(screen.run())
    assert "Preview" not in seen(screen)
    assert said in errors(screen.run())  # as long as the file is there


def test_cells_that_cannot_be_read_stop_everything_until_somebody_decides(home: House) -> None:
    lines = [*LINES, "2026-02-09,x,never,6,A,", "2026-02-10,x,never,1,B,"]
    screen = confirm(brought(*lines))
    assert "3 cells or rows cannot be read" in [each.value for each in screen.at.subheader]
    assert "- Rows 10, 11, column “In how much detail do you know your customers?”:" in seen(screen)
    assert button(screen).disabled
    assert "3 cells or rows cannot be read" in errors(screen)
    screen.set("radio", UNKNOWN, "rows")
    assert "- 2 rows are left out, because something in them cannot be read." in seen(screen)
    screen.set("radio", UNKNOWN, "cells")
    assert "- 3 answers are left empty, because they cannot be read." in seen(screen)
    screen.press_key("bring-in")
    assert "9 people with answers." in seen(screen)  # who said nothing else is not there
    assert len(home.store.assessments()) == 1


@pytest.mark.usefixtures("home")
def test_one_cell_and_many_things_that_cannot_be_read(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = brought(*LINES, "2026-02-09,x,never,1,A,")
    assert "One cell or row cannot be read" in [each.value for each in screen.at.subheader]
    assert "- Row 10, column" in seen(screen)
    monkeypatch.setattr(bring_reading, "MOST_FINDINGS", 1)
    screen = brought(*LINES, "2026-02-09,x,never,1,A,", "2026-02-09,x,nie,1,A,")
    assert "These are the first 1 things that are wrong." in seen(screen)
    assert "“nie”" not in seen(screen)


@pytest.mark.usefixtures("home")
def test_codes_for_missing_answers() -> None:
    screen = brought(*LINES, "2026-02-09,x,-99,1,A,")
    assert "cannot be read" in errors(screen)
    assert errors(screen.set("text_input", MISSING, "98, -99")) == ""


def test_rows_that_are_alike(home: House) -> None:
    screen = brought(*LINES, LINES[1], LINES[2])
    assert "2 rows repeat others" in [each.value for each in screen.at.subheader]
    assert "Row 10 repeats row 2, row 11 repeats row 3." in seen(screen)
    assert screen.input("radio", TWICE).value == "first"
    assert "8 people" in button(screen).label
    confirm(screen.set("radio", TWICE, "all")).press_key("bring-in")
    assert "10 people with answers." in seen(screen)
    assert len(home.store.assessments()) == 1


@pytest.mark.usefixtures("home")
def test_rows_that_nothing_tells_apart_are_all_taken() -> None:
    screen = brought("detail-of-knowledge", *"121")
    assert "One row repeats another" in [each.value for each in screen.at.subheader]
    assert screen.input("radio", TWICE).value == "all"
    assert "3 people" in button(screen).label


@pytest.mark.usefixtures("home")
def test_a_column_can_be_given_to_another_question_but_no_question_has_two() -> None:
    screen = brought(*LINES)
    remarks = column(screen, "Column 6: Remarks")
    assert remarks.value is None
    remarks.set_value(next(each for each in remarks.options if each.startswith("1."))).run()
    assert "“Remarks” are both to hold “1. In how much detail" in errors(screen)
    assert button(confirm(screen)).disabled
    guess = column(screen, "Column 5: Role")
    guess.set_value("Left out").run()
    assert any(each.label == "This guess is right" for each in screen.at.checkbox)
    other = column(screen, "Column 4: How often do you go and visit customers?")
    other.set_value("Left out").run()
    assert not any("right" in each.label for each in screen.at.checkbox)


@pytest.mark.usefixtures("home")
def test_names_are_kept_in_an_open_room_only_if_asked_for(home: House) -> None:
    screen = brought("detail-of-knowledge,Name,Q1", *(f"{place % 4 + 1},Person {place},x" for place in range(3)))
    name = column(screen, "Column 2: Name")
    name.set_value("Name of the respondent (kept in an open wave only)").run()
    assert "5 people are needed before anything is shown, and the file brings 3." in errors(screen)
    screen.set("radio", MODE, "open").press_key("bring-in")
    found = home.context.workshop.enter(key_of(screen))
    assert found is not None
    assert {each.name for each in home.context.workshop.responses(found[1])} == {
        f"Person {place}" for place in range(3)
    }


@pytest.mark.usefixtures("home")
def test_a_file_that_fits_no_question() -> None:
    screen = brought("weather,wind", "sunny,", "rain,")
    assert "No row holds an answer to a question of this questionnaire." in errors(screen)
    assert "For example “sunny”, “rain”." in seen(screen)
    assert "The column is empty." in seen(screen)
    assert [each.label for each in screen.at.expander][:1] == ["2 columns left out, 0 of them about people"]
    assert button(screen).disabled
    assert button(screen).label == "Bring in the answers of 0 people"


@pytest.mark.usefixtures("home")
def test_only_so_many_columns_can_be_chosen_on_the_page(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bring_columns, "MOST", 2)
    screen = brought("detail-of-knowledge,a,b,c,d", "1,2,3,4,5")
    assert "2 more are left out. The command line can take those too." in seen(screen)
    assert len([each for each in screen.at.selectbox if each.label.startswith("Column")]) == 3
    assert button(screen).label == "Bring in the answers of one person"


@pytest.mark.usefixtures("home")
def test_a_text_that_means_harm_is_text() -> None:
    screen = brought(f'detail-of-knowledge,"{HOSTILE}"', f'"{HOSTILE}","{HOSTILE}"')
    drawn = [each.value for each in (*screen.at.markdown, *screen.at.error)]
    drawn += [each.label for each in screen.at.selectbox]
    assert not any("<script>" in each or "**b**" in each or ":material/home:" in each for each in drawn)
    assert not any("<script>alert" in each.value or "<img" in each.value for each in screen.at.html)


@pytest.mark.usefixtures("home")
def test_the_letters_of_another_encoding_are_said() -> None:
    screen = Screen().open("bring")
    content = "\n".join([*LINES, "2026-02-09,Größe,1,1,A,"]).encode("cp1252")
    screen.input("file_uploader", FILE).upload("answers.csv", content)
    assert "it was read as Windows-1252" in screen.run().at.warning[0].value.replace("\\", "")


@pytest.mark.usefixtures("home")
def test_a_file_of_qualtrics_shows_the_questions_beside_the_codes() -> None:
    screen = Screen().open("bring")
    screen.input("file_uploader", FILE).upload("answers.csv", (HERE / "qualtrics.csv").read_bytes())
    assert column(screen.run(), "Column 18: Q1").value is not None
    assert "In how much detail do you know your customers? For example “As totals" in seen(screen)


def test_the_questionnaire_that_fits_best_stands_first(settle: Callable[[House], House]) -> None:
    settle(House())
    screen = brought("detail-of-knowledge,changing-needs", "1,2")
    chosen = screen.input("selectbox", "Which questionnaire was answered?")
    assert chosen.value == "customer-obsession-stages"
    assert len(chosen.options) == 3  # the agenda audit is filled in by one observer
    assert chosen.options[0] == "From customer awareness to customer obsession (2 columns fit)"


def test_a_database_that_fails_is_said_and_the_file_is_still_there(home: House) -> None:
    screen = confirm(brought(*LINES))
    home.store.broken = frozenset({"add_everything"})
    screen.press_key("bring-in")
    assert "The answers cannot be saved at the moment" in errors(screen)
    home.store.broken = frozenset()
    assert "The answers are in" not in seen(screen.press("Try again"))


def test_the_next_quarter_of_the_workshop_that_this_browser_leads(home: House, bring: Callable[..., Screen]) -> None:
    made = home.context.workshop.set_up(Plan("Imaginary Pumps", (definition(),), roles=("A", "B")))
    home.context.workshop.close(made.wave)
    screen = confirm(brought(*LINES, screen=bring(made.organiser_code, "organiser").open("bring")))
    assert "This browser leads one workshop at a time." in seen(screen)
    screen.set("radio", WHAT, "next")
    assert screen.input("text_input", LABEL).value == "2026 Q2"
    assert "stay as they were in 2026 Q1." in seen(screen)
    screen.set("text_input", LABEL, made.wave.label)
    assert "There is a wave called “2026 Q1” already" in errors(screen)
    screen.set("text_input", LABEL, "Summer").press_key("bring-in")
    assert normal_code(key_of(screen)) == normal_code(made.organiser_code)
    found = home.context.workshop.enter(made.organiser_code)
    assert found is not None
    assert (found[1].label, found[1].state) == ("Summer", "closed")
    assert "Imaginary Pumps · Summer" in seen(screen.press("See the result"))


def test_the_workshop_has_to_be_closed_first(home: House, bring: Callable[..., Screen]) -> None:
    made = home.context.workshop.set_up(Plan("", (definition(),), roles=("A", "B")))
    screen = confirm(brought(*LINES, screen=bring(made.organiser_code, "organiser").open("bring")))
    assert "The next wave of the workshop that this browser leads, after 2026 Q1" in seen(screen)
    screen.set("radio", WHAT, "next")
    assert "Close the last wave first" in errors(screen)
    assert button(screen).disabled
