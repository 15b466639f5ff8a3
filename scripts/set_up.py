"""Make a fresh checkout runnable: environment, locked packages, fonts and style sheets.

    python3 -m scripts.set_up run     what `make run` needs
    python3 -m scripts.set_up test    the same, and what `make test` needs

Needs Python 3.11 or newer, the registries, and no root; uses the standard library only, because nothing else
is there yet. Each step leaves a stamp below .venv/ and is skipped while what it was made from is unchanged.
"""

import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from scripts.vendor_assets import is_complete, vendor_assets

TOP = Path(__file__).resolve().parent.parent
VENV = TOP / ".venv"
PYTHON = VENV / "bin" / "python"
LOCKS = TOP / "requirements"
HTML_CHECKER = VENV / "vnu.jar"

# program → Debian package; the tests look at pages and at the text of PDF files with them
TEST_PROGRAMS = {"chromium": "chromium", "pdftotext": "poppler-utils"}


class SetUpFailed(Exception):
    """A step could not be done; the message is German and says what to do."""


def say(line: str) -> None:
    """Tell the person waiting what takes time now."""
    print(line, file=sys.stderr, flush=True)


def run(*command: str | Path, why: str, cwd: Path = TOP, path_first: Path | None = None) -> None:
    """Run one command silently.

    Raises:
        SetUpFailed: it did not end well; then all its output is shown.
    """
    env = dict(os.environ)
    if path_first:
        env["PATH"] = f"{path_first}{os.pathsep}{env.get('PATH', '')}"
    done = subprocess.run(
        command, cwd=cwd, env=env, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False
    )
    if done.returncode != 0:
        say((done.stdout + done.stderr).rstrip())
        raise SetUpFailed(why)


def once(
    name: str, made_from: str, step: Callable[[], None], still_there: Callable[[], bool] = PYTHON.is_file
) -> None:
    """Do `step` unless its stamp says that it was done from the same things and the result is still there."""
    stamp = VENV / f".vrs-{name}"
    digest = hashlib.sha256(made_from.encode()).hexdigest()
    if stamp.is_file() and stamp.read_text(encoding="ascii") == digest and still_there():
        return
    stamp.unlink(missing_ok=True)
    step()
    stamp.write_text(digest, encoding="ascii")


def texts(*files: Path) -> str:
    """Return the joined contents of the files a step is made from."""
    return "\n".join(file.read_text(encoding="utf-8") for file in files)


# ---------------------------------------------------------------- Python


def make_venv() -> None:
    """Create .venv with pip in it, also where Debian ships Python without `ensurepip`."""
    say("Lege die Python-Umgebung .venv an …")
    if _has_ensurepip() or _apt_get("python3-venv"):
        run(sys.executable, "-m", "venv", "--clear", VENV, why="Die Umgebung .venv ließ sich nicht anlegen.")
        return
    if importlib.util.find_spec("pip") is None:
        raise SetUpFailed(
            "Diesem Python fehlt das Modul „ensurepip“. Unter Debian und Ubuntu hilft: "
            f"sudo apt-get install python{sys.version_info.major}.{sys.version_info.minor}-venv"
        )
    why = "pip ließ sich nicht in .venv installieren."
    run(sys.executable, "-m", "venv", "--clear", "--without-pip", VENV, why=why)
    run(sys.executable, "-m", "pip", "--python", PYTHON, "install", "-qq", "pip", why=why)


def _has_ensurepip() -> bool:
    return importlib.util.find_spec("ensurepip") is not None


def pip_install(*arguments: str | Path) -> None:
    """Install into .venv with plain pip, from the registry that this machine is set up for."""
    run(
        *(PYTHON, "-m", "pip", "install", "-qq", "--disable-pip-version-check", "--no-input", *arguments),
        why="pip konnte nicht alles installieren; der Grund steht darüber.",
    )


def install_lock(name: str, seconds: int) -> None:
    """Install exactly what requirements/NAME.lock says, hash by hash."""
    lock = LOCKS / f"{name}.lock"

    def install() -> None:
        say(f"Installiere die Pakete aus requirements/{name}.lock (einmalig, etwa {seconds} Sekunden) …")
        pip_install("--require-hashes", "-r", lock)

    once(name, texts(lock), install)


def install_project() -> None:
    """Install the project in editable form; offline, because its build tools stand in the run lock."""
    once(
        "project",
        texts(TOP / "pyproject.toml"),
        lambda: pip_install("--no-deps", "--no-build-isolation", "-e", TOP),
    )


# ---------------------------------------------------------------- fonts and style sheets


