"""The trail in words: who did what and when, never an answer and never a code."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from assessments.keys_model import Entry

WORDS: Mapping[str, str] = {
    "key-made": "Made a key",
    "key-recovered": "Made a key from the command line, for whoever runs the site",
    "key-rotated": "Exchanged a key for a new one",
    "grant-taken": "Took a key or a membership away",
    "member-made": "Became a member",
    "invitation-made": "Made an invitation",
    "invitation-taken": "Withdrew an invitation",
    "invitation-used": "Accepted an invitation",
    "vote-opened": "Opened a vote",
    "vote-revealed": "Revealed a vote",
    "wave-opened": "Opened the next quarter",
    "wave-closed": "Closed the workshop",
    "invited": "Raised the number of people invited",
    "closing-set": "Said when it closes by itself",
    "targets-set": "Set targets",
    "importance-set": "Set the importance of dimensions",
    "answers-brought": "Brought answers in from a file",
    "form-opened": "Opened a form for others",
    "form-closed": "Closed a form for others",
    "pool-joined": "Gave figures to the pool",
    "pool-left": "Took figures back from the pool",
    "file-brought": "Brought in a file with figures of others",
    "file-dropped": "Took out a file with figures of others",
    "result-taken": "Took a result away as a file",
    "file-taken": "Took the whole assessment away as a file",
    "keeping-set": "Said how long it is kept",
}
KINDS = {"key": "by key", "member": "signed in", "program": "by itself"}


def what(entry: Entry) -> str:
    """Return what a line of the trail says was done."""
    words = WORDS.get(entry.action, entry.action)  # a newer version may have written more than this one knows
    return f"{words}: {entry.detail}" if entry.detail else words


def who(entry: Entry) -> str:
    """Return who a line of the trail says did it."""
    if entry.kind == "program":
        return "The program"
    return f"{entry.name} ({entry.role}, {KINDS[entry.kind]})"
