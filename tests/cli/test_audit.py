"""`vrs-tracker audit verify`: the history is unbroken, or the first broken row is named."""

from pathlib import Path

import pytest
import sqlalchemy as sa

from tests.cli.reporting_database import run, session_on

CHECK = "audit verify"


def head_of(said: str) -> str:
    return said.split("Kopf der Kette: ")[1].strip()


def test_an_unbroken_history_ends_with_0_and_names_its_head(
    capsys: pytest.CaptureFixture[str], facts_database: Path
) -> None:
    code, said = run(capsys, CHECK)
    assert code == 0
    assert said.startswith("Unverändert: Der Verlauf ist lückenlos, ")
    assert run(capsys, "period open 2026-H1 --by bearbeitung")[0] == 0
    code, later = run(capsys, f"{CHECK} --kopf {head_of(said)}")
    assert code == 0
    assert head_of(later) != head_of(said)
    assert facts_database.is_file()


def test_a_changed_entry_ends_with_1_and_a_sentence(
    capsys: pytest.CaptureFixture[str], facts_database: Path
) -> None:
    with session_on(facts_database) as session:
        session.execute(sa.text("DROP TRIGGER history_entry_no_update"))
        session.execute(sa.text("UPDATE history_entry SET new = 'anders' WHERE id = 7"))
        session.commit()
    code, said = run(capsys, CHECK)
    assert code == 1
    assert said.startswith("Verändert: Eintrag Nr. 7 (")
    assert "Davor stimmen 6 Einträge mit ihren Siegeln überein." in said


@pytest.mark.usefixtures("facts_database")
def test_a_head_that_the_chain_never_had_ends_with_2(capsys: pytest.CaptureFixture[str]) -> None:
    code, said = run(capsys, f"{CHECK} --kopf {'a' * 64}")
    assert code == 2
    assert said.startswith("Unbekannt: Dieser Kopf kommt in der Kette nicht vor.")


@pytest.mark.usefixtures("facts_database")
def test_what_is_no_head_is_a_wrong_call(capsys: pytest.CaptureFixture[str]) -> None:
    code, said = run(capsys, f"{CHECK} --kopf abc")
    assert code == 3
    assert "Ein Kopf der Kette hat 64 Zeichen" in said
