"""Each rule is tried with a report that breaks it and with one that keeps it."""

from dataclasses import replace
from datetime import date

import pytest

from tests.domain.cofunding_values import make_cap, make_rule
from tests.domain.plausibility_hits import hits, hits_of_block
from tests.domain.report_values import (
    make_block,
    make_budget_row,
    make_duty,
    make_entry,
    make_milestone,
    make_project,
    make_rating,
    make_release,
    make_report,
    make_risk,
    make_shares,
    make_sperrvermerk,
    make_step,
    make_update,
    millions,
    on,
)
from vrs_tracker.domain.checks.texts import personal_data_in
from vrs_tracker.domain.facts.dates import PreciseDate
from vrs_tracker.domain.facts.money import Finding
from vrs_tracker.domain.report import CommitteeReport
from vrs_tracker.domain.vocabulary.money import Payer, RuleCode, Stage
from vrs_tracker.domain.vocabulary.reporting import NarrativeSlot

# ---------------------------------------------------------------- money

_IN_2024 = on(2024, 5, 8)


def _with_share(amount: str, payer: Payer = Payer.VRS, note: str = "") -> CommitteeReport:
    entry = make_entry(stage=Stage.EARMARKED, payer=payer, amount=millions(amount), note=note)
    return make_report(blocks=(make_block(baseline=make_shares("5.97", None, None)),), entries=(entry,))


def test_an_amount_beyond_planned_without_evidence_is_named() -> None:
    bare = make_entry(source_text="Buchung", amount=millions("1.00"))
    todo = "Hinterlegen Sie bei der Buchung ein Dokument."
    sentence = f"1 Million Euro bewilligt ohne Beschluss und ohne Beleg. {todo}"
    block = make_block()
    assert hits("P25", make_report(blocks=(block,), entries=(bare,))) == [f"{block.titled}: {sentence}"]
    whole = replace(bare, block=None)
    assert hits("P25", make_report(entries=(whole,))) == [f"Programm gesamt: {sentence}"]
    for proven in (
        replace(bare, stage=Stage.PLANNED),
        replace(bare, source_text="Bescheid vom 14.03.2026"),
        replace(bare, resolution=1),
    ):
        assert hits("P25", make_report(blocks=(block,), entries=(proven,))) == []


def test_an_amount_that_is_taken_back_needs_no_evidence() -> None:
    bare = make_entry(source_text="Buchung")
    back = replace(bare, id=2, amount=-bare.amount, reverses=bare.id)
    assert hits("P25", make_report(blocks=(make_block(),), entries=(bare, back))) == []


def test_a_share_that_differs_from_the_motion_without_a_reason_is_named() -> None:
    assert hits("P14", _with_share("5.00")) == [
        (
            "AITransform (Böblingen): Der regionale Anteil beträgt 5,00 Millionen Euro, der Antrag nennt "
            "5,97 Millionen Euro. Der Grund fehlt."
        )
    ]
    assert hits("P14", _with_share("1.00", Payer.MUNICIPALITY)) == [
        (
            "AITransform (Böblingen): Der kommunale Eigenanteil beträgt 1 Million Euro, der Antrag nennt "
            "keinen Anteil. "
            "Der Grund fehlt."
        )
    ]


@pytest.mark.parametrize(
    "report",
    [
        _with_share("5.97"),
        _with_share("5.00", note="Kleinerer erster Abschnitt"),
        _with_share("5.00", Payer.STATE),
        make_report(projects=(make_project(),), entries=(make_entry(block="gruenderzentrum"),)),
    ],
    ids=["same", "explained", "further payer", "no row"],
)
def test_a_share_as_in_the_motion_or_explained_is_not_named(report: CommitteeReport) -> None:
    assert hits("P14", report) == []


def _shared(
    *, municipal: str | None, stage: Stage = Stage.EARMARKED, decided: PreciseDate = _IN_2024
) -> CommitteeReport:
    regional = make_entry(stage=stage, amount=millions("5.00"), effective=decided)
    entries = [regional]
    if municipal is not None:
        entries.append(replace(regional, id=2, payer=Payer.MUNICIPALITY, amount=millions(municipal)))
    return replace(make_report(blocks=(make_block(),), entries=tuple(entries)), rules=(make_rule(),))


def test_what_the_rules_of_co_funding_warn_about_is_listed_at_its_block() -> None:
    assert hits("P15", _shared(municipal="4.00")) == [
        (
            "AITransform (Böblingen): Regional sind 5,00 Millionen Euro beschlossen, kommunal 4,00 Millionen "
            "Euro bewilligt (Stufe „beschlossen“). Es fehlen 1 Million Euro."
        )
    ]
    assert len(hits("P15", _shared(municipal=None))) == 1
    assert len(hits("P15", _shared(municipal=None, decided=on(2023, 11, 1)))) == 1


def test_an_exceeded_cap_is_a_finding_and_not_listed_twice() -> None:
    report = replace(_shared(municipal="5.00"), rules=(make_cap("1.00"),))
    assert hits("P15", report) == []


@pytest.mark.parametrize(
    "report",
    [
        _shared(municipal="5.00"),
        _shared(municipal="6.00"),
        _shared(municipal=None, stage=Stage.PLANNED),
        _shared(municipal=None, decided=on(2023, 10, 31)),
        make_report(),
    ],
    ids=["equal", "more", "planned", "earlier", "none"],
)
def test_equal_shares_and_older_decisions_are_not_named(report: CommitteeReport) -> None:
    assert hits("P15", report) == []


def test_open_findings_are_listed() -> None:
    finding = Finding(rule=RuleCode.EARMARKED_OVER_FRAME, sentence="Ein Befund.")
    assert hits("P16", make_report(findings=(finding,))) == ["Ein Befund."]
    assert hits("P16", make_report()) == []


