"""What takes too long or too much memory is stopped and named, and the rest goes on."""

from __future__ import annotations

import errno
import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from pickle import PicklingError

import pytest

from dragoman.errors import UserError
from dragoman.guard import Allowance, Guarded, Stopped
from projects import SETTINGS, SHIPPED, MakeProject, Run

LONG = "descanse mucho " * 60_000
"""900 kB, of each of six paragraphs."""
TEXTS = ("Rest.", "Sit.", "Stand.", "Walk.", "Sleep.", "Drink.")
LIMITS = "[limits]\npress_seconds = 1\n"
HEADER = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n'


def catalog(text: str) -> str:
    return HEADER + "".join(f'\nmsgid "{english}"\nmsgstr "{text}"\n' for english in TEXTS)


def spin() -> None:
    while True:
        pass


def fill(size: int) -> int:
    return len(bytearray(size))


def die(code: int) -> None:
    os.kill(os.getpid(), code)


@pytest.fixture
def guarded() -> Iterator[Guarded]:
    with Guarded(1, Allowance(seconds=1, bytes=600_000_000), lambda _: "The work") as found:
        yield found


def called(task: tuple[str, int]) -> int | None:
    kind, amount = task
    match kind:
        case "spin":
            spin()
        case "fill":
            return fill(amount)
        case _:
            die(amount)
    return None


def test_where_no_process_can_be_started_whoever_waits_is_told(
    guarded: Guarded, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> str:
        raise OSError(errno.ENOSPC, "No space left on device")

    with pytest.raises(Stopped):
        guarded.submit(called, ("die", signal.SIGKILL)).result(timeout=60)
    monkeypatch.setattr("dragoman.guard.mkdtemp", full)
    with pytest.raises(UserError, match=r"No process could be started to set sheets: No space left on device\."):
        guarded.submit(called, ("fill", 1)).result(timeout=60)
    monkeypatch.undo()
    assert guarded.submit(called, ("fill", 1)).result(timeout=60) == 1


@pytest.mark.parametrize(
    ("task", "said"),
    [
        (("spin", 0), r"The work was not made within 1 s of the processor\. .*'press_seconds'"),
        (("fill", 2_000_000_000), r"The work was not made within 600,000,000 bytes of memory\. .*'press_bytes'"),
        (("die", signal.SIGABRT), r"The work was not made within 600,000,000 bytes of memory\. .*'press_bytes'"),
        (("die", signal.SIGTERM), r"The work was not made: its process ended with the code -15\."),
    ],
)
def test_a_task_beyond_its_limits_fails_alone(guarded: Guarded, task: tuple[str, int], said: str) -> None:
    before = guarded.submit(called, ("fill", 1000))
    bad = guarded.submit(called, task)
    after = guarded.submit(called, ("fill", 2000))
    with pytest.raises(Stopped) as stopped:
        bad.result(timeout=60)
    assert re.fullmatch(said + r".*", str(stopped.value))
    assert (before.result(timeout=60), after.result(timeout=60)) == (1000, 2000)


def test_seconds_are_those_of_one_task(guarded: Guarded) -> None:
    for _ in range(3):
        assert guarded.submit(_half_a_second, None).result(timeout=60) is None


def _half_a_second(_: None) -> None:
    import time

    end = time.process_time() + 0.6
    while time.process_time() < end:
        pass


def test_a_sheet_without_an_end_stops_no_other_language(project: MakeProject, run: Run) -> None:
    root = project(
        {
            "source/care.md": "---\ntitle: Care\n---\n" + "\n\n".join(TEXTS),
            "dragoman.toml": SETTINGS + LIMITS,
            "locales/es/LC_MESSAGES/care.po": catalog(LONG),
        }
    )
    outcome = run("build", "--format", "pdf", at=root)
    assert outcome.code == 2
    said = re.findall(r"^The handout care in Spanish was not made within 1 s.*$", outcome.err, re.MULTILINE)
    assert len(said) == 1
    made = sorted(str(path.relative_to(root / "build")) for path in (root / "build").rglob("*.pdf"))
    assert made, "the others are made"
    assert "es/care.pdf" not in made
    again = run("print", "care", "es", "-o", "care.pdf", at=root)
    assert (again.code, (root / "care.pdf").exists()) == (2, False)
    assert "The handout care in Spanish was not made within 1 s" in again.err


def test_what_earlier_tasks_left_in_memory_stops_no_later_one(guarded: Guarded) -> None:
    """Each keeps 200 MB of 600: the fourth would not have room beside the others."""
    kept = [guarded.submit(_keep, 200_000_000).result(timeout=60) for _ in range(5)]
    assert max(kept) <= 3 and min(kept[1:]) == 1, "its process was replaced"


_KEPT: list[bytes] = []


def _keep(size: int) -> int:
    _KEPT.append(b"x" * size)
    return len(_KEPT)


def test_a_task_that_was_stopped_in_a_used_process_is_tried_in_a_new_one(guarded: Guarded) -> None:
    assert guarded.submit(_keep, 250_000_000).result(timeout=60) == 1
    assert guarded.submit(called, ("fill", 400_000_000)).result(timeout=60) == 400_000_000


def test_what_cannot_be_sent_is_heard_of(guarded: Guarded) -> None:
    with pytest.raises((AttributeError, PicklingError)):
        guarded.submit(lambda: 1, "a task").result(20)
    assert guarded.submit(abs, -1).result(20) == 1


_LEAVE = """
import os
from dragoman.guard import Allowance, Guarded
staff = Guarded(2, Allowance(seconds=9, bytes=1 << 32), str)
print(*{future.result() for future in [staff.submit(eval, "__import__('os').getpid()") for _ in range(9)]}, flush=True)
os._exit(0)
"""


def test_copies_of_a_process_end_with_it() -> None:
    """Each has a copy of our end of the pipe to it, and of those to the ones before it."""
    environment = {**os.environ, "PYTHONPATH": str(SHIPPED / "src")}
    # To read its output to the end is to wait for all who have it open.
    ended = subprocess.run([sys.executable, "-c", _LEAVE], env=environment, check=True, capture_output=True, timeout=60)
    assert ended.stdout.split()
