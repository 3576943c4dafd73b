"""What docx, pptx and xlsx share: parts, the relations between them, properties (ECMA-376 part 2).

Relations that lead out of the file (links, remote pictures, templates) are never followed.
"""

import posixpath
from dataclasses import dataclass

from lxml import etree

from reader.documents.blocks import Hints
from reader.errors import ImportProblem
from reader.importers.archive import Archive, part_name
from reader.importers.properties import properties, with_paper
from reader.importers.xml import local, parse_xml
from reader.messages import msg

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_OFF = frozenset({"0", "false", "off", "none"})


@dataclass(frozen=True, slots=True)
class Relation:
    """A relation to another part: the last word of its type, and the part's name."""

    kind: str
    target: str


class Package:
    """An office file as a set of parts that refer to each other."""

    def __init__(self, archive: Archive, main: str) -> None:
        """`main` is the usual name of the main part, for files that do not name theirs.

        Raises:
            ImportProblem: the main part is missing.
        """
        self._archive = archive
        found = self.related("", "officeDocument")
        self.main = found or main
        if self.main not in archive:
            raise ImportProblem(
                msg(
                    "文件不完整：缺少内部的“{part}”；请用原来的软件打开并另存后再导入",
                    part=self.main,
                )
            )

    def __contains__(self, part: object) -> bool:
        return part in self._archive

    def xml(self, part: str) -> etree._Element:
        """A part as XML.

        Raises:
            ImportProblem: it is missing or broken.
        """
        return parse_xml(self._archive.read(part), part)

    def head(self, part: str, most: int) -> bytes | None:
        """The first `most` bytes of a part and one more; None where there is no such part.

        Raises:
            ImportProblem: it is damaged or encrypted.
        """
        return self._archive.head(part, most)

    def relations(self, part: str) -> dict[str, Relation]:
        """The relations of a part ("" for the whole file) to others in the file, by their ids."""
        folder, name = posixpath.split(part)
        listing = part_name(f"_rels/{name}.rels", folder)
        if listing not in self._archive:
            return {}
        found = {}
        for element in self.xml(listing).iter():
            target = element.get("Target")
            if local(element) != "Relationship" or not target:
                continue
            if element.get("TargetMode") == "External":
                continue
            kind = (element.get("Type") or "").rpartition("/")[2]
            found[element.get("Id") or ""] = Relation(kind, part_name(target, folder))
        return found

    def related(self, part: str, kind: str) -> str | None:
        """The first part of a kind that `part` is related to and that exists."""
        targets = (r.target for r in self.relations(part).values() if r.kind == kind)
        return next((target for target in targets if target in self._archive), None)

    def properties(self) -> Hints:
        """Title, author and the day of creation, and what a writer's own properties tell."""
        return with_paper(self._core(), self._custom())

    def _custom(self) -> dict[str, str]:
        """The properties that a writer named (ECMA-376 part 1, section 22.3)."""
        part = self.related("", "custom-properties")
        try:
            elements = [] if part is None else list(self.xml(part))
        except ImportProblem:
            # A slip there costs nothing of the text.
            return {}
        return {
            element.get("name") or "": "".join(str(text) for text in element.itertext())
            for element in elements
            if local(element) == "property"
        }

    def _core(self) -> Hints:
        part = self.related("", "core-properties")
        if part is None and "docProps/core.xml" in self._archive:
            part = "docProps/core.xml"
        if part is None:
            return Hints()
        values: dict[str, str] = {}
        for element in self.xml(part):
            if element.text:
                values.setdefault(local(element), element.text)
        return properties(values.get("title"), values.get("creator"), values.get("created"))


def word_value(element: etree._Element | None, name: str = "val") -> str | None:
    """An attribute in Word's namespace."""
    return None if element is None else element.get(WORD + name)


def word_number(element: etree._Element | None, name: str = "val") -> int | None:
    """An attribute that is a number; None where it is missing or none."""
    text = word_value(element, name)
    try:
        return int(text) if text is not None and len(text) < 10 else None
    except ValueError:
        return None


def word_switch(parent: etree._Element | None, name: str) -> bool | None:
    """A property that is on or off (`<w:b/>`, `<w:b w:val="0"/>`); None where it is not there."""
    element = None if parent is None else parent.find(WORD + name)
    if element is None:
        return None
    return (word_value(element) or "true").lower() not in _OFF
