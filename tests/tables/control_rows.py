"""Valid rows of the tables of budget control, evidence and co-funding."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from tests.tables.plain_values import AMOUNT, DAY, DRAFT, ENTERED, ID, NOW, ON_THE_DAY
from vrs_tracker.domain.vocabulary import budget, cofunding, money
from vrs_tracker.tables import cofunding as shares
from vrs_tracker.tables import control, documents, totals
from vrs_tracker.tables.base import Base

CONTROL: dict[type[Base], dict[str, object]] = {
    control.SpendingFreeze: {
        **DRAFT,
        "budget_year": 2026,
        "ordered_by": "Haushaltsstelle",
        "grounds": "Die Umlage geht zurück.",
    },
    control.LiftingCompetence: {
        **ENTERED,
        "budget_block_id": ID,
        "body_id": ID,
        "basis": "Haushaltssatzung 2026",
        "checked_on": DAY,
        "checked_by": "first",
        "recorded_at": NOW,
    },
    control.ConfirmationRequest: {
        "batch": 1,
        "cause": budget.ConfirmationCause.EXCEPTION,
        "reason": "Der Bescheid ist ergangen.",
        "broken": "Die Bewilligung übersteigt die freigegebenen Mittel.",
        "appropriation_id": ID,
        "requested_at": NOW,
        "requested_by": "first",
    },
    control.Reconciliation: {
        **ENTERED,
        "period_id": ID,
        "budget_year": 2026,
        "measure": budget.BalanceMeasure.DISBURSED,
        "theirs": AMOUNT,
        "ours": AMOUNT,
        "checked_at": NOW,
        "checked_by": "first",
    },
    documents.StoredDocument: {
        **ENTERED,
        "sha256": "9" * 64,
        "media_type": "application/pdf",
        "size": 4,
        "content": b"%PDF",
        "has_text": True,
        "stored_at": NOW,
        "stored_by": "first",
    },
    documents.DocumentUse: {
        **ENTERED,
        "document_id": ID,
        "kind": "resolution",
        "thing_id": ID,
        "title": "Niederschrift",
        "file_name": "niederschrift.pdf",
        "added_at": NOW,
        "added_by": "first",
    },
    documents.MoneyImport: {
        **ENTERED,
        "file_name": "auszahlungen.xlsx",
        "sha256": "a" * 64,
        "media_type": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "content": b"PK",
        "state": cofunding.ImportState.CHECKED,
        "uploaded_at": NOW,
        "uploaded_by": "first",
    },
    documents.ColumnMeaning: {
        "head": "Betrag",
        "meaning": "amount",
        "answered_at": NOW,
        "answered_by": "first",
    },
    shares.FundingRule: {
        **ENTERED,
        "kind": cofunding.FundingRuleKind.PROGRAMME_CAP,
        "name": "Obergrenze des Programms",
        "limit_amount": AMOUNT,
        "valid_from": DAY,
    },
    shares.ShareProposal: {
        **ENTERED,
        **ON_THE_DAY,
        "block_id": ID,
        "payer": money.Payer.MUNICIPALITY,
        "degree": money.Degree.DECIDED,
        "amount": AMOUNT,
        "state": cofunding.ProposalState.PROPOSED,
        "proposed_at": NOW,
        "proposed_by": "first",
    },
    totals.FundingTotal: {
        "scope": totals.PROGRAMME,
        "stage": money.Stage.EARMARKED,
        "payer": money.Payer.VRS,
        "counting": money.Counting.COUNTED,
        "budget_year": 2026,
        "effective_span": 202607,
        "known_span": 202607,
        "amount": AMOUNT,
        "entries": 1,
        "rounded": 0,
    },
}

_SHARE = {"kind": cofunding.FundingRuleKind.REGIONAL_SHARE_MAX, "limit_amount": None}
_DECIDED = {"decided_at": NOW, "decided_by": "second", "outcome": budget.ConfirmationOutcome.CONFIRMED}

CONTROL_REFUSED: list[tuple[type[Base], Mapping[str, object], str]] = [
    (totals.FundingTotal, {"entries": 0}, "has_entries"),
    (totals.FundingTotal, {"rounded": 2}, "rounded_among_entries"),
    (control.LiftingCompetence, {"basis": ""}, "has_basis"),
    (control.ConfirmationRequest, {"budget_block_id": ID}, "one_thing"),
    (control.ConfirmationRequest, {"appropriation_id": None}, "one_thing"),
    (control.ConfirmationRequest, {"reason": ""}, "exception_has_reason"),
    (control.ConfirmationRequest, {"broken": ""}, "exception_has_reason"),
    (control.ConfirmationRequest, {**_DECIDED, "decided_at": None}, "decided_as_a_whole"),
    (control.ConfirmationRequest, {"decided_by": "second"}, "decided_as_a_whole"),
    (control.ConfirmationRequest, {**_DECIDED, "decided_by": "first"}, "two_persons"),
    (
        control.ConfirmationRequest,
        {**_DECIDED, "outcome": budget.ConfirmationOutcome.RETURNED},
        "returned_has_answer",
    ),
    (documents.StoredDocument, {"sha256": "9"}, "sha256_complete"),
    (documents.StoredDocument, {"size": 0}, "size_positive"),
    (documents.DocumentUse, {"taken_back_at": NOW}, "taken_back_has_reason"),
    (documents.DocumentUse, {"taken_back_reason": "falsche Datei"}, "taken_back_has_reason"),
    (documents.MoneyImport, {"sha256": "a"}, "sha256_complete"),
    (documents.MoneyImport, {"lines": -1}, "lines_counted"),
    (documents.MoneyImport, {"state": cofunding.ImportState.REVERSED}, "reversed_has_reason"),
    (shares.FundingRule, {"limit_amount": None}, "cap_has_amount"),
    (shares.FundingRule, {"kind": cofunding.FundingRuleKind.MUNICIPAL_MATCH}, "cap_has_amount"),
    (shares.FundingRule, {"share_limit": 5000}, "share_has_limit"),
    (shares.FundingRule, {**_SHARE, "share_limit": 10001}, "share_in_range"),
    (shares.FundingRule, {"limit_amount": Decimal("0.00")}, "limit_positive"),
    (shares.FundingRule, {"valid_until": date(2026, 7, 23)}, "ends_after_it_begins"),
    (shares.ShareProposal, {"amount": Decimal("0.00")}, "amount_positive"),
    (shares.ShareProposal, {"state": cofunding.ProposalState.ACCEPTED}, "accepted_has_entry"),
    (shares.ShareProposal, {"state": cofunding.ProposalState.ASKED_BACK}, "asked_back_has_question"),
]
