"""Every error is a sentence for the person at the screen."""

from __future__ import annotations

import pytest

from assessments.errors import (
    AlreadySubmittedError,
    AssessmentError,
    LockedAnswerError,
    MoveError,
    RoundClosedError,
    StoreUnavailableError,
    UnknownResponseError,
    WaveClosedError,
)


@pytest.mark.parametrize(
    ("error", "says"),
    [
        (StoreUnavailableError(), "cannot be saved"),
        (UnknownResponseError(), "no longer exist"),
        (WaveClosedError(), "closed"),
        (AlreadySubmittedError(), "fixed"),
        (LockedAnswerError(), "first thought"),
        (RoundClosedError(), "vote is closed"),
        (MoveError("There has been no vote yet."), "no vote"),
    ],
)
def test_an_error_is_a_plain_sentence(error: AssessmentError, says: str) -> None:
    assert says in str(error)
    assert str(error).endswith(".")
