"""A file that a head office hands out, so that all teams measure the same: questionnaires, groups, rules and targets.

The file is YAML. It holds the whole definition of each questionnaire beside its digest, so that a wave set up from it
pins exactly what the wave had from which it was made. It holds no answers, names of people or access keys.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import yaml

from assessments.plan import Plan, listed
from assessments.plan import problems as plan_problems
from assessments.template_asked import definitions_of, head_problems
from assessments.template_shape import FORMAT, KIND, TITLE_LIMIT, Sheet, first_problems, sheet_of, stranger
from questionnaires.located import Located, read
from questionnaires.problems import Problem, errors, meant
from questionnaires.values import clean_text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from assessments.model import Mode, Pinned, Target, Wave
    from questionnaires.loader import Definition
    from questionnaires.located import Path

MOST_BYTES = 300_000
_ANY_TIME = datetime(2000, 1, 1, tzinfo=UTC)  # a template says nothing about when a wave closes
_COMMENT = "# A template: choose this file when you set up a workshop, and your team is asked the same as all others.\n"
_NOT_AS_WRITTEN = (
    "One of the {what} has a comma, a line end or spaces around it, and would not be asked as it stands here. Write "
    "each without them."
)
_LINE_ENDS = frozenset("\x85\u2028\u2029")


@dataclass(frozen=True, slots=True)
class Template:
    """What all teams are to have in common.

    Attributes:
        title: Whose template it is, as its maker called it; may be empty.
        definitions: The questionnaires, each with the digest that the file states.
        smallest_group: The fewest people anything is shown about; only in an anonymous wave.
        targets: Questionnaire id to dimension id to target, 0-100; the dimension "" is the whole questionnaire.
    """

    title: str
    definitions: tuple[Definition, ...]
    roles: tuple[str, ...]
    units: tuple[str, ...]
    mode: Mode
    smallest_group: int
    targets: Mapping[str, Mapping[str, float]]

    def plan(self, name: str, *, invited: int | None = None) -> Plan:
        """Return the plan of a team that follows the template.

        Args:
            name: The team.
            invited: How many of it are asked to take part; None where nobody counted.
        """
        return Plan(
            name=name,
            definitions=self.definitions,
            roles=self.roles,
            units=self.units,
            mode=self.mode,
            smallest_group=self.smallest_group,
            invited=invited,
        )


def template_of(
    wave: Wave, title: str, pinned: Mapping[str, Pinned], targets: Mapping[str, Mapping[str, Target]]
) -> bytes:
    """Return a live wave as a template file.

    Args:
        wave: Its roles, units, mode and smallest group are handed on.
        title: What the template is called, for example the name of the organisation.
        pinned: Questionnaire id to the definition the wave is answered on.
        targets: Questionnaire id to dimension id to target; who set it and when is left behind.
    """
    anonymous = {"smallest_group": wave.smallest_group} if wave.mode == "anonymous" else {}
    data = {
        "kind": KIND,
        "format": FORMAT,
        "title": clean_text(title)[:TITLE_LIMIT],
        "mode": wave.mode,
        **anonymous,
        "roles": [clean_text(role) for role in wave.roles],
        "units": [clean_text(unit) for unit in wave.units],
        "targets": [
            {"questionnaire": each.questionnaire_id, **_dimension(each.dimension_id), "value": each.value}
            for of_questionnaire in targets.values()
            for each in of_questionnaire.values()
        ],
        "questionnaires": [
            {"id": each.questionnaire_id, "version": each.version, "digest": each.digest, "definition": dict(each.data)}
            for each in pinned.values()
        ],
    }
    text: str = yaml.dump(data, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=120)
    return (_COMMENT + text).encode()


def read_template(content: bytes, file: str) -> tuple[Template | None, tuple[Problem, ...]]:
    """Read a template file.

    Args:
        content: The file; at most ``MOST_BYTES``.
        file: The name to report problems under.

    Returns:
        The template where there is no error, and every problem; of very many the first ones.
    """
    if len(content) > MOST_BYTES:
        message = f"A file of more than {MOST_BYTES // 1000} kB is no template. Choose the file that was handed out."
        return None, (Problem(file, 1, 1, "T001", message),)
    located = read(content, file)
    if located.problems and located.data is None:
        return None, first_problems(located.problems)
    strange = stranger(located)
    if strange is not None:
        return None, first_problems([*located.problems, strange])
    sheet, found = sheet_of(located)
    definitions, wrong = definitions_of(located)
    found += [*located.problems, *wrong]
    if sheet is not None and len(definitions) == len(sheet.questionnaires):
        for problems_of in (head_problems, _plan_problems, _target_problems):
            found += problems_of(located, sheet, definitions)
    ordered = first_problems(found)
    if sheet is None or errors(found):
        return None, ordered
    template = Template(
        title=sheet.title,
        definitions=tuple(definitions),
        roles=sheet.roles,
        units=sheet.units,
        mode=sheet.mode,
        smallest_group=sheet.smallest_group,
        targets=_targets(sheet),
    )
    return template, ordered


class _Dumper(yaml.SafeDumper):
    """Writes out what stands in two places twice, and no line end that would be read back as another one."""

    def ignore_aliases(self, data: Any) -> bool:  # noqa: ARG002 - the base class hands over what it is about
        return True


def _represent_text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    style = '"' if _LINE_ENDS.intersection(text) else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


_Dumper.add_representer(str, _represent_text)


def _dimension(dimension_id: str) -> dict[str, str]:
    return {"dimension": dimension_id} if dimension_id else {}


def _targets(sheet: Sheet) -> dict[str, dict[str, float]]:
    targets: dict[str, dict[str, float]] = {}
    for goal in sheet.targets:
        targets.setdefault(goal.questionnaire, {})[goal.dimension or ""] = goal.value
    return targets


def _plan_problems(located: Located, sheet: Sheet, definitions: Sequence[Definition]) -> list[Problem]:
    """Return why no workshop can be held with the template, each sentence at its place."""
    found = [
        located.problem(("questionnaires", index, "id"), "T011", sentence)
        for index, definition in enumerate(definitions)
        for sentence in plan_problems(Plan("", (definition,)), _ANY_TIME)
    ]
    plain = Plan("", tuple(definitions[:1]))
    parts = {
        "roles": replace(plain, roles=sheet.roles),
        "units": replace(plain, units=sheet.units),
        "smallest_group": replace(plain, mode=sheet.mode, smallest_group=sheet.smallest_group),
    }
    reported = plan_problems(plain, _ANY_TIME)
    for key, plan in parts.items():
        sentences = [sentence for sentence in plan_problems(plan, _ANY_TIME) if sentence not in reported]
        found += [located.problem((key,), "T011", sentence) for sentence in sentences]
    for key, names in (("roles", sheet.roles), ("units", sheet.units)):
        if any(listed(name) != (name,) for name in names if name.strip()):
            found.append(located.problem((key,), "T011", _NOT_AS_WRITTEN.format(what=key)))
    return found


def _target_problems(located: Located, sheet: Sheet, definitions: Sequence[Definition]) -> list[Problem]:
    """Return which targets lead nowhere, and which stand twice."""
    known = {each.questionnaire.id: [part.id for part in each.questionnaire.walk()] for each in definitions}
    found = []
    seen: set[tuple[str, str | None]] = set()
    for index, goal in enumerate(sheet.targets):
        path: Path = ("targets", index)
        if goal.questionnaire not in known:
            message = f"'{goal.questionnaire}' is no questionnaire of this template. {meant(goal.questionnaire, known)}"
            found.append(located.problem((*path, "questionnaire"), "T012", message))
        elif goal.dimension is not None and goal.dimension not in known[goal.questionnaire]:
            message = f"'{goal.dimension}' is no dimension of it. {meant(goal.dimension, known[goal.questionnaire])}"
            found.append(located.problem((*path, "dimension"), "T012", message))
        if (goal.questionnaire, goal.dimension) in seen:
            found.append(located.problem(path, "T013", "This target stands here twice. Keep one of them."))
        seen.add((goal.questionnaire, goal.dimension))
    return found
