"""The archive package of a report: what lies in it under which name, and the files that list all others.

Everything in it is a function of what is stored, so the same report gives the same bytes at any time.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha512
from html import escape

from vrs_tracker.domain.attachments import attachments, entries_csv, entries_table, table_csv
from vrs_tracker.domain.data_dictionary import FileEntry, csvw_metadata, dictionary_table, file_entry
from vrs_tracker.domain.issue import demo_mark
from vrs_tracker.domain.json_schema import SCHEMA_NAME, report_schema_text
from vrs_tracker.domain.notation import NBSP, date_de, number
from vrs_tracker.domain.outline import document
from vrs_tracker.domain.release_protocol import Protocol, protocol_json, protocol_text
from vrs_tracker.domain.report import CommitteeReport
from vrs_tracker.domain.supplement import Supplement, supplement_file_name
from vrs_tracker.domain.vocabulary.reporting import PdfForm

CHECKSUMS = "SHA512SUMS"
README = "LIESMICH.txt"
PUBLIC_NOTE = "Dieses Paket ist öffentlich. Was nichtöffentlich ist, liegt nicht darin."
NONPUBLIC_NOTE = (
    "Nichtöffentlich. Dieses Paket enthält die nichtöffentlichen Angaben und die Gründe aus dem Verlauf. "
    "Geben Sie es nicht weiter."
)


@dataclass(frozen=True, slots=True)
class FileFormat:
    """A file format with its media type and its identifier in the PRONOM registry."""

    name: str
    media_type: str
    pronom: str


CSV = FileFormat("CSV", "text/csv", "x-fmt/18")
JSON = FileFormat("JSON", "application/json", "fmt/817")
TEXT = FileFormat("Text (UTF-8)", "text/plain", "x-fmt/111")
HTML = FileFormat("HTML 5", "text/html", "fmt/471")
_PDF_A2 = FileFormat("PDF/A-2a, PDF/UA-1", "application/pdf", "fmt/476")
PDF_FORMATS = {
    PdfForm.A3: FileFormat("PDF/A-3a, PDF/UA-1", "application/pdf", "fmt/479"),
    PdfForm.A2: _PDF_A2,
    PdfForm.NONPUBLIC: _PDF_A2,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchiveFile:
    """A file of the package; `path` is relative to its folder."""

    path: str
    title: str
    format: FileFormat
    content: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class PackedFile:
    """What the index says of a file that is packed already."""

    path: str
    title: str
    format: FileFormat
    size: int
    sha512: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PackageHead:
    """What every list of the package says first; `figures` is the SHA-256 of the frozen value."""

    title: str
    half_year: str
    as_of: date
    version: int
    publisher: str
    figures: str
    note: str
    is_public: bool

    @property
    def stand(self) -> str:
        """Reference date and Fassung."""
        return f"Stand {date_de(self.as_of)}, Fassung {self.version}"

    @property
    def openness(self) -> str:
        """Whether the package may be passed on, in words."""
        return PUBLIC_NOTE if self.is_public else NONPUBLIC_NOTE


def package_head(report: CommitteeReport, *, figures: str, publisher: str, is_public: bool) -> PackageHead:
    """Return the head of a frozen report's package."""
    return PackageHead(
        title=document(report).title,
        half_year=report.period.code,
        as_of=report.as_of,
        version=report.version,
        publisher=publisher,
        figures=figures,
        note=demo_mark(report),
        is_public=is_public,
    )


def packed(file: ArchiveFile) -> PackedFile:
    """Return what the index says of a file."""
    return PackedFile(
        path=file.path,
        title=file.title,
        format=file.format,
        size=len(file.content),
        sha512=sha512(file.content).hexdigest(),
    )


# ---------------------------------------------------------------- the files


def payload_path(report: CommitteeReport) -> str:
    """Return the place of the frozen value."""
    return f"daten/bericht-{report.period.code}.json"


def data_files(report: CommitteeReport, payload: str, *, publisher: str) -> Iterator[ArchiveFile]:
    """Yield the frozen value as it is stored, its schema, every table as CSV and their dictionary."""
    frozen = "Alle Angaben des Berichts, wie sie festgeschrieben sind"
    yield ArchiveFile(path=payload_path(report), title=frozen, format=JSON, content=payload.encode())
    schema = "Schema dazu (JSON Schema 2020-12) mit der Bedeutung jeder Angabe"
    yield ArchiveFile(
        path=f"daten/{SCHEMA_NAME}", title=schema, format=JSON, content=report_schema_text().encode()
    )
    yield from _table_files(report, publisher=publisher)


