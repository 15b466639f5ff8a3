"""What is said when a grant goes beyond what is available, while booking and in the report."""

from dataclasses import replace
from decimal import Decimal

import pytest

from tests.domain.money_values import make_budget_row, make_entry, make_freeze, make_release
from tests.domain.report_values import AS_OF, millions, on
from vrs_tracker.domain.facts.money import BudgetRow, MoneyEntry
from vrs_tracker.domain.findings import exception_words, findings, mark_breaks, names, objections
from vrs_tracker.domain.ledger import Blocked, Ledger, worsens
from vrs_tracker.domain.ledger import Scope as At
from vrs_tracker.domain.notation import NBSP
from vrs_tracker.domain.vocabulary.money import AppropriationKind, RuleCode, Stage

OVER = RuleCode.COMMITTED_OVER_RELEASED
WAYS = (
    " Sie können den Betrag senken, zuerst eine Freigabe erfassen oder eine begründete Ausnahme beantragen."
)


def granted(
    amount: str, *, number: int = 1, month: int = 3, year: int | None = 2026, line: str = ""
) -> MoneyEntry:
    made = make_entry(id=number, amount=millions(amount), effective=on(2026, month, 15), budget_year=year)
    return replace(made, budget_line=line or None)


def authority(amount: str, *, year: int = 2027, line: str = "") -> BudgetRow:
    return make_budget_row(
        budget_year=year,
        kind=AppropriationKind.COMMITMENT_AUTHORISATION,
        amount=millions(amount),
        budget_line=line,
        plan_year=2026,
    )


def ledger(*entries: MoneyEntry, budget: tuple[BudgetRow, ...] = (), frozen: str = "") -> Ledger:
    """Return the numbers of users.md 4: 12.70 released, 11.35 granted."""
    return Ledger(
        releases=(make_release(amount=millions("12.70")),),
        entries=entries or (granted("11.35"),),
        budget=budget,
        freezes=(make_freeze(amount=millions(frozen)),) if frozen else (),
    )


def said(new: MoneyEntry, found: Ledger) -> list[str]:
    """The sentences with plain spaces, without the ways out."""
    sentences = [each.sentence.replace(NBSP, " ") for each in objections(new, found)]
    assert all(sentence.endswith(WAYS) for sentence in sentences)
    return [sentence.removesuffix(WAYS) for sentence in sentences]


def new(amount: str, *, year: int | None = 2026, line: str = "") -> MoneyEntry:
    return granted(amount, number=9, month=5, year=year, line=line)


# ---------------------------------------------------------------- while booking


def test_a_grant_beyond_what_is_available_names_limit_excess_and_what_is_used() -> None:
    assert said(new("2.00"), ledger()) == [
        (
            "Die Bewilligung von 2,00 Mio. € übersteigt die verfügbaren Mittel von 1,35 Mio. € um 0,65 Mio. "
            "€. "
            "Freigegeben sind 12,70 Mio. €, davon bewilligt 11,35 Mio. €."
        )
    ]


def test_what_is_available_can_be_granted_and_no_cent_more() -> None:
    assert said(new("1.35"), ledger()) == []
    (sentence,) = said(replace(new("1.35"), amount=Decimal("1350000.01")), ledger())
    assert sentence.startswith("Die Bewilligung von 1.350.000,01 € übersteigt")
    assert "von 1,35 Mio. € um 0,01 €." in sentence


def test_what_is_frozen_is_not_available() -> None:
    assert said(new("2.00"), ledger(frozen="0.15")) == [
        (
            "Die Bewilligung von 2,00 Mio. € übersteigt die verfügbaren Mittel von 1,20 Mio. € um 0,80 Mio. "
            "€. "
            "Freigegeben sind 12,70 Mio. €, davon bewilligt 11,35 Mio. €, durch Haushaltssperre angehalten "
            "0,15 Mio. €."
        )
    ]


def test_an_authorisation_says_how_much_of_the_grant_it_covers() -> None:
    assert said(new("2.00", year=2027), ledger(budget=(authority("0.60"),))) == [
        (
            "Die Bewilligung von 2,00 Mio. € übersteigt die verfügbaren Mittel von 1,35 Mio. € um 0,05 Mio. "
            "€, "
            "obwohl die Verpflichtungsermächtigung für 2027 von 0,60 Mio. € davon 0,60 Mio. € deckt. "
            "Freigegeben sind 12,70 Mio. €, davon bewilligt 11,35 Mio. €."
        )
    ]
    assert said(new("1.95", year=2027), ledger(budget=(authority("0.60"),))) == []


