"""Read YAML into plain values and remember where each one stands, refusing what YAML quietly reinterprets."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, field
from typing import Any

import yaml

from questionnaires.problems import Problem, shown

Path = tuple[str | int, ...]

_TRUTHS = {"true": True, "false": False}
_OLD_TRUTHS = frozenset({"yes", "no", "on", "off", "true", "false"})
_COLLECTIONS = frozenset({"tag:yaml.org,2002:map", "tag:yaml.org,2002:seq"})
_ALIAS = "alias"
_LONGEST_NUMBER = 40
_CONTROL_MESSAGE = "Not readable as YAML: a control character. Remove it."
_WHOLE = re.compile(r"[+-]?(0|[1-9]\d*)", re.ASCII)
_DECIMAL = re.compile(r"[+-]?(\d+\.\d*|\.\d+)([eE][+-]?\d+)?", re.ASCII)
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff]")


@dataclass(slots=True)
class Located:
    """A document as plain values plus the place of each value.

    Attributes:
        file: The file as the caller named it.
        data: dict, list, str, int, float, bool or None.
        places: Path of keys and indexes to (line, column), both counted from 1; a key's own place is under ``keys``.
        keys: Path of a mapping entry to the place of its key.
        refused: Paths whose value was refused; what stands in their place is a stopgap.
        problems: What was refused on the way.
    """

    file: str
    data: Any = None
    places: dict[Path, tuple[int, int]] = field(default_factory=dict)
    keys: dict[Path, tuple[int, int]] = field(default_factory=dict)
    refused: set[Path] = field(default_factory=set)
    problems: list[Problem] = field(default_factory=list)

    def place(self, path: Path, *, key: bool = False) -> tuple[int, int]:
        """Return the place of a path, or of its nearest ancestor that stands in the file."""
        if key and path in self.keys:
            return self.keys[path]
        while path and path not in self.places:
            path = path[:-1]
        return self.places.get(path, (1, 1))

    def problem(self, path: Path, code: str, message: str, *, key: bool = False, warning: bool = False) -> Problem:
        """Return a problem at a path."""
        line, column = self.place(path, key=key)
        return Problem(self.file, line, column, code, message, "warning" if warning else "error")


def read(text: str | bytes, file: str) -> Located:
    """Parse YAML text; problems are collected, never raised.

    Args:
        text: The file's content; bytes must be UTF-8.
        file: The name to report problems under.

    Returns:
        The located document. ``data`` is None when nothing could be read.
    """
    located = Located(file)
    try:
        root = _root(text)
        located.data = _Builder(located).build(root, ())
    except _UnreadableError as refusal:
        located.problems.append(Problem(file, refusal.line, refusal.column, refusal.code, str(refusal)))
    except RecursionError:
        located.problems.append(Problem(file, 1, 1, "Y002", "Nested too deeply to read. Flatten the lists."))
    return located


class _UnreadableError(Exception):
    """Nothing can be read at all, for the reason of a code."""

    def __init__(self, code: str, message: str, line: int = 1, column: int = 1) -> None:
        super().__init__(message)
        self.code = code
        self.line = line
        self.column = column


def _root(text: str | bytes) -> yaml.Node:
    """Return the one document of a file as a tree of nodes."""
    try:
        text = text.decode("utf-8-sig") if isinstance(text, bytes) else text
        nodes = list(yaml.compose_all(text, Loader=_Loader))
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise _UnreadableError("Y001", "This is not UTF-8 text. Save the file in the encoding UTF-8.", line) from None
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        said = " ".join(part for part in (error.context, error.problem) if part)
        message = f"Not readable as YAML: {said}. Check indentation, quotes and colons."
        raise _UnreadableError("Y002", message, line, column) from None
    except yaml.reader.ReaderError as error:
        raise _UnreadableError("Y002", _CONTROL_MESSAGE, str(text)[: error.position].count("\n") + 1) from None
    except (ValueError, OverflowError):  # "\U00110000": PyYAML does not catch what chr() refuses
        message = "Not readable as YAML: a character that does not exist. Correct what stands behind a backslash."
        raise _UnreadableError("Y002", message) from None
    if len(nodes) != 1:
        message = "A file holds exactly one document. Remove what stands behind '---', or fill it."
        line, column = (nodes[1].start_mark.line + 1, nodes[1].start_mark.column + 1) if nodes else (1, 1)
        raise _UnreadableError("Y003", message, line, column)
    return nodes[0]


class _Loader(yaml.SafeLoader):
    """Leaves a mark where an alias stands, instead of the node that it repeats."""

    def compose_node(self, parent: yaml.Node | None, index: Any) -> yaml.Node | None:
        if not self.check_event(yaml.AliasEvent):
            return super().compose_node(parent, index)
        event = self.peek_event()  # type: ignore[no-untyped-call] # the stubs leave it open
        super().compose_node(parent, index)  # refuses the alias of nothing
        return yaml.ScalarNode(_ALIAS, event.anchor, event.start_mark, event.end_mark)


class _Builder:
    """Turns one node tree into plain values."""

    def __init__(self, located: Located) -> None:
        self._located = located

    def build(self, node: yaml.Node, path: Path) -> Any:
        place = (node.start_mark.line + 1, node.start_mark.column + 1)
        self._located.places[path] = place
        if isinstance(node, yaml.ScalarNode):
            return self._scalar(node, path)
        if node.tag not in _COLLECTIONS:
            self._refuse(node, path, "Y007", _bad_tag(node))
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, path)
        return [self.build(child, (*path, index)) for index, child in enumerate(node.value)]

    def _refuse(self, node: yaml.Node, path: Path, code: str, message: str) -> None:
        mark = node.start_mark
        self._located.problems.append(Problem(self._located.file, mark.line + 1, mark.column + 1, code, message))
        self._located.refused.add(path)

    def _mapping(self, node: yaml.MappingNode, path: Path) -> dict[str, Any]:
        result: dict[str, Any] = {}
        for key_node, value_node in node.value:
            if not isinstance(key_node, yaml.ScalarNode):
                self._refuse(key_node, path, "Y008", "A key must be a word, not a list or a table.")
                continue
            key = str(key_node.value)
            here = (*path, key)
            if key_node.tag in {_ALIAS, "tag:yaml.org,2002:merge"}:
                self._refuse(
                    key_node, path, "Y004", f"'{shown(key)}' repeats something from elsewhere. Write it out here."
                )
                continue
            if _CONTROL.search(key):
                self._refuse(key_node, path, "Y002", _CONTROL_MESSAGE)
                continue
            if key_node.style is None and key.lower() in _OLD_TRUTHS:
                self._refuse(key_node, here, "Y006", f"The key {key} means true or false in YAML. Write it as '{key}'.")
            if key in result:
                self._refuse(key_node, path, "Y005", f"The key '{shown(key)}' stands here twice. Keep one of them.")
                continue
            self._located.keys[here] = (key_node.start_mark.line + 1, key_node.start_mark.column + 1)
            result[key] = self.build(value_node, here)
        return result

    def _scalar(self, node: yaml.ScalarNode, path: Path) -> str | float | bool | None:
        value = str(node.value)
        kind = node.tag.removeprefix("tag:yaml.org,2002:")
        if kind == _ALIAS:
            message = f"The alias *{shown(value)} repeats something from elsewhere. Write the value out here."
            self._refuse(node, path, "Y004", message)
        elif _CONTROL.search(value):
            self._refuse(node, path, "Y002", _CONTROL_MESSAGE)
        elif kind in {"str", "timestamp"}:
            return value
        elif kind in {"int", "float"}:
            return self._number(node, path, value)
        elif kind == "bool" and value in _TRUTHS:
            return _TRUTHS[value]
        elif kind == "bool":
            message = f"{shown(value)} is read as true or false in YAML. Write 'true' or 'false', or quote the word."
            self._refuse(node, path, "Y006", message)
        elif kind != "null":
            self._refuse(node, path, "Y007", _bad_tag(node))
        return None

    def _number(self, node: yaml.ScalarNode, path: Path, value: str) -> float | None:
        """Return a number in plain digits; 0o17, 017, 0x1F, 1_000, 12:30 and .inf have values that nobody typed."""
        if len(value) <= _LONGEST_NUMBER:
            if _WHOLE.fullmatch(value):
                return int(value)
            if _DECIMAL.fullmatch(value) and math.isfinite(float(value)):
                return float(value)
        message = f"{shown(value)} is read as a number in another notation. Quote it, or write it in digits."
        self._refuse(node, path, "Y009", message)
        return None


def _bad_tag(node: yaml.Node) -> str:
    return f"The tag {shown(node.tag)} is not allowed. Write plain text, numbers, lists and tables."
