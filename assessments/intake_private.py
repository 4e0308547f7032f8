"""Columns about a person rather than an answer, told by their header or by the look of what stands in them."""

from __future__ import annotations

import itertools
import re
from typing import TYPE_CHECKING, Literal

from assessments.intake_words import key

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assessments.intake_form import Column

Private = Literal["", "email", "address", "location", "ip", "phone", "name", "device", "referrer", "date", "id"]
WHAT: dict[Private, str] = {
    "email": "e-mail addresses",
    "address": "addresses",
    "location": "a location",
    "ip": "network addresses",
    "phone": "telephone numbers",
    "name": "names",
    "device": "a device or browser",
    "referrer": "where somebody came from",
    "date": "dates and times",
    "id": "numbers that the form tool gave",
}
# Headers as tools and people write them, one or more to a line.
_HEADERS: dict[Private, str] = {
    "email": """
e ?mail( ?(address|adresse|addresse))?s?|recipient ?email|username
mail|courriel|correo( electrónico)?
""",
    "ip": """
ip|ip ?addr(ess|esse)?|ip adresse|adresse ip|dirección ip|indirizzo ip|remote addr
""",
    "location": """
location ?(latitude|longitude)|latitude|longitude|lat|lon|lng|geo ?(location)?|gps|coordinates
breitengrad|längengrad|koordinaten
country|city|town|region|land|ort|stadt|wohnort|pays|ville|país|ciudad|paese|città
""",
    "address": """
(postal |home |street |mailing )?address( line)? ?[0-9]?|street|zip|zip ?code|post ?code|postal code
adresse|anschrift|straße|strasse|hausnummer|plz|postleitzahl
rue|code postal|dirección|indirizzo|adres
""",
    "phone": """
(tele)?phone( number)?|mobile( number)?|cell|fax
tel|telefon(nummer)?|handy|téléphone|teléfono|telefono
""",
    "name": """
(your |full |first |last |family |given |sur|user |display |recipient ?(first|last) ?)?name|first ?name|last ?name
surname|participant name|respondent name
vorname|nachname|familienname|ihr name|nom|prénom|nombre|apellidos?|nome|cognome|naam
""",
    "device": """
(device|browser|os|operating system|resolution|user ?agent|meta info.*|fingerprint)( id| type| token)?
cookie|session( id)?|gerät|appareil|dispositivo
""",
    "referrer": """
ref ?url|referr?er( url)?|source url|utm .*|query ?string|distribution ?channel|embedded data
""",
    "date": """
timestamp|zeitstempel|horodateur|marca temporal|informazioni cronologiche|tijdstempel
date|datum|fecha|data|birth ?date|date of birth|birthday|geburtsdatum
(start|end|recorded|submit|completion|started|finished|submitted|created|modified|response) ?(date|time|at)( utc)?
last modified time|date ?stamp|date submitted|date started|date last action
startzeit|endzeit|fertigstellungszeit|datum abgeschickt|zuletzt geändert.*|heure de (début|fin)
duration( in seconds)?|total time|interviewtime|grouptime.*|.* (click|page) ?(count|submit)
""",
    "id": """
id|response ?id|respondent ?id|collector ?id|record ?id|submission ?id|seed|token|external ?(data )?reference
last ?page|start ?language|user ?language|language|status|response type|progress|finished|score
antwort id|letzte seite|start sprache|zufallsstartwert|total points|quiz feedback
personnel number|employee id|personalnummer|matrikelnummer|custom data ?[0-9]*
""",
}
_BY_HEADER = tuple((what, re.compile(lines.strip().replace("\n", "|"))) for what, lines in _HEADERS.items())
_BY_LOOK: tuple[tuple[Private, re.Pattern[str]], ...] = (
    ("email", re.compile(r"(mailto:)?[^@\s]+@[^@\s]+\.[A-Za-z]{2,}")),
    ("ip", re.compile(r"(\d{1,3}\.){3}\d{1,3}|[0-9a-fA-F]{0,4}(:[0-9a-fA-F]{0,4}){3,7}")),
    ("referrer", re.compile(r"(https?://|www\.)\S+", re.IGNORECASE)),
    ("device", re.compile(r"Mozilla/\d.*")),
    ("date", re.compile(r"\d{4}[-/.]\d{1,2}[-/.]\d{1,2}([T ].*)?|\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}([ ,].*)?")),
    ("location", re.compile(r"-?\d{1,3}\.\d{4,}(,\s*-?\d{1,3}\.\d{4,})?")),
    ("phone", re.compile(r"(?=(\D*\d){7,15}\D*$)(\+|00?)[\d ()/.-]{7,24}")),
)
_LONGEST_HEADER = 6  # words; what is longer is a question
_LOOKED_AT = 500
_MOSTLY = 0.5
_TWO_WORDS = re.compile(r"(?<=[a-zäöü])(?=[A-Z])")


def by_header(column: Column) -> Private:
    """Return what a column holds by its header; empty where that does not say."""
    for header in (column.code, column.text):
        parts = [key(_TWO_WORDS.sub(" ", header)), key(header)]
        if column.part and header:
            parts.append(key(column.part))
        for text in parts:
            if text and len(text.split()) <= _LONGEST_HEADER:
                for what, pattern in _BY_HEADER:
                    if pattern.fullmatch(text):
                        return what
    return ""


def by_look(cells: Sequence[str]) -> Private:
    """Return what most of the cells of a column look like; empty where that is nothing of this kind."""
    given = list(itertools.islice((cell for cell in cells if cell), _LOOKED_AT))
    for what, pattern in _BY_LOOK:
        if given and sum(pattern.fullmatch(cell[:200]) is not None for cell in given) > _MOSTLY * len(given):
            return what
    return ""
