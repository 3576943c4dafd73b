"""What Qt leaves out of its PDF files: an outline, and the characters that were meant.

Qt knows each glyph by the first character that has it. Chinese fonts have one glyph for 一 and the
radical ⼀ (U+2F00), so that a file of Qt is searched for 一 in vain, and what is copied from it is
made of radicals; so it is with the tab and the space, and with a long dash for two short ones.

Both are mended in an incremental update (PDF 32000-1, 7.5.6): objects are added behind the file
as Qt wrote it. The structure that is expected is Qt's own: a plain table of references, one flat
list of pages, plain `ToUnicode` streams.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

_START = re.compile(rb"startxref\s+(\d+)\s+%%EOF\s*$")
_ROOT = re.compile(rb"/Root\s+(\d+) 0 R")
_SIZE = re.compile(rb"/Size\s+(\d+)")
_KEPT = re.compile(rb"/(?:Info\s+\d+ 0 R|ID\s*\[.*?\])", re.DOTALL)
_PAGES = re.compile(rb"/Pages\s+(\d+) 0 R")
_KIDS = re.compile(rb"/Kids\s*\[(.*?)\]", re.DOTALL)
_REFERENCE = re.compile(rb"(\d+) 0 R")
_TO_UNICODE = re.compile(rb"/ToUnicode\s+(\d+) 0 R")
_MAPPED = re.compile(
    rb"<([0-9A-Fa-f]{4})>\s*<([0-9A-Fa-f]{4})>\s*(?:<([0-9A-Fa-f]{4,})>|\[([^\]]*)\])"
)
_HEX = re.compile(rb"<([0-9A-Fa-f]+)>")
NOTHING = "\0"
# PDF 32000-1, 9.10.3 (and the CMap specification): the most entries in one block.
BLOCK = 100
POINTS_PER_UNIT = 0.5
OPEN_LEVELS = 1


class StrangePdf(ValueError):
    """A file that is not built as Qt builds them."""


@dataclass(slots=True)
class Entry:
    """A line of the outline: its page (from 0), and how far down the page (units) it is."""

    level: int
    title: str
    page: int
    top: float
    children: list["Entry"] = field(default_factory=list)
    number: int = 0


def finish_pdf(
    path: Path, entries: Sequence[Entry], characters: Mapping[str, str], language: str
) -> None:
    """Add an outline to a file of Qt's, and correct which characters its glyphs stand for.

    `characters` gives for a character that Qt wrote the words that were meant; `language` is that
    of the text, as in "zh-CN".

    Raises:
        StrangePdf: the file is not built as expected; it stays as it was.
        OSError: it cannot be read or written.
    """
    data = path.read_bytes()
    update = _Update(data)
    update.mend_characters(characters)
    update.add_outline(entries, language)
    with path.open("ab") as file:
        file.write(update.written())


class _Update:
    """Objects to be added to a file, or to take the place of others."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        start = _START.search(data[-64:])
        if start is None:
            raise StrangePdf("no table of references")
        self._previous = int(start[1])
        table, _, trailer = data[self._previous :].partition(b"trailer")
        root, size = _ROOT.search(trailer), _SIZE.search(trailer)
        if not table.startswith(b"xref") or root is None or size is None:
            raise StrangePdf("no trailer")
        self._places = _places(table)
        self._root = int(root[1])
        self._next = int(size[1])
        self._kept = b"\n".join(_KEPT.findall(trailer))
        self._objects: dict[int, bytes] = {}

    def _object(self, number: int) -> bytes:
        place = self._places.get(number)
        head = b"%d 0 obj" % number
        if place is None or not self._data.startswith(head, place):
            raise StrangePdf(f"object {number}")
        return self._data[place + len(head) : self._data.index(b"endobj", place)]

    # Characters

    def mend_characters(self, characters: Mapping[str, str]) -> None:
        """Write the tables of characters anew.

        Qt leaves out a glyph that is no character of its own; it stands for what `characters` says
        of NOTHING, which can only be told if there is one of the kind.
        """
        for number in sorted({int(found) for found in _TO_UNICODE.findall(self._data)}):
            table = self._object(number)
            if b"begincmap" not in table:
                raise StrangePdf("a table of characters is packed")
            known = _mapped(table)
            meant = {code: characters.get(words, words) for code, words in known.items()}
            unknown = [code for code in range(1, max(known, default=0) + 2) if code not in known]
            if len(unknown[:-1]) <= 1 and NOTHING in characters:
                meant[unknown[0]] = characters[NOTHING]
            mended = _cmap(meant)
            self._objects[number] = b"<< /Length %d >>\nstream\n%sendstream\n" % (
                len(mended),
                mended,
            )

    # Outline

    def add_outline(self, entries: Sequence[Entry], language: str) -> None:
        """Add the outline, and let viewers show it at once."""
        catalogue = self._object(self._root)
        pages = _PAGES.search(catalogue)
        kids = _KIDS.search(self._object(int(pages[1]))) if pages else None
        if kids is None:
            raise StrangePdf("no pages")
        leaves = [int(found) for found in _REFERENCE.findall(kids[1])]
        more = b"/Lang (%s)\n/ViewerPreferences << /DisplayDocTitle true >>\n" % language.encode()
        if entries:
            top = nested(entries)
            root = self._new()
            for entry in entries:
                entry.number = self._new()
            self._objects[root] = b"<< /Type /Outlines %s >>\n" % _family(top, len(top))
            self._write_outline(top, root, leaves)
            more += b"/Outlines %d 0 R\n/PageMode /UseOutlines\n" % root
        before, closed, after = catalogue.rpartition(b">>")
        self._objects[self._root] = before + more + closed + after

    def _new(self) -> int:
        self._next += 1
        return self._next - 1

    def _write_outline(self, entries: Sequence[Entry], parent: int, leaves: Sequence[int]) -> None:
        waiting = [(entries, parent)]
        while waiting:
            siblings, above = waiting.pop()
            for place, entry in enumerate(siblings):
                self._objects[entry.number] = self._line(siblings, place, above, leaves)
                if entry.children:
                    waiting.append((entry.children, entry.number))

    def _line(
        self, siblings: Sequence[Entry], place: int, parent: int, leaves: Sequence[int]
    ) -> bytes:
        entry = siblings[place]
        if not 0 <= entry.page < len(leaves):
            raise StrangePdf("a page is missing")
        page = leaves[entry.page]
        box = re.search(rb"/MediaBox \[\S+ \S+ \S+ ([\d.]+)\]", self._object(page))
        if box is None:
            raise StrangePdf("a page without size")
        top = float(box[1]) - entry.top * POINTS_PER_UNIT
        parts = [
            b"/Title <%s>" % ("\ufeff" + entry.title).encode("utf-16-be").hex().upper().encode(),
            b"/Parent %d 0 R" % parent,
            b"/Dest [%d 0 R /XYZ 0 %.1f null]" % (page, top),
        ]
        if place:
            parts.append(b"/Prev %d 0 R" % siblings[place - 1].number)
        if place + 1 < len(siblings):
            parts.append(b"/Next %d 0 R" % siblings[place + 1].number)
        if entry.children:
            parts.append(_family(entry.children, -len(entry.children)))
        return b"<< %s >>\n" % b"\n".join(parts)

    # The update

    def written(self) -> bytes:
        """What is added behind the file."""
        body = bytearray(b"\n")
        places = {}
        for number, content in sorted(self._objects.items()):
            places[number] = len(self._data) + len(body)
            body += b"%d 0 obj\n%sendobj\n" % (number, content.lstrip())
        table = len(self._data) + len(body)
        body += b"xref\n"
        for number, place in places.items():
            body += b"%d 1\n%010d 00000 n \n" % (number, place)
        body += b"trailer\n<<\n/Size %d\n/Root %d 0 R\n/Prev %d\n%s\n>>\n" % (
            self._next,
            self._root,
            self._previous,
            self._kept,
        )
        body += b"startxref\n%d\n%%%%EOF\n" % table
        return bytes(body)


