"""The Word file of a report; `web/word/` draws it."""

from collections.abc import Sequence

from vrs_tracker.domain.issue import DRAFT, demo_mark, footer, title_lines
from vrs_tracker.domain.outline import document
from vrs_tracker.domain.report import CommitteeReport
from vrs_tracker.domain.title_block import TitleBlock

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def working_copy(
    report: CommitteeReport, title_block: TitleBlock, pictures: Sequence[bytes], *, is_released: bool
) -> bytes:
    """Return the report for offices that have to paste from it.

    It holds what the public report holds; `pictures` are the charts of its document as PNG. A report that is
    not given to dispatch says „Entwurf“ too.
    """
    from vrs_tracker.web.word import WordHead, word_file  # noqa: PLC0415 - megabytes that only this file needs

    head = WordHead(
        issuer=title_block.issuer,
        lines=title_lines(title_block),
        foot=footer(report),
        marks=tuple(filter(None, ("" if is_released else DRAFT, demo_mark(report)))),
        as_of=report.as_of,
    )
    return word_file(document(report), head, pictures)
