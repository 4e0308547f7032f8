"""What may be shown about an assessment over its waves: every figure here has passed ``assessments.anonymity``."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from assessments.room_model import Figure
    from questionnaires.model import Questionnaire
    from scoring.change import Word


@dataclass(frozen=True, slots=True)
class WaveMark:
    """One wave on the time axis.

    Attributes:
        people: How many count in it, as it may be read; empty where nothing of it may be shown.
        version: Of the questionnaire it was answered on.
        why: Why nothing of it may be shown; empty where something may.
    """

    wave_id: str
    label: str
    at: datetime
    people: str
    version: str
    why: str = ""


@dataclass(frozen=True, slots=True)
class Series:
    """One dimension, or the overall score, wave by wave.

    Attributes:
        dimension_id: ``""`` for the overall score.
        figures: One for every wave, on all items of the version that was asked then; without points where the version
            does not have the dimension.
        breaks: The places of the waves, from 1 on, before which the line must break.
        target: 0-100 as it holds in the newest wave; None where nobody set one.
    """

    dimension_id: str
    title: str
    figures: tuple[Figure, ...]
    breaks: frozenset[int]
    target: float | None


@dataclass(frozen=True, slots=True)
class Change:
    """A change between the last two waves as it may be shown, in whole points.

    Attributes:
        points: Second wave minus first; None where there is none to show.
        low: Lower end of its 95 % interval; None where no interval may be shown.
        high: Upper end.
        seen: Smallest true change that would have been found in four of five cases; None without an interval.
        word: ``too few`` where nothing may be said.
        people: What it rests on, for example "8 people in both waves" or "9 then, 8 now".
    """

    points: int | None
    low: int | None
    high: int | None
    seen: int | None
    word: Word
    people: str


@dataclass(frozen=True, slots=True)
class Movement:
    """What one dimension, or the overall score, did between the last two waves.

    Attributes:
        before: On the items that both versions share; the same as in the series where the versions do not differ.
        after: The same for the newest wave.
        change: Of the same people where at least six are linked, else of all.
        all: The change of all respondents, where ``change`` is that of the linked ones; else None.
        by_pairs: Whether ``change`` compares the same people with themselves.
        sentence: The finding in words, with its interval and the smallest change that could have been seen.
        why: Why no word is given; empty where one is.
    """

    dimension_id: str
    title: str
    before: Figure
    after: Figure
    change: Change
    all: Change | None
    by_pairs: bool
    sentence: str
    why: str


@dataclass(frozen=True, slots=True)
class Mix:
    """The agenda of one wave.

    Attributes:
        time: Category title to share of the minutes, 0-1, in the order of the questionnaire; empty without an agenda.
        distance: Share of the minutes that would have to move to reach the wanted mix, 0-1; None without one.
    """

    time: Mapping[str, float]
    distance: float | None


@dataclass(frozen=True, slots=True)
class Mixes:
    """The agenda over the waves: one mix each, and the wanted one."""

    waves: tuple[Mix, ...]
    wanted: Mapping[str, float]
    sentence: str


@dataclass(frozen=True, slots=True)
class Answered:
    """One of the ten questions over the waves.

    Attributes:
        answerable: For every wave whether one agreed figure could be given; None where it was not asked or may not be
            shown.
    """

    label: str
    answerable: tuple[bool | None, ...]


@dataclass(frozen=True, slots=True)
class DerivedSeries:
    """A figure worked out of several answers, wave by wave; None where it could not be."""

    label: str
    unit: str
    values: tuple[float | None, ...]


@dataclass(frozen=True, slots=True)
class Disclosures:
    """What can be answered now that could not be then, and the derived figures as series."""

    questions: tuple[Answered, ...]
    derived: tuple[DerivedSeries, ...]
    sentence: str


@dataclass(frozen=True, slots=True)
class SeriesView:
    """One questionnaire of an assessment over its waves.

    Attributes:
        questionnaire: In its newest version.
        waves: Those that were asked it and have a result, oldest first.
        headline: The sentence to repeat.
        series: The overall score first, then the dimensions of the newest version.
        movements: The same between the last two waves; empty with fewer than two.
        comparable: "Comparable on 31 of 36 items."; empty where the last two versions are the same.
        breaks: Why lines break between the last two waves, in sentences.
        stage: What became of the stage, with the rule that decided then and now; empty without a ladder.
        turnover: Who stayed, left and came, as far as it may be said; empty where nobody is linked.
        mix: The warning that the roles answer in other proportions; empty where they do not.
        correction: What was done about the number of comparisons; empty without a test.
        agenda: For an agenda audit; else None.
        disclosures: For the ten questions; else None.
        why: Why there is nothing to compare yet; empty where there is.
    """

    questionnaire: Questionnaire
    waves: tuple[WaveMark, ...]
    headline: str
    series: tuple[Series, ...]
    movements: tuple[Movement, ...]
    comparable: str
    breaks: tuple[str, ...]
    stage: str
    turnover: str
    mix: str
    correction: str
    agenda: Mixes | None
    disclosures: Disclosures | None
    why: str
