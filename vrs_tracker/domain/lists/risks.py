"""The page of the risks: the heaviest first, with filters, and the matrix once there are many."""

from dataclasses import dataclass, replace

from vrs_tracker.domain.chapters.risks import (
    DAMAGE,
    LIKELIHOOD,
    MATRIX_FROM,
    OpenRisk,
    matrix_table,
    open_risks,
    risks_message,
    risks_table,
)
from vrs_tracker.domain.listing import Filter, TypedRow, TypedTable, filter_of
from vrs_tracker.domain.lists.facets import block_facets, block_filter
from vrs_tracker.domain.once import once_per_report
from vrs_tracker.domain.report import CommitteeReport
from vrs_tracker.domain.vocabulary.progress import Level, Trend

_TREND = "trend"


@dataclass(frozen=True, slots=True, kw_only=True)
class RiskList:
    """The table, the filters of the page, its message, and the matrix; None with few risks."""

    table: TypedTable
    filters: tuple[Filter, ...]
    message: str
    matrix: TypedTable | None


@once_per_report
def risk_list(report: CommitteeReport) -> RiskList:
    """Return what the page of the risks shows."""
    risks = open_risks(report)
    plain = risks_table(report)
    rows = tuple(_placed(row, one) for row, one in zip(plain.rows, risks, strict=True))
    levels = {level.label: level.label for level in reversed(Level)}
    return RiskList(
        table=replace(plain, rows=rows),
        filters=(
            block_filter(rows, report.all_blocks()),
            filter_of(rows, LIKELIHOOD, "Eintritt", levels),
            filter_of(rows, DAMAGE, "Schaden", levels),
            filter_of(rows, _TREND, "Trend", {trend.label: trend.label for trend in Trend}),
        ),
        message=risks_message(report),
        matrix=matrix_table(risks) if len(risks) >= MATRIX_FROM else None,
    )


def _placed(row: TypedRow, one: OpenRisk) -> TypedRow:
    facets = {
        **block_facets(one.block),
        LIKELIHOOD: frozenset({one.risk.likelihood.label}),
        DAMAGE: frozenset({one.risk.damage.label}),
        _TREND: frozenset({one.risk.trend.label}),
    }
    return replace(row, facets=facets)
