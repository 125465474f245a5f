"""Texts that somebody who signs has rejected as they stand."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.checks.anatomy import LedgerRule, Problem
from dragoman.checks.signed import iter_said, signer, text_problem
from dragoman.checks.views import LedgerView
from dragoman.model import Judgement, Severity


def check(view: LedgerView) -> Iterator[tuple[str, Problem]]:
    told = set()
    for _, text, sign_off in iter_said(view, Judgement.REJECTED):
        known = (text.domain, text.text, sign_off)
        if known in told:
            continue
        told.add(known)
        reason = " ".join(sign_off.note.split()).rstrip(".") or "no reason is given"
        yield (
            text.domain,
            text_problem(
                view,
                text,
                f"{signer(sign_off)} rejected this text on {sign_off.date}: {reason}.",
                "Change it and have it signed anew, or have the same person sign it after all.",
            ),
        )


RULE = LedgerRule("Somebody who signs has rejected a text as it stands.", Severity.ERROR, check)
