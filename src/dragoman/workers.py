"""Who does the work of a build: this process, others on this machine, or a cluster; started when it is worth it."""

from __future__ import annotations

import os
from concurrent.futures import Executor
from contextlib import ExitStack

from dragoman.guard import Allowance, Guarded
from dragoman.jobs import Job
from dragoman.project import Project

_FEWEST = 4
"""Handouts, or fonts: to start a process takes as long as to make this many."""
_AT_ONCE_ON_A_CLUSTER = 256
"""Handouts, of about 0.3 MB each."""


def guarded_by_limits(project: Project, processes: int) -> Guarded:
    """Processes that make handouts, and other things, within the limits of the project."""
    limits = project.settings.limits

    def name(task: object) -> str:
        if isinstance(task, Job):
            return f"The handout {task.guide} in {project.language(task.language).english}"
        return "A file that all pages share"

    return Guarded(processes, Allowance(limits.press_seconds, limits.press_bytes), name, imported=("dragoman.build",))


class Workers:
    """Executors for one build; those that were started end with it."""

    def __init__(self, project: Project, workers: int | str) -> None:
        """`workers` is a number of processes, or the address of a Dask scheduler."""
        self._project = project
        self._cluster = workers if isinstance(workers, str) else ""
        self._processes = workers if isinstance(workers, int) else os.cpu_count() or 1
        self._staff: Executor | None = None
        self._stack = ExitStack()

    def __enter__(self) -> Workers:
        return self

    def __exit__(self, *error: object) -> None:
        self._stack.close()

    def for_handouts(self, tasks: int) -> tuple[Executor | None, int]:
        """Who makes so many handouts, and how many may be under way at once; `None` for none."""
        if not self._cluster and tasks:
            processes = self._processes if tasks >= _FEWEST else 1
            return self._guarded(processes), 4 * processes
        if not tasks:
            return None, 1
        from dragoman.cluster import cluster_executor  # noqa: PLC0415 - an extra, and slow to import

        cluster = cluster_executor(self._cluster, self._project.all_files())
        return self._stack.enter_context(cluster), _AT_ONCE_ON_A_CLUSTER

    def for_tasks(self, tasks: int) -> Executor | None:
        """Who does work that stays on this machine; `None` if this process does it sooner alone."""
        if self._staff is None and self._processes > 1 and tasks >= _FEWEST:
            self._staff = self._guarded(self._processes)
        return self._staff if self._processes > 1 and tasks > 1 else None

    def _guarded(self, processes: int) -> Guarded:
        staff = self._stack.enter_context(guarded_by_limits(self._project, processes))
        if processes == self._processes:
            self._staff = staff
        return staff
