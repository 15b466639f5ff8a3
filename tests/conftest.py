"""Fixtures for all tests; each plugin says what it gives."""

pytest_plugins = [
    "tests.support.postgres",
    "tests.support.databases",
    "tests.support.page_client",
    "tests.support.browser",
]
