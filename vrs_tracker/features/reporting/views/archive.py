"""The archive package of a report: for everybody, and for those who may read the history."""

from collections.abc import Iterator
from contextlib import ExitStack
from hashlib import file_digest
from http import HTTPStatus
from tempfile import TemporaryFile
from typing import IO

from flask import Response, current_app, request
from flask.typing import ResponseReturnValue

from vrs_tracker.domain.policy import Action
from vrs_tracker.domain.report import CommitteeReport
from vrs_tracker.extensions import db, open_for_writing
from vrs_tracker.features.periods import queries as periods
from vrs_tracker.features.reporting import actions
from vrs_tracker.features.reporting.queries import shown
from vrs_tracker.features.reporting.views.blueprint import bp, readable
from vrs_tracker.features.reporting.writers import archive_name, write_archive
from vrs_tracker.tables.periods import ReportingPeriod
from vrs_tracker.web.access import open_to_all, person, requires
from vrs_tracker.web.edge import now

BYTES_AT_A_TIME = 64 * 1024
RETRIEVED = "Archivpaket der Fassung {version}"


@bp.get("/<code>/archiv.zip")
@open_to_all
def archive(code: str) -> ResponseReturnValue:
    """Serve the public package: what was handed out, its data, the protocol of its release."""
    period, _ = readable(code)
    target, report = _written(period, is_public=True)
    return _answer(target, archive_name(report, is_public=True))


@bp.post("/<code>/archiv-nichtoeffentlich")
@requires(Action.READ_HISTORY, begins_writing=False)
def nonpublic_archive(code: str) -> ResponseReturnValue:
    """Serve the package that also holds what is held back, and note in the history that it was fetched.

    It is posted because it writes. It tells reasons of the history, so it is for those who may read that.
    """
    period = periods.by_code(db.session, code)
    target, report = _written(period, is_public=False)
    with ExitStack() as unless_noted:
        unless_noted.callback(target.close)
        db.session.rollback()
        open_for_writing(db.session)
        period = periods.by_code(db.session, code)
        named = RETRIEVED.format(version=report.version)
        actions.note_retrieval(db.session, period, named, by=person(), now=now())
        db.session.commit()
        unless_noted.pop_all()
    answer = _answer(target, archive_name(report, is_public=False))
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _written(period: ReportingPeriod, *, is_public: bool) -> tuple[IO[bytes], CommitteeReport]:
    """Write the package to the disk: it may be big, and a slow reader must not hold the database."""
    target = TemporaryFile()  # noqa: SIM115 - it is closed when it is sent
    try:
        states = shown.readable_states(person())
        return target, write_archive(db.session, period, target, is_public=is_public, states=states)
    except BaseException:
        target.close()
        raise


def _answer(packed: IO[bytes], name: str) -> Response:
    size = packed.tell()
    packed.seek(0)
    tag = file_digest(packed, "sha256").hexdigest()  # type: ignore[arg-type] # a real file is one
    packed.seek(0)
    answer = current_app.response_class(_parts(packed), mimetype="application/zip")
    answer.headers.set("Content-Disposition", "attachment", filename=name)
    answer.content_length = size
    answer.set_etag(tag)
    answer.call_on_close(packed.close)
    answer.make_conditional(request)
    if answer.status_code == HTTPStatus.NOT_MODIFIED:
        packed.close()
    return answer


def _parts(packed: IO[bytes]) -> Iterator[bytes]:
    with packed:
        while part := packed.read(BYTES_AT_A_TIME):
            yield part
