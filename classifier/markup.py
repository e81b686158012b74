"""HTML mail to plain text: what a reader sees, quotes marked with `> `, offsets kept."""

import html
import re
from dataclasses import dataclass, field

from classifier.mapped import Builder, Mapped
from classifier.tags import Tag, Text, tokens

_BLOCK = frozenset(
    {
        "address", "article", "aside", "blockquote", "body", "br", "center", "dd", "div", "dl",
        "dt", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "html", "li",
        "main", "ol", "p", "pre", "section", "table", "tbody", "td", "tfoot", "th", "thead", "tr",
        "ul",
    }
)  # fmt: skip
_INLINE = frozenset(
    {
        "a", "b", "em", "font", "i", "img", "o:p", "script", "span", "strong", "style", "u",
    }
)  # fmt: skip
_VOID = frozenset(
    {
        "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source",
        "track", "wbr",
    }
)  # fmt: skip
_UNSEEN = frozenset(
    {
        "head", "svg", "object", "iframe", "select", "audio", "video", "canvas", "math",
    }
)  # fmt: skip
# An opening tag that ends the one before it when the writer left the closing tag out.
_CLOSES_ITSELF = frozenset(
    {
        "p", "li", "tr", "td", "th", "dt", "dd", "option",
    }
)  # fmt: skip
_KNOWN = re.compile(rf"</?(?:{'|'.join(sorted(_BLOCK | _INLINE))})(?:\s[^<>]*)?/?>", re.IGNORECASE)
_LAYOUT = re.compile(rf"</?(?:{'|'.join(sorted(_BLOCK))})(?:\s[^<>]*)?/?>", re.IGNORECASE)
_HIDDEN = re.compile(
    r"display:none|visibility:hidden|font-size:0(?:\.0+)?(?:px|pt|em|%)?(?:;|$|!)|mso-hide:all"
    r"|opacity:0(?:\.0+)?(?:;|$|!)|max-height:0(?:px)?(?:;|$|!)"
)
_QUOTE_CLASS = re.compile(
    r"gmail_quote|gmail_attr|yahoo_quoted|moz-cite-prefix|protonmail_quote|zmail_extra|quoted-text"
)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});")
_SPACE = re.compile(r"\s+")
_QUOTED_LINE = re.compile(r"^ {0,4}>", re.MULTILINE)


def is_html(body: str) -> bool:
    """Whether `body` holds tags that mail programs write. `<bob@example.com>` is no tag."""
    return "<" in body and ">" in body and _KNOWN.search(body) is not None


def to_text(body: str) -> Mapped:
    """The visible text of an HTML body.

    Scripts, styles, comments and hidden elements are dropped; every block starts a line; lines of a
    quotation (`<blockquote>`, the quote containers of common mail programs) begin with `> `. Line
    breaks of the source count only where no tag lays out the text.
    """
    # A plain text with a stray tag keeps its lines.
    laid_out = _LAYOUT.search(body) is not None and _QUOTED_LINE.search(body) is None
    page = _Page(body, keep_breaks=not laid_out)
    for token in tokens(body):
        if isinstance(token, Text):
            page.text(token.start, token.end)
        elif token.closing:
            page.close(token)
        else:
            page.open(token)
    return page.out.build()


@dataclass(slots=True)
class _Element:
    name: str
    hidden: bool
    quote: bool
    container: bool  # a quote only until a <blockquote> inside it has ended
    pre: bool


@dataclass(slots=True)
class _Page:
    """The state of one pass: open elements, and the line being written."""

    body: str
    keep_breaks: bool
    out: Builder = field(default_factory=Builder)
    stack: list[_Element] = field(default_factory=list)
    names: dict[str, int] = field(default_factory=dict)
    hidden: int = 0
    quotes: int = 0
    pre: int = 0
    line_empty: bool = True

    def open(self, tag: Tag) -> None:
        attributes = tag.attributes() if tag.raw.strip(" /") else {}
        if tag.name in _CLOSES_ITSELF and self.stack and self.stack[-1].name == tag.name:
            self._pop()
        if tag.name in _BLOCK:
            self._break(tag.start, again=tag.name in ("br", "p"))
        if tag.name in _VOID:
            return
        css = attributes.get("style", "").replace(" ", "")
        marks = f"{attributes.get('class', '')} {attributes.get('id', '')}"
        quoted = _QUOTE_CLASS.search(marks) is not None
        element = _Element(
            tag.name,
            hidden=tag.name in _UNSEEN or "hidden" in attributes or bool(_HIDDEN.search(css)),
            quote=tag.name == "blockquote" or quoted,
            container=quoted and tag.name != "blockquote",
            pre=tag.name == "pre" or "white-space:pre" in css,
        )
        self._count(element, 1)
        self.stack.append(element)

    def close(self, tag: Tag) -> None:
        # The tally of open names spares a search of the whole stack for a tag never opened.
        if not self.names.get(tag.name):
            return
        while self._pop(tag.start) != tag.name:
            pass

    def _pop(self, at: int | None = None) -> str:
        element = self.stack.pop()
        self._count(element, -1)
        if element.name in _BLOCK:
            self._break(self.out.end if at is None else at, again=element.name == "p")
        if element.name == "blockquote":
            # What follows a quotation inside its container is an answer between the lines.
            for outer in self.stack:
                if outer.container and outer.quote:
                    outer.quote = False
                    self.quotes -= 1
        return element.name

    def _count(self, element: _Element, by: int) -> None:
        self.names[element.name] = self.names.get(element.name, 0) + by
        self.hidden += by * element.hidden
        self.quotes += by * element.quote
        self.pre += by * element.pre

    def _break(self, at: int, *, again: bool) -> None:
        """End the line; `again` leaves an empty line where one has just ended."""
        if not self.hidden and len(self.out) and (again or not self.line_empty):
            self.out.put("\n", at, at)
            self.line_empty = True

    def text(self, start: int, end: int) -> None:
        if self.hidden:
            return
        at = start
        for entity in _ENTITY.finditer(self.body, start, end):
            self._words(at, entity.start())
            self._write(html.unescape(entity[0]), entity.start(), entity.end())
            at = entity.end()
        self._words(at, end)

    def _words(self, start: int, end: int) -> None:
        at = start
        for space in _SPACE.finditer(self.body, start, end):
            self._plain(at, space.start())
            breaks = self.body.count("\n", space.start(), space.end())
            if breaks and (self.keep_breaks or self.pre):
                for _ in range(min(breaks, 2)):
                    self.out.put("\n", space.start(), space.end())
                self.line_empty = True
            elif not self.line_empty:
                self.out.put(" ", space.start(), space.end())
            at = space.end()
        self._plain(at, end)

    def _plain(self, start: int, end: int) -> None:
        if start < end:
            self._begin(start)
            self.out.copy(Mapped.of(self.body), start, end)

    def _write(self, text: str, start: int, end: int) -> None:
        self._begin(start)
        self.out.put(text, start, end)

    def _begin(self, at: int) -> None:
        if self.line_empty and self.quotes:
            self.out.put("> ", at, at)
        self.line_empty = False
