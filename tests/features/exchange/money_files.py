"""Files of amounts that tests send, and files that nobody should send."""

from collections.abc import Iterable, Sequence
from datetime import date
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import xlsxwriter

from tests.support.page_client import Page, PageClient

UPLOAD = "/finanzen/einlesen"
HEAD = ("Projekt", "Stufe", "Betrag", "Datum", "Buchungsstelle", "Beleg")
ROW = ("Reallabor", "bewilligt", "1.234,50", "14.03.2026", "0051.10", "Bescheid vom 14.03.2026")
CSV = "\n".join((";".join(HEAD), ";".join(ROW))).encode()


def csv_of(*rows: Sequence[str], head: Sequence[str] = HEAD) -> bytes:
    """Return a CSV as German programs write it."""
    return "\n".join(";".join(row) for row in (head, *rows)).encode()


def xlsx_of(rows: Iterable[Sequence[object]], *, sheet: str = "Buchungen") -> bytes:
    """Return a workbook of one sheet; dates are cells with the format of a date."""
    target = BytesIO()
    book = xlsxwriter.Workbook(target, {"in_memory": True, "default_date_format": "dd.mm.yyyy"})
    page = book.add_worksheet(sheet)
    for number, row in enumerate(rows):
        for column, value in enumerate(row):
            if isinstance(value, date):
                page.write_datetime(number, column, value)
            elif value != "":
                page.write(number, column, value)
    book.close()
    return target.getvalue()


def send(client: PageClient, content: bytes, *, name: str = "Buchungen.csv", status: int = 303) -> Page:
    """Send a file, as a browser does after it has fetched the page."""
    client.get(UPLOAD)
    fields = {"file": [(BytesIO(content), name)]}
    return client.post(UPLOAD, fields, status=status)  # type: ignore[arg-type] # Werkzeug's way of a file


def checked(client: PageClient, content: bytes, *, name: str = "Buchungen.csv") -> Page:
    """Send a file and return the page that says what was found."""
    return client.follow(send(client, content, name=name))


def packed(parts: dict[str, str | bytes]) -> bytes:
    """Return an archive of these parts."""
    target = BytesIO()
    with ZipFile(target, "w", ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return target.getvalue()


_OFFICE = "urn:oasis:names:tc:opendocument:xmlns:"
_ODS = (
    f'<office:document-content xmlns:office="{_OFFICE}office:1.0" xmlns:table="{_OFFICE}table:1.0" '
    f'xmlns:text="{_OFFICE}text:1.0"><office:body><office:spreadsheet><table:table table:name="Blatt 1">'
    "{rows}</table:table></office:spreadsheet></office:body></office:document-content>"
)


def ods_of(*rows: Sequence[str | float | date]) -> bytes:
    """Return an OpenDocument sheet with numbers and dates as LibreOffice stores them."""
    written = "".join(f"<table:table-row>{''.join(map(_ods_cell, row))}</table:table-row>" for row in rows)
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    manifest = (
        f'<manifest:manifest xmlns:manifest="{_OFFICE}manifest:1.0">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{kind}"/></manifest:manifest>'
    )
    content = _ODS.format(rows=written)
    return packed({"mimetype": kind, "content.xml": content, "META-INF/manifest.xml": manifest})


def _ods_cell(value: str | float | date) -> str:
    match value:
        case date():
            said = f'office:value-type="date" office:date-value="{value.isoformat()}"'
        case str():
            said = 'office:value-type="string"'
        case _:
            said = f'office:value-type="float" office:value="{value}"'
    return f"<table:table-cell {said}><text:p>{value}</text:p></table:table-cell>"


_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"


def bare_xlsx(rows: str, *, prolog: str = "", more: dict[str, bytes] | None = None) -> bytes:
    """Return a workbook whose sheet holds exactly this XML."""
    types = f'<Types xmlns="{_PACKAGE}/content-types"/>'
    relations = (
        '<Relationships xmlns="{package}/relationships">'
        '<Relationship Id="rId1" Type="{kind}" Target="{to}"/></Relationships>'
    )
    book = (
        f'<workbook xmlns="{_MAIN}" xmlns:r="{_RELATIONS}">'
        '<sheets><sheet name="Blatt 1" sheetId="1" r:id="rId1"/></sheets></workbook>'
    )
    sheet = f'{prolog}<worksheet xmlns="{_MAIN}"><sheetData>{rows}</sheetData></worksheet>'
    return packed(
        {
            "[Content_Types].xml": types,
            "_rels/.rels": relations.format(
                package=_PACKAGE, kind=f"{_RELATIONS}/officeDocument", to="xl/workbook.xml"
            ),
            "xl/workbook.xml": book,
            "xl/_rels/workbook.xml.rels": relations.format(
                package=_PACKAGE, kind=f"{_RELATIONS}/worksheet", to="worksheets/sheet1.xml"
            ),
            "xl/worksheets/sheet1.xml": sheet,
            **(more or {}),
        }
    )
