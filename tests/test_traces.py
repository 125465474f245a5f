"""What setting a hostile guide touches and takes: no connection, no file of others, bounded time and memory."""

from __future__ import annotations

import re
import resource
import shutil
import site
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest

from projects import MakeProject

SRC = Path(__file__).parent.parent / "src"
HOSTILE = """\
---
title: '#read("/etc/passwd")'
---

#include "/etc/shadow" `#import "@preview/evil:0.1.0"` {{7*7}} {% include "/etc/hosts" %} $#read("/etc/passwd")$

[a](https://evil.example/a) <img src="http://evil.example/x.png"> <script src="//evil.example/x.js"></script>

<!-- <iframe src="file:///etc/passwd"> -->

#eval("read(\\"/etc/hostname\\")") @label \\u{202e} %(x)999s {0.__class__}
"""
MEMORY = 1_500_000_000
"""Bytes, of address space."""
SECONDS = 60
LINE = re.compile(r'(?:open|openat)\((?:AT_FDCWD|\d+), "(?P<path>[^"]*)"[^)]*\)\s+= (?P<result>-?\d+)')
SYSTEM = ("/proc/", "/sys/", "/dev/", "/usr/lib/", "/usr/local/lib/", "/lib/", "/lib64/", "/usr/share/locale/")
SYSTEM_FILES = frozenset(("/etc/ld.so.cache", "/etc/localtime", "/usr/lib", "/etc/locale.alias", "/sys", "/proc"))


def command(*arguments: str) -> list[str]:
    return [sys.executable, "-c", "from dragoman.cli import entry; entry()", *arguments]


def environment() -> dict[str, str]:
    return {"PYTHONPATH": str(SRC), "PATH": "/usr/bin:/bin", "PYTHONDONTWRITEBYTECODE": "1", "HOME": "/nowhere"}


def may_trace() -> bool:
    strace = shutil.which("strace")
    return strace is not None and subprocess.run([strace, "true"], capture_output=True, check=False).returncode == 0


@pytest.mark.skipif(not may_trace(), reason="strace is not there, or may not trace here")
def test_a_hostile_guide_opens_no_connection_and_no_file_of_others(project: MakeProject, tmp_path: Path) -> None:
    root = project({"source/care.md": HOSTILE})
    trace = tmp_path / "trace"
    calls = "trace=open,openat,connect,execve"
    traced = ["strace", "-f", "-qq", "-o", str(trace), "-e", calls, *command("print", "care", "en", "-o", "care.pdf")]
    subprocess.run(traced, cwd=root, env=environment(), check=True, capture_output=True, timeout=120)
    lines = trace.read_text("utf-8", "replace")
    assert "connect(" not in lines
    assert lines.count("execve(") == 1, "it starts no other program"
    own = [root, SRC, Path(sys.prefix), Path(sys.base_prefix), Path(sysconfig.get_path("stdlib")), *_sites()]
    opened = {match["path"] for match in LINE.finditer(lines) if int(match["result"]) >= 0}
    assert any(path.endswith("NotoSans-Regular.ttf") for path in opened), "the trace sees what is opened"
    others = [path for path in opened if not _is_own(path, root, own)]
    assert others == []


def _sites() -> list[Path]:
    return [Path(folder) for folder in (*site.getsitepackages(), *sys.path) if folder]


def _is_own(path: str, root: Path, own: list[Path]) -> bool:
    whole = (root / path).resolve()
    # The press's root with its template in it, and the file by which Python's tempfile learns that it may write there.
    scratch = r"/tmp/dragoman-\w+(?:/dragoman-press-\w+(?:/[0-9a-f]{64}\.typ)?)?|/tmp/[a-z0-9_]{8}"  # noqa: S108
    is_scratch = re.fullmatch(scratch, str(whole)) is not None
    known = path in SYSTEM_FILES or path.startswith(SYSTEM) or is_scratch
    return known or any(whole.is_relative_to(folder.resolve()) for folder in own)


def _limit() -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


WIDE = "| " + " | ".join("a" for _ in range(60)) + " |\n" + "|" + " - |" * 60 + "\n"
BOMBS = {
    "one long word": "w" * 20_000,
    "a long paragraph": "Rest and drink water. " * 5_000,
    "a wide table": WIDE + ("| " + " | ".join("cell" for _ in range(60)) + " |\n") * 20,
    "lists in lists": "".join("  " * depth + "- deeper\n" for depth in range(40)),
    "many notes": "".join(f"Text[^{n}].\n\n[^{n}]: Note.\n\n" for n in range(300)),
}


@pytest.mark.parametrize("name", BOMBS)
def test_setting_ends_within_bounds(project: MakeProject, name: str) -> None:
    """Set, or refused in a sentence: within a minute of processor and 1.5 GB of addresses."""
    root = project({"source/care.md": f"---\ntitle: Care\n---\n\n{BOMBS[name]}\n"})
    made = subprocess.run(
        command("check", "en", "--print"),
        cwd=root,
        env=environment(),
        check=False,
        capture_output=True,
        text=True,
        timeout=300,
        preexec_fn=_limit,
    )
    assert made.returncode in (0, 1, 2), made.stderr[-500:]
    assert "Traceback" not in made.stderr
