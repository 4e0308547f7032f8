"""Logos and templates that are small to bring and would be large to read."""

from __future__ import annotations

import io
import zipfile

import pytest

from reports.brand import BrandError, brand
from reports.deck_file import MOST_TEXT, TALKATIVE, TemplateError, own_file, template_file

LAYOUT = "ppt/slideLayouts/slideLayout1.xml"
END = b"</p:spTree>"


def template(filled: bytes, before: bytes = b"", **renamed: str) -> bytes:
    """Return our own presentation with a layout that has something before it and more in it, perhaps renamed."""
    plain, out = io.BytesIO(), io.BytesIO()
    own_file().save(plain)
    with zipfile.ZipFile(plain) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for each in old.namelist():
            content = old.read(each)
            if each == LAYOUT:
                content = before + content.replace(END, filled + END)
            new.writestr(renamed.get("layout", each) if each == LAYOUT else each, content)
    return out.getvalue()


def test_our_own_presentation_is_a_template() -> None:
    assert template_file(template(b"")).slide_layouts


@pytest.mark.parametrize("before", [b"", b"\xef\xbb\xbf", b"\n" * 100, b"\x4c\x6f\xa7\x94"])
@pytest.mark.parametrize("name", [LAYOUT, "ppt/media/picture.png"])
def test_a_template_that_is_small_packed_and_huge_once_read_is_refused(name: str, before: bytes) -> None:
    packed = template(b"<a/>" * (MOST_TEXT // 4), before, layout=name)
    assert len(packed) < 100_000
    with pytest.raises(TemplateError, match=TALKATIVE):
        template_file(packed)


def test_pictures_in_a_template_may_be_large() -> None:
    packed = io.BytesIO(template(b""))
    with zipfile.ZipFile(packed, "a", zipfile.ZIP_DEFLATED) as file:
        file.writestr("ppt/media/picture.png", b"\x89PNG" + bytes(MOST_TEXT))
    assert template_file(packed.getvalue()).slide_layouts


def test_a_logo_whose_parts_lie_too_deep_in_one_another_is_refused() -> None:
    deep = b"<g>" * 4_000 + b"</g>" * 4_000
    with pytest.raises(BrandError, match="too deep"):
        brand(logo=b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10">' + deep + b"</svg>")
