"""A whole site for a run: PostgreSQL, two replicas of the app, and nginx with the shipped configuration in front."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from perf.load.server import ROOT, Running, serving
from tests.deploy.proxy import Proxy, in_front
from tests.storage.postgres_server import MISSING, PostgresServer, find_programs, running


@dataclass(frozen=True, slots=True)
class Site:
    """What runs.

    Attributes:
        database: The URL of the database.
        replicas: The app's processes.
        proxy: What visitors reach.
        server: The PostgreSQL server that holds it.
    """

    database: str
    replicas: tuple[Running, ...]
    proxy: Proxy
    server: PostgresServer

    def restart_database(self) -> None:
        """Stop PostgreSQL as a crash would, and start it, which replays its journal; return when it answers again."""
        self.server.stop()
        self.server.start()


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
        server = stack.enter_context(running(programs))
        database = server.new_database()
        environment = {
            "DATABASE_URL": database,
            "CUSTOMER_PROXIES": "127.0.0.1",
            "STREAMLIT_SERVER_ADDRESS": "127.0.0.1",
        }
        replicas = tuple(stack.enter_context(serving(ROOT / "streamlit_app.py", environment)) for _ in range(2))
        ports = [urlsplit(each.url).port or 0 for each in replicas]
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        yield Site(database, replicas, stack.enter_context(in_front(ports, folder)), server)
