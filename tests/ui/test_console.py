"""The console: who is in, how far they are, every move and every refusal, what to talk about, the way to the wall."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from assessments.template import read_template
from assessments.workshop import Workshop
from questionnaires.values import Answer
from tests.assessments.build import QUESTIONS, STAGES, definition
from tests.assessments.samples import STAGES_ANSWERS, disclosed
from tests.scoring.build import dimension, item, points
from tests.ui.build import House, Screen, made, usable
from tests.ui.desk import SPLIT, Desk, hold
from ui import throttle
from ui.pages.console import SCREENS
from ui.widgets.course import file_name, template_bytes
from ui.widgets.talk import item_on, screen_of

if TYPE_CHECKING:
    from collections.abc import Callable

NOBODY = "This browser does not lead a workshop. Open your organiser link, or set up a new workshop."
SENTENCE = "The answers cannot be saved at the moment"
ONE = ("sample", "one")


@pytest.fixture
def lead(bring: Callable[..., Screen]) -> Callable[[Desk], Screen]:
    """Return how a browser with the organiser's cookie opens the console."""
    return lambda desk: bring(desk.key, "organiser").open("console")


def moves(screen: Screen) -> list[str]:
    """Return the moves of the vote that are offered as buttons."""
    away = {"Close the workshop", "Keep this time", "Keep this number", "Targets and importance", *SCREENS.values()}
    return [each.label for each in screen.at.button if each.label not in away]


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


def test_without_the_key_there_is_nothing(house: House, bring: Callable[..., Screen]) -> None:
    desk = hold(house)
    begun = desk.join()
    for screen in (
        Screen().open("console"),
        bring(begun.resume_code, f"seat-{desk.first.id}").open("console"),
        bring(begun.resume_code, "organiser").open("console"),  # a seat is no key
        bring("2222-2222-2222-2222", "organiser").open("console"),
        bring(desk.join_code, "organiser").open("console"),
    ):
        assert NOBODY in screen.text
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
    assert 'fetch("doors/remember/organiser",' in screen.scripts


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
        assert NOBODY in bring("2222-2222-2222-2222", "organiser").open("console").run().text
    assert throttle.wait(house.clock()) == 60
    assert NOBODY not in bring(desk.key, "organiser").open("console").text


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


# What to talk about


def test_what_divides_the_room_comes_first_with_its_words(house: House, lead: Callable[[Desk], Screen]) -> None:
    desk = hold(house).do(Workshop.start)
    mixed = [{**raw, "three": f"l{place // 2 + 1}"} for place, raw in enumerate(SPLIT)]
    desk.crowd(mixed)
    screen = reveal(lead(desk))
    assert talked_about(screen) == ["1. one?", "3. three?", "2. two?"]
    assert '<span class="word polarised">polarised</span> 4 – 0 – 0 – 4' in screen.text
    assert '<span class="word mixed">mixed</span> 2 – 2 – 2 – 2' in screen.text
    assert '<span class="word agreed">unanimous</span> 0 – 8 – 0 – 0' in screen.text
    assert (
        "Four see this at “Level 4”, four at “Level 1”. Ask: Who can tell of a case that speaks for “Level 4”"
        in screen.text
    )


def test_six_anonymous_people_are_not_counted_out(house: House, lead: Callable[[Desk], Screen]) -> None:
    desk = hold(house).do(Workshop.start)
    desk.crowd(SPLIT[:6])
    screen = reveal(lead(desk))
    assert '<span class="word polarised">polarised</span> average 50</p>' in screen.text
    assert "3 – 0 – 0 – 3" not in screen.text
    assert "The room is split over this. Ask: Who can tell of a case that speaks for a high answer" in screen.text


def test_three_people_of_an_open_workshop_are(house: House, lead: Callable[[Desk], Screen]) -> None:
    desk = hold(house, mode="open").do(Workshop.start)
    desk.crowd([{"one": "l1"}, {"one": "l4"}, {"one": "l4"}])
    text = reveal(lead(desk)).text
    assert '<span class="word few">too few for an agreement measure</span> 1 – 0 – 0 – 2 · average 67' in text


def test_dont_know_and_roles_are_part_of_the_figures(house: House, lead: Callable[[Desk], Screen]) -> None:
    desk = hold(house, mode="open").do(Workshop.start)
    desk.crowd([*SPLIT, {"one": Answer("dont_know")}])
    text = reveal(lead(desk)).text
    assert "4 – 0 – 0 – 4 · 1 don't know · average 50 · Front line 0, Leadership 100" in text


