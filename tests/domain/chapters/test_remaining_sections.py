"""Sections 11 to 15: networking, cooperative, calls, outlook, annexes."""

from dataclasses import replace
from datetime import date

import pytest

from tests.domain.chapters.document_texts import rows, said, tables, texts
from tests.domain.chapters.full_report import full_report
from tests.domain.report_values import (
    in_month,
    make_block,
    make_duty,
    make_entry,
    make_event,
    make_milestone,
    make_report,
    make_resolution,
    make_step,
    make_update,
    millions,
    on,
)
from vrs_tracker.domain.chapters.annexes import annexes_section
from vrs_tracker.domain.chapters.network import cooperative_section, network_section
from vrs_tracker.domain.chapters.prospects import (
    accepted_dates,
    calls_section,
    outlook_section,
    proposed_dates,
)
from vrs_tracker.domain.chapters.sources import sources_of_report
from vrs_tracker.domain.document import Facts, Listing
from vrs_tracker.domain.facts.withheld import WithheldElsewhere
from vrs_tracker.domain.report import CommitteeReport
from vrs_tracker.domain.vocabulary.money import FigureSource
from vrs_tracker.domain.vocabulary.reporting import EventKind, NarrativeSlot

NOTHING = ["keine Angabe (noch nicht erfasst)"]


# ---------------------------------------------------------------- 11 networking


def test_events_are_counted_by_kind_and_participation() -> None:
    report = make_report(
        events=(
            make_event(outcome="Zwei Anträge"),
            make_event(happened=in_month(2026, 5), title="Zweites", participants=1200, source_text=""),
            make_event(kind=EventKind.CONFERENCE, participants=None),
        ),
        narratives=((NarrativeSlot.NETWORK, "Zwei Partner sind neu."),),
    )
    section = network_section(report)
    table = tables(section)["vernetzung"]

    assert texts(section)[0] == "Zwei Partner sind neu."
    assert rows(table) == [
        ["Im 1. Halbjahr 2026: 3"],
        ["22.04.2026", "Arbeitstreffen Produktion. Ergebnis: Zwei Anträge. Nachweis: 1.", "24"],
        ["Mai 2026", "Arbeitstreffen: Zweites.", "1.200"],
        ["22.04.2026", "Tagung: Arbeitstreffen Produktion. Nachweis: 1.", "nicht gezählt"],
        ["Frühere Termine: keine"],
    ]
    assert table.message == (
        "Erfasste Termine: 3 (Tagung 1 und Arbeitstreffen 2). Gezählt: 1.224 Teilnahmen bei zwei Terminen; "
        "ein Termin ohne Zählung."
    )


@pytest.mark.parametrize(
    ("participants", "ending"),
    [(None, "Teilnahmen sind nicht gezählt."), (1, "Gezählt: 1 Teilnahme bei einem Termin.")],
)
def test_participation_is_never_invented(participants: int | None, ending: str) -> None:
    report = make_report(events=(make_event(participants=participants),))

    assert tables(network_section(report))["vernetzung"].message.endswith(ending)


def test_sections_without_records_say_so() -> None:
    assert texts(network_section(make_report())) == NOTHING
    assert texts(cooperative_section(make_report())) == NOTHING
    assert texts(calls_section(make_report()))[:1] == NOTHING


# ---------------------------------------------------------------- 12 cooperative


def test_the_cooperative_shows_names_events_members_and_contributions() -> None:
    section = cooperative_section(full_report())
    made = tables(section)

    assert section.body[0] == Facts((("Name seit 2021", "Testgenossenschaft eG"),))
    number = next(one.number for one in sources_of_report(full_report()) if one.text == "Testquelle.")
    source = str(number)
    assert rows(made["genossenschaft-ereignisse"]) == [["19.02.2021", "Gründungsversammlung", source]]
    assert rows(made["genossenschaft-mitglieder"]) == [
        ["Stadt Muster", "Kommune", "28.06.2022", "keiner", "25.000,00 €", source],
        ["Firma Muster", "Unternehmen", "Datum nicht bekannt", "2025", "keine Angabe", "keine Angabe"],
    ]
    assert rows(made["genossenschaft-beitraege"]) == [
        ["Stadt Muster", "2023", "bis zu 82.500,00 €", "für die Geschäftsstelle.", source],
        ["Verband Muster", "keine Angabe", "1.000,00 €", "keine", "keine Angabe"],
    ]


def test_members_who_have_left_are_listed_but_not_counted() -> None:
    report = full_report()
    two = replace(report.cooperative, members=(report.cooperative.members[0],) * 2)

    assert tables(cooperative_section(report))["genossenschaft-mitglieder"].message.startswith(
        "Erfasst ist ein Mitglied, ausgetretene nicht mitgezählt;"
    )
    assert "Erfasst sind zwei Mitglieder," in said(cooperative_section(replace(report, cooperative=two)))


