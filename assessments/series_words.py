"""The sentences about a series: what moved, what cannot be said and why, and the one to repeat."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assessments.anonymity import DERIVABLE, shown_n
from assessments.room_words import number, started
from scoring.change import ALPHA, FROM_PAIRS, SMALLEST_MOVE
from scoring.interval import FROM_PEOPLE, TOP
from scoring.sentences import joined, quoted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assessments.anonymity import Rules
    from assessments.room_model import Figure
    from assessments.series_model import Change, Movement
    from scoring.change import Move, Word

MINUS = "−"
FIRST = "There is one result so far, {label}. What changed can be said from the second one on."
NO_RESULT = "Nothing has been measured yet."
APART = "The two versions share nothing here that could be compared."
SEEN_THROUGH = "No change is told here, so that a smaller group cannot be worked out."
UNLINKED = "How those who answered both times moved is not shown, so that nobody can be worked out."
ALONE = (
    "One person answered each time: a difference shows that an answer changed, and cannot tell whether the company did."
)
NO_TEST = "No test tells whether a stage changed by more than chance."
NO_TREND = (
    f"A change is told from {number(FROM_PEOPLE)} people in each wave on, "
    f"or from {number(FROM_PAIRS)} who answered both times."
)


def signed(points: int) -> str:
    """Return points with their sign."""
    return f"{MINUS}{-points}" if points < 0 else f"+{points}" if points else "0"


def a_number_of(points: int) -> str:
    """Return a number of points, in words that agree."""
    return f"{points} point" if points == 1 else f"{points} points"


def so_few(fewest: int) -> str:
    """Say from how many people on a change is told where answers are anonymous."""
    return f"Where answers are anonymous, a change is told from {number(fewest)} people in each wave on."


def too_few(then: int, now: int) -> str:
    """Say why so few people's answers make no change; one wave at least has fewer than five."""
    fewest = min(then, now)
    whose = "One person's answers are" if fewest == 1 else f"{started(number(fewest))} people's answers are"
    return f"{whose} no trend. {NO_TREND}"


def missing(label: str, figure: Figure) -> str:
    """Say that a wave has no figure to compare."""
    return f"There is no figure for {label}. {figure.why}"


def finding(title: str, change: Change, *, since: str, linked: bool) -> str:
    """Return what a comparison found, with its interval and the smallest change that could have been seen."""
    points, low, high = (each or 0 for each in (change.points, change.low, change.high))
    who = f"among {change.people}" if linked else f"({change.people})"
    reach = f"range {signed(low)} to {signed(high)}"
    if change.word == "no detectable change":
        found = f"“{title}” shows no detectable change since {since}: {signed(points)} {who}, {reach}."
    else:
        found = f"“{title}” is {change.word} by {a_number_of(abs(points))} since {since} {who}, {reach}."
    return f"{found} {_could_be_seen(change.seen)}"


def _could_be_seen(seen: int | None) -> str:
    if seen is None or seen > TOP:
        return "So few answers that differ so much could not have shown any change."
    return f"A true change of {a_number_of(seen)} would have been found in four of five cases."


def reservation(move: Move) -> str:
    """Say why a range without 0 in it is no change; empty where there is nothing to say."""
    if move.word != "no detectable change" or move.p is None or move.p >= ALPHA:
        return ""
    if move.adjusted is not None and move.adjusted >= ALPHA:
        return "Alone it would count as a change, but among so many comparisons it may well be chance."
    return f"It is more than chance, but counts as no change below {SMALLEST_MOVE:.0f} points."


def rounding(before: Figure, after: Figure, points: int | None) -> str:
    """Say why the averages shown lie further apart, or less far, than the change; empty where they do not."""
    if before.points is None or after.points is None or points is None or after.points - before.points == points:
        return ""
    apart = after.points - before.points
    why = "are rounded" if abs(apart - points) == 1 else "are rounded and leave out missing answers in other ways"
    return f"The averages shown {why}, so they lie {signed(apart)} apart."


def all_respondents(change: Change) -> str:
    """Return the second line: the change of everybody, beside that of the linked people."""
    points, low, high = (each or 0 for each in (change.points, change.low, change.high))
    return f"All respondents ({change.people}): {signed(points)}, range {signed(low)} to {signed(high)}, {change.word}."


def unlinked(why: str) -> str:
    """Say why people who answered both times are not compared with themselves."""
    return UNLINKED if why == DERIVABLE else why


def headline(movements: Sequence[Movement], since: str, instead: str) -> str:
    """Return the sentence to repeat about what moved since a wave.

    Args:
        movements: Of the overall score first, then of the dimensions.
        since: What the earlier wave is called.
        instead: What to say where nothing was tested.
    """
    overall, parts = movements[0], movements[1:]
    tested = [each for each in movements if each.change.word != "too few"]
    if not tested:
        return instead
    if len(parts) == 1:
        parts = ()
    up, down, level, silent = (_of(parts, word) for word in _WORDS)
    whole = overall.change.word in {"up", "down"}
    if not (up or down or whole):
        rest = f" Nothing can be said about {_counted(silent)}." if silent else ""
        return f"No change of {SMALLEST_MOVE:.0f} points or more can be told from noise since {since}.{rest}"
    told = []
    if whole:
        told.append(f"Overall {overall.change.word} since {since} ({signed(overall.change.points or 0)}).")
    if up:
        told.append(f"Up{'' if told else f' since {since}'}: {_named(up)}.")
    if down:
        told.append(f"Down{'' if told else f' since {since}'}: {_named(down)}.")
    if level:
        told.append(f"No detectable change in {_others(level, up, down)}.")
    if silent:
        told.append(f"Nothing can be said about {_counted(silent)}.")
    return " ".join(told)


