"""`vrs-tracker period`: the half-years and their steps from collecting to publishing."""

import json
from collections.abc import Callable, Sequence

import click
from sqlalchemy.orm import Session

from vrs_tracker.cli.frame import acting, open_session
from vrs_tracker.config import Settings
from vrs_tracker.domain.errors import RefusalError
from vrs_tracker.domain.issue import IssueContent
from vrs_tracker.domain.periods import HalfYear
from vrs_tracker.domain.policy import Person
from vrs_tracker.domain.vocabulary.reporting import Move
from vrs_tracker.features.periods import actions as periods_actions
from vrs_tracker.features.periods import queries as periods
from vrs_tracker.features.reporting import actions, render
from vrs_tracker.features.reporting.queries.title import Issuer
from vrs_tracker.tables.periods import ReportingPeriod

HALF_YEAR = click.argument("code", metavar="HALBJAHR")
BY = click.option(
    "--by",
    "--as",
    "login",
    metavar="ANMELDENAME",
    required=True,
    help="Wer handelt; „vrs-tracker user list“ nennt alle Zugänge.",
)
EXIT_CODES = "Ergebnis: 0 getan, 1 nicht möglich (mit dem Grund), 3 falscher Aufruf."

Step = Callable[[Session, ReportingPeriod, Person, Settings], object]


@click.group("period", epilog=EXIT_CODES)
def group() -> None:
    """Zeigt die Halbjahre und führt sie von Schritt zu Schritt."""


@group.command("list", epilog=EXIT_CODES)
@click.option("--json", "as_json", is_flag=True, help="Ausgabe als JSON.")
def list_periods(*, as_json: bool) -> None:
    """Nennt die Halbjahre, das älteste zuerst: Kürzel, Stand und Bezeichnung, durch Tabulatoren getrennt."""
    with open_session(Settings.from_environment()) as session:
        found = [(periods.half_year(period), period) for period in periods.list_periods(session)]
    if as_json:
        rows = [
            {
                "code": half.code,
                "state": period.state.value,
                "label": half.label,
                "state_label": period.state.label,
                "as_of": half.as_of.isoformat(),
                "due_on": period.due_on.isoformat(),
            }
            for half, period in found
        ]
        click.echo(json.dumps(rows, ensure_ascii=False, indent=2))
        return
    for half, period in found:
        click.echo(f"{half.code}\t{period.state.value}\t{half.label}")


@group.command("open", epilog=EXIT_CODES)
@HALF_YEAR
@BY
def open_command(code: str, login: str) -> None:
    """Legt ein Halbjahr an und fordert die Meldungen an, etwa 2026-H2."""
    settings = Settings.from_environment()
    half = parsed(code)
    with open_session(settings, writes=True) as session:
        by = acting(session, login, settings.today())
        period = periods_actions.open_period(session, half, by=by, now=settings.now())
        session.commit()
        click.echo(f"Das {half.label} ist eröffnet: {period.state.label}.")


@group.command("close", epilog=EXIT_CODES)
@HALF_YEAR
@BY
def close(code: str, login: str) -> None:
    """Schließt die Sammlung ab; danach wird geprüft."""
    _step(code, login, _moved(Move.CLOSE))


@group.command("reopen", epilog=EXIT_CODES)
@HALF_YEAR
@BY
@click.option("--reason", metavar="GRUND", required=True, help="Was sich ändern muss; steht im Verlauf.")
def reopen(code: str, login: str, reason: str) -> None:
    """Öffnet die Sammlung wieder, mit Grund. Eine festgeschriebene Fassung gilt dann nicht mehr."""
    _step(code, login, _moved(Move.REOPEN, reason))


@group.command("freeze", epilog=EXIT_CODES)
@HALF_YEAR
@BY
def freeze(code: str, login: str) -> None:
    """Schreibt die Zahlen zum Stichtag fest; eine neue Fassung entsteht."""

    def step(session: Session, period: ReportingPeriod, by: Person, settings: Settings) -> object:
        return actions.freeze_period(
            session,
            period,
            by=by,
            now=settings.now(),
            today=settings.today(),
            first_number=settings.first_report_number,
        )

    _step(code, login, step)


@group.command("release", epilog=EXIT_CODES)
@HALF_YEAR
@BY
def release(code: str, login: str) -> None:
    """Gibt den Bericht zum Versand; das tut eine andere Person als die, die festgeschrieben hat."""
    printed = _printed(code)

    def step(session: Session, period: ReportingPeriod, by: Person, settings: Settings) -> object:
        return actions.release_period(session, period, printed, by=by, now=settings.now())

    _step(code, login, step)


@group.command("publish", epilog=EXIT_CODES)
@HALF_YEAR
@BY
def publish(code: str, login: str) -> None:
    """Veröffentlicht den Bericht, der zum Versand gegeben ist."""

    def step(session: Session, period: ReportingPeriod, by: Person, settings: Settings) -> object:
        return actions.publish_period(session, period, by=by, now=settings.now())

    _step(code, login, step)


@group.command("reissue", epilog=EXIT_CODES)
@HALF_YEAR
@BY
def reissue(code: str, login: str) -> None:
    """Gibt den Bericht mit geänderten Sitzungsdaten noch einmal aus; frühere Ausgaben bleiben prüfbar."""
    printed = _printed(code)

    def step(session: Session, period: ReportingPeriod, by: Person, settings: Settings) -> object:
        return actions.reissue(session, period, printed, by=by, now=settings.now())

    _step(code, login, step)


@group.command("correct", epilog=EXIT_CODES)
@HALF_YEAR
@BY
@click.option("--reason", metavar="GRUND", required=True, help="Was falsch ist; steht über dem Bericht.")
def correct(code: str, login: str, reason: str) -> None:
    """Öffnet einen ausgegebenen Bericht zur Berichtigung, mit Grund.

    Die ausgegebene Fassung bleibt lesbar und gilt, bis eine neue festgeschrieben und ausgegeben ist.
    """

    def step(session: Session, period: ReportingPeriod, by: Person, settings: Settings) -> object:
        return actions.reopen_report(session, period, reason, by=by, now=settings.now())

    _step(code, login, step)


def parsed(code: str) -> HalfYear:
    """Return the half-year of a code on the command line; a misspelt one is a wrong call."""
    try:
        return HalfYear.parse(code)
    except ValueError as wrong:
        raise click.UsageError(str(wrong)) from wrong


def _printed(code: str) -> Sequence[IssueContent]:
    """Print the newest Fassung before the step begins, so that nobody waits for the print."""
    settings = Settings.from_environment()
    half = parsed(code)
    issuer = Issuer(name=settings.issuer, lead_unit=settings.lead_unit)
    with open_session(settings) as session:
        period = periods.by_code(session, half.code)
        try:
            return render.printed_issues(session, period.id, issuer)
        except render.PrintFailed as failed:
            raise RefusalError("\n".join(filter(None, (str(failed), failed.detail)))) from failed


def _moved(move: Move, reason: str = "") -> Step:
    def step(session: Session, period: ReportingPeriod, by: Person, settings: Settings) -> object:
        return periods_actions.move_period(session, period, move, by=by, now=settings.now(), reason=reason)

    return step


def _step(code: str, login: str, step: Step) -> None:
    """Load, act, commit once, say where the half-year stands now."""
    settings = Settings.from_environment()
    half = parsed(code)
    with open_session(settings, writes=True) as session:
        period = periods.by_code(session, half.code)
        step(session, period, acting(session, login, settings.today()), settings)
        session.commit()
        click.echo(f"{half.label}: {period.state.label}.")
