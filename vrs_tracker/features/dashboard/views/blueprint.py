"""The blueprint of the dashboard, and the report that its pages draw.

`?stand=` in the address asks for another one than the first that a person is offered: `bericht` for the
newest report handed out, `2025-H2` for that of a half-year, and for staff `2025-12-31` for that day, with
`&bekannt=2026-02-15` as it was known on another one. Templates keep it by writing their links to other pages
of the dashboard as `{{ here("/finanzen/") }}`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode, urlsplit, urlunsplit

from flask import Blueprint, g, render_template, request

from vrs_tracker.domain.as_of import EXPLAINED, KNOWN, NOT_REBUILT, STAND
from vrs_tracker.domain.notation import date_de
from vrs_tracker.domain.stands import Stand
from vrs_tracker.extensions import db
from vrs_tracker.features.reporting.queries.shown import (
    Reader,
    ShownReport,
    next_session_on,
    periods_with_sessions,
    shown_report,
)
from vrs_tracker.web.access import person
from vrs_tracker.web.edge import settings, today
from vrs_tracker.web.tracing import trace_at

bp = Blueprint("dashboard", "vrs_tracker.features.dashboard.views")

_OF_THE_STAND = (STAND, KNOWN)


@dataclass(frozen=True, slots=True, kw_only=True)
class LookingBack:
    """The form for another day: where it leads, what it keeps, what is chosen now, what it says.

    `wrong` is what stands at the field of each word that could not be read; what was typed stays there.
    """

    action: str
    kept: tuple[tuple[str, str], ...]
    effective: str
    known: str
    compared: str
    wrong: Mapping[str, str]
    explained: str = EXPLAINED
    not_rebuilt: str = ""


def shown_here(block: str | None = None) -> ShownReport | None:
    """Return the report that the acting person sees at this address; None before the first one."""
    reader = Reader(person=person(), today=today(), first_number=settings().first_report_number)
    stand, known = (request.args.get(word, "") for word in _OF_THE_STAND)
    shown = shown_report(db.session, reader, block=block, stand=stand, known=known)
    words = dict(shown.stand.words) if shown and shown.stand else {}
    g.stand = urlencode(words)
    trace_at(words.get(STAND, ""), words.get(KNOWN, ""))
    return shown


@bp.app_template_global()
def here(address: str) -> str:
    """Return the address of another page at the stand that this page shows."""
    asked = g.get("stand", "")
    if not asked:
        return address
    parts = urlsplit(address)
    return urlunsplit(parts._replace(query="&".join(filter(None, (parts.query, asked)))))


@bp.app_template_global()
def at_stand(stand: Stand) -> str:
    """Return the address of this page at another stand; filters and sorting stay as they are."""
    return f"{request.path}?{urlencode([*_others(), *stand.words])}".rstrip("?")


@bp.app_template_global()
def looking_back(shown: ShownReport) -> LookingBack:
    """Return the form for another day, filled with the one that is shown."""
    chosen, days = shown.as_of, (shown.report.as_of.isoformat(), today().isoformat())
    wrong = {shown.wish.word: shown.wish.notice} if shown.wish.word else {}
    typed = {word: request.args.get(word, "") for word in wrong}
    return LookingBack(
        action=request.path,
        kept=tuple(_others()),
        effective=typed.get(STAND, date_de(chosen.effective if chosen else shown.report.as_of)),
        known=typed.get(KNOWN, date_de(chosen.known) if chosen else ""),
        compared=f"/vergleich?{urlencode(dict(zip(('von', 'bis'), days, strict=True)))}",
        wrong=wrong,
        not_rebuilt=NOT_REBUILT if chosen else "",
    )


def _others() -> list[tuple[str, str]]:
    """Return the words of the address that do not ask for a stand."""
    return [(name, value) for name, value in request.args.items(multi=True) if name not in _OF_THE_STAND]


def nothing_yet(heading: str) -> str:
    """Draw the page that stands here before the first report."""
    planned_on = next_session_on(periods_with_sessions(db.session), today())
    return render_template("dashboard/nothing_yet.html", heading=heading, planned_on=planned_on)
