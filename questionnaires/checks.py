"""What the shape cannot say: references that must lead somewhere, rules that need their parts."""

from __future__ import annotations

import math
from pathlib import PurePath
from typing import TYPE_CHECKING

from questionnaires.habits import HABITS
from questionnaires.items import (
    Agenda,
    Agreement,
    Allocation,
    Checklist,
    Choice,
    Disclosure,
    Frequency,
    Item,
    NumberItem,
    Rubric,
    ShareItem,
)
from questionnaires.model import Dimension, Questionnaire
from questionnaires.problems import Problem, meant, shown
from questionnaires.subject import Finding, subject_of
from questionnaires.values import option_ids

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from questionnaires.located import Located, Path
    from questionnaires.parts import Condition, Figure
    from questionnaires.subject import Subject

SHORTEST_LADDER = 2
FOR_CUSTOMERS = ("agreement", "frequency", "practice", "share", "number")  # their answers read alike for everybody


def check(questionnaire: Questionnaire, located: Located) -> list[Problem]:
    """Run every check of the table and return what it found."""
    subject = subject_of(questionnaire, located.file)
    return [
        located.problem(finding.path, code, finding.message, warning=code.startswith("W"))
        for code, find in CHECKS.items()
        for finding in find(subject)
    ]


def _ids_once(subject: Subject) -> Iterator[Finding]:
    seen: set[str] = set()
    for path, part in (*subject.dimensions, *subject.items):
        names = (part.id,) if isinstance(part, Dimension) else (part.id, *part.was)
        for name in names:
            if name in seen:
                yield Finding((*path, "id"), f"The id '{name}' is used twice. Give one of them another id.")
            seen.add(name)


def _named_like_the_file(subject: Subject) -> Iterator[Finding]:
    stem = PurePath(subject.file).stem
    if subject.questionnaire.id != stem.lower():
        yield Finding(("id",), f"The file is called {shown(stem)}. Give file and id the same name.")


def _rule_needs_stages(subject: Subject) -> Iterator[Finding]:
    rule, ladder = subject.questionnaire.stage_rule, len(subject.questionnaire.stages)
    if subject.questionnaire.result == "line" and ladder == 0:
        yield Finding(("result",), "A line has two ends. Add 'stages', the first and the last of which name them.")
    if 0 < ladder < SHORTEST_LADDER:
        yield Finding(("stages",), "One stage is no ladder. Add another stage, or leave 'stages' out.")
    elif rule != "mean" and ladder < SHORTEST_LADDER:
        message = f"The rule {rule} needs at least two stages. Add 'stages', or use the rule mean."
        yield Finding(("stage_rule",), message)


def _stages_exist(subject: Subject) -> Iterator[Finding]:
    known = [stage.id for stage in subject.questionnaire.stages]
    for path, item in subject.items:
        if item.stage is not None and item.stage not in known:
            yield Finding((*path, "stage"), f"'{item.stage}' is no stage. {meant(item.stage, known)}")
        if isinstance(item, Rubric):
            for index, option in enumerate(item.options):
                if option.stage is not None and option.stage not in known:
                    place = (*path, "options", index, "stage")
                    yield Finding(place, f"'{option.stage}' is no stage. {meant(option.stage, known)}")


def _anchors_climb(subject: Subject) -> Iterator[Finding]:
    ladder = [stage.id for stage in subject.questionnaire.stages]
    for path, item in subject.items:
        if isinstance(item, Rubric):
            given = [option.stage for option in item.options]
            unknown = set(given) - {None, *ladder}  # reported as such
            if any(given) and given != ladder and not unknown:
                place = (*path, "options")
                message = f"The options must stand for each stage once, in order: {', '.join(ladder)}. Reorder them."
                yield Finding(place, message)


def _conditions_lead_back(subject: Subject) -> Iterator[Finding]:
    earlier: dict[str, Item] = {}
    for path, item in subject.asked:
        if item.ask_if is not None:
            asked = earlier.get(item.ask_if.item)
            if asked is None:
                message = f"'{item.ask_if.item}' is no earlier item that is asked. {meant(item.ask_if.item, earlier)}"
                yield Finding((*path, "ask_if"), message)
            else:
                yield from (Finding((*path, "ask_if"), message) for message in _amiss(item.ask_if, asked, subject))
        earlier[item.id] = item


