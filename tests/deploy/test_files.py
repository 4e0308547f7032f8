"""The files that are shipped for running it: they name what is there, agree with each other, and can be read."""

from __future__ import annotations

import os
import re
import subprocess
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml

from assessments.settings import SETTINGS, read_settings
from cli.__main__ import COMMANDS
from tests.deploy.proxy import DEPLOY

ROOT = DEPLOY.parent
GUIDE = (ROOT / "docs" / "deploy.md").read_text(encoding="utf-8")
SHELL = re.findall(r"```sh\n(.*?)```", GUIDE, re.DOTALL)
UNITS = sorted((DEPLOY / "systemd").iterdir())


def compose() -> dict[str, Any]:
    """Return the compose file."""
    read: dict[str, Any] = yaml.safe_load((DEPLOY / "compose.yaml").read_text())
    return read


def test_the_containers_know_the_replicas_as_the_machine_does() -> None:
    shipped = (DEPLOY / "nginx" / "replicas.conf").read_text()
    ports = set(re.findall(r"127\.0\.0\.1:(\d+)", shipped))
    assert (DEPLOY / "containers" / "replicas.conf").read_text() == re.sub(r"127\.0\.0\.1:(\d+)", r"app-\1:\1", shipped)
    services = compose()["services"]
    served = {
        name: each["environment"]["STREAMLIT_SERVER_PORT"] for name, each in services.items() if name.startswith("app-")
    }
    assert served == {f"app-{port}": port for port in ports}


@pytest.mark.parametrize("name", ["site.conf", "plain.conf"])
def test_the_containers_site_differs_in_its_log_and_in_ipv6_alone(name: str) -> None:
    shipped = (DEPLOY / "nginx" / name).read_text()
    shipped = re.sub(r"(?m)^listen \[::\].*\n", "", shipped).replace(
        "/var/log/nginx/customer-centricity.log", "/dev/stdout"
    )
    assert (DEPLOY / "containers" / name).read_text() == shipped


def test_every_replica_is_in_the_map_in_the_list_of_all_and_has_the_others_as_its_backup() -> None:
    text = (DEPLOY / "nginx" / "replicas.conf").read_text()
    pools = dict(re.findall(r"upstream (\w+) \{(.*?)\}", text, re.DOTALL))
    servers = {name: re.findall(r"server [^:]+:(\d+) .*?( backup)?;", body) for name, body in pools.items()}
    ports = [port for port, _ in servers.pop("all_replicas")]
    assert re.findall(r"(?m)^    (\d+) replica_\1;", text) == ports
    for port in ports:
        assert servers.pop(f"replica_{port}") == [(port, ""), *((each, " backup") for each in ports if each != port)]
    assert servers == {}


def test_what_compose_mounts_is_there_or_made_by_the_guide() -> None:
    made = {"secrets/fullchain.pem", "secrets/privkey.pem", "secrets/secrets.toml", "secrets/database_password", "acme"}
    read = compose()
    mounts = [each.split(":")[0] for service in read["services"].values() for each in service.get("volumes", ())]
    files = [each["file"] for each in read["secrets"].values()]
    named = {each.removeprefix("./") for each in [*mounts, *files] if each.startswith("./")}
    assert {each for each in named if not (DEPLOY / each).is_file()} == made
    assert all(f"deploy/{each}" in GUIDE for each in made)


def test_nothing_but_nginx_is_reached_from_outside_and_nothing_gains_rights() -> None:
    services = compose()["services"]
    assert {name for name, each in services.items() if "ports" in each} == {"nginx"}
    assert services["database"]["networks"] == ["inside"]
    for name, each in services.items():
        if name != "database":
            assert each["read_only"]
            assert each["cap_drop"] == ["ALL"]
            assert each["security_opt"] == ["no-new-privileges:true"]


def test_the_settings_that_the_files_give_are_ones_and_can_be_read() -> None:
    lines = re.findall(r"(?m)^([A-Z_]+)=(.+)$", (DEPLOY / "environment").read_text())
    own = {key: value for key, value in compose()["x-app"]["environment"].items() if key.startswith("CUSTOMER_")}
    for given in (dict(lines), own):
        settings, problems = read_settings(given)
        assert problems == ()
        assert settings.is_https
        assert settings.proxies
    assert {name for name, _ in lines} <= {each.name for each in SETTINGS}


