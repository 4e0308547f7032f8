"""What can go wrong when answers are kept, each error with the sentence that the page shows."""

from __future__ import annotations


class AssessmentError(Exception):
    """Base of all errors of this package; ``str()`` is a plain sentence for the person at the screen."""


class StoreUnavailableError(AssessmentError):
    """The database could not be read or written; nothing was changed."""

    def __init__(self) -> None:
        """Create the error with its sentence."""
        super().__init__(
            "The answers cannot be saved at the moment, because the database does not accept them. "
            "Nothing was lost that was shown as saved. Wait a little and try again."
        )


class UnknownResponseError(AssessmentError):
    """No response belongs to this id."""

    def __init__(self) -> None:
        """Create the error with its sentence."""
        super().__init__("These answers no longer exist. Start again, or enter the code of other answers.")


class WaveClosedError(AssessmentError):
    """The wave accepts no answers any more."""

    def __init__(self) -> None:
        """Create the error with its sentence."""
        super().__init__("This round of answers is closed. Your earlier answers are kept.")


class AlreadySubmittedError(AssessmentError):
    """The questionnaire was submitted, its answers are fixed."""

    def __init__(self) -> None:
        """Create the error with its sentence."""
        super().__init__("This questionnaire was submitted, so its answers are fixed.")


class LockedAnswerError(AssessmentError):
    """The answer was to be a first thought, and later questions were seen."""

    def __init__(self) -> None:
        """Create the error with its sentence."""
        super().__init__("This was to be your first thought, so it stays as it is once later questions are answered.")


class RoundClosedError(AssessmentError):
    """This vote takes no answers from this person any more, or not to this question."""

    def __init__(self) -> None:
        """Create the error with its sentence."""
        super().__init__("This vote is closed, so the answer was not taken. Everything shown as saved is kept.")


class MoveError(AssessmentError):
    """What the organiser asked for cannot be done now; the message says why."""


class RefusedError(AssessmentError):
    """Whoever asked for it may not do it, or not any more."""

    def __init__(self, why: str = "") -> None:
        """Create the error with its sentence, or with one that says more."""
        super().__init__(
            why
            or "This browser may not do that, or not any more: its key or its membership does not allow it. "
            "Nothing was changed."
        )
