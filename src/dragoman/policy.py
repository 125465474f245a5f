"""Whether a handout is final. One function, which every page, sheet, list and check asks."""

from __future__ import annotations

from collections.abc import Collection

from dragoman.model import Catalog, Coverage, DraftReason, Origin, Policy

ORIGIN_FIELD = "X-Dragoman-Origin"


def draft_reasons(coverage: Coverage, origins: Collection[Origin], policy: Policy) -> tuple[DraftReason, ...]:
    """Why a handout is a draft; nothing for a final one.

    `origins` are those of the catalogs it is made from; English comes from no catalog. There is no ledger of
    sign-offs yet, so a policy that asks for them makes every handout a draft.
    """
    reasons: list[DraftReason] = []
    if not coverage.complete:
        reasons.append(DraftReason.INCOMPLETE)
    if Origin.MACHINE in origins and not policy.machine:
        reasons.append(DraftReason.MACHINE)
    if policy.sign_off:
        reasons.append(DraftReason.UNSIGNED)
    return tuple(reasons)


def origin_of(catalog: Catalog) -> Origin:
    """Who wrote a catalog. A word that nobody knows is taken for the least trusted."""
    stated = catalog.fields.get(ORIGIN_FIELD, Origin.HUMAN.value)
    return Origin(stated) if stated in list(Origin) else Origin.MACHINE
