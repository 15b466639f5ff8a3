"""The page of a file: what is in it, what is wrong with it, how its columns are understood."""

from dataclasses import replace

from flask import Response, redirect, render_template, request, stream_template, url_for
from flask.typing import ResponseReturnValue

from vrs_tracker.domain.policy import Action, may
from vrs_tracker.domain.spreadsheet import words
from vrs_tracker.domain.spreadsheet.layout import Layout, layout_of
from vrs_tracker.domain.spreadsheet.left_out import left_out_sentence
from vrs_tracker.domain.spreadsheet.problems import problems_of_text
from vrs_tracker.domain.vocabulary.cofunding import ImportState
from vrs_tracker.extensions import db
from vrs_tracker.features.exchange import actions
from vrs_tracker.features.exchange.forms import (
    BookImportForm,
    ColumnsForm,
    DiscardForm,
    columns_form,
    posted_columns_form,
)
from vrs_tracker.features.exchange.queries.imports import (
    first_rows_of_file,
    import_of,
    rows_of_file,
    taken_back_of_file,
)
from vrs_tracker.features.exchange.views.blueprint import bp
from vrs_tracker.features.exchange.views.running import (
    Run,
    foreseen_of,
    judged_problems,
    problems_of,
    sample_of,
    sums_of,
)
from vrs_tracker.features.finance.actions.importing import Terms
from vrs_tracker.features.finance.queries.lines import lines_of_rows
from vrs_tracker.tables.documents import MoneyImport
from vrs_tracker.web.access import person, requires
from vrs_tracker.web.edge import now, settings, today
from vrs_tracker.web.form_secret import masked_token

LONG = 200_000
"""Bytes from which the page is sent piece by piece, so that it can say how far the check is."""
MOST_SHOWN = 200


@bp.get("/finanzen/einlesen/<int:import_id>")
@requires(Action.READ_HISTORY)
def show_file(import_id: int) -> ResponseReturnValue:
    """Check an open file, or say what became of it; the page of a long file arrives while it is checked."""
    imported = import_of(db.session, import_id)
    if imported.state is not ImportState.CHECKED:
        return render_template("exchange/done.html", **_what_became_of(imported))
    run = Run(db.session, imported, today())
    if len(imported.content) >= LONG:
        masked_token()  # before the first piece is sent, because it may set a cookie
        return Response(stream_template("exchange/check.html", **_context(imported, run)))
    return render_template("exchange/check.html", **_context(imported, run.finish()))


def _what_became_of(imported: MoneyImport) -> dict[str, object]:
    rows = rows_of_file(db.session, imported.id)
    lines = lines_of_rows(db.session, first_rows_of_file(db.session, imported.id, MOST_SHOWN))
    return {
        "imported": imported,
        "rows": rows,
        "lines": lines,
        "problems": problems_of_text(imported.problems),
        "taken_back": taken_back_of_file(db.session, imported.id),
        "unshown": rows.kept - len(lines),
        "books": may(person(), Action.BOOK_MONEY),
    }


def check_page(imported: MoneyImport, run: Run, form: BookImportForm) -> ResponseReturnValue:
    """Show the page again after a booking was refused."""
    return render_template("exchange/check.html", **_context(imported, run, form)), form.status


def _context(
    imported: MoneyImport, run: Run, form: BookImportForm | None = None, refused: ColumnsForm | None = None
) -> dict[str, object]:
    return {
        "imported": imported,
        "run": run,
        "books": may(person(), Action.BOOK_MONEY),
        "form": form or refused,
        "steps": () if run.found or run.refused else run.steps(),
        "result": lambda: _result(imported, run, form or BookImportForm(formdata=None), refused),
        "give_up": DiscardForm(formdata=None),
    }


def own_terms() -> Terms:
    """Return how a file is booked as long as nobody has given a reason."""
    return Terms(second_person_from=settings().second_person_from)


def _result(
    imported: MoneyImport, run: Run, form: BookImportForm, refused: ColumnsForm | None
) -> dict[str, object]:
    """Return what the template shows once the check is over."""
    if run.found is None:
        return {}
    checked = run.found.checked
    layout = layout_of(imported.layout)
    foreseen = foreseen_of(db.session, imported, run.found, now=now(), terms=own_terms())
    problems, summary = problems_of(run.found, judged_problems(db.session, run.found, foreseen))
    form.ask_for(has_broken_rules=bool(foreseen.broken), has_changed_shares=bool(foreseen.shares))
    return {
        "checked": checked,
        "sheets": run.found.sheets,
        "problems": problems[:MOST_SHOWN],
        "untold": checked.untold + max(0, len(problems) - MOST_SHOWN),
        "summary": summary,
        "sums": sums_of(checked.lines),
        "sample": sample_of(db.session, checked.lines),
        "columns": columns_form(
            checked.columns, run.found.sheets, replace(layout, sheet=checked.sheet), refused
        ),
        "asks_more": refused is not None or (bool(checked.columns) and not checked.lines),
        "head_place": words.head_place(checked.first_head or 0, checked.head or 0),
        "booking": words.booking_sentence(
            [line.cents for line in checked.lines],
            left_out_sentence(checked.left_out) if checked.left_out else "",
        ),
        "foreseen": foreseen,
        "form": form,
        "words": words,
    }


@bp.post("/finanzen/einlesen/<int:import_id>/spalten")
@requires(Action.BOOK_MONEY)
def choose_columns(import_id: int) -> ResponseReturnValue:
    """Keep what the columns hold, and check again; what cannot be read is shown at its field."""
    imported = import_of(db.session, import_id)
    form = posted_columns_form(request.form)
    if not form.validate_on_submit():
        db.session.rollback()  # nobody waits for the check to write something
        run = Run(db.session, imported, today()).finish()
        return render_template("exchange/check.html", **_context(imported, run, refused=form)), form.status
    uses, heads = form.uses(), form.heads()
    before = layout_of(imported.layout)
    is_same_sheet = form.chosen_sheet in ("", form.shown_sheet.typed)
    layout = Layout(
        sheet=form.chosen_sheet or before.sheet,
        columns=uses if is_same_sheet else {},
        stage=form.stage.data,
        payer=form.payer.data or before.payer,
        day=form.day.data,
    )
    known = heads if is_same_sheet else {}
    actions.choose_layout(db.session, imported, layout, known, asked=form.asked(), by=person(), now=now())
    db.session.commit()
    return redirect(url_for(".show_file", import_id=imported.id), 303)


@bp.post("/finanzen/einlesen/<int:import_id>/verwerfen")
@requires(Action.BOOK_MONEY)
def discard_file(import_id: int) -> ResponseReturnValue:
    """Give up a file that is not booked."""
    imported = import_of(db.session, import_id)
    actions.discard(db.session, imported, by=person(), now=now())
    db.session.commit()
    return redirect(url_for(".uploads"), 303)
