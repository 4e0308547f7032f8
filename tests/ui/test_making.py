"""Files are made two at a time beside the event loop, stay until they are fetched, or it is said why there is none."""

from __future__ import annotations

import asyncio
import threading
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest
from streamlit.proto.BackMsg_pb2 import BackendOperationRequest
from streamlit.runtime import Runtime
from streamlit.runtime.app_session import AppSession
from streamlit.runtime.backend_operation_handler import DeferredFileHandler
from streamlit.runtime.media_file_manager import MediaFileManager
from streamlit.runtime.memory_media_file_storage import MemoryMediaFileStorage

from assessments.errors import StoreUnavailableError
from reports.brand import BrandError
from reports.deck_file import TemplateError
from ui.making import CHANGED, FAILED, FULL, HANDLE, OWN, Making, make_beside

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from streamlit.proto.ForwardMsg_pb2 import BackendOperationResponse

HERE, GONE = "a session", "one that is gone"


class Shop:
    """A server as far as files go, with one session that is there."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Open it."""
        self.files = MediaFileManager(MemoryMediaFileStorage("/media"))
        self.drawn: list[object] = []
        session = SimpleNamespace(request_rerun=self.drawn.append, _client_state="this page")
        found = {HERE: session}.get
        monkeypatch.setattr(Runtime, "_instance", SimpleNamespace(media_file_mgr=self.files, get_app_session=found))
        monkeypatch.setattr("streamlit.runtime.media_file_manager._get_session_id", lambda: HERE)

    def offer(self, make: Callable[[], Any], place: str = "1.2") -> BackendOperationRequest:
        """Offer a file on the page; return what a browser asks for when its button is pressed."""
        request = BackendOperationRequest(request_id=place)
        request.deferred_file.file_id = self.files.add_deferred(make, "text/plain", place, "a.txt")
        return request

    def held(self, address: str) -> bytes | None:
        """Return the file at an address, None where it is gone."""
        found = self.files.read_file(address.rpartition("/")[2])
        return found and found.content


@pytest.fixture
def shop(monkeypatch: pytest.MonkeyPatch) -> Shop:
    return Shop(monkeypatch)


def pressed(
    making: Making, requests: Sequence[BackendOperationRequest], session: str = HERE
) -> list[BackendOperationResponse]:
    """Press the buttons at once; return the answers in the same order."""

    async def all_of_them() -> list[BackendOperationResponse]:
        answers = await asyncio.gather(*(making(each, session) for each in requests))
        await asyncio.sleep(0)  # then pages are drawn again
        return answers

    return asyncio.run(all_of_them())


def test_the_answer_leads_to_the_file(shop: Shop) -> None:
    (answer,) = pressed(Making(), [shop.offer(lambda: b"figures")])
    assert (answer.request_id, answer.error_msg) == ("1.2", "")
    assert shop.held(answer.deferred_file.url) == b"figures"


def test_it_is_made_anew_with_each_press(shop: Shop) -> None:
    versions = iter((b"then", b"now"))
    request = shop.offer(lambda: next(versions))
    making = Making()
    (first,), (second,) = pressed(making, [request]), pressed(making, [request])
    assert shop.held(second.deferred_file.url) == b"now"
    for _ in range(2):
        shop.files.remove_orphaned_files()
    assert shop.held(first.deferred_file.url) is None


def test_the_clicks_of_others_leave_it_where_it_is(shop: Shop) -> None:
    (answer,) = pressed(Making(), [shop.offer(lambda: b"figures")])
    for _ in range(5):
        shop.files.remove_orphaned_files()
    assert shop.held(answer.deferred_file.url) == b"figures"


def test_it_goes_when_the_page_goes(shop: Shop) -> None:
    (answer,) = pressed(Making(), [shop.offer(lambda: b"figures")])
    shop.files.clear_session_refs(HERE)
    for _ in range(2):
        shop.files.remove_orphaned_files()
    assert shop.held(answer.deferred_file.url) is None


def test_nothing_is_kept_for_who_left_meanwhile(shop: Shop) -> None:
    (answer,) = pressed(Making(), [shop.offer(lambda: b"figures")], GONE)
    assert shop.held(answer.deferred_file.url) == b"figures"
    shop.files.clear_session_refs(HERE)
    for _ in range(2):
        shop.files.remove_orphaned_files()
    assert shop.held(answer.deferred_file.url) is None


