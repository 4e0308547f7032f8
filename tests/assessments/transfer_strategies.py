"""Strategies for whole assessments: any people, answers, votes, aims and promises that a store may hold."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st

from assessments.codes import code_hash
from assessments.kept import Kept, KeptResponse, KeptWave
from assessments.model import (
    Action,
    Assessment,
    Batch,
    Importance,
    Live,
    Pinned,
    Response,
    Round,
    Saved,
    Target,
    Vote,
    Wave,
)
from questionnaires.loader import Definition, load_text
from questionnaires.values import EVIDENCE, PRACTICE, Answer, clean_value
from tests.cli.samples import EVERYTHING, GATED

if TYPE_CHECKING:
    from collections.abc import Callable

    from questionnaires.model import Questionnaire

    Draw = Callable[[st.SearchStrategy[Any]], Any]

AT = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
LEVELS = ("disagree", "undecided", "agree")


def _loaded(text: str, questionnaire_id: str) -> Definition:
    definition = load_text(
        text.replace("id: sample", f"id: {questionnaire_id}", 1), f"{questionnaire_id}.yaml"
    ).definition
    assert definition is not None
    return definition


DEFINITIONS = (_loaded(EVERYTHING, "everything"), _loaded(GATED, "gated"))

texts = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=5)
moments = st.integers(0, 10**12).map(lambda more: AT + timedelta(microseconds=more))
shares = st.integers(0, 100) | st.floats(0, 100)
disclosed = st.fixed_dictionaries({"level": st.none() | st.sampled_from(LEVELS)}, optional={"source": texts})
topics = st.fixed_dictionaries(
    {"topic": st.sampled_from(["New pump", "Deals"]), "category": st.sampled_from(["x", "y"]), "actual": shares},
    optional={
        "planned": shares,
        "depth": st.sampled_from(["brief", "deep"]),
        "basis": st.sampled_from(["", "data", "opinion"]),
        "actions": st.integers(0, 100),
        "bumped": st.booleans(),
    },
)
options = st.sampled_from(["o1", "o2", "o3", "o4"])
RAW: dict[str, st.SearchStrategy[Any]] = {
    "rubric": options,
    "agreement": st.sampled_from(LEVELS),
    "frequency": st.sampled_from(LEVELS),
    "contrast": st.integers(1, 5),
    "practice": st.sampled_from(PRACTICE),
    "checklist": st.sets(st.sampled_from(["x", "y", "z"])).map(list),
    "listed": st.sets(st.sampled_from(["none", "dk", "na"])).map(list),
    "number": st.integers(0, 5000) | st.floats(0, 5000),
    "share": shares,
    "allocation": st.integers(0, 100).map(lambda part: {"y": 100 - part, "x": part}),
    "choice": st.sampled_from(["x", "y"]),
    "text": texts,
    "disclosure": st.builds(
        lambda whole, figures: {**whole, "figures": figures},
        disclosed,
        st.fixed_dictionaries({}, optional={"lost": shares, "now": st.integers(0, 10**6)}),
    ),
    "plain": disclosed,
    "agenda": st.lists(topics, max_size=3),
    **{f"{each}-item": options for each in ("a", "b", "c")},
}


def answers(asked: Questionnaire, item_id: str) -> st.SearchStrategy[Answer]:
    """Return a strategy for any answer to an item as a store holds it."""
    item = asked.item_by_id[item_id]
    value = RAW[item_id].map(lambda raw: Answer(value=clean_value(item, raw, asked)))
    other = st.sampled_from([Answer("dont_know"), Answer("not_applicable"), Answer("unanswered")])
    extra = st.builds(
        lambda reason, comment, evidence: {"reason": reason, "comment": comment, "evidence": evidence},
        texts,
        texts,
        st.none() | st.sampled_from(EVIDENCE),
    )
    return st.builds(lambda one, more: Answer(one.kind, one.value, **more), value | other, extra)


@st.composite
def assessments(draw: Any) -> Kept:
    """Return a strategy for whole assessments: somebody alone, or a live group, open or anonymous."""
    alone, mode = draw(st.sampled_from([(True, "open"), (False, "open"), (False, "anonymous")]))
    number = draw(st.integers(1, 3))
    waves = tuple(_wave(draw, place, alone=alone, mode=mode) for place in range(number))
    actions = tuple(_action(draw, place, draw(st.sampled_from(waves))) for place in range(draw(st.integers(0, 2))))
    ordered = sorted(actions, key=lambda each: (each.due, each.made_at, each.id))
    return Kept(Assessment("a", draw(texts), AT), code_hash("a"), waves, tuple(ordered))


def _wave(draw: Draw, place: int, *, alone: bool, mode: Any) -> KeptWave:
    at = AT + timedelta(days=91 * place)
    asked = draw(st.sampled_from([DEFINITIONS[:1], DEFINITIONS[1:], DEFINITIONS]))
    wave = Wave(
        f"w{place}",
        "a",
        f"2026 Q{place + 1}",
        mode,
        draw(st.integers(1, 5)),
        draw(st.none() | st.integers(1, 20)),
        draw(st.sampled_from(["open", "closed"])),
        at,
        draw(st.sampled_from([(), ("Lead", "Front")])),
        draw(st.sampled_from([(), ("North", "South")])),
        None if alone else f"CODE{place}",
        draw(st.none() | moments),
    )
    people = tuple(_response(draw, wave, number, asked) for number in range(1 if alone else draw(st.integers(0, 12))))
    rounds = () if alone else _rounds(draw, at, asked)
    numbers = (1,) if alone else tuple(each.number for each in rounds)
    asks = {each.number: each.asks for each in rounds}
    votes = tuple(
        Vote(
            own.response.id,
            each.questionnaire.id,
            item.id,
            number,
            Saved(draw(answers(each.questionnaire, item.id)), at),
        )
        for own in people
        for each in asked
        for item in sorted(each.questionnaire.items, key=lambda item: item.id)
        for number in numbers
        if (alone or asks[number]((each.questionnaire.id, item.id))) and draw(st.booleans())
    )
    live = None if alone else _live(draw, rounds, [own.response.id for own in people], at)
    pins = tuple(
        Pinned(each.questionnaire.id, each.questionnaire.version, each.digest, each.data)
        for each in sorted(asked, key=lambda each: each.questionnaire.id)
    )
    return KeptWave(wave, pins, people, votes, live, *_aims(draw, asked))


def _response(draw: Draw, wave: Wave, number: int, asked: tuple[Definition, ...]) -> KeptResponse:
    submitted = {each.questionnaire.id: draw(moments) for each in asked if draw(st.booleans())}
    response = Response(
        f"{wave.id}-{number:02}",
        wave.id,
        draw(st.sampled_from(wave.roles or ("",))),
        draw(st.sampled_from(wave.units or ("",))),
        f"R{number}",
        draw(moments),
        dict(sorted(submitted.items())),
        draw(texts) if wave.mode == "open" else "",
        draw(st.sampled_from(["", f"c:{number}", f"r:w0-{number:02}", "s:1"])),
    )
    return KeptResponse(response, code_hash(f"{wave.id}-{number}"))


def _rounds(draw: Draw, at: datetime, asked: tuple[Definition, ...]) -> tuple[Round, ...]:
    keys = [(each.questionnaire.id, item.id) for each in asked for item in each.questionnaire.items]
    number = draw(st.integers(0, 2))
    chosen = [None, *(tuple(draw(st.lists(st.sampled_from(keys), max_size=3, unique=True))) for _ in range(number - 1))]
    last = draw(st.sampled_from(["voting", "stopped", "revealed"]))
    return tuple(
        Round(place, items, "revealed" if place < number else last, at)
        for place, items in enumerate(chosen[:number], start=1)
    )


def _live(draw: Draw, rounds: tuple[Round, ...], people: list[str], at: datetime) -> Live:
    batches: list[Batch] = []
    for each in rounds:
        left = list(people)
        for _ in range(draw(st.integers(0, 2))):
            counted = frozenset(draw(st.sets(st.sampled_from(left)))) if left else frozenset[str]()
            left = [person for person in left if person not in counted]
            if counted:
                batches.append(Batch(len(batches) + 1, each.number, counted, at))
    screen = draw(st.sampled_from(["join", "result"]))
    return Live(draw(st.integers(1, 99)), screen, draw(st.booleans()), rounds, tuple(batches))


def _aims(draw: Draw, asked: tuple[Definition, ...]) -> tuple[tuple[Target, ...], tuple[Importance, ...]]:
    names = sorted((each.questionnaire.id, one) for each in asked for one in ("", *_tops(each)))
    tops = [each for each in names if each[1]]
    by: tuple[Any, ...] = (draw(texts), draw(moments), draw(st.booleans()))
    efforts = st.none() | st.integers(1, 5)
    return (
        tuple(Target(*each, draw(shares), *by) for each in names if draw(st.booleans())),
        tuple(Importance(*each, draw(shares), draw(efforts), *by) for each in tops if draw(st.booleans())),
    )


def _tops(each: Definition) -> list[str]:
    return [one.id for one in each.questionnaire.dimensions]


def _action(draw: Draw, place: int, wave: KeptWave) -> Action:
    due = date(2026, 4, 1) + timedelta(days=draw(st.integers(0, 400)))
    state = draw(st.sampled_from(["open", "kept", "dropped"]))
    decided = None if state == "open" else draw(moments)
    asked = wave.definitions[0].questionnaire_id
    what, owner, proof, note = (draw(texts) for _ in range(4))
    made = draw(moments)
    return Action(f"x{place}", "a", wave.wave.id, asked, "", what, owner, due, proof, state, made, decided, note)
