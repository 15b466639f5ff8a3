"""Report from snapshot against the bare Typst compile of the same document (target: 1.5 times).

„Bare“ is the same child process with the same prepared data, without any of our code around it. Both include
starting the child; the figure leaves out the start of the command line.
"""

import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter
from unittest.mock import patch

import pikepdf
from sqlalchemy.orm import Session

from benchmarks.programmes import ISSUER, demonstration, forty_blocks, published_payload
from vrs_tracker.domain.payload import from_payload
from vrs_tracker.domain.title_block import TitleBlock
from vrs_tracker.features.reporting import render
from vrs_tracker.features.reporting.queries.title import load_title_block
from vrs_tracker.paths import bundled

ROUNDS = 9
TARGET = 1.5


def main() -> None:
    """Print one row per programme: seconds of both, the ratio, pages and size."""
    print(f"Report from snapshot against bare Typst, median of {ROUNDS} interleaved rounds, target {TARGET}")
    print(f"{'programme':<14}{'report s':>10}{'bare s':>10}{'ratio':>8}{'pages':>8}{'kB':>8}")
    for name, programme in (("7 + 4", demonstration), ("40 blocks", forty_blocks)):
        with programme() as engine, Session(engine) as session:
            version, text = published_payload(engine)
            block = load_title_block(session, from_payload(version, json.loads(text)), ISSUER)
        _measure(name, version, text, block)


def _measure(name: str, version: int, text: str, block: TitleBlock) -> None:
    with TemporaryDirectory(prefix="vrs-bare-") as folder:
        order = _keep_order(version, text, block, Path(folder))
        ours, bare = [], []
        for _ in range(ROUNDS):
            ours.append(_timed(lambda: render.preview(from_payload(version, json.loads(text)), block)))
            bare.append(_timed(lambda: _compile(order, Path(folder))))
    content = render.preview(from_payload(version, json.loads(text)), block)
    pages = _pages(content)
    ratio = median(one / other for one, other in zip(ours, bare, strict=True))
    print(
        f"{name:<14}{median(ours):>10.2f}{median(bare):>10.2f}"
        f"{ratio:>8.2f}{pages:>8}{len(content) // 1024:>8}"
    )


def _keep_order(version: int, text: str, block: TitleBlock, folder: Path) -> bytes:
    """Print once and keep what the child was given: its order and the files beside it."""
    kept: list[bytes] = []

    def compiled(order: bytes, root: Path) -> bytes:
        kept.append(order)
        shutil.copytree(root, folder, dirs_exist_ok=True)
        return _compile(order, folder)

    with patch.object(render, "_compiled", compiled):
        render.preview(from_payload(version, json.loads(text)), block)
    return kept[0]


def _compile(order: bytes, folder: Path) -> bytes:
    program = str((bundled("reports") / "compile.py").resolve())
    return subprocess.run(
        [sys.executable, "-I", program], input=order, capture_output=True, cwd=folder, env={}, check=True
    ).stdout


def _pages(content: bytes) -> int:
    with pikepdf.open(BytesIO(content)) as document:
        return len(document.pages)


def _timed(action: Callable[[], object]) -> float:
    began = perf_counter()
    action()
    return perf_counter() - began
