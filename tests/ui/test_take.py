"""What somebody may take away, from the page of that name: their own, the room they lead, and nothing of others."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from typing import TYPE_CHECKING, Any

import openpyxl
import pptx
import pytest
from pypdf import PdfReader

from assessments.demonstration import demonstrations, with_new_codes
from assessments.errors import StoreUnavailableError, UnknownResponseError
from assessments.workshop import Workshop
from questionnaires.values import Answer
from reports.subjects import Dress
from tests.assessments.build import LINE, STAGES, definition
from tests.charts.build import ANSWERS
from tests.ui.build import House, Screen
from tests.ui.desk import NAME, SPLIT, Desk, hold
from tests.ui.quarters import follow, measure
from tests.ui.taking import Files
from ui.making import FAILED
from ui.pages.take import ALONE, ANONYMOUS, NOTHING, OPEN, SERIES, TITLE
from ui.style import escape, plain
from ui.who import Holder
from ui.widgets.take_made import chosen
from ui.widgets.take_what import Part

if TYPE_CHECKING:
    from collections.abc import Callable

BUTTONS = ["Download PDF", "Download PPTX", "Download XLSX", "Download ZIP", "Download JSON"]
MINE = "Only I say this"
LOGO = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 4"><rect width="4" height="4" fill="#a04"/></svg>'
CODES = [f"owl{number}" for number in range(9)]


@pytest.fixture
def files(monkeypatch: pytest.MonkeyPatch) -> Files:
    return Files(monkeypatch)


@pytest.fixture
def lead(bring: Callable[..., Screen]) -> Callable[..., Screen]:
    """Return how a browser with the organiser's cookie opens the page."""
    return lambda desk, **params: bring(desk.key, "organiser").open("take", **params)


def buttons(screen: Screen) -> list[str]:
    """Return what stands on the buttons that make files."""
    return [each.label for each in screen.at.download_button]


def headline(screen: Screen) -> str:
    """Return the finding that the files are about."""
    return str(screen.at.header[0].value)


def texts(data: bytes) -> str:
    """Return every text in a workbook, a line a cell."""
    book = openpyxl.load_workbook(io.BytesIO(data))
    return "\n".join(str(cell) for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row if cell)


def slides(data: bytes) -> str:
    """Return every text on slides."""
    shapes = (shape for slide in pptx.Presentation(io.BytesIO(data)).slides for shape in slide.shapes)
    return "\n".join(shape.text_frame.text for shape in shapes if shape.has_text_frame)


def pages(data: bytes) -> str:
    """Return the words of a PDF, a space between them."""
    return " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(data)).pages).split())


def tables(data: bytes) -> dict[str, list[dict[str, str]]]:
    """Return the tables of a zip file, by their names."""
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        names = [each for each in packed.namelist() if each.endswith(".csv")]
        return {each: list(csv.DictReader(io.StringIO(packed.read(each).decode("utf-8-sig")))) for each in names}


def everything(files: Files) -> str:
    """Return whatever stands in any of the files."""
    packed = files.make(".zip")
    with zipfile.ZipFile(io.BytesIO(packed)) as opened:
        unpacked = "\n".join(opened.read(each).decode("utf-8", "replace") for each in opened.namelist())
    parts = (pages(files.make(".pdf")), slides(files.make(".pptx")), texts(files.make(".xlsx")), unpacked)
    return "\n".join((*parts, files.make(".json").decode()))


def revealed(desk: Desk, **more: Any) -> Desk:
    """Let eight people vote, and reveal."""
    desk.do(Workshop.start)
    desk.crowd(SPLIT, **more)
    return desk.do(Workshop.reveal)


def test_without_a_code_there_is_nothing(house: House, files: Files) -> None:
    house.respond(definition(STAGES), ANSWERS[STAGES], submit=True)
    screen = Screen().open("take")
    assert "This browser neither leads a workshop nor holds answers of its own." in screen.text
    assert (screen.at.title[0].value, buttons(screen), files.offered) == (TITLE, [], {})


def test_before_anything_is_submitted_there_is_nothing(house: House, bring: Callable[..., Screen]) -> None:
    screen = bring(house.respond(definition(STAGES), ANSWERS[STAGES])).open("take")
    assert NOTHING in screen.text
    assert buttons(screen) == []
    assert screen.press("What changed").at.title[0].value == "There is no result yet"


def test_before_the_reveal_there_is_nothing(house: House, lead: Callable[..., Screen]) -> None:
    desk = hold(house, mode="open").do(Workshop.start)
    desk.crowd(SPLIT, names=[f"Person {place}" for place in range(8)])
    screen = lead(desk)
    assert NOTHING in screen.text
    assert buttons(screen) == []


