"""A report of invented, neutral content with every kind of element, for tests of the print."""

from datetime import UTC, date, datetime

from tests.reports.sample_charts import (
    grouped_chart,
    line_chart,
    stacked_chart,
    timeline_chart,
    timeline_table,
    values_table,
)
from vrs_tracker.domain.attachments import Attachment
from vrs_tracker.domain.document import (
    Bar,
    Column,
    Document,
    Facts,
    Figure,
    Framed,
    LightMark,
    Listing,
    Paragraph,
    Row,
    RowKind,
    Section,
    Table,
    Tone,
)
from vrs_tracker.domain.title_block import TitleBlock
from vrs_tracker.domain.vocabulary.progress import Light
from vrs_tracker.domain.vocabulary.reporting import PdfForm
from vrs_tracker.features.reporting.render import PrintJob

TITLE = "Prüfinhalt in die Umsetzung bringen – 5. Halbjahresbericht"
DEMO_SENTENCE = "Prüfinhalt, frei erfunden. Kein Stand eines tatsächlichen Vorhabens."
_TEXT = (
    "Die Leistungsbeschreibung für den Prüfstand ist abgeschlossen und mit der Vergabestelle abgestimmt. "
    "Die Ausschreibung wurde fristgerecht veröffentlicht; Angebote liegen noch nicht vor. Für vier "
    "Einsatzorte, darunter einen außerhalb des Gebiets, bestehen mündliche Zusagen."
)
_LIGHTS = (
    (Light.ON_TRACK, "Die Ausschreibung ist veröffentlicht, Angebote liegen noch nicht vor."),
    (Light.AT_RISK, "Der Beginn verschiebt sich um 47 Tage, weil ein Gewerk neu ausgeschrieben wird."),
    (Light.OFF_TRACK, "Der Weg der Finanzierung ist offen."),
    (Light.NOT_STARTED, "Es sind noch keine Flächen gesichert."),
    (Light.COMPLETED, "Die Werkstatt ist übergeben."),
    (Light.DROPPED, "Der Träger hat den Antrag zurückgezogen."),
    (Light.UNKNOWN, "Die letzte Meldung ist vom 14.01.2026."),
    (Light.NOT_APPLICABLE, "Ein regionaler Anteil ist nicht vorgesehen."),
)


def staircase() -> Table:
    """Amounts with bars in the same scale."""
    steps: tuple[tuple[str, str, str, str, Bar, RowKind], ...] = (
        ("veranschlagt bis 2026", "14,80", "+1,12", "91,2\u00a0%", Bar(912), RowKind.BODY),
        ("davon gesperrt", "2,10", "−0,80", "12,9\u00a0%", Bar(129, hatched=True), RowKind.DETAIL),
        ("freigegeben", "12,70", "+1,92", "78,3\u00a0%", Bar(783), RowKind.BODY),
        ("bewilligt", "11,35", "+0,65", "70,0\u00a0%", Bar(700), RowKind.BODY),
        ("ausgezahlt", "4,92", "+1,31", "30,3\u00a0%", Bar(303), RowKind.BODY),
        ("verfügbar", "1,35", "+1,27", "8,3\u00a0%", Bar(83), RowKind.TOTAL),
    )
    return Table(
        name="staircase",
        caption="Stand der Mittel",
        columns=(
            Column(head="Stufe", width=2),
            Column(head="Mio.\u00a0€", right=True),
            Column(head="Veränderung", right=True),
            Column(head="Anteil", right=True, width=1),
            Column(head="Balken", width=2),
        ),
        rows=tuple(Row(cells=step[:5], kind=step[5]) for step in steps),
        note="Verfügbar: freigegeben, noch nicht bewilligt. Veränderung seit dem letzten Bericht.",
    )


def lights_table() -> Table:
    """Every light, under group heads."""
    half = len(_LIGHTS) // 2
    rows = [
        Row(cells=(f"{number} Prüfbaustein (Ort {number})", LightMark(light, light.label), "planmäßig", text))
        for number, (light, text) in enumerate(_LIGHTS, start=1)
    ]
    return Table(
        name="lights",
        caption="Stand der Bausteine und Projekte",
        columns=(
            Column(head="Baustein", width=3),
            Column(head="Stand"),
            Column(head="Zuletzt"),
            Column(head="In einem Satz", width=5),
        ),
        rows=(
            Row(cells=("Bausteine des Antrags (4)",), kind=RowKind.GROUP),
            *rows[:half],
            Row(cells=("Weitere Projekte (4)",), kind=RowKind.GROUP),
            *rows[half:],
        ),
        message="Zwei Bausteine liegen im Plan, einer weicht ab, einer ist kritisch.",
    )


def long_table(rows: int = 70) -> Table:
    """More rows than a page holds."""
    return Table(
        name="milestones",
        caption="Alle Meilensteine",
        columns=(
            Column(head="Nr."),
            Column(head="Meilenstein", width=3),
            Column(head="ursprünglich", right=True),
            Column(head="erwartet", right=True),
            Column(head="Stand"),
        ),
        rows=tuple(
            Row(
                cells=(
                    f"{number}",
                    f"Prüfschritt {number} mit Abstimmung, Vergabe und Übergabe an den Betrieb",
                    "31.07.2026",
                    "16.09.2026",
                    LightMark(Light.AT_RISK, "Abweichung"),
                )
            )
            for number in range(1, rows + 1)
        ),
        may_break=True,
    )


