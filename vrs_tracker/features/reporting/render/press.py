"""The child process that runs Typst, and what it says when nothing comes out."""

import subprocess
import sys
from pathlib import Path

from vrs_tracker.paths import bundled

TIMEOUT_SECONDS = 120


class PrintFailed(Exception):
    """No PDF came out; the message is a German sentence for the reader, `detail` is for the log."""

    def __init__(self, sentence: str, detail: str = "") -> None:
        """Keep both."""
        super().__init__(sentence)
        self.detail = detail


def compiled(order: bytes, root: Path) -> bytes:
    """Return what `reports/compile.py` makes of an order in a folder; raises PrintFailed."""
    program = bundled("reports") / "compile.py"
    try:
        child = subprocess.run(
            [sys.executable, "-I", str(program.resolve())],
            input=order,
            capture_output=True,
            cwd=root,
            env={},
            timeout=TIMEOUT_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        sentence = (
            f"Der Druck wurde nach {TIMEOUT_SECONDS} Sekunden abgebrochen. Versuchen Sie es noch einmal."
        )
        raise PrintFailed(sentence) from error
    if child.returncode != 0 or not child.stdout:
        detail = child.stderr.decode(errors="replace")
        sentence = "Das PDF konnte nicht erstellt werden. Die Ursache steht im Protokoll des Servers."
        raise PrintFailed(sentence, detail)
    return child.stdout
