"""`vrs-tracker serve`: really started once; everything that keeps it from starting is said in German."""

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from vrs_tracker.domain.vocabulary.money import Provenance
from vrs_tracker.domain.vocabulary.people import OrganisationKind
from vrs_tracker.tables.actors import Organisation
from vrs_tracker.trail.migrating import upgrade

PROGRAM = "from vrs_tracker.cli import main; main()"


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """Give the environment of an operator with an empty, migrated database."""
    url = f"sqlite:///{tmp_path / 'served.db'}"
    engine = sa.create_engine(url)
    upgrade(engine)
    engine.dispose()
    chosen = {
        "VRS_TRACKER_DATABASE_URL": url,
        "VRS_TRACKER_SECRET_KEY": "s" * 48,
        "VRS_TRACKER_VAR": str(tmp_path),
    }
    return {"PATH": os.environ["PATH"]} | chosen


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def started(environment: dict[str, str], *options: str) -> Iterator["subprocess.Popen[str]"]:
    process = subprocess.Popen(
        [sys.executable, "-c", PROGRAM, "serve", *options],
        env=environment,
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    try:
        yield process
    finally:
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=20)


def refusal(environment: dict[str, str], *options: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, "serve", *options],
        env=environment,
        text=True,
        capture_output=True,
        check=False,
    )
    assert (done.returncode, done.stdout) == (1, "")
    return done.stderr


def test_it_says_where_it_runs_and_answers_there(environment: dict[str, str]) -> None:
    port = free_port()
    with started(environment, "--port", str(port)) as process:
        assert process.stdout is not None
        assert (
            process.stdout.readline()
            == f"Die Anwendung läuft: http://127.0.0.1:{port}/ (Strg+C beendet sie)\n"
        )
        with urlopen(f"http://127.0.0.1:{port}/readyz") as ready:
            assert ready.read().startswith(b"ok, revision ")
        with pytest.raises(HTTPError, match="404"):
            urlopen(f"http://127.0.0.1:{port}/gibt-es-nicht?name=Muster")
        with pytest.raises(HTTPError, match="404"):
            urlopen(f"http://127.0.0.1:{port}/link/geheim")
        line = "".join(process.stdout.readline() for _ in range(3))
    assert " GET /gibt-es-nicht 404 " in line
    assert " GET /link/… 404 " in line
    assert "geheim" not in line
    assert "Muster" not in line
    assert "127.0.0.1" not in line


@pytest.mark.parametrize(
    "request_line",
    [b"GET /?name=Muster HTTP/9.9", b"Muster", b"GET / HTTP/1.1\r\nMuster"],
    ids=["version", "line", "header"],
)
def test_a_request_that_cannot_be_read_leaves_neither_address_nor_contents_in_the_log(
    environment: dict[str, str], request_line: bytes
) -> None:
    port = free_port()
    with started(environment, "--port", str(port)) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.readline()
        with socket.create_connection(("127.0.0.1", port)) as connection:
            connection.sendall(request_line + b"\r\n\r\n")
            assert b" 400 Bad Request" in connection.recv(1000)
        said = next(line for line in process.stderr if "[WARNING]" in line)
    assert said.endswith("[WARNING] Invalid request\n")


def test_a_taken_port_is_refused(environment: dict[str, str]) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        sentence = "Der Anschluss ist belegt. Wählen Sie einen anderen, etwa mit --port 8080."
        assert refusal(environment, "--port", str(port)) == f"127.0.0.1, Anschluss {port}: {sentence}\n"


def test_an_address_of_another_machine_is_refused(environment: dict[str, str]) -> None:
    sentence = "192.0.2.1, Anschluss 8000: Diese Adresse gibt es auf diesem Rechner nicht.\n"
    assert refusal(environment, "--host", "192.0.2.1") == sentence


def test_production_does_not_start_without_a_secret(environment: dict[str, str]) -> None:
    del environment["VRS_TRACKER_SECRET_KEY"]
    assert refusal(environment).startswith("VRS_TRACKER_SECRET_KEY fehlt.")


def test_a_demo_inside_production_is_refused(environment: dict[str, str]) -> None:
    assert refusal(environment | {"VRS_TRACKER_ENV": "production"}, "--demo").startswith(
        "VRS_TRACKER_ENV sagt"
    )


def test_a_database_of_another_version_is_refused(environment: dict[str, str], tmp_path: Path) -> None:
    other = environment | {"VRS_TRACKER_DATABASE_URL": f"sqlite:///{tmp_path / 'empty.db'}"}
    assert "„vrs-tracker db upgrade“ hilft." in refusal(other, "--port", str(free_port()))


def test_demo_rows_in_production_are_announced_in_red(environment: dict[str, str]) -> None:
    engine = sa.create_engine(environment["VRS_TRACKER_DATABASE_URL"])
    with Session(engine) as session:
        session.add(Organisation(name="Muster", kind=OrganisationKind.OTHER, provenance=Provenance.DEMO))
        session.commit()
    engine.dispose()
    with started(environment, "--port", str(free_port())) as process:
        assert process.stderr is not None
        assert process.stderr.readline().startswith(
            "Achtung: Diese Datenbank enthält Demodaten, frei erfunden."
        )