def test_a_seat_in_a_workshop_takes_nothing_away(house: House, bring: Callable[..., Screen]) -> None:
    desk = hold(house, mode="open").do(Workshop.start)
    (first, *_) = desk.crowd(SPLIT)
    desk.do(Workshop.reveal)
    screen = bring(first.resume_code).open("take")
    assert "This browser neither leads a workshop nor holds answers of its own." in screen.text
    assert buttons(screen) == []


def test_ones_own_result_in_every_format(house: House, bring: Callable[..., Screen], files: Files) -> None:
    house.clock.pass_seconds(0.25)  # a PDF takes no microseconds
    answers = {**ANSWERS[STAGES], "detail-of-knowledge": Answer("value", "awareness", comment=MINE)}
    code = house.respond(definition(STAGES), answers, name=NAME, submit=True)
    screen = bring(code).open("take")
    assert buttons(screen) == BUTTONS
    assert ALONE in screen.text
    said = headline(screen).replace("\\", "")
    assert all(each.startswith("Imaginary-Pumps-") for each in files.offered)
    assert said in pages(files.make(".pdf"))
    assert said in slides(files.make(".pptx"))
    assert said in texts(files.make(".xlsx"))
    assert MINE in everything(files)


def test_nothing_of_others_is_in_ones_own_files(house: House, bring: Callable[..., Screen], files: Files) -> None:
    theirs = {**ANSWERS[STAGES], "detail-of-knowledge": Answer("value", "awareness", comment=MINE)}
    house.respond(definition(STAGES), theirs, name="Another company", submit=True)
    bring(house.respond(definition(STAGES), ANSWERS[STAGES], name=NAME, submit=True)).open("take")
    found = everything(files)
    assert NAME in found
    assert MINE not in found
    assert "Another company" not in found


def test_of_several_results_the_address_names_one(house: House, bring: Callable[..., Screen], files: Files) -> None:
    code = house.respond(definition(STAGES), ANSWERS[STAGES], name=NAME, submit=True)
    workflow, own = house.context.workflow, house.response(code)
    workflow.take_up(own, definition(LINE))
    for item_id, value in ANSWERS[LINE].items():
        answer = value if isinstance(value, Answer) else Answer("value", value)
        workflow.save(own.id, definition(LINE).questionnaire, item_id, answer)
    own = workflow.submit(own, LINE)
    screen = bring(code).open("take", q=LINE)
    first = headline(screen)
    screen.set("selectbox", "What do you want to take away?", 0)
    assert headline(screen) != first
    house.context.quarters.open_next_alone(own, house.context.definitions)
    assert headline(screen.run()) == headline(bring(code).open("take", q=STAGES))
    assert json.loads(files.make(".json"))["copy"] == "shared"


def test_an_earlier_result_can_be_taken(house: House, bring: Callable[..., Screen], files: Files) -> None:
    code = house.respond(definition(LINE), ANSWERS[LINE], name=NAME, submit=True)
    first = house.context.workflow.names(house.response(code))[1]
    house.clock.pass_seconds(86_400 * 91)
    own = house.context.quarters.open_next_alone(house.response(code), house.context.definitions)
    house.context.workflow.save(own.id, definition(LINE).questionnaire, "breadth", Answer("value", 1))
    house.context.workflow.submit(own, LINE)
    screen = bring(code).open("take")
    newest = headline(screen)
    assert screen.at.selectbox[1].options == labels(house, code)
    earlier = bring(code).open("take", q=LINE, wave=first.id)
    assert headline(earlier) != newest
    assert headline(screen.set("selectbox", "From when?", 1)) == headline(earlier)
    files.offered.clear()
    screen = bring(code).open("take", q=LINE, what="progress")
    assert SERIES in screen.text
    assert headline(screen).replace("\\", "") in pages(files.make(".pdf"))


def labels(house: House, code: str) -> list[str]:
    """Return what the waves of somebody are called, newest first."""
    assessment = house.context.workflow.names(house.response(code))[0]
    return [each.label for each in reversed(house.context.quarters.waves(assessment.id))]


def test_an_anonymous_room_gives_figures_and_no_rows(house: House, lead: Callable[..., Screen], files: Files) -> None:
    desk = hold(house, smallest=5).do(Workshop.start)
    crowd = desk.crowd(SPLIT)
    desk.do(Workshop.reveal)
    screen = lead(desk)
    assert ANONYMOUS.format(fewest=5) in screen.text
    assert headline(screen).replace("\\", "") in pages(files.make(".pdf"))
    (wave,) = json.loads(files.make(".json"))["waves"]
    assert not wave.get("responses")
    assert not any("answers" in name for name in tables(files.make(".zip")))
    found = everything(files)
    assert not any(each.response.receipt in found or each.response.id in found for each in crowd)
    assert desk.join_code not in found


