"""The rules of co-funding: a public list with sources and days; the budget office adds and ends them."""

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from vrs_tracker.domain.lists.funding_rules import MEANINGS, rules_table
from vrs_tracker.domain.policy import Action, may
from vrs_tracker.domain.vocabulary.money import Provenance
from vrs_tracker.extensions import db
from vrs_tracker.features.finance import actions
from vrs_tracker.features.finance.forms.rules import RuleEndingForm, RuleForm
from vrs_tracker.features.finance.queries.rules import list_rules, rule_of, rule_value
from vrs_tracker.features.finance.views.blueprint import bp, say
from vrs_tracker.tables.cofunding import FundingRule
from vrs_tracker.trail.versions import version_of
from vrs_tracker.web.access import open_to_all, person, requires
from vrs_tracker.web.downloads import requested_working_file
from vrs_tracker.web.edge import now, today
from vrs_tracker.web.listing import listed
from vrs_tracker.web.records import Outcome, attempt, history_of, show_record

LIST = "/finanzen/foerderregeln"
REPLACES = (
    "Eine Regel wird nicht geändert: Sie endet, und eine andere beginnt. Hat eine Regel derselben Art noch "
    "kein Ende, endet sie am Tag davor; nur Aufrufe haben mehrere Obergrenzen nebeneinander."
)


@bp.get(LIST)
@open_to_all
def rules() -> ResponseReturnValue:
    """List all rules with source and days, those to come and those ended too."""
    rows = list_rules(db.session)
    table, filters = rules_table(tuple(map(rule_value, rows)), today())
    listing = listed(table, filters)
    is_demo = any(row.provenance is Provenance.DEMO for row in rows)
    if file := requested_working_file((listing.table,), as_of=today(), is_demo=is_demo):
        return file
    shown = {row.cells[0].rank for row in listing.table.rows}
    return render_template(
        "finance/rules.html",
        listing=listing,
        rules=[row for row in rows if row.id in shown],
        may_change=may(person(), Action.BOOK_MONEY),
        history_of=history_of,
        meanings=MEANINGS,
    )


@bp.route(f"{LIST}/neu", methods=["GET", "POST"])
@requires(Action.BOOK_MONEY)
def new_rule() -> ResponseReturnValue:
    """Record a rule with its source."""
    form = RuleForm()
    made: list[FundingRule] = []
    outcome = attempt(
        form, lambda: made.append(actions.add_rule(db.session, form.to_input(), by=person(), now=now()))
    )
    if outcome.is_done:
        db.session.commit()
        say("Die Regel ist erfasst.", ("Verlauf ansehen", history_of(made[0])))
        return redirect(f"{LIST}#regel-{made[0].id}", 303)
    return show_record(
        form, outcome, title="Regel erfassen", button="Regel erfassen", back=LIST, intro=REPLACES
    )


@bp.route(f"{LIST}/<int:rule_id>/beenden", methods=["GET", "POST"])
@requires(Action.BOOK_MONEY)
def end_rule(rule_id: int) -> ResponseReturnValue:
    """Set the last day of a rule, with the reason."""
    row = rule_of(db.session, rule_id)
    form = RuleEndingForm(data=_ending(row))
    outcome: Outcome = attempt(
        form,
        lambda: actions.end_rule(db.session, row, form.to_input(), by=person(), now=now()),
        lambda: _ending(row),
    )
    if outcome.is_done:
        db.session.commit()
        say("Das Ende der Regel ist gespeichert.", ("Verlauf ansehen", history_of(row)))
        return redirect(url_for(".rules", _anchor=f"regel-{row.id}"), 303)
    return show_record(
        form,
        outcome,
        title="Regel beenden",
        button="Ende speichern",
        back=LIST,
        intro=row.name,
        history=history_of(row),
    )


def _ending(row: FundingRule) -> dict[str, object]:
    return {"valid_until": row.valid_until, "version": version_of(db.session, row)}
