"""Who may open which page and do what, in one table: ``docs/access.md`` is written from it, and the app asks it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from assessments.keys_model import ROLES

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

# What somebody is to one assessment. A respondent alone answers for the own assessment without others, a participant
# has a seat in one of its waves; both do so by the code of their answers.
Standing = Literal["visitor", "participant", "respondent alone", "viewer", "co-facilitator", "organiser"]
VISITOR: Standing = "visitor"
PARTICIPANT: Standing = "participant"
ALONE: Standing = "respondent alone"
STANDINGS: tuple[Standing, ...] = (VISITOR, PARTICIPANT, ALONE, *reversed(ROLES))

ANYONE = frozenset(STANDINGS)
LEADS = frozenset[Standing](ROLES)
RUNS = frozenset[Standing]({"organiser", "co-facilitator"})
MANAGES = frozenset[Standing]({"organiser"})
OWN = frozenset[Standing]({ALONE})

PAGES: Mapping[str, tuple[frozenset[Standing], str]] = {
    "home": (ANYONE, ""),
    "answer": (OWN, ""),
    "review": (OWN, ""),
    "result": (OWN, ""),
    "join": (ANYONE, "with the join code"),
    "receipt": (ANYONE, "with the join code and a receipt"),
    "set-up": (ANYONE, "where only people who signed in may create: after signing in"),
    "console": (LEADS, "a viewer sees how far it is, without buttons and without the organiser link"),
    "present": (ANYONE, "with the join code; it shows what the projector shows"),
    "room": (LEADS, ""),
    "progress": (LEADS | OWN, ""),
    "actions": (LEADS | OWN, "a viewer changes nothing"),
    "aims": (LEADS | OWN, "only an organiser, or who answers alone, changes something"),
    "next": (MANAGES | OWN, ""),
    "mirror": (LEADS | OWN, "only an organiser, or who answers alone, opens and closes forms"),
    "claims": (LEADS | OWN, ""),
    "pool": (LEADS | OWN, "only an organiser, or who answers alone, changes something"),
    "take": (LEADS | OWN, "the whole assessment only for an organiser, or who answers alone"),
    "bring": (ANYONE, "into an assessment that exists: an organiser only"),
    "keys": (LEADS | OWN, "keys, invitations and the trail only for an organiser"),
    "invited": (ANYONE, "with an invitation"),
    "how-it-works": (ANYONE, ""),
}


@dataclass(frozen=True, slots=True)
class Action:
    """Something that changes an assessment, or takes it away as a whole.

    Attributes:
        words: For the documentation.
        who: Who may do it.
        trail: What the trail calls it, one of ``assessments.trail.WORDS``; empty where it is not written down.
    """

    words: str
    who: frozenset[Standing]
    trail: str = ""


READ = Action("See results, and take charts and texts away", LEADS | OWN)
TAKE = Action("Take a result away as PDF, slides, workbook or data", LEADS | OWN, "result-taken")
CREATE = Action("Create an assessment, with others or alone", ANYONE)
NEXT_ALONE = Action("Begin the next quarter alone", OWN)
START = Action("Open a vote", RUNS, "vote-opened")
STOP = Action("Stop a vote, or go on with it", RUNS)
REVEAL = Action("Reveal a vote", RUNS, "vote-revealed")
LATE = Action("Take late answers or not, and count them", RUNS)
SHOW = Action("Say what the projector shows", RUNS)
CLOSE = Action("Close a workshop for good", RUNS, "wave-closed")
INVITE = Action("Raise the number of people invited", RUNS, "invited")
CLOSING = Action("Say when a workshop closes by itself", RUNS, "closing-set")
PROMISE = Action("Make, change and close promises", RUNS | OWN)
OPEN_NEXT = Action("Open the next quarter", MANAGES, "wave-opened")
TARGETS = Action("Set targets", MANAGES | OWN, "targets-set")
IMPORTANCE = Action("Set the importance of dimensions", MANAGES | OWN, "importance-set")
BRING_NEXT = Action("Bring in the answers of a file as the next wave", MANAGES, "answers-brought")
FORM_OPEN = Action("Open a form for customers or the front line", MANAGES | OWN, "form-opened")
FORM_CLOSE = Action("Close a form for customers or the front line", MANAGES | OWN, "form-closed")
POOL_JOIN = Action("Give figures to the pool", MANAGES, "pool-joined")
POOL_LEAVE = Action("Take figures back from the pool", MANAGES, "pool-left")
FILE_TAKE = Action("Bring in a file with figures of others", MANAGES | OWN, "file-brought")
FILE_DROP = Action("Take such a file out again", MANAGES | OWN, "file-dropped")
WHOLE = Action("Take the whole assessment away as a file", MANAGES | OWN, "file-taken")
KEEP = Action("Say how long it is kept", MANAGES | OWN, "keeping-set")
DELETE = Action("Delete it with everything that belongs to it, the trail as well", MANAGES | OWN)
KEYS = Action("Make, exchange and take away keys, members and invitations; read the trail", MANAGES)

# Where what is done has the assessment: the place of the argument that names it, or None for what belongs to none yet.
Guarded = tuple[Action, int | None]
GUARDED: Mapping[tuple[str, str], Guarded] = {
    ("workflow", "begin"): (CREATE, None),
    ("workshop", "set_up"): (CREATE, None),
    ("workshop", "start"): (START, 0),
    ("workshop", "stop"): (STOP, 0),
    ("workshop", "go_on"): (STOP, 0),
    ("workshop", "reveal"): (REVEAL, 0),
    ("workshop", "count_late"): (LATE, 0),
    ("workshop", "let_late"): (LATE, 0),
    ("workshop", "show"): (SHOW, 0),
    ("workshop", "close"): (CLOSE, 0),
    ("workshop", "invite"): (INVITE, 0),
    ("workshop", "responses"): (READ, 0),
    ("workshop", "votes"): (READ, 0),
    ("quarters", "history"): (READ, 0),
    ("quarters", "set_closing"): (CLOSING, 0),
    ("quarters", "open_next"): (OPEN_NEXT, 0),
    ("quarters", "set_targets"): (TARGETS, 0),
    ("quarters", "set_importance"): (IMPORTANCE, 0),
    ("quarters", "everything"): (WHOLE, 0),
    ("promises", "commit"): (PROMISE, 0),
    ("promises", "change"): (PROMISE, 0),
    ("promises", "decide"): (PROMISE, 0),
    ("promises", "reopen"): (PROMISE, 0),
    ("aims", "set_targets"): (TARGETS, 0),
    ("aims", "set_importance"): (IMPORTANCE, 0),
    ("intake", "bring_in"): (CREATE, None),
    ("intake", "bring_next"): (BRING_NEXT, 2),
    ("mirrors", "open"): (FORM_OPEN, 0),
    ("mirrors", "close"): (FORM_CLOSE, 0),
    ("pool", "join"): (POOL_JOIN, 0),
    ("pool", "leave"): (POOL_LEAVE, 0),
    ("files", "take"): (FILE_TAKE, 0),
    ("files", "drop"): (FILE_DROP, 0),
    ("retention", "choose"): (KEEP, 0),
    ("deletion", "delete"): (DELETE, 0),
}
# What only reads, or changes nothing but the answers of whoever holds their code.
FREE: Mapping[str, frozenset[str]] = {
    "workflow": frozenset({
        *("resume", "current", "names", "alone", "rename", "take_up", "taken_up", "save", "answers", "submit"),
        *("set_targets", "set_importance", "targets", "importance"),
    }),
    "workshop": frozenset({
        *("enter", "lead", "find", "name", "current", "pinned", "join", "move", "live", "tally", "waiting", "receipt"),
    }),
    "quarters": frozenset({
        *("next_label", "offer", "open_next_alone", "waves", "earlier", "last_answers", "link_by_receipt"),
        *("link_by_own_code", "unlink", "targets", "importance"),
    }),
    "promises": frozenset({"all"}),
    "aims": frozenset({"targets", "importance"}),
    "intake": frozenset({"last", "next_problems"}),
    "mirrors": frozenset({"forms", "opened", "audience", "view"}),
    "pool": frozenset({"offered", "memberships"}),
    "files": frozenset({"given"}),
    "retention": frozenset({"term", "keeping", "promise", "from_today"}),
    "deletion": frozenset({"way", "take_out", "detach"}),
}  # fmt: skip
# These no method of the table does: one works on the own answers, one is made of what may be read, one asks for itself.
BESIDE = (NEXT_ALONE, TAKE, KEYS)


def may(standings: Collection[Standing], action: Action) -> bool:
    """Say whether somebody with these standings may do something."""
    return not action.who.isdisjoint(standings)


def may_open(standings: Collection[Standing], page: str) -> bool:
    """Say whether somebody with these standings may open a page."""
    return not PAGES[page][0].isdisjoint(standings)


def actions() -> tuple[Action, ...]:
    """Return every action, in the order of the documentation."""
    return tuple(dict.fromkeys([*(action for action, _ in GUARDED.values()), *BESIDE]))


def tables() -> str:
    """Return both tables in Markdown, for the documentation."""
    head = [f"| | {' | '.join(STANDINGS)} | |", f"|---|{'---|' * len(STANDINGS)}---|"]
    pages = [_row(f"`{page}`", who, note) for page, (who, note) in PAGES.items()]
    done = [_row(each.words, each.who, "in the trail" if each.trail else "") for each in actions()]
    return "\n".join(["## Pages", "", *head, *pages, "", "## Actions", "", *head, *done])


def _row(name: str, who: frozenset[Standing], note: str) -> str:
    marks = " | ".join("yes" if each in who else "·" for each in STANDINGS)
    return f"| {name} | {marks} | {note} |"
