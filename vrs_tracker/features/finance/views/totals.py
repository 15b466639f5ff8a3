"""Sums of everything booked, of the programme or of one block, as of two days, and the entries behind them.

The page answers alike fast with a hundred entries and with a million (docs/adr/0023-monthly-sums.md).
"""

from datetime import date
from urllib.parse import urlencode

from flask import render_template, request
from flask.typing import ResponseReturnValue

from vrs_tracker.domain.as_of import KNOWN, STAND, AsOf, read_wish
from vrs_tracker.domain.lists.kept_sums import kept_sums_table, programme_sums
from vrs_tracker.domain.notation import date_de
from vrs_tracker.domain.vocabulary.money import Payer, Stage
from vrs_tracker.extensions import db
from vrs_tracker.features.finance.queries.lines import lines_of_rows
from vrs_tracker.features.finance.queries.totals import PAGE, entries_of, sums_as_of
from vrs_tracker.features.finance.views.blueprint import bp
from vrs_tracker.features.finance.views.bookings import READERS
from vrs_tracker.features.programme.queries import find_block
from vrs_tracker.tables.finance import FundingEntry
from vrs_tracker.tables.totals import PROGRAMME
from vrs_tracker.trail.provenance import has_demo_rows
from vrs_tracker.web.access import requires
from vrs_tracker.web.downloads import TABLE, requested_working_file
from vrs_tracker.web.edge import today
from vrs_tracker.web.listing import drawn

UNDIVIDED = "ohne"
YEARS_ON_A_PAGE = 5
"""The file has a column for each budget year."""
BLOCK, STAGE, PAYER, BEFORE = "baustein", "stufe", "geldgeber", "vor"


@bp.get("/finanzen/summen")
@requires(*READERS)
def totals() -> ResponseReturnValue:
    """Show what is booked by stage, payer and year, and of one of the sums its entries, fifty a page."""
    asked = request.args
    wish = read_wish(asked.get(STAND, ""), asked.get(KNOWN, ""), today=today())
    as_of = wish.as_of or AsOf(today(), today())
    named = asked.get(BLOCK, "").strip()
    chosen = find_block(db.session, named) if named and named != UNDIVIDED else None
    block_id = chosen.id if chosen else None if named == UNDIVIDED else PROGRAMME
    of = chosen.name if chosen else "Programm gesamt" if block_id == PROGRAMME else "nicht aufgeteilt"
    # all that is booked is known today, and a sum of everything needs fewer rows
    known = as_of.known if as_of.known < today() else None
    found = sums_as_of(db.session, as_of.effective, block_id=block_id, known=known)
    words = [(BLOCK, chosen.slug if chosen else named), *as_of.words]
    sums = programme_sums(found) if block_id == PROGRAMME else found
    table = kept_sums_table(sums, of, words, most_years=None if TABLE in asked else YEARS_ON_A_PAGE)
    if file := requested_working_file(
        (table,), as_of=as_of.effective, is_demo=TABLE in asked and has_demo_rows(db.session)
    ):
        return file
    stage = next((each for each in Stage if each.value == asked.get(STAGE)), None)
    payer = next((each for each in Payer if each.value == asked.get(PAYER)), None)
    rows = (
        entries_of(
            db.session,
            as_of.effective,
            stage=stage,
            payer=payer,
            block_id=block_id,
            known=known,
            before=_read_place(asked.get(BEFORE, "")),
        )
        if stage
        else ()
    )
    wrong = {wish.word: wish.notice} if wish.word else {}
    if named and block_id == PROGRAMME:
        wrong[BLOCK] = _unknown(named)
    return render_template(
        "finance/totals.html",
        as_of=as_of,
        wrong=wrong,
        faults=[(f"feld-{word}", sentence) for word, sentence in wrong.items()],
        typed={
            BLOCK: chosen.name if chosen else named,
            STAND: asked.get(STAND, "") if STAND in wrong else date_de(as_of.effective),
            KNOWN: asked.get(KNOWN, "") if KNOWN in wrong else date_de(as_of.known),
        },
        table=drawn(table),
        stage=stage,
        payer=payer,
        lines=lines_of_rows(db.session, rows) if rows else (),
        next_page=_address(rows[-1]) if len(rows) == PAGE else "",
    )


def _unknown(named: str) -> str:
    """Say that no block is called like this."""
    return f"Einen Baustein oder ein Projekt „{named}“ gibt es nicht. Gezeigt wird das Programm."


def _read_place(text: str) -> tuple[date, int] | None:
    """Read day and id of the last entry of the page before, None for anything else."""
    day, _, number = text.partition("_")
    try:
        return date.fromisoformat(day), int(number)
    except ValueError:
        return None


def _address(last: FundingEntry) -> str:
    """Return the address of the next page; what is chosen stays."""
    words = [(key, value) for key, value in request.args.items() if key != BEFORE]
    place = f"{(last.effective_on or date.min).isoformat()}_{last.id}"
    return f"{request.path}?{urlencode([*words, (BEFORE, place)])}#buchungen"
