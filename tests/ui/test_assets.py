"""Streamlit's files compressed: what is sent, what is kept, and what goes on untouched to the app behind."""

from __future__ import annotations

import asyncio
import gzip
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from streamlit import config
from streamlit.web.server.starlette.starlette_static_routes import create_streamlit_static_assets_routes

from ui.assets import Assets

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

SCRIPT = b"let answer = 42; // to be compressed\n" * 100
STYLE = b"h1 { font-weight: 700 }\n" * 100
INDEX = b"<!doctype html><title>Index</title>" * 10


@dataclass
class Behind:
    """The app behind the middleware; it says that it was asked, and for what."""

    asked: list[str]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer in a way of its own."""
        del receive
        self.asked.append(f"{scope['type']} {scope.get('path', '')}")
        if scope["type"] == "http":
            await send({"type": "http.response.start", "status": 299, "headers": []})
            await send({"type": "http.response.body", "body": b"from behind"})


@dataclass
class Answer:
    """One answer as it went over the wire."""

    status: int
    headers: dict[str, str]
    body: bytes


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of files as Streamlit's."""
    for name, content in {
        "index.html": INDEX,
        "manifest.json": b"{}",
        "static/js/index.Ab12.js": SCRIPT,
        "static/css/index.Cd34.css": STYLE,
        "static/media/font.Ef56.woff2": b"wOF2",
    }.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(content)
    return tmp_path


def ask(app: ASGIApp, path: str, *, method: str = "GET", kind: str = "http", **headers: str) -> Answer:
    """Make one request, in a thread of its own: the browser tests keep a loop running in the main one."""
    sent: list[Message] = []

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Message) -> None:
        sent.append(message)

    named = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
    scope = {"type": kind, "asgi": {"spec_version": "2.4"}, "path": path, "query_string": b"", "headers": named}
    if kind == "http":
        scope["method"] = method

    async def run() -> None:
        await app(scope, receive, send)

    with ThreadPoolExecutor(1) as pool:
        pool.submit(asyncio.run, run()).result()
    if not sent:
        return Answer(0, {}, b"")
    found = {name.decode(): value.decode() for name, value in sent[0]["headers"]}
    return Answer(sent[0]["status"], found, b"".join(each.get("body", b"") for each in sent[1:]))


@pytest.mark.parametrize(
    ("path", "content", "media", "cache"),
    [
        ("/static/js/index.Ab12.js", SCRIPT, "text/javascript; charset=utf-8", "public, immutable, max-age=31536000"),
        ("/static/css/index.Cd34.css", STYLE, "text/css; charset=utf-8", "public, immutable, max-age=31536000"),
        ("/", INDEX, "text/html; charset=utf-8", "no-cache"),
    ],
)
def test_a_file_is_sent_compressed(folder: Path, path: str, content: bytes, media: str, cache: str) -> None:
    behind = Behind([])
    answer = ask(Assets(behind, folder), path, accept_encoding="gzip, deflate, br")
    assert answer.status == 200
    assert gzip.decompress(answer.body) == content
    assert len(answer.body) < len(content)
    assert answer.headers["content-length"] == str(len(answer.body))
    assert answer.headers["content-encoding"] == "gzip"
    assert answer.headers["content-type"] == media
    assert answer.headers["cache-control"] == cache
    assert answer.headers["vary"] == "Accept-Encoding"
    assert not behind.asked


def test_compressed_once(folder: Path) -> None:
    assets = Assets(Behind([]), folder)
    first = ask(assets, "/static/js/index.Ab12.js", accept_encoding="gzip")
    (folder / "static/js/index.Ab12.js").unlink()
    assert ask(assets, "/static/js/index.Ab12.js", accept_encoding="gzip") == first


def test_the_same_file_has_the_same_tag_in_another_process(folder: Path) -> None:
    tags = {
        ask(Assets(Behind([]), folder), "/static/js/index.Ab12.js", accept_encoding="gzip").headers["etag"]
        for _ in range(2)
    }
    assert len(tags) == 1
    (folder / "static/js/index.Ab12.js").write_bytes(SCRIPT + b"more")
    changed = ask(Assets(Behind([]), folder), "/static/js/index.Ab12.js", accept_encoding="gzip")
    assert changed.headers["etag"] not in tags


