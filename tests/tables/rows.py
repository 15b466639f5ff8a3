"""A valid row of every table, by plain values: `make(Block, number=3)`.

`lay_ground` stores one row of each table that others refer to, under the id `ID`, so that any other row can
be stored on its own. The id lies far above what a sequence gives in a test.
"""

from datetime import date, timedelta
from decimal import Decimal
from typing import TypeVar

from sqlalchemy.orm import Session

from tests.tables.control_rows import CONTROL
from tests.tables.plain_values import AMOUNT, DAY, DRAFT, ENTERED, ID, NOW, ON_THE_DAY
from vrs_tracker.domain.vocabulary import money, people, programme, progress, reporting
from vrs_tracker.tables import accounts, actors, documents, finance, history, network, periods, supplements
from vrs_tracker.tables import programme as blocks
from vrs_tracker.tables import progress as updates
from vrs_tracker.tables import reporting as reports
from vrs_tracker.tables.base import Base

Row = TypeVar("Row", bound=Base)

VALUES: dict[type[Base], dict[str, object]] = {
    accounts.Person: {**ENTERED, "key": "third", "unit": "Haushaltsstelle"},
    accounts.Account: {"person_key": "first", "login": "zweitkonto", "password_hash": "x", "created_at": NOW},
    accounts.RoleGrant: {"account_id": ID, "role": people.Role.EDITOR},
    accounts.LoginSession: {"token_hash": "b" * 64, "account_id": ID, "created_at": NOW, "last_seen_at": NOW},
    accounts.AccessLink: {
        "token_hash": "d" * 64,
        "person_key": "second",
        "block_id": ID,
        "period_id": ID,
        "created_by": "first",
        "created_at": NOW,
        "expires_at": NOW + timedelta(days=30),
    },
    accounts.LoginAttempt: {"login_hash": "c" * 64, "attempted_at": NOW},
    actors.Municipality: {
        **ENTERED,
        "ags": "08115003",
        "name": "Böblingen",
        "district_ags": "08115",
        "district": "Landkreis Böblingen",
    },
    actors.Organisation: {**ENTERED, "name": "Softwarezentrum", "kind": people.OrganisationKind.COMPANY},
    actors.DecidingBody: {**ENTERED, "name": "Regionalversammlung", "organisation_id": ID},
    blocks.Motion: {
        **ENTERED,
        "title": "KI in die Umsetzung bringen",
        "addressee": "Verband",
        "address": "Stuttgart",
        "printed_on": date(2021, 10, 16),
        "printed_regional": AMOUNT,
        "printed_municipal": AMOUNT,
        "printed_private": AMOUNT,
    },
    blocks.Signatory: {
        **ENTERED,
        "motion_id": ID,
        "position": 1,
        "printed_name": "A. B.",
        "political_group": "C",
    },
    blocks.Mandate: {
        **ENTERED,
        "motion_id": ID,
        "number": 1,
        "short_text": "berichten",
        "text": "Es wird berichtet.",
        "responsible": people.Responsible.WRS,
        "section": "11",
    },
    blocks.MotionStatement: {
        **ENTERED,
        "motion_id": ID,
        "position": 1,
        "label": "Investitionen",
        "amount": AMOUNT,
        "is_approximate": True,
        "scope": programme.StatementScope.REGION,
    },
    blocks.Block: {
        **ENTERED,
        "slug": "hive",
        "kind": programme.BlockKind.FURTHER_PROJECT,
        "number": 2,
        "name": "HIVE",
        "state": programme.BlockState.RUNNING,
    },
    blocks.BlockAlias: {**ENTERED, "block_id": ID, "alias": "KI XC", "folded": "ki xc"},
    blocks.FormerSlug: {"slug": "frueher", "block_id": ID},
    blocks.BlockTown: {"block_id": ID, "municipality_id": ID, "position": 1},
    blocks.BlockPartner: {"block_id": ID, "organisation_id": ID, "position": 1},
    blocks.BlockFunction: {
        **ENTERED,
        "block_id": ID,
        "position": 1,
        "text": "Ausstellung",
        "state": programme.FunctionState.IN_PROGRESS,
    },
    blocks.BlockField: {"block_id": ID, "field": programme.Field.HEALTH},
    blocks.BaselineRow: {**ENTERED, "block_id": ID, "printed_name": "KI-XC", "regional": AMOUNT},
    periods.ReportingPeriod: {
        **ENTERED,
        "year": 2026,
        "half": 2,
        "state": reporting.PeriodState.OPEN,
        "due_on": date(2027, 1, 15),
    },
    periods.CommitteeSession: {
        **ENTERED,
        "period_id": ID,
        "body_id": ID,
        "purpose": reporting.Purpose.NOTE,
    },
    periods.Narrative: {
        **ENTERED,
        "period_id": ID,
        "slot": reporting.NarrativeSlot.OUTLOOK,
        "text": "Im Herbst folgt die Ausschreibung.",
    },
    periods.LeadingChange: {"period_id": ID, "position": 1, "change": "aitransform:light"},
    periods.HintComment: {"period_id": ID, "hint": "0" * 64, "comment": "Ist mit dem Träger besprochen."},
    updates.StatusUpdate: {
        **ENTERED,
        "block_id": ID + 1,
        "period_id": ID,
        "state": progress.UpdateState.DRAFT,
        "message_source": progress.MessageSource.SELF,
    },
    updates.UpdateText: {"update_id": ID, "slot": progress.TextSlot.ACHIEVED, "text": "Erreicht ist viel."},
    updates.DimensionRating: {
        "update_id": ID,
        "dimension": progress.Dimension.COST,
        "proposed": progress.Light.ON_TRACK,
        "proposal_reason": "im Plan",
        "reported": progress.Light.ON_TRACK,
    },
    updates.NextStep: {"update_id": ID, "position": 2, "text": "Ausschreibung"},
    updates.StepResult: {"update_id": ID, "step_id": ID, "outcome": progress.StepOutcome.DONE},
    updates.Milestone: {
        **ENTERED,
        "block_id": ID,
        "position": 1,
        "title": "Baubeginn",
        "baseline_on": DAY,
    },
    updates.Risk: {
        **ENTERED,
        "block_id": ID,
        "title": "Baupreise",
        "cause": "Angebote zu hoch",
        "effect": "Anteil reicht nicht",
        "likelihood": progress.Level.LOW,
        "damage": progress.Level.HIGH,
        "trend": progress.Trend.NEW,
        "measure": "Lose",
        "responsible": "Projektleitung",
        "state": progress.RiskState.OPEN,
        "recorded_on": DAY,
    },
    updates.IndicatorTarget: {
        **ENTERED,
        "block_id": ID,
        "kind": progress.IndicatorKind.JOBS,
        "target": Decimal("12.5"),
    },
    updates.IndicatorValue: {**ENTERED, "indicator_id": ID, "as_of": DAY, "value": Decimal(3)},
    finance.Resolution: {
        **ENTERED,
        **ON_THE_DAY,
        "body_id": ID,
        "title": "Förderung",
        "stated_amount": AMOUNT,
    },
    finance.FundingEntry: {
        **DRAFT,
        "block_id": ID,
        "stage": money.Stage.EARMARKED,
        "payer": money.Payer.VRS,
        "degree": money.Degree.DECIDED,
        "figure_source": money.FigureSource.RESOLUTION,
        "counting": money.Counting.COUNTED,
        "resolution_id": ID,
    },
    finance.Appropriation: {**DRAFT, "kind": money.AppropriationKind.APPROPRIATION, "budget_year": 2026},
    finance.BudgetBlock: {**DRAFT, "appropriation_id": ID, "condition": "bis zum Konzept"},
    finance.BlockRelease: {**DRAFT, "budget_block_id": ID, "body_id": ID},
    network.NetworkEvent: {
        **ENTERED,
        **ON_THE_DAY,
        "kind": reporting.EventKind.WORKSHOP,
        "title": "Arbeitstreffen",
        "participants": 14,
    },
    network.CooperativeName: {**ENTERED, **ON_THE_DAY, "name": "KI-Allianz eG"},
    network.CooperativeMember: {**ENTERED, **ON_THE_DAY, "organisation_id": ID, "share": AMOUNT},
    network.CooperativeContribution: {**ENTERED, "payer_id": ID, "amount": AMOUNT},
    network.CooperativeFact: {**ENTERED, **ON_THE_DAY, "text": "Eintragung"},
    reports.Snapshot: {
        **ENTERED,
        "period_id": ID,
        "version": 2,
        "schema_version": 1,
        "as_of": DAY,
        "payload": "{}",
        "sha256": "d" * 64,
        "frozen_at": NOW,
        "frozen_by": "first",
    },
    reports.WithheldAnnex: {**ENTERED, "snapshot_id": ID, "payload": "{}", "sha256": "f" * 64},
    reports.IssuedReport: {
        **ENTERED,
        "snapshot_id": ID,
        "number": 1,
        "form": reporting.PdfForm.A3,
        "title_block": "{}",
        "content": b"%PDF",
        "pages": 1,
        "sha256": "e" * 64,
        "issued_at": NOW,
        "issued_by": "first",
    },
    supplements.SupplementDraft: {"snapshot_id": ID, "begun_at": NOW, "begun_by": "first"},
    supplements.SupplementLine: {
        "draft_id": ID,
        "number": "6.5.3",
        "line": 0,
        "new_text": "Der Baubeginn ist am 16.09.2026.",
        "reason": "Der Termin war vertauscht.",
        "written_by": "first",
    },
    supplements.IssuedSupplement: {
        **ENTERED,
        "snapshot_id": ID,
        "number": 1,
        "payload": "{}",
        "title_block": "{}",
        "content": b"%PDF",
        "pages": 1,
        "sha256": "a" * 64,
        "issued_at": NOW,
        "issued_by": "first",
    },
    supplements.ReportPreview: {"period_id": ID, "payload": "[]", "printed_at": NOW, "printed_by": "first"},
    history.HistoryEntry: {
        "at": NOW,
        "person_key": "first",
        "unit": "Haushaltsstelle",
        "kind": "block",
        "thing_id": ID,
        "field": "Name",
        "old": "alt",
        "new": "neu",
    },
    history.ChainLink: {"history_entry_id": ID, "sha256": "7" * 64},
    history.SealedRows: {"history_entry_id": ID, "lines": ""},
    reports.ReportReopening: {
        "period_id": ID,
        "snapshot_id": ID,
        "reason": "Ein Betrag war falsch.",
        "reopened_at": NOW,
        "reopened_by": "first",
    },
    **CONTROL,
}

