"""Measurement values to `RESULTS.md` and charts. Every figure in them comes from the values."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from bench.charts import Bar, Chart, draw
from bench.goals import GOALS, NOT_MEASURED, Goal, figure, goal_of, is_reached
from bench.peers import UNOBTAINABLE
from bench.sizes import FULL, TRIAL
from bench.values import Alone, Compared, Failed, Missing, Row, Run, Spread, TaskResult

CHARTS = "charts"
Explained = Mapping[str, tuple[str, str]]
"""Key of a task → its title and what is done in it."""


def write_report(run: Run, explained: Explained, folder: Path) -> list[str]:
    """Writes the report and its charts; returns their names in the folder. Charts of no task are removed."""
    charts = {f"{CHARTS}/{task.key}.svg": draw(chart) for task in run.tasks if (chart := chart_of(task, explained))}
    (folder / CHARTS).mkdir(parents=True, exist_ok=True)
    for old in (folder / CHARTS).glob("*.svg"):
        if f"{CHARTS}/{old.name}" not in charts:
            old.unlink()
    made = {**charts, "RESULTS.md": report(run, explained)}
    for name, content in made.items():
        (folder / name).write_text(content, "utf-8")
    return sorted(made)


def report(run: Run, explained: Explained) -> str:
    return "\n".join([*_head(run), *_goals(run, explained), *(line for t in run.tasks for line in _task(t, explained))])


def chart_of(task: TaskResult, explained: Explained) -> Chart | None:
    """How many times as long as Dragoman its peers take; Dragoman alone in seconds. `None` if nothing was measured."""
    title, _ = explained[task.key]
    compared = [row for row in task.rows if isinstance(row, Compared)]
    alone = [row for row in task.rows if isinstance(row, Alone)]
    if compared:
        axis = "Time of the tool ÷ time of Dragoman, beside it in one run"
        return Chart(title, axis, 1.0, tuple(_times(row, goal_of(task.key, row)) for row in compared))
    if alone:
        return Chart(title, "Seconds", None, tuple(_seconds(row, goal_of(task.key, row)) for row in alone))
    return None


def _times(row: Compared, goal: Goal | None) -> Bar:
    ratio = row.ratio()
    turned = Spread(1 / ratio.greatest, 1 / ratio.median, 1 / ratio.least)
    good = is_reached(goal, row) if goal else turned.median >= 1
    return Bar(row.peer, turned, 1 / goal.most if goal else None, good, f"{_short(turned.median)} ×")


def _seconds(row: Alone, goal: Goal | None) -> Bar:
    wall = row.wall()
    good = is_reached(goal, row) if goal else True
    return Bar(row.name, wall, goal.most if goal else None, good, f"{_short(wall.median)} s")


def _head(run: Run) -> Iterator[str]:
    machine = run.machine
    loads = [load for task in run.tasks for load in task.load]
    yield "# Dragoman beside its peers\n"
    yield (
        f"Measured on {run.date} by `make bench` (size: {run.size}; {run.minutes:.0f} minutes): {machine.cores} cores "
        f"({machine.processor}), {machine.memory:.0f} GB, {machine.system}, Python {machine.python}; Dragoman at "
        f"{run.program}. Load of the machine during the run: {min(loads):.1f} to {max(loads):.1f} processes, of which "
        "some are the measured ones.\n"
    )
    if run.size == TRIAL.name:
        yield "**A trial of the program on tiny corpora: its figures mean nothing.**\n"
    if max(loads) > 2 * machine.cores:
        yield "**The machine was busy with other work.** Times are long and spread widely; trust the ratios more.\n"
    yield f"Texts: {run.corpus}. Peers: {', '.join(f'{name} {version}' for name, version in run.versions)}.\n"
    yield (
        "Dragoman and a peer work in turn on the same texts and translations; the order changes from round to round. "
        "A ratio is that of two neighbours; below 1 Dragoman is faster. Figures are medians with the least and the "
        "greatest. Processor time and memory are those of all processes that a tool starts; memory is looked at ten "
        "times a second, and is never less than the most of one process. After each run what was made is looked at: "
        "a tool that made nothing, or without the translations, has no figure. "
        "How to run it, and on other texts: [README.md](README.md).\n"
    )
    for missing in UNOBTAINABLE:
        yield f"Not here: {missing.peer} {missing.reason}.\n"


def _goals(run: Run, explained: Explained) -> Iterator[str]:
    yield "## Goals\n"
    yield from _table_head("task", "beside", "Dragoman may take", "takes, median (least–greatest)", "reached")
    tasks = {task.key: task for task in run.tasks}
    for goal in GOALS:
        if goal.task in tasks:
            title, _ = explained[goal.task]
            found = next((row for row in tasks[goal.task].rows if goal_of(goal.task, row) == goal), None)
            yield _goal_row(goal, title, found, is_full=run.size == FULL.name)
    yield ""
    yield f"Goals that cannot be measured here: {'; '.join(NOT_MEASURED)}.\n"


def _goal_row(goal: Goal, title: str, row: Row | None, *, is_full: bool) -> str:
    match row:
        case Compared() | Alone():
            unit, name = ("×", row.peer) if isinstance(row, Compared) else ("s", f"alone: {row.name}")
            most = f"{goal.most:g} {unit}" + (f" ({goal.note})" if goal.note else "")
            reached = "yes" if is_reached(goal, row) else "no"
            if goal.of_full_size and not is_full:
                reached += ", on a smaller library"
            return _row(title, name, most, f"{_spread(figure(row))} {unit}", reached)
        case Missing() | Failed():
            return _row(title, row.peer, f"{goal.most:g} ×", row.reason, "not measured")
        case None:
            return _row(title, goal.row, f"{goal.most:g}", "", "not measured")


def _task(task: TaskResult, explained: Explained) -> Iterator[str]:
    title, text = explained[task.key]
    yield f"## {title}\n"
    yield f"{text}\n"
    if chart := chart_of(task, explained):
        yield f"![{title}. {chart.described()}.]({CHARTS}/{task.key}.svg)\n"
    if any(isinstance(row, Compared) for row in task.rows):
        yield from _compared(task.rows)
    if any(isinstance(row, Alone) for row in task.rows):
        yield from _alone([row for row in task.rows if isinstance(row, Alone)])
    for row in task.rows:
        if isinstance(row, Missing):
            yield f"Not measured: {row.peer}: {row.reason}.\n"
        if isinstance(row, Failed):
            yield f"**Failed:** {row.peer}: {row.reason}.\n"


def _compared(rows: Sequence[Row]) -> Iterator[str]:
    found = [row for row in rows if isinstance(row, Compared)]
    yield from _table_head(
        "tool", "clock, s", "Dragoman beside it, s", "Dragoman ÷ tool, clock", "the same, processor", "processor, s",
        "Dragoman’s, s", "MB", "Dragoman’s, MB", "rounds", numbers=range(1, 10),
    )  # fmt: skip
    for row in found:
        ours, theirs = [pair.ours for pair in row.pairs], [pair.theirs for pair in row.pairs]
        yield _row(
            row.peer,
            _spread(Spread.of([cost.wall for cost in theirs])),
            _spread(Spread.of([cost.wall for cost in ours])),
            f"**{_short(row.ratio().median)}** ({_short(row.ratio().least)}–{_short(row.ratio().greatest)})",
            _spread(row.processor_ratio()),
            _short(Spread.of([cost.processor for cost in theirs]).median),
            _short(Spread.of([cost.processor for cost in ours]).median),
            f"{max(cost.memory for cost in theirs):.0f}",
            f"{max(cost.memory for cost in ours):.0f}",
            str(len(row.pairs)),
        )
    yield ""
    for row in found:
        yield f"- **{row.peer}**: {row.remark}. On {row.corpus}. Made: {row.made}. Dragoman: {row.ours_made}."
    yield ""


def _alone(rows: Sequence[Alone]) -> Iterator[str]:
    yield from _table_head("Dragoman", "clock, s", "processor, s", "MB", "times", numbers=range(1, 5))
    for row in rows:
        processor = Spread.of([cost.processor for cost in row.costs])
        memory = max(cost.memory for cost in row.costs)
        yield _row(row.name, _spread(row.wall()), _spread(processor), f"{memory:.0f}", str(len(row.costs)))
    yield ""
    for row in rows:
        remark = f"{row.remark}. " if row.remark else ""
        yield f"- **{row.name}**: {remark}On {row.corpus}. Made: {row.made}."
    yield ""


def _table_head(*cells: str, numbers: Sequence[int] = ()) -> Iterator[str]:
    yield _row(*cells)
    yield _row(*("---:" if place in numbers else "---" for place in range(len(cells))))


def _row(*cells: str) -> str:
    return f"| {' | '.join(cell.replace('|', '/') for cell in cells)} |"


def _spread(spread: Spread) -> str:
    return f"{_short(spread.median)} ({_short(spread.least)}–{_short(spread.greatest)})"


def _short(figure: float) -> str:
    """Three figures that count."""
    if figure >= 100:
        return f"{figure:,.0f}"
    return f"{figure:.1f}" if figure >= 10 else f"{figure:.2f}" if figure >= 1 else f"{figure:.3f}"
