"""Forms of a single milestone, a single risk, the review of an update."""

from vrs_tracker.domain.inputs.parts import NAME_LIMIT, SENTENCE_LIMIT
from vrs_tracker.domain.inputs.progress import SHIFT_NOTE_LIMIT, MilestoneInput, RiskInput
from vrs_tracker.domain.vocabulary.progress import Level, RiskState, ShiftReason, Trend
from vrs_tracker.tables.progress import Milestone, Risk
from vrs_tracker.web.conflicts import VersionField
from vrs_tracker.web.fields import (
    CheckField,
    ChoiceField,
    CodeField,
    DateField,
    TextAreaField,
    TextField,
)
from vrs_tracker.web.forms import PostForm

WHY_WITHHELD = "Zum Beispiel laufende Verhandlungen."


class NewMilestoneForm(PostForm):
    """A milestone with its first plan."""

    title = TextField(
        "Meilenstein",
        limit=NAME_LIMIT,
        needed="Nennen Sie das Ereignis, an dem man den Meilenstein erkennt.",
        hint="Ein Ereignis, das man feststellen kann, zum Beispiel Mietvertrag unterschrieben.",
    )
    baseline = DateField(
        "ursprünglich geplant",
        needed="Nennen Sie den ersten geplanten Termin.",
        hint="Der erste Plan bleibt danach unverändert. Zum Beispiel 31.12.2026.",
    )
    forecast = DateField(
        "erwartet am", hint="Nur, wenn er schon jetzt zu einem anderen Termin erwartet wird."
    )
    is_withheld = CheckField("Dieser Meilenstein darf nicht öffentlich werden")
    withheld_reason = TextField("Warum nicht?", limit=SENTENCE_LIMIT, hint=WHY_WITHHELD)

    def to_input(self) -> MilestoneInput:
        """Return what was typed."""
        return MilestoneInput(
            title=self.title.data,
            baseline=self.baseline.data,
            forecast=self.forecast.data,
            is_public=not self.is_withheld.data,
            withheld_reason=self.withheld_reason.data,
            post_key=self.post_key.data,
        )


class MilestoneForm(PostForm):
    """What can be corrected about a milestone."""

    version = VersionField()
    title = TextField(
        "Meilenstein",
        limit=NAME_LIMIT,
        needed="Nennen Sie das Ereignis, an dem man den Meilenstein erkennt.",
    )
    forecast = DateField("erwartet am")
    actual = DateField("erreicht am", hint="Leer, solange der Meilenstein nicht erreicht ist.")
    shift_reason = CodeField("Grund der Verschiebung", ShiftReason, hint="Bei mehr als 30 Tagen.")
    shift_note = TextField("Erläuterung in einem Satz", limit=SHIFT_NOTE_LIMIT)
    is_withheld = CheckField("Dieser Meilenstein darf nicht öffentlich werden")
    withheld_reason = TextField("Warum nicht?", limit=SENTENCE_LIMIT, hint=WHY_WITHHELD)

    def to_input(self, milestone: Milestone) -> MilestoneInput:
        """Return what was typed."""
        return MilestoneInput(
            id=milestone.id,
            title=self.title.data.strip(),
            forecast=self.forecast.data,
            actual=self.actual.data,
            shift_reason=self.shift_reason.data,
            shift_note=self.shift_note.data,
            is_public=not self.is_withheld.data,
            withheld_reason=self.withheld_reason.data,
            version=self.version.data,
        )


def milestone_values(row: Milestone) -> dict[str, object]:
    """Return what the form of a milestone is filled from."""
    return {
        "version": row.version,
        "title": row.title,
        "forecast": row.forecast_on,
        "actual": row.actual_on,
        "shift_reason": row.shift_reason,
        "shift_note": row.shift_note,
        "is_withheld": not row.is_public,
        "withheld_reason": row.withheld_reason,
    }


