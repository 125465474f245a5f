"""The press of this process. What it sets is set in a process of its own, which the kernel ends at the limits.

It stays, so that its fonts are read once. In a process that is within limits already, such as those of a build, the
work is done there.
"""

from __future__ import annotations

from functools import lru_cache, partial

from dragoman.fonts import font_folder
from dragoman.guard import Allowance, Guarded, is_within_limits
from dragoman.model import Limits
from dragoman.press import Order, Press, Typeset, Typesetter
from dragoman.render.sheet_types import Sheet


def set_pdf(sheet: Sheet, timestamp: int, limits: Limits) -> bytes:
    """A sheet of paper of any data. `Stopped` where it goes beyond the limits."""
    return press_within(limits).set_sheet(sheet, timestamp=timestamp)


def press_within(limits: Limits) -> Press:
    """What it sets beyond these limits is `Stopped`, by name."""
    return Press(typeset_within(limits))


def typeset_within(limits: Limits) -> Typeset:
    """Whoever sets the orders of `press_within`."""
    if is_within_limits():
        return _typesetter().typeset
    return partial(_beside, _press(limits.press_seconds, limits.press_bytes))


def warm_up(limits: Limits) -> None:
    """Has the press begin to read its fonts, for whoever will want a sheet at once."""
    if not is_within_limits():
        _press(limits.press_seconds, limits.press_bytes).submit(_read_fonts, "The press")


def _read_fonts(_: str) -> None:
    _typesetter()


@lru_cache(maxsize=1)
def _typesetter() -> Typesetter:
    return Typesetter(font_folder())


@lru_cache(maxsize=1)
def _press(seconds: int, most: int) -> Guarded:
    return Guarded(1, Allowance(seconds, most), _name, imported=("dragoman.pressroom",))


def _name(order: Order | str) -> str:
    return order if isinstance(order, str) else order.what


def _beside(press: Guarded, order: Order) -> tuple[bytes, ...]:
    made: tuple[bytes, ...] = press.submit(_typeset, order).result()
    return made


def _typeset(order: Order) -> tuple[bytes, ...]:
    """In the process of the press."""
    return _typesetter().typeset(order)
