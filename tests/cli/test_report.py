"""The command ``report``: from a database to a file, the same that the app makes."""

from __future__ import annotations

import io
import stat
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import pptx
import pytest

from assessments.model import Assessment, Response
from cli.__main__ import main
from reports.formats import FORMATS
from storage.open import open_store
from tests.assessments.build import LINE, QUESTIONS, REVIEW, STAGES
from tests.reports.pages import read
from tests.reports.tables import files, table
from tests.reports.test_brand import png
from tests.reports.test_subjects import AT, samples
from tests.reports.views import book, deck, titles

if TYPE_CHECKING:
    from collections.abc import Sequence

MAGIC = {"pdf": b"%PDF", "pptx": b"PK", "xlsx": b"PK", "csv": b"PK"}
ALONE, WORKSHOP, TEAM = (each.assessment.id for each in samples())


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Return a database with somebody alone, a workshop, a team, and one who has submitted nothing."""
    address = f"sqlite:///{tmp_path_factory.mktemp('report') / 'answers.db'}"
    store = open_store(address)
    for kept in samples():
        store.add_everything(kept)
    wave = samples()[0].waves[0].wave
    new = type(wave)("empty-wave", "empty", "2026 Q1", "open", 1, None, "open", AT)
    own = Response("empty-response", new.id, "", "", "BCDF-GHJK", AT)
    store.add_response(Assessment("empty", "Nobody yet", AT), new, own, organiser_hash="o" * 64, resume_hash="r" * 64)
    live = samples()[1].waves[0]
    soon = replace(live.wave, id="live-wave", assessment_id="live", state="open", join_code="LVE234")
    store.add_wave(Assessment("live", "Soon", AT), soon, live.definitions, organiser_hash="l" * 64)
    alone = samples()[0]
    (own_wave,) = alone.waves
    (only,) = own_wave.responses
    answered = replace(only.response, id="one-response", wave_id="one-wave", submitted={STAGES: AT})
    one = replace(
        own_wave,
        wave=replace(own_wave.wave, id="one-wave", assessment_id="one"),
        responses=(replace(only, response=answered, resume_hash="s" * 64),),
        votes=tuple(replace(each, response_id="one-response") for each in own_wave.votes),
    )
    assessment = replace(alone.assessment, id="one")
    store.add_everything(replace(alone, assessment=assessment, organiser_hash="t" * 64, waves=(one,), actions=()))
    store.close()
    return address


@lru_cache
def template() -> bytes:
    out = io.BytesIO()
    pptx.Presentation().save(out)
    return out.getvalue()


def report(url: str, out: Path, *more: str, kind: str = "csv") -> int:
    return main(["report", "--database", url, "--format", kind, "--out", str(out), *more])


@pytest.mark.parametrize("kind", FORMATS)
@pytest.mark.parametrize(
    "asked",
    [
        ("--assessment", ALONE, "--questionnaire", STAGES),
        ("--assessment", WORKSHOP),
        ("--assessment", TEAM, "--what", "changes", "--questionnaire", STAGES),
    ],
    ids=["result", "room", "changes"],
)
def test_every_format_of_every_kind(
    asked: Sequence[str], kind: str, url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "report.bin"
    assert report(url, out, *asked, kind=kind) == 0
    assert out.read_bytes().startswith(MAGIC[kind])
    assert stat.S_IMODE(out.stat().st_mode) == 0o600
    assert capsys.readouterr().out == f"Wrote {out}: {out.stat().st_size:,} bytes.\n"


@pytest.mark.parametrize("questionnaire_id", [STAGES, LINE, QUESTIONS, REVIEW])
def test_each_questionnaire_that_was_submitted_has_its_result(questionnaire_id: str, url: str, tmp_path: Path) -> None:
    out = tmp_path / "data.zip"
    assert report(url, out, "--assessment", ALONE, "--questionnaire", questionnaire_id) == 0
    assert {row["questionnaire"] for row in table(out.read_bytes(), "scores.csv")} == {questionnaire_id}


def test_an_anonymous_workshop_gives_no_answers_away(url: str, tmp_path: Path) -> None:
    assert report(url, tmp_path / "a.zip", "--assessment", WORKSHOP) == 0
    assert not {"answers-tidy.csv", "answers-wide.csv"} & set(files((tmp_path / "a.zip").read_bytes()))
    assert report(url, tmp_path / "a.xlsx", "--assessment", WORKSHOP, kind="xlsx") == 0
    assert not [each for each in book((tmp_path / "a.xlsx").read_bytes()).sheetnames if each.startswith("Answers")]


def test_the_only_result_need_not_be_named(url: str, tmp_path: Path) -> None:
    assert report(url, tmp_path / "a.zip", "--assessment", "one") == 0
    assert {row["questionnaire"] for row in table((tmp_path / "a.zip").read_bytes(), "scores.csv")} == {STAGES}


def test_a_workshop_before_its_first_vote_has_a_file_that_says_so(url: str, tmp_path: Path) -> None:
    assert report(url, tmp_path / "a.pdf", "--assessment", "live", kind="pdf") == 0
    assert read((tmp_path / "a.pdf").read_bytes()).says("Soon")


@pytest.mark.parametrize("wanted", ["2025 Q2", samples()[2].waves[0].wave.id])
def test_a_wave_is_named_by_its_label_or_its_id(wanted: str, url: str, tmp_path: Path) -> None:
    first = samples()[2].waves[0].wave
    named = first.label if wanted == "2025 Q2" else wanted
    assert report(url, tmp_path / "a.zip", "--assessment", TEAM, "--wave", named) == 0
    assert {row["wave"] for row in table((tmp_path / "a.zip").read_bytes(), "scores.csv")} == {first.label}


def test_template_logo_and_colour_are_used(url: str, tmp_path: Path) -> None:
    (tmp_path / "house.pptx").write_bytes(template())
    (tmp_path / "logo.png").write_bytes(png(40, 20))
    dress = ("--logo", str(tmp_path / "logo.png"), "--colour", "#123abc", "--template", str(tmp_path / "house.pptx"))
    lone = ("--assessment", ALONE, "--questionnaire", STAGES)
    assert report(url, tmp_path / "a.pptx", *lone, *dress, kind="pptx") == 0
    file = deck((tmp_path / "a.pptx").read_bytes())
    assert file.slide_width == pptx.Presentation().slide_width
    assert any(each.shape_type == 13 for each in file.slides[0].shapes)
    assert titles((tmp_path / "a.pptx").read_bytes())
    assert report(url, tmp_path / "a.pdf", *lone, *dress, kind="pdf") == 0
    assert any(each.startswith("Logo of") for each in read((tmp_path / "a.pdf").read_bytes()).twins)


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (("--assessment", "nothing"), "There is no assessment 'nothing'."),
        (("--assessment", ALONE), "Choose one with --questionnaire: customer-obsession-stages, "),
        (("--assessment", ALONE, "--questionnaire", "stages"), "There is no result of 'stages'."),
        (("--assessment", ALONE, "--what", "room"), "Ask for --what result."),
        (("--assessment", WORKSHOP, "--what", "result"), "Ask for --what room."),
        (("--assessment", TEAM, "--wave", "2025 Q9"), "There is no wave '2025 Q9'."),
        (("--assessment", "empty"), "There is no result yet."),
        (("--assessment", "empty", "--what", "changes"), "There is no result yet."),
        (("--assessment", TEAM, "--what", "changes", "--questionnaire", LINE), f"There is no result of '{LINE}'."),
        (("--assessment", WORKSHOP, "--colour", "red"), "six digits"),
        (("--assessment", WORKSHOP, "--logo", "nowhere.png"), "nowhere.png cannot be read: No such file or directory."),
        (("--assessment", WORKSHOP, "--template", __file__), "no PowerPoint file"),
    ],
)
def test_what_cannot_be_made_is_said_and_nothing_is_written(
    more: Sequence[str], said: str, url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert report(url, tmp_path / "a.pptx", *more, kind="pptx") == 1
    assert said in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_a_database_that_cannot_be_used_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert report("mysql://nowhere", tmp_path / "a.zip", "--assessment", "x") == 1
    assert capsys.readouterr().err


def test_a_file_is_replaced_only_if_that_was_asked_for(
    url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "a.zip"
    out.write_bytes(b"mine")
    assert report(url, out, "--assessment", WORKSHOP) == 1
    assert "--force" in capsys.readouterr().err
    assert out.read_bytes() == b"mine"
    assert report(url, out, "--assessment", WORKSHOP, "--force") == 0
    assert out.read_bytes().startswith(b"PK")
