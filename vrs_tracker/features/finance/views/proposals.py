"""Amounts that partners propose: the list, one of them, and each step of either side."""

from collections.abc import Sequence

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from vrs_tracker.domain.inputs.proposals import COUNTS_NOWHERE, OWN_PROPOSAL, STAGE_OF_DEGREE
from vrs_tracker.domain.inputs.proposed_resolutions import (
    RECORD_ANEW,
    figure_source_of,
    proof_words,
    source_words,
    title_words,
)
from vrs_tracker.domain.notation import BERLIN, quoted
from vrs_tracker.domain.policy import Action, Thing, may
from vrs_tracker.domain.vocabulary.money import Degree
from vrs_tracker.extensions import db, open_for_writing
from vrs_tracker.features.finance.actions.evidence import add_document
from vrs_tracker.features.finance.actions.proposals import (
    accept_proposal,
    ask_back,
    edit_proposal,
    propose_share,
    withdraw_proposal,
)
from vrs_tracker.features.finance.forms.proposals import (
    ANEW,
    ProposalEntryForm,
    ProposalForm,
    QuestionForm,
)
from vrs_tracker.features.finance.queries.evidence import ProvingDocument, documents_of
from vrs_tracker.features.finance.queries.proposals import (
    Proposal,
    became_of,
    own_blocks,
    proposal_of,
    proposals_for,
    shown_proposal,
)
from vrs_tracker.features.finance.queries.suggestions import suggested_for
from vrs_tracker.features.finance.queries.values import precise_day
from vrs_tracker.features.finance.views.blueprint import bp, money_page, offer, pressed, say, say_done
from vrs_tracker.features.finance.views.evidence import ask_again, look_at
from vrs_tracker.tables.cofunding import ShareProposal
from vrs_tracker.tables.finance import FundingEntry
from vrs_tracker.trail.versions import version_of
from vrs_tracker.web.access import check, person, requires
from vrs_tracker.web.edge import now, settings
from vrs_tracker.web.fields import Option
from vrs_tracker.web.records import Outcome, attempt, history_of, show_record
from vrs_tracker.web.request_limits import takes_document

LIST = "/vorschlaege/"
ALL = "Alle vorgeschlagenen Beträge"
ONE = "/vorschlaege/<int:proposal_id>"


@bp.get(LIST)
@requires(Action.READ_PROPOSALS)
def proposals() -> str:
    """List the proposals this person may see: a project lead the own ones."""
    return render_template(
        "finance/proposals.html",
        proposals=proposals_for(db.session, person()),
        may_propose=may(person(), Action.PROPOSE_SHARE),
        counts_nowhere=COUNTS_NOWHERE,
    )


@bp.get("/vorschlaege/neu")
@requires(Action.PROPOSE_SHARE)
def new_proposal() -> ResponseReturnValue:
    """Ask for an amount; `baustein` in the address is the block that is chosen already."""
    blocks = own_blocks(db.session, person())
    asked = request.args.get("baustein", "")
    chosen = next((row.id for row in blocks if row.slug == asked or len(blocks) == 1), None)
    form = ProposalForm(data={"block_id": chosen})
    return _form_page(form, Outcome(is_done=False), title="Betrag vorschlagen")


@bp.post("/vorschlaege/neu")
@requires(Action.PROPOSE_SHARE, begins_writing=False)
@takes_document
def propose() -> ResponseReturnValue:
    """Keep a proposal, with its document if one was sent."""
    form = ProposalForm()
    looked_at = look_at(form.file)
    open_for_writing(db.session)
    _offer_blocks(form)
    made: list[ShareProposal] = []

    def act() -> None:
        document = looked_at.kept() if form.file.has_entry else None
        made.append(propose_share(db.session, form.to_input(), by=person(), now=now()))
        if document is not None:
            add_document(db.session, made[0], document, form.to_document(), by=person(), now=now())

    outcome = attempt(form, act)
    if not outcome.is_done:
        db.session.rollback()
        ask_again(form.file, looked_at)
        return _form_page(form, outcome, title="Betrag vorschlagen")
    db.session.commit()
    say("Der Betrag ist vorgeschlagen. Die Haushaltsstelle prüft ihn.", (ALL, LIST))
    return redirect(url_for(".proposal", proposal_id=made[0].id), 303)


