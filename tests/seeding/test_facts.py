import csv
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from vrs_tracker.domain.baseline import baseline_totals
from vrs_tracker.domain.facts.motion import Shares
from vrs_tracker.domain.naming import fold
from vrs_tracker.domain.periods import HalfYear
from vrs_tracker.domain.report import CommitteeReport
from vrs_tracker.domain.vocabulary.money import Counting, Provenance, RuleCode
from vrs_tracker.domain.vocabulary.programme import BlockState
from vrs_tracker.features.accounts.actions import ensure_system_person
from vrs_tracker.features.programme.queries import find_block
from vrs_tracker.features.reporting.queries.report import load_report
from vrs_tracker.paths import bundled
from vrs_tracker.seeding.facts import Loaded, load_facts, loading
from vrs_tracker.seeding.holdings import Holdings, holdings_of
from vrs_tracker.seeding.reading import SeedProblems
from vrs_tracker.tables import Base
from vrs_tracker.tables.actors import Municipality, Organisation
from vrs_tracker.tables.finance import FundingEntry
from vrs_tracker.tables.history import HistoryEntry
from vrs_tracker.tables.programme import BaselineRow, BlockAlias

NOW = datetime(2026, 11, 21, 9, tzinfo=UTC)
FOLDER = bundled("seed_data") / "facts"
TABLES = sorted(FOLDER.glob("*.csv"))


def load(session: Session, now: datetime = NOW) -> Loaded:
    return load_facts(session, by=ensure_system_person(session), now=now)


def report(session: Session) -> CommitteeReport:
    return load_report(session, HalfYear(2026, 1), today=NOW.date(), first_number=1)


def million(text: str) -> Decimal:
    return Decimal(text) * 1_000_000


def rows(table: Path) -> list[dict[str, str]]:
    with table.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter=";"))


def all_rows(session: Session) -> int:
    return sum(
        session.scalar(sa.select(sa.func.count()).select_from(table)) or 0
        for table in Base.metadata.sorted_tables
    )


def test_the_rows_of_the_motion_are_those_of_its_table(facts: Session) -> None:
    found = {block.name: block.baseline for block in report(facts).blocks}
    expected = {
        "KI-XC": ("3.40", "3.40", "163.20"),
        "KI-ckstart": ("0.25", "0.25", None),
        "KI im Bau": ("1.60", "1.60", None),
        "AIExpress": None,
        "AITransform": ("5.97", "5.97", None),
        "AIVision": (None, None, "120.00"),
        "mAIkerSpace": ("5.00", None, "15.00"),
    }
    assert list(found) == list(expected)
    for name, cells in expected.items():
        amounts = [None if cell is None else million(cell) for cell in cells or ()]
        assert found[name] == (Shares(**dict(zip(SHARES, amounts, strict=True))) if amounts else None)


SHARES = ("regional", "municipal", "private")


def test_the_printed_totals_are_those_computed(facts: Session) -> None:
    loaded = report(facts)
    totals = baseline_totals(loaded.blocks)
    assert (totals.regional, totals.municipal, totals.private) == (
        million("16.22"),
        million("11.22"),
        million("298.20"),
    )
    assert loaded.motion.printed_totals == Shares(
        regional=million("16.22"), municipal=million("11.22"), private=million("298.20")
    )


def test_the_name_printed_with_a_small_l_is_kept_and_found(facts: Session) -> None:
    printed = facts.scalars(sa.select(BaselineRow.printed_name)).all()
    assert "mA\N{LATIN SMALL LETTER L}kerSpace" in printed
    found = find_block(facts, "mA\N{LATIN SMALL LETTER L}kerSpace")
    assert found is not None
    assert found.slug == "maikerspace"


@pytest.mark.parametrize(
    ("spelling", "slug"),
    [
        ("Werkstatt KI im Bau", "ki-im-bau"),
        ("AIVision (Fläche)", "aivision"),
        ("AI xpress", "aiexpress"),
        ("ai transform", "aitransform"),
        ("KI-Kickstart", "ki-ckstart"),
    ],
)
def test_other_spellings_lead_to_the_block(facts: Session, spelling: str, slug: str) -> None:
    found = find_block(facts, spelling)
    assert found is not None
    assert found.slug == slug
    assert fold(spelling) in facts.scalars(sa.select(BlockAlias.folded)).all()


def test_nothing_is_said_about_the_implementation(facts: Session) -> None:
    assert {block.state for block in report(facts).all_blocks()} == {BlockState.NOT_DOCUMENTED}


def test_undivided_sums_stay_undivided(facts: Session) -> None:
    undivided = [entry for entry in report(facts).entries if entry.block is None]
    assert {entry.amount for entry in undivided} == {million("13.20"), million("3.60"), million("5.25")}
    assert all(entry.counting is Counting.COUNTED for entry in undivided)
    contained = {entry.amount for entry in report(facts).entries if entry.counting is Counting.CONTAINED}
    assert contained == {million("2.60"), Decimal(1052500), Decimal(905000)}


def test_what_is_contained_names_the_sum_that_holds_it(facts: Session) -> None:
    held = facts.scalars(
        sa.select(FundingEntry).where(FundingEntry.counting == Counting.CONTAINED).order_by(FundingEntry.id)
    ).all()
    sums = [facts.get_one(FundingEntry, entry.contained_in_id) for entry in held]
    assert [entry.amount for entry in sums] == [million("13.20"), million("3.60"), million("3.60")]


def test_sums_that_exceed_their_limit_become_findings_and_no_errors(facts: Session) -> None:
    found = {finding.rule: finding.sentence for finding in report(facts).findings}
    assert set(found) == {RuleCode.EARMARKED_OVER_RELEASED, RuleCode.EARMARKED_OVER_FRAME}
    assert "16,80" in found[RuleCode.EARMARKED_OVER_FRAME]
    assert "0,58" in found[RuleCode.EARMARKED_OVER_FRAME]
    assert "11,60" in found[RuleCode.EARMARKED_OVER_RELEASED]