def test_during_a_second_vote_the_first_can_be_talked_about(house: House, lead: Callable[[Desk], Screen]) -> None:
    desk = hold(house).do(Workshop.start)
    desk.crowd(SPLIT)
    desk.do(Workshop.reveal).do(Workshop.start, [ONE])
    screen = lead(desk)
    assert len(talked_about(screen)) == 3
    assert not [each for each in screen.at.checkbox if each.label == "Vote again"]


def test_more_than_six_questions_fold_away(house: House, lead: Callable[[Desk], Screen]) -> None:
    desk = hold(house, STAGES).do(Workshop.start)
    answers = {key: value for key, value in STAGES_ANSWERS.items() if isinstance(value, str)}
    desk.crowd([answers] * 5)
    screen = reveal(lead(desk))
    count = len(definition(STAGES).questionnaire.items)
    assert f"{count - 6} more questions" in [each.label for each in screen.at.expander]
    assert len(talked_about(screen)) == count


def test_a_question_without_levels_cannot_be_voted_on_again(house: House, lead: Callable[[Desk], Screen]) -> None:
    desk = hold(house, "product-or-customer-centric", mode="open").do(Workshop.start)
    desk.crowd([{"opening-reflex": "Pumps", "purpose": 3}] * 3)
    screen = reveal(lead(desk))
    ticks = [each.key for each in screen.at.checkbox if each.label == "Vote again"]
    assert "again:product-or-customer-centric/purpose" in ticks
    assert "again:product-or-customer-centric/opening-reflex" not in ticks
    assert ">open question</span>" in screen.text


def test_a_question_about_a_figure_is_not_called_open(house: House, lead: Callable[[Desk], Screen]) -> None:
    asked = usable(made(dimension("d", item("number", "days", unit="days", minimum=0), points("part"))))
    desk = hold(house, asked, mode="open").do(Workshop.start)
    desk.crowd([{"days": 3, "part": 40}] * 3)
    text = reveal(lead(desk)).text
    assert text.count(">a figure</span>") == 2
    assert "open question" not in text


def test_what_has_no_levels_and_no_figure_has_no_agreement_measure(
    house: House, lead: Callable[[Desk], Screen]
) -> None:
    parts = [{"id": "p", "text": "Product"}, {"id": "c", "text": "Customer"}]
    asked = usable(made(dimension("d", points("part")), closing=[item("allocation", "mix", total=100, parts=parts)]))
    desk = hold(house, asked, mode="open").do(Workshop.start)
    desk.crowd([{"part": 40, "mix": {"p": 60, "c": 40}}] * 3)
    assert ">without an agreement measure</span>" in reveal(lead(desk)).text


def test_several_questions_to_vote_again_on(house: House, lead: Callable[[Desk], Screen]) -> None:
    desk = hold(house, QUESTIONS, mode="open").do(Workshop.start)
    first, second = (each.id for each in definition(QUESTIONS).questionnaire.items[:2])
    desk.crowd([{first: disclosed("nobody"), second: disclosed("in-use")}] * 3)
    screen = reveal(lead(desk))
    for each in (second, first):
        screen.at.checkbox(f"again:{QUESTIONS}/{each}").check()
    screen.run().press("Vote again on 2 questions")
    assert desk.live.round is not None
    assert desk.live.round.items == ((QUESTIONS, first), (QUESTIONS, second))  # in the order of the questionnaire


@pytest.mark.parametrize(
    ("screen", "item"),
    [("item:sample/one", ONE), ("ranking", None), ("item:a/b/c", ("a", "b/c"))],
)
def test_the_name_of_a_screen(screen: str, item: tuple[str, str] | None) -> None:
    assert item_on(screen) == item
    if item:
        assert screen_of(item) == screen


# The database


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


# Over time


CLOSES = "Closes by itself on (optional; the time is that of UTC)"


def test_a_closing_time_is_set_shown_changed_and_removed(house: House, lead: Callable[[Desk], Screen]) -> None:
    desk = hold(house)
    screen = lead(desk)
    assert "Closes by itself on 31" not in screen.text
    assert not screen.offers("Remove the time")
    screen.set("datetime_input", CLOSES, datetime(2026, 3, 31, 18, 0)).press("Keep this time")  # noqa: DTZ001 - local
    assert desk.wave.closes_at == datetime(2026, 3, 31, 18, 0, tzinfo=UTC)
    said = "Closes by itself on 31 March 2026, 18:00 (UTC)."
    assert screen.text.replace("\\", "").count(said) == 1  # once is enough
    assert f'<p class="quiet">{said}</p>' in screen.text
    assert "Change the closing time" in [each.label for each in screen.at.expander]
    screen.set("datetime_input", CLOSES, datetime(2026, 4, 1, 12, 0)).press("Keep this time")  # noqa: DTZ001 - local
    assert desk.wave.closes_at == datetime(2026, 4, 1, 12, 0, tzinfo=UTC)
    desk.do(Workshop.start)
    assert "Closes by itself on 1 April 2026, 12:00 (UTC)." in screen.run().text
    screen.press("Remove the time")
    assert desk.wave.closes_at is None
    assert "Closes by itself on 1" not in screen.text


