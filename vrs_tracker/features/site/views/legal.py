"""The pages that the law asks for."""

from flask import render_template

from vrs_tracker.features.site.views.blueprint import bp
from vrs_tracker.web.access import open_to_all
from vrs_tracker.web.edge import settings


@bp.get("/impressum")
@open_to_all
def imprint() -> str:
    """Say who offers this (§ 5 DDG, § 18 MStV)."""
    return render_template("site/imprint.html", settings=settings())


@bp.get("/datenschutz")
@open_to_all
def privacy() -> str:
    """Say which data is kept, what for and how long (Art. 13 DSGVO)."""
    return render_template("site/privacy.html", settings=settings())


@bp.get("/barrierefreiheit")
@open_to_all
def accessibility() -> str:
    """Declare how accessible this is, in the form of the state's model (§ 10 L-BGG, L-BGG-DVO)."""
    return render_template("site/accessibility.html", settings=settings())
