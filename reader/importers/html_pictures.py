"""The pictures of pages: what an `img` names, found beside the page, in its container or in itself.

Nothing is ever fetched: what stands elsewhere is passed over.
"""

import base64
import binascii
import re
from typing import Protocol
from urllib.parse import unquote_to_bytes

from lxml import etree

from reader.documents.model import Picture
from reader.importers.limits import PictureLimits
from reader.importers.pictures import Pictures, Wish, pixels_of, size_of_style
from reader.messages import Message

_DATA = re.compile(r"^data:[^,]{0,200}?(;base64)?,", re.IGNORECASE)
_SPACE = re.compile(r"\s+")


class Surroundings(Protocol):
    """Where a page keeps its pictures."""

    def address(self, source: str) -> str:
        """The one name of a picture, from the source that stands in the page."""
        ...

    def read(self, address: str, most: int) -> bytes | None:
        """The bytes of a picture, `most` and one more at the longest; None where there is none."""
        ...


class PagePictures:
    """The pictures of the pages of one file."""

    def __init__(self, limits: PictureLimits, surroundings: Surroundings) -> None:
        self._pictures = Pictures(limits)
        self._surroundings = surroundings

    @property
    def warnings(self) -> tuple[Message, ...]:
        """What the user should know of them."""
        return self._pictures.warnings

    def find(self, element: etree._Element) -> Picture | None:
        """The picture of an element; None where there is none to show."""
        source = _source(element).strip()
        if not source:
            return None
        wish = _wish(element)
        if source[:5].lower() == "data:":
            return self._pictures.take(source, lambda most: data_of_uri(source, most), wish)
        address = self._surroundings.address(source)
        return self._pictures.take(
            address, lambda most: self._surroundings.read(address, most), wish
        )


def data_of_uri(uri: str, most: int) -> bytes | None:
    """The content of a `data:` URI (RFC 2397), `most` bytes and one more; None for a broken URI."""
    match = _DATA.match(uri)
    if match is None:
        return None
    # Whatever is longer than the limit in its longest spelling is not even decoded.
    content = unquote_to_bytes(uri[match.end() : match.end() + 3 * (most + 2)])
    if not match[1]:
        return content[: most + 1]
    packed = _SPACE.sub("", content.decode("ascii", "replace"))
    try:
        return base64.b64decode(packed + "=" * (-len(packed) % 4))[: most + 1]
    except (binascii.Error, ValueError):
        return b""


def _source(element: etree._Element) -> str:
    """Where the picture of an `img`, or of an `image` in an svg, is to be found."""
    return (
        element.get("src")
        or element.get("xlink:href")
        or element.get("{http://www.w3.org/1999/xlink}href")
        or element.get("href")
        or ""
    )


def _wish(element: etree._Element) -> Wish:
    """The words and the size that the page gives a picture."""
    width, height = size_of_style(element.get("style") or "")
    return Wish(
        alt=element.get("alt") or element.get("title") or "",
        width=width or pixels_of(element.get("width") or ""),
        height=height or pixels_of(element.get("height") or ""),
    )
