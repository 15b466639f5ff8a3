"""Fields as German forms need them. They check the shape of what is typed; rules stand in the domain.

Every field takes `label`, `hint` (shown below the label) and `needed`: the sentence that asks for the missing
entry. Without it the field may stay empty and `.data` is then None ("" for texts); it is called voluntary
unless it `depends` on other entries, as its hint says. What was typed is shown again exactly as it was, right
or wrong.
"""

import re
import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, TypedDict, Unpack, cast

from werkzeug.datastructures import FileStorage
from wtforms import Field
from wtforms.form import BaseForm
from wtforms.validators import StopValidation
from wtforms.widgets import HiddenInput

from vrs_tracker.domain.notation import count, date_de, euro_plain, number
from vrs_tracker.domain.parsing import parse_count, parse_date_de, parse_euro, parse_quantity
from vrs_tracker.domain.vocabulary.codes import CodeList
from vrs_tracker.web.request_limits import is_storable

CHOOSE = "Wählen Sie einen Eintrag aus der Liste."
_KEY = re.compile(r"[A-Za-z0-9_-]{16,40}")


@dataclass(frozen=True, slots=True)
class Option:
    """One entry of a list of choices; `value` is what travels, at most 100 characters."""

    value: str
    label: str
    hint: str = ""


class FieldOptions(TypedDict, total=False):
    """What every field takes besides its label and its own options."""

    hint: str
    needed: str
    depends: bool
    default: object
    autocomplete: str


class GermanField(Field):
    """Base of all fields here; `kind` tells templates/macros/form.html how to draw it."""

    kind = "text"
    suggestions: Sequence[Option] = ()
    """What the browser offers while people type; anything else may be typed as well. The view sets it."""

    def __init__(self, label: str, **rest: Unpack[FieldOptions]) -> None:
        self.hint = rest.pop("hint", "")
        self.needed = rest.pop("needed", "")
        self.depends = rest.pop("depends", False)
        self.autocomplete = rest.pop("autocomplete", "off")
        super().__init__(label, **cast("dict[str, Any]", rest))

    @property
    def typed(self) -> str:
        """What stands in the input: the raw entry, else the value in German notation."""
        if self.raw_data:
            return str(self.raw_data[0])
        return "" if self.data is None else self.shown(self.data)

    def shown(self, value: Any) -> str:  # noqa: ANN401 - the value's type is the subclass's
        """Write a value the way people type it."""
        return str(value)

    def parse(self, typed: str) -> Any:  # noqa: ANN401 - the value's type is the subclass's
        """Read what was typed; ValueError carries a German sentence."""
        return typed

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Read the first value sent; an empty one means no entry."""
        if not valuelist:
            return
        self.data = None
        if str(valuelist[0]).strip():
            self.data = self.parse(str(valuelist[0]))

    def pre_validate(self, form: BaseForm) -> None:  # noqa: ARG002 - WTForms' signature
        """Ask for a missing entry, unless reading it has already failed."""
        if self.needed and not self.errors and not self.has_entry:
            raise StopValidation(self.needed)

    @property
    def has_entry(self) -> bool:
        """Whether something was entered."""
        return self.data is not None


class TextField(GermanField):
    """One line of text, stored exactly as typed. `limit` counts characters, as people count them."""

    def __init__(self, label: str, *, limit: int = 200, **rest: Unpack[FieldOptions]) -> None:
        self.limit = limit
        super().__init__(label, **rest)

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Take the text unchanged but for its line endings, which browsers send as CR LF."""
        if valuelist:
            self.data = str(valuelist[0]).replace("\r\n", "\n").replace("\r", "\n")

    def process_data(self, value: object) -> None:
        """No text is the empty text."""
        self.data = value or ""

    @property
    def typed(self) -> str:
        """The text."""
        return str(self.data or "")

    @property
    def has_entry(self) -> bool:
        """Whether there is more than white space."""
        return bool(self.typed.strip())

    def pre_validate(self, form: BaseForm) -> None:
        """Check emptiness, length and that both databases can store the text."""
        super().pre_validate(form)
        length = len(self.typed)
        if length > self.limit:
            most = count(self.limit, "Zeichen", "Zeichen")
            raise StopValidation(
                f"Kürzen Sie den Text auf höchstens {most}; eingegeben sind {number(length)}."
            )
        if not is_storable(self.typed):
            raise StopValidation(
                "Der Text enthält ein Zeichen, das nicht darstellbar ist. Geben Sie ihn neu ein."
            )


class TextAreaField(TextField):
    """Several lines of text; `rows` is the height of the input."""

    kind = "area"

    def __init__(self, label: str, *, limit: int = 2000, rows: int = 5, **rest: Unpack[FieldOptions]) -> None:
        self.rows = rows
        super().__init__(label, limit=limit, **rest)


class SecretField(TextField):
    """A password: never shown again, not even after an error."""

    kind = "secret"

    def __init__(self, label: str, **rest: Unpack[FieldOptions]) -> None:
        rest.setdefault("autocomplete", "current-password")
        super().__init__(label, limit=1000, **rest)


class EuroField(GermanField):
    """An amount in euros with whole cents: 1.234,50. `.data` is a Decimal."""

    kind = "euro"

    def parse(self, typed: str) -> Decimal:
        """Read the amount."""
        return parse_euro(typed)

    def shown(self, value: Decimal) -> str:
        """Write the amount without the currency, which stands beside the input."""
        return euro_plain(value)


class QuantityField(GermanField):
    """A measured value with up to two decimals: 1.234,5. `.data` is a Decimal."""

    kind = "number"

    def parse(self, typed: str) -> Decimal:
        """Read the quantity."""
        return parse_quantity(typed)

    def shown(self, value: Decimal) -> str:
        """Write the quantity with the decimals it needs."""
        return number(value)


