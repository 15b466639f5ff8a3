"""The what-if of the budget office: amounts moved in thought, nothing stored (users.md 3.1)."""

from flask import render_template, request
from flask.typing import ResponseReturnValue

from vrs_tracker.domain.cofunding.moves import check_moves
from vrs_tracker.domain.errors import RuleViolations
from vrs_tracker.domain.lists.what_if import MARK, NOTHING_STORED, WhatIf, what_if
from vrs_tracker.domain.policy import Action
from vrs_tracker.domain.report import CommitteeReport
from vrs_tracker.features.dashboard.forms import WhatIfForm
from vrs_tracker.features.dashboard.views.blueprint import bp, nothing_yet, shown_here
from vrs_tracker.web.access import requires

PAGE = "/finanzen/was-waere-wenn"


@bp.get(PAGE)
@requires(Action.BOOK_MONEY)
def what_if_form() -> ResponseReturnValue:
    """Show the form; it is empty every time."""
    return _page(WhatIfForm(), is_asked=False)


@bp.post(PAGE)
@requires(Action.BOOK_MONEY, begins_writing=False)
def what_if_shown() -> ResponseReturnValue:
    """Show what the moves would change; neither a row nor the history nor the session keeps them."""
    form = WhatIfForm()
    is_asked = request.form.get("tun", "") != "zeile"
    if not is_asked:
        form.add_line()
    return _page(form, is_asked=is_asked)


def _page(form: WhatIfForm, *, is_asked: bool) -> ResponseReturnValue:
    shown = shown_here()
    if shown is None:
        return nothing_yet("Was wäre, wenn?")
    form.offer(shown.report)
    found = _found(form, shown.report) if is_asked else None
    page = render_template(
        "dashboard/what_if.html",
        shown=shown,
        form=form,
        found=found,
        mark=MARK,
        intro=NOTHING_STORED,
        action=request.full_path.rstrip("?"),
        focus=f"moves-{len(form.moves) - 1}" if request.method == "POST" and not is_asked else "",
    )
    return page, form.status


def _found(form: WhatIfForm, report: CommitteeReport) -> WhatIf | None:
    if not form.validate_on_submit():
        return None
    moves = form.to_input()
    broken = check_moves(report, moves)
    if broken:
        form.show(RuleViolations(broken))
        return None
    return what_if(report, moves)
