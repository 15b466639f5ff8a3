"""The command line `vrs-tracker`, in German.

Each module of this package is a command of the same name; its `command`, or its `group` of commands, is
loaded when it is called. `frame` and `german` are what they share.

Exit codes: 0 done, 1 refused (with a sentence why), 2 unknown, where a command says so, 3 called wrongly.
"""

import importlib
import pkgutil
import sys
from typing import NoReturn

import click

from vrs_tracker.cli.german import GermanHelp, said_in_german
from vrs_tracker.config import SettingsError
from vrs_tracker.domain.errors import RefusalError, RuleViolations

REFUSED, CALLED_WRONGLY = 1, 3

SHARED = frozenset({"frame", "german"})


class Commands(click.Group):
    """Loads a command's module only when it is called or listed, so that a short command starts at once."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """Return every name."""
        return sorted({module.name for module in pkgutil.iter_modules(__path__)} - SHARED)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return the command of a name."""
        if cmd_name not in self.list_commands(ctx):
            return None
        module = importlib.import_module(f"{__name__}.{cmd_name}")
        found: click.Command = module.command if hasattr(module, "command") else module.group
        return found


@click.command("vrs-tracker", cls=Commands)
def commands() -> None:
    """Verfolgt die Bausteine und Projekte des Programms und schreibt den Halbjahresbericht."""


def main(arguments: list[str] | None = None) -> None:
    """Run the command line; every refusal ends in German sentences on the error output."""
    click.Context.formatter_class = GermanHelp
    try:
        code = commands.main(args=arguments, prog_name="vrs-tracker", standalone_mode=False)
    except click.UsageError as wrong:
        _end(said_in_german(wrong), code=CALLED_WRONGLY)
    except click.Abort:
        _end("Abgebrochen; geändert wurde nichts.", code=REFUSED)
    except SettingsError as wrong:
        _end(*wrong.problems, code=REFUSED)
    except RuleViolations as broken:
        _end(*(violation.message for violation in broken.violations), code=REFUSED)
    except RefusalError as refusal:
        _end(refusal.sentence, code=REFUSED)
    sys.exit(code if isinstance(code, int) else 0)


def _end(*sentences: str, code: int) -> NoReturn:
    for sentence in sentences:
        click.echo(sentence, err=True)
    sys.exit(code)
