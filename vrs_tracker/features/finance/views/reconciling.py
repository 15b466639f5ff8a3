"""The Abgleich: the balance of the accounting system beside ours, per Buchungsstelle and half-year."""

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from vrs_tracker.domain.balance_items import Item
from vrs_tracker.domain.chapters.balance_table import balances_table, given_out_table
from vrs_tracker.domain.corrections import CORRECT_OR_SUPPLEMENT
from vrs_tracker.domain.errors import Violation, require
from vrs_tracker.domain.facts.control import Balance
from vrs_tracker.domain.inputs.parts import check_budget_year
from vrs_tracker.domain.inputs.reconciliation import saved_sentence, why_locked
from vrs_tracker.domain.money import from_cents
from vrs_tracker.domain.policy import Action, may
from vrs_tracker.domain.reconciliation import (
    NOTHING_TO_CHECK,
    compared_years,
    number_moved,
    number_open,
    open_rows,
)
from vrs_tracker.domain.spreadsheet.balances import Terms, check_pasted, pasted_sheet, read_balances
from vrs_tracker.domain.vocabulary.money import Provenance
from vrs_tracker.extensions import db
from vrs_tracker.features.finance.actions.reconciling import Reconciled, reconcile
from vrs_tracker.features.finance.forms.balance_lines import shown_lines
from vrs_tracker.features.finance.forms.reconciliation import ReconciliationForm
from vrs_tracker.features.finance.queries.reconciling import Abgleich, load_abgleich
from vrs_tracker.features.finance.views.blueprint import bp, pressed, say
from vrs_tracker.features.finance.views.bookings import READERS
from vrs_tracker.features.periods.queries import (
    by_code,
    current_period,
    frozen_at,
    half_year,
    list_periods,
)
from vrs_tracker.tables.periods import ReportingPeriod
from vrs_tracker.web.access import person, requires
from vrs_tracker.web.downloads import requested_working_file
from vrs_tracker.web.edge import now, today
from vrs_tracker.web.listing import drawn
from vrs_tracker.web.records import attempt

LIST = "/finanzen/abgleich"
PAGE = f"{LIST}/<code>"
CHECK, PASTE, FURTHER, CARRY = "pruefen", "einfuegen", "zeile", "uebernehmen"


@bp.get(LIST)
@requires(*READERS)
def current_reconciliation() -> ResponseReturnValue:
    """Lead to the half-year that is worked on; say so if there is none yet."""
    period = current_period(db.session)
    if period is None:
        return render_template("finance/reconciliation.html", period=None, form=None)
    return redirect(url_for(".reconciliation", code=half_year(period).code))


@bp.get(PAGE)
@requires(*READERS)
def reconciliation(code: str) -> ResponseReturnValue:
    """Show the table of a half-year, to be filled by the budget office as long as its report is not given."""
    period = by_code(db.session, code)
    found = load_abgleich(db.session, period, today())
    return _page(period, found, ReconciliationForm(data=_values(found)))


@bp.post(PAGE)
@requires(Action.BOOK_MONEY)
def save_reconciliation(code: str) -> ResponseReturnValue:
    """Store what was typed; or look at the differences, take over a pasted table, add a line."""
    period = by_code(db.session, code)
    form = ReconciliationForm()
    asked = pressed()
    done: list[Reconciled] = []
    if asked in {PASTE, FURTHER, CARRY, CHECK}:
        attempt(form, lambda: _fill(form, period, asked))
        return _page(period, load_abgleich(db.session, period, today()), form, is_unsaved=True)
    outcome = attempt(
        form,
        lambda: done.append(reconcile(db.session, period, form.to_input(), by=person(), now=now())),
    )
    found = load_abgleich(db.session, period, today())
    if not outcome.is_done:
        return _page(period, found, form, is_unsaved=True, is_told=True)
    db.session.commit()
    say(saved_sentence(*done[0], number_open(found.rows), compared_years(found.rows)))
    return redirect(url_for(".reconciliation", code=code), 303)


# ---------------------------------------------------------------- what fills the form without storing


