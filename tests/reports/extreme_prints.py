"""The extremes, printed once for all tests of a run; as a program it tells their checksums from elsewhere."""

import json
import sys
from enum import StrEnum
from functools import cache
from hashlib import sha256

from tests.reports.extreme_supplements import GIVEN_OUT, SUPPLEMENTS
from tests.reports.extremes import EXTREMES, Extreme
from tests.reports.geometry import Sheet, sheets
from tests.reports.pdf_facts import PdfFacts, read_pdf
from vrs_tracker.domain.supplement import supplement_block
from vrs_tracker.domain.vocabulary.reporting import PUBLIC_FORMS, PdfForm
from vrs_tracker.features.reporting.render import issues, preview, print_supplement


class Further(StrEnum):
    """Prints beside the editions of a report."""

    DRAFT = "draft"
    NONPUBLIC_DRAFT = "nonpublic-draft"
    SUPPLEMENT = "supplement"
    SUPPLEMENT_DRAFT = "supplement-draft"


Form = PdfForm | Further

MADE = {make.__name__: make for make in EXTREMES}
NONPUBLIC = "everything_withheld"
EDITIONS = (*((name, form) for name in MADE for form in PUBLIC_FORMS), (NONPUBLIC, PdfForm.NONPUBLIC))
DRAFTED = ("ordinary", "demo_content", "nothing_recorded", "long_names", "ten_decisions")
"""A draft is its edition with a watermark and other keywords: these have the marks and the fullest heads."""
PRINTS: tuple[tuple[str, Form], ...] = (
    *EDITIONS,
    *((name, Further.DRAFT) for name in DRAFTED),
    (NONPUBLIC, Further.NONPUBLIC_DRAFT),
    *((name, form) for name in SUPPLEMENTS for form in (Further.SUPPLEMENT, Further.SUPPLEMENT_DRAFT)),
)


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
def printed_as(name: str, form: Form) -> bytes:
    """An edition, a draft or an Ergänzung of an extreme."""
    if isinstance(form, PdfForm):
        return all_editions(name)[form]
    made = extreme(name)
    match form:
        case Further.DRAFT:
            return preview(made.report, made.title_block)
        case Further.NONPUBLIC_DRAFT:
            return preview(made.report, made.title_block, PdfForm.NONPUBLIC, made.withheld)
        case Further.SUPPLEMENT | Further.SUPPLEMENT_DRAFT:
            supplement = SUPPLEMENTS[name](made.report)
            block = supplement_block(made.title_block, supplement, held_on=None, agenda_item="", reference="")
            is_draft = form is Further.SUPPLEMENT_DRAFT
            return print_supplement(made.report, supplement, block, GIVEN_OUT, is_draft=is_draft).content


@cache
def facts(name: str, form: Form) -> PdfFacts:
    """What a screen reader finds in a print."""
    return read_pdf(printed_as(name, form))


@cache
def pages(name: str, form: Form) -> tuple[Sheet, ...]:
    """Where the words of a print stand."""
    return sheets(printed_as(name, form))


def checksums(names: list[str]) -> dict[str, str]:
    """The SHA-256 of every print of some extremes."""
    return {
        f"{name} {form}": sha256(printed_as(name, form)).hexdigest() for name, form in PRINTS if name in names
    }


if __name__ == "__main__":
    json.dump(checksums(sys.argv[1:]), sys.stdout)
