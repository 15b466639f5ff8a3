"""The application: settings, database, web, features; the table of contents of a running product."""

from inspect import iscoroutinefunction

from flask import Flask
from jinja2 import StrictUndefined
from werkzeug.middleware.proxy_fix import ProxyFix

from vrs_tracker import features, web
from vrs_tracker.config import Settings
from vrs_tracker.extensions import db, prepare_engine
from vrs_tracker.web.headers import FormCookie


def create_app(settings: Settings | None = None) -> Flask:
    """Return the WSGI application for the given settings, else for those of the environment.

    Raises:
        SettingsError: the environment does not make sense.
    """
    settings = settings or Settings.from_environment()
    app = Flask("vrs_tracker", static_folder=None)
    app.config.from_mapping(
        SECRET_KEY=settings.secret_key,
        SQLALCHEMY_ENGINES={"default": settings.database_url},
        SESSION_COOKIE_NAME="formular",
        SESSION_COOKIE_SAMESITE="Lax",
        WTF_CSRF_TIME_LIMIT=None,  # a form may stay open over lunch; the key ends with the browser's session
        WTF_I18N_ENABLED=False,
    )
    app.json.ensure_ascii = False  # type: ignore[attr-defined] # an attribute of Flask's default provider
    app.jinja_options = {"trim_blocks": True, "lstrip_blocks": True, "undefined": StrictUndefined}
    app.session_interface = FormCookie()
    app.url_map.strict_slashes = False
    db.init_app(app)
    with app.app_context():
        prepare_engine(db.engine)
    # The extension would close asynchronous sessions too, in a new thread for each request; there are none.
    app.teardown_appcontext_funcs[:] = [
        f for f in app.teardown_appcontext_funcs if not iscoroutinefunction(f)
    ]
    web.init_app(app, settings)
    for blueprint in features.blueprints():
        app.register_blueprint(blueprint)
    if settings.proxies:
        count = settings.proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=count, x_proto=count, x_host=count)  # type: ignore[method-assign] # as Flask wraps applications
    return app
