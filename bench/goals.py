"""What was to be reached: the most that Dragoman may take, of a peer's time or in seconds."""

from __future__ import annotations

from dataclasses import dataclass

from bench.tasks.edited import NEW_PROCESS, NOTHING, RESIDENT_PAGE, RESIDENT_SHEET
from bench.tasks.sheets import PRINT
from bench.values import Alone, Compared, Row, Spread


@dataclass(frozen=True, slots=True)
class Goal:
    task: str
    row: str
    """The peer, or the name of a row of Dragoman alone."""
    most: float
    """Of the ratio of Dragoman's time to the peer's, or seconds for Dragoman alone."""
    note: str = ""
    of_full_size: bool = False
    """On a smaller corpus it is easier."""


GOALS = (
    Goal("extract", "po4a", 0.35),
    Goal("extract", "Sphinx with MyST", 0.06),
    Goal("sync-exact", "msgmerge -N", 0.6),
    Goal("sync-reworded", "msgmerge", 0.08, "with at least 99 % of its good matches and no wrong one"),
    Goal("check-one", "msgfmt -c", 1.5, "the limit to strive for"),
    Goal("check-one", "pofilter", 0.2),
    Goal("check-all", "msgfmt -c", 0.75, "the limit to strive for"),
    Goal("check-all", "pofilter", 0.2),
    Goal("check-edited", "pofilter", 0.2),
    Goal("html-one", "Sphinx with MyST", 0.02),
    Goal("html-all", "Sphinx with MyST", 0.02),
    Goal("incremental", NEW_PROCESS, 0.5),
    Goal("incremental", RESIDENT_PAGE, 0.02),
    Goal("incremental", RESIDENT_SHEET, 0.1),
    Goal("incremental", NOTHING, 1.0, "for 1,000 guides in 20 languages: BENCH=full", of_full_size=True),
    Goal("sheets", "bare Typst", 2.0),
    Goal("sheets", "WeasyPrint", 0.02),
    Goal("sheets", "Chromium, a process a sheet", 0.05),
    Goal("sheets", PRINT, 0.5),
)
NOT_MEASURED = (
    "extract: at most 0.35 of the time of mdbook with mdbook-i18n-helpers",
    "pages: at most 0.35 of it for one language and 0.1 for all",
)


def goal_of(task: str, row: Row) -> Goal | None:
    name = row.name if isinstance(row, Alone) else row.peer
    return next((goal for goal in GOALS if (goal.task, goal.row) == (task, name)), None)


def figure(row: Compared | Alone) -> Spread:
    """What a goal is held against: a ratio, or seconds."""
    return row.ratio() if isinstance(row, Compared) else row.wall()


def is_reached(goal: Goal, row: Compared | Alone) -> bool:
    return figure(row).median <= goal.most
