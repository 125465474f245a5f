"""Sign-offs of texts that stand nowhere any more."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.checks.anatomy import LedgerRule, Problem
from dragoman.checks.signed import in_ledger, sign_command, signer
from dragoman.checks.views import LedgerView
from dragoman.model import Judgement, Severity
from dragoman.signoff import texts_signed_for


def check(view: LedgerView) -> Iterator[tuple[str, Problem]]:
    standing = {
        known
        for guide in (view.guides if view.ledger.sign_offs else ())
        for text in guide.texts
        for known in texts_signed_for(view.ledger, text.key, text.translation, guide.context)
    }
    guides = [guide.guide for guide in view.guides]
    for sign_off in view.ledger.sign_offs:
        if sign_off.text not in standing and sign_off.judgement is Judgement.APPROVED:
            guide = sign_off.guide if sign_off.guide in guides else ""
            about = f": “{sign_off.about}”" if sign_off.about else ""
            yield (
                guide,
                Problem(
                    f"{signer(sign_off)} signed on {sign_off.date} a text that stands nowhere any more{about}.",
                    f"If it was changed, have it signed as it is now: {sign_command(view, guide or 'GUIDE')}. "
                    "The line holds again if the text comes back; else it may be removed.",
                    location=in_ledger(view, sign_off),
                ),
            )


RULE = LedgerRule("A sign-off is of a text that stands nowhere any more.", Severity.WARNING, check)
