"""A screen without a browser: the pages over a store in memory, a clock that moves on request, faults on request."""

from __future__ import annotations

import json
import math
import re
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import TYPE_CHECKING, Any

from streamlit.components.v2 import manifest_scanner
from streamlit.proto.WidgetStates_pb2 import WidgetState
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Widget
from streamlit.util import calc_hash

from assessments.errors import StoreUnavailableError
from questionnaires.loader import Definition, load_folder, load_text
from questionnaires.values import Answer
from storage.memory import MemoryStore
from tests.scoring.build import SOURCE
from ui.app import PAGES
from ui.board import Board
from ui.context import CORE, Context, assemble
from ui.entry import __file__ as entry
from ui.past import Past

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from assessments.model import Response, Saved
    from questionnaires.loader import Loaded
    from questionnaires.sets import Ready

# For each visit, AppTest asks all installed packages anew whether they bring components: half of its time.
manifest_scanner.scan_component_manifests = cache(manifest_scanner.scan_component_manifests)
SCRIPT = entry.replace("__init__", "script")
START = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
SITE = "https://survey.example"
SHIPPED = tuple(each for each in load_folder() if each.definition and each.definition.questionnaire.id in CORE)
HOSTILE = (
    "<script>alert(1)</script> **b** [x](http://e.vil) :material/home: :red[r] $m$ &lt;i&gt; <img src=x onerror=y>"
)


def made(*dimensions: dict[str, Any], **rest: Any) -> Loaded:
    """Read a small questionnaire of plain values, as from a file."""
    data = {
        "id": "sample",
        "version": "1.0.0",
        "title": "A sample",
        "short_title": "Sample",
        "for": ["anybody"],
        "minutes": 1,
        "purpose": "To test.",
        "decision": "Whether it works.",
        "source": SOURCE,
        "dimensions": list(dimensions),
        **rest,
    }
    return load_text(json.dumps(data), f"{data['id']}.yaml")


def usable(loaded: Loaded) -> Definition:
    """Return the definition of a file without errors."""
    assert loaded.definition is not None, [str(problem) for problem in loaded.problems]
    return loaded.definition


def bare(html: str) -> str:
    """Return HTML whose tables carry nothing in their tags, so that cells can be compared."""
    return re.sub(r"<(table|thead|tbody|tr|th|td) [^>]*>", r"<\1>", html)


class Clock:
    """A clock that stands still until it is moved."""

    def __init__(self) -> None:
        """Start at ``START``."""
        self.now = START

    def __call__(self) -> datetime:
        """Return the time."""
        return self.now

    def seconds(self) -> float:
        """Return the time as a clock that only goes forward would."""
        return self.now.timestamp()

    def pass_seconds(self, seconds: float) -> None:
        """Move on."""
        self.now += timedelta(seconds=seconds)


class FaultyStore(MemoryStore):
    """A store whose methods in ``broken`` cannot be reached, as if the database were locked."""

    broken: frozenset[str] = frozenset()
    interrupted: Mapping[str, Callable[[], object]] = {}

    def __getattribute__(self, name: str) -> Any:
        """Hand out a method, or fail as a database would."""
        if not name.startswith("_") and name not in {"broken", "interrupted"}:
            if name in self.broken:
                raise StoreUnavailableError
            if name in self.interrupted:
                move = self.interrupted[name]
                self.interrupted = {}
                move()
        return super().__getattribute__(name)


@dataclass
class House:
    """One app: its store, its clock, its questionnaires."""

    loaded: tuple[Loaded, ...] = SHIPPED
    store: FaultyStore = field(default_factory=FaultyStore)
    clock: Clock = field(default_factory=Clock)
    benchmarks: tuple[Any, ...] = ()
    sets: tuple[Ready, ...] = ()
    _made: tuple[FaultyStore, Context] | None = None

    @property
    def context(self) -> Context:
        """What the pages are handed: one for all sessions, as on a server, with a board that goes by the clock."""
        if self._made is None or self._made[0] is not self.store:
            parts = assemble(self.store, self.loaded, self.benchmarks, self.clock, self.sets)
            board = Board(parts.workshop, CORE, self.clock.seconds)
            past = Past(parts.quarters, parts.workshop, board, CORE)
            self._made = self.store, replace(parts, board=board, past=past)
        return self._made[1]

    def respond(
        self,
        asked: Definition,
        raw: Mapping[str, Any] | None = None,
        *,
        name: str = "",
        target: float | None = None,
        submit: bool = False,
    ) -> str:
        """Write a response with answers (an ``Answer``, or a raw value) past the pages; return its code."""
        workflow = self.context.workflow
        begun = workflow.begin(name)
        workflow.take_up(begun.response, asked)
        for item_id, value in (raw or {}).items():
            answer = value if isinstance(value, Answer) else Answer("value", value)
            workflow.save(begun.response.id, asked.questionnaire, item_id, answer)
        if target is not None:
            workflow.set_targets(begun.response, asked.questionnaire.id, {"": target})
        if submit:
            workflow.submit(begun.response, asked.questionnaire.id)
        return begun.resume_code

    def response(self, code: str) -> Response:
        """Return the response of a code."""
        found = self.context.workflow.resume(code)
        assert found is not None
        return found

    def kept(self, code: str, questionnaire_id: str) -> Mapping[str, Saved]:
        """Return what is kept of a response."""
        return self.store.answers(self.response(code).id, questionnaire_id)


