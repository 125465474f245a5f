"""Which peers are here, as programs, and in which versions."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.values import Missing

_PACKAGES = ("babel", "dennis", "mdpo", "myst-parser", "sphinx", "sphinx-intl", "translate-toolkit", "weasyprint")
"""In the environment of the peers (requirements-bench.lock)."""
_PROGRAMS = {
    "msgmerge": ("gettext", ("--version",)),
    "msgfmt": ("gettext", ("--version",)),
    "po4a": ("po4a", ("--version",)),
    "i18nspector": ("i18nspector", ("--version",)),
    "chromium": ("chromium", ("--version",)),
}
"""Of the system: program → Debian package, how to ask for its version."""
UNOBTAINABLE = (
    Missing("mdbook with mdbook-i18n-helpers", "is installed neither by pip nor by apt, so it is not measured here"),
)
_VERSION = re.compile(r"\d+(?:\.\d+)+")


@dataclass(frozen=True, slots=True)
class Peers:
    """`python` is the interpreter of an environment of the peers' own, so that none of them meets Dragoman's."""

    python: Path

    def module(self, name: str, function: str = "main") -> list[str]:
        """A command of a Python package by its function: two peers have a command `md2po`."""
        return [str(self.python), "-c", f"import sys; from {name} import {function}; sys.exit({function}())"]

    def command(self, name: str) -> list[str]:
        """A command of the environment that only one peer has."""
        return [str(self.python.with_name(name))]

    def lacks(self, package: str) -> str:
        """Why a Python package cannot be measured; empty if it can."""
        version = dict(self.packages()).get(package, "")
        return "" if version else f"{package} is not in the peers' environment (make bench installs it)"

    def packages(self) -> list[tuple[str, str]]:
        if not self.python.exists():
            return []
        code = (
            "from importlib.metadata import version, PackageNotFoundError\n"
            f"for name in {_PACKAGES!r}:\n"
            "    try: print(name, version(name))\n"
            "    except PackageNotFoundError: pass\n"
        )
        said = subprocess.run([self.python, "-c", code], capture_output=True, text=True, check=True).stdout
        return [(name, version) for name, version in map(str.split, said.splitlines())]

    def versions(self) -> tuple[tuple[str, str], ...]:
        """Name and version of each peer that is here."""
        programs = {
            package: _version_of(program, arguments)
            for program, (package, arguments) in _PROGRAMS.items()
            if shutil.which(program)
        }
        return tuple(sorted([*self.packages(), *programs.items()]))


def program_lacks(program: str) -> str:
    """Why a program of the system cannot be measured; empty if it can."""
    if shutil.which(program):
        return ""
    package, _ = _PROGRAMS[program]
    return f"{program} is not installed (apt-get install {package})"


def all_missing(peers: Peers) -> list[str]:
    """What a person could install before the run, one reason each."""
    reasons = [program_lacks(program) for program in _PROGRAMS] + [peers.lacks(package) for package in _PACKAGES]
    return [reason for reason in reasons if reason]


def _version_of(program: str, arguments: Sequence[str]) -> str:
    said = subprocess.run([program, *arguments], capture_output=True, text=True, check=False)
    found = _VERSION.search(said.stdout + said.stderr)
    return found.group() if found else "of unknown version"
