"""Settings of the environment: read in one run, with every problem in words that mend it and without any secret."""

from __future__ import annotations

from dataclasses import fields
from ipaddress import ip_network
from pathlib import Path
from typing import Any

import pytest

from assessments.settings import DEFAULTS, NOBODY, SETTINGS, Settings, read_settings, table, told, unmet

TOKEN = "0123456789abcdefghij"  # noqa: S105 - a test's own
GUIDE = Path(__file__).resolve().parents[2] / "docs" / "deploy.md"
BEGIN, END = "<!-- settings -->", "<!-- /settings -->"


def test_without_any_setting_everything_has_its_default() -> None:
    assert read_settings({"PATH": "/bin", "CUSTOMER": "none of ours"}) == (DEFAULTS, ())
    assert not DEFAULTS.is_https


def test_an_empty_setting_counts_as_not_given() -> None:
    assert read_settings({each.name: " " for each in SETTINGS}) == (DEFAULTS, ())


def test_every_setting_is_read() -> None:
    given = {
        "DATABASE_URL": " postgresql://answers:secret@db/answers\n",
        "CUSTOMER_ADDRESS": "https://survey.example.com/tools/",
        "CUSTOMER_PROXIES": "10.0.0.5, 10.1.0.0/24 ::1",
        "CUSTOMER_CREATE": "signed-in",
        "CUSTOMER_KEEP_MONTHS": "18",
        "CUSTOMER_BENCHMARKS": "/srv/figures",
        "CUSTOMER_LOG": "json",
        "CUSTOMER_METRICS": TOKEN,
    }
    assert set(given) == {each.name for each in SETTINGS}
    found, problems = read_settings(given)
    assert problems == ()
    assert found == Settings(
        database="postgresql://answers:secret@db/answers",
        benchmarks="/srv/figures",
        create="signed-in",
        keep_months=18,
        log="json",
        metrics=TOKEN,
        address="https://survey.example.com/tools",
        proxies=(ip_network("10.0.0.5"), ip_network("10.1.0.0/24"), ip_network("::1")),
    )
    assert found.is_https


@pytest.mark.parametrize(
    ("name", "text", "problem"),
    [
        ("DATABASE_URL", "mysql://me:hush@host/a", "It is no address of a database. Write sqlite:///FILE or "),
        ("DATABASE_URL", "sqlite://", "It is no address of a database."),
        ("CUSTOMER_CREATE", "signedin", "'signedin' is not one of its values. Did you mean 'signed-in'?"),
        ("CUSTOMER_CREATE", "Nobody", "'Nobody' is not one of its values. Use one of: anyone, signed-in."),
        ("CUSTOMER_LOG", "jsno", "'jsno' is not one of its values. Did you mean 'json'?"),
        ("CUSTOMER_KEEP_MONTHS", "0", "'0' is no number of months. Write a whole number from 1 to 120, or leave it "),
        ("CUSTOMER_KEEP_MONTHS", "121", "'121' is no number of months."),
        ("CUSTOMER_KEEP_MONTHS", "1.5", "'1.5' is no number of months."),
        ("CUSTOMER_KEEP_MONTHS", "²", "'²' is no number of months."),
        ("CUSTOMER_METRICS", "hush", "It is neither 'off' nor 'open' nor a token of at least 20 letters, "),
        ("CUSTOMER_METRICS", f"{TOKEN} hush", "It is neither 'off' nor 'open' nor a token"),
        ("CUSTOMER_PROXIES", "10.0.0.5, nginx", "'nginx' is neither an address nor a network."),
        ("CUSTOMER_PROXIES", "*", "'*' is neither an address nor a network."),
        ("CUSTOMER_PROXIES", "10.0.0.5/24", "'10.0.0.5/24' is neither an address nor a network."),
        ("CUSTOMER_ADDRESS", "survey.example.com", "'survey.example.com' is no address of a site. Write it as "),
        ("CUSTOMER_ADDRESS", "ftp://survey.example.com", "'ftp://survey.example.com' is no address of a site."),
        ("CUSTOMER_ADDRESS", "https://survey.example.com:x", "'https://survey.example.com:x' is no address of a site."),
        ("CUSTOMER_ADDRESS", "https://[survey", "'https://[survey' is no address of a site."),
        ("CUSTOMER_ADDRESS", "https://s.example.com/?a=1", "'https://s.example.com/?a=1' is no address of a site."),
        ("CUSTOMER_ADDRESS", "https://s.example.com; x", "'https://s.example.com; x' is no address of a site."),
        ("CUSTOMER_ADDRESS", "https://süd.example.com", "'https://süd.example.com' is no address of a site."),
        ("CUSTOMER_ADDRESS", "https://me:hush@example.com", "It holds an '@'. Write the address without a user"),
        ("CUSTOMER_METRIC", "off", "There is no such setting. Did you mean 'CUSTOMER_METRICS'?"),
        ("CUSTOMER_Q\n", "off", "There is no such setting. Did you mean 'CUSTOMER_LOG'? If not, remove it."),
    ],
)
def test_a_setting_that_cannot_be_used_says_why_and_how_to_mend_it(name: str, text: str, problem: str) -> None:
    found, (only,) = read_settings({name: text})
    assert found == DEFAULTS
    assert only.startswith(f"{name.replace(chr(10), ' ')}: {problem}")
    assert only.isprintable()
    assert "hush" not in only


