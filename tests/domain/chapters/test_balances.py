"""Section 10 on the Abgleich: one sentence if all agrees, else what differs and why."""

from dataclasses import replace
from datetime import date

from tests.domain.report_values import make_entry, make_report, on
from tests.domain.test_reconciliation import make_balance, paid
from vrs_tracker.domain.balance_items import Item
from vrs_tracker.domain.chapters.balance_table import balances_table
from vrs_tracker.domain.chapters.balances import balance_elements
from vrs_tracker.domain.chapters.budget import budget_section
from vrs_tracker.domain.document import Paragraph, Table
from vrs_tracker.domain.facts.control import Balance
from vrs_tracker.domain.facts.money import MoneyEntry
from vrs_tracker.domain.reconciliation import compare, compared_in, our_balances
from vrs_tracker.domain.report import CommitteeReport
from vrs_tracker.domain.vocabulary.budget import BalanceMeasure
from vrs_tracker.domain.vocabulary.money import Stage

NBSP = "\N{NO-BREAK SPACE}"
COMMITTED = Item("5710.7812", 2026, BalanceMeasure.COMMITTED)


def granted(amount: str = "300.00") -> MoneyEntry:
    return replace(paid(amount), stage=Stage.COMMITTED)


def report_with(*balances: Balance, entries: tuple[MoneyEntry, ...] = ()) -> CommitteeReport:
    return replace(make_report(entries=entries or (paid(), granted())), balances=balances)


def test_all_balances_that_agree_are_one_sentence() -> None:
    agreed = make_balance("300.00", "300.00", item=COMMITTED, checked_on=date(2026, 7, 21))
    assert balance_elements(report_with(make_balance(), agreed)) == (
        Paragraph(
            "Der Stand stimmt bei der Buchungsstelle 5710.7812 mit dem Haushaltsverfahren überein, geprüft "
            "am 21.07.2026."
        ),
    )


def test_what_differs_stands_in_a_table_with_its_explanation() -> None:
    higher = make_balance("312.50", "300.00", "Die Rate folgt.", item=COMMITTED)
    (table,) = balance_elements(report_with(make_balance(), higher))
    assert isinstance(table, Table)
    assert table.message == (
        "Von 2 Beträgen, die bis zum 20.07.2026 mit dem Haushaltsverfahren verglichen sind, weicht einer ab."
    )
    assert [row.cells for row in table.rows] == [
        (
            *("5710.7812", "bewilligt 2026", f"312,50{NBSP}€", f"300,00{NBSP}€", f"12,50{NBSP}€"),
            "Die Rate folgt.",
        )
    ]
    assert len(table.columns) == 6


def test_several_differences_are_counted() -> None:
    both = (
        make_balance("90.00", "100.00", "Die Rate folgt."),
        make_balance("290.00", "300.00", "Der Bescheid folgt.", item=COMMITTED),
    )
    (table,) = balance_elements(report_with(*both))
    assert isinstance(table, Table)
    assert table.message.endswith("weichen 2 ab.")


def test_a_draft_says_what_is_left_to_do() -> None:
    (left,) = balance_elements(report_with())
    assert left == Paragraph(
        "Abgleich mit dem Haushaltsverfahren zum 30.06.2026: 2 von 2 Zeilen sind noch nicht geprüft."
    )
    lower = make_balance("90.00", "100.00")
    unchecked, unexplained, table = balance_elements(report_with(lower))
    assert isinstance(unchecked, Paragraph)
    assert isinstance(unexplained, Paragraph)
    assert isinstance(table, Table)
    assert table.rows[0].cells[-1] == "Erklärung fehlt noch"


def test_without_money_and_in_older_reports_there_is_no_such_part() -> None:
    def headings(report: CommitteeReport) -> list[str]:
        return [part.heading for part in budget_section(report).parts]

    heading = "Abgleich mit dem Haushaltsverfahren"
    assert headings(report_with())[-1] == heading
    assert heading not in headings(replace(report_with(), balances=None))
    assert heading not in headings(report_with(entries=(make_entry(stage=Stage.PLANNED),)))


def test_the_list_names_who_checked_a_row_and_when_or_what_is_left_to_do() -> None:
    entries = (paid(), granted(), paid("1.00", line=None, is_rounded=True), granted("7.00"))
    ours = our_balances((*entries, paid("2.00", effective=on(2025, 3, 1))), (), date(2026, 6, 30))
    nobody = replace(make_balance("2.00", "2.00", item=Item("5710.7812", 2025, BalanceMeasure.DISBURSED)))
    rows = compare(
        ours,
        [
            make_balance("307.00", "300.00", item=COMMITTED),
            make_balance("100.00", "100.00"),
            replace(nobody, office=""),
        ],
    )
    table = balances_table(rows, date(2026, 6, 30))
    assert [row.cells[-1].text for row in table.rows] == [
        (
            f"neu zu prüfen: Stand hier bei der Prüfung 300,00{NBSP}€ (20.07.2026, Haushalt), "
            f"jetzt 307,00{NBSP}€"
        ),
        "20.07.2026, Haushalt",
        "20.07.2026",
        "noch nicht geprüft",
    ]
    assert table.rows[-1].cells[0].text == "ohne Buchungsstelle"
    assert table.rows[-1].cells[2].text == "nicht eingetragen"
    assert table.rows[-1].cells[3].text == f"rund 1,00{NBSP}€"
    assert table.note.endswith("„Rund“: darin sind gerundete Angaben.")
    assert table.rows[1].cells[5].text == "keine Differenz"


def test_the_rows_of_a_report_are_compared_once() -> None:
    report = report_with()
    assert compared_in(report) is compared_in(report)
