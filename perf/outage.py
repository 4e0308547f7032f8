"""What a run with a killed replica and a restarted database has shown, in figures and in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from perf.hall import SETTLED
from perf.load.patient import Patient
from perf.load.tally import Click, Figures, Tally, figures_of
from perf.verdict import machine

CLICKS = ("answer", "next", "again")
_ABOUT = (
    "two replicas of the app, nginx with the shipped configuration and PostgreSQL, with the load client on the same "
    "machine. When a third of the answers were in, one replica was killed with SIGKILL and started again a second "
    "later; when two thirds were in, PostgreSQL was restarted as after a crash (an immediate shutdown). Where "
    'the page says "Not saved", a participant presses "Save again"; an answer counts as acknowledged when the page '
    "says that it is saved. The PostgreSQL server is that of the tests, which does not wait for the disk (`fsync` off)."
)


@dataclass(slots=True)
class Outage:
    """What was done to a site, and when, as ``time.perf_counter`` counts.

    Attributes:
        killed_at: When a replica was killed.
        up_at: When it answered again.
        restarted_at: When PostgreSQL was told to stop.
        answered_at: When it answered again.
        ranking: Seconds from the press on "Reveal" to the ranking on the projector; 0 where it did not come.
    """

    killed_at: float = 0.0
    up_at: float = 0.0
    restarted_at: float = 0.0
    answered_at: float = 0.0
    ranking: float = 0.0


@dataclass(frozen=True, slots=True)
class Outcome:
    """One run; figures in milliseconds, everything else in seconds.

    Attributes:
        people: How many took part.
        finished: How many of them answered everything and saw the result announced.
        went_on: How many had an answer saved after the restart of the database, or had finished before.
        shown: How many answers were shown as saved.
        kept: How many are in the database.
        lost: How many that were shown are not.
        doubled: How many are there twice, or without a holder.
        phases: What answers and steps took, by when they were made.
        cut_off: How many lost their connection to the killed replica.
        all_back: From the kill until the last of them had the page again.
        start: From the kill until the replica answered again.
        refused: How many were told that something is not saved or cannot be shown, around the restart.
        all_saved: From the restart until the last of them had it saved.
        down: How long PostgreSQL was away.
        ranking: From the press on "Reveal" to the ranking on the projector.
        errors: Everything that went wrong, in words.
    """

    people: int
    finished: int
    went_on: int
    shown: int
    kept: int
    lost: int
    doubled: int
    phases: tuple[tuple[str, Figures | None], ...]
    cut_off: int
    all_back: float
    start: float
    refused: int
    all_saved: float
    down: float
    ranking: float
    errors: tuple[str, ...]

    @property
    def misses(self) -> list[str]:
        """A sentence for everything that does not hold up."""
        found = []
        if self.lost or self.doubled:
            found.append(f"{self.lost} answers are lost, {self.doubled} doubled")
        if self.went_on < self.people:
            found.append(f"{self.people - self.went_on} of {self.people} did not go on")
        if self.finished < self.people:
            found.append(f"{self.people - self.finished} of {self.people} did not get to the end")
        if not self.cut_off:
            found.append("nobody was at the replica that was killed")
        return found + [f"went wrong: {each}" for each in self.errors]


def outcome(
    phones: Sequence[Patient],
    tally: Tally,
    outage: Outage,
    cards: int,
    *,
    kept: int,
    wrong: tuple[int, int],
    errors: tuple[str, ...],
) -> Outcome:
    """Put together what was seen.

    Args:
        phones: Everybody who took part.
        tally: What they waited for.
        outage: What was done to the site.
        cards: How many questions each was to answer.
        kept: How many answers are in the database.
        wrong: How many of them are lost, and doubled.
        errors: What went wrong, in words.
    """
    backs = [tally.began + each.at for each in tally.clicks if each.kind == "back"]
    refused = [each for phone in phones for each in phone.refused if each[1] > outage.restarted_at]
    all_back = max(backs, default=outage.killed_at)
    all_saved = max([end for _, end in refused], default=outage.answered_at)
    return Outcome(
        people=len(phones),
        finished=sum(len(each.saved) >= cards and each.shown.is_set() for each in phones),
        went_on=sum(each.saved_at > outage.restarted_at or len(each.saved) >= cards for each in phones),
        shown=sum(len(each.saved) for each in phones),
        kept=kept,
        lost=wrong[0],
        doubled=wrong[1],
        phases=tuple(_phases(tally, outage, max(all_back, outage.up_at), max(all_saved, outage.answered_at))),
        cut_off=len(backs),
        all_back=all_back - outage.killed_at,
        start=outage.up_at - outage.killed_at,
        refused=len({id(phone) for phone in phones for each in phone.refused if each in refused}),
        all_saved=all_saved - outage.restarted_at,
        down=outage.answered_at - outage.restarted_at,
        ranking=outage.ranking,
        errors=errors,
    )


def _phases(tally: Tally, outage: Outage, back: float, saved: float) -> Iterator[tuple[str, Figures | None]]:
    """Yield the clicks of each part of a run; a click belongs where it was made."""
    ends = (
        ("before", outage.killed_at),
        ("while one replica was gone", min(back + SETTLED, outage.restarted_at)),
        ("with both again", outage.restarted_at),
        ("while the database was gone", saved + SETTLED),
        ("afterwards", float("inf")),
    )
    left = [(tally.began + each.at - each.finished, each) for each in tally.clicks if each.kind in CLICKS]
    for name, end in ends:
        yield name, _figures(each for made, each in left if made < end)
        left = [(made, each) for made, each in left if made >= end]


def _figures(clicks: Iterable[Click]) -> Figures | None:
    chosen = list(clicks)
    return figures_of([each.first for each in chosen], [each.finished for each in chosen])


def lines(found: Outcome) -> list[str]:
    """Return what was seen: a table of the times, and a sentence for each finding."""
    rows = [["answers and steps", "number", "p50", "p95", "p99", "worst"], ["---"] * 6]
    for name, figures in found.phases:
        shown = (figures.p50, figures.p95, figures.p99, figures.worst) if figures else ()
        rows.append([name, str(figures.count if figures else 0), *(f"{each:.0f}" for each in shown)])
    verdict = [f"- Missed: {each}." for each in found.misses] or ["- Nothing acknowledged was lost or doubled."]
    people = f"{found.people} people: {found.went_on} went on after both, {found.finished} got to the end"
    answers = f"{found.shown} answers were shown as saved, {found.kept} are kept"
    killed = (
        f"{found.cut_off} lost their connection to the killed replica; the last had the page again after "
        f"{found.all_back:.1f} s, at the other. The killed one answered again after {found.start:.1f} s."
    )
    restarted = (
        f"PostgreSQL was away for {found.down:.1f} s. {found.refused} were told that something was not saved or could "
        f"not be shown; for the last of them it was over {found.all_saved:.1f} s after the restart began."
    )
    ranking = f"The ranking was on the projector {found.ranking:.1f} s after the press on “Reveal”."
    said = [f"{people}. {answers}, {found.lost} are lost, {found.doubled} doubled.", killed, restarted, ranking]
    return [*(f"| {' | '.join(row)} |" for row in rows), "", *(f"- {each}" for each in said), *verdict]


def record(file: Path, at: datetime, command: str, found: Outcome) -> None:
    """Add a section to the file where results are kept.

    Args:
        file: Where results are kept.
        at: When the run began.
        command: What was typed.
        found: What it has shown.
    """
    section = (
        f"\n## {at:%Y-%m-%d %H:%M} UTC: a replica killed, the database restarted\n\n`{command}`: {_ABOUT}\n\n"
        f"{machine()}\n\nTimes in milliseconds.\n\n" + "\n".join(lines(found)) + "\n"
    )
    file.write_text(file.read_text(encoding="utf-8") + section, encoding="utf-8")
