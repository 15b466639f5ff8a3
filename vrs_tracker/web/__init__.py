"""Everything between the browser and the features that belongs to no feature."""

from flask import Flask

from vrs_tracker.config import Settings
from vrs_tracker.paths import PACKAGE
from vrs_tracker.web import (
    access,
    document,
    downloads,
    edge,
    errors,
    form_secret,
    formatting,
    headers,
    layout,
    references,
    request_limits,
    static_files,
    tracing,
)


def init_app(app: Flask, settings: Settings) -> None:
    """Set up pages, guard and errors; the order of what happens before a view is the order of these lines."""
    edge.keep_settings(app, settings)
    errors.init_app(app)
    headers.init_app(app)
    formatting.init_app(app)
    document.init_app(app)
    downloads.init_app(app)
    references.init_app(app)
    tracing.init_app(app)
    layout.init_app(app)
    static_files.init_app(app, PACKAGE / "static")
    request_limits.init_app(app)
    access.init_app(app)
    form_secret.MaskedCSRFProtect().init_app(app)
    app.before_request(access.begin_writing)
