"""What a browser of the tests sends with a form."""

from typing import Any

from werkzeug.datastructures import FileStorage, MultiDict
from werkzeug.test import stream_encode_multipart


def body_of(data: MultiDict[str, str] | None) -> dict[str, Any]:
    """Return what is sent; files are encoded in memory, because werkzeug leaves its temporary file open."""
    sent = [] if data is None else list(data.items(multi=True))
    if all(isinstance(value, str) for _, value in sent):
        return {"data": data}
    files = [(name, FileStorage(*value) if isinstance(value, tuple) else value) for name, value in sent]
    stream, length, boundary = stream_encode_multipart(MultiDict(files), use_tempfile=False)
    kind = f'multipart/form-data; boundary="{boundary}"'
    return {"input_stream": stream, "content_length": length, "content_type": kind}
