"""The console: who is in, how far they are, every move and every refusal, the way to the wall."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from assessments.workshop import Workshop
from tests.ui.build import House, Screen
from tests.ui.consoles import moves, reveal, shown_on_the_wall
from tests.ui.desk import SPLIT, Desk, hold
from ui import throttle
from ui.widgets.talk import screen_of

if TYPE_CHECKING:
    from collections.abc import Callable

NOBODY = "This browser does not lead a workshop. Open your organiser link, or set up a new workshop."
LOST = "The organiser link that was opened in this browser leads to no workshop: a character in it is wrong"
SENTENCE = "The answers cannot be saved at the moment"
ONE = ("sample", "one")


@pytest.fixture
def lead(bring: Callable[..., Screen]) -> Callable[[Desk], Screen]:
    """Return how a browser with the organiser's cookie opens the console."""
    return lambda desk: bring(desk.key, "organiser").open("console")


def test_without_the_key_there_is_nothing(house: House, bring: Callable[..., Screen]) -> None:
    desk = hold(house)
    begun = desk.join()
    for screen, said in (
        (Screen().open("console"), NOBODY),
        (bring(begun.resume_code, f"seat-{desk.first.id}").open("console"), NOBODY),
        (bring(begun.resume_code, "organiser").open("console"), LOST),  # a seat is no key
        (bring("2222-2222-2222-2222", "organiser").open("console"), LOST),
        (bring(desk.join_code, "organiser").open("console"), LOST),
    ):
        assert said in screen.text
        assert desk.join_code not in screen.text
        assert [each.label for each in screen.at.button] == ["Hold a workshop"]
    assert screen.press("Hold a workshop").at.title[0].value == "Hold a workshop"


def test_the_key_of_another_workshop_leads_only_that_one(house: House, lead: Callable[[Desk], Screen]) -> None:
    hold(house, name="Valves")
    screen = lead(hold(house))
    assert "Imaginary Pumps" in screen.text
    assert "Valves" not in screen.text


def test_the_key_typed_on_the_first_page(house: House) -> None:
    desk = hold(house)
    screen = Screen().open()
    screen.input("text_input", "Your code").set_value(desk.key.lower())
    screen.press("Go on with my answers")
    assert screen.heading == "0 people are in. The vote has not started."
    assert 'data-path="doors/remember/organiser"' in screen.scripts


