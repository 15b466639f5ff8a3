"""Where a target is missing, the form of a message leads whoever can agree on one to it, nobody else."""

import pytest
from sqlalchemy.orm import Session

from tests.features.record_rows import NOW, person
from tests.support.page_client import ClientOf
from vrs_tracker.domain.inputs.indicators import TargetInput
from vrs_tracker.domain.vocabulary.people import Role
from vrs_tracker.domain.vocabulary.progress import IndicatorKind
from vrs_tracker.features.programme.actions import add_indicator
from vrs_tracker.tables.programme import Block

pytestmark = pytest.mark.usefixtures("stopped_clock", "period")
FORM = "/bausteine/ki-xc/meldung"


def test_a_missing_target_leads_the_office_to_its_form(
    client_of: ClientOf, session: Session, block: Block
) -> None:
    row = add_indicator(session, block, IndicatorKind.EVENTS, TargetInput(), by=person(session), now=NOW)
    session.commit()
    address = f"/bausteine/ki-xc/kennzahlen/{row.id}"
    page = client_of(Role.EDITOR).get(FORM)
    assert page.html.css_first(f'a[href="{address}"]') is not None
    lead = client_of(Role.PARTNER, block="ki-xc").get(FORM)
    assert "Ziel: noch nicht vereinbart" in lead.text
    assert lead.html.css_first(f'a[href="{address}"]') is None


@pytest.mark.usefixtures("block")
def test_a_block_without_indicators_leads_the_office_to_their_list(client_of: ClientOf) -> None:
    page = client_of(Role.EDITOR).get(FORM)
    assert "noch keine Kennzahl vereinbart" in page.text
    assert page.html.css_first('a[href="/bausteine/ki-xc/kennzahlen"]') is not None
    assert "noch keine Kennzahl" not in client_of(Role.PARTNER, block="ki-xc").get(FORM).text
