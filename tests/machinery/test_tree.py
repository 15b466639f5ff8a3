"""What may stand in the repository: readable text of moderate size, no secrets, no places of one machine."""

import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

TOP = Path(__file__).resolve().parents[2]
MOST_BYTES = 400_000  # third-party files are installed, not committed
BINARY = {".docx", ".ico", ".ods", ".pdf", ".png", ".sqlite", ".webp", ".xlsx"}

# written in parts, so that this file does not find itself
PLACES = re.compile(r"(?<![\w./])/(?:home|root|Users)" + r"/\w|--(?:extra-)?index-url|--find-" + r"links \S")
SECRETS = re.compile(r"-----BEGIN [A-Z ]*PRIVATE" + r" KEY-----|(?:ghp|glpat|xoxb)[-_]\w{16}")


@pytest.fixture(scope="module")
def files() -> list[Path]:
    """Every file that is committed or could be: tracked, or new and not ignored."""
    if not (TOP / ".git").exists():
        pytest.skip("not a git checkout")
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=TOP, capture_output=True, text=True, check=True).stdout
    found = [TOP / name for name in listed.split("\0") if name and (TOP / name).is_file()]
    assert TOP / "pyproject.toml" in found
    return found


def texts(files: list[Path]) -> Iterator[tuple[Path, str]]:
    for file in files:
        if file.suffix not in BINARY:
            yield file.relative_to(TOP), file.read_text("utf-8")


def test_no_file_is_large(files: list[Path]) -> None:
    assert {str(file.relative_to(TOP)) for file in files if file.stat().st_size > MOST_BYTES} == set()


def test_text_files_end_with_a_line_end_and_use_unix_ones(files: list[Path]) -> None:
    broken = {
        str(name) for name, text in texts(files) if text and (not text.endswith("\n") or "\r\n" in text)
    }
    assert broken == set()


def test_no_secret_is_in_the_tree(files: list[Path]) -> None:
    assert {str(name) for name, text in texts(files) if SECRETS.search(text)} == set()


def test_no_file_names_a_place_of_one_machine_or_a_package_source(files: list[Path]) -> None:
    here = Path("tests/machinery")
    found = {str(name) for name, text in texts(files) if here not in name.parents and PLACES.search(text)}
    assert found == set()


@pytest.mark.parametrize(
    ("text", "pattern"),
    [
        ("see /home" + "/anna/file", PLACES),
        ("pip install --extra-index" + "-url x", PLACES),
        ("-----BEGIN RSA PRIVATE" + " KEY-----", SECRETS),
        ("ghp_" + "0123456789abcdef0123", SECRETS),
    ],
)
def test_the_patterns_find_what_they_are_for(text: str, pattern: re.Pattern[str]) -> None:
    assert pattern.search(text)


def test_addresses_of_pages_are_no_places() -> None:
    assert not PLACES.search("GET /bausteine/ki-xc and `vrs_tracker/static/app.css`")
