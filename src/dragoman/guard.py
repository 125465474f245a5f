"""Work in processes of its own, within limits: what takes too long or too much memory is stopped, the rest goes on.

Typst cannot be interrupted, so the kernel ends the process that sets a sheet. Each process has one task at a time: the
one that died says by itself which it was.
"""

from __future__ import annotations

import os
import resource
import signal
import tempfile
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, Future
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from multiprocessing import current_process, get_context, set_forkserver_preload
from multiprocessing.connection import Connection
from queue import SimpleQueue
from shutil import rmtree
from tempfile import mkdtemp
from threading import Thread
from typing import Any
from weakref import finalize

from dragoman.copies import has_one_thread
from dragoman.errors import UserError, or_raise
from dragoman.garbage import collect_seldom


class Stopped(UserError):
    """Work that went beyond its limits."""


@dataclass(frozen=True, slots=True)
class Allowance:
    seconds: int
    """Of the processor, for one task."""
    bytes: int
    """Of writable memory, for a process."""


@dataclass(frozen=True, slots=True)
class _Task:
    call: Callable[..., Any]
    arguments: tuple[Any, ...]
    future: Future[Any]


class Guarded(Executor):
    """So many processes, each within the allowance; one that dies fails its own task alone, and is replaced."""

    def __init__(
        self, processes: int, allowance: Allowance, name: Callable[[Any], str], *, imported: Sequence[str] = ()
    ) -> None:
        """`name` says of the first argument of a task how a sentence names it; `imported` are modules that tasks need,
        read once for all processes."""
        self._tasks: SimpleQueue[_Task | None] = SimpleQueue()
        # A fork in the middle of another thread's work can hang. Where there are threads, what is copied is a process
        # that reads the modules and does nothing else: that takes 0.3 s, once.
        set_forkserver_preload(list(imported))
        method = "fork" if has_one_thread() else "forkserver"
        staff = [_Process(allowance, name, method) for _ in range(processes)]
        self._threads = [Thread(target=_serve, args=(one, self._tasks), daemon=True) for one in staff]
        for thread in self._threads:
            thread.start()

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        assert not kwargs, "tasks have arguments without names"
        future: Future[Any] = Future()
        self._tasks.put(_Task(fn, args, future))
        return future

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        while cancel_futures and not self._tasks.empty():
            if waiting := self._tasks.get():
                waiting.future.cancel()
        for _ in self._threads:
            self._tasks.put(None)
        for thread in self._threads if wait else ():
            thread.join()


def is_within_limits() -> bool:
    """Whether this process is one of those that are ended at their limits."""
    return _within


class _Process:
    """One process with a pipe to it; after a death the next is started when there is something to do.

    Its temporary files are in a folder of its own, removed when it ends: a process that is killed cannot clean up.
    """

    def __init__(self, allowance: Allowance, name: Callable[[Any], str], method: str) -> None:
        self._allowance = allowance
        self._name = name
        self._lives = False
        self._has_worked = False
        self._start(method)

    def _start(self, method: str) -> None:
        try:
            self._begin(method)
        except OSError as error:
            problem = f"No process could be started to set sheets: {error.strerror or error}."
            remedy = "Make room in memory and in the folder of temporary files, then run the command again."
            raise UserError(problem, remedy=remedy) from error
        self._lives = True

    def _begin(self, method: str) -> None:
        scratch = mkdtemp(prefix="dragoman-")
        self._clean = finalize(self, rmtree, scratch, ignore_errors=True)
        context = get_context(method)
        self._pipe, theirs = context.Pipe()
        # A copy of this process has our end too, and would not hear that we are gone. Those of the copies before it do
        # no harm: they hear of it when it has ended.
        ours = self._pipe if method == "fork" else None
        self._process = context.Process(target=_work, args=(theirs, ours, self._allowance, scratch), daemon=True)  # type: ignore[attr-defined]  # the stubs know it of each context alone
        with _with_leave_to_start():
            self._process.start()
        theirs.close()

    def do(self, task: _Task) -> None:
        is_new = not self._lives
        try:
            if is_new:
                self._start("forkserver")
            self._pipe.send((task.call, task.arguments))
            made, result, is_full = self._pipe.recv()
        except (EOFError, ConnectionError):
            self._pipe.close()
            self._process.join()
            self._lives = False
            self._clean()
            code = self._process.exitcode or 0
            if self._has_worked and not is_new and code in _OUT_OF_MEMORY:
                self.do(task)  # what it had kept of earlier tasks may have been in the way
            else:
                task.future.set_exception(_stopped(self._name(task.arguments[0]), code, self._allowance))
            return
        except Exception as error:  # no process, or what cannot be sent: whoever waits must hear of it
            task.future.set_exception(error)
            return
        self._has_worked = True
        if is_full:
            self.end()
            self._lives = False
        if made:
            task.future.set_result(result)
        else:
            task.future.set_exception(result)

    def end(self) -> None:
        if not self._lives:
            return
        with suppress(ConnectionError):
            self._pipe.send(None)
        self._pipe.close()
        self._process.join()
        self._clean()


