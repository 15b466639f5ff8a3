"""Repeated lines of the status update: one form each, named as the rules name their fields."""

from calendar import monthrange
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from wtforms import Form

from vrs_tracker.domain.history_rules import display
from vrs_tracker.domain.inputs.parts import SENTENCE_LIMIT
from vrs_tracker.domain.inputs.progress import (
    SHIFT_NOTE_LIMIT,
    IndicatorInput,
    MilestoneInput,
    RatingInput,
    RiskInput,
    StepInput,
)
from vrs_tracker.domain.notation import month_year
from vrs_tracker.domain.statements import Proposals
from vrs_tracker.domain.updates import STEP_LIMIT
from vrs_tracker.domain.vocabulary.progress import (
    Dimension,
    IndicatorKind,
    Light,
    RiskState,
    ShiftReason,
    TextSlot,
    Trend,
)
from vrs_tracker.features.progress.queries import risk_statement
from vrs_tracker.tables.progress import Milestone, Risk
from vrs_tracker.web.conflicts import VersionField
from vrs_tracker.web.fields import (
    CheckField,
    ChoiceField,
    CodeField,
    DateField,
    GermanField,
    HiddenField,
    Option,
    QuantityField,
    TextAreaField,
    TextField,
)

MONTHS_OFFERED = 24
RATED_AS = tuple(light for light in Light if light is not Light.UNKNOWN)


class Line(Form):
    """A line of the form; `seldom` are the fields that most updates leave alone."""

    seldom: tuple[str, ...] = ()

    @property
    def is_open(self) -> bool:
        """Whether something stands in the fields that are folded away, or is missing there."""
        return any(field.has_entry or field.errors for field in self._named(self.seldom))

    def _named(self, names: Iterable[str]) -> Iterator[GermanField]:
        for name in names:
            field = self[name]
            if isinstance(field, GermanField):
                yield field


class MilestoneLine(Line):
    """What is new about a milestone that is due or soon to come."""

    seldom = ("shift_reason", "shift_note")

    id = HiddenField("")
    version = VersionField()
    forecast = DateField("erwartet am")
    actual = DateField("erreicht am", hint="Leer, solange es nicht so weit ist.")
    shift_reason = CodeField("Grund der Verschiebung", ShiftReason)
    shift_note = TextField("Erläuterung in einem Satz", limit=SHIFT_NOTE_LIMIT)

    def to_input(self) -> MilestoneInput:
        """Return what was typed."""
        return MilestoneInput(
            id=_number(self.id.data),
            forecast=self.forecast.data,
            actual=self.actual.data,
            shift_reason=self.shift_reason.data,
            shift_note=self.shift_note.data,
            version=self.version.data,
        )

    def says_more_than(self, row: Milestone) -> bool:
        """Whether anything typed is not in the register yet."""
        typed = (self.forecast.data, self.actual.data, self.shift_reason.data, self.shift_note.data)
        return typed != (row.forecast_on, row.actual_on, row.shift_reason, row.shift_note)

    def both(self, row: Milestone) -> tuple[str, str]:
        """Tell what is stored and what was typed."""
        return (
            _told({"erwartet": row.forecast_on, "erreicht": row.actual_on}),
            _told({"erwartet": self.forecast.data, "erreicht": self.actual.data}),
        )


class IndicatorLine(Line):
    """The value of an indicator at the reference date."""

    kind = HiddenField("")
    actual = QuantityField("Stand zum Stichtag")
    is_estimated = CheckField("geschätzt")

    def to_input(self) -> IndicatorInput | None:
        """Return what was typed; None for a kind that does not exist."""
        kind = next((each for each in IndicatorKind if each.value == self.kind.data), None)
        if kind is None:
            return None
        return IndicatorInput(kind=kind, actual=self.actual.data, is_estimated=self.is_estimated.data)


class LightField(ChoiceField):
    """The light of a dimension; no entry follows the proposal."""

    few = 0


def follow_words(proposed: Light) -> str:
    """Say which light it is to leave the choice to the rules."""
    return f"wie vorgeschlagen: {proposed.label}"


class RatingLine(Line):
    """The light of one dimension with what it asks for."""

    seldom = ("deviation_reason", "measure", "measure_due", "options")

    dimension = HiddenField("")
    reported = LightField("Einschätzung", options=[Option(each.value, each.label) for each in RATED_AS])
    deviation_reason = TextAreaField(
        "Begründung",
        limit=SENTENCE_LIMIT,
        rows=2,
        hint="Warum weichen Sie vom Vorschlag ab? Der Grund steht im Bericht.",
    )
    measure = TextAreaField(
        "Gegenmaßnahme", limit=SENTENCE_LIMIT, rows=2, hint="Wer tut was bis wann? Ein Satz."
    )
    measure_due = DateField("Termin der Gegenmaßnahme", hint="Zum Beispiel 15.11.2026.")
    options = TextAreaField(
        "Wahlmöglichkeiten",
        limit=SENTENCE_LIMIT,
        rows=2,
        hint="Worüber ist zu entscheiden? Bei „kritisch“ nötig, auch wenn Sie eine Gegenmaßnahme nennen.",
    )

    def to_input(self, proposals: Proposals) -> RatingInput | None:
        """Return what was typed, with the proposal where nothing was chosen; None for no such dimension."""
        dimension = next((each for each in Dimension if each.value == self.dimension.data), None)
        if dimension is None:
            return None
        proposal = proposals[dimension]
        return RatingInput(
            dimension=dimension,
            proposed=proposal.light,
            proposal_reason=proposal.reason,
            reported=Light(self.reported.data) if self.reported.data else proposal.light,
            deviation_reason=self.deviation_reason.data,
            measure=self.measure.data,
            measure_due=self.measure_due.data,
            options=self.options.data,
        )

    @property
    def says_something(self) -> bool:
        """Whether anybody has rated or written anything here."""
        return any(field.has_entry for field in self._named(("reported", *self.seldom)))

    def follow(self, proposed: Light) -> None:
        """Name the proposal in the list."""
        self.reported.empty = follow_words(proposed)


