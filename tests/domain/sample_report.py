"""The sample of users.md 4 as a report: invented figures that add up, and the report half a year before.

Staircase: 16,22 · 14,80 · 2,10 · 12,70 · 11,35 · 4,92, available 1,35; against the report before +1,12
−0,80 +1,92 +0,65 +1,31 +1,27. Lights of the seven blocks: planmäßig 2, Abweichung 2, kritisch 1, nicht
begonnen 1, keine aktuelle Meldung 1, before 4, 1, 1, 1, 0; the four further projects are planmäßig.
"""

from dataclasses import replace
from datetime import date

from tests.domain.report_values import (
    AS_OF,
    PERIOD,
    make_blocks,
    make_budget_row,
    make_duty,
    make_entry,
    make_milestone,
    make_project,
    make_rating,
    make_release,
    make_report,
    make_sperrvermerk,
    make_update,
    millions,
    on,
)
from vrs_tracker.domain.changes import changes_between, digest
from vrs_tracker.domain.facts.blocks import BlockReport, Milestone, Rating
from vrs_tracker.domain.facts.dates import PreciseDate
from vrs_tracker.domain.facts.money import BudgetRow, MoneyEntry, Release, Sperrvermerk
from vrs_tracker.domain.report import CommitteeReport
from vrs_tracker.domain.vocabulary.money import Degree, Payer, Stage
from vrs_tracker.domain.vocabulary.programme import BlockState
from vrs_tracker.domain.vocabulary.progress import Dimension, Light, ShiftReason

BEFORE = PERIOD.shifted(-1)

LIGHTS = {
    "ki-xc": (Light.AT_RISK, Light.AT_RISK),
    "ki-ckstart": (Light.ON_TRACK, Light.ON_TRACK),
    "ki-im-bau": (Light.ON_TRACK, Light.ON_TRACK),
    "aiexpress": (Light.ON_TRACK, Light.UNKNOWN),
    "aitransform": (Light.ON_TRACK, Light.AT_RISK),
    "aivision": (Light.NOT_STARTED, Light.NOT_STARTED),
    "maikerspace": (Light.OFF_TRACK, Light.OFF_TRACK),
}
"""The light of each block half a year before and now."""

PROJECTS = (
    ("projekt-fellbach", "Projekt Fellbach", "Fellbach", "Rems-Murr-Kreis"),
    ("projekt-goeppingen", "Projekt Göppingen", "Göppingen", "Göppingen"),
    ("projekt-esslingen", "Projekt Esslingen", "Esslingen", "Esslingen"),
    ("projekt-stuttgart", "Projekt Stuttgart", "Stuttgart", "Stuttgart"),
)

DECISION = (
    "Das Programm verlangt seit 2023 einen kommunalen Anteil in gleicher Höhe, der Antrag sieht keinen vor."
)

APPROPRIATIONS = ((2022, "5.60"), (2023, "3.08"), (2024, "2.60"), (2025, "2.40"), (2026, "1.12"))
"""Budget year and million euros; each year carries a Sperrvermerk of the same amount."""

RELEASES = (
    (2022, "5.60", on(2023, 7, 26)),
    (2023, "3.08", on(2024, 4, 17)),
    (2024, "2.10", on(2025, 3, 12)),
    (2025, "1.92", on(2026, 3, 11)),
)
"""Budget year of the lifted Sperrvermerk, million euros, day of the resolution."""

_IN_2024 = on(2024, 5, 8)
_IN_2025 = on(2025, 9, 10)
_IN_2026 = on(2026, 4, 15)

MONEY = (
    ("ki-xc", Stage.COMMITTED, Payer.VRS, "1.25", _IN_2024, ""),
    ("ki-ckstart", Stage.COMMITTED, Payer.VRS, "0.25", _IN_2024, ""),
    ("ki-im-bau", Stage.COMMITTED, Payer.VRS, "1.60", _IN_2024, ""),
    ("aitransform", Stage.COMMITTED, Payer.VRS, "5.00", _IN_2024, ""),
    ("projekt-fellbach", Stage.COMMITTED, Payer.VRS, "1.60", _IN_2025, ""),
    ("projekt-goeppingen", Stage.COMMITTED, Payer.VRS, "1.00", _IN_2025, ""),
    ("projekt-esslingen", Stage.COMMITTED, Payer.VRS, "0.65", _IN_2026, ""),
    ("ki-im-bau", Stage.EARMARKED, Payer.MUNICIPALITY, "1.60", _IN_2024, ""),
    ("ki-im-bau", Stage.EARMARKED, Payer.MUNICIPALITY, "0.25", _IN_2026, "Umfang geändert"),
    ("ki-xc", Stage.DISBURSED, Payer.VRS, "0.20", _IN_2025, ""),
    ("ki-ckstart", Stage.DISBURSED, Payer.VRS, "0.10", _IN_2025, ""),
    ("ki-im-bau", Stage.DISBURSED, Payer.VRS, "0.60", _IN_2025, ""),
    ("ki-im-bau", Stage.DISBURSED, Payer.VRS, "0.30", _IN_2026, ""),
    ("aitransform", Stage.DISBURSED, Payer.VRS, "2.20", _IN_2025, ""),
    ("aitransform", Stage.DISBURSED, Payer.VRS, "0.80", _IN_2026, ""),
    ("projekt-fellbach", Stage.DISBURSED, Payer.VRS, "0.51", _IN_2025, ""),
    ("projekt-fellbach", Stage.DISBURSED, Payer.VRS, "0.21", _IN_2026, ""),
)
"""Block, stage, payer, million euros, day, reason."""

