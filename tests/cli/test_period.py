"""`vrs-tracker period` and `vrs-tracker update`: a whole round without a browser."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
import sqlalchemy as sa

from tests.cli.reporting_database import run, session_on, use
from tests.features.reporting.report_rows import (
    ISSUER,
    confirmed,
    filed,
    made_up_issues,
    opened,
    with_session,
)
from vrs_tracker.domain.periods import HalfYear
from vrs_tracker.features.periods.queries import find_period
from vrs_tracker.features.reporting import render
from vrs_tracker.features.reporting.queries.snapshots import newest_snapshot
from vrs_tracker.tables.accounts import Account
from vrs_tracker.tables.reporting import IssuedReport

HALF, NEXT = HalfYear(2026, 1), HalfYear(2026, 2)
OPEN, CLOSE = "period open 2026-H1 --by bearbeitung", "period close 2026-H1 --by bearbeitung"
FREEZE, RELEASE = "period freeze 2026-H1 --by bearbeitung", "period release 2026-H1 --by geschaeftsstelle"
PUBLISH = "period publish 2026-H1 --by sitzungsdienst"


@pytest.fixture
def never_printed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Hand out files that were never printed."""

    def printed_issues(session: object, period_id: int, issuer: object) -> object:
        assert issuer == ISSUER
        snapshot = newest_snapshot(session, period_id)  # type: ignore[arg-type] # the command's session
        return made_up_issues(session, snapshot) if snapshot else ()  # type: ignore[arg-type] # as above

    monkeypatch.setattr(render, "printed_issues", printed_issues)


# ---------------------------------------------------------------- the round


def test_a_whole_round_is_played_from_the_command_line(
    capsys: pytest.CaptureFixture[str], facts_database: Path
) -> None:
    said = [run(capsys, line) for line in (OPEN, CLOSE, FREEZE, RELEASE, PUBLISH)]
    assert said == [
        (0, "Das 1. Halbjahr 2026 ist eröffnet: Meldungen werden gesammelt.\n"),
        (0, "1. Halbjahr 2026: in Prüfung.\n"),
        (0, "1. Halbjahr 2026: in Prüfung.\n"),
        (0, "1. Halbjahr 2026: versandfertig.\n"),
        (0, "1. Halbjahr 2026: veröffentlicht.\n"),
    ]
    out = facts_database.parent / "bericht.pdf"
    code, told = run(capsys, f"report build 2026-H1 --out {out}")
    assert (code, told) == (0, f"{out} ({out.stat().st_size // 1000} kB)\n")
    code, told = run(capsys, f"report verify {out}")
    assert (code, told.partition(":")[0]) == (0, "Unverändert")


@pytest.mark.usefixtures("facts_database")
def test_half_years_are_listed_oldest_first(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "period list") == (0, "")
    run(capsys, "period open 2026-H2 --by bearbeitung")
    run(capsys, OPEN)
    run(capsys, CLOSE)
    assert run(capsys, "period list") == (
        0,
        "2026-H1\tin_review\t1. Halbjahr 2026\n2026-H2\tcollecting\t2. Halbjahr 2026\n",
    )


@pytest.mark.usefixtures("facts_database")
def test_the_list_as_json_says_the_same_with_dates(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "period list --json") == (0, "[]\n")
    run(capsys, OPEN)
    assert json.loads(run(capsys, "period list --json")[1]) == [
        {
            "code": "2026-H1",
            "state": "collecting",
            "label": "1. Halbjahr 2026",
            "state_label": "Meldungen werden gesammelt",
            "as_of": "2026-06-30",
            "due_on": "2026-07-15",
        }
    ]


# ---------------------------------------------------------------- refusals