def test_a_sperrvermerk_lifted_by_more_than_it_blocks_is_named() -> None:
    note = make_sperrvermerk(amount=millions("1.00"))
    over, exact = (
        make_release(lifts=1, amount=millions("1.20")),
        make_release(lifts=1, amount=millions("1.00")),
    )
    assert hits("P17", make_report(sperrvermerke=(note,), releases=(over,))) == [
        (
            "Vom Sperrvermerk im Haushalt 2026 sind 1,20 Millionen Euro aufgehoben, gesperrt waren 1 Million "
            "Euro."
        )
    ]
    assert hits("P17", make_report(sperrvermerke=(note,), releases=(exact,))) == []


def test_blocked_and_released_over_the_appropriation_is_named() -> None:
    def report(lifts: int | None) -> CommitteeReport:
        return make_report(
            budget=(make_budget_row(amount=millions("2.00")),),
            sperrvermerke=(make_sperrvermerk(amount=millions("2.00")),),
            releases=(make_release(lifts=lifts, amount=millions("0.50")),),
        )

    assert hits("P18", report(None)) == [
        (
            "Gesperrt sind 2,00 Millionen Euro, freigegeben 0,50 Millionen Euro; zusammen ist das mehr als "
            "veranschlagt "
            "(2,00 Millionen Euro). Prüfen Sie, ob jede Freigabe ihren Sperrvermerk nennt."
        )
    ]
    assert hits("P18", report(1)) == []
    assert hits("P18", make_report()) == []


# ---------------------------------------------------------------- session and texts


def test_a_report_without_a_session_is_named() -> None:
    assert hits("P19", make_report(duty=make_duty(planned_session=None))) == [
        "Für den Bericht ist noch keine Sitzung eingetragen."
    ]
    assert hits("P19", make_report()) == []


def test_a_session_after_the_last_day_is_named() -> None:
    late = make_duty(due_on=date(2026, 9, 22), planned_session=date(2026, 9, 23))
    assert hits("P20", make_report(duty=late)) == [
        "Die Sitzung am 23.09.2026 liegt nach dem 22.09.2026, bis zu dem zu berichten ist."
    ]
    assert hits("P20", make_report(duty=replace(late, due_on=date(2026, 9, 23)))) == []
    assert hits("P20", make_report(duty=replace(late, due_on=None))) == []


def test_empty_texts_of_the_report_are_named() -> None:
    written = tuple((slot, "Text.") for slot in NarrativeSlot)
    assert hits("P21", make_report(narratives=written)) == []
    empty = tuple((slot, " " if slot is NarrativeSlot.OUTLOOK else text) for slot, text in written)
    assert hits("P21", make_report(narratives=empty)) == ["Der Text „Ausblick“ ist noch leer."]
    assert len(hits("P21", make_report())) == 5


def test_a_missing_sentence_for_page_one_is_named() -> None:
    assert hits_of_block("P22", make_block(update=make_update(headline=" "))) == [
        "AITransform (Böblingen): Der Satz für die erste Seite fehlt."
    ]
    assert hits_of_block("P22", make_block()) == []
    assert hits_of_block("P22", make_block(update=None)) == []


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Fragen an leitung@example.org richten.", "eine E-Mail-Adresse"),
        ("Telefon 0711 2275-900.", "eine Telefonnummer"),
        ("Telefon +49 711 2275900.", "eine Telefonnummer"),
        ("Herr Müller hat zugesagt.", "den Namen einer Person"),
        ("Mit Frau Dr. Meier ist gesprochen.", "den Namen einer Person"),
    ],
)
def test_a_text_that_may_name_a_person_is_named(text: str, kind: str) -> None:
    sentence = (
        f"AITransform (Böblingen): Ein Text enthält vermutlich {kind}. Nennen Sie stattdessen die Stelle."
    )
    assert hits_of_block("P23", make_block(update=make_update(achieved=text))) == [sentence]
    assert hits("P23", make_report(narratives=((NarrativeSlot.NETWORK, text),))) == [
        f"Der Text „Vernetzung der Akteure“ enthält vermutlich {kind}. Nennen Sie stattdessen die Stelle."
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Bis zum 30.06.2026 sind 1.052.500,00 Euro bewilligt.",
        "Frauen und Herren nutzen die Werkstatt.",
        "Die Herrschaft des Verfahrens liegt bei der Stadt.",
        "Es kamen 0,25 Prozent, davon 2000000 am Tag.",
        "Der Wert 10.000.000 @ 5 Grad.",
    ],
)
def test_dates_amounts_and_other_words_are_no_personal_data(text: str) -> None:
    assert hits_of_block("P23", make_block(update=make_update(achieved=text))) == []


def test_the_texts_of_an_update_are_looked_at_before_it_is_confirmed() -> None:
    assert personal_data_in(["Der Umzug ist geplant."]) == ()
    assert personal_data_in(["Der Umzug ist geplant.", "Fragen an Frau Muster."]) == (
        (
            "P23",
            "Ein Text enthält vermutlich den Namen einer Person. Nennen Sie stattdessen die Stelle.",
        ),
    )


def test_every_text_of_a_block_is_looked_at() -> None:
    mail = "leitung@example.org"
    for block in (
        make_block(update=make_update(next_steps=(make_step(text=mail),))),
        make_block(update=make_update(ratings=(make_rating(measure=mail),))),
        make_block(risks=(make_risk(responsible=mail),)),
        make_block(milestones=(make_milestone(shift_note=mail),), update=None),
    ):
        assert len(hits_of_block("P23", block)) == 1