@pytest.mark.parametrize(
    ("year", "reason"),
    [
        (2026, "die Bewilligung dem Haushaltsjahr 2026 zugeordnet ist"),
        (None, "die Bewilligung keinem Haushaltsjahr zugeordnet ist"),
    ],
)
def test_an_authorisation_of_another_year_says_why_it_does_not_apply(year: int | None, reason: str) -> None:
    (sentence,) = said(new("2.00", year=year), ledger(budget=(authority("0.60"),)))
    assert sentence.endswith(
        f" Die Verpflichtungsermächtigung für 2027 von 0,60 Mio. € gilt dafür nicht, weil {reason}."
    )
    both = ledger(budget=(authority("0.60"), replace(authority("0.20", year=2028), id=2)))
    (sentence,) = said(new("2.00", year=year), both)
    assert sentence.endswith(
        " Die Verpflichtungsermächtigungen für 2027 von 0,60 Mio. € und für 2028 von 0,20 Mio. € gelten "
        f"dafür nicht, weil {reason}."
    )


def test_an_authorisation_that_is_used_up_says_so() -> None:
    used = ledger(granted("11.35"), granted("0.60", number=2, year=2027), budget=(authority("0.60"),))
    assert said(new("2.00", year=2027), used) == [
        (
            "Die Bewilligung von 2,00 Mio. € übersteigt die verfügbaren Mittel von 1,35 Mio. € um 0,65 Mio. "
            "€. "
            "Freigegeben sind 12,70 Mio. €, bewilligt 11,95 Mio. €, durch Verpflichtungsermächtigung für "
            "2027 "
            "gedeckt 0,60 Mio. €. Die Verpflichtungsermächtigung für 2027 von 0,60 Mio. € ist schon "
            "ausgeschöpft."
        )
    ]


def test_an_authorisation_of_another_line_says_so() -> None:
    (sentence,) = said(new("2.00", year=2027, line="A"), ledger(budget=(authority("0.60", line="B"),)))
    assert sentence.endswith(" gilt dafür nicht, weil sie für eine andere Buchungsstelle erteilt ist.")


def test_where_nothing_was_available_the_whole_grant_goes_too_far() -> None:
    assert said(new("0.50"), ledger(granted("12.70"))) == [
        (
            "Die Bewilligung von 0,50 Mio. € übersteigt die verfügbaren Mittel um 0,50 Mio. €. Verfügbar war "
            "schon vorher nichts. Freigegeben sind 12,70 Mio. €, davon bewilligt 12,70 Mio. €."
        )
    ]


def test_what_was_lacking_before_is_said_and_not_counted_again() -> None:
    assert said(new("0.50"), ledger(granted("13.00"))) == [
        (
            "Die Bewilligung von 0,50 Mio. € übersteigt die verfügbaren Mittel um 0,50 Mio. €. Schon vorher "
            "fehlten 0,30 Mio. €. Freigegeben sind 12,70 Mio. €, bewilligt 13,00 Mio. €."
        )
    ]


def test_a_limit_of_a_later_day_says_which_day_it_is() -> None:
    """A grant that is entered late uses up what others have been granted since."""
    (sentence,) = said(granted("1.50", number=9, month=2), ledger())
    assert sentence.endswith(
        "Freigegeben sind 12,70 Mio. €, davon bewilligt 11,35 Mio. €. Gerechnet ist mit allem, was bis zum "
        "15.03.2026 wirksam wird."
    )


def test_the_first_grant_is_judged_as_well() -> None:
    (sentence,) = said(new("13.00"), replace(ledger(), entries=()))
    assert sentence.endswith("Freigegeben sind 12,70 Mio. €, bewilligt nichts.")


def test_a_breach_of_one_line_alone_names_the_line() -> None:
    found = Ledger(
        releases=(
            make_release(id=1, lifts=1, amount=millions("5")),
            make_release(id=2, lifts=2, amount=millions("1")),
        ),
        blocked=(Blocked(1, "A", 2026), Blocked(2, "B", 2026)),
        entries=(granted("1.00", line="A"),),
    )
    assert said(new("1.50", line="B"), found) == [
        (
            "Buchungsstelle B: Die Bewilligung von 1,50 Mio. € übersteigt die verfügbaren Mittel von 1,00 "
            "Mio. € "
            "um 0,50 Mio. €. Freigegeben sind 1,00 Mio. €, bewilligt nichts."
        )
    ]
    (unknown,) = said(new("0.50", line="C"), found)
    assert unknown.endswith("Verfügbar war schon vorher nichts. Freigegeben ist nichts, bewilligt nichts.")
    (finding,) = findings(replace(found, entries=(*found.entries, new("1.50", line="B"))), (), AS_OF, {})
    assert finding.sentence.startswith(
        "Buchungsstelle B: Die Bewilligungen übersteigen die verfügbaren Mittel"
    )


