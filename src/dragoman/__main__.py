"""`python -m dragoman`."""

from dragoman.cli import entry

entry()
