"""What an organisation may say about itself in the pool: short closed lists, so that no answer is one of a kind."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

NOT_SAID = "Not said"

# The sections of NACE Rev. 2.1 in plain words; some that few companies belong to are put together.
INDUSTRIES = {
    "agriculture": "Agriculture, forestry and fishing",
    "mining": "Mining and quarrying",
    "manufacturing": "Manufacturing",
    "energy-water": "Energy, water and waste",
    "construction": "Construction",
    "trade": "Wholesale and retail trade",
    "transport": "Transport and storage",
    "hospitality": "Hotels and restaurants",
    "media-telecom": "Publishing, media and telecommunications",
    "software": "Software and computer services",
    "finance": "Banking and insurance",
    "real-estate": "Real estate",
    "professional": "Professional and technical services",
    "support-services": "Administrative and support services",
    "public": "Public administration",
    "education": "Education",
    "health": "Health and social work",
    "leisure": "Arts, sport and recreation",
    "other-services": "Other services",
}
SIZES = {
    "1-49": "1 to 49 employees",
    "50-249": "50 to 249 employees",
    "250-999": "250 to 999 employees",
    "1000-9999": "1,000 to 9,999 employees",
    "10000": "10,000 employees or more",
}
# Band of respondents to (fewest, weight): the middle of the band, rounded up; the open one weighs its lower end.
PEOPLE = {"5-9": (5, 7), "10-19": (10, 15), "20-49": (20, 35), "50-99": (50, 75), "100": (100, 100)}


@cache
def countries() -> dict[str, str]:
    """Return the two letters of each country of ISO 3166 to its name, in the order of the names.

    Source:
        ``iso3166.tab`` of the IANA time zone database, as the package tzdata holds it.
    """
    table = files("tzdata").joinpath("zoneinfo", "iso3166.tab").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in table.splitlines() if line and not line.startswith("#"))
    return dict(sorted(((code, name) for code, name in rows), key=lambda each: each[1]))


def band(people: int) -> str:
    """Return the band of a number of respondents, at least 5.

    Raises:
        ValueError: There are fewer.
    """
    found = [name for name, (fewest, _) in PEOPLE.items() if people >= fewest]
    if not found:
        raise ValueError("Fewer than five respondents are in no band.")
    return found[-1]


def band_words(name: str) -> str:
    """Return a band in words, such as "5 to 9"."""
    return f"{name} or more" if "-" not in name else name.replace("-", " to ")


def trait_words(kind: str, value: str) -> str:
    """Return an industry, a country or a size in words; ``NOT_SAID`` where it is empty or not on its list."""
    lists = {"industry": INDUSTRIES, "size": SIZES, "country": countries()}
    return lists[kind].get(value, NOT_SAID)
