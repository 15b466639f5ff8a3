"""Single rows of money: booked at once or kept as drafts, changed, booked, discarded, taken back."""

from typing import Any

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from vrs_tracker.domain.corrections import reported_in, stands_in_report
from vrs_tracker.domain.funding import SHARE_STAGES
from vrs_tracker.domain.inputs.finance import replaces_words
from vrs_tracker.domain.notation import precise_date, quoted
from vrs_tracker.domain.policy import Action
from vrs_tracker.domain.vocabulary.budget import ChangeReason
from vrs_tracker.extensions import db
from vrs_tracker.features.finance import actions
from vrs_tracker.features.finance.actions.booking import COLUMNS, draft_version
from vrs_tracker.features.finance.forms import BookingForm, ReversalForm
from vrs_tracker.features.finance.queries.confirmations import requests_of
from vrs_tracker.features.finance.queries.lines import KINDS, MoneyRow, line_of, word_of
from vrs_tracker.features.finance.queries.reported import reported_changes
from vrs_tracker.features.finance.queries.rows import reversal_of, row_of, taken_back_row
from vrs_tracker.features.finance.queries.shares import newest_report
from vrs_tracker.features.finance.queries.values import precise_day
from vrs_tracker.features.finance.views.blueprint import (
    KIND,
    WORDS,
    bp,
    money_page,
    offer,
    pressed,
    say,
    say_done,
)
from vrs_tracker.features.finance.views.bookings import FINAL
from vrs_tracker.features.finance.views.granting import GRANT, asked_granting, grant_intro, grant_values
from vrs_tracker.tables.finance import FundingEntry
from vrs_tracker.web.access import person, requires
from vrs_tracker.web.edge import now, settings
from vrs_tracker.web.forms import PostForm
from vrs_tracker.web.records import Outcome, attempt

INSTEAD_OF = "statt"
CORRECTED = "Berichtigt neu erfassen"
CORRECTED_INTRO = (
    "Das sind die Angaben der zurückgenommenen Buchung. Ändern Sie, was falsch war, und buchen Sie neu."
)


@bp.route(f"/finanzen/{KIND}/neu", methods=["GET", "POST"])
@requires(Action.BOOK_MONEY)
def new_money(kind: str) -> ResponseReturnValue:
    """Book a row of money, or keep it as a draft.

    `statt` in the address names a row that it replaces, `beschlossen` an amount of a resolution to grant.
    """
    words = WORDS[kind]
    replaced = request.args.get(INSTEAD_OF, type=int)
    granting = asked_granting() if kind == "buchungen" else None
    if granting is not None:
        form = words.form(data=grant_values(granting))
    else:
        form = words.form() if replaced is None else words.form(data=_corrected_values(kind, replaced))
    offer(form)
    as_draft = pressed() == "entwurf"
    made: list[MoneyRow] = []
    outcome = attempt(
        form,
        lambda: made.append(
            words.add(
                db.session,
                form.to_input(as_draft=as_draft),
                by=person(),
                now=now(),
                second_person_from=settings().second_person_from,
            )
        ),
    )
    if outcome.is_done:
        db.session.commit()
        _say_kept(made[0]) if as_draft else say_done(made)
        return redirect(url_for(".bookings"), 303)
    if granting is not None:
        intro = grant_intro(granting)
        return money_page(
            form, outcome, title=GRANT, intro=intro, template="finance/new_money.html", reported=()
        )
    is_new_entry = kind == "buchungen" and replaced is None
    return money_page(
        form,
        outcome,
        title=words.title if replaced is None else CORRECTED,
        intro="" if replaced is None else _corrected_intro(kind, replaced),
        template="finance/new_money.html",
        reported=reported_changes(db.session) if is_new_entry else (),
    )


@bp.route(f"/finanzen/{KIND}/<int:row_id>/bearbeiten", methods=["GET", "POST"])
@requires(Action.BOOK_MONEY)
def edit_draft(kind: str, row_id: int) -> ResponseReturnValue:
    """Change an own draft; what is booked is only taken back."""
    row = row_of(db.session, KINDS[kind], row_id)
    actions.check_author(row, person())
    form = WORDS[kind].form(data=_draft_values(row))
    offer(form)
    outcome = attempt(
        form,
        lambda: actions.edit_draft(
            db.session,
            row,
            form.to_input(as_draft=True),
            by=person(),
            now=now(),
            version=form.version.data or 0,
        ),
        lambda: _draft_values(row),
    )
    if outcome.is_done:
        db.session.commit()
        _say_kept(row)
        return redirect(url_for(".bookings"), 303)
    return money_page(form, outcome, title="Entwurf bearbeiten", button="Entwurf speichern")


@bp.route(f"/finanzen/{KIND}/<int:row_id>/buchen", methods=["GET", "POST"])
@requires(Action.BOOK_MONEY)
def book(kind: str, row_id: int) -> ResponseReturnValue:
    """Make a draft final."""
    row = row_of(db.session, KINDS[kind], row_id)
    returned = next(iter(requests_of(db.session, row)), None)
    form = BookingForm(data={"exception_reason": returned.reason if returned else ""})
    outcome = attempt(
        form,
        lambda: actions.book_entry(
            db.session,
            row,
            by=person(),
            now=now(),
            exception_reason=form.exception_reason.data,
            second_person_from=settings().second_person_from,
        ),
    )
    if outcome.is_done:
        db.session.commit()
        say_done([row])
        return redirect(url_for(".bookings"), 303)
    asked_back = f"Zurückgegeben: {quoted(returned.answer)} " if returned and returned.answer else ""
    intro = f"{asked_back}{FINAL}"
    is_own = row.recorded_by == person().key and row.reverses_id is None
    edit = url_for(".edit_draft", kind=kind, row_id=row.id) if is_own else ""
    return _one_row(form, outcome, row, title="Entwurf buchen", button="Buchen", intro=intro, edit=edit)


