"""`problems` finds what is wrong with a database and says it in German."""

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from tests.tables.rows import lay_ground
from vrs_tracker.trail.schema import head
from vrs_tracker.trail.soundness import problems


@pytest.fixture
def filled(migrated: sa.Connection) -> sa.Connection:
    with Session(migrated, join_transaction_mode="create_savepoint") as session:
        lay_ground(session)
        session.commit()
    return migrated


def spoil(connection: sa.Connection, *statements: str) -> None:
    for statement in statements:
        connection.exec_driver_sql(statement)


def spoil_against(connection: sa.Connection, table: str, constraint: str, statement: str) -> None:
    """Run the statement as if that constraint were not there."""
    if connection.dialect.name == "sqlite":
        off, on = "PRAGMA ignore_check_constraints=ON", "PRAGMA ignore_check_constraints=OFF"
        spoil(connection, off, statement, on)
    else:
        spoil(connection, f"ALTER TABLE {table} DROP CONSTRAINT {constraint}", statement)


def test_a_filled_database_is_sound(filled: sa.Connection) -> None:
    assert problems(filled) == ()


def test_a_database_without_tables_is_told_how_to_get_them(blank_engine: sa.Engine) -> None:
    with blank_engine.connect() as connection:
        (problem,) = problems(connection)
    assert problem == "Die Datenbank hat noch keine Tabellen. „vrs-tracker db upgrade“ legt sie an."


def test_an_older_database_is_to_be_upgraded(filled: sa.Connection) -> None:
    spoil(filled, "UPDATE alembic_version SET version_num = '0001'")
    (problem,) = problems(filled)
    assert problem == (
        f"Die Datenbank hat den Stand 0001, diese Anwendung braucht {head()}. "
        "„vrs-tracker db upgrade“ stellt sie um."
    )


def test_a_newer_database_wants_the_newer_application(filled: sa.Connection) -> None:
    spoil(filled, "UPDATE alembic_version SET version_num = '9999'")
    (problem,) = problems(filled)
    assert problem.endswith("Richten Sie die neuere Fassung der Anwendung ein.")


def test_a_missing_trigger_is_found(filled: sa.Connection) -> None:
    on = "" if filled.dialect.name == "sqlite" else " ON issued_report"
    spoil(filled, f"DROP TRIGGER issued_report_no_delete{on}")
    (problem,) = problems(filled)
    assert problem.startswith("Es fehlt: trigger CREATE TRIGGER issued_report_no_delete ")


def test_a_fact_without_source_is_found(filled: sa.Connection) -> None:
    statement = "UPDATE organisation SET provenance = 'source'"
    spoil_against(filled, "organisation", "ck_organisation_fact_has_source", statement)
    assert "organisation: 1 Zeile ohne Herkunft oder Quelle." in problems(filled)


def test_a_row_of_unknown_origin_is_found(filled: sa.Connection) -> None:
    statement = "UPDATE person SET provenance = 'hearsay'"
    spoil_against(filled, "person", "ck_person_provenance", statement)
    assert "person: 2 Zeilen ohne Herkunft oder Quelle." in problems(filled)


def test_a_lost_table_is_found_and_stops_nothing(filled: sa.Connection) -> None:
    spoil(filled, "DROP TABLE cooperative_fact")
    found = problems(filled)
    assert found
    assert all(line.startswith(("Es fehlt: table cooperative_fact", "Es fehlt: index ")) for line in found)


def test_a_reference_to_nothing_is_found(filled: sa.Connection) -> None:
    """In a file it was left there; PostgreSQL keeps the constraint, or it is missing itself."""
    if filled.dialect.name == "sqlite":
        spoil(filled, "PRAGMA defer_foreign_keys=ON", "UPDATE next_step SET update_id = 4711")
        expected = "next_step, Zeile 9001: Der Verweis auf status_update führt ins Leere."
    else:
        spoil(filled, "ALTER TABLE next_step DROP CONSTRAINT fk_next_step_update_id")
        expected = "Es fehlt: table next_step: fk_next_step_update_id "
    (problem,) = problems(filled)
    assert problem.startswith(expected)


def test_without_the_right_to_compare_it_says_so(filled: sa.Connection) -> None:
    if filled.dialect.name == "sqlite":
        pytest.skip("a file has no rights of its own")
    spoil(
        filled,
        "CREATE ROLE vrs_reader",
        "GRANT SELECT ON ALL TABLES IN SCHEMA public TO vrs_reader",
        "SET LOCAL ROLE vrs_reader",
    )
    (problem,) = problems(filled)
    assert problem == "Der Aufbau ließ sich nicht prüfen: Dem Konto fehlt das Recht CREATE auf der Datenbank."
