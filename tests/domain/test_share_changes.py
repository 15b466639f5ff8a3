"""When a changed share needs a coded reason."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.domain.report_values import make_entry, millions
from vrs_tracker.domain.errors import Violation
from vrs_tracker.domain.facts.money import MoneyEntry
from vrs_tracker.domain.notation import NBSP
from vrs_tracker.domain.share_changes import (
    Reference,
    ShareKey,
    must_be_explained,
    reference,
    share_amount,
    unexplained_shares,
)
from vrs_tracker.domain.share_reasons import reason_words
from vrs_tracker.domain.vocabulary.budget import ChangeReason
from vrs_tracker.domain.vocabulary.money import Payer, Provenance, Stage

NAMES = {"aitransform": "AITransform", "ki-xc": "KI-XC"}
MOTION = Reference(millions("5.97"), "im Antrag")
KEY: ShareKey = ("aitransform", Payer.VRS)

shares = st.integers(0, 5).map(lambda number: millions("1.00") * number)


def granted(amount: str, **changed: object) -> MoneyEntry:
    return replace(make_entry(amount=millions(amount)), **changed)  # type: ignore[arg-type] # per field


def unexplained(
    *new: MoneyEntry,
    known: Sequence[MoneyEntry] = (),
    references: Mapping[ShareKey, Reference] | None = None,
) -> list[tuple[int, Violation]]:
    said = {KEY: MOTION} if references is None else references
    return list(unexplained_shares(new, known, said, NAMES))


def test_the_newest_report_is_the_reference_and_before_the_first_one_the_motion() -> None:
    assert reference(reported=Decimal(2), has_row=True, planned=Decimal(1)) == Reference(
        Decimal(2), "im letzten Bericht"
    )
    assert reference(reported=None, has_row=True, planned=Decimal(1)) == Reference(Decimal(1), "im Antrag")
    assert reference(reported=None, has_row=True, planned=None) == Reference(Decimal(0), "im Antrag")
    assert reference(reported=None, has_row=False, planned=None) is None


@given(before=shares, after=shares, said=st.none() | shares)
def test_a_reason_is_needed_exactly_when_the_share_changes_and_differs_from_what_was_said(
    before: Decimal, after: Decimal, said: Decimal | None
) -> None:
    known = None if said is None else Reference(said, "im Antrag")
    expected = said is not None and after not in {before, said}
    assert must_be_explained(before, after, known) == expected


@given(
    amounts=st.lists(st.integers(1, 9).map(lambda number: Decimal(number * 100_000)), min_size=1, max_size=4),
    said=st.integers(0, 20).map(lambda number: Decimal(number * 100_000)),
)
def test_lines_of_one_share_are_judged_by_what_they_come_to(amounts: list[Decimal], said: Decimal) -> None:
    new = [make_entry(id=number, amount=amount) for number, amount in enumerate(amounts)]
    found = unexplained(*new, references={KEY: Reference(said, "im Antrag")})
    assert [place for place, _ in found] == ([] if share_amount(new) == said else list(range(len(new))))


def test_the_sentence_names_both_amounts_and_asks_for_the_reason_then_for_a_sentence() -> None:
    ((_, violation),) = unexplained(granted("5.00"))
    assert violation.field == "change_reason"
    assert violation.message.replace(NBSP, " ") == (
        "AITransform: Der regionale Anteil ist damit 5,00 Mio. €, im Antrag sind es 5,97 Mio. €. Wählen Sie "
        "den Grund, und schreiben Sie einen Satz dazu."
    )
    ((_, violation),) = unexplained(granted("5.00", change_reason=ChangeReason.SAVINGS))
    assert (violation.field, violation.message) == (
        "note",
        "AITransform: Schreiben Sie einen Satz zum Grund der Änderung.",
    )
    assert unexplained(granted("5.00", change_reason=ChangeReason.SAVINGS, note="Billiger.")) == []


def test_a_grant_in_the_amount_that_was_resolved_changes_nothing() -> None:
    resolved = granted("5.00", stage=Stage.EARMARKED)
    assert unexplained(granted("5.00", id=2), known=[resolved]) == []


@pytest.mark.parametrize(
    "changed",
    [
        {"stage": Stage.DISBURSED},
        {"block": None},
        {"block": "ki-xc"},
        {"payer": Payer.PRIVATE},
        {"provenance": Provenance.SOURCE},
    ],
)
def test_payments_undivided_sums_unknown_shares_and_proven_facts_need_no_reason(
    changed: dict[str, object],
) -> None:
    assert unexplained(granted("5.00", **changed)) == []


def test_only_the_share_that_changes_is_asked_about() -> None:
    new = (granted("1.00", block="ki-xc"), granted("5.00"))
    references = {KEY: MOTION, ("ki-xc", Payer.VRS): Reference(millions("1.00"), "im letzten Bericht")}
    assert [place for place, _ in unexplained(*new, references=references)] == [1]


@pytest.mark.parametrize(
    ("reason", "note", "told"),
    [
        (ChangeReason.PRICE_INCREASE, "Stahl ist teurer", "Preissteigerung. Stahl ist teurer."),
        (ChangeReason.PRICE_INCREASE, "", "Preissteigerung."),
        (ChangeReason.OTHER, "Die Stadt hat gewechselt.", "Die Stadt hat gewechselt."),
        (None, "Umfang geändert", "Umfang geändert."),
        (None, " ", ""),
    ],
)
def test_the_coded_reason_stands_before_its_sentence(
    reason: ChangeReason | None, note: str, told: str
) -> None:
    assert reason_words(reason, note) == told


def test_a_payer_who_had_no_share_reads_no_amount_of_nothing() -> None:
    ((_, violation),) = unexplained(granted("5.00"), references={KEY: Reference(Decimal(0), "im Antrag")})
    assert "im Antrag steht kein Anteil." in violation.message
    assert "0,00" not in violation.message
