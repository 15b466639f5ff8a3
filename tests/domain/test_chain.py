"""The hash chain: what a seal covers, and what is said of the first place where it does not hold."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vrs_tracker.domain.chain import (
    BEGINNING,
    Broken,
    ChainCheck,
    Flaw,
    Sealed,
    digest,
    first_break,
    line_of,
    seal,
    thing_in,
)
from vrs_tracker.domain.verification import Verdict
from vrs_tracker.domain.vocabulary.money import Stage

NBSP = "\N{NO-BREAK SPACE}"
TOLD = "Eintrag Nr. 2 (Buchung Nr. 7; 24.07.2026, 12:44 Uhr, Haushaltsstelle: „Bemerkung“ von alt"
HELD = "stimmt mit seinem Siegel überein, aber die endgültige Zeile, von der er erzählt,"
EITHER = "Er selbst oder das Siegel wurde geändert."
NOON = datetime(2026, 7, 24, 10, 42, tzinfo=UTC)


def entry(number: int, new: str = "neu") -> dict[str, object]:
    return {
        "id": number,
        "at": NOON + timedelta(minutes=number),
        "unit": "Haushaltsstelle",
        "kind": "funding_entry",
        "thing_id": 7,
        "field": "Bemerkung",
        "old": "alt",
        "new": new,
    }


def chain(*words: str, thing: str = "") -> list[Sealed]:
    """Return an unbroken chain of entries that say these words."""
    links, previous = [], BEGINNING
    for number, word in enumerate(words, start=1):
        told = entry(number, word)
        previous = seal(previous, told, thing)
        links.append(Sealed(number=number, sha256=previous, thing_sha256=thing, entry=told, thing_now=thing))
    return links


def broken(links: list[Sealed]) -> Broken:
    found = first_break(links, lambda _: None)
    assert found is not None
    return found


def test_a_row_has_the_same_digest_whichever_database_it_came_from() -> None:
    here = {
        "at": NOON,
        "on": date(2026, 7, 24),
        "amount": Decimal("12.50"),
        "stage": Stage.PLANNED,
        "file": b"x",
    }
    there = {**here, "at": NOON.astimezone(timezone(timedelta(hours=2))), "amount": Decimal("12.5")}
    assert digest(here) == digest(there)
    assert digest({**here, "file": b"y"}) != digest(here)


def test_a_row_with_a_value_of_unknown_kind_is_a_mistake_of_the_program() -> None:
    with pytest.raises(TypeError, match="no object"):
        digest({"id": object()})


def test_a_column_without_value_changes_nothing() -> None:
    assert digest({"id": 1, "later": None}) == digest({"id": 1})
    assert digest({"id": 1, "later": ""}) != digest({"id": 1})


@given(st.lists(st.text(max_size=5), min_size=1, max_size=8))
def test_an_unbroken_chain_holds_and_each_link_is_counted(words: list[str]) -> None:
    passed: list[Sealed] = []
    assert first_break(chain(*words), passed.append) is None
    assert len(passed) == len(words)


@given(
    st.integers(min_value=0, max_value=5),
    st.sampled_from(["sha256", "thing_sha256", "thing_now", "entry", "number", "no entry", "no link"]),
)
def test_any_single_change_is_found_at_its_place_or_at_the_next_link(place: int, what: str) -> None:
    links = chain(*("wort",) * 7, thing="a" * 64)
    changes = {
        "sha256": {"sha256": "f" * 64},
        "thing_sha256": {"thing_sha256": "f" * 64},
        "thing_now": {"thing_now": "f" * 64},
        "entry": {"entry": entry(place + 1, "anders")},
        "number": {"number": 99},
        "no entry": {"entry": None},
    }
    links[place : place + 1] = [replace(links[place], **changes[what])] if what in changes else []  # type: ignore[arg-type] # of many kinds
    held: list[Sealed] = []
    assert first_break(links, held.append) is not None
    assert len(held) == place


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"entry": None}, "Verändert: Der Eintrag zu Siegel Nr. 2 ist aus dem Verlauf entfernt worden."),
        ({"number": 3}, "Verändert: Vor Siegel Nr. 3 fehlt mindestens ein Eintrag mit seinem Siegel."),
        (
            {"entry": entry(2, "anders")},
            f"Verändert: {TOLD} auf anders geändert) stimmt nicht mit seinem Siegel überein. {EITHER}",
        ),
        (
            {"thing_now": "f" * 64},
            f"Verändert: {TOLD} auf zwei geändert) {HELD} wurde danach geändert.",
        ),
        (
            {"thing_now": ""},
            f"Verändert: {TOLD} auf zwei geändert) {HELD} ist nicht mehr da.",
        ),
    ],
)
def test_the_first_broken_place_is_named_in_a_sentence(change: dict[str, object], said: str) -> None:
    one, two = chain("eins", "zwei", thing="a" * 64)
    assert broken([one, replace(two, **change)]).sentence.replace(NBSP, " ") == said  # type: ignore[arg-type] # of many kinds


@pytest.mark.parametrize(
    ("list_now", "is_list", "what"),
    [("", True, "ist nicht mehr da"), ("f" * 64, True, "wurde danach geändert")],
)
def test_a_changed_list_of_rows_is_told_from_a_changed_row(
    list_now: str, *, is_list: bool, what: str
) -> None:
    (link,) = chain("neu", thing="a" * 64)
    found = broken([replace(link, thing_now=list_now, is_list=is_list)])
    assert found.flaw is Flaw.LIST
    assert found.sentence.endswith(
        f"stimmt mit seinem Siegel überein, aber die Liste der Zeilen, die er sichert, {what}."
    )


@given(st.from_regex(r"[a-z_]+", fullmatch=True), st.integers(min_value=1), st.binary())
def test_a_row_of_a_list_is_read_as_it_was_written(kind: str, row_id: int, content: bytes) -> None:
    sha256 = digest({"content": content})
    line = line_of((kind, row_id), sha256)
    assert "\n" not in line
    assert thing_in(line) == ((kind, row_id), sha256)


def test_an_entry_without_seal_is_named_with_its_table() -> None:
    unknown = {**entry(5), "kind": "calendar"}
    said = Broken(flaw=Flaw.UNSEALED, number=0, entry=unknown).sentence
    assert said.startswith("Verändert: Eintrag Nr. 5 (calendar Nr. 7; ")
    assert said.endswith(
        "trägt kein Siegel. Er kam an der Anwendung vorbei hinein, oder sein Siegel wurde entfernt."
    )


def test_a_row_that_an_entry_covers_is_named_with_the_entry() -> None:
    row = ("funding_entry", 12)
    changed = Broken(flaw=Flaw.ROW, number=0, entry=entry(5), row=row)
    assert changed.sentence.startswith(
        "Verändert: Die Zeile „Buchung Nr. 12“ ist nicht mehr, wie sie gesichert wurde. Gesichert ist sie "
        "durch Eintrag Nr. 5 ("
    )
    gone = replace(changed, thing_is_gone=True)
    assert gone.sentence.startswith("Verändert: Die Zeile „Buchung Nr. 12“ fehlt.")


HEAD = "a" * 64
CUT_OFF = "Entweder wurde ihr Ende abgeschnitten, oder er stammt aus einer anderen Datenbank."
BREAK = Broken(flaw=Flaw.MISSING, number=2, entry=None)
FORGED = Broken(flaw=Flaw.FORGED, number=0, entry=None, row=("role_grant", 4))


@pytest.mark.parametrize(
    ("check", "verdict", "said"),
    [
        (
            ChainCheck(sealed=3, older=0, head=HEAD),
            Verdict.SAME,
            ["Unverändert: Der Verlauf ist lückenlos, 3 Einträge mit Siegel.", f"Kopf der Kette: {HEAD}"],
        ),
        (
            ChainCheck(sealed=1, older=1, head=HEAD, asked=HEAD, is_asked_there=True),
            Verdict.SAME,
            [
                "Unverändert: Der Verlauf ist lückenlos, 1 Eintrag mit Siegel.",
                "1 Eintrag ist älter als die Kette und nicht gesichert.",
                f"Kopf der Kette: {HEAD}",
            ],
        ),
        (
            ChainCheck(sealed=3, older=0, head=HEAD, asked="b" * 64),
            Verdict.UNKNOWN,
            [
                f"Unbekannt: Dieser Kopf kommt in der Kette nicht vor. {CUT_OFF}",
                f"Kopf der Kette: {HEAD}",
            ],
        ),
        (
            ChainCheck(sealed=0, older=2, head=""),
            Verdict.UNKNOWN,
            [
                "Unbekannt: Noch trägt kein Eintrag des Verlaufs ein Siegel.",
                "2 Einträge sind älter als die Kette und nicht gesichert.",
            ],
        ),
        (
            ChainCheck(sealed=1, older=2, head=HEAD, broken=BREAK),
            Verdict.ALTERED,
            [BREAK.sentence, "Davor stimmt 1 Eintrag mit seinem Siegel überein."],
        ),
        (
            ChainCheck(sealed=4, older=0, head=HEAD, broken=FORGED),
            Verdict.ALTERED,
            [FORGED.sentence, "Die Einträge des Verlaufs selbst stimmen mit ihren Siegeln überein."],
        ),
        (
            ChainCheck(sealed=4, older=2, head=HEAD, broken=BREAK),
            Verdict.ALTERED,
            [BREAK.sentence, "Davor stimmen 4 Einträge mit ihren Siegeln überein."],
        ),
    ],
)
def test_a_check_says_its_result_what_it_left_out_and_the_head_to_keep(
    check: ChainCheck, verdict: Verdict, said: list[str]
) -> None:
    assert check.verdict is verdict
    assert list(check.sentences()) == said
