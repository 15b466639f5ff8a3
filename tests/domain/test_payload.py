import json
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings

from tests.domain.golden_payload import GOLDEN, golden_report, golden_text
from tests.domain.report_strategy import reports
from tests.domain.report_values import make_entry, make_report
from vrs_tracker.domain.payload import (
    PayloadError,
    canonical_json,
    checksum,
    from_json_types,
    from_payload,
    to_json_types,
    to_payload,
)
from vrs_tracker.domain.report import SCHEMA_VERSION, Change, CommitteeReport

Payload = dict[str, object]


def _stored(report: CommitteeReport) -> Payload:
    payload: Payload = json.loads(canonical_json(to_payload(report)))
    return payload


def _thaw(payload: Payload) -> CommitteeReport:
    return from_payload(SCHEMA_VERSION, payload)


@settings(
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large], deadline=None, max_examples=50
)
@given(reports())
def test_any_report_thaws_to_an_equal_one(report: CommitteeReport) -> None:
    assert _thaw(_stored(report)) == report


@settings(
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large], deadline=None, max_examples=50
)
@given(reports())
def test_a_thawed_report_freezes_to_the_same_text(report: CommitteeReport) -> None:
    text = canonical_json(to_payload(report))
    assert canonical_json(to_payload(_thaw(json.loads(text)))) == text


def test_the_golden_payload_is_written_as_ever() -> None:
    assert golden_text() == GOLDEN.read_text(encoding="utf-8"), (
        "The stored form of reports has changed. Read tests/domain/golden/README.md."
    )


def test_the_golden_payload_is_read_as_ever() -> None:
    assert _thaw(json.loads(GOLDEN.read_text(encoding="utf-8"))) == golden_report()


def test_a_report_from_before_the_changes_had_kinds_is_read_and_written_as_it_was() -> None:
    text = (GOLDEN.parent / "report_v1_before_kinds.json").read_text(encoding="utf-8")
    thawed = _thaw(json.loads(text))
    assert {change.kind for change in thawed.changes} == {None}
    assert canonical_json(to_payload(thawed)) + "\n" == text


def test_a_report_from_before_the_rest_was_counted_is_read_and_written_as_it_was() -> None:
    text = (GOLDEN.parent / "report_v1_before_counts.json").read_text(encoding="utf-8")
    thawed = _thaw(json.loads(text))
    assert thawed.withheld_elsewhere is None
    assert canonical_json(to_payload(thawed)) + "\n" == text


def test_a_count_of_nothing_is_stored_and_is_not_the_same_as_no_count() -> None:
    payload = _stored(make_report())
    assert payload["withheld_elsewhere"] == {"events": 0, "happenings": 0, "resolutions": 0, "texts": 0}
    assert "withheld_elsewhere" not in _stored(make_report(withheld_elsewhere=None))
    with pytest.raises(PayloadError, match="Stelle „withheld_elsewhere“: ist nicht bekannt"):
        _thaw({**payload, "withheld_elsewhere": None})


def test_a_kind_that_says_nothing_is_no_part_of_a_stored_change() -> None:
    change = to_json_types(Change(rank=1, block=None, sentence="Satz."))
    assert "kind" not in change
    with pytest.raises(PayloadError, match="Stelle „kind“: ist nicht bekannt"):
        from_json_types(Change, {**change, "kind": None})


def test_the_canonical_text_has_sorted_keys_no_spaces_and_german_letters() -> None:
    assert canonical_json({"b": "Größe", "a": [1, None]}) == '{"a":[1,null],"b":"Größe"}'


def test_the_checksum_is_the_sha_256_of_the_text() -> None:
    assert checksum("Größe") == "aedc3f80989a6546962705852b2f4a481dbd1e490760693525c3724bacab3f50"


def test_amounts_dates_moments_and_codes_are_stored_as_text() -> None:
    moment = datetime(2026, 8, 3, 10, 42, tzinfo=timezone(timedelta(hours=2)))
    payload = _stored(make_report(frozen_at=moment, entries=(make_entry(amount=Decimal("1E+3")),)))
    entries = payload["entries"]
    assert isinstance(entries, list)
    assert entries[0]["amount"] == "1000"
    assert entries[0]["effective"] == {"day": "2026-03-15", "precision": "day"}
    assert entries[0]["stage"] == "committed"
    assert payload["frozen_at"] == "2026-08-03T08:42:00+00:00"


def test_a_moment_without_time_zone_cannot_be_frozen() -> None:
    with pytest.raises(PayloadError, match="frozen_at"):
        to_payload(make_report(frozen_at=datetime(2026, 8, 3, 10, 42)))  # noqa: DTZ001 - the point of the test


def test_an_amount_that_is_no_number_cannot_be_frozen() -> None:
    with pytest.raises(PayloadError, match=r"entries\[0\]\.amount"):
        to_payload(make_report(entries=(make_entry(amount=Decimal("NaN")),)))


def test_another_schema_version_is_not_read() -> None:
    with pytest.raises(PayloadError, match="Fassung 99 ist diesem Programm nicht bekannt"):
        from_payload(99, _stored(make_report()))


def test_a_payload_of_another_version_than_stored_beside_it_is_not_read() -> None:
    with pytest.raises(PayloadError, match="Erwartet ist 1"):
        _thaw(_stored(replace(make_report(), schema_version=2)))


def test_a_missing_key_is_named() -> None:
    payload = _stored(make_report())
    del payload["number"]
    with pytest.raises(PayloadError, match="Stelle „number“: fehlt"):
        _thaw(payload)


def test_an_unknown_key_is_named() -> None:
    with pytest.raises(PayloadError, match="Stelle „extra“: ist nicht bekannt"):
        _thaw({**_stored(make_report()), "extra": 1})


@pytest.mark.parametrize(
    ("key", "value", "place"),
    [
        ("number", True, "number"),
        ("number", "5", "number"),
        ("as_of", "30.06.2026", "as_of"),
        ("as_of", "20260630", "as_of"),
        ("as_of", 0, "as_of"),
        ("frozen_at", "2026-08-03T08:42:00", "frozen_at"),
        ("frozen_at", "2026-08-03T10:42:00+02:00", "frozen_at"),
        ("period", {"year": 2026, "half": 3}, "period"),
        ("period", "2026-H1", "period"),
        ("blocks", {}, "blocks"),
        ("narratives", [["outlook"]], r"narratives\[0\]"),
        ("narratives", [["unheard_of", "Text"]], r"narratives\[0\]\[0\]"),
        ("motion", None, "motion"),
    ],
)
def test_a_value_of_the_wrong_kind_is_refused_with_its_place(key: str, value: object, place: str) -> None:
    with pytest.raises(PayloadError, match=f"Stelle „{place}"):
        _thaw({**_stored(make_report()), key: value})


@pytest.mark.parametrize("text", ["1,50", "1.5e3", "NaN", "Infinity", "", "١٢", "01.00", " 1.00"])
def test_an_amount_in_another_form_is_refused(text: str) -> None:
    payload = _stored(make_report(entries=(make_entry(),)))
    entries = payload["entries"]
    assert isinstance(entries, list)
    entries[0]["amount"] = text
    with pytest.raises(PayloadError, match=r"entries\[0\]\.amount"):
        _thaw(payload)


def test_other_values_than_reports_are_stored_in_the_same_form() -> None:
    entry = make_entry()
    assert from_json_types(type(entry), json.loads(json.dumps(to_json_types(entry)))) == entry
    with pytest.raises(PayloadError, match="Anfang"):
        from_json_types(type(entry), [])
