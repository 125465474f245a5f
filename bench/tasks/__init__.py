"""What is measured: a module for each task or two that belong together."""

from bench.tasks import check, edited, extract, html, sheets, sync

TASKS = (
    extract.TASK,
    sync.EXACT,
    sync.REWORDED,
    check.ONE,
    check.ALL,
    check.EDITED,
    html.ONE,
    html.ALL,
    edited.BESIDE,
    edited.ALONE,
    sheets.TASK,
)
"""In the order of the report."""