@bp.post(f"/finanzen/{KIND}/<int:row_id>/uebernehmen")
@requires(Action.BOOK_MONEY)
def take_over_draft(kind: str, row_id: int) -> ResponseReturnValue:
    """Make somebody else's draft the own one."""
    row = row_of(db.session, KINDS[kind], row_id)
    actions.take_over_draft(db.session, row, by=person(), now=now())
    db.session.commit()
    if row.reverses_id is None:
        edit = url_for(".edit_draft", kind=kind, row_id=row.id)
        say("Der Entwurf ist jetzt Ihrer.", ("Entwurf bearbeiten", edit))
    else:
        say("Der Entwurf ist jetzt Ihrer.")
    return redirect(url_for(".bookings"), 303)


@bp.post(f"/finanzen/{KIND}/<int:row_id>/verwerfen")
@requires(Action.BOOK_MONEY)
def discard(kind: str, row_id: int) -> ResponseReturnValue:
    """Delete a draft."""
    actions.discard_draft(db.session, row_of(db.session, KINDS[kind], row_id), by=person(), now=now())
    db.session.commit()
    say("Der Entwurf ist verworfen.", (WORDS[kind].title, url_for(".new_money", kind=kind)))
    return redirect(url_for(".bookings"), 303)


@bp.route(f"/finanzen/{KIND}/<int:row_id>/zuruecknehmen", methods=["GET", "POST"])
@requires(Action.BOOK_MONEY)
def reverse(kind: str, row_id: int) -> ResponseReturnValue:
    """Take back what is booked, with a reason; what is taken back already is only shown."""
    row = row_of(db.session, KINDS[kind], row_id)
    form = ReversalForm()
    reversal = reversal_of(db.session, row)
    made: list[MoneyRow] = []
    if reversal is not None and not form.is_submitted():
        lines = [line_of(db.session, each) for each in (row, reversal)]
        return render_template(
            "finance/taken_back.html",
            lines=lines,
            reason=reversal.reversal_reason,
            corrected=CORRECTED,
            reported=_reported(row, reversal),
        )
    outcome = attempt(
        form,
        lambda: made.append(
            actions.reverse_entry(
                db.session,
                row,
                form.reason.data,
                by=person(),
                now=now(),
                post_key=form.post_key.data,
                exception_reason=form.exception_reason.data,
                second_person_from=settings().second_person_from,
            )
        ),
    )
    if outcome.is_done:
        db.session.commit()
        if made[0].booked_at is None:
            say_done(made)
        else:
            say(
                f"Die Buchung ist zurückgenommen. {_reported(row)}".strip(),
                (CORRECTED, url_for(".new_money", kind=kind, statt=row.id)),
                ("Verlauf ansehen", f"/verlauf/{row.__tablename__}/{row.id}"),
            )
        return redirect(url_for(".bookings"), 303)
    title = "Buchung mit Begründung zurücknehmen"
    return _one_row(form, outcome, row, title=title, button=title, intro=_reported(row))


def _reported(row: MoneyRow, reversal: MoneyRow | None = None) -> str:
    """Say that a report given out tells of a row; not where it tells of the reversal, too."""
    newest, day = newest_report(db.session), precise_day(row)
    half = reported_in(day, row.booked_at, newest)
    if half is None or (reversal is not None and reported_in(day, reversal.booked_at, newest) is not None):
        return ""
    return stands_in_report(half)


def _say_kept(row: MoneyRow) -> None:
    kind = word_of(row)
    say(
        "Der Entwurf ist gespeichert.",
        ("Entwurf bearbeiten", url_for(".edit_draft", kind=kind, row_id=row.id)),
        ("Entwurf buchen", url_for(".book", kind=kind, row_id=row.id)),
    )


def _one_row(
    form: PostForm,
    outcome: Outcome,
    row: MoneyRow,
    **words: Any,  # noqa: ANN401 - title, button and intro of the page
) -> ResponseReturnValue:
    lines = [line_of(db.session, row)]
    return money_page(form, outcome, template="finance/rows.html", lines=lines, **words)


def _corrected_values(kind: str, row_id: int) -> dict[str, object]:
    """Return what a row that is taken back said; its note names it, and a changed share is a Berichtigung."""
    row = taken_back_row(db.session, KINDS[kind], row_id)
    when = precise_date(row.effective_on, row.date_precision)
    values = {**_draft_values(row), "note": replaces_words(when, row.amount, row.note), "version": None}
    if isinstance(row, FundingEntry) and row.stage in SHARE_STAGES:
        values["change_reason"] = ChangeReason.CORRECTION
    return values


def _corrected_intro(kind: str, row_id: int) -> str:
    """Say whose values stand in the form, and that a report given out tells of them."""
    row = taken_back_row(db.session, KINDS[kind], row_id)
    return f"{CORRECTED_INTRO} {_reported(row, reversal_of(db.session, row))}".strip()


def _draft_values(row: MoneyRow) -> dict[str, object]:
    names = ("amount", "is_rounded", "note", "resolution_id", "source", *COLUMNS[type(row)])
    return {
        **{name: getattr(row, name) for name in names},
        "effective": precise_day(row),
        "version": draft_version(row),
    }
