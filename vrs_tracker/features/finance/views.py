"""Pages of the budget office: resolutions with their lines, drafts, bookings, reversals.

What everybody reads about money is a part of the report; this feature has the addresses that write, and for
staff the list of all entries.
"""

from collections.abc import Callable
from typing import NamedTuple

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from vrs_tracker.domain.policy import Action
from vrs_tracker.domain.vocabulary.people import Role
from vrs_tracker.extensions import db
from vrs_tracker.features.finance import actions
from vrs_tracker.features.finance.actions.booking import COLUMNS, draft_version
from vrs_tracker.features.finance.forms import (
    AppropriationForm,
    BookingForm,
    BudgetBlockForm,
    EntryForm,
    MoneyForm,
    ReleaseForm,
    ResolutionEditForm,
    ResolutionForm,
    ReversalForm,
    hide_needless_tick,
)
from vrs_tracker.features.finance.queries.choices import CHOICES
from vrs_tracker.features.finance.queries.lines import KINDS, MoneyRow, line_of, money_lines
from vrs_tracker.features.finance.queries.rows import drafts, resolution_of, row_of
from vrs_tracker.features.finance.queries.values import precise_day
from vrs_tracker.tables.finance import Resolution
from vrs_tracker.trail.versions import version_of
from vrs_tracker.web.access import person, requires
from vrs_tracker.web.edge import now
from vrs_tracker.web.fields import ChoiceField, Option
from vrs_tracker.web.forms import PostForm
from vrs_tracker.web.records import Outcome, attempt, show_record

bp = Blueprint("finance", __name__)

KIND = f"<any({', '.join(KINDS)}):kind>"
PER_PAGE = 100
READERS = (Action.BOOK_MONEY, Role.EDITOR, Role.APPROVER, Role.AUDITOR)
RECORDED_AS_DRAFT = "Der Beschluss ist erfasst; seine Zeilen sind Entwürfe."
FINAL = "Was gebucht ist, lässt sich nicht mehr ändern, nur mit Begründung zurücknehmen."


class Words(NamedTuple):
    """Form, action and words of one kind of money."""

    form: type[MoneyForm]
    add: Callable[..., MoneyRow]
    title: str


WORDS = {
    "buchungen": Words(EntryForm, actions.add_entry, "Betrag erfassen"),
    "veranschlagung": Words(AppropriationForm, actions.add_appropriation, "Veranschlagung erfassen"),
    "sperrvermerk": Words(BudgetBlockForm, actions.add_budget_block, "Sperrvermerk erfassen"),
    "freigabe": Words(ReleaseForm, actions.add_release, "Freigabe erfassen"),
}


# ---------------------------------------------------------------- lists