def test_a_closing_time_in_the_past_is_refused(house: House, lead: Callable[[Desk], Screen]) -> None:
    desk = hold(house)
    screen = lead(desk).set("datetime_input", CLOSES, datetime(2026, 3, 1, 12, 0))  # noqa: DTZ001 - local
    screen.press("Keep this time")
    assert screen.errors.replace("\\", "") == "The closing time is not in the future: choose a later one, or none."
    assert desk.wave.closes_at is None


def test_a_wave_closes_by_itself_under_the_eyes_of_the_console(house: House, lead: Callable[[Desk], Screen]) -> None:
    desk = hold(house)
    house.context.quarters.set_closing(desk.first, house.clock() + timedelta(hours=1))
    desk.do(Workshop.start)
    screen = lead(desk)
    desk.crowd(SPLIT)
    house.clock.pass_seconds(3600)
    assert screen.run().heading == "The workshop is closed."
    assert moves(screen)[0] == "See the result"
    assert "24 answers received, all of them counted." in screen.text
    assert not screen.at.get("datetime_input")


# A reveal before the closing time


UNTIL = "31 March 2026, 18:00 (UTC)"


def waiting(house: House, people: int) -> Desk:
    """Set up a wave that closes at the end of the month, and let people vote."""
    desk = hold(house)
    house.context.quarters.set_closing(desk.first, datetime(2026, 3, 31, 18, 0, tzinfo=UTC))
    desk.do(Workshop.start).crowd(SPLIT[:people])
    return desk


def test_while_people_may_answer_for_weeks_a_reveal_is_no_single_tap(
    house: House, lead: Callable[[Desk], Screen]
) -> None:
    desk = waiting(house, 8)
    screen = lead(desk)
    assert moves(screen) == ["Stop the vote", "Reveal now", "Remove the time"]
    assert screen.button("Reveal now").disabled
    assert f"People may answer until {UNTIL}" in screen.text.replace("\\", "")
    screen.at.checkbox("reveal-sure:1").check()
    assert screen.run().press("Reveal now").heading == "The first vote is revealed."
    assert not screen.offers("Reveal now")


def test_a_vote_that_was_stopped_before_the_closing_time_asks_as_well(
    house: House, lead: Callable[[Desk], Screen]
) -> None:
    desk = waiting(house, 4).do(Workshop.stop)
    screen = lead(desk)
    assert moves(screen) == ["Go on with the vote", "Reveal now", "Remove the time"]
    screen.at.checkbox("reveal-sure:1").check()
    assert screen.run().press("Reveal now").errors == r"5 people are needed, 4 have voted\."
    assert desk.live.batches == ()


def test_a_second_vote_asks_anew_and_without_a_time_nothing_is_asked(
    house: House, lead: Callable[[Desk], Screen]
) -> None:
    desk = waiting(house, 8)
    screen = lead(desk)
    screen.at.checkbox("reveal-sure:1").check()
    screen.run().press("Reveal now")
    screen.at.checkbox("again:sample/one").check()
    screen.run().press("Vote again on 1 question")
    assert screen.button("Reveal now").disabled
    assert moves(screen.press("Remove the time"))[0] == "Reveal, although 8 have not finished"


# The number invited


INVITED = "Number of people invited"


def test_the_number_invited_is_raised_and_whoever_was_refused_gets_in(
    house: House, lead: Callable[[Desk], Screen]
) -> None:
    desk = hold(house, invited=5)
    for _ in range(10):
        desk.join()
    screen, phone = lead(desk), desk.phone().press("Leadership")
    assert phone.errors.replace("\\", "").startswith("Every seat in this workshop is taken, so you are not in yet.")
    assert "All 10 seats are taken, so nobody else can join. Raise the number invited below." in screen.text
    assert "5 people are invited. 10 can take part, then nobody else can join." in screen.text.replace("\\", "")
    field = screen.input("number_input", INVITED)
    assert (field.value, field.min) == (5, 5)
    screen.set("number_input", INVITED, 12).press("Keep this number")
    assert (desk.wave.invited, screen.errors) == (12, "")
    assert "10 of 12 invited." in screen.text
    assert "seats are taken" not in screen.text
    phone.press("Try again")
    assert (phone.errors, phone.heading) == ("", "You are in. The vote has not started yet; keep this page open.")
    assert len(desk.people) == 11


