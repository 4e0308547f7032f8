"""For any assessment: a file comes back to the same bytes, holds what it states, and follows the schema."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from hypothesis import HealthCheck, given, settings
from jsonschema import Draft202012Validator

from assessments.transfer import complete_copy, read_copy, shared_copy
from assessments.transfer_back import put_back
from assessments.transfer_verify import verify
from cli.schema import assessment_document
from storage.memory import MemoryStore
from tests.assessments.transfer_strategies import assessments
from tests.assessments.transfers import everything

if TYPE_CHECKING:
    from collections.abc import Callable

    from assessments.kept import Kept

SCHEMA = Draft202012Validator(assessment_document())
FEWER = settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])


def check(write: Callable[[Kept], bytes], kept: Kept) -> None:
    """Check all that must hold of a file, and that it comes back where it holds all answers."""
    content = write(kept)
    assert SCHEMA.is_valid(json.loads(content))
    found = verify(content)
    assert (found.problems, found.changed, found.differences) == ((), (), ())
    copy, problems = read_copy(content)
    assert problems == ()
    assert copy is not None
    if not copy.withheld:
        store = MemoryStore()
        put_back(store, copy)
        assert write(everything(store, "a")) == content


@FEWER
@given(assessments())
def test_a_complete_copy_of_any_assessment_comes_back_to_the_same_bytes(kept: Kept) -> None:
    check(complete_copy, kept)


@FEWER
@given(assessments())
def test_a_shared_copy_of_any_assessment_comes_back_unless_answers_are_withheld(kept: Kept) -> None:
    check(shared_copy, kept)


@FEWER
@given(assessments())
def test_no_id_and_no_comment_of_an_anonymous_wave_is_in_a_shared_copy(kept: Kept) -> None:
    data = json.loads(shared_copy(kept))
    for wave, shown in zip(kept.waves, data["waves"], strict=True):
        if wave.live is not None and wave.wave.mode == "anonymous":
            assert shown["responses"] == []
            assert not any(own.response.id in json.dumps(data) for own in wave.responses)
