"""Style sheets and fonts, with a hash of their content in the address: browsers may keep them for ever.

One hash for all files: relative addresses inside the style sheets stay right. Served by WhiteNoise before the
application is asked; files that lie there precompressed (`….css.gz`) are sent compressed.
"""

from hashlib import sha256
from pathlib import Path
from wsgiref.headers import Headers

from flask import Flask
from whitenoise import WhiteNoise

from vrs_tracker.web.headers import FOR_FILES

SERVED = frozenset({".css", ".js", ".svg", ".woff2", ".png", ".ico"})
_ONE_YEAR = 31_536_000


def init_app(app: Flask, folder: Path) -> None:
    """Serve `folder` below /static/<hash>/ and give templates `static("app.css")`."""
    files = [path for path in sorted(folder.rglob("*")) if path.suffix in SERVED]
    prefix = f"/static/{_fingerprint(folder, files)}/"
    server = WhiteNoise(
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


def _add_headers(headers: Headers, _path: str, _url: str) -> None:
    for name, value in FOR_FILES.items():
        headers[name] = value