def test_taking_back_a_release_says_what_is_left() -> None:
    back = make_release(id=2, amount=millions("-2.00"), effective=on(2026, 5, 1))
    (objection,) = [each for each in objections(back, ledger()) if each.rule is OVER]
    assert objection.sentence.replace(NBSP, " ") == (
        "Mit dieser Rücknahme übersteigen die Bewilligungen die verfügbaren Mittel um 0,65 Mio. €. "
        "Freigegeben sind dann 10,70 Mio. €, bewilligt 11,35 Mio. €. Nehmen Sie zuerst Bewilligungen zurück, "
        "oder beantragen Sie eine begründete Ausnahme."
    )


def test_a_resolution_is_held_against_what_is_released_whatever_is_granted_or_frozen() -> None:
    decided = replace(new("2.00"), stage=Stage.EARMARKED)
    before = ledger(replace(granted("11.35"), stage=Stage.EARMARKED), frozen="0.15")
    assert said(decided, before) == [
        (
            "Mit dem Beschluss über 2,00 Mio. € übersteigen die Beschlüsse über zusammen 13,35 Mio. € die "
            "freigegebenen Mittel von 12,70 Mio. € um 0,65 Mio. €."
        )
    ]
    more = replace(
        before, entries=(*before.entries, replace(granted("1.50", number=2), stage=Stage.EARMARKED))
    )
    (sentence,) = said(decided, more)
    assert sentence.endswith("um 2,15 Mio. €; schon vorher waren es 0,15 Mio. € zu viel.")


# ---------------------------------------------------------------- in the report


def test_the_report_names_the_same_parts_as_whoever_booked_has_read() -> None:
    found = ledger(granted("11.35"), new("2.00"), budget=(authority("0.60"),), frozen="0.15")
    (finding,) = findings(found, (), AS_OF, {})
    assert finding.sentence == (
        "Die Bewilligungen übersteigen die verfügbaren Mittel um 0,80 Millionen Euro. Freigegeben sind "
        "12,70 Millionen Euro, bewilligt 13,35 Millionen Euro, durch Haushaltssperre angehalten "
        "0,15 Millionen Euro."
    )
    assert finding.entry == 9


def test_rounded_parts_are_said_to_be_rounded() -> None:
    rounded = replace(ledger(), releases=(make_release(amount=millions("11.00"), is_rounded=True),))
    (finding,) = findings(
        replace(rounded, entries=(replace(granted("11.35"), is_rounded=True),)), (), AS_OF, {}
    )
    assert "um rund 0,35 Millionen Euro. Freigegeben sind rund 11,00 Millionen Euro, bewilligt rund" in (
        finding.sentence
    )


def test_a_breach_that_has_grown_says_how_much_it_was() -> None:
    (finding,) = findings(ledger(granted("13.00"), new("0.50")), (), AS_OF, {})
    assert finding.sentence.endswith(" Das ist so seit dem 15.03.2026; damals waren es 0,30 Millionen Euro.")


def test_a_freeze_that_grants_no_longer_fit_into_is_a_finding_without_an_entry() -> None:
    freeze = make_freeze(id=1, amount=millions("2.00"), effective=on(2026, 5, 1))
    found = replace(ledger(), freezes=(freeze,))
    (finding,) = findings(found, (), AS_OF, {})
    assert (finding.rule, finding.entry) == (OVER, None)
    assert "durch Haushaltssperre angehalten 2,00 Millionen Euro." in finding.sentence
    assert {entry.breaks for entry in mark_breaks(found).entries} == {()}
    assert exception_words(freeze) == ""


def test_a_freeze_pushes_only_its_own_line_and_what_ends_one_pushes_none() -> None:
    freeze = make_freeze(budget_line="A")
    assert worsens(freeze, At(OVER, None))
    assert worsens(freeze, At(OVER, None, "A"))
    assert not worsens(freeze, At(OVER, None, "B"))
    assert not worsens(replace(freeze, lifts=1), At(OVER, None))
    assert not worsens(freeze, At(RuleCode.EARMARKED_OVER_RELEASED, None))


# ---------------------------------------------------------------- requests


def test_a_request_is_matched_by_the_name_of_its_rule_also_by_its_former_one() -> None:
    assert names("Bewilligung über den verfügbaren Mitteln: Die Bewilligung …", OVER)
    assert names("Bewilligung über den freigegebenen Mitteln: Die Bewilligung …", OVER)
    assert not names("Bewilligung über den freigegebenen Mitteln: …", RuleCode.EARMARKED_OVER_FRAME)
