"""A finding that rests on a confirmed exception says so until the figures keep the rule again."""

from dataclasses import replace
from datetime import date

from tests.domain.report_values import AS_OF, make_entry, make_release, millions, on
from vrs_tracker.domain.facts.money import MoneyEntry, Release
from vrs_tracker.domain.findings import findings
from vrs_tracker.domain.ledger import Ledger
from vrs_tracker.domain.vocabulary.money import Stage

RELEASE = make_release(amount=millions("1.00"), effective=on(2026, 2, 1))
WHY = "bestätigt am 20.03.2026, Grund: Der Bescheid ist ergangen."


def granted(number: int, amount: str, *, exception: str | None = None, month: int = 3) -> MoneyEntry:
    entry = make_entry(
        id=number, stage=Stage.COMMITTED, amount=millions(amount), effective=on(2026, month, 15)
    )
    return replace(entry, exception=exception)


def told(*entries: MoneyEntry, releases: tuple[Release, ...] = (RELEASE,)) -> list[str]:
    ledger = Ledger(entries=entries, releases=releases)
    return [finding.sentence for finding in findings(ledger, (), AS_OF, {})]


def test_the_finding_ends_with_the_exception_and_its_day() -> None:
    (sentence,) = told(granted(1, "1.20", exception="Der Bescheid ist ergangen"))
    assert sentence.endswith(f"bewilligt 1,20 Millionen Euro. Ausnahme für 1,20 Millionen Euro {WHY}")


def test_a_breach_without_an_exception_names_none() -> None:
    (sentence,) = told(granted(1, "1.20"))
    assert "Ausnahme" not in sentence


def test_every_exception_that_a_breach_rests_on_is_named_once() -> None:
    (sentence,) = told(
        granted(1, "1.20", exception="Der Bescheid ist ergangen."),
        granted(2, "0.10", exception="Der Bescheid ist ergangen.", month=4),
        granted(3, "0.10", exception="Ein Nachtrag.", month=5),
        granted(4, "0.10", month=6),
    )
    assert sentence.count(f"Ausnahme für 1,30 Millionen Euro {WHY}") == 1
    assert sentence.endswith(
        "Ausnahme für 0,10 Millionen Euro bestätigt am 20.03.2026, Grund: Ein Nachtrag. "
        "Für 0,10 Millionen Euro der Überschreitung ist keine Ausnahme bestätigt."
    )


def test_an_exception_excuses_nothing_that_was_too_much_before() -> None:
    (sentence,) = told(granted(1, "4.70"), granted(2, "1.87", exception="Beschlossen.", month=5))
    assert sentence.endswith(
        " Das ist so seit dem 15.03.2026; damals waren es 3,70 Millionen Euro. Ausnahme für 1,87 Millionen "
        "Euro bestätigt am 20.03.2026, Grund: Beschlossen. Für 3,70 Millionen Euro der Überschreitung ist "
        "keine Ausnahme bestätigt."
    )


def test_what_is_healed_in_part_leaves_no_more_excused_than_there_is() -> None:
    some = make_release(id=2, amount=millions("1.00"), effective=on(2026, 4, 1))
    first = granted(1, "2.50", exception="Beschlossen.")
    (sentence,) = told(first, granted(2, "0.30", month=5), releases=(RELEASE, some))
    assert sentence.endswith("Für 0,30 Millionen Euro der Überschreitung ist keine Ausnahme bestätigt.")


def test_an_exception_that_is_healed_is_told_no_more() -> None:
    more = make_release(id=2, amount=millions("1.00"), effective=on(2026, 4, 1))
    entries = (granted(1, "1.20", exception="Der Bescheid ist ergangen."), granted(2, "2.00", month=5))
    assert told(entries[0], releases=(RELEASE, more)) == []
    (sentence,) = told(*entries, releases=(RELEASE, more))
    assert "Ausnahme" not in sentence


def test_a_record_that_does_not_make_it_worse_is_no_cause() -> None:
    paid = make_entry(id=2, stage=Stage.DISBURSED, amount=millions("0.10"), effective=on(2026, 3, 15))
    (sentence,) = told(granted(1, "1.20"), replace(paid, exception="Eile."))
    assert "Eile" not in sentence


def test_an_old_release_without_a_day_of_knowledge_is_told_without_one() -> None:
    taken_back = make_release(id=2, amount=-millions("0.50"), effective=on(2026, 4, 1))
    releases = (RELEASE, replace(taken_back, exception="Falsch erfasst.", known_on=None))
    (sentence,) = told(granted(1, "1.00"), releases=releases)
    assert sentence.endswith("Ausnahme für 0,50 Millionen Euro bestätigt, Grund: Falsch erfasst.")
    (sentence,) = told(
        granted(1, "1.00"), releases=(RELEASE, replace(releases[1], known_on=date(2026, 4, 2)))
    )
    assert sentence.endswith("bestätigt am 02.04.2026, Grund: Falsch erfasst.")