def test_in_2024_13_2_stood_against_11_6_released(facts: Session) -> None:
    then = load_report(facts, HalfYear(2024, 1), today=NOW.date(), first_number=1)
    [finding] = then.findings
    assert finding.rule is RuleCode.EARMARKED_OVER_RELEASED
    assert "13,20" in finding.sentence
    assert "1,60" in finding.sentence


def test_the_region_has_179_municipalities_with_their_key(facts: Session) -> None:
    towns = facts.scalars(sa.select(Municipality)).all()
    assert len(towns) == 179
    assert {town.district_ags for town in towns} == {
        *("08111", "08115", "08116", "08117", "08118", "08119"),
    }
    keys = {town.name: town.ags for town in towns}
    assert (keys["Stuttgart"], keys["Böblingen"], keys["Ditzingen"]) == ("08111000", "08115003", "08118011")


def test_a_second_run_changes_nothing_and_says_so(session: Session) -> None:
    first = load(session)
    before = all_rows(session)
    second = load(session)
    assert all_rows(session) == before
    assert (second.added, second.present) == ({}, sum(first.added.values()))
    assert second.sentence == f"Nichts zu tun: Alle {second.present} Angaben sind schon geladen."


def test_a_correction_survives_a_second_run(session: Session) -> None:
    load(session)
    trumpf = session.scalars(sa.select(Organisation).where(Organisation.name == "Trumpf")).one()
    trumpf.short_name = "T."
    session.flush()
    load(session)
    assert trumpf.short_name == "T."


def test_what_lies_ahead_is_left_out_until_its_day(session: Session) -> None:
    early = load(session, datetime(2024, 1, 1, 12, tzinfo=UTC))
    assert early.later > 0
    assert "nach dem heutigen Tag" in early.sentence
    assert report(session).findings == ()
    later = load(session)
    assert later.later == 0
    assert sum(later.added.values()) == early.later


def test_every_row_is_proven_and_has_its_source(facts: Session) -> None:
    for table in Base.metadata.sorted_tables:
        if "provenance" in table.c and table.name != "person":
            unproven = sa.select(sa.func.count()).where(
                sa.or_(table.c.provenance != Provenance.SOURCE, table.c.source == "")
            )
            assert facts.scalar(unproven) == 0, table.name
    assert holdings_of(facts) is Holdings.FACTS


def test_an_empty_database_holds_nothing(session: Session) -> None:
    ensure_system_person(session)
    assert holdings_of(session) is Holdings.NOTHING


def test_the_history_tells_who_loaded(facts: Session) -> None:
    assert set(facts.scalars(sa.select(HistoryEntry.unit))) == {"Einrichtung"}


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.stem)
def test_every_line_of_a_table_has_a_source_and_a_key_of_its_own(table: Path) -> None:
    found = rows(table)
    assert found
    assert all(row["source"].strip() for row in found)
    keys = [row["key"] for row in found if "key" in row]
    assert len(set(keys)) == len(keys)


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.stem)
def test_the_readme_tells_about_every_table(table: Path) -> None:
    told = (FOLDER.parent / "README.md").read_text(encoding="utf-8")
    assert f"`facts/{table.name}`" in told


def copied(folder: Path, **changed: tuple[str, str]) -> Path:
    """Copy the tables with one replacement in each of the named ones."""
    for table in TABLES:
        text = table.read_text(encoding="utf-8")
        if table.stem in changed:
            old, new = changed[table.stem]
            assert old in text
            text = text.replace(old, new, 1)
        (folder / table.name).write_text(text, encoding="utf-8")
    return folder


def use(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    for module in ("actors", "programme", "money", "network"):
        monkeypatch.setattr(
            f"vrs_tracker.seeding.facts.{module}.facts_file", lambda name: folder / f"{name}.csv"
        )


def test_a_problem_in_the_last_table_leaves_nothing_behind(
    session: Session, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    use(monkeypatch, copied(tmp_path, cooperative_facts=("19.02.2021", "19.02.21")))
    with pytest.raises(SeedProblems, match=r"cooperative_facts\.csv, Zeile 2, Spalte „happened“"):
        load(session)
    session.rollback()
    assert all_rows(session) == 0


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"entries": ("runde-1;runde-1;;", "runde-1;runde-9;;")}, "Spalte „resolution“: „runde-9“"),
        ({"entries": ("contained;runde-2", "contained;runde-9")}, "Spalte „contained_in“: „runde-9“"),
        ({"blocks": ("Drees & Sommer;construction", "Dress & Sommer;construction")}, "„Dress & Sommer“"),
        ({"organisations": ("municipality;08115003", "municipality;08115999")}, "organisations.csv"),
        ({"statements": (";ja;region", ";etwa;region")}, "statements.csv, Zeile 2"),
    ],
)
def test_what_refers_to_nothing_is_named(
    session: Session,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    changed: dict[str, tuple[str, str]],
    told: str,
) -> None:
    use(monkeypatch, copied(tmp_path, **changed))
    with pytest.raises(SeedProblems) as stopped:
        load(session)
    assert told in str(stopped.value)


def test_kinds_are_told_in_one_and_in_many() -> None:
    loaded = Loaded(added={loading.Kind.MOTION: 1, loading.Kind.BLOCK: 11}, present=0, later=1)
    assert loaded.sentence == (
        "Geladen: 1 Antrag und 11 Bausteine und Projekte. 1 Angabe liegt nach dem heutigen Tag."
    )
