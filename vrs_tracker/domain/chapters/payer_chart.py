"""The chart of section 4.1: each payer in the motion and today, each with a scale of its own.

Private shares are planned twenty times as high as all others: on one scale no other bar could be seen.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from vrs_tracker.domain.chapters.cells import million_cell, million_spoken
from vrs_tracker.domain.chapters.picture_lines import stand_and_source
from vrs_tracker.domain.charts import Panel, PanelBar, PanelChart
from vrs_tracker.domain.ledger import Sum
from vrs_tracker.domain.notation import NO_STATEMENT, date_de, list_de, million, million_words
from vrs_tracker.domain.report import CommitteeReport
from vrs_tracker.domain.vocabulary.money import Payer
from vrs_tracker.domain.wording import SHARES, sentence_start

_OWN_SCALE = (
    "In Mio. €. Jeder Geldgeber hat seinen eigenen Maßstab: Balken lassen sich nur innerhalb eines "
    "Geldgebers vergleichen. Heute: mit weiteren Projekten."
)


@dataclass(frozen=True, slots=True)
class PayerSums:
    """What the motion names for a payer and what counts today; None if nothing is recorded."""

    payer: Payer
    planned: Decimal
    today: Sum | None

    @property
    def distance(self) -> Decimal:
        """How far today lies from the motion, in either direction; what is not recorded lies furthest."""
        return abs((self.today.amount if self.today else Decimal(0)) - self.planned)


def payers_chart(report: CommitteeReport, sums: Sequence[PayerSums], further: Sum | None) -> PanelChart:
    """Return a panel for each payer of the motion and one for the further payers, if they pay anything."""
    panels = (
        *(
            Panel(
                name=one.payer.label,
                payer=one.payer,
                bars=(
                    PanelBar(name="Antrag", value=one.planned, text=million(one.planned), is_planned=True),
                    _today(one.today),
                ),
            )
            for one in sums
        ),
        *((_further(further),) if further else ()),
    )
    return PanelChart(
        title=f"Geldgeber im Antrag und am {date_de(report.as_of)}",
        alt=" ".join(dict.fromkeys((_largest(sums), _exception(sums)))),
        finding=_exception(sums),
        source=stand_and_source(report, "Antrag, Beschlüsse, Bescheide und Mitteilungen der Träger"),
        panels=panels,
        note=_OWN_SCALE,
    )


def _further(today: Sum) -> Panel:
    planned = PanelBar(name="Antrag", value=None, text="nicht vorgesehen", is_planned=True)
    return Panel(name="weitere: Land, Bund, Europäische Union", payer=None, bars=(planned, _today(today)))


def _today(now: Sum | None) -> PanelBar:
    amount = now.amount if now else None
    text = million_cell(amount, missing=NO_STATEMENT, is_rounded=bool(now and now.is_rounded))
    return PanelBar(name="heute", value=amount, text=text)


def _spoken(now: Sum) -> str:
    return million_spoken(now.amount, is_rounded=now.is_rounded)


def _largest(sums: Sequence[PayerSums]) -> str:
    """Say which share is the largest in the motion and today."""
    then = max(sums, key=lambda one: one.planned)
    if not then.planned:
        return _exception(sums)
    known = [(one.today, one.payer) for one in sums if one.today]
    first = f"Im Antrag ist {SHARES[then.payer]} am größten mit {million_words(then.planned)}"
    if not known:
        return f"{first}."
    now, payer = max(known, key=lambda one: one[0].amount)
    which = "er" if payer is then.payer else SHARES[payer]
    return f"{first}; heute ist es {which} mit {_spoken(now)}."


def _exception(sums: Sequence[PayerSums]) -> str:
    """Say which share is furthest from the motion, or that none is known, or that all are the same."""
    planned = [one for one in sums if one.planned or one.today]
    if not planned:
        return "Der Antrag nennt keine Beträge, und heute sind keine erfasst."
    missing = [SHARES[one.payer] for one in planned if one.today is None]
    if len(missing) == len(planned):
        return "Ein aktueller Stand der Anteile ist noch nicht erfasst."
    known = [one for one in planned if one.today is not None]
    furthest = max(known, key=lambda one: one.distance)
    gaps = (
        f"; noch nicht erfasst {'ist' if len(missing) == 1 else 'sind'} {list_de(missing)}" if missing else ""
    )
    if furthest.today is None or not furthest.distance:
        return f"Die heute erfassten Anteile sind so hoch wie im Antrag{gaps}."
    share = sentence_start(SHARES[furthest.payer])
    now, then = _spoken(furthest.today), million_words(furthest.planned)
    return f"{share} liegt am weitesten vom Antrag entfernt: heute {now}, im Antrag {then}{gaps}."
