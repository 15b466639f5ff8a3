"""The extremes, printed once for all tests of a run; as a program it tells their checksums from elsewhere."""

import json
import sys
from functools import cache

from tests.reports.extremes import EXTREMES, Extreme
from tests.reports.geometry import Sheet, sheets
from tests.reports.pdf_facts import PdfFacts, read_pdf
from vrs_tracker.domain.vocabulary.reporting import PUBLIC_FORMS, PdfForm
from vrs_tracker.features.reporting.render import issues

MADE = {make.__name__: make for make in EXTREMES}
NONPUBLIC = "everything_withheld"
EDITIONS = (*((name, form) for name in MADE for form in PUBLIC_FORMS), (NONPUBLIC, PdfForm.NONPUBLIC))


@cache
def extreme(name: str) -> Extreme:
    """The value."""
    return MADE[name]()


@cache
def all_editions(name: str) -> dict[PdfForm, bytes]:
    """All editions of an extreme, as they are handed out."""
    made = extreme(name)
    return {issue.form: issue.content for issue in issues(made.report, made.title_block, made.withheld)}


@cache
def facts(name: str, form: PdfForm) -> PdfFacts:
    """What a screen reader finds in an edition."""
    return read_pdf(all_editions(name)[form])


@cache
def pages(name: str, form: PdfForm) -> tuple[Sheet, ...]:
    """Where the words of an edition stand."""
    return sheets(all_editions(name)[form])


def checksums(names: list[str]) -> dict[str, str]:
    """The SHA-256 of all editions of some extremes."""
    return {
        f"{name} {issue.form}": issue.sha256
        for name in names
        for issue in issues(extreme(name).report, extreme(name).title_block, extreme(name).withheld)
    }


if __name__ == "__main__":
    json.dump(checksums(sys.argv[1:]), sys.stdout)