@contextmanager
def _with_leave_to_start() -> Iterator[None]:
    """multiprocessing lets a daemon, such as a worker of a cluster, start no process, since it would outlive a daemon
    that is ended. Ours end by themselves when their pipe does.
    """
    config: dict[str, Any] = current_process()._config  # type: ignore[attr-defined]  # noqa: SLF001 - there is no other way
    was = config.get("daemon")
    config["daemon"] = False
    try:
        yield
    finally:
        config["daemon"] = was


def _serve(process: _Process, tasks: SimpleQueue[_Task | None]) -> None:
    while task := tasks.get():
        if task.future.set_running_or_notify_cancel():
            process.do(task)
    process.end()


_within = False


def _work(pipe: Connection, others: Connection | None, allowance: Allowance, scratch: str) -> None:
    """In the process: one task after another, each with seconds of its own."""
    global _within  # noqa: PLW0603 - it is true of a process, and of all of it
    _within = True
    collect_seldom()
    tempfile.tempdir = scratch
    if others:
        others.close()
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    _limit(resource.RLIMIT_DATA, allowance.bytes)
    for kind in (signal.SIGINT, signal.SIGXCPU):
        signal.signal(kind, signal.SIG_DFL)
    try:
        _answer_all(pipe, allowance)
    except (EOFError, ConnectionError):
        pass  # whoever asked is gone
    except MemoryError:
        os._exit(_NO_MEMORY)


def _answer_all(pipe: Connection, allowance: Allowance) -> None:
    memory = _memory()
    while task := pipe.recv():
        call, arguments = task
        used = resource.getrusage(resource.RUSAGE_SELF)
        _limit(resource.RLIMIT_CPU, int(used.ru_utime + used.ru_stime) + 1 + allowance.seconds)
        try:
            answer = (True, call(*arguments))
        except MemoryError:
            raise
        except Exception as error:  # raised again where the work was given out
            answer = (False, error)
        pipe.send((*answer, memory() > allowance.bytes // 2))


_NO_MEMORY = 99
_OUT_OF_MEMORY = (_NO_MEMORY, -signal.SIGABRT, -signal.SIGKILL, -signal.SIGSEGV)


def _memory() -> Callable[[], int]:
    """Asks for the bytes of writable memory that this process has, 0 where the system does not say. It is asked after
    each task whether what it keeps leaves less than half to the next: Typst keeps what it has set."""
    try:
        said = os.open("/proc/self/statm", os.O_RDONLY)
    except OSError:
        return lambda: 0
    page = resource.getpagesize()
    return lambda: int(os.pread(said, 200, 0).split()[5]) * page


def _limit(kind: int, most: int) -> None:
    """Lowers what the process may use; never above what it was given."""
    _, hard = resource.getrlimit(kind)
    resource.setrlimit(kind, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))


def _stopped(name: str, code: int, allowance: Allowance) -> Stopped:
    remedy = "Look for a very long word, table or drawing in it"
    if code == -signal.SIGXCPU:
        problem = f"{name} was not made within {allowance.seconds:,} s of the processor."
        return Stopped(problem, remedy=or_raise(remedy, "press_seconds"))
    if code in _OUT_OF_MEMORY:
        problem = f"{name} was not made within {allowance.bytes:,} bytes of memory."
        return Stopped(problem, remedy=or_raise(remedy, "press_bytes"))
    return Stopped(f"{name} was not made: its process ended with the code {code}.", remedy=f"{remedy}.")