def test_a_name_without_a_known_date_and_the_text_of_the_office_are_printed() -> None:
    report = full_report()
    undated = replace(report.cooperative.members[1].joined, day=None)
    named = replace(
        report,
        cooperative=replace(report.cooperative, names=(("Alte Genossenschaft", undated),)),
        narratives=((NarrativeSlot.COOPERATIVE, "Die Satzung wird geändert."),),
    )

    assert texts(cooperative_section(named))[:3] == [
        "Die Satzung wird geändert.",
        "Name",
        "Alte Genossenschaft",
    ]


# ---------------------------------------------------------------- 13 and 14


def test_calls_print_the_text_of_the_office() -> None:
    report = make_report(narratives=((NarrativeSlot.CALLS, "Die zweite Runde läuft."),))

    assert texts(calls_section(report))[0] == "Die zweite Runde läuft."


def test_calls_say_what_money_is_left() -> None:
    assert texts(calls_section(full_report()))[-1] == (
        "Verfügbar sind 1,35 Millionen Euro (freigegeben, noch nicht bewilligt)."
    )


def _outlook(report: CommitteeReport) -> tuple[str, ...]:
    return next(element for element in outlook_section(report).body if isinstance(element, Listing)).items


def test_the_outlook_names_duty_milestones_decisions_and_money() -> None:
    assert _outlook(full_report()) == (
        (
            "Der Bericht zum 2. Halbjahr 2026 ist spätestens sechs Monate nach der Sitzung zu diesem "
            "Bericht fällig."
        ),
        "Zwei Meilensteine sind im 2. Halbjahr 2026 fällig (Nummer\N{NO-BREAK SPACE}8).",
        "Eine Entscheidung steht an (Nummer\N{NO-BREAK SPACE}2).",
        "Verfügbar sind 1,35 Millionen Euro (freigegeben, noch nicht bewilligt).",
    )
    assert texts(outlook_section(full_report()))[0] == "Im Herbst beginnt der Bau in Böblingen."


def test_an_empty_outlook_reads_well() -> None:
    report = make_report(
        blocks=(make_block(update=make_update(next_steps=())),), duty=make_duty(planned_session=None)
    )

    assert _outlook(report)[:3] == (
        (
            "Der Bericht zum 2. Halbjahr 2026 ist spätestens sechs Monate nach der Sitzung zu diesem "
            "Bericht fällig."
        ),
        "Kein Meilenstein ist im 2. Halbjahr 2026 fällig (Nummer\N{NO-BREAK SPACE}8).",
        "Zurzeit steht keine Entscheidung an.",
    )
    assert not tables(outlook_section(report))


def test_several_decisions_and_one_milestone_are_said_in_right_german() -> None:
    asking = make_update(decision="Der Umfang wird kleiner.")
    first = make_block(slug="a", update=asking, milestones=(make_milestone(),))
    report = make_report(blocks=(first, make_block(slug="b", update=asking)))

    assert _outlook(report)[1:3] == (
        "Ein Meilenstein ist im 2. Halbjahr 2026 fällig (Nummer\N{NO-BREAK SPACE}8).",
        "Zwei Entscheidungen stehen an (Nummer\N{NO-BREAK SPACE}2).",
    )


def test_announced_steps_of_current_messages_are_listed_by_date() -> None:
    update = make_update(
        next_steps=(
            make_step(text="Später", due=date(2027, 2, 1)),
            make_step(text="Zweitens", due=date(2026, 11, 30)),
            make_step(text="Erstens", due=date(2026, 9, 30)),
            make_step(text="Ohne Termin", due=None),
        )
    )
    old = make_update(period=make_report().period.shifted(-1))
    blocks = (
        make_block(update=update),
        make_block(slug="alt", update=old),
        make_block(slug="ohne", update=None),
    )
    table = tables(outlook_section(make_report(blocks=blocks)))["ausblick"]

    assert rows(table) == [
        ["30.09.2026", "AITransform", "Erstens."],
        ["30.11.2026", "AITransform", "Zweitens."],
    ]
    assert table.caption == "Angekündigte Schritte, 01.07. bis 31.12.2026"


def test_the_dates_of_the_next_half_year_are_proposed_earliest_first() -> None:
    milestones = (
        make_milestone(id=1, title="Baubeginn", forecast=date(2026, 11, 2)),
        make_milestone(id=2, title="Antrag", forecast=date(2026, 9, 1)),
        make_milestone(id=3, title="Zu spät", forecast=date(2027, 1, 1)),
        make_milestone(id=4, title="Ohne Termin", forecast=None),
    )

    assert proposed_dates(make_report(blocks=(make_block(milestones=milestones),))) == (
        "01.09.2026: AITransform (Böblingen), Antrag",
        "02.11.2026: AITransform (Böblingen), Baubeginn",
    )


def test_accepted_dates_follow_the_text_of_the_outlook_and_stand_there_once() -> None:
    assert accepted_dates("Es geht voran.\n\n", ("A", "B")) == "Es geht voran.\nA\nB"
    assert accepted_dates("Es geht voran.\n A", ("A", "B")) == "Es geht voran.\n A\nB"
    assert accepted_dates(" ", ("A",)) == "A"


