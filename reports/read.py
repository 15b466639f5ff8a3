"""Read what a PDF tells of its origin: a program of its own, started by path, that imports pikepdf only.

It reads a PDF as bytes from standard input and writes JSON to standard output: `identifier` (hexadecimal),
`keywords`, `figures` (the JSON that is attached, or empty) and `pages` (a SHA-256 of the content of each).
The file may come from anybody: memory and time are limited, so that a small file that unpacks to a large one
ends this program and not the server. Exit code 0, or 1 if the file cannot be read.
"""

import json
import resource
import sys
from hashlib import sha256
from io import BytesIO

import pikepdf

MEMORY = 1024 * 1024 * 1024
SECONDS = 20


def main() -> int:
    """Read one file."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    try:
        with pikepdf.open(BytesIO(sys.stdin.buffer.read())) as document:
            found = {
                "identifier": _identifier(document),
                "keywords": _keywords(document),
                "figures": _figures(document),
                "pages": [_page(page) for page in document.pages],
            }
    except (pikepdf.PdfError, MemoryError, ValueError, RuntimeError, RecursionError):
        return 1
    sys.stdout.write(json.dumps(found))
    return 0


def _identifier(document: pikepdf.Pdf) -> str:
    """Return the first part of the trailer's /ID (ISO 32000-1, 14.4): it stays when a file is changed."""
    found = document.trailer.get("/ID")
    return bytes(found[0]).hex() if isinstance(found, pikepdf.Array) and len(found) else ""


def _keywords(document: pikepdf.Pdf) -> str:
    return str(document.docinfo.get("/Keywords", ""))


def _figures(document: pikepdf.Pdf) -> str:
    name = next((name for name in document.attachments if name.endswith(".json")), None)
    if name is None:
        return ""
    return document.attachments[name].get_file().read_bytes().decode(errors="replace")


def _page(page: pikepdf.Page) -> str:
    page.contents_coalesce()
    return sha256(page.Contents.read_bytes()).hexdigest() if "/Contents" in page else ""


if __name__ == "__main__":
    sys.exit(main())
