"""Files are found in a checkout and in an installed wheel; a wheel is complete."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from scripts.vendor_assets import ASSETS
from vrs_tracker import paths

TOP = Path(__file__).resolve().parents[2]


def as_wheel(site: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    package = site / "vrs_tracker"
    package.mkdir()
    monkeypatch.setattr(paths, "PACKAGE", package)
    monkeypatch.setattr(paths, "_TOP", site)
    monkeypatch.setattr(paths, "_IS_CHECKOUT", False)
    return package


@pytest.mark.parametrize("name", ["migrations", "reports", "seed_data"])
def test_a_checkout_has_its_folders_at_the_top(name: str) -> None:
    assert paths.bundled(name) == TOP / name


def test_an_installed_wheel_has_them_inside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = as_wheel(tmp_path, monkeypatch)
    (package / "_bundled" / "reports").mkdir(parents=True)
    (tmp_path / "reports").mkdir()  # a namesake beside it in site-packages is not ours
    assert paths.bundled("reports") == package / "_bundled" / "reports"


def test_an_incomplete_installation_says_what_is_missing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    as_wheel(tmp_path, monkeypatch)
    with pytest.raises(FileNotFoundError, match="„reports“ fehlt"):
        paths.bundled("reports")


def test_a_checkout_writes_to_var(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("VRS_TRACKER_VAR", raising=False)
    assert paths.var_dir() == TOP / "var"


def test_the_setting_names_another_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VRS_TRACKER_VAR", str(tmp_path / "data"))
    assert paths.var_dir() == tmp_path / "data"


@pytest.mark.parametrize("state", ["state", None])
def test_an_installed_wheel_writes_to_the_users_state(
    state: str | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    as_wheel(tmp_path, monkeypatch)
    monkeypatch.delenv("VRS_TRACKER_VAR", raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / state) if state else "")
    assert paths.var_dir() == tmp_path / (state or ".local/state") / "vrs-tracker"


def test_importing_the_package_imports_nothing_else() -> None:
    program = "import sys; before = set(sys.modules); import vrs_tracker; print(*set(sys.modules) - before)"
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=TOP
    )
    assert done.stdout.split() == ["vrs_tracker"]


def test_the_wheel_carries_everything_an_operator_needs(tmp_path: Path) -> None:
    build = (sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", tmp_path)
    subprocess.run(build, cwd=TOP, check=True, capture_output=True)
    with zipfile.ZipFile(next(tmp_path.glob("*.whl"))) as wheel:
        names = set(wheel.namelist())
    tracked = [
        file.relative_to(TOP)
        for folder in ("migrations", "reports", "seed_data")
        for file in (TOP / folder).rglob("*")
        if file.is_file() and "__pycache__" not in file.parts
    ]
    assert tracked
    assert {f"vrs_tracker/_bundled/{file.as_posix()}" for file in tracked} <= names
    assert {
        f"vrs_tracker/static/vendor/{folder}/{Path(name).name}"
        for folder, (_, files) in ASSETS.items()
        for name in files
    } <= names
    assert "vrs_tracker/py.typed" in names
    assert not {name for name in names if name.startswith(("tests/", "scripts/", "migrations/"))}
