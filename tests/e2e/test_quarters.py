"""Three quarters of a team of nine in real browsers: two leave, one joins; every figure was worked out by hand.

What nine people answer, from 0 to 100: how many customers they know, and how many complaints they settle.

          knowing                        acting
          first     second    third      first second third
    Ada   61.1111   66.1111   left       40    62     left
    Ben   44.4444   44.4444   34.4444    41    58     63
    Cleo  88.8889  100        86         42    60     62
    Dora  16.6667   22.2223   16.2223    40    62     61
    Egon  61.1111   55.5555   45.5555    41    58     63
    Fay   33.3333   44.4444   30.4444    42    60     62
    Gil   94.4444   94.4444   88.4444    40    62     61
    Hal   55.5556   72.2223   62.2223    41    58     60
    Ida   unknown   unknown   left       42    60     left
    Jo    -         -         46         -     -      56

Eight people know their figure in the first two quarters: theirs are those of ``measurement.md`` 4.3. Ida does not, so
she has no overall score either: half of it is missing.

A mean m of n people with the standard deviation s has the range m ± t · s/√n, where t is 2.3646 for eight people,
2.3060 for nine.

    first    knowing 56.94 ± 21.89, acting 41 ± .67; overall, people 48.91 ± 10.97, shown (57 + 41)/2 = 49
    second   knowing 62.43 ± 22.02, acting 60 ± 1.33; overall, people 61.22 ± 11.09, shown (62 + 60)/2 = 61
    third    knowing 51.17 ± 21.69, acting 61 ± 1.90; overall, people 56.08 ± 10.85, shown (51 + 61)/2 = 56

From the first to the second, those who answered both times:

    knowing  5.4861 ± 6.0834 (4.3: p = .070), eight people
    acting   steps 22, 17, 18 three times: 19, s = 2.2913, s/3 = .7638, ± 1.7612, nine people
    overall  half of both steps: 12.3056, s = 3.6596, s/√8 = 1.2939, ± 3.0595, eight people

and all against all, by Welch's test:

    knowing  5.4861, error 13.1313, 14 degrees of freedom, t = 2.1448: ± 28.16 (4.3: p = .682)
    acting   19, error √(.75/9 + 3/9) = .6455, 11.8 degrees, t = 2.1838: ± 1.4097
    overall  12.3056, error √((172.08 + 175.82)/8) = 6.5945, 14 degrees: ± 14.144

From the second to the third, the seven who stay, with t = 2.4469:

    knowing  steps -10 three times, -14 and -6 twice: -10, s = 3.2660, s/√7 = 1.2344, ± 3.0205
    acting   steps 5, 2, -1 twice and 2: 2, s = 2.4495, s/√7 = .9258, ± 2.2654
    overall  half of both steps: -4, s = 1.4720, s/√7 = .5564, ± 1.3613: more than chance, but below 5 points

and all against all:

    knowing  -11.2639, error √((693.82 + 673.37)/8) = 13.0728, 14 degrees: ± 28.038
    acting   1, error √(3/9 + 5.1429/8) = .9880, 13.1 degrees, t = 2.1594: ± 2.1336
    overall  -5.1319, error √((175.82 + 168.50)/8) = 6.5605, 14 degrees: ± 14.071

A true change is found in four of five cases from about 3.3 errors on, or 3.8 where two dimensions are tested together:
9.7 points for knowing in the second quarter, and nowhere else more than the 5 that count at least.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from playwright.sync_api import expect

from assessments.model import Wave
from tests.e2e.quarters import (
    DONT_KNOW,
    FIGURES,
    KNOWN,
    SETTLED,
    Archive,
    day_words,
    mean_it,
    promise,
    rows,
    template,
    unfold,
)
from tests.e2e.server import Server
from tests.e2e.visitor import Visitor
from tests.e2e.workshop import Console, Phone

Answers = Mapping[str, tuple[float | None, float]]

FIRST: Answers = {
    "Ada": (61.1111, 40),
    "Ben": (44.4444, 41),
    "Cleo": (88.8889, 42),
    "Dora": (16.6667, 40),
    "Egon": (61.1111, 41),
    "Fay": (33.3333, 42),
    "Gil": (94.4444, 40),
    "Hal": (55.5556, 41),
    "Ida": (DONT_KNOW, 42),
}
SECOND: Answers = {
    "Ada": (66.1111, 62),
    "Ben": (44.4444, 58),
    "Cleo": (100, 60),
    "Dora": (22.2223, 62),
    "Egon": (55.5555, 58),
    "Fay": (44.4444, 60),
    "Gil": (94.4444, 62),
    "Hal": (72.2223, 58),
    "Ida": (DONT_KNOW, 60),
}
THIRD: Answers = {
    "Ben": (34.4444, 63),
    "Cleo": (86, 62),
    "Dora": (16.2223, 61),
    "Egon": (45.5555, 63),
    "Fay": (30.4444, 62),
    "Gil": (88.4444, 61),
    "Hal": (62.2223, 60),
    "Jo": (46, 56),
}
MOVED = ("Dimension", "Finding", "Change in points (range)")
RESTS = ("Smallest detectable change", "All respondents")
NOISE = "no detectable change"
TODAY = datetime.now(UTC).date()
DUE = TODAY + timedelta(days=40)
OVERDUE = TODAY - timedelta(days=3)


class Member(Phone):
    """Somebody of the team with a phone."""

    receipt = ""

    def come(self, address: str, name: str) -> None:
        """Open the address of the QR code, give a name and choose a role."""
        self.page.goto(address)
        self.type("Your name (optional)", name)
        self.page.get_by_role("button", name="Front line", exact=True).click()
        self.at(KNOWN.ask)

    def link(self, by: str, label: str, text: str) -> None:
        """Say who one was last time, or will be next time."""
        self.press("Link quarters")
        self.type(label, text)
        self.press(f"Link by {by}")
        self.says("Your answers are linked with those you give in other quarters.")
        self.press("Back to the questions")

    def answer(self, known: float | None, settled: float) -> None:
        """Type both figures, and keep the receipt."""
        self.at(KNOWN.ask)
        self.type("Figure in per cent", f"{known}")
        self.saved()
        self.go_on()
        self.at(SETTLED.ask)
        self.type("Figure in per cent", f"{settled}")
        self.saved()
        self.press("Done")
        expect(self.page.locator("#question")).to_contain_text(["Your answers are in"])
        self.receipt = self.page.locator(".st-key-keep code").first.inner_text()


@dataclass
class Play:
    """The team, and how far it is."""

    server: Server
    console: Console
    archive: Archive
    key: str
    ben: Member
    cleo: Member
    jo: Member
    labels: list[str] = field(default_factory=list)

    @property
    def wave(self) -> Wave:
        """The newest quarter."""
        return self.archive.wave(self.key)

    @property
    def join(self) -> str:
        """The address that the console hands out."""
        return self.console.page.locator("code", has_text="/join?code=").inner_text()


def test_three_quarters_of_a_team_of_nine(server: Server, visit: Callable[..., Visitor], tmp_path: Path) -> None:
    play = _set_up(server, visit, tmp_path)
    _first_quarter(play)
    _one_result_is_no_change(play)
    _promise(play)
    _cut_the_power(play)
    _open_the_next(play)
    _second_quarter(play)
    _what_changed_to_the_second(play)
    _what_became_of_the_promises(play)
    _open_the_next(play)
    _third_quarter(play)
    _what_changed_to_the_third(play)
    _three_quarters_side_by_side(play)


def _set_up(server: Server, visit: Callable[..., Visitor], folder: Path) -> Play:
    """Set up by the page, from the template that a head office handed out."""
    console = Console(visit(server).page, server)
    console.home()
    console.press("Hold a workshop")
    unfold(console, "Start from a template")
    console.page.locator("input[type=file]").set_input_files(template(folder))
    console.says("The form follows the template “Head office”: Two figures 1.0.0; no target.")
    console.type("Company or team", "Imaginary Pumps (demonstration)")
    console.press("Create the workshop")
    console.state("0 people are in. The vote has not started.")
    unfold(console, "Your organiser link (not for the screen)")
    key = console.page.locator("code", has_text="/doors/lead#").inner_text().partition("#")[2]
    ben, cleo, jo = (Member(visit(server, width=390, height=844).page, server) for _ in range(3))
    return Play(server, console, Archive(server.database), key, ben, cleo, jo)


def _take_part(play: Play, given: Answers, join: str) -> None:
    """Let those without a phone take part; each says with a code of the own who it is."""
    play.labels.append(play.wave.label)
    play.console.press("Start the vote")
    play.console.state(re.compile("^The first vote is on"))
    for name, (known, settled) in given.items():
        if name not in {"Ben", "Cleo", "Jo"}:
            play.archive.take_part(play.wave, name, {KNOWN.id: known, SETTLED.id: settled})
    play.ben.come(join, "Ben")
    play.cleo.come(join, "Cleo")
    play.cleo.link("code", "A code of your own", "Blue Heron 7")
    play.cleo.answer(*given["Cleo"])


def _close(play: Play, people: int) -> None:
    """Reveal and close on the console."""
    play.console.state(f"The first vote is on: {people} of {people} have finished.")
    play.console.press("Reveal")
    play.console.state("The first vote is revealed.")
    play.console.settle()
    unfold(play.console, "Close the workshop")
    play.console.page.get_by_text("Yes, no more answers").click()
    play.console.settle()
    play.console.press("Close the workshop")
    play.console.state("The workshop is closed.")


def _first_quarter(play: Play) -> None:
    """Ben keeps his receipt, Cleo makes up a code."""
    _take_part(play, FIRST, play.join)
    play.ben.answer(*FIRST["Ben"])
    _close(play, 9)


def _one_result_is_no_change(play: Play) -> None:
    play.console.open("progress?of=led")
    play.console.says(f"There is one result so far, {play.labels[0]}. What changed can be said from the second one on.")
    expect(play.console.page.get_by_test_id("stVegaLiteChart")).to_have_count(0)
    play.console.open("console")


def _promise(play: Play) -> None:
    """Two promises by the page, and one that was made forty days ago and is late by now."""
    play.console.press("What we promised")
    play.console.says("Nothing is promised yet.")
    promise(play.console, "Acting for customers", "Settle complaints at once", "Hal", DUE, "Sixty of a hundred")
    play.console.says("1 promise is open, not late.")
    promise(play.console, "Knowing customers", "Put names on the wall", "Fay", DUE, "A wall with names")
    play.console.says("2 promises are open, none of them late.")
    forty_days_ago = play.archive.promises_at(lambda: datetime.now(UTC) - timedelta(days=40))
    forty_days_ago.commit(
        play.wave, FIGURES.questionnaire.id, "", "Ask three customers", "Gil", OVERDUE, "Three pages of notes"
    )
    play.console.page.reload()
    play.console.says("3 promises are open, 1 of them late.")
    play.console.press("Back to the console")


def _cut_the_power(play: Play) -> None:
    play.server.kill()
    play.server.start()
    play.console.page.reload()


def _open_the_next(play: Play) -> None:
    """Open the next quarter by the page; everything but the answers is as it was."""
    play.console.state("The workshop is closed.")
    play.console.press("Open the next quarter")
    assert rows(play.console, "What is taken over")[1:] == [
        ["Questionnaires", "Two figures 1.0.0"],
        ["Answers", "open"],
        ["Roles", "Leadership, Front line"],
        ["Departments or sites", "not asked"],
        ["Invited", "not counted"],
        ["Targets", "none"],
        ["Importance", "none"],
    ]
    mean_it(play.console, play.archive.quarters.next_label(play.wave))
    play.console.press("Open the next quarter")
    play.console.state("0 people are in. The vote has not started.")
    assert play.wave.label not in play.labels


def _second_quarter(play: Play) -> None:
    """Ben is known by his receipt, Cleo by her code. One promise is kept meanwhile, one dropped, one late."""
    _take_part(play, SECOND, play.join)
    play.ben.link("receipt", "Your receipt of last time", play.ben.receipt)
    play.ben.answer(*SECOND["Ben"])
    play.console.open("actions?of=led")
    for what, ask, save, note in (
        ("Settle complaints at once", "It was kept", "Save: it was kept", "Sixty of a hundred are."),
        ("Put names on the wall", "Drop it", "Save: it was dropped", "There is no wall."),
    ):
        card = play.console.page.locator("[class*='st-key-action-']", has_text=what)
        card.get_by_role("button", name=ask, exact=True).click()
        card.get_by_label("What became of it (optional)").fill(note)
        card.get_by_role("button", name=save, exact=True).click()
        play.console.says(f"What became of it: {note}")
    play.console.open("console")
    _close(play, 9)
    play.console.press("What changed")
    play.console.page.wait_for_selector("h1.headline")


def _changes(play: Play) -> list[list[str]]:
    return rows(play.console, f"What changed from {play.labels[-2]} to {play.labels[-1]}")


def _what_changed_to_the_second(play: Play) -> None:
    then, now = play.labels
    seen, both, nine = play.console, "8 people in both waves", "9 people in both waves"
    seen.says(f"Overall up since {then} (+12). Up: Acting for customers (+19). {NOISE.capitalize()} in the other one.")
    assert _changes(play) == [
        [*MOVED, f"Then, {then}", f"Now, {now}", *RESTS, "People compared"],
        ["Overall", "up", "+12 (+9 to +15)", "49", "61", "5 points", f"{NOISE}: +12 (−2 to +26)", both],
        ["Knowing customers", NOISE, "+5 (−1 to +12)", "57", "62", "10 points", f"{NOISE}: +5 (−23 to +34)", both],
        ["Acting for customers", "up", "+19 (+17 to +21)", "41", "60", "5 points", "up: +19 (+18 to +20)", nine],
    ]
    unfold(seen, "The other dimensions in words")
    seen.says(
        f"“Knowing customers” shows no detectable change since {then}: +5 among 8 people in both waves, "
        "range −1 to +12. A true change of 10 points would have been found in four of five cases. "
        "All respondents (8 then, 8 now): +5, range −23 to +34, no detectable change."
    )
    seen.says(
        f"“Acting for customers” is up by 19 points since {then} among 9 people in both waves, range +17 to +21. "
        "A true change of 5 points would have been found in four of five cases. "
        "All respondents (9 then, 9 now): +19, range +18 to +20, up."
    )
    seen.says(
        f"The stage is “Far along” now; in {then} it was “Under way”. No test tells whether a stage changed by more "
        "than chance. "
        f"{then}: The average of the dimensions is 49 of 100, which is nearest to “Under way”. The weakest dimension "
        "(“Acting for customers”) allows up to “Far along”, so the average decides: “Under way”. "
        f"{now}: The average of the dimensions is 61 of 100, which is nearest to “Far along”. The weakest dimensions "
        "(“Knowing customers” and “Acting for customers”) allow up to “Everywhere”, so the average decides: "
        "“Far along”."
    )
    seen.says("Nine are known to have answered both times, nobody only then, nobody only now.")
    seen.says("Two dimensions were compared at once, so each of them has to pass a stricter test (Holm's correction)")
    assert [row[0:3:2] for row in rows(seen, "The waves behind it")[1:]] == [[then, "9"], [now, "9"]]
    title = "Overall went up 12 points. 1 of 2 dimensions moved: “Acting for customers” went up 19 points."
    seen.says(title)
    expect(seen.page.locator("svg .mark-trail path")).to_have_count(3)
    unfold(seen, "The same as a table or a picture")
    assert [row[1:6] for row in rows(seen, title)[1:]] == [
        ["49 (38 to 60)", "61 (50 to 72)", "+12", "+9 to +15", "up"],
        ["57 (35 to 79)", "62 (40 to 84)", "+5", "−1 to +12", NOISE],
        ["41 (40 to 42)", "60 (59 to 61)", "+19", "+17 to +21", "up"],
    ]


def _what_became_of_the_promises(play: Play) -> None:
    decided = f"on {day_words(TODAY)}, due on {day_words(DUE)}."
    late = f"Late: it was due on {day_words(OVERDUE)}."
    found = rows(play.console, "What we promised last time")[1:]
    assert [row[:3] for row in found] == [
        ["Settle complaints at once", "Hal", f"Kept {decided} Sixty of a hundred are."],
        ["Ask three customers", "Gil", late],
        ["Put names on the wall", "Fay", f"Dropped {decided} There is no wall."],
    ]
    assert [row[3:] for row in found] == [
        ["Acting for customers", "up: +19 (+17 to +21)"],
        ["Two figures as a whole", "up: +12 (+9 to +15)"],
        ["Knowing customers", f"{NOISE}: +5 (−1 to +12)"],
    ]
    play.console.press("Back to the console")


def _third_quarter(play: Play) -> None:
    """Ada and Ida have left. Jo is new, and says nothing of earlier quarters."""
    join = play.join
    _take_part(play, THIRD, join)
    play.ben.link("receipt", "Your receipt of last time", play.ben.receipt)
    play.ben.answer(*THIRD["Ben"])
    play.jo.come(join, "Jo")
    play.jo.answer(*THIRD["Jo"])
    _close(play, 8)
    play.console.press("What changed")
    play.console.page.wait_for_selector("h1.headline")


def _what_changed_to_the_third(play: Play) -> None:
    _, then, now = play.labels
    seen = play.console
    seen.says(f"Down since {then}: Knowing customers (−10). No detectable change in the other one.")
    seen.says("People compared in every row: 7 people in both waves.")
    assert _changes(play) == [
        [*MOVED, f"Then, {then}", f"Now, {now}", *RESTS],
        ["Overall", NOISE, "−4 (−5 to −3)", "61", "56", "5 points", f"{NOISE}: −5 (−19 to +9)"],
        ["Knowing customers", "down", "−10 (−13 to −7)", "62", "51", "5 points", f"{NOISE}: −11 (−39 to +17)"],
        ["Acting for customers", NOISE, "+2 (0 to +4)", "60", "61", "5 points", f"{NOISE}: +1 (−1 to +3)"],
    ]
    unfold(seen, "The other dimensions in words")
    seen.says("It is more than chance, but counts as no change below 5 points.")
    seen.says(
        "Seven are known to have answered both times, two only then, one only now. "
        "They left, came, or did not say who they were the other time."
    )
    seen.says(
        f"The stage is “Far along”, as in {then}. "
        f"{then}: The average of the dimensions is 61 of 100, which is nearest to “Far along”. The weakest dimensions "
        "(“Knowing customers” and “Acting for customers”) allow up to “Everywhere”, so the average decides: "
        "“Far along”. "
        f"{now}: The average of the dimensions is 56 of 100, which is nearest to “Far along”. The weakest dimensions "
        "(“Knowing customers” and “Acting for customers”) allow up to “Everywhere”, so the average decides: "
        "“Far along”."
    )


def _three_quarters_side_by_side(play: Play) -> None:
    """A panel for each score; what was promised after the first quarter is still there, with what came of it."""
    seen, labels = play.console, play.labels
    title = f"“Overall” stands at 56 (45 to 67) of 100 in {labels[2]}; it stood at 49 (38 to 60) in {labels[0]}."
    seen.says(title)
    expect(seen.page.locator("svg .mark-line path")).to_have_count(3)
    expect(seen.page.locator("svg .mark-trail")).to_have_count(0)
    unfold(seen, "The same as a table or a picture")
    named = [f"{place}. {label}" for place, label in enumerate(labels, start=1)]
    assert rows(seen, title) == [
        ["Dimension", *named, "Target", "Not comparable with before"],
        ["Overall", "49 (38 to 60)", "61 (50 to 72)", "56 (45 to 67)", "", ""],
        ["Knowing customers", "57 (35 to 79)", "62 (40 to 84)", "51 (29 to 73)", "", ""],
        ["Acting for customers", "41 (40 to 42)", "60 (59 to 61)", "61 (59 to 63)", "", ""],
    ]
    waves = rows(seen, "The waves behind it")[1:]
    assert [row[0:3:2] for row in waves] == [[label, people] for label, people in zip(labels, "998", strict=True)]
    assert [row[0:4:2] for row in rows(seen, "What we promised last time")[1:]] == [
        ["Settle complaints at once", f"Kept on {day_words(TODAY)}, due on {day_words(DUE)}. Sixty of a hundred are."],
        ["Ask three customers", f"Late: it was due on {day_words(OVERDUE)}."],
        ["Put names on the wall", f"Dropped on {day_words(TODAY)}, due on {day_words(DUE)}. There is no wall."],
    ]
