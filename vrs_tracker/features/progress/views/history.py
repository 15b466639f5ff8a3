"""The history for staff: all of it, that of one thing, and the way back of a change."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import NamedTuple
from urllib.parse import urlencode

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from vrs_tracker.domain.errors import NotFound
from vrs_tracker.domain.history_rules import KINDS, Act, Change, Thing, seen_by
from vrs_tracker.domain.listing import Filter, Selection, read_selection
from vrs_tracker.domain.notation import BERLIN, sort_key_de
from vrs_tracker.domain.periods import HalfYear
from vrs_tracker.domain.policy import Action
from vrs_tracker.extensions import db
from vrs_tracker.features.periods.queries import list_periods
from vrs_tracker.features.programme.queries import list_blocks
from vrs_tracker.features.progress.actions import can_undo, undo
from vrs_tracker.features.progress.actions.undoing import NO_WAY_BACK
from vrs_tracker.features.progress.forms.history import UndoForm
from vrs_tracker.features.progress.views.blueprint import bp
from vrs_tracker.tables.history import HistoryEntry
from vrs_tracker.tables.programme import Block
from vrs_tracker.trail.retold import Wanted, act_of, acts, count_entries, thing_of
from vrs_tracker.web.access import person, requires
from vrs_tracker.web.edge import now
from vrs_tracker.web.listing import Question
from vrs_tracker.web.navigation import Link, permitted
from vrs_tracker.web.records import attempt, show_record

PER_PAGE = 60
"""Changed fields on a page of the whole history."""
NOTHING_TOLD = "Dazu ist kein Verlauf verzeichnet. Prüfen Sie die Adresse."
_PAGE = "seite"


class Asked(NamedTuple):
    """The questions above the history, for templates/macros/listing.html."""

    questions: tuple[Question, ...]
    ignored: tuple[str, ...]
    address: str
    kept: tuple[tuple[str, str], ...] = ()


@bp.get("/verlauf/")
@requires(Action.READ_HISTORY)
def whole_history() -> str:
    """Show the newest changes of everything, by kind, block and half-year."""
    blocks = list_blocks(db.session)
    filters = _filters(blocks)
    selection = read_selection((), filters, request.args)
    wanted = _wanted(selection, {block.slug: block.id for block in blocks})
    total = count_entries(db.session, wanted)
    pages = max(1, -(-total // PER_PAGE))
    page = min(max(request.args.get(_PAGE, 1, type=int), 1), pages)
    found = acts(db.session, wanted, seen=seen_by(person()), limit=PER_PAGE, offset=(page - 1) * PER_PAGE)
    return render_template(
        "history/all.html",
        days=_by_day(found),
        asked=Asked(_questions(filters, selection), selection.ignored, request.path),
        is_narrowed=bool(selection.chosen),
        page=page,
        pages=pages,
        newer=_page_address(selection, page - 1) if page > 1 else "",
        older=_page_address(selection, page + 1) if page < pages else "",
    )


@bp.get("/verlauf/<kind>/<int:thing_id>")
@requires(Action.READ_HISTORY)
def history(kind: str, thing_id: int) -> str:
    """Tell who changed a thing, when and why."""
    wanted = Wanted(kind=kind, thing_id=thing_id)
    found = acts(db.session, wanted, seen=seen_by(person())) if kind in KINDS else ()
    if not found:
        raise NotFound(NOTHING_TOLD)
    thing = thing_of(db.session, kind, thing_id)
    return render_template("history/thing.html", thing=thing, days=_by_day(found), ways=_ways_to(thing))


@bp.route("/verlauf/eintraege/<int:entry_id>/zuruecknehmen", methods=["GET", "POST"])
@requires(Action.EDIT_PROGRAMME)
def undo_change(entry_id: int) -> ResponseReturnValue:
    """Write the values again that stood there before a change."""
    entries = act_of(db.session, entry_id)
    changes = tuple(Change(entry.field, entry.old, entry.new) for entry in entries)
    if not entries or not can_undo(entries[0].kind, changes, person()):
        raise NotFound(NO_WAY_BACK)
    thing = thing_of(db.session, entries[0].kind, entries[0].thing_id)
    back = url_for(".history", kind=thing.kind, thing_id=thing.id)
    form = UndoForm()
    outcome = attempt(form, lambda: undo(db.session, entries, form.reason.data, by=person(), now=now()))
    if outcome.is_done:
        db.session.commit()
        flash("Die Änderung ist zurückgenommen.")
        return redirect(back, 303)
    return show_record(
        form,
        outcome,
        title="Änderung zurücknehmen",
        intro=thing.title,
        button="Änderung zurücknehmen",
        back=back,
        template="history/undo.html",
        act=_shown(entries, changes, thing),
    )


def _shown(entries: Sequence[HistoryEntry], changes: tuple[Change, ...], thing: Thing) -> Act:
    first = entries[0]
    return Act(id=first.id, at=first.at, who=first.unit, thing=thing, changes=changes, reason=first.reason)


def _by_day(found: tuple[Act, ...]) -> dict[str, list[tuple[Act, bool]]]:
    """Return the acts of each day, and whether the reader can take them back."""
    who, days = person(), dict[str, list[tuple[Act, bool]]]()
    for act in found:
        days.setdefault(act.day, []).append((act, can_undo(act.thing.kind, act.changes, who)))
    return days


def _filters(blocks: Sequence[Block]) -> tuple[Filter, ...]:
    kinds = sorted(KINDS.items(), key=lambda item: sort_key_de(item[1]))
    named = tuple((block.slug, block.name) for block in blocks)
    halves = [HalfYear(period.year, period.half) for period in list_periods(db.session)]
    return (
        Filter(key="art", label="Art des Eintrags", choices=tuple(kinds)),
        Filter(
            key="baustein",
            label="Baustein oder Projekt",
            choices=named,
        ),
        Filter(
            key="halbjahr",
            label="Geändert im Halbjahr",
            choices=tuple((half.code, half.label) for half in halves),
        ),
    )


def _questions(filters: tuple[Filter, ...], selection: Selection) -> tuple[Question, ...]:
    return tuple(
        Question(
            key=one.key,
            label=one.label,
            every=one.every,
            choices=one.choices,
            chosen=selection.chosen.get(one.key, ""),
        )
        for one in filters
    )


def _wanted(selection: Selection, blocks: dict[str, int]) -> Wanted:
    code = selection.chosen.get("halbjahr", "")
    half = HalfYear.parse(code) if code else None
    return Wanted(
        kind=selection.chosen.get("art", ""),
        block_id=blocks.get(selection.chosen.get("baustein", "")),
        since=_midnight(half.first_day) if half else None,
        until=_midnight(half.as_of + timedelta(days=1)) if half else None,
    )


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), BERLIN).astimezone(UTC)


def _page_address(selection: Selection, page: int) -> str:
    words = {**selection.chosen, _PAGE: str(page)}
    return f"{url_for('.whole_history')}?{urlencode(words)}"


def _ways_to(thing: Thing) -> tuple[Link, ...]:
    """Return where the reader sees the thing itself, and where it is changed."""
    block, report = f"/bausteine/{thing.block_slug}", f"/berichte/{thing.period_code}"
    if thing.kind == "block":
        ways = [Link("Zur Seite", block), Link("Bearbeiten", f"{block}/bearbeiten", Action.EDIT_PROGRAMME)]
    elif thing.kind == "block_function":
        way = Link("Bearbeiten", f"{block}/funktionen/{thing.id}", Action.EDIT_PROGRAMME)
        ways = [Link("Zum Baustein oder Projekt", block), way]
    elif thing.kind in ("milestone", "risk"):
        folder = {"milestone": "meilensteine", "risk": "risiken"}[thing.kind]
        way = Link("Bearbeiten", f"/{folder}/{thing.id}/bearbeiten", Action.FILE_UPDATE)
        ways = [Link("Zum Baustein oder Projekt", block), way]
    elif thing.kind == "indicator_target":
        ways = [Link("Zu den Kennzahlen", f"{block}/kennzahlen", Action.READ_HISTORY)]
    elif thing.block_slug:
        ways = [Link("Zum Baustein oder Projekt", block)]
    elif thing.period_code:
        ways = [Link("Zum Bericht", f"{report}/vorbereiten", Action.PREPARE_REPORT)]
    else:
        ways = [_LISTS.get(thing.kind, Link("Zur Übersicht", "/"))]
    ways += _ways_to_money(thing)
    return permitted((*ways, Link("Gesamter Verlauf", "/verlauf/", Action.READ_HISTORY)))


def _ways_to_money(thing: Thing) -> list[Link]:
    """Return where the row of money is shown, and what a second person was asked about it."""
    kind, row_id = thing.about or (thing.kind, thing.id)
    word = _WORDS_OF_MONEY.get(kind)
    if word is None or thing.amount is None:
        return []
    ways = [Link(f"{KINDS[kind]} ansehen", f"/finanzen/{word}/{row_id}", Action.READ_HISTORY)]
    if thing.about:
        asked = Link("Anfrage ansehen", f"/finanzen/bestaetigungen/{thing.id}", Action.READ_HISTORY)
        ways += [asked, Link(f"Verlauf: {KINDS[kind]}", f"/verlauf/{kind}/{row_id}", Action.READ_HISTORY)]
    return ways


_WORDS_OF_MONEY = {
    "funding_entry": "buchungen",
    "appropriation": "veranschlagung",
    "budget_block": "sperrvermerk",
    "block_release": "freigabe",
    "spending_freeze": "haushaltssperre",
}
"""The word for each kind of money in addresses."""
_ACTORS = Link("Zu Gemeinden, Organisationen und Gremien", "/akteure/", Action.EDIT_PROGRAMME)
_MONEY = Link("Zu den Buchungen", "/finanzen/buchungen", Action.READ_HISTORY)
_NETWORK = Link("Zu den Angaben zu Vernetzung und Genossenschaft", "/netzwerk/angaben", Action.EDIT_NETWORK)
_LISTS = {
    **dict.fromkeys(("organisation", "municipality", "deciding_body"), _ACTORS),
    **dict.fromkeys(("funding_entry", "appropriation", "budget_block", "block_release"), _MONEY),
    "spending_freeze": _MONEY,
    "confirmation_request": Link("Zu den Bestätigungen", "/finanzen/bestaetigungen", Action.READ_HISTORY),
    **dict.fromkeys(("network_event", "cooperative_fact", "cooperative_member"), _NETWORK),
    **dict.fromkeys(("cooperative_contribution", "cooperative_name"), _NETWORK),
    "resolution": Link("Zu den Beschlüssen", "/beschluesse/"),
    "motion": Link("Zum Antrag", "/antrag", Action.EDIT_PROGRAMME),
}
"""Where things are listed that belong to no block and no half-year."""
