"""The command line; everything else can be used without it."""

from fieldwise.cli.main import main

__all__ = ["main"]
