"""A running site of two replicas, and the people who visit it."""

from __future__ import annotations

from dataclasses import dataclass

from perf.load.server import Running
from tests.deploy.proxy import Proxy
from tests.e2e.workshop import Console, Desk, Phone, Wall


@dataclass
class House:
    """Everything that runs; a replica is known by its port."""

    database: str
    replicas: dict[str, Running]
    proxy: Proxy

    @property
    def url(self) -> str:
        """The address of the first page."""
        return self.proxy.url

    def other(self, replica: str) -> str:
        """Return the replica that is not this one."""
        return next(port for port in self.replicas if port != replica)

    def mend(self) -> None:
        """Start again what was killed."""
        for each in self.replicas.values():
            if each.process.poll() is not None:
                each.start_again()

    def desk(self) -> Desk:
        """Return what reads and writes past the browser."""
        return Desk(self.database)


class Guest(Phone, Console, Wall):
    """Anybody with a browser."""

    server: House

    @property
    def replica(self) -> str:
        """The replica that this browser stays with."""
        cookies = self.page.context.cookies(self.server.url)
        return next(each["value"] for each in cookies if each["name"] == "replica")

    def insist(self, place: int) -> None:
        """Choose an option, and again where a tap met the loss of the connection: the page then shows none chosen."""
        while not self.page.get_by_role("button", name="Take back this answer").is_visible():
            self.page.locator('.st-key-scale [data-testid="stRadioOption"]').nth(place).click()
            self.page.wait_for_timeout(1_000)
        self.saved()

    def assigned(self) -> str:
        """Fetch the first page, without drawing it, and return the replica that this browser stays with."""
        self.page.request.get(self.server.url)
        return self.replica
