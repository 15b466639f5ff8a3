"""Test data: what the seven blocks report, after users.md 5. All of it is made up."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from tests.domain.report_values import (
    make_function,
    make_indicator,
    make_milestone,
    make_rating,
    make_risk,
    make_step,
    make_update,
)
from tests.domain.sample_report import BEFORE, DECISION
from vrs_tracker.domain.facts.blocks import BlockReport, Rating, TrendPoint
from vrs_tracker.domain.vocabulary.programme import BlockState, FunctionState
from vrs_tracker.domain.vocabulary.progress import (
    Dimension,
    IndicatorKind,
    Level,
    Light,
    ShiftReason,
    StepOutcome,
    Trend,
)

_NO_SHARE = "Es ist kein regionaler Anteil vorgesehen."


def _ratings(**reported: Rating) -> tuple[Rating, ...]:
    """Four dimensions, planmäßig but for those that are given."""
    return tuple(reported.get(dimension.value, make_rating(dimension=dimension)) for dimension in Dimension)


def trend(*lights: Light) -> tuple[TrendPoint, ...]:
    periods = (BEFORE.shifted(-2), BEFORE.shifted(-1), BEFORE)
    return tuple(
        TrendPoint(period=period, light=light) for period, light in zip(periods, lights, strict=True)
    )


_ON = Light.ON_TRACK


def _ki_xc(block: BlockReport) -> BlockReport:
    late = make_rating(
        proposed=Light.AT_RISK,
        reported=Light.AT_RISK,
        proposal_reason="„Mietvertrag“ wird am 15.11.2026 erwartet, 60 Tage nach dem ersten Plan.",
        measure="Der zweite Standort wird bis zur Vertragsreife mitverhandelt",
        measure_due=date(2026, 11, 15),
    )
    update = make_update(
        headline="Der Mietvertrag kommt voraussichtlich 60 Tage später.",
        achieved=(
            "Das Raum- und Nutzungskonzept für den Zugangspunkt liegt in abgestimmter Fassung vor. Von "
            "drei geprüften Standorten kommen nach der Begehung noch zwei in Betracht. Der Abschluss des "
            "Mietvertrags verschiebt sich voraussichtlich um 60 Tage, weil der barrierefreie Zugang zum "
            "Ausstellungsbereich nachverhandelt wird."
        ),
        announced=(make_step(text="Standorte prüfen", due=date(2026, 3, 31), outcome=StepOutcome.DONE),),
        next_steps=(
            make_step(text="Die Entscheidung zwischen den beiden Standorten wird vorbereitet."),
            make_step(text="Die Ausstattung des Vorführraums wird ausgeschrieben.", due=date(2026, 11, 30)),
        ),
        ratings=_ratings(schedule=late),
    )
    return replace(
        block,
        description="Zugangspunkt, Experience Center, Geschäftsstelle der Genossenschaft und Büroflächen.",
        state=BlockState.PREPARING,
        update=update,
        functions=(
            make_function(
                text="Forum und Schaufenster", state=FunctionState.IN_PROGRESS, note="Konzept liegt vor"
            ),
            make_function(text="Vorführraum mit VR-Demonstratoren"),
            make_function(text="Co-Working-Zonen"),
        ),
        milestones=(
            make_milestone(
                id=11, title="Nutzungskonzept", baseline=date(2026, 4, 30), actual=date(2026, 4, 22)
            ),
            make_milestone(
                id=12,
                title="Mietvertrag",
                baseline=date(2026, 9, 16),
                forecast=date(2026, 11, 15),
                shift_reason=ShiftReason.PARTNER,
            ),
            make_milestone(id=13, title="Eröffnung", baseline=date(2027, 6, 30), forecast=date(2027, 8, 31)),
        ),
        trend=trend(_ON, _ON, Light.AT_RISK),
        withheld=1,
    )


def _ki_ckstart(block: BlockReport) -> BlockReport:
    update = make_update(
        headline="Die Ausschreibung für das mobile Labor läuft.",
        achieved=(
            "Die Leistungsbeschreibung für das mobile Pop-up-Labor ist abgeschlossen und mit der "
            "Vergabestelle abgestimmt. Die Ausschreibung wurde fristgerecht veröffentlicht; Angebote "
            "liegen noch nicht vor. Für vier Einsatzorte, darunter einen außerhalb der Region, bestehen "
            "mündliche Zusagen."
        ),
    )
    risk = make_risk(
        id=3,
        title="Kein Angebot",
        cause="auf die Ausschreibung geht kein Angebot ein",
        effect="erster Einsatz etwa vier Monate später",
        likelihood=Level.LOW,
        damage=Level.MEDIUM,
        trend=Trend.NEW,
        measure="Markterkundung ist erfolgt; Mietlösung für zwei Einsätze wird geprüft",
        responsible="Projektleitung KI-ckstart",
        due=date(2026, 8, 31),
    )
    return replace(
        block, description="Mobiles Pop-up-Labor.", update=update, risks=(risk,), trend=trend(_ON, _ON, _ON)
    )


def _ki_im_bau(block: BlockReport) -> BlockReport:
    update = make_update(
        headline="Elf Unternehmen haben die Werkstatt genutzt.",
        achieved=(
            "Die Sensorik in zwei Bestandsgebäuden ist eingebaut und liefert seit April Messwerte. Vier "
            "Arbeitsplätze für Externe sind eingerichtet; bis zum Stichtag haben elf Unternehmen die "
            "Werkstatt genutzt. Der Nachweis der Wirtschaftlichkeit beruht bisher auf drei Monaten "
            "Messdauer und ist deshalb vorläufig."
        ),
    )
    return replace(
        block,
        description="Werkstatt, die Externen dauerhaft offensteht.",
        update=update,
        milestones=(
            make_milestone(
                id=31, title="Werkstatt öffnet", baseline=date(2025, 10, 1), actual=date(2025, 10, 20)
            ),
            make_milestone(
                id=32, title="Sensorik eingebaut", baseline=date(2026, 3, 31), actual=date(2026, 3, 31)
            ),
            make_milestone(
                id=33, title="Messjahr beendet", baseline=date(2027, 3, 31), forecast=date(2027, 3, 31)
            ),
            make_milestone(
                id=34, title="Nachweis der Wirtschaftlichkeit", baseline=date(2027, 6, 30), forecast=None
            ),
        ),
        indicators=(
            make_indicator(),
            make_indicator(
                kind=IndicatorKind.JOBS, target=None, actual=Decimal(4), previous=None, is_estimated=True
            ),
        ),
        trend=trend(_ON, _ON, _ON),
    )


def _aiexpress(block: BlockReport) -> BlockReport:
    update = make_update(
        period=BEFORE,
        filed_on=date(2026, 1, 14),
        confirmed_on=date(2026, 1, 20),
        headline="Die Flächen sind in Betrieb.",
        achieved=(
            "Die Labor- und Werkstattflächen sind in Betrieb. Im Berichtszeitraum fanden sechs "
            "Veranstaltungen mit zusammen rund 240 Teilnehmenden statt. Der Baustein hat im Antrag keine "
            "eigene Zeile; regionale Mittel sind nicht gebunden."
        ),
    )
    return replace(
        block,
        description="Labor- und Werkstattflächen als Pop-up-Konzept.",
        light_note="letzte vom 14.01.2026",
        last_message_on=date(2026, 1, 14),
        update=update,
        trend=trend(_ON, _ON, _ON),
    )


def _aitransform(block: BlockReport) -> BlockReport:
    late = make_rating(
        proposed=Light.AT_RISK,
        reported=Light.AT_RISK,
        proposal_reason="„Baubeginn“ wird am 16.09.2026 erwartet, 47 Tage nach dem ersten Plan.",
        measure="Das Gewerk wird in zwei Losen neu ausgeschrieben",
        measure_due=date(2026, 8, 15),
    )
    money = make_rating(
        dimension=Dimension.FUNDING,
        proposed=Light.AT_RISK,
        reported=Light.ON_TRACK,
        proposal_reason="Noch nicht beschlossen ist der kommunale Eigenanteil.",
        deviation_reason="Der Beschluss ist für den 22.07.2026 vorgesehen",
    )
    update = make_update(
        headline=(
            "Der Baubeginn verschiebt sich um 47 Tage auf den 16.09.2026, weil ein Gewerk neu "
            "ausgeschrieben wird."
        ),
        achieved=(
            "Die Genehmigungsplanung ist eingereicht, die Rückfragen der Baurechtsbehörde sind "
            "beantwortet. Für ein Gewerk ging kein wertbares Angebot ein; es wird neu ausgeschrieben. Der "
            "Baubeginn verschiebt sich dadurch um 47 Tage auf den 16. September 2026. Zusätzliche Flächen "
            "werden wie vorgesehen nicht in Anspruch genommen."
        ),
        announced=(
            make_step(text="Bauantrag einreichen", due=date(2026, 2, 28), outcome=StepOutcome.DONE),
            make_step(
                text="Coding School beginnen",
                due=date(2026, 5, 31),
                outcome=StepOutcome.POSTPONED,
                outcome_note="Die Auswahl der Lehrkräfte läuft noch",
            ),
        ),
        next_steps=(make_step(text="Der Rohbau beginnt.", due=date(2026, 9, 16)),),
        ratings=_ratings(schedule=late, funding=money),
    )
    risks = (
        make_risk(
            trend=Trend.RISING,
            measure="Vergabe in Losen; vor jedem Los Vergleich mit der Kostenberechnung",
            responsible="Projektleitung AITransform",
        ),
        make_risk(
            id=5,
            title="Beihilferecht",
            cause="Unternehmen nutzen geförderte Flächen unter der ortsüblichen Miete",
            effect="Rückforderung möglich",
            likelihood=Level.LOW,
            damage=Level.HIGH,
            trend=Trend.FALLING,
            measure="Entgelte nach Mietgutachten; rechtliche Prüfung vor dem ersten Vertrag",
            responsible="Projektleitung mit Rechtsstelle",
            due=date(2026, 10, 31),
        ),
    )
    return replace(
        block,
        description="Transformationszentrum mit Co-Working und Büros am Softwarezentrum.",
        partners=("Softwarezentrum", "Hochschulen der Region"),
        update=update,
        functions=(
            make_function(
                text="Workshops und Veranstaltungen", state=FunctionState.FULFILLED, note="seit 2025"
            ),
            make_function(
                text="Coding School", state=FunctionState.IN_PROGRESS, note="Auswahl der Lehrkräfte"
            ),
            make_function(
                text="Büro- und Eventflächen ohne weiteren Flächenverbrauch", state=FunctionState.IN_PROGRESS
            ),
        ),
        milestones=(
            make_milestone(
                id=51, title="Entwurf der Erweiterung", baseline=date(2025, 11, 30), actual=date(2025, 12, 12)
            ),
            make_milestone(id=52, title="Bauantrag", baseline=date(2026, 2, 28), actual=date(2026, 2, 26)),
            make_milestone(
                id=53, title="Vergabe der Gewerke", baseline=date(2026, 5, 31), forecast=date(2026, 6, 15)
            ),
            make_milestone(
                id=54,
                title="Baubeginn",
                forecast=date(2026, 9, 16),
                shift_reason=ShiftReason.TENDER,
                shift_note="Ein Gewerk wird neu ausgeschrieben.",
            ),
            make_milestone(id=55, title="Eröffnung", baseline=date(2027, 12, 1), forecast=date(2028, 1, 17)),
        ),
        indicators=(
            make_indicator(target=Decimal(60), actual=Decimal(23), previous=Decimal(14)),
            make_indicator(
                kind=IndicatorKind.EVENTS, target=Decimal(12), actual=Decimal(7), previous=Decimal(3)
            ),
            make_indicator(
                kind=IndicatorKind.SPACE, target=Decimal(2700), actual=None, actual_as_of=None, previous=None
            ),
        ),
        risks=risks,
        trend=trend(_ON, _ON, _ON),
    )


def _aivision(block: BlockReport) -> BlockReport:
    nothing = make_rating(
        dimension=Dimension.FUNDING,
        proposed=Light.NOT_APPLICABLE,
        reported=Light.NOT_APPLICABLE,
        proposal_reason=_NO_SHARE,
    )
    update = make_update(
        headline="Flächen sind noch nicht gesichert.",
        achieved=(
            "Für den Flächenpool wurden im Berichtszeitraum keine Flächen gesichert. Gespräche mit "
            "Eigentümern werden geführt; Ergebnisse, die öffentlich berichtet werden können, liegen nicht "
            "vor. Regionale und kommunale Mittel sieht der Antrag für diesen Baustein nicht vor."
        ),
        ratings=_ratings(funding=nothing),
        next_steps=(),
    )
    return replace(
        block,
        description="Flächenpool für KI.",
        state=BlockState.NOT_STARTED,
        state_reason="Flächen sind noch nicht gesichert.",
        planned_start=None,
        planned_end=None,
        forecast_start=None,
        forecast_end=None,
        update=update,
        trend=trend(Light.NOT_STARTED, Light.NOT_STARTED, Light.NOT_STARTED),
    )


def _maikerspace(block: BlockReport) -> BlockReport:
    missing = make_rating(
        dimension=Dimension.FUNDING,
        proposed=Light.OFF_TRACK,
        reported=Light.OFF_TRACK,
        proposal_reason="Es fehlt der regionale Anteil.",
        measure="Drei Finanzierungswege werden mit Kosten und Terminen gegenübergestellt",
        measure_due=date(2026, 9, 9),
        options="kommunale Beteiligung, kleinerer erster Abschnitt, Fortführung ohne regionale Mittel",
    )
    update = make_update(
        headline="Der Finanzierungsweg ist offen; ein Förderantrag ist nicht gestellt.",
        achieved=(
            "Das fachliche Konzept für die gemeinsame Entwicklungsumgebung ist fertiggestellt. Offen ist "
            "der Finanzierungsweg: Das Programm setzt seit 2023 einen kommunalen Anteil in gleicher Höhe "
            "voraus, der Antrag von 2021 sieht für diesen Baustein keinen vor. Ein Förderantrag wurde "
            "deshalb bisher nicht gestellt."
        ),
        decision=DECISION,
        ratings=_ratings(funding=missing),
    )
    risk = make_risk(
        id=4,
        title="Kofinanzierung",
        cause="kein kommunaler Anteil beschlossen",
        effect="regionale Mittel können nicht bewilligt werden",
        likelihood=Level.HIGH,
        damage=Level.HIGH,
        measure="Gegenüberstellung der drei Finanzierungswege",
        responsible="Geschäftsstelle VRS",
        due=date(2026, 9, 9),
    )
    return replace(
        block,
        description="Gemeinsame Entwicklung von KI-Anwendungen für Blech, additive Fertigung und Laser.",
        state=BlockState.PREPARING,
        update=update,
        risks=(risk,),
        milestones=(make_milestone(id=71, title="Förderantrag", baseline=date(2025, 12, 31), forecast=None),),
        trend=trend(_ON, Light.AT_RISK, Light.OFF_TRACK),
    )


def told(blocks: tuple[BlockReport, ...]) -> tuple[BlockReport, ...]:
    """The seven blocks with their texts."""
    tellers = (_ki_xc, _ki_ckstart, _ki_im_bau, _aiexpress, _aitransform, _aivision, _maikerspace)
    return tuple(teller(block) for teller, block in zip(tellers, blocks, strict=True))
