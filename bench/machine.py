"""What everything is measured with."""

from __future__ import annotations

import os
import platform
import re
import subprocess
from contextlib import suppress
from pathlib import Path

from bench.running import ROOT
from bench.values import Machine
from dragoman.program import program_digest


def machine() -> Machine:
    gigabytes = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9
    return Machine(_system(), _processor(), os.cpu_count() or 1, gigabytes, platform.python_version())


def program() -> str:
    """The commit of this checkout, and the digest of the program that was measured."""
    commit = subprocess.run(
        ["git", "-C", ROOT, "rev-parse", "--short=10", "HEAD"], capture_output=True, text=True, check=False
    ).stdout.strip()
    return f"{commit or 'no commit'}, program {program_digest()[:10]}"


def _system() -> str:
    with suppress(OSError):
        if found := re.search(r'^PRETTY_NAME="(.*)"', Path("/etc/os-release").read_text("utf-8"), re.M):
            return found.group(1)
    return platform.system()


def _processor() -> str:
    with suppress(OSError):
        if found := re.search(r"^model name\s*: (.*)", Path("/proc/cpuinfo").read_text("utf-8"), re.M):
            return found.group(1)
    return platform.machine()
