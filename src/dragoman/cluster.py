"""Handouts made on a Dask cluster. The only importer of `distributed`, an extra: `pip install dragoman[cluster]`.

A worker may be anywhere: the files of the project travel to each one once, also to those that join later, and it makes
handouts of them as of a folder of its own. A worker that is lost loses nothing: its jobs are given to others.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import CancelledError, Executor, Future
from contextlib import contextmanager, suppress
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any
from uuid import uuid4

from dragoman.build import make_handout
from dragoman.errors import UserError
from dragoman.guard import Stopped
from dragoman.jobs import Job, Made
from dragoman.program import program_digest

_PATIENCE = 10
"""Seconds to find the scheduler."""
_TRIES = 5
"""How often a job is given to another worker after its own was lost."""

try:
    from distributed import Client, Worker, WorkerPlugin, get_worker
except ImportError as error:
    raise UserError(
        "Dask is not installed.",
        remedy="Install it on this machine and on the workers: pip install 'dragoman[cluster]'.",
    ) from error


@contextmanager
def cluster_executor(address: str, files: Mapping[str, bytes]) -> Iterator[Executor]:
    """An executor for jobs of the project that these files are, on the workers of a scheduler (`tcp://host:8786`).

    `UserError` where there is no scheduler, no worker, or a worker with another program: it would make other bytes.
    """
    try:
        client = Client(address, timeout=_PATIENCE, set_as_default=False)
    except (OSError, ValueError) as error:
        raise UserError(
            f"There is no scheduler at {address}.", remedy="Start one with `dask scheduler`, and give its address."
        ) from error
    with client:
        _require_same_program(client, address)
        plugin = _ProjectFiles(files)
        client.register_plugin(plugin)
        try:
            yield _Workers(client, plugin.name)
        finally:
            with suppress(Exception):  # the scheduler may be gone: then so are the files
                client.unregister_worker_plugin(plugin.name)


def _require_same_program(client: Client, address: str) -> None:
    programs: Mapping[str, str] = client.run(program_digest)
    if not programs:
        raise UserError(f"The scheduler at {address} has no workers.", remedy="Start some: `dask worker ADDRESS`.")
    for worker, digest in programs.items():
        if digest != program_digest():
            raise UserError(
                f"The worker {worker} has another version of Dragoman, or of what it draws with.",
                remedy="Install the same locked packages on every machine.",
            )


class _Workers(Executor):
    """`concurrent.futures` in front of a client."""

    def __init__(self, client: Client, project: str) -> None:
        self._executor = client.get_executor(pure=False, retries=_TRIES)
        self._project = project

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        assert fn is make_handout, "workers make handouts"
        (job,) = args
        submitted: Future[Made | Stopped] = self._executor.submit(_make_there, job, self._project, **kwargs)
        told: Future[Made] = Future()
        told.set_running_or_notify_cancel()
        submitted.add_done_callback(partial(_tell, told))
        return told

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        self._executor.shutdown(wait=wait and not cancel_futures)


def _tell(told: Future[Made], submitted: Future[Made | Stopped]) -> None:
    if submitted.cancelled():
        told.set_exception(CancelledError())
    elif error := submitted.exception():
        told.set_exception(error)
    elif isinstance(made := submitted.result(), Stopped):
        told.set_exception(made)
    else:
        told.set_result(made)


def _make_there(job: Job, project: str) -> Made | Stopped:
    """On a worker: the handout, made in the folder that `_ProjectFiles` filled.

    What goes beyond the limits is no error there: Dask would have another worker try, and as many as `_TRIES`.
    """
    try:
        made = make_handout(replace(job, root=str(_folder(get_worker(), project))))
    except Stopped as stopped:
        return stopped
    return replace(made, job=job)


def _folder(worker: Worker, project: str) -> Path:
    return Path(worker.local_directory) / project


class _ProjectFiles(WorkerPlugin):  # type: ignore[misc]  # mypy does not look into distributed
    """Puts the files of a project on each worker, and takes them away again. The scheduler keeps it for new workers."""

    def __init__(self, files: Mapping[str, bytes]) -> None:
        self.name = f"dragoman-{uuid4().hex}"
        self._files = dict(files)

    def setup(self, worker: Worker) -> None:
        folder = _folder(worker, self.name)
        for name, content in self._files.items():
            path = folder / name
            assert path.resolve().is_relative_to(folder.resolve()), "names stay inside"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)

    def teardown(self, worker: Worker) -> None:
        shutil.rmtree(_folder(worker, self.name), ignore_errors=True)
