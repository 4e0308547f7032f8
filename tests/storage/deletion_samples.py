"""Fills every table of a store with rows of one assessment, each text of which bears its mark."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from assessments.kept import Kept
from assessments.keys_model import Entry, Grant, Invitation, Signed
from assessments.model import Mirror
from assessments.retention_model import Keeping
from benchmarks.own_model import OwnFile
from benchmarks.pool import publication
from benchmarks.pool_model import WHOLE, Family, Traits
from benchmarks.pool_model import Entry as PoolEntry
from questionnaires.values import Answer
from tests.storage.samples import AT, LATER, a_live_wave, a_round, an_action, an_assessment, an_importance
from tests.storage.whole_samples import a_definition_with_data, a_kept_response, a_vote, an_anonymous_assessment

if TYPE_CHECKING:
    from assessments.ports import Store

FAMILY = Family("q1", "1.0.0")
CELL = 5


def fill(store: Store, mark: str) -> str:
    """Keep an assessment that has something in every table, and return its id, which is the mark.

    Beside it four others get a place in the pool; their names hold the mark backwards.
    """
    _keep_whole(store, mark)
    mirror = a_live_wave(f"{mark}-mirror", f"{mark}-outside", join_code=f"{mark}-JOIN2")
    held = Mirror(f"{mark}-w1", "customer", mirror.id)
    outside = an_assessment(mirror.assessment_id, f"{mark} asks")
    store.add_mirror(held, outside, mirror, [a_definition_with_data()], a_round(), organiser_hash=f"{mark}-nobody")
    outsider = a_kept_response(f"{mark}-r9", mirror.id, receipt=f"{mark}-R9", role=mark, unit=mark)
    store.join(outsider.response, resume_hash=f"{mark}-code9")
    comment = Answer(value="focus", comment=f"{mark} outside")
    store.save_answer(f"{mark}-r9", "q1", "i1", replace(a_vote().saved, answer=comment))
    _open_doors(store, mark)
    _stand_beside_others(store, mark)
    store.set_keeping(mark, Keeping(12))
    return mark


def _keep_whole(store: Store, mark: str) -> None:
    filled = an_anonymous_assessment().waves[0]
    wave_id = f"{mark}-w1"
    people = tuple(
        a_kept_response(
            f"{mark}-{each.response.id}", wave_id, receipt=f"{mark}-R", role=mark, unit=mark, submitted={"q1": LATER}
        )
        for each in filled.responses
    )
    votes = [
        replace(
            each,
            response_id=f"{mark}-{each.response_id}",
            saved=replace(
                each.saved, answer=replace(each.saved.answer, comment=f"{mark} comment", reason=f"{mark} reason")
            ),
        )
        for each in filled.votes
    ]
    assert filled.live is not None
    batches = [
        replace(each, responses=frozenset(f"{mark}-{one}" for one in each.responses)) for each in filled.live.batches
    ]
    wave = replace(
        filled.wave, id=wave_id, assessment_id=mark, label=f"{mark} label", join_code=f"{mark}-JOIN", roles=(mark,)
    )
    own = replace(a_definition_with_data("q2", 2), digest=f"{mark}-digest", data={"title": f"{mark} title"})
    kept = replace(
        filled,
        wave=wave,
        definitions=(*filled.definitions, own),
        responses=people,
        votes=tuple(votes),
        live=replace(filled.live, batches=tuple(batches)),
        targets=tuple(replace(each, set_by=mark) for each in filled.targets),
        importance=(replace(an_importance(), set_by=mark),),
    )
    action = replace(an_action(f"{mark}-x1", wave_id), assessment_id=mark, what=f"{mark} what", owner=mark, note=mark)
    store.add_everything(Kept(an_assessment(mark, f"{mark} name"), f"{mark}-key", (kept,), (action,)))


def _open_doors(store: Store, mark: str) -> None:
    def signed(number: int) -> Signed:
        entry = Entry(f"{mark}-line{number}", mark, AT, "key", "organiser", mark, "added a key", f"{mark} detail")
        return Signed(f"{mark}-key", entry)

    store.add_grant(Grant(f"{mark}-g1", mark, "member", "viewer", mark, f"{mark}-member", AT), signed(1))
    invitation = Invitation(f"{mark}-v1", mark, "viewer", mark, f"{mark}-invited", AT, LATER)
    store.add_invitation(invitation, signed(2))


def _stand_beside_others(store: Store, mark: str) -> None:
    store.put_own_file(OwnFile(f"{mark}-f1", mark, f"{mark}.csv", mark, f"{mark} content", AT))
    beside = [f"beside{number}-{mark[::-1]}" for number in range(1, CELL)]
    for each in beside:
        store.add_wave(
            an_assessment(each), a_live_wave(f"{each}-w1", each, join_code=f"{each}-JOIN"), [], organiser_hash=each
        )
    for number, each in enumerate([mark, *beside]):
        scores = {WHOLE: 20 * number}
        store.put_in_pool(PoolEntry(each, FAMILY, f"{each}-w1", scores, "5-9", Traits(), "2026 Q1", AT))
    known = store.pool(FAMILY)
    made = publication(known, FAMILY, LATER)
    assert made is not None, "the cell is full"
    assert store.publish(made, known.revision)
