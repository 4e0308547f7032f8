"""Settings are read without waiting for anybody, and say what Streamlit's own reading says."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from streamlit import config
from streamlit.config_option import ConfigOption
from streamlit.runtime import app_session, forward_msg_cache

from ui.settings import FRESH, ONE, SECTION, Sections, ask_without_waiting, option

ORIGINAL = config.get_option, config.get_options_for_section


@pytest.fixture(autouse=True)
def _as_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let Streamlit read its settings as before when a test is over."""
    monkeypatch.setattr(config, ONE, ORIGINAL[0])
    monkeypatch.setattr(config, SECTION, ORIGINAL[1])


def test_every_setting_reads_as_before() -> None:
    for key in config.get_config_options():
        assert option(key) == ORIGINAL[0](key)
    read = Sections()
    for section in {each.section for each in config.get_config_options().values()}:
        assert read(section) == ORIGINAL[1](section)
    assert read("theme")["primaryColor"] == "#0072B2"


def test_a_setting_that_there_is_not_is_refused_as_before() -> None:
    for ask in (ORIGINAL[0], option):
        with pytest.raises(RuntimeError, match=r'Config key "theme\.taste" not defined'):
            ask("theme.taste")


def test_nobody_waits_for_somebody_who_holds_the_lock() -> None:
    ask_without_waiting()
    held, let_go = threading.Event(), threading.Event()

    def hold() -> None:
        with config._config_lock:  # noqa: SLF001 - what the others would wait for
            held.set()
            let_go.wait()

    def ask() -> tuple[Any, dict[str, Any]]:
        return config.get_option("runner.postScriptGC"), config.get_options_for_section("runner")

    with ThreadPoolExecutor(2) as pool:
        holding = pool.submit(hold)
        held.wait()
        one, section = pool.submit(ask).result(timeout=60)
        let_go.set()
        holding.result()
    assert one is section["postScriptGC"] is False


def test_a_section_that_changes_is_read_anew_a_second_later(monkeypatch: pytest.MonkeyPatch) -> None:
    settings = {"theme.font": ConfigOption("theme.font", default_val="serif")}
    monkeypatch.setattr(config, "get_config_options", lambda: settings)
    at = [10.0]
    read = Sections(lambda: at[0])
    assert read("theme") == {"font": "serif"}
    read("theme")["font"] = "mine"
    settings["theme.font"].set_value("monospace")
    at[0] += FRESH / 2
    assert read("theme") == {"font": "serif"}, "what a reader does with a section is nobody else's business"
    at[0] += FRESH / 2
    assert read("theme") == {"font": "monospace"}
    assert read("server") == {}


def test_streamlit_still_asks_behind_a_lock_at_every_message() -> None:
    """When this fails, see how Streamlit reads its settings now, and whether ``ui/settings.py`` is still needed."""
    assert "_config_lock" in ORIGINAL[0].__code__.co_names
    assert "_config_lock" in ORIGINAL[1].__code__.co_names
    assert ONE in forward_msg_cache.populate_hash_if_needed.__code__.co_names
    assert SECTION in app_session._populate_theme_msg.__code__.co_names  # noqa: SLF001 - see above