@bp.get(ONE)
@requires(Action.READ_PROPOSALS)
def proposal(proposal_id: int) -> ResponseReturnValue:
    """Show a proposal with its documents, and what this person can do about it."""
    row = _readable(proposal_id)
    return _one_page(row, QuestionForm(data={"version": row.version}), Outcome(is_done=False))


@bp.get(f"{ONE}/bearbeiten")
@requires(Action.PROPOSE_SHARE)
def change_proposal(proposal_id: int) -> ResponseReturnValue:
    """Show the form of an open proposal, with what was asked."""
    row = _readable(proposal_id, Action.PROPOSE_SHARE)
    return _form_page(ProposalForm(data=_values(row)), Outcome(is_done=False), title=_CHANGE, row=row)


@bp.post(f"{ONE}/bearbeiten")
@requires(Action.PROPOSE_SHARE, begins_writing=False)
@takes_document
def answer_question(proposal_id: int) -> ResponseReturnValue:
    """Keep the changed proposal, which the budget office then looks at again."""
    form = ProposalForm()
    looked_at = look_at(form.file)
    open_for_writing(db.session)
    row = _readable(proposal_id, Action.PROPOSE_SHARE)
    _offer_blocks(form)

    def act() -> None:
        document = looked_at.kept() if form.file.has_entry else None
        version = form.version.data or 0
        edit_proposal(db.session, row, form.to_input(), by=person(), now=now(), version=version)
        if document is not None:
            add_document(db.session, row, document, form.to_document(), by=person(), now=now())

    outcome = attempt(form, act, lambda: _values(row))
    if not outcome.is_done:
        db.session.rollback()
        ask_again(form.file, looked_at)
        return _form_page(form, outcome, title=_CHANGE, row=row)
    db.session.commit()
    say("Der Vorschlag ist gespeichert. Die Haushaltsstelle prüft ihn.", (ALL, LIST))
    return redirect(url_for(".proposal", proposal_id=row.id), 303)


@bp.post(f"{ONE}/zurueckziehen")
@requires(Action.PROPOSE_SHARE)
def withdraw(proposal_id: int) -> ResponseReturnValue:
    """Take back an own proposal."""
    row = _readable(proposal_id, Action.PROPOSE_SHARE)
    withdraw_proposal(db.session, row, by=person(), now=now())
    db.session.commit()
    say("Der Vorschlag ist zurückgezogen.", ("Betrag vorschlagen", url_for(".new_proposal")))
    return redirect(LIST, 303)


@bp.post(f"{ONE}/rueckfrage")
@requires(Action.BOOK_MONEY)
def question(proposal_id: int) -> ResponseReturnValue:
    """Ask the project lead something about a proposal."""
    row = proposal_of(db.session, proposal_id)
    form = QuestionForm()
    outcome = attempt(
        form,
        lambda: ask_back(
            db.session, row, form.question.data, by=person(), now=now(), version=form.version.data or 0
        ),
        lambda: {"question": row.question, "version": version_of(db.session, row)},
    )
    if not outcome.is_done:
        return _one_page(row, form, outcome)
    db.session.commit()
    say("Die Rückfrage ist gestellt.", (ALL, LIST))
    return redirect(url_for(".proposal", proposal_id=row.id), 303)


@bp.route(f"{ONE}/uebernehmen", methods=["GET", "POST"])
@requires(Action.BOOK_MONEY)
def take_over(proposal_id: int) -> ResponseReturnValue:
    """Book an entry for a proposal, prefilled with what it says, or keep it as a draft."""
    row = proposal_of(db.session, proposal_id)
    found, documents = shown_proposal(db.session, row), documents_of(db.session, row)
    form = ProposalEntryForm(data=_entry_values(row, found, documents))
    offer(form)
    form.resolution_id.options = [Option(str(ANEW), RECORD_ANEW), *form.resolution_id.options]
    as_draft = pressed() == "entwurf"
    made: list[FundingEntry] = []
    outcome = attempt(
        form,
        lambda: made.append(
            accept_proposal(
                db.session,
                row,
                form.to_input(as_draft=as_draft),
                by=person(),
                now=now(),
                version=form.version.data or 0,
                second_person_from=settings().second_person_from,
                resolution=form.to_resolution(),
            )
        ),
        lambda: _entry_values(row, found, documents),
    )
    if outcome.is_done:
        db.session.commit()
        if as_draft:
            book = url_for(".book", kind="buchungen", row_id=made[0].id)
            say("Der Vorschlag ist als Entwurf übernommen.", ("Entwurf buchen", book))
        else:
            say_done(made)
        return redirect(url_for(".proposal", proposal_id=row.id), 303)
    if form.is_submitted():
        db.session.rollback()
    return money_page(
        form,
        outcome,
        title="Vorschlag übernehmen",
        template="finance/proposal_entry.html",
        proposal=found,
        documents=documents,
        record_anew=RECORD_ANEW,
        is_anew=form.to_resolution() is not None,
    )


