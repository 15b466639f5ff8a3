"""Pages of the indicators of a block: what is agreed, agreed anew, ended."""

from collections.abc import Sequence

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from vrs_tracker.domain.lists.indicators import AgreedIndicator, indicator_list
from vrs_tracker.domain.notation import quoted
from vrs_tracker.domain.policy import Action, may
from vrs_tracker.domain.vocabulary.money import Provenance
from vrs_tracker.domain.vocabulary.progress import IndicatorKind
from vrs_tracker.extensions import db
from vrs_tracker.features.programme import actions, queries
from vrs_tracker.features.programme.forms import EndForm, NewIndicatorForm, TargetForm
from vrs_tracker.features.programme.views.blueprint import SAVE, SAVED, bp
from vrs_tracker.tables.progress import IndicatorTarget
from vrs_tracker.trail.versions import version_of
from vrs_tracker.web.access import person, requires
from vrs_tracker.web.downloads import requested_working_file
from vrs_tracker.web.edge import now, today
from vrs_tracker.web.fields import Option
from vrs_tracker.web.listing import drawn
from vrs_tracker.web.records import attempt, history_of, show_record

ENDING = (
    "Meldungen fragen dann nicht mehr nach ihr, und neue Berichte nennen sie nicht. Was gemeldet ist, bleibt."
)


@bp.get("/bausteine/<slug>/kennzahlen")
@requires(Action.READ_HISTORY)
def indicators(slug: str) -> ResponseReturnValue:
    """List what is agreed to be counted for a block, with the newest values; staff read it."""
    block = queries.block_by_slug(db.session, slug)
    lines = queries.indicator_lines(db.session, block)
    table = indicator_list(lines, folder=url_for(".indicators", slug=slug), may_edit=_may_edit())
    is_demo = any(line.provenance is Provenance.DEMO for line in lines)
    if file := requested_working_file((table,), as_of=today(), is_demo=is_demo):
        return file
    return render_template(
        "programme/indicators.html",
        block=block,
        table=drawn(table) if lines else None,
        counted=[line.kind for line in lines],
        may_edit=_may_edit(),
        may_add=_may_edit() and bool(_not_counted(lines)),
    )


@bp.route("/bausteine/<slug>/kennzahlen/neu", methods=["GET", "POST"])
@requires(Action.EDIT_PROGRAMME)
def new_indicator(slug: str) -> ResponseReturnValue:
    """Agree on an indicator that the block has not counted yet, or take up an ended one."""
    block = queries.block_by_slug(db.session, slug)
    form = NewIndicatorForm()
    outcome = attempt(
        form,
        lambda: actions.add_indicator(
            db.session, block, form.kind.data, form.to_input(), by=person(), now=now()
        ),
    )
    back = url_for(".indicators", slug=slug)
    if outcome.is_done:
        db.session.commit()
        flash(f"„{form.kind.data.label}“ ist vereinbart.")
        return redirect(back, 303)
    form.kind.options = _not_counted(queries.indicator_lines(db.session, block))
    return show_record(
        form,
        outcome,
        title="Kennzahl vereinbaren",
        intro=f"Für {block.name}. Die sechs Kennzahlen und ihre Zählweise sind für alle Vorhaben gleich.",
        button="Kennzahl vereinbaren",
        back=back,
        template="programme/new_indicator.html",
    )


@bp.route("/bausteine/<slug>/kennzahlen/<int:indicator_id>", methods=["GET", "POST"])
@requires(Action.EDIT_PROGRAMME)
def change_target(slug: str, indicator_id: int) -> ResponseReturnValue:
    """Agree anew on a target, its day, or where counting began; the history keeps what was agreed before."""
    block = queries.block_by_slug(db.session, slug)
    row = queries.indicator_by_id(db.session, block, indicator_id)
    form = TargetForm(data=_agreed(row))
    outcome = attempt(
        form,
        lambda: actions.change_target(db.session, row, form.to_input(), by=person(), now=now()),
        lambda: _agreed(row),
    )
    back = url_for(".indicators", slug=slug)
    if outcome.is_done:
        db.session.commit()
        flash(SAVED)
        return redirect(back, 303)
    return show_record(
        form,
        outcome,
        title="Ziel einer Kennzahl ändern",
        intro=f"{quoted(row.kind.label)}, {block.name}. Zählweise: {row.kind.hint}.",
        button=SAVE,
        back=back,
        history=history_of(row),
        template="programme/edit_indicator.html",
        end="" if row.ended_on else url_for(".end_indicator", slug=slug, indicator_id=row.id),
    )


@bp.route("/bausteine/<slug>/kennzahlen/<int:indicator_id>/beenden", methods=["GET", "POST"])
@requires(Action.EDIT_PROGRAMME)
def end_indicator(slug: str, indicator_id: int) -> ResponseReturnValue:
    """Ask for no more values of an indicator."""
    block = queries.block_by_slug(db.session, slug)
    row = queries.indicator_by_id(db.session, block, indicator_id)
    form = EndForm(data={"version": version_of(db.session, row)})
    outcome = attempt(
        form,
        lambda: actions.end_indicator(db.session, row, form.to_input(), by=person(), now=now()),
        lambda: {"version": version_of(db.session, row)},
    )
    back = url_for(".indicators", slug=slug)
    if outcome.is_done:
        db.session.commit()
        flash(f"„{row.kind.label}“ ist beendet.")
        return redirect(back, 303)
    return show_record(
        form,
        outcome,
        title="Kennzahl beenden",
        intro=f"{quoted(row.kind.label)}, {block.name}. {ENDING}",
        button="Kennzahl beenden",
        back=back,
        history=history_of(row),
    )


def _may_edit() -> bool:
    return may(person(), Action.EDIT_PROGRAMME)


def _not_counted(lines: Sequence[AgreedIndicator]) -> list[Option]:
    """The indicators that can still be agreed: ended ones can be taken up again."""
    counted = {line.kind for line in lines if line.ended_on is None}
    return [Option(kind.value, kind.label, kind.hint) for kind in IndicatorKind if kind not in counted]


def _agreed(row: IndicatorTarget) -> dict[str, object]:
    names = ("baseline", "target", "target_on", "source")
    return {**{name: getattr(row, name) for name in names}, "version": version_of(db.session, row)}
