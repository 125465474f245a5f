"""What stops the work: one sentence with what, where and what to do next."""

from __future__ import annotations

from dragoman.model import Location


class UserError(Exception):
    """Input that cannot be used. Its text is printed as it is; the exit code is 2."""

    def __init__(self, problem: str, *, where: Location | str | None = None, remedy: str = "") -> None:
        self.problem = problem
        self.where = where
        self.remedy = remedy
        super().__init__(problem)

    def __str__(self) -> str:
        place = f"{self.where}: " if self.where is not None else ""
        remedy = f" {self.remedy}" if self.remedy else ""
        return f"{place}{self.problem}{remedy}"


def or_raise(remedy: str, limit: str) -> str:
    """What to do about a file that holds too much; `limit` is the field of `Limits`."""
    return f"{remedy}, or raise '{limit}' under [limits] in dragoman.toml."


class UnreadableCatalog(UserError):
    """A `.po` or `.pot` file that gettext would refuse, or that could be read in two ways."""


class UnknownLanguage(UserError):
    """A language that is not in the registry, with the right tag where it can be guessed."""


class MissingGlyph(UserError):
    """A character that no bundled font of its language has."""


class NoRoom(UserError):
    """A text is too long for the paper that it was asked for on."""
