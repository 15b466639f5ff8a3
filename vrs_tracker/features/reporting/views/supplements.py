"""Ergänzungen: writing one to a released report, giving it out by a second person, reading it."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from vrs_tracker.domain.document import Document
from vrs_tracker.domain.errors import NotFound, RuleViolations, Violation
from vrs_tracker.domain.inputs.supplements import NO_SUCH_STATEMENT, CorrectionInput
from vrs_tracker.domain.issue import IssueContent, title_block_from_json, title_lines
from vrs_tracker.domain.leaves import cited
from vrs_tracker.domain.outline import document
from vrs_tracker.domain.periods import MOVERS, HalfYear
from vrs_tracker.domain.policy import Action, may
from vrs_tracker.domain.report import CommitteeReport
from vrs_tracker.domain.supplement import (
    NOT_GIVEN_OUT,
    PUBLIC_LIKE_REPORT,
    Supplement,
    check_issue,
    in_order,
    lines_of,
    supplement_document,
    supplement_file_name,
    supplement_footer,
)
from vrs_tracker.domain.title_block import TitleBlock
from vrs_tracker.domain.vocabulary.reporting import Move, PdfForm
from vrs_tracker.extensions import db, open_for_writing
from vrs_tracker.features.periods import queries as periods
from vrs_tracker.features.reporting import actions, render
from vrs_tracker.features.reporting.actions.supplements import NO_DRAFT, authors
from vrs_tracker.features.reporting.forms import CorrectionForm, StatementForm, SupplementSessionForm
from vrs_tracker.features.reporting.queries import snapshots
from vrs_tracker.features.reporting.queries import supplements as queries
from vrs_tracker.features.reporting.queries.round import second_persons
from vrs_tracker.features.reporting.views.blueprint import (
    ONE_PRINT_AT_A_TIME,
    bp,
    readable,
    readable_with_supplements,
    with_supplements,
)
from vrs_tracker.tables.periods import ReportingPeriod
from vrs_tracker.tables.supplements import SupplementDraft
from vrs_tracker.web.access import open_to_all, person, requires
from vrs_tracker.web.downloads import file_answer
from vrs_tracker.web.edge import now, today
from vrs_tracker.web.kept_pages import draw_page, kept_page
from vrs_tracker.web.records import attempt, show_record

NO_SUCH_SUPPLEMENT = "Diese Ergänzung gibt es nicht. Was ausgegeben ist, finden Sie unter „Berichte“."


@dataclass(frozen=True, slots=True, kw_only=True)
class _Given:
    """A report that was given out, with the title block it was last printed with and the draft, if any."""

    period: ReportingPeriod
    report: CommitteeReport
    block: TitleBlock
    draft: SupplementDraft | None

    @property
    def half(self) -> HalfYear:
        return self.report.period

    @property
    def printed(self) -> Document:
        return document(self.report)

    def supplement(self) -> Supplement:
        """Return the draft as the Ergänzung that it would become now; NotFound without one."""
        return queries.drafted(db.session, self._begun, self.report)

    def title_block(self, supplement: Supplement) -> TitleBlock:
        return queries.drafted_block(self._begun, supplement, self.block)

    @property
    def _begun(self) -> SupplementDraft:
        if self.draft is None:
            raise NotFound(NO_DRAFT)
        return self.draft


# ---------------------------------------------------------------- writing one


@bp.get("/<code>/ergaenzung")
@requires(Action.PREPARE_REPORT, Action.EDIT_SESSION)
def supplement_draft(code: str) -> str:
    """Show what the Ergänzung corrects so far, its session data, and what is still in its way."""
    return _draft_page(_given(code))


@bp.route("/<code>/ergaenzung/aussage", methods=["GET", "POST"])
@requires(Action.PREPARE_REPORT)
def correct_statement(code: str) -> ResponseReturnValue:
    """Choose a sentence of the statement that the address names, then write how it reads from now on."""
    given = _given(code)
    number = request.args.get("nummer", "").strip().rstrip(".")
    if not number:
        return _draft_page(given)
    lines = lines_of(given.printed, number)
    if not lines:
        return _draft_page(given, asked=number, refusal=NO_SUCH_STATEMENT), 422
    line = request.args.get("zeile", 0 if len(lines) == 1 else -1, type=int)
    back = url_for(".supplement_draft", code=code)
    if not 0 <= line < len(lines):
        found = cited(given.printed, number)
        return render_template(
            "reporting/supplement_lines.html", half=given.half, found=found, lines=lines, back=back
        )
    known = {(row.number, row.line): row for row in given.draft.lines} if given.draft else {}
    row = known.get((number, line))
    form = CorrectionForm(
        data={"new_text": row.new_text, "reason": row.reason} if row else {"new_text": lines[line]}
    )
    outcome = attempt(form, lambda: _correct(given.period, form, number, line))
    if outcome.is_done:
        db.session.commit()
        flash("Die Berichtigung steht in der Ergänzung.")
        return redirect(back, 303)
    return show_record(
        form,
        outcome,
        title=f"Nummer {number} berichtigen",
        button="Berichtigung speichern",
        back=back,
        intro=PUBLIC_LIKE_REPORT,
        template="reporting/supplement_line.html",
        old=lines[line],
        half=given.half,
    )


def _correct(period: ReportingPeriod, form: CorrectionForm, number: str, line: int) -> None:
    new = CorrectionInput(number=number, line=line, new_text=form.new_text.data, reason=form.reason.data)
    actions.correct(db.session, period, new, by=person(), now=now())


@bp.post("/<code>/ergaenzung/aussage/<int:line_id>/entfernen")
@requires(Action.PREPARE_REPORT)
def remove_correction(code: str, line_id: int) -> ResponseReturnValue:
    """Leave one sentence of the report as it is."""
    period = periods.by_code(db.session, code)
    actions.remove_correction(db.session, period, line_id, by=person())
    return _stored(code, "Die Berichtigung ist entfernt.")


@bp.route("/<code>/ergaenzung/sitzung", methods=["GET", "POST"])
@requires(Action.EDIT_SESSION)
def supplement_session(code: str) -> ResponseReturnValue:
    """Enter the session that receives the Ergänzung."""
    given = _given(code)
    draft = given.draft
    if draft is None:
        raise NotFound(NO_DRAFT)
    names = ("held_on", "agenda_item", "paper_reference")
    form = SupplementSessionForm(data={name: getattr(draft, name) for name in names})
    outcome = attempt(
        form,
        lambda: actions.set_supplement_session(db.session, given.period, form.to_input(), by=person()),
    )
    if outcome.is_done:
        return _stored(code, "Die Sitzungsdaten der Ergänzung sind gespeichert.")
    back = url_for(".supplement_draft", code=code)
    title = f"Sitzung der Ergänzung, {given.half.label}"
    return show_record(form, outcome, title=title, button="Sitzungsdaten speichern", back=back)


@bp.post("/<code>/ergaenzung/verwerfen")
@requires(Action.PREPARE_REPORT)
def discard_supplement(code: str) -> ResponseReturnValue:
    """Let go of the draft; the report was never touched."""
    period = periods.by_code(db.session, code)
    actions.discard_draft(db.session, period, by=person(), now=now())
    return _stored(code, "Der Entwurf der Ergänzung ist verworfen. Der Bericht ist unverändert.")


@bp.get("/<code>/ergaenzung/entwurf.pdf")
@requires(Action.PREPARE_REPORT, Action.EDIT_SESSION)
def supplement_preview(code: str) -> ResponseReturnValue:
    """Print the draft with watermark."""
    given = _given(code)
    supplement = given.supplement()
    content = _printed(given, supplement, is_draft=True).content
    return file_answer(content, "application/pdf", supplement_file_name(supplement, is_draft=True))


@bp.post("/<code>/ergaenzung/ausgeben")
@requires(*MOVERS[Move.RELEASE], begins_writing=False)
def issue_supplement(code: str) -> ResponseReturnValue:
    """Give out the Ergänzung as the second person; it is printed while others can write."""
    given = _given(code)
    supplement = given.supplement()
    authored = authors(given.draft) if given.draft else ()
    is_due = not check_issue(authored, person().key, len(supplement.corrections))
    printed = (supplement, _printed(given, supplement, is_draft=False)) if is_due else None
    db.session.rollback()
    open_for_writing(db.session)
    try:
        row = actions.issue_supplement(
            db.session, periods.by_code(db.session, code), printed, by=person(), now=now()
        )
    except RuleViolations as broken:
        db.session.rollback()
        return _draft_page(_given(code), violations=broken.violations), 422
    number = row.number
    db.session.commit()
    flash(f"Die {number}. Ergänzung ist ausgegeben. Der Bericht selbst ist unverändert.")
    return redirect(url_for(".supplement_page", code=code, number=number), 303)


# ---------------------------------------------------------------- reading one


@bp.get("/<code>/ergaenzungen/<int:number>")
@open_to_all
@kept_page
def supplement_page(code: str, number: int) -> ResponseReturnValue:
    """Show an Ergänzung that was given out: old sentence, new sentence, reason."""
    found = readable_with_supplements(code)
    given = next((one for one in found.supplements if one.supplement.number == number), None)
    if given is None:
        raise NotFound(NO_SUCH_SUPPLEMENT)
    return draw_page(
        "reporting/supplement.html",
        shown=found,
        given=given,
        document=supplement_document(given.supplement, document(found.report).title),
        title_lines=title_lines(given.title_block),
        footer_line=supplement_footer(given.supplement, found.report),
    )


@bp.get("/<code>/ergaenzungen/<int:number>.pdf")
@open_to_all
def supplement_pdf(code: str, number: int) -> ResponseReturnValue:
    """Serve the page as it was given out."""
    period, plain = readable(code)
    found = with_supplements(period, plain)
    given = next((one for one in found.supplements if one.supplement.number == number), None)
    row = queries.stored_supplement(db.session, period.id, number) if given else None
    if row is None or given is None:
        raise NotFound(NO_SUCH_SUPPLEMENT)
    name = supplement_file_name(given.supplement, is_draft=False)
    return file_answer(row.content, "application/pdf", name, etag=row.sha256)


# ---------------------------------------------------------------- what these pages share


def _given(code: str) -> _Given:
    """Return the report of a half-year that was given out; NotFound while it can still be changed itself."""
    period = periods.by_code(db.session, code)
    issue = snapshots.newest_issue(db.session, period.id, PdfForm.A2)
    if period.state not in snapshots.HANDED_OUT or issue is None:
        raise NotFound(NOT_GIVEN_OUT)
    return _Given(
        period=period,
        report=snapshots.thaw(issue.snapshot),
        block=title_block_from_json(issue.title_block),
        draft=queries.draft_of(db.session, issue.snapshot),
    )


def _printed(given: _Given, supplement: Supplement, *, is_draft: bool) -> IssueContent:
    block = given.title_block(supplement)
    with ONE_PRINT_AT_A_TIME:
        return render.print_supplement(given.report, supplement, block, now(), is_draft=is_draft)


def _draft_page(
    given: _Given, *, violations: Sequence[Violation] = (), asked: str = "", refusal: str = ""
) -> str:
    draft = given.draft
    supplement = given.supplement() if draft else None
    wrote = authors(draft) if draft else frozenset()
    lines = sorted(draft.lines, key=lambda row: (in_order(row.number), row.line)) if draft else ()
    found = ((row, queries.corrected(row, given.report)) for row in lines)
    rows = [(row, one) for row, one in found if one is not None]
    count = len(supplement.corrections) if supplement else 0
    statement = StatementForm(formdata=None, data={"nummer": asked})
    statement.nummer.errors = [refusal] if refusal else []
    return render_template(
        "reporting/supplement_draft.html",
        half=given.half,
        report=given.report,
        supplement=supplement,
        rows=rows,
        head=title_lines(given.title_block(supplement)) if supplement else (),
        refusals=[("", violation.message) for violation in violations],
        asked=statement,
        prepares=may(person(), Action.PREPARE_REPORT),
        may_issue=bool(person().roles & MOVERS[Move.RELEASE]),
        obstacles=check_issue(wrote, person().key, count),
        others=second_persons(db.session, other_than=person().key, today=today()) if draft else (),
    )


def _stored(code: str, notice: str) -> ResponseReturnValue:
    db.session.commit()
    flash(notice)
    return redirect(url_for(".supplement_draft", code=code), 303)
