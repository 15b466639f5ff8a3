"""`vrs-tracker demo`: an invented programme to look at, in a database of its own."""

import sqlite3
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import NoReturn

import click
import sqlalchemy as sa
from sqlalchemy.orm import Session

from vrs_tracker.cli.frame import open_session
from vrs_tracker.config import BERLIN, Settings
from vrs_tracker.domain.errors import RefusalError
from vrs_tracker.domain.issue import DEMO_MARK
from vrs_tracker.extensions import prepare_engine
from vrs_tracker.features.accounts.actions import ensure_system_person, hash_password
from vrs_tracker.features.reporting.queries.title import Issuer
from vrs_tracker.features.reporting.render import issues, print_supplement
from vrs_tracker.paths import var_dir
from vrs_tracker.seeding.demo import (
    ACCOUNTS,
    House,
    Password,
    kept_password,
    load_demo,
    renew_password,
)
from vrs_tracker.seeding.facts import load_facts
from vrs_tracker.seeding.holdings import Holdings, holdings_of
from vrs_tracker.seeding.reading import SeedProblems
from vrs_tracker.trail.migrating import upgrade

NOT_IN_PRODUCTION = (
    "Die Vorführung gibt es nur mit VRS_TRACKER_ENV=demo; sie braucht eine eigene Datenbank. "
    "Für den Betrieb lädt „vrs-tracker facts load“ nur die belegten Fakten."
)
HOLDS_WORK = (
    "Diese Datenbank enthält erfasste Angaben. Die Vorführung braucht eine eigene Datenbank; "
    "nennen Sie eine andere in VRS_TRACKER_DATABASE_URL."
)
HOLDS_NO_DEMO = "Diese Datenbank enthält keine Demodaten; zu entfernen ist nichts."
ONLY_FILES = (
    "Beiseite legen lässt sich nur eine Datenbankdatei. Legen Sie auf dem Server eine neue Datenbank an, "
    "und laden Sie dort die Fakten mit „vrs-tracker facts load“."
)
IN_USE = "Die Datenbank ist in Benutzung. Beenden Sie zuerst den Dienst."


@click.group("demo", invoke_without_command=True)
@click.pass_context
def command(context: click.Context) -> None:
    """Legt die Vorführung an und nennt die Zugänge; ein zweiter Aufruf ändert nichts.

    Die Datenbank wird angelegt und umgestellt, dann werden die belegten Fakten und die erfundenen Angaben
    geladen. Im Betrieb (VRS_TRACKER_ENV=production) lehnt der Befehl ab.
    """
    if context.invoked_subcommand is not None:
        return
    _prepare(Settings.from_environment())
    if context.find_root().invoked_subcommand != "serve":
        click.echo("Die Adresse nennt der Start des Dienstes: vrs-tracker serve --demo")


def _prepare(settings: Settings) -> None:
    if not settings.is_demo:
        raise RefusalError(NOT_IN_PRODUCTION)
    _create(settings)
    with open_session(settings) as session:
        holdings = holdings_of(session)
    if holdings is Holdings.WORK:
        raise RefusalError(HOLDS_WORK)
    password = kept_password(var_dir())
    if holdings is not Holdings.DEMO:
        _load(settings, password)
    elif password.is_new:
        _renew(settings, password)
    _say_accounts(password)


def _create(settings: Settings) -> None:
    engine = prepare_engine(sa.create_engine(settings.database_url))
    try:
        upgrade(engine)
    finally:
        engine.dispose()


def _load(settings: Settings, password: Password) -> None:
    password_hash = hash_password(password.text)
    issuer = Issuer(name=settings.issuer, lead_unit=settings.lead_unit)
    house = House(
        first_number=settings.first_report_number,
        issuer=issuer,
        print_report=issues,
        print_supplement=partial(print_supplement, is_draft=False),
    )
    with open_session(settings, writes=True) as session:
        try:
            load_demo(session, password_hash, house, now=settings.now())
        except SeedProblems as wrong:
            _refuse_tables(wrong)
        session.commit()
    click.echo("Die Vorführung ist angelegt: drei veröffentlichte Halbjahre und das laufende.")


def _renew(settings: Settings, password: Password) -> None:
    password_hash = hash_password(password.text)
    with open_session(settings, writes=True) as session:
        renew_password(session, password_hash, now=settings.now())
        session.commit()


def _say_accounts(password: Password) -> None:
    click.echo(DEMO_MARK)
    click.echo(f"Zugänge, alle mit dem Passwort {password.text}")
    width = max(len(account.login) for account in ACCOUNTS)
    for account in ACCOUNTS:
        click.echo(f"  {account.login:{width}}  {account.unit}")


@command.command("remove")
def remove() -> None:
    """Legt die Datenbank mit den Demodaten beiseite und beginnt eine neue mit den belegten Fakten.

    Die alte Datei bleibt als „demo-Datum-Uhrzeit.db“ daneben liegen, mit allem, was dort erfasst wurde, und
    mit ihren Zugängen. Beenden Sie vorher den Dienst.
    """
    settings = Settings.from_environment()
    with open_session(settings) as session:
        if holdings_of(session) is not Holdings.DEMO:
            raise RefusalError(HOLDS_NO_DEMO)
    kept = _put_aside(settings)
    _create(settings)
    with open_session(settings, writes=True) as session:
        _load_facts(session, settings.now())
        session.commit()
    click.echo(f"Die Demodaten liegen jetzt in {kept}.")
    click.echo("Die neue Datenbank enthält nur belegte Fakten. Zugänge legt „vrs-tracker user add“ an.")


def _load_facts(session: Session, now: datetime) -> None:
    try:
        load_facts(session, by=ensure_system_person(session), now=now)
    except SeedProblems as wrong:
        _refuse_tables(wrong)


def _put_aside(settings: Settings) -> Path:
    """Rename the database file; it can leave its write-ahead log only while nobody else is connected."""
    url = sa.make_url(settings.database_url)
    if url.get_backend_name() != "sqlite" or not url.database:
        raise RefusalError(ONLY_FILES)
    file = Path(url.database)
    connection = sqlite3.connect(file, timeout=1, isolation_level=None)
    try:
        connection.execute("PRAGMA journal_mode=DELETE")
    except sqlite3.OperationalError as locked:
        raise RefusalError(IN_USE) from locked
    finally:
        connection.close()
    kept = file.with_name(f"demo-{settings.now().astimezone(BERLIN):%Y-%m-%d-%H%M%S}.db")
    file.rename(kept)
    return kept


def _refuse_tables(wrong: SeedProblems) -> NoReturn:
    raise RefusalError(str(wrong)) from wrong
