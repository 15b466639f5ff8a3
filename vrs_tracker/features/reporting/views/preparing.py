"""Preparing a report: everything that belongs to no block, in the order in which it is done."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from vrs_tracker.domain.changes import RankedChange, ranked_changes
from vrs_tracker.domain.chapters.annexes import annexes_section
from vrs_tracker.domain.chapters.prospects import accepted_dates, proposed_dates
from vrs_tracker.domain.chapters.resolution import resolution_section
from vrs_tracker.domain.chapters.summary import MOST_CHANGES_ON_PAGE_1, ordered_changes
from vrs_tracker.domain.checks.rule import Target, TargetKind
from vrs_tracker.domain.checks.texts import EXPECTED_TEXTS
from vrs_tracker.domain.corrections import CORRECT_OR_SUPPLEMENT, WHEN_TO_REOPEN, WHEN_TO_SUPPLEMENT
from vrs_tracker.domain.errors import NotFound, RuleViolations, Violation
from vrs_tracker.domain.inputs.periods import TEXTS_STILL_OPEN, NarrativeInput
from vrs_tracker.domain.issue import title_lines
from vrs_tracker.domain.leading import PROPOSAL_RULE, Placing, rearranged
from vrs_tracker.domain.notation import BERLIN
from vrs_tracker.domain.periods import MOVERS, duty_sentence, possible_moves
from vrs_tracker.domain.plausibility import Check, check_report
from vrs_tracker.domain.policy import Action, Thing, may
from vrs_tracker.domain.preparation import (
    ISSUE_AGAIN,
    SESSION_STAYS_OPEN,
    Round,
    counted_sentences,
    missing_by_unit,
    session_gaps,
    sheet,
)
from vrs_tracker.domain.report import CommitteeReport
from vrs_tracker.domain.supplement import told_in_next_report
from vrs_tracker.domain.vocabulary.reporting import Move, NarrativeSlot, PeriodState, Severity
from vrs_tracker.extensions import db
from vrs_tracker.features.periods import actions as periods_actions
from vrs_tracker.features.periods import queries as periods
from vrs_tracker.features.progress.queries import update_states
from vrs_tracker.features.reporting import actions
from vrs_tracker.features.reporting.forms import CommentForm, DateForm, PlacingForm
from vrs_tracker.features.reporting.queries import snapshots, title
from vrs_tracker.features.reporting.queries.checks import Hint, comment_of, load_checks, with_comments
from vrs_tracker.features.reporting.views.blueprint import bp, is_outdated, issuer, live, updates_of
from vrs_tracker.tables.periods import ReportingPeriod
from vrs_tracker.tables.reporting import Snapshot
from vrs_tracker.web.access import person, requires
from vrs_tracker.web.edge import now, today
from vrs_tracker.web.forms import PostForm, show_form

FROM_PROPOSAL = "Termine aus dem Vorschlag übernommen"
NO_SUCH_HINT = "Diesen Hinweis gibt es nicht mehr. Die offenen Hinweise stehen unter „Bericht vorbereiten“."


@dataclass(frozen=True, slots=True, kw_only=True)
class _Prepared:
    """What page and sheet draw; `report` is None for those who see no live figures and once it is out."""

    period: ReportingPeriod
    body: str
    report: CommitteeReport | None
    snapshot: Snapshot | None
    errors: tuple[Check, ...]
    hints: tuple[Hint, ...]
    now: Round

    @property
    def new_hints(self) -> list[Hint]:
        return [hint for hint in self.hints if not hint.comment]

    @property
    def known_hints(self) -> list[Hint]:
        return [hint for hint in self.hints if hint.comment]


# ---------------------------------------------------------------- the pages


@bp.get("/<code>/vorbereiten")
@requires(Action.PREPARE_REPORT, Action.EDIT_SESSION)
def prepare(code: str) -> str:
    """Show everything that belongs to no block, what is missing and which step comes next."""
    return prepare_page(code)


@bp.get("/<code>/laufzettel")
@requires(Action.PREPARE_REPORT)
def round_sheet(code: str) -> str:
    """Show the whole round on one sheet, to be printed for the weekly meeting."""
    found = _load(code)
    return render_template(
        "reporting/sheet.html",
        half=periods.half_year(found.period),
        period=found.period,
        found=found,
        parts=sheet(found.now),
        owed=missing_by_unit(found.now.updates.missing) if found.now.updates else (),
        today=today(),
    )


def prepare_page(code: str, refusals: Sequence[Violation] = ()) -> str:
    """Draw the page; the session office sees its own part only (users.md 3.2)."""
    found = _load(code)
    period, report, snapshot = found.period, found.report, found.snapshot
    is_released = period.state in snapshots.HANDED_OUT
    proposed = _proposed(period, report) if report else ()
    changes = _as_chosen(report, proposed) if report else ()
    return render_template(
        "reporting/prepare.html",
        refusals=[("", violation.message) for violation in refusals],
        found=found,
        period=period,
        half=periods.half_year(period),
        report=report,
        snapshot=snapshot,
        parts=sheet(found.now),
        prepares=may(person(), Action.PREPARE_REPORT),
        is_open=period.state in TEXTS_STILL_OPEN,
        is_released=is_released,
        session_note=f"{SESSION_STAYS_OPEN} {ISSUE_AGAIN}" if is_released else SESSION_STAYS_OPEN,
        duty=duty_sentence(report.duty) if report else "",
        head=title_lines(title.title_block(report, period.session, found.body, issuer())) if report else (),
        texts={row.slot: row for row in period.narratives},
        NarrativeSlot=NarrativeSlot,
        Placing=Placing,
        changes=changes,
        is_proposal=changes == proposed,
        proposal_rule=PROPOSAL_RULE,
        most=MOST_CHANGES_ON_PAGE_1,
        counted=counted_sentences(report) if report else {},
        dates=_open_dates(period, report),
        resolution=resolution_section(report).body if report else (),
        annexes=annexes_section(report).parts if report else (),
        address=address_of,
        moves=[step for step in possible_moves(period.state) if step is not Move.CORRECT and _may_move(step)],
        may_reopen=is_released and _may_move(Move.CORRECT),
        correct_or_supplement=CORRECT_OR_SUPPLEMENT,
        when_to_reopen=WHEN_TO_REOPEN,
        when_to_supplement=WHEN_TO_SUPPLEMENT,
        Move=Move,
        issues=snapshots.issues_of(db.session, snapshot) if snapshot and is_released else (),
    )


def _may_move(step: Move) -> bool:
    """Whether one of the roles of the person may make this step."""
    return bool(person().roles & MOVERS[step])


def _load(code: str) -> _Prepared:
    period = periods.in_full(db.session, code)
    body = period.session.body.name if period.session else title.COMMITTEE
    prepares = may(person(), Action.PREPARE_REPORT)
    is_released = period.state in snapshots.HANDED_OUT
    report = live(period) if prepares and not is_released else None
    standings = update_states(db.session, period) if prepares else ()
    found: tuple[Check, ...] = ()
    if report is not None:
        states = {each.slug: each.state for each in standings if each.state is not None}
        found = check_report(report, states, today())
    hints = [check for check in found if check.severity is Severity.HINT]
    snapshot = _fassung(period)
    judged = with_comments(db.session, period, hints) if hints else ()
    written = {row.slot for row in period.narratives if row.text.strip()}
    errors = tuple(check for check in found if check.severity is Severity.ERROR)
    return _Prepared(
        period=period,
        body=body,
        report=report,
        snapshot=snapshot,
        errors=errors,
        hints=judged,
        now=Round(
            state=period.state,
            due_on=period.due_on,
            held_on=period.session.held_on if period.session else None,
            session_gaps=_session_gaps(period),
            updates=updates_of(standings) if prepares else None,
            text_gaps=tuple(slot for slot in EXPECTED_TEXTS if slot not in written),
            errors=len(errors),
            new_hints=sum(not hint.comment for hint in judged),
            version=snapshot.version if snapshot else 0,
            frozen_on=snapshot.frozen_at.astimezone(BERLIN).date() if snapshot else None,
            is_outdated=report is not None and is_outdated(snapshot, report),
        ),
    )


def _fassung(period: ReportingPeriod) -> Snapshot | None:
    """Return what would be or was handed out; while messages are collected no Fassung stands."""
    if period.state is PeriodState.IN_REVIEW:
        return snapshots.standing_snapshot(db.session, period)
    is_released = period.state in snapshots.HANDED_OUT
    return snapshots.newest_snapshot(db.session, period.id) if is_released else None


def _proposed(period: ReportingPeriod, report: CommitteeReport) -> tuple[RankedChange, ...]:
    """Return all changes with their reasons as they are proposed."""
    earlier = snapshots.earlier_report(db.session, periods.half_year(period))
    if earlier is None:
        return ()
    return (*ranked_changes(earlier.report, report), *told_in_next_report(earlier.supplements))


def _as_chosen(report: CommitteeReport, proposed: Sequence[RankedChange]) -> tuple[RankedChange, ...]:
    """Return the same in the order of the report, which knows what the office has chosen."""
    by_text = {(change.block, change.sentence): change for change in proposed}
    return tuple(by_text[change.block, change.sentence] for change in ordered_changes(report))


def _open_dates(period: ReportingPeriod, report: CommitteeReport | None) -> list[str]:
    """Return the proposed dates that the outlook does not name yet."""
    text = next((row.text for row in period.narratives if row.slot is NarrativeSlot.OUTLOOK), "")
    known = text.splitlines()
    return [line for line in proposed_dates(report) if line not in known] if report else []


def _session_gaps(period: ReportingPeriod) -> tuple[str, ...]:
    held = period.session
    if held is None:
        return session_gaps(None, "", "")
    return session_gaps(held.held_on, held.paper_reference, held.agenda_item)


def address_of(target: Target, period: ReportingPeriod) -> str:
    """Return where a hit of a plausibility rule is mended."""
    code = periods.half_year(period).code
    match target.kind:
        case TargetKind.BLOCK:
            may_file = may(person(), Action.FILE_UPDATE, Thing(block=target.slug))
            return f"/bausteine/{target.slug}/meldung" + ("" if may_file else "/pruefen")
        case TargetKind.MONEY:
            return "/finanzen/"
        case TargetKind.BALANCES:
            return f"/finanzen/abgleich/{code}{'#' if target.slug else ''}{target.slug}"
        case TargetKind.SESSION:
            return f"/berichte/{code}/sitzung"
        case TargetKind.NARRATIVE:
            return f"/berichte/{code}/texte/{target.slug}"


# ---------------------------------------------------------------- order, dates, comments


@bp.post("/<code>/aenderungen")
@requires(Action.PREPARE_REPORT)
def place_change(code: str) -> ResponseReturnValue:
    """Move a change of page 1 up or down, or take another one to page 1."""
    form = PlacingForm()
    if not form.validate_on_submit():
        return _refused(code, form)
    key, placing = form.change.data, form.placing.data
    return _arranged(code, lambda order: rearranged(order, key, placing), "Die Reihenfolge ist gespeichert.")


@bp.post("/<code>/aenderungen/vorschlag")
@requires(Action.PREPARE_REPORT)
def restore_proposal(code: str) -> ResponseReturnValue:
    """Put the changes on page 1 back as they are proposed."""
    form = PostForm()
    if not form.validate_on_submit():
        return _refused(code, form)
    return _arranged(code, lambda _order: (), "Es gilt wieder der Vorschlag.")


def _arranged(
    code: str, arrange: Callable[[Sequence[str]], Sequence[str]], notice: str
) -> ResponseReturnValue:
    period = periods.by_code(db.session, code)
    report = live(period)
    proposed = _proposed(period, report)
    known = {change.key: change for change in proposed}
    chosen = [known[key] for key in arrange([change.key for change in _as_chosen(report, proposed)])]
    try:
        actions.put_first(db.session, period, chosen, proposed, by=person(), now=now())
    except RuleViolations as broken:
        db.session.rollback()
        return prepare_page(code, broken.violations), 422
    return _saved(code, notice, "aenderungen")


@bp.post("/<code>/ausblick")
@requires(Action.PREPARE_REPORT)
def accept_dates(code: str) -> ResponseReturnValue:
    """Add one proposed date, or all of them, to the text of the outlook."""
    form, slot = DateForm(), NarrativeSlot.OUTLOOK
    if not form.validate_on_submit():
        return _refused(code, form)
    period = periods.by_code(db.session, code)
    row = periods.narrative_of(db.session, period, slot)
    lines = [line for line in proposed_dates(live(period)) if form.line.data in ("", line)]
    new = NarrativeInput(
        text=accepted_dates(row.text if row else "", lines),
        is_public=row.is_public if row else True,
        withheld_reason=row.withheld_reason if row else "",
        reason=FROM_PROPOSAL,
    )
    try:
        periods_actions.write_narrative(db.session, period, slot, new, by=person(), now=now())
    except RuleViolations as broken:
        db.session.rollback()
        return prepare_page(code, broken.violations), 422
    return _saved(code, "Der Ausblick ist ergänzt.", "ausblick")


@bp.get("/<code>/hinweise/<key>")
@requires(Action.PREPARE_REPORT)
def comment_page(code: str, key: str) -> ResponseReturnValue:
    """Show a hint with the comment that holds for it."""
    period = periods.by_code(db.session, code)
    known = comment_of(db.session, period, key)
    return _comment_form(
        code, _hint(period, key), CommentForm(data={"comment": known.comment if known else ""})
    )


@bp.post("/<code>/hinweise/<key>")
@requires(Action.PREPARE_REPORT)
def comment_hint(code: str, key: str) -> ResponseReturnValue:
    """Store what the office says to a hint."""
    period = periods.by_code(db.session, code)
    hint, form = _hint(period, key), CommentForm()
    if not form.validate_on_submit():
        return _comment_form(code, hint, form)
    said = form.comment.data
    actions.comment_hint(db.session, period, hint, said, by=person(), now=now())
    notice = "Der Kommentar ist gespeichert." if said.strip() else "Der Hinweis ist wieder offen."
    return _saved(code, notice, "pruefung")


def _hint(period: ReportingPeriod, key: str) -> Check:
    if period.state in snapshots.HANDED_OUT:
        raise NotFound(NO_SUCH_HINT)
    checks = load_checks(db.session, live(period), today())
    found = next((one for one in checks if one.key == key and one.severity is Severity.HINT), None)
    if found is None:
        raise NotFound(NO_SUCH_HINT)
    return found


def _comment_form(code: str, hint: Check, form: CommentForm) -> ResponseReturnValue:
    return show_form(
        form,
        title=f"Hinweis {hint.code} kommentieren",
        button="Kommentar speichern",
        intro=hint.sentence,
        back=url_for(".prepare", code=code, _anchor="pruefung"),
    )


def _saved(code: str, notice: str, place: str) -> ResponseReturnValue:
    """Store, and lead back to the part of the page where the person was."""
    db.session.commit()
    flash(notice)
    return redirect(url_for(".prepare", code=code, _anchor=place), 303)


def _refused(code: str, form: PostForm) -> ResponseReturnValue:
    db.session.rollback()
    return prepare_page(code, [Violation("", message) for _, message in form.summary]), 422
