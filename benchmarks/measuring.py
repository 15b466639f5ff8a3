"""How things are measured: against a floor in the same run, in turn, median of nine.

Seconds of a shared machine say little, ratios hold: in each round every task runs once, so that a busy minute
meets all of them alike. The work of the processor in this process stands beside: neither waiting is part of
it, nor what a server of PostgreSQL computes.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from statistics import median
from time import perf_counter, process_time

ROUNDS = 9


def _nothing() -> None:
    """Prepare nothing."""


@dataclass(frozen=True, slots=True)
class Task:
    """What is timed, and what comes before it without being timed."""

    run: Callable[[], object]
    prepare: Callable[[], object] = _nothing


@dataclass(frozen=True, slots=True)
class Timing:
    """What one task took in each round, in seconds, and how long the processor worked for it."""

    rounds: tuple[float, ...]
    worked: tuple[float, ...]

    @property
    def seconds(self) -> float:
        """The median."""
        return median(self.rounds)

    @property
    def worked_seconds(self) -> float:
        """The median of what the processor worked."""
        return median(self.worked)

    def ratio_to(self, floor: "Timing") -> float:
        """The median of the ratios of each round."""
        return median(own / other for own, other in zip(self.rounds, floor.rounds, strict=True))


def interleaved(tasks: Sequence[Task], rounds: int = ROUNDS) -> list[Timing]:
    """Run the tasks in turn and return their timings; one round before that warms up and is not counted."""
    counted = [[_seconds(task) for task in tasks] for _ in range(rounds + 1)][1:]
    return [Timing(*map(tuple, zip(*column, strict=True))) for column in zip(*counted, strict=True)]


def _seconds(task: Task) -> tuple[float, float]:
    task.prepare()
    start, started_work = perf_counter(), process_time()
    task.run()
    worked = process_time() - started_work
    return perf_counter() - start, worked


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a Markdown table, the first column to the left and all others to the right."""
    lines = [head, *rows]
    widths = [max(len(line[index]) for line in lines) for index in range(len(head))]
    rule = [":" + "-" * (widths[0] - 1), *("-" * (width - 1) + ":" for width in widths[1:])]

    def written(line: Sequence[str]) -> str:
        first, *others = line
        cells = (
            first.ljust(widths[0]),
            *(cell.rjust(width) for cell, width in zip(others, widths[1:], strict=True)),
        )
        return f"| {' | '.join(cells)} |"

    return "\n".join(map(written, (lines[0], rule, *lines[1:])))
