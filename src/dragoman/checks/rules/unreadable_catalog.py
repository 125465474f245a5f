"""Catalogs and templates that cannot be read."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.checks.anatomy import FileRule, Problem
from dragoman.checks.views import FileView
from dragoman.model import Severity


def check(view: FileView) -> Iterator[Problem]:
    yield Problem(view.problem, view.remedy, location=view.location)


RULE = FileRule("A catalog cannot be read.", Severity.ERROR, check)
