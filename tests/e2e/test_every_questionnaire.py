"""Every questionnaire is answered to the end by chance, every branch of it, and its result has no hole."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from playwright.sync_api import expect

from assessments.views import ResultView, result_view
from assessments.workflow import Workflow, as_answered
from questionnaires.items import ITEM_TYPES
from questionnaires.loader import load_folder
from storage.open import open_store
from tests.e2e.generated import Player
from tests.e2e.server import Server
from tests.e2e.visitor import Visitor

DEFINITIONS = {each.definition.questionnaire.id: each.definition for each in load_folder() if each.definition}


def test_all_types_of_item_are_among_them() -> None:
    asked = {item.type for each in DEFINITIONS.values() for item in each.questionnaire.items}
    assert asked == set(ITEM_TYPES)


@pytest.mark.parametrize("name", DEFINITIONS)
def test_it_is_answered_to_the_end_and_its_result_is_whole(
    shared_server: Server, visit: Callable[..., Visitor], name: str
) -> None:
    visitor = visit(shared_server)
    code = begun(shared_server, name)
    visitor.bring(code)
    visitor.open(f"answer?q={name}")
    player = Player(visitor, DEFINITIONS[name].questionnaire)
    player.play()
    expect(visitor.page.get_by_text(f"All {len(player.given)} questions are answered.")).to_be_visible()
    visitor.submit()

    view = worked_out(shared_server, code, name)
    page = visitor.page.get_by_test_id("stMain").inner_text()
    assert visitor.page.locator("h1.headline").inner_text() == view.headline
    if view.agenda is None:
        for each in view.dimensions:
            assert each.dimension.title in page
            assert each.score is not None or "not enough" in page.lower() or "no score" in page.lower()
    assert view.steps
    for step in view.steps:
        assert step.text in page
    expect(visitor.page.locator('[data-testid="stVegaLiteChart"]').first).to_be_visible()
    assert visitor.page.locator('[data-testid="stException"]').count() == 0
    lines = page.splitlines()
    assert not [line for line in lines if line.strip() in {"None", "nan", "NaN", "undefined"}]


def begun(server: Server, name: str) -> str:
    """Begin a response and take up one questionnaire, as the first page does; return the code."""
    workflow = _workflow(server)
    started = workflow.begin("By chance (demonstration)")
    workflow.take_up(started.response, DEFINITIONS[name])
    return started.resume_code


def worked_out(server: Server, code: str, name: str) -> ResultView:
    """Work the result out from what the server kept."""
    workflow = _workflow(server)
    response = workflow.resume(code)
    assert response is not None
    pinned = workflow.taken_up(response)[name]
    return result_view(
        as_answered(pinned),
        workflow.answers(response.id, name),
        workflow.targets(response, name),
        submitted_at=response.submitted[name],
        digest=pinned.digest,
    )


def _workflow(server: Server) -> Workflow:
    return Workflow(open_store(f"sqlite:///{server.database}"), lambda: datetime.now(UTC))
