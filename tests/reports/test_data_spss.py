"""The syntax for SPSS: what it declares is valid and fits the table it reads."""

from __future__ import annotations

import re

import pytest

from reports.data_answers import wide
from reports.data_spss import spss
from reports.given import Given
from tests.assessments.build import asked
from tests.reports.samples import LONE
from tests.reports.tables import rows
from tests.reports.test_data_answers import EVERY, VALUES, one
from tests.scoring.build import DK, dimension, given, item, questionnaire

RESERVED = {"ALL", "AND", "BY", "EQ", "GE", "GT", "LE", "LT", "NE", "NOT", "OR", "TO", "WITH"}


def syntax(people: list[Given]) -> str:
    return spss(EVERY, people, "answers-wide.csv").decode("utf-8-sig")


def commands(text: str) -> list[str]:
    """Return the commands, each on one line without what stands in quotes."""
    bare = re.sub(r"'(?:[^'\r\n]|'')*'", "''", text)
    assert "'" not in bare.replace("''", "")
    return [" ".join(each.split()) for each in re.split(r"\.\s*\r\n", bare) if each.strip()]


def test_every_name_is_valid_and_declared_once() -> None:
    text = syntax([one(VALUES)])
    made = re.findall(r"INTO (\S+)\.", text) + re.findall(r"^COMPUTE (\S+) =", text, re.MULTILINE)
    read = re.findall(r"^    (\S+) A\d+", text, re.MULTILINE)
    names = [*made, *read]
    assert len(names) == len({each.upper() for each in names})
    for name in names:
        assert re.fullmatch(r"[a-z][a-z0-9_]{0,63}", name)
        assert not name.endswith("_")
        assert name.upper() not in RESERVED


def test_the_variables_read_are_the_columns_of_the_table_in_their_order() -> None:
    header = list(rows(wide(EVERY, [one(VALUES)]))[0])
    read = re.findall(r"^    (\S+) A\d+", syntax([one(VALUES)]), re.MULTILINE)
    assert [name.removesuffix("_as_read") for name in read] == [name.replace(".", "_") for name in header]


def test_every_command_is_one_of_the_language_and_no_line_is_too_long() -> None:
    text = syntax([one(VALUES)])
    known = (
        "* ",
        "SET DECIMAL=DOT",
        "GET DATA ",
        "EXECUTE",
        "RECODE ",
        "VARIABLE LABELS ",
        "VALUE LABELS ",
        "MISSING VALUES ",
        "VARIABLE LEVEL ",
        "COMPUTE ",
        "IF (",
        "DELETE VARIABLES ",
    )
    assert all(each.startswith(known) for each in commands(text))
    assert max(len(line.encode()) for line in text.split("\r\n")) <= 256
    assert text.startswith("* Encoding: UTF-8.")


def test_codes_become_numbers_with_their_texts_and_what_is_missing_is_named() -> None:
    text = syntax([one(VALUES)])
    assert "RECODE g_as_read\r\n  ('a1'=1)\r\n  ('a2'=2)" in text
    assert "\r\n  ('dk'=-8) ('na'=-9)\r\n  INTO g." in text
    assert "VALUE LABELS r\r\n  1 'Level 1'\r\n  2 'Level 2'" in text
    assert "MISSING VALUES g (-8, -9).\r\nVARIABLE LEVEL g (ORDINAL)." in text
    assert "VARIABLE LEVEL o (NOMINAL)." in text
    assert "VARIABLE LEVEL h (SCALE)." in text
    assert "  (CONVERT) INTO n.\r\n" in text


def test_a_figure_that_may_be_minus_eight_has_other_codes_for_what_is_missing() -> None:
    far = f"({-(10**16)}, {-11 * 10**15})"
    assert f"MISSING VALUES s_now {far}." in syntax([one(VALUES)])
    assert f"MISSING VALUES n {far}." in syntax([one(VALUES)])
    positive = questionnaire(dimension("d", item("number", "n", unit="days", minimum=0, floor=0, target=9)))
    assert "MISSING VALUES n (-8, -9)." in spss(positive, [], "x.csv").decode("utf-8-sig")


def test_a_checklist_becomes_a_variable_for_each_option() -> None:
    text = syntax([one(VALUES)])
    for option in ("one", "two"):
        assert f"COMPUTE l_{option} = CHAR.INDEX(CONCAT('|', RTRIM(l), '|'), '|{option}|') > 0." in text.replace(
            "l_as_read", "l"
        )
        assert f"IF (l = 'dk') l_{option} = -8." in text.replace("l_as_read", "l")
    assert "DELETE VARIABLES l" not in text


def test_a_text_is_as_broad_as_its_longest_answer() -> None:
    assert "    t A14\r\n" in syntax([one({"t": "ü" * 7}), one({"t": "x"}, 2)])
    assert "    t A8\r\n" in syntax([one({"t": DK})])
    assert "    respondent A8\r\n" in syntax([])


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ("it's", "'it''s'"),
        ("two\nlines\x07", "'two lines'"),
        ("'" * 300, "'" + "'" * 240 + "'"),
        ("ü" * 300, "'" + "ü" * 120 + "'"),
        ("a. \n b.", "'a. b.'"),
    ],
)
def test_a_label_stays_in_its_quotes_and_on_its_line(title: str, shown: str) -> None:
    form = questionnaire(dimension("d", item("share", "h", floor=0, target=9) | {"ask": title}), title=title)
    text = spss(form, [Given(form.id, "x", "", "", given(form, {"h": 1}))], "x.csv").decode("utf-8-sig")
    assert f"VARIABLE LABELS h\r\n  {shown}." in text
    assert len(commands(text)) == len(commands(spss(EVERY_ONE, [], "x.csv").decode("utf-8-sig")))


EVERY_ONE = questionnaire(dimension("d", item("share", "h", floor=0, target=9)))


@pytest.mark.parametrize("questionnaire_id", LONE)
def test_the_core_questionnaires_have_a_syntax(questionnaire_id: str) -> None:
    form = asked(questionnaire_id)
    text = spss(form, [Given(form.id, "x", "", "", given(form, LONE[questionnaire_id]))], "x.csv").decode("utf-8-sig")
    assert max(len(line.encode()) for line in text.split("\r\n")) <= 256
    assert commands(text)