_CHANGE = "Vorschlag ändern"


def _readable(proposal_id: int, action: Action = Action.READ_PROPOSALS) -> ShareProposal:
    """Return a proposal that this person may see or change; NotFound and Forbidden otherwise."""
    row = proposal_of(db.session, proposal_id)
    check(action, Thing(block=shown_proposal(db.session, row).slug))
    return row


def _offer_blocks(form: ProposalForm) -> None:
    form.block_id.options = [Option(str(row.id), row.name) for row in own_blocks(db.session, person())]


def _form_page(
    form: ProposalForm, outcome: Outcome, *, title: str, row: ShareProposal | None = None
) -> ResponseReturnValue:
    _offer_blocks(form)
    asked = f"Rückfrage der Haushaltsstelle: {quoted(row.question)} " if row and row.question else ""
    back = LIST if row is None else url_for(".proposal", proposal_id=row.id)
    button = "Vorschlag senden" if row is None else "Vorschlag speichern"
    intro = f"{asked}{COUNTS_NOWHERE}"
    return show_record(form, outcome, title=title, button=button, back=back, intro=intro)


def _one_page(row: ShareProposal, form: QuestionForm, outcome: Outcome) -> ResponseReturnValue:
    found = shown_proposal(db.session, row)
    return show_record(
        form,
        outcome,
        title="Vorgeschlagener Betrag",
        button="Rückfrage stellen",
        back=LIST,
        history=history_of(row),
        template="finance/proposal.html",
        proposal=found,
        documents=documents_of(db.session, row),
        counts_nowhere="" if found.entry_id else COUNTS_NOWHERE,
        became=became_of(db.session, found),
        may_answer=found.is_open and may(person(), Action.PROPOSE_SHARE, Thing(block=found.slug)),
        may_settle=found.is_open and may(person(), Action.BOOK_MONEY),
        hindrance=_hindrance(found),
    )


def _hindrance(found: Proposal) -> str:
    return OWN_PROPOSAL if found.proposed_by == person().key else ""


def _values(row: ShareProposal) -> dict[str, object]:
    names = ("block_id", "payer", "payer_name", "amount", "degree", "resolution_text", "note", "version")
    return {**{name: getattr(row, name) for name in names}, "effective": precise_day(row)}


def _entry_values(
    row: ShareProposal, found: Proposal, documents: Sequence[ProvingDocument]
) -> dict[str, object]:
    """Return what an entry takes from a proposal, with its resolution as far as it can be read."""
    names = ("block_id", "payer", "amount", "degree", "note", "version")
    meant = suggested_for(db.session, row)
    resolution_id = meant.resolution_id
    if resolution_id is None and row.resolution_text and (meant.has_body or row.degree is Degree.DECIDED):
        resolution_id = ANEW
    proposed_on = row.proposed_at.astimezone(BERLIN).date()
    has_document = any(not each.taken_back_reason for each in documents)
    return {
        **{name: getattr(row, name) for name in names},
        "payer_organisation_id": meant.organisation_id,
        "stage": STAGE_OF_DEGREE.get(row.degree),
        "effective": precise_day(row),
        "figure_source": figure_source_of(row.degree, has_resolution=resolution_id is not None),
        "resolution_id": resolution_id,
        "document": proof_words(row.resolution_text, proposed_on, has_document=has_document),
        "source": source_words(found.unit, proposed_on, "" if meant.organisation_id else row.payer_name),
        "resolution": {
            "body_id": meant.body_id,
            "body_name": meant.body_name,
            "decided": meant.named.decided,
            "title": title_words(found.block, row.payer_name or row.payer.label),
            "document": meant.named.number,
        },
    }