def test_where_nobody_counted_the_number_may_be_said(house: House, lead: Callable[[Desk], Screen]) -> None:
    desk = hold(house)
    screen = lead(desk)
    assert "Nobody said how many are invited. 500 people can take part" in screen.text.replace("\\", "")
    assert screen.press("Keep this number").errors.startswith("The number invited can be raised, not lowered")
    screen.set("number_input", INVITED, 40).press("Keep this number")
    assert desk.wave.invited == 40


def test_one_person_is_invited(house: House, lead: Callable[[Desk], Screen]) -> None:
    desk = hold(house, invited=1, mode="open")
    assert "1 person is invited. 6 can take part, then nobody else can join." in lead(desk).text.replace("\\", "")


def test_after_an_anonymous_reveal_the_number_stays(house: House, lead: Callable[[Desk], Screen]) -> None:
    desk = hold(house, invited=5).do(Workshop.start)
    desk.crowd(SPLIT)
    for _ in range(2):
        desk.join()
    left = lead(desk).set("number_input", INVITED, 12)
    desk.meanwhile("set_invited", lambda: desk.do(Workshop.reveal))
    left.press("Keep this number")
    assert left.errors.startswith("Something was revealed already")
    screen = lead(desk)
    assert "All 10 seats are taken, so nobody else can join.</p>" in screen.text
    assert "the number stays as it is" in screen.text
    assert not screen.offers("Keep this number")
    assert desk.wave.invited == 5


def test_in_an_open_workshop_the_result_follows_the_number(house: House, lead: Callable[[Desk], Screen]) -> None:
    desk = hold(house, invited=8, mode="open").do(Workshop.start)
    desk.crowd(SPLIT)
    desk.do(Workshop.reveal)
    sure = house.context.board.room(desk.wave)
    lead(desk).set("number_input", INVITED, 40).press("Keep this number")
    desk.later()
    assert house.context.board.room(desk.wave).meaning != sure.meaning
    views = house.context.past.views(house.context.quarters.waves(desk.first.assessment_id))
    assert views[0].series[0].figures[0] == house.context.board.room(desk.wave).results[0].overall


def test_in_a_closed_workshop_nobody_is_invited(house: House, lead: Callable[[Desk], Screen]) -> None:
    screen = lead(hold(house, invited=1, mode="open").do(Workshop.close))
    assert not screen.at.number_input
    assert "seats" not in screen.text


def test_the_invitation_stays_open_and_comes_first_while_people_answer_when_they_like(
    house: House, lead: Callable[[Desk], Screen]
) -> None:
    def inviting(screen: Screen) -> bool:
        (found,) = [each for each in screen.at.expander if each.label == "Invite people, open the screen"]
        return bool(found.proto.expanded)

    desk = hold(house).do(Workshop.start)
    assert not inviting(lead(desk))  # a room that votes together is in already
    house.context.quarters.set_closing(desk.first, house.clock() + timedelta(days=7))
    desk.later()
    screen = lead(desk)
    assert inviting(screen)
    markup = [each.value for each in screen.at.html]
    code, progress = (
        next(place for place, each in enumerate(markup) if f'class="{name}"' in each) for name in ("code", "progress")
    )
    assert code < progress
    desk.crowd(SPLIT)
    assert not inviting(lead(desk.do(Workshop.reveal)))


def test_targets_and_importance_before_the_first_reveal_and_after_the_end(
    house: House, lead: Callable[[Desk], Screen]
) -> None:
    desk = hold(house).do(Workshop.start)
    desk.crowd(SPLIT)
    assert lead(desk).offers("Targets and importance")
    assert not lead(desk.do(Workshop.reveal)).offers("Targets and importance")
    screen = lead(desk.do(Workshop.close))
    assert screen.press("Targets and importance").at.query_params["of"] in ("led", ["led"])


def test_the_template_of_a_workshop_is_read_back_as_the_same(house: House, lead: Callable[[Desk], Screen]) -> None:
    desk = hold(house)
    house.context.quarters.set_targets(desk.first, "sample", {"": 75}, "Ada")
    (button,) = lead(desk).at.download_button
    assert button.label == "Download the template"
    template, problems = read_template(template_bytes(house.context, desk.first), "template.yaml")
    assert template is not None, problems
    assert template.plan("Imaginary Pumps").roles == desk.first.roles
    assert [each.digest for each in template.definitions] == [each.digest for each in desk.asked]
    assert template.targets == {"sample": {"": 75}}


@pytest.mark.parametrize(
    ("name", "called"),
    [
        ("Imaginary Pumps", "template-imaginary-pumps.yaml"),
        ("../Ärger & Söhne", "template-rger-s-hne.yaml"),
        ("", "template.yaml"),
        ("日本", "template.yaml"),
    ],
)
def test_what_the_template_file_is_called(name: str, called: str) -> None:
    assert file_name(name) == called
