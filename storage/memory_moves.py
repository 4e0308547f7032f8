"""A live wave in memory: how far it is, what came in, and the organiser's moves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from storage import memory_live
from storage.memory_kept import Locked
from storage.rules import check_inviting

if TYPE_CHECKING:
    from datetime import datetime

    from assessments.model import Live, Round, RoundState, Tally


class MemoryMoves(Locked):
    """Implements the part of ``assessments.ports.Store`` that is about live waves."""

    def tally(self, wave_id: str, round_number: int) -> Tally:
        """Count what has come in; every role of a response in the wave appears, sorted."""
        with self._lock:
            live = self._kept.live.get(wave_id)
            return memory_live.tally_of(self._kept.of_wave(wave_id), self._kept.votes(wave_id), live, round_number)

    def live(self, wave_id: str) -> Live | None:
        """Return how far a live wave is; None where there is no such wave or it has no join code."""
        with self._lock:
            return self._kept.live.get(wave_id)

    def open_round(self, wave_id: str, opened: Round) -> None:
        """Open the next vote: its number follows the newest round's, and that one has been revealed.

        Raises:
            WaveClosedError: The wave is closed.
            MoveError: Another vote was opened, or the newest one has not been revealed.
        """
        with self._lock:
            self._kept.live[wave_id] = memory_live.with_round(self._kept.open_wave(wave_id), opened)

    def set_round_state(self, wave_id: str, number: int, state: RoundState) -> None:
        """Stop, reopen or reveal the newest round; what was revealed stays so.

        Raises:
            WaveClosedError: The wave is closed.
            MoveError: The round is not the newest one, or was revealed before.
        """
        with self._lock:
            self._kept.live[wave_id] = memory_live.with_state(self._kept.open_wave(wave_id), number, state)

    def count(self, wave_id: str, round_number: int, responses: frozenset[str], at: datetime) -> None:
        """Let the answers that responses gave in a round count from now on, together; none of them can then change.

        Raises:
            WaveClosedError: The wave is closed.
            MoveError: The round does not exist, or still takes votes of everybody.
        """
        with self._lock:
            live = memory_live.with_batch(self._kept.open_wave(wave_id), round_number, responses, at)
            if not responses <= {each.id for each in self._kept.of_wave(wave_id)}:
                raise ValueError("A response does not exist in this wave.")
            self._kept.live[wave_id] = live

    def set_invited(self, wave_id: str, invited: int) -> None:
        """Say how many people are asked to take part in a live wave.

        Raises:
            WaveClosedError: The wave is closed.
            MoveError: It is anonymous, and something of it counts already.
        """
        with self._lock:
            counts = bool(self._kept.open_wave(wave_id).batches)
            check_inviting(anonymous=self._kept.waves[wave_id].mode == "anonymous", counts=counts)
            self._kept.change_wave(wave_id, invited=invited)

    def set_screen(self, wave_id: str, screen: str) -> None:
        """Say what the projector shows; also in a closed wave."""
        with self._lock:
            self._kept.live[wave_id] = memory_live.moved(self._kept.live_wave(wave_id), screen=screen)

    def set_late(self, wave_id: str, *, late: bool) -> None:
        """Say whether those who do not count yet may answer after a reveal."""
        with self._lock:
            self._kept.live[wave_id] = memory_live.moved(self._kept.live_wave(wave_id), late=late)
