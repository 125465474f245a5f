"""What stands round a block: its containers, and the directives before it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import assert_never

from dragoman.errors import UserError
from dragoman.markup import directives
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
    said: bool = False
    """Whether the author gave the level."""

    def of(self, role: Role) -> Surroundings:
        """The same for a leaf of that role."""
        return Surroundings(role, self.level, self.depth, self.notes, self.context, self.said)

    def within(self, role: Role | None = None, level: Level = Level.INFO) -> Surroundings:
        """One container deeper. What the author said of the level wins over what the kind of container says."""
        raised = self.level if self.said else max(self.level, level, key=_LEVELS.index)
        depth = self.depth + 1
        return Surroundings(role or self.role, raised, depth, self.notes, self.context, self.said)

    def warned(self, level: Level) -> Surroundings:
        """Inside a callout: a warning makes all that is in it a warning, whatever was said before."""
        raised = max(self.level, level, key=_LEVELS.index)
        return replace(self, level=raised, depth=self.depth + 1)

    def directed(self, pending: Pending) -> Surroundings:
        """As the directives before the next block say; they hold for every leaf of it."""
        if pending.where is None:
            return self
        return replace(
            self,
            level=self.level if pending.level is None else pending.level,
            said=self.said or pending.level is not None,
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

    def take(self, directive: directives.Directive, where: Location) -> None:
        self.where = self.where or where
        match directive:
            case directives.Note(text):
                self.notes.append(text)
            case directives.SetLevel(level):
                self.level = level
            case directives.SetContext(context):
                self.context = context
            case directives.KeepEnglish():
                self.untranslated = True
            case directives.Include():
                raise UserError(
                    "A part cannot be included in the middle of a text.",
                    where=where,
                    remedy="Give the directive a paragraph of its own.",
                )
            case directives.BadDirective(problem):
                raise UserError(problem, where=where)
            case _:
                assert_never(directive)
