"""The pictures of a Word document: DrawingML and the older VML (ECMA-376 parts 1 and 4).

A picture belongs to the paragraph in which it is anchored. Linked pictures stand outside of the
file and are never looked for; previews of embedded objects and what is hidden or deleted are not
shown.
"""

from collections import defaultdict
from functools import partial

from lxml import etree

from reader.documents.blocks import Block, picture_blocks
from reader.importers.limits import PictureLimits
from reader.importers.ooxml import WORD, Package, word_switch
from reader.importers.pictures import Pictures, Wish, size_of_style
from reader.importers.xml import local
from reader.messages import Message

# EMU in a pixel of 1/96 inch.
_EMU = 9525
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_VML = "{urn:schemas-microsoft-com:vml}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_NOT_SHOWN = frozenset({"del", "moveFrom", "Fallback", "object", "buBlip"})
_FRAMES = frozenset({"inline", "anchor"})

_Anchored = dict[etree._Element, list[tuple[str, Wish]]]


class DocxPictures:
    """The pictures of one document, by the paragraphs in which they are anchored."""

    def __init__(self, package: Package, limits: PictureLimits) -> None:
        self._package = package
        self._pictures = Pictures(limits)
        self._anchored: _Anchored = defaultdict(list)

    @property
    def warnings(self) -> tuple[Message, ...]:
        """What the user should know of them."""
        return self._pictures.warnings

    def survey(self, root: etree._Element, part: str) -> None:
        """Note where pictures stand in a part, before it is read."""
        found = list(root.iter(_A + "blip", _VML + "imagedata"))
        relations = self._package.relations(part) if found else {}
        for element in found:
            ident = element.get(_R + "embed") or element.get(_R + "id") or ""
            relation = relations.get(ident)
            paragraph = _paragraph_of(element)
            if relation is not None and paragraph is not None:
                drawn = element.tag == _A + "blip"
                wish = drawn_wish(element) if drawn else _vml_wish(element)
                self._anchored[paragraph].append((relation.target, wish))

    def blocks(self, paragraph: etree._Element) -> list[Block]:
        """The pictures of a paragraph as a block of their own, or none."""
        found = self._anchored.get(paragraph)
        if found is None:
            return []
        taken = (
            self._pictures.take(part, partial(self._package.head, part), wish)
            for part, wish in found
        )
        return picture_blocks(picture for picture in taken if picture is not None)


def _paragraph_of(element: etree._Element) -> etree._Element | None:
    """The paragraph around a picture; None where nobody sees it."""
    for above in element.iterancestors():
        if above.tag == WORD + "p":
            return above
        if local(above) in _NOT_SHOWN:
            return None
        if above.tag == WORD + "r" and word_switch(above.find(WORD + "rPr"), "vanish"):
            return None
    return None


def _vml_wish(element: etree._Element) -> Wish:
    shape = element.getparent()
    if shape is None:
        return Wish()
    width, height = size_of_style(shape.get("style") or "")
    return Wish(shape.get("alt") or "", width, height)


def drawn_wish(element: etree._Element) -> Wish:
    """The words and the size that DrawingML gives the picture of a `blip`."""
    alt = ""
    size: tuple[float | None, float | None] = (None, None)
    for above in element.iterancestors():
        name = local(above)
        if name == "pic" or name in _FRAMES:
            alt = alt or _description(above)
            # A picture of a group has its own size, in a frame around all of them.
            size = size if size[0] else _size(above)
        if name in _FRAMES:
            break
    return Wish(alt, *size)


def _description(frame: etree._Element) -> str:
    """The words that stand for a picture or its frame."""
    for element in frame.iter(etree.Element):
        if local(element) in ("docPr", "cNvPr"):
            return element.get("descr") or element.get("title") or ""
    return ""


def _size(frame: etree._Element) -> tuple[float | None, float | None]:
    """Width and height of a picture or frame of DrawingML, in pixels of 1/96 inch."""
    for element in frame.iter(etree.Element):
        if local(element) in ("extent", "ext") and element.get("cx"):
            return _pixels(element.get("cx")), _pixels(element.get("cy"))
    return None, None


def _pixels(emu: str | None) -> float | None:
    emu = emu or ""
    known = emu.isascii() and emu.isdecimal() and len(emu) < 12
    return int(emu) / _EMU or None if known else None