def test_an_open_room_gives_names(house: House, lead: Callable[..., Screen], files: Files) -> None:
    names = [f"Zoë {place}" for place in range(8)]
    desk = revealed(hold(house, mode="open"), names=names)
    screen = lead(desk)
    assert OPEN in screen.text
    for ending in (".xlsx", ".json"):
        found = texts(files.make(ending)) if ending == ".xlsx" else files.make(ending).decode()
        assert all(name in found for name in names), ending


def test_nothing_of_other_rooms(house: House, lead: Callable[..., Screen], files: Files) -> None:
    revealed(hold(house, mode="open", name="Another company"), names=[f"Ned {place}" for place in range(8)])
    lead(revealed(hold(house, mode="open"), names=[f"Zoë {place}" for place in range(8)]))
    found = everything(files)
    assert "Zoë 1" in found
    assert "Another company" not in found
    assert "Ned 1" not in found


def test_a_file_holds_what_was_revealed_when_it_is_made(
    house: House, lead: Callable[..., Screen], files: Files
) -> None:
    desk = revealed(hold(house, mode="open"), names=[f"Zoë {place}" for place in range(8)])
    lead(desk)
    desk.vote(desk.join(name="Late Lou"), {"one": "l4", "two": "l4", "three": "l4"})
    desk.do(Workshop.count_late)
    assert "Late Lou" in texts(files.make(".xlsx"))


def test_quarters_are_taken_one_by_one_and_together(house: House, lead: Callable[..., Screen], files: Files) -> None:
    first = measure(hold(house), SPLIT, CODES)
    second = measure(follow(first), [{**each, "two": "l4"} for each in SPLIT], CODES)
    screen = lead(second)
    assert screen.at.selectbox[0].options == ["The result of the room", "What changed: Sample"]
    assert screen.at.selectbox[1].options == [each.first.label for each in (second, first)]
    assert headline(lead(second, wave=first.first.id)) == headline(screen.set("selectbox", "From when?", 1))
    files.offered.clear()
    screen = lead(second, what="progress", q="sample")
    assert f"{SERIES} {ANONYMOUS.format(fewest=5)}" in screen.text
    assert headline(screen).replace("\\", "") in pages(files.make(".pdf"))
    assert len(json.loads(files.make(".json"))["waves"]) == 2


def test_the_demonstrations_can_be_taken(house: House, bring: Callable[..., Screen], files: Files) -> None:
    for demonstration in demonstrations(house.context.definitions, house.clock()):
        kept, code = with_new_codes(demonstration)
        house.store.add_everything(kept)
        files.offered.clear()
        alone = kept.waves[0].wave.join_code is None
        screen = bring(code, "answers" if alone else "organiser").open("take")
        said = headline(screen).replace("\\", "")
        assert said in pages(files.make(".pdf"))
        assert said in slides(files.make(".pptx"))
        assert texts(files.make(".xlsx"))
        assert tables(files.make(".zip"))
        assert json.loads(files.make(".json"))["assessment"]["name"] == kept.assessment.name
        promised = "What was promised" in [each.value for each in screen.at.header]
        assert promised == bool(kept.actions)
        if promised:
            assert screen.press("To the promises").at.query_params["of"] == ("own" if alone else "led")


def test_what_fails_is_said_until_it_succeeds(house: House, lead: Callable[..., Screen], files: Files) -> None:
    desk = revealed(hold(house, mode="open"))
    screen = lead(desk)
    house.store.broken = frozenset({"votes"})
    with pytest.raises(StoreUnavailableError):
        files.make(".xlsx")
    house.store.broken = frozenset({"everything"})
    with pytest.raises(StoreUnavailableError):
        files.make(".json")
    house.store.broken = frozenset()
    said = f"An earlier try did not work. {plain(str(StoreUnavailableError()))}"
    assert [each.value for each in screen.run().at.error] == [said, said]
    assert files.make(".xlsx")
    assert files.make(".json")
    assert screen.run().errors == ""


