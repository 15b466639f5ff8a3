"""A feature that exists for tests only: every kind of field, every kind of mistake.

A module takes it with `application = workshop_application` (fixture override) and then uses the page client.
"""

from collections.abc import Iterator
from decimal import Decimal

import pytest
import sqlalchemy as sa
from flask import Blueprint, Flask, abort, jsonify, redirect, request
from flask.typing import ResponseReturnValue

from tests.support.page_client import running_application
from vrs_tracker.domain.errors import Conflict, Forbidden, NotFound, RuleViolations, Violation
from vrs_tracker.domain.policy import Action, Thing
from vrs_tracker.domain.vocabulary.money import Payer, Provenance
from vrs_tracker.domain.vocabulary.people import OrganisationKind, Role
from vrs_tracker.domain.vocabulary.progress import ShiftReason
from vrs_tracker.extensions import db
from vrs_tracker.tables.actors import Organisation
from vrs_tracker.web.access import check, open_to_all, requires
from vrs_tracker.web.fields import (
    CheckField,
    ChoiceField,
    ChoicesField,
    CodeField,
    CountField,
    DateField,
    EuroField,
    HiddenField,
    Option,
    QuantityField,
    TextAreaField,
    TextField,
)
from vrs_tracker.web.forms import PostForm, show_form

bp = Blueprint("workshop", __name__, url_prefix="/werkstatt")


class EverythingForm(PostForm):
    """One field of each kind, none of them needed."""

    line = TextField("Zeile", limit=20)
    text = TextAreaField("Text", limit=600, hint="Zwei bis vier Sätze.")
    amount = EuroField("Betrag")
    share = QuantityField("Fläche")
    number = CountField("Anzahl")
    day = DateField("Tag")
    payer = CodeField("Geldgeber", Payer)
    reason = CodeField("Grund", ShiftReason)
    place = ChoiceField("Ort")
    topics = ChoicesField(
        "Felder", options=[Option("a", "Bau"), Option("b", "Gesundheit"), Option("c", "Energie")]
    )
    agreed = CheckField("Geprüft")
    nothing = ChoicesField("Leer")
    version = HiddenField("")


class NeededForm(PostForm):
    """Fields that must not be empty."""

    name = TextField("Name", needed="Nennen Sie den Namen.")
    amount = EuroField("Betrag", needed="Geben Sie den Betrag ein.")
    payer = CodeField("Geldgeber", Payer, needed="Wählen Sie, wer zahlt.")
    topics = ChoicesField("Felder", options=[Option("a", "Bau")], needed="Wählen Sie ein Feld.")
    agreed = CheckField("Geprüft", needed="Bestätigen Sie die Prüfung.")


@bp.route("/alles", methods=["GET", "POST"])
@open_to_all
def everything() -> ResponseReturnValue:
    form = EverythingForm()
    form.place.options = [Option("1", "Böblingen"), Option("2", "Stuttgart")]
    if form.validate_on_submit():
        return jsonify({name: _plain(value) for name, value in form.data.items() if name != "csrf_token"})
    return show_form(form, title="Alles", button="Speichern", back="/hilfe")


def _plain(value: object) -> object:
    return str(value) if isinstance(value, Decimal) else value


@bp.route("/noetig", methods=["GET", "POST"])
@open_to_all
def needed() -> ResponseReturnValue:
    form = NeededForm()
    if form.validate_on_submit():
        broken = (
            Violation("amount", "Der Betrag ist zu hoch."),
            Violation("", "Der Haushalt ist noch nicht beschlossen."),
            Violation("elsewhere", "Der Zeitraum ist noch nicht offen."),
        )
        form.show(RuleViolations(broken))
    return show_form(form, title="Nötig", button="Speichern")


@bp.route("/stelle", methods=["GET", "POST"])
@requires(Role.EDITOR)
def organisation() -> ResponseReturnValue:
    form = NeededForm(meta={"csrf": False})
    del form.amount, form.payer, form.topics, form.agreed
    if form.validate_on_submit():
        db.session.add(
            Organisation(name=form.name.data, kind=OrganisationKind.OTHER, provenance=Provenance.ENTERED)
        )
        if "vergessen" in request.args:
            db.session.flush()
        else:
            db.session.commit()
        return redirect("/hilfe", 303)
    return show_form(form, title="Stelle", button="Speichern")


@bp.post("/sofort")
@requires(Role.EDITOR)
def at_once() -> ResponseReturnValue:
    name = request.form["name"]
    db.session.add(Organisation(name=name, kind=OrganisationKind.OTHER, provenance=Provenance.ENTERED))
    db.session.commit()
    return redirect("/hilfe", 303)


@bp.get("/fehler/<kind>")
@open_to_all
def failure(kind: str) -> ResponseReturnValue:
    broken = {
        "not_found": NotFound("Diesen Baustein gibt es nicht."),
        "conflict": Conflict("Jemand war schneller."),
        "forbidden": Forbidden("Das macht die Geschäftsstelle."),
        "rules": RuleViolations([Violation("", "Erstens."), Violation("x", "Zweitens.")]),
        "crash": ZeroDivisionError("A. Muster, 12,50 Euro"),
        "database": sa.exc.OperationalError("SELECT 1", {}, Exception("no answer")),
        "twice": sa.exc.IntegrityError("INSERT", {}, Exception("UNIQUE failed: block.post_key")),
        "final": sa.exc.IntegrityError("UPDATE", {}, Exception("motion is final")),
    }
    raise broken[kind]


@bp.get("/status/<int:code>")
@open_to_all
def status(code: int) -> ResponseReturnValue:
    abort(code)


@bp.get("/nummer/<int:number>")
@open_to_all
def numbered(number: int) -> ResponseReturnValue:
    return jsonify(db.session.get(Organisation, number) is not None)


@bp.get("/buchung")
@requires(Action.BOOK_MONEY)
def booking() -> str:
    return "ok"


@bp.get("/bericht/<slug>")
@open_to_all
def live(slug: str) -> str:
    check(Action.READ_LIVE, Thing(block=slug))
    return "ok"


@bp.get("/ungeschuetzt")
def unguarded() -> str:
    return "open by mistake"


@pytest.fixture(scope="module")
def workshop_application(engine: sa.Engine) -> Iterator[Flask]:
    """Give an application with the workshop beside the real features."""
    with running_application(engine) as app:
        app.register_blueprint(bp)
        yield app
