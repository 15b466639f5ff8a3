"""The file that comes back: the same tables as a workbook with comments in its cells."""

from flask.typing import ResponseReturnValue

from vrs_tracker.domain.errors import NotFound
from vrs_tracker.domain.evidence import safe_file_name
from vrs_tracker.domain.policy import Action
from vrs_tracker.domain.spreadsheet import words
from vrs_tracker.domain.spreadsheet.errand import Comments
from vrs_tracker.domain.vocabulary.cofunding import ImportState
from vrs_tracker.extensions import db
from vrs_tracker.features.exchange import readers
from vrs_tracker.features.exchange.queries.imports import import_of
from vrs_tracker.features.exchange.views.blueprint import bp
from vrs_tracker.features.exchange.views.checking import own_terms
from vrs_tracker.features.exchange.views.running import Run, foreseen_of, judged_problems, problems_of
from vrs_tracker.web.access import requires
from vrs_tracker.web.downloads import file_answer
from vrs_tracker.web.edge import now, today
from vrs_tracker.web.workbook import XLSX


@bp.get("/finanzen/einlesen/<int:import_id>/kommentiert.xlsx")
@requires(Action.READ_HISTORY)
def commented_file(import_id: int) -> ResponseReturnValue:
    """Check an open file once more and send it back with what is wrong in the comments of its cells."""
    imported = import_of(db.session, import_id)
    if imported.state is not ImportState.CHECKED:
        raise NotFound(words.NOT_KEPT)
    content, run = imported.content, Run(db.session, imported, today()).finish()
    if run.found is None:
        raise NotFound(run.refused)
    foreseen = foreseen_of(db.session, imported, run.found, now=now(), terms=own_terms())
    problems, _ = problems_of(run.found, judged_problems(db.session, run.found, foreseen))
    try:
        written = readers.commented_file(content, Comments(problems, run.found.checked.untold), today())
    except readers.Refused as refused:
        raise NotFound(str(refused)) from refused
    stem = imported.file_name.rpartition(".")[0] or imported.file_name
    return file_answer(written, XLSX, safe_file_name(f"{stem}-kommentiert.xlsx", XLSX))
