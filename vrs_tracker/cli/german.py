"""What click itself says, in German: headings of the help and sentences about a wrong call."""

from collections.abc import Iterable

import click

_HEADINGS = {"Options": "Optionen", "Commands": "Befehle", "Arguments": "Angaben"}
_USAGE = {"[OPTIONS]": "[OPTIONEN]", "[COMMAND] [ARGS]...": "[BEFEHL …]", "COMMAND [ARGS]...": "BEFEHL …"}
_PHRASES = {
    "Show this message and exit.": "Zeigt diese Hilfe.",
    "[required]": "[nötig]",
    "[default: ": "[ohne Angabe: ",
    "; required]": "; nötig]",
}


class GermanHelp(click.HelpFormatter):
    """Click's help with German headings."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:  # noqa: ARG002 - click's signature
        """Write the first line."""
        words = args
        for english, german in _USAGE.items():
            words = words.replace(english, german)
        super().write_usage(prog, words, prefix="Aufruf: ")

    def write_heading(self, heading: str) -> None:
        """Write the heading of a list."""
        super().write_heading(_HEADINGS.get(heading, heading))

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:
        """Write a list of names and explanations."""
        super().write_dl([(name, _in_german(text)) for name, text in rows], col_max, col_spacing)


def said_in_german(wrong: click.UsageError) -> str:
    """Return a sentence about a wrong call and where the right one is explained; our own sentences stay."""
    if isinstance(wrong, click.exceptions.NoArgsIsHelpError):
        return wrong.message
    path = wrong.ctx.command_path if wrong.ctx is not None else "vrs-tracker"
    return f"{_sentence(wrong)}\n„{path} --help“ zeigt, was möglich ist."


def _sentence(wrong: click.UsageError) -> str:  # noqa: PLR0911 - one sentence for each kind of mistake
    match wrong:
        case click.NoSuchOption():
            return f"Die Option {wrong.option_name} gibt es nicht."
        case click.BadOptionUsage():
            return f"Die Option {wrong.option_name} braucht genau einen Wert."
        case click.exceptions.NoSuchCommand():
            return f"Den Befehl „{wrong.command_name}“ gibt es nicht."
        case click.MissingParameter(param=click.Parameter() as missing):
            return f"Es fehlt: {_name(missing)}.{_choices(missing)}"
        case click.BadParameter(param=click.Parameter(callback=None) as refused):
            return f"Die Angabe zu {_name(refused)} passt nicht.{_choices(refused)}"
        case click.UsageError(message=str(message)) if message.startswith("Got unexpected extra argument"):
            return "Der Aufruf hat mehr Angaben, als der Befehl kennt."
    return wrong.message


def _name(param: click.Parameter) -> str:
    return param.opts[0] if isinstance(param, click.Option) else param.human_readable_name


def _choices(param: click.Parameter) -> str:
    if not isinstance(param.type, click.Choice):
        return ""
    return f" Möglich sind: {', '.join(map(str, param.type.choices))}."


def _in_german(text: str) -> str:
    for english, german in _PHRASES.items():
        text = text.replace(english, german)
    return text
