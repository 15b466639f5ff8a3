"""Settings: everything wrong is named at once, in German; production is strict where the demo helps."""

import re
import stat
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
import time_machine

from vrs_tracker.config import VARIABLES, Environment, Settings, SettingsError

SECRET = "s" * 48
TABLE = Path(__file__).parents[1] / "docs" / "settings.md"


@pytest.fixture(autouse=True)
def var(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Keep what the demo writes out of the checkout."""
    monkeypatch.setenv("VRS_TRACKER_VAR", str(tmp_path / "var"))
    return tmp_path / "var"


def read(**environ: str) -> Settings:
    return Settings.from_environment({"VRS_TRACKER_SECRET_KEY": SECRET} | environ)


def problems(**environ: str) -> tuple[str, ...]:
    with pytest.raises(SettingsError) as found:
        read(**environ)
    return found.value.problems


def test_without_any_setting_but_the_secret_it_is_production(var: Path) -> None:
    settings = read()
    assert settings.environment is Environment.PRODUCTION
    assert settings.database_url == f"sqlite:///{var / 'vrs_tracker.db'}"
    assert (settings.host, settings.port, settings.proxies) == ("127.0.0.1", 8000, 0)
    assert (settings.idle_limit, settings.absolute_limit) == (timedelta(hours=1), timedelta(hours=12))


def test_the_limit_for_the_second_person_is_a_whole_number_of_euros() -> None:
    assert read().second_person_from == Decimal(100_000)
    assert read(VRS_TRACKER_SECOND_PERSON_FROM="25000").second_person_from == Decimal(25_000)
    (problem,) = problems(VRS_TRACKER_SECOND_PERSON_FROM="25000,50")
    assert problem.startswith("VRS_TRACKER_SECOND_PERSON_FROM ist eine ganze Zahl")


def test_production_does_not_start_without_a_secret() -> None:
    (problem,) = problems(VRS_TRACKER_SECRET_KEY="")
    assert problem.startswith("VRS_TRACKER_SECRET_KEY fehlt.")


def test_a_short_secret_is_refused_everywhere() -> None:
    sentence = "VRS_TRACKER_SECRET_KEY braucht 32 Zeichen; angegeben sind 3."
    assert problems(VRS_TRACKER_SECRET_KEY="abc") == (sentence,)
    assert problems(VRS_TRACKER_SECRET_KEY="abc", VRS_TRACKER_ENV="demo") == (sentence,)


def test_the_demo_makes_a_secret_once_and_keeps_it_from_others(var: Path) -> None:
    first = Settings.from_environment({"VRS_TRACKER_ENV": "demo"})
    second = Settings.from_environment({"VRS_TRACKER_ENV": "demo"})
    assert first.secret_key == second.secret_key
    assert len(first.secret_key) >= 48
    assert stat.S_IMODE((var / "secret_key").stat().st_mode) == 0o600


def test_a_secret_is_not_shown() -> None:
    assert SECRET not in repr(read())


def test_the_demo_has_a_database_of_its_own(var: Path) -> None:
    assert read(VRS_TRACKER_ENV="demo").database_url == f"sqlite:///{var / 'demo.db'}"


def test_another_day_is_for_the_demo_only() -> None:
    assert read(VRS_TRACKER_ENV="demo", VRS_TRACKER_TODAY="2026-11-21").today() == date(2026, 11, 21)
    sentence = "VRS_TRACKER_TODAY gibt es nur in der Vorführung (VRS_TRACKER_ENV=demo)."
    assert problems(VRS_TRACKER_TODAY="2026-11-21") == (sentence,)


def test_everything_wrong_is_named_at_once() -> None:
    assert problems(
        VRS_TRACKER_ENV="test", PORT="achtzig", VRS_TRACKER_IDLE_MINUTES="0", VRS_TRACKER_SESSION_HOURS="٣"
    ) == (
        "VRS_TRACKER_ENV ist „demo“ oder „production“; angegeben ist „test“.",
        "PORT ist eine ganze Zahl von 1 bis 65535; angegeben ist „achtzig“.",
        "VRS_TRACKER_IDLE_MINUTES ist eine ganze Zahl von 1 bis 1440; angegeben ist „0“.",
        "VRS_TRACKER_SESSION_HOURS ist eine ganze Zahl von 1 bis 168; angegeben ist „٣“.",
    )


@pytest.mark.parametrize("port", ["0", "65536", "-1", "8000.0", "9" * 5000])
def test_a_port_that_does_not_exist_is_refused(port: str) -> None:
    assert problems(PORT=port)[0].startswith("PORT ist eine ganze Zahl von 1 bis 65535")


def test_a_day_that_does_not_exist_is_refused() -> None:
    sentence = "VRS_TRACKER_TODAY ist ein Tag wie 2026-11-21; angegeben ist „21.11.2026“."
    assert problems(VRS_TRACKER_ENV="demo", VRS_TRACKER_TODAY="21.11.2026") == (sentence,)


def test_the_imprint_has_lines() -> None:
    assert read(VRS_TRACKER_IMPRINT=" Musterweg 1 | 70000 Stuttgart|").imprint == (
        "Musterweg 1",
        "70000 Stuttgart",
    )


@pytest.mark.parametrize(
    ("url", "shape"), [("postgresql+psycopg://vrs@/vrs", (2, 4)), ("sqlite:////srv/vrs.db", (1, 8))]
)
def test_the_database_decides_how_many_processes_serve(url: str, shape: tuple[int, int]) -> None:
    settings = read(VRS_TRACKER_DATABASE_URL=url)
    assert (settings.processes, settings.threads) == shape
    chosen = read(VRS_TRACKER_DATABASE_URL=url, VRS_TRACKER_PROCESSES="3", VRS_TRACKER_THREADS="5")
    assert (chosen.processes, chosen.threads) == (3, 5)


def test_the_day_is_that_of_berlin() -> None:
    with time_machine.travel(datetime(2026, 6, 30, 22, 30, tzinfo=UTC), tick=False):
        assert read().today() == date(2026, 7, 1)
        assert read().now() == datetime(2026, 6, 30, 22, 30, tzinfo=UTC)


def test_another_day_keeps_the_time_of_day() -> None:
    with time_machine.travel(datetime(2026, 11, 21, 9, 42, tzinfo=UTC), tick=False):
        settings = read(VRS_TRACKER_ENV="demo", VRS_TRACKER_TODAY="2026-07-01")
        assert settings.now() == datetime(2026, 7, 1, 8, 42, tzinfo=UTC)


def test_the_documentation_lists_every_setting() -> None:
    rows = re.findall(r"^\| `(\w+)` \| (.*?) \| (.*?) \|$", TABLE.read_text("utf-8"), re.MULTILINE)
    assert rows == [(variable.name, variable.default, variable.meaning) for variable in VARIABLES]
