"""What people say about a file: the file itself, what its columns hold, how it is booked and taken back."""

from collections.abc import Mapping, Sequence

from markupsafe import Markup
from wtforms import Field

from vrs_tracker.domain.inputs.parts import SENTENCE_LIMIT
from vrs_tracker.domain.notation import quoted
from vrs_tracker.domain.share_changes import CHOOSE_REASON
from vrs_tracker.domain.spreadsheet import words
from vrs_tracker.domain.spreadsheet.columns import Column
from vrs_tracker.domain.spreadsheet.layout import Layout
from vrs_tracker.domain.vocabulary.budget import BalanceMeasure, ChangeReason
from vrs_tracker.domain.vocabulary.money import Payer, Stage
from vrs_tracker.domain.vocabulary.spreadsheet import ColumnUse
from vrs_tracker.web.fields import CodeField, FileField, HiddenField, Option, TextAreaField, TextField
from vrs_tracker.web.forms import PostForm
from vrs_tracker.web.record_fields import FoldedCodeField, FoldedField, PreciseDateField, YearField

COLUMN, HEAD, ASKED = "spalte_", "kopf_", "gefragt_"
MOST_COLUMNS = 16_384


class UploadForm(PostForm):
    """A file of amounts."""

    file = FileField(
        "Datei",
        needed="Wählen Sie die Datei mit den Beträgen.",
        hint="XLSX, XLS, ODS oder CSV, höchstens 10 Megabyte.",
    )


class BalanceFileForm(PostForm):
    """A file of balances of the accounting system."""

    file = FileField(
        "Datei",
        needed="Wählen Sie die Datei mit den Ständen.",
        hint="XLSX, XLS, ODS oder CSV, höchstens 10 Megabyte.",
    )
    measure = FoldedCodeField(
        "Welcher Stand, wenn keine Spalte es nennt?",
        BalanceMeasure,
        default=BalanceMeasure.DISBURSED,
        needed="Wählen Sie, welcher Stand in der Datei steht.",
    )
    year = YearField("Haushaltsjahr, wenn keine Spalte es nennt", depends=True)


class BookImportForm(PostForm):
    """Booking all rows of a file."""

    change_reason = CodeField("Grund der geänderten Anteile", ChangeReason)
    change_sentence = TextField(
        "Satz zum Grund",
        limit=SENTENCE_LIMIT,
        hint="Nötig ist er, wenn eine dieser Zeilen keine eigene Bemerkung hat.",
        depends=True,
    )
    exception_reason = TextAreaField(
        "Grund der Ausnahme",
        limit=SENTENCE_LIMIT,
        rows=3,
        hint="Die Zeilen warten dann auf eine zweite Person.",
    )

    def ask_for(self, *, has_broken_rules: bool, has_changed_shares: bool) -> None:
        """Call needed what the rules ask for in this file; what they do not ask for is not in the form."""
        if has_broken_rules:
            self.exception_reason.needed = words.EXCEPTION_NEEDED
        elif not self.exception_reason.has_entry:
            del self.exception_reason
        if has_changed_shares:
            self.change_reason.needed = CHOOSE_REASON
        elif not self.change_reason.has_entry and not self.change_sentence.has_entry:
            del self.change_reason, self.change_sentence


class ReverseImportForm(PostForm):
    """Taking back all rows of a file."""

    reason = TextAreaField(
        "Grund",
        limit=SENTENCE_LIMIT,
        rows=3,
        needed="Nennen Sie den Grund, warum die Datei zurückgenommen wird.",
        hint="Er steht bei jeder Rücknahme und im Verlauf.",
    )
    exception_reason = TextAreaField("Grund der Ausnahme", limit=SENTENCE_LIMIT, rows=3)


class DiscardForm(PostForm):
    """Giving up a file that is not booked."""


