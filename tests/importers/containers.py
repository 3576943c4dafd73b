"""Small office files, put together by hand."""

import zipfile
from collections.abc import Mapping
from pathlib import Path

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_REL = "http://schemas.openxmlformats.org/package/2006/relationships"
_CORE = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
_MAIN = "application/vnd.openxmlformats-officedocument.{}.main+xml"
_NAMESPACES = (
    f'xmlns:w="{W}" xmlns:r="{R}" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
)


def packed(path: Path, parts: Mapping[str, str | bytes]) -> Path:
    """A zip file of parts, in their order."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in parts.items():
            kind = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            file.writestr(name, data, kind)
    return path


def content_types(main: str) -> str:
    """The list of types, for a main part such as wordprocessingml.document."""
    return f'<Types><Override PartName="/x" ContentType="{_MAIN.format(main)}"/></Types>'


def relations(*items: tuple[str, str, str]) -> str:
    """A part of relations: (id, last word of the type, target)."""
    rows = "".join(
        f'<Relationship Id="{ident}" Type="{_CORE if kind == "core" else f"{R}/{kind}"}" '
        f'Target="{target}"/>'
        for ident, kind, target in items
    )
    return f'<Relationships xmlns="{_REL}">{rows}</Relationships>'


def core(title: str = "", creator: str = "", created: str = "") -> str:
    """The document properties."""
    return (
        '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/'
        'core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'xmlns:dcterms="http://purl.org/dc/terms/">'
        f"<dc:title>{title}</dc:title><dc:creator>{creator}</dc:creator>"
        f"<dcterms:created>{created}</dcterms:created></cp:coreProperties>"
    )


def docx_parts(body: str, properties: str = "", **parts: str) -> dict[str, str]:
    """The parts of a docx; `parts` are the insides of styles, numbering, footnotes, endnotes."""
    found = {
        "[Content_Types].xml": content_types("wordprocessingml.document"),
        "_rels/.rels": relations(
            ("r1", "officeDocument", "word/document.xml"), ("r2", "core", "docProps/core.xml")
        ),
        "word/document.xml": f"<w:document {_NAMESPACES}><w:body>{body}</w:body></w:document>",
        "word/_rels/document.xml.rels": relations(
            *((f"r{n}", name, f"{name}.xml") for n, name in enumerate(parts))
        ),
    }
    if properties:
        found["docProps/core.xml"] = properties
    for name, inside in parts.items():
        found[f"word/{name}.xml"] = f"<w:{name} {_NAMESPACES}>{inside}</w:{name}>"
    return found


def p(text: str, properties: str = "") -> str:
    """A paragraph of Word with one run."""
    return f"<w:p><w:pPr>{properties}</w:pPr>{r(text)}</w:p>"


def r(text: str, properties: str = "") -> str:
    """A run of Word."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def in_list(number: int, level: int = 0) -> str:
    """The properties of a paragraph in a list of Word."""
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'


_ODF = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for short, name in (
        ("office", "office"), ("text", "text"), ("style", "style"), ("table", "table"),
        ("draw", "drawing"), ("fo", "xsl-fo-compatible"), ("meta", "meta"),
    )
) + (
    ' xmlns:dc="http://purl.org/dc/elements/1.1/"'
    ' xmlns:loext="urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0"'
)  # fmt: skip


def odt_parts(
    body: str, automatic: str = "", styles: str = "", meta: str = ""
) -> dict[str, str | bytes]:
    """The parts of an odt."""
    return {
        "mimetype": "application/vnd.oasis.opendocument.text",
        "content.xml": f"<office:document-content {_ODF}><office:automatic-styles>{automatic}"
        f"</office:automatic-styles><office:body><office:text>{body}</office:text></office:body>"
        "</office:document-content>",
        "styles.xml": f"<office:document-styles {_ODF}><office:styles>{styles}</office:styles>"
        "</office:document-styles>",
        "meta.xml": f"<office:document-meta {_ODF}><office:meta>{meta}</office:meta>"
        "</office:document-meta>",
    }


def epub_parts(
    pages: Mapping[str, str],
    contents: str = "",
    *,
    ncx: bool = False,
    metadata: str = "",
    css: str = "",
) -> dict[str, str | bytes]:
    """The parts of an EPUB: pages by name, `contents` inside of the nav or of the navMap."""
    kind = "application/x-dtbncx+xml" if ncx else "application/xhtml+xml"
    toc = "toc.ncx" if ncx else "nav.xhtml"
    items = "".join(
        f'<item id="{name}" href="{name}" media-type="application/xhtml+xml"/>' for name in pages
    )
    order = "".join(f'<itemref idref="{name}"/>' for name in pages)
    package = (
        '<package xmlns="http://www.idpf.org/2007/opf">'
        f'<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">{metadata}</metadata><manifest>'
        f'{items}<item id="toc" href="{toc}" media-type="{kind}"{"" if ncx else _NAV}/>'
        '<item id="css" href="a.css" media-type="text/css"/></manifest>'
        f'<spine toc="toc"><itemref idref="toc"/>{order}</spine></package>'
    )
    listing = (
        f"{_NCX_TYPE}<ncx><navMap>{contents}</navMap></ncx>"
        if ncx
        else '<html xmlns:epub="http://www.idpf.org/2007/ops"><body><nav epub:type="toc">'
        f"{contents}</nav></body></html>"
    )
    texts = {
        f"OEBPS/{name}": f"{_XHTML_TYPE}<html><head/><body>{body}</body></html>"
        for name, body in pages.items()
    }
    return {
        "mimetype": "application/epub+zip",
        "META-INF/container.xml": "<container><rootfiles>"
        '<rootfile full-path="OEBPS/a b.opf"/></rootfiles></container>',
        "OEBPS/a b.opf": package,
        f"OEBPS/{toc}": listing,
        "OEBPS/a.css": css,
        **texts,
    }


_NAV = ' properties="nav"'
_NCX_TYPE = (
    '<!DOCTYPE ncx PUBLIC "-//NISO//DTD ncx 2005-1//EN" '
    '"http://www.daisy.org/z3986/2005/ncx-2005-1.dtd">'
)
_XHTML_TYPE = (
    '<?xml version="1.0" encoding="utf-8"?><!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.1//EN" '
    '"http://www.w3.org/TR/xhtml11/DTD/xhtml11.dtd">'
)