@bp.get("/finanzen/buchungen")
@requires(*READERS)
def bookings() -> ResponseReturnValue:
    """List drafts and bookings of every kind, with the rules of sums that they broke."""
    lines = money_lines(db.session)
    booked = [line for line in lines if line.is_booked]
    pages = max(1, -(-len(booked) // PER_PAGE))
    page = min(max(request.args.get("seite", 1, type=int), 1), pages)
    return render_template(
        "finance/bookings.html",
        drafts=[line for line in lines if not line.is_booked],
        booked=booked[(page - 1) * PER_PAGE : page * PER_PAGE],
        page=page,
        pages=pages,
        titles={kind: words.title for kind, words in WORDS.items()},
        may_book=Role.BUDGET_OFFICER in person().roles,
    )


# ---------------------------------------------------------------- rows of money


@bp.route(f"/finanzen/{KIND}/neu", methods=["GET", "POST"])
@requires(Action.BOOK_MONEY)
def new_money(kind: str) -> ResponseReturnValue:
    """Book a row of money, or keep it as a draft."""
    words = WORDS[kind]
    form = words.form()
    _offer(form)
    as_draft = _pressed() == "entwurf"
    outcome = attempt(
        form, lambda: words.add(db.session, form.to_input(as_draft=as_draft), by=person(), now=now())
    )
    if outcome.is_done:
        db.session.commit()
        flash("Der Entwurf ist gespeichert." if as_draft else "Die Zeile ist gebucht.")
        return redirect(url_for(".bookings"), 303)
    return _money_page(form, outcome, title=words.title, template="finance/new_money.html")


@bp.route(f"/finanzen/{KIND}/<int:row_id>/bearbeiten", methods=["GET", "POST"])
@requires(Action.BOOK_MONEY)
def edit_draft(kind: str, row_id: int) -> ResponseReturnValue:
    """Change a draft; what is booked is only taken back."""
    row = row_of(db.session, KINDS[kind], row_id)
    form = WORDS[kind].form(data=_draft_values(row))
    _offer(form)
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
        flash("Der Entwurf ist gespeichert.")
        return redirect(url_for(".bookings"), 303)
    return _money_page(form, outcome, title="Entwurf bearbeiten", button="Entwurf speichern")


@bp.route(f"/finanzen/{KIND}/<int:row_id>/buchen", methods=["GET", "POST"])
@requires(Action.BOOK_MONEY)
def book(kind: str, row_id: int) -> ResponseReturnValue:
    """Make a draft final."""
    row = row_of(db.session, KINDS[kind], row_id)
    form = BookingForm()
    outcome = attempt(
        form,
        lambda: actions.book_entry(
            db.session, row, by=person(), now=now(), despite_findings=form.despite_findings.data
        ),
    )
    if outcome.is_done:
        db.session.commit()
        flash("Die Zeile ist gebucht.")
        return redirect(url_for(".bookings"), 303)
    return _one_row(form, outcome, row, title="Entwurf buchen", button="Buchen", intro=FINAL)


@bp.post(f"/finanzen/{KIND}/<int:row_id>/verwerfen")
@requires(Action.BOOK_MONEY)
def discard(kind: str, row_id: int) -> ResponseReturnValue:
    """Delete a draft."""
    actions.discard_draft(db.session, row_of(db.session, KINDS[kind], row_id), by=person())
    db.session.commit()
    flash("Der Entwurf ist verworfen.")
    return redirect(url_for(".bookings"), 303)


@bp.route("/finanzen/entwuerfe/buchen", methods=["GET", "POST"])
@requires(Action.BOOK_MONEY)
def book_all() -> ResponseReturnValue:
    """Make all drafts final, all or none."""
    rows = [row for table in KINDS.values() for row in drafts(db.session, table)]
    form = BookingForm()
    outcome = attempt(
        form,
        lambda: actions.book_entries(
            db.session, rows, by=person(), now=now(), despite_findings=form.despite_findings.data
        ),
    )
    if outcome.is_done:
        db.session.commit()
        flash("Die Entwürfe sind gebucht.")
        return redirect(url_for(".bookings"), 303)
    lines = [line for line in money_lines(db.session) if not line.is_booked]
    return _money_page(
        form,
        outcome,
        title="Alle Entwürfe buchen",
        button="Alle buchen",
        intro=FINAL,
        template="finance/rows.html",
        lines=lines,
    )


@bp.route(f"/finanzen/{KIND}/<int:row_id>/zuruecknehmen", methods=["GET", "POST"])
@requires(Action.BOOK_MONEY)
def reverse(kind: str, row_id: int) -> ResponseReturnValue:
    """Take back what is booked, with a reason."""
    row = row_of(db.session, KINDS[kind], row_id)
    form = ReversalForm()
    outcome = attempt(
        form,
        lambda: actions.reverse_entry(
            db.session,
            row,
            form.reason.data,
            by=person(),
            now=now(),
            post_key=form.post_key.data,
            despite_findings=form.despite_findings.data,
        ),
    )
    if outcome.is_done:
        db.session.commit()
        flash("Die Buchung ist zurückgenommen.")
        return redirect(url_for(".bookings"), 303)
    title = "Buchung mit Begründung zurücknehmen"
    return _one_row(form, outcome, row, title=title, button=title)


# ---------------------------------------------------------------- resolutions


@bp.route("/beschluesse/neu", methods=["GET", "POST"])
@requires(Action.BOOK_MONEY)
def new_resolution() -> ResponseReturnValue:
    """Record a resolution with all its lines; „Weitere Zeile“ keeps everything typed."""
    form = ResolutionForm()
    pressed = _pressed()
    if pressed in {"zeile", "freigabezeile"}:
        form.add_line(form.entries if pressed == "zeile" else form.releases)
        _offer(form)
        return _resolution_page(form, Outcome(is_done=False))
    _offer(form)
    as_draft = pressed == "entwurf"
    outcome = attempt(
        form,
        lambda: actions.record_resolution(
            db.session, form.to_input(as_draft=as_draft), by=person(), now=now()
        ),
    )
    if outcome.is_done:
        db.session.commit()
        flash(RECORDED_AS_DRAFT if as_draft else "Der Beschluss ist erfasst.")
        return redirect(url_for(".bookings"), 303)
    return _resolution_page(form, outcome)


@bp.route("/beschluesse/<int:resolution_id>/bearbeiten", methods=["GET", "POST"])
@requires(Action.BOOK_MONEY)
def edit_resolution(resolution_id: int) -> ResponseReturnValue:
    """Correct what a resolution says."""
    row = resolution_of(db.session, resolution_id)
    form = ResolutionEditForm(data=_resolution_values(row))
    _offer(form)
    outcome = attempt(
        form,
        lambda: actions.edit_resolution(db.session, row, form.to_input(), by=person(), now=now()),
        lambda: _resolution_values(row),
    )
    if outcome.is_done:
        db.session.commit()
        flash("Der Beschluss ist gespeichert.")
        return redirect("/beschluesse/", 303)
    title, intro = "Beschluss bearbeiten", "Gebuchte Zeilen bleiben, wie sie sind."
    return show_record(form, outcome, title=title, intro=intro, button="Speichern", back="/beschluesse/")


# ---------------------------------------------------------------- pages and what the forms are filled from


def _pressed() -> str:
    """Which of the buttons was pressed."""
    return request.form.get("tun", "")


def _money_page(
    form: PostForm,
    outcome: Outcome,
    *,
    title: str,
    button: str = "Buchen",
    intro: str = "",
    template: str = "record_page.html",
    **context: object,
) -> ResponseReturnValue:
    hide_needless_tick(form)
    back = url_for(".bookings")
    return show_record(
        form, outcome, title=title, button=button, intro=intro, back=back, template=template, **context
    )


def _one_row(
    form: PostForm, outcome: Outcome, row: MoneyRow, *, title: str, button: str, intro: str = ""
) -> ResponseReturnValue:
    lines = [line_of(db.session, row)]
    template = "finance/rows.html"
    return _money_page(form, outcome, title=title, button=button, intro=intro, template=template, lines=lines)


def _resolution_page(form: ResolutionForm, outcome: Outcome) -> ResponseReturnValue:
    return _money_page(
        form,
        outcome,
        title="Beschluss erfassen",
        button="Beschluss erfassen",
        template="finance/resolution.html",
    )


def _draft_values(row: MoneyRow) -> dict[str, object]:
    names = ("amount", "is_rounded", "note", "resolution_id", "source", *COLUMNS[type(row)])
    return {
        **{name: getattr(row, name) for name in names},
        "effective": precise_day(row),
        "version": draft_version(row),
    }


def _resolution_values(row: Resolution) -> dict[str, object]:
    names = (
        *("body_id", "title", "document", "address", "stated_amount", "stated_is_approximate"),
        *("withheld_reason", "source"),
    )
    return {
        **{name: getattr(row, name) for name in names},
        "content": row.summary,
        "decided": precise_day(row),
        "is_withheld": not row.is_public,
        "version": version_of(db.session, row),
    }


def _offer(form: PostForm) -> None:
    """Fill every list of rows, in all lines of the form, with one query each."""
    by_name: dict[str, list[ChoiceField]] = {}
    for field in form.all_fields():
        if isinstance(field, ChoiceField) and field.short_name in CHOICES:
            by_name.setdefault(field.short_name, []).append(field)
    for name, fields in by_name.items():
        options = [Option(str(row_id), words) for row_id, words in CHOICES[name](db.session)]
        for field in fields:
            field.options = options
