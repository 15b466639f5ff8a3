"""`vrs-tracker report`: drafts and stored files on disk, and what a file is."""

from pathlib import Path

import pikepdf
import pytest
import sqlalchemy as sa

from tests.cli.reporting_database import run, session_on
from tests.features.reporting.report_rows import frozen_value, handed_out
from tests.reports.pdf_facts import read_pdf
from vrs_tracker.domain.vocabulary.reporting import PUBLIC_FORMS, PdfForm
from vrs_tracker.features.reporting import render
from vrs_tracker.features.reporting.queries.snapshots import newest_issue
from vrs_tracker.tables.reporting import IssuedReport


@pytest.fixture
def stored(facts_database: Path) -> dict[PdfForm, bytes]:
    """Give the files of a published report that was never printed."""
    with session_on(facts_database) as session:
        period = handed_out(session, frozen_value())
        session.commit()
        issues = {form: newest_issue(session, period.id, form) for form in PUBLIC_FORMS}
        return {form: issue.content for form, issue in issues.items() if issue is not None}


def collecting(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "period open 2026-H1 --by bearbeitung")[0] == 0


# ---------------------------------------------------------------- build


def test_an_unfrozen_half_year_gives_a_draft_with_watermark(
    capsys: pytest.CaptureFixture[str], facts_database: Path
) -> None:
    collecting(capsys)
    out = facts_database.parent / "entwurf.pdf"
    assert run(capsys, f"report build 2026-H1 --out {out}")[0] == 0
    assert "Entwurf · Vorlage Nr. folgt" in read_pdf(out.read_bytes()).text()
    with pikepdf.open(out) as pdf:
        assert str(pdf.docinfo["/CreationDate"]).startswith("D:20260630000000")
    with session_on(facts_database) as session:
        assert session.scalar(sa.select(sa.func.count(IssuedReport.id))) == 0


def test_a_released_half_year_gives_the_stored_bytes(
    capsys: pytest.CaptureFixture[str],
    facts_database: Path,
    stored: dict[PdfForm, bytes],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delattr(render, "preview")
    for form in PUBLIC_FORMS:
        out = facts_database.parent / f"{form.value}.pdf"
        assert run(capsys, f"report build 2026-H1 --form {form.value} --out {out}")[0] == 0
        assert out.read_bytes() == stored[form]


@pytest.mark.usefixtures("stored")
def test_without_a_target_the_name_says_what_it_is(
    capsys: pytest.CaptureFixture[str], facts_database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(facts_database.parent)
    assert run(capsys, "report build 2026-H1 --form a2")[1].startswith("bericht-2026-H1-ohne-anlagen.pdf (")
    assert Path("bericht-2026-H1-ohne-anlagen.pdf").is_file()


@pytest.mark.usefixtures("stored")
def test_a_place_that_cannot_be_written_is_named(
    capsys: pytest.CaptureFixture[str], facts_database: Path
) -> None:
    out = facts_database.parent / "gibt-es-nicht" / "bericht.pdf"
    code, said = run(capsys, f"report build 2026-H1 --out {out}")
    assert code == 1
    assert said.startswith(f"Die Datei {out} lässt sich nicht schreiben: ")


@pytest.mark.usefixtures("facts_database")
@pytest.mark.parametrize(
    ("line", "code", "sentence"),
    [
        ("report build 2026-H1", 1, "Dieses Halbjahr gibt es nicht."),
        ("report build 2026", 3, "Geben Sie das Halbjahr so ein: 2026-H1. Eingegeben ist: 2026."),
        ("report build 2026-H1 --form a4", 3, "Die Angabe zu --form passt nicht. Möglich sind: a3, a2."),
        ("report build", 3, "Es fehlt: HALBJAHR."),
        ("report verify gibt-es-nicht.pdf", 3, "Die Datei gibt-es-nicht.pdf gibt es nicht."),
        ("report verify", 3, "Es fehlt: DATEI."),
    ],
)
def test_a_refusal_has_its_code_and_sentence(
    capsys: pytest.CaptureFixture[str], line: str, code: int, sentence: str
) -> None:
    found, said = run(capsys, line)
    assert (found, said[: len(sentence)]) == (code, sentence)


# ---------------------------------------------------------------- verify


def test_the_exit_code_tells_what_a_file_is(
    capsys: pytest.CaptureFixture[str], facts_database: Path, stored: dict[PdfForm, bytes]
) -> None:
    place = facts_database.parent / "probe.pdf"
    place.write_bytes(stored[PdfForm.A3])
    code, said = run(capsys, f"report verify {place}")
    assert (code, said.partition(":")[0]) == (0, "Unverändert")
    place.write_bytes(stored[PdfForm.A3] + b" ")
    assert run(capsys, f"report verify {place}") == (
        2,
        "Unbekannt: Diese Datei ist kein Bericht, der hier ausgegeben wurde.\n",
    )


def test_a_draft_of_a_fassung_is_called_altered(
    capsys: pytest.CaptureFixture[str], facts_database: Path
) -> None:
    collecting(capsys)
    run(capsys, "period close 2026-H1 --by bearbeitung")
    run(capsys, "period freeze 2026-H1 --by bearbeitung")
    out = facts_database.parent / "entwurf.pdf"
    run(capsys, f"report build 2026-H1 --out {out}")
    code, said = run(capsys, f"report verify {out}")
    assert (code, said.partition(":")[0]) == (1, "Kein ausgegebener Bericht")


def test_the_help_names_the_codes_of_verify(capsys: pytest.CaptureFixture[str]) -> None:
    said = " ".join(run(capsys, "report verify --help")[1].split())
    assert "Ergebnis: 0 unverändert, 1 verändert, 2 unbekannte Datei, 3 falscher Aufruf." in said