def sample_document() -> Document:
    """Every kind of element at least once."""
    grouped, stacked, lines = grouped_chart(), stacked_chart(), line_chart()
    block = Section(
        number="6.5",
        heading="Baustein 5, Prüfstand (Musterstadt)",
        anchor="baustein-5",
        light=LightMark(Light.AT_RISK, "Abweichung"),
        own_page=True,
        body=(
            Paragraph("Der Beginn verschiebt sich um 47 Tage auf den 16.09.2026.", Tone.LEAD),
            Facts(
                (
                    ("Träger", "Stadt Musterstadt"),
                    ("Partner", "Prüfgesellschaft, Hochschule für Prüfwesen"),
                    ("Meldung", "vom 24.06.2026, bestätigt am 02.07.2026"),
                    ("Ein Begriff, der für seine Spalte zu lang ist", "Der Wert steht darunter."),
                )
            ),
            Paragraph(_TEXT),
            Paragraph("Nach Regel: Abweichung. Gemeldet: planmäßig.", Tone.NOTE),
            Figure(chart=timeline_chart(), caption="Meilensteine des Prüfstands", table=timeline_table()),
            Listing(("Genehmigung beantragt", "Gewerk neu ausgeschrieben")),
        ),
    )
    return Document(
        title=TITLE,
        sections=(
            Section(
                number="1",
                heading="Beschlussvorschlag",
                anchor="beschlussvorschlag",
                body=(
                    Framed(
                        ("Der Ausschuss für Prüfung nimmt den 5. Halbjahresbericht zur Kenntnis.",),
                        ("Die Mittel für Baustein 3 werden freigegeben.",),
                    ),
                ),
            ),
            Section(
                number="2",
                heading="Zusammenfassung",
                anchor="zusammenfassung",
                body=(
                    Paragraph(
                        "Von den sieben Bausteinen des Antrags liegen zwei im Plan, zwei weichen ab, einer "
                        "ist kritisch. Bewilligt sind 11,35 von 16,22 Millionen Euro, ausgezahlt 4,92.",
                        Tone.LEAD,
                    ),
                    staircase(),
                    Listing(("Der Beginn verschiebt sich.", "Der Anteil steigt."), numbered=True),
                ),
            ),
            Section(
                number="",
                heading="So lesen Sie diesen Bericht",
                anchor="lesehilfe",
                body=(Paragraph("Jede Zahl trägt einen Stichtag. Ein Symbol steht nie ohne sein Wort."),),
            ),
            Section(
                number="4",
                heading="Gesamtübersicht der Finanzierung",
                anchor="finanzierung",
                own_page=True,
                body=(
                    Paragraph("Die Tabelle zeigt den Stand aller Bausteine.", Tone.MESSAGE),
                    lights_table(),
                    Figure(
                        chart=grouped,
                        caption="Bewilligt und ausgezahlt je Baustein in Mio. €",
                        table=values_table("grouped", "Werte je Baustein in Mio. €", grouped),
                    ),
                    Figure(
                        chart=stacked,
                        caption="Geldgeber je Baustein in Mio. €",
                        table=values_table("stacked", "Geldgeber je Baustein in Mio. €", stacked),
                    ),
                    Figure(
                        chart=lines,
                        caption="Mittel im Zeitverlauf in Mio. €",
                        table=values_table("lines", "Mittel im Zeitverlauf in Mio. €", lines),
                    ),
                ),
            ),
            Section(
                number="6",
                heading="Bausteine",
                anchor="bausteine",
                own_page=True,
                body=(Paragraph("Jeder Baustein hat seine Seite."),),
                parts=(block,),
            ),
            Section(
                number="8", heading="Meilensteine", anchor="meilensteine", own_page=True, body=(long_table(),)
            ),
        ),
    )


def sample_title_block() -> TitleBlock:
    """A head in which every field is filled."""
    return TitleBlock(
        issuer="Prüfverband, Geschäftsstelle",
        paper_reference="WIV-012/2026",
        body="Ausschuss für Prüfung und Verwaltung",
        session_date=date(2026, 9, 23),
        agenda_item="4",
        is_public=True,
        purpose="zur Kenntnisnahme",
        subject=TITLE,
        period_text="01.01. bis 30.06.2026",
        as_of_text="30.06.2026",
        reference="Antrag vom 16.10.2021",
        lead_unit="Programmkoordination",
        consultations=(("Ausschuss für Prüfung", "24.03.2026", "Kenntnisnahme des 4. Berichts"),),
        annexes=("Finanzierung im Einzelnen", "Meilensteine", "Legende"),
    )


def sample_job(
    *,
    document: Document | None = None,
    title_block: TitleBlock | None = None,
    watermark: str = "Entwurf",
    demo_mark: str = DEMO_SENTENCE,
    form: PdfForm = PdfForm.A3,
) -> PrintJob:
    """A job that prints the sample document unless told otherwise."""
    return PrintJob(
        document=document or sample_document(),
        title_block=title_block or sample_title_block(),
        footer="Stand 30.06.2026 · Fassung 1 · Prüfsumme 3f9a 1c07",
        watermark=watermark,
        demo_mark=demo_mark,
        timestamp=datetime(2026, 8, 3, 7, 15, 42, tzinfo=UTC),
        attachments=(
            Attachment(
                name="bericht.csv",
                mime_type="text/csv",
                description="Zahlen des Berichts als CSV",
                content=b"Stufe;Betrag\r\n",
            ),
            Attachment(
                name="bericht.json",
                mime_type="application/json",
                description="Zahlen des Berichts als JSON",
                content=b"{}",
            ),
        ),
        schema_version=1,
        form=form,
    )
