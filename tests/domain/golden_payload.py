"""The report behind the golden payload: the sample with every kind of value in it at least once.

`python -m tests.domain.golden_payload` writes the file anew; see golden/README.md for when that is right.
"""

from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

from tests.domain.report_values import (
    make_event,
    make_function,
    make_indicator,
    make_resolution,
    make_risk,
    make_step,
    make_update,
    millions,
    on,
    undated,
)
from tests.domain.sample_report import sample_report
from vrs_tracker.domain.facts.blocks import TrendPoint
from vrs_tracker.domain.facts.money import Finding
from vrs_tracker.domain.facts.network import (
    Cooperative,
    CooperativeContribution,
    CooperativeFact,
    CooperativeMember,
)
from vrs_tracker.domain.facts.withheld import WithheldElsewhere
from vrs_tracker.domain.payload import canonical_json, to_payload
from vrs_tracker.domain.periods import HalfYear
from vrs_tracker.domain.report import SCHEMA_VERSION, CommitteeReport
from vrs_tracker.domain.vocabulary.money import Provenance, RuleCode
from vrs_tracker.domain.vocabulary.people import OrganisationKind
from vrs_tracker.domain.vocabulary.programme import Field
from vrs_tracker.domain.vocabulary.progress import Light, StepOutcome
from vrs_tracker.domain.vocabulary.reporting import NarrativeSlot

GOLDEN = Path(__file__).parent / "golden" / f"report_v{SCHEMA_VERSION}.json"


def golden_report() -> CommitteeReport:
    """The sample, frozen as version 2, with at least one of everything a report can carry."""
    sample = sample_report()
    rich = replace(
        sample.blocks[4],
        aliases=("AI Transform",),
        partners=("Softwarezentrum",),
        fields=(Field.PRODUCTION,),
        functions=(make_function(),),
        risks=(make_risk(),),
        indicators=(make_indicator(), make_indicator(target=None, actual=Decimal("11.50"), previous=None)),
        trend=(TrendPoint(period=HalfYear(2025, 2), light=Light.ON_TRACK),),
        update=make_update(announced=(make_step(outcome=StepOutcome.DONE, outcome_note="im Mai"),)),
    )
    return replace(
        sample,
        version=2,
        frozen_at=datetime(2026, 8, 3, 8, 42, 7, tzinfo=UTC),
        contains_demo=True,
        blocks=(*sample.blocks[:4], rich, *sample.blocks[5:]),
        resolutions=(make_resolution(stated_amount=millions("13.20"), stated_is_approximate=True),),
        findings=(Finding(rule=RuleCode.EARMARKED_OVER_FRAME, sentence="Ein Befund.", entry=3),),
        events=(make_event(),),
        cooperative=_cooperative(),
        narratives=((NarrativeSlot.ASSESSMENT, "Die Geschäftsstelle ordnet ein: „planmäßig“."),),
        withheld_elsewhere=WithheldElsewhere(resolutions=1, events=2, happenings=0, texts=1),
    )


def _cooperative() -> Cooperative:
    return Cooperative(
        names=(("Genossenschaft in Gründung", on(2021, 2, 19)),),
        members=(
            CooperativeMember(
                name="Eine Stadt",
                kind=OrganisationKind.MUNICIPALITY,
                joined=undated(),
                left=None,
                share=Decimal("25000.00"),
                source_text="Beschluss",
                provenance=Provenance.ENTERED,
            ),
        ),
        contributions=(
            CooperativeContribution(
                payer="Eine Stadt",
                year=2023,
                amount=Decimal("82500.00"),
                is_ceiling=True,
                note="",
                source_text="Beschluss",
                provenance=Provenance.ENTERED,
            ),
        ),
        facts=(
            CooperativeFact(
                happened=on(2021, 2, 19),
                text="Gründungsversammlung",
                source_text="Niederschrift",
                provenance=Provenance.ENTERED,
            ),
        ),
    )


def golden_text() -> str:
    """The golden report as it is stored, with a line end."""
    return canonical_json(to_payload(golden_report())) + "\n"


if __name__ == "__main__":
    GOLDEN.write_text(golden_text(), encoding="utf-8")