_DEGREES = {Stage.COMMITTED: Degree.GRANTED, Stage.EARMARKED: Degree.DECIDED, Stage.DISBURSED: Degree.PAID}


def sample_report() -> CommitteeReport:
    """The fifth report, as of 30.06.2026, compared with the fourth."""
    before = sample_report_before()
    report = replace(
        _report(AS_OF, now=True),
        number=5,
        previous=digest(before, date(2026, 3, 25)),
        duty=make_duty(planned_session=date(2026, 9, 23)),
    )
    return replace(report, changes=changes_between(before, report))


def sample_report_before() -> CommitteeReport:
    """The fourth report, as of 31.12.2025."""
    return replace(_report(BEFORE.as_of, now=False), number=4, period=BEFORE, as_of=BEFORE.as_of)


def _report(as_of: date, *, now: bool) -> CommitteeReport:
    return make_report(
        blocks=tuple(_block(block, now=now) for block in make_blocks()),
        projects=tuple(
            make_project(slug=slug, number=number, name=name, towns=(town,), districts=(district,))
            for number, (slug, name, town, district) in enumerate(PROJECTS, start=1)
        ),
        entries=_entries(as_of),
        budget=_budget(as_of),
        sperrvermerke=_sperrvermerke(as_of),
        releases=_releases(as_of),
    )


def _block(block: BlockReport, *, now: bool) -> BlockReport:
    light = LIGHTS[block.slug][int(now)]
    changed = replace(block, light=light, update=make_update(ratings=_ratings(light)))
    match block.slug:
        case "aiexpress" if now:
            note = "letzte vom 14.01.2026"
            return replace(changed, last_message_on=date(2026, 1, 14), light_note=note)
        case "aitransform":
            return replace(changed, milestones=(_start_of_building(now=now),))
        case "aivision":
            return replace(changed, state=BlockState.NOT_STARTED)
        case "maikerspace":
            return replace(changed, update=make_update(ratings=_ratings(light), decision=DECISION))
        case _:
            return changed


def _start_of_building(*, now: bool) -> Milestone:
    planned = date(2026, 7, 31)
    if not now:
        return make_milestone(baseline=planned, forecast=planned)
    return make_milestone(
        baseline=planned,
        forecast=date(2026, 9, 16),
        shift_reason=ShiftReason.TENDER,
        shift_note="Ein Gewerk wird neu ausgeschrieben.",
    )


def _ratings(light: Light) -> tuple[Rating, ...]:
    """Termine as the whole block, the rest planmäßig."""
    schedule = make_rating(
        reported=light,
        proposed=light,
        measure="Das Gewerk wird in zwei Losen ausgeschrieben." if light is Light.AT_RISK else "",
        measure_due=date(2026, 9, 30) if light is Light.AT_RISK else None,
        options="Drei Wege stehen zur Wahl." if light is Light.OFF_TRACK else "",
    )
    others = [
        make_rating(dimension=dimension) for dimension in Dimension if dimension is not Dimension.SCHEDULE
    ]
    return (schedule, *others)


def _entries(as_of: date) -> tuple[MoneyEntry, ...]:
    return tuple(
        make_entry(
            id=number,
            block=block,
            stage=stage,
            payer=payer,
            degree=_DEGREES[stage],
            budget_year=None,
            effective=day,
            known_on=_day(day),
            amount=millions(amount),
            note=note,
        )
        for number, (block, stage, payer, amount, day, note) in enumerate(MONEY, start=1)
        if _day(day) <= as_of
    )


def _budget(as_of: date) -> tuple[BudgetRow, ...]:
    return tuple(
        make_budget_row(id=year, budget_year=year, amount=millions(amount), effective=on(year, 1, 10))
        for year, amount in APPROPRIATIONS
        if year <= as_of.year
    )


def _sperrvermerke(as_of: date) -> tuple[Sperrvermerk, ...]:
    return tuple(
        make_sperrvermerk(id=year, budget_year=year, amount=millions(amount), effective=on(year, 1, 10))
        for year, amount in APPROPRIATIONS
        if year <= as_of.year
    )


def _releases(as_of: date) -> tuple[Release, ...]:
    return tuple(
        make_release(id=year, lifts=year, budget_year=year, amount=millions(amount), effective=day)
        for year, amount, day in RELEASES
        if _day(day) <= as_of
    )


def _day(when: PreciseDate) -> date:
    assert when.day is not None
    return when.day
