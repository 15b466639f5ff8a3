"""How the entries behind a figure are told."""

from dataclasses import replace
from datetime import date

from tests.domain.amount_and_date_values import millions, on, undated
from tests.domain.report_values import (
    make_entry,
    make_release,
    make_report,
    make_resolution,
    make_sperrvermerk,
)
from vrs_tracker.domain.facts.money import BudgetRow, Sperrvermerk
from vrs_tracker.domain.origins import (
    WITHOUT,
    Origin,
)
from vrs_tracker.domain.provenance.explaining import Explanation, explain
from vrs_tracker.domain.provenance.tables import (
    NO_OFFICE,
    entries_table,
)
from vrs_tracker.domain.report import CommitteeReport
from vrs_tracker.domain.vocabulary.budget import CarryReason
from vrs_tracker.domain.vocabulary.measures import Measure
from vrs_tracker.domain.vocabulary.money import (
    AppropriationKind,
    Provenance,
    RuleCode,
)


def explained(report: CommitteeReport, measure: Measure, **narrowed: str) -> Explanation:
    found = explain(report, Origin(measure, **narrowed))
    assert found is not None
    return found


# ---------------------------------------------------------------- how entries are told


def test_budget_records_are_told_with_line_reason_and_document() -> None:
    carried = BudgetRow(
        id=1,
        budget_year=2026,
        kind=AppropriationKind.CARRY_FORWARD,
        budget_line="5711",
        amount=millions("1"),
        effective=on(2026, 1, 1),
        note="Bau beginnt später",
        provenance=Provenance.ENTERED,
        known_on=date(2026, 2, 3),
        carry_reason=CarryReason.DELAYED,
        resolution=7,
        office="Haushaltsstelle",
    )
    resolution = make_resolution(id=7, title="Haushaltsreste", document="Vorlage 12", address="Ordner 3")
    report = make_report(budget=(carried,), resolutions=(resolution,))
    (line,) = explained(report, Measure.CARRIED).lines
    assert line.what == "Übertragung aus dem Vorjahr 2025 in den Haushalt 2026, Buchungsstelle 5711"
    assert line.document.endswith("Haushaltsreste (Vorlage 12)")
    assert line.address == "/beschluesse/#beschluss-7"
    assert line.remarks == "Maßnahme verzögert. Bau beginnt später. Hier erfasst am 03.02.2026."
    assert explained(report, Measure.CARRIED, line="5711").amount == millions("1")
    assert explained(report, Measure.CARRIED, line=WITHOUT).amount is None


def test_a_release_counts_as_release_and_against_what_it_lifts() -> None:
    note = make_sperrvermerk(id=5, amount=millions("3"), condition="")
    release = make_release(
        id=6,
        lifts=5,
        budget_year=2026,
        amount=millions("1"),
        is_rounded=True,
        condition="Nach Prüfung",
        note="Erster Teil",
        breaks=(RuleCode.RELEASED_OVER_APPROPRIATED,),
    )
    report = make_report(sperrvermerke=(note,), releases=(replace(release, exception="Frist"),))
    blocked = explained(report, Measure.BLOCKED)
    assert (blocked.amount, blocked.is_rounded) == (millions("2"), True)
    assert [line.amount for line in blocked.lines] == [millions("3"), -millions("1")]
    (line,) = explained(report, Measure.RELEASED).lines
    assert line.what == "Freigabe durch Regionalversammlung, Haushaltsjahr 2026"
    assert line.remarks == (
        "Bedingung: Nach Prüfung. Erster Teil. Gerundete Angabe. "
        "Regel nicht eingehalten: Freigabe über dem Ansatz. Ausnahme bestätigt, Grund: Frist."
    )
    anonymous = replace(release, body="", budget_year=None, condition="", note="", breaks=())
    (line,) = explained(make_report(releases=(anonymous,)), Measure.RELEASED).lines
    assert (line.what, line.remarks) == ("Freigabe", "Gerundete Angabe.")


def test_an_entry_without_a_text_is_told_by_its_kind_of_evidence() -> None:
    entries = (
        make_entry(id=1, source_text="", payer_name="", block=None, budget_year=None),
        make_entry(id=2, amount=-millions("0.05"), reverses=99),
    )
    first, second = explained(make_report(entries=entries), Measure.COMMITTED).lines
    assert (first.what, first.document) == (
        "bewilligt: Programm gesamt, nicht aufgeteilt, regional",
        "Buchung",
    )
    assert second.remarks.startswith("Nimmt eine Buchung zurück.")


def test_a_sperrvermerk_is_told_with_its_condition_and_line() -> None:
    note = Sperrvermerk(
        id=1,
        budget_year=2026,
        amount=millions("1"),
        condition="Eckpunkte beschlossen",
        lifted_by="Regionalversammlung",
        effective=undated(),
        provenance=Provenance.ENTERED,
        budget_line="5711",
    )
    (line,) = explained(make_report(sperrvermerke=(note,)), Measure.BLOCKED).lines
    assert line.what == "Sperrvermerk im Haushalt 2026, Buchungsstelle 5711"
    assert (line.document, line.remarks) == ("Haushalt 2026", "Bedingung: Eckpunkte beschlossen.")


def test_offices_have_a_column_only_if_any_is_known() -> None:
    report = make_report(entries=(make_entry(id=1), make_entry(id=2)))
    table = entries_table(explained(report, Measure.COMMITTED), with_history=True)
    assert ("stelle" in [column.key for column in table.columns], table.note) == (False, NO_OFFICE)
    assert table.rows[0].cells[1].address == "/verlauf/funding_entry/1"
    motion = entries_table(explained(report, Measure.FRAME), with_history=True)
    assert {row.cells[1].address for row in motion.rows} == {""}
    known = replace(report, entries=(replace(report.entries[0], office="Amt"), report.entries[1]))
    table = entries_table(explained(known, Measure.COMMITTED), with_history=False)
    assert [row.cells[4].text for row in table.rows] == ["Amt", "keine Angabe"]
