"""What the budget office need not type again when it takes a proposal over."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from vrs_tracker.domain.inputs.proposed_resolutions import NamedResolution, body_words, read_resolution
from vrs_tracker.domain.vocabulary.money import DatePrecision, Degree
from vrs_tracker.features.finance.queries.values import precise_day
from vrs_tracker.tables.actors import DecidingBody, Organisation
from vrs_tracker.tables.cofunding import ShareProposal
from vrs_tracker.tables.finance import Resolution
from vrs_tracker.trail.together import Question, ask_together

_ORGANISATIONS = Question(Organisation)
_BODIES = Question(DecidingBody)
_RESOLUTIONS = Question(Resolution)


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggested:
    """Rows that a proposal means, as far as they are recorded, and what it says of its resolution.

    `body_name` is the body to be recorded, empty if it is recorded already.
    """

    organisation_id: int | None
    resolution_id: int | None
    body_id: int | None
    body_name: str
    named: NamedResolution

    @property
    def has_body(self) -> bool:
        """Whether the body is recorded, or can be because its organisation is."""
        return self.body_id is not None or self.organisation_id is not None


def suggested_for(session: Session, row: ShareProposal) -> Suggested:
    """Find what the words of a proposal mean. One statement."""
    found = ask_together(session, (_ORGANISATIONS, _BODIES, _RESOLUTIONS))
    named = read_resolution(row.resolution_text)
    if named.decided is None and row.degree is Degree.DECIDED:
        named = NamedResolution(named.body, precise_day(row), named.number)
    payer = row.payer_name.strip().casefold()
    organisation = next((each for each in found.of(_ORGANISATIONS) if each.name.casefold() == payer), None)
    organisation_id = None if organisation is None else organisation.id
    body_id = _body(found.of(_BODIES), named.body.casefold(), organisation_id)
    return Suggested(
        organisation_id=organisation_id,
        resolution_id=_resolution(found.of(_RESOLUTIONS), named, body_id),
        body_id=body_id,
        body_name="" if body_id else body_words(named.body, organisation.name if organisation else ""),
        named=named,
    )


def _body(bodies: Iterable[DecidingBody], word: str, organisation_id: int | None) -> int | None:
    """Return the body of this name, else the only one of the organisation whose name begins with it."""
    if not word:
        return None
    exact = [each.id for each in bodies if word in {each.name.casefold(), each.short_name.casefold()}]
    own = [
        each.id
        for each in bodies
        if each.organisation_id == organisation_id and each.name.casefold().startswith(word)
    ]
    return _only(exact) or _only(own)


def _resolution(resolutions: Iterable[Resolution], named: NamedResolution, body_id: int | None) -> int | None:
    """Return the only resolution of this day that has the same body, or the number in its words."""
    decided = named.decided
    if decided is None or decided.precision is not DatePrecision.DAY:
        return None
    same_day = [
        each
        for each in resolutions
        if each.effective_on == decided.day and each.date_precision is DatePrecision.DAY
    ]
    by_number = [
        each.id for each in same_day if named.number and named.number in f"{each.document} {each.title}"
    ]
    return _only(by_number) or _only([each.id for each in same_day if body_id and each.body_id == body_id])


def _only(ids: Sequence[int]) -> int | None:
    return ids[0] if len(ids) == 1 else None
