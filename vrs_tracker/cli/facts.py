"""`vrs-tracker facts`: the proven facts, for an installation that wants nothing invented."""

import click

from vrs_tracker.cli.frame import open_session
from vrs_tracker.config import Settings
from vrs_tracker.domain.errors import RefusalError
from vrs_tracker.features.accounts.actions import ensure_system_person
from vrs_tracker.seeding.facts import load_facts
from vrs_tracker.seeding.reading import SeedProblems


@click.group("facts")
def group() -> None:
    """Lädt die belegten Fakten: Antrag, Beschlüsse, Gemeinden, Genossenschaft, jede Angabe mit Quelle."""


@group.command("load")
def load() -> None:
    """Lädt nur belegte Fakten, keine Demodaten; ein zweiter Aufruf ändert nichts.

    Was schon da ist, bleibt, wie es ist, auch wenn es inzwischen berichtigt wurde. Gelingt nicht alles,
    bleibt die Datenbank, wie sie war. Ergebnis: 0, sonst 1.
    """
    settings = Settings.from_environment()
    with open_session(settings, writes=True) as session:
        try:
            loaded = load_facts(session, by=ensure_system_person(session), now=settings.now())
        except SeedProblems as wrong:
            raise RefusalError(str(wrong)) from wrong
        session.commit()
        click.echo(loaded.sentence)
