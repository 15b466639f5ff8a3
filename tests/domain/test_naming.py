"""Spellings of names and the addresses made from them (domain.md, T2 and T3)."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vrs_tracker.domain.naming import RESERVED_SLUGS, SLUG_LIMIT, fold, free_slug, slug_of


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("KI-XC", "ki-xc"),
        ("KI-ckstart", "ki-ckstart"),
        ("KI im Bau", "ki-im-bau"),
        ("mAIkerSpace", "maikerspace"),
        ("Gründerzentrum „KI“ für Größe & Maß", "gruenderzentrum-ki-fuer-groesse-mass"),
        ("Gru\N{COMBINING DIAERESIS}n", "gruen"),
        ("Café Ångström", "cafe-angstroem"),
        ("  -- ÄÖÜ --  ", "aeoeue"),
        ("人工智能", "projekt"),
        ("x" * 200, "x" * SLUG_LIMIT),
        ("a" * (SLUG_LIMIT - 1) + " b", "a" * (SLUG_LIMIT - 1)),
    ],
)
def test_a_name_makes_its_address(name: str, slug: str) -> None:
    assert slug_of(name) == slug


@given(st.text(max_size=300))
def test_every_name_makes_an_address_that_fits(name: str) -> None:
    assert re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*", slug_of(name))
    assert len(slug_of(name)) <= SLUG_LIMIT


@given(st.text(max_size=100), st.lists(st.text(max_size=5), max_size=5))
def test_a_free_address_is_free(name: str, others: list[str]) -> None:
    taken = frozenset(map(slug_of, [name, *others]))
    assert free_slug(name, taken) not in taken | RESERVED_SLUGS


@pytest.mark.parametrize(
    "spelling",
    [
        "mAIkerSpace",
        "mAlkerSpace",
        "MAIKERSPACE",
        " maikerspace\N{NO-BREAK SPACE}",
        "mA\N{FULLWIDTH LATIN SMALL LETTER L}kerSpace",
    ],
)
def test_case_and_the_likeness_of_capital_i_and_small_l_do_not_count(spelling: str) -> None:
    assert fold(spelling) == fold("mAIkerspace")


def test_different_names_stay_different() -> None:
    assert len({fold(name) for name in ("AIVision", "AITransform", "AI Transform", "AIExpress")}) == 4


@given(st.text(max_size=100))
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert fold(fold(text)) == fold(text)