def install_assets() -> None:
    """Fetch fonts and style sheets by npm and copy the needed files into static/vendor/."""

    def install() -> None:
        say("Hole Schriften und Gestaltung (einmalig) …")
        with _npm_packages("--omit=dev") as modules:
            vendor_assets(modules)

    made_from = texts(TOP / "package-lock.json", TOP / "scripts" / "vendor_assets.py")
    once("assets", made_from, install, is_complete)


@contextmanager
def _npm_packages(*options: str) -> Iterator[Path]:
    """Yield a folder with the packages of package-lock.json; it is gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="vrs-assets-") as folder:
        for name in ("package.json", "package-lock.json", ".npmrc"):
            shutil.copyfile(TOP / name, Path(folder) / name)
        _npm_ci(Path(folder), *options)
        yield Path(folder) / "node_modules"


def _npm_ci(folder: Path, *options: str) -> None:
    """Run the machine's npm; where there is none, or one too old, take Node.js from a Python package."""
    why = "npm konnte nicht alles holen; der Grund steht darüber."
    command = ("ci", "--ignore-scripts", "--loglevel=error", *options)
    if npm := shutil.which("npm"):
        try:
            run(npm, *command, why=why, cwd=folder)
        except SetUpFailed:
            say("Das vorhandene npm kam nicht zurecht; versuche es mit Node.js aus requirements/node.lock …")
        else:
            return
    install_lock("node", 10)
    run(VENV / "bin" / "npm", *command, why=why, cwd=folder, path_first=VENV / "bin")


# ---------------------------------------------------------------- programs for the tests


def install_test_programs() -> None:
    """Install browser and PDF tools where that is possible; otherwise say what will be skipped.

    Raises:
        SetUpFailed: one is missing and `CI=true`; a run that counts must not skip.
    """
    missing = [package for program, package in TEST_PROGRAMS.items() if not _is_there(program)]
    if not missing:
        return
    if _apt_get(*missing):
        return
    line = f"Nicht gefunden: {', '.join(missing)}. Unter Debian: sudo apt-get install {' '.join(missing)}"
    if os.environ.get("CI") == "true":
        raise SetUpFailed(line)
    say(f"{line}\nDie Prüfungen, die das brauchen, werden übersprungen.")


def install_html_checker() -> None:
    """Fetch the checker of HTML for the tests, where there is a Java to run it."""
    if shutil.which("java") is None:
        say("Nicht gefunden: java. Die Prüfung, ob das HTML gültig ist, wird übersprungen.")
        return

    def install() -> None:
        say("Hole die Prüfung für HTML (einmalig, 32 MB) …")
        with _npm_packages() as modules:
            shutil.copyfile(modules / "vnu-jar" / "build" / "dist" / "vnu.jar", HTML_CHECKER)

    once("html-checker", texts(TOP / "package-lock.json"), install, HTML_CHECKER.is_file)


def _is_there(program: str) -> bool:
    if program == "chromium":
        others = ("chromium-browser", "google-chrome", "google-chrome-stable")
        return bool(os.environ.get("VRS_CHROMIUM")) or any(map(shutil.which, (program, *others)))
    return shutil.which(program) is not None


def _apt_get(*packages: str) -> bool:
    """Install Debian packages if this is Debian and we are root; say whether it was done."""
    release = Path("/etc/os-release")
    is_debian = release.is_file() and "\nID=debian\n" in f"\n{release.read_text(encoding='utf-8')}\n"
    if not (is_debian and os.geteuid() == 0 and shutil.which("apt-get")):
        return False
    say(f"Installiere {', '.join(packages)} mit apt-get (einmalig, etwa 30 Sekunden) …")
    why = f"apt-get konnte {', '.join(packages)} nicht installieren."
    quiet = ("env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq")
    run(*quiet, "update", why=why)
    run(*quiet, "install", "--yes", "--no-install-recommends", *packages, why=why)
    return True


# ---------------------------------------------------------------- the two calls


def _venv_is_usable() -> bool:
    """Say whether .venv is complete and of this place; a moved one names its old place in every program."""
    place = VENV / ".vrs-place"
    return PYTHON.is_file() and place.is_file() and place.read_text(encoding="utf-8") == _place()


def _place() -> str:
    return f"{TOP}\n{sys.version}"


def main(level: str) -> None:
    """Set up for `run` or for `test`."""
    if not _venv_is_usable():
        make_venv()
        (VENV / ".vrs-place").write_text(_place(), encoding="utf-8")
    install_lock("run", 30)
    install_project()
    install_assets()
    if level == "test":
        install_lock("test", 30)
        install_test_programs()
        install_html_checker()


if __name__ == "__main__":
    try:
        main(sys.argv[1])
    except SetUpFailed as failed:
        sys.exit(f"Die Einrichtung ist nicht fertig: {failed}")
    except KeyboardInterrupt:
        sys.exit("Die Einrichtung ist abgebrochen; der nächste Aufruf setzt sie fort.")
