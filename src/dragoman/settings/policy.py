"""The table `[policy]`: what a project demands before a handout is final."""

from __future__ import annotations

from dataclasses import replace

from dragoman.model import Demand, Level, MachineText, Outdated, Policy, Signer
from dragoman.settings.document import Document

_LEVELS = (*(level.value for level in Level), "english")
_DEMAND_KEYS = ("roles", "people", "machine", "months")
_KEYS = ("sign_off", "outdated", "notice_days", "machine", "months", *_LEVELS)
_MOST_PEOPLE = 9
_MOST_MONTHS = 1200


def read_policy(document: Document) -> Policy:
    """The policy; what the file does not say is as strict as `Policy` itself."""
    document.check_keys(("policy",), document.subtable("policy"), _KEYS)
    usual = Policy()
    levels = {name: _demand(document, name, getattr(usual, name)) for name in _LEVELS}
    return replace(
        usual,
        sign_off=document.truth(("policy", "sign_off"), usual.sign_off),
        outdated=document.choice(("policy", "outdated"), Outdated, usual.outdated),
        notice_days=document.number(("policy", "notice_days"), usual.notice_days, most=3660),
        **levels,
    )


def _demand(document: Document, name: str, usual: Demand) -> Demand:
    """Of one level: `[policy]` says what holds for all, `[policy.warn]` what holds for warnings."""
    key = ("policy", name)
    table = document.value(key)
    if table is not None:
        if not isinstance(table, dict):
            document.fail(key, f"'policy.{name}' is not a table.", f"Write [policy.{name}] on a line of its own.")
        document.check_keys(key, table, _DEMAND_KEYS)
    machine = document.choice(("policy", "machine"), MachineText, usual.machine)
    months = document.number(("policy", "months"), usual.months, most=_MOST_MONTHS)
    demand = Demand(
        roles=_roles(document, (*key, "roles"), usual.roles),
        people=document.number((*key, "people"), usual.people, most=_MOST_PEOPLE),
        machine=document.choice((*key, "machine"), MachineText, machine),
        months=document.number((*key, "months"), months, most=_MOST_MONTHS),
    )
    if not demand.roles and not demand.people:
        document.fail(
            key, f"[policy.{name}] asks for nobody.", "Name a role or a number of people, or write sign_off = false."
        )
    return demand


def _roles(document: Document, key: tuple[str, ...], usual: tuple[Signer, ...]) -> tuple[Signer, ...]:
    found = document.value(key)
    if found is None:
        return usual
    known = [role.value for role in Signer]
    if not isinstance(found, list) or not all(role in known for role in found):
        document.fail(key, f"'{'.'.join(key)}' is not a list of roles.", f"There are {', '.join(known)}.")
    return tuple(role for role in Signer if role in found)