class ColumnsForm(PostForm):
    """How a file is read: its sheet, what its columns hold, what holds for rows that do not say it."""

    shown_sheet = HiddenField("")
    stage = FoldedCodeField(
        "Stufe der Zeilen ohne eigene Angabe", Stage, empty="keine: jede Zeile nennt ihre Stufe"
    )
    payer = FoldedCodeField("Geldgeber der Zeilen ohne eigene Angabe", Payer, default=Payer.VRS)
    day = PreciseDateField("Datum der Zeilen ohne eigene Angabe")

    def open_questions(self) -> list[Field]:
        """Return the fields of columns that nobody has decided about."""
        return [field for field in self._columns() if field.data is None]

    def decided(self) -> list[Field]:
        """Return the other fields that are shown, the sheet first."""
        first = [self["sheet"]] if "sheet" in self else []
        return [
            *first,
            *(field for field in self._columns() if field.data is not None),
            self.stage,
            self.payer,
            self.day,
        ]

    def _columns(self) -> list[Field]:
        return [field for field in self if field.name.startswith(COLUMN)]

    def uses(self) -> dict[int, ColumnUse]:
        """Return what was chosen, by the place of the column."""
        return {
            int(field.name.removeprefix(COLUMN)): field.data
            for field in self._columns()
            if field.data is not None
        }

    def heads(self) -> dict[int, str]:
        """Return the heads of the columns, by their place."""
        return {
            int(field.name.removeprefix(HEAD)): field.typed for field in self if field.name.startswith(HEAD)
        }

    def asked(self) -> frozenset[int]:
        """Return the places of the columns about which the page asked."""
        return frozenset(
            int(field.name.removeprefix(ASKED))
            for field in self
            if field.name.startswith(ASKED) and field.typed
        )

    def show_refused(self, posted: "ColumnsForm") -> None:
        """Show at the fields what was wrong with them when the form was posted."""
        for field in posted:
            if field.errors and field.name in self:
                self[field.name].errors = field.errors

    @property
    def chosen_sheet(self) -> str:
        """The sheet that was chosen; "" where there is only one."""
        return str(self.sheet.data or "") if "sheet" in self else ""


def columns_form(
    columns: Sequence[Column], sheets: Sequence[str], layout: Layout, posted: ColumnsForm | None = None
) -> ColumnsForm:
    """Return the form for the columns of a sheet, filled with how they are understood.

    With `posted`, which was refused, it is filled as that was typed and says what was wrong.
    """
    fields: dict[str, Field] = {}
    for column in columns:
        fields[f"{COLUMN}{column.index}"] = FoldedCodeField(
            Markup('Spalte {}, „<span class="user-text">{}</span>“').format(column.letters, column.head),
            ColumnUse,
            default=column.use,
            hint=_question(column) if column.use is None else "",
            needed="Wählen Sie, was in der Spalte steht.",
        )
        fields[f"{HEAD}{column.index}"] = HiddenField("", default=column.head)
        if column.use is None:
            fields[f"{ASKED}{column.index}"] = HiddenField("", default="ja")
    if posted is not None:
        form = _form(fields, sheets)()
        form.show_refused(posted)
        return form
    return _form(fields, sheets)(
        formdata=None,
        data={
            "stage": layout.stage,
            "payer": layout.payer,
            "day": layout.day,
            "sheet": layout.sheet,
            "shown_sheet": layout.sheet,
        },
    )


def _question(column: Column) -> str:
    meant = " oder ".join(quoted(use.label) for use in column.candidates)
    question = f"Ihre Wahl fehlt noch. Möglich ist: {meant}."
    return question if column.cents is None else f"{question} {words.column_question(column.cents)}"


def posted_columns_form(posted: Mapping[str, str]) -> ColumnsForm:
    """Return the form as it was posted, with the columns that it names."""
    fields: dict[str, Field] = {}
    for name in posted:
        place = name.removeprefix(COLUMN)
        if place != name and place.isascii() and place.isdigit() and int(place) < MOST_COLUMNS:
            fields[name] = FoldedCodeField(name, ColumnUse)
            fields[f"{HEAD}{place}"] = HiddenField("")
            fields[f"{ASKED}{place}"] = HiddenField("")
    sheet = posted.get("sheet", "")
    return _form(fields, (sheet, posted.get("shown_sheet", "")) if sheet else ())()


def _form(fields: Mapping[str, Field], sheets: Sequence[str]) -> type[ColumnsForm]:
    offered = [Option(name, name) for name in sheets]
    with_sheet = {"sheet": FoldedField("Blatt", options=offered)} if len(offered) > 1 else {}
    return type("ColumnsOfSheet", (ColumnsForm,), {**with_sheet, **fields})
