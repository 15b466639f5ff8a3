"""What people type about blocks and projects."""

from typing import Any

from wtforms import Form, FormField

from vrs_tracker.domain.errors import RuleViolations, Violation
from vrs_tracker.domain.facts.motion import Shares
from vrs_tracker.domain.inputs.indicators import TargetEdit, TargetInput
from vrs_tracker.domain.inputs.parts import BODY_LIMIT, NAME_LIMIT, SENTENCE_LIMIT, Correction
from vrs_tracker.domain.inputs.programme import (
    BaselineInput,
    BlockEdit,
    BlockInput,
    FunctionInput,
    FunctionStateInput,
    RenameInput,
    StateInput,
)
from vrs_tracker.domain.vocabulary.programme import BlockKind, BlockState, Field, FunctionState
from vrs_tracker.domain.vocabulary.progress import IndicatorKind
from vrs_tracker.web.conflicts import VersionField
from vrs_tracker.web.fields import (
    ChoicesField,
    CodeField,
    CountField,
    DateField,
    EuroField,
    Option,
    QuantityField,
    TextAreaField,
    TextField,
)
from vrs_tracker.web.forms import PostForm
from vrs_tracker.web.record_fields import LinesField, NamesField, RowField, RowsField

DATE_REASON = "Nur nötig, wenn sich ein Termin um mehr als 30 Tage verschiebt. Er steht im Verlauf."


class FactsForm(PostForm):
    """What can be said about a block at any time."""

    subtitle = TextField("Untertitel", limit=SENTENCE_LIMIT, hint="Was der Baustein ist, in wenigen Worten.")
    description = TextAreaField("Beschreibung", limit=BODY_LIMIT, rows=6)
    lead_id = RowField("Träger", empty="keine Angabe")
    owner_role = TextField("zuständig", limit=NAME_LIMIT, hint="Eine Rolle, kein Name.")
    towns = NamesField("Orte", rows=3, hint="Eine Gemeinde je Zeile. Die erste steht hinter dem Namen.")
    partner_ids = RowsField("Partner")
    fields = ChoicesField("Einsatzfelder", options=[Option(code.value, code.label) for code in Field])
    aliases = LinesField(
        "andere Schreibweisen", rows=3, hint="Eine je Zeile. Groß und klein, I und l zählen nicht."
    )
    planned_start = DateField("geplanter Beginn")
    planned_end = DateField("geplantes Ende")
    forecast_start = DateField("erwarteter Beginn")
    forecast_end = DateField("erwartetes Ende")
    source = TextField("Quelle", limit=SENTENCE_LIMIT, hint="Woher die Angaben stammen.")

    def facts(self) -> dict[str, Any]:
        """Return what was typed, by the names of `BlockFacts`."""
        plain = ("subtitle", "description", "lead_id", "owner_role")
        dates = ("planned_start", "planned_end", "forecast_start", "forecast_end")
        return {
            **{name: self[name].data for name in (*plain, *dates)},
            "towns": self.towns.keys,
            "partner_ids": self.partner_ids.ids,
            "fields": tuple(Field(value) for value in self.fields.data),
            "aliases": self.aliases.lines,
            "source": self.source.data,
        }


class BaselineForm(Form):
    """A row of the motion's table."""

    printed_name = TextField("Name in der Tabelle", limit=NAME_LIMIT, hint="Leer: ohne eigene Zeile.")
    regional = EuroField("Förderung regional")
    municipal = EuroField("Eigenanteil kommunal")
    private = EuroField("Eigenanteil privat", hint="Eine leere Zelle im Antrag bleibt hier leer.")


class BlockForm(FactsForm):
    """A new block or project."""

    kind = CodeField(
        "Art", BlockKind, needed="Wählen Sie, was Sie erfassen.", default=BlockKind.FURTHER_PROJECT
    )
    name = TextField(
        "Name",
        limit=NAME_LIMIT,
        needed="Geben Sie den Namen ein.",
        hint="Aus ihm entsteht die Adresse der Seite.",
    )
    number = CountField("Nummer", hint="Leer: die nächste freie.")
    state = CodeField("Stand", BlockState, needed="Wählen Sie den Stand.", default=BlockState.NOT_DOCUMENTED)
    state_reason = TextField("Grund für den Stand", limit=SENTENCE_LIMIT)
    functions = LinesField("zugesagte Funktionen", rows=5, hint="Was zugesagt ist, eines je Zeile.")
    baseline = FormField(BaselineForm)

    def show(self, broken: RuleViolations) -> None:
        """Put what is wrong with one of the functions at their common field."""
        super().show(RuleViolations(map(_at_functions, broken.violations)))

    def to_input(self) -> BlockInput:
        """Return what was typed; a row of the motion's table is there when it has a name."""
        row = self.baseline.form
        shares = Shares(regional=row.regional.data, municipal=row.municipal.data, private=row.private.data)
        has_row = row.printed_name.has_entry or any(
            amount is not None for amount in (shares.regional, shares.municipal, shares.private)
        )
        return BlockInput(
            **self.facts(),
            kind=self.kind.data,
            name=self.name.data,
            number=self.number.data,
            state=self.state.data,
            state_reason=self.state_reason.data,
            functions=tuple(FunctionInput(text=line) for line in self.functions.lines),
            baseline=BaselineInput(printed_name=row.printed_name.data, shares=shares) if has_row else None,
            post_key=self.post_key.data,
        )