@pytest.mark.usefixtures("facts_database")
@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        (CLOSE, "Dieses Halbjahr gibt es nicht."),
        ("period close 2031-H1 --by bearbeitung", "Dieses Halbjahr gibt es nicht."),
        ("period open 2026-H1 --by niemand", "Einen Zugang „niemand“ gibt es nicht."),
        ("period open 2026-H1 --by sitzungsdienst", "Diesen Schritt macht die Geschäftsstelle."),
        ("update confirm ki-xc --by geschaeftsstelle", "Es ist noch kein Halbjahr eröffnet."),
        (
            "update confirm ki-xc --by geschaeftsstelle --period 2026-H1",
            "Dieses Halbjahr gibt es nicht.",
        ),
    ],
)
def test_what_is_not_possible_ends_with_one_and_its_reason(
    capsys: pytest.CaptureFixture[str], line: str, sentence: str
) -> None:
    code, said = run(capsys, line)
    assert (code, said[: len(sentence)]) == (1, sentence)


@pytest.mark.usefixtures("facts_database")
@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("period close 2026-H3 --by x", "Geben Sie das Halbjahr so ein: 2026-H1. Eingegeben ist: 2026-H3."),
        ("period open 26-1 --by x", "Geben Sie das Halbjahr so ein: 2026-H1. Eingegeben ist: 26-1."),
        ("period freeze 2026-H1", "Es fehlt: --by."),
        ("period reopen 2026-H1 --by x", "Es fehlt: --reason."),
        ("period open", "Es fehlt: HALBJAHR."),
        ("update file ki-xc --by x", "Auf der Befehlszeile lässt sich nur „alles wie im letzten Bericht“"),
        (
            "update confirm ki-xc --by x --period morgen",
            "Geben Sie das Halbjahr so ein: 2026-H1. Eingegeben ist: morgen.",
        ),
    ],
)
def test_a_wrong_call_ends_with_three(capsys: pytest.CaptureFixture[str], line: str, sentence: str) -> None:
    code, said = run(capsys, line)
    assert (code, said[: len(sentence)]) == (3, sentence)


@pytest.mark.usefixtures("facts_database")
def test_the_help_names_the_exit_codes(capsys: pytest.CaptureFixture[str]) -> None:
    for command in ("period", "period freeze", "update file", "report build"):
        said = " ".join(run(capsys, f"{command} --help")[1].split())
        assert "Ergebnis: 0 getan, 1 nicht möglich (mit dem Grund), 3 falscher Aufruf." in said


