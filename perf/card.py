"""Times the card, or the yardstick, for people who each answer alone, and looks for what was saved in the database.

``python -m perf.card --people 50 --pace 8`` starts a server on a database of its own; ``--bare`` times the yardstick.
"""

from __future__ import annotations

import argparse
import asyncio
import sys
import tempfile

from assessments.workflow import Workflow
from perf.load.kept import lost_answers
from perf.load.player import ALL_CARDS, Plan, Player, crowd
from perf.load.server import ROOT, Running, serving
from perf.load.tally import Tally
from questionnaires.loader import DEFINITIONS, load_file
from questionnaires.model import Questionnaire
from storage.open import open_store
from ui.context import CORE, now


def main() -> int:
    """Run it; return 1 where an answer is lost or something went wrong."""
    options = _options()
    with tempfile.TemporaryDirectory() as folder:
        database = options.database or f"sqlite:///{folder}/answers.db"
        script = ROOT / ("perf/bare.py" if options.bare else "streamlit_app.py")
        with serving(script, {"DATABASE_URL": database}) as server:
            players = asyncio.run(_play(server, options))
            tally = players[0].tally
            print(*tally.lines(options.warm_up), server.line, sep="\n")
        done = sum(player.done for player in players)
        print(f"{done} of {len(players)} got through")
        lost = [] if options.bare else _lost(database, players)
    return int(bool(lost or tally.errors or done < len(players)))


async def _play(server: Running, options: argparse.Namespace) -> list[Player]:
    start = "" if options.bare else f"^Start: {_questionnaire().short_title}$"
    plan = Plan(start, options.pace, options.cards, options.files, options.drop_every, options.drop_for)
    tally = Tally()
    players = [Player(server.url, plan, tally, seed) for seed in range(options.people)]
    sampling = asyncio.create_task(server.sample())
    await crowd(players, options.pace if options.arrive is None else options.arrive)
    sampling.cancel()
    return players


def _lost(database: str, players: list[Player]) -> list[str]:
    store = open_store(database)
    lost = lost_answers(Workflow(store, now), _questionnaire(), players)
    saved = sum(len(player.saved) for player in players)
    print(f"{saved} answers were shown as saved, {len(lost)} of them are lost", *lost, sep="\n  ")
    return lost


def _questionnaire() -> Questionnaire:
    definition = load_file(DEFINITIONS / f"{CORE[0]}.yaml").definition
    if definition is None:
        raise RuntimeError(f"{CORE[0]} cannot be read; `python -m cli check` says why.")
    return definition.questionnaire


def _options() -> argparse.Namespace:
    known = argparse.ArgumentParser(prog="python -m perf.card", description=(__doc__ or "").partition("\n")[0])
    known.add_argument("--people", type=int, default=50)
    known.add_argument("--pace", type=float, default=8, metavar="SECONDS", help="from one answer to the next")
    known.add_argument("--cards", type=int, default=ALL_CARDS, help="how many to answer at most")
    known.add_argument("--arrive", type=float, metavar="SECONDS", help="within which all have come, else the pace")
    known.add_argument("--files", action="store_true", help="fetch Streamlit's files as a browser's first visit does")
    known.add_argument("--drop-every", type=int, default=0, metavar="CARDS", help="lose the connection so often")
    known.add_argument("--drop-for", type=float, default=5, metavar="SECONDS")
    known.add_argument("--warm-up", type=float, default=0, metavar="SECONDS", help="left out of the figures")
    known.add_argument("--bare", action="store_true", help="time the yardstick instead of the card")
    known.add_argument("--database", metavar="URL", help="else a new SQLite file, removed afterwards")
    return known.parse_args()


if __name__ == "__main__":
    sys.exit(main())
