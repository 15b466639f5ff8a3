"""Pages for whoever keeps municipalities, organisations and deciding bodies."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from vrs_tracker.domain.policy import Action
from vrs_tracker.extensions import db
from vrs_tracker.features.actors import actions, queries
from vrs_tracker.features.actors.forms import DecidingBodyForm, MunicipalityForm, OrganisationForm
from vrs_tracker.tables.actors import DecidingBody, Organisation
from vrs_tracker.trail.versions import version_of
from vrs_tracker.web.access import person, requires
from vrs_tracker.web.edge import now
from vrs_tracker.web.fields import Option
from vrs_tracker.web.records import attempt, history_of, show_record

bp = Blueprint("actors", __name__, url_prefix="/akteure")

SAVE = "Speichern"


@bp.get("/")
@requires(Action.EDIT_PROGRAMME)
def overview() -> ResponseReturnValue:
    """List organisations and bodies, each with the way to correct it."""
    return render_template(
        "actors/overview.html",
        organisations=queries.list_organisations(db.session),
        bodies=queries.list_bodies(db.session),
        municipalities=len(queries.list_municipalities(db.session)),
    )


@bp.route("/gemeinden/neu", methods=["GET", "POST"])
@requires(Action.EDIT_PROGRAMME)
def new_municipality() -> ResponseReturnValue:
    """Record a municipality."""
    form = MunicipalityForm()
    outcome = attempt(
        form, lambda: actions.add_municipality(db.session, form.to_input(), by=person(), now=now())
    )
    if outcome.is_done:
        db.session.commit()
        flash("Die Gemeinde ist gespeichert.")
        return redirect(url_for(".overview"), 303)
    return show_record(form, outcome, title="Gemeinde erfassen", button=SAVE, back=url_for(".overview"))


@bp.route("/organisationen/neu", methods=["GET", "POST"])
@requires(Action.EDIT_PROGRAMME)
def new_organisation() -> ResponseReturnValue:
    """Record an organisation."""
    form = OrganisationForm()
    _offer_municipalities(form)
    outcome = attempt(
        form, lambda: actions.add_organisation(db.session, form.to_input(), by=person(), now=now())
    )
    if outcome.is_done:
        db.session.commit()
        flash("Die Organisation ist gespeichert.")
        return redirect(url_for(".overview"), 303)
    return show_record(form, outcome, title="Organisation erfassen", button=SAVE, back=url_for(".overview"))


@bp.route("/organisationen/<int:organisation_id>/bearbeiten", methods=["GET", "POST"])
@requires(Action.EDIT_PROGRAMME)
def edit_organisation(organisation_id: int) -> ResponseReturnValue:
    """Correct an organisation."""
    row = queries.organisation_of(db.session, organisation_id)
    form = OrganisationForm(data=_organisation_values(row))
    _offer_municipalities(form)
    outcome = attempt(
        form,
        lambda: actions.edit_organisation(db.session, row, form.to_input(), by=person(), now=now()),
        lambda: _organisation_values(row),
    )
    if outcome.is_done:
        db.session.commit()
        flash("Die Organisation ist gespeichert.")
        return redirect(url_for(".overview"), 303)
    return show_record(
        form,
        outcome,
        title="Organisation bearbeiten",
        button=SAVE,
        back=url_for(".overview"),
        history=history_of(row),
    )


@bp.route("/gremien/neu", methods=["GET", "POST"])
@requires(Action.EDIT_PROGRAMME)
def new_body() -> ResponseReturnValue:
    """Record a deciding body."""
    form = DecidingBodyForm()
    _offer_organisations(form)
    outcome = attempt(
        form, lambda: actions.add_deciding_body(db.session, form.to_input(), by=person(), now=now())
    )
    if outcome.is_done:
        db.session.commit()
        flash("Das Gremium ist gespeichert.")
        return redirect(url_for(".overview"), 303)
    return show_record(form, outcome, title="Gremium erfassen", button=SAVE, back=url_for(".overview"))


@bp.route("/gremien/<int:body_id>/bearbeiten", methods=["GET", "POST"])
@requires(Action.EDIT_PROGRAMME)
def edit_body(body_id: int) -> ResponseReturnValue:
    """Correct a deciding body."""
    row = queries.body_of(db.session, body_id)
    form = DecidingBodyForm(data=_body_values(row))
    _offer_organisations(form)
    outcome = attempt(
        form,
        lambda: actions.edit_deciding_body(db.session, row, form.to_input(), by=person(), now=now()),
        lambda: _body_values(row),
    )
    if outcome.is_done:
        db.session.commit()
        flash("Das Gremium ist gespeichert.")
        return redirect(url_for(".overview"), 303)
    return show_record(
        form,
        outcome,
        title="Gremium bearbeiten",
        button=SAVE,
        back=url_for(".overview"),
        history=history_of(row),
    )


# ---------------------------------------------------------------- what the forms are filled from


def _organisation_values(row: Organisation) -> dict[str, object]:
    names = ("name", "short_name", "kind", "source")
    return {
        **{name: getattr(row, name) for name in names},
        "municipality": queries.ags_of(db.session, row.municipality_id),
        "version": version_of(db.session, row),
    }


def _body_values(row: DecidingBody) -> dict[str, object]:
    names = ("name", "short_name", "organisation_id", "note", "source")
    return {**{name: getattr(row, name) for name in names}, "version": version_of(db.session, row)}


def _offer_municipalities(form: OrganisationForm) -> None:
    rows = queries.list_municipalities(db.session)
    form.municipality.options = [Option(row.ags, row.name) for row in rows]


def _offer_organisations(form: DecidingBodyForm) -> None:
    rows = queries.list_organisations(db.session)
    form.organisation_id.options = [Option(str(row.id), row.name) for row in rows]
