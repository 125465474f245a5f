"""The sheet of paper: data in, PDF out."""

from dragoman.press.press import Press

__all__ = ["Press"]
