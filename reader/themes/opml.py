"""Theme outlines as OPML 2.0 files (http://opml.org/spec2.opml).

A theme is an `outline` element. Its name is `text`, as in every OPML file. OPML allows further
attributes on an `outline`, and outliners that keep what they do not know hand ours back:

* `id`: the theme's id, which entries and the user's decisions refer to;
* `terms`: its terms with their weights, separated by spaces: ``督查=1.5 督办=1.2 催办``. A weight
  of 1 is left out. White space, `=` and `%` inside a term are written as in a URL (`%20`);
* `_note`: the note, under the name that outliners agree on, so that they show it.

The id of the outline itself stands in the head, in a namespace of our own. A file made by another
program carries none of this: its ids are made from the names on the way down to each theme, so
they are the same at the next import, and its themes have no terms.
"""

import math
import re
from collections.abc import Iterator
from hashlib import sha256
from urllib.parse import unquote

from lxml import etree

from reader.errors import ReaderError
from reader.messages import msg
from reader.themes.model import Outline, Term, Theme

NAMESPACE = "urn:antou:outline"
UNNAMED = "（未命名）"
_MAXIMUM_BYTES = 16 * 1024 * 1024
_OUTLINE_ID = f"{{{NAMESPACE}}}id"
# NUL bytes are taken out first, so that the pattern meets UTF-16 as well
_DOCTYPE = re.compile(rb"<!DOCTYPE")


def parse(data: bytes) -> Outline:
    """Read an outline.

    Raises:
        ReaderError: not XML, not OPML, without any theme, too large, with a document type (whose
            entities could blow up or read other files; OPML has none), or with a term that
            cannot be understood.
    """
    root = _root(data)
    body = root.find("body")
    if root.tag != "opml" or body is None:
        raise ReaderError(msg("这不是 OPML 文件：缺少 opml 或 body 元素"))
    title = (root.findtext("head/title") or "").strip() or UNNAMED
    themes = tuple(_Reader(title).themes(body))
    if not themes:
        raise ReaderError(msg("OPML 文件中没有主题"))
    outline_id = (root.findtext(f"head/{_OUTLINE_ID}") or "").strip()
    return Outline(outline_id or _made_id(title, ()), title, themes)


def write(outline: Outline) -> bytes:
    """Write an outline as UTF-8; `parse` gives back an equal one.

    Raises:
        ReaderError: a name, note or term holds a character that XML cannot hold.
    """
    root = etree.Element("opml", version="2.0", nsmap={"antou": NAMESPACE})
    head = etree.SubElement(root, "head")
    _set_text(etree.SubElement(head, "title"), outline.name)
    _set_text(etree.SubElement(head, _OUTLINE_ID), outline.id)
    elements: dict[str | None, etree._Element] = {None: etree.SubElement(root, "body")}
    for theme in outline.themes:
        element = etree.SubElement(elements[theme.parent], "outline")
        elements[theme.id] = element
        _set(element, "text", theme.name)
        _set(element, "id", theme.id)
        if theme.terms:
            _set(element, "terms", format_terms(theme.terms))
        if theme.note:
            _set(element, "_note", theme.note)
    data: bytes = etree.tostring(root, encoding="UTF-8", xml_declaration=True, pretty_print=True)
    return data


def format_terms(terms: tuple[Term, ...]) -> str:
    """The `terms` attribute, which is also what a person edits in the window."""
    return " ".join(_format_term(term) for term in terms)


def parse_terms(text: str, theme: str) -> tuple[Term, ...]:
    """Understand a `terms` attribute; `theme` is the name that an error message mentions.

    Raises:
        ReaderError: an empty term, or a weight that is not a positive number.
    """
    return tuple(_parse_term(item, theme) for item in text.split())


