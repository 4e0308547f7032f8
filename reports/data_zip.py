"""All tables of one result, room or series in one zip file: the same view gives the same bytes."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

from assessments.room_model import RoomView
from assessments.views import ResultView
from reports.data_answers import respondents, tidy, wide
from reports.data_codebook import codebook
from reports.data_figures import result_files, room_files, series_files
from reports.data_spss import spss
from reports.data_words import about_text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from assessments.series_model import SeriesView
    from questionnaires.model import Questionnaire
    from reports.about import About
    from reports.given import Given

EARLIEST = (1980, 1, 1, 0, 0, 0)  # the first date that a zip file can name
READABLE = 0o644 << 16


def data_of(view: ResultView | RoomView | SeriesView, about: About, given: Sequence[Given] = ()) -> bytes:
    """Return the tables, the codebook, and a text about them.

    Args:
        view: What the page shows.
        about: Whose it is.
        given: Answers that a file may hold; those of an anonymous room, and of a series, are left out in any case.
    """
    files: dict[str, bytes] = {}
    asked: tuple[Questionnaire, ...]
    match view:
        case ResultView():
            asked = (view.questionnaire,)
            files = result_files(view, about.wave) | _answers(about.wave, asked, given)
        case RoomView():
            asked = tuple(each.questionnaire for each in view.results)
            files = room_files(view)
            if view.wave.mode == "open":
                files |= _answers(about.wave, asked, given)
        case _:
            asked = (view.questionnaire,)
            files = series_files(view)
    files["codebook.csv"] = codebook(asked)
    files["about.txt"] = about_text(view, about, asked, sorted(files))
    return packed(files)


def packed(files: Mapping[str, bytes]) -> bytes:
    """Return files as a zip file without anything that depends on when or where it is made."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in sorted(files.items()):
            entry = zipfile.ZipInfo(name, EARLIEST)
            entry.compress_type, entry.external_attr, entry.create_system = zipfile.ZIP_DEFLATED, READABLE, 3
            package.writestr(entry, content)
    return out.getvalue()


def _answers(wave: str, asked: Sequence[Questionnaire], given: Sequence[Given]) -> dict[str, bytes]:
    """Return the tables of answers; where several questionnaires were asked, each has its own wide one."""
    if not given:
        return {}
    files = {"answers-tidy.csv": tidy(wave, asked, given), "respondents.csv": respondents(given)}
    for each in asked:
        of = f"-{each.id}" if len(asked) > 1 else ""
        files[f"answers-wide{of}.csv"] = wide(each, given)
        files[f"labels{of}.sps"] = spss(each, given, f"answers-wide{of}.csv")
    return files
