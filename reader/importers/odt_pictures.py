"""The pictures of an OpenDocument text: frames with an image from the package (ODF 1.3, 10.4.4)."""

from functools import partial

from lxml import etree

from reader.documents.blocks import Block, picture_blocks
from reader.documents.model import Picture
from reader.importers.archive import Archive, part_name
from reader.importers.limits import PictureLimits
from reader.importers.pictures import Pictures, Wish, pixels_of
from reader.importers.xml import attribute, local
from reader.messages import Message

# Formulas, charts and embedded files come with a drawing of themselves.
_OBJECTS = frozenset({"object", "object-ole", "plugin", "applet", "floating-frame"})


class OdtPictures:
    """The pictures of one document."""

    def __init__(self, archive: Archive, limits: PictureLimits) -> None:
        self._archive = archive
        self._pictures = Pictures(limits)

    @property
    def warnings(self) -> tuple[Message, ...]:
        """What the user should know of them."""
        return self._pictures.warnings

    def blocks(self, frame: etree._Element) -> list[Block]:
        """The picture of a frame as a block of its own; of several for choice the first shown."""
        if local(frame) != "frame" or any(local(child) in _OBJECTS for child in frame):
            return []
        images = [child for child in frame if local(child) == "image"]
        found = [picture for image in images if (picture := self._take(image, frame))]
        kept = [picture for picture in found if picture.key]
        return picture_blocks((kept or found)[:1])

    def _take(self, image: etree._Element, frame: etree._Element) -> Picture | None:
        # An address outside of the file is the name of no part.
        name = part_name(attribute(image, "href") or "")
        wish = Wish(
            _description(frame),
            pixels_of(attribute(frame, "width") or ""),
            pixels_of(attribute(frame, "height") or ""),
        )
        return self._pictures.take(name, partial(self._archive.head, name), wish)


def _description(frame: etree._Element) -> str:
    words = {local(child): child.text or "" for child in frame}
    return words.get("desc") or words.get("title") or ""
