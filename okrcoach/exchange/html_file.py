"""HTML pages and pasted HTML, as wikis and document editors export them: headings, lists, tables."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from okrcoach.exchange.building import Builder, check_length
from okrcoach.exchange.errors import UnusableFile
from okrcoach.exchange.layout import Row, find_headings
from okrcoach.exchange.lookahead import Item
from okrcoach.exchange.marks import take_marks
from okrcoach.exchange.outline import read_outline
from okrcoach.model.limits import in_force

if TYPE_CHECKING:
    from bs4.element import Tag

#: Tables within tables; old pages that are laid out by tables have some ten.
_TABLES_DEEP = 30
_TABLE_TAG = re.compile(r"<(/?)table\b", re.IGNORECASE)
#: "<![if ...]>" of word processors, and "<" without its ">".
_MARKED = re.compile(r"<!\[[^<>]*>")
_LONE = re.compile(r"<(?!!--)(?![^<>]*>)")
#: What one cell of a table may span.
_WIDEST, _TALLEST = 300, 10_000
_UNSHOWN = frozenset(
    "head script style template noscript svg math iframe object select button nav title meta link".split()
)
_LISTS = ("ul", "ol")
_BLOCKS = frozenset(
    "address article aside blockquote body center dd details div dl dt fieldset figcaption figure footer form"
    " h1 h2 h3 h4 h5 h6 header hr html li main ol p pre section summary table tbody td tfoot th thead tr"
    " ul".split()
)
_START = re.compile(
    r"\s*(?:<!--.*?-->\s*)*<(?:!doctype html|html|head|body|meta|table|div|p|span|b|ul|ol|h[1-6]|section"
    r"|article|google-sheets-html-origin)\b[^<>]{0,2000}>",
    re.IGNORECASE | re.DOTALL,
)
_BLOCK_TAG = re.compile(r"<(?:table|ul|ol|h[1-6]|p|div)\b", re.IGNORECASE)


def looks_like_html(text: str) -> bool:
    """Whether pasted text is HTML: it starts with a tag and has tables, lists, headings or paragraphs."""
    return bool(_START.match(text[:10_000]) and _BLOCK_TAG.search(text))


def read_html(text: str, builder: Builder) -> None:
    """File the statements of an HTML page.

    ``row`` of a place counts what a reader sees: headings, paragraphs, list items and table rows, from
    the top of the page. Raises ``UnusableFile`` for pages nested too deeply and tables too large.
    """
    from bs4 import BeautifulSoup

    text = _plainer(text, builder.file)
    # most tags are opened and closed
    if text.count("<") > 2 * (most := in_force().page_tags):
        raise UnusableFile(f"the page has more than {most:,} tags", file=builder.file)
    soup = BeautifulSoup(text, "html.parser")
    _check_depth(soup, builder.file)
    page = _Page(builder.file)
    page.walk(soup, 0)
    for item in page.items:
        check_length(item.text, builder.file, item.row)
    read_outline(page.items, builder, markdown=True)


def _plainer(text: str, file: str | None) -> str:
    """Return a page without what the parser would look at again and again: its time grows with the square.

    As in a browser, a comment without an end hides the rest. "<" that begins no tag becomes text.
    """
    ended = text.rfind("-->")
    opened = text.find("<!--", max(ended, 0))
    if opened >= 0:
        text = text[:opened]
    depth = 0
    for tag in _TABLE_TAG.finditer(text):
        depth = depth - 1 if tag[1] else depth + 1
        if depth > _TABLES_DEEP:
            raise UnusableFile("the page has tables nested too deeply to be read", file=file)
    return _LONE.sub("&lt;", _MARKED.sub("", text))


def _check_depth(soup: Tag, file: str | None) -> None:
    """Raise ``UnusableFile`` for tags in too many tags, before anything climbs up and down between them."""
    from bs4.element import Tag

    most = in_force().page_depth
    depths = {id(soup): 0}
    for element in soup.descendants:
        if isinstance(element, Tag):
            depth = depths[id(element.parent)] + 1
            if depth > most:
                raise UnusableFile("the page has tags nested too deeply to be read", file=file)
            depths[id(element)] = depth


class _Page:
    """Turns a page into the items of an outline."""

    def __init__(self, file: str | None) -> None:
        self.file = file
        self.items: list[Item] = []
        self.row = 0
        self.cells = 0
        self.line: list[str] = []

    def walk(self, parent: Tag, depth: int, lists: int = 0) -> None:
        """Collect the items below a tag, in reading order."""
        from bs4.element import NavigableString, Tag

        if depth > in_force().page_depth:
            raise UnusableFile(
                "the page has tags nested too deeply to be read", file=self.file, row=self.row or None
            )
        for child in parent.children:
            if isinstance(child, NavigableString):
                if type(child) is NavigableString:  # comments and the like are of other types
                    self.line.append(str(child))
            elif not isinstance(child, Tag) or child.name in _UNSHOWN:
                continue
            elif re.fullmatch(r"h[1-6]", child.name):
                self._flush(lists)
                self._add("heading", int(child.name[1]), _words(child, depth))
            elif child.name != "li" and (box := _checkbox(child)):
                self.line.append(box)
            elif child.name == "table":
                self._flush(lists)
                self._table(child, depth, lists)
            elif child.name == "li":
                self._flush(lists)
                self._list_item(child, depth, lists)
            elif child.name == "br":
                self._flush(lists)
            elif child.name in _BLOCKS:
                self._flush(lists)
                self.walk(child, depth + 1, lists + (child.name in _LISTS))
                self._flush(lists)
            else:
                self.walk(child, depth + 1, lists)
        if not depth:
            self._flush(lists)

    def _flush(self, lists: int = 0) -> None:
        """End a line of text."""
        text = " ".join("".join(self.line).split())
        self.line = []
        if text:
            marked = take_marks(text)
            self._add(
                "bullet" if marked.listed else "line", 2 * lists + marked.listed, marked.text, marked.checked
            )

    def _list_item(self, tag: Tag, depth: int, lists: int) -> None:
        """Add the first line of an item as a bullet; what else stands in it is below it."""
        known = len(self.items)
        self.line.append(_checkbox(tag))
        self.walk(tag, depth + 1, lists)
        self._flush(lists)
        if known < len(self.items) and self.items[known].kind == "line":
            first = self.items[known]
            self.items[known] = Item(
                kind="bullet",
                key=2 * lists + 1,
                text=first.text,
                row=first.row,
                gap=first.gap,
                checked=first.checked,
            )

    def _add(self, kind: str, key: int, text: str, checked: bool | None = None) -> None:
        if text:
            self.row += 1
            self.items.append(Item(kind=kind, key=key, text=text, row=self.row, checked=checked))  # type: ignore[arg-type]

    def _table(self, tag: Tag, depth: int, lists: int) -> None:
        """Add a table; one that only arranges other tables is read through."""
        inner = tag.find("table") is not None
        rows = self._rows(tag, depth)
        if inner and not find_headings(rows):
            for cell in _own(tag, "td", "th"):
                self.walk(cell, depth + 1, lists)
                self._flush(lists)
        elif rows:
            first = self.row + 1
            self.row += len(rows)
            for row, cells in rows:
                check_length(max(cells, key=len), self.file, row)
            self.items.append(Item(kind="table", key=0, text="", row=first, rows=rows))

    def _rows(self, tag: Tag, depth: int) -> list[Row]:
        """Lay cells out in a grid: one over several rows stands in each, else in the first place."""
        rows: list[Row] = []
        hanging: dict[int, tuple[int, str]] = {}
        for tr in _own(tag, "tr"):
            cells: list[str] = []
            waiting = list(_own(tr, "td", "th"))
            last = max(hanging, default=-1)
            while waiting or last >= len(cells):
                at = len(cells)
                if at in hanging:
                    left, text = hanging.pop(at)
                    if left > 1:
                        hanging[at] = (left - 1, text)
                    cells.append(text)
                elif waiting:
                    cell = waiting.pop(0)
                    text = _words(cell, depth)
                    wide, tall = _span(cell, "colspan", _WIDEST), _span(cell, "rowspan", _TALLEST)
                    for i in range(wide):
                        cells.append("" if i else text)
                        if tall > 1:
                            hanging[at + i] = (tall - 1, "" if i else text)
                else:
                    cells.append("")
            self.cells += len(cells)
            if self.cells > (most := in_force().cells):
                raise UnusableFile(f"the page has more than {most:,} cells", file=self.file)
            if any(cells):
                rows.append((self.row + len(rows) + 1, cells))
        return rows


def _own(tag: Tag, *names: str) -> Iterator[Tag]:
    """Yield the rows or cells of a table, not those of tables inside it."""
    home = tag if tag.name == "table" else tag.find_parent("table")
    for found in tag.find_all(names):
        if found.find_parent("table") is home:
            yield found


def _span(cell: Tag, name: str, most: int) -> int:
    value = str(cell.get(name, "1")).strip()
    return max(1, min(int(value[:6]), most)) if value.isdecimal() else 1


def _checkbox(tag: Tag) -> str:
    """Return "[x] " or "[ ] " for a tick box, as Markdown writes them; "" for anything else."""
    kinds = " ".join([*map(str, tag.get_attribute_list("class")), *map(str, tag.get_attribute_list("type"))])
    if "checkbox" in kinds and tag.name in ("input", "div", "span"):
        on = tag.has_attr("checked") or "checkbox-on" in kinds
        return "[x] " if on else "[ ] "
    if tag.name == "li" and tag.has_attr("data-inline-task-id"):
        return "[x] " if "checked" in kinds else "[ ] "
    return ""


def _words(tag: Tag, depth: int) -> str:
    """Return the text of a heading or cell: a line for each paragraph, "- " before each item of a list."""
    from bs4.element import NavigableString, Tag

    parts: list[str] = []

    def collect(parent: Tag, level: int) -> None:
        if level > in_force().page_depth:
            return
        for child in parent.children:
            if type(child) is NavigableString:
                parts.append(re.sub(r"\s+", " ", str(child)))
            elif not isinstance(child, Tag) or child.name in _UNSHOWN:
                continue
            elif child.name in ("td", "th"):
                collect(child, level + 1)
                parts.append(" ")
            elif child.name == "br" or child.name in _BLOCKS:
                parts.append("\n- " if child.name == "li" else "\n")
                collect(child, level + 1)
                parts.append("\n")
            else:
                parts.append(_checkbox(child))
                collect(child, level + 1)

    collect(tag, depth)
    lines = [" ".join(line.split()) for line in "".join(parts).split("\n")]
    joined = re.sub(r"(?m)^-\n+(?=[^-])", "- ", "\n".join(line for line in lines if line))
    listed = [line for line in joined.split("\n") if line not in ("", "-")]
    return listed[0].removeprefix("- ") if len(listed) == 1 else "\n".join(listed)
