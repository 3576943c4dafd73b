"""Small pdf files, put together by hand: text at places, pictures, bookmarks, properties."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

WIDTH, HEIGHT = 595.0, 842.0
LEFT, RIGHT = 80.0, 480.0
SIZE, STEP = 16.0, 28.0
ACROSS = int((RIGHT - LEFT) / SIZE)
"""The characters of a full line."""


def to_unicode(first: int = 0) -> bytes:
    """A table that names the characters: each is its own code, plus `first`."""
    rows = [f"<{high:02x}00> <{high:02x}ff> <{high * 256 + first:04x}>" for high in range(256)]
    blocks = [rows[start : start + 100] for start in range(0, 256, 100)]
    ranges = "\n".join(f"{len(b)} beginbfrange\n" + "\n".join(b) + "\nendbfrange" for b in blocks)
    return (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def\n"
        f"1 begincodespacerange <0000> <FFFF> endcodespacerange\n{ranges}\nendcmap end end"
    ).encode()


@dataclass
class PdfPage:
    """A page in the making; y is measured from the top."""

    width: float = WIDTH
    height: float = HEIGHT
    rotation: int = 0
    parts: list[str] = field(default_factory=list)
    has_image: bool = False

    def put(
        self,
        text: str,
        x: float,
        y: float,
        size: float = SIZE,
        *,
        bold: bool = False,
        matrix: str = "1 0 0 1",
    ) -> None:
        """Text with its baseline at y; every character is as wide as `size`, ASCII half."""
        codes = text.encode("utf-16-be").hex()
        self.parts.append(
            f"BT /F1 {size} Tf {2 if bold else 0} Tr {matrix} {x} {self.height - y} Tm "
            f"<{codes}> Tj ET"
        )

    def put_latin(self, text: str, x: float, y: float, matrix: str = "1 0 0 1") -> None:
        """Latin text in a font that pdf readers bring along; only such text can be turned."""
        self.parts.append(f"BT /F2 12 Tf 0 Tr {matrix} {x} {self.height - y} Tm ({text}) Tj ET")

    def paragraph(self, text: str, y: float, *, indent: int = 2, x: float = LEFT) -> float:
        """A paragraph set in lines of `ACROSS` characters; gives the place for the next one."""
        first = ACROSS - indent
        lines = [text[:first]] + [text[i : i + ACROSS] for i in range(first, len(text), ACROSS)]
        for number, line in enumerate(lines):
            self.put(line, x + (0 if number else indent * SIZE), y)
            y += STEP
        return y

    def picture(self) -> None:
        """A grey picture over the whole page."""
        self.has_image = True
        self.parts.append(f"q {self.width} 0 0 {self.height} 0 0 cm /I1 Do Q")


def write_pdf(
    path: Path,
    pages: Sequence[PdfPage],
    *,
    bookmarks: Sequence[tuple[int, str, int]] = (),
    info: str = "",
    names: bytes | None = None,
    trailer: str = "",
) -> Path:
    """Write a pdf.

    `bookmarks` are (level from 0, title, page from 0); `info` and `trailer` are put in as they
    are; `names` is the table of characters of the font.
    """
    objects: list[bytes] = []

    def add(body: str | bytes) -> int:
        objects.append(body if isinstance(body, bytes) else body.encode("latin-1"))
        return len(objects)

    def stream(data: bytes, head: str = "") -> int:
        return add(f"<< {head} /Length {len(data)} >>\nstream\n".encode() + data + b"\nendstream")

    catalog, tree = add(""), add("")
    cmap = stream(to_unicode() if names is None else names)
    descriptor = add(
        "<< /Type /FontDescriptor /FontName /Song /Flags 4 /FontBBox [0 -200 1000 900] "
        "/ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 700 /StemV 80 >>"
    )
    inner = add(
        "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Song /CIDSystemInfo << /Registry "
        f"(Adobe) /Ordering (Identity) /Supplement 0 >> /FontDescriptor {descriptor} 0 R "
        "/DW 1000 /W [0 127 500] >>"
    )
    font = add(
        "<< /Type /Font /Subtype /Type0 /BaseFont /Song /Encoding /Identity-H "
        f"/DescendantFonts [{inner} 0 R] /ToUnicode {cmap} 0 R >>"
    )
    latin = add("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>")
    image = stream(
        b"\x80",
        "/Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray "
        "/BitsPerComponent 8",
    )
    numbers = []
    for page in pages:
        content = stream("\n".join(page.parts).encode())
        pictures = f"/I1 {image} 0 R" if page.has_image else ""
        numbers.append(
            add(
                f"<< /Type /Page /Parent {tree} 0 R /MediaBox [0 0 {page.width} {page.height}] "
                f"/Rotate {page.rotation} /Contents {content} 0 R /Resources << /Font << /F1 "
                f"{font} 0 R /F2 {latin} 0 R >> /XObject << {pictures} >> >> >>"
            )
        )
    kids = " ".join(f"{number} 0 R" for number in numbers)
    objects[tree - 1] = f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode()
    outline = _outline(objects, bookmarks, numbers) if bookmarks else 0
    more = f"/Outlines {outline} 0 R" if outline else ""
    objects[catalog - 1] = f"<< /Type /Catalog /Pages {tree} 0 R {more} >>".encode()
    about = add(f"<< {info} >>") if info else 0
    more = f"{f'/Info {about} 0 R' if about else ''} {trailer}"
    path.write_bytes(_file(objects, catalog, more))
    return path


def hex_text(text: str) -> str:
    """A string of a pdf in UTF-16."""
    return f"<FEFF{text.encode('utf-16-be').hex()}>"


def _outline(
    objects: list[bytes], bookmarks: Sequence[tuple[int, str, int]], pages: Sequence[int]
) -> int:
    """The objects of the bookmarks; gives the number of their root."""
    root = len(objects) + 1
    own = [root + 1 + place for place in range(len(bookmarks))]
    parents, last_at = [], {-1: root}
    for number, (level, _, _) in zip(own, bookmarks, strict=True):
        parents.append(last_at[level - 1])
        last_at[level] = number
    links: dict[int, list[int]] = {}
    for number, parent in zip(own, parents, strict=True):
        links.setdefault(parent, []).append(number)

    def children(number: int) -> str:
        found = links.get(number)
        return f"/First {found[0]} 0 R /Last {found[-1]} 0 R" if found else ""

    objects.append(f"<< /Type /Outlines {children(root)} >>".encode())
    for number, parent, (_, title, page) in zip(own, parents, bookmarks, strict=True):
        after = [sibling for sibling in links[parent] if sibling > number]
        objects.append(
            (
                f"<< /Title {hex_text(title)} /Parent {parent} 0 R {children(number)} "
                f"{f'/Next {after[0]} 0 R' if after else ''} "
                f"/Dest [{pages[page]} 0 R /XYZ 0 800 0] >>"
            ).encode()
        )
    return root


def _file(objects: Sequence[bytes], catalog: int, more: str) -> bytes:
    data = b"%PDF-1.5\n"
    places = []
    for number, body in enumerate(objects, start=1):
        places.append(len(data))
        data += f"{number} 0 obj\n".encode() + body + b"\nendobj\n"
    table = len(data)
    data += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    data += b"".join(f"{place:010} 00000 n \n".encode() for place in places)
    data += (
        f"trailer\n<< /Size {len(objects) + 1} /Root {catalog} 0 R {more} >>\n"
        f"startxref\n{table}\n%%EOF\n"
    ).encode()
    return data
