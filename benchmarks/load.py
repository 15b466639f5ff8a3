"""The application as `vrs-tracker serve` ships it, with ten clients at once: PostgreSQL, two processes.

Targets: half of the answers within 50 ms, 200 answers a second, 130 MB for each process. The clients run on
the same machine, so the figures are rather too bad than too good.
"""

import http.client
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from socket import create_server
from statistics import median

from benchmarks.measuring import table
from benchmarks.programmes import FEW, MANY
from benchmarks.serving import EDITOR, MEMBER, READ_PAGES, TODAY, VISITOR, Served, served
from tests.support.postgres import NoPostgres, temporary_postgres
from vrs_tracker.extensions import db
from vrs_tracker.features.accounts.views import COOKIE

CLIENTS, SECONDS = 10, 10
WARMING_UP = 6
"""Seconds in which every page is drawn once for each kind of reader, in each process."""
PROGRAM = "from vrs_tracker.cli import main; main()"
READERS = (VISITOR, VISITOR, MEMBER, EDITOR)


def measure() -> Iterator[str]:
    """Yield one table for both sizes."""
    try:
        with temporary_postgres() as server:
            rows = [_measured(name, total, server) for name, total in (("7 + 4", FEW), ("7 + 4 + 40", MANY))]
    except NoPostgres as missing:
        yield f"The load run is left out: {missing}"
        return
    head = ("Blocks", "answers/s", "median ms", "95 % within ms", "failures", "MB a process")
    yield table(head, rows)


def _measured(name: str, total: int, server: str) -> tuple[str, ...]:
    with served(total, server) as one, _serving(one) as (port, process):
        with ThreadPoolExecutor(CLIENTS) as clients:
            list(clients.map(lambda number: _browse(one, port, number, WARMING_UP), range(CLIENTS)))
            found = list(clients.map(lambda number: _browse(one, port, number, SECONDS), range(CLIENTS)))
        times = sorted(each for answers, _ in found for each in answers)
        failures = sum(failed for _, failed in found)
        memory = max(_resident(child) for child in _children(process.pid))
    late = times[int(0.95 * len(times))]
    milliseconds = (f"{1000 * each:.0f}" for each in (median(times), late))
    return name, f"{len(times) / SECONDS:.0f}", *milliseconds, str(failures), str(memory)


def _browse(one: Served, port: int, number: int, seconds: int) -> tuple[list[float], int]:
    """Read page after page as one person; return how long each took and how many failed."""
    who = READERS[number % len(READERS)]
    cookie = one.browsers[who].get_cookie(COOKIE)
    headers = {"Accept-Encoding": "gzip"} | ({"Cookie": f"{COOKIE}={cookie.value}"} if cookie else {})
    connection = http.client.HTTPConnection("127.0.0.1", port)
    times, failures, end, turn = [], 0, time.perf_counter() + seconds, number
    while (start := time.perf_counter()) < end:
        connection.request("GET", READ_PAGES[turn % len(READ_PAGES)], headers=headers)
        answer = connection.getresponse()
        answer.read()
        times.append(time.perf_counter() - start)
        failures += answer.status != http.client.OK
        turn += 1
    connection.close()
    return times, failures


@contextmanager
def _serving(one: Served) -> Iterator[tuple[int, subprocess.Popen[bytes]]]:
    with create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    with one.app.app_context():
        url = db.engine.url.render_as_string(hide_password=False)
    environment = os.environ | {
        "VRS_TRACKER_ENV": "demo",
        "VRS_TRACKER_DATABASE_URL": url,
        "VRS_TRACKER_SECRET_KEY": "benchmark" * 6,
        "VRS_TRACKER_TODAY": TODAY.isoformat(),
    }
    command = [sys.executable, "-c", PROGRAM, "serve", "--port", str(port)]
    process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL)
    try:
        _wait_for(port)
        yield port, process
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=30)


def _wait_for(port: int) -> None:
    for _ in range(200):
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
        try:
            connection.request("GET", "/")
            connection.getresponse().read()
        except OSError:
            time.sleep(0.1)
        else:
            return
        finally:
            connection.close()
    raise TimeoutError(port)


def _children(pid: int) -> list[int]:
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def _resident(pid: int) -> int:
    """Return the memory of a process in MB (Linux)."""
    status = Path(f"/proc/{pid}/status").read_text()
    line = next(line for line in status.splitlines() if line.startswith("VmRSS:"))
    return int(line.split()[1]) // 1000