class CountField(GermanField):
    """A whole number from 0. `.data` is an int."""

    kind = "number"

    def parse(self, typed: str) -> int:
        """Read the number."""
        return parse_count(typed)

    def shown(self, value: int) -> str:
        """Write the number."""
        return number(value)


class DateField(GermanField):
    """A day as 31.12.2026. `.data` is a date."""

    kind = "date"

    def parse(self, typed: str) -> date:
        """Read the day."""
        return parse_date_de(typed)

    def shown(self, value: date) -> str:
        """Write the day."""
        return date_de(value)


class ChoiceField(GermanField):
    """One of several options, as radio buttons up to `few` of them, else as a list.

    `.data` is the option's value, or None. Set `.options` in the view when they come from the database.
    """

    few = 6

    def __init__(
        self,
        label: str,
        *,
        options: Iterable[Option] = (),
        empty: str = "Bitte wählen",
        **rest: Unpack[FieldOptions],
    ) -> None:
        self.options: Sequence[Option] = tuple(options)
        self.empty = empty
        super().__init__(label, **rest)

    @property
    def kind(self) -> str:  # type: ignore[override] # decided by the number of options
        """Radios show all options at once; a long list folds."""
        return "radios" if 0 < len(self.options) <= self.few else "select"

    def parse(self, typed: str) -> Any:  # noqa: ANN401 - the value's type is the subclass's
        """Take the value if it is one of the options."""
        if typed not in {option.value for option in self.options}:
            raise ValueError(CHOOSE)
        return typed

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Keep the raw value; it is read when the options are known (`pre_validate`)."""
        if valuelist:
            self.data = str(valuelist[0]) or None

    def pre_validate(self, form: BaseForm) -> None:
        """Check the value against the options."""
        super().pre_validate(form)
        if self.data is not None:
            try:
                self.data = self.parse(str(self.data))
            except ValueError as refusal:
                self.data = None
                raise StopValidation(str(refusal)) from refusal

    def is_chosen(self, option: Option) -> bool:
        """Whether the option is the present entry."""
        return option.value == self.typed


class CodeField(ChoiceField):
    """One code of a list of the vocabulary, shown by its label. `.data` is the code list's member."""

    def __init__(
        self,
        label: str,
        codes: Iterable[CodeList],
        *,
        empty: str = "Bitte wählen",
        **rest: Unpack[FieldOptions],
    ) -> None:
        self.codes = {code.value: code for code in codes}
        offered = [Option(code.value, code.label, code.hint) for code in self.codes.values()]
        super().__init__(label, options=offered, empty=empty, **rest)

    def parse(self, typed: str) -> CodeList:
        """Turn the code into the member."""
        super().parse(typed)
        return self.codes[typed]

    def shown(self, value: CodeList) -> str:
        """The code of a member."""
        return str(value.value) if isinstance(value, CodeList) else str(value)


class ChoicesField(ChoiceField):
    """Any number of options, as check boxes. `.data` is a tuple of values, in the order of the options."""

    @property
    def kind(self) -> str:  # type: ignore[override] # as in the base class, without the long list
        """Always check boxes."""
        return "checks"

    def process_data(self, value: object) -> None:
        """Take the values already chosen."""
        self.data = tuple(value) if isinstance(value, Iterable) else ()

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Take every value sent; none sent means none chosen."""
        self.data = tuple(dict.fromkeys(str(value) for value in valuelist))

    @property
    def has_entry(self) -> bool:
        """Whether anything is chosen."""
        return bool(self.data)

    def pre_validate(self, form: BaseForm) -> None:
        """Check every value against the options."""
        GermanField.pre_validate(self, form)
        offered = [option.value for option in self.options]
        if not set(self.data) <= set(offered):
            raise StopValidation(CHOOSE)
        self.data = tuple(value for value in offered if value in self.data)

    def is_chosen(self, option: Option) -> bool:
        """Whether the option is among the chosen ones."""
        return option.value in self.data


class CheckField(GermanField):
    """A single yes or no. `.data` is a bool."""

    kind = "check"

    def process_data(self, value: object) -> None:
        """No value is no."""
        self.data = bool(value)

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Browsers send a ticked box only."""
        self.data = bool(valuelist)

    @property
    def has_entry(self) -> bool:
        """Whether the box is ticked."""
        return bool(self.data)


class FileField(GermanField):
    """A file that is sent along; `data` are its bytes. What is no file counts as none."""

    kind = "file"
    file_name = ""

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Read the file; a browser sends one without content where none was chosen."""
        sent = valuelist[0] if valuelist and isinstance(valuelist[0], FileStorage) else FileStorage()
        self.data, self.file_name = sent.read(), sent.filename or ""
        sent.close()

    @property
    def has_entry(self) -> bool:
        """Whether there is a file with content."""
        return bool(self.data)


class HiddenField(TextField):
    """A value that travels along unseen, such as the version of what is edited."""

    kind = "hidden"
    widget = HiddenInput()

    def _value(self) -> str:
        return self.typed


class PostKeyField(HiddenField):
    """The one-time key of a form: a repeated post carries the same key (decisions.md 4, no. 20)."""

    def __init__(self, **rest: Unpack[FieldOptions]) -> None:
        super().__init__("", **rest | {"default": _new_key})

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Take the key sent; whatever else arrives here gets a new one."""
        self.data = valuelist[0] if valuelist and _KEY.fullmatch(str(valuelist[0])) else _new_key()


def _new_key() -> str:
    return secrets.token_urlsafe(18)
