"""Whole passes through the four core questionnaires, with answers chosen so that every rule shows."""

from __future__ import annotations

from questionnaires.items import Choice, Disclosure, Item, Practice, Rubric
from questionnaires.loader import DEFINITIONS, load_file
from questionnaires.model import Questionnaire
from tests.e2e.visitor import Visitor

STAGES, LENS = "customer-obsession-stages", "product-or-customer-centric"
TEN, REVIEW = "ten-omnichannel-questions", "quarterly-review-audit"

CONTRASTS = {"purpose": 2, "breadth": 4, "competition": 6, "time-frame": 7, "relationship": 1, "measures": 1}
SIGNS = {
    "contact-quantity": 0,
    "contact-quality": 3,
    "personal-content": 0,
    "personal-timing": 0,
    "personal-form": 0,
    "promises-kept": 3,
    "individual-records": 1,
    "contact-records": 3,
}
LEVELS = {
    "q01-customers": 4,
    "q02-high-value-definition": 4,
    "q03-high-value-count": 4,
    "q04-gained": 4,
    "q04-lost": 4,
    "q04a-lost-definition": 4,
    "q05-bought-again": 3,
    "q06-average-value": 4,
    "q07-price-mix": 2,
    "q10-who": 1,
}
FIGURES = {
    "Customers today (customers)": "1000",
    "Customers a quarter ago, if known (customers)": "1000",
    "Customers gained in the quarter (customers)": "100",
    "Customers lost in the quarter (customers)": "50",
    "Average sales per customer in a year (in your currency)": "420",
}
AGENDA = """topic;category;planned;actual;depth;basis;actions;bumped
Sales funnel;sales;30;60;worked-through;data;3;no
Product dates;product;30;30;discussed;opinion;1;no
Why customers leave;customer-value;20;10;cursory;opinion;0;no
Complaints;customer-value;10;0;;;0;yes"""
TARGET_MIX = {
    "Product: new products, their features, their dates": "20",
    "Sales: expected orders, deals to be won, targets": "20",
    "Operations: output, stock, supplies, delivery": "20",
    "Customer value: who stays, who leaves, what they gain": "40",
    "Other: staff, finance, law, buildings or the like": "0",
}


def questionnaire(name: str) -> Questionnaire:
    """Return a shipped questionnaire."""
    loaded = load_file(DEFINITIONS / f"{name}.yaml").definition
    assert loaded is not None
    return loaded.questionnaire


def stage_text(item: Item, stage: str) -> str:
    """Return the text of a rubric's option for a stage; a practice is answered with 'Partly'."""
    if isinstance(item, Practice):
        return "Partly"
    assert isinstance(item, Rubric)
    return next(option.text for option in item.options if option.stage == stage)


def answer_stages(visitor: Visitor, *, first: int = 0, last: int | None = None) -> None:
    """Answer the four stages: all at focus, customer records at awareness."""
    asked = questionnaire(STAGES)
    for item in asked.items[first:last]:
        visitor.at(item.ask)
        held_back = asked.dimension_of[item.id].id == "customer-data"
        visitor.choose(stage_text(item, "awareness" if held_back else "focus"))
        if item is not asked.items[-1]:
            visitor.go_on()


def answer_lens(visitor: Visitor) -> None:
    """Answer the product-or-customer line."""
    asked = questionnaire(LENS)
    for item in asked.items:
        visitor.at(item.ask)
        if item.id == "opening-reflex":
            visitor.type("Your answer", "We build pumps")
        elif isinstance(item, Choice):
            visitor.choose(item.options[0].text)
        elif item.id in CONTRASTS:
            visitor.choose(str(CONTRASTS[item.id]))
        elif isinstance(item, Rubric):
            visitor.choose(item.options[SIGNS[item.id]].text)
        else:
            visitor.choose(asked.scales["times-a-year"][SIGNS[item.id]].text)
        if item is not asked.items[-1]:
            visitor.go_on()


def answer_ten(visitor: Visitor) -> None:
    """Answer the ten questions: one does not apply, one is unknown, figures contradict, one definition is missing."""
    asked = questionnaire(TEN)
    for item in asked.items:
        visitor.at(item.ask)
        assert isinstance(item, Disclosure)
        if item.id in LEVELS:
            visitor.choose(asked.scales[item.scale][LEVELS[item.id]].text)
        for figure in item.figures:
            label = f"{figure.label} ({figure.unit})"
            if label in FIGURES:
                visitor.type(label, FIGURES[label])
        if item.id == "q04a-lost-definition" and item.definition:
            visitor.type(item.definition, "No order for 400 days")
        if item.id == "q08-trade-up":
            visitor.page.get_by_text("Does not apply to us", exact=True).click()
            visitor.settle()
            visitor.type("Why does it not apply?", "One price for all")
        if item.id == "q09-purchase-rhythm":
            visitor.page.get_by_text("I don't know").click()
            visitor.saved()
        if item is not asked.items[-1]:
            visitor.go_on()


def answer_review(visitor: Visitor) -> None:
    """Answer the agenda audit; the agenda is pasted."""
    asked = questionnaire(REVIEW)
    visitor.at(asked.items[0].ask)
    visitor.choose("Its customers: what they gain or experience")
    visitor.go_on()
    visitor.at(asked.items[1].ask)
    for label, points in TARGET_MIX.items():
        visitor.type(label, points)
    visitor.saved()
    visitor.go_on()
    visitor.at(asked.items[2].ask)
    visitor.page.get_by_text("Paste the whole agenda, or load it from a CSV file").click()
    visitor.type("Paste the lines here", AGENDA)
    visitor.press("Take over the lines")
    visitor.saved()
    visitor.go_on()
    visitor.at(asked.items[3].ask)
    for function in ("Chief executive", "Sales", "Product development"):
        visitor.page.get_by_text(function, exact=True).click()
        visitor.saved()
    visitor.go_on()
    visitor.at(asked.items[4].ask)
    visitor.page.get_by_text("Sales: expected orders, deals or targets", exact=True).click()
    visitor.saved()
    visitor.go_on()
    visitor.at(asked.items[5].ask)
    visitor.choose("Customer value: who stays or what they gain")
