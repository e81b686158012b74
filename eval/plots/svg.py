"""matplotlib figures -> SVG text for an HTML page.

Ink is the page's `currentColor`, grounds are transparent, text stays text. The same figure gives the
same bytes. matplotlib is imported here and in no other place that a product command reaches.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from contextlib import contextmanager
from html import escape
from typing import Any

INK = "#010203"
"""A colour that nothing else uses; it becomes `currentColor` in the page."""
BLUE, ORANGE, GREEN, GREY = "#3d7fd6", "#d06a24", "#2b9a6b", "#8a8f98"
"""At least 3:1 against both the light and the dark ground."""
COLOURS = (BLUE, ORANGE, GREEN, "#a869c9", "#c24d5a", GREY)

_STYLE: dict[Any, Any] = {
    "svg.fonttype": "none",
    "font.family": "sans-serif",
    "font.size": 10,
    "text.color": INK,
    "axes.edgecolor": INK,
    "axes.labelcolor": INK,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.facecolor": "none",
    "figure.facecolor": "none",
    "savefig.facecolor": "none",
    "xtick.color": INK,
    "ytick.color": INK,
    "legend.frameon": False,
    "grid.color": GREY,
    "grid.alpha": 0.3,
    "axes.grid": True,
    "axes.axisbelow": True,
}


class Page:
    """Where a plot's SVG arrives when its `drawing` block ends."""

    svg: str = ""


@contextmanager
def drawing(
    name: str, alt: str, width: float = 4.8, height: float = 3.5
) -> Iterator[tuple[Any, Page]]:
    """`with drawing("risk", "…") as (axes, page)`: draw on `axes`, read `page.svg` afterwards.

    `name` keeps ids apart where several plots share a page; `alt` is read aloud in the plot's place.
    Sizes are in inches.
    """
    import matplotlib as mpl
    from matplotlib.figure import Figure

    with mpl.rc_context({**_STYLE, "svg.hashsalt": name}):
        canvas = Figure(figsize=(width, height), layout="constrained")
        page = Page()
        yield canvas.subplots(), page
        out = io.StringIO()
        canvas.savefig(out, format="svg", metadata={"Date": None, "Creator": None})
    page.svg = _embed(out.getvalue(), name, alt)


def _embed(svg: str, name: str, alt: str) -> str:
    svg = svg[svg.index("<svg") :]
    head, rest = svg.split(">", 1)
    view = re.search(r'viewBox="([^"]+)"', head)
    box = view[1] if view else "0 0 345 252"
    rest = re.sub(r"<metadata>.*?</metadata>", "", rest, flags=re.DOTALL)
    # Ids are unique within a plot only; the page holds several.
    rest = re.sub(r'\b(id="|url\(#|xlink:href="#|href="#)', rf"\g<1>{name}-", rest)
    rest = rest.replace(INK, "currentColor").replace("'sans-serif'", "inherit")
    opening = f'<svg class="plot" role="img" aria-label="{escape(alt)}" viewBox="{box}"'
    return f'{opening} xmlns:xlink="http://www.w3.org/1999/xlink">{rest}'.strip()
