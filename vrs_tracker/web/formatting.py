"""German notation as filters of the templates; the functions themselves stand in domain/notation.py."""

from flask import Flask

from vrs_tracker.domain import notation

FILTERS = (
    notation.euro,
    notation.rough_euro,
    notation.euro_plain,
    notation.million,
    notation.million_euro,
    notation.million_words,
    notation.signed_million,
    notation.percent,
    notation.number,
    notation.days,
    notation.number_word,
    notation.date_de,
    notation.date_long,
    notation.month_year,
    notation.datetime_de,
    notation.precise_date,
    notation.list_de,
    notation.quoted,
    notation.checksum_short,
)


def init_app(app: Flask) -> None:
    """Register every filter under the name of its function; `count_de` does not hide Jinja's own `count`."""
    for function in FILTERS:
        app.add_template_filter(function)
    app.add_template_filter(notation.count, "count_de")
