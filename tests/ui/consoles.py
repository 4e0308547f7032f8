"""What a console offers and says, read off its screen."""

from __future__ import annotations

from tests.ui.build import Screen
from ui.pages.console import SCREENS

NOBODY = "This browser does not lead a workshop. Open your organiser link, or set up a new workshop."
SENTENCE = "The answers cannot be saved at the moment"
ONE = ("sample", "one")


def moves(screen: Screen) -> list[str]:
    """Return the moves of the vote that are offered as buttons."""
    away = {"Close the workshop", "Keep this time", "Keep this number", "Targets and importance", "Keys and data"}
    return [each.label for each in screen.at.button if each.label not in {*away, *SCREENS.values()}]


def reveal(screen: Screen) -> Screen:
    """Press the button that reveals, whatever it warns of."""
    return screen.press(next(label for label in moves(screen) if label.startswith("Reveal")))


def shown_on_the_wall(screen: Screen) -> str | None:
    """Return what the console says that the screen shows."""
    shown = [each.key for each in screen.at.button if str(each.key).startswith("screen-") and each.disabled]
    return str(shown[0]).removeprefix("screen-") if shown else None


def talked_about(screen: Screen) -> list[str]:
    """Return the questions to talk about, in order."""
    return [
        each.value.partition("</h3>")[0].partition(">")[2] for each in screen.at.html if 'class="talk"' in each.value
    ]
