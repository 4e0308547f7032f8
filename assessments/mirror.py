"""What may be done to see an assessment mirrored: ask the front line or customers the same questions, and close that.

A mirror is a wave of an assessment of its own, so that nothing asked of the company's assessment ever holds an answer
of somebody else. Nobody is shown the key of that assessment: whoever holds the company's wave opens and closes it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from assessments import codes
from assessments.codes import RESUME_LENGTH
from assessments.errors import MoveError
from assessments.labels import tidy
from assessments.mirror_view import mirror_view
from assessments.model import Mirror, Round
from assessments.plan import Plan, PlanError, problems
from assessments.quarter import Quarter
from assessments.workflow import NAME_LIMIT, as_answered, as_pinned
from assessments.workshop import Workshop, as_planned
from questionnaires.forms import ITEMS_A_MINUTE, FormError, twin_form
from questionnaires.loader import Definition
from questionnaires.values import clean_text

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from assessments.mirror_model import MirrorView
    from assessments.model import Live, Pinned, Tally, Wave
    from assessments.ports import Store
    from questionnaires.forms import Audience

MOST_MINUTES = 4
MOST_ITEMS = MOST_MINUTES * ITEMS_A_MINUTE
ASKED: dict[Audience, str] = {"front-line": "your front line", "customer": "your customers"}
LABELS: dict[Audience, str] = {"front-line": "Front line", "customer": "Customers"}
NOTHING_CHOSEN = "Choose at least one questionnaire."
NO_NAME = "Say who asks: whoever opens the link wants to know."
NO_TWIN = "One of these questionnaires has no wording for {}: leave it out."
NOT_OPEN = "There is no such form yet."


@dataclass(frozen=True, slots=True)
class MirrorPlan:
    """A form for another audience as the company wants it.

    Attributes:
        name: Who asks, as the audience knows the company.
        questionnaires: Ids of questionnaires that the company's wave is answered on.
        invited: How many are asked; None where nobody counted.
        closes_at: When it closes by itself; None where only the company closes it.
    """

    audience: Audience
    name: str
    questionnaires: tuple[str, ...]
    invited: int | None = None
    closes_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Opened:
    """A form for another audience as it stands; nothing about what was answered.

    Attributes:
        wave: The audience's wave; its join code stands in the link.
    """

    audience: Audience
    wave: Wave
    live: Live
    tally: Tally


class Mirrors:
    """The use cases over one store."""

    def __init__(self, store: Store, clock: Callable[[], datetime]) -> None:
        """Take the store and a clock that returns an aware time."""
        self._store = store
        self._clock = clock
        self._workshop = Workshop(store, clock)

    def forms(self, wave: Wave, audience: Audience) -> tuple[Definition, ...]:
        """Return what of a company's wave another audience can be asked, in their wording."""
        return could_ask([_definition(each) for each in self._store.pinned(wave.id).values()], audience)

    def open(self, wave: Wave, plan: MirrorPlan) -> Wave:
        """Open a form for another audience; it takes answers at once.

        Answers are anonymous, with a smallest group of five, and nobody is asked for a role or a unit.

        Raises:
            PlanError: The plan cannot be carried out; the error lists why, and nothing was kept.
            MoveError: There is a form for this audience already.
        """
        now = self._clock()
        forms = {each.questionnaire.id: each for each in self.forms(wave, plan.audience)}
        asked = tuple(forms[each] for each in plan.questionnaires if each in forms)
        name = tidy(clean_text(plan.name, NAME_LIMIT))
        full = Plan(name, asked, invited=plan.invited, label=LABELS[plan.audience], closes_at=plan.closes_at)
        found = [*_form_problems(plan, asked, name), *(problems(full, now) if asked else ())]
        if found:
            raise PlanError(found)
        made = as_planned(full, now)
        nobodys = codes.code_hash(codes.make_code(RESUME_LENGTH))
        self._store.add_mirror(
            Mirror(wave.id, plan.audience, made.wave.id),
            made.assessment,
            made.wave,
            [as_pinned(each) for each in asked],
            Round(1, None, "voting", now),
            organiser_hash=nobodys,
        )
        return made.wave

    def opened(self, wave: Wave) -> tuple[Opened, ...]:
        """Return the forms that were opened for a company's wave; one whose time has come is closed first."""
        found = []
        for audience, mirror in self._mirrors(wave).items():
            live = self._workshop.live(mirror)
            found.append(Opened(audience, mirror, live, self._workshop.tally(mirror, live)))
        return tuple(found)

    def close(self, wave: Wave, audience: Audience) -> None:
        """Close a form for good; its answers count from then on, where there are enough of them.

        Raises:
            MoveError: There is no such form.
        """
        found = self._mirrors(wave).get(audience)
        if found is None:
            raise MoveError(NOT_OPEN)
        if found.state == "open":
            self._workshop.close(found)

    def audience(self, wave: Wave) -> Audience | None:
        """Return whom a wave asks in the place of the company's own people; None where it is no mirror."""
        found = self._store.mirrored_by(wave.id)
        return None if found is None else found.audience

    def view(self, wave: Wave) -> MirrorView:
        """Return what may be shown of a company's wave beside the forms for others that are closed."""
        closed = {
            audience: self._quarter(mirror)
            for audience, mirror in self._mirrors(wave).items()
            if mirror.state == "closed"
        }
        return mirror_view(self._quarter(wave), closed)

    def _mirrors(self, wave: Wave) -> dict[Audience, Wave]:
        kept = ((each.audience, self._store.wave(each.mirror_wave_id)) for each in self._store.mirrors(wave.id))
        return {audience: self._workshop.current(mirror) for audience, mirror in kept if mirror is not None}

    def _quarter(self, wave: Wave) -> Quarter:
        return Quarter(
            wave,
            self._store.live(wave.id),
            tuple(as_answered(each) for each in self._store.pinned(wave.id).values()),
            self._store.responses(wave.id),
            self._store.bare_votes(wave.id),
            {},
        )


def could_ask(definitions: Sequence[Definition], audience: Audience) -> tuple[Definition, ...]:
    """Return what of some questionnaires another audience can be asked, in their wording; the others are left out."""
    found = []
    for each in definitions:
        try:
            form = twin_form(each, audience)
        except FormError:
            continue  # its twins stand outside every dimension, so that there is nothing to compare
        if form is not None:
            found.append(form)
    return tuple(found)


def _definition(pinned: Pinned) -> Definition:
    return Definition(as_answered(pinned), pinned.data, pinned.digest)


def _form_problems(plan: MirrorPlan, asked: Sequence[Definition], name: str) -> list[str]:
    """Return what is wrong with a form beside what may be wrong with every plan."""
    found = [] if name else [NO_NAME]
    if len(asked) < len(plan.questionnaires):
        found.append(NO_TWIN.format(ASKED[plan.audience]))
    elif not asked:
        found.append(NOTHING_CHOSEN)
    count = sum(len(each.questionnaire.items) for each in asked)
    if count > MOST_ITEMS:
        found.append(
            f"These questionnaires have {count} questions for {ASKED[plan.audience]}. A form that takes "
            f"{MOST_MINUTES} minutes has room for {MOST_ITEMS}: choose fewer."
        )
    return found
