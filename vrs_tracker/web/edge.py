"""What only views may ask for: settings, moment, day. Everything further in takes them as arguments."""

from datetime import date, datetime

from flask import Flask, current_app

from vrs_tracker.config import Settings

_KEY = "vrs_tracker.settings"


def keep_settings(app: Flask, settings: Settings) -> None:
    """Remember the settings for the views of this application."""
    app.extensions[_KEY] = settings


def settings() -> Settings:
    """Return the settings of the running application."""
    kept: Settings = current_app.extensions[_KEY]
    return kept


def now() -> datetime:
    """Return the moment in UTC; `VRS_TRACKER_TODAY` moves the day in the demo."""
    return settings().now()


def today() -> date:
    """Return the day in Berlin."""
    return settings().today()
