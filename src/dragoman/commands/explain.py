"""`dragoman explain RULE`: the page of a rule."""

from __future__ import annotations

from difflib import get_close_matches

from dragoman.checks.registry import RULES
from dragoman.commands.check import rule_page
from dragoman.errors import UserError


def run(*, rule: str | None) -> int:
    """Prints the page of a rule; without one, the list of rules."""
    if rule is None:
        width = max(map(len, RULES))
        for name, known in RULES.items():
            print(f"{name:<{width}}  {known.severity:<7}  {known.summary}")
        return 0
    if rule not in RULES:
        close = get_close_matches(rule, RULES, n=1)
        remedy = f"Did you mean '{close[0]}'?" if close else "`dragoman explain` lists them."
        raise UserError(f"There is no rule '{rule}'.", remedy=remedy)
    print(rule_page(rule).rstrip())
    return 0
