"""All commands, in the order in which `dragoman --help` lists them."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from dragoman import __version__
from dragoman.cli.catalogs import add_catalog_commands
from dragoman.cli.checking import add_check_commands
from dragoman.cli.handouts import add_handout_commands
from dragoman.cli.records import add_record_commands
from dragoman.cli.signing import add_sign_commands


def parse(arguments: Sequence[str]) -> argparse.Namespace:
    """The words of a person; who gives none is shown the help, and `help COMMAND` is `COMMAND --help`."""
    parser = make_parser()
    if not arguments:
        parser.print_help(sys.stderr)
        parser.exit(2)
    if arguments[0] == "help":
        arguments = [*arguments[1:], "--help"]
    return parser.parse_args(arguments)


def make_parser() -> argparse.ArgumentParser:
    """All commands and their options; the README's list is held against it by a test."""
    parser = argparse.ArgumentParser(
        prog="dragoman",
        description="One English guide to localized pages and printed handouts that people can trust.",
        epilog="`dragoman COMMAND --help` has examples.",
    )
    parser.add_argument("--project", metavar="DIR", type=Path, default=Path(), help="folder of dragoman.toml, or below")
    parser.add_argument("--version", action="version", version=f"%(prog)s {__version__}")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)

    add_catalog_commands(commands)
    add_check_commands(commands)
    add_sign_commands(commands)
    add_handout_commands(commands)
    add_record_commands(commands)
    return parser
