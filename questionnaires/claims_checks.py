"""What the shape of a claim cannot say: references that lead somewhere, a rule that decides, a question that asks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from questionnaires.items import Agenda, Allocation, Checklist, Choice, NumberItem, ShareItem, TextItem
from questionnaires.problems import Problem, meant
from questionnaires.subject import Finding

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from questionnaires.claims import Claim
    from questionnaires.items import Item
    from questionnaires.located import Located, Path
    from questionnaires.model import Questionnaire

    Check = Callable[[Claim, Sequence[Claim], Mapping[str, Questionnaire]], Iterator[Finding]]

SETTLED = frozenset({"focus-drives", "stated-drives", "focus-heard"})  # observations that are a yes or a no


def check(claims: Sequence[Claim], located: Located, asked: Mapping[str, Questionnaire] | None) -> list[Problem]:
    """Run every check of the tables on every claim; those of references only where the questionnaires are known."""
    checks = CHECKS if asked is None else CHECKS | LEADS
    return [
        located.problem(("claims", place, *finding.path), code, finding.message)
        for place, claim in enumerate(claims)
        for code, find in checks.items()
        for finding in find(claim, claims[:place], asked or {})
    ]


def _ids_once(claim: Claim, before: Sequence[Claim], _: Mapping[str, Questionnaire]) -> Iterator[Finding]:
    if claim.id in {each.id for each in before}:
        yield Finding(("id",), f"The id '{claim.id}' is used twice. Give one of them another id.")


def _claimed_one_way(claim: Claim, _: Sequence[Claim], __: Mapping[str, Questionnaire]) -> Iterator[Finding]:
    if bool(claim.claim.sources) == (claim.claim.chosen is not None):
        yield Finding(("claim",), "A claim is read off points or off one choice. Give 'from' or 'chosen', not both.")


def _rule_decides(claim: Claim, _: Sequence[Claim], __: Mapping[str, Questionnaire]) -> Iterator[Finding]:
    settled = claim.trace.observed in SETTLED
    if settled and claim.holds.at_least is not None:
        message = f"'{claim.trace.observed}' is seen or not. Leave 'at_least' out."
        yield Finding(("holds", "at_least"), message)
    if not settled and claim.holds.at_least is None:
        yield Finding(("holds",), "Nothing says from which level on the claim holds. Add 'at_least'.")


def _comparable_in_points(claim: Claim, _: Sequence[Claim], __: Mapping[str, Questionnaire]) -> Iterator[Finding]:
    if claim.comparable is not None and (claim.trace.observed is not None or claim.claim.chosen is not None):
        yield Finding(("comparable",), "Only points can be taken from points. Leave 'comparable' out.")


def _asks(claim: Claim, _: Sequence[Claim], __: Mapping[str, Questionnaire]) -> Iterator[Finding]:
    if not claim.raise_it.endswith("?"):
        yield Finding(("raise_it",), "What raises it in a meeting asks. End it with a question.")


def _lead_somewhere(claim: Claim, _: Sequence[Claim], asked: Mapping[str, Questionnaire]) -> Iterator[Finding]:
    for path, reference in _references(claim):
        questionnaire_id, _slash, part = reference.partition("/")
        questionnaire = asked.get(questionnaire_id)
        if questionnaire is None:
            yield Finding(path, f"'{questionnaire_id}' is no questionnaire. {meant(questionnaire_id, asked)}")
        elif part and part not in (known := _parts(questionnaire)):
            yield Finding(path, f"'{part}' is no part of '{questionnaire_id}'. {meant(part, known)}")


def _carry_points(claim: Claim, _: Sequence[Claim], asked: Mapping[str, Questionnaire]) -> Iterator[Finding]:
    for side, sources in (("claim", claim.claim.sources), ("trace", claim.trace.sources)):
        for place, reference in enumerate(sources):
            item = _item(reference, asked)
            if item is not None and not _scored(item):
                message = f"'{item.id}' carries no points. Name a question that does, or use 'chosen'."
                yield Finding((side, "from", place), message)


def _choice_exists(claim: Claim, _: Sequence[Claim], asked: Mapping[str, Questionnaire]) -> Iterator[Finding]:
    chosen = claim.claim.chosen
    item = _item(chosen.item, asked) if chosen is not None else None
    if chosen is None or item is None:
        return
    if not isinstance(item, Choice):
        yield Finding(("claim", "chosen", "item"), f"'{item.id}' is no choice. Name an item of that type.")
        return
    known = [option.id for option in item.options]
    for place, word in enumerate(chosen.any_of):
        if word not in known:
            path: Path = ("claim", "chosen", "any_of", place)
            yield Finding(path, f"'{word}' is no answer of '{item.id}'. {meant(word, known)}")


def _observed_on_an_agenda(claim: Claim, _: Sequence[Claim], asked: Mapping[str, Questionnaire]) -> Iterator[Finding]:
    items = [_item(each, asked) for each in claim.trace.sources]
    agendas = [each for each in items if isinstance(each, Agenda)]
    observed = claim.trace.observed is not None
    if observed and (len(items) != 1 or len(agendas) != 1):
        yield Finding(("trace", "from"), "What is observed is read off one agenda. Name its item, and nothing else.")
    if not observed and agendas:
        yield Finding(("trace",), "Nothing says what to read off the agenda. Add 'observed'.")


def _references(claim: Claim) -> Iterator[tuple[Path, str]]:
    """Yield every reference of a claim with its place."""
    lists: tuple[tuple[str, str, Sequence[str]], ...] = (
        ("claim", "from", claim.claim.sources),
        ("claim", "beside", claim.claim.beside),
        ("trace", "from", claim.trace.sources),
    )
    for side, key, references in lists:
        yield from (((side, key, place), each) for place, each in enumerate(references))
    if claim.claim.chosen is not None:
        yield ("claim", "chosen", "item"), claim.claim.chosen.item


def _parts(questionnaire: Questionnaire) -> list[str]:
    return [*questionnaire.item_by_id, *(each.id for each in questionnaire.dimensions)]


def _item(reference: str, asked: Mapping[str, Questionnaire]) -> Item | None:
    questionnaire_id, _, part = reference.partition("/")
    questionnaire = asked.get(questionnaire_id)
    return None if questionnaire is None else questionnaire.item_by_id.get(part)


def _scored(item: Item) -> bool:
    """Say whether an answer can carry points; those of an agenda are observed instead."""
    match item:
        case Choice() | TextItem():
            return False
        case Checklist():
            return item.scored
        case NumberItem() | ShareItem():
            return item.floor is not None
        case Allocation():
            return item.target is not None
        case _:
            return True


CHECKS: dict[str, Check] = {
    "C401": _ids_once,
    "C402": _claimed_one_way,
    "C403": _rule_decides,
    "C404": _comparable_in_points,
    "C405": _asks,
}
# Those that need the questionnaires.
LEADS: dict[str, Check] = {
    "C406": _lead_somewhere,
    "C407": _carry_points,
    "C408": _choice_exists,
    "C409": _observed_on_an_agenda,
}
