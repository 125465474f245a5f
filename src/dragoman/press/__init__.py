"""The sheet of paper: data in, PDF out."""

from dragoman.press.press import Press
from dragoman.press.typesetter import Order, Typeset, Typesetter

__all__ = ["Order", "Press", "Typeset", "Typesetter"]
