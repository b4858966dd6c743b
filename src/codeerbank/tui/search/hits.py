"""Lines for what was found: they are read a page at a time, so that 20,000 stand as fast as 20."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import chain
from typing import overload

from rich.segment import Segment
from textual.content import Content
from textual.strip import Strip

from codeerbank.domain.hit import Hit
from codeerbank.domain.text import Span
from codeerbank.domain.visible import visible
from codeerbank.i18n import _
from codeerbank.tui.colours import Look, text_style
from codeerbank.tui.display import shortened
from codeerbank.tui.widgets.line_list import Line, LineList

PAGE = 100
OPEN, CLOSE = "«", "»"
"""Stand around what was found, beside its colour."""
_BEFORE, _AFTER = 14, 160
_CONTEXT = 240
_MARKED = re.compile(f"({OPEN}[^{CLOSE}]*(?:{CLOSE}|$))")
_WAITING = ("", "", "", "…", "")


class HitLines(Sequence[Line]):
    """A line for each hit; one that is not there yet is asked for when it is looked at."""

    def __init__(self, size: int, ask: Callable[[int], None]) -> None:
        self._size, self._ask = size, ask
        self._pages: dict[int, Sequence[Hit] | None] = {}

    def __len__(self) -> int:
        return self._size

    @overload
    def __getitem__(self, at: int) -> Line: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Line]: ...
    def __getitem__(self, at: int | slice) -> Line | Sequence[Line]:
        if isinstance(at, slice):
            return [self[n] for n in range(*at.indices(self._size))]
        hit = self.hit(at)
        return Line(str(at), hit_cells(hit) if hit else _WAITING, faint=hit is None)

    def __iter__(self) -> Iterator[Line]:
        """Go through the keys; nothing is read for that."""
        return (Line(str(n), _WAITING) for n in range(self._size))

    def hit(self, at: int) -> Hit | None:
        """Give a hit, or ask for the page it stands on."""
        page = at // PAGE
        if page not in self._pages:
            self._pages[page] = None
            self._ask(page)
        found = self._pages[page]
        return found[at - page * PAGE] if found and at - page * PAGE < len(found) else None

    def fill(self, page: int, hits: Sequence[Hit]) -> None:
        """Take a page in."""
        self._pages[page] = hits

    def forget(self) -> None:
        """Read every page anew when it is looked at: codes may have changed."""
        self._pages.clear()


class HitList(LineList):
    """A list in which what was found stands out."""

    def __init__(self, look: Look, id: str | None = None) -> None:
        super().__init__(look, id)
        self._found = text_style(look, None, False, False, False, True)

    def render_line(self, y: int) -> Strip:
        """Draw a line; the words between the marks in a colour of their own."""
        strip = super().render_line(y)
        if y + self.scroll_offset.y == self.place:
            return strip
        return Strip(list(chain.from_iterable(map(self._parts, strip))), strip.cell_length)

    def _parts(self, segment: Segment) -> Iterator[Segment]:
        for n, words in enumerate(_MARKED.split(segment.text)):
            if words:
                style = segment.style + self._found if n % 2 and segment.style else segment.style
                yield Segment(words, style)


def hit_cells(hit: Hit) -> tuple[str, ...]:
    """Give what stands in the columns: where, who, the words around what was found, and codes."""
    quote = hit.quote
    return (
        quote.document,
        str(quote.turn),
        quote.speaker or quote.case or "",
        around_mark(hit),
        ", ".join(quote.codes),
    )


def around_mark(hit: Hit) -> str:
    """Give the words around the first place that was found, with marks, on one line."""
    text = hit.quote.text
    if not hit.marks:
        return shortened(text, _AFTER)
    mark = hit.marks[0]
    first = max(0, mark.start - _BEFORE)
    before = ("…" if first else "") + text[first : mark.start]
    after = text[mark.stop : mark.stop + _AFTER]
    return shortened(f"{before}{OPEN}{mark.of(text)}{CLOSE}{after}", _BEFORE + len(mark) + _AFTER)


def in_context(hit: Hit, beside: Sequence[str]) -> Content:
    """Give a turn with what was found in it, between what was said before and after."""
    quote, marks = hit.quote, hit.marks or (Span(0, 0),)
    before, after = (shortened(words, _CONTEXT) for words in (beside or ("", "")))
    where = _("{document}, turn {n}").format(document=shortened(quote.document, 40), n=quote.turn)
    first = max(0, marks[0].start - _CONTEXT)
    parts: list[Content | tuple[str, str]] = [
        (" · ".join(filter(None, (where, quote.group, ", ".join(quote.codes)))) + "\n", "italic")
    ]
    parts += [(f"{before}\n", "dim")] if before else []
    parts.append((shortened(quote.speaker or quote.case or quote.document, 40) + ": ", "bold"))
    parts.append(Content("…" if first else ""))
    at = first
    for mark in hit.marks:
        parts.append(Content(visible(quote.text[at : mark.start])))
        parts.append((visible(f"{OPEN}{mark.of(quote.text)}{CLOSE}"), "bold $warning"))
        at = mark.stop
    parts.append(Content(visible(quote.text[at:])))
    if after:
        parts.append((f"\n{after}", "dim"))
    return Content.assemble(*parts)
