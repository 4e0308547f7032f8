"""Addresses of the site as others can open them, and the code that a camera reads."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import unquote

import pytest
import segno
import streamlit as st

from assessments.settings import Settings
from assessments.workshop import Workshop
from tests.ui.build import House, Screen
from tests.ui.desk import hold
from ui.context import provide
from ui.links import qr_code

if TYPE_CHECKING:
    from collections.abc import Callable

LINKS = ("{site}/join?code={code}", "{site}/present?code={code}", "{site}/doors/lead#{key}")


@pytest.mark.parametrize(
    ("url", "site"),
    [
        ("https://survey.example/console", "https://survey.example"),
        ("http://192.0.2.7:8501/console", "http://192.0.2.7:8501"),
        ("https://intranet.example/tools/survey/console", "https://intranet.example/tools/survey"),
        (None, ""),
    ],
)
def test_links_lead_to_where_the_organiser_is(
    house: House, bring: Callable[..., Screen], url: str | None, site: str
) -> None:
    desk = hold(house)
    screen = bring(desk.key, "organiser").open("console")
    screen.at.context["url"] = url
    screen.run()
    wanted = [each.format(site=site, code=desk.join_code, key=desk.key) for each in LINKS]
    assert [each.value for each in screen.at.code] == wanted


def test_they_lead_to_the_address_of_the_settings_wherever_the_organiser_is(
    house: House, bring: Callable[..., Screen]
) -> None:
    desk = hold(house)
    parts = replace(house.context, settings=Settings(address="https://public.example/survey"))
    provide(lambda: parts)
    screen = bring(desk.key, "organiser").open("console")
    site = "https://public.example/survey"
    wanted = [each.format(site=site, code=desk.join_code, key=desk.key) for each in LINKS]
    assert [each.value for each in screen.at.code] == wanted


def test_the_picture_is_the_code_of_the_link_on_the_console_and_on_the_wall(
    house: House, bring: Callable[..., Screen]
) -> None:
    desk = hold(house)
    picture = qr_code(f"https://survey.example/join?code={desk.join_code}")
    assert f'src="{picture}"' in bring(desk.key, "organiser").open("console").text
    assert f'src="{picture}"' in desk.wall().text
    assert picture != qr_code("https://survey.example/join?code=222222")


def test_no_visitor_can_empty_what_is_kept_of_pictures() -> None:
    address = "https://survey.example/join?code=ABC235"
    picture = qr_code(address)
    st.cache_data.clear()
    st.cache_resource.clear()
    assert qr_code(address) is picture


def test_the_picture_can_be_read_in_either_theme() -> None:
    svg = unquote(qr_code("https://survey.example/join?code=ABC234").partition(",")[2])
    modules = segno.make("https://survey.example/join?code=ABC234", error="m").symbol_size(scale=1, border=4)[0]
    assert f"h{modules}v{modules}h-{modules}z" in svg  # white up to four modules outside the code
    assert "fill='#fff'" in svg
    assert "stroke='#000'" in svg


def test_a_closed_workshop_is_no_longer_advertised(house: House) -> None:
    desk = hold(house).do(Workshop.close)
    assert desk.join_code not in desk.wall().text.replace("-", "")
