"""Files as form tools write them, worked out by hand: what each column is taken for, and what everybody said."""

from __future__ import annotations

import pytest

from tests.assessments.forms.asked import form_of, found, private, said, taken

OF_QUALTRICS = {
    "StartDate": "date",
    "EndDate": "date",
    "Status": "id",
    "IPAddress": "ip",
    "Progress": "id",
    "Duration (in seconds)": "date",
    "Finished": "id",
    "RecordedDate": "date",
    "ResponseId": "id",
    "RecipientLastName": "name",
    "RecipientFirstName": "name",
    "RecipientEmail": "email",
    "ExternalReference": "id",
    "LocationLatitude": "location",
    "LocationLongitude": "location",
    "DistributionChannel": "referrer",
    "UserLanguage": "id",
}


@pytest.mark.parametrize("name", ["qualtrics.csv", "qualtrics.tsv"])  # commas in UTF-8, tabs in UTF-16
def test_qualtrics_with_three_header_rows(name: str) -> None:
    form = form_of(name)
    assert (form.tool, form.headers, len(form.rows)) == ("Qualtrics", 3, 4)
    assert private(form) == OF_QUALTRICS
    assert found(form) == {
        "Q1": ("detail-of-knowledge", "text"),
        "Q2": ("told-at-once", "text"),
        "Q3_1 [Sales, both at home and abroad]": ("voices.sales", "text"),
        "Q3_2 [Service]": ("voices.service", "text"),
        "Q3_3 [Nobody; we guess]": ("voices.nobody", "text"),
        "Q4_1 [Product: plans]": ("minutes.product", "text"),
        "Q4_2 [Sales, orders]": ("minutes.sales", "text"),
        "Q5": ("days-to-answer", "text"),
        "Q6": ("change-first", "text"),
        "Q7": ("unit", "guess"),
    }
    brought = taken(form, unknown="cells")
    assert said(brought) == [
        {
            "detail-of-knowledge": "totals",
            "told-at-once": "agree",
            "voices": ["sales"],
            "minutes": {"product": 60, "sales": 40},
            "days-to-answer": 3,
            "change-first": "Answer the phone\nwithin a minute",
        },
        {
            "detail-of-knowledge": "early",
            "told-at-once": "disagree-strongly",
            "voices": ["service"],
            "minutes": {"product": 50, "sales": 50},
            "days-to-answer": 1.5,
            "change-first": '=HYPERLINK("http://example.org")',
        },
        {
            "detail-of-knowledge": "groups",
            "told-at-once": "dont_know",
            "voices": ["sales", "service"],
            "days-to-answer": 2,
        },
    ]
    (finding,) = brought.findings
    assert (finding.row, finding.column, finding.value) == (6, "Q4_1 [Product: plans]", "70")
    assert finding.message == "The parts add up to 90; they must add up to 100."
    assert (brought.silent, brought.emptied, brought.units) == (1, 1, ("Sales", "Service"))


def test_google_forms_with_checklists_joined_in_two_ways() -> None:
    form = form_of("google_forms.csv")
    assert (form.tool, form.headers, len(form.rows)) == ("Google Forms", 1, 4)
    assert private(form) == {"Timestamp": "date", "Username": "email"}
    assert found(form) == {
        "In how much detail do you know your customers?": ("detail-of-knowledge", "text"),
        "Customers are told at once when something goes wrong.": ("told-at-once", "text"),
        "Who speaks for customers in the meeting?": ("voices", "text"),
        "Wihtin how many days is a complaint answered": ("days-to-answer", "guess"),
        "Role": ("role", "guess"),
        "What would you change first?": ("change-first", "text"),
    }
    brought = taken(form, unknown="cells")
    assert said(brought) == [
        {
            "detail-of-knowledge": "one-by-one",
            "told-at-once": "agree-strongly",
            "voices": ["sales", "service"],
            "days-to-answer": 3,
            "change-first": "More visits",
        },
        {
            "detail-of-knowledge": "groups",
            "told-at-once": "agree",
            "voices": ["nobody"],
            "days-to-answer": "not_applicable",
        },
        {"told-at-once": "neither", "voices": ["sales", "service"], "change-first": "\u200fשלום 😀"},
    ]
    assert [(each.row, each.value) for each in brought.findings] == [(4, "Two by two"), (4, "seven")]
    assert brought.findings[0].message == (
        "“Two by two” is none of the answers. The answers are: “As totals: sales by product, region or year”; "
        "“As groups, three to five of them”; “One by one: what each customer needs is on record”; "
        "“One by one, and early signs are watched for”."
    )
    assert (brought.twice, brought.repeated) == (((5, 4),), 1)
    assert brought.roles == ("Front line", "Leadership")


