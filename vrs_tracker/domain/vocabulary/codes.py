"""The base of all code lists."""

from enum import StrEnum
from typing import Self


class CodeList(StrEnum):
    """A list of codes. The database stores the code, people read `.label`.

    A member without a label does not import. `.hint` explains the code where a list of choices needs it.
    """

    label: str
    hint: str

    def __new__(cls, code: str, label: str = "", hint: str = "") -> Self:
        """Create a member from its code, its German label and, where useful, an explanation."""
        if not label:
            message = f"{cls.__name__}.{code} has no German label"
            raise TypeError(message)
        member = str.__new__(cls, code)
        member._value_ = code
        member.label = label
        member.hint = hint
        return member
