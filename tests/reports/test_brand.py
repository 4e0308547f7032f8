"""A logo or a colour gets onto a page only where it is whole, small and loads nothing."""

from __future__ import annotations

import struct
import zlib

import pytest

from reports.brand import COLOUR, MOST_BYTES, Brand, BrandError, brand
from reports.pdf import dressed
from reports.pdf_press import pages
from tests.assessments.build import LINE
from tests.reports.samples import AT, about
from tests.reports.test_pdf_hostile import a_report

SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="4" height="2">{}</svg>'


def chunk(name: bytes, content: bytes) -> bytes:
    """Return a part of a PNG."""
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))


def png(width: int, height: int) -> bytes:
    """Return a red PNG; its pixels are those of one line."""
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    lines = zlib.compress((b"\x00" + b"\xff\x00\x00" * width) * height)
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", lines) + chunk(b"IEND", b"")


def test_without_anything_given_the_report_is_blue() -> None:
    assert brand() == Brand(COLOUR, "")


@pytest.mark.parametrize(("colour", "on"), [("#000000", "#ffffff"), ("#FFEE00", "#000000"), ("#0072b2", "#ffffff")])
def test_words_stand_out_on_the_colour(colour: str, on: str) -> None:
    assert brand(colour).on_colour == on


@pytest.mark.parametrize("colour", ["red", "#12345", "#1234567", "#12345g", "#123456\n", 'rgb("x")'])
def test_a_colour_that_is_none(colour: str) -> None:
    with pytest.raises(BrandError, match="six digits"):
        brand(colour)


@pytest.mark.parametrize("logo", [png(4, 2), SVG.format('<g><path d="M0 0h4v2z" fill="red"/></g>').encode()])
def test_a_logo_is_drawn(logo: bytes) -> None:
    dress = [dressed(a_report("x"), about(LINE, brand=each)) for each in (brand(), brand(logo=logo))]
    (bare,), (shown,) = (pages(each, AT) for each in dress)
    assert bare != shown


@pytest.mark.parametrize(
    ("logo", "why"),
    [
        (b"x" * (MOST_BYTES + 1), "500,001 bytes"),
        (b"GIF89a", "neither a PNG nor an SVG"),
        (b"\xff\xfe", "neither a PNG nor an SVG"),
        (png(4, 2)[:-3], "damaged PNG"),
        (png(4, 2).replace(b"IDAT", b"IDAX"), "damaged PNG"),
        (b"\x89PNG\r\n\x1a\n", "damaged PNG"),
        (png(4, 0), "4 by 0 pixels"),
        (png(3001, 1), "3001 by 1 pixels"),
        (b"<html/>", "has to be an SVG"),
        (('<!DOCTYPE svg [<!ENTITY a "b">]>' + SVG.format("")).encode(), "document type"),
        (SVG.format("<script>alert(1)</script>").encode(), "holds “script”"),
        (SVG.format('<image href="file:///etc/passwd"/>').encode(), "holds “image”"),
        (SVG.format("<text>Pumps</text>").encode(), "holds “text”"),
        (SVG.format('<use xlink:href="#a"/>').encode(), "holds “use”"),
        (SVG.format('<linearGradient xlink:href="https://a.example/#b"/>').encode(), "load something"),
        (SVG.format('<path fill="url(https://a.example/#b)"/>').encode(), "load something"),
        (SVG.format("<style>@import 'https://a.example'</style>").encode(), "load something"),
        (SVG.format("<g/>" * 6000).encode(), "5,000 parts"),
        (b'<svg xmlns="http://www.w3.org/2000/svg"/>', "a width and a height"),
        (b'<svg xmlns="http://www.w3.org/2000/svg" width="4"/>', "a width and a height"),
        (b'<svg xmlns="http://www.w3.org/2000/svg" width="100%" height="2em"/>', "a width and a height"),
        (b'<svg xmlns="http://www.w3.org/2000/svg" width="1e9" height="1e9"/>', "a width and a height"),
        (b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 999 1"/>', "a width and a height"),
        (b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 999"/>', "a width and a height"),
        (b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 nan inf"/>', "a width and a height"),
    ],
)
def test_a_logo_that_is_refused_and_why(logo: bytes, why: str) -> None:
    with pytest.raises(BrandError, match=why):
        brand(logo=logo)


def test_a_part_of_a_drawing_may_point_to_another_part() -> None:
    assert "url(#a)" in brand(logo=SVG.format('<path fill="url(#a)"/><linearGradient href="#a"/>').encode()).logo
