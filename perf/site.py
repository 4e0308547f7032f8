"""A whole site for a run: PostgreSQL, two replicas of the app, and nginx with the shipped configuration in front."""

from __future__ import annotations

import os
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from perf.load.server import ROOT, Running, serving
from tests.deploy.proxy import Proxy, in_front
from tests.storage.postgres_server import MISSING, find_programs, running


@dataclass(frozen=True, slots=True)
class Site:
    """What runs.

    Attributes:
        database: The URL of the database.
        replicas: The app's processes.
        proxy: What visitors reach.
        programs: The folder with PostgreSQL's programs.
    """

    database: str
    replicas: tuple[Running, ...]
    proxy: Proxy
    programs: Path

    def restart_database(self) -> None:
        """Stop PostgreSQL as a crash would, and start it, which replays its journal; return when it answers again."""
        folder = Path(parse_qs(urlsplit(self.database).query)["host"][0])
        owner = folder.stat().st_uid if os.geteuid() == 0 else None
        program, data, log = (str(each) for each in (self.programs / "pg_ctl", folder / "data", folder / "log"))
        command = [program, "restart", "-D", data, "-m", "immediate", "-w", "-l", log]
        with (folder / "output").open("a") as output:
            subprocess.run(command, check=True, cwd=folder, user=owner, stdout=output)  # noqa: S603 - its own


@contextmanager
def running_site() -> Iterator[Site]:
    """Start everything, and stop it in the end.

    Raises:
        RuntimeError: PostgreSQL or nginx is not there, or something does not come up.
    """
    programs = find_programs()
    if programs is None:
        raise RuntimeError(MISSING)
    with ExitStack() as stack:
        database = stack.enter_context(running(programs)).new_database()
        environment = {
            "DATABASE_URL": database,
            "CUSTOMER_PROXIES": "127.0.0.1",
            "STREAMLIT_SERVER_ADDRESS": "127.0.0.1",
        }
        replicas = tuple(stack.enter_context(serving(ROOT / "streamlit_app.py", environment)) for _ in range(2))
        ports = [urlsplit(each.url).port or 0 for each in replicas]
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        yield Site(database, replicas, stack.enter_context(in_front(ports, folder)), programs)
