"""What became of a returned review sheet, for the terminal."""

from __future__ import annotations

from dragoman.model import (
    Judgement,
    Review,
)
from dragoman.report.marked import visible

_MOST = 40
"""Refused rows that are listed; a workbook with more is the wrong one."""


def refusals_text(review: Review) -> str:
    """Each row that cannot be taken, by its number and first words."""
    lines = [f"  {visible(r.number)} “{visible(r.about)}”: {visible(r.problem)}." for r in review.refused[:_MOST]]
    more = len(review.refused) - _MOST
    return "\n".join((*lines, *([f"  and {more} more."] if more > 0 else ())))


def review_counts(review: Review) -> str:
    approved, rejected = review.count(Judgement.APPROVED), review.count(Judgement.REJECTED)
    return f"  approved  {approved}\n  rejected  {rejected}\n  refused   {len(review.refused)}"
