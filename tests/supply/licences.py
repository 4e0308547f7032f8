"""Which licence each package has that the app needs at run time, and which licences it may have.

A package says so in its own metadata. Where that is no SPDX expression, what its licence file says stands in `READ`.
"""

from __future__ import annotations

import re
from importlib.metadata import metadata

from packaging.licenses import InvalidLicenseExpression, canonicalize_license_expression

from tests.supply.locked import HOME, RUN_TIME, locked

PAGE = HOME / "docs" / "licences.md"
ALLOWED = {
    *("0BSD", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "CC0-1.0", "ISC", "MIT", "MIT-0", "MIT-CMU"),
    *("MPL-2.0", "PSF-2.0", "Unlicense", "Zlib"),
}
LESSER = {"psycopg", "psycopg-binary"}  # the only ones that may be LGPL; the page says why
READ = {
    "altair": "BSD-3-Clause",
    "itsdangerous": "BSD-3-Clause",
    "jinja2": "BSD-3-Clause",
    "protobuf": "BSD-3-Clause",
    "pydeck": "Apache-2.0",
    "scipy": "BSD-3-Clause",
    "segno": "BSD-3-Clause",
}
HEAD = """\
# Licences of what the app needs at run time

Written by `tests/supply/test_licences.py` from the metadata of the packages in `requirements.txt`. A test fails where a
package is under the GPL or the AGPL, or under a licence that nobody has looked at.

psycopg, the driver for PostgreSQL, is under the LGPL: the app imports it as it was published, unchanged, and anybody
can put another version in its place, so the licence asks nothing of the app's own code. Whoever hands on an image with
it inside hands on its licence too, which is in the package.

Some wheels hold libraries of others as files of their own, with their licences: numpy and scipy hold GCC's libgfortran
(GPL with the GCC Runtime Library Exception, which allows it in programs of any licence) and libquadmath (LGPL),
psycopg-binary holds libpq and what that needs (OpenSSL, Kerberos, OpenLDAP; libkeyutils under the LGPL).

| package | version | licence |
|---|---|---|
"""


def licence(name: str) -> str:
    """Return the licence of an installed package as an SPDX expression; empty where nobody has looked at it."""
    if name in READ:
        return READ[name]
    try:
        return canonicalize_license_expression(said(name, "License-Expression") or said(name, "License"))
    except InvalidLicenseExpression:
        return ""


def said(name: str, field: str) -> str:
    """Return a field of an installed package's metadata; empty where it has none."""
    found: list[str] = metadata(name).get_all(field, [])
    return "".join(found[:1])


def is_allowed(name: str, expression: str) -> bool:
    """Say whether a package may be used at run time; of licences to choose from one is enough."""
    allowed = ALLOWED | ({"LGPL-3.0-only"} if name in LESSER else set())
    choices = expression.split(" OR ")
    return bool(expression) and any(set(re.split(r" AND |[()]+", each)) - {""} <= allowed for each in choices)


def page() -> str:
    """Return the page that lists them."""
    rows = [f"| {each.name} | {each.version} | {licence(each.name)} |\n" for each in locked(RUN_TIME)]
    return HEAD + "".join(rows)
