"""Ergänzungen to the extremes, to be printed as given out and as drafts. All of it is made up."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime

from tests.reports.extreme_texts import ODD_TEXT, PROSE, UNBROKEN
from vrs_tracker.domain.inputs.supplements import NEW_TEXT_LIMIT, WHY_LIMIT
from vrs_tracker.domain.outline import document
from vrs_tracker.domain.report import CommitteeReport
from vrs_tracker.domain.supplement import Supplement, correction, supplement_of

GIVEN_OUT = datetime(2026, 10, 5, 8, 30, tzinfo=UTC)
ORDINARY = {
    "2.0.1": "Von den sieben Bausteinen des Antrags liegen drei im Plan.",
    "4.1.1": "Die Einheit der Werte ist Millionen Euro.",
    "6.5.1": "Der Baubeginn verschiebt sich um 46 Tage auf den 15.09.2026.",
}


def ordinary(report: CommitteeReport) -> Supplement:
    """A paragraph, a line of a figure and the sentence about a block are corrected."""
    return _correcting(
        report, {number: (new, "Ein Wert war doppelt gezählt") for number, new in ORDINARY.items()}
    )


def longest(report: CommitteeReport) -> Supplement:
    """Corrections as long as they may be: running text, one word, signs that mean something elsewhere."""
    texts = zip(("2.0.1", "6.0.1", "13.1"), (PROSE, UNBROKEN, ODD_TEXT), strict=True)
    return _correcting(report, {number: (text[:NEW_TEXT_LIMIT], text[:WHY_LIMIT]) for number, text in texts})


SUPPLEMENTS: Mapping[str, Callable[[CommitteeReport], Supplement]] = {
    "ordinary": ordinary,
    "demo_content": ordinary,
    "long_names": longest,
}
"""Ergänzungen by the extremes that they belong to."""


def _correcting(report: CommitteeReport, words: Mapping[str, tuple[str, str]]) -> Supplement:
    whole = document(report)
    found = [correction(whole, number, 0, new, reason) for number, (new, reason) in words.items()]
    assert None not in found
    return supplement_of(report, 1, [one for one in found if one])
