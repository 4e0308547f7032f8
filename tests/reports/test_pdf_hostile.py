"""Text that people type is set as it is: markup, other scripts, signs without a letter, far too much of it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reports.pdf import dressed, pdf_of_result
from reports.pdf_blocks import Block, Bullets, Facts, Look, Report, Section, Step, Steps, Text, table
from reports.pdf_letters import INSTEAD, LONGEST, cut, showable
from reports.pdf_press import pages, pressed
from tests.assessments.build import LINE, REVIEW, viewed
from tests.assessments.samples import LINE_ANSWERS, topic
from tests.reports.pages import read, squeezed
from tests.reports.samples import AT, about

MARKUP = [
    "#set page(width: 1mm)",
    '#panic("x")',
    '#read("board.typ")',
    "#sys.inputs",
    "@nobody <label>",
    "$ sum_(k=0)^n k $",
    "`raw` ```typ #x```",
    "*bold* _it_ = Heading",
    "/ Term: x",
    "- list + enum",
    "\\ \\u{1F600} \\#",
    '"quoted" \'single\' "',
    "// comment /* more */",
    "]) #[",
    "<script>alert(1)</script> &amp; ]]>",
    "=1+1",
    "{{7*7}} ${x} %s",
    "~ -- --- ... https://a.example",
]
LOOKS: tuple[Look, ...] = ("plain", "leading", "quiet", "strong", "working")
KEPT = ["שלום עולם", "مرحبا", "Ελληνικά", "Привет", "Zażółć", "naïve ½ ≥ →", "😀", "x" * 900]


def a_report(*texts: str) -> Report:
    """Return a report that has a text wherever one may stand."""
    given = texts[0]
    blocks: list[Block] = [
        *(Text(each, look) for each in texts for look in LOOKS),
        Bullets(tuple((each, "") for each in texts)),
        Steps((Step(given, given, given, given),)),
        table([{"A": each, "B": each} for each in texts]),
        Facts(((given, given),)),
    ]
    return Report(given, "en", given, given, given, (Section(given, tuple(blocks)),))


def data(report: Report) -> dict[str, Any]:
    """Return what the template draws, without a logo."""
    return dressed(report, about(LINE))


@pytest.mark.parametrize("text", [*MARKUP, *KEPT[2:6]])
def test_markup_is_set_as_it_was_typed(text: str) -> None:
    paper = read(pressed(data(a_report(text)), AT))
    assert paper.words.count(squeezed(text)) >= 12
    assert paper.bookmarks == (text,)
    assert paper.metadata["/Title"] == text


@pytest.mark.parametrize("text", KEPT)
def test_letters_that_a_font_has_are_kept(text: str) -> None:
    assert showable(text) == text
    pressed(data(a_report(text)), AT)


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("bell\x07 and null\x00", "bell and null"),
        ("one\r\ntwo\u2028three", "one\ntwo\nthree"),
        ("tab\tand\u00a0space", "tab and space"),
        ("abc \u202e321 \u2066x\u2069\u200b", "abc 321 x"),
        ("日本 👍🏽", f"{INSTEAD}{INSTEAD} {INSTEAD}{INSTEAD}"),
        ("e\u0301", "é"),
        ("x\u20e3\u0e4d", "x"),
        ("half \ud800 a pair", "half a pair"),
        ("\U000e0041\ufe0f", ""),
        ("", ""),
    ],
)
def test_what_no_font_has_leaves_a_sign(typed: str, shown: str) -> None:
    assert showable(typed) == shown


@settings(max_examples=60)
@given(st.text(min_size=1, max_size=200))
def test_whatever_is_typed_can_be_printed(text: str) -> None:
    shown = showable(text)
    assert showable(shown) == shown
    assert pressed(data(a_report(text or "x")), AT).startswith(b"%PDF")


def test_a_text_too_long_for_paper_is_cut_with_a_sign() -> None:
    assert cut("x" * LONGEST) == "x" * LONGEST
    assert cut("x " * LONGEST).endswith("x …")
    assert len(cut("x" * 10_000)) == LONGEST


def test_hostile_answers_come_out_as_words() -> None:
    typed = '#panic() @x $y$ \\ ` " שלום'
    told = about(LINE, organisation=f"#let x = {'long ' * 2000}\x07", wave="*Q1* 日本\x00")
    paper = read(pdf_of_result(viewed(LINE, {**LINE_ANSWERS, "opening-reflex": typed}), told))
    assert paper.says('#panic() @x $y$ \\ ` "')
    assert paper.says("*Q1* □□")
    assert paper.says("long …")
    assert 2 <= len(paper.pages) <= 6
    rows = [topic(f"#import {'y' * 80} {n}", "product", 5, bumped=True, basis="opinion") for n in range(12)]
    paper = read(pdf_of_result(viewed(REVIEW, {"agenda": rows}), about(REVIEW)))
    assert paper.says("Bumped: #import")
    assert 2 <= len(paper.pages) <= 6


def test_a_chart_of_hostile_names_is_drawn_with_them() -> None:
    view = viewed(LINE, LINE_ANSWERS)
    first = view.dimensions[0]
    named = first.dimension.model_copy(update={"title": "<b>&#x0; 日 \x07 #x $"})
    score = replace(first.gap.score, dimension=named) if first.gap is not None else None
    assert first.gap is not None
    assert score is not None
    changed = replace(first, dimension=named, gap=replace(first.gap, score=score))
    paper = read(pdf_of_result(replace(view, dimensions=(changed, *view.dimensions[1:])), about(LINE)))
    assert paper.words.count(squeezed("<b>&#x0; □ #x $")) >= 2
    assert any("<b>&#x0; □ #x $" in each for each in paper.twins)


def test_pages_can_be_looked_at() -> None:
    (page,) = pages(data(a_report("x")), AT)
    assert page.startswith(b"\x89PNG")
