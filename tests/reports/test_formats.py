"""The table of files: every kind of subject can be taken along in every format, under a name that is safe."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from reports.deck_file import TemplateError
from reports.formats import FORMATS, Subject, file_name
from tests.assessments.build import LINE, STAGES, definition
from tests.assessments.rooms import a_wave, room
from tests.reports.samples import about, hall, lone, team
from tests.reports.views import people, titles

if TYPE_CHECKING:
    from collections.abc import Mapping

SUBJECTS: Mapping[str, Subject] = {
    "result": Subject(lone(STAGES)),
    "room": Subject(hall()),
    "series": Subject(team()),
    "nothing yet": Subject(room(definition(STAGES), people(2), wave=a_wave("anonymous", 5))),
}
MAGIC = {"pdf": b"%PDF", "pptx": b"PK", "xlsx": b"PK", "csv": b"PK"}


@pytest.mark.parametrize("kind", FORMATS)
@pytest.mark.parametrize("name", SUBJECTS)
def test_every_subject_is_made_in_every_format(name: str, kind: str) -> None:
    assert FORMATS[kind].make(SUBJECTS[name], about(STAGES), None).startswith(MAGIC[kind])


def test_every_format_says_what_it_is() -> None:
    for key, each in FORMATS.items():
        assert key == each.id
        assert re.fullmatch(r"\.[a-z]+", each.suffix)
        assert each.title
        assert each.what.endswith(".")
        assert "/" in each.mime


def test_only_slides_heed_a_template() -> None:
    for key in ("pdf", "xlsx", "csv"):
        assert FORMATS[key].make(SUBJECTS["result"], about(STAGES), b"nothing")
    for each in SUBJECTS.values():
        with pytest.raises(TemplateError):
            FORMATS["pptx"].make(each, about(STAGES), b"nothing")


def test_the_slides_of_a_room_begin_with_its_headline() -> None:
    assert titles(FORMATS["pptx"].make(SUBJECTS["room"], about(STAGES), None))[1] == hall().results[0].headline


@pytest.mark.parametrize(
    ("organisation", "wave", "name"),
    [
        ("Imaginary Pumps", "2026 Q1", "Imaginary-Pumps-Four-stages-2026-Q1.pdf"),
        ("Straße & Söhne", "Frühjahr", "Strasse-Sohne-Four-stages-Fruhjahr.pdf"),
        ("../../etc/passwd\x00", "C:\\CON", "etc-passwd-Four-stages-C-CON.pdf"),
        ("مضخات", "👩🏽‍🚀", "Four-stages.pdf"),
        ("=cmd|' /C calc'!A0", "", "cmd-C-calc-A0-Four-stages.pdf"),
        ("a" * 10_000, "b" * 10_000, f"{'a' * 40}-Four-stages-{'b' * 16}.pdf"),
        ("x" * 39 + "  y", "", f"{'x' * 39}-Four-stages.pdf"),
    ],
)
def test_a_file_has_a_readable_name_that_is_no_path(organisation: str, wave: str, name: str) -> None:
    told = replace(about(STAGES), organisation=organisation, wave=wave)
    assert file_name(SUBJECTS["result"], told, ".pdf") == name


def test_files_of_what_changed_are_named_otherwise_than_those_of_the_room() -> None:
    told = replace(about(STAGES), organisation="Imaginary Pumps", wave="2026 Q1")
    assert file_name(SUBJECTS["room"], told, ".pdf") == "Imaginary-Pumps-Four-stages-2026-Q1.pdf"
    assert file_name(SUBJECTS["series"], told, ".pdf") == "Imaginary-Pumps-Four-stages-what-changed-2026-Q1.pdf"


def test_no_name_is_longer_than_a_hundred_letters() -> None:
    told = replace(about(), organisation="a" * 999, wave="b" * 999)
    asked = lone(LINE).questionnaire.model_copy(update={"short_title": "c" * 999})
    for view in (replace(lone(LINE), questionnaire=asked), replace(team(), questionnaire=asked)):
        assert len(file_name(Subject(view), told, ".pptx")) <= 100


def test_what_has_no_name_at_all_is_a_report() -> None:
    assert file_name(SUBJECTS["nothing yet"], replace(about(), organisation="", wave="☂"), ".zip") == "report.zip"
