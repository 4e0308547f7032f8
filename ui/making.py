"""Makes files beside everything else, two at a time, and keeps them for whoever asked: Streamlit 1.67 does neither.

It makes the file of a download button when the button is pressed, on threads that it needs for other things too and as
many at once as are asked for. Nothing refers to the file afterwards, so that the clicks of others in a busy room remove
it before the browser comes for it. And where it cannot be made, the button says no more than that it failed.
No setting changes any of this. Here files are made one after the other on two threads of their own, stay as long as the
page that offers them, and what went wrong reaches whoever pressed the button as a sentence.
"""

from __future__ import annotations

import asyncio
import logging
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

from streamlit import runtime
from streamlit.proto.BackMsg_pb2 import BackendOperationRequest
from streamlit.proto.ForwardMsg_pb2 import BackendOperationResponse
from streamlit.runtime.backend_operation_handler import DeferredFileHandler
from streamlit.runtime.media_file_manager import MediaFileManager

from assessments.errors import AssessmentError
from reports.brand import BrandError
from reports.deck_file import TemplateError

HANDLE = "handle"  # what is replaced
AT_ONCE = 2  # files
MOST, OWN = 30, 8  # files that are made or wait for it, and those of one session
LATER = 0.5  # seconds; what is drawn at once takes the place of the answer, which then never leaves
FULL = "Many files are being made at the moment. Try again in a minute."
CHANGED = "The page has just changed. Press the button once more."
FAILED = "The file could not be made. Try again; if that does not help, tell whoever runs this site."
_log = logging.getLogger(__name__)


def make_beside() -> None:
    """Let this process make files so."""
    setattr(DeferredFileHandler, HANDLE, Making())


def sentence(error: BaseException | None) -> str:
    """Return what a visitor is told about an error: its own sentence where it has one for them."""
    known = isinstance(error, (AssessmentError, BrandError, TemplateError))
    return str(error) if known else FAILED


class Making:
    """Stands in the place of the method with which Streamlit answers a pressed button."""

    def __init__(self, at_once: int = AT_ONCE, most: int = MOST, later: float = LATER) -> None:
        """Take how many files are made at once, how many may be asked for, and when a page is drawn again."""
        self._workers = ThreadPoolExecutor(at_once, thread_name_prefix="making")
        self._most = most
        self._later = later
        self._under_way: Counter[str] = Counter()  # by session

    async def __call__(self, request: BackendOperationRequest, session_id: str) -> BackendOperationResponse:
        """Make the file of a button; the answer holds its address, or why there is none."""
        answer = BackendOperationResponse(request_id=request.request_id)
        if self._under_way.total() >= self._most or self._under_way[session_id] >= OWN:
            answer.error_msg = FULL
            return answer
        self._under_way[session_id] += 1
        loop = asyncio.get_running_loop()
        try:
            file_id = request.deferred_file.file_id
            answer.deferred_file.url = await loop.run_in_executor(self._workers, made, file_id, session_id)
        except Exception as error:  # noqa: BLE001 - whatever goes wrong, the visitor is told
            answer.error_msg = CHANGED if error.__cause__ is None else sentence(error.__cause__)
            if answer.error_msg == FAILED:
                _log.error("A file could not be made.", exc_info=error)
            loop.call_later(self._later, draw_again, session_id)
        finally:
            self._under_way[session_id] -= 1
            self._under_way += Counter()  # without those that have none
        return answer


def made(file_id: str, session_id: str) -> str:
    """Make the file of a button and return its address; it stays as long as the page that offers it.

    Raises:
        MediaFileStorageError: The page does not offer it any more; or, with its cause, it cannot be made.
    """
    manager: MediaFileManager = runtime.get_instance().media_file_mgr
    address = manager.execute_deferred(file_id)
    with manager._lock:  # noqa: SLF001 - see above
        pages = manager._files_by_session_and_coord  # noqa: SLF001 - see above
        if session_id in pages:
            pages[session_id][f"made {file_id}"] = address.rpartition("/")[2].partition(".")[0]
    return address


def draw_again(session_id: str) -> None:
    """Draw the page of a session once more, where it is still there: it says what went wrong, and offers anew."""
    session = runtime.get_instance().get_app_session(session_id)
    if session is not None:
        session.request_rerun(session._client_state)  # noqa: SLF001 - without it the first page would be drawn
