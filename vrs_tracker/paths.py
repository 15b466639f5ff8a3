"""Where this installation keeps its files: shipped ones (read only) and its own (written)."""

import os
from pathlib import Path

PACKAGE = Path(__file__).resolve().parent
_TOP = PACKAGE.parent
_IS_CHECKOUT = (_TOP / "pyproject.toml").is_file()


def bundled(name: str) -> Path:
    """Return the folder `migrations`, `reports` or `seed_data`, shipped with this very version.

    The wheel carries them inside the package; a checkout (an editable install too) has them at its top.

    Raises:
        FileNotFoundError: the installation is incomplete.
    """
    for folder in (PACKAGE / "_bundled" / name, _TOP / name):
        if folder.is_dir():
            return folder
    message = f"Der Ordner „{name}“ fehlt in dieser Installation."
    raise FileNotFoundError(message)


def var_dir() -> Path:
    """Return the folder for everything written at run time; whoever writes creates it.

    `VRS_TRACKER_VAR` wins; a checkout uses its own git-ignored `var/`, an installed wheel the place for
    the state of programs in the user's home.
    """
    if chosen := os.environ.get("VRS_TRACKER_VAR"):
        return Path(chosen).resolve()
    if _IS_CHECKOUT:
        return _TOP / "var"
    state = os.environ.get("XDG_STATE_HOME") or Path.home() / ".local" / "state"
    return Path(state) / "vrs-tracker"
