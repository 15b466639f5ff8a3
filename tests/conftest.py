"""Fixtures for all tests; each plugin says what it gives."""

import os

from hypothesis import HealthCheck, settings

pytest_plugins = [
    "tests.support.postgres",
    "tests.support.databases",
    "tests.support.page_client",
    "tests.support.browser",
]

# Tests never time. Where a whole run decides about a landing, the same examples are tried each time.
settings.register_profile("here", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("ci", parent=settings.get_profile("here"), derandomize=True, print_blob=True)
settings.load_profile("ci" if os.environ.get("CI") else "here")
