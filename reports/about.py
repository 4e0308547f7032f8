"""What a report says of itself: whose it is, which wave, when, from how many people, on what it rests."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from reports.brand import Brand
from reports.words import clean

if TYPE_CHECKING:
    from datetime import datetime

    from benchmarks.model import Benchmark
    from questionnaires.model import Questionnaire


@dataclass(frozen=True, slots=True)
class Pinned:
    """A questionnaire as a wave pinned it; ``digest`` is the fingerprint of its definition."""

    questionnaire_id: str
    version: str
    digest: str

    @property
    def short(self) -> str:
        """Id, version and the beginning of the fingerprint, where there is little room."""
        return f"{self.questionnaire_id} {self.version}, fingerprint {self.digest[:12]}"

    def __str__(self) -> str:
        """Return id, version and the whole fingerprint."""
        return f"{self.questionnaire_id} {self.version}, fingerprint {self.digest}"


@dataclass(frozen=True, slots=True)
class About:
    """What belongs to a report and not to its view.

    Attributes:
        organisation: Whose result it is; empty where nobody said.
        wave: The label of the wave.
        at: When the report is made, with the time zone of whoever reads it: nothing else in it depends on a clock.
        people: How many answered, as it may be read, with its noun, such as "12 people"; empty where the view says it.
        pinned: Every questionnaire that the view rests on; none where the view brings them.
        benchmarks: Figures of others from which those that may be named are chosen.
        brand: The logo and the colour of whoever hands it over.
    """

    organisation: str
    wave: str
    at: datetime
    people: str = ""
    pinned: tuple[Pinned, ...] = ()
    benchmarks: tuple[Benchmark, ...] = ()
    brand: Brand = field(default_factory=Brand)

    @property
    def date(self) -> str:
        """The date in words."""
        return f"{self.at:%-d %B %Y}"

    @property
    def made(self) -> str:
        """The date, and how many answered, where that is known."""
        return " · ".join(part for part in (self.date, self.people) if part)

    def kicker(self, name: str) -> str:
        """Return whose result of what and when in one line."""
        return " · ".join(part for part in (self.organisation, name, self.wave) if part)

    def line(self, *more: str) -> str:
        """Return organisation, wave and what else is given on one line, without what is empty."""
        parts = (" ".join(clean(each).split()) for each in (self.organisation, self.wave, *more))
        return " · ".join(part for part in parts if part)

    def rests_on(self, *questionnaires: Questionnaire) -> str:
        """Return version and fingerprint of each of some questionnaires in a sentence, as far as they are known."""
        ids = {each.id for each in questionnaires}
        known = [each.short for each in self.pinned if each.questionnaire_id in ids]
        unknown = ids - {each.questionnaire_id for each in self.pinned}
        known += [f"{each.id} {each.version}" for each in questionnaires if each.id in unknown]
        return f"Questionnaire {'; '.join(known)}."

    def facts(self, *questionnaires: Questionnaire) -> tuple[tuple[str, str], ...]:
        """Return label, date, number of people, version and fingerprint, each under its name."""
        ids = {each.id for each in questionnaires}
        pinned = tuple(("Questionnaire", str(each)) for each in self.pinned if each.questionnaire_id in ids)
        whose = (("Organisation", self.organisation),) if self.organisation else ()
        people = (("Answered by", self.people),) if self.people else ()
        return (*whose, ("Wave", self.wave), ("Date", self.date), *people, *pinned)