def test_the_image_holds_every_package_and_what_the_licences_ask_for() -> None:
    text = (DEPLOY / "Containerfile").read_text()
    copied = re.findall(r"(?m)^COPY (.+) \S+$", text)
    sources = [source for each in copied for source in each.split()]
    packages = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["root_packages"]
    assert {f"{each}/" for each in packages} <= set(sources)
    assert {"LICENSE", "docs/licences.md", "streamlit_app.py", ".streamlit/config.toml"} <= set(sources)
    assert all((ROOT / each).exists() for each in sources)
    assert "--require-hashes" in text
    assert re.findall(r"(?m)^USER (.+)$", text) == ["10001:10001"]


def test_the_image_can_copy_the_database_of_compose() -> None:
    """Debian 12 has the programs of PostgreSQL 15; pg_dump must be no older than the server."""
    assert "FROM docker.io/library/python:3.11-slim-bookworm" in (DEPLOY / "Containerfile").read_text()
    assert compose()["services"]["database"]["image"] == "docker.io/library/postgres:15-bookworm"


@pytest.mark.parametrize("unit", UNITS, ids=lambda each: each.name)
def test_the_guide_starts_every_unit(unit: Path) -> None:
    assert unit.name.partition("@")[0].partition(".")[0] in GUIDE
    for command in re.findall(r"-m cli (\w+)", unit.read_text()):
        assert command in COMMANDS


def test_what_the_guide_installs_is_there_and_its_commands_are_ones() -> None:
    for path in re.findall(r"(?<![\w/])deploy/[\w./-]*\w", "\n".join(SHELL)):
        if not path.startswith(("deploy/secrets", "deploy/acme")):
            assert (ROOT / path).exists(), path
    for command in re.findall(r"customer-cli ([a-z]\w*)", "\n".join(SHELL)):
        assert command in COMMANDS


def test_the_shell_can_read_the_guide() -> None:
    reading = ["bash", "-n"]
    for block in (*SHELL, (DEPLOY / "customer-cli").read_text()):
        done = subprocess.run(reading, input=block, text=True, capture_output=True, check=False)
        assert (done.returncode, done.stderr) == (0, ""), block


def test_the_command_line_reads_the_settings_as_systemd_does(tmp_path: Path) -> None:
    """Also what the guide gives as an example, which a shell would take for a command."""
    given = {
        "CUSTOMER_PROXIES": "10.0.0.5, 10.1.0.0/24",
        "DATABASE_URL": "postgresql://customer:a$b&c@host/name?x=1&y='2'",
        "CUSTOMER_LOG": "json",
        "CUSTOMER_BENCHMARKS": "/srv/of others",
    }
    lines = [f"{name}={value}" for name, value in given.items()]
    lines[2:] = ['CUSTOMER_LOG="json"', "CUSTOMER_BENCHMARKS='/srv/of others'"]
    (tmp_path / "environment").write_text("\n".join(["# A=1", "", *lines]))  # the last line does not end
    python = tmp_path / ".venv" / "bin" / "python"
    python.parent.mkdir(parents=True)
    python.write_text("#!/bin/sh\nenv\n")
    python.chmod(0o755)
    text = (DEPLOY / "customer-cli").read_text()
    for shipped, own in (
        ("/etc/customer-centricity/environment", f"{tmp_path}/environment"),
        ("/opt/customer-centricity", str(tmp_path)),
        ("!= customer ", '= "" '),
    ):
        assert shipped in text
        text = text.replace(shipped, own)
    alone = {"PATH": os.environ["PATH"]}
    done = subprocess.run(["/bin/sh", "-c", text], env=alone, text=True, capture_output=True, check=True)
    read = dict(each.split("=", 1) for each in done.stdout.splitlines())
    assert {name: read.get(name) for name in given} == given
    assert "A" not in read
