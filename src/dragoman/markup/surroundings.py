"""What stands round a block: its containers, and the directives before it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from dragoman.model import Level, Location, Role

_LEVELS = list(Level)


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the containers of a block, and the directives before them, say about the leaves in it."""

    role: Role = Role.PARAGRAPH
    level: Level = Level.INFO
    depth: int = 0
    notes: tuple[str, ...] = ()
    context: str | None = None

    def within(self, role: Role | None = None, level: Level = Level.INFO) -> Surroundings:
        """One container deeper: a warning makes all that is in it a warning."""
        deepest = max(self.level, level, key=_LEVELS.index)
        return replace(self, role=role or self.role, level=deepest, depth=self.depth + 1)

    def directed(self, pending: Pending) -> Surroundings:
        """As the directives before the next block say; they hold for every leaf of it."""
        return replace(
            self,
            level=self.level if pending.level is None else pending.level,
            notes=(*self.notes, *pending.notes),
            context=pending.context or self.context,
        )


@dataclass(slots=True)
class Pending:
    """What directives say about the next block, until that block comes."""

    notes: list[str] = field(default_factory=list)
    level: Level | None = None
    context: str | None = None
    untranslated: bool = False
    where: Location | None = None
    """Of the first of them; `None` while there are none."""