def _root(data: bytes) -> etree._Element:
    """The root element of a file that is safe to look at."""
    if len(data) > _MAXIMUM_BYTES:
        raise ReaderError(msg("OPML 文件过大，不能读取"))
    if _DOCTYPE.search(data.replace(b"\0", b"")):
        raise _doctype()
    parser = etree.XMLParser(
        resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as problem:
        raise ReaderError(msg("不是完好的 XML 文件：{reason}", reason=str(problem))) from problem
    # an encoding that hides the declaration from the pattern above ends here
    if root.getroottree().docinfo.internalDTD is not None:
        raise _doctype()
    return root


def _doctype() -> ReaderError:
    return ReaderError(msg("OPML 文件带有文档类型声明（DOCTYPE），为安全起见不予读取"))


class _Reader:
    """Walks one body and hands out ids that are unique within the outline."""

    def __init__(self, title: str) -> None:
        self._title = title
        self._taken: set[str] = set()

    def themes(self, body: etree._Element) -> Iterator[Theme]:
        """The themes below `body` in reading order, parents first.

        All ids in the file are known before the first one is made up, since a made-up id must
        not take the place of a given one further down.
        """
        elements = [(e, (e.get("id") or "").strip()) for e in self._elements(body)]
        given: dict[etree._Element, str] = {}
        for element, theme_id in elements:
            if theme_id and theme_id not in self._taken:
                given[element] = theme_id
                self._taken.add(theme_id)
        paths: dict[etree._Element, tuple[str, ...]] = {body: ()}
        ids: dict[etree._Element, str] = {}
        for element, _ in elements:
            parent = element.getparent()
            if parent is None:
                continue
            name = _name(element)
            paths[element] = (*paths[parent], name)
            ids[element] = given.get(element) or self._fresh(paths[element])
            yield Theme(
                id=ids[element],
                name=name,
                parent=ids.get(parent),
                terms=parse_terms(element.get("terms") or "", name),
                note=element.get("_note") or element.get("note") or "",
            )

    def _elements(self, parent: etree._Element) -> Iterator[etree._Element]:
        """The outline elements below one, without those that OPML marks as commented out."""
        for element in parent.iterchildren("outline"):
            if element.get("isComment") != "true":
                yield element
                yield from self._elements(element)

    def _fresh(self, path: tuple[str, ...]) -> str:
        theme_id = _made_id(self._title, path)
        copy = 1
        while theme_id in self._taken:
            copy += 1
            theme_id = _made_id(self._title, (*path, str(copy)))
        self._taken.add(theme_id)
        return theme_id


def _name(element: etree._Element) -> str:
    for attribute in ("text", "title"):
        name = element.get(attribute)
        if name and name.strip():
            return name
    return UNNAMED


def _made_id(title: str, path: tuple[str, ...]) -> str:
    """An id that depends on the names alone, so that a second import gives the same."""
    names = "\n".join((title, *path))
    return "o-" + sha256(names.encode("utf-8", "surrogatepass")).hexdigest()[:12]


def _format_term(term: Term) -> str:
    text = "".join(
        "".join(f"%{byte:02X}" for byte in char.encode("utf-8"))
        if char in "%=" or char.isspace()
        else char
        for char in term.text
    )
    if term.weight == 1:
        return text
    return f"{text}={term.weight:g}" if _exact(term.weight) else f"{text}={term.weight!r}"


def _exact(weight: float) -> bool:
    """Whether the short form of a weight reads back as the same number."""
    return float(f"{weight:g}") == weight


def _parse_term(item: str, theme: str) -> Term:
    text, separator, number = item.partition("=")
    try:
        weight = float(number) if separator else 1.0
        term = unquote(text, errors="strict")
    except ValueError as problem:
        raise _bad_term(item, theme) from problem
    if not term.strip() or not math.isfinite(weight) or weight <= 0:
        raise _bad_term(item, theme)
    return Term(term, weight)


def _bad_term(item: str, theme: str) -> ReaderError:
    return ReaderError(
        msg("主题“{theme}”的主题词“{term}”写法不对，应如“督查=1.5”", theme=theme, term=item)
    )


def _set(element: etree._Element, attribute: str, value: str) -> None:
    try:
        element.set(attribute, value)
    except ValueError as problem:
        raise _unwritable(value) from problem


def _set_text(element: etree._Element, value: str) -> None:
    try:
        element.text = value
    except ValueError as problem:
        raise _unwritable(value) from problem


def _unwritable(value: str) -> ReaderError:
    return ReaderError(
        msg("“{text}”含有不能写入文件的控制字符", text=value.encode("unicode_escape").decode())
    )
