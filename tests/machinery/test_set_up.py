"""The set-up does each step once, and again when what it was made from changed or its result is gone."""

import subprocess
import sys
from pathlib import Path

import pytest

from scripts import set_up, vendor_assets

TOP = Path(__file__).resolve().parents[2]


@pytest.fixture
def done(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Collects the steps done, with stamps in a folder of the test's own."""
    monkeypatch.setattr(set_up, "VENV", tmp_path)
    return []


def step(done: list[str], made_from: str, *, still_there: bool = True) -> None:
    set_up.once("step", made_from, lambda: done.append(made_from), lambda: still_there)


def test_an_unchanged_step_is_done_once(done: list[str]) -> None:
    step(done, "lock 1")
    step(done, "lock 1")
    assert done == ["lock 1"]


def test_a_changed_lock_is_installed(done: list[str]) -> None:
    step(done, "lock 1")
    step(done, "lock 2")
    step(done, "lock 1")
    assert done == ["lock 1", "lock 2", "lock 1"]


def test_a_lost_result_is_made_again(done: list[str]) -> None:
    step(done, "lock 1")
    step(done, "lock 1", still_there=False)
    assert done == ["lock 1", "lock 1"]


def test_a_step_that_failed_is_tried_again(done: list[str]) -> None:
    def fails() -> None:
        raise set_up.SetUpFailed("no network")

    step(done, "lock 1")
    with pytest.raises(set_up.SetUpFailed):
        set_up.once("step", "lock 2", fails, lambda: True)
    step(done, "lock 1")
    assert done == ["lock 1", "lock 1"]


def test_a_failed_command_shows_its_output_and_says_why(capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(set_up.SetUpFailed, match="Die Umgebung fehlt"):
        set_up.run(sys.executable, "-c", "print('the reason'); raise SystemExit(3)", why="Die Umgebung fehlt")
    assert "the reason" in capfd.readouterr().err


def test_a_missing_browser_fails_only_where_the_run_counts(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(set_up, "_is_there", lambda program: program != "chromium")
    monkeypatch.setattr(set_up, "_apt_get", lambda *_: False)
    monkeypatch.delenv("CI", raising=False)
    set_up.install_test_programs()
    assert "übersprungen" in capfd.readouterr().err
    monkeypatch.setenv("CI", "true")
    with pytest.raises(set_up.SetUpFailed, match="chromium"):
        set_up.install_test_programs()


# ---------------------------------------------------------------- fonts and style sheets


def npm_folder(folder: Path) -> Path:
    for package, files in vendor_assets.ASSETS.values():
        for name in (*files, "package.json", "not-needed.css"):
            path = folder / package / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(name, encoding="utf-8")
    return folder


def test_only_the_needed_files_are_copied_each_with_its_licence(tmp_path: Path) -> None:
    vendor = tmp_path / "vendor"
    (vendor / "of-yesterday").mkdir(parents=True)
    assert not vendor_assets.is_complete(vendor)
    vendor_assets.vendor_assets(npm_folder(tmp_path / "node_modules"), vendor)
    assert vendor_assets.is_complete(vendor)
    assert sorted(folder.name for folder in vendor.iterdir()) == sorted(vendor_assets.ASSETS)
    assert all(list(folder.glob("LICENSE*")) for folder in vendor.iterdir())
    assert not list(vendor.rglob("not-needed.css"))


def test_a_package_without_the_file_is_refused_and_the_old_files_stay(tmp_path: Path) -> None:
    modules, vendor = npm_folder(tmp_path / "node_modules"), tmp_path / "vendor"
    vendor_assets.vendor_assets(modules, vendor)
    (modules / "source-sans" / "LICENSE.md").unlink()
    with pytest.raises(FileNotFoundError):
        vendor_assets.vendor_assets(modules, vendor)
    assert vendor_assets.is_complete(vendor)


# ---------------------------------------------------------------- what make offers


def test_help_lists_every_target_that_people_call() -> None:
    listed = subprocess.run(["make", "help"], cwd=TOP, capture_output=True, text=True, check=True).stdout
    for target in ("run", "test", "check", "benchmark", "report", "lock", "wheel", "clean"):
        assert f"make {target} " in listed
