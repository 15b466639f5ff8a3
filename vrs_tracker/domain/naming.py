"""Names of blocks: how spellings are compared and how a name becomes an address (domain.md, T2 and T3)."""

import re
import unicodedata

SLUG_LIMIT = 76
"""Four characters less than the column holds, for the suffix of a second block of the same slug."""
RESERVED_SLUGS = frozenset({"neu"})
"""Words that are addresses of their own below /bausteine/."""

_SPELLED_OUT = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})
_NOT_IN_SLUG = re.compile(r"[^a-z0-9]+")


def fold(text: str) -> str:
    """Return the form in which spellings are compared: case, I against l and double spaces do not count."""
    folded = unicodedata.normalize("NFKC", text).casefold().replace("l", "i")
    return " ".join(folded.split())


def slug_of(name: str) -> str:
    """Return the address of a name, "Übergang für Käfer" as "uebergang-fuer-kaefer".

    Letters that are not Latin drop out; a name without any Latin letter or digit becomes "projekt".
    """
    lower = unicodedata.normalize("NFC", name).casefold().translate(_SPELLED_OUT)
    plain = "".join(char for char in unicodedata.normalize("NFKD", lower) if not unicodedata.combining(char))
    return _NOT_IN_SLUG.sub("-", plain).strip("-")[:SLUG_LIMIT].rstrip("-") or "projekt"


def free_slug(name: str, taken: frozenset[str]) -> str:
    """Return the slug of a name, numbered from 2 on when others have it already or it is a reserved word."""
    slug = slug_of(name)
    candidate, number = slug, 1
    while candidate in taken or candidate in RESERVED_SLUGS:
        number += 1
        candidate = f"{slug}-{number}"
    return candidate


def resolution_anchor(number: int) -> str:
    """Return the place of a resolution on the page of all resolutions."""
    return f"beschluss-{number}"


def resolution_address(number: int) -> str:
    """Return where a resolution is found that has no address of its own."""
    return f"/beschluesse/#{resolution_anchor(number)}"