def test_nothing_is_frozen_before_the_reference_date(
    capsys: pytest.CaptureFixture[str], facts_database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(capsys, OPEN)
    run(capsys, CLOSE)
    use(monkeypatch, facts_database, today="2026-06-29")
    sentence = "Die Zahlen können ab dem Stichtag 30.06.2026 festgeschrieben werden.\n"
    assert run(capsys, FREEZE) == (1, sentence)


@pytest.mark.usefixtures("never_printed")
def test_whoever_froze_does_not_release(capsys: pytest.CaptureFixture[str], facts_database: Path) -> None:
    run(capsys, OPEN)
    run(capsys, CLOSE)
    run(capsys, FREEZE.replace("bearbeitung", "geschaeftsstelle"))
    code, said = run(capsys, RELEASE)
    assert (code, said.partition(".")[0]) == (1, "Sie haben die Zahlen selbst festgeschrieben")
    with session_on(facts_database) as session:
        assert session.scalar(sa.select(sa.func.count(IssuedReport.id))) == 0


@pytest.mark.usefixtures("facts_database", "never_printed")
def test_the_collection_is_opened_again_with_a_reason(capsys: pytest.CaptureFixture[str]) -> None:
    for line in (OPEN, CLOSE, FREEZE):
        run(capsys, line)
    code, said = run(capsys, "period reopen 2026-H1 --by geschaeftsstelle --reason Nachtrag")
    assert (code, said) == (0, "1. Halbjahr 2026: Meldungen werden gesammelt.\n")


@pytest.mark.usefixtures("never_printed")
def test_a_changed_session_is_issued_again(capsys: pytest.CaptureFixture[str], facts_database: Path) -> None:
    for line in (OPEN, CLOSE, FREEZE, RELEASE):
        run(capsys, line)
    again = "period reissue 2026-H1 --by sitzungsdienst"
    assert run(capsys, again) == (
        1,
        "Die Sitzungsdaten sind unverändert. Eine neue Ausgabe ist nicht nötig.\n",
    )
    with session_on(facts_database) as session:
        period = find_period(session, HALF)
        assert period is not None
        with_session(session, period, paper_reference="WIV-12/2026")
        session.commit()
    assert run(capsys, again) == (0, "1. Halbjahr 2026: versandfertig.\n")
    with session_on(facts_database) as session:
        assert sorted(session.scalars(sa.select(IssuedReport.number))) == [1, 1, 2, 2]


def test_a_print_that_fails_is_told_with_its_reason(
    capsys: pytest.CaptureFixture[str], facts_database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for line in (OPEN, CLOSE, FREEZE):
        run(capsys, line)

    def failing(*_: object) -> None:
        raise render.PrintFailed("Das PDF konnte nicht erstellt werden.", "error: unknown font")

    monkeypatch.setattr(render, "printed_issues", failing)
    assert run(capsys, RELEASE) == (1, "Das PDF konnte nicht erstellt werden.\nerror: unknown font\n")
    monkeypatch.setattr(render, "preview", failing)
    out = facts_database.parent / "entwurf.pdf"
    assert run(capsys, f"report build 2026-H1 --out {out}")[0] == 1
    assert not out.exists()


# ---------------------------------------------------------------- messages


def played_before(database: Path) -> None:
    """One block has reported for the half-year before, another has not."""
    with session_on(database) as session:
        confirmed(session, opened(session, HALF), "ki-xc")
        opened(session, NEXT, now=datetime(2026, 7, 16, 9, tzinfo=UTC))
        session.commit()


def test_a_message_is_filed_unchanged_and_confirmed_by_a_second_person(
    capsys: pytest.CaptureFixture[str], facts_database: Path
) -> None:
    played_before(facts_database)
    filing = "update file ki-xc --unchanged --as bearbeitung --period 2026-H2"
    assert run(capsys, filing) == (0, "KI-XC, 2. Halbjahr 2026: abgegeben, noch nicht bestätigt.\n")
    confirming = "update confirm ki-xc --period 2026-H2 --by geschaeftsstelle"
    assert run(capsys, confirming) == (0, "KI-XC, 2. Halbjahr 2026: bestätigt.\n")


def test_the_newest_half_year_that_collects_is_meant(
    capsys: pytest.CaptureFixture[str], facts_database: Path
) -> None:
    played_before(facts_database)
    said = run(capsys, "update file KI-XC --unchanged --by bearbeitung")[1]
    assert said == "KI-XC, 2. Halbjahr 2026: abgegeben, noch nicht bestätigt.\n"


def test_a_first_message_cannot_be_unchanged(
    capsys: pytest.CaptureFixture[str], facts_database: Path
) -> None:
    played_before(facts_database)
    code, said = run(capsys, "update file ki-ckstart --unchanged --by bearbeitung")
    assert (code, said.partition(".")[0]) == (1, "Es gibt noch keine frühere Meldung")


def test_an_unknown_block_is_named(capsys: pytest.CaptureFixture[str], facts_database: Path) -> None:
    played_before(facts_database)
    code, said = run(capsys, "update file nix --unchanged --by bearbeitung")
    assert (code, said.partition(".")[0]) == (1, "Diesen Baustein gibt es nicht")


def test_only_what_was_filed_is_confirmed(capsys: pytest.CaptureFixture[str], facts_database: Path) -> None:
    played_before(facts_database)
    assert run(capsys, "update confirm ki-xc --by geschaeftsstelle") == (
        1,
        "Zu KI-XC gibt es für das 2. Halbjahr 2026 keine Meldung.\n",
    )


def test_whoever_filed_a_message_does_not_confirm_it(
    capsys: pytest.CaptureFixture[str], facts_database: Path
) -> None:
    with session_on(facts_database) as session:
        period = opened(session, HALF)
        update = filed(session, period, "ki-xc")
        approver = sa.select(Account.person_key).where(Account.login == "geschaeftsstelle")
        update.filed_by = session.scalars(approver).one()
        session.commit()
    code, said = run(capsys, "update confirm ki-xc --by geschaeftsstelle")
    assert (code, said.partition(".")[0]) == (1, "Sie haben diese Meldung selbst abgegeben")
