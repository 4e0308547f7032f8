"""Short forms and twin forms: the same ids, fewer questions, and nothing that hangs in the air."""

from __future__ import annotations

from typing import Any

import pytest

from questionnaires.forms import FormError, in_the_form_of, short_form, twin_form, twin_items
from questionnaires.loader import DEFINITIONS, Definition, digest, load_file, parse

SOURCE = {"file": "made-up.txt", "at": "nowhere"}


def practice(item_id: str, **more: Any) -> dict[str, Any]:
    return {"id": item_id, "type": "practice", "label": item_id, "ask": f"Do you {item_id}?", "source": SOURCE, **more}


def made(*dimensions: dict[str, Any], **more: Any) -> Definition:
    data: dict[str, Any] = {
        "id": "small",
        "version": "1.0.0",
        "title": "Small",
        "short_title": "Small",
        "for": ["executive"],
        "minutes": 9,
        "purpose": "Shows.",
        "decision": "Helps.",
        "source": SOURCE,
        "dimensions": list(dimensions),
        **more,
    }
    return Definition(parse(data), data, digest(data))


def branch(name: str, *items: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"id": name, "title": name, "summary": name, "items": list(items), **more}


def test_a_short_form_asks_some_items_under_the_same_ids_and_drops_what_is_left_empty() -> None:
    whole = made(
        branch("first", practice("one"), practice("two")),
        branch("second", practice("three")),
        branch("third", dimensions=[branch("inner", practice("four")), branch("other", practice("five"))]),
        opening=[practice("hello")],
    )
    form = short_form(whole, "short", ["four", "two"], 3).questionnaire
    assert (form.id, form.version, form.form, form.minutes) == ("small", "1.0.0", "short", 3)
    assert [item.id for item in form.items] == ["two", "four"]
    assert [each.id for each in form.walk()] == ["first", "third", "inner"]


def test_the_whole_is_left_as_it_was() -> None:
    whole = made(branch("first", practice("one"), practice("two")))
    before = digest(whole.data)
    form = short_form(whole, "short", ["one"], 1)
    assert digest(whole.data) == before == whole.digest
    assert form.digest == digest(form.data) != whole.digest


def test_an_unknown_item_is_refused_by_name() -> None:
    with pytest.raises(FormError, match="'ten' is no item of small"):
        short_form(made(branch("first", practice("one"))), "short", ["one", "ten"], 1)


def test_an_item_is_not_asked_without_the_one_its_condition_names() -> None:
    whole = made(branch("first", practice("one"), practice("two", ask_if={"item": "one", "at_least": "partly"})))
    with pytest.raises(FormError, match="'two' of small depends on 'one'"):
        short_form(whole, "short", ["two"], 1)
    assert len(short_form(whole, "short", ["one", "two"], 1).questionnaire.items) == 2


def test_a_figure_is_not_asked_without_the_definition_that_caps_it() -> None:
    scale = {"able": [{"id": "no", "text": "No."}, {"id": "yes", "text": "Yes."}]}
    common = {"type": "disclosure", "scale": "able"}
    rule = practice("rule", **common, definition="Write it down.")
    count = practice("count", **common, caps=[{"unless": "rule.definition", "at": 67, "because": "No rule."}])
    whole = made(branch("first", rule, count), scales=scale)
    with pytest.raises(FormError, match="'count' of small depends on 'rule'"):
        short_form(whole, "short", ["count"], 1)


def test_an_agenda_is_not_asked_without_who_sat_at_the_table() -> None:
    review = load_file(DEFINITIONS / "quarterly-review-audit.yaml").definition
    assert review is not None
    others = [item.id for item in review.questionnaire.items if item.id != "functions-at-table"]
    with pytest.raises(FormError, match="'agenda' of quarterly-review-audit depends on 'functions-at-table'"):
        short_form(review, "short", others, 1)


def test_scales_that_no_item_of_the_form_uses_are_left_out() -> None:
    levels = [{"id": "no", "text": "No."}, {"id": "yes", "text": "Yes."}]
    whole = made(
        branch("first", practice("one", type="agreement", scale="agreeing"), practice("two")),
        scales={"agreeing": levels},
    )
    assert short_form(whole, "short", ["two"], 1).questionnaire.scales == {}
    assert list(short_form(whole, "short", ["one"], 1).questionnaire.scales) == ["agreeing"]


def test_a_form_in_which_nothing_counts_is_refused() -> None:
    whole = made(branch("first", practice("one")), closing=[practice("last")])
    with pytest.raises(FormError, match="No item of the form short counts"):
        short_form(whole, "short", ["last"], 1)


def test_customers_are_asked_the_twins_in_their_own_words() -> None:
    whole = made(
        branch(
            "first",
            practice("one", ask_customer="Do they one?", help="We mean us.", evidence=True),
            practice("two", ask_front_line="Do you two here?"),
            practice("three", ask_customer="Do they three?", ask_if={"item": "one", "at_least": "yes"}),
        )
    )
    form = twin_form(whole, "customer")
    assert form is not None
    (item,) = form.questionnaire.items
    assert (item.id, item.ask, item.help, item.evidence, item.ask_customer) == (
        "one",
        "Do they one?",
        None,
        False,
        None,
    )
    assert (form.questionnaire.form, form.questionnaire.minutes) == ("customer", 1)
    assert twin_items(whole.questionnaire, "front-line") == ("two",)


@pytest.mark.parametrize(("count", "minutes"), [(4, 1), (5, 2), (16, 4)])
def test_four_questions_take_a_minute(count: int, minutes: int) -> None:
    items = [practice(f"item-{place}", ask_customer="Do they?") for place in range(count)]
    form = twin_form(made(branch("first", *items)), "customer")
    assert form is not None
    assert form.questionnaire.minutes == minutes


def test_without_a_twin_there_is_no_form() -> None:
    assert twin_form(made(branch("first", practice("one"))), "customer") is None


def test_a_newer_version_is_asked_in_the_form_of_before_under_its_new_ids() -> None:
    old = made(branch("first", practice("one"), practice("two"), practice("three")))
    new = made(branch("first", practice("uno", was=["one"]), practice("two"), practice("four")), version="1.1.0")
    before = short_form(old, "short", ["one", "two"], 2).questionnaire
    again = in_the_form_of(new, before)
    assert again is not None
    assert [item.id for item in again.questionnaire.items] == ["uno", "two"]
    assert (again.questionnaire.form, again.questionnaire.minutes, again.questionnaire.version) == ("short", 2, "1.1.0")


def test_the_whole_stays_the_whole_and_a_twin_a_twin() -> None:
    whole = made(branch("first", practice("one", ask_customer="Do they?")))
    customers = twin_form(whole, "customer")
    assert customers is not None
    assert in_the_form_of(whole, whole.questionnaire) is whole
    assert in_the_form_of(whole, customers.questionnaire) == customers


def test_nothing_is_offered_where_nothing_of_the_form_is_left() -> None:
    before = short_form(made(branch("first", practice("one"), practice("two"))), "short", ["one"], 1).questionnaire
    assert in_the_form_of(made(branch("first", practice("two"))), before) is None