def test_limesurvey_with_codes() -> None:
    form = form_of("limesurvey_codes.csv")
    assert (form.tool, form.headers, len(form.rows)) == ("LimeSurvey", 1, 3)
    assert set(private(form)) == {
        *("id", "submitdate", "lastpage", "startlanguage", "seed"),
        *("startdate", "datestamp", "ipaddr", "refurl"),
    }
    assert {how for _, how in found(form).values()} == {"id"}
    assert "voices [other]" not in found(form)
    brought = taken(form, unknown="cells")
    assert said(brought) == [
        {
            "detail-of-knowledge": "totals",
            "told-at-once": "agree-strongly",
            "visits": "rarely",
            "list-owner": "yes",
            "voices": ["sales"],
            "minutes": {"product": 30, "sales": 70},
            "stay": 80,
            "first-next-year": "keep",
        },
        {
            "detail-of-knowledge": "early",
            "told-at-once": "disagree-strongly",
            "visits": "always",
            "list-owner": "no",
            "voices": ["sales", "service"],
            "minutes": {"product": 55.5, "sales": 44.5},
            "stay": 62.5,
            "first-next-year": "grow",
        },
        {"told-at-once": "neither", "visits": "never"},
    ]
    choice = brought.people[0].answers[brought.items.index("first-next-year")]
    assert choice is not None
    assert choice.comment == "They pay the bills"
    assert [(each.row, each.column, each.value) for each in brought.findings] == [(4, "detailofknowledge", "A7")]
    assert brought.notes == ("Answers given as numbers: 1 was taken for the first answer in questions 1, 2, 3, 11.",)


def test_limesurvey_with_full_texts_in_german() -> None:
    form = form_of("limesurvey_texts.csv")
    assert (form.tool, form.headers, len(form.rows)) == ("LimeSurvey", 1, 3)
    brought = taken(form, unknown="cells")
    assert said(brought) == [
        {
            "detail-of-knowledge": "totals",
            "told-at-once": "agree-strongly",
            "voices": ["sales"],
            "customers-now": "dont_know",
        },
        {"detail-of-knowledge": "groups", "told-at-once": "disagree", "voices": ["nobody"]},
        {"told-at-once": "not_applicable", "voices": "not_applicable"},
    ]
    assert [(each.row, each.value) for each in brought.findings] == [(3, "in use")]
    assert brought.notes == (
        "Usual words such as “agree” or “often” were taken by their place on the scale in question 2.",
    )


def test_microsoft_forms() -> None:
    form = form_of("microsoft_forms.csv")
    assert (form.tool, form.headers, len(form.rows)) == ("Microsoft Forms", 1, 3)
    assert private(form) == {
        "ID": "id",
        "Start time": "date",
        "Completion time": "date",
        "Email": "email",
        "Name": "name",
        "Last modified time": "date",
    }
    brought = taken(form)
    assert said(brought) == [
        {
            "detail-of-knowledge": "totals",
            "visits": "sometimes",
            "list-owner": "yes",
            "voices": ["sales", "service"],
            "stay": 45,
        },
        {"detail-of-knowledge": "early", "visits": "never", "list-owner": "partly", "voices": ["nobody"], "stay": 62.5},
        {"detail-of-knowledge": "dont_know", "visits": "sometimes", "list-owner": "no", "stay": 99.9},
    ]
    assert (brought.found, brought.notes) == (0, ())


def test_surveymonkey_with_two_header_rows_and_steps_counted_from_nought() -> None:
    form = form_of("surveymonkey.csv")
    assert (form.tool, form.headers, len(form.rows)) == ("SurveyMonkey", 2, 3)
    brought = taken(form)
    assert said(brought) == [
        {"detail-of-knowledge": "one-by-one", "nearer": 7, "voices": ["service"], "change-first": "Nothing"},
        {"detail-of-knowledge": "totals", "nearer": 1, "voices": ["sales", "service"]},
        {"detail-of-knowledge": "early"},
    ]
    assert brought.notes == (
        "Answers given as numbers: 1 was taken for the first answer in question 5.",
        "Answers given as numbers: 0 was taken for the first answer in question 1.",
    )


def test_a_spreadsheet_with_semicolons_and_ids_from_a_program_for_statistics() -> None:
    form = form_of("spreadsheet.csv")
    assert (form.tool, form.headers, len(form.rows)) == ("", 1, 4)
    assert private(form) == {"Straße": "address"}
    assert found(form)["detail_of_knowledge"] == ("detail-of-knowledge", "id")
    assert found(form)["owner_of_list"] == ("list-owner", "id")  # as the item was called earlier
    assert found(form)["Rolle"] == ("role", "guess")
    brought = taken(form, missing=frozenset({"-99"}), unknown="cells")
    assert said(brought) == [
        {
            "detail-of-knowledge": "groups",
            "list-owner": "yes",
            "days-to-answer": 12.5,
            "customers-now": {
                "level": "agree",
                "figures": {"n": 1234},
                "definition": "",
                "source": "Büro",
                "explanation": "",
            },
        },
        {"detail-of-knowledge": "one-by-one", "list-owner": "partly", "days-to-answer": 1200},
        {"detail-of-knowledge": "one-by-one", "list-owner": "no", "days-to-answer": 7},
        {"days-to-answer": 8},
    ]
    count = brought.people[0].answers[brought.items.index("customers-now")]
    assert count is not None
    assert count.comment == "Größe unklar"
    assert brought.roles == ("Führung", "Team")
    assert [(each.row, each.value) for each in brought.findings] == [(3, "a5"), (4, "a5")]
