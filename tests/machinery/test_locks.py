"""What is installed is fixed by hashes and names no place it must come from."""

import json
import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

TOP = Path(__file__).resolve().parents[2]
LOCKS = sorted((TOP / "requirements").glob("*.lock"))


def pinned(lock: Path) -> dict[str, Requirement]:
    lines = [line.removesuffix("\\").strip() for line in lock.read_text("utf-8").splitlines()]
    entries = [Requirement(line) for line in lines if line and not line.startswith(("#", "--hash"))]
    return {canonicalize_name(entry.name): entry for entry in entries}


def test_there_are_three_locks() -> None:
    assert [lock.stem for lock in LOCKS] == ["node", "run", "test"]


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.stem)
def test_every_package_has_one_version_and_hashes(lock: Path) -> None:
    text = lock.read_text("utf-8")
    entries = re.split(r"\n(?=[a-z0-9])", text)[1:]
    assert entries
    for entry in entries:
        assert re.match(r"[a-z0-9.-]+==\S+", entry), entry
        assert re.search(r"--hash=sha256:[0-9a-f]{64}", entry), entry


@pytest.mark.parametrize("file", [*LOCKS, TOP / "package-lock.json"], ids=lambda file: file.name)
def test_no_lock_names_a_place(file: Path) -> None:
    text = file.read_text("utf-8")
    assert not re.search(r"https?:|file:|--index|--extra-index|--find-links|\"resolved\"", text)


def test_every_front_end_package_has_a_hash() -> None:
    packages = json.loads((TOP / "package-lock.json").read_text("utf-8"))["packages"]
    installed = {name: entry for name, entry in packages.items() if name}
    assert installed
    assert all(entry["integrity"].startswith("sha512-") for entry in installed.values())


def test_both_locks_agree_on_what_they_share() -> None:
    run, test = (pinned(TOP / "requirements" / f"{name}.lock") for name in ("run", "test"))
    shared = run.keys() & test.keys()
    assert shared
    assert {name: str(run[name].specifier) for name in shared} == {
        name: str(test[name].specifier) for name in shared
    }


def test_the_run_lock_satisfies_what_the_wheel_asks_for() -> None:
    project = tomllib.loads((TOP / "pyproject.toml").read_text("utf-8"))["project"]
    locked = pinned(TOP / "requirements" / "run.lock")
    for asked in map(Requirement, project["dependencies"]):
        version = str(locked[canonicalize_name(asked.name)].specifier).removeprefix("==")
        assert asked.specifier.contains(version), asked
