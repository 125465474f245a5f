"""Sign-offs that are too old for what the project demands."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.checks.anatomy import LedgerRule, Problem
from dragoman.checks.signed import counted, demand_on, first_line, iter_said, sign_command, signer
from dragoman.checks.views import LedgerView
from dragoman.model import Judgement, Severity, SignOff, TextHash
from dragoman.policy import renewal_date


def check(view: LedgerView) -> Iterator[tuple[str, Problem]]:
    found: dict[tuple[str, str, str, str], dict[TextHash, SignOff]] = {}
    for guide, text, sign_off in iter_said(view, Judgement.APPROVED) if view.policy.sign_off else ():
        end = renewal_date(sign_off.date, demand_on(view, text).months)
        # Where others have signed since, nobody need sign again.
        if end and end <= view.today and text.shortfalls:
            found.setdefault((guide.guide, signer(sign_off), sign_off.date, end), {})[text.text] = sign_off
    for (guide_id, who, day, end), signed in found.items():
        yield (
            guide_id,
            Problem(
                f"What {who} signed on {day} is too old since {end}: {counted(set(signed))}.",
                f"Have them read again as they are now, and signed: {sign_command(view, guide_id)}.",
                location=first_line(view, signed.values()),
            ),
        )


RULE = LedgerRule("A sign-off is too old to count, and the text lacks it.", Severity.WARNING, check)
