"""Headers: codes and texts, parts, names that stand there twice, columns without a name, rows that do not fit."""

from __future__ import annotations

import pytest

from assessments.intake_file import EMPTY, UnreadableError
from assessments.intake_form import Column, Form, read_form
from assessments.intake_match import proposals
from assessments.intake_targets import cannot, targets_of, titles_of
from tests.assessments.forms.asked import ASK, found, private, questionnaire
from tests.scoring.build import agenda, dimension, item
from tests.scoring.build import questionnaire as small


def form(*lines: str) -> Form:
    return read_form("\n".join(lines).encode())


def columns(*lines: str) -> list[tuple[str, str, str, str]]:
    return [(each.name, each.code, each.text, each.part) for each in form(*lines, "1").columns]


def test_a_word_is_a_code_and_several_are_a_question() -> None:
    assert columns("Q1,How are you?,How are you? [At home]") == [
        ("Q1", "Q1", "", ""),
        ("How are you?", "", "How are you?", ""),
        ("How are you? [At home]", "", "How are you?", "At home"),
    ]


def test_limesurvey_with_code_and_text_and_sub_questions() -> None:
    header = "id;submitdate;lastpage;G01Q02. How many?;G02Q01[SQ001]. Who speaks? [Service];G02Q01[SQ002]"
    assert columns(header)[3:] == [
        ("G01Q02", "G01Q02", "How many?", ""),
        ("G02Q01 [SQ001]", "G02Q01", "Who speaks?", "SQ001"),
        ("G02Q01 [SQ002]", "G02Q01", "", "SQ002"),
    ]
    assert form("G02Q01[SQ001],x", "Y,1").tool == "LimeSurvey"


def test_columns_with_the_same_name_are_told_apart_by_their_number_and_never_taken_twice() -> None:
    read = form(f"{ASK['why']},{ASK['why']},,Comments", "a,b,c,d")
    assert [each.name for each in read.columns] == [
        "What would you change first? (column 1)",
        "What would you change first? (column 2)",
        "(column 3)",
        "Comments",
    ]
    assert read.notes == (
        "2 columns are called “What would you change first?”. They are told apart by their number; say which is which.",
    )
    assert found(read) == {"What would you change first? (column 1)": ("change-first", "text")}


def test_a_long_name_is_cut() -> None:
    (column,) = form("Do you really " + "very " * 40 + "much?", "1").columns
    assert (len(column.name), column.name[-1]) == (101, "…")


def test_rows_with_more_or_fewer_cells_stand_apart_unless_what_is_too_much_is_empty() -> None:
    read = form("a,b", "1,2", "3", "4,5,", "6,7,8")
    assert [(row.number, row.cells) for row in read.rows] == [(2, ("1", "2")), (4, ("4", "5"))]
    assert [(row.number, row.cells) for row in read.ragged] == [(3, ("3",)), (5, ("6", "7", "8"))]


def test_a_header_alone_is_no_table() -> None:
    with pytest.raises(UnreadableError) as refused:
        form("a,b")
    assert str(refused.value) == EMPTY


def test_three_rows_of_which_the_third_is_not_of_qualtrics() -> None:
    assert form("a,b", "1,2", '"{""Import"":1}",2').headers == 1


def test_qualtrics_may_have_texts_for_more_columns_than_codes() -> None:
    read = form("Q1", "Text,More - Part", '"{""ImportId"":""QID1""}"', "1,2")
    assert [(each.code, each.text, each.part) for each in read.columns] == [("Q1", "Text", ""), ("", "More", "Part")]


def test_columns_about_people_by_header() -> None:
    header = (
        "E-Mail,IP-Adresse,Stadt,Anschrift,Handy,Nachname,Browser,refURL,Geburtsdatum,Personalnummer,Q1_Click Count,x"
    )
    assert private(form(header, "," * 11 + "1")) == {
        "E-Mail": "email",
        "IP-Adresse": "ip",
        "Stadt": "location",
        "Anschrift": "address",
        "Handy": "phone",
        "Nachname": "name",
        "Browser": "device",
        "refURL": "referrer",
        "Geburtsdatum": "date",
        "Personalnummer": "id",
        "Q1_Click Count": "date",
    }


@pytest.mark.parametrize(
    ("cells", "what"),
    [
        (["ada@example.org", "", "ben.b@mail.example.org"], "email"),
        (["203.0.113.9", "203.0.113.10"], "ip"),
        (["2001:db8::1", "2001:db8:0:0:0:0:0:2"], "ip"),
        (["https://example.org/x", "www.example.org"], "referrer"),
        (["Mozilla/5.0 (X11; Linux x86_64)"], "device"),
        (["2026-03-02 09:15", "2026-03-03"], "date"),
        (["03/02/2026 9:15 AM", "3.2.26"], "date"),
        (["47.37690", "-8.54170"], "location"),
        (["+41 44 555 01 02", "0044 20 5550 1234"], "phone"),
        (["ada@example.org", "no mail", "none"], ""),
        (["12:30:45", "7"], ""),
        ([""], ""),
    ],
)
def test_columns_about_people_by_what_stands_in_them(cells: list[str], what: str) -> None:
    read = form("unknown\tother", *(f"{cell}\tx" for cell in cells))
    assert private(read) == ({"unknown": what} if what else {})


