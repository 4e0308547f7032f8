"""Every figure of a view has a name that stays, and the value that the view has."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from assessments.figures import figures_of_result, figures_of_room, figures_of_series
from assessments.figures_counted import figures_counted
from assessments.room import room_view
from assessments.series import series_view
from tests.assessments.build import LINE, QUESTIONS, REVIEW, STAGES, asked, near, viewed
from tests.assessments.samples import LINE_ANSWERS, QUESTIONS_ANSWERS, REVIEW_ANSWERS, STAGES_ANSWERS, topic
from tests.assessments.series import alone, movement, quarter
from tests.assessments.small_rooms import ROLES, SMALL, TWELVE, anonymous, one, people, result, revoted, small
from tests.scoring.build import dimension, disclosure, given, questionnaire

if TYPE_CHECKING:
    from collections.abc import Iterable

    from assessments.figures import Stated

GIVEN = {STAGES: STAGES_ANSWERS, LINE: LINE_ANSWERS, QUESTIONS: QUESTIONS_ANSWERS, REVIEW: REVIEW_ANSWERS}


def named(figures: Iterable[Stated]) -> dict[str, Any]:
    """Return name to value; no name stands there twice."""
    found = list(figures)
    values = {each.name: each.value for each in found}
    assert len(values) == len(found)
    return values


# --- one respondent


@pytest.mark.parametrize("name", GIVEN)
def test_every_name_is_made_of_ids_and_every_value_is_plain(name: str) -> None:
    for key, value in named(figures_of_result(viewed(name, GIVEN[name]))).items():
        assert key.startswith(f"{name}/")
        assert " " not in key
        assert value is None or type(value) in {int, float, str}


def test_scores_stages_gaps_and_steps_are_those_of_the_view() -> None:
    view = viewed(STAGES, STAGES_ANSWERS)
    found, result_ = named(figures_of_result(view)), view.result
    assert result_.decision is not None
    assert found[f"{STAGES}/score"] == result_.score
    assert found[f"{STAGES}/stage/overall"] == result_.decision.stage
    assert found[f"{STAGES}/stage/decided-by"] == "gate"
    assert (found[f"{STAGES}/band/low"], found[f"{STAGES}/band/high"]) == result_.band
    for each in view.dimensions:
        own = f"{STAGES}/{each.dimension.id}"
        assert each.gap is not None
        assert (found[f"{own}/score"], found[f"{own}/coverage"]) == (each.score, each.coverage)
        assert (found[f"{own}/gap"], found[f"{own}/goal"]) == (each.gap.gap, each.gap.goal)
        assert found[f"{own}/holds-back"] == ("yes" if each.dimension.id == "teaming" else "no")
    assert [found[f"{STAGES}/steps/{place}"] for place in (1, 2, 3)] == [each.dimension_id for each in view.steps]
    item = view.dimensions[0].items[0]
    assert found[f"{STAGES}/items/{item.item.id}/points"] == item.points


def test_a_line_states_how_its_answers_lie() -> None:
    view = viewed(LINE, LINE_ANSWERS)
    found = named(figures_of_result(view))
    assert view.spread is not None
    assert found[f"{LINE}/spread/low"] == 0
    assert (found[f"{LINE}/spread/middle-low"], found[f"{LINE}/spread/middle-high"]) == view.spread.middle
    assert found[f"{LINE}/items/opening-code/answer"] == "product"
    assert found[f"{LINE}/items/purpose/answer"] == 3
    assert f"{LINE}/answerable" not in found


def test_disclosures_state_what_they_rest_on() -> None:
    found = named(figures_of_result(viewed(QUESTIONS, QUESTIONS_ANSWERS)))
    assert found[f"{QUESTIONS}/asked"] == 11
    assert found[f"{QUESTIONS}/derived/churn"] == near(0.09)
    assert found[f"{QUESTIONS}/contradictions/repeat-within-base"] == "error"
    capped = f"{QUESTIONS}/items/q03-high-value-count"
    assert (found[f"{capped}/level-points"], found[f"{capped}/points"], found[f"{capped}/caps"]) == (75, 67, 1)
    assert found[f"{QUESTIONS}/items/q05-bought-again/halved"] == "yes"
    assert found[f"{QUESTIONS}/items/q01-customers/answer/figures/now"] == 1200
    assert found[f"{QUESTIONS}/items/q09-purchase-rhythm/kind"] == "dont_know"
    assert f"{QUESTIONS}/items/q09-purchase-rhythm/answer" not in found


def test_an_agenda_states_its_shares_and_rows() -> None:
    view = viewed(REVIEW, REVIEW_ANSWERS)
    found = named(figures_of_result(view))
    assert view.agenda is not None
    assert view.agenda.result is not None
    assert found[f"{REVIEW}/time/product"] == view.agenda.result.time["product"] == near(0.6)
    assert found[f"{REVIEW}/driver/sales"] == view.agenda.result.driver["sales"]
    assert found[f"{REVIEW}/weights/minutes"] == 0.5
    assert found[f"{REVIEW}/stated"] == "customer-value"
    assert (found[f"{REVIEW}/bumped"], found[f"{REVIEW}/on-opinion"]) == (1, 1)
    assert found[f"{REVIEW}/flags"].split() == list(view.agenda.result.flags)
    assert found[f"{REVIEW}/items/agenda/answer/4/bumped"] == "yes"
    assert found[f"{REVIEW}/items/agenda/answer/4/topic"] == "Complaints"


def test_an_agenda_without_minutes_states_only_the_claim() -> None:
    found = named(figures_of_result(viewed(REVIEW, {"agenda": [topic("Tea", "other", 0)], "stated-driver": "sales"})))
    assert found[f"{REVIEW}/stated"] == "sales"
    assert not any(key.startswith((f"{REVIEW}/driver", f"{REVIEW}/verdict")) for key in found)


def test_without_answers_there_are_no_scores_to_state() -> None:
    found = named(figures_of_result(viewed(STAGES, {})))
    assert found[f"{STAGES}/score"] is None
    assert found[f"{STAGES}/communication/score"] is None
    assert not any("/stage/" in key or "/band/" in key or key.endswith("/gap") for key in found)


# --- a room


def test_a_room_states_means_counts_agreement_and_groups() -> None:
    view = small(TWELVE, revoted("444444", "a"), roles=ROLES)
    found = named(figures_of_room(view))
    item, whole = one(view, "a"), result(view)
    assert item.first is not None
    assert found["people"] == "12"
    assert found["sample/points"] == whole.overall.points
    assert found["sample/know/low"] == whole.dimensions[0].figure.low
    assert found["sample/know/stage"] == whole.dimensions[0].stage
    assert found["sample/know/roles/Lead/points"] == whole.dimensions[0].groups[1].figure.points
    assert [found[f"sample/items/a/levels/{level}"] for level in (1, 2, 3, 4)] == list(item.now.counts or ())
    assert found["sample/items/a/agreement"] == item.now.verdict == "polarised"
    assert [found[f"sample/items/a/first-vote/levels/{level}"] for level in (1, 2, 3, 4)] == list(
        item.first.counts or ()
    )
    assert found["sample/items/a/course"] == item.course
    assert found["sample/items/b/roles/Front/points"] == one(view, "b").groups[0].figure.points
    assert "sample/items/b/first-vote/points" not in found
    assert [key for key in found if key.endswith("/concern")] == [f"sample/items/{each}/concern" for each in "abcdef"]


def test_an_anonymous_room_states_nothing_that_is_hidden() -> None:
    view = small({key: row[:6] for key, row in TWELVE.items()}, wave=anonymous())
    found = named(figures_of_room(view))
    assert found["people"] == "5–9"
    assert not any("/levels/" in key for key in found)
    assert found["sample/items/a/unknown"] is None
    assert found["sample/items/a/points"] == one(view, "a").now.figure.points
    hidden = named(figures_of_room(small({key: row[:4] for key, row in TWELVE.items()}, wave=anonymous())))
    assert hidden == {"people": None}


def test_numbers_that_several_people_gave_are_stated_without_names() -> None:
    whole = questionnaire(dimension("d", disclosure("n", "N")), result="disclosure")
    looks = {f"p{number}": given(whole, {"n": {"level": "a4", "figures": {"n": number}}}) for number in (3, 1, 2)}
    wave = quarter(1, whole, looks)
    assert wave.live is not None
    found = named(figures_of_room(room_view(wave.wave, wave.live, (whole,), wave.responses, wave.votes)))
    assert [found[f"sample/items/n/numbers/1/{place}"] for place in (1, 2, 3)] == [1, 2, 3]


def test_the_answers_that_count_are_stated_to_the_last_digit() -> None:
    looks = {f"p{place}": own for place, own in enumerate(people({key: row[:7] for key, row in TWELVE.items()}))}
    wave = quarter(1, SMALL, {**looks, "p7": {}})
    assert wave.live is not None
    found = named(figures_counted(wave.live, wave.asked, wave.votes))
    assert found["people"] == 8
    assert found["sample/items/b/mean"] == near((6 * 100 / 3 + 200 / 3) / 7)
    assert (found["sample/items/b/values"], found["sample/items/b/unknown"]) == (7, 0)
    assert found["sample/know/n"] == 7
    closed = quarter(1, SMALL, looks, revealed=False)
    assert closed.live is not None
    assert named(figures_counted(closed.live, closed.asked, closed.votes)) == {"people": 0}


def test_an_item_that_nobody_answered_has_no_mean() -> None:
    wave = quarter(1, SMALL, {"p1": {"a": "l1"}})
    assert wave.live is not None
    assert named(figures_counted(wave.live, wave.asked, wave.votes))["sample/items/b/mean"] is None


# --- over the waves


def test_a_series_states_every_wave_and_the_change_with_its_interval_and_word() -> None:
    levels = people({key: row[:8] for key, row in TWELVE.items()})
    then = {f"p{place}": own for place, own in enumerate(levels)}
    now = {name: dict.fromkeys(own, "l4") for name, own in then.items()}
    view = series_view([quarter(1, SMALL, then), quarter(2, SMALL, now)], "sample")
    found, moved = named(figures_of_series(view)), movement(view, "know")
    assert found["sample/waves/w1/people-in-all"] == "8"
    assert found["sample/waves/w2/points"] == 100
    assert found["sample/waves/w1/know/points"] == view.series[1].figures[0].points
    assert found["sample/waves/w2/line"] == "whole"
    assert found["sample/know/change/points"] == moved.change.points
    assert (found["sample/know/change/low"], found["sample/know/change/high"]) == (moved.change.low, moved.change.high)
    assert found["sample/know/change/word"] == moved.change.word == "up"
    assert found["sample/know/change/of"] == "the same people"
    assert found["sample/know/change/after/points"] == 100
    assert moved.all is not None
    assert found["sample/know/change/everybody/points"] == moved.all.points
    assert found["sample/target"] is None
    strangers = series_view([quarter(1, SMALL, then, linked=False), quarter(2, SMALL, now, linked=False)], "sample")
    other = named(figures_of_series(strangers))
    assert other["sample/change/of"] == "everybody"
    assert not any("/change/everybody/" in key for key in other)


def test_a_series_of_agendas_states_shares_by_category() -> None:
    waves = [alone(place, asked(REVIEW), given(asked(REVIEW), REVIEW_ANSWERS)) for place in (1, 2)]
    view = series_view(waves, REVIEW)
    found = named(figures_of_series(view))
    assert view.agenda is not None
    assert found[f"{REVIEW}/waves/w1/time/product"] == near(0.6)
    assert found[f"{REVIEW}/waves/w2/distance"] == view.agenda.waves[1].distance
    assert found[f"{REVIEW}/wanted/customer-value"] == near(0.4)


def test_a_series_of_disclosures_states_what_can_be_answered() -> None:
    waves = [alone(place, asked(QUESTIONS), given(asked(QUESTIONS), QUESTIONS_ANSWERS)) for place in (1, 2)]
    found = named(figures_of_series(series_view(waves, QUESTIONS)))
    assert found[f"{QUESTIONS}/waves/w1/items/q01-customers/answerable"] == "yes"
    assert found[f"{QUESTIONS}/waves/w2/items/q10-who/answerable"] == "no"
    assert found[f"{QUESTIONS}/waves/w2/derived/1"] == near(9.0)
