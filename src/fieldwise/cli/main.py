"""The one entry point, and the one place where an error becomes a sentence on the terminal."""

from __future__ import annotations

import gc
import os
import signal
import sys
from types import FrameType

import click

from fieldwise.cli.commands import fieldwise
from fieldwise.errors import FieldwiseError, ModelError, RunError, WriteError

FINE, FINDINGS, WRONG = 0, 1, 2
"""Exit codes: all is well; something was found; the request or the input cannot be used."""

_SELDOM = 100_000
"""New objects after which Python looks for rubbish; hardly any of ours becomes that."""


def main(arguments: list[str] | None = None) -> None:
    """Run the command line and exit with its code."""
    gc.set_threshold(_SELDOM)
    signal.signal(signal.SIGTERM, _interrupt)
    try:
        code = fieldwise.main(arguments, prog_name="fieldwise", standalone_mode=False)
        sys.stdout.flush()
    except click.ClickException as error:
        error.show()
        code = WRONG
    except click.Abort:
        click.echo("Stopped.", err=True)
        code = 130
    except KeyboardInterrupt:
        click.echo("Stopped.", err=True)
        code = 130
    except BrokenPipeError:
        # The reader has gone (`fieldwise list | head`): nothing is wrong on our side.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = FINE
    except FieldwiseError as error:
        click.echo(f"fieldwise: {error}", err=True)
        code = FINDINGS if isinstance(error, RunError | ModelError | WriteError) else WRONG
    gc.freeze()  # else Python looks through all that was made once more, for a tenth of a second
    sys.exit(code)


def _interrupt(signum: int, frame: FrameType | None) -> None:
    raise KeyboardInterrupt
