"""Who may lift which Sperrvermerk: the list of checks, and a form for a new one."""

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from vrs_tracker.domain.policy import Action
from vrs_tracker.extensions import db
from vrs_tracker.features.finance import actions
from vrs_tracker.features.finance.forms import CompetenceForm
from vrs_tracker.features.finance.queries.competence import checked_blocks, competences_of
from vrs_tracker.features.finance.queries.rows import row_of
from vrs_tracker.features.finance.views.blueprint import bp, offer, say
from vrs_tracker.tables.finance import BudgetBlock
from vrs_tracker.web.access import person, requires
from vrs_tracker.web.edge import now
from vrs_tracker.web.records import attempt, history_of, show_record

INTRO = (
    "Wer einen Sperrvermerk aufheben darf, steht im Haushaltsplan oder in der Satzung und ist manchmal "
    "umstritten. Jede Prüfung bleibt stehen; es gilt die neueste."
)


@bp.get("/finanzen/zustaendigkeit")
@requires(Action.BOOK_MONEY)
def competences() -> str:
    """List the Sperrvermerke that stand, with the newest check of each."""
    return render_template("finance/competences.html", found=checked_blocks(db.session), intro=INTRO)


@bp.route("/finanzen/sperrvermerk/<int:row_id>/zustaendigkeit", methods=["GET", "POST"])
@requires(Action.BOOK_MONEY)
def check_competence(row_id: int) -> ResponseReturnValue:
    """Record who may lift a Sperrvermerk."""
    block = row_of(db.session, BudgetBlock, row_id)
    form = CompetenceForm()
    offer(form)
    outcome = attempt(
        form,
        lambda: actions.record_competence(db.session, block, form.to_input(), by=person(), now=now()),
    )
    if outcome.is_done:
        db.session.commit()
        say("Die Prüfung ist gespeichert.", ("Haushalt ansehen", "/finanzen/haushalt"))
        return redirect(url_for(".competences"), 303)
    return show_record(
        form,
        outcome,
        title="Zuständigkeit prüfen",
        button="Prüfung speichern",
        back=url_for(".competences"),
        intro=INTRO,
        history=history_of(block),
        template="finance/competence.html",
        block=block,
        checks=competences_of(db.session, block),
    )