GROUND: tuple[tuple[type[Base], dict[str, object]], ...] = (
    (accounts.Person, {"key": "first", "name": "Erika Muster"}),
    (accounts.Person, {"key": "second", "unit": "Geschäftsstelle", "id": ID + 1}),
    (accounts.Account, {"login": "erstkonto"}),
    (actors.Municipality, {"ags": "08111000", "district_ags": "08111", "name": "Stuttgart"}),
    (actors.Organisation, {"name": "Verband Region Stuttgart"}),
    (actors.DecidingBody, {"name": "Ausschuss"}),
    (blocks.Motion, {}),
    (blocks.Block, {"slug": "ki-xc", "name": "KI-XC", "number": 1}),
    (blocks.Block, {"slug": "fellbach", "name": "Fellbach", "number": 9, "id": ID + 1}),
    (periods.ReportingPeriod, {"half": 1}),
    (updates.StatusUpdate, {"block_id": ID}),
    (updates.NextStep, {"position": 1}),
    (updates.IndicatorTarget, {"kind": progress.IndicatorKind.EVENTS}),
    (finance.Resolution, {}),
    (finance.Appropriation, {}),
    (finance.BudgetBlock, {}),
    (reports.Snapshot, {"version": 1}),
    (reports.Snapshot, {"version": 3, "id": ID + 1}),
    (supplements.SupplementDraft, {"snapshot_id": ID + 1}),
    (history.HistoryEntry, {"kind": "motion"}),
    (documents.StoredDocument, {"sha256": "8" * 64}),
)


def make(table: type[Row], **changes: object) -> Row:
    """A row that every rule of the database accepts, with these values changed."""
    return table(**{**VALUES[table], **changes})


def store(session: Session, row: Row) -> Row:
    """Write the row now, so that a broken rule shows here."""
    session.add(row)
    session.flush()
    return row


def lay_ground(session: Session) -> None:
    """Store what other rows refer to."""
    for table, changes in GROUND:
        store(session, make(table, **{"id": ID, **changes}))
