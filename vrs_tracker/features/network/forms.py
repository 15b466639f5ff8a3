"""What people type about network events and the cooperative."""

from vrs_tracker.domain.inputs.network import (
    ContributionInput,
    CooperativeFactInput,
    CooperativeNameInput,
    EventInput,
    LeavingInput,
    MemberInput,
)
from vrs_tracker.domain.inputs.parts import BODY_LIMIT, NAME_LIMIT, SENTENCE_LIMIT
from vrs_tracker.domain.vocabulary.reporting import EventKind
from vrs_tracker.web.conflicts import VersionField
from vrs_tracker.web.fields import CheckField, CodeField, CountField, EuroField, TextAreaField, TextField
from vrs_tracker.web.forms import PostForm
from vrs_tracker.web.record_fields import PreciseDateField, RowField, YearField

EVIDENCE_NEEDED = "Nennen Sie den Grund oder den Beleg."
DATE_NEEDED = "Geben Sie das Datum ein, oder schreiben Sie: unbekannt."
DATE_REASON = "Nur nötig, wenn sich ein Datum um mehr als 30 Tage verschiebt. Er steht im Verlauf."
MONEY_REASON = "Nur nötig, wenn sich ein Betrag ändert. Er steht im Verlauf."


def source_field() -> TextField:
    """Where a fact was read."""
    return TextField("Quelle", limit=SENTENCE_LIMIT, hint="Woher die Angabe stammt.")


def withheld_field() -> CheckField:
    """Public unless ticked."""
    return CheckField("Diese Angabe darf nicht öffentlich werden")


def withheld_reason_field() -> TextField:
    """Why something is withheld."""
    return TextField("Warum nicht?", limit=SENTENCE_LIMIT)


def reason_field(hint: str) -> TextField:
    """Why something changes."""
    return TextField("Grund der Änderung", limit=SENTENCE_LIMIT, hint=hint)


class EventForm(PostForm):
    """An activity of mandate 2."""

    version = VersionField()
    kind = CodeField("Art", EventKind, needed="Wählen Sie die Art.")
    title = TextField("Titel", limit=SENTENCE_LIMIT, needed="Geben Sie an, was stattgefunden hat.")
    happened = PreciseDateField("Datum", needed=DATE_NEEDED)
    participants = CountField("Teilnehmende", hint="Leer: keine Angabe.")
    outcome = TextAreaField("Ergebnis", limit=BODY_LIMIT, rows=4)
    is_withheld = withheld_field()
    withheld_reason = withheld_reason_field()
    source = source_field()
    reason = reason_field(DATE_REASON)

    def to_input(self) -> EventInput:
        """Return what was typed."""
        return EventInput(
            kind=self.kind.data,
            title=self.title.data,
            happened=self.happened.data,
            participants=self.participants.data,
            outcome=self.outcome.data,
            is_public=not self.is_withheld.data,
            withheld_reason=self.withheld_reason.data,
            source=self.source.data,
            reason=self.reason.data,
            version=self.version.data or 0,
            post_key=self.post_key.data,
        )


class MemberForm(PostForm):
    """A member of the cooperative."""

    version = VersionField()
    organisation_id = RowField("Organisation", needed="Wählen Sie die Organisation.")
    joined = PreciseDateField("Beitritt", needed=DATE_NEEDED)
    share = EuroField("Geschäftsanteil", hint="Leer: keine Angabe.")
    source = source_field()
    reason = reason_field(MONEY_REASON)

    def to_input(self) -> MemberInput:
        """Return what was typed."""
        return MemberInput(
            organisation_id=self.organisation_id.data,
            joined=self.joined.data,
            share=self.share.data,
            source=self.source.data,
            reason=self.reason.data,
            version=self.version.data or 0,
        )


class LeavingForm(PostForm):
    """The end of a membership."""

    version = VersionField()
    left = PreciseDateField("Austritt", hint="Leer: Die Organisation ist weiter Mitglied.")
    reason = TextField(
        "Grund oder Beleg", limit=SENTENCE_LIMIT, needed="Nennen Sie den Grund oder den Beleg."
    )

    def to_input(self) -> LeavingInput:
        """Return what was typed."""
        return LeavingInput(left=self.left.data, reason=self.reason.data, version=self.version.data or 0)


class ContributionForm(PostForm):
    """A contribution to the cooperative."""

    version = VersionField()
    payer_id = RowField("Zahlende Stelle", needed="Wählen Sie, wer zahlt.")
    amount = EuroField("Betrag", needed="Geben Sie den Betrag ein.")
    is_ceiling = CheckField("Höchstbetrag", hint="Der Beleg sagt „bis zu“.")
    year = YearField("Jahr", hint="Leer: jedes Jahr.")
    note = TextField("Bemerkung", limit=SENTENCE_LIMIT)
    source = source_field()
    reason = reason_field(MONEY_REASON)

    def to_input(self) -> ContributionInput:
        """Return what was typed."""
        return ContributionInput(
            payer_id=self.payer_id.data,
            amount=self.amount.data,
            is_ceiling=self.is_ceiling.data,
            year=self.year.data,
            note=self.note.data,
            source=self.source.data,
            reason=self.reason.data,
            version=self.version.data or 0,
            post_key=self.post_key.data,
        )


class CooperativeFactForm(PostForm):
    """A dated event of the cooperative."""

    version = VersionField()
    happened = PreciseDateField("Datum", needed=DATE_NEEDED)
    text = TextAreaField("Ereignis", limit=BODY_LIMIT, rows=4, needed="Geben Sie an, was geschehen ist.")
    is_withheld = withheld_field()
    withheld_reason = withheld_reason_field()
    source = source_field()
    reason = reason_field(DATE_REASON)

    def to_input(self) -> CooperativeFactInput:
        """Return what was typed."""
        return CooperativeFactInput(
            happened=self.happened.data,
            text=self.text.data,
            is_public=not self.is_withheld.data,
            withheld_reason=self.withheld_reason.data,
            source=self.source.data,
            reason=self.reason.data,
            version=self.version.data or 0,
            post_key=self.post_key.data,
        )


class CooperativeNameForm(PostForm):
    """A name of the cooperative."""

    version = VersionField()
    name = TextField("Name", limit=NAME_LIMIT, needed="Geben Sie den Namen der Genossenschaft ein.")
    since = PreciseDateField("seit", needed=DATE_NEEDED)
    source = source_field()
    reason = reason_field(DATE_REASON)

    def to_input(self) -> CooperativeNameInput:
        """Return what was typed."""
        return CooperativeNameInput(
            name=self.name.data,
            since=self.since.data,
            source=self.source.data,
            reason=self.reason.data,
            version=self.version.data or 0,
        )
