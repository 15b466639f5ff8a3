"""A figure as a sentence, beside the report before, and as a text to cite."""

from dataclasses import dataclass
from decimal import Decimal

from vrs_tracker.domain.citation import MAY_CHANGE
from vrs_tracker.domain.issue import demo_mark, footer
from vrs_tracker.domain.notation import approximately, date_de, euro, million_words
from vrs_tracker.domain.provenance.explaining import Explanation
from vrs_tracker.domain.report import CommitteeReport
from vrs_tracker.domain.wording import amount_words, sentence_start


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a figure is cited from: the address with its stand, who issues the report."""

    address: str
    issuer: str
    is_draft: bool


def amount_sentence(found: Explanation) -> str:
    """Say the figure: „Ausgezahlt: 4,92 Millionen Euro“; „rund“ if an entry behind it is rounded."""
    return f"{sentence_start(found.origin.name)}: {_spoken(found.amount, is_rounded=found.is_rounded)}"


def _spoken(amount: Decimal | None, *, is_rounded: bool) -> str:
    if amount is None:
        return euro(None)
    words = million_words(amount)
    return approximately(words) if is_rounded else words


def earlier_sentence(report: CommitteeReport, found: Explanation) -> str:
    """Say how the figure stood in the report before; empty where that is not known."""
    if report.previous is None or found.earlier is None or found.amount is None:
        return ""
    then = f"Im {report.previous.number}. Halbjahresbericht, Stand {date_de(report.previous.as_of)}"
    # the report before is known by its sums alone: what is rounded now was so then, if it stood there
    earlier = _spoken(found.earlier, is_rounded=found.is_rounded)
    return f"{then}: {earlier}; seitdem {_moved(found.amount - found.earlier, is_rounded=found.is_rounded)}."


def _moved(change: Decimal, *, is_rounded: bool) -> str:
    if not change:
        return "unverändert"
    return f"um {amount_words(abs(change), is_rounded=is_rounded)} {'höher' if change > 0 else 'niedriger'}"


def text_to_cite(report: CommitteeReport, found: Explanation, place: Place) -> str:
    """Return the figure with its source, to be copied into a text."""
    exact = f" ({euro(found.amount)})" if found.amount is not None else ""
    source = f"{report.number}. Halbjahresbericht, {report.period.label}. {place.issuer}. {footer(report)}."
    lines = (
        f"{amount_sentence(found)}{exact}.",
        source,
        place.address,
        MAY_CHANGE if place.is_draft else "",
        demo_mark(report),
    )
    return "\n".join(filter(None, lines))
