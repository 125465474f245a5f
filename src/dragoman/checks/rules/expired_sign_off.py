"""Sign-offs that are too old for what the project demands."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.checks.anatomy import LedgerRule, LedgerView, Problem
from dragoman.checks.signed import counted, demand_on, in_ledger, iter_said, sign_command, signer
from dragoman.model import Judgement, Severity, SignOff, TextHash
from dragoman.policy import renewal_date


def check(view: LedgerView) -> Iterator[tuple[str, Problem]]:
    found: dict[tuple[str, str, str, str], tuple[SignOff, set[TextHash]]] = {}
    for guide, text, sign_off in iter_said(view, Judgement.APPROVED) if view.policy.sign_off else ():
        end = renewal_date(sign_off.date, demand_on(view, text).months)
        # Where others have signed since, nobody need sign again.
        if end and end <= view.today and text.shortfalls:
            _, texts = found.setdefault((guide.guide, signer(sign_off), sign_off.date, end), (sign_off, set()))
            texts.add(text.text)
    for (guide_id, who, day, end), (first, texts) in found.items():
        yield (
            guide_id,
            Problem(
                f"What {who} signed on {day} is too old since {end}: {counted(texts)}.",
                f"Have them read again as they are now, and signed: {sign_command(view, guide_id)}.",
                location=in_ledger(view, first),
            ),
        )


RULE = LedgerRule("A sign-off is too old to count, and the text lacks it.", Severity.WARNING, check)
