"""Resolutions: recorded with all their lines in one form, corrected later."""

from flask import redirect, url_for
from flask.typing import ResponseReturnValue

from vrs_tracker.domain.policy import Action
from vrs_tracker.domain.second_person import limit_hint
from vrs_tracker.extensions import db
from vrs_tracker.features.finance import actions
from vrs_tracker.features.finance.forms import ResolutionEditForm, ResolutionForm
from vrs_tracker.features.finance.queries.confirmations import open_requests_of
from vrs_tracker.features.finance.queries.reported import reported_changes
from vrs_tracker.features.finance.queries.rows import lines_of, resolution_of
from vrs_tracker.features.finance.queries.values import precise_day
from vrs_tracker.features.finance.views.blueprint import bp, money_page, offer, pressed, say
from vrs_tracker.tables.finance import Resolution
from vrs_tracker.trail.versions import version_of
from vrs_tracker.web.access import person, requires
from vrs_tracker.web.edge import now, settings
from vrs_tracker.web.records import Outcome, attempt, show_record

RECORDED_AS_DRAFT = "Der Beschluss ist erfasst; seine Zeilen sind Entwürfe."
RECORDED_WAITING = "Der Beschluss ist erfasst; seine Zeilen warten zusammen auf die zweite Person."
LIST = "/beschluesse/"
SUM = "summe"


@bp.route("/beschluesse/neu", methods=["GET", "POST"])
@requires(Action.BOOK_MONEY)
def new_resolution() -> ResponseReturnValue:
    """Record a resolution with all its lines; one more line or a look at the sum keeps everything typed."""
    form = ResolutionForm()
    asked = pressed()
    if asked in {"zeile", "freigabezeile"}:
        lines = form.entries if asked == "zeile" else form.releases
        form.add_line(lines)
        return _resolution_page(form, Outcome(is_done=False), focus=f"{lines.name}-{len(lines) - 1}")
    if asked == SUM:
        return _resolution_page(form, Outcome(is_done=False), focus=SUM)
    offer(form)
    as_draft = asked == "entwurf"
    made: list[Resolution] = []
    outcome = attempt(
        form,
        lambda: made.append(
            actions.record_resolution(
                db.session,
                form.to_input(as_draft=as_draft),
                by=person(),
                now=now(),
                second_person_from=settings().second_person_from,
            )
        ),
    )
    if outcome.is_done:
        db.session.commit()
        entries, releases = lines_of(db.session, made[0])
        waits = bool(open_requests_of(db.session, (*entries, *releases)))
        say(
            RECORDED_WAITING if waits else RECORDED_AS_DRAFT if as_draft else "Der Beschluss ist erfasst.",
            ("Dokument hinterlegen", f"/belege/beschluesse/{made[0].id}"),
            ("Beschluss bearbeiten", url_for(".edit_resolution", resolution_id=made[0].id)),
            ("Alle Beschlüsse", LIST),
        )
        return redirect(url_for(".bookings"), 303)
    return _resolution_page(form, outcome, is_offered=True)


@bp.route("/beschluesse/<int:resolution_id>/bearbeiten", methods=["GET", "POST"])
@requires(Action.BOOK_MONEY)
def edit_resolution(resolution_id: int) -> ResponseReturnValue:
    """Correct what a resolution says."""
    row = resolution_of(db.session, resolution_id)
    form = ResolutionEditForm(data=_resolution_values(row))
    offer(form)
    outcome = attempt(
        form,
        lambda: actions.edit_resolution(db.session, row, form.to_input(), by=person(), now=now()),
        lambda: _resolution_values(row),
    )
    if outcome.is_done:
        db.session.commit()
        say("Der Beschluss ist gespeichert.", ("Verlauf ansehen", f"/verlauf/resolution/{row.id}"))
        return redirect(LIST, 303)
    title, intro = "Beschluss bearbeiten", "Gebuchte Zeilen bleiben, wie sie sind."
    return show_record(form, outcome, title=title, intro=intro, button="Speichern", back=LIST)


def _resolution_page(
    form: ResolutionForm, outcome: Outcome, *, focus: str = "", is_offered: bool = False
) -> ResponseReturnValue:
    """Show the form; `focus` names the line, or the sum, to which the reader was led."""
    if not is_offered:
        offer(form)
    return money_page(
        form,
        outcome,
        title="Beschluss erfassen",
        button="Beschluss erfassen",
        template="finance/resolution.html",
        focus=focus,
        limit=limit_hint(settings().second_person_from),
        sum_check=form.sum_check(),
        reported=reported_changes(db.session),
    )


def _resolution_values(row: Resolution) -> dict[str, object]:
    names = (
        *("body_id", "title", "document", "address", "stated_amount", "stated_is_approximate"),
        *("withheld_reason", "source"),
    )
    return {
        **{name: getattr(row, name) for name in names},
        "content": row.summary,
        "decided": precise_day(row),
        "is_withheld": not row.is_public,
        "version": version_of(db.session, row),
    }
