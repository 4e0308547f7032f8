"""A template comes back as it was written, and whatever is wrong with a file is said at its place."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import assessments
from assessments.model import Pinned, Target, Wave
from assessments.plan import Plan
from assessments.quarters import Quarters
from assessments.template import MOST_BYTES, Template, read_template, template_of
from assessments.template_shape import MOST_PROBLEMS, TITLE_LIMIT, first_problems
from assessments.workshop import Workshop
from questionnaires.loader import digest
from questionnaires.located import read as located_read
from questionnaires.problems import Problem
from storage.memory import MemoryStore
from tests.assessments.build import AT, LINE, QUESTIONS, STAGES, definition

HERE = Path(__file__).parent
BROKEN = sorted((HERE / "broken_templates").glob("*.yaml"))
KEPT = HERE / "templates" / "format-1.yaml"
SOURCES = sorted(Path(assessments.__file__).parent.glob("template*.py"))
NAMES = (STAGES, LINE, QUESTIONS)
WAVE = Wave("w", "a", "2026 Q1", "anonymous", 7, 12, "open", AT, ("Lead", "Front"), ("North", "South"), "ABC234")
PINNED = {
    name: Pinned(name, definition(name).questionnaire.version, definition(name).digest, definition(name).data)
    for name in NAMES
}
SPACES = "".join(chr(code) for code in (0x85, 0xA0, 0x2028, 0x2029, 0xFEFF))


def target(questionnaire_id: str, dimension_id: str, value: float) -> Target:
    return Target(questionnaire_id, dimension_id, value, "Ada", AT, before_result=True)


def read(content: bytes) -> Template:
    """Return the template of a file without any problem."""
    template, problems = read_template(content, "template.yaml")
    assert [str(problem) for problem in problems] == []
    assert template is not None
    return template


def said(content: bytes) -> list[str]:
    """Return the problems of a file that gives no template."""
    template, problems = read_template(content, "template.yaml")
    assert template is None
    return [str(problem) for problem in problems]


def kept(old: str, new: str) -> bytes:
    """Return the kept example with a part of it in other words."""
    text = KEPT.read_text(encoding="utf-8")
    assert text.count(old) == 1
    return text.replace(old, new).encode()


def name(path: Path) -> str:
    return path.stem


def test_a_template_holds_what_the_teams_are_to_have_in_common() -> None:
    targets = {STAGES: {"": target(STAGES, "", 75), "customer-data": target(STAGES, "customer-data", 62.5)}, LINE: {}}
    template = read(template_of(WAVE, "Imaginary Pumps, head office", PINNED, targets))
    assert (template.title, template.mode, template.smallest_group) == ("Imaginary Pumps, head office", "anonymous", 7)
    assert (template.roles, template.units) == (("Lead", "Front"), ("North", "South"))
    assert template.targets == {STAGES: {"": 75.0, "customer-data": 62.5}}
    assert [(each.questionnaire.id, each.digest) for each in template.definitions] == [
        (name, definition(name).digest) for name in NAMES
    ]
    assert [each.data for each in template.definitions] == [definition(name).data for name in NAMES]


def test_a_wave_set_up_from_a_template_pins_the_same_digests() -> None:
    workshop = Workshop(MemoryStore(), lambda: AT)
    asked = tuple(definition(name) for name in NAMES)
    plan = Plan("Head office", asked, ("Lead", "Front"), (), "anonymous", 4, 20)
    first = workshop.set_up(plan).wave
    template = read(template_of(first, "Head office", workshop.pinned(first), {}))
    second = workshop.set_up(template.plan("Team North", invited=9)).wave
    assert {key: each.digest for key, each in workshop.pinned(second).items()} == {
        key: each.digest for key, each in workshop.pinned(first).items()
    }
    assert (second.roles, second.units, second.mode, second.smallest_group, second.invited) == (
        ("Lead", "Front"),
        (),
        "anonymous",
        4,
        9,
    )
    again = read(template_of(second, "Head office", workshop.pinned(second), {}))
    assert again == replace(template, definitions=again.definitions)


def test_an_open_wave_has_no_smallest_group_to_hand_on() -> None:
    content = template_of(replace(WAVE, mode="open", smallest_group=1, roles=(), units=()), "", PINNED, {})
    assert b"smallest_group" not in content
    template = read(content)
    assert (template.title, template.mode, template.roles, template.units) == ("", "open", (), ())
    assert template.plan("Team").invited is None


def test_a_file_says_what_it_is_for_and_nothing_of_who_answered() -> None:
    content = template_of(WAVE, "Größe", PINNED, {STAGES: {"": target(STAGES, "", 75)}}).decode()
    first, second, third, *_ = content.splitlines()
    assert first.startswith("# A template: choose this file when you set up a workshop")
    assert (second, third) == ("kind: customer-centricity-template", "format: 1")
    assert "\ntitle: Größe\n" in content
    assert not re.search(r"ABC234|2026 Q1|Ada", content)


def test_all_questionnaires_that_come_with_the_software_are_far_below_the_limit() -> None:
    assert 2 * len(template_of(WAVE, "Head office", PINNED, {})) < MOST_BYTES


def test_control_characters_and_long_titles_do_not_make_a_file_that_cannot_be_read() -> None:
    wave = replace(WAVE, roles=("Le\x07ad", "Front"), units=())
    template = read(template_of(wave, "Head\x00 office " * 30, PINNED, {}))
    assert template.roles == ("Lead", "Front")
    assert template.title == ("Head office " * 30)[:120]


PLAIN = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(10**15), 10**15)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(st.characters(exclude_categories=("Cs", "Cc")) | st.sampled_from("\t\n" + SPACES))
    | st.sampled_from(["no", "Yes", "1.10", "12:30", "0o17", "=", "<<", "~", "null", "2026-01-01", "- a", "# b", "*x"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text("anoyes-=<*", max_size=4), inner, max_size=3),
    max_leaves=8,
)


@settings(max_examples=300)
@given(PLAIN)
def test_whatever_a_definition_holds_is_read_back_as_it_was(value: Any) -> None:
    data = {"id": "a", "value": [value, value]}
    content = template_of(WAVE, "", {"a": Pinned("a", "1.0.0", digest(data), data)}, {})
    located = located_read(content, "template.yaml")
    assert located.problems == []
    assert digest(located.data["questionnaires"][0]["definition"]) == digest(data)


@pytest.mark.parametrize("path", BROKEN, ids=name)
def test_a_broken_example_has_one_problem_at_its_place(path: Path) -> None:
    code = path.name[:4]
    stated = re.match(r"# expected at (\d+:\d+): .+\n", path.read_text(encoding="utf-8"))
    assert stated is not None, "The first line says where the problem is expected, and which."
    template, problems = read_template(path.read_bytes(), path.name)
    assert [(each.file, each.code, f"{each.line}:{each.column}") for each in problems] == [
        (path.name, code, stated.group(1))
    ]
    assert (template is not None) == code.startswith("W")


@pytest.mark.parametrize("path", BROKEN, ids=name)
def test_a_message_is_one_line_of_whole_sentences(path: Path) -> None:
    (problem,) = read_template(path.read_bytes(), path.name)[1]
    assert "\n" not in str(problem)
    assert re.search(r"[.?]( |$)", problem.message)
    assert problem.message[-1] in ".?"


def test_every_code_has_a_broken_example_and_the_reverse() -> None:
    codes = {code for path in SOURCES for code in re.findall(r'"(T\d{3})"', path.read_text(encoding="utf-8"))}
    large = "T001"  # its example is made below, because it is large
    assert {path.name[:4] for path in BROKEN if path.name[0] == "T"} == codes - {large}


def test_a_file_is_read_up_to_the_limit_and_not_beyond() -> None:
    content = KEPT.read_bytes()
    filled = content + b"#" * (MOST_BYTES - len(content))
    assert read(filled).title == "Head office"
    assert said(filled + b"#") == [
        "template.yaml:1:1: T001 A file of more than 300 kB is no template. Choose the file that was handed out."
    ]


def test_a_file_of_an_earlier_day_is_still_read() -> None:
    template = read(KEPT.read_bytes())
    assert (template.title, template.mode, template.smallest_group) == ("Head office", "anonymous", 5)
    assert (template.roles, template.units) == (("Leadership", "Front line"), ())
    assert template.targets == {"small": {"": 75.0, "first": 60.5}}
    (asked,) = template.definitions
    assert (asked.questionnaire.id, asked.questionnaire.version) == ("small", "1.0.0")
    assert asked.digest == digest(asked.data)


def test_what_may_be_left_out_has_a_default() -> None:
    lines = KEPT.read_text(encoding="utf-8").splitlines(keepends=True)
    needed = [line for line in lines if not re.match("title|smallest|roles|units|targets|  - {q", line)]
    template = read("".join(needed).encode())
    assert (template.title, template.smallest_group, template.roles, template.units) == ("", 5, (), ())
    assert template.targets == {}


def test_an_open_template_may_have_any_smallest_group() -> None:
    assert read(kept("mode: anonymous\nsmallest_group: 5", "mode: open\nsmallest_group: 1")).mode == "open"


def test_every_problem_is_found_in_one_run_and_in_the_order_of_the_file() -> None:
    text = KEPT.read_text(encoding="utf-8")
    wrong = text.replace("[Leadership, Front line]", "[Leadership]").replace("Is there one?", "Is there two?")
    wrong = wrong.replace("value: 75", "value: 75, value: 80").replace("dimension: first", "dimension: frist")
    assert [line.split()[1] for line in said(wrong.encode())] == ["T011", "Y005", "T012", "T010"]


def test_what_only_follows_from_a_refused_value_is_not_said_again() -> None:
    assert [line.split()[1] for line in said(kept("Head office", "yes"))] == ["Y006"]
    assert [line.split()[1] for line in said(kept("Is there one?", "yes"))] == ["Y006"]
    assert [line.split()[1] for line in said(kept("format: 1", "format: 0x1"))] == ["Y009"]


@pytest.mark.parametrize("questionnaires", ["small", "[]", "[small]", "{}", "[{definition: small}]"])
def test_a_file_without_a_definition_is_refused(questionnaires: str) -> None:
    head, _, _ = KEPT.read_text(encoding="utf-8").partition("questionnaires:")
    assert {line.split()[1] for line in said(f"{head}questionnaires: {questionnaires}\n".encode())} <= {
        "T005",
        "T006",
        "T007",
    }


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "Y003"),
        (b"\xff\xfe", "Y001"),
        (b"null\n", "T002"),
        (b"[" * 100_000, "Y002"),
        (b"kind: [customer-centricity-template]\n", "T002"),
        (b"--- a\n--- b\n", "Y003"),
    ],
)
def test_what_is_no_template_at_all_has_one_problem(content: bytes, code: str) -> None:
    assert [line.split()[1] for line in said(content)] == [code]


def test_a_bomb_of_aliases_does_not_go_off() -> None:
    levels = ["a0: &a0 [ha, ha, ha, ha, ha, ha, ha, ha, ha]"]
    levels += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 12)]
    content = kept("format: 1\n", "format: 1\n" + "\n".join(levels) + "\n")
    found = said(content)
    assert {line.split()[1] for line in found} == {"Y004", "T004"}
    assert len(found) == 11 * 9 + 12


@pytest.mark.parametrize(
    ("old", "many"),
    [
        ("[Leadership, Front line]", f"[{'1, ' * 5_000}]"),
        ("[Leadership, Front line]", f"[&x Leadership, {'*x, ' * 5_000}]"),
        ("  - {questionnaire: small, value: 75}\n", "  - {questionnaire: smaller, value: 75}\n" * 1_000),
    ],
    ids=["shape", "yaml", "targets"],
)
def test_of_very_many_problems_the_first_ones_are_said(old: str, many: str) -> None:
    _, problems = read_template(kept(old, many), "template.yaml")
    assert len(problems) == MOST_PROBLEMS
    assert list(problems) == sorted(problems)
    assert problems[0].line == (6 if "Leadership" in old else 9)


def test_behind_very_many_warnings_an_error_is_still_said() -> None:
    warnings = [Problem("f", line, 1, "W204", "Vague.", "warning") for line in range(1, 1_000)]
    wrong = Problem("f", 5_000, 1, "T012", "Wrong.")
    assert first_problems([*warnings, wrong]) == (wrong,)
    assert first_problems(warnings) == tuple(warnings[:MOST_PROBLEMS])


@pytest.mark.parametrize("role", ["Sales, Bern", "Sales\\nBern", " Sales"])
def test_a_role_that_the_form_would_read_as_another_is_refused(role: str) -> None:
    for key, old in (("roles", "roles: [Leadership, Front line]"), ("units", "units: []")):
        (line,) = said(kept(old, f'{key}: ["{role}", "Front line"]'))
        assert line.split()[1] == "T011"
        assert f"One of the {key} has a comma" in line


def test_the_longest_title_fits_as_the_name_of_who_set_the_targets() -> None:
    store = MemoryStore()
    workshop, quarters = Workshop(store, lambda: AT), Quarters(store, lambda: AT)
    template = read(kept("title: Head office", f"title: {'x' * TITLE_LIMIT}"))
    wave = workshop.set_up(template.plan("Team North")).wave
    quarters.set_targets(wave, "small", template.targets["small"], by=template.title)
    assert {each.set_by for each in quarters.targets(wave, "small").values()} == {"x" * TITLE_LIMIT}


def test_a_questionnaire_nested_deeply_is_read_or_refused() -> None:
    inner = "x"
    for depth in range(120):
        inner = f"{{id: d{depth}, title: T, summary: S, dimensions: [{inner}]}}"
    text = KEPT.read_text(encoding="utf-8").replace("summary: The first dimension.", f"dimensions: [{inner}]")
    assert said(text.encode())


def test_times_and_names_of_a_target_stay_behind() -> None:
    late = Target(STAGES, "", 80, "Grace", datetime(2026, 4, 1, tzinfo=UTC), before_result=False)
    content = template_of(WAVE, "Head office", PINNED, {STAGES: {"": late}})
    assert read(content).targets == {STAGES: {"": 80.0}}
    assert b"Grace" not in content
