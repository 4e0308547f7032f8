"""Numbers as people and spreadsheets write them, with either decimal sign; what can be read in two ways is refused."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Literal

from questionnaires.problems import shown
from questionnaires.values import InvalidValueError

if TYPE_CHECKING:
    from collections.abc import Iterable

Sign = Literal["", ".", ","]  # the decimal sign; empty where nothing decides
_EXACT = 2**53
_PLAIN = re.compile(r"\d+(?:[eE][+-]?\d+)?", re.ASCII)
_GROUPED = re.compile(r"\d{1,3}(?:[ ']\d{3})+(?:[.,]\d+)?", re.ASCII)
_EITHER = re.compile(r"[1-9]\d{0,2}[.,]\d{3}", re.ASCII)
_POINT = re.compile(r"\d{1,3}(?:,\d{3})+\.\d+|\d{1,3}(?:,\d{3}){2,}|\d*\.\d+(?:[eE][+-]?\d+)?", re.ASCII)
_COMMA = re.compile(r"\d{1,3}(?:\.\d{3})+,\d+|\d{1,3}(?:\.\d{3}){2,}|\d*,\d+", re.ASCII)
_WITH_UNIT = re.compile(r"(?<=\d)\s*[^\W\d]+$")
_ALIKE = str.maketrans({"−": "-", "’": "'", "´": "'"})


def decimal_sign(cells: Iterable[str]) -> Sign:
    """Return the decimal sign that the numbers of a column agree on."""
    signs = {_sign(_bare(cell)) for cell in cells}  # whatever unit follows
    signs.discard("")
    return signs.pop() if len(signs) == 1 else ""


def number_in(cell: str, sign: Sign, unit: str = "") -> float | int:
    """Return the number that a cell holds.

    Args:
        cell: As it stands in the file; a sign of per cent or of a currency, and the unit, are passed over.
        sign: The decimal sign of its column.
        unit: What may follow the number.

    Raises:
        InvalidValueError: It is no number, or could be read as two.
    """
    text = _bare(cell, unit)
    minus, digits = text[:1] == "-", text.lstrip("+-")
    if len(text) - len(digits) > 1:
        digits = ""
    if _EITHER.fullmatch(digits):
        if not sign:
            raise InvalidValueError(
                f"“{shown(cell)}” can be read in two ways. Leave out the thousands sign, or end the number with a 0."
            )
        plain = digits.replace(",", ".") if sign in digits else re.sub("[.,]", "", digits)
    elif _GROUPED.fullmatch(digits):
        plain = re.sub("[ ']", "", digits).replace(",", ".")
    elif _PLAIN.fullmatch(digits):
        plain = digits
    elif _POINT.fullmatch(digits):
        plain = digits.replace(",", "")
    elif _COMMA.fullmatch(digits):
        plain = digits.replace(".", "").replace(",", ".")
    else:
        raise InvalidValueError(f"“{shown(cell)}” is not a number.")
    value = float(f"-{plain}" if minus else plain)
    return int(value) if value.is_integer() and abs(value) < _EXACT else value


def whole_in(cell: str) -> int | None:
    """Return the whole number that a cell holds, also one written ``3.0``; None for anything else."""
    try:
        found = number_in(cell, ".")
    except InvalidValueError:
        return None
    return found if isinstance(found, int) else None


def _sign(text: str) -> Sign:
    digits = _WITH_UNIT.sub("", text.lstrip("+-"))
    if _EITHER.fullmatch(digits):
        return ""
    if _POINT.fullmatch(digits):
        return "."
    return "," if _COMMA.fullmatch(digits) else ""


def _bare(cell: str, unit: str = "") -> str:
    """Return a cell without what may stand around a number."""
    text = unicodedata.normalize("NFKC", cell).translate(_ALIKE).strip()
    if unit and text.casefold().endswith(unit.casefold()):
        text = text[: -len(unit)]
    text = "".join(each for each in text if unicodedata.category(each) not in {"Sc", "Cf"})
    return " ".join(text.removesuffix("%").split())
