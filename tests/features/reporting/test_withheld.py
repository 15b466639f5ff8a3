"""What a report holds back: frozen beside it with its reasons, counted in it."""

from datetime import date

import pytest
import sqlalchemy as sa
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from tests.features.reporting.report_rows import (
    CODE,
    approver,
    closed,
    editor,
    frozen,
    held_back,
    live,
    opened,
    published,
)
from tests.features.reporting.withheld_rows import (
    SECRETS,
    WHY,
    in_review,
    parts_of,
    with_all_held_back,
    with_held_text,
)
from vrs_tracker.domain.document import Paragraph
from vrs_tracker.domain.facts.withheld import WithheldElsewhere, WithheldPart, WithheldParts
from vrs_tracker.domain.issue import withheld_checksum, withheld_from_json, withheld_json
from vrs_tracker.domain.outline import document
from vrs_tracker.domain.payload import PayloadError
from vrs_tracker.domain.vocabulary.reporting import (
    PUBLIC_FORMS,
)
from vrs_tracker.features.reporting.queries.snapshots import thaw
from vrs_tracker.features.reporting.queries.withheld import frozen_withheld
from vrs_tracker.tables.progress import Risk
from vrs_tracker.tables.reporting import IssuedReport, WithheldAnnex

WORDS = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), max_size=40)


def test_what_is_held_back_is_frozen_beside_the_report_and_never_in_it(session: Session) -> None:
    period = in_review(session)
    snapshot = frozen(session, period)
    found = parts_of(session, snapshot)
    assert [(part.kind, part.reason, part.flagged_by) for part in found.parts] == [
        ("Meldung", WHY, editor(session).unit),
        ("Meilenstein", WHY, approver(session).unit),
        ("Risiko", WHY, approver(session).unit),
    ]
    assert all(secret in withheld_json(found) for secret in SECRETS[:3])
    assert not any(secret in snapshot.payload for secret in SECRETS)
    assert len(found.parts) == sum(block.withheld for block in thaw(snapshot).all_blocks())
    annex = session.scalars(sa.select(WithheldAnnex)).one()
    assert (annex.sha256, annex.provenance) == (withheld_checksum(found), snapshot.provenance)


def test_what_is_held_back_beside_the_blocks_is_counted_as_the_annex_lists_it(session: Session) -> None:
    period = in_review(session)
    snapshot = frozen(session, with_all_held_back(session, period))
    report = thaw(snapshot)
    assert [part.kind for part in parts_of(session, snapshot).parts] == [
        *("Meldung", "Meilenstein", "Risiko"),
        *("Beschluss", "Veranstaltung", "Ereignis der Genossenschaft", "Text des Berichts"),
    ]
    assert report.withheld_elsewhere == WithheldElsewhere(resolutions=1, events=1, happenings=1, texts=1)
    assert "Merkwort" not in snapshot.payload
    (said,) = document(report).sections[-1].parts[-1].body
    assert isinstance(said, Paragraph)
    assert said.text.startswith("Sieben Angaben sind nicht öffentlich und fehlen in diesem Bericht: drei bei")


def test_a_text_alone_that_is_held_back_is_told_too(session: Session) -> None:
    period = opened(session)
    with_held_text(session, period)
    report = thaw(frozen(session, closed(session)))
    (said,) = document(report).sections[-1].parts[-1].body
    assert said == Paragraph(
        "Eine Angabe ist nicht öffentlich und fehlt in diesem Bericht: ein Text des Berichts."
    )


def test_what_has_not_happened_by_the_reference_date_is_not_held_back_yet(session: Session) -> None:
    period = in_review(session)
    with_all_held_back(session, period, on=date(2026, 12, 1))
    assert live(session).withheld_elsewhere == WithheldElsewhere(
        resolutions=0, events=0, happenings=0, texts=1
    )


def test_what_is_said_later_changes_nothing_that_is_frozen(session: Session) -> None:
    snapshot = frozen(session, in_review(session))
    before = parts_of(session, snapshot)
    session.execute(sa.update(Risk).values(title="später", withheld_reason="später"))
    assert parts_of(session, snapshot) == before


def test_a_report_that_holds_nothing_back_has_no_annex_and_no_third_edition(session: Session) -> None:
    published(session)
    assert session.scalars(sa.select(WithheldAnnex)).all() == []
    assert set(session.scalars(sa.select(IssuedReport.form))) == set(PUBLIC_FORMS)


def test_an_annex_that_is_not_what_was_frozen_is_not_read(session: Session) -> None:
    snapshot = frozen(session, closed(session))
    payload = withheld_json(held_back())
    session.add(
        WithheldAnnex(
            snapshot_id=snapshot.id, payload=payload, sha256="0" * 64, provenance=snapshot.provenance
        )
    )
    session.flush()
    with pytest.raises(PayloadError, match="Prüfsumme"):
        frozen_withheld(session, snapshot)


@given(
    st.lists(
        st.builds(WithheldPart, place=WORDS, kind=WORDS, said=st.just(()), reason=WORDS, flagged_by=WORDS)
    )
)
def test_parts_come_back_as_they_were_frozen(parts: list[WithheldPart]) -> None:
    whole = WithheldParts(half_year=CODE, version=1, parts=tuple(parts))
    assert withheld_from_json(withheld_json(whole)) == whole
