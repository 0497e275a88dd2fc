"""docker-compose.yml: every service is well formed, and its command starts here, without containers."""

import re
import signal
import socket
import subprocess
import sys
import time

import pytest
import yaml

from apps.core.health import SILENT_AFTER
from config.launcher import check, places
from config.launcher.cluster import ADMIN, APP, OWNER
from config.launcher.keys import fresh_keys, fresh_passwords

COMPOSE = yaml.load((places.ROOT / "docker-compose.yml").read_text(), yaml.CSafeLoader)
SERVICES = COMPOSE["services"]
LASTING = ["database", "redis", "web", "worker", "beat"]
GIVEN = fresh_keys() | fresh_passwords() | {"ALLOWED_HOSTS": "localhost"}


def filled(text: str) -> str:
    """`${NAME:?why}` from the `.env` that `config.launcher.keys` prints; `${NAME:-other}` is the other."""
    text = re.sub(r"\$\{(\w+):\?[^}]*\}", lambda found: GIVEN[found[1]], text)
    return re.sub(r"\$\{\w+:-([^}]*)\}", r"\1", text)


def local(command: list[str]) -> list[str]:
    return [sys.executable if word == "python" else word for word in command]


@pytest.mark.parametrize("name", LASTING)
def test_every_lasting_service_has_a_health_check_and_a_volume(name):
    service = SERVICES[name]
    assert service["healthcheck"]["test"][0] == "CMD"
    mounted = {volume.split(":")[0] for volume in service["volumes"]}
    assert mounted
    assert mounted <= set(COMPOSE["volumes"])


def test_what_has_to_be_given_is_what_the_keys_command_prints():
    asked = set(re.findall(r"\$\{(\w+):\?", (places.ROOT / "docker-compose.yml").read_text()))
    assert asked == set(GIVEN)


def test_only_the_preparation_knows_the_owner_and_the_administrator():
    knowing = {
        name for name, service in SERVICES.items() if "OWNER_DATABASE_URL" in service.get("environment", {})
    }
    assert knowing == {"prepare"}


def test_the_check_and_the_health_page_agree_on_how_long_silence_may_last():
    assert f"{SILENT_AFTER.total_seconds():.0f} seconds" == check.SILENT_AFTER


@pytest.fixture
def environment(stand, own_database, tmp_path):
    """A service's own environment, with the addresses of the test cluster in place of its neighbours'."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]

    def make(name):
        given = {key: filled(str(value)) for key, value in SERVICES[name]["environment"].items()}
        ours = {
            "DATABASE_URL": (APP, own_database),
            "OWNER_DATABASE_URL": (OWNER, own_database),
            "ADMIN_DATABASE_URL": (ADMIN, "postgres"),
        }
        for key in given.keys() & ours.keys():
            given[key] = stand.cluster.database_url(*ours[key])
        here = {"REDIS_URL": stand.cluster.redis_url, "VAR_DIR": str(tmp_path), "PORT": str(port)}
        return {"PATH": "/usr/bin:/bin"} | given | here

    return make


def test_the_services_start_and_become_healthy(environment, tmp_path):
    """The preparation runs to its end; then web, worker and beat start, and the health check of each passes."""
    output = tmp_path / "output"
    with output.open("wb") as log:
        common = {"cwd": places.ROOT, "stdout": log, "stderr": log}
        prepare = subprocess.run(
            local(SERVICES["prepare"]["command"]), env=environment("prepare"), check=False, **common
        )
        assert prepare.returncode == 0, output.read_text()
        names = ["web", "worker", "beat"]
        running = [
            subprocess.Popen(local(SERVICES[name]["command"]), env=environment(name), **common)
            for name in names
        ]
        try:
            for name in names:
                question = local(SERVICES[name]["healthcheck"]["test"][1:])
                deadline = time.monotonic() + 90
                while subprocess.run(
                    question, cwd=places.ROOT, env=environment(name), check=False
                ).returncode:
                    assert time.monotonic() < deadline, f"{name} is not healthy: {output.read_text()}"
                    assert [process.poll() for process in running] == [None] * len(running), (
                        output.read_text()
                    )
                    time.sleep(0.5)
        finally:
            for process in running:
                process.send_signal(signal.SIGTERM)
            for process in running:
                process.wait(20)


def test_a_health_check_fails_without_its_process(environment):
    for name in ("web", "worker", "beat"):
        question = local(SERVICES[name]["healthcheck"]["test"][1:])
        assert subprocess.run(question, cwd=places.ROOT, env=environment(name), check=False).returncode == 1


def test_redis_starts_with_the_command_of_its_service(stand, tmp_path):
    _, program = places.programs(stand.cluster.home)
    command = [
        str(program),
        *SERVICES["redis"]["command"][1:],
        "--port",
        "0",
        "--unixsocket",
        f"{tmp_path}/redis.sock",
    ]
    with subprocess.Popen(command, cwd=tmp_path, stdout=subprocess.PIPE, text=True) as process:
        try:
            said = ""
            while "ready to accept" not in said:
                line = process.stdout.readline()
                assert line, said
                said += line
        finally:
            process.terminate()
