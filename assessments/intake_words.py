"""Words as people and form tools write them: texts made comparable, and words that stand for no or for every answer."""

from __future__ import annotations

import html
import re
import unicodedata
from functools import lru_cache

DONT_KNOW = frozenset(
    (
        "dk",
        "don t know",
        "dont know",
        "do not know",
        "i don t know",
        "i dont know",
        "i do not know",
        "don t know can t say",
        "not sure",
        "unsure",
        "i m not sure",
        "can t say",
        "cannot say",
        "weiß nicht",
        "weiss nicht",
        "ich weiß nicht",
        "ich weiss nicht",
        "weiß ich nicht",
        "weiss ich nicht",
        "kann ich nicht beurteilen",
        "kann ich nicht sagen",
        "je ne sais pas",
        "ne sait pas",
        "ne sais pas",
        "no sé",
        "no lo sé",
        "no sabe",
        "non so",
        "non lo so",
        "weet niet",
        "weet ik niet",
        "ved ikke",
        "vet ej",
        "vet inte",
        "não sei",
    )
)
NOT_APPLICABLE = frozenset(
    (
        "na",
        "n a",
        "not applicable",
        "does not apply",
        "does not apply to us",
        "nicht zutreffend",
        "nicht anwendbar",
        "entfällt",
        "sans objet",
        "non applicable",
        "ne s applique pas",
        "no aplica",
        "no procede",
        "non applicabile",
        "niet van toepassing",
        "n v t",
        "não se aplica",
    )
)
NO_ANSWER = frozenset(
    (
        "no answer",
        "no response",
        "prefer not to say",
        "prefer not to answer",
        "i prefer not to say",
        "refused",
        "skipped",
        "not answered",
        "keine angabe",
        "k a",
        "keine antwort",
        "möchte ich nicht sagen",
        "sans réponse",
        "pas de réponse",
        "sin respuesta",
        "ns nc",
        "nessuna risposta",
        "geen antwoord",
        "null",
        "nan",
    )
)
NONE_OF_THESE = frozenset(
    (
        "none",
        "none of these",
        "none of the above",
        "keine",
        "keines davon",
        "nichts davon",
        "aucun",
        "ninguno",
        "nessuno",
    )
)
YES = ("yes", "y", "true", "ja", "j", "oui", "sí", "si", "sì", "sim", "wahr", "vrai")
PARTLY = ("partly", "partially", "in part", "somewhat", "to some extent", "teilweise", "zum teil", "teils teils")
PARTLY_TOO = ("en partie", "partiellement", "en parte", "parcialmente", "in parte", "parzialmente", "deels", "delvis")
NO = ("no", "n", "false", "nein", "non", "nee", "nej", "não", "falsch", "faux")
CHECKED = frozenset((*YES, "1", "x", "checked", "selected", "ticked", "on", "ausgewählt", "gewählt", "coché"))
UNCHECKED = frozenset(
    (*NO, "0", "unchecked", "not selected", "not checked", "off", "nicht ausgewählt", "nicht gewählt", "non coché")
)
TICKS = frozenset("✓✔☑✅☒")

# Answers on the usual scales, low to high, by their number of steps.
SCALES: tuple[tuple[tuple[str, ...], ...], ...] = (
    (
        ("strongly disagree", "stimme überhaupt nicht zu", "stimme gar nicht zu", "pas du tout d accord"),
        ("disagree", "stimme nicht zu", "stimme eher nicht zu", "pas d accord", "plutôt pas d accord"),
        ("neither agree nor disagree", "neutral", "undecided", "neither", "teils teils", "weder noch", "neutre"),
        ("agree", "stimme zu", "stimme eher zu", "d accord", "plutôt d accord"),
        ("strongly agree", "stimme voll zu", "stimme voll und ganz zu", "stimme völlig zu", "tout à fait d accord"),
    ),
    (
        ("strongly disagree", "stimme überhaupt nicht zu", "stimme gar nicht zu", "pas du tout d accord"),
        ("disagree", "stimme nicht zu", "stimme eher nicht zu", "pas d accord", "plutôt pas d accord"),
        ("agree", "stimme zu", "stimme eher zu", "d accord", "plutôt d accord"),
        ("strongly agree", "stimme voll zu", "stimme voll und ganz zu", "stimme völlig zu", "tout à fait d accord"),
    ),
    (
        ("strongly disagree", "stimme überhaupt nicht zu", "stimme gar nicht zu", "pas du tout d accord"),
        ("disagree", "stimme nicht zu", "pas d accord"),
        ("somewhat disagree", "slightly disagree", "stimme eher nicht zu", "plutôt pas d accord"),
        ("neither agree nor disagree", "neutral", "undecided", "neither", "teils teils", "weder noch", "neutre"),
        ("somewhat agree", "slightly agree", "stimme eher zu", "plutôt d accord"),
        ("agree", "stimme zu", "d accord"),
        ("strongly agree", "stimme voll zu", "stimme voll und ganz zu", "stimme völlig zu", "tout à fait d accord"),
    ),
)
FREQUENCIES: tuple[tuple[tuple[str, ...], ...], ...] = (
    (
        ("never", "nie", "niemals", "jamais", "nunca", "mai"),
        ("rarely", "seldom", "selten", "rarement", "raramente"),
        ("sometimes", "occasionally", "manchmal", "gelegentlich", "parfois", "a veces", "a volte"),
        ("often", "frequently", "usually", "oft", "häufig", "souvent", "a menudo", "spesso"),
        ("always", "immer", "toujours", "siempre", "sempre"),
    ),
)

_TAG = re.compile(r"<[^<>]{0,500}>")
_ENUMERATOR = re.compile(r"^\s*(?:q(?:uestion)?\s*)?\(?(?:[0-9]{1,3}|[a-z])(?:[).:]+\s+|\s+[-–—]\s+)", re.IGNORECASE)
_ALIKE = str.maketrans(
    {**dict.fromkeys("‘’‚‛`´′", "'"), **dict.fromkeys("“”„‟«»″", '"'), **dict.fromkeys("‐‑‒–—―−", "-")}
)


@lru_cache(maxsize=20_000)
def light(text: str) -> str:
    """Return text as it is compared first: letter case, space, dashes, quotes and marks of the web do not count."""
    text = html.unescape(_TAG.sub(" ", text)) if "<" in text or "&" in text else text
    text = unicodedata.normalize("NFKC", text).translate(_ALIKE).casefold()
    kept = "".join(each for each in text if each.isspace() or unicodedata.category(each) not in {"Cc", "Cf"})
    return " ".join(kept.split())


@lru_cache(maxsize=20_000)
def key(text: str) -> str:
    """Return text as it is compared where that did not fit: letters and digits only, one space between words."""
    return " ".join("".join(each if each.isalnum() else " " for each in light(text)).split())


def squashed(text: str) -> str:
    """Return an id as tools keep it that allow no hyphens, dots or underscores: small letters and digits."""
    return key(text).replace(" ", "")


def unnumbered(text: str) -> str:
    """Return text without the number that a tool or a person put before it, such as ``3.`` or ``b)``."""
    return _ENUMERATOR.sub("", text, count=1)
