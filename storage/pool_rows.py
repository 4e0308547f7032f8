"""Turns what the pool keeps into rows and rows into records, one pair of functions a table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from benchmarks.own_model import OwnFile
from benchmarks.pool_model import Edition, Entry, Family, Place, Placed, Traits

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy import Row


def of_family(family: Family) -> dict[str, Any]:
    """Return the columns that name a family, in every table of the pool."""
    return {"questionnaire_id": family.questionnaire_id, "version": family.version, "form": family.form}


def to_family(row: Row[Any]) -> Family:
    """Return the family that a row names."""
    return Family(row.questionnaire_id, row.version, row.form)


def of_entry(entry: Entry) -> dict[str, Any]:
    """Return the row of an entry that waits."""
    return {
        **of_family(entry.family),
        "organisation": entry.organisation,
        "wave_id": entry.wave_id,
        "scores": dict(entry.scores),
        "people": entry.people,
        "industry": entry.traits.industry,
        "country": entry.traits.country,
        "size": entry.traits.size,
        "quarter": entry.quarter,
        "joined_at": entry.joined_at,
        "cell": "",
        "spent": False,
    }


def to_entry(row: Row[Any]) -> Entry:
    """Return the entry of a row."""
    return Entry(
        organisation=row.organisation,
        family=to_family(row),
        wave_id=row.wave_id,
        scores=row.scores,
        people=row.people,
        traits=Traits(row.industry, row.country, row.size),
        quarter=row.quarter,
        joined_at=row.joined_at,
        cell=row.cell,
        spent=row.spent,
    )


def of_edition(edition: Edition) -> dict[str, Any]:
    """Return the row of an edition."""
    return {
        **of_family(edition.family),
        "number": edition.number,
        "kind": edition.kind,
        "value": edition.value,
        "published_at": edition.published_at,
        "organisations": edition.organisations,
        "cells": list(edition.cells),
        "shown": list(edition.keys),
        "figures": {key: list(each) for key, each in edition.figures.items()},
    }


def of_place(edition: Edition, organisation: str, places: Mapping[str, Place]) -> dict[str, Any]:
    """Return the row of what an edition says of one organisation."""
    name = {"number": edition.number, "kind": edition.kind, "value": edition.value}
    return {
        **of_family(edition.family),
        **name,
        "organisation": organisation,
        "places": {key: list(each) for key, each in places.items()},
    }


def to_placed(row: Row[Any]) -> Placed:
    """Return an edition with what it says of one organisation, from a row of both tables."""
    edition = Edition(
        family=to_family(row),
        number=row.number,
        kind=row.kind,
        value=row.value,
        published_at=row.published_at,
        organisations=row.organisations,
        cells=tuple(row.cells),
        keys=tuple(row.shown),
        figures={key: (low, middle, high) for key, (low, middle, high) in row.figures.items()},
    )
    return Placed(edition, {key: Place(*each) for key, each in row.places.items()})


def of_own_file(file: OwnFile) -> dict[str, Any]:
    """Return the row of a file."""
    return {
        "id": file.id,
        "assessment_id": file.assessment_id,
        "name": file.name,
        "giver": file.giver,
        "content": file.content,
        "kept_at": file.kept_at,
    }


def to_own_file(row: Row[Any]) -> OwnFile:
    """Return the file of a row."""
    return OwnFile(row.id, row.assessment_id, row.name, row.giver, row.content, row.kept_at)
