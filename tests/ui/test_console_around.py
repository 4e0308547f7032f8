"""What the console offers around the vote: the closing time, an early reveal, the seats, aims and the template."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from assessments.template import read_template
from assessments.workshop import Workshop
from tests.ui.build import House, Screen
from tests.ui.consoles import moves
from tests.ui.desk import SPLIT, Desk, hold
from ui.widgets.course import file_name, template_bytes

if TYPE_CHECKING:
    from collections.abc import Callable

NOBODY = "This browser does not lead a workshop. Open your organiser link, or set up a new workshop."
SENTENCE = "The answers cannot be saved at the moment"
ONE = ("sample", "one")


@pytest.fixture
def lead(bring: Callable[..., Screen]) -> Callable[[Desk], Screen]:
    """Return how a browser with the organiser's cookie opens the console."""
    return lambda desk: bring(desk.key, "organiser").open("console")


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
