"""The tree, walked: dimensions top down, items in the order they are asked, retired ones left out."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from tests.questionnaires.examples import valid


def test_dimensions_are_walked_top_down() -> None:
    assert [dimension.id for dimension in valid("nested-dimensions").walk()] == ["whole", "half", "quarter"]


def test_items_come_in_the_order_they_are_asked() -> None:
    assert [item.id for item in valid("opening-and-closing").items] == ["before", "one", "after"]
    assert [item.id for item in valid("nested-dimensions").items] == ["one", "two"]


def test_all_items_of_a_dimension_include_those_below() -> None:
    (whole,) = valid("nested-dimensions").dimensions
    assert [item.id for item in whole.all_items()] == ["one", "two"]
    assert whole.items == ()


def test_a_retired_item_is_not_asked() -> None:
    questionnaire = valid("retired-and-renamed")
    assert [item.id for item in questionnaire.items] == ["one"]
    assert set(questionnaire.item_by_id) == {"one"}
    assert set(questionnaire.dimension_of) == {"one"}
    assert questionnaire.items[0].was == ("the-one", "first-one")


def test_an_item_knows_the_dimension_that_holds_it_directly() -> None:
    found = valid("nested-dimensions").dimension_of
    assert {item: dimension.id for item, dimension in found.items()} == {"one": "half", "two": "quarter"}
    assert set(valid("opening-and-closing").dimension_of) == {"one"}


def test_a_questionnaire_is_frozen() -> None:
    questionnaire = valid("type-rubric")
    with pytest.raises(ValidationError):
        questionnaire.title = "Another"  # type: ignore[misc]
