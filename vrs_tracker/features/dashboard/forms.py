"""What the budget office types into the what-if; it is shown again and never kept."""

from collections.abc import Mapping, Sequence
from typing import Any, TypeAlias

from wtforms import Field, FieldList, Form, FormField

from vrs_tracker.domain.chapters.cells import NOT_DIVIDED
from vrs_tracker.domain.cofunding.moves import Move, Place
from vrs_tracker.domain.errors import RuleViolations, Violation
from vrs_tracker.domain.lists.what_if import held_words
from vrs_tracker.domain.report import CommitteeReport
from vrs_tracker.domain.vocabulary.money import Payer, Stage
from vrs_tracker.web.fields import EuroField, GermanField, Option
from vrs_tracker.web.forms import PostForm
from vrs_tracker.web.record_fields import FoldedCodeField, FoldedField, YearField

Line: TypeAlias = "FormField[Any]"
"""Quoted, because WTForms' fields are generic for type checkers only."""

MOST_LINES = 20
UNDIVIDED = "-"
"""The value of the option that stands for no block; an empty one leaves the block as it is."""
_APART = "|"


class MoveForm(Form):
    """One amount that is moved; what is left empty under „wohin“ stays as it is."""

    source = FoldedField("Woher", depends=True, hint="Jede Zeile nennt, was heute dort steht.")
    amount = EuroField("Betrag", depends=True, hint="Zum Beispiel 250.000,00.")
    block = FoldedField("Wohin: Baustein oder Projekt", empty="bleibt")
    payer = FoldedCodeField("Wohin: Geldgeber", Payer, empty="bleibt")
    year = YearField("Wohin: Haushaltsjahr", hint="Ohne Eingabe bleibt das Jahr, wie es ist.")

    def to_move(self) -> Move:
        """Return what was typed."""
        source = _place(self.source.data)
        block = source.block if self.block.data is None else self.block.data
        return Move(
            amount=self.amount.data,
            source=source,
            block=None if block == UNDIVIDED else block,
            payer=self.payer.data or source.payer,
            year=self.year.data or source.year,
        )


class WhatIfForm(PostForm):
    """As many moves as there are; lines without any entry are left out."""

    moves = FieldList(FormField(MoveForm), min_entries=1)

    def offer(self, report: CommitteeReport) -> None:
        """Fill the lists with what stands where, and with where it can go."""
        sources = [Option(_key(place), words) for place, words in held_words(report)]
        blocks = [Option(block.slug, block.titled) for block in report.all_blocks()]
        for line in self.moves:
            line.form.source.options = sources
            line.form.block.options = [*blocks, Option(UNDIVIDED, NOT_DIVIDED)]

    def add_line(self) -> None:
        """Offer one more line, up to a number that nobody needs."""
        if len(self.moves) < MOST_LINES:
            self.moves.append_entry()

    def validate(self, extra_validators: Mapping[str, Sequence[Any]] | None = None) -> bool:
        """Ask for amount and source in each line in which anything is entered."""
        is_valid = super().validate(extra_validators)
        for line in self.filled():
            for field, sentence in (
                (line.form.source, "Wählen Sie, woher der Betrag kommt."),
                (line.form.amount, "Geben Sie den Betrag ein."),
            ):
                if field.data is None and not field.errors:
                    field.errors = [sentence]
                    is_valid = False
        if is_valid and not self.filled():
            self.form_errors.append("Verschieben Sie mindestens einen Betrag.")
            is_valid = False
        return bool(is_valid)

    def filled(self) -> list[Line]:
        """Return the lines in which anything is entered."""
        return [line for line in self.moves if any(map(_has_entry, line.form))]

    def to_input(self) -> tuple[Move, ...]:
        """Return what was typed."""
        return tuple(line.form.to_move() for line in self.filled())

    def show(self, broken: RuleViolations) -> None:
        """Put each violation at its line; the rules count only those that are filled in."""
        names = {f"moves-{index}-": f"{line.name}-" for index, line in enumerate(self.filled())}
        super().show(RuleViolations(_at_line(violation, names) for violation in broken.violations))


def _has_entry(field: Field) -> bool:
    return isinstance(field, GermanField) and bool(field.typed.strip())


def _at_line(violation: Violation, names: Mapping[str, str]) -> Violation:
    stem, last, field = violation.field.rpartition("-")
    return Violation(names[stem + last] + field, violation.message)


def _key(place: Place) -> str:
    return _APART.join((place.block or "", place.payer.value, place.stage.value, str(place.year)))


def _place(key: str) -> Place:
    block, payer, stage, year = key.split(_APART)
    return Place(block or None, Payer(payer), Stage(stage), int(year))