def _amiss(condition: Condition, asked: Item, subject: Subject) -> Iterator[str]:
    """Yield what is wrong with a condition on an item."""
    known = option_ids(asked, subject.questionnaire)
    if not known or isinstance(asked, Allocation):
        if getattr(asked, "scale", None) in {None, *subject.questionnaire.scales}:  # else the scale is what to mend
            yield f"An answer of the type {asked.type} cannot be asked for. Name an item with options."
        return
    if not condition.any_of and condition.at_least is None:
        yield "Nothing is asked of the answer. Add 'at_least' or 'any_of'."
    if condition.at_least is not None and isinstance(asked, (Checklist, Choice)):
        yield f"The options of a {asked.type} have no order. Use 'any_of' instead of 'at_least'."
    for word in (*condition.any_of, *([] if condition.at_least is None else [condition.at_least])):
        if word not in known:
            yield f"'{word}' is no answer of '{asked.id}'. {meant(word, known)}"


def _scales_exist(subject: Subject) -> Iterator[Finding]:
    scales = subject.questionnaire.scales
    for path, item in subject.items:
        if isinstance(item, (Agreement, Frequency, Disclosure)) and item.scale not in scales:
            yield Finding((*path, "scale"), f"'{item.scale}' is no scale. {meant(item.scale, scales)}")


def _scales_rise(subject: Subject) -> Iterator[Finding]:
    for name, levels in subject.questionnaire.scales.items():
        scores = [level.score for level in levels]
        given = [score for score in scores if score is not None]
        if given and (len(given) < len(scores) or given != sorted(given)):
            yield Finding(("scales", name), "Scores must stand on every level, and rise. Complete or reorder them.")


def _caps_lead_somewhere(subject: Subject) -> Iterator[Finding]:
    fields = {
        f"{item.id}.{name}"
        for _, item in subject.asked
        if isinstance(item, Disclosure)
        for name in (*(figure.id for figure in item.figures), *(("definition",) if item.definition else ()))
    }
    for path, item in subject.items:
        if isinstance(item, Disclosure):
            for index, cap in enumerate(item.caps):
                for name in (cap.unless, *((cap.when,) if cap.when else ())):
                    if name not in fields:
                        yield Finding((*path, "caps", index), f"'{name}' is no field of an item. {meant(name, fields)}")


def _next_steps_on_the_ladder(subject: Subject) -> Iterator[Finding]:
    known = [stage.id for stage in subject.questionnaire.stages]
    for path, dimension in subject.dimensions:
        for stage in dimension.next_steps:
            if stage not in known:
                yield Finding((*path, "next_steps", stage), f"'{stage}' is no stage. {meant(stage, known)}")


def _numbers_make_sense(subject: Subject) -> Iterator[Finding]:
    for path, item in subject.items:
        if isinstance(item, (NumberItem, ShareItem)) and (
            (item.floor is None) != (item.target is None) or (item.floor is not None and item.floor == item.target)
        ):
            yield Finding(path, "'floor' and 'target' go together, and differ. Give both, or neither.")
        limited: list[tuple[Path, NumberItem | Figure]] = []
        if isinstance(item, NumberItem):
            limited = [(path, item)]
        elif isinstance(item, Disclosure):
            limited = [((*path, "figures", index), figure) for index, figure in enumerate(item.figures)]
        for place, part in limited:
            if part.minimum is not None and part.maximum is not None and part.minimum >= part.maximum:
                yield Finding((*place, "minimum"), "'minimum' must be below 'maximum'. Change one of them.")


def _targets_add_up(subject: Subject) -> Iterator[Finding]:
    for path, item in subject.items:
        if isinstance(item, Allocation) and item.target is not None:
            parts = [part.id for part in item.parts]
            total = math.fsum(item.target.values())
            if set(item.target) != set(parts) or not math.isclose(total, item.total):
                message = f"The target needs each of {', '.join(parts)}, adding up to {item.total:g}. Complete it."
                yield Finding((*path, "target"), message)


def _agenda_refers(subject: Subject) -> Iterator[Finding]:
    by_id = {item.id: item for _, item in subject.asked}
    for path, item in subject.items:
        if isinstance(item, Agenda):
            for key, message in _agenda_amiss(item, by_id):
                yield Finding((*path, key), message)


