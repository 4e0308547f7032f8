"""What may be done to ask others the same questions: what is offered, refused, kept apart, closed."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from assessments.errors import MoveError, WaveClosedError
from assessments.mirror import MOST_ITEMS, NO_NAME, NOT_OPEN, NOTHING_CHOSEN, could_ask
from assessments.mirror_view import twins
from assessments.model import Assessment
from assessments.plan import Plan, PlanError
from assessments.quarters import Quarters
from assessments.room import room_view
from assessments.transfer import complete_copy, read_copy
from questionnaires.forms import AUDIENCES, Audience
from questionnaires.loader import load_folder
from storage.memory import MemoryStore
from storage.mirror_rules import TAKEN
from tests.assessments.build import STAGES, definition
from tests.assessments.mirrors import CUSTOMERS, FRONT, MINUTE, PROMISES, Company, defined, twin
from tests.scoring.build import dimension, points, rubric

if TYPE_CHECKING:
    from questionnaires.loader import Definition


def long(questionnaire_id: str, count: int) -> Definition:
    return defined(dimension("d", *(twin(f"i{place}") for place in range(count))), id=questionnaire_id)


def refusal(company: Company, **own: Any) -> tuple[str, ...]:
    wave = company.room([])
    with pytest.raises(PlanError) as refused:
        company.open(wave, **own)
    assert company.mirrors.opened(wave) == ()
    assert len(company.store.assessments()) == 1
    return refused.value.problems


def test_customers_are_asked_the_twins_and_nothing_else_in_their_words() -> None:
    company = Company()
    wave = company.room()
    (form,) = company.mirrors.forms(wave, "customer")
    assert [(item.id, item.ask) for item in form.questionnaire.items] == [
        ("kept", "As a customer?"),
        ("told", "As a customer?"),
        ("thanked", "As a customer?"),
    ]
    (other,) = company.mirrors.forms(wave, "front-line")
    assert [item.id for item in other.questionnaire.items] == ["kept", "told", "greeted", "thanked"]


def test_what_has_no_twin_is_not_offered_and_what_has_one_elsewhere_is_named() -> None:
    company = Company(definition(STAGES), defined(dimension("d", points("plain"))))
    wave = company.room([])
    assert company.mirrors.forms(wave, "customer") == ()
    assert [each.questionnaire.id for each in could_ask([definition(STAGES), PROMISES], "customer")] == ["sample"]
    outside = defined(dimension("d", rubric("plain")), opening=[twin("first")])
    assert could_ask([outside], "customer") == ()


def test_a_form_is_anonymous_with_groups_of_five_and_takes_answers_at_once() -> None:
    company = Company()
    mirror = company.open(company.room(), invited=40)
    assert (mirror.mode, mirror.smallest_group, mirror.roles, mirror.units) == ("anonymous", 5, (), ())
    assert (mirror.invited, mirror.label, mirror.state, mirror.closes_at) == (40, "Customers", "open", None)
    assert mirror.join_code is not None
    assert company.workshop.find(mirror.join_code) == mirror
    assert company.workshop.name(mirror) == "Pumps & Co"
    live = company.workshop.live(mirror)
    assert live.round is not None
    assert (live.round.state, live.screen) == ("voting", "progress")


def test_the_key_of_the_company_leads_to_its_own_wave_and_never_to_a_form() -> None:
    company = Company()
    made = company.workshop.set_up(Plan("Imaginary Pumps", company.asked))
    mirror = company.open(made.wave)
    assert mirror.assessment_id != made.wave.assessment_id
    found = company.workshop.enter(made.organiser_code)
    assert found is not None
    assert found[1].id == made.wave.id
    assert [each.id for each in company.store.waves(made.wave.assessment_id)] == [made.wave.id]


@pytest.mark.parametrize("name", ["", "  ", "\x00"])
def test_a_form_without_a_name_is_refused(name: str) -> None:
    assert refusal(Company(), name=name) == (NO_NAME,)


def test_a_form_without_questions_is_refused() -> None:
    assert refusal(Company(), questionnaires=()) == (NOTHING_CHOSEN,)


def test_a_questionnaire_without_a_twin_is_refused() -> None:
    (problem,) = refusal(Company(PROMISES, definition(STAGES)), questionnaires=("sample", STAGES))
    assert problem == "One of these questionnaires has no wording for your customers: leave it out."


def test_sixteen_questions_are_a_form_and_seventeen_are_too_many() -> None:
    fits = Company(long("one", 8), long("two", 8))
    assert len(fits.store.pinned(fits.open(fits.room([])).id)) == 2
    (problem,) = refusal(Company(long("one", 8), long("two", 9)), audience="front-line")
    assert problem == (
        "These questionnaires have 17 questions for your front line. A form that takes 4 minutes has room for 16: "
        "choose fewer."
    )


def test_what_is_wrong_with_every_plan_is_wrong_with_a_form_too() -> None:
    company = Company()
    assert refusal(company, invited=4, closes_at=company.clock()) == (
        "Of 4 people invited, a smallest group of 5 would never be reached. Lower it, or hold an open workshop.",
        "The closing time is not in the future: choose a later one, or none.",
    )


def test_there_is_one_form_for_each_audience() -> None:
    company = Company()
    wave = company.room()
    first = company.open(wave)
    with pytest.raises(MoveError) as refused:
        company.open(wave)
    assert str(refused.value) == TAKEN
    company.open(wave, "front-line")
    assert [(each.audience, each.wave.label) for each in company.mirrors.opened(wave)] == [
        ("customer", "Customers"),
        ("front-line", "Front line"),
    ]
    assert company.mirrors.opened(wave)[0].wave == first


def test_a_wave_knows_whom_it_asks() -> None:
    company = Company()
    wave = company.room()
    assert company.mirrors.audience(company.open(wave)) == "customer"
    assert company.mirrors.audience(company.open(wave, "front-line")) == "front-line"
    assert company.mirrors.audience(wave) is None


def test_how_many_have_answered_is_counted_while_a_form_is_open() -> None:
    company = Company()
    wave = company.room()
    mirror = company.open(wave)
    company.answer(mirror, [*CUSTOMERS[:3], {}])
    (opened,) = company.mirrors.opened(wave)
    assert (opened.tally.voters, opened.tally.people) == (3, 4)
    assert opened.live.batches == ()


def test_closing_lets_the_answers_count_and_takes_no_more() -> None:
    company = Company()
    wave = company.room()
    mirror = company.open(wave)
    people = company.answer(mirror, CUSTOMERS)
    company.mirrors.close(wave, "customer")
    (opened,) = company.mirrors.opened(wave)
    assert opened.wave.state == "closed"
    assert opened.live.counted(1) == {each.id for each in people}
    with pytest.raises(WaveClosedError):
        company.answer(mirror, CUSTOMERS[:1])
    company.mirrors.close(wave, "customer")
    assert company.mirrors.opened(wave) == (opened,)


def test_what_was_never_opened_cannot_be_closed() -> None:
    company = Company()
    wave = company.room()
    company.open(wave)
    with pytest.raises(MoveError) as refused:
        company.mirrors.close(wave, "front-line")
    assert str(refused.value) == NOT_OPEN


def test_a_form_closes_by_itself_when_its_time_has_come() -> None:
    company = Company()
    wave = company.room()
    mirror = company.open(wave, closes_at=company.clock() + timedelta(hours=1))
    company.answer(mirror, CUSTOMERS)
    company.clock.move(timedelta(hours=1))
    (opened,) = company.mirrors.opened(wave)
    assert opened.wave.state == "closed"
    assert len(opened.live.counted(1)) == len(CUSTOMERS)


def test_the_company_s_room_is_the_same_before_and_after_others_answered() -> None:
    company = Company()
    wave = company.room()

    def seen() -> bytes:
        live = company.workshop.live(wave)
        asked = [each.questionnaire for each in company.asked]
        people, votes = company.workshop.responses(wave), company.workshop.votes(wave)
        view = room_view(company.workshop.current(wave), live, asked, people, votes)
        history = Quarters(company.store, company.clock).history(wave.assessment_id)
        whole = company.store.everything(wave.assessment_id)
        return repr((view, history, whole, company.workshop.tally(wave, live))).encode()

    before = seen()
    company.ask(wave, CUSTOMERS)
    company.ask(wave, FRONT, "front-line")
    assert seen() == before


def test_a_form_of_somebody_who_answers_alone_goes_on_with_the_wave() -> None:
    company = Company()
    wave = company.alone({"kept": 80, "told": 50})
    mirror = company.ask(wave, CUSTOMERS)
    assert company.store.assessment(mirror.assessment_id) == Assessment(
        mirror.assessment_id, "Pumps & Co", company.clock() - MINUTE
    )
    assert [each.id for each in company.store.waves(wave.assessment_id)] == [wave.id]


def test_both_assessments_can_be_taken_along_each_by_itself() -> None:
    company = Company()
    wave = company.room()
    mirror = company.ask(wave, CUSTOMERS)
    elsewhere = MemoryStore()
    for assessment_id in (wave.assessment_id, mirror.assessment_id):
        whole = company.store.everything(assessment_id)
        assert whole is not None
        copy, problems = read_copy(complete_copy(whole))
        assert problems == ()
        assert copy is not None
        assert copy.kept == whole
        elsewhere.add_everything(copy.kept)
    assert elsewhere.mirrored_by(mirror.id) is None  # a copy does not say whom it mirrors
    assert len(elsewhere.votes(mirror.id)) == len(company.store.votes(mirror.id))


@pytest.mark.parametrize("audience", AUDIENCES)
def test_every_twin_that_comes_with_the_software_can_be_compared(audience: Audience) -> None:
    shipped = [each.definition for each in load_folder() if each.definition is not None]
    whole = {each.questionnaire.id: each.questionnaire for each in shipped}
    forms = could_ask(shipped, audience)
    assert len(forms) >= 5
    for form in forms:
        asked = form.questionnaire
        assert twins(whole[asked.id], asked, audience) == tuple(asked.item_by_id), asked.id
        assert len(asked.items) <= MOST_ITEMS, asked.id
