"""`vrs-tracker report`: write a report as PDF, and tell whether a PDF is what was handed out."""

from io import BytesIO
from pathlib import Path

import click
from sqlalchemy.orm import Session

from vrs_tracker.cli.frame import open_session
from vrs_tracker.cli.period import EXIT_CODES, HALF_YEAR, parsed
from vrs_tracker.config import Settings
from vrs_tracker.domain.errors import NotFound, RefusalError
from vrs_tracker.domain.issue import pdf_name
from vrs_tracker.domain.json_schema import report_schema_text
from vrs_tracker.domain.verification import Verdict
from vrs_tracker.domain.vocabulary.reporting import PUBLIC_FORMS, PdfForm
from vrs_tracker.features.periods import queries as periods
from vrs_tracker.features.reporting import readers, render
from vrs_tracker.features.reporting.queries import snapshots
from vrs_tracker.features.reporting.queries.shown import draft_report
from vrs_tracker.features.reporting.queries.title import Issuer, load_title_block
from vrs_tracker.features.reporting.writers import archive_name, write_archive
from vrs_tracker.tables.periods import ReportingPeriod

CODES = {Verdict.SAME: 0, Verdict.ALTERED: 1, Verdict.UNKNOWN: 2}


@click.group("report")
def group() -> None:
    """Schreibt Berichte als PDF und prüft, ob ein PDF unverändert ist."""


@group.command("build", epilog=EXIT_CODES)
@HALF_YEAR
@click.option(
    "--out",
    metavar="DATEI",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Zieldatei; sonst ein Name mit dem Halbjahr.",
)
@click.option(
    "--form",
    type=click.Choice([form.value for form in PUBLIC_FORMS]),
    default=PdfForm.A3.value,
    help="a3 mit Zahlen als Anlage, a2 ohne.",
)
def build(code: str, out: Path | None, form: str) -> None:
    """Schreibt den Bericht eines Halbjahres, etwa 2026-H1.

    Was zum Versand gegeben ist, wird so geschrieben, wie es ausgegeben wurde. Sonst entsteht ein Entwurf mit
    Wasserzeichen; er wird nicht gespeichert. Die nichtöffentliche Ausgabe gibt es nur auf der Seite
    „Ausgaben“ des Berichts, weil jeder Abruf im Verlauf vermerkt wird.
    """
    settings = Settings.from_environment()
    half = parsed(code)
    with open_session(settings) as session:
        period = periods.by_code(session, half.code)
        content, name = _content(session, period, PdfForm(form), settings)
    _write(out or Path(name), content)


def _write(target: Path, content: bytes) -> None:
    try:
        target.write_bytes(content)
    except OSError as failed:
        raise RefusalError(f"Die Datei {target} lässt sich nicht schreiben: {failed.strerror}.") from failed
    click.echo(f"{target} ({len(content) // 1000} kB)")


def _content(
    session: Session, period: ReportingPeriod, form: PdfForm, settings: Settings
) -> tuple[bytes, str]:
    if period.state in snapshots.HANDED_OUT:
        return _issued(session, period, form)
    report = draft_report(session, period, today=settings.today(), first_number=settings.first_report_number)
    issuer = Issuer(name=settings.issuer, lead_unit=settings.lead_unit)
    block = load_title_block(session, report, issuer)
    try:
        return render.preview(report, block, form), pdf_name(report, form, is_released=False)
    except render.PrintFailed as failed:
        raise RefusalError("\n".join(filter(None, (str(failed), failed.detail)))) from failed


def _issued(session: Session, period: ReportingPeriod, form: PdfForm) -> tuple[bytes, str]:
    issue = snapshots.newest_issue(session, period.id, form)
    if issue is None:
        raise NotFound(f"Der Bericht wurde nicht als „{form.label}“ ausgegeben.")
    return issue.content, pdf_name(snapshots.thaw(issue.snapshot), form, is_released=True)


@group.command("archive", epilog=EXIT_CODES)
@HALF_YEAR
@click.option(
    "--out",
    metavar="DATEI",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Zieldatei; sonst ein Name mit dem Halbjahr.",
)
def archive(code: str, out: Path | None) -> None:
    """Schreibt das öffentliche Archivpaket eines ausgegebenen Berichts.

    Derselbe Bericht ergibt dasselbe Paket. Das nichtöffentliche Paket gibt es nur auf der Seite „Ausgaben“
    des Berichts, weil jeder Abruf im Verlauf vermerkt wird.
    """
    half = parsed(code)
    with open_session(Settings.from_environment()) as session, BytesIO() as packed:
        report = write_archive(session, periods.by_code(session, half.code), packed)
        _write(out or Path(archive_name(report, is_public=True)), packed.getvalue())


@group.command("schema")
def schema() -> None:
    """Schreibt das JSON-Schema der festgeschriebenen Berichte auf die Standardausgabe."""
    click.echo(report_schema_text(), nl=False)


@group.command(
    "verify", epilog="Ergebnis: 0 unverändert, 1 verändert, 2 unbekannte Datei, 3 falscher Aufruf."
)
@click.argument("file", metavar="DATEI", type=click.Path(path_type=Path))
@click.pass_context
def verify(ctx: click.Context, file: Path) -> None:
    """Prüft, ob ein PDF Byte für Byte ein ausgegebener Bericht ist, und sagt sonst, was abweicht.

    Verglichen wird mit der eigenen Datenbank, ohne Netz. Auch frühere Ausgaben werden erkannt.
    """
    if not file.is_file():
        raise click.UsageError(f"Die Datei {file} gibt es nicht.")
    with open_session(Settings.from_environment()) as session:
        result = readers.verify(session, file.read_bytes())
    click.echo(result.sentence)
    ctx.exit(CODES[result.verdict])
