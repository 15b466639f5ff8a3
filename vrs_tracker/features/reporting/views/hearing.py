"""The Vorlesefassung of a report, for those who listen: as a page and as a text."""

from flask.typing import ResponseReturnValue

from vrs_tracker.domain.issue import file_name
from vrs_tracker.domain.reading_version import as_text, reading_version, with_corrections
from vrs_tracker.features.reporting.views.blueprint import bp, readable_with_supplements
from vrs_tracker.web.access import open_to_all
from vrs_tracker.web.downloads import file_answer
from vrs_tracker.web.kept_pages import draw_page, kept_page


@bp.get("/<code>/vorlesen")
@open_to_all
@kept_page
def reading_page(code: str) -> ResponseReturnValue:
    """Draw the report as one linear text in large type, with nothing that is not said."""
    found = readable_with_supplements(code)
    version = with_corrections(reading_version(found.report), found.supplements)
    return draw_page("reporting/reading.html", shown=found, version=version)


@bp.get("/<code>/vorlesen.txt")
@open_to_all
def reading_text(code: str) -> ResponseReturnValue:
    """Serve the same text as a file, a sentence on each line."""
    found = readable_with_supplements(code)
    version = with_corrections(reading_version(found.report), found.supplements)
    name = file_name(found.report, "txt", is_released=found.issued is not None, part="vorlesefassung")
    return file_answer(as_text(version).encode(), "text/plain; charset=utf-8", name)
