"""Files that are brought and taken past the pages: for sessions of others, without a token, by claimed ids."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import httpx

from tests.assessments.build import definition
from tests.attack.conftest import Site
from tests.attack.intruder import XSRF, Intruder
from tests.e2e import players
from ui.making import FULL

FILE = {"file": ("answers.csv", b"respondent,detail-of-knowledge\n1,obsession\n", "text/csv")}
TOKENS: dict[str, Any] = {"headers": {"X-Xsrftoken": XSRF}, "cookies": {"_streamlit_xsrf": XSRF}}
MISSING: tuple[dict[str, Any], ...] = ({}, {"headers": TOKENS["headers"]}, {"cookies": TOKENS["cookies"]})


def claimed(widget: str, file_id: str) -> dict[str, Any]:
    """Return what a page says that holds a file."""
    urls = {"file_id": file_id, "upload_url": "/x", "delete_url": "/x"}
    file = {"file_id": file_id, "name": "answers.csv", "size": 9, "file_urls": urls}
    return {"id": widget, "file_uploader_state_value": {"uploaded_file_info": [file]}}


def test_a_file_reaches_only_the_session_that_it_was_brought_for(site: Site, intrude: Callable[..., Intruder]) -> None:
    owner, attacker = intrude("bring"), intrude("bring")
    address = f"{site.url}/_stcore/upload_file/{owner.session}/f1"
    for tokens in MISSING:
        assert httpx.put(address, files=FILE, **tokens).status_code == 403
    assert httpx.put(address, files=FILE, **TOKENS).status_code == 204

    assert httpx.delete(address).status_code == 403
    assert httpx.delete(address.replace(owner.session, attacker.session), **TOKENS).status_code == 204
    (widget,) = owner.all("file_uploader")
    before = owner.text
    attacker.rerun(claimed(widget.id, "f1"))
    assert attacker.text == before
    owner.rerun(claimed(widget.id, "f1"))  # it is still there
    assert owner.text != before


def test_no_file_is_taken_for_a_session_that_is_none_nor_without_its_length(
    site: Site, intrude: Callable[..., Intruder]
) -> None:
    address = f"{site.url}/_stcore/upload_file"
    for session in ("0" * 8, "..", "%2e%2e", "x" * 5_000):
        assert httpx.put(f"{address}/{session}/f1", files=FILE, **TOKENS).status_code in {400, 404, 405}
    chunks = httpx.put(f"{address}/{intrude('bring').session}/f1", content=iter([b"x"]), **TOKENS)
    assert chunks.status_code == 411


def test_one_session_keeps_nobody_else_from_getting_a_file(site: Site, intrude: Callable[..., Intruder]) -> None:
    key, asked_for = site.desk.set_up(players.STAGES), definition(players.STAGES).questionnaire
    wave = site.desk.wave(key)
    people = [site.desk.join(wave) for _ in range(5)]
    site.desk.workshop.start(wave)
    for each in people:
        site.desk.vote(each, asked_for, 1)
    site.desk.workshop.reveal(wave)
    cookie = {"organiser": key.replace("-", "")}
    attacker, organiser = intrude("take", **cookie), intrude("take", **cookie)
    for number, page in enumerate([attacker] * 60 + [organiser]):
        file = next(each.deferred_file_id for each in page.all("download_button") if each.deferred_file_id)
        asked = {"request_id": str(number), "session_id": page.session, "deferred_file": {"file_id": file}}
        page.say(backend_operation_request=asked)
    told = organiser.hear("backend_operation_response").backend_operation_response
    assert told.error_msg == ""
    theirs = [attacker.hear("backend_operation_response").backend_operation_response for _ in range(60)]
    assert {each.error_msg for each in theirs} <= {"", FULL}
    assert len(told.deferred_file.url.rpartition("/")[2].partition(".")[0]) == 32  # random, and nothing else is asked
    assert httpx.get(f"{site.url}{told.deferred_file.url}").status_code == 200
