"""Booking a checked file as a whole, and taking it back as a whole."""

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue

from vrs_tracker.domain.errors import Violation, require
from vrs_tracker.domain.policy import Action
from vrs_tracker.domain.spreadsheet import words
from vrs_tracker.extensions import db, open_for_writing
from vrs_tracker.features.exchange import actions
from vrs_tracker.features.exchange.forms import BookImportForm, ReverseImportForm
from vrs_tracker.features.exchange.queries.imports import import_of, rows_of_file
from vrs_tracker.features.exchange.views.blueprint import bp
from vrs_tracker.features.exchange.views.checking import MOST_SHOWN, check_page
from vrs_tracker.features.exchange.views.running import (
    Run,
    foreseen_of,
    inputs_of,
    judged_problems,
    problems_of,
)
from vrs_tracker.features.finance.actions.importing import Terms, book_import
from vrs_tracker.features.finance.actions.taking_back import reverse_import
from vrs_tracker.tables.documents import MoneyImport
from vrs_tracker.web.access import person, requires
from vrs_tracker.web.edge import now, settings, today
from vrs_tracker.web.records import Outcome, attempt, show_record

TITLE = "Datei mit Begründung zurücknehmen"


@bp.post("/finanzen/einlesen/<int:import_id>/buchen")
@requires(Action.BOOK_MONEY, begins_writing=False)
def book_file(import_id: int) -> ResponseReturnValue:
    """Check once more what is booked now, while others can write, and book all of it or nothing."""
    imported = import_of(db.session, import_id)
    require(words.check_open(imported.state, 1))
    run = Run(db.session, imported, today()).finish()
    form = BookImportForm()
    db.session.rollback()
    open_for_writing(db.session)
    outcome = attempt(form, lambda: _book(imported, run, form))
    if not outcome.is_done:
        return check_page(imported, run, form)
    db.session.commit()
    flash(words.booked_sentence(rows_of_file(db.session, imported.id).waiting))
    return redirect(url_for(".show_file", import_id=imported.id), 303)


def _book(imported: MoneyImport, run: Run, form: BookImportForm) -> None:
    if run.found is None or not run.found.checked.may_be_booked:
        require([Violation("", run.refused or words.HAS_ERRORS)])
        return
    terms = Terms(
        exception_reason=form.exception_reason.data,
        change_reason=form.change_reason.data,
        change_sentence=form.change_sentence.data,
        second_person_from=settings().second_person_from,
    )
    foreseen = foreseen_of(db.session, imported, run.found, now=now(), terms=terms)
    problems, _ = problems_of(run.found, judged_problems(db.session, run.found, foreseen))
    book_import(db.session, imported, inputs_of(imported, run.found), by=person(), now=now(), terms=terms)
    actions.keep_problems(db.session, imported, problems[:MOST_SHOWN], by=person())


@bp.route("/finanzen/einlesen/<int:import_id>/zuruecknehmen", methods=["GET", "POST"])
@requires(Action.BOOK_MONEY)
def reverse_file(import_id: int) -> ResponseReturnValue:
    """Take back everything that came from a file, with one reason."""
    imported = import_of(db.session, import_id)
    form = ReverseImportForm()
    outcome = attempt(form, lambda: _reverse(imported, form))
    if outcome.is_done:
        db.session.commit()
        flash(words.taken_back_sentence(rows_of_file(db.session, imported.id).waiting))
        return redirect(url_for(".show_file", import_id=imported.id), 303)
    return _reversal_page(imported, form, outcome)


def _reverse(imported: MoneyImport, form: ReverseImportForm) -> None:
    terms = Terms(
        exception_reason=form.exception_reason.data, second_person_from=settings().second_person_from
    )
    reverse_import(db.session, imported, form.reason.data, by=person(), now=now(), terms=terms)


def _reversal_page(imported: MoneyImport, form: ReverseImportForm, outcome: Outcome) -> ResponseReturnValue:
    if not form.exception_reason.errors and not form.exception_reason.data:
        del form.exception_reason
    return show_record(
        form,
        outcome,
        title=TITLE,
        button=TITLE,
        intro=words.reversal_intro(imported.file_name, rows_of_file(db.session, imported.id).standing),
        back=url_for(".show_file", import_id=imported.id),
    )
