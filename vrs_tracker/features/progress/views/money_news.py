"""The budget office says that what a status update reports about money is done, or not done after all."""

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from vrs_tracker.domain.errors import NotFound
from vrs_tracker.domain.money_news import settled_sentence
from vrs_tracker.domain.policy import Action
from vrs_tracker.extensions import db
from vrs_tracker.features.periods.queries import by_code, half_year
from vrs_tracker.features.programme.queries import NO_SUCH_BLOCK, find_block
from vrs_tracker.features.progress.actions import settle_money_news
from vrs_tracker.features.progress.queries import update_of
from vrs_tracker.features.progress.views.blueprint import bp
from vrs_tracker.web.access import person, requires
from vrs_tracker.web.edge import now

NO_UPDATE = "Für dieses Halbjahr gibt es keine Meldung. Was zu tun ist, sehen Sie unter „Meine Aufgaben“."
OPEN_AGAIN = "offen"


@bp.post("/bausteine/<slug>/meldung/<code>/mittel")
@requires(Action.BOOK_MONEY)
def settle(slug: str, code: str) -> ResponseReturnValue:
    """Mark what the update of a half-year says about money as done; sent with „offen“, as open again."""
    block, period = find_block(db.session, slug), by_code(db.session, code)
    if block is None:
        raise NotFound(NO_SUCH_BLOCK)
    update = update_of(db.session, block.id, period.id, parts=False)
    if update is None:
        raise NotFound(NO_UPDATE)
    is_settled = OPEN_AGAIN not in request.form
    settle_money_news(db.session, update, is_settled=is_settled, by=person(), now=now())
    db.session.commit()
    flash(settled_sentence(block.name, half_year(period).label, is_settled=is_settled))
    return redirect(url_for(".tasks"), 303)
