"""The last step of a print: the many small objects of the file become a few compressed streams."""

import re
from collections.abc import Iterator
from io import BytesIO
from zlib import compress

import pikepdf

_MOST_PADDING = 20
_DOUBTFUL, _BEGIN = b"\r\nendstream", b" 0 obj"
_PNG_UP, _ROW_IS_UP = 12, b"\x02"  # ISO 32000-1, 7.4.4.4


def packed_pdf(pdf: bytes) -> bytes:
    """Put the many small objects into compressed streams: less than half of the size.

    No stream may end in a carriage return: with the line feed before `endstream`, some validators take it
    for the end of the line and call the length wrong. It is chance, 1 in 256 for each stream.
    """
    with pikepdf.open(BytesIO(pdf)) as document:
        for number in _doubtful_objects(pdf):
            stream = document.get_object(number, 0)
            if isinstance(stream, pikepdf.Stream) and stream.read_raw_bytes().endswith(b"\r"):
                _encode_otherwise(stream)
        packed = _saved(document)
        for padding in range(_MOST_PADDING):
            if _DOUBTFUL not in packed:
                break
            # Another object renumbers the ones behind it and so changes every stream of objects.
            document.Root[f"/VRSTPadding{padding}"] = document.make_indirect(pikepdf.Dictionary())
            packed = _saved(document)
        return packed


def _doubtful_objects(pdf: bytes) -> Iterator[int]:
    """The numbers of the objects whose streams may end so; to ask each of thousands takes as long as to save.

    Read from the bytes: the last `7 0 obj` before the end of the stream.
    """
    for end in re.finditer(_DOUBTFUL, pdf):
        begin = pdf.rfind(_BEGIN, 0, end.start())
        if number := re.search(rb"\d+$", pdf[max(0, begin - 10) : begin]):
            yield int(number[0])


def _saved(document: pikepdf.Pdf) -> bytes:
    target = BytesIO()
    document.save(target, object_stream_mode=pikepdf.ObjectStreamMode.generate, deterministic_id=True)
    return target.getvalue()


def _encode_otherwise(stream: pikepdf.Stream) -> None:
    """Compress a stream as one row of a table that adds nothing to the row above it (PNG predictor "Up").

    The content stays the same; the mark of the row raises the last byte of the checksum by two.
    """
    content = stream.read_bytes()
    parameters = pikepdf.Dictionary(Predictor=_PNG_UP, Columns=len(content))
    stream.write(compress(_ROW_IS_UP + content), filter=pikepdf.Name.FlateDecode, decode_parms=parameters)


# ---------------------------------------------------------------- from a report to its PDF