def nested(entries: Iterable[Entry]) -> list[Entry]:
    """Entries in their order as a tree: what has a deeper level stands below what comes before."""
    top: list[Entry] = []
    above: list[Entry] = []
    for entry in entries:
        while above and above[-1].level >= entry.level:
            above.pop()
        (above[-1].children if above else top).append(entry)
        above.append(entry)
    return top


def _family(children: Sequence[Entry], count: int) -> bytes:
    """The first and the last of the children; a negative count shows none of them at first."""
    return b"/First %d 0 R /Last %d 0 R /Count %d" % (
        children[0].number,
        children[-1].number,
        count,
    )


def _places(table: bytes) -> dict[int, int]:
    """The offsets of the objects by their numbers."""
    places: dict[int, int] = {}
    number = 0
    for line in table.splitlines()[1:]:
        words = line.split()
        if len(words) == 2:
            number = int(words[0])
        elif len(words) == 3:
            if words[2] == b"n":
                places[number] = int(words[0])
            number += 1
    return places


def _mapped(table: bytes) -> dict[int, str]:
    """What a table of characters says of each code."""
    found = {}
    _, _, body = table.partition(b"endcodespacerange")
    for first, last, base, several in _MAPPED.findall(body):
        begin = int(first, 16)
        if base:
            for code in range(begin, int(last, 16) + 1):
                found[code] = chr(int(base, 16) + code - begin)
        else:
            for code, words in enumerate(_HEX.findall(several), start=begin):
                found[code] = bytes.fromhex(words.decode()).decode("utf-16-be", "replace")
    return {code: words for code, words in found.items() if code and words != NOTHING}


def _cmap(characters: Mapping[int, str]) -> bytes:
    """A table of characters (PDF 32000-1, 9.10.3)."""
    lines = [
        "/CIDInit /ProcSet findresource begin",
        "12 dict begin",
        "begincmap",
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def",
        "/CMapName /Adobe-Identity-UCS def",
        "/CMapType 2 def",
        "1 begincodespacerange",
        "<0000> <FFFF>",
        "endcodespacerange",
    ]
    entries = sorted(characters.items())
    for begin in range(0, len(entries), BLOCK):
        block = entries[begin : begin + BLOCK]
        lines.append(f"{len(block)} beginbfchar")
        lines += (f"<{code:04X}> <{words.encode('utf-16-be').hex()}>" for code, words in block)
        lines.append("endbfchar")
    lines += ["endcmap", "CMapName currentdict /CMap defineresource pop", "end", "end", ""]
    return "\n".join(lines).encode("ascii")
