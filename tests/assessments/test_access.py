"""The table of who may what: whole, in agreement with the use cases, and the documentation that is written from it."""

from __future__ import annotations

from inspect import getmembers, isfunction
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from assessments.access import (
    ALONE,
    FREE,
    GUARDED,
    LEADS,
    PAGES,
    PARTICIPANT,
    STANDINGS,
    TARGETS,
    VISITOR,
    actions,
    may,
    may_open,
    tables,
)
from assessments.deletion import Deletion
from assessments.intake import Intake
from assessments.live_aims import LiveAims
from assessments.mirror import Mirrors
from assessments.pool import Pool
from assessments.pool_files import OwnFiles
from assessments.promises import Promises
from assessments.quarters import Quarters
from assessments.retention import Retention
from assessments.trail import WORDS
from assessments.workflow import Workflow
from assessments.workshop import Workshop

if TYPE_CHECKING:
    from assessments.access import Standing

DOCUMENT = Path(__file__).parents[2] / "docs" / "access.md"
PARTS: dict[str, type] = {
    "workflow": Workflow,
    "workshop": Workshop,
    "quarters": Quarters,
    "promises": Promises,
    "aims": LiveAims,
    "intake": Intake,
    "mirrors": Mirrors,
    "pool": Pool,
    "files": OwnFiles,
    "retention": Retention,
    "deletion": Deletion,
}
NOT_FOR_PAGES = {("retention", "due"), ("retention", "purge")}  # of the command line
HEAD = """\
# Who may open which page and do what

Written by `tests/assessments/test_access.py` from `assessments/access.py`, which the app asks before every page and in
the moment of every click. Somebody with several ways in, say a key and a membership, may do what the highest of them
allows. "Visitor" is everybody who opens the site. A participant has a seat in a workshop; a respondent alone answers
for an assessment without others. Both come in by the code of their answers and do nothing but answer, and, alone,
manage what is their own. Viewer, co-facilitator and organiser come in by a key, or as a member who signed in (decisions
20 and 21).

"""


@pytest.mark.parametrize("part", sorted(PARTS))
def test_every_use_case_that_a_page_can_ask_for_stands_in_the_table_once(part: str) -> None:
    public = {name for name, _ in getmembers(PARTS[part], _is_asked_for) if not name.startswith("_")}
    guarded = {method for name, method in GUARDED if name == part}
    outside = {method for name, method in NOT_FOR_PAGES if name == part}

    assert guarded | FREE[part] | outside == public
    assert not guarded & FREE[part]


def _is_asked_for(member: object) -> bool:
    return isfunction(member) or isinstance(member, property)


def test_the_table_knows_every_part() -> None:
    assert FREE.keys() == PARTS.keys() == {*PARTS} | {name for name, _ in GUARDED}


def test_every_action_that_is_written_down_has_words() -> None:
    assert {each.trail for each in actions() if each.trail} <= WORDS.keys()


def test_nobody_but_who_holds_a_role_or_the_own_answers_changes_an_assessment() -> None:
    free = {each.words for each in actions() if each.who & {VISITOR, PARTICIPANT}}

    assert free == {"Create an assessment, with others or alone"}
    assert all(each.who & (LEADS | {ALONE}) for each in actions())


def test_a_higher_role_may_do_all_that_a_lower_one_may() -> None:
    ranked: tuple[Standing, ...] = ("viewer", "co-facilitator", "organiser")
    for lower, higher in pairwise(ranked):
        assert all(may({higher}, each) for each in actions() if may({lower}, each))
        assert all(may_open({higher}, page) for page in PAGES if may_open({lower}, page))


def test_several_ways_in_allow_what_one_of_them_allows() -> None:
    assert may({"viewer", "organiser"}, TARGETS)
    assert not may({"viewer", "co-facilitator"}, TARGETS)
    assert may_open({"visitor", "viewer"}, "room")
    assert not may_open({"visitor", "participant"}, "room")


def test_the_documentation_is_written_as_it_is() -> None:
    before = DOCUMENT.read_text(encoding="utf-8") if DOCUMENT.exists() else ""
    DOCUMENT.write_text(f"{HEAD}{tables()}\n", encoding="utf-8")

    assert before == f"{HEAD}{tables()}\n", "docs/access.md was out of date and has been written anew: keep it."
    assert all(f" {each} |" in before for each in STANDINGS)
