"""`vrs-tracker update`: messages of the blocks, as far as they need no form."""

import click
from sqlalchemy.orm import Session

from vrs_tracker.cli.frame import acting, open_session
from vrs_tracker.cli.period import BY, EXIT_CODES, parsed
from vrs_tracker.config import Settings
from vrs_tracker.domain.errors import NotFound
from vrs_tracker.domain.inputs.progress import StatusInput
from vrs_tracker.features.periods import queries as periods
from vrs_tracker.features.programme.queries import NO_SUCH_BLOCK, find_block
from vrs_tracker.features.progress import queries
from vrs_tracker.features.progress.actions import confirm_update, file_update
from vrs_tracker.tables.periods import ReportingPeriod
from vrs_tracker.tables.programme import Block

BLOCK = click.argument("slug", metavar="BAUSTEIN")
PERIOD = click.option(
    "--period", "code", metavar="HALBJAHR", default="", help="Sonst das Halbjahr, das gerade bearbeitet wird."
)
ONLY_UNCHANGED = (
    "Auf der Befehlszeile lässt sich nur „alles wie im letzten Bericht“ melden: Geben Sie --unchanged an. "
    "Alles andere melden Sie auf der Seite des Bausteins."
)


@click.group("update", epilog=EXIT_CODES)
def group() -> None:
    """Gibt Meldungen zu Bausteinen ab und bestätigt sie."""


@group.command("file", epilog=EXIT_CODES)
@BLOCK
@BY
@PERIOD
@click.option("--unchanged", is_flag=True, help="Alles wie im letzten Bericht.")
def file(slug: str, login: str, code: str, *, unchanged: bool) -> None:
    """Gibt die Meldung zu einem Baustein ab, etwa ki-xc.

    Sind Meilensteine fällig, verlangt die Meldung mehr und gehört auf die Seite des Bausteins.
    """
    if not unchanged:
        raise click.UsageError(ONLY_UNCHANGED)
    settings = Settings.from_environment()
    with open_session(settings, writes=True) as session:
        period, block = _about(session, code, slug)
        by = acting(session, login, settings.today())
        new = StatusInput(nothing_changed=True, rest_runs=True, risks_checked=True)
        update = file_update(session, block, period, new, by=by, now=settings.now())
        session.commit()
        click.echo(f"{block.name}, {periods.half_year(period).label}: {update.state.label}.")


@group.command("confirm", epilog=EXIT_CODES)
@BLOCK
@BY
@PERIOD
def confirm(slug: str, login: str, code: str) -> None:
    """Bestätigt die Meldung zu einem Baustein; das tut eine andere Person als die, die sie abgegeben hat."""
    settings = Settings.from_environment()
    with open_session(settings, writes=True) as session:
        period, block = _about(session, code, slug)
        by = acting(session, login, settings.today())
        update = queries.update_of(session, block.id, period.id)
        if update is None:
            raise NotFound(
                f"Zu {block.name} gibt es für das {periods.half_year(period).label} keine Meldung."
            )
        confirm_update(session, update, by=by, now=settings.now())
        session.commit()
        click.echo(f"{block.name}, {periods.half_year(period).label}: {update.state.label}.")


def _about(session: Session, code: str, slug: str) -> tuple[ReportingPeriod, Block]:
    if code:
        period = periods.by_code(session, parsed(code).code)
    else:
        current = periods.current_period(session)
        if current is None:
            raise NotFound("Es ist noch kein Halbjahr eröffnet. „vrs-tracker period open“ eröffnet eines.")
        period = current
    block = find_block(session, slug)
    if block is None:
        raise NotFound(NO_SUCH_BLOCK)
    return period, block