def test_who_leads_goes_on_while_somebody_guesses_codes(
    house: House, lead: Callable[[Desk], Screen], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(throttle, "FREE", 2)
    desk = hold(house)
    screen = lead(desk)
    for _ in range(2):
        Screen().open("join", code="222222")
    assert screen.run().heading == "0 people are in. The vote has not started."
    assert NOBODY not in lead(desk).text  # nor does a new browser have to wait


def test_wrong_keys_count_like_wrong_codes(
    house: House, bring: Callable[..., Screen], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(throttle, "FREE", 2)
    desk = hold(house)
    for _ in range(2):
        assert LOST in bring("2222-2222-2222-2222", "organiser").open("console").run().errors
    assert throttle.wait(house.clock()) == 60
    assert bring(desk.key, "organiser").open("console").errors == ""


def test_who_is_in_by_role(house: House, lead: Callable[[Desk], Screen]) -> None:
    desk = hold(house, invited=12)
    screen = lead(desk)
    assert screen.heading == "0 people are in. The vote has not started."
    assert "0 of 12 invited." in screen.text
    desk.join("Leadership")
    assert screen.run().heading == "1 person is in. The vote has not started."
    desk.join("Front line")
    desk.join("Front line")
    assert screen.run().heading == "3 people are in. The vote has not started."
    assert "3 of 12 invited. In: Front line fewer than 5, Leadership fewer than 5." in screen.text
    assert "Named" not in screen.text


def test_more_people_than_were_invited(house: House, lead: Callable[[Desk], Screen]) -> None:
    desk = hold(house, invited=5)
    for _ in range(6):
        desk.join()
    assert "6 are in, 5 were invited. In: Leadership 6." in lead(desk).text


def test_names_only_in_an_open_workshop(house: House, lead: Callable[[Desk], Screen]) -> None:
    said = []
    for desk in (hold(house, mode="open"), hold(house)):
        for name in ("Grace", "Ada", ""):
            desk.join(name=name)
        said.append(lead(desk).text)
    assert "In: Leadership 3. Named: Ada, Grace." in said[0]
    assert "In: Leadership fewer than 5.</p>" in said[1]
    assert "Grace" not in said[1]


def test_the_mode_stands_above(house: House, lead: Callable[[Desk], Screen]) -> None:
    assert "Imaginary Pumps · 2026 Q1 · open" in lead(hold(house, mode="open")).text
    assert "· anonymous, no averages of fewer than seven people" in lead(hold(house, smallest=7)).text
    assert ">Workshop · 2026 Q1" in lead(hold(house, name="")).text


def test_the_whole_way(house: House, lead: Callable[[Desk], Screen]) -> None:
    desk = hold(house)
    screen = lead(desk)
    assert moves(screen) == ["Start the vote"]
    desk.join()

    assert screen.press("Start the vote").heading == "The first vote is on: 0 of 1 have finished."
    assert moves(screen) == ["Reveal, although 1 has not finished", "Stop the vote"]
    assert shown_on_the_wall(screen) == "progress"
    desk.crowd(SPLIT)
    assert screen.run().heading == "The first vote is on: 8 of 9 have finished."
    assert "24 answers received. Answers count from the reveal on." in screen.text

    assert screen.press("Stop the vote").heading == "The first vote has ended: 8 of 9 finished. Nothing is shown yet."
    assert moves(screen) == ["Reveal, although 1 has not finished", "Go on with the vote"]
    assert screen.press("Go on with the vote").heading == "The first vote is on: 8 of 9 have finished."

    assert reveal(screen).heading == "The first vote is revealed."
    assert "24 answers received, all of them counted." in screen.text
    assert moves(screen)[:2] == ["See the whole result", "Take no late answers"]
    assert shown_on_the_wall(screen) == "ranking"
    assert not screen.errors

    screen.at.checkbox("again:sample/one").check()
    screen.run().press("Vote again on 1 question")
    assert screen.heading == "The second vote is on: 0 of 9 have finished."
    assert desk.live.round is not None
    assert desk.live.round.items == (ONE,)
    for begun in desk.people[1:]:
        desk.vote(begun, {"one": "l3"})
    assert screen.run().heading == "The second vote is on: 8 of 9 have finished."
    assert reveal(screen).heading == "The second vote is revealed."
    assert [each.value for each in screen.at.header] == ["Voted on again", "Where the room disagrees"]
    assert "Eight of eight who voted again moved." in screen.text

    assert screen.press("See the whole result").text.count('class="headline"') == 1


def test_progress_by_question(house: House, lead: Callable[[Desk], Screen]) -> None:
    desk = hold(house).do(Workshop.start)
    desk.crowd([{"one": "l1"}, {"one": "l2", "two": "l1"}])
    text = lead(desk).text
    for done, share, asked in ((2, 100, "1. one?"), (1, 50, "2. two?"), (0, 0, "3. three?")):
        assert (
            f'<li><span class="done">{done}</span><span class="bar"><span style="width:{share}%"></span></span>'
            f'<span class="asked">{asked}</span></li>' in text
        )
    assert "Level" not in text


def test_progress_shows_only_what_is_voted_on(house: House, lead: Callable[[Desk], Screen]) -> None:
    desk = hold(house).do(Workshop.start)
    desk.crowd(SPLIT)
    desk.do(Workshop.reveal).do(Workshop.start, [ONE])
    text = lead(desk).text
    assert '<span class="asked">1. one?</span>' in text
    assert '<span class="asked">2. two?</span>' not in text


def test_late_answers(house: House, lead: Callable[[Desk], Screen]) -> None:
    desk = hold(house).do(Workshop.start)
    desk.crowd(SPLIT)
    screen = reveal(lead(desk))
    assert screen.press("Take no late answers").offers("Take late answers")
    assert not desk.live.late
    screen.press("Take late answers")
    assert desk.live.late
    desk.crowd(SPLIT[:4])
    assert "36 answers received, 24 counted, 12 not counted yet." in screen.run().text
    assert screen.press("Count the late answers").errors == r"5 people are needed, 4 have voted for the first time\."
    desk.crowd(SPLIT[:1])
    assert screen.run().press("Count the late answers").errors == ""
    assert "39 answers received, all of them counted." in screen.text
    assert not screen.offers("Count the late answers")


@pytest.mark.parametrize("stopped", [False, True])
def test_a_reveal_with_too_few_is_refused_in_a_sentence(
    house: House, lead: Callable[[Desk], Screen], *, stopped: bool
) -> None:
    desk = hold(house).do(Workshop.start)
    screen = lead(desk)
    assert reveal(screen).errors == r"Nobody has voted yet\."
    desk.crowd(SPLIT[:4])
    if stopped:
        desk.do(Workshop.stop)
    assert reveal(screen.run()).errors == r"5 people are needed, 4 have voted\."
    assert "4 of 4" in screen.heading
    assert "polarised" not in screen.text
    if stopped:
        screen.press("Go on with the vote")
        assert screen.errors == ""
    desk.crowd(SPLIT[:1])
    assert reveal(screen.run()).heading == "The first vote is revealed."
    assert screen.errors == ""


def test_two_consoles_of_one_workshop(house: House, lead: Callable[[Desk], Screen]) -> None:
    desk = hold(house)
    one, other = lead(desk), lead(desk)
    one.press("Start the vote")
    other.press("Start the vote")
    assert other.errors.startswith("The last vote has not been revealed yet")
    assert other.heading == "The first vote is on: 0 of 0 have finished."
    assert one.run().errors == ""


def test_what_the_screen_shows(house: House, lead: Callable[[Desk], Screen]) -> None:
    desk = hold(house).do(Workshop.start)
    desk.crowd(SPLIT)
    screen = reveal(lead(desk))
    for name in ("join", "progress", "result", "ranking"):
        screen.press_key(f"screen-{name}")
        assert desk.live.screen == shown_on_the_wall(screen) == name
    screen.press_key("show-sample-two")
    assert desk.live.screen == screen_of(("sample", "two"))
    assert screen.button("On the screen now").key == "show-sample-two"
    assert screen.button("On the screen now").disabled
    assert shown_on_the_wall(screen) is None
    assert "It shows the question marked below." in screen.text


def test_closing_asks_for_a_confirmation(house: House, lead: Callable[[Desk], Screen]) -> None:
    desk = hold(house).do(Workshop.start)
    desk.crowd(SPLIT)
    screen = lead(desk)
    assert screen.button("Close the workshop").disabled
    screen.set("checkbox", "Yes, no more answers", value=True).press("Close the workshop")
    assert desk.wave.state == "closed"
    assert screen.heading == "The workshop is closed."
    assert "24 answers received, all of them counted." in screen.text
    assert moves(screen)[0] == "See the result"
    assert not screen.offers("Close the workshop")
    assert 'class="headline"' in screen.press("See the result").text
    assert screen.press("Back to the console").heading == "The workshop is closed."


@pytest.mark.parametrize(
    ("before", "late", "said"),
    [
        (0, 0, "0 answers received. None of them counts."),
        (4, 0, "12 answers received. None of them counts."),
        (8, 1, "27 answers received, 24 counted, 3 not counted."),
    ],
)
def test_closing_promises_nothing_more(
    house: House, lead: Callable[[Desk], Screen], before: int, late: int, said: str
) -> None:
    desk = hold(house).do(Workshop.start)
    desk.crowd(SPLIT[:before])
    if late:
        desk.do(Workshop.reveal)
        desk.crowd(SPLIT[:late])
    desk.do(Workshop.close)
    assert f'<p class="quiet">{said}</p>' in lead(desk).text


def test_one_answer_is_not_called_answers(house: House, lead: Callable[[Desk], Screen]) -> None:
    desk = hold(house).do(Workshop.start)
    desk.crowd([{"one": "l1"}])
    assert "1 answer received. Answers count from the reveal on." in lead(desk).text


def test_a_workshop_that_is_closed_before_any_vote(house: House, lead: Callable[[Desk], Screen]) -> None:
    desk = hold(house).do(Workshop.close)
    screen = lead(desk)
    assert screen.heading == "The workshop is closed."
    assert "Closed without a result: fewer than 5 people voted." in screen.press("See the result").text


def test_somebody_else_makes_a_move_while_the_console_is_drawn(house: House, lead: Callable[[Desk], Screen]) -> None:
    desk = hold(house)
    desk.meanwhile("assessment", lambda: desk.do(Workshop.start))
    screen = lead(desk)
    assert screen.heading == "The first vote is on: 0 of 0 have finished."
    assert "1. one?" in screen.text


@pytest.mark.parametrize("method", ["assessment_by_key", "waves", "assessment", "live", "tally"])
def test_the_database_is_away_while_the_console_is_drawn(
    house: House, lead: Callable[[Desk], Screen], method: str
) -> None:
    desk = hold(house).do(Workshop.start)
    screen = lead(desk)
    house.clock.pass_seconds(1)
    house.store.broken = frozenset({method})
    assert SENTENCE in screen.run().text
    house.store.broken = frozenset()
    house.clock.pass_seconds(1)
    assert screen.run().errors == ""
    assert screen.heading == "The first vote is on: 0 of 0 have finished."


def test_the_database_is_away_when_the_console_is_opened(house: House, lead: Callable[[Desk], Screen]) -> None:
    desk = hold(house).do(Workshop.start)
    house.store.broken = frozenset({"pinned"})
    screen = lead(desk)
    assert screen.errors.startswith(SENTENCE)
    house.store.broken = frozenset()
    assert "1. one?" in screen.press("Try again").text


def test_the_database_is_away_when_a_move_is_made(house: House, lead: Callable[[Desk], Screen]) -> None:
    desk = hold(house)
    screen = lead(desk)
    house.store.broken = frozenset({"open_round"})
    assert screen.press("Start the vote").errors.startswith(SENTENCE)
    assert screen.heading == "0 people are in. The vote has not started."
    house.store.broken = frozenset()
    assert screen.press("Start the vote").errors == ""
    assert desk.live.round is not None
