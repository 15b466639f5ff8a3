"""The release protocol: which steps are told in which words, what the public reads, text and data."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest

from vrs_tracker.domain.release_protocol import (
    HandedOut,
    Protocol,
    Step,
    protocol_json,
    protocol_text,
    public_steps,
)

MOMENT = datetime(2026, 8, 3, 8, 30, tzinfo=UTC)
"""10:30 in Germany."""
REASON = "Ein Betrag der Stadt fehlt."
SUM = "ab" * 32


def make_step(field: str, new: str, *, old: str = "", reason: str = "", days: int = 0) -> Step:
    return Step(
        at=MOMENT + timedelta(days=days),
        unit="Geschäftsstelle",
        field=field,
        old=old,
        new=new,
        reason=reason,
    )


COLLECTED = make_step("Stand", "Meldungen werden gesammelt", old="angelegt")
FIRST = make_step("Fassung", "1", days=1)
REOPENED = make_step("Stand", "Meldungen werden gesammelt", old="in Prüfung", reason=REASON, days=2)
SECOND = make_step("Fassung", "2", reason=REASON, days=3)
SENT = make_step("Stand", "versandfertig", old="in Prüfung", days=4)
WAY = (COLLECTED, FIRST, REOPENED, SECOND, SENT)

ISSUE = HandedOut(
    named="Ausgabe 1, PDF ohne Anlagen",
    issued_at=MOMENT,
    pages=1,
    size=1234567,
    sha256=SUM,
    reason="erste Ausgabe",
)
PROTOCOL = Protocol(
    title="5. Halbjahresbericht",
    stand="Stand 30.06.2026, Fassung 2",
    figures="cd" * 32,
    note="",
    by_two_persons=True,
    steps=WAY,
    issues=(ISSUE,),
)


# ---------------------------------------------------------------- one step


@pytest.mark.parametrize(
    ("step", "told"),
    [
        (SECOND, "Zahlen zum Stichtag festgeschrieben, Fassung 2"),
        (make_step("Ausgabe", "3"), "Ausgabe 3 mit geänderten Sitzungsdaten, Zahlen unverändert"),
        (COLLECTED, "Meldungen angefordert"),
        (REOPENED, "Sammlung wieder geöffnet"),
        (
            make_step("Stand", "in Prüfung", old="Meldungen werden gesammelt"),
            "Sammlung abgeschlossen",
        ),
        (SENT, "Bericht zum Versand gegeben"),
        (make_step("Stand", "veröffentlicht", old="versandfertig"), "Bericht veröffentlicht"),
        (make_step("Stand", "angelegt"), "angelegt"),
    ],
)
def test_a_step_says_what_was_done(step: Step, told: str) -> None:
    assert step.told == told


# ---------------------------------------------------------------- what the public reads


def test_the_public_reads_the_way_of_the_newest_fassung_without_reasons() -> None:
    assert public_steps(WAY, 2) == (replace(SECOND, reason=""), SENT)


def test_the_public_reads_nothing_of_a_newer_fassung_than_its_own() -> None:
    opened = make_step("Stand", "in Prüfung", old="veröffentlicht", reason=REASON, days=5)
    third = make_step("Fassung", "3", days=6)
    assert opened.told == "Bericht zur Berichtigung geöffnet"
    assert public_steps((*WAY, opened, third), 2) == (
        replace(SECOND, reason=""),
        SENT,
        replace(opened, reason=""),
    )


def test_the_public_reads_nothing_of_figures_that_were_never_frozen() -> None:
    assert public_steps((COLLECTED, REOPENED), 1) == ()


# ---------------------------------------------------------------- to be read


def test_the_text_names_unit_time_of_germany_and_reason_of_each_step() -> None:
    lines = protocol_text(PROTOCOL).splitlines()
    first = lines.index("Schritte") + 1
    assert lines[first : first + len(WAY) + 1] == [
        "03.08.2026, 10:30 Uhr, Geschäftsstelle: Meldungen angefordert.",
        "04.08.2026, 10:30 Uhr, Geschäftsstelle: Zahlen zum Stichtag festgeschrieben, Fassung 1.",
        f"05.08.2026, 10:30 Uhr, Geschäftsstelle: Sammlung wieder geöffnet. Grund: {REASON}",
        f"06.08.2026, 10:30 Uhr, Geschäftsstelle: {SECOND.told}. Grund: {REASON}",
        "07.08.2026, 10:30 Uhr, Geschäftsstelle: Bericht zum Versand gegeben.",
        "",
    ]


def test_the_text_lists_each_file_with_pages_size_and_checksum() -> None:
    longer = replace(ISSUE, named="Ausgabe 1, PDF mit Zahlen als Anlage", pages=24)
    text = protocol_text(replace(PROTOCOL, issues=(longer, ISSUE)))
    assert text.endswith(
        "Ausgegebene Dateien\n"
        "03.08.2026, 10:30 Uhr, Ausgabe 1, PDF mit Zahlen als Anlage: 24 Seiten, 1.234.567 Byte. "
        f"Anlass: erste Ausgabe.\n  SHA-256: {SUM}\n"
        "03.08.2026, 10:30 Uhr, Ausgabe 1, PDF ohne Anlagen: 1 Seite, 1.234.567 Byte. "
        f"Anlass: erste Ausgabe.\n  SHA-256: {SUM}\n"
    )


def test_a_note_stands_below_the_reference_date_and_leaves_no_gap_where_there_is_none() -> None:
    head = ["Freigabeprotokoll: 5. Halbjahresbericht", "Stand 30.06.2026, Fassung 2"]
    assert protocol_text(PROTOCOL).splitlines()[:3] == [*head, ""]
    noted = protocol_text(replace(PROTOCOL, note="Demodaten"))
    assert noted.splitlines()[:4] == [*head, "Demodaten", ""]


def test_the_text_claims_two_persons_only_where_they_are_recorded() -> None:
    two = "Festgeschrieben und zum Versand gegeben haben den Bericht zwei verschiedene Personen."
    unknown = "Ob zwei verschiedene Personen den Bericht freigegeben haben, ist nicht verzeichnet."
    recorded = protocol_text(PROTOCOL)
    unrecorded = protocol_text(replace(PROTOCOL, by_two_persons=False))
    assert (two in recorded, unknown in recorded) == (True, False)
    assert (two in unrecorded, unknown in unrecorded) == (False, True)


def test_an_empty_history_is_said_in_a_sentence() -> None:
    sentence = "Im Verlauf sind keine Schritte verzeichnet."
    assert f"Schritte\n{sentence}\n" in protocol_text(replace(PROTOCOL, steps=()))
    assert sentence not in protocol_text(PROTOCOL)


def test_the_head_of_the_hash_chain_is_that_after_the_last_sealed_step() -> None:
    sealed = tuple(replace(step, seal=f"{place}" * 64) for place, step in enumerate(WAY))
    way = (*sealed, make_step("Stand", "veröffentlicht", days=9))
    text = protocol_text(replace(PROTOCOL, steps=way))
    assert f"Kopf der Verlaufskette nach dem letzten Schritt: {'4' * 64}\n" in text
    assert "Kopf der Verlaufskette" not in protocol_text(PROTOCOL)


# ---------------------------------------------------------------- for programs


def test_the_data_tell_the_same_with_moments_in_utc() -> None:
    in_berlin = datetime(2026, 8, 3, 10, 30, tzinfo=timezone(timedelta(hours=2)))
    step, issue = replace(REOPENED, at=in_berlin), replace(ISSUE, issued_at=in_berlin)
    text = protocol_json(replace(PROTOCOL, note="Demodaten", steps=(step,), issues=(issue,)))
    assert json.loads(text) == {
        "titel": "5. Halbjahresbericht",
        "stand": "Stand 30.06.2026, Fassung 2",
        "hinweis": "Demodaten",
        "sha256_der_zahlen": "cd" * 32,
        "zwei_personen": True,
        "kopf_der_kette": "",
        "schritte": [
            {
                "zeit": "2026-08-03T08:30:00+00:00",
                "stelle": "Geschäftsstelle",
                "schritt": "Sammlung wieder geöffnet",
                "grund": REASON,
            }
        ],
        "ausgaben": [
            {
                "zeit": "2026-08-03T08:30:00+00:00",
                "datei": "Ausgabe 1, PDF ohne Anlagen",
                "seiten": 1,
                "byte": 1234567,
                "sha256": SUM,
                "anlass": "erste Ausgabe",
            }
        ],
    }
    assert "Geschäftsstelle" in text
    assert text.endswith("}\n")
