"""`vrs-tracker user`: accounts, for the administrator who has no account yet."""

import sys

import click
from sqlalchemy.orm import Session

from vrs_tracker.cli.frame import open_session
from vrs_tracker.config import Settings
from vrs_tracker.domain.errors import NotFound
from vrs_tracker.domain.inputs.accounts import RoleInput
from vrs_tracker.domain.vocabulary.people import Role
from vrs_tracker.features.accounts import actions, queries
from vrs_tracker.tables.accounts import Account

ROLE = click.Choice([role.value for role in Role])
ROLES_IN_WORDS = ", ".join(f"{role.value} = {role.label}" for role in Role)


@click.group("user")
def group() -> None:
    """Richtet Zugänge ein, ändert und sperrt sie."""


@group.command("add", epilog=f"Rollen: {ROLES_IN_WORDS}")
@click.argument("login", metavar="ANMELDENAME")
@click.option(
    "--unit", metavar="STELLE", default="", help="Was andere statt des Namens sehen, etwa „Haushaltsstelle“."
)
@click.option("--name", metavar="NAME", default="", help="Name der Person; er kann später gelöscht werden.")
@click.option("--role", "roles", type=ROLE, multiple=True, help="Rolle; mehrmals für mehrere.")
@click.option(
    "--block", metavar="BAUSTEIN", default="", help="Der eigene Baustein einer Projektleitung, etwa ki-xc."
)
@click.option("--person", metavar="SCHLÜSSEL", default="", help="Ein weiterer Zugang derselben Person.")
def add(login: str, unit: str, name: str, roles: tuple[str, ...], block: str, person: str) -> None:
    """Legt einen Zugang an und fragt nach dem Passwort.

    Das Passwort hat mindestens zwölf Zeichen. Ist die Eingabe kein Terminal, wird es als erste Zeile gelesen.
    """
    settings = Settings.from_environment()
    password_hash = actions.hash_password(_ask_password())
    with open_session(settings, writes=True) as session:
        new = actions.AccountInput(login=login, password_hash=password_hash, key=person, name=name, unit=unit)
        given = [
            RoleInput(role=role, block_slug=block if role is Role.PARTNER else "")
            for role in map(Role, roles)
        ]
        by = actions.ensure_system_person(session)
        account = actions.create_account(session, new, given, by=by, now=settings.now())
        session.commit()
        click.echo(f"Der Zugang „{account.login}“ ist angelegt. Schlüssel der Person: {account.person_key}")


@group.command("list")
def list_accounts() -> None:
    """Nennt jeden Zugang mit Stelle, Rollen und Schlüssel der Person, durch Tabulatoren getrennt."""
    settings = Settings.from_environment()
    with open_session(settings) as session:
        for account in queries.list_accounts(session):
            person = queries.acting_person(session, account, settings.today())
            roles = ", ".join(role.label for role in Role if role in person.roles) or "keine Rolle"
            state = "" if account.is_active else "\tgesperrt"
            click.echo(f"{account.login}\t{person.unit}\t{roles}\t{person.key}{state}")


@group.command("password")
@click.argument("login", metavar="ANMELDENAME")
def password(login: str) -> None:
    """Setzt ein neues Passwort; alle Anmeldungen dieses Zugangs enden."""
    settings = Settings.from_environment()
    password_hash = actions.hash_password(_ask_password())
    with open_session(settings, writes=True) as session:
        account = _found(session, login)
        by = actions.ensure_system_person(session)
        actions.renew_password(session, account, password_hash, by=by, now=settings.now())
        session.commit()
        click.echo(f"Das Passwort von „{account.login}“ ist geändert.")


@group.command("lock")
@click.argument("login", metavar="ANMELDENAME")
def lock(login: str) -> None:
    """Sperrt einen Zugang; alle seine Anmeldungen enden sofort."""
    settings = Settings.from_environment()
    with open_session(settings, writes=True) as session:
        account = _found(session, login)
        actions.lock_account(session, account, by=actions.ensure_system_person(session), now=settings.now())
        session.commit()
        click.echo(f"Der Zugang „{account.login}“ ist gesperrt.")


@group.command("unlock")
@click.argument("login", metavar="ANMELDENAME")
def unlock(login: str) -> None:
    """Öffnet einen gesperrten Zugang wieder; das Passwort bleibt."""
    settings = Settings.from_environment()
    with open_session(settings, writes=True) as session:
        account = _found(session, login)
        actions.reopen_account(session, account, by=actions.ensure_system_person(session), now=settings.now())
        session.commit()
        click.echo(f"Der Zugang „{account.login}“ ist wieder offen.")


def _found(session: Session, login: str) -> Account:
    account = queries.find_account(session, login)
    if account is None:
        raise NotFound(f"Einen Zugang „{login}“ gibt es nicht. „vrs-tracker user list“ nennt alle.")
    return account


def _ask_password() -> str:
    if sys.stdin.isatty():
        answer: str = click.prompt("Passwort", hide_input=True, confirmation_prompt="Noch einmal")
        return answer
    return sys.stdin.readline().rstrip("\r\n")
