"""Two stands to be compared, as an address asks for them: any days for staff, reports for everybody."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from vrs_tracker.domain.as_of import KNOWN, AsOf, read_day, read_wish
from vrs_tracker.domain.lists.comparison import (
    EARLIER_FIRST,
    FROM,
    NOT_OFFERED,
    SAME_STAND,
    UNTIL,
    Side,
    in_order,
)
from vrs_tracker.domain.periods import HalfYear
from vrs_tracker.domain.policy import Action, Thing, may
from vrs_tracker.domain.stands import NOT_OFFERED as NO_SUCH_STAND
from vrs_tracker.domain.stands import Stand, look_back
from vrs_tracker.features.periods.queries import half_year
from vrs_tracker.features.reporting.queries.report import report_as_of
from vrs_tracker.features.reporting.queries.shown import Reader, readable_states
from vrs_tracker.features.reporting.queries.snapshots import handed_out, thaw
from vrs_tracker.tables.reporting import Snapshot


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What the address says: both stands, and the day on which the days among them were known."""

    since: str
    until: str
    known: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """Two stands, the earlier one first, with what to say about them and the reports to choose from.

    `typed` is what stands in the fields, `wrong` what is said at those that could not be read.
    """

    old: Side
    new: Side
    notices: tuple[str, ...]
    typed: Mapping[str, str]
    wrong: Mapping[str, str]
    may_look_back: bool
    reports: tuple[HalfYear, ...]

    @property
    def errors(self) -> tuple[tuple[str, str], ...]:
        """What the summary above the form says, each with the field it leads to."""
        return tuple((f"feld-{word}", notice) for word, notice in self.wrong.items())


@dataclass(frozen=True, slots=True)
class _Wish:
    """The stand that a word of the address asks for, with what is said at the fields that were not read."""

    stand: Stand | None
    wrong: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class _Offer:
    """What this person may compare."""

    given: Mapping[HalfYear, Snapshot]
    may_look_back: bool


def compared_stands(session: Session, reader: Reader, asked: Asked) -> Compared | None:
    """Return the two stands that this person asks for, None where there are not yet two.

    Without a wish the newest report is compared with today, for those who see reports only with the one
    before. A day on which a report ends is that report for them.
    """
    reports = handed_out(session, readable_states(reader.person))
    offer = _Offer(
        {half_year(one.period): one for one in reports}, may(reader.person, Action.READ_LIVE, Thing())
    )
    default = _default(offer, reader)
    if default is None:
        return None
    texts = {FROM: asked.since, UNTIL: asked.until}
    wishes = {word: _wish(word, text, asked.known, offer, reader) for word, text in texts.items() if text}
    chosen = {
        word: found if (found := wishes[word].stand if word in wishes else None) else stand
        for word, stand in zip(texts, default, strict=True)
    }
    sides = [_side(session, stand, offer, reader) for stand in chosen.values()]
    old, new = in_order(*sides)
    unread = {word: texts[word] for word, one in wishes.items() if one.stand is None}
    return Compared(
        old=old,
        new=new,
        notices=tuple(_notices(old, new, is_turned=old is not sides[0], is_other=bool(unread))),
        typed={FROM: old.code, UNTIL: new.code, **unread},
        wrong={word: notice for one in wishes.values() for word, notice in one.wrong},
        may_look_back=offer.may_look_back,
        reports=tuple(offer.given),
    )


def _notices(old: Side, new: Side, *, is_turned: bool, is_other: bool) -> Iterator[str]:
    """Say why the two are not those asked for, and what is odd about them."""
    if is_other:
        yield NOT_OFFERED.format(f"{old.name} und {new.name}")
    elif is_turned:
        yield EARLIER_FIRST
    if old.stand == new.stand:
        yield SAME_STAND


def _default(offer: _Offer, reader: Reader) -> tuple[Stand, Stand] | None:
    reports = [Stand(half, half.code) for half in offer.given]
    if offer.may_look_back:
        today = look_back(AsOf(reader.today, reader.today))
        before = HalfYear.containing(reader.today).shifted(-1).as_of
        return (reports[0] if reports else look_back(AsOf(before, before))), today
    return (reports[1], reports[0]) if len(reports) > 1 else None


def _wish(word: str, text: str, known: str, offer: _Offer, reader: Reader) -> _Wish:
    """Return the stand that a word of the address asks for, None if it is not offered; a notice says why."""
    day = read_day(text)
    half = next((one for one in offer.given if text == one.code or _is_its_end(one, day, offer)), None)
    if half is not None:
        return _Wish(Stand(half, half.code))
    if not offer.may_look_back:
        return _Wish(None)
    wish = read_wish(text, known, today=reader.today)
    if wish.as_of is not None:
        return _Wish(look_back(wish.as_of), ((KNOWN, wish.notice),) if wish.notice else ())
    return _Wish(None, ((word, wish.notice or NO_SUCH_STAND),))


def _is_its_end(half: HalfYear, day: date | None, offer: _Offer) -> bool:
    return not offer.may_look_back and day == half.as_of


def _side(session: Session, stand: Stand, offer: _Offer, reader: Reader) -> Side:
    if stand.period is not None:
        return Side(stand, thaw(offer.given[stand.period]))
    assert stand.as_of is not None  # noqa: S101 - no other stand is made here
    report = report_as_of(session, stand.as_of, first_number=reader.first_number, is_alone=True)
    return Side(stand, report)
