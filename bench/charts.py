"""Bars on a logarithmic scale, as SVG that needs no script and no font of its own and suits light and dark."""

from __future__ import annotations

import math
from dataclasses import dataclass
from html import escape

from bench.values import Spread

_WIDTH, _LEFT, _RIGHT = 760, 260, 108
_TOP, _ROW, _BAR, _BOTTOM = 50, 34, 16, 66
_STYLE = """
  .ground { fill: #ffffff } text { fill: #1f2328; font: 13px system-ui, sans-serif }
  .small { font-size: 12px; fill: #57606a } .heading { font-size: 15px; font-weight: 600 }
  .good { fill: #2a7f9e } .poor { fill: #c4621d } .grid { stroke: #d8dee4 } .base { stroke: #57606a }
  .spread { stroke: #1f2328; stroke-width: 1.5 } .goal { fill: #1f2328; stroke: #ffffff }
  @media (prefers-color-scheme: dark) {
    .ground { fill: #0d1117 } text { fill: #e6edf3 } .small { fill: #9aa5b1 }
    .good { fill: #5cb3d3 } .poor { fill: #e88f4f } .grid { stroke: #2b323b } .base { stroke: #9aa5b1 }
    .spread { stroke: #e6edf3 } .goal { fill: #e6edf3; stroke: #0d1117 }
  }
"""


@dataclass(frozen=True, slots=True)
class Bar:
    name: str
    figure: Spread
    goal: float | None
    is_good: bool
    label: str
    """The figure in words."""


@dataclass(frozen=True, slots=True)
class Chart:
    title: str
    axis: str
    """What the figures are."""
    base: float | None
    """Where bars begin; `None` for the left edge."""
    bars: tuple[Bar, ...]

    def described(self) -> str:
        """The same in a sentence, for those who do not see it."""
        return f"{self.axis}. " + "; ".join(
            f"{bar.name}: {bar.label}" + (f", goal {_number(bar.goal)}" if bar.goal else "") for bar in self.bars
        )


def draw(chart: Chart) -> str:
    """The file. Raises ValueError for a chart without bars, or with a figure that is not above nothing."""
    low, high = _decades(chart)
    height = _TOP + _ROW * len(chart.bars) + _BOTTOM
    bottom = height - _BOTTOM
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height}" width="{_WIDTH}" height="{height}" '
        'role="img" aria-labelledby="title desc">',
        f'<title id="title">{escape(chart.title)}</title>',
        f'<desc id="desc">{escape(chart.described())}</desc>',
        f"<style>{_STYLE}</style>",
        f'<rect class="ground" width="{_WIDTH}" height="{height}" rx="6"/>',
        _text(16, 26, chart.title, "heading"),
    ]
    for power in range(low, high + 1):
        x = _place(10.0**power, low, high)
        parts.append(f'<line class="grid" x1="{x}" x2="{x}" y1="{_TOP - 8}" y2="{bottom}"/>')
        parts.append(_text(x, bottom + 16, _number(10.0**power), "small", "middle"))
    base = _place(chart.base or 10.0**low, low, high)
    for row, bar in enumerate(chart.bars):
        parts += _bar(bar, _TOP + row * _ROW, base, low, high)
    parts.append(f'<line class="base" x1="{base}" x2="{base}" y1="{_TOP - 8}" y2="{bottom}"/>')
    parts.append(_text(16, height - 28, f"{chart.axis}; bar: median, line: least to greatest.", "small"))
    parts += [_text(16, height - 10, _legend(chart), "small"), "</svg>"]
    return "\n".join(parts) + "\n"


def _legend(chart: Chart) -> str:
    if not any(bar.goal for bar in chart.bars):
        return "Orange: Dragoman is slower." if not all(bar.is_good for bar in chart.bars) else ""
    return "Diamond: goal. Orange: the goal is not reached, or Dragoman is slower where there is none."


def _bar(bar: Bar, top: float, base: float, low: int, high: int) -> list[str]:
    least, middle, greatest = (
        _place(at, low, high) for at in (bar.figure.least, bar.figure.median, bar.figure.greatest)
    )
    y = top + (_ROW - _BAR) / 2
    centre = y + _BAR / 2
    left, width = min(base, middle), max(abs(middle - base), 1.0)
    parts = [
        _text(_LEFT - 12, centre + 4.5, bar.name, anchor="end"),
        f'<rect class="{"good" if bar.is_good else "poor"}" x="{left:.1f}" y="{y}" width="{width:.1f}" height="{_BAR}" '
        'rx="2"/>',
        f'<line class="spread" x1="{least}" x2="{greatest}" y1="{centre}" y2="{centre}"/>',
        *(f'<line class="spread" x1="{x}" x2="{x}" y1="{centre - 4}" y2="{centre + 4}"/>' for x in (least, greatest)),
        _text(_WIDTH - 16, centre + 4.5, bar.label, anchor="end"),
    ]
    if bar.goal:
        x = _place(bar.goal, low, high)
        points = f"{x},{centre - 7} {x + 5},{centre} {x},{centre + 7} {x - 5},{centre}"
        parts.append(f'<polygon class="goal" points="{points}"/>')
    return parts


def _decades(chart: Chart) -> tuple[int, int]:
    """The powers of ten between which everything stands."""
    figures = [at for bar in chart.bars for at in (bar.figure.least, bar.figure.greatest, bar.goal) if at is not None]
    figures += [chart.base] if chart.base is not None else []
    low, high = math.floor(math.log10(min(figures))), math.ceil(math.log10(max(figures)))
    return low, max(high, low + 1)


def _place(figure: float, low: int, high: int) -> float:
    share = (math.log10(figure) - low) / (high - low)
    return round(_LEFT + share * (_WIDTH - _LEFT - _RIGHT), 1)


def _text(x: float, y: float, text: str, kind: str = "", anchor: str = "") -> str:
    kinds = f' class="{kind}"' if kind else ""
    anchors = f' text-anchor="{anchor}"' if anchor else ""
    return f'<text x="{x}" y="{y}"{kinds}{anchors}>{escape(text)}</text>'


def _number(figure: float | None) -> str:
    return f"{figure:,.3g}" if figure is not None else ""