def test_what_is_our_fault_is_said_without_details(
    house: House, lead: Callable[..., Screen], files: Files, monkeypatch: pytest.MonkeyPatch
) -> None:
    screen = lead(revealed(hold(house)))
    monkeypatch.setattr("ui.widgets.take_made.shared_copy", lambda _: 1 // 0)
    with pytest.raises(ZeroDivisionError):
        files.make(".json")
    assert screen.run().errors == f"An earlier try did not work. {plain(FAILED)}"


def test_what_no_longer_exists_is_not_made(
    house: House, bring: Callable[..., Screen], files: Files, monkeypatch: pytest.MonkeyPatch
) -> None:
    bring(house.respond(definition(STAGES), ANSWERS[STAGES], submit=True)).open("take")
    monkeypatch.setattr(type(house.store), "everything", lambda *_: None)
    with pytest.raises(UnknownResponseError):
        files.make(".json")


def bring_piece(screen: Screen, place: int, name: str, data: bytes) -> Screen:
    """Bring a logo (0) or a template (1)."""
    screen.at.file_uploader[place].upload(name, data)
    return screen.run()


def test_a_logo_and_a_colour_go_onto_the_files(house: House, lead: Callable[..., Screen], files: Files) -> None:
    screen = lead(revealed(hold(house)))
    plain_one = files.make(".pdf")
    screen.at.color_picker[0].set_value("#aa0044")
    bring_piece(screen, 0, "ours.svg", LOGO)
    assert "In use: ours.svg" in screen.text
    dressed = files.make(".pdf")
    assert dressed != plain_one
    screen.press("What changed").press("Take it away")
    assert "In use: ours.svg" in screen.text
    assert screen.at.color_picker[0].value == "#aa0044"
    assert files.make(".pdf") == dressed
    screen.press("Leave out the logo")
    assert "In use" not in screen.text
    screen.at.color_picker[0].set_value("#0072B2")
    screen.run()
    assert files.make(".pdf") == plain_one


@pytest.mark.parametrize(
    ("place", "piece", "said"),
    [
        (0, ("script.svg", b'<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>'), "The logo holds “script”."),
        (0, ("large.png", b"\x89PNG\r\n\x1a\n" + b"0" * 500_000), "at most 500,000 can be used"),
        (1, ("words.pptx", b"no presentation"), "The template"),
    ],
)
def test_what_cannot_be_used_is_said(
    house: House, lead: Callable[..., Screen], files: Files, place: int, piece: tuple[str, bytes], said: str
) -> None:
    screen = bring_piece(lead(revealed(hold(house))), place, *piece)
    assert said in screen.errors.replace("\\", "")
    assert "In use" not in screen.text
    assert files.make(".pptx")


def test_a_template_shapes_the_slides(house: House, lead: Callable[..., Screen], files: Files) -> None:
    narrow = pptx.Presentation()
    buffer = io.BytesIO()
    narrow.save(buffer)
    screen = bring_piece(lead(revealed(hold(house))), 1, "ours.pptx", buffer.getvalue())
    assert screen.errors == ""
    assert pptx.Presentation(io.BytesIO(files.make(".pptx"))).slide_width == narrow.slide_width
    screen.at.file_uploader[1].set_value(None)
    screen.run()
    assert pptx.Presentation(io.BytesIO(files.make(".pptx"))).slide_width > narrow.slide_width


def test_what_one_visitor_brings_dresses_nobody_elses_files(
    house: House, lead: Callable[..., Screen], files: Files
) -> None:
    desk = revealed(hold(house))
    bring_piece(lead(desk), 0, "ours.svg", LOGO)
    dressed = files.make(".pdf")
    files.offered.clear()
    screen = lead(desk)
    assert "In use" not in screen.text
    assert files.make(".pdf") != dressed


def test_hostile_names_stay_harmless(house: House, lead: Callable[..., Screen], files: Files) -> None:
    name = "../../etc/passwd\r\nX: <b>ü=1+1"
    screen = lead(revealed(hold(house, name=name)))
    assert all("/" not in each and "\n" not in each and "\r" not in each for each in files.offered)
    assert "<b>" not in screen.text
    assert files.make(".pdf")


@pytest.mark.parametrize("address", ["result", "room", "progress"])
def test_every_result_leads_here(house: House, bring: Callable[..., Screen], address: str) -> None:
    if address == "result":
        code = house.respond(definition(LINE), ANSWERS[LINE], submit=True)
        screen = bring(code).open("result", q=LINE)
    else:
        first = measure(hold(house), SPLIT, CODES)
        second = measure(follow(first), SPLIT, CODES)
        screen = bring(second.key, "organiser").open(address)
    said = next(each.value for each in screen.at.html if 'class="headline"' in each.value)
    screen.press("Take it away")
    assert screen.at.title[0].value == TITLE
    assert escape(headline(screen).replace("\\", "")) in said


def test_what_was_not_submitted_makes_no_file(house: House) -> None:
    own = house.response(house.respond(definition(STAGES), ANSWERS[STAGES]))
    assessment, wave = house.context.workflow.names(own)
    part = Part("result", "", STAGES, (wave,), {wave.id: own})
    with pytest.raises(UnknownResponseError):
        chosen(
            house.context, Holder(assessment, wave, own, (wave,), "respondent alone"), part, wave, Dress(house.clock())
        )
