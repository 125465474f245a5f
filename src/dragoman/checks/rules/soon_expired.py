"""Texts whose sign-offs will soon be too old."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.checks.anatomy import LedgerRule, Problem
from dragoman.checks.signed import counted, demand_on, first_line, sign_command, signer
from dragoman.checks.views import LedgerView
from dragoman.model import Severity, SignOff, TextHash
from dragoman.policy import lapses_soon, renewal_date


def check(view: LedgerView) -> Iterator[tuple[str, Problem]]:
    found: dict[tuple[str, str], tuple[list[SignOff], set[TextHash]]] = {}
    for guide in view.guides:
        for text in guide.texts:
            if lapses_soon(text.lapses, view.today, view.policy.notice_days):
                people, texts = found.setdefault((guide.guide, text.lapses), ([], set()))
                texts.add(text.text)
                months = demand_on(view, text).months
                people += [s for s in text.signed if renewal_date(s.date, months) == text.lapses]
    for (guide_id, day), (people, texts) in found.items():
        who = ", ".join(sorted(set(map(signer, people))))
        yield (
            guide_id,
            Problem(
                f"What {who} signed is too old from {day} on: {counted(texts)}.",
                f"Have them read again before that day, and signed: {sign_command(view, guide_id)}.",
                location=first_line(view, people),
            ),
        )


RULE = LedgerRule("A sign-off will soon be too old to count.", Severity.NOTE, check)
