"""Pages for whoever keeps network events and the cooperative.

What everybody reads about both is a part of the report; this feature has only the addresses that write.
"""

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from vrs_tracker.domain.facts.dates import PreciseDate
from vrs_tracker.domain.policy import Action
from vrs_tracker.extensions import db
from vrs_tracker.features.actors.queries import list_organisations
from vrs_tracker.features.network import actions, queries
from vrs_tracker.features.network.forms import (
    ContributionForm,
    CooperativeFactForm,
    CooperativeNameForm,
    EventForm,
    LeavingForm,
    MemberForm,
)
from vrs_tracker.tables.finance import Dated
from vrs_tracker.tables.network import (
    CooperativeContribution,
    CooperativeFact,
    CooperativeMember,
    CooperativeName,
    NetworkEvent,
)
from vrs_tracker.trail.versions import version_of
from vrs_tracker.web.access import person, requires
from vrs_tracker.web.edge import now
from vrs_tracker.web.fields import Option
from vrs_tracker.web.forms import PostForm
from vrs_tracker.web.records import attempt, history_of, show_record

bp = Blueprint("network", __name__)

SAVED = "Die Angabe ist gespeichert."

Form = EventForm | MemberForm | ContributionForm | CooperativeFactForm | CooperativeNameForm
Row = NetworkEvent | CooperativeMember | CooperativeContribution | CooperativeFact | CooperativeName


class Kind(NamedTuple):
    """Table, form and actions of one kind of record; `columns` have the same names in table and form."""

    table: type[Row]
    form: type[Form]
    add: Callable[..., Row]
    edit: Callable[..., Row]
    title: str
    columns: tuple[str, ...]
    date_field: str = ""


EVENT = Kind(
    NetworkEvent,
    EventForm,
    actions.add_event,
    actions.edit_event,
    "Veranstaltung",
    ("kind", "title", "participants", "outcome", "withheld_reason", "source"),
    "happened",
)
COOPERATIVE: dict[str, Kind] = {
    "mitglieder": Kind(
        CooperativeMember,
        MemberForm,
        actions.add_member,
        actions.edit_member,
        "Mitglied der Genossenschaft",
        ("organisation_id", "share", "source"),
        "joined",
    ),
    "beitraege": Kind(
        CooperativeContribution,
        ContributionForm,
        actions.add_contribution,
        actions.edit_contribution,
        "Beitrag zur Genossenschaft",
        ("payer_id", "amount", "is_ceiling", "year", "note", "source"),
    ),
    "ereignisse": Kind(
        CooperativeFact,
        CooperativeFactForm,
        actions.add_cooperative_fact,
        actions.edit_cooperative_fact,
        "Ereignis der Genossenschaft",
        ("text", "withheld_reason", "source"),
        "happened",
    ),
    "namen": Kind(
        CooperativeName,
        CooperativeNameForm,
        actions.add_cooperative_name,
        actions.edit_cooperative_name,
        "Name der Genossenschaft",
        ("name", "source"),
        "since",
    ),
}
KIND = f"<any({', '.join(COOPERATIVE)}):kind>"


@bp.get("/netzwerk/angaben")
@requires(Action.EDIT_NETWORK)
def overview() -> ResponseReturnValue:
    """List everything recorded on network and cooperative, each with the way to correct it."""
    return render_template(
        "network/overview.html",
        events=queries.list_events(db.session),
        members=queries.list_members(db.session),
        contributions=queries.list_contributions(db.session),
        facts=queries.list_facts(db.session),
        names=queries.list_names(db.session),
        kinds={word: kind.title for word, kind in COOPERATIVE.items()},
    )


@bp.route("/netzwerk/neu", methods=["GET", "POST"])
@requires(Action.EDIT_NETWORK)
def new_event() -> ResponseReturnValue:
    """Record a network event."""
    return _new(EVENT)