class RiskForm(PostForm):
    """Everything about a risk."""

    version = VersionField()
    title = TextField(
        "Risiko",
        limit=NAME_LIMIT,
        needed="Geben Sie dem Risiko einen kurzen Namen.",
        hint="Zum Beispiel Baupreise.",
    )
    cause = TextAreaField(
        "Ursache", limit=SENTENCE_LIMIT, rows=2, needed="Nennen Sie die Ursache des Risikos."
    )
    effect = TextAreaField("Folge", limit=SENTENCE_LIMIT, rows=2, needed="Nennen Sie die Folge, die droht.")
    likelihood = CodeField("Wahrscheinlichkeit", Level, needed="Wählen Sie, wie wahrscheinlich das ist.")
    damage = CodeField("Schaden", Level, needed="Wählen Sie, wie groß der Schaden wäre.")
    trend = CodeField("Entwicklung", Trend, needed="Wählen Sie, wie sich das Risiko entwickelt.")
    measure = TextAreaField(
        "Gegenmaßnahme",
        limit=SENTENCE_LIMIT,
        rows=2,
        needed="Nennen Sie die Gegenmaßnahme: Wer tut was bis wann?",
        hint="Wer tut was bis wann?",
    )
    responsible = TextField(
        "zuständig",
        limit=NAME_LIMIT,
        needed="Nennen Sie die zuständige Stelle, keine Person.",
        hint="Eine Stelle oder Rolle, keine Person.",
    )
    due = DateField("Termin der Gegenmaßnahme", needed="Nennen Sie den Termin der Gegenmaßnahme.")
    is_withheld = CheckField("Dieses Risiko darf nicht öffentlich werden")
    withheld_reason = TextField("Warum nicht?", limit=SENTENCE_LIMIT, hint=WHY_WITHHELD)

    def to_input(self, risk: Risk | None = None) -> RiskInput:
        """Return what was typed; a known risk keeps its state unless the form asks for it."""
        return RiskInput(
            id=risk.id if risk else None,
            title=self.title.data,
            cause=self.cause.data,
            effect=self.effect.data,
            likelihood=self.likelihood.data,
            damage=self.damage.data,
            trend=self.trend.data,
            measure=self.measure.data,
            responsible=self.responsible.data,
            due=self.due.data,
            state=self.state_of(risk),
            is_public=not self.is_withheld.data,
            withheld_reason=self.withheld_reason.data,
            version=self.version.data,
            post_key=None if risk else self.post_key.data,
        )

    def state_of(self, risk: Risk | None) -> RiskState:
        """Return the state that the risk will have."""
        return risk.state if risk else RiskState.OPEN


class NewRiskForm(RiskForm):
    """A new risk of a block to be chosen."""

    block = ChoiceField("Baustein oder Projekt", needed="Wählen Sie, wozu das Risiko gehört.")


class KnownRiskForm(RiskForm):
    """A risk that is known, with its state and the reason for what moved far."""

    state = CodeField("Stand", RiskState, needed="Wählen Sie, ob das Risiko noch besteht.")
    reason = TextField(
        "Grund der Änderung",
        limit=SENTENCE_LIMIT,
        hint="Nur nötig, wenn der Termin sich um mehr als 30 Tage verschiebt. Der Grund steht im Verlauf.",
    )

    def state_of(self, risk: Risk | None) -> RiskState:  # noqa: ARG002 - here the form says it
        """Return the state chosen."""
        chosen: RiskState = self.state.data
        return chosen


def risk_values(row: Risk) -> dict[str, object]:
    """Return what the form of a risk is filled from."""
    names = ("title", "cause", "effect", "likelihood", "damage", "trend", "measure", "responsible", "state")
    return {name: getattr(row, name) for name in (*names, "version", "withheld_reason")} | {
        "due": row.due_on,
        "is_withheld": not row.is_public,
    }


class ReviewForm(PostForm):
    """The second person's answer; the button says which."""

    version = VersionField()
    reason = TextAreaField(
        "Was soll überarbeitet werden?",
        limit=SENTENCE_LIMIT,
        rows=3,
        depends=True,
        hint="Nur nötig, wenn Sie um Überarbeitung bitten. Zum Beispiel: Bitte Termin ergänzen.",
    )


class ReminderForm(PostForm):
    """Asks for a personal link; its one-time key keeps a repeated post from making a second one."""
