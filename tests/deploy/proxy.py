"""The shipped nginx configuration in front of given ports: a process of its own, with all its files in one folder."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

DEPLOY = Path(__file__).resolve().parents[2] / "deploy"
MISSING = "No nginx was found. On Debian: apt-get install -y nginx; `make test` installs it."
_FOLDERS = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")  # where nginx would put files outside the folder
_PATIENCE = 15.0  # seconds
_ENTRY = re.compile(r'(?m)^\S+ \S+ "\S+ (.*)" (\d+) \d+ \S+ "(.*)" "[-\d, ]+" [0-9a-f]{32}$')


@dataclass(frozen=True, slots=True)
class Proxy:
    """A running nginx.

    Attributes:
        url: Where the site is.
        plain: Where visitors are sent on to the site.
        log: What was asked, and of which replica.
        errors: What nginx complains of.
    """

    url: str
    plain: str
    log: Path
    errors: Path

    def asked(self, number: int) -> list[tuple[str, str, str]]:
        """Return path, status and the addresses of the replicas that were tried, once so many requests are logged.

        nginx writes its log after the visitor has the answer.
        """
        while len(found := _ENTRY.findall(self.log.read_text())) < number:
            time.sleep(0.01)
        return found


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
        return port


@contextmanager
def in_front(replicas: Sequence[int], folder: Path, *, tls: bool = False) -> Iterator[Proxy]:
    """Run nginx with the shipped configuration in front of two replicas.

    Args:
        replicas: Their ports on this machine.
        folder: An empty folder for its files.
        tls: Whether the site is served with a certificate, which is made for the purpose.

    Raises:
        RuntimeError: There is no nginx, or it does not come up.
    """
    program = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin:/usr/local/sbin")
    if program is None:
        raise RuntimeError(MISSING)
    port, plain = free_port(), free_port()
    write_configuration(replicas, folder, port, plain, tls=tls)
    errors = folder / "errors.log"
    command = [program, "-p", str(folder), "-c", str(folder / "nginx.conf"), "-g", "daemon off;", "-e", str(errors)]
    with errors.open("ab") as output:
        process = subprocess.Popen(command, stdout=output, stderr=output)
    try:
        _wait(port, process, errors)
        scheme = "https" if tls else "http"
        yield Proxy(
            f"{scheme}://localhost:{port}", f"http://localhost:{plain}", folder / "customer-centricity.log", errors
        )
    finally:
        process.terminate()
        process.wait()


def write_configuration(replicas: Sequence[int], folder: Path, port: int, plain: int, *, tls: bool) -> None:
    """Put the shipped files into a folder, with ports and paths of this machine.

    Args:
        replicas: The ports in place of 8501 and 8502.
        folder: In place of ``/etc/nginx`` and of ``/var/log/nginx``.
        port: In place of 443.
        plain: In place of 80.
        tls: Whether the certificate stays in.
    """
    site = folder / "customer-centricity"
    site.mkdir()
    text = (DEPLOY / "nginx" / "replicas.conf").read_text()
    for shipped, own in zip(("8501", "8502"), replicas, strict=True):
        text = text.replace(shipped, str(own))
    (site / "replicas.conf").write_text(text)
    text = (DEPLOY / "nginx" / "site.conf").read_text()
    text = text.replace("listen 443", f"listen 127.0.0.1:{port}").replace("listen [::]:443", f"listen [::1]:{port}")
    text = text.replace("/etc/nginx", str(folder)).replace("/var/log/nginx", str(folder))
    if tls:
        _make_certificate(site)
    else:
        text = re.sub(r"(?m)^ssl_.*\n", "", text).replace(" ssl http2", "")
    (site / "site.conf").write_text(text)
    text = (DEPLOY / "nginx" / "plain.conf").read_text()
    text = text.replace("listen 80", f"listen 127.0.0.1:{plain}").replace("listen [::]:80", f"listen [::1]:{plain}")
    (site / "plain.conf").write_text(text)
    temporary = "\n".join(f"  {each}_temp_path {folder / each};" for each in _FOLDERS)
    as_root = "user root;\n" if os.geteuid() == 0 else ""  # its workers would otherwise not get into the folder
    (folder / "nginx.conf").write_text(
        f"{as_root}pid {folder}/nginx.pid;\nworker_processes 2;\nworker_rlimit_nofile 8192;\n"
        f"events {{ worker_connections 4096; }}\nhttp {{\n{temporary}\n  include {DEPLOY / 'nginx.conf'};\n}}\n"
    )


def _make_certificate(folder: Path) -> None:
    command = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1", "-subj", "/CN=localhost"]
    files = ["-keyout", str(folder / "privkey.pem"), "-out", str(folder / "fullchain.pem")]
    subprocess.run([*command, *files], check=True, capture_output=True)


def _wait(port: int, process: subprocess.Popen[bytes], errors: Path) -> None:
    until = time.monotonic() + _PATIENCE
    while time.monotonic() < until and process.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port)).close()
        except ConnectionRefusedError:
            time.sleep(0.02)
        else:
            return
    raise RuntimeError(f"nginx does not answer:\n{errors.read_text()}")
