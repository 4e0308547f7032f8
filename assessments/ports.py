"""The port to the store: what the workflow asks of whatever keeps the answers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from assessments.model import Assessment, Pinned, Response, Saved, Target, Wave


class Store(Protocol):
    """Keeps assessments, waves, pinned definitions, responses, answers and targets.

    Every method is one transaction: when it returns, what it was given is committed. Codes arrive hashed; the store
    never sees a code. Each method raises ``StoreUnavailableError`` when the database cannot be read or written, and
    then has changed nothing. It raises ``ValueError``, and has changed nothing, where the caller is mistaken: the id or
    the code hash of a new response is taken, a wave to pin or to set targets for does not exist, a time has no zone, or
    a value is no plain JSON. Renaming or closing what does not exist changes nothing.

    Times are returned in UTC, mappings in the order of their keys.
    """

    def add_response(
        self, assessment: Assessment, wave: Wave, response: Response, *, organiser_hash: str, resume_hash: str
    ) -> None:
        """Keep a new response; its assessment and wave too, where they are new."""

    def pin(self, wave_id: str, definition: Pinned) -> Pinned:
        """Pin a definition to a wave unless one of the same questionnaire is pinned; return the one that holds."""

    def pinned(self, wave_id: str) -> Mapping[str, Pinned]:
        """Return questionnaire id to the definition pinned to the wave."""

    def assessment(self, assessment_id: str) -> Assessment | None:
        """Return an assessment, or None."""

    def rename_assessment(self, assessment_id: str, name: str) -> None:
        """Give an assessment another name."""

    def wave(self, wave_id: str) -> Wave | None:
        """Return a wave, or None."""

    def close_wave(self, wave_id: str) -> None:
        """Close a wave; closing it twice changes nothing."""

    def response(self, response_id: str) -> Response | None:
        """Return a response, or None."""

    def response_by_code(self, resume_hash: str) -> Response | None:
        """Return the response whose resume code has this hash, or None."""

    def save_answer(self, response_id: str, questionnaire_id: str, item_id: str, saved: Saved | None) -> None:
        """Keep one answer in place of the item's earlier one; None takes the answer back.

        The check that the wave is open and the questionnaire not submitted happens in the same transaction.

        Raises:
            UnknownResponseError: There is no such response.
            WaveClosedError: The wave is closed.
            AlreadySubmittedError: The questionnaire was submitted.
        """

    def answers(self, response_id: str, questionnaire_id: str) -> Mapping[str, Saved]:
        """Return item id to the saved answer."""

    def submit(self, response: Response, questionnaire_id: str) -> None:
        """Mark a questionnaire as submitted at ``response.submitted[questionnaire_id]``; twice changes nothing.

        Raises:
            UnknownResponseError: There is no such response.
            WaveClosedError: The wave is closed.
        """

    def set_targets(self, wave_id: str, targets: Sequence[Target]) -> None:
        """Keep targets in place of earlier ones for the same dimensions."""

    def targets(self, wave_id: str, questionnaire_id: str) -> Mapping[str, Target]:
        """Return dimension id to target; the key "" is the whole questionnaire's."""