def _table_files(report: CommitteeReport, *, publisher: str) -> Iterator[ArchiveFile]:
    is_demo = report.contains_demo
    printed = document(report)
    described: list[FileEntry] = []
    for item, table in zip(attachments(report, printed), printed.tables(), strict=False):  # the JSON is left
        described.append(file_entry(item.name, table, is_demo=is_demo))
        yield _table_file(item.name, item.description, item.content)
    entries = entries_table(report)
    described.append(file_entry(f"{entries.name}.csv", entries, is_demo=is_demo))
    yield _table_file(f"{entries.name}.csv", entries.caption, entries_csv(report).encode())
    dictionary = dictionary_table(described)
    meaning = "Bedeutung, Einheit, Typ und Quelle jeder Spalte"
    content = table_csv(dictionary, is_demo=is_demo).encode()
    yield _table_file(f"{dictionary.name}.csv", f"{dictionary.caption}: {meaning}", content)
    metadata = csvw_metadata(
        described, title=f"Tabellen: {printed.title}", publisher=publisher, note=demo_mark(report)
    )
    yield ArchiveFile(
        path=f"tabellen/{dictionary.name}.json",
        title=f"{dictionary.caption} für Programme („CSV on the Web“)",
        format=JSON,
        content=metadata.encode(),
    )


def _table_file(name: str, title: str, content: bytes) -> ArchiveFile:
    return ArchiveFile(path=f"tabellen/{name}", title=title, format=CSV, content=content)


def protocol_files(protocol: Protocol) -> tuple[ArchiveFile, ...]:
    """Return the release protocol for people and for programs."""
    title = "Freigabeprotokoll: wer den Bericht wann festgeschrieben und ausgegeben hat"
    text, data = protocol_text(protocol), protocol_json(protocol)
    return (
        ArchiveFile(path="protokoll/freigabeprotokoll.txt", title=title, format=TEXT, content=text.encode()),
        ArchiveFile(
            path="protokoll/freigabeprotokoll.json",
            title="Freigabeprotokoll für Programme",
            format=JSON,
            content=data.encode(),
        ),
    )


def supplement_files(supplement: Supplement, payload: str, content: bytes) -> tuple[ArchiveFile, ...]:
    """Return an Ergänzung to the report: the page and the value as they are stored."""
    stem = f"bericht-{supplement.half_year}-ergaenzung-{supplement.number}"
    return (
        ArchiveFile(
            path=f"pdf/{supplement_file_name(supplement, is_draft=False)}",
            title=supplement.name,
            format=PDF_FORMATS[PdfForm.A2],
            content=content,
        ),
        ArchiveFile(
            path=f"daten/{stem}.json",
            title=f"{supplement.name}, alle Angaben",
            format=JSON,
            content=payload.encode(),
        ),
    )


# ---------------------------------------------------------------- the lists


def index_files(head: PackageHead, files: Sequence[PackedFile], payload: str) -> tuple[ArchiveFile, ...]:
    """Return the lists of all files: for programs, for browsers, to be read; `payload` is a path."""
    contents = (
        ("index.json", "Verzeichnis für Programme", JSON, _index_json(head, files)),
        ("index.html", "Verzeichnis aller Dateien", HTML, _index_html(head, files)),
        (README, "Was in diesem Paket liegt", TEXT, _readme(head, payload)),
    )
    return tuple(
        ArchiveFile(path=path, title=title, format=kind, content=text.encode())
        for path, title, kind, text in contents
    )


def checksums(files: Sequence[PackedFile]) -> bytes:
    """Return the SHA-512 of every file in the form that `sha512sum -c` reads."""
    return "".join(f"{file.sha512}  {file.path}\n" for file in files).encode()


def _index_json(head: PackageHead, files: Sequence[PackedFile]) -> str:
    value = {
        "titel": head.title,
        "halbjahr": head.half_year,
        "stand": head.as_of.isoformat(),
        "fassung": head.version,
        "herausgeber": head.publisher,
        "oeffentlich": head.is_public,
        "hinweis": head.note,
        "sha256_der_zahlen": head.figures,
        "dateien": [
            {
                "datei": file.path,
                "titel": file.title,
                "format": file.format.name,
                "medientyp": file.format.media_type,
                "pronom": file.format.pronom,
                "byte": file.size,
                "sha512": file.sha512,
            }
            for file in files
        ],
    }
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


