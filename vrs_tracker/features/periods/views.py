"""Pages of the session and of the texts that belong to no block (users.md 4.6)."""

from flask import Blueprint, flash, redirect, render_template
from flask.typing import ResponseReturnValue

from vrs_tracker.domain.errors import Conflict, RuleViolations
from vrs_tracker.domain.inputs.periods import TEXTS_STILL_OPEN
from vrs_tracker.domain.periods import HalfYear
from vrs_tracker.domain.policy import Action
from vrs_tracker.domain.preparation import ISSUE_AGAIN, PLACES, SESSION_STAYS_OPEN
from vrs_tracker.domain.vocabulary.reporting import NarrativeSlot
from vrs_tracker.extensions import db
from vrs_tracker.features.periods import actions, queries
from vrs_tracker.features.periods.forms import NarrativeForm, OpeningForm, SessionForm
from vrs_tracker.tables.periods import ReportingPeriod
from vrs_tracker.web.access import person, requires
from vrs_tracker.web.conflicts import Clash, meet
from vrs_tracker.web.edge import now, today
from vrs_tracker.web.fields import Option
from vrs_tracker.web.forms import PostForm, show_form

bp = Blueprint("periods", __name__, url_prefix="/berichte")

SLOTS = ", ".join(slot.value for slot in NarrativeSlot)


@bp.get("/neu")
@requires(Action.PREPARE_REPORT)
def opening_page() -> ResponseReturnValue:
    """Offer the half-years that can be opened."""
    form = OpeningForm(formdata=None)
    _offer_half_years(form)
    return _opening_form(form)


@bp.post("/neu")
@requires(Action.PREPARE_REPORT)
def open_period() -> ResponseReturnValue:
    """Open a half-year and ask for its messages."""
    form = OpeningForm()
    _offer_half_years(form)
    if form.validate_on_submit():
        half, due_on = HalfYear.parse(form.period.data), form.due_on.data
        try:
            actions.open_period(db.session, half, due_on, by=person(), now=now())
        except RuleViolations as broken:
            db.session.rollback()
            form.show(broken)
        else:
            db.session.commit()
            flash(f"Das {half.label} ist eröffnet. Die Meldungen werden gesammelt.")
            return redirect("/aufgaben", 303)
    return _opening_form(form)


@bp.get("/<code>/sitzung")
@requires(Action.EDIT_SESSION)
def session_page(code: str) -> ResponseReturnValue:
    """Show the form of the session, filled with what is known."""
    period = queries.by_code(db.session, code)
    form = SessionForm(data=_session_values(period))
    _offer_bodies(form)
    return _session_form(form, period)


@bp.post("/<code>/sitzung")
@requires(Action.EDIT_SESSION)
def set_session(code: str) -> ResponseReturnValue:
    """Store the session; of two people who change it the second sees both versions."""
    period = queries.by_code(db.session, code)
    form = SessionForm()
    _offer_bodies(form)
    if form.validate_on_submit():
        try:
            actions.set_session(db.session, period, form.to_input(), by=person(), now=now())
        except RuleViolations as broken:
            db.session.rollback()
            form.show(broken)
        except Conflict as conflict:
            db.session.rollback()
            period = queries.by_code(db.session, code)
            return _session_form(form, period, meet(form, conflict, _session_values(period)))
        else:
            db.session.commit()
            flash(_stored_session(period))
            return redirect(_back(code, "sitzung"), 303)
    return _session_form(form, queries.by_code(db.session, code))


@bp.get(f"/<code>/texte/<any({SLOTS}):slot>")
@requires(Action.PREPARE_REPORT)
def narrative_page(code: str, slot: str) -> ResponseReturnValue:
    """Show one text of the report."""
    period, kind = queries.by_code(db.session, code), NarrativeSlot(slot)
    form = NarrativeForm(data=_narrative_values(period, kind))
    form.ask_for(kind)
    return _narrative_form(form, period, kind)


