"""Lines of the ledger that call an edit of meaning a typo."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.checks.anatomy import LedgerRule, Problem
from dragoman.checks.history import quoted
from dragoman.checks.signed import sign_command
from dragoman.checks.views import LedgerView
from dragoman.model import Location, Severity
from dragoman.signoff import refused_corrections


def check(view: LedgerView) -> Iterator[tuple[str, Problem]]:
    told = set()
    for guide in view.guides if view.ledger.corrections else ():
        for text in guide.texts:
            for line, now in refused_corrections(view.ledger, text.key, text.translation, guide.context):
                if line not in told:
                    told.add(line)
                    yield (
                        text.domain,
                        Problem(
                            f"{line.by} calls it a typo that {quoted(line.was)} became {quoted(now)}.",
                            "It is more, and carries no sign-off: take the line out, and have the text signed: "
                            f"{sign_command(view, guide.guide)}.",
                            location=Location(view.path, line.line or 1),
                        ),
                    )


RULE = LedgerRule("A line of the ledger calls an edit of meaning a typo.", Severity.ERROR, check)
