"""A server of its own process on a free port, with its processor time and memory sampled while it works."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 60.0
_OK = 200


@dataclass(slots=True)
class Running:
    """A server that answers.

    Attributes:
        samples: Processor seconds used so far and resident memory in MiB, with the time of sampling.
    """

    url: str
    command: tuple[str, ...]
    environment: Mapping[str, str]
    process: subprocess.Popen[bytes]
    samples: list[tuple[float, float, float]] = field(default_factory=list)
    _used_before: float = 0.0

    async def sample(self, every: float = 1.0) -> None:
        """Sample until cancelled; where the system has no ``/proc``, nothing is sampled."""
        while True:
            self.take_sample()
            await asyncio.sleep(every)

    def take_sample(self) -> None:
        """Look at the process once."""
        if (used := _used(self.process.pid)) is not None:
            self.samples.append((time.perf_counter(), self._used_before + used[0], used[1]))

    def kill(self) -> None:
        """End the process at once, with no chance to finish anything."""
        self.take_sample()
        self._used_before = self.samples[-1][1] if self.samples else 0.0
        self.process.kill()
        self.process.wait()

    def start_again(self) -> None:
        """Start it on the same port, and wait until it answers.

        Raises:
            RuntimeError: It did not come up.
        """
        self.process = _start(self.command, self.environment)
        _wait(self.url, self.process)

    def share(self, begin: float = 0.0, end: float = float("inf")) -> float:
        """Return the processor time used between two times, in per cent of one core; 0 where it is not known."""
        within = [each for each in self.samples if begin <= each[0] <= end]
        if len(within) < 2:  # noqa: PLR2004 - a share of time needs two points
            return 0.0
        (first, before, _), (last, after, _) = within[0], within[-1]
        return 100 * (after - before) / (last - first)

    @property
    def grown(self) -> float:
        """How much the memory grew from the first sample to the largest, in MiB."""
        return max((each[2] - self.samples[0][2] for each in self.samples), default=0.0)

    @property
    def line(self) -> str:
        """What was used, in words."""
        if not self.samples:
            return "server: not sampled"
        first, most, last = self.samples[0][2], self.samples[0][2] + self.grown, self.samples[-1][2]
        return (
            f"server: {self.share():.0f} % of one core, {first:.0f} MiB at first, "
            f"{most:.0f} at most, {last:.0f} at last"
        )


def _used(process: int) -> tuple[float, float] | None:
    try:
        fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return None
    user, system, pages = int(fields[11]), int(fields[12]), int(fields[21])
    return (user + system) / os.sysconf("SC_CLK_TCK"), pages * os.sysconf("SC_PAGE_SIZE") / 2**20


@contextmanager
def serving(script: Path, environment: Mapping[str, str]) -> Iterator[Running]:
    """Start a script of ours with the settings of the app, and stop it in the end.

    Raises:
        RuntimeError: The server did not come up.
    """
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
    options = ("--server.port", str(port), "--server.headless", "true")
    command = (sys.executable, "-m", "streamlit", "run", str(script), *options)
    server = Running(f"http://127.0.0.1:{port}", command, environment, _start(command, environment))
    try:
        _wait(server.url, server.process)
        yield server
    finally:
        server.process.send_signal(signal.SIGINT)
        server.process.wait()


def _start(command: tuple[str, ...], environment: Mapping[str, str]) -> subprocess.Popen[bytes]:
    surroundings = {**os.environ, "PYTHONPATH": str(ROOT), **environment}
    return subprocess.Popen(command, cwd=ROOT, env=surroundings, stdout=subprocess.DEVNULL)  # noqa: S603 - our own


def _wait(url: str, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and process.poll() is None:
        try:
            with urllib.request.urlopen(f"{url}/_stcore/health") as answer:  # noqa: S310 - our own server
                if answer.status == _OK:
                    return
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.05)
    raise RuntimeError(f"{url} does not answer")
