"""Looking into a document: what it is, and whether it can be read aloud; nothing in it is run."""

from io import BytesIO

import pikepdf

from vrs_tracker.domain.evidence import (
    BROKEN,
    ENCRYPTED,
    PACKED,
    PDF,
    Examined,
    RefusedDocument,
    media_type_of,
)

MOST_PAGES = 200
"""Pages of a PDF that are looked at; text begins earlier."""


def look_into(content: bytes) -> Examined:
    """Find out what a document is; no page is drawn.

    Only for what we made ourselves: a stranger's document is looked at in a process of its own (`examine`).

    Raises:
        RefusedDocument: it is of another type, too large, broken, or would run something.
    """
    media_type = media_type_of(content)
    if media_type == PDF:
        return Examined(content, media_type, has_text=_has_text(content))
    return Examined(content, media_type, has_text=media_type in PACKED.values())


def _has_text(content: bytes) -> bool:
    """Whether any page of a PDF uses a font: the pages of a scan hold a picture and nothing else."""
    try:
        with pikepdf.open(BytesIO(content)) as document:
            pages = [document.pages[number] for number in range(min(len(document.pages), MOST_PAGES))]
            return any(_uses_font(page.resources) for page in pages)
    except pikepdf.PasswordError as error:
        raise RefusedDocument(ENCRYPTED) from error
    except (pikepdf.PdfError, ValueError, TypeError, RuntimeError) as error:
        raise RefusedDocument(BROKEN) from error


def _uses_font(resources: pikepdf.Object) -> bool:
    """Whether a font stands in these resources, or in those of a form drawn with them."""
    nothing = pikepdf.Dictionary()
    if len(resources.get("/Font", nothing)):
        return True
    drawn = resources.get("/XObject", nothing)
    return any(len(each.get("/Resources", nothing).get("/Font", nothing)) for _, each in drawn.items())
