"""The shape of the templates: they compile, name themselves, use what they import, and trust nothing."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from jinja2 import nodes

from tests.support.page_client import on_one_database
from vrs_tracker.paths import PACKAGE

FOLDER = PACKAGE / "templates"
ALL = sorted(path.relative_to(FOLDER).as_posix() for path in FOLDER.rglob("*.html"))
PAGES = [name for name in ALL if name != "layout.html" and "{% extends" in (FOLDER / name).read_text("utf-8")]
HEADING = re.compile(r"<h1[ >]|\bheading\(")
KEPT = "kept_page.html"
"""Puts into the frame what another page has drawn, its heading included."""


def parsed(app: Flask, name: str) -> nodes.Template:
    return app.jinja_env.parse((FOLDER / name).read_text("utf-8"))


def parents(app: Flask, name: str) -> list[nodes.Const]:
    found = [node.template for node in parsed(app, name).find_all(nodes.Extends)]
    return [template for template in found if isinstance(template, nodes.Const)]


def ancestry(app: Flask, name: str) -> Iterator[str]:
    """Yield the template and those it stands in, but not the frame itself."""
    yield name
    for parent in parents(app, name):
        if parent.value != "layout.html":
            yield from ancestry(app, parent.value)


@on_one_database
@pytest.mark.parametrize("name", ALL)
def test_a_template_compiles(application: Flask, name: str) -> None:
    assert application.jinja_env.get_template(name).name == name


@on_one_database
@pytest.mark.parametrize("name", [name for name in PAGES if name != KEPT])
def test_a_page_stands_in_the_frame_with_a_title_and_a_main_heading(application: Flask, name: str) -> None:
    chain = list(ancestry(application, name))
    blocks = {block.name for each in chain for block in parsed(application, each).find_all(nodes.Block)}
    text = "".join((FOLDER / each).read_text("utf-8") for each in chain)
    assert "layout.html" in [parent.value for each in chain for parent in parents(application, each)]
    assert {"title", "content"} <= blocks
    assert HEADING.search(text)


@on_one_database
@pytest.mark.parametrize("name", ALL)
def test_a_template_uses_every_macro_it_imports(application: Flask, name: str) -> None:
    tree = parsed(application, name)
    imported: set[str] = set()
    for node in tree.find_all(nodes.FromImport):
        imported |= {item if isinstance(item, str) else item[1] for item in node.names}
    used = {node.name for node in tree.find_all(nodes.Name)}
    assert imported - used == set()


@on_one_database
@pytest.mark.parametrize("name", ALL)
def test_a_template_never_switches_escaping_off(application: Flask, name: str) -> None:
    filters = {node.name for node in parsed(application, name).find_all(nodes.Filter)}
    assert filters & {"safe", "forceescape"} == set()
    assert "autoescape" not in (FOLDER / name).read_text("utf-8")


@on_one_database
@pytest.mark.parametrize("name", [name for name in ALL if name not in PAGES and name != "layout.html"])
def test_what_is_no_page_holds_macros_only(application: Flask, name: str) -> None:
    kinds = {type(node) for node in parsed(application, name).body}
    assert kinds <= {nodes.Macro, nodes.FromImport, nodes.Output}


@pytest.mark.parametrize("name", PAGES)
def test_a_page_draws_tables_and_fields_with_the_macros_only(name: str) -> None:
    """The macros always write caption, scope, label; a page of its own making might forget them."""
    text = (FOLDER / name).read_text("utf-8")
    own = re.findall(r"<(table|select|textarea|fieldset|label)\b|<input(?! type=\"hidden\")", text)
    assert own == []


@on_one_database
def test_every_macro_is_used_somewhere(application: Flask) -> None:
    called = "".join((FOLDER / name).read_text("utf-8") for name in ALL)
    defined = [
        macro.name
        for name in ALL
        if name.startswith("macros/")
        for macro in parsed(application, name).find_all(nodes.Macro)
    ]
    assert [name for name in defined if len(re.findall(rf"\b{name}\b", called)) < 2] == []


def test_every_class_is_styled() -> None:
    """A class without a rule is a word without meaning, most often a typing mistake."""
    static = PACKAGE / "static"
    sheets = [static / "app.css", static / "vendor/kern/kern.min.css", *(static / "css").glob("*.css")]
    styled = set(re.findall(r"\.([a-zA-Z][\w-]*)", "".join(path.read_text("utf-8") for path in sheets)))
    plain = re.compile(r'class="([^"{]*)(?:\{[^"]*)?"')
    used = {name: plain.findall((FOLDER / name).read_text("utf-8")) for name in ALL}
    unknown = {
        f"{name}: {word}"
        for name, values in used.items()
        for value in values
        for word in value.split()
        if word not in styled and not word.endswith(("--", "__"))
    }
    assert unknown == set()


def test_style_sheets_of_our_own_have_one_place() -> None:
    """The look of all pages in app.css, everything else beside it in css/."""
    assert [path.name for path in Path(PACKAGE / "static").glob("*.css")] == ["app.css"]
