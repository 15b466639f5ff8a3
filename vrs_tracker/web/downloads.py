"""Every table of a page as a file: the page's own address with `tabelle=<name>&format=csv` or `xlsx`.

A view that draws tables asks once, before it renders, with the tables as it filtered and sorted them:

    if file := requested_file(report, tables, is_draft=shown.is_live):
        return file

The macro `table` of templates/macros/document.html then draws the links under these tables, and no others.
"""

from collections.abc import Iterable
from datetime import date
from urllib.parse import urlencode

from flask import Flask, g, make_response, request, stream_with_context
from werkzeug.wrappers import Response

from vrs_tracker.domain.attachments import table_csv
from vrs_tracker.domain.data_dictionary import column_entries
from vrs_tracker.domain.document import Table
from vrs_tracker.domain.errors import NotFound
from vrs_tracker.domain.listing import TypedTable
from vrs_tracker.domain.long_table import LongTable, csv_parts
from vrs_tracker.domain.report import CommitteeReport
from vrs_tracker.domain.sheets import (
    about,
    about_working_list,
    sheet_of,
    table_file_name,
    working_file_name,
)
from vrs_tracker.domain.table_columns import WORKING_RULE
from vrs_tracker.web.workbook import MOST_ROWS, XLSX, long_workbook, workbook

TABLE, FORMAT = "tabelle", "format"
FORMATS = {"csv": "CSV", "xlsx": "XLSX"}
NO_TABLE = "Diese Tabelle gibt es auf der Seite nicht, oder nicht in dieser Form."
TOO_LONG = "Eine Arbeitsmappe fasst so viele Zeilen nicht. Laden Sie die Tabelle als CSV herunter."
_CSV = "text/csv; charset=utf-8"
_OFFERED = "tables_as_files"


def init_app(app: Flask) -> None:
    """Give the templates `table_files`."""
    app.add_template_global(table_files)


def requested_file(
    report: CommitteeReport, tables: Iterable[Table | TypedTable], *, is_draft: bool
) -> Response | None:
    """Return the file that the address asks for, None if it asks for the page.

    NotFound for a table or a form that the page does not have. `is_draft` marks the file's name.
    """
    asked = _asked(tables)
    if asked is None:
        return None
    table, form = asked
    name = table_file_name(report, table, form, is_draft=is_draft)
    if form == "csv":
        return _csv(table, name, is_demo=report.contains_demo)
    definitions = column_entries(_printed(table))
    notes = about(report, table, _source())
    return file_answer(workbook(sheet_of(table), notes, definitions, as_of=report.as_of), XLSX, name)


def requested_working_file(
    tables: Iterable[Table | TypedTable], *, as_of: date, is_demo: bool
) -> Response | None:
    """Return the same for a list that belongs to no report, as it is on the given day."""
    asked = _asked(tables)
    if asked is None:
        return None
    table, form = asked
    name = working_file_name(table, form, as_of=as_of, is_demo=is_demo)
    if form == "csv":
        return _csv(table, name, is_demo=is_demo)
    notes = about_working_list(table, _source(), as_of=as_of, is_demo=is_demo)
    definitions = column_entries(_printed(table), untold_rule=WORKING_RULE)
    return file_answer(workbook(sheet_of(table), notes, definitions, as_of=as_of), XLSX, name)


def long_csv(table: LongTable, *, as_of: date) -> Response:
    """Send a long table while its rows are still being read: the head leaves at once."""
    parts = (part.encode() for part in csv_parts(table))
    answer = Response(stream_with_context(parts), content_type=_CSV)
    name = working_file_name(table, "csv", as_of=as_of, is_demo=table.is_demo)
    answer.headers.set("Content-Disposition", "attachment", filename=name)
    return answer


def long_xlsx(table: LongTable, *, as_of: date) -> Response:
    """Send a long table as a workbook; NotFound if it has more rows than a sheet holds."""
    if table.length > MOST_ROWS:
        raise NotFound(TOO_LONG)
    notes = about_working_list(table, _source(), as_of=as_of, is_demo=table.is_demo)
    name = working_file_name(table, "xlsx", as_of=as_of, is_demo=table.is_demo)
    return file_answer(long_workbook(table, notes, as_of=as_of), XLSX, name)


def _printed(table: Table | TypedTable) -> Table:
    return table.printed() if isinstance(table, TypedTable) else table


def _asked(tables: Iterable[Table | TypedTable]) -> tuple[Table | TypedTable, str] | None:
    """Return the table and the form of file that the address asks for; offer all tables to the macros."""
    offered = {table.name: table for table in tables}
    setattr(g, _OFFERED, frozenset(offered))
    if TABLE not in request.args:
        return None
    table, form = offered.get(request.args[TABLE]), request.args.get(FORMAT, "")
    if table is None or form not in FORMATS:
        raise NotFound(NO_TABLE)
    return table, form


def _csv(table: Table | TypedTable, name: str, *, is_demo: bool) -> Response:
    return file_answer(table_csv(table, is_demo=is_demo).encode(), _CSV, name)


def file_answer(content: bytes, kind: str, name: str, *, etag: str = "") -> Response:
    """Hand out a file to be saved under its name; the browser asks with the ETag whether its own is right."""
    answer = make_response(content)
    answer.content_type = kind
    answer.headers.set("Content-Disposition", "attachment", filename=name)
    if etag:
        answer.set_etag(etag)
    else:
        answer.add_etag()
    return answer.make_conditional(request)


def table_files(name: str) -> tuple[tuple[str, str], ...]:
    """Return the forms of this page's table with their addresses; none if the page does not offer it."""
    if name not in g.get(_OFFERED, frozenset()):
        return ()
    own = _own_words()
    return tuple(
        (label, f"{request.path}?{urlencode([*own, (TABLE, name), (FORMAT, form)])}")
        for form, label in FORMATS.items()
    )


def _own_words() -> list[tuple[str, str]]:
    return [(key, value) for key, value in request.args.items() if key not in {TABLE, FORMAT}]


def _source() -> str:
    words = urlencode(_own_words())
    return f"{request.base_url}?{words}" if words else request.base_url
