"""What may be deleted, by whom, and what is said before and after."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from assessments import codes
from assessments.codes import RECEIPT_LENGTH, RESUME_LENGTH
from assessments.errors import MoveError, UnknownResponseError

if TYPE_CHECKING:
    from assessments.model import Assessment, Response
    from assessments.ports import Store

# What somebody can do about the own answers: delete the whole assessment, take them out, or make them nobody's.
Way = Literal["assessment", "answers", "detach"]
WORD = "delete"  # is typed where an assessment has no name
NOT_TYPED = "What you typed is not “{wanted}”, so nothing was deleted."


class Deletion:
    """The use cases over one store."""

    def __init__(self, store: Store) -> None:
        """Take the store."""
        self._store = store

    def way(self, response: Response) -> Way:
        """Return what somebody can do about the own answers.

        Raises:
            UnknownResponseError: They are gone.
        """
        wave = self._store.wave(response.wave_id)
        if wave is None:
            raise UnknownResponseError
        if wave.join_code is None:
            return "assessment"
        return "detach" if wave.mode == "anonymous" and self._store.counts(response.id) else "answers"

    def take_out(self, response: Response) -> None:
        """Delete the answers of a participant.

        Raises:
            MoveError: The wave is anonymous, and they count in something that was shown.
            UnknownResponseError: They are gone.
        """
        self._store.delete_response(response.id)

    def detach(self, response: Response) -> None:
        """Let no code lead to the answers of a participant any more, and delete those that do not count.

        Raises:
            MoveError: They belong to somebody who answers alone.
            UnknownResponseError: They are gone.
        """
        nobodys = codes.code_hash(codes.make_code(RESUME_LENGTH))
        self._store.detach_response(response.id, resume_hash=nobodys, receipt=codes.make_code(RECEIPT_LENGTH))

    def delete(self, assessment: Assessment, typed: str) -> None:
        """Delete an assessment with everything that belongs to it, its mirrors included.

        Args:
            assessment: Which one.
            typed: Its name, or ``WORD`` where it has none, as whoever wants this has typed it.

        Raises:
            MoveError: Something else was typed; nothing was deleted.
        """
        if _plain(typed) != _plain(wanted(assessment)):
            raise MoveError(NOT_TYPED.format(wanted=wanted(assessment)))
        self._store.delete_assessment(assessment.id)


def wanted(assessment: Assessment) -> str:
    """Return what has to be typed before an assessment is deleted."""
    return assessment.name.strip() or WORD


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()
