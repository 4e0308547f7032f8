"""What a page asks the browser to do: named tasks of one file, and nothing that somebody typed becomes a script."""

from __future__ import annotations

import re

from starlette.applications import Starlette
from starlette.testclient import TestClient
from streamlit.testing.v1 import AppTest

from ui.script import ROUTES


def test_a_task_and_its_details_stand_in_attributes() -> None:
    def page() -> None:
        from ui.script import ask_browser  # noqa: PLC0415 - AppTest runs the function's source

        ask_browser("speak", said="\"><script>alert('1')</script>&")

    (only,) = AppTest.from_function(page).run().html
    told = 'data-task="speak" data-said="&quot;&gt;&lt;script&gt;alert(&#x27;1&#x27;)&lt;/script&gt;&amp;"></script>'
    assert re.fullmatch(rf'<script src="doors/page\.js\?[0-9a-f]{{16}}" {re.escape(told)}', only.value)


def test_the_file_is_sent_as_a_script_that_browsers_keep() -> None:
    answer = TestClient(Starlette(routes=list(ROUTES))).get("/doors/page.js?0123")
    assert answer.headers["content-type"].startswith("text/javascript")
    assert "immutable" in answer.headers["cache-control"]
    for task in ("post", "heading", "question", "speak"):
        assert f"    {task}() {{" in answer.text
