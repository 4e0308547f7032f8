"""A participant who speaks to Streamlit directly, and claims widgets, pages and operations that are not theirs."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from streamlit.proto.BackMsg_pb2 import BackendOperationRequest
from streamlit.proto.Common_pb2 import FileURLsRequest

from assessments.access import PAGES, VISITOR
from tests.attack.conftest import Site
from tests.attack.intruder import Intruder
from tests.e2e import players

CLOSED = tuple(page for page, (who, _) in PAGES.items() if VISITOR not in who)
WRONG: tuple[dict[str, Any], ...] = (
    {"string_value": "an option that is not there"},
    {"string_value": "x" * 900_000},
    {"int_value": 99},
    {"int_value": -1},
    {"double_value": float("nan")},
    {"string_array_value": {"data": ["awareness"]}},
    {"json_value": '{"a": 1}'},
    {"bytes_value": b"\xff"},
    {"trigger_value": True},
    {"file_uploader_state_value": {}},
    {"chat_input_value": {}},
)


def as_it_stands(site: Site) -> object:
    """Return everything that an organiser could have changed."""
    live = site.desk.workshop.live(site.wave)
    return site.desk.workshop.current(site.wave), live.round, live.batches, live.screen, live.revision


def answers(site: Site) -> dict[str, Any]:
    """Return what is kept of the participant."""
    return dict(site.desk.workflow.answers(site.begun.response.id, players.STAGES))


def test_buttons_of_the_organiser_do_nothing_in_another_session(site: Site, intrude: Callable[..., Intruder]) -> None:
    console = intrude("console", **site.organiser)
    pressed = [{"id": each.id, "trigger_value": True} for each in console.all("button")]
    assert len(pressed) > 5
    before = as_it_stands(site)
    for address in ("console", site.join):
        attacker = intrude(address, **site.seat)
        attacker.rerun(*pressed)
        for fragment in console.fragments:
            attacker.say(rerun_script={"fragment_id": fragment, "query_string": "", "page_name": "console"})
        assert attacker.is_heard()
    assert as_it_stands(site) == before


@pytest.mark.parametrize("page", CLOSED)
def test_a_page_stays_shut_whatever_a_session_claims_to_hold(
    site: Site, intrude: Callable[..., Intruder], page: str
) -> None:
    attacker = intrude(f"{page}?of=led&wave={site.wave.id}&q={players.STAGES}", **site.seat)
    before = attacker.text
    names = {"owner": site.begun.response.id, "code": site.key}
    for each in ("answers", "organiser", "opened", "invited"):
        for name, value in names.items():
            for prefix in ("", "$$ID-0-"):
                attacker.rerun({"id": f"{prefix}{each}:{name}", "string_value": value})
                assert "Imaginary Pumps" not in attacker.text
    assert "Imaginary Pumps" not in before
    assert not attacker.all("download_button")


@pytest.mark.parametrize("state", WRONG, ids=lambda each: next(iter(each)))
def test_an_answer_that_is_not_offered_is_not_kept(
    site: Site, intrude: Callable[..., Intruder], state: dict[str, Any]
) -> None:
    attacker = intrude(site.join, **site.seat)
    (scale,) = attacker.all("radio")
    attacker.rerun({"id": scale.id, **state})
    assert attacker.is_heard()
    assert answers(site) == {}


def test_operations_that_no_page_asks_for_do_nothing(site: Site, intrude: Callable[..., Intruder]) -> None:
    attacker = intrude()
    for each in ("load_git_info", "clear_cache", "set_run_on_save", "debug_disconnect_websocket"):
        attacker.say(**{each: True})
    attacker.say(debug_shutdown_runtime=True)
    attacker.say(file_urls_request=FileURLsRequest(request_id="r", file_names=["a"] * 10_000))
    assert attacker.is_heard()
    assert not site.git.exists()


def test_a_file_that_another_session_may_take_is_not_made_for_who_does_not_know_its_id(
    intrude: Callable[..., Intruder],
) -> None:
    attacker = intrude()
    for file in ("", "0" * 32, "../../etc/passwd"):
        asked = BackendOperationRequest(request_id="r", session_id=attacker.session)
        asked.deferred_file.file_id = file
        attacker.say(backend_operation_request=asked)
        told = attacker.hear("backend_operation_response").backend_operation_response
        assert told.error_msg
        assert not told.deferred_file.url


@pytest.mark.parametrize(
    "state",
    [
        {"page_script_hash": "../../x"},
        {"page_name": "../../etc/passwd"},
        {"query_string": "code=" + "A" * 100_000},
        {"query_string": "%ff%00&code=%00&code=\u202e&of=led&wave=x"},
        {"context_info": {"timezone": "../../../../etc/passwd", "locale": "x" * 1_000, "url": "javascript:alert(1)"}},
        {"context_info": {"timezone": "\0", "url": "http://["}},
    ],
    ids=lambda each: str(each)[:40],
)
def test_a_place_that_is_none_leads_to_a_page_that_says_nothing_of_the_workshop(
    intrude: Callable[..., Intruder], state: dict[str, Any]
) -> None:
    attacker = intrude()
    attacker.rerun(**state)
    assert attacker.text
    assert not attacker.all("exception")
    assert not re.search("Imaginary Pumps|root:", attacker.text)


def test_nothing_of_the_votes_stands_on_the_screen_before_the_reveal(
    site: Site, intrude: Callable[..., Intruder]
) -> None:
    code = site.wave.join_code
    screen = intrude(f"present?code={code}&screen=result&wave={site.wave.id}")
    assert "5 have begun" in screen.text
    assert not screen.all("vega_lite_chart")
    assert not re.search('class="ranked|Average|detail-of-knowledge', screen.text)


def test_who_guessed_too_often_stays_slowed_down_whatever_the_session_is_asked_to_forget(
    site: Site, intrude: Callable[..., Intruder]
) -> None:
    attacker = intrude()
    for number in range(11):
        attacker.rerun(page_name="join", query_string=f"code=AAA{number:03}".translate(str.maketrans("01", "XY")))
    attacker.say(clear_cache=True)
    attacker.rerun(page_name="join", query_string=f"code={site.wave.join_code}")
    assert "Too many wrong codes" in attacker.text
    assert "Imaginary Pumps" not in attacker.text
    assert "Imaginary Pumps" in intrude(site.join).text
