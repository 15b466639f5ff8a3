"""Looking into files of strangers in a process of its own (docs/adr/0024-spreadsheets-in-a-child.md).

A file may be built to fill the memory or to be read for hours. The operating system ends a process of its own
then, while the application goes on. The process gets its order on its standard input and answers in lines of
JSON; it imports neither framework nor database, so this module knows neither.
"""

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from threading import Timer
from typing import Any

MOST_MEMORY = 300 * 1024 * 1024
_ENDED_FOR_TIME = frozenset({-9, -24})
"""By our alarm, or by the operating system when its time was used up (SIGKILL, SIGXCPU)."""


class ChildEndedError(Exception):
    """The process ended without an answer; `for_time` is whether its time was used up, else its memory."""

    def __init__(self, *, for_time: bool) -> None:
        """Keep why."""
        super().__init__("the process ended without an answer")
        self.for_time = for_time


def answers(program: str, order: bytes, *, most_seconds: float) -> Iterator[dict[str, Any]]:
    """Start a module of ours as a process and yield what it says, line by line.

    A line that promises a `file` of so many bytes comes with these bytes instead of their number.
    `most_seconds` is by the clock; how long it may work it limits itself (`limit_itself`).

    Raises:
        ChildEndedError: it was too slow, took too much memory or ended in another way.
    """
    command = [sys.executable, "-I", "-m", program]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env={}
    ) as process:
        alarm = Timer(most_seconds, process.kill)
        alarm.start()
        try:
            yield from _conversation(process, order)
            code = process.wait()
            if code != 0:
                raise ChildEndedError(for_time=code in _ENDED_FOR_TIME)
        finally:
            alarm.cancel()
            process.kill()


def _conversation(process: subprocess.Popen[bytes], order: bytes) -> Iterator[dict[str, Any]]:
    if process.stdin is None or process.stdout is None:
        raise ChildEndedError(for_time=False)
    # it reads everything before it answers; if it ends earlier, its return code says so
    with suppress(BrokenPipeError):
        process.stdin.write(order)
    with suppress(BrokenPipeError):
        process.stdin.close()
    for line in process.stdout:
        told = json.loads(line)
        yield {"file": process.stdout.read(told["file"])} if "file" in told else told


# ---------------------------------------------------------------- in the process


def limit_itself(most_seconds: int) -> None:
    """Let the operating system end this process when it takes too much; Windows has no such limits.

    The seconds are of its own work, not of the clock: on a busy machine a good file waits and is read all
    the same.
    """
    with suppress(ImportError):
        import resource  # noqa: PLC0415 - not on Windows

        resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (most_seconds, most_seconds))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def say(told: dict[str, object]) -> None:
    """Answer with one line."""
    sys.stdout.write(f"{json.dumps(told)}\n")
    sys.stdout.flush()
