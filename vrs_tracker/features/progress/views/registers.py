"""Pages of single milestones and risks."""

from collections.abc import Callable

from flask import flash, redirect, render_template, request
from flask.typing import ResponseReturnValue

from vrs_tracker.domain.errors import Conflict, RuleViolations
from vrs_tracker.domain.policy import Action, Thing, may
from vrs_tracker.extensions import db
from vrs_tracker.features.programme.queries import list_blocks
from vrs_tracker.features.progress.actions import add_milestone, add_risk, edit_milestone, edit_risk
from vrs_tracker.features.progress.forms.registers import (
    KnownRiskForm,
    MilestoneForm,
    NewMilestoneForm,
    NewRiskForm,
    milestone_values,
    risk_values,
)
from vrs_tracker.features.progress.queries import milestone_by_id, risk_by_id
from vrs_tracker.features.progress.views.blueprint import bp, reported_block
from vrs_tracker.tables.programme import Block
from vrs_tracker.tables.progress import Milestone, Risk
from vrs_tracker.web.access import check, person, requires
from vrs_tracker.web.conflicts import Clash, meet
from vrs_tracker.web.edge import now
from vrs_tracker.web.fields import Option
from vrs_tracker.web.forms import PostForm
from vrs_tracker.web.records import history_of


@bp.get("/bausteine/<slug>/meilensteine/neu")
@requires(Action.FILE_UPDATE)
def new_milestone_page(slug: str) -> ResponseReturnValue:
    """Show the form of a new milestone."""
    return _page(NewMilestoneForm(), reported_block(slug), "Meilenstein erfassen")


@bp.post("/bausteine/<slug>/meilensteine/neu")
@requires(Action.FILE_UPDATE)
def new_milestone(slug: str) -> ResponseReturnValue:
    """Store a new milestone."""
    block, form = reported_block(slug), NewMilestoneForm()

    def write() -> None:
        add_milestone(db.session, block, form.to_input(), by=person(), now=now())

    return _stored(form, write, f"Der Meilenstein für {block.name} ist erfasst.", block.slug) or _page(
        form, reported_block(slug), "Meilenstein erfassen"
    )


@bp.get("/meilensteine/<int:milestone_id>/bearbeiten")
@requires(Action.FILE_UPDATE)
def milestone_page(milestone_id: int) -> ResponseReturnValue:
    """Show what can be corrected about a milestone."""
    block, row = _milestone(milestone_id)
    form = MilestoneForm(formdata=None, data=milestone_values(row))
    return _milestone_form(form, block, row)


@bp.post("/meilensteine/<int:milestone_id>/bearbeiten")
@requires(Action.FILE_UPDATE)
def change_milestone(milestone_id: int) -> ResponseReturnValue:
    """Correct a milestone; of two people the second sees both versions."""
    block, row = _milestone(milestone_id)
    form = MilestoneForm()

    def write() -> None:
        edit_milestone(db.session, row, form.to_input(row), by=person(), now=now())

    try:
        done = _stored(form, write, f"Der Meilenstein „{row.title}“ ist geändert.", block.slug)
    except Conflict as conflict:
        db.session.rollback()
        block, row = _milestone(milestone_id)
        return _milestone_form(form, block, row, meet(form, conflict, milestone_values(row)))
    return done or _milestone_form(form, *_milestone(milestone_id))


@bp.get("/risiken/neu")
@requires(Action.FILE_UPDATE)
def new_risk_page() -> ResponseReturnValue:
    """Show the form of a new risk; `?baustein=` chooses the block."""
    form = NewRiskForm(formdata=None, data={"block": request.args.get("baustein", "")})
    _offer_blocks(form)
    return _page(form, None, "Risiko erfassen")


@bp.post("/risiken/neu")
@requires(Action.FILE_UPDATE)
def new_risk() -> ResponseReturnValue:
    """Store a new risk of one of the blocks that the person may report on."""
    form = NewRiskForm()
    _offer_blocks(form)

    def write() -> None:
        add_risk(db.session, reported_block(form.block.data), form.to_input(), by=person(), now=now())

    return _stored(form, write, "Das Risiko ist erfasst.", form.block.typed) or _page(
        form, None, "Risiko erfassen"
    )


@bp.get("/risiken/<int:risk_id>/bearbeiten")
@requires(Action.FILE_UPDATE)
def risk_page(risk_id: int) -> ResponseReturnValue:
    """Show a risk with everything that can be changed."""
    block, row = _risk(risk_id)
    return _risk_form(KnownRiskForm(formdata=None, data=risk_values(row)), block, row)


@bp.post("/risiken/<int:risk_id>/bearbeiten")
@requires(Action.FILE_UPDATE)
def change_risk(risk_id: int) -> ResponseReturnValue:
    """Change a risk; of two people the second sees both versions."""
    block, row = _risk(risk_id)
    form = KnownRiskForm()

    def write() -> None:
        edit_risk(db.session, row, form.to_input(row), by=person(), now=now(), reason=form.reason.data)

    try:
        done = _stored(form, write, f"Das Risiko „{row.title}“ ist geändert.", block.slug)
    except Conflict as conflict:
        db.session.rollback()
        block, row = _risk(risk_id)
        return _risk_form(form, block, row, meet(form, conflict, risk_values(row)))
    return done or _risk_form(form, *_risk(risk_id))


# ---------------------------------------------------------------- what all of them share


def _stored(form: PostForm, write: Callable[[], None], done: str, slug: str) -> ResponseReturnValue | None:
    """Write and commit once; None if the form is to be shown again with what is wrong."""
    if not form.validate_on_submit():
        return None
    try:
        write()
    except RuleViolations as broken:
        db.session.rollback()
        form.show(broken)
        return None
    db.session.commit()
    flash(done)
    return redirect(f"/bausteine/{slug}", 303)


def _offer_blocks(form: NewRiskForm) -> None:
    """Offer the blocks that the person may report on."""
    who = person()
    own = [
        block for block in list_blocks(db.session) if may(who, Action.FILE_UPDATE, Thing(block=block.slug))
    ]
    form.block.options = [Option(block.slug, block.name) for block in own]


def _milestone(milestone_id: int) -> tuple[Block, Milestone]:
    row = milestone_by_id(db.session, milestone_id)
    return _reported(row.block_id), row


def _risk(risk_id: int) -> tuple[Block, Risk]:
    row = risk_by_id(db.session, risk_id)
    return _reported(row.block_id), row


def _reported(block_id: int) -> Block:
    block = db.session.get_one(Block, block_id)
    check(Action.FILE_UPDATE, Thing(block=block.slug))
    return block


def _milestone_form(
    form: MilestoneForm, block: Block, row: Milestone, clash: Clash | None = None
) -> ResponseReturnValue:
    return _page(form, block, f"Meilenstein ändern: {row.title}", clash, history_of(row))


def _risk_form(
    form: KnownRiskForm, block: Block, row: Risk, clash: Clash | None = None
) -> ResponseReturnValue:
    return _page(form, block, f"Risiko ändern: {row.title}", clash, history_of(row))


def _page(
    form: PostForm, block: Block | None, title: str, clash: Clash | None = None, history: str = ""
) -> ResponseReturnValue:
    page = render_template(
        "progress/form.html",
        form=form,
        title=title,
        block=block,
        clash=clash,
        history=history,
        back=f"/bausteine/{block.slug}" if block else "/risiken/",
    )
    return page, 409 if clash else form.status
