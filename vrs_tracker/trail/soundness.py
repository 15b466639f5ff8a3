"""Whether a database is what the application believes it to be: schema, triggers, references, provenance."""

import sqlalchemy as sa

from vrs_tracker.domain.notation import count
from vrs_tracker.domain.vocabulary.money import Provenance
from vrs_tracker.tables import Base
from vrs_tracker.trail.schema import differences, revision_of, revision_problem
from vrs_tracker.trail.totals import wrong_sums


def problems(connection: sa.Connection) -> tuple[str, ...]:
    """Return a German sentence for everything that is wrong; empty if the database is sound.

    A database at another revision is not looked at any further: the rest would only repeat that.
    """
    if wrong := revision_problem(revision_of(connection)):
        return (wrong,)
    schema = _schema(connection)
    sums = () if schema else _wrong_sums(connection)
    return (*schema, *_broken_content(connection), *_without_provenance(connection), *sums)


def _schema(connection: sa.Connection) -> tuple[str, ...]:
    try:
        return differences(connection)
    except sa.exc.ProgrammingError as error:
        # PostgreSQL's „insufficient_privilege“
        if getattr(error.orig, "sqlstate", "") != "42501":
            raise
        return ("Der Aufbau ließ sich nicht prüfen: Dem Konto fehlt das Recht CREATE auf der Datenbank.",)


def _broken_content(connection: sa.Connection) -> tuple[str, ...]:
    """Ask SQLite about its file and references; PostgreSQL never lets a broken reference in."""
    if connection.dialect.name != "sqlite":
        return ()
    damage = connection.exec_driver_sql("PRAGMA integrity_check").scalars().all()
    dangling = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
    return (
        *(f"Die Datei ist beschädigt: {line}" for line in damage if line != "ok"),
        *(
            f"{table}, Zeile {row}: Der Verweis auf {target} führt ins Leere."
            for table, row, target, _ in dangling
        ),
    )


def _wrong_sums(connection: sa.Connection) -> tuple[str, ...]:
    """Add up the booked entries and compare; only where the tables are what they should be."""
    wrong = wrong_sums(connection)
    if not wrong:
        return ()
    told = count(wrong, "geführte Summe stimmt", "geführte Summen stimmen")
    return (f"{told} nicht mit den Buchungen überein. „vrs-tracker db totals“ rechnet sie neu.",)


def _without_provenance(connection: sa.Connection) -> tuple[str, ...]:
    """Look for rows of unknown origin and facts without a source; constraints may have been switched off."""
    found = []
    inspector = sa.inspect(connection)
    there = set(inspector.get_table_names())
    for table in Base.metadata.sorted_tables:
        if "provenance" not in table.c or table.name not in there:
            continue
        origin = sa.cast(table.c.provenance, sa.String)
        wrong = sa.or_(
            origin.is_(None),
            origin.not_in([code.value for code in Provenance]),
            sa.and_(origin == Provenance.SOURCE.value, table.c.source == ""),
        )
        rows = connection.scalar(sa.select(sa.func.count()).select_from(table).where(wrong)) or 0
        if rows:
            found.append(f"{table.name}: {count(rows, 'Zeile', 'Zeilen')} ohne Herkunft oder Quelle.")
    return tuple(found)
