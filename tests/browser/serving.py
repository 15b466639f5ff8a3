"""The real server on a database of its own: `vrs-tracker serve --demo` as a process, on any day.

    with serving(settings_for(folder, day="2026-11-21")) as address: ...

Everything that the demonstration writes stays in `folder`. Started there again on a later day, the same
programme goes on.
"""

import os
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from threading import Thread

PROGRAM = "from vrs_tracker.cli import main; main()"
"""What the console script does; started so, it needs no PATH."""
DEMO_DAY = "2026-11-21"
"""The day as of which the demonstration is laid out: the second half-year of 2026 is collecting."""
LOG = "server.log"
DATABASE, PASSWORD_FILE = "demo.db", "demo_password"
"""What the demonstration keeps in its folder."""
SECONDS_TO_STOP = 30


def settings_for(folder: Path, *, day: str) -> dict[str, str]:
    """Return the environment of a demonstration in `folder` that takes `day` for today."""
    named = {"VRS_TRACKER_ENV": "demo", "VRS_TRACKER_VAR": str(folder), "VRS_TRACKER_TODAY": day}
    return {"PATH": os.environ["PATH"]} | named


def operating(folder: Path, database_url: str) -> dict[str, str]:
    """Return the environment of an operator with a database of its own; `folder` takes what is written."""
    named = {"VRS_TRACKER_VAR": str(folder), "VRS_TRACKER_DATABASE_URL": database_url}
    return {"PATH": os.environ["PATH"], "VRS_TRACKER_SECRET_KEY": "s" * 48} | named


def run(settings: Mapping[str, str], *arguments: str, asked: str = "") -> str:
    """Run one command to its end and return what it prints; `asked` is what it reads."""
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, *arguments],
        env=settings,
        input=asked,
        text=True,
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, f"vrs-tracker {' '.join(arguments)}: {done.stderr}"
    return done.stdout


def copied(folder: Path, target: Path) -> Path:
    """Return a copy of a demonstration at rest, which a test may change."""
    return Path(shutil.copytree(folder, target))


@contextmanager
def serving(settings: Mapping[str, str], *options: str) -> Iterator[str]:
    """Start the server, yield its address once it says it, stop it at the end."""
    port = _free_port()
    log = Path(settings["VRS_TRACKER_VAR"]) / LOG
    with (
        log.open("w", encoding="utf-8") as written,
        subprocess.Popen(
            [sys.executable, "-c", PROGRAM, "serve", *options, "--port", str(port)],
            env=settings,
            text=True,
            stdout=subprocess.PIPE,
            stderr=written,
        ) as process,
    ):
        assert process.stdout is not None
        said = next((line for line in process.stdout if line.startswith("Die Anwendung läuft")), "")
        # the access log follows; a pipe that nobody reads would stop the server when it is full
        reader = Thread(target=shutil.copyfileobj, args=(process.stdout, written))
        reader.start()
        try:
            assert said, f"the server did not start: {log.read_text('utf-8')}"
            yield f"http://127.0.0.1:{port}"
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(timeout=SECONDS_TO_STOP)
            reader.join()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
