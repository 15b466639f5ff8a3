"""Settings: read once from the environment, checked, then handed inwards as one value.

`VARIABLES` is the whole list; docs/settings.md is compared with it by a test. `VRS_TRACKER_VAR` is read by
`paths.var_dir`, because the print program and the set-up need the place without any other setting.
"""

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from typing import Self
from zoneinfo import ZoneInfo

from vrs_tracker.domain.second_person import SECOND_PERSON_FROM
from vrs_tracker.paths import var_dir

BERLIN = ZoneInfo("Europe/Berlin")
SHORTEST_SECRET = 32


class Environment(StrEnum):
    """Where the application runs; only the demo may invent a secret or another day."""

    DEMO = "demo"
    PRODUCTION = "production"


class SettingsError(Exception):
    """The environment does not make sense; `problems` are German sentences, one for each variable."""

    def __init__(self, problems: tuple[str, ...]) -> None:
        self.problems = problems
        super().__init__("\n".join(problems))


@dataclass(frozen=True, slots=True)
class Variable:
    """One line of the table in docs/settings.md, in German because operators read it."""

    name: str
    default: str
    meaning: str


VARIABLES = (
    Variable(
        "VRS_TRACKER_ENV",
        "production",
        "`demo` für die Vorführung mit erfundenen Daten, `production` für den Betrieb.",
    ),
    Variable(
        "VRS_TRACKER_DATABASE_URL",
        "SQLite: `var/demo.db` oder `var/vrs_tracker.db`",
        "Adresse der Datenbank, etwa `postgresql+psycopg://vrs@/vrs` oder `sqlite:////srv/vrs/vrs_tracker.db`.",
    ),
    Variable(
        "VRS_TRACKER_SECRET_KEY",
        "keine; in der Vorführung zufällig, abgelegt unter `var/`",
        "Geheimer Schlüssel für Formulare, mindestens 32 Zeichen. Ohne ihn startet der Betrieb nicht.",
    ),
    Variable("VRS_TRACKER_VAR", "`var/`", "Ordner für alles, was im Betrieb geschrieben wird."),
    Variable(
        "VRS_TRACKER_TODAY", "heute", "Ein anderer Tag als heute (`2026-11-21`); nur in der Vorführung."
    ),
    Variable("HOST", "127.0.0.1", "Adresse, an der der Dienst lauscht."),
    Variable("PORT", "8000", "Anschluss, an dem der Dienst lauscht."),
    Variable(
        "VRS_TRACKER_PROCESSES",
        "2 mit PostgreSQL, 1 mit SQLite",
        "Anzahl der Prozesse des Dienstes; jeder braucht bis zu 130 MB.",
    ),
    Variable(
        "VRS_TRACKER_THREADS",
        "4 mit PostgreSQL, 8 mit SQLite",
        "So viele Anfragen beantwortet ein Prozess zugleich.",
    ),
    Variable(
        "VRS_TRACKER_PROXIES",
        "0",
        "Anzahl der eigenen Vermittler (etwa nginx) vor dem Dienst, deren Angaben zu Adresse und TLS gelten.",
    ),
    Variable("VRS_TRACKER_IDLE_MINUTES", "60", "Nach so vielen Minuten ohne Eingabe endet eine Anmeldung."),
    Variable("VRS_TRACKER_SESSION_HOURS", "12", "Nach so vielen Stunden endet jede Anmeldung."),
    Variable(
        "VRS_TRACKER_SECOND_PERSON_FROM",
        "100000",
        "Ab diesem Betrag in vollen Euro braucht jede Buchung eine zweite Person.",
    ),
    Variable(
        "VRS_TRACKER_FIRST_REPORT", "1", "Nummer des ersten Berichts, der mit dieser Anwendung erscheint."
    ),
    Variable(
        "VRS_TRACKER_ISSUER",
        "Verband Region Stuttgart",
        "Wer den Bericht herausgibt (Kopf der Vorlage, Impressum).",
    ),
    Variable(
        "VRS_TRACKER_LEAD_UNIT",
        "Geschäftsstelle",
        "Zuständige Stelle im Kopf der Vorlage, eine Rolle und keine Person.",
    ),
    Variable(
        "VRS_TRACKER_CONTACT",
        "keine Angabe",
        "E-Mail-Adresse der Programmkoordination, auf den Hilfeseiten genannt.",
    ),
    Variable(
        "VRS_TRACKER_IMPRINT",
        "keine Angabe",
        "Angaben für das Impressum, Zeilen mit `|` getrennt: Anschrift, Vertretung, Telefon, E-Mail.",
    ),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """All settings; tests make one directly, everybody else with `from_environment`."""

    environment: Environment
    database_url: str
    secret_key: str = field(repr=False)
    fixed_day: date | None = None
    host: str = "127.0.0.1"
    port: int = 8000
    processes: int = 1
    threads: int = 8
    proxies: int = 0
    idle_limit: timedelta = timedelta(minutes=60)
    absolute_limit: timedelta = timedelta(hours=12)
    second_person_from: Decimal = SECOND_PERSON_FROM
    first_report_number: int = 1
    issuer: str = "Verband Region Stuttgart"
    lead_unit: str = "Geschäftsstelle"
    contact: str = ""
    imprint: tuple[str, ...] = ()

    @property
    def is_demo(self) -> bool:
        """Whether this is the demonstration with invented data."""
        return self.environment is Environment.DEMO

    def now(self) -> datetime:
        """The moment, in UTC; on the fixed day at the present time of day, if one is set."""
        moment = datetime.now(BERLIN)
        if self.fixed_day is not None:
            moment = datetime.combine(self.fixed_day, moment.time(), BERLIN)
        return moment.astimezone(UTC)

    def today(self) -> date:
        """The day in Berlin."""
        return self.now().astimezone(BERLIN).date()

    @classmethod
    def from_environment(cls, environ: Mapping[str, str] | None = None) -> Self:
        """Read and check every variable at once.

        Raises:
            SettingsError: with a German sentence for each variable that does not make sense.
        """
        reader = _Reader(os.environ if environ is None else environ)
        environment = reader.environment()
        database_url = reader.text("VRS_TRACKER_DATABASE_URL") or _default_database(environment)
        processes, threads = (2, 4) if database_url.startswith("postgresql") else (1, 8)
        settings = cls(
            environment=environment,
            database_url=database_url,
            secret_key=reader.secret_key(environment),
            fixed_day=reader.fixed_day(environment),
            host=reader.text("HOST") or "127.0.0.1",
            port=reader.number("PORT", 8000, 1, 65535),
            processes=reader.number("VRS_TRACKER_PROCESSES", processes, 1, 16),
            threads=reader.number("VRS_TRACKER_THREADS", threads, 1, 32),
            proxies=reader.number("VRS_TRACKER_PROXIES", 0, 0, 5),
            idle_limit=timedelta(minutes=reader.number("VRS_TRACKER_IDLE_MINUTES", 60, 1, 1440)),
            absolute_limit=timedelta(hours=reader.number("VRS_TRACKER_SESSION_HOURS", 12, 1, 168)),
            second_person_from=Decimal(
                reader.number("VRS_TRACKER_SECOND_PERSON_FROM", int(SECOND_PERSON_FROM), 1, 1_000_000_000)
            ),
            first_report_number=reader.number("VRS_TRACKER_FIRST_REPORT", 1, 1, 999),
            issuer=reader.text("VRS_TRACKER_ISSUER") or "Verband Region Stuttgart",
            lead_unit=reader.text("VRS_TRACKER_LEAD_UNIT") or "Geschäftsstelle",
            contact=reader.text("VRS_TRACKER_CONTACT"),
            imprint=tuple(
                line.strip() for line in reader.text("VRS_TRACKER_IMPRINT").split("|") if line.strip()
            ),
        )
        if reader.problems:
            raise SettingsError(tuple(reader.problems))
        return settings


@dataclass(slots=True)
class _Reader:
    """Reads single variables and gathers what is wrong, so that an operator sees all of it at once."""

    environ: Mapping[str, str]
    problems: list[str] = field(default_factory=list)

    def text(self, name: str) -> str:
        return self.environ.get(name, "").strip()

    def number(self, name: str, default: int, least: int, most: int) -> int:
        given = self.text(name)
        if not given:
            return default
        if (
            given.isascii()
            and given.isdigit()
            and len(given) <= len(str(most))
            and least <= int(given) <= most
        ):
            return int(given)
        self.problems.append(f"{name} ist eine ganze Zahl von {least} bis {most}; angegeben ist „{given}“.")
        return default

    def environment(self) -> Environment:
        given = self.text("VRS_TRACKER_ENV") or Environment.PRODUCTION
        if given in set(Environment):
            return Environment(given)
        self.problems.append(f"VRS_TRACKER_ENV ist „demo“ oder „production“; angegeben ist „{given}“.")
        return Environment.PRODUCTION

    def secret_key(self, environment: Environment) -> str:
        given = self.text("VRS_TRACKER_SECRET_KEY")
        if given and len(given) < SHORTEST_SECRET:
            self.problems.append(
                f"VRS_TRACKER_SECRET_KEY braucht {SHORTEST_SECRET} Zeichen; angegeben sind {len(given)}."
            )
        elif not given and environment is Environment.DEMO:
            return _kept_secret(var_dir() / "secret_key")
        elif not given:
            self.problems.append(
                "VRS_TRACKER_SECRET_KEY fehlt. Erzeugen Sie einen Schlüssel mit "
                "„python3 -c 'import secrets; print(secrets.token_urlsafe(48))'“."
            )
        return given

    def fixed_day(self, environment: Environment) -> date | None:
        given = self.text("VRS_TRACKER_TODAY")
        if not given:
            return None
        if environment is Environment.PRODUCTION:
            self.problems.append("VRS_TRACKER_TODAY gibt es nur in der Vorführung (VRS_TRACKER_ENV=demo).")
            return None
        try:
            return date.fromisoformat(given)
        except ValueError:
            self.problems.append(f"VRS_TRACKER_TODAY ist ein Tag wie 2026-11-21; angegeben ist „{given}“.")
            return None


def _default_database(environment: Environment) -> str:
    name = "demo.db" if environment is Environment.DEMO else "vrs_tracker.db"
    return f"sqlite:///{var_dir() / name}"


def _kept_secret(path: Path) -> str:
    """The demo's own random key, so that sign-ins survive a restart; readable by its owner only."""
    try:
        return path.read_text("utf-8").strip()
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True)
        key = secrets.token_urlsafe(48)
        with os.fdopen(
            os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8"
        ) as file:
            file.write(key)
        return key
