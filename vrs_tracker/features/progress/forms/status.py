"""The form of a status update, fields 1 to 12 of users.md 4.4; its field names are those of the rules.

A line of the form stands for a milestone or risk that is known; only those that say something new enter the
statement. So the rules may count the lines differently: `show` puts their violations back where they belong.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeVar

from wtforms import Field, FieldList, FormField

from vrs_tracker.domain.errors import RuleViolations, Violation
from vrs_tracker.domain.inputs.parts import BODY_LIMIT, SENTENCE_LIMIT
from vrs_tracker.domain.inputs.progress import (
    MilestoneInput,
    RatingInput,
    RiskInput,
    StatusInput,
    StepInput,
    WithheldText,
)
from vrs_tracker.domain.notation import month_year, quoted
from vrs_tracker.domain.statements import Proposals
from vrs_tracker.domain.updates import ACHIEVED_LIMIT, DECISION_LIMIT, HEADLINE_LIMIT, NEXT_STEPS
from vrs_tracker.domain.vocabulary.progress import (
    Dimension,
    MessageSource,
    StepOutcome,
)
from vrs_tracker.features.progress.forms.lines import (
    IndicatorLine,
    MilestoneLine,
    RatingLine,
    RiskLine,
    StepLine,
    WithheldLine,
    months_from,
)
from vrs_tracker.features.progress.queries import FormState
from vrs_tracker.tables.progress import Milestone, NextStep, Risk
from vrs_tracker.web.conflicts import TwoVersions, VersionField
from vrs_tracker.web.fields import (
    CheckField,
    ChoiceField,
    CodeField,
    GermanField,
    Option,
    TextAreaField,
    TextField,
)
from vrs_tracker.web.forms import PostForm

Said = TypeVar("Said")

CHANGED, UNCHANGED = "ja", "nein"
YES, NO = "ja", "nein"
YES_OR_NO = (Option(NO, "Nein"), Option(YES, "Ja"))
OPTIONAL = frozenset({"message_note"})
"""Last parts of the names of fields that nobody has to fill in."""
ANNOUNCED = "Angekündigt war"
CONTRADICTION = (
    "Sie haben „Nein“ gewählt und doch etwas beschrieben. Wählen Sie „Ja“, oder leeren Sie das Feld."
)
WHICH_TEXTS = "Wählen Sie unten, welche Texte nicht öffentlich werden dürfen."
NAMED_BUT_PUBLIC = (
    "Sie haben „Nein“ gewählt und doch einen Text genannt. Wählen Sie „Ja“, oder nehmen Sie ihn heraus."
)
MOST_LINES = 60
"""More repeated lines than any block has; a post with more is cut off."""


class StatusForm(PostForm):
    """One update of one block; `bound_form` adds a field per announced step."""

    version = VersionField()
    nothing_changed = ChoiceField(
        "Hat sich seit dem letzten Bericht etwas geändert?",
        options=[Option(CHANGED, "Ja"), Option(UNCHANGED, "Nein, alles wie im letzten Bericht")],
        hint="„Nein“ ist eine vollständige Antwort. Fällige Meilensteine bestätigen Sie trotzdem unten.",
    )
    announced_rest = CheckField("Alle Schritte ohne Antwort laufen weiter")
    achieved = TextAreaField(
        "Was wurde erreicht?",
        limit=ACHIEVED_LIMIT,
        rows=4,
        hint=(
            "Zwei bis vier Sätze. Nur was seit dem letzten Stichtag geschehen ist. Zahlen und Daten statt "
            "Wertungen. Keine Namen von Personen."
        ),
    )
    milestones = FieldList(FormField(MilestoneLine), max_entries=MOST_LINES)
    indicators = FieldList(FormField(IndicatorLine), max_entries=MOST_LINES)
    money_changed = ChoiceField("Haben sich Kosten oder Anteile geändert?", options=YES_OR_NO, default=NO)
    money_change = TextAreaField(
        "Welcher Betrag, welcher Geldgeber, welcher Beschluss?",
        limit=SENTENCE_LIMIT,
        rows=2,
        hint="Die Haushaltsstelle prüft und bucht; Sie ändern hier keine Zahlen.",
    )
    ratings = FieldList(FormField(RatingLine), max_entries=MOST_LINES)
    risks = FieldList(FormField(RiskLine), max_entries=MOST_LINES)
    risks_checked = CheckField("Risiken geprüft")
    next_steps = FieldList(FormField(StepLine), max_entries=NEXT_STEPS)
    decision_needed = ChoiceField("Muss der Ausschuss etwas entscheiden?", options=YES_OR_NO, default=NO)
    decision = TextAreaField(
        "Worüber?",
        limit=DECISION_LIMIT,
        rows=3,
        hint="Beschreiben Sie die Wahlmöglichkeiten, nicht das gewünschte Ergebnis.",
    )
    headline = TextAreaField(
        "In einem Satz",
        limit=HEADLINE_LIMIT,
        rows=2,
        hint="Dieser Satz steht auf der ersten Seite des Berichts.",
    )
    withheld_needed = ChoiceField(
        "Gibt es Angaben, die nicht öffentlich werden dürfen?",
        options=YES_OR_NO,
        default=NO,
        hint="Zum Beispiel laufende Verhandlungen. Diese Teile erscheinen nicht im öffentlichen Bericht.",
    )
    withheld = FieldList(FormField(WithheldLine), max_entries=MOST_LINES)
    message_source = CodeField("Quelle der Meldung", MessageSource, default=MessageSource.SELF)
    message_note = TextField(
        "Von wem, wann?",
        limit=SENTENCE_LIMIT,
        hint="Zum Beispiel: im Namen der Projektleitung, telefonisch am 09.07.2026.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - WTForms' signature
        super().__init__(*args, **kwargs)
        self._titles: dict[str, str] = {}
        self._places: dict[str, list[int]] = {}

    def all_fields(self) -> Iterator[Field]:
        """Yield every field in the order of the page, announced steps after the first question."""
        fields = list(super().all_fields())
        announced = [field for field in fields if field.name.startswith("announced-")]
        for field in fields:
            if field not in announced:
                yield field
            if field is self.nothing_changed:
                yield from announced

    @property
    def summary(self) -> list[tuple[str, str]]:
        """Each message begins with the name of its field, so that a link says where it leads."""
        found = [("", message) for message in self.form_errors]
        for field in self.all_fields():
            found += [(field.id, f"{self.name_of(field)}: {message}") for message in field.errors]
        return found

    @property
    def steps_in_sight(self) -> Sequence[Field]:
        """The lines for steps up to the last one that says something, at least the first one."""
        return self.next_steps.entries[: self._last_step]

    @property
    def further_steps(self) -> Sequence[Field]:
        """The empty lines for steps behind those, which can be folded away."""
        return self.next_steps.entries[self._last_step :]

    @property
    def _last_step(self) -> int:
        said = [number for number, line in enumerate(self.next_steps, start=1) if not line.form.is_empty]
        return max(said, default=1)

    def name_of(self, field: Field) -> str:
        """Return what a field is called on the page, with the line in which it stands."""
        if field.name.startswith("announced-"):
            return ANNOUNCED
        line = self._titles.get(field.name.rpartition("-")[0], "")
        label = str(field.label.text).rstrip("?:")
        return f"{line}, {label}" if line and label else line or label

    def label_for_reading(self) -> None:
        """Call optional only what no answer makes necessary; for drawing, after all checks."""
        for field in self.all_fields():
            if isinstance(field, GermanField) and field.name.rpartition("-")[2] not in OPTIONAL:
                field.needed = field.needed or field.label.text

    def follow(self, proposals: Proposals) -> None:
        """Name in each list of lights what the rules propose; for drawing."""
        by_code = {each.value: proposal for each, proposal in proposals.items()}
        for rating in self.ratings:
            if rating.form.dimension.data in by_code:
                rating.form.follow(by_code[rating.form.dimension.data].light)

    # ---------------------------------------------------------------- before it is checked

    def fit(self, state: FormState) -> None:
        """Offer what depends on the block and the half-year: months, proposals, the names of texts."""
        chosen = [step.due for step in state.typed.next_steps if step.due] if state.typed else []
        for step in self.next_steps:
            step.form.due.options = months_from(state.today, chosen)
        for text in self.withheld:
            slot = text.form.text_slot
            name = quoted(slot.label) if slot else "Diesen Text"
            text.form.is_withheld.label.text = f"{name} nicht veröffentlichen"
        self._titles = dict(self._lines(state))

    def _lines(self, state: FormState) -> Iterator[tuple[str, str]]:
        """Yield for each repeated line its place and what it is about."""
        milestones = {str(row.id): row.title for row in state.milestones}
        risks = {str(row.id): row.title for row in state.risks}
        kinds = {row.kind.value: row.kind.label for row in state.indicators}
        dimensions = {each.value: each.label for each in Dimension}
        for milestone in self.milestones:
            yield milestone.name, milestones.get(milestone.form.id.data, "Meilenstein")
        for indicator in self.indicators:
            yield indicator.name, kinds.get(indicator.form.kind.data, "Ergebnis")
        for rating in self.ratings:
            yield rating.name, dimensions.get(rating.form.dimension.data, "Einschätzung")
        for risk in self.risks:
            yield risk.name, risks.get(risk.form.id.data, "Risiko")
        for number, step in enumerate(self.next_steps, start=1):
            yield step.name, f"Schritt {number}"
        for text in self.withheld:
            yield text.name, text.form.text_slot.label if text.form.text_slot else "Text"

    def differences(self, state: FormState) -> Iterator[TwoVersions]:
        """Yield the milestones and risks about which something else was typed than is stored."""
        milestones = {str(row.id): row for row in state.milestones}
        for milestone in self.milestones:
            stored = milestones.get(milestone.form.id.data)
            if stored is not None and milestone.form.says_more_than(stored):
                yield TwoVersions(stored.title, *milestone.form.both(stored))
        risks = {str(row.id): row for row in state.risks}
        for risk in self.risks:
            known = risks.get(risk.form.id.data)
            if known is not None and risk.form.says_more_than(known):
                yield TwoVersions(known.title, *risk.form.both(known))

    def take_versions(self, state: FormState) -> None:
        """Take over the versions now stored: sent again, the form overwrites knowingly."""
        self.version.data = state.version
        for milestone in self.milestones:
            milestone.form.version.data = _version_of(state.milestones, milestone.form.id.data)
        for risk in self.risks:
            risk.form.version.data = _version_of(state.risks, risk.form.id.data)

    def keep_long_texts(self) -> None:
        """Let a draft be as long as it likes; filing asks to shorten it."""
        for field in self.all_fields():
            if isinstance(field, TextField):
                field.limit = max(field.limit, BODY_LIMIT)

    def answers_fit(self) -> bool:
        """Check that „Nein“ and a text do not contradict each other."""
        missing = "Nennen Sie Betrag, Geldgeber und Beschluss, soweit Sie sie kennen."
        question = "Beschreiben Sie, worüber der Ausschuss entscheiden soll."
        fits = True
        for answer, text, ask in (
            (self.money_changed, self.money_change, missing),
            (self.decision_needed, self.decision, question),
        ):
            if answer.data == YES and not text.has_entry:
                text.errors = [*text.errors, ask]
                fits = False
            if answer.data != YES and text.has_entry:
                answer.errors = [*answer.errors, CONTRADICTION]
                fits = False
        named = any(self._withheld())
        if named != (self.withheld_needed.data == YES):
            sentence = NAMED_BUT_PUBLIC if named else WHICH_TEXTS
            self.withheld_needed.errors = [*self.withheld_needed.errors, sentence]
            fits = False
        return fits

    # ---------------------------------------------------------------- what was typed

    def to_input(self, state: FormState) -> StatusInput:
        """Return the statement; what the form only repeats from the registers is left out."""
        milestones = self._said("milestones", self._milestones(state))
        indicators = self._said("indicators", (line.form.to_input() for line in self.indicators))
        return StatusInput(
            nothing_changed={CHANGED: False, UNCHANGED: True}.get(self.nothing_changed.data),
            announced=tuple(self[f"announced-{index}"].data for index in range(len(state.steps))),
            rest_runs=self.announced_rest.data,
            achieved=self.achieved.data,
            milestones=milestones,
            indicators=indicators,
            money_change=self.money_change.data,
            ratings=self._ratings(state.proposals(milestones, indicators)),
            risks=self._said("risks", self._risks(state)),
            risks_checked=self.risks_checked.data,
            next_steps=self._said("next_steps", self._next_steps()),
            decision=self.decision.data,
            headline=self.headline.data,
            withheld=self._said("withheld", self._withheld()),
            message_source=self.message_source.data or MessageSource.SELF,
            message_note=self.message_note.data,
            version=self.version.data,
        )

    def _said(self, name: str, lines: Iterable[Said | None]) -> tuple[Said, ...]:
        """Return the lines that say something, and remember where each of them stands."""
        numbered = [(index, line) for index, line in enumerate(lines) if line is not None]
        self._places[name] = [index for index, _ in numbered]
        return tuple(line for _, line in numbered)

    def _milestones(self, state: FormState) -> Iterator[MilestoneInput | None]:
        """Those with something new, and those that are due, which are to be confirmed in any case."""
        rows = {row.id: row for row in state.milestones}
        for line in self.milestones:
            typed = line.form.to_input()
            row = rows.get(typed.id or 0)
            is_due = row is not None and state.is_due(row)
            yield typed if row is None or is_due or line.form.says_more_than(row) else None

    def _ratings(self, proposals: Proposals) -> tuple[RatingInput, ...]:
        """All four, or none where nothing changed and nobody has rated anything anew."""
        if self.nothing_changed.data == UNCHANGED and not any(
            line.form.says_something for line in self.ratings
        ):
            self._places["ratings"] = []
            return ()
        return self._said("ratings", (line.form.to_input(proposals) for line in self.ratings))

    def _risks(self, state: FormState) -> Iterator[RiskInput | None]:
        rows = {str(row.id): row for row in state.risks}
        for line in self.risks:
            row = rows.get(line.form.id.data)
            yield line.form.to_input(row) if row is not None and line.form.says_more_than(row) else None

    def _next_steps(self) -> Iterator[StepInput | None]:
        for line in self.next_steps:
            yield None if line.form.is_empty else line.form.to_input()

    def _withheld(self) -> Iterator[WithheldText | None]:
        """Those ticked; a reason counts as a tick, so that nothing becomes public by oversight."""
        for line in self.withheld:
            slot = line.form.text_slot
            is_meant = slot is not None and (line.form.is_withheld.data or line.form.reason.has_entry)
            yield WithheldText(slot=slot, reason=line.form.reason.data) if slot and is_meant else None

    # ---------------------------------------------------------------- what the rules say

    def show(self, broken: RuleViolations) -> None:
        """Put each violation at the line that it is about.

        A line with something unreadable in it is not judged any further: what follows from it would mislead.
        """
        unreadable = {_line_of(field) for field in self.all_fields() if field.errors}
        found = map(self._at_its_line, broken.violations)
        super().show(RuleViolations([each for each in found if _line(each.field) not in unreadable]))

    def _at_its_line(self, violation: Violation) -> Violation:
        name, _, rest = violation.field.partition("-")
        index, _, part = rest.partition("-")
        places = self._places.get(name, [])
        if not part or not index.isdigit() or int(index) >= len(places):
            return violation
        return Violation(f"{name}-{places[int(index)]}-{part}", violation.message)


def bound_form(state: FormState, values: Mapping[str, object] | None = None) -> StatusForm:
    """Return the form for this block: posted, or filled from the given values."""
    questions = {
        f"announced-{index}": CodeField(_question(step), StepOutcome)
        for index, step in enumerate(state.steps)
    }
    bound = type("BoundStatusForm", (StatusForm,), questions)
    form: StatusForm = bound() if values is None else bound(formdata=None, data=values)
    form.fit(state)
    return form


def _line_of(field: Field) -> str:
    return _line(str(field.name))


def _line(name: str) -> str:
    """Return the place of a repeated line, else the name of the field itself."""
    return name.rpartition("-")[0] if name.count("-") > 1 else name


def _version_of(rows: Sequence[Milestone | Risk], row_id: str) -> int | None:
    return next((row.version for row in rows if str(row.id) == row_id), None)


def _question(step: NextStep) -> str:
    return f"{step.text} ({month_year(step.due_on)})" if step.due_on else step.text
