"""`vrs-tracker serve`: the web server; a few processes with threads (docs/settings.md)."""

import errno
import os
import socket
import sys
from typing import Any

import click

from vrs_tracker.cli.frame import open_session
from vrs_tracker.config import Environment, Settings
from vrs_tracker.domain.errors import RefusalError
from vrs_tracker.features.programme.queries import has_motion
from vrs_tracker.trail.provenance import has_demo_rows

TECHNICAL = "%(t)s %(m)s %(U)s %(s)s %(B)s bytes %(D)s us"
"""Access log without network address, person, query and browser (users.md 1.6)."""
MALFORMED = "Invalid request"
"""How gunicorn begins what it says of a request that it cannot read; address and contents follow."""
PERSONAL_LINKS = "/link/"
"""What follows opens an update without a password and stays out of the log."""
DEMO_IN_PRODUCTION = (
    "Achtung: Diese Datenbank enthält Demodaten, frei erfunden. Jede Seite sagt es. "
    "Für den Betrieb legt „vrs-tracker demo remove“ sie beiseite und beginnt eine neue."
)
ONLY_FACTS = (
    "Die Datenbank ist noch leer. „vrs-tracker facts load“ lädt nur belegte Fakten: Antrag, Beschlüsse, "
    "Gemeinden."
)
WHY_NOT = {
    errno.EADDRINUSE: "Der Anschluss ist belegt. Wählen Sie einen anderen, etwa mit --port 8080.",
    errno.EACCES: "Für diesen Anschluss fehlt das Recht. Wählen Sie einen ab 1024, etwa mit --port 8080.",
}


@click.command("serve")
@click.option(
    "--demo", is_flag=True, help="Startet die Vorführung und legt ihre Daten an, wenn es noch keine gibt."
)
@click.option("--host", help="Adresse, an der der Dienst lauscht (sonst HOST oder 127.0.0.1).")
@click.option("--port", type=click.IntRange(1, 65535), help="Anschluss (sonst PORT oder 8000).")
@click.pass_context
def command(context: click.Context, *, demo: bool, host: str | None, port: int | None) -> None:
    """Startet den Dienst und nennt seine Adresse; Strg+C beendet ihn.

    Ohne --demo ist es der Betrieb mit der Datenbank aus VRS_TRACKER_DATABASE_URL. Ist der Anschluss belegt,
    endet der Befehl mit 1.
    """
    if demo:
        os.environ.setdefault("VRS_TRACKER_ENV", Environment.DEMO)
    settings = Settings.from_environment()
    if demo and not settings.is_demo:
        raise RefusalError(
            "VRS_TRACKER_ENV sagt „production“. Eine Vorführung gibt es nur mit VRS_TRACKER_ENV=demo."
        )
    host, port = host or settings.host, port or settings.port
    _refuse_if_taken(host, port)
    if demo:
        _prepare_demo(context)
    with open_session(settings) as session:
        if not settings.is_demo and has_demo_rows(session):
            click.secho(DEMO_IN_PRODUCTION, fg="red", err=True)
        if not has_motion(session):
            click.echo(ONLY_FACTS, err=True)
    _serve(settings, host, port)


def _prepare_demo(context: click.Context) -> None:
    parent = context.find_root()
    prepare = parent.command.get_command(parent, "demo") if isinstance(parent.command, click.Group) else None
    if prepare is not None:
        context.invoke(prepare)


def _refuse_if_taken(host: str, port: int) -> None:
    """Say it in German before the server says it five times in English."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            why = WHY_NOT.get(error.errno or 0, "Diese Adresse gibt es auf diesem Rechner nicht.")
            raise RefusalError(f"{host}, Anschluss {port}: {why}") from error


def _serve(settings: Settings, host: str, port: int) -> None:
    # gunicorn and the application take most of a second to load, which other commands need not pay
    from gunicorn.app.base import BaseApplication  # noqa: PLC0415 - slow to load
    from gunicorn.glogging import Logger  # noqa: PLC0415 - slow to load

    from vrs_tracker.app import create_app  # noqa: PLC0415 - slow to load

    # made here, so that a mistake ends the command instead of one worker after the other
    app = create_app(settings)
    shown = f"[{host}]" if ":" in host else host

    def say_where(_server: object) -> None:
        click.echo(f"Die Anwendung läuft: http://{shown}:{port}/ (Strg+C beendet sie)")
        sys.stdout.flush()

    class TechnicalLog(Logger):  # type: ignore[misc] # gunicorn publishes no types
        def warning(self, msg: str, *args: object, **options: object) -> None:
            super().warning(MALFORMED if msg.startswith(MALFORMED) else msg, *args, **options)

        def atoms(self, *request: object) -> dict[str, object]:
            found: dict[str, object] = super().atoms(*request)
            if str(found["U"]).startswith(PERSONAL_LINKS):
                found["U"] = f"{PERSONAL_LINKS}…"
            return found

    class Server(BaseApplication):  # type: ignore[misc] # gunicorn publishes no types
        def load_config(self) -> None:
            options: dict[str, Any] = {
                "bind": f"{shown}:{port}",
                "worker_class": "gthread",
                "workers": settings.processes,
                "threads": settings.threads,
                "limit_request_line": 8190,  # the application refuses earlier, with a page in German
                "accesslog": "-",
                "access_log_format": TECHNICAL,
                "loglevel": "warning",
                "logger_class": TechnicalLog,
                "proc_name": "vrs-tracker",
                "forwarded_allow_ips": "",  # VRS_TRACKER_PROXIES alone says whom to believe
                "control_socket_disable": True,
                "when_ready": say_where,
            }
            for name, value in options.items():
                self.cfg.set(name, value)

        def load(self) -> object:
            return app

    Server().run()
