"""What commitments rest on, in words: for whoever books, for the second person and for the report.

Every amount is written exactly, in millions only if two decimals hold it. So the figures of a sentence always
add up.
"""

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal

from vrs_tracker.domain.cover import Authority, Cover
from vrs_tracker.domain.notation import approximately, list_de
from vrs_tracker.domain.wording import amount_short, amount_words, sentence_start

_Say = Callable[[Decimal], str]


def on_line(line: str) -> str:
    """Begin a sentence that is about one Buchungsstelle; empty for the programme."""
    return f"Buchungsstelle {line}: " if line else ""


def grant_words(
    before: Cover,
    after: Cover,
    budget_year: int | None,
    *,
    has_rounded_releases: bool = False,
    has_rounded_grants: bool = False,
) -> str:
    """Say by how much a grant goes beyond what was available, and what that is made of."""
    is_rounded = has_rounded_releases or has_rounded_grants
    about = approximately if is_rounded else str
    new = after.committed - before.committed
    own = -after.available - max(Decimal(0), -before.available)
    covering = list(_covering(before, after))
    freed = after.released - before.released
    if freed > 0:
        covering.append(f"die Freigabe von {amount_short(freed)} dazukommt")
    despite = f", obwohl {list_de(covering)}" if covering else ""
    free = f" von {about(amount_short(before.available))}" if before.available > 0 else ""
    said = (
        f"Die Bewilligung von {amount_short(new)} übersteigt die verfügbaren Mittel{free} um "
        f"{about(amount_short(own))}{despite}."
    )
    if before.available < 0:
        said += f" Schon vorher fehlten {about(amount_short(-before.available))}."
    elif not free:
        said += " Verfügbar war schon vorher nichts."
    parts = made_of(
        before,
        amount_short,
        released=approximately if has_rounded_releases else str,
        committed=approximately if has_rounded_grants else str,
    )
    said += f" {parts}"
    is_opened = any(one.is_open for one in after.authority)
    if not any(_covering(before, after)) and (
        is_opened or any(one.year == budget_year for one in after.not_yet)
    ):
        said += f" {_not_covering(before, after, budget_year)}"
    return said


def taken_back_words(after: Cover) -> str:
    """Say what commitments lack once what they rest on is taken back."""
    lacking = amount_short(-after.available)
    return (
        f"Mit dieser Rücknahme übersteigen die Bewilligungen die verfügbaren Mittel um {lacking}. "
        f"{made_of(after, amount_short, sind='sind dann')}"
    )


def excess_words(cover: Cover, *, has_rounded_releases: bool, has_rounded_grants: bool) -> str:
    """Say in the report what commitments lack, with the same parts that whoever booked has read."""
    is_rounded = has_rounded_releases or has_rounded_grants
    lacking = amount_words(-cover.available, is_rounded=is_rounded)
    parts = made_of(
        cover,
        amount_words,
        released=approximately if has_rounded_releases else str,
        committed=approximately if has_rounded_grants else str,
    )
    return f"Die Bewilligungen übersteigen die verfügbaren Mittel um {lacking}. {parts}"


def made_of(
    cover: Cover,
    say: _Say,
    *,
    sind: str = "sind",
    released: Callable[[str], str] = str,
    committed: Callable[[str], str] = str,
) -> str:
    """Name the parts of what is available; those that do not apply are left out."""
    within = "davon " if not cover.covered and cover.committed <= cover.released else ""
    granted = (
        f"{within}bewilligt {committed(say(cover.committed))}" if cover.committed else "bewilligt nichts"
    )
    opened = f"{sind} {released(say(cover.released))}" if cover.released else "ist nichts"
    parts = [f"Freigegeben {opened}", granted]
    if cover.frozen:
        parts.append(f"durch Haushaltssperre angehalten {say(cover.frozen)}")
    if cover.covered:
        years = list_de([str(year) for year in sorted({one.year for one in cover.authority if one.covered})])
        parts.append(f"durch Verpflichtungsermächtigung für {years} gedeckt {say(cover.covered)}")
    return f"{', '.join(parts)}."


def _covering(before: Cover, after: Cover) -> Iterator[str]:
    """Yield each authorisation of which the grant takes something."""
    known = {(one.year, one.plan_year): one.covered for one in before.authority}
    for one in after.authority:
        takes = one.covered - known.get((one.year, one.plan_year), Decimal(0))
        if takes > 0:
            yield f"{_named(one)} davon {amount_short(takes)} deckt"


def _not_covering(before: Cover, after: Cover, budget_year: int | None) -> str:
    """Say why no authorisation on which new grants may rest covers anything of the grant."""
    opened = tuple(one for one in after.authority if one.is_open)
    own = next((one for one in opened if one.year == budget_year), None)
    later = next((one for one in after.not_yet if one.year == budget_year), None)
    if own is None and later is not None:
        return _do_not_apply((later,), _later_budget(later))
    if own is None:
        to_what = "keinem Haushaltsjahr" if budget_year is None else f"dem Haushaltsjahr {budget_year}"
        return _do_not_apply(opened, f"die Bewilligung {to_what} zugeordnet ist")
    used = next((one.covered for one in before.authority if one.is_open and one.year == budget_year), None)
    if used is not None and used >= own.authorised:
        return f"{sentence_start(_named(own))} ist schon ausgeschöpft."
    return _do_not_apply((own,), "sie für eine andere Buchungsstelle erteilt ist")


def _later_budget(one: Authority) -> str:
    """Say why an authorisation holds from a later year on only."""
    if one.is_named:
        return f"sie zum Haushalt {one.plan_year} gehört und erst {one.plan_year} gilt"
    return f"zu ihr kein Haushalt erfasst ist und sie deshalb erst {one.plan_year} gilt"


def no_budget_words(one: Authority) -> str:
    """Say of an authorisation without a recorded budget when it holds, and what can be done about it."""
    return (
        f"Zur Verpflichtungsermächtigung für {one.year} ist kein Haushalt erfasst; sie gilt deshalb nur "
        f"{one.plan_year}. Stimmt das nicht, nehmen Sie sie zurück und buchen Sie sie mit ihrem Haushalt neu."
    )


def _do_not_apply(authority: Sequence[Authority], reason: str) -> str:
    each = [f"für {one.year} von {amount_short(one.authorised)}" for one in authority]
    if len(each) == 1:
        return f"Die Verpflichtungsermächtigung {each[0]} gilt dafür nicht, weil {reason}."
    return f"Die Verpflichtungsermächtigungen {list_de(each)} gelten dafür nicht, weil {reason}."


def _named(one: Authority) -> str:
    return f"die Verpflichtungsermächtigung für {one.year} von {amount_short(one.authorised)}"