@bp.post(f"/<code>/texte/<any({SLOTS}):slot>")
@requires(Action.PREPARE_REPORT)
def write_narrative(code: str, slot: str) -> ResponseReturnValue:
    """Store one text of the report."""
    period, kind = queries.by_code(db.session, code), NarrativeSlot(slot)
    form = NarrativeForm()
    form.ask_for(kind)
    if form.validate_on_submit():
        try:
            actions.write_narrative(db.session, period, kind, form.to_input(), by=person(), now=now())
        except RuleViolations as broken:
            db.session.rollback()
            form.show(broken)
        except Conflict as conflict:
            db.session.rollback()
            period = queries.by_code(db.session, code)
            clash = meet(form, conflict, _narrative_values(period, kind))
            return _narrative_form(form, period, kind, clash)
        else:
            db.session.commit()
            flash(f"Der Text „{kind.label}“ ist gespeichert.")
            return redirect(_back(code, PLACES[kind]), 303)
    return _narrative_form(form, queries.by_code(db.session, code), kind)


# ---------------------------------------------------------------- what the forms are filled from


def _session_values(period: ReportingPeriod) -> dict[str, object]:
    row = queries.session_of(db.session, period)
    if row is None:
        return {"version": 0, "is_open_session": True}
    names = (*actions.SESSION_LABELS, "version")
    return {name: getattr(row, name) for name in names} | {"body_id": str(row.body_id)}


def _narrative_values(period: ReportingPeriod, slot: NarrativeSlot) -> dict[str, object]:
    row = queries.narrative_of(db.session, period, slot)
    if row is None:
        return {"version": 0}
    return {
        "text": row.text,
        "is_withheld": not row.is_public,
        "withheld_reason": row.withheld_reason,
        "version": row.version,
    }


def _offer_half_years(form: OpeningForm) -> None:
    """Offer the half-year of today, its neighbours, and what follows the newest one, unless opened before."""
    known = [queries.half_year(period) for period in queries.list_periods(db.session)]
    present = HalfYear.containing(today())
    around = {present.shifted(-1), present, present.shifted(1), *(half.shifted(1) for half in known[-1:])}
    offered = sorted(around - set(known))
    form.period.options = [Option(half.code, half.label) for half in offered]


def _offer_bodies(form: SessionForm) -> None:
    bodies = queries.deciding_bodies(db.session)
    form.body_id.options = [Option(str(body.id), body.name) for body in bodies]


# ---------------------------------------------------------------- the pages


def _opening_form(form: OpeningForm) -> ResponseReturnValue:
    intro = "Danach stehen die Meldungen bei den Projektleitungen unter „Meine Aufgaben“."
    return show_form(
        form, title="Halbjahr eröffnen", button="Halbjahr eröffnen", intro=intro, back="/berichte/"
    )


def _session_form(
    form: SessionForm, period: ReportingPeriod, clash: Clash | None = None
) -> ResponseReturnValue:
    title = f"Sitzung und Vorlagenkopf, {queries.half_year(period).label}"
    return _page(form, period, title, SESSION_STAYS_OPEN, "sitzung", clash)


def _narrative_form(
    form: NarrativeForm, period: ReportingPeriod, slot: NarrativeSlot, clash: Clash | None = None
) -> ResponseReturnValue:
    title = f"{slot.label}, {queries.half_year(period).label}"
    return _page(form, period, title, "", PLACES[slot], clash)


def _page(
    form: PostForm, period: ReportingPeriod, title: str, intro: str, place: str, clash: Clash | None
) -> ResponseReturnValue:
    back = _back(queries.half_year(period).code, place)
    page = render_template("periods/form.html", form=form, title=title, intro=intro, back=back, clash=clash)
    return page, 409 if clash else form.status


def _back(code: str, place: str) -> str:
    """Return the part of „Bericht vorbereiten“ from which the form was opened."""
    return f"/berichte/{code}/vorbereiten#{place}"


def _stored_session(period: ReportingPeriod) -> str:
    if period.state in TEXTS_STILL_OPEN:
        return "Die Sitzungsdaten sind gespeichert."
    return f"Die Sitzungsdaten sind gespeichert. {ISSUE_AGAIN}"
