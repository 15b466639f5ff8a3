"""`vrs-tracker db`: create the database, bring it up to date, look whether it is sound."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click
import sqlalchemy as sa

from vrs_tracker.config import Settings
from vrs_tracker.domain.errors import RefusalError
from vrs_tracker.domain.notation import count
from vrs_tracker.extensions import prepare_engine
from vrs_tracker.trail.migrating import Upgrade, upgrade
from vrs_tracker.trail.schema import revision_of
from vrs_tracker.trail.soundness import problems
from vrs_tracker.trail.totals import remake_sums, wrong_sums

CANNOT_OPEN = (sa.exc.OperationalError, sa.exc.DatabaseError)
"""Just these: no server, no right, no database file. Their subclasses are mistakes of the program."""


@click.group("db")
def group() -> None:
    """Legt die Datenbank an, stellt sie um und prüft sie.

    Welche gemeint ist, sagt VRS_TRACKER_DATABASE_URL.
    """


@group.command("upgrade")
def upgrade_command() -> None:
    """Bringt die Datenbank auf den neuesten Stand.

    Fehlende Tabellen werden angelegt, vorhandene umgestellt. Alles geschieht in einem Schritt: Gelingt er
    nicht, bleibt die Datenbank, wie sie war. Ein zweiter Aufruf ändert nichts. Eine Datei legt der Befehl
    selbst an, eine Datenbank auf einem PostgreSQL-Server nicht.

    Ergebnis: 0, wenn die Datenbank auf dem neuesten Stand ist, sonst 1.
    """
    with _database() as engine:
        click.echo(f"{_told(upgrade(engine))}: {_place(engine)}")


def _told(done: Upgrade) -> str:
    if done.before is None:
        return f"Die Datenbank ist angelegt (Stand {done.after})"
    if done.before == done.after:
        return f"Die Datenbank ist bereits auf dem neuesten Stand ({done.after})"
    return f"Die Datenbank ist von Stand {done.before} auf {done.after} umgestellt"


@group.command("check")
def check_command() -> None:
    """Prüft die Datenbank und ändert nichts.

    Geprüft werden Aufbau, Schutz, Verweise und Herkunft. Verglichen wird mit dem Aufbau, den diese Anwendung
    braucht, bis hin zu jeder Bedingung und zu den Auslösern, die gebuchte und festgeschriebene Angaben
    schützen.

    Ergebnis: 0, wenn alles in Ordnung ist, sonst 1 und eine Zeile je Befund.
    """
    with _database() as engine:
        file = engine.url.database
        if engine.dialect.name == "sqlite" and not (file and Path(file).is_file()):
            raise RefusalError(f"Die Datei {file} gibt es nicht. „vrs-tracker db upgrade“ legt sie an.")
        with engine.connect() as connection:
            found, revision = problems(connection), revision_of(connection)
        if found:
            raise RefusalError("\n".join(found))
        click.echo(f"Die Datenbank ist in Ordnung (Stand {revision}): {_place(engine)}")


@group.command("totals")
def totals_command() -> None:
    """Rechnet die geführten Summen der Buchungen neu.

    Die Summen führt die Datenbank selbst mit; die Buchungen bleiben, wie sie sind. Nötig ist der Befehl nur,
    wenn „vrs-tracker db check“ einen Unterschied findet.

    Ergebnis: 0, wenn die Summen danach stimmen.
    """
    with _database() as engine, engine.begin() as connection:
        wrong = wrong_sums(connection)
        remake_sums(connection)
        told = count(wrong, "Summe wich", "Summen wichen")
        click.echo(f"Die geführten Summen sind neu gerechnet; {told} ab: {_place(engine)}")


@contextmanager
def _database() -> Iterator[sa.Engine]:
    """Yield the engine of the settings; a server or file that does not answer ends the command with 1."""
    engine = prepare_engine(sa.create_engine(Settings.from_environment().database_url))
    try:
        yield engine
    except sa.exc.DatabaseError as error:
        if type(error) not in CANNOT_OPEN:
            raise
        sentence = f"Die Datenbank {_place(engine)} lässt sich nicht öffnen: {str(error.orig).strip()}"
        raise RefusalError(sentence) from error
    finally:
        engine.dispose()


def _place(engine: sa.Engine) -> str:
    """Name the database without a password."""
    if engine.dialect.name == "sqlite":
        return engine.url.database or ":memory:"
    return engine.url.render_as_string(hide_password=True)
