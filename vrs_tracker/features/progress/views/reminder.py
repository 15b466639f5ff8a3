"""The reminder that the office copies into its mail, with a personal link if wanted (users.md 1.1, 4.2)."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from vrs_tracker.domain.errors import NotFound
from vrs_tracker.domain.notation import BERLIN
from vrs_tracker.domain.policy import Action
from vrs_tracker.domain.reminder import Occasion, write_reminder
from vrs_tracker.domain.vocabulary.progress import UpdateState
from vrs_tracker.extensions import db
from vrs_tracker.features.accounts.actions import LINK_LIFETIME, create_link, withdraw_link
from vrs_tracker.features.accounts.queries import links_to
from vrs_tracker.features.periods.queries import current_period, half_year
from vrs_tracker.features.programme.queries import NO_SUCH_BLOCK, find_block
from vrs_tracker.features.progress.forms.registers import ReminderForm
from vrs_tracker.features.progress.queries import Standing, update_states
from vrs_tracker.features.progress.views.blueprint import bp
from vrs_tracker.features.progress.views.updates import NO_PERIOD
from vrs_tracker.tables.periods import ReportingPeriod
from vrs_tracker.tables.programme import Block
from vrs_tracker.web.access import person, requires
from vrs_tracker.web.edge import now, today

SHOWN_ONCE = (
    "Der Link zu diesem Formular ist schon erstellt. Er wird nur einmal gezeigt; erstellen Sie einen neuen, "
    "wenn Sie ihn nicht kopiert haben."
)


@bp.get("/bausteine/<slug>/meldung/erinnerung")
@requires(Action.SEND_REMINDER)
def reminder_page(slug: str) -> ResponseReturnValue:
    """Show the text with the ordinary address, and the personal links made so far."""
    block, period, standing = _reminded(slug)
    return _page(block, period, standing)


@bp.post("/bausteine/<slug>/meldung/erinnerung")
@requires(Action.SEND_REMINDER)
def make_link(slug: str) -> ResponseReturnValue:
    """Make a personal link and show it, for this once: only its hash is stored."""
    block, period, standing = _reminded(slug)
    form, moment = ReminderForm(), now()
    secret = create_link(db.session, block, period, by=person(), now=moment, post_key=form.post_key.data)
    db.session.commit()
    return _page(block, period, standing, secret=secret, note="" if secret else SHOWN_ONCE)


@bp.post("/bausteine/<slug>/meldung/erinnerung/<int:link_id>/zurueckziehen")
@requires(Action.SEND_REMINDER)
def take_link_back(slug: str, link_id: int) -> ResponseReturnValue:
    """End a personal link at once, and whoever is signed in through it."""
    block, _period, _standing = _reminded(slug)
    withdraw_link(db.session, block, link_id, by=person(), now=now())
    db.session.commit()
    flash("Der Link ist zurückgezogen. Wer ihn öffnet, erfährt, dass er nicht mehr gilt.")
    return redirect(url_for(".reminder_page", slug=block.slug), 303)


def _reminded(slug: str) -> tuple[Block, ReportingPeriod, Standing]:
    block, period = find_block(db.session, slug), current_period(db.session)
    if block is None:
        raise NotFound(NO_SUCH_BLOCK)
    if period is None:
        raise NotFound(NO_PERIOD)
    return block, period, next(row for row in update_states(db.session, period) if row.block_id == block.id)


def _page(
    block: Block, period: ReportingPeriod, standing: Standing, *, secret: str = "", note: str = ""
) -> str:
    about = Occasion(
        kind=block.kind,
        name=block.name,
        half=half_year(period),
        due=period.due_on,
        today=today(),
        sender=person().unit,
        return_reason=standing.return_reason if standing.state is UpdateState.RETURNED else "",
    )
    until = (now() + LINK_LIFETIME).astimezone(BERLIN).date() if secret else None
    address = (
        url_for("accounts.link_page", secret=secret, _external=True)
        if secret
        else url_for(".update_page", slug=block.slug, _external=True)
    )
    return render_template(
        "progress/reminder.html",
        block=block,
        period=about.half,
        standing=standing,
        reminder=write_reminder(about, address, until),
        has_link=bool(secret),
        note=note,
        form=ReminderForm(formdata=None),
        links=links_to(db.session, block.id, period.id),
        now=now(),
    )
