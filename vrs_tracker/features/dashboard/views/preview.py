"""What a status update would look like in the report, before it is filed (users.md 4.4)."""

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from vrs_tracker.domain.block_sheet import block_sheet
from vrs_tracker.domain.drafts import with_statement
from vrs_tracker.domain.errors import NotFound
from vrs_tracker.domain.inputs.progress import StatusInput
from vrs_tracker.domain.policy import Action, Thing
from vrs_tracker.extensions import db
from vrs_tracker.features.dashboard.queries import load_past
from vrs_tracker.features.dashboard.views.blueprint import bp, shown_here
from vrs_tracker.features.programme.queries import NO_SUCH_BLOCK, find_block
from vrs_tracker.features.progress.queries import load_form_state, worked_on
from vrs_tracker.features.reporting.queries.shown import readable_states
from vrs_tracker.web.access import check, person, requires
from vrs_tracker.web.edge import today

NOTHING_TO_SEE = (
    "Zurzeit werden keine Meldungen gesammelt. Berichte finden Sie unter „Berichte“, Bausteine unter "
    "„Bausteine und Projekte“."
)


@bp.get("/bausteine/<slug>/meldung/vorschau")
@requires(Action.FILE_UPDATE)
def update_preview(slug: str) -> ResponseReturnValue:
    """Draw the block's page as it will be with what the draft says; store nothing."""
    found = worked_on(db.session, slug)
    row, period = found or (find_block(db.session, slug), None)
    if row is None:
        raise NotFound(NO_SUCH_BLOCK)
    check(Action.FILE_UPDATE, Thing(block=row.slug))
    if row.slug != slug:
        return redirect(url_for(".update_preview", slug=row.slug), 301)
    shown = shown_here(block=row.slug)
    block = shown.report.block(row.slug) if shown and shown.is_live and shown.as_of is None else None
    if period is None or shown is None or block is None:
        raise NotFound(NOTHING_TO_SEE)
    state = load_form_state(db.session, row, period, today=today())
    complete = state.completed(state.typed or StatusInput())
    drawn = with_statement(block, complete, state.known.announced, period=state.period, today=today())
    past = load_past(db.session, row.slug, shown.report.period, readable_states(person()))
    return render_template(
        "progress/preview.html",
        block=drawn,
        state=state,
        sheet=block_sheet(shown.report, drawn, past.messages),
        back=url_for("progress.update_page", slug=row.slug),
        address=url_for(".block", slug=row.slug, _external=True),
    )
