"""A demonstration: the managers of an imaginary travel company, nine people and three quarters, with their names."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from assessments.demonstration_parts import (
    COMPANY,
    DONT_KNOW,
    LABEL,
    QUESTIONS,
    STAGES,
    Told,
    aims_of,
    answers_of,
    by_chance,
    definition_of,
    disclosed,
    ended,
    fixed_id,
    in_order,
    nobodys_hash,
    seat,
    votes_of,
)
from assessments.demonstration_team_told import (
    COMMENTS,
    CUSTOMERS,
    EFFORT,
    LED_BY,
    LEVELS,
    POINTS,
    PROMISES,
    ROLES,
    RULES,
    TARGETS,
    TEAM,
    WAVES,
)
from assessments.kept import Kept, KeptWave
from assessments.labels import quarter_of
from assessments.model import Action, Assessment, Response, Wave
from assessments.workflow import as_pinned
from questionnaires.items import Disclosure
from questionnaires.values import option_ids

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from assessments.demonstration_team_told import Member
    from assessments.kept import KeptResponse
    from assessments.model import Importance, Target, Vote
    from questionnaires.loader import Definition
    from questionnaires.model import Questionnaire

KEY = "team"
NAME = f"{COMPANY}, management team {LABEL}"
JOIN_CODES = ("DEM333", "DEM444", "DEM555")
OPENS, OPEN_FOR = timedelta(days=62, hours=9), timedelta(days=14)  # from the first day of a quarter
PROMISED = timedelta(days=2)  # after a wave was closed
APART, UNSEEN = 0.5, 0.03  # how far people stray from the team, in levels; how often somebody does not know
QUARTERS = 4


def team(definitions: Sequence[Definition], at: datetime) -> Kept:
    """Return a team's last three whole quarters before a time, measured shortly before the end of each.

    Raises:
        ValueError: One of the questionnaires is missing, or no longer fits the answers.
    """
    waves = [_wave(place, at) for place in range(WAVES)]
    found = [definition_of(definitions, each) for each in (STAGES, QUESTIONS)]
    begun = waves[0].created_at
    assessment = Assessment(fixed_id(KEY), NAME, begun)
    aims = aims_of(found[0].questionnaire, TARGETS, POINTS, EFFORT, LED_BY, begun)
    kept = tuple(_kept(place, wave, found, *aims) for place, wave in enumerate(waves))
    return Kept(assessment, nobodys_hash(KEY), kept, _promises(waves))


def _wave(place: int, at: datetime) -> Wave:
    """Return one of the waves; ``place``: counted from 0, the oldest."""
    now = at.year * QUARTERS + (at.month - 1) // 3
    year, quarter = divmod(now - WAVES + place, QUARTERS)
    created = datetime(year, 1 + 3 * quarter, 1, tzinfo=UTC) + OPENS
    people = sum(place in each.waves for each in TEAM)
    return Wave(
        fixed_id(KEY, "wave", place),
        fixed_id(KEY),
        quarter_of(created),
        "open",
        1,
        people,
        "closed",
        created,
        ROLES,
        (),
        JOIN_CODES[place],
        created + OPEN_FOR,
    )


def _kept(
    place: int,
    wave: Wave,
    found: Sequence[Definition],
    targets: tuple[Target, ...],
    importance: tuple[Importance, ...],
) -> KeptWave:
    seats = [(member, _seat(place, wave, each, member)) for each, member in enumerate(TEAM) if place in member.waves]
    votes = [
        vote
        for count, (member, each) in enumerate(seats)
        for vote in _votes(place, count, member, each, [definition.questionnaire for definition in found])
    ]
    return KeptWave(
        wave,
        tuple(as_pinned(each) for each in found),
        tuple(sorted((each for _, each in seats), key=lambda each: each.response.id)),
        in_order(votes),
        ended(wave.created_at, OPEN_FOR, frozenset(each.response.id for _, each in seats)),
        targets,
        importance,
    )


def _seat(place: int, wave: Wave, number: int, member: Member) -> KeptResponse:
    """Return somebody's part in a wave, linked to their first one where it is a later one."""
    first = min(member.waves)
    before = seat(
        KEY, replace(wave, id=fixed_id(KEY, "wave", first)), number, Response("", "", "", "", "", wave.created_at)
    )
    link = f"r:{before.response.id}" if place != first else ""
    return seat(KEY, wave, number, Response("", "", member.role, "", "", wave.created_at, name=member.name, link=link))


def _votes(
    place: int, count: int, member: Member, each: KeptResponse, asked: Sequence[Questionnaire]
) -> Iterator[Vote]:
    """Yield what somebody answered in a wave; ``count``: their place among those who took part."""
    for questionnaire in asked:
        said = {
            item_id: text
            for wave, name, of, item_id, text in COMMENTS
            if (wave, name, of) == (place, member.name, questionnaire.id)
        }
        told = Told(dict(_opinion(place, count, member, questionnaire)), said)
        yield from votes_of(each.response, answers_of(questionnaire, told), questionnaire.id, each.response.started_at)


def _opinion(place: int, count: int, member: Member, questionnaire: Questionnaire) -> Iterator[tuple[str, Any]]:
    """Yield item id and raw value; somebody strays from the team by the same in every wave."""
    for item in questionnaire.items:
        draw = by_chance(KEY, member.name, item.id)
        apart, seen = draw.gauss(0, APART), draw.random() >= UNSEEN
        highest = len(option_ids(item, questionnaire))
        level = max(1, min(highest, round(LEVELS[item.id][place] + member.lean + apart)))
        if not seen:
            yield item.id, DONT_KNOW
        elif isinstance(item, Disclosure):
            figures: dict[str, float] = {"now": CUSTOMERS[place][count]} if item.id == "q01-customers" else {}
            yield item.id, disclosed(level, RULES.get(item.id, ""), **figures)
        else:
            yield item.id, level


def _promises(waves: Sequence[Wave]) -> tuple[Action, ...]:
    """Return what was promised, the first that is due first."""
    found = []
    for number, each in enumerate(PROMISES):
        wave = waves[each.after]
        made = wave.created_at + OPEN_FOR + PROMISED
        found.append(
            Action(
                fixed_id(KEY, "promise", number),
                wave.assessment_id,
                wave.id,
                *each.about,
                each.what,
                each.owner,
                (made + timedelta(days=each.due)).date(),
                each.proof,
                each.state,
                made,
                None if each.decided is None else made + timedelta(days=each.decided),
                each.note,
            )
        )
    return tuple(sorted(found, key=lambda each: (each.due, each.made_at, each.id)))