@pytest.mark.parametrize("who", ["off", "open"])
def test_metrics_for_nobody_or_for_everybody_need_no_token(who: str) -> None:
    assert read_settings({"CUSTOMER_METRICS": who}) == (Settings(metrics=who), ())


def test_every_problem_is_said_in_one_run_and_what_is_right_is_read() -> None:
    wrong = {"CUSTOMER_LOG": "xml", "CUSTOMER_LOGS": "json", "CUSTOMER_METRICS": "short", "CUSTOMER_CREATE": "anyone"}
    found, problems = read_settings(wrong)
    assert found == DEFAULTS
    assert [each.partition(":")[0] for each in problems] == ["CUSTOMER_LOG", "CUSTOMER_METRICS", "CUSTOMER_LOGS"]
    said = told(problems).splitlines()
    assert said[0] == "The app does not start, because of its settings:"
    assert said[1:] == [f"  {each}" for each in problems]


@pytest.mark.parametrize("secrets", [{}, {"auth": {}}, {"auth": {"cookie_secret": "x", "other": {"name": "x"}}}])
def test_where_nobody_can_sign_in_nobody_could_create_anything(secrets: dict[str, Any]) -> None:
    assert unmet(Settings(create="signed-in"), secrets) == (NOBODY,)
    assert unmet(Settings(), secrets) == ()


@pytest.mark.parametrize("auth", [{"client_id": "x"}, {"other": {"client_id": "x"}}])
def test_where_people_can_sign_in_only_they_may_create(auth: dict[str, Any]) -> None:
    assert unmet(Settings(create="signed-in"), {"auth": auth}) == ()


def test_no_secret_shows_where_settings_are_printed() -> None:
    found = Settings(database="postgresql://me:hush@db/a", metrics="hush-hush-hush-hush-hush")
    assert "hush" not in repr(found)


def test_the_table_sets_every_field_once() -> None:
    assert sorted(each.field for each in SETTINGS) == sorted(each.name for each in fields(Settings))
    assert all(each.name == "DATABASE_URL" or each.name.startswith("CUSTOMER_") for each in SETTINGS)


def test_the_guide_to_deployment_holds_the_table() -> None:
    before = GUIDE.read_text(encoding="utf-8")
    head, begin, rest = before.partition(BEGIN)
    _, end, tail = rest.partition(END)
    assert begin
    assert end
    after = f"{head}{BEGIN}\n{table()}\n{END}{tail}"
    if after != before:
        GUIDE.write_text(after, encoding="utf-8")
    assert before == after, "The settings in docs/deploy.md were out of date and have been written anew: keep them."
