"""The worked examples of the domain handbook that concern the motion: E31, E32 and E33."""

import json
from functools import cache
from pathlib import Path
from typing import Any

_FILE = Path(__file__).parent / "worked_examples.json"


@cache
def example(number: str) -> dict[str, Any]:
    """One example with its `inputs` and `expected` values; amounts are texts with a decimal point."""
    examples = json.loads(_FILE.read_text(encoding="utf-8"))["examples"]
    found: dict[str, Any] = next(each for each in examples if each["id"] == number)
    return found
