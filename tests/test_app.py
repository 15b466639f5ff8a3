"""The application as a whole: what it takes from its settings, what it costs a request."""

from inspect import iscoroutinefunction

from flask import Flask, request

from vrs_tracker.app import create_app
from vrs_tracker.config import Environment, Settings
from vrs_tracker.web.access import open_to_all


def make_app(proxies: int = 0) -> Flask:
    app = create_app(
        Settings(
            environment=Environment.PRODUCTION,
            database_url="sqlite://",
            secret_key="s" * 48,
            proxies=proxies,
        )
    )

    @app.get("/wer-fragt")
    @open_to_all
    def who_asks() -> str:
        return f"{request.remote_addr} {request.scheme}"

    return app


def test_ending_a_request_starts_no_thread() -> None:
    """Flask runs a coroutine at the end of a request in a thread of its own: 2 ms for nothing."""
    assert [f for f in make_app().teardown_appcontext_funcs if iscoroutinefunction(f)] == []


def test_what_a_proxy_says_counts_only_if_there_is_one() -> None:
    said = {"X-Forwarded-For": "192.0.2.7", "X-Forwarded-Proto": "https"}
    for proxies, answer in ((0, "127.0.0.1 http"), (1, "192.0.2.7 https")):
        assert make_app(proxies).test_client().get("/wer-fragt", headers=said).text == answer


def test_an_address_works_with_and_without_a_slash_at_its_end() -> None:
    browser = make_app().test_client()
    assert [browser.get(path).status_code for path in ("/wer-fragt", "/wer-fragt/")] == [200, 200]
