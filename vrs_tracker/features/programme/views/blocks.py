"""Pages of the blocks: recorded, corrected, renamed, moved on; and the motion."""

from flask import flash, redirect, render_template
from flask.typing import ResponseReturnValue

from vrs_tracker.domain.policy import Action
from vrs_tracker.extensions import db
from vrs_tracker.features.actors.queries import list_municipalities, list_organisations
from vrs_tracker.features.programme import actions, queries
from vrs_tracker.features.programme.forms import (
    BlockEditForm,
    BlockForm,
    FactsForm,
    FunctionStateForm,
    RenameForm,
    StateForm,
)
from vrs_tracker.features.programme.views.blueprint import SAVE, SAVED, bp, page_of
from vrs_tracker.tables.programme import Block
from vrs_tracker.web.access import person, requires
from vrs_tracker.web.edge import now
from vrs_tracker.web.fields import Option
from vrs_tracker.web.records import attempt, history_of, show_record

STAYING = "Der alte Name bleibt als Schreibweise, die alte Adresse führt zur neuen Seite."


@bp.route("/bausteine/neu", methods=["GET", "POST"])
@requires(Action.EDIT_PROGRAMME)
def new_block() -> ResponseReturnValue:
    """Record a project or, before all seven are there, a block of the motion."""
    form = BlockForm()
    _offer(form)
    outcome = attempt(form, lambda: actions.add_block(db.session, form.to_input(), by=person(), now=now()))
    if outcome.is_done:
        db.session.commit()
        flash(f"„{form.name.data}“ ist erfasst.")
        return redirect(page_of(queries.find_block(db.session, form.name.data)), 303)
    return show_record(
        form,
        outcome,
        title="Projekt erfassen",
        button=SAVE,
        back="/bausteine/",
        template="programme/new_block.html",
    )


@bp.route("/bausteine/<slug>/bearbeiten", methods=["GET", "POST"])
@requires(Action.EDIT_PROGRAMME)
def edit_block(slug: str) -> ResponseReturnValue:
    """Correct what is said about a block; leads on to its state, its name and its functions."""
    block = queries.block_in_full(db.session, slug)
    form = BlockEditForm(data=_facts_of(block))
    _offer(form)
    outcome = attempt(
        form,
        lambda: actions.edit_block(db.session, block, form.to_input(), by=person(), now=now()),
        lambda: _facts_of(block),
    )
    if outcome.is_done:
        db.session.commit()
        flash(SAVED)
        return redirect(page_of(block), 303)
    return show_record(
        form,
        outcome,
        title=f"{block.name} bearbeiten",
        button=SAVE,
        back=page_of(block),
        history=history_of(block),
        template="programme/edit_block.html",
        block=block,
        functions=queries.functions_of(db.session, block),
    )


@bp.route("/bausteine/<slug>/stand", methods=["GET", "POST"])
@requires(Action.EDIT_PROGRAMME)
def change_state(slug: str) -> ResponseReturnValue:
    """Say where a block stands as a whole."""
    block = queries.block_in_full(db.session, slug)
    form = StateForm(data={"state": block.state, "version": block.version})
    outcome = attempt(
        form,
        lambda: actions.change_state(db.session, block, form.to_input(), by=person(), now=now()),
        lambda: {"state": block.state, "reason": block.state_reason, "version": block.version},
    )
    if outcome.is_done:
        db.session.commit()
        flash(SAVED)
        return redirect(page_of(block), 303)
    intro = f"Zurzeit: {block.state.label}."
    title = f"Stand von {block.name} ändern"
    return show_record(
        form,
        outcome,
        title=title,
        intro=intro,
        button="Stand ändern",
        back=page_of(block),
        history=history_of(block),
    )


@bp.route("/bausteine/<slug>/umbenennen", methods=["GET", "POST"])
@requires(Action.EDIT_PROGRAMME)
def rename_block(slug: str) -> ResponseReturnValue:
    """Give a block a new name and with it a new address."""
    block = queries.block_in_full(db.session, slug)
    form = RenameForm(data={"name": block.name, "version": block.version})
    outcome = attempt(
        form,
        lambda: actions.rename_block(db.session, block, form.to_input(), by=person(), now=now()),
        lambda: {"name": block.name, "version": block.version},
    )
    if outcome.is_done:
        db.session.commit()
        flash(SAVED)
        return redirect(page_of(block), 303)
    title = f"{block.name} umbenennen"
    return show_record(
        form,
        outcome,
        title=title,
        intro=STAYING,
        button="Umbenennen",
        back=page_of(block),
        history=history_of(block),
    )


@bp.route("/bausteine/<slug>/funktionen/<int:function_id>", methods=["GET", "POST"])
@requires(Action.EDIT_PROGRAMME)
def set_function_state(slug: str, function_id: int) -> ResponseReturnValue:
    """Say what became of a promised function."""
    block = queries.block_in_full(db.session, slug)
    function = queries.function_of(db.session, block, function_id)
    stored = {name: getattr(function, name) for name in ("state", "note", "version")}
    form = FunctionStateForm(data=stored)
    outcome = attempt(
        form,
        lambda: actions.set_function_state(db.session, function, form.to_input(), by=person(), now=now()),
        lambda: {name: getattr(function, name) for name in stored},
    )
    if outcome.is_done:
        db.session.commit()
        flash(SAVED)
        return redirect(page_of(block), 303)
    title = f"Zugesagte Funktion, {block.name}"
    return show_record(
        form,
        outcome,
        title=title,
        intro=function.text,
        button=SAVE,
        back=page_of(block),
        history=history_of(function),
    )


@bp.get("/antrag")
@requires(Action.EDIT_PROGRAMME)
def motion() -> str:
    """Show the motion as it is recorded, with its sources, and why nobody changes it."""
    found = queries.motion_in_full(db.session)
    return render_template("programme/motion.html", motion=found, rows=queries.baseline_rows(db.session))


# ---------------------------------------------------------------- what the forms are filled from


def _facts_of(block: Block) -> dict[str, object]:
    plain = ("subtitle", "description", "lead_id", "owner_role", "source", "version")
    dates = ("planned_start", "planned_end", "forecast_start", "forecast_end")
    return {
        **{name: getattr(block, name) for name in (*plain, *dates)},
        "towns": "\n".join(town.municipality.name for town in block.towns),
        "partner_ids": [str(partner.organisation_id) for partner in block.partners],
        "fields": [item.field.value for item in block.fields],
        "aliases": "\n".join(alias.alias for alias in block.aliases),
    }


def _offer(form: FactsForm) -> None:
    organisations = [Option(str(row.id), row.name) for row in list_organisations(db.session)]
    form.lead_id.options = organisations
    form.partner_ids.options = organisations
    form.towns.known = {town.name: town.ags for town in list_municipalities(db.session)}
