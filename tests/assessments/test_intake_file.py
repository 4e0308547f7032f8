"""A file of answers as a file: encodings, delimiters, rows as a spreadsheet counts them, and what is no table."""

from __future__ import annotations

import pytest

from assessments import intake_file
from assessments.intake_file import BINARY, EMPTY, GUESSED_LETTERS, UNKNOWN_LETTERS, UnreadableError, open_file

TABLE = "id,Größe,note\r\n1,klein,„ja“\r\n2,groß,so\r\n"


def cells(content: bytes) -> list[tuple[str, ...]]:
    return [record.cells for record in open_file(content).records]


def why(content: bytes) -> str:
    with pytest.raises(UnreadableError) as refused:
        open_file(content)
    return str(refused.value)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_encodings_that_say_what_they_are(encoding: str) -> None:
    opened = open_file(TABLE.encode(encoding))
    assert [record.cells for record in opened.records] == [
        ("id", "Größe", "note"),
        ("1", "klein", "„ja“"),
        ("2", "groß", "so"),
    ]
    assert opened.notes == ()


def test_windows_letters_are_read_and_the_guess_is_said() -> None:
    opened = open_file(TABLE.encode("cp1252"))
    assert opened.records[1].cells == ("1", "klein", "„ja“")
    assert opened.notes == (GUESSED_LETTERS,)


def test_letters_of_no_encoding_that_is_known() -> None:
    assert why(b"id,note\n1,\x81\x8d\n") == UNKNOWN_LETTERS
    assert why("id,note\n1,so\n".encode("utf-16")[:-1]) == UNKNOWN_LETTERS  # half a letter at its end


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_delimiters(delimiter: str) -> None:
    lines = [["a", "b", "c"], ["1", "2", "3"], ["x, y; z", "5", ""]]
    text = "\n".join(delimiter.join(f'"{each}"' for each in line) for line in lines)
    assert cells(text.encode()) == [("a", "b", "c"), ("1", "2", "3"), ("x, y; z", "5", "")]


def test_the_delimiter_that_makes_even_rows_is_taken_although_another_is_more_frequent() -> None:
    assert cells(b"when;what\n1;a, b, c\n2;d\n") == [("when", "what"), ("1", "a, b, c"), ("2", "d")]


def test_a_single_column_has_no_delimiter() -> None:
    assert cells(b"note\nso\nsuch\n") == [("note",), ("so",), ("such",)]


@pytest.mark.parametrize(("line", "rest"), [("sep=;", "a;b,c"), ("SEP=,", "a,b;c"), ("sep=\t", "a\tb;c")])
def test_a_first_line_may_name_the_delimiter_and_is_no_row(line: str, rest: str) -> None:
    opened = open_file(f"{line}\r\n{rest}\r\n".encode())
    assert [(record.number, len(record.cells)) for record in opened.records] == [(2, 2)]


def test_quotes_hold_delimiters_quotes_and_line_ends_and_blank_rows_count() -> None:
    opened = open_file(b'a,b\n\n"1, ""one""","two\nlines"\n,\n 3 , four \n')
    assert [(record.number, record.cells) for record in opened.records] == [
        (1, ("a", "b")),
        (3, ('1, "one"', "two\nlines")),
        (5, ("3", "four")),
    ]


@pytest.mark.parametrize("content", [b"", b"  \n\n", b"\xef\xbb\xbf", b"\n,,\n,,\n", b"sep=;\n"])
def test_nothing_in_it(content: bytes) -> None:
    assert why(content) == EMPTY


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"PK\x03\x04xl/workbook.xml", "This is a workbook or another packed file"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "This is an Excel workbook"),
        (b"%PDF-1.7", "This is a PDF"),
        (b"\x89PNG" + bytes(range(1, 32)) * 9, BINARY),
        (b"GIF89a" + bytes(range(1, 9)) * 99, BINARY),
        (b"a,b\n" + b"\x00" * 99 + b"c" * 200, BINARY),
    ],
)
def test_what_is_no_text(content: bytes, said: str) -> None:
    assert why(content).startswith(said)


def test_a_single_nul_does_no_harm() -> None:
    assert cells(b"a,b\n1\x00,2\n") == [("a", "b"), ("1", "2")]


def test_a_quote_that_is_never_closed_is_said_with_its_row() -> None:
    assert why(b'a,b\n1,2\n3,"4\n5,6\n') == ("Row 3 is not readable as CSV: a quote is never closed. Check its quotes.")
    assert why(b'a,b\n1,"' + b"x" * 200_000) == (
        "Row 2 is not readable as CSV: a quote is never closed. Check its quotes."
    )


def test_a_quote_in_the_wrong_place() -> None:
    assert "Row 2 is not readable as CSV: ',' expected after '\"'" in why(b'a,b\n"1"x,2\n')


def test_too_much(monkeypatch: pytest.MonkeyPatch) -> None:
    assert why(b"a," * 5_000 + b"\n") == "Row 1 has 5001 columns; at most 1000 fit."
    monkeypatch.setattr(intake_file, "MOST_ROWS", 3)
    assert len(cells(b"a\n1\n\n2\n")) == 3
    assert why(b"a\n1\n2\n3\n") == "The file has more than 3 rows. Split it."
    monkeypatch.setattr(intake_file, "MOST_BYTES", 3)
    assert why(b"a,b\n") == "The file has 0 MB; at most 0 MB fit."


def test_a_first_cell_that_is_larger_than_any_may_be() -> None:
    assert "Row 1" in why(b'"' + b"y" * 200_000 + b'",b\n')
