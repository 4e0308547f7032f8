"""The answers within a file, each checked against the item that it answers."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from assessments.model import Round, Saved, Vote
from assessments.transfer_json import misfit
from assessments.transfer_plain import canonical, moment_of
from questionnaires.problems import meant, shown
from questionnaires.values import TEXT_LIMIT, Answer, InvalidValueError, clean_value

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from assessments.transfer_json import Misfit, Path
    from assessments.transfer_shape import AnswerSheet, ResponseSheet
    from questionnaires.items import Item
    from questionnaires.model import Questionnaire


@dataclass(frozen=True, slots=True)
class Ballot:
    """What the answers of a wave are checked against.

    Attributes:
        asked: Questionnaire id to what was asked.
        unread: Ids of questionnaires that are wrong themselves, so that nothing can be said of their answers.
        rounds: The votes of a live wave; None where somebody answers alone, in the first and only round.
    """

    asked: Mapping[str, Questionnaire]
    unread: Collection[str]
    rounds: Mapping[int, Round] | None


def votes_of(ballot: Ballot, responses: Sequence[ResponseSheet], path: Path, found: list[Misfit]) -> Iterator[Vote]:
    """Yield the answers of responses by response, questionnaire, item and round, and add what is wrong with them.

    Args:
        ballot: What they are checked against.
        responses: As the file has them.
        path: Where they stand in it.
        found: Takes what is wrong.
    """
    for place, response in enumerate(responses):
        for questionnaire_id, items in sorted(response.answers.items()):
            here: Path = (*path, place, "answers", questionnaire_id)
            asked = ballot.asked.get(questionnaire_id)
            if asked is None:
                if questionnaire_id not in ballot.unread:
                    message = f"This wave is not asked '{questionnaire_id}'. {meant(questionnaire_id, ballot.asked)}"
                    found.append(misfit(here, message))
                continue
            for item_id, given in sorted(items.items()):
                item = asked.item_by_id.get(item_id)
                if item is None:
                    message = f"'{item_id}' is no question of it. {meant(item_id, asked.item_by_id)}"
                    found.append(misfit((*here, item_id), message))
                    continue
                for number, each in enumerate(given):
                    at = (*here, item_id, number)
                    found += _round_misfits(
                        ballot, (questionnaire_id, item_id), [one.round for one in given], number, at
                    )
                    answer = _answer(item, each, asked, at, found)
                    yield Vote(response.id, questionnaire_id, item_id, each.round, Saved(answer, moment_of(each.at)))


def _round_misfits(
    ballot: Ballot, key: tuple[str, str], rounds: Sequence[int], number: int, at: Path
) -> Iterator[Misfit]:
    now = rounds[number]
    if number and rounds[number - 1] >= now:
        yield misfit((*at, "round"), "One answer to a round, the earliest round first. Put them in order.")
    if ballot.rounds is None:
        if now != 1:
            yield misfit((*at, "round"), "Who answers alone has no round but the first. Write 1.")
    elif now not in ballot.rounds:
        yield misfit((*at, "round"), f"There is no round {now} in this wave. Use one of its rounds.")
    elif not ballot.rounds[now].asks(key):
        yield misfit((*at, "round"), f"Round {now} does not ask this. Use a round that asks it.")


def _answer(item: Item, each: AnswerSheet, asked: Questionnaire, at: Path, found: list[Misfit]) -> Answer:
    """Return an answer in canonical form; as it stands in the file where something is wrong with it."""
    value: Any = None
    if each.kind == "value":
        try:
            value = clean_value(item, each.value, asked)
        except InvalidValueError as error:
            found.append(misfit((*at, "value"), str(error)))
        else:
            if value is not each.value and canonical(value) != canonical(each.value):
                message = f"This is not written as it is kept. Write {shown(json.dumps(value, ensure_ascii=False))}."
                found.append(misfit((*at, "value"), message))
    elif "value" in each.model_fields_set:
        found.append(misfit((*at, "value"), f"An answer of the kind '{each.kind}' has no value. Remove it."))
    for key, text in (("reason", each.reason), ("comment", each.comment)):
        if len(text) > TEXT_LIMIT:
            message = f"The text has {len(text)} characters; at most {TEXT_LIMIT} fit. Shorten it."
            found.append(misfit((*at, key), message))
    return Answer(each.kind, value, each.reason, each.comment, each.evidence)