_WORDS: tuple[Word, ...] = ("up", "down", "no detectable change", "too few")


def _of(movements: Sequence[Movement], word: Word) -> list[Movement]:
    return [each for each in movements if each.change.word == word]


def _named(movements: Sequence[Movement]) -> str:
    ranked = sorted(movements, key=lambda each: -abs(each.change.points or 0))
    return joined([f"{each.title} ({signed(each.change.points or 0)})" for each in ranked])


def _counted(movements: Sequence[Movement]) -> str:
    return "one dimension" if len(movements) == 1 else f"{number(len(movements))} dimensions"


def _others(level: Sequence[Movement], *moved: Sequence[Movement]) -> str:
    if not any(moved):
        return "any single dimension"
    return "the other one" if len(level) == 1 else f"the other {number(len(level))}"


def untested(then: tuple[str, str], now: tuple[str, str], *, alone: bool) -> str:
    """Return the sentence to repeat where nobody can tell a change from noise.

    Args:
        then: What the earlier wave is called, and how many people answered it, as it may be read.
        now: The same of the later wave.
        alone: Whether one person answers alone.
    """
    if alone:
        return (
            f"One person answered in {then[0]} and {now[0]}: a difference is a changed answer, not a measured change."
        )
    if not then[1] or not now[1]:
        return f"Too little may be shown of {then[0]} and {now[0]} to tell a change from noise."
    if min(_fewest(then[1]), _fewest(now[1])) >= FROM_PEOPLE:  # not too few people: something else forbids it
        return f"Whether anything changed since {then[0]} cannot be told."
    if then[1] == now[1]:
        people = "One person has" if then[1] == "1" else f"{_people(then[1])} have"
        return f"{people} answered each time: too few to tell a change from noise."
    return f"{_people(then[1])} answered in {then[0]}, {_people(now[1]).lower()} in {now[0]}: too few to tell a change."


def _fewest(count: str) -> int:
    """Return the lower end of how many people may be read."""
    fewest = count.partition("–")[0]
    return int(fewest) if fewest.isdigit() else 0


def _people(count: str) -> str:
    if count == "1":
        return "One person"
    return f"{started(number(int(count)) if count.isdigit() else count)} people"


def correction(tests: int) -> str:
    """Say what was done about the number of comparisons; empty where there is one at most."""
    if tests <= 1:
        return ""
    return (
        f"{started(number(tests))} dimensions were compared at once, so each of them has to pass a stricter test "
        "(Holm's correction): the more are compared, the more seem to move by chance. The overall score stands alone. "
        f"Changes below {SMALLEST_MOVE:.0f} points do not count."
    )


def turnover(stayed: int, then: int, now: int, rules: Rules) -> str:
    """Say how many answered both times, as far as it may be said; empty where nobody is known to have.

    In an anonymous wave those who answered only once are counted from the smallest group on. Below it, how many
    answered both times is left open as well, because the other number would follow.

    Args:
        stayed: People who are known to have answered both times.
        then: All who counted in the earlier wave.
        now: All who count in the later one.
        rules: How the stricter of the two waves was set up.
    """
    if not stayed or max(then, now) == 1:
        return ""
    gone, come = then - stayed, now - stayed
    why = " They left, came, or did not say who they were the other time." if gone or come else ""
    if rules.mode == "anonymous" and (stayed < rules.fewest or any(0 < each < rules.fewest for each in (gone, come))):
        both = "Most" if max(gone, come) < rules.fewest <= stayed else "Some"
        once = [shown_n(each, rules) for each in (gone, come)]
    else:
        both = "One" if stayed == 1 else started(_in_words(stayed, rules))
        once = [_in_words(each, rules) for each in (gone, come)]
    verb = "is" if both == "One" else "are"
    return f"{both} {verb} known to have answered both times, {once[0]} only then, {once[1]} only now.{why}"


def _in_words(count: int, rules: Rules) -> str:
    shown = shown_n(count, rules) if count else "0"
    return number(int(shown)) if shown.isdigit() else shown


def mix(larger: Sequence[str], smaller: Sequence[str], since: str) -> str:
    """Return the warning that other people answered than then; empty where they did not."""
    parts = [
        f"{joined(quoted([*names]))} {'are' if len(names) > 1 else 'is'} a much {word} part of those who answered"
        for names, word in ((larger, "larger"), (smaller, "smaller"))
        if names
    ]
    if not parts:
        return ""
    return f"{', and '.join(parts)} than in {since} (more than 20 points), so a change may come from who answered."


def stage(then: tuple[str, str, str], now: tuple[str, str, str]) -> str:
    """Say what became of the stage.

    Args:
        then: What the earlier wave is called, its stage, and which rule decided; both empty where none may be shown.
        now: The same of the later wave.
    """
    if not then[1] and not now[1]:
        return ""
    if then[1] and then[1] == now[1]:
        told = f"The stage is “{now[1]}”, as in {then[0]}."
    elif then[1] and now[1]:
        told = f"The stage is “{now[1]}” now; in {then[0]} it was “{then[1]}”. {NO_TEST}"
    else:
        told = f"No stage can be shown for {now[0] if then[1] else then[0]}."
    rules = [f"{label}: {rule}" for label, _, rule in (then, now) if rule]
    return " ".join([told, *rules])
