"""Balances of the accounting system from a file: read, shown beside ours, stored when they are confirmed."""

from decimal import Decimal

from flask import flash, redirect, render_template, request
from flask.typing import ResponseReturnValue

from vrs_tracker.domain.balance_items import Item
from vrs_tracker.domain.inputs.reconciliation import saved_sentence, why_locked
from vrs_tracker.domain.ledger import NOTHING, Sum
from vrs_tracker.domain.money import from_cents
from vrs_tracker.domain.policy import Action
from vrs_tracker.domain.reconciliation import Compared, compared_years, number_open
from vrs_tracker.domain.spreadsheet import words
from vrs_tracker.domain.spreadsheet.balances import BalancesRead, Terms
from vrs_tracker.domain.spreadsheet.problems import in_order
from vrs_tracker.extensions import db
from vrs_tracker.features.exchange import readers
from vrs_tracker.features.exchange.forms import BalanceFileForm
from vrs_tracker.features.exchange.views.blueprint import bp
from vrs_tracker.features.finance.actions.reconciling import Reconciled, reconcile
from vrs_tracker.features.finance.forms.balance_lines import shown_lines
from vrs_tracker.features.finance.forms.reconciliation import BalancesForm
from vrs_tracker.features.finance.queries.reconciling import Abgleich, load_abgleich
from vrs_tracker.features.periods.queries import by_code, frozen_at, half_year
from vrs_tracker.tables.periods import ReportingPeriod
from vrs_tracker.web.access import person, requires
from vrs_tracker.web.edge import now, today
from vrs_tracker.web.records import attempt
from vrs_tracker.web.request_limits import takes_file

PAGE = "/finanzen/abgleich/<code>/einlesen"
MOST_SHOWN = 200


@bp.get(PAGE)
@requires(Action.BOOK_MONEY)
def ask_for_balances(code: str) -> ResponseReturnValue:
    """Ask for a file."""
    period = by_code(db.session, code)
    return _ask(period, BalanceFileForm(data={"year": period.year}))


@bp.post(PAGE)
@requires(Action.BOOK_MONEY, begins_writing=False)
@takes_file
def show_balances(code: str) -> ResponseReturnValue:
    """Read a file and show what it says beside ours; neither the file nor a balance is kept."""
    period = by_code(db.session, code)
    form = BalanceFileForm()
    if why_locked(period.state) or not form.validate_on_submit():
        return _ask(period, form)
    found = load_abgleich(db.session, period, today())
    terms = Terms(measure=form.measure.data, year=form.year.data or period.year, lines=found.lines)
    try:
        read = readers.balances_in(form.file.data, terms, today())
    except readers.Refused as refused:
        form.file.errors = [str(refused)]
        return _ask(period, form)
    name = request.files[form.file.name].filename or ""
    return _check(period, found, _filled(read, found) if read.may_be_taken else None, read=read, name=name)


@bp.post(f"{PAGE}/speichern")
@requires(Action.BOOK_MONEY)
def save_balances(code: str) -> ResponseReturnValue:
    """Store what was confirmed, as the page of the Abgleich does."""
    period = by_code(db.session, code)
    form = BalancesForm()
    done: list[Reconciled] = []
    outcome = attempt(
        form,
        lambda: done.append(reconcile(db.session, period, form.to_input(), by=person(), now=now())),
    )
    found = load_abgleich(db.session, period, today())
    if not outcome.is_done:
        return _check(period, found, form)
    db.session.commit()
    flash(saved_sentence(*done[0], number_open(found.rows), compared_years(found.rows)))
    return redirect(f"/finanzen/abgleich/{code}", 303)


def _filled(read: BalancesRead, found: Abgleich) -> BalancesForm:
    """Return a line for each balance; that of the file explains a difference, else what is stored stays."""
    form = BalancesForm(formdata=None)
    known = {row.item: row for row in found.rows}
    for row in read.rows:
        line, theirs = form.line_of(row.item), from_cents(row.cents)
        here = known.get(row.item) or Compared(item=row.item, ours=Sum(), balance=None)
        stored = here.balance.explanation if here.balance else ""
        if line is not None:
            line.fill(theirs, row.explanation if row.explanation and theirs != here.ours.amount else stored)
    return form


def _understood(read: BalancesRead, found: Abgleich) -> tuple[tuple[int, Item, Decimal, Decimal], ...]:
    """Return the first rows as they are understood: number, what it is about, balance there and here."""
    ours = {row.item: row.ours.amount for row in found.rows}
    return tuple(
        (row.row, row.item, from_cents(row.cents), ours.get(row.item, NOTHING))
        for row in read.rows[:MOST_SHOWN]
    )


def _ask(period: ReportingPeriod, form: BalanceFileForm) -> ResponseReturnValue:
    page = render_template(
        "exchange/balances.html", period=half_year(period), form=form, locked=why_locked(period.state)
    )
    return page, form.status


def _check(
    period: ReportingPeriod,
    found: Abgleich,
    form: BalancesForm | None,
    *,
    read: BalancesRead | None = None,
    name: str = "",
) -> ResponseReturnValue:
    """Show the lines to be confirmed; without a form the file has errors and is listed as understood."""
    if form is not None and frozen_at(db.session, period) is None:
        del form["reason"]
    page = render_template(
        "exchange/balances_check.html",
        to_correct=words.TO_CORRECT,
        period=half_year(period),
        as_of=found.as_of,
        name=name,
        read=read,
        problems=in_order(read.problems)[:MOST_SHOWN] if read else (),
        understood=_understood(read, found) if read and form is None else (),
        form=form,
        groups=shown_lines(form, found, is_told=read is None) if form is not None else {},
    )
    return page, form.status if form is not None else 422
