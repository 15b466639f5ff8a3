"""`vrs-tracker audit`: prove that nothing of the history was changed afterwards."""

import re

import click

from vrs_tracker.cli.frame import open_session
from vrs_tracker.cli.report import CODES
from vrs_tracker.config import Settings
from vrs_tracker.trail.chain import check_chain

_HEAD = re.compile(r"[0-9a-f]{64}")


@click.group("audit")
def group() -> None:
    """Prüft, ob der Verlauf der Angaben unverändert ist."""


@group.command(
    "verify", epilog="Ergebnis: 0 unverändert, 1 verändert, 2 nicht vergleichbar, 3 falscher Aufruf."
)
@click.option(
    "--kopf",
    metavar="SHA256",
    default="",
    help="Ein früherer Kopf der Kette, etwa aus dem Freigabeprotokoll; er muss in ihr vorkommen.",
)
@click.pass_context
def verify(ctx: click.Context, kopf: str) -> None:
    """Prüft die Siegel des Verlaufs und nennt die erste Stelle, an der etwas nicht stimmt.

    Jeder Eintrag ist mit dem Siegel vor ihm und mit den endgültigen Zeilen verkettet, von denen er erzählt,
    auch mit jeder Zeile einer eingelesenen Datei und mit den Rollen eines Zugangs. Eine solche Zeile ohne
    Siegel wird genannt. Dass das Ende der Kette abgeschnitten wurde, zeigt nur ein früherer Kopf.
    """
    asked = kopf.strip().lower()
    if asked and not _HEAD.fullmatch(asked):
        raise click.UsageError("Ein Kopf der Kette hat 64 Zeichen, nur 0 bis 9 und a bis f.")
    with open_session(Settings.from_environment()) as session:
        found = check_chain(session, asked)
    for sentence in found.sentences():
        click.echo(sentence)
    ctx.exit(CODES[found.verdict])