@pytest.mark.parametrize("held", ["{tag}", "W/{tag}", '"older", {tag}', "*"])
def test_who_holds_the_file_already_is_told_so(folder: Path, held: str) -> None:
    assets = Assets(Behind([]), folder)
    sent = ask(assets, "/", accept_encoding="gzip")
    again = ask(assets, "/", accept_encoding="gzip", if_none_match=held.format(tag=sent.headers["etag"]))
    assert again.status == 304
    assert again.body == b""
    assert again.headers["etag"] == sent.headers["etag"]
    assert again.headers["cache-control"] == "no-cache"
    assert again.headers["vary"] == "Accept-Encoding"
    assert "content-encoding" not in again.headers


def test_who_holds_another_one_gets_the_file(folder: Path) -> None:
    answer = ask(Assets(Behind([]), folder), "/", accept_encoding="gzip", if_none_match='"older"')
    assert answer.status == 200


@pytest.mark.parametrize("accepted", ["gzip", "GZIP", "br, gzip;q=0.5", "deflate,gzip ; q=1"])
def test_clients_that_take_gzip(folder: Path, accepted: str) -> None:
    assert ask(Assets(Behind([]), folder), "/", accept_encoding=accepted).headers["content-encoding"] == "gzip"


@pytest.mark.parametrize("accepted", ["", "br", "identity", "gzip;q=0", "gzip; q=0.0", "gzipped", "x-gzip"])
def test_clients_that_do_not(folder: Path, accepted: str) -> None:
    assert ask(Assets(Behind([]), folder), "/", accept_encoding=accepted).body == b"from behind"


@pytest.mark.parametrize(
    "path",
    [
        "/answer",
        "/manifest.json",
        "/index.html",
        "/static/js/none.js",
        "/static/js/../../index.html",
        "/static/media/font.Ef56.woff2",
        "/_stcore/health",
        "//",
        "",
    ],
)
def test_other_paths_go_on(folder: Path, path: str) -> None:
    behind = Behind([])
    assert ask(Assets(behind, folder), path, accept_encoding="gzip").body == b"from behind"
    assert behind.asked == [f"http {path}"]


@pytest.mark.parametrize("method", ["HEAD", "POST", "OPTIONS"])
def test_other_methods_go_on(folder: Path, method: str) -> None:
    answer = ask(Assets(Behind([]), folder), "/static/js/index.Ab12.js", method=method, accept_encoding="gzip")
    assert answer.status == 299


def test_a_part_of_a_file_goes_on(folder: Path) -> None:
    app = Assets(Behind([]), folder)
    assert ask(app, "/static/js/index.Ab12.js", accept_encoding="gzip", range="bytes=0-9").status == 299


@pytest.mark.parametrize("kind", ["websocket", "lifespan"])
def test_what_is_no_request_goes_on(folder: Path, kind: str) -> None:
    behind = Behind([])
    ask(Assets(behind, folder), "/static/js/index.Ab12.js", kind=kind, accept_encoding="gzip")
    assert behind.asked == [f"{kind} /static/js/index.Ab12.js"]


@pytest.mark.parametrize("base", ["survey", "/survey/", "a/b"])
def test_below_a_base_address(folder: Path, monkeypatch: pytest.MonkeyPatch, base: str) -> None:
    monkeypatch.setattr("ui.assets.st.get_option", {"server.baseUrlPath": base}.__getitem__)
    assets = Assets(Behind([]), folder)
    below = f"/{base.strip('/')}"
    for path in ("/static/js/index.Ab12.js", "/"):
        assert ask(assets, f"{below}{path}", accept_encoding="gzip").headers["content-encoding"] == "gzip"
        assert ask(assets, path, accept_encoding="gzip").status == 299


def test_the_files_of_the_installed_streamlit_are_the_same_with_and_without() -> None:
    assert not config.get_option("global.developmentMode")
    plain = Starlette(routes=create_streamlit_static_assets_routes(base_url=""))
    packed = Starlette(routes=plain.routes, middleware=[Middleware(Assets)])
    index = ask(plain, "/").body.decode()
    names = [each.partition('"')[0] for each in index.split('"./static/js/')[1:]]
    assert len(names) > 10
    for path in ["/", *(f"/static/js/{name}" for name in names)]:
        before, after = ask(plain, path), ask(packed, path, accept_encoding="gzip")
        assert after.headers["content-encoding"] == "gzip", path
        assert gzip.decompress(after.body) == before.body
        assert after.headers["cache-control"] == before.headers["cache-control"]
        assert after.headers["content-type"] == before.headers["content-type"]
