"""A status update that is not filed yet, kept as typed: it may be incomplete, so it has no rows."""

import json

from vrs_tracker.domain.inputs.progress import StatusInput
from vrs_tracker.domain.payload import PayloadError, from_json_types, to_json_types


def write_draft(typed: StatusInput) -> str:
    """Return the draft as JSON in ASCII, so that any text can be stored."""
    return json.dumps(to_json_types(typed), sort_keys=True)


def read_draft(stored: str) -> StatusInput | None:
    """Return the draft; None if there is none or an earlier version of the program wrote it differently."""
    if not stored:
        return None
    try:
        return from_json_types(StatusInput, json.loads(stored))
    except PayloadError:
        return None
