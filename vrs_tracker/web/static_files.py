"""Style sheets and fonts, with a hash of their content in the address: browsers may keep them for ever.

One hash for all files: relative addresses inside the style sheets stay right. Served by WhiteNoise before the
application is asked. Files are sent compressed: those of others lie there so (`….css.gz`), our own texts are
compressed at the start and kept in memory.
"""

import gzip
from collections.abc import Mapping
from hashlib import sha256
from http import HTTPStatus
from io import BytesIO
from pathlib import Path
from wsgiref.headers import Headers

from flask import Flask
from whitenoise import WhiteNoise
from whitenoise.responders import Response, StaticFile

from vrs_tracker.web.headers import FOR_FILES

SERVED = frozenset({".css", ".js", ".svg", ".woff2", ".png", ".webp", ".ico"})
_TEXTS = frozenset({".css", ".js", ".svg"})
_ONE_YEAR = 31_536_000


class _PackedFile:
    """A text with its compressed form in memory, for browsers that take it."""

    def __init__(self, plain: StaticFile, content: bytes) -> None:
        self._plain = plain
        self._packed = gzip.compress(content, mtime=0)

    def get_response(self, method: str, request_headers: Mapping[str, str]) -> Response:
        """Answer as WhiteNoise does for a file, compressed if it is asked for as a whole."""
        answer = self._plain.get_response(method, request_headers)
        takes_it = "gzip" in request_headers.get("HTTP_ACCEPT_ENCODING", "")
        if answer.status != HTTPStatus.OK or not takes_it:
            return answer
        headers = Headers(list(answer.headers))
        headers["Content-Encoding"] = "gzip"
        headers["Content-Length"] = str(len(self._packed))
        if answer.file is not None:
            answer.file.close()
        return Response(answer.status, headers.items(), BytesIO(self._packed) if answer.file else None)


class _Server(WhiteNoise):  # type: ignore[misc] # WhiteNoise publishes no types
    def get_static_file(self, path: str, url: str, stat_cache: None = None) -> StaticFile | _PackedFile:
        """Keep the compressed form of a text in memory unless it lies beside it."""
        found = super().get_static_file(path, url, stat_cache)
        file = Path(path)
        if file.suffix not in _TEXTS or Path(f"{path}.gz").exists():
            return found
        return _PackedFile(found, file.read_bytes())


def init_app(app: Flask, folder: Path) -> None:
    """Serve `folder` below /static/<hash>/ and give templates `static("app.css")`."""
    files = [path for path in sorted(folder.rglob("*")) if path.suffix in SERVED]
    prefix = f"/static/{_fingerprint(folder, files)}/"
    server = _Server(
        app.wsgi_app,
        max_age=_ONE_YEAR,
        allow_all_origins=False,
        add_headers_function=_add_headers,
        immutable_file_test=lambda _path, _url: True,
    )
    for path in files:
        server.add_file_to_dictionary(prefix + path.relative_to(folder).as_posix(), str(path))
    app.wsgi_app = server  # type: ignore[method-assign] # Flask's documented way to wrap an application
    app.add_template_global(lambda name: prefix + name, "static")


def _fingerprint(folder: Path, files: list[Path]) -> str:
    digest = sha256()
    for path in files:
        digest.update(path.relative_to(folder).as_posix().encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def _add_headers(headers: Headers, path: str, _url: str) -> None:
    if Path(path).suffix in _TEXTS:
        headers["Vary"] = "Accept-Encoding"
    for name, value in FOR_FILES.items():
        headers[name] = value