def test_a_question_with_a_word_for_names_in_it_is_no_column_about_people() -> None:
    assert private(form("Do the people at the desk know customers by name?", "Yes")) == {}


def test_a_question_answered_with_addresses_is_left_out_although_it_fits() -> None:
    read = form(f"{ASK['why']}", "ada@example.org", "ben@example.org")
    assert private(read) == {ASK["why"]: "email"}
    assert found(read) == {}


@pytest.mark.parametrize(
    ("header", "target"),
    [
        ("detail-of-knowledge", ("detail-of-knowledge", "id")),
        ("Detail_Of_Knowledge", ("detail-of-knowledge", "id")),
        ("detailofknowledge", ("detail-of-knowledge", "id")),
        ("owner-of-list", ("list-owner", "id")),
        ("voices[SERVICE]", ("voices.service", "id")),
        ("voices.service", ("voices.service", "id")),
        ("first-next-year.comment", ("first-next-year.comment", "id")),
        ("first-next-year[Kommentar]", ("first-next-year.comment", "id")),
        ("customers_now_n", ("customers-now.n", "id")),
        ("3. How often do you visit customers?", ("visits", "text")),
        ("Q3: how often do you visit  customers", ("visits", "text")),
        ("How often do you visit customers", ("visits", "text")),
        ("How are the minutes of the meeting shared? [Sales, orders]", ("minutes.sales", "text")),
        ("How are the minutes of the meeting shared? [sales]", ("minutes.sales", "text")),
        ("What is the number of your customers as of today? [Source]", ("customers-now.source", "text")),
        ("How often do you go and visit customers?", ("visits", "guess")),
        ("In your opinion: how often do you visit customers? Please choose one answer only.", ("visits", "guess")),
        ("How often do you and yours visit customers? [Comment]", ("visits.comment", "guess")),
        ("Abteilung", ("unit", "guess")),
        ("Participant code", ("respondent", "guess")),
    ],
)
def test_what_a_column_is_taken_for(header: str, target: tuple[str, str]) -> None:
    (what,) = found(form(f'"{header}",zz', "1,2")).values()
    assert what == target


@pytest.mark.parametrize(
    "header",
    [
        "voices[other]",
        "How are the minutes of the meeting shared? [Lunch]",
        "How often?",
        "Weather",
        "nearer.x",
        "zz.q",
    ],
)
def test_what_fits_nothing_is_left_out(header: str) -> None:
    assert found(form(f"{header},zz", "1,2")) == {}


def test_what_is_sure_goes_before_what_is_guessed() -> None:
    read = form("How often do you go and visit customers?,visits,Department,Abteilung", "1,2,3,4")
    assert found(read) == {"visits": ("visits", "id"), "Department": ("unit", "guess")}


def test_texts_that_belong_to_two_questions_are_no_sign() -> None:
    asked = small(dimension("d", *(item("text", name, ask="Why?", label=name.upper()) for name in ("one", "two"))))
    read = form("Why?,ONE.", "x,y")
    assert [each.target and each.target.name for each in proposals(read, asked)] == [None, "one"]


def test_everything_a_table_may_bring_has_a_name_and_a_title() -> None:
    titles = titles_of(questionnaire())
    names = {each.name: title for each, title in titles.items()}
    assert names["voices.service"] == "6. Who speaks for customers in the meeting?: Service"
    assert names["visits.comment"] == "3. How often do you visit customers?: comment"
    assert names["customers-now.definition"].endswith(": The rule as it is written down")
    assert names["role"] == "Role of the respondent"
    assert "change-first.comment" not in names  # a text has nothing beside it
    assert len(names) == len(titles)


def test_an_option_that_is_called_comment_is_an_option() -> None:
    options = [{"id": "comment", "text": "A comment"}, {"id": "other", "text": "Other"}]
    asked = small(dimension("d", item("checklist", "said", options=options), agenda()))
    assert targets_of(asked)["said.comment"].kind == "part"
    assert not any(name.startswith("agenda") for name in targets_of(asked))
    (sentence,) = cannot(asked)
    assert sentence == "“agenda?” is a table of topics, one for each respondent: it cannot be brought in from a form."
    assert cannot(questionnaire()) == ()


def test_a_column_knows_its_place() -> None:
    assert form("a,b", "1,2").columns[1] == Column(1, "b", "b", "", "")
