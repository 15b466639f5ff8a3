"""The frame of the command line: German, quick, with exit codes that mean something."""

import subprocess
import sys
from collections.abc import Iterator

import click
import pytest

from vrs_tracker import cli
from vrs_tracker.cli import commands, main
from vrs_tracker.domain.errors import NotFound, RuleViolations, Violation


@pytest.fixture(autouse=True)
def environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """Give the settings that production needs."""
    monkeypatch.setenv("VRS_TRACKER_SECRET_KEY", "s" * 48)


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    """Run the command line; return exit code, output and error output."""
    with pytest.raises(SystemExit) as ended:
        main(list(arguments))
    output = capsys.readouterr()
    return int(ended.value.code or 0), output.out, output.err


def walk(command: click.Command, *path: str) -> Iterator[tuple[str, ...]]:
    yield path
    if isinstance(command, click.Group):
        context = click.Context(command)
        for name in command.list_commands(context):
            found = command.get_command(context, name)
            assert found is not None
            yield from walk(found, *path, name)


@pytest.mark.parametrize("path", list(walk(commands)), ids=" ".join)
def test_every_command_explains_itself_in_german(
    capsys: pytest.CaptureFixture[str], path: tuple[str, ...]
) -> None:
    code, output, _ = run(capsys, *path, "--help")
    assert code == 0
    assert output.startswith(f"Aufruf: {' '.join(('vrs-tracker', *path))} ")
    assert "Optionen:" in output
    for english in ("Usage", "Options", "Commands", "Show this", "[required]", "[default"):
        assert english not in output


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("nix",), "Den Befehl „nix“ gibt es nicht."),
        (("user", "nix"), "Den Befehl „nix“ gibt es nicht."),
        (("serve", "--farbe"), "Die Option --farbe gibt es nicht."),
        (("serve", "--port"), "Die Option --port braucht genau einen Wert."),
        (("serve", "--port", "achtzig"), "Die Angabe zu --port passt nicht."),
        (("serve", "zuviel"), "Der Aufruf hat mehr Angaben, als der Befehl kennt."),
        (("user", "add"), "Es fehlt: ANMELDENAME."),
        (
            ("user", "add", "a", "--role", "chef"),
            "Die Angabe zu --role passt nicht. Möglich sind: editor, partner,",
        ),
    ],
)
def test_a_wrong_call_is_explained_and_ends_with_three(
    capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], sentence: str
) -> None:
    code, output, error = run(capsys, *arguments)
    assert (code, output) == (3, "")
    assert error.startswith(sentence)
    assert "--help“ zeigt, was möglich ist." in error


@pytest.mark.parametrize("arguments", [(), ("user",)])
def test_a_call_without_a_command_shows_the_help(
    capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...]
) -> None:
    code, _, error = run(capsys, *arguments)
    assert code == 3
    assert "Befehle:" in error


@pytest.mark.parametrize(
    ("raised", "said"),
    [
        (NotFound("Das gibt es nicht."), "Das gibt es nicht.\n"),
        (RuleViolations([Violation("a", "Erstens."), Violation("b", "Zweitens.")]), "Erstens.\nZweitens.\n"),
        (click.Abort(), "Abgebrochen; geändert wurde nichts.\n"),
        (click.UsageError("Nennen Sie ein Halbjahr."), "Nennen Sie ein Halbjahr.\n"),
    ],
)
def test_a_refusal_ends_in_its_own_sentences(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, raised: Exception, said: str
) -> None:
    @click.command("x")
    def refusing() -> None:
        raise raised

    monkeypatch.setattr(cli.Commands, "get_command", lambda *_: refusing)
    code, output, error = run(capsys, "x")
    assert (code, output) == (3 if isinstance(raised, click.UsageError) else 1, "")
    assert error.startswith(said)


def test_wrong_settings_are_named(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("VRS_TRACKER_SECRET_KEY")
    monkeypatch.setenv("PORT", "0")
    code, _, error = run(capsys, "user", "list")
    assert code == 1
    assert "VRS_TRACKER_SECRET_KEY fehlt." in error
    assert "PORT ist eine ganze Zahl von 1 bis 65535; angegeben ist „0“." in error


def test_the_help_of_a_command_loads_no_web_framework() -> None:
    program = "import sys; from vrs_tracker.cli import commands; print('flask' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"
