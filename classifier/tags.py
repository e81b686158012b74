"""Cuts HTML into text, tags and nothing else, with the position of each, in linear time.

Why not a library: lxml, selectolax and html5lib do not say at which character a text node stood,
and evidence spans need that; the standard `html.parser` does, but in the releases of Python 3.11
before .14 it takes quadratic time on unclosed markup. Mail needs far less than a browser's tree.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_NAME = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9:_-]*)")
_ATTRIBUTE = re.compile(r"""([a-zA-Z-]+)\s*(?:=\s*("[^"]*"|'[^']*'|[^\s"'>]+))?""")
# Longer tags (images inside a style, say) are read no further than this.
_READ = 2_000
_RAW = frozenset({"script", "style", "title", "textarea", "noscript", "template", "xmp"})
"""Elements whose content is no text to a reader; skipped to their closing tag."""


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag at `[start, end)`: lower-case `name`, `closing` or not, raw attribute text."""

    start: int
    end: int
    name: str
    closing: bool
    raw: str

    def attributes(self) -> dict[str, str]:
        """Lower-case attribute names and lower-case, unquoted values."""
        return {
            m[1].lower(): (m[2] or "").strip("\"'").lower() for m in _ATTRIBUTE.finditer(self.raw)
        }


@dataclass(frozen=True, slots=True)
class Text:
    """Text between tags, entities not yet resolved."""

    start: int
    end: int


def tokens(html: str) -> Iterator[Tag | Text]:
    """Text and tags in order. Comments, doctypes and the content of scripts and styles are left
    out; a `<` that opens nothing ("< 30 days", "<3") stays text."""
    lower = html.lower() if len(html.lower()) == len(html) else html
    text_from = at = 0
    while (at := html.find("<", at)) >= 0:
        end, tag = _markup(html, at)
        if end == at:
            at += 1
            continue
        if at > text_from:
            yield Text(text_from, at)
        if tag is not None:
            yield tag
            if tag.name in _RAW and not tag.closing:
                close = lower.find(f"</{tag.name}", end)
                end = len(html) if close < 0 else close
        text_from = at = end
    if text_from < len(html):
        yield Text(text_from, len(html))


def _markup(html: str, at: int) -> tuple[int, Tag | None]:
    """Where the markup at `at` ends, and its tag if it is one. `at` itself: no markup here."""
    if html.startswith("<!--", at):
        # Conditional comments ("<!--[if mso]>") are comments to everyone but one program.
        end = html.find("-->", at + 4)
        return (len(html) if end < 0 else end + 3), None
    name = _NAME.match(html, at)
    if name is None:
        if not html.startswith(("<!", "<?"), at):
            return at, None
        end = html.find(">", at)
        return (len(html) if end < 0 else end + 1), None
    end = _tag_end(html, name.end())
    raw = html[name.end() : min(end - 1, name.end() + _READ)]
    return end, Tag(at, end, name[2].lower(), bool(name[1]), raw)


def _tag_end(html: str, at: int) -> int:
    """Past the `>` that closes a tag; one inside double quotes does not, at most three times."""
    first = end = html.find(">", at)
    if first < 0:
        return len(html)
    for _ in range(3):
        if html.count('"', at, end) % 2 == 0:
            return end + 1
        following = html.find(">", end + 1)
        if following < 0:
            break
        end = following
    return first + 1