@bp.route("/netzwerk/<int:row_id>/bearbeiten", methods=["GET", "POST"])
@requires(Action.EDIT_NETWORK)
def edit_event(row_id: int) -> ResponseReturnValue:
    """Correct a network event."""
    return _edit(EVENT, row_id)


@bp.route(f"/genossenschaft/{KIND}/neu", methods=["GET", "POST"])
@requires(Action.EDIT_NETWORK)
def new_record(kind: str) -> ResponseReturnValue:
    """Record a member, a contribution, an event or a name of the cooperative."""
    return _new(COOPERATIVE[kind])


@bp.route(f"/genossenschaft/{KIND}/<int:row_id>/bearbeiten", methods=["GET", "POST"])
@requires(Action.EDIT_NETWORK)
def edit_record(kind: str, row_id: int) -> ResponseReturnValue:
    """Correct a member, a contribution, an event or a name of the cooperative."""
    return _edit(COOPERATIVE[kind], row_id)


@bp.route("/genossenschaft/mitglieder/<int:row_id>/austritt", methods=["GET", "POST"])
@requires(Action.EDIT_NETWORK)
def end_membership(row_id: int) -> ResponseReturnValue:
    """Record that a member has left, or that it has not."""
    row = queries.record_of(db.session, CooperativeMember, row_id)
    form = LeavingForm(data=_leaving_values(row))
    outcome = attempt(
        form,
        lambda: actions.end_membership(db.session, row, form.to_input(), by=person(), now=now()),
        lambda: _leaving_values(row),
    )
    if outcome.is_done:
        db.session.commit()
        flash(SAVED)
        return redirect(url_for(".overview"), 303)
    return show_record(
        form,
        outcome,
        title=f"Austritt aus der Genossenschaft: {queries.member_name(db.session, row)}",
        button="Speichern",
        back=url_for(".overview"),
        history=history_of(row),
    )


# ---------------------------------------------------------------- one story for all kinds


def _new(kind: Kind) -> ResponseReturnValue:
    form = kind.form()
    _offer(form)
    outcome = attempt(form, lambda: kind.add(db.session, form.to_input(), by=person(), now=now()))
    if outcome.is_done:
        db.session.commit()
        flash(SAVED)
        return redirect(url_for(".overview"), 303)
    del form.reason
    title = f"{kind.title} erfassen"
    return show_record(form, outcome, title=title, button="Speichern", back=url_for(".overview"))


def _edit(kind: Kind, row_id: int) -> ResponseReturnValue:
    row = queries.record_of(db.session, kind.table, row_id)
    form = kind.form(data=_values(kind, row))
    _offer(form)
    outcome = attempt(
        form,
        lambda: kind.edit(db.session, row, form.to_input(), by=person(), now=now()),
        lambda: _values(kind, row),
    )
    if outcome.is_done:
        db.session.commit()
        flash(SAVED)
        return redirect(url_for(".overview"), 303)
    title, back = f"{kind.title} bearbeiten", url_for(".overview")
    return show_record(form, outcome, title=title, button="Speichern", back=back, history=history_of(row))


def _values(kind: Kind, row: Row) -> Mapping[str, object]:
    found: dict[str, Any] = {name: getattr(row, name) for name in kind.columns}
    if isinstance(row, Dated):
        found[kind.date_field] = PreciseDate(row.effective_on, row.date_precision)
    if isinstance(row, NetworkEvent | CooperativeFact):
        found["is_withheld"] = not row.is_public
    return found | {"version": version_of(db.session, row)}


def _leaving_values(row: CooperativeMember) -> dict[str, object]:
    left = None if row.left_precision is None else PreciseDate(row.left_on, row.left_precision)
    return {"left": left, "version": row.version}


def _offer(form: PostForm) -> None:
    organisations = [Option(str(row.id), row.name) for row in list_organisations(db.session)]
    if isinstance(form, MemberForm):
        form.organisation_id.options = organisations
    if isinstance(form, ContributionForm):
        form.payer_id.options = organisations