def _agenda_amiss(item: Agenda, by_id: dict[str, Item]) -> Iterator[tuple[str, str]]:
    """Yield (key, message) for what is wrong with the references of an agenda."""
    categories = [category.id for category in item.categories]
    target, voices, questions = (
        by_id.get(name) if name else None for name in (item.target_from, item.voices_from, item.questions_from)
    )
    if item.focus not in categories:
        yield "focus", f"'{item.focus}' is no category. {meant(item.focus, categories)}"
    elif item.focus not in {category.id for category in item.categories if category.orientation}:
        yield "focus", f"'{item.focus}' is no orientation, so nothing can be said of it. Choose a category that is one."
    if item.target_from and not (isinstance(target, Allocation) and [part.id for part in target.parts] == categories):
        yield "target_from", "This must name an allocation whose parts are the categories. Correct it."
    if item.voices_from and not isinstance(voices, Checklist):
        yield "voices_from", "This must name a checklist. Correct it."
    if isinstance(voices, Checklist) and not set(item.focus_voices) <= {option.id for option in voices.options}:
        yield "focus_voices", "These must be options of the checklist. Correct them."
    if item.questions_from and not (
        isinstance(questions, Checklist) and item.focus in {option.id for option in questions.options}
    ):
        yield "questions_from", "This must name a checklist that has the focus as an option. Correct it."


def _options_once(subject: Subject) -> Iterator[Finding]:
    lists: list[tuple[Path, list[str]]] = [(("stages",), [stage.id for stage in subject.questionnaire.stages])]
    scales = subject.questionnaire.scales
    lists += [(("scales", name), [level.id for level in levels]) for name, levels in scales.items()]
    for path, item in subject.items:
        match item:
            case Rubric() | Checklist() | Choice():
                lists.append(((*path, "options"), [option.id for option in item.options]))
            case Allocation():
                lists.append(((*path, "parts"), [part.id for part in item.parts]))
            case Disclosure():
                lists.append(((*path, "figures"), [figure.id for figure in item.figures]))
            case Agenda():
                lists.append(((*path, "categories"), [category.id for category in item.categories]))
                lists.append(((*path, "depths"), [depth.id for depth in item.depths]))
            case _:
                pass
    for path, ids in lists:
        for index, each in enumerate(ids):
            if each in ids[:index]:
                yield Finding((*path, index, "id"), f"The id '{each}' stands here twice. Give one of them another id.")


def _dimensions_hold_something(subject: Subject) -> Iterator[Finding]:
    for path, dimension in subject.dimensions:
        if not dimension.items and not dimension.dimensions:
            yield Finding(path, f"The dimension '{dimension.id}' is empty. Add 'items' or 'dimensions'.")


def _criteria_have_stages(subject: Subject) -> Iterator[Finding]:
    rule = subject.questionnaire.stage_rule
    if rule in {"cumulative", "chained"} and not any(item.stage for _, item in subject.asked):
        yield Finding(("stage_rule",), f"The rule {rule} counts criteria per stage. Give items a 'stage'.")
    for path, dimension in subject.dimensions:
        asked = [item for item in dimension.items if item.retired is None]
        if dimension.combine == "cumulative" and not any(item.stage for item in asked):
            yield Finding((*path, "combine"), "cumulative counts criteria per stage. Give the items a 'stage'.")


def _symbols_once(subject: Subject) -> Iterator[Finding]:
    seen: set[str] = set()
    for path, item in subject.asked:
        if isinstance(item, Disclosure):
            for index, figure in enumerate(item.figures):
                if figure.symbol in seen:
                    place = (*path, "figures", index, "symbol")
                    yield Finding(place, f"The symbol {figure.symbol} is used twice. Keep it on one figure.")
                if figure.symbol:
                    seen.add(figure.symbol)


def _twins_answer_alike(subject: Subject) -> Iterator[Finding]:
    for path, item in subject.items:
        if item.ask_customer is not None and item.type not in FOR_CUSTOMERS:
            kinds = ", ".join(FOR_CUSTOMERS)
            message = f"The answers to a {item.type} are the company's. Ask customers with one of: {kinds}."
            yield Finding((*path, "ask_customer"), message)


CHECKS: dict[str, Callable[[Subject], Iterator[Finding]]] = {
    "Q101": _ids_once,
    "Q102": _named_like_the_file,
    "Q103": _rule_needs_stages,
    "Q104": _stages_exist,
    "Q105": _anchors_climb,
    "Q106": _conditions_lead_back,
    "Q107": _scales_exist,
    "Q108": _scales_rise,
    "Q109": _caps_lead_somewhere,
    "Q110": _next_steps_on_the_ladder,
    "Q111": _numbers_make_sense,
    "Q112": _targets_add_up,
    "Q113": _agenda_refers,
    "Q114": _options_once,
    "Q115": _dimensions_hold_something,
    "Q116": _criteria_have_stages,
    "Q117": _symbols_once,
    "Q118": _twins_answer_alike,
    **HABITS,
}