_HTML_HEAD = """<!DOCTYPE html>
<html lang="de">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Archivpaket: {title}</title>
<style>
:root {{ color-scheme: light dark; }}
body {{ font-family: sans-serif; line-height: 1.5; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }}
caption {{ font-weight: bold; text-align: left; }}
table {{ border-collapse: collapse; width: 100%; }}
th, td {{ border-bottom: 1px solid; padding: 0.4rem 1rem 0.4rem 0; text-align: left; vertical-align: top; }}
td:first-child {{ overflow-wrap: anywhere; }}
th:last-child, td:last-child {{ text-align: right; padding-right: 0; white-space: nowrap; }}
small, .format {{ display: block; }}
.format {{ white-space: nowrap; }}
</style>
</head>
<body>
<main>
"""


def _index_html(head: PackageHead, files: Sequence[PackedFile]) -> str:
    lines = [head.stand, f"Herausgeber: {head.publisher}", head.note, head.openness]
    rows = "".join(
        f'<tr><td><a href="{escape(file.path)}">{escape(file.title)}</a>'
        f"<small>{escape(file.path)}</small></td>"
        f'<td>{escape(file.format.name)} <span class="format">{escape(file.format.pronom)}</span></td>'
        f"<td>{number(file.size)}{NBSP}Byte</td></tr>\n"
        for file in files
    )
    return (
        _HTML_HEAD.format(title=escape(head.title))
        + f"<h1>Archivpaket: {escape(head.title).replace('. ', f'.{NBSP}')}</h1>\n"
        + "".join(f"<p>{escape(line)}</p>\n" for line in lines if line)
        + "<table>\n<caption>Dateien dieses Pakets</caption>\n<thead><tr>"
        + "".join(f'<th scope="col">{word}</th>' for word in ("Datei", "Format, Kennung", "Größe"))
        + f"</tr></thead>\n<tbody>\n{rows}</tbody>\n</table>\n"
        + f"<p>Die Prüfsumme (SHA-512) jeder Datei steht in {CHECKSUMS} und in index.json; wie Sie sie "
        + f'vergleichen und was die Kennung bedeutet, steht in <a href="{README}">{README}</a>.</p>\n'
        + "</main>\n</body>\n</html>\n"
    )


def _readme(head: PackageHead, payload: str) -> str:
    formats = {kind.name: kind for kind in (*PDF_FORMATS.values(), CSV, JSON, TEXT, HTML)}.values()
    lines = [
        f"Archivpaket: {head.title}",
        head.stand,
        f"Herausgeber: {head.publisher}",
        *([head.note] if head.note else []),
        head.openness,
        "",
        "Was darin liegt",
        "  pdf/        der Bericht, Byte für Byte wie ausgegeben, jede Ausgabe und jede Ergänzung",
        "  daten/      alle Angaben des Berichts, wie sie festgeschrieben sind, und ihr Schema",
        "  tabellen/   jede Tabelle des Berichts, alle Buchungen, das Datenlexikon",
        "  protokoll/  wer den Bericht wann festgeschrieben, zum Versand gegeben und veröffentlicht hat",
        "  index.html, index.json  jede Datei mit Inhalt, Format und Größe",
        f"  {CHECKSUMS}  Prüfsumme jeder Datei",
        "",
        "Was Sie prüfen können",
        "  1. Ob die Dateien unverändert sind: Öffnen Sie hier eine Befehlszeile und geben Sie ein:",
        f"     sha512sum -c {CHECKSUMS}",
        "     Unter Windows rechnet „certutil -hashfile DATEI SHA512“ die Prüfsumme einer einzelnen Datei.",
        f"  2. Ob die Zahlen die des gedruckten Berichts sind: Die SHA-256 der Datei {payload} ist",
        f"     {head.figures}",
        "     Ihre ersten acht Zeichen stehen am Fuß jeder Seite des Berichts.",
        "  3. Ob Angaben fehlen: Das Schema in daten/ verlangt jede Angabe und erlaubt keine andere.",
        "",
        "Wie Sie die Tabellen lesen",
        "  Semikolon zwischen den Spalten, Komma vor den Nachkommastellen, Zeichensatz UTF-8.",
        "  tabellen/datenlexikon.csv sagt zu jeder Spalte, was sie bedeutet.",
        "  Sie sind aus den festgeschriebenen Angaben gerechnet; wie sie gedruckt wurden, hängt am PDF.",
        "",
        "Formate mit ihrer Kennung im Verzeichnis PRONOM",
        *(f"  {kind.name}: {kind.pronom}" for kind in formats),
    ]
    return "\n".join(lines) + "\n"
