"""`vrs-tracker report archive` and `report schema`: the same files as on the pages."""

import json
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from tests.cli.reporting_database import run, session_on
from tests.features.reporting.report_rows import frozen_value, handed_out, held_back
from vrs_tracker.domain.json_schema import report_schema
from vrs_tracker.features.reporting.writers import write_archive


@pytest.fixture
def public_package(facts_database: Path) -> bytes:
    """Give the public package of a published report that holds something back."""
    with session_on(facts_database) as session, BytesIO() as target:
        period = handed_out(session, frozen_value(), withheld=held_back("Geheimer Mietvertrag"))
        session.commit()
        write_archive(session, period, target)
        return target.getvalue()


def test_the_command_writes_the_public_package(
    capsys: pytest.CaptureFixture[str],
    facts_database: Path,
    public_package: bytes,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(facts_database.parent)
    code, said = run(capsys, "report archive 2026-H1")
    assert (code, said.startswith("bericht-2026-H1-archiv.zip (")) == (0, True)
    assert Path("bericht-2026-H1-archiv.zip").read_bytes() == public_package
    with ZipFile(BytesIO(public_package)) as packed:
        assert not any(b"Geheimer Mietvertrag" in packed.read(name) for name in packed.namelist())


@pytest.mark.usefixtures("public_package")
def test_the_package_goes_where_it_is_asked_to_go(
    capsys: pytest.CaptureFixture[str], facts_database: Path
) -> None:
    out = facts_database.parent / "archiv.zip"
    assert run(capsys, f"report archive 2026-H1 --out {out}")[0] == 0
    assert out.is_file()


@pytest.mark.usefixtures("facts_database")
def test_a_half_year_that_was_not_handed_out_has_no_package(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "report archive 2026-H1")[0] == 1
    assert run(capsys, "period open 2026-H1 --by bearbeitung")[0] == 0
    code, said = run(capsys, "report archive 2026-H1")
    assert code == 1
    assert said.startswith("Ein Archivpaket gibt es erst, wenn der Bericht zum Versand gegeben ist.")


def test_the_command_writes_the_schema(capsys: pytest.CaptureFixture[str]) -> None:
    code, said = run(capsys, "report schema")
    assert code == 0
    assert json.loads(said) == report_schema()