def _fill(form: ReconciliationForm, period: ReportingPeriod, asked: str) -> None:
    if asked == PASTE:
        _take_over(form, period)
    elif asked == FURTHER:
        _add_line(form)
    elif asked == CARRY:
        _carry_on(form, period)


def _take_over(form: ReconciliationForm, period: ReportingPeriod) -> None:
    """Put the amounts of a pasted table into the lines; all that was understood, or nothing."""
    terms = Terms(
        measure=form.paste_measure.data,
        year=form.paste_year.data or period.year,
        lines=load_abgleich(db.session, period, today()).lines,
    )
    pasted = read_balances(pasted_sheet(form.pasted.data), terms)
    require(check_pasted(pasted))
    for row in pasted.rows:
        line = form.line_of(row.item)
        if line is not None:
            line.fill(from_cents(row.cents), row.explanation)
    form.pasted.data = ""


def _add_line(form: ReconciliationForm) -> None:
    if form.further_year.data is None:
        require([Violation("further_year", "Geben Sie das Haushaltsjahr ein.")])
    require(check_budget_year("further_year", form.further_year.data))
    form.line_of(Item(form.further_line.data.strip(), form.further_year.data, form.further_measure.data))
    form.further_line.data = ""


def _carry_on(form: ReconciliationForm, period: ReportingPeriod) -> None:
    """Fill the empty lines of past budget years as they were checked last, if nothing has changed here."""
    carried = _carried(load_abgleich(db.session, period, today()), period)
    for line in form.lines():
        earlier = carried.get(line.item.data)
        if earlier is not None and line.theirs.data is None:
            line.fill(earlier.theirs, earlier.explanation)


def _carried(found: Abgleich, period: ReportingPeriod) -> dict[Item, Balance]:
    """Return what was checked last of unchecked items of past budget years that have not changed here."""
    waiting = [row for row in found.rows if row.balance is None and row.item.budget_year < period.year]
    known = ((row, found.earlier.get(row.item)) for row in waiting)
    return {
        row.item: earlier for row, earlier in known if earlier is not None and earlier.ours == row.ours.amount
    }


# ---------------------------------------------------------------- the page


def _values(found: Abgleich) -> dict[str, object]:
    return {
        "rows": [
            {
                "item": row.item,
                "version": found.versions.get(row.item, 0),
                "seen": row.ours.amount,
                "theirs": row.balance.theirs if row.balance else None,
                "explanation": row.balance.explanation if row.balance else "",
            }
            for row in found.rows
        ]
    }


def _page(
    period: ReportingPeriod,
    found: Abgleich,
    form: ReconciliationForm,
    *,
    is_unsaved: bool = False,
    is_told: bool = False,
) -> ResponseReturnValue:
    """Draw the table; `is_told` says that the form names what others have changed meanwhile."""
    locked = why_locked(period.state, number_moved(found.rows))
    table = (given_out_table if locked else balances_table)(found.rows, found.as_of)
    is_demo = any(row.balance and row.balance.provenance is Provenance.DEMO for row in found.rows)
    if file := requested_working_file((table,), as_of=found.as_of, is_demo=is_demo):
        return file
    may_write = may(person(), Action.BOOK_MONEY) and not locked
    if frozen_at(db.session, period) is None:
        del form["reason"]
    page = render_template(
        "finance/reconciliation.html",
        period=half_year(period),
        as_of=found.as_of,
        table=drawn(table) if table.rows else None,
        still_open=() if locked else open_rows(found.rows),
        compared="" if locked else compared_years(found.rows),
        groups=shown_lines(form, found, found.rows, is_told=is_told) if may_write else {},
        form=form if may_write else None,
        may_carry=may_write and bool(_carried(found, period)),
        is_unsaved=is_unsaved,
        locked=locked,
        correcting=CORRECT_OR_SUPPLEMENT if locked and may(person(), Action.PREPARE_REPORT) else "",
        others=[each for each in map(half_year, list_periods(db.session)) if each != half_year(period)],
        nothing=NOTHING_TO_CHECK,
    )
    return page, form.status
