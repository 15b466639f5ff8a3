"""The two pages on which a browser signs in."""

from flask import render_template

from vrs_tracker.features.accounts.forms import LinkForm, SignInForm


def sign_in_page(form: SignInForm, sentence: str = "") -> str:
    """Render the form for log-in and password; `sentence` says why it is shown."""
    return render_template("accounts/sign_in.html", form=form, sentence=sentence)


def paste_page(form: LinkForm, sentence: str = "") -> str:
    """Render the form into which somebody without an account pastes the personal link."""
    return render_template("accounts/paste_link.html", form=form, sentence=sentence)
