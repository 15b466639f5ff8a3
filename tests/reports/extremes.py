"""Reports at the edges of what may be recorded, to be printed in all editions. All of it is made up."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from tests.domain.amount_and_date_values import AS_OF
from tests.domain.block_values import (
    make_function,
    make_indicator,
    make_milestone,
    make_project,
    make_rating,
    make_risk,
    make_step,
    make_update,
)
from tests.domain.chapters.full_report import full_report
from tests.domain.money_values import make_budget_row, make_entry, make_release, make_resolution
from tests.domain.report_values import make_event, make_report
from tests.domain.sample_report import sample_report_before
from tests.reports.extreme_texts import (
    LONG_NAMES,
    LONG_REFERENCE,
    ODD_TEXT,
    PROSE,
    UNBROKEN,
)
from tests.reports.sample_document import sample_title_block
from vrs_tracker.domain.changes import changes_between, digest
from vrs_tracker.domain.facts.blocks import BlockReport, Milestone, Update
from vrs_tracker.domain.facts.money import MoneyEntry
from vrs_tracker.domain.facts.network import Cooperative
from vrs_tracker.domain.facts.withheld import WithheldPart, WithheldParts
from vrs_tracker.domain.inputs.parts import NAME_LIMIT, SENTENCE_LIMIT
from vrs_tracker.domain.report import CommitteeReport
from vrs_tracker.domain.title_block import TitleBlock
from vrs_tracker.domain.updates import DECISION_LIMIT, HEADLINE_LIMIT, STEP_LIMIT
from vrs_tracker.domain.vocabulary.money import Degree, Payer, Stage
from vrs_tracker.domain.vocabulary.progress import Dimension, Light, ShiftReason
from vrs_tracker.domain.vocabulary.reporting import NarrativeSlot

FROZEN_AT = datetime(2026, 8, 3, 7, 15, 42, tzinfo=UTC)
PRESENTED_BEFORE = date(2026, 3, 25)
EXTREME_AMOUNTS = ("0.01", "0.99", "12.00", "1234.50", "999999.99", "1000000.00", "999000000.00")


@dataclass(frozen=True, slots=True, kw_only=True)
class Extreme:
    """What is printed: a frozen report, the head of its Vorlage, and what is held back."""

    report: CommitteeReport
    title_block: TitleBlock = field(default_factory=sample_title_block)
    withheld: WithheldParts | None = None


def ordinary() -> Extreme:
    """Seven blocks and four projects with something in every section."""
    return _frozen(full_report())


def demo_content() -> Extreme:
    """The same with figures that are made up: each page and each file says so."""
    return _frozen(replace(full_report(), contains_demo=True))


def long_and_odd_texts() -> Extreme:
    """3,000 characters, as many without a space, as many of foreign and meaningful signs, and none at all."""
    first, second, third, fourth, *others = full_report().blocks
    silent = make_update(headline="", achieved="", next_steps=(), ratings=())
    blocks = (
        _saying(first, PROSE),
        _saying(second, UNBROKEN),
        _saying(third, ODD_TEXT),
        replace(fourth, description="", lead="", owner_role="", milestones=(), risks=(), indicators=()),
        *others,
    )
    blocks = (*blocks[:3], replace(blocks[3], update=silent, towns=(), districts=()), *blocks[4:])
    texts = (PROSE, ODD_TEXT, UNBROKEN, PROSE, ODD_TEXT, PROSE)
    return _frozen(
        replace(full_report(), blocks=blocks, narratives=tuple(zip(NarrativeSlot, texts, strict=True)))
    )


def forty_projects() -> Extreme:
    """A programme that has grown: each project with money, a milestone, a risk and a message."""
    projects = tuple(
        replace(
            make_project(slug=f"p{number}", number=number, name=f"Projekt {number}", light=light),
            milestones=(make_milestone(id=1000 + number, title=f"Abschnitt {number} ist abgenommen"),),
            risks=(make_risk(id=1000 + number, title=f"Lieferung {number}"),),
        )
        for number, light in zip(range(1, 41), [*Light] * 5, strict=False)
    )
    entries = tuple(
        make_entry(
            id=2000 + 3 * number + place,
            block=f"p{number}",
            stage=stage,
            payer=payer,
            degree=degree,
            amount=Decimal(1000 * number),
        )
        for number in range(1, 41)
        for place, (stage, payer, degree) in enumerate(
            (
                (Stage.COMMITTED, Payer.VRS, Degree.GRANTED),
                (Stage.DISBURSED, Payer.VRS, Degree.PAID),
                (Stage.PLANNED, Payer.MUNICIPALITY, Degree.PLEDGED),
            )
        )
    )
    report = full_report()
    kept = tuple(entry for entry in report.entries if not (entry.block or "").startswith("projekt-"))
    return _frozen(replace(report, projects=projects, entries=(*kept, *entries)))


def two_hundred_milestones() -> Extreme:
    """Forty at each of five blocks: reached, late, shifted and open ones."""
    report = full_report()
    blocks = tuple(
        replace(block, milestones=_milestones(1 + 40 * place)) if place < len(report.blocks) - 2 else block
        for place, block in enumerate(report.blocks)
    )
    return _frozen(replace(report, blocks=blocks))


def amounts_of_all_sizes() -> Extreme:
    """From one cent to 999 million euros in one table, by every payer."""
    report = full_report()
    entries = tuple(_sized(number, payer) for number, payer in enumerate(Payer))
    further = make_entry(id=900, block="ki-xc", amount=Decimal(EXTREME_AMOUNTS[-1]))
    budget = tuple(
        make_budget_row(id=900 + number, budget_year=2027 + number, amount=Decimal(amount))
        for number, amount in enumerate(EXTREME_AMOUNTS)
    )
    releases = tuple(
        make_release(id=900 + number, amount=Decimal(amount)) for number, amount in enumerate(EXTREME_AMOUNTS)
    )
    resolutions = tuple(
        make_resolution(id=900 + number, stated_amount=Decimal(amount))
        for number, amount in enumerate(EXTREME_AMOUNTS)
    )
    return _frozen(
        replace(
            report,
            entries=(*entries, further),
            budget=(*report.budget, *budget),
            releases=(*report.releases, *releases),
            resolutions=(*report.resolutions, *resolutions),
        )
    )


def all_lights_red() -> Extreme:
    """Every block and project is critical in everything and needs a decision by no means yet taken."""
    report = full_report()
    ratings = tuple(
        make_rating(
            dimension=dimension,
            proposed=Light.OFF_TRACK,
            reported=Light.OFF_TRACK,
            measure="Der Auftrag wird in zwei Losen neu ausgeschrieben.",
            measure_due=date(2026, 9, 30),
            options="Weiterführen, verkleinern oder beenden; die Folgen sind noch zu beziffern.",
        )
        for dimension in Dimension
    )

    def red(block: BlockReport) -> BlockReport:
        update = make_update(headline="Das Vorhaben steht.", ratings=ratings)
        return replace(block, light=Light.OFF_TRACK, update=update, light_note="")

    return _frozen(_mapped(report, red))


def first_report() -> Extreme:
    """Nothing to compare with: no report before, no change, no session before."""
    report = replace(full_report(), number=1, previous=None, changes=())
    duty = replace(report.duty, last_presented_on=None, due_on=None)
    return Extreme(report=replace(report, duty=duty, version=1, frozen_at=FROZEN_AT))


def no_money() -> Extreme:
    """A half-year without a single amount, not even a budget."""
    report = full_report()
    nothing = replace(
        report, entries=(), budget=(), sperrvermerke=(), releases=(), resolutions=(), findings=(), events=()
    )
    return _frozen(replace(nothing, cooperative=Cooperative()))


def nothing_recorded() -> Extreme:
    """The seven blocks of the motion, no message, no money, no text, no session."""
    report = make_report(number=1)
    silent = tuple(
        replace(block, update=None, light=Light.UNKNOWN, last_message_on=None, risks_checked_on=None)
        for block in report.blocks
    )
    head = replace(
        sample_title_block(),
        paper_reference="",
        session_date=None,
        agenda_item="",
        reference="",
        consultations=(),
        annexes=(),
    )
    return Extreme(report=replace(report, blocks=silent, version=1, frozen_at=FROZEN_AT), title_block=head)


def everything_withheld() -> Extreme:
    """Not a word of the messages is public: the annex has forty parts, some of them long."""
    report = full_report()

    def hidden(block: BlockReport) -> BlockReport:
        silent = make_update(headline="", achieved="", next_steps=(), ratings=(), withheld=5)
        return replace(
            block,
            update=silent,
            milestones=(),
            risks=(),
            indicators=(),
            light=Light.UNKNOWN,
            light_note="nicht öffentlich",
            withheld=9,
        )

    parts = tuple(
        WithheldPart(
            place=report.all_blocks()[number % len(report.all_blocks())].titled,
            kind="Text",
            said=(("Was wurde erreicht?", PROSE if number % 10 == 0 else "Die Vergabe ist noch offen."),),
            reason=PROSE[:600] if number % 7 == 0 else "Geschäftsgeheimnis eines Unternehmens",
            flagged_by="" if number % 5 == 0 else "Projektleitung",
        )
        for number in range(40)
    )
    withheld = WithheldParts(half_year=report.period.code, version=1, parts=parts)
    public = replace(_mapped(report, hidden), entries=(), narratives=())
    return replace(_frozen(public), withheld=withheld)


def long_names() -> Extreme:
    """Names of 80 characters everywhere, long numbers of Vorlagen, long addresses."""
    report = full_report()

    def named(block: BlockReport) -> BlockReport:
        name = LONG_NAMES[block.number % len(LONG_NAMES)]
        return replace(
            block,
            name=name,
            subtitle=name,
            towns=("Leinfelden-Echterdingen", "Filderstadt", "Ostfildern"),
            lead=name,
            owner_role=name,
            partners=LONG_NAMES,
            milestones=tuple(replace(one, title=name) for one in (*block.milestones, make_milestone(id=700))),
            risks=(make_risk(title=name, responsible=name, measure=name),),
            indicators=(make_indicator(),),
            functions=tuple(make_function(text=long, note=long) for long in LONG_NAMES),
        )

    address = f"https://ratsinfo.example.org/vorlagen/{'verzeichnis/' * 8}{LONG_REFERENCE}.pdf?fassung=2"
    resolution = make_resolution(
        title=LONG_NAMES[0], body=LONG_NAMES[1], document=LONG_REFERENCE, address=address
    )
    head = replace(
        sample_title_block(),
        issuer=LONG_NAMES[0],
        paper_reference=LONG_REFERENCE,
        agenda_item="14.2 b (Nachtrag)",
        body=LONG_NAMES[1],
        purpose="zur Beschlussfassung nach Vorberatung",
        lead_unit=LONG_NAMES[2],
        reference=LONG_REFERENCE,
        consultations=((LONG_NAMES[0], "24.03.2026", LONG_NAMES[1]),) * 3,
        annexes=LONG_NAMES,
    )
    named_report = replace(
        _mapped(report, named),
        resolutions=(resolution,),
        entries=tuple(
            replace(entry, payer_name=LONG_NAMES[0], source_text=f"{LONG_REFERENCE}, Seite 14")
            for entry in report.entries
        ),
        events=tuple(make_event(title=name, source_text=address) for name in LONG_NAMES),
    )
    return replace(_frozen(named_report), title_block=head)


def ten_decisions() -> Extreme:
    """Seven blocks and three projects ask the committee for a decision, the paper for four resolutions."""
    report = full_report()

    def asking(block: BlockReport) -> BlockReport:
        if not block.is_motion_block and block.number > 3:
            return block
        asked = (
            f"Soll der Verband den Eigenanteil von {block.name} für ein weiteres Haushaltsjahr "
            "vorfinanzieren, bis die Stadt ihren Haushalt beschlossen hat?"
        )
        return replace(block, update=_asking(block.update or make_update(), asked))

    proposed = "\n".join(
        f"Die Verwaltung wird beauftragt, zu Punkt {number} bis zur nächsten Sitzung zu berichten."
        for number in range(1, 5)
    )
    texts = (*report.narratives, (NarrativeSlot.PROPOSED_RESOLUTION, proposed))
    return _frozen(replace(_mapped(report, asking), narratives=texts))


EXTREMES: tuple[Callable[[], Extreme], ...] = (
    ordinary,
    demo_content,
    long_and_odd_texts,
    forty_projects,
    two_hundred_milestones,
    amounts_of_all_sizes,
    all_lights_red,
    first_report,
    no_money,
    nothing_recorded,
    everything_withheld,
    long_names,
    ten_decisions,
)


def _frozen(report: CommitteeReport) -> Extreme:
    """Return a report with what has changed since the one before, frozen."""
    before = sample_report_before()
    compared = replace(report, previous=digest(before, PRESENTED_BEFORE), version=1, frozen_at=FROZEN_AT)
    return Extreme(report=replace(compared, changes=changes_between(before, compared)))


def _mapped(report: CommitteeReport, change: Callable[[BlockReport], BlockReport]) -> CommitteeReport:
    return replace(
        report, blocks=tuple(map(change, report.blocks)), projects=tuple(map(change, report.projects))
    )


def _saying(block: BlockReport, text: str) -> BlockReport:
    """Let a block tell all of a text, and as much of it elsewhere as the forms take."""
    sentence, step, headline = text[:SENTENCE_LIMIT], text[:STEP_LIMIT], text[:HEADLINE_LIMIT]
    ratings = tuple(
        make_rating(dimension=dimension, reported=Light.AT_RISK, deviation_reason=sentence, measure=sentence)
        for dimension in Dimension
    )
    update = make_update(
        headline=headline,
        achieved=text,
        decision=text[:DECISION_LIMIT],
        announced=(make_step(text=step),),
        next_steps=(make_step(text=step),),
        ratings=ratings,
    )
    late = make_milestone(title=text[:NAME_LIMIT], shift_reason=ShiftReason.OTHER, shift_note=sentence)
    risk = make_risk(title=text[:NAME_LIMIT], cause=sentence, effect=sentence, measure=sentence)
    return replace(block, description=text, update=update, milestones=(late,), risks=(risk,))


def _milestones(first: int) -> tuple[Milestone, ...]:
    """Forty of a block: of each four one is reached in time, one late, one is shifted and one is open."""
    return tuple(_milestone(number) for number in range(first, first + 40))


def _milestone(number: int) -> Milestone:
    planned = date(2026, 1, 15) + timedelta(days=9 * (number % 40))
    milestone = make_milestone(
        id=number,
        title=f"Prüfschritt {number} mit Abstimmung und Protokoll",
        baseline=planned,
        forecast=planned,
    )
    match number % 4:
        case 0 if planned < AS_OF:
            return replace(milestone, actual=planned)
        case 1 if planned < AS_OF:
            return replace(milestone, actual=planned + timedelta(days=12))
        case 2:
            later = planned + timedelta(days=200)
            reason = "Ein Gewerk wird neu ausgeschrieben."
            return replace(milestone, forecast=later, shift_reason=ShiftReason.TENDER, shift_note=reason)
        case _:
            return milestone


def _sized(number: int, payer: Payer) -> MoneyEntry:
    return make_entry(id=800 + number, payer=payer, amount=Decimal(EXTREME_AMOUNTS[number]))


def _asking(update: Update, decision: str) -> Update:
    return replace(update, decision=decision)