def _at_functions(violation: Violation) -> Violation:
    is_function = violation.field.startswith("functions-")
    return Violation("functions", violation.message) if is_function else violation


class BlockEditForm(FactsForm):
    """Corrected facts of a block."""

    version = VersionField()
    reason = TextField("Grund der Änderung", limit=SENTENCE_LIMIT, hint=DATE_REASON)

    def to_input(self) -> BlockEdit:
        """Return what was typed."""
        return BlockEdit(**self.facts(), reason=self.reason.data, version=self.version.data or 0)


class StateForm(PostForm):
    """A new state of a block."""

    version = VersionField()
    state = CodeField("Stand", BlockState, needed="Wählen Sie den Stand.")
    reason = TextAreaField(
        "Grund",
        limit=SENTENCE_LIMIT,
        rows=3,
        needed="Nennen Sie den Grund für den Stand; er steht im Bericht.",
        hint="Ein Satz; er steht im Bericht.",
    )

    def to_input(self) -> StateInput:
        """Return what was typed."""
        return StateInput(state=self.state.data, reason=self.reason.data, version=self.version.data or 0)


class RenameForm(PostForm):
    """A new name of a block."""

    version = VersionField()
    name = TextField("Neuer Name", limit=NAME_LIMIT, needed="Geben Sie den neuen Namen ein.")
    reason = TextField("Grund", limit=SENTENCE_LIMIT, needed="Nennen Sie den Grund für den neuen Namen.")

    def to_input(self) -> RenameInput:
        """Return what was typed."""
        return RenameInput(name=self.name.data, reason=self.reason.data, version=self.version.data or 0)


class FunctionStateForm(PostForm):
    """What became of a promised function."""

    version = VersionField()
    state = CodeField("Stand", FunctionState, needed="Wählen Sie den Stand.")
    note = TextAreaField(
        "Erläuterung", limit=SENTENCE_LIMIT, rows=3, hint="Steht im Bericht neben der Funktion."
    )
    reason = TextField("Grund der Änderung", limit=SENTENCE_LIMIT, hint="Nur nötig ohne Erläuterung.")

    def to_input(self) -> FunctionStateInput:
        """Return what was typed."""
        return FunctionStateInput(
            state=self.state.data,
            note=self.note.data,
            reason=self.reason.data,
            version=self.version.data or 0,
        )


class AgreedForm(PostForm):
    """What is agreed for an indicator."""

    baseline = QuantityField("Ausgangswert", hint="Der Wert, von dem aus gezählt wird. Leer: keine Angabe.")
    target = QuantityField("Ziel", hint="Leer: noch nicht vereinbart.")
    target_on = DateField("Ziel bis", hint="Der Tag, bis zu dem das Ziel erreicht sein soll.")
    source = TextField(
        "Quelle", limit=SENTENCE_LIMIT, hint="Wo es vereinbart ist, zum Beispiel „Zuwendungsbescheid, Nr. 3“."
    )

    def agreed(self) -> dict[str, Any]:
        """Return what was typed, by the names of `TargetInput`."""
        return {name: self[name].data for name in ("baseline", "target", "target_on", "source")}


class NewIndicatorForm(AgreedForm):
    """An indicator that a block begins to count, or takes up again."""

    kind = CodeField("Kennzahl", IndicatorKind, needed="Wählen Sie, was gezählt wird.")

    def to_input(self) -> TargetInput:
        """Return what was typed."""
        return TargetInput(**self.agreed())


class TargetForm(AgreedForm):
    """What is agreed anew for an indicator."""

    version = VersionField()
    reason = TextField(
        "Grund der Änderung",
        limit=SENTENCE_LIMIT,
        hint="Nur nötig, wenn sich etwas Vereinbartes ändert. Er steht im Verlauf.",
    )

    def to_input(self) -> TargetEdit:
        """Return what was typed."""
        return TargetEdit(**self.agreed(), reason=self.reason.data, version=self.version.data or 0)


class EndForm(PostForm):
    """The end of an indicator."""

    version = VersionField()
    reason = TextAreaField(
        "Grund",
        limit=SENTENCE_LIMIT,
        rows=3,
        needed="Nennen Sie den Grund, warum die Kennzahl endet; er steht im Verlauf.",
        hint="Ein Satz; er steht im Verlauf.",
    )

    def to_input(self) -> Correction:
        """Return what was typed."""
        return Correction(reason=self.reason.data, version=self.version.data or 0)