# ---------------------------------------------------------------- 15 annexes


def test_the_five_annexes_stand_in_their_order() -> None:
    section = annexes_section(make_report())

    assert [(part.number, part.heading) for part in section.parts] == [
        ("15.1", "Finanzierung in Euro"),
        ("15.2", "Liste der Meilensteine"),
        ("15.3", "Legende"),
        ("15.4", "Nachweise"),
        ("15.5", "Nichtöffentliche Teile"),
    ]
    assert not section.own_page


def test_the_legend_explains_lights_stages_degrees_indicators_and_terms() -> None:
    legend = annexes_section(make_report()).parts[2]

    spoken = texts(legend)
    assert spoken[0].startswith("Die Ampel erklärt Nummer 2.2.")
    assert {"zurückgefordert", "zugesagt", "erreichte Unternehmen", "noch auszuzahlen"} <= set(spoken)


def test_resolutions_show_stated_sums_document_and_address() -> None:
    report = make_report(
        resolutions=(
            make_resolution(
                id=1, address="https://x", stated_amount=millions("13.20"), stated_is_approximate=True
            ),
            make_resolution(id=2, decided=on(2025, 7, 30), stated_amount=millions("1.05"), document=""),
            make_resolution(id=3, summary="Eckpunkte des Programms"),
        ),
        entries=(make_entry(id=1, source=FigureSource.PRESS, source_text="Mitteilung"), make_entry(id=2)),
    )
    part = annexes_section(report).parts[3]
    made = rows(tables(part)["beschluesse"])

    assert [[cells[0], cells[-1]] for cells in made] == [
        ["1", "rund 13,2 Mio. €"],
        ["2", "1,05 Mio. €"],
        ["3", "ohne Summe"],
    ]
    assert made[0][2].endswith("Förderung von Projekten. Dokument: Vorlage 1/2026; https://x.")
    assert made[2][2].endswith("Förderung von Projekten. Eckpunkte des Programms. Dokument: Vorlage 1/2026.")
    assert tables(part)["beschluesse"].note.endswith("Wo kein Dokument steht, ist keines erfasst.")
    assert rows(tables(part)["nachweise"]) == [
        ["4", "Pressemitteilung: Mitteilung.", "AITransform"],
        ["5", "Buchung 1.", "AITransform"],
    ]


def test_without_resolutions_the_annex_says_so() -> None:
    assert (
        texts(annexes_section(make_report()).parts[3])[0] == "Beschlüsse: keine Angabe (noch nicht erfasst)."
    )


@pytest.mark.parametrize(
    ("withheld", "sentence"),
    [
        (0, "Dieser Bericht lässt keine nichtöffentlichen Angaben aus."),
        (1, "Eine Angabe ist nicht öffentlich und fehlt in diesem Bericht. Bei dem betroffenen Baustein"),
        (3, "Drei Angaben sind nicht öffentlich und fehlen in diesem Bericht."),
    ],
)
def test_withheld_parts_are_counted_over_all_blocks(withheld: int, sentence: str) -> None:
    report = make_report(blocks=(make_block(withheld=withheld),))

    assert texts(annexes_section(report).parts[4])[0].startswith(sentence)


@pytest.mark.parametrize(
    ("of_blocks", "counts", "sentences"),
    [
        (0, (1, 0, 0, 0), "Eine Angabe ist nicht öffentlich und fehlt in diesem Bericht: ein Beschluss."),
        (
            0,
            (2, 1, 1, 1),
            (
                "Fünf Angaben sind nicht öffentlich und fehlen in diesem Bericht: zwei Beschlüsse, eine "
                "Veranstaltung der Vernetzung, ein Ereignis der Genossenschaft und ein Text des Berichts."
            ),
        ),
        (
            3,
            (0, 0, 0, 1),
            (
                "Vier Angaben sind nicht öffentlich und fehlen in diesem Bericht: drei bei Bausteinen oder "
                "Projekten und ein Text des Berichts. "
                "Bei dem betroffenen Baustein oder Projekt ist das vermerkt."
            ),
        ),
    ],
)
def test_what_is_held_back_beside_the_blocks_is_counted_by_its_kind(
    of_blocks: int, counts: tuple[int, int, int, int], sentences: str
) -> None:
    resolutions, events, happenings, held_texts = counts
    held = WithheldElsewhere(resolutions=resolutions, events=events, happenings=happenings, texts=held_texts)
    report = make_report(blocks=(make_block(withheld=of_blocks),), withheld_elsewhere=held)
    assert texts(annexes_section(report).parts[4]) == [sentences]


def test_a_report_of_which_only_the_blocks_were_counted_claims_no_more() -> None:
    (said,) = texts(annexes_section(make_report(withheld_elsewhere=None)).parts[4])
    assert said == "Bei Bausteinen und Projekten lässt dieser Bericht keine nichtöffentlichen Angaben aus."
