"""What people type about municipalities, organisations and deciding bodies."""

from vrs_tracker.domain.inputs.actors import DecidingBodyInput, MunicipalityInput, OrganisationInput
from vrs_tracker.domain.inputs.parts import NAME_LIMIT, SENTENCE_LIMIT
from vrs_tracker.domain.vocabulary.people import OrganisationKind
from vrs_tracker.web.conflicts import VersionField
from vrs_tracker.web.fields import CodeField, TextField
from vrs_tracker.web.forms import PostForm
from vrs_tracker.web.record_fields import FoldedField, RowField

SOURCE_HINT = "Woher die Angabe stammt, zum Beispiel „Vorlage 024/2024“."


class MunicipalityForm(PostForm):
    """A municipality of the region."""

    ags = TextField(
        "Gemeindeschlüssel",
        limit=8,
        hint="Acht Ziffern; die ersten fünf sind die des Landkreises.",
        needed="Geben Sie den Gemeindeschlüssel ein.",
    )
    name = TextField("Name", limit=NAME_LIMIT, needed="Geben Sie den Namen der Gemeinde ein.")
    district = TextField("Landkreis", limit=NAME_LIMIT, needed="Geben Sie den Landkreis ein.")
    source = TextField("Quelle", limit=SENTENCE_LIMIT, hint=SOURCE_HINT)

    def to_input(self) -> MunicipalityInput:
        """Return what was typed."""
        return MunicipalityInput(
            ags=self.ags.data, name=self.name.data, district=self.district.data, source=self.source.data
        )


class OrganisationForm(PostForm):
    """An organisation, new or to be corrected."""

    version = VersionField()
    name = TextField("Name", limit=NAME_LIMIT, needed="Geben Sie den Namen der Organisation ein.")
    short_name = TextField("Kurzname", limit=NAME_LIMIT, hint="Wie die Organisation in Tabellen heißt.")
    kind = CodeField("Art", OrganisationKind, needed="Wählen Sie die Art.")
    municipality = FoldedField("Ort", empty="kein Ort angegeben")
    source = TextField("Quelle", limit=SENTENCE_LIMIT, hint=SOURCE_HINT)

    def to_input(self) -> OrganisationInput:
        """Return what was typed."""
        return OrganisationInput(
            name=self.name.data,
            short_name=self.short_name.data,
            kind=self.kind.data,
            municipality=self.municipality.data,
            source=self.source.data,
            version=self.version.data or 0,
        )


class DecidingBodyForm(PostForm):
    """A deciding body, new or to be corrected."""

    version = VersionField()
    name = TextField("Name", limit=NAME_LIMIT, needed="Geben Sie den Namen des Gremiums ein.")
    short_name = TextField("Kurzname", limit=NAME_LIMIT, hint="Wie das Gremium in Tabellen heißt.")
    organisation_id = RowField("Organisation", needed="Wählen Sie, zu wem das Gremium gehört.")
    note = TextField("Bemerkung", limit=SENTENCE_LIMIT)
    source = TextField("Quelle", limit=SENTENCE_LIMIT, hint=SOURCE_HINT)

    def to_input(self) -> DecidingBodyInput:
        """Return what was typed."""
        return DecidingBodyInput(
            name=self.name.data,
            short_name=self.short_name.data,
            organisation_id=self.organisation_id.data,
            note=self.note.data,
            source=self.source.data,
            version=self.version.data or 0,
        )