class _Edits(Widget):
    """What the browser sends when cells of a table were edited."""

    def __init__(self, table: Any, change: Mapping[str, Any]) -> None:
        """Take the table as it was drawn, and what happened to it."""
        super().__init__(table.proto, table.root)
        self.type = "edits"
        self.change = change

    @property
    def value(self) -> Any:
        """What was edited."""
        return self.change

    @property
    def _widget_state(self) -> WidgetState:
        return WidgetState(id=self.proto.id, string_value=json.dumps(self.change))


class Screen:
    """One visitor's session."""

    def __init__(self, *, timezone: str | None = None, theme: str | None = None) -> None:
        """Open nothing yet."""
        self.at = AppTest.from_file(SCRIPT, default_timeout=math.inf)
        self.at.context = {"timezone": timezone, "theme": theme, "url": SITE}

    def open(self, address: str = "home", **params: str) -> Screen:
        """Open an address of the app, as a link would."""
        assert address in {page.address for page in PAGES}
        self.at.query_params = dict(params)
        self.at.context["url"] = f"{SITE}/" if address == PAGES[0].address else f"{SITE}/{address}"
        self.at._page_hash = calc_hash(address)  # noqa: SLF001 - AppTest opens files only
        self.at.run()
        self.at._page_hash = ""  # noqa: SLF001 - the next click stays where it is
        return self.checked()

    def run(self) -> Screen:
        """Send what was typed and chosen."""
        self.at.run()
        return self.checked()

    def checked(self) -> Screen:
        """Fail if the page shows a stack trace."""
        assert not self.at.exception, [each.value for each in self.at.exception]
        return self

    def press(self, label: str) -> Screen:
        """Press the button with this label."""
        self.button(label).click()
        return self.run()

    def button(self, label: str) -> Any:
        """Return the only button with this label."""
        (found,) = [each for each in self.at.button if each.label == label]
        return found

    def press_key(self, key: str) -> Screen:
        """Press the button with this key."""
        self.at.button(key).click()
        return self.run()

    def offers(self, label: str) -> bool:
        """Say whether there is a button with this label."""
        return any(each.label == label for each in self.at.button)

    def start(self, asked: Definition | str) -> Screen:
        """Press start on a questionnaire."""
        return self.press_key(f"start-{asked if isinstance(asked, str) else asked.questionnaire.id}")

    def set(self, kind: str, label: str, value: Any) -> Screen:
        """Give the input of a kind with this label a value, and send it."""
        self.input(kind, label).set_value(value)
        return self.run()

    def input(self, kind: str, label: str) -> Any:
        """Return the only input of a kind with this label."""
        (found,) = [each for each in getattr(self.at, kind) if each.label == label]
        return found

    def edit(self, **change: Any) -> Screen:
        """Edit the table: ``edited`` (row number to cells), ``added`` (rows), ``deleted`` (row numbers)."""
        (table,) = self.at.dataframe
        edits = _Edits(table, {f"{name}_rows": value for name, value in change.items()})
        self.at.main.children[len(self.at.main.children)] = edits  # AppTest itself can only read tables
        return self.run()

    def choose(self, value: Any) -> Screen:
        """Choose an answer on the scale of the card, by its id."""
        self.scale.set_value(value)
        return self.run()

    @property
    def scale(self) -> Any:
        """The scale of the card."""
        (found,) = [each for each in self.at.radio if str(each.key).endswith("/value")]
        return found

    @property
    def text(self) -> str:
        """Everything the page says, one part a line, as it was handed to Streamlit."""
        parts = []
        for each in self.at.main:
            for name in ("label", "text", "value"):
                said = getattr(each, name, "")
                if isinstance(said, str):
                    parts.append(said)
            parts += list(getattr(each, "options", ()) or ())
        return bare("\n".join(parts))

    @property
    def tables(self) -> list[str]:
        """The tables as HTML, without what their tags carry."""
        return [bare(each.value) for each in self.at.html if "<table " in each.value]

    @property
    def errors(self) -> str:
        """What the page reports as an error."""
        return "\n".join(each.value for each in self.at.error)

    @property
    def heading(self) -> str:
        """What the page says first, as HTML: the question, or what stands in its place."""
        return re.sub(r"<.*?>", "", self.question)

    @property
    def pictures(self) -> list[Any]:
        """The charts, as they were handed to Streamlit; ``alt`` is the text twin."""
        return [each.proto for each in self.at.get("vega_lite_chart")]

    @property
    def scripts(self) -> str:
        """The scripts that ask the server to set or remove cookies."""
        return "\n".join(each.value for each in self.at.html if 'data-task="post"' in each.value)

    @property
    def code(self) -> str:
        """The code to come back with, as the page shows it."""
        found = re.search(r"<code>([2-9A-Z-]{19})</code>", self.text)
        assert found is not None
        return found.group(1)

    @property
    def status(self) -> str:
        """What the card says about saving."""
        found = re.search(r'role="status">(.*?)</', self.text)
        assert found is not None
        return found.group(1)

    @property
    def question(self) -> str:
        """The question on the card, as HTML."""
        return next(each.value for each in self.at.html if 'id="question"' in each.value)
