"""The fingerprints of a file's parts, and which part was changed since they were made."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from assessments.transfer_json import misfit
from assessments.transfer_plain import mark

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from assessments.transfer_json import Misfit, Path

CHANGED = "This part is not what it was when the file was made. Use the file as it was exported."


@dataclass(frozen=True, slots=True)
class Changed:
    """A part whose fingerprint is another one now.

    Attributes:
        path: Where the fingerprint stands, below the fingerprints.
        what: The part in words.
    """

    path: Path
    what: str

    @property
    def misfit(self) -> Misfit:
        """The same as a finding that keeps a file from being used."""
        return misfit(("fingerprints", *self.path), f"{self.what}: {CHANGED}")


def marks_of(data: Mapping[str, Any]) -> dict[str, Any]:
    """Return the fingerprints of a file's parts.

    A wave's is made without its responses, which have their own; that of a questionnaire with its keys in the order in
    which they stand, which its digest leaves out. The fingerprint of the whole is made of all others.

    Args:
        data: The plain values of the file, with or without fingerprints.
    """
    results = data["results"]
    marks = {
        "head": mark([data[key] for key in ("format", "version", "copy", "about")]),
        "assessment": mark(data["assessment"]),
        "actions": mark(data["actions"]),
        "definitions": {key: mark(each, as_it_stands=True) for key, each in data["definitions"].items()},
        "waves": {
            each["id"]: mark({key: value for key, value in each.items() if key != "responses"})
            for each in data["waves"]
        },
        "responses": {each["id"]: mark(each) for wave in data["waves"] for each in wave["responses"]},
        "results": {
            "series": mark(results["series"]),
            **{
                part: {owner: mark(figures) for owner, figures in results[part].items()}
                for part in ("waves", "counted", "responses")
            },
        },
    }
    return {**marks, "whole": mark(marks)}


def changed_parts(data: Mapping[str, Any]) -> tuple[Changed, ...]:
    """Return the parts whose fingerprint is another one now, those that are missing or new among them.

    Args:
        data: The plain values of a file of the right shape.
    """
    stated, now = dict(_flat(data["fingerprints"])), dict(_flat(marks_of(data)))
    names = _names(data)
    paths = [path for path in {**now, **stated} if stated.get(path) != now.get(path)]
    return tuple(Changed(path, _what(path, names)) for path in paths)


def _flat(marks: Mapping[str, Any], path: Path = ()) -> Iterator[tuple[Path, str]]:
    for key, value in marks.items():
        if isinstance(value, str):
            yield (*path, key), value
        else:
            yield from _flat(value, (*path, key))


def _names(data: Mapping[str, Any]) -> dict[str, str]:
    """Return the id of a wave or a response, or a digest, to what it is called."""
    asked = {
        digest: f"questionnaire {each.get('id')} {each.get('version')}" for digest, each in data["definitions"].items()
    }
    waves = {each["id"]: f"wave “{each['label']}”" for each in data["waves"]}
    people = {
        own["id"]: f"response {own['id']} of {waves[each['id']]}" for each in data["waves"] for own in each["responses"]
    }
    return asked | waves | people


_WHAT = {
    "head": "What kind of copy it is",
    "assessment": "The assessment",
    "actions": "The promises",
    "whole": "The whole",
}


def _what(path: Path, names: Mapping[str, str]) -> str:
    """Return a part in words."""
    *kind, last = (str(part) for part in path)
    if not kind:
        return _WHAT[last]
    if kind == ["results"]:
        return "The figures over the waves"
    name = names.get(last, f"{last}, which the file does not hold")
    return f"The figures of {name}" if kind[0] == "results" else name[0].upper() + name[1:]
