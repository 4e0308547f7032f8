"""What a copy that is handed out leaves behind: codes and their hashes, and who answered what without a name."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from assessments.looks import rules_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from assessments.kept import Kept, KeptResponse, KeptWave
    from assessments.model import Batch

SHARED = (
    "A copy to hand on. It holds no access key, no join code and no code of a participant, and no answer that was "
    "given without a name: of anonymous waves it states the figures that were released. Votes that do not count yet "
    "are left out."
)
COMPLETE = (
    "A complete copy. It holds every answer, also those that were given without a name, and what the database keeps of "
    "keys and codes. Keep it as closely as the database itself."
)
WITHHELD = (
    "People answered this wave without a name. One row of answers would be a figure about one person, so this file "
    "states what was released of the whole and its groups, and no answer."
)
OWN = "r:"  # a link that names another response; any other is made of a code


@dataclass(frozen=True, slots=True)
class Shareable:
    """An assessment as it may be handed on.

    Attributes:
        kept: Without codes, and without the people and the answers of the waves withheld.
        withheld: Ids of those waves.
    """

    kept: Kept
    withheld: frozenset[str]


def is_withheld(each: KeptWave) -> bool:
    """Say whether the rows of a wave stay behind: each would be a figure about one person who gave no name."""
    return each.live is not None and rules_of(each.wave).mode == "anonymous"


def shareable(kept: Kept) -> Shareable:
    """Return an assessment as it may be handed on.

    A link made of somebody's own code is a hash that could be guessed; a number takes its place, the same in all waves.
    """
    withheld = frozenset(each.wave.id for each in kept.waves if is_withheld(each))
    shown = [replace(each, responses=(), votes=()) if each.wave.id in withheld else each for each in kept.waves]
    links = _numbered(own.response.link for each in shown for own in each.responses)
    return Shareable(replace(kept, organiser_hash="", waves=tuple(_bare(each, links) for each in shown)), withheld)


def _numbered(links: Iterable[str]) -> dict[str, str]:
    made = dict.fromkeys(link for link in links if link and not link.startswith(OWN))
    return {link: f"s:{number}" for number, link in enumerate(made, start=1)}


def _bare(each: KeptWave, links: dict[str, str]) -> KeptWave:
    """Return a wave without codes, without votes that no reveal has shown, and without batches of people left out."""
    live = each.live
    people = tuple(_without_codes(own, links) for own in each.responses)
    if live is None:
        return replace(each, responses=people)
    batches = live.batches if not is_withheld(each) else tuple(_empty(batch) for batch in live.batches)
    bare, seen = replace(live, batches=batches), {each.number: live.counted(each.number) for each in live.rounds}
    votes = tuple(vote for vote in each.votes if vote.response_id in seen[vote.round_number])
    return replace(each, wave=replace(each.wave, join_code=""), responses=people, votes=votes, live=bare)


def _without_codes(own: KeptResponse, links: dict[str, str]) -> KeptResponse:
    response = replace(own.response, receipt="", link=links.get(own.response.link, own.response.link))
    return replace(own, response=response, resume_hash="")


def _empty(batch: Batch) -> Batch:
    return replace(batch, responses=frozenset())
