"""What the product does, one package per feature.

Importing this imports no framework: the process that reads files of strangers starts with it each time.
"""

import importlib
import pkgutil
from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flask import Blueprint


def blueprints() -> "Iterator[Blueprint]":
    """Yield `bp` of every feature that has pages, by name; a feature joins the product by being there."""
    for feature in sorted(pkgutil.iter_modules(__path__), key=lambda found: found.name):
        package = importlib.import_module(f"{__name__}.{feature.name}")
        if any(module.name == "views" for module in pkgutil.iter_modules(package.__path__)):
            views = importlib.import_module(f"{package.__name__}.views")
            yield views.bp