SAME, CHANGED, SETTLED = "unveraendert", "geaendert", "erledigt"
RISK_ANSWERS = (Option(SAME, "unverändert"), Option(CHANGED, "geändert"), Option(SETTLED, "erledigt"))


class RiskLine(Line):
    """What is new about an open risk; what was typed counts even if nobody chose „geändert“."""

    id = HiddenField("")
    version = VersionField()
    answer = ChoiceField("Dieses Risiko ist", options=RISK_ANSWERS, default=SAME)
    trend = CodeField("Entwicklung", Trend)
    measure = TextAreaField("Gegenmaßnahme", limit=SENTENCE_LIMIT, rows=2)
    due = DateField("Termin der Gegenmaßnahme")

    def to_input(self, row: Risk) -> RiskInput:
        """Return the whole statement about the risk with what was typed."""
        known = risk_statement(row, version=self.version.data)
        return RiskInput(
            id=known.id,
            title=known.title,
            cause=known.cause,
            effect=known.effect,
            likelihood=known.likelihood,
            damage=known.damage,
            trend=self.trend.data or known.trend,
            measure=self.measure.data,
            responsible=known.responsible,
            due=self.due.data,
            state=self._state,
            is_public=known.is_public,
            withheld_reason=known.withheld_reason,
            version=known.version,
            provenance=known.provenance,
            source=known.source,
        )

    def says_more_than(self, row: Risk) -> bool:
        """Whether anything typed is not in the register yet."""
        typed = (self.trend.data or row.trend, self.measure.data, self.due.data)
        return self._state is RiskState.SETTLED or typed != (row.trend, row.measure, row.due_on)

    def both(self, row: Risk) -> tuple[str, str]:
        """Tell what is stored and what was typed."""
        typed = {"": self.trend.data, "Maßnahme": self.measure.data, "bis": self.due.data}
        return (
            _told({"": row.trend, "Maßnahme": row.measure, "bis": row.due_on, "Stand": row.state}),
            _told({**typed, "Stand": self._state}),
        )

    @property
    def _state(self) -> RiskState:
        return RiskState.SETTLED if self.answer.data == SETTLED else RiskState.OPEN


class StepLine(Line):
    """A step announced for the next half-year."""

    text = TextField("Schritt", limit=STEP_LIMIT)
    due = ChoiceField("bis", empty="Monat wählen")

    @property
    def is_empty(self) -> bool:
        """Whether the line says nothing."""
        return not self.text.has_entry and not self.due.data

    def to_input(self) -> StepInput:
        """Return what was typed; a month stands on its last day."""
        return StepInput(text=self.text.data, due=_last_day(self.due.data) if self.due.data else None)


class WithheldLine(Line):
    """Whether one text of the update must not become public."""

    seldom = ("reason",)

    slot = HiddenField("")
    is_withheld = CheckField("")
    reason = TextField("Warum nicht?", limit=SENTENCE_LIMIT)

    @property
    def text_slot(self) -> TextSlot | None:
        """The text that the line is about."""
        return next((each for each in TextSlot if each.value == self.slot.data), None)


def months_from(today: date, also: Sequence[date]) -> tuple[Option, ...]:
    """Return the months to choose from: two years from this month on, and those already chosen."""
    first = today.year * 12 + today.month - 1
    coming = {
        _month_code(date(index // 12, index % 12 + 1, 1)) for index in range(first, first + MONTHS_OFFERED)
    }
    codes = sorted(coming | {_month_code(day) for day in also})
    return tuple(Option(code, month_year(_last_day(code))) for code in codes)


def month_code(day: date | None) -> str:
    """Return the month of a day as an option's value."""
    return "" if day is None else _month_code(day)


def _month_code(day: date) -> str:
    return f"{day.year:04}-{day.month:02}"


def _last_day(code: str) -> date:
    year, month = int(code[:4]), int(code[5:])
    return date(year, month, monthrange(year, month)[1])


def _told(values: Mapping[str, object]) -> str:
    return ", ".join(f"{label} {display(value)}".strip() for label, value in values.items() if value)


def _number(text: str) -> int:
    """Return the id of a line; 0 stands for one that was tampered with, which no row has."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0  # noqa: PLR2004 - int32