def test_two_are_made_at_once_and_the_others_wait(shop: Shop) -> None:
    both, most = threading.Barrier(2), []
    under_way: set[int] = set()

    def make() -> bytes:
        under_way.add(threading.get_ident())
        most.append(len(under_way))
        both.wait()
        under_way.discard(threading.get_ident())
        return b"figures"

    answers = pressed(Making(), [shop.offer(make, f"1.{place}") for place in range(8)])
    assert [each.error_msg for each in answers] == [""] * 8
    assert max(most) == 2


def test_the_event_loop_goes_on_meanwhile(shop: Shop) -> None:
    going_on = threading.Event()

    def make() -> bytes:
        going_on.wait()
        return b"figures"

    async def meanwhile() -> BackendOperationResponse:
        task = asyncio.create_task(Making()(shop.offer(make), HERE))
        await asyncio.sleep(0)
        going_on.set()
        return await task

    assert asyncio.run(meanwhile()).error_msg == ""


def test_who_comes_when_too_many_wait_is_asked_to_try_again(shop: Shop) -> None:
    making = Making(most=2)
    answers = pressed(making, [shop.offer(lambda: b"figures", f"1.{place}") for place in range(3)])
    assert [each.error_msg for each in answers] == ["", "", FULL]
    assert pressed(making, [shop.offer(lambda: b"figures")])[0].error_msg == ""


def test_one_session_leaves_room_for_the_files_of_others(shop: Shop) -> None:
    making = Making()
    asked = [shop.offer(lambda: b"figures", f"1.{place}") for place in range(OWN + 1)]

    async def together() -> list[BackendOperationResponse]:
        return await asyncio.gather(*(making(each, HERE) for each in asked), making(asked[0], GONE))

    assert [each.error_msg for each in asyncio.run(together())] == [*[""] * OWN, FULL, ""]


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (TemplateError("The template holds no layout."), "The template holds no layout."),
        (BrandError("The logo is too large."), "The logo is too large."),
        (StoreUnavailableError(), str(StoreUnavailableError())),
        (ZeroDivisionError("division by zero"), FAILED),
    ],
)
def test_what_went_wrong_is_said_in_a_sentence(shop: Shop, error: Exception, said: str) -> None:
    def make() -> bytes:
        raise error

    (answer,) = pressed(Making(later=0), [shop.offer(make)])
    assert answer.error_msg == said
    assert shop.drawn == ["this page"]  # drawn once more, it says so too


def test_only_what_is_no_news_to_us_is_left_out_of_the_log(shop: Shop, caplog: pytest.LogCaptureFixture) -> None:
    def broken() -> bytes:
        return bytes(1 // 0)

    pressed(Making(later=0), [shop.offer(broken)])
    assert "ZeroDivisionError" in caplog.text
    caplog.clear()

    def unusable() -> bytes:
        raise TemplateError("It holds no layout.")

    pressed(Making(later=0), [shop.offer(unusable)])
    assert caplog.text == ""


def test_a_page_that_has_changed_asks_for_another_press(shop: Shop) -> None:
    request = shop.offer(lambda: b"figures")
    request.deferred_file.file_id = "of a page that was drawn before"
    (answer,) = pressed(Making(later=0), [request])
    assert answer.error_msg == CHANGED


def test_a_session_that_is_gone_is_not_drawn(shop: Shop) -> None:
    request = shop.offer(lambda: b"")
    request.deferred_file.file_id = "unknown"
    assert pressed(Making(later=0), [request], GONE)[0].error_msg == CHANGED
    assert shop.drawn == []


def test_the_answer_leaves_before_the_page_is_drawn_again(shop: Shop) -> None:
    request = shop.offer(lambda: b"")
    request.deferred_file.file_id = "unknown"

    async def press() -> list[object]:
        await Making(later=0)(request, HERE)
        return list(shop.drawn)

    assert asyncio.run(press()) == []


def test_it_takes_the_place_of_streamlits_own_way(monkeypatch: pytest.MonkeyPatch) -> None:
    """When this fails, see how Streamlit makes files now, and whether ``ui/making.py`` is still needed."""
    monkeypatch.setattr(DeferredFileHandler, HANDLE, DeferredFileHandler.handle)
    make_beside()
    assert isinstance(vars(DeferredFileHandler)[HANDLE], Making)
    assert "DeferredFileHandler" in AppSession._create_backend_operation_dispatcher.__code__.co_names  # noqa: SLF001
    assert "_client_state" in AppSession.__init__.__code__.co_names
    assert {"_lock", "_files_by_session_and_coord"} <= vars(MediaFileManager(MemoryMediaFileStorage(""))).keys()
