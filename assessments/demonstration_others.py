"""A demonstration: front line and customers of the imaginary company answer the form that its head sent them."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from assessments.demonstration_deeper import DEPTH, SERVICE
from assessments.demonstration_parts import COMPANY, LABEL, Told, answers_of, by_chance
from assessments.mirror import MirrorPlan, Mirrors
from assessments.workflow import Workflow, as_answered
from assessments.workshop import Workshop
from questionnaires.items import ShareItem
from questionnaires.values import option_ids

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import datetime
    from typing import Any

    from assessments.model import Wave
    from assessments.ports import Store
    from questionnaires.forms import Audience
    from questionnaires.model import Questionnaire

OPENED = timedelta(days=2)  # before the time that is handed in
ANSWERING = timedelta(minutes=3)
APART, UNSEEN = 0.7, 0.05  # how far people stray from one another, in options; how often somebody does not know
PEOPLE: Mapping[Audience, int] = {"front-line": 14, "customer": 26}
# Where each audience stands on average, in options counted from 1 or in per cent.
SEEN: Mapping[Audience, Mapping[str, float]] = {
    "customer": {
        "left-out": 1.7,
        "offers-known": 3.4,
        "told-again": 4.2,
        "rules-against": 3.1,
        "first-contact-share": 48,
        "bills-as-promised": 4.7,
        "talks": 1.4,
        "disappointment-told": 2.3,
        "promises-kept": 3.0,
    },
    "front-line": {
        "left-out": 2.2,
        "offers-known": 3.7,
        "told-again": 3.8,
        "rules-against": 2.9,
        "first-contact-share": 62,
        "bills-as-promised": 4.6,
        "talks": 2.1,
        "disappointment-told": 3.4,
        "promises-kept": 3.1,
    },
}
USUAL = 3.0  # on questions that are not named above


class _Clock:
    """A clock that is set by hand."""

    def __init__(self, now: datetime) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now


def others(store: Store, wave: Wave, at: datetime) -> None:
    """Send both forms for the wave of the company's head, have them answered, and close them a day before a time.

    Nothing is sent where the wave does not ask the two questionnaires that have questions for others.
    """
    clock = _Clock(at - OPENED)
    mirrors, workshop, workflow = Mirrors(store, clock), Workshop(store, clock), Workflow(store, clock)
    asked = tuple(each for each in (SERVICE, DEPTH) if each in store.pinned(wave.id))
    if not asked:
        return
    for audience, people in PEOPLE.items():
        mirror = mirrors.open(wave, MirrorPlan(audience, f"{COMPANY} {LABEL}", asked))
        forms = [as_answered(each) for each in store.pinned(mirror.id).values()]
        for place in range(people):
            clock.now += ANSWERING
            response = workshop.join(mirror).response
            for form in forms:
                told = Told(dict(_opinion(form, audience, place)))
                for item_id, answer in answers_of(form, told).items():
                    workflow.save(response.id, form, item_id, answer)
        mirrors.close(wave, audience)


def _opinion(form: Questionnaire, audience: Audience, place: int) -> Iterator[tuple[str, Any]]:
    """Yield item id and raw value of one person, the same each time."""
    draw = by_chance(audience, form.id, place)
    for item in form.items:
        usual = SEEN[audience].get(item.id, USUAL)
        if isinstance(item, ShareItem):
            yield item.id, float(max(0, min(100, round(draw.gauss(usual, 15)))))
        elif draw.random() >= UNSEEN:
            options = option_ids(item, form)
            yield item.id, max(1, min(len(options), round(draw.gauss(usual, APART))))
