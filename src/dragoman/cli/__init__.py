"""The command line: the words of a person to one typed call, whose result is the exit code.

A module a group of commands has their options and the call that each makes; it imports a command when it is asked for.
"""

from dragoman.cli.boundary import entry, main
from dragoman.cli.parser import make_parser

__all__ = ["entry", "main", "make_parser"]
