"""The JSON Schema of frozen reports: it says what the program writes and reads, and nothing else."""

import json
from copy import deepcopy
from pathlib import Path
from typing import Any, get_type_hints

import pytest
from hypothesis import HealthCheck, given, settings
from jsonschema import Draft202012Validator  # type: ignore[import-untyped] # it publishes no types

from tests.domain.chapters.full_report import full_report
from tests.domain.golden_payload import GOLDEN
from tests.domain.report_strategy import reports
from tests.domain.report_values import make_report
from tests.domain.sample_report import sample_report
from vrs_tracker.domain.field_meanings import CLASS_MEANINGS, FIELD_MEANINGS
from vrs_tracker.domain.json_schema import (
    SCHEMA_NAME,
    report_schema,
    report_schema_text,
    value_classes,
)
from vrs_tracker.domain.payload import PayloadError, canonical_json, from_payload, to_payload
from vrs_tracker.domain.report import SCHEMA_VERSION, CommitteeReport
from vrs_tracker.paths import PACKAGE

VALIDATOR = Draft202012Validator(report_schema())
FROZEN_BEFORE = sorted(GOLDEN.parent.glob("*.json"))
Payload = dict[str, Any]


def stored(report: CommitteeReport) -> Payload:
    payload: Payload = json.loads(canonical_json(to_payload(report)))
    return payload


def test_the_schema_is_one_of_draft_2020_12() -> None:
    Draft202012Validator.check_schema(report_schema())
    assert report_schema()["$schema"] == "https://json-schema.org/draft/2020-12/schema"


@settings(
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large], deadline=None, max_examples=30
)
@given(reports())
def test_whatever_is_frozen_fits_the_schema(report: CommitteeReport) -> None:
    assert list(VALIDATOR.iter_errors(stored(report))) == []


@pytest.mark.parametrize("report", [make_report(), sample_report(), full_report()])
def test_the_reports_of_the_tests_fit_the_schema(report: CommitteeReport) -> None:
    assert list(VALIDATOR.iter_errors(stored(report))) == []


@pytest.mark.parametrize("path", FROZEN_BEFORE, ids=lambda path: path.stem)
def test_reports_that_were_frozen_before_fit_the_schema(path: Path) -> None:
    assert list(VALIDATOR.iter_errors(json.loads(path.read_text("utf-8")))) == []


def _without_a_field(payload: Payload) -> None:
    del payload["blocks"][0]["name"]


def _with_another_field(payload: Payload) -> None:
    payload["blocks"][0]["ampelfarbe"] = "rot"


def _with_a_number_as_amount(payload: Payload) -> None:
    payload["entries"][0]["amount"] = 1250000.0


def _with_an_unknown_code(payload: Payload) -> None:
    payload["blocks"][0]["light"] = "purple"


def _with_a_date_as_people_write_it(payload: Payload) -> None:
    payload["as_of"] = "30.06.2026"


def _with_half_a_narrative(payload: Payload) -> None:
    payload["narratives"] = [["assessment"]]


def _with_a_truth_as_number(payload: Payload) -> None:
    payload["version"] = True


def _of_another_version(payload: Payload) -> None:
    payload["schema_version"] = SCHEMA_VERSION + 1


@pytest.mark.parametrize(
    "spoil",
    [
        *(_without_a_field, _with_another_field, _with_a_number_as_amount, _with_an_unknown_code),
        *(_with_a_date_as_people_write_it, _with_half_a_narrative, _with_a_truth_as_number),
        _of_another_version,
    ],
)
def test_what_the_program_refuses_the_schema_refuses(spoil: Any) -> None:  # noqa: ANN401 - one of the functions above
    payload = deepcopy(stored(full_report()))
    spoil(payload)
    assert not VALIDATOR.is_valid(payload)
    with pytest.raises(PayloadError):
        from_payload(SCHEMA_VERSION, payload)


@pytest.mark.parametrize("kind", dict.fromkeys(value_classes()), ids=lambda kind: kind.__name__)
def test_every_field_has_a_german_meaning(kind: type) -> None:
    assert CLASS_MEANINGS[kind]
    assert FIELD_MEANINGS[kind].keys() == get_type_hints(kind).keys()
    assert all(FIELD_MEANINGS[kind].values())


def test_two_classes_never_share_a_definition() -> None:
    names = [kind.__name__ for kind in {*value_classes()}]
    assert len(names) == len({*names})


def test_the_schema_in_the_documents_is_the_one_that_is_packed() -> None:
    """If this fails, write it anew: `vrs-tracker report schema > docs/bericht-schema-v1.json`."""
    assert (PACKAGE.parent / "docs" / SCHEMA_NAME).read_text("utf-8") == report_schema_text()
