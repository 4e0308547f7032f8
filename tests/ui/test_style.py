"""Text made safe for Markdown and HTML, times in the visitor's zone."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from types import SimpleNamespace

import pytest

from ui import times
from ui.style import escape, plain

JOINER = "\u2060"
MOMENT = datetime(2026, 3, 1, 23, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("typed", "handed_over"),
    [
        ("We build pumps", "We build pumps"),
        ("**bold** _it_ `code` ~~no~~", r"\*\*bold\*\* \_it\_ \`code\` \~\~no\~\~"),
        ("<script>alert(1)</script>", r"\<script\>alert\(1\)\</script\>"),
        ("[a](http://x) ![i](y)", rf"\[a\]\(http{JOINER}\://x\) \!\[i\]\(y\)"),
        ("$E=mc^2$", r"\$E\=mc^2\$"),
        (":red[danger] :smile:", r"\:red\[danger\] \:smile\:"),
        ("&lt;b&gt; &copy;", r"\&lt;b\&gt; \&copy;"),
        ("# no\n- list\n1. list", "\\# no\\\n\\- list\\\n1\\. list"),
        ("one\n===", "one\\\n\\=\\=\\="),
        ("a\n\n    b", "a\\\n\\\nb"),
        ("a\r\nb", "a\\\nb"),
        ("a | b", r"a \| b"),
        ("C:\\temp", r"C\:\\temp"),
        ("trailing \\", r"trailing \\"),
        # Streamlit replaces these after it has taken the backslashes away, so the characters are parted.
        (":material/home:", rf"\:{JOINER}material/home\:"),
        (":streamlit:", rf"\:{JOINER}streamlit\:"),
        ("a -> b <- c", rf"a \-{JOINER}\> b \<{JOINER}\- c"),
        ("1 -- 2 >= 3 <= 4 ~= 5", rf"1 \-{JOINER}\- 2 \>{JOINER}\= 3 \<{JOINER}\= 4 \~{JOINER}\= 5"),
        # It makes links of these as well.
        ("see www.evil.example", rf"see www{JOINER}\.evil\.example"),
        ("WWW.evil.example", rf"WWW{JOINER}\.evil\.example"),
        ("http://evil.example", rf"http{JOINER}\://evil\.example"),
        ("HTTPS://evil.example", rf"HTTPS{JOINER}\://evil\.example"),
        ("write to me@evil.example", rf"write to me{JOINER}@{JOINER}evil\.example"),
        ("5 @ 3", "5 @ 3"),
    ],
)
def test_plain(typed: str, handed_over: str) -> None:
    assert plain(typed) == handed_over


@pytest.mark.parametrize("typed", ["", "Ärger, 50 % und 3/4", "日本語", "'single' \"double\"", "page 3; 10:30"])
def test_plain_says_the_same_once_the_backslashes_are_read(typed: str) -> None:
    assert re.sub(r"\\(.)", r"\1", plain(typed)) == typed


@pytest.mark.parametrize(
    ("typed", "handed_over"),
    [
        ("We build pumps", "We build pumps"),
        ('<img src="x" onerror=y>', "&lt;img src=&quot;x&quot; onerror=y&gt;"),
        ("&lt;", "&amp;lt;"),
        ("**as typed**", "**as typed**"),
    ],
)
def test_escape(typed: str, handed_over: str) -> None:
    assert escape(typed) == handed_over


@pytest.mark.parametrize(
    ("zone", "shown"),
    [
        (None, "1 March 2026 23:30:00"),
        ("", "1 March 2026 23:30:00"),
        ("Europe/Berlin", "2 March 2026 00:30:00"),
        ("America/New_York", "1 March 2026 18:30:00"),
        ("Atlantis/Capital", "1 March 2026 23:30:00"),
        ("Europe", "1 March 2026 23:30:00"),  # a folder
        ("../secret", "1 March 2026 23:30:00"),
        ("a" * 300, "1 March 2026 23:30:00"),
    ],
)
def test_times_in_the_visitors_zone(monkeypatch: pytest.MonkeyPatch, zone: str | None, shown: str) -> None:
    monkeypatch.setattr(times, "st", SimpleNamespace(context=SimpleNamespace(timezone=zone)))
    assert f"{times.date_words(MOMENT)} {times.clock_time(MOMENT)}" == shown
