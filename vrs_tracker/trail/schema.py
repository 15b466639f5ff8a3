"""The schema as a set of statements, so that two databases can be compared down to the last constraint.

Alembic's own comparison sees neither a changed CHECK nor a lost trigger (decisions.md 3.3). Here every
column, constraint, index, trigger and function is one line of text; what differs between the database at hand
and the one that `create_all` would make is the difference of two sets.
"""

import re
from collections.abc import Iterator

import sqlalchemy as sa

from vrs_tracker.paths import bundled
from vrs_tracker.tables import Base

_LITERAL = re.compile(r"('(?:[^']|'')*')")
_POSTGRESQL_LINES = (
    """
    SELECT 'table ' || c.relname || ': ' || a.attname || ' ' || format_type(a.atttypid, a.atttypmod)
           || CASE WHEN a.attnotnull THEN ' NOT NULL' ELSE '' END
           || coalesce(' DEFAULT ' || pg_get_expr(d.adbin, d.adrelid), '')
      FROM pg_class c
      JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
      LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum
     WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind = 'r'
       AND c.relname <> 'alembic_version'
    """,
    # PostgreSQL 18 lists NOT NULL as constraints of its own; the columns say it already.
    """
    SELECT 'table ' || c.relname || ': ' || k.conname || ' ' || pg_get_constraintdef(k.oid, true)
      FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid
     WHERE c.relnamespace = current_schema()::regnamespace AND k.contype <> 'n'
       AND c.relname <> 'alembic_version'
    """,
    """
    SELECT 'index ' || pg_get_indexdef(i.indexrelid, 0, true)
      FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid
     WHERE c.relnamespace = current_schema()::regnamespace AND c.relname <> 'alembic_version'
    """,
    # tgenabled: „O“ fires as usual, „D“ was switched off
    """
    SELECT 'trigger ' || pg_get_triggerdef(t.oid, true) || ' ' || t.tgenabled::text
      FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
     WHERE c.relnamespace = current_schema()::regnamespace AND NOT t.tgisinternal
    """,
    """
    SELECT 'function ' || p.proname || ' ' || p.prorettype::regtype || ' ' || p.prosrc
      FROM pg_proc p
     WHERE p.pronamespace = current_schema()::regnamespace
    """,
)


# ---------------------------------------------------------------- the revision


def head() -> str:
    """Return the newest revision that this version of the application knows."""
    return (bundled("migrations") / ".current-alembic-head").read_text(encoding="ascii").strip()


def revision_of(connection: sa.Connection) -> str | None:
    """Return the revision a database stands at, or None if it was never migrated."""
    if not sa.inspect(connection).has_table("alembic_version"):
        return None
    revision: str | None = connection.scalar(sa.text("SELECT version_num FROM alembic_version"))
    return revision


def is_current(connection: sa.Connection) -> bool:
    """Whether the database stands exactly where this version of the application needs it."""
    return revision_of(connection) == head()


def revision_problem(found: str | None) -> str:
    """Say in German what is wrong with the revision of a database; "" if it is the one needed."""
    wanted = head()
    if found is None:
        return "Die Datenbank hat noch keine Tabellen. „vrs-tracker db upgrade“ legt sie an."
    if found < wanted:
        return (
            f"Die Datenbank hat den Stand {found}, diese Anwendung braucht {wanted}. "
            "„vrs-tracker db upgrade“ stellt sie um."
        )
    if found > wanted:
        return (
            f"Die Datenbank hat den Stand {found}, diese Anwendung kennt nur {wanted}. "
            "Richten Sie die neuere Fassung der Anwendung ein."
        )
    return ""


# ---------------------------------------------------------------- the comparison


def described(connection: sa.Connection) -> frozenset[str]:
    """Return one line for every column, constraint, index, trigger and function of the database."""
    if connection.dialect.name == "sqlite":
        return frozenset(_sqlite_lines(connection))
    found: set[str] = set()
    for query in _POSTGRESQL_LINES:
        found.update(connection.exec_driver_sql(query).scalars())
    return frozenset(found)


def expected(connection: sa.Connection) -> frozenset[str]:
    """Return the same lines for what `create_all` makes on a database of this kind.

    SQLite: in memory. PostgreSQL: in a schema of its own that is rolled back, so that the server writes the
    definitions itself; that needs the right CREATE on the database.
    """
    if connection.dialect.name == "sqlite":
        engine = sa.create_engine("sqlite://")
        try:
            with engine.connect() as blank:
                Base.metadata.create_all(blank)
                return described(blank)
        finally:
            engine.dispose()
    with connection.begin_nested() as attempt:
        connection.exec_driver_sql("CREATE SCHEMA vrs_expected")
        connection.exec_driver_sql("SET LOCAL search_path TO vrs_expected")
        Base.metadata.create_all(connection, checkfirst=False)
        found = described(connection)
        attempt.rollback()
    return found


def differences(connection: sa.Connection) -> tuple[str, ...]:
    """Return in German what is missing from the schema and what should not be there; empty if all is well."""
    found, wanted = described(connection), expected(connection)
    missing = (f"Es fehlt: {line}" for line in sorted(wanted - found))
    extra = (f"Nicht vorgesehen: {line}" for line in sorted(found - wanted))
    return (*missing, *extra)


# ---------------------------------------------------------------- SQLite keeps the statements as typed


def _sqlite_lines(connection: sa.Connection) -> Iterator[str]:
    query = "SELECT type, tbl_name, sql FROM sqlite_master WHERE sql > '' AND tbl_name <> 'alembic_version'"
    for kind, table, sql in connection.exec_driver_sql(query):
        statement = _plain(sql)
        if kind != "table":
            yield f"{kind} {statement}"
            continue
        begin, _, rest = statement.partition("(")
        body, _, end = rest.rpartition(")")
        yield f"table {table}: {begin.strip()} () {end.strip()}"
        for part in _parts(body):
            yield f"table {table}: {part}"


def _plain(sql: str) -> str:
    """Drop quotes around names and fold spaces; text in single quotes stays as it is.

    A copied table comes back quoted and on other lines than `create_all` writes it.
    """
    pieces = _LITERAL.split(sql)
    pieces[::2] = (re.sub(r"\s+", " ", re.sub(r'["`]', "", piece)) for piece in pieces[::2])
    return "".join(pieces).strip()


def _parts(body: str) -> Iterator[str]:
    """Split at the commas outside of all parentheses and quotes."""
    depth, start, quoted = 0, 0, False
    for position, char in enumerate(body):
        if char == "'":
            quoted = not quoted
        elif not quoted:
            depth += (char == "(") - (char == ")")
            if char == "," and depth == 0:
                yield body[start:position].strip()
                start = position + 1
    yield body[start:].strip()
