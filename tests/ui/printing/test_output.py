"""PDF files, read back: complete, in order, within the margins, with outline and words."""

import os
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QFile
from PySide6.QtPrintSupport import QPrinter

from reader.documents.model import Kind, Metadata, Paragraph, Picture
from reader.errors import ReaderError
from reader.messages import Translator
from reader.settings import Settings
from reader.ui.printing.output import Stopped, print_pages, write_pdf
from reader.ui.printing.ranges import parse_pages
from tests.ui.pictures.samples import image
from tests.ui.printing.samples import (
    bare,
    edition,
    leaves,
    order,
    read_pdf,
    report,
    with_metadata,
    with_pictures,
)
from tests.ui.texts import body, text_of

pytestmark = pytest.mark.usefixtures("qapp")
MM = 72 / 25.4


class FullDisk(QFile):
    """A file on a disk without room."""

    def __init__(self, _path: object) -> None:
        super().__init__("/dev/full")


def yes(_pages: int) -> bool:
    return True


def test_the_whole_text_in_order(tmp_path: Path, tr: Translator) -> None:
    text = report()
    count = write_pdf(order(text, tr), tmp_path / "a.pdf", yes)
    pdf = read_pdf(tmp_path / "a.pdf")
    assert count == len(pdf.pages) == len(leaves(edition(text, tr)))
    for number, page in enumerate(pdf.pages, start=1):
        assert bare(page.text).endswith(f"—{number}—")
    body_words = ""
    for page, leaf in zip(pdf.pages, leaves(edition(text, tr)), strict=True):
        words = bare(edition(text, tr).words(leaf))
        assert words in bare(page.text)
        body_words += words
    assert body_words == bare("".join(p.text for p in text.paragraphs)).replace(
        "短文一篇", "短文一篇某人", 1
    )
    assert [p.name for p in tmp_path.iterdir()] == ["a.pdf"]


def test_title_and_section_run_above_all_pages_but_the_first(
    tmp_path: Path, tr: Translator
) -> None:
    write_pdf(order(report(), tr), tmp_path / "a.pdf", yes)
    first, *others = read_pdf(tmp_path / "a.pdf").pages
    assert first.text.count("短文一篇") == 1
    made = edition(report(), tr)
    for page, leaf in zip(others, leaves(made)[1:], strict=True):
        assert bare(page.text).startswith("短文一篇" + bare(made.running_section(leaf)))


def test_nothing_stands_outside_of_the_margins(tmp_path: Path, tr: Translator) -> None:
    write_pdf(order(report(), tr), tmp_path / "a.pdf", yes)
    for page in read_pdf(tmp_path / "a.pdf").pages:
        assert page.size == pytest.approx((210 * MM, 297 * MM), abs=1)
        # Marks may hang out of the column with their empty half.
        for left, bottom, right, top in page.boxes:
            if right > left:
                assert left >= 28 * MM - 6
                assert right <= (210 - 26) * MM + 6
                assert bottom >= (35 - 12) * MM
                assert top <= (297 - 37 + 12) * MM


def test_what_is_searched_for_is_found(tmp_path: Path, tr: Translator) -> None:
    """Qt alone writes radicals for 一, 人, 大 and others, and one long dash for two."""
    words = "一二人大小月日水木金土见——\u201c言\u201d 行 a b"
    write_pdf(order(text_of(body(words)), tr), tmp_path / "a.pdf", yes)
    assert words in read_pdf(tmp_path / "a.pdf").pages[0].text


def test_radicals_that_are_meant_stay(tmp_path: Path, tr: Translator) -> None:
    words = "部首⼀⼆⼈"
    write_pdf(order(text_of(body(words)), tr), tmp_path / "a.pdf", yes)
    assert words in read_pdf(tmp_path / "a.pdf").pages[0].text


def test_the_outline_leads_to_the_sections(tmp_path: Path, tr: Translator) -> None:
    text = report()
    write_pdf(order(text, tr), tmp_path / "a.pdf", yes)
    pdf = read_pdf(tmp_path / "a.pdf")
    sections = text.sections[1:]
    assert [title for _, title, _ in pdf.outline] == [section.title for section in sections]
    for _, title, page in pdf.outline:
        assert bare(title) in bare(pdf.pages[page].text)


def test_title_and_author_are_told(tmp_path: Path, tr: Translator) -> None:
    text = with_metadata(report(2), Metadata("短文一篇", author="某人", date="2014-05-08"))
    write_pdf(order(text, tr), tmp_path / "a.pdf", yes)
    pdf = read_pdf(tmp_path / "a.pdf")
    assert pdf.metadata["Title"] == "短文一篇"
    assert pdf.metadata["Author"] == "某人"
    assert bare(pdf.pages[0].text).startswith("短文一篇某人2014年5月8日")


def test_some_pages_keep_their_numbers(tmp_path: Path, tr: Translator) -> None:
    wanted = replace(
        order(report(), tr, Settings(print_numbers="counted")), pages=parse_pages("2-3")
    )
    total = len(leaves(edition(report(), tr)))
    assert write_pdf(wanted, tmp_path / "a.pdf", yes) == 2
    pages = read_pdf(tmp_path / "a.pdf").pages
    for number, page in enumerate(pages, start=2):
        assert bare(page.text).endswith(f"第{number}页共{total}页")


def test_pages_that_are_not_there(tmp_path: Path, tr: Translator) -> None:
    wanted = replace(order(report(2), tr), pages=parse_pages("90-"))
    with pytest.raises(ReaderError, match="没有这些页"):
        write_pdf(wanted, tmp_path / "a.pdf", yes)
    assert not list(tmp_path.iterdir())


def test_a_picture_stands_below_its_paragraph(tmp_path: Path, tr: Translator) -> None:
    data = image(300, 200)
    text = with_pictures(report(1), Picture(3, "image/png", 300, 200, key="k"))
    write_pdf(order(text, tr), tmp_path / "bare.pdf", yes)
    write_pdf(order(text, tr, load=lambda _: data), tmp_path / "a.pdf", yes)
    assert b"/Subtype /Image" in (tmp_path / "a.pdf").read_bytes()
    assert b"/Subtype /Image" not in (tmp_path / "bare.pdf").read_bytes()
    assert "已损坏" in read_pdf(tmp_path / "bare.pdf").pages[0].text


def test_the_old_file_stays_until_the_new_one_is_done(tmp_path: Path, tr: Translator) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(b"old")
    with pytest.raises(Stopped):
        write_pdf(order(report(), tr), path, lambda pages: pages < 2)
    assert path.read_bytes() == b"old"
    assert [p.name for p in tmp_path.iterdir()] == ["a.pdf"]
    write_pdf(order(report(), tr), path, yes)
    assert path.read_bytes().startswith(b"%PDF")


def test_a_folder_that_is_not_there(tmp_path: Path, tr: Translator) -> None:
    with pytest.raises(ReaderError, match="找不到"):
        write_pdf(order(report(1), tr), tmp_path / "no" / "a.pdf", yes)


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no full disk to write to")
def test_a_full_disk_is_told_of(
    tmp_path: Path, tr: Translator, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reader.ui.printing.output.QFile", FullDisk)
    (tmp_path / "a.pdf").write_bytes(b"old")
    with pytest.raises(ReaderError, match="无法写入"):
        write_pdf(order(report(), tr), tmp_path / "a.pdf", yes)
    assert (tmp_path / "a.pdf").read_bytes() == b"old"


def test_black_on_white_whatever_the_palette(tmp_path: Path, tr: Translator) -> None:
    write_pdf(order(report(1), tr, Settings(palette="dark")), tmp_path / "dark.pdf", yes)
    write_pdf(order(report(1), tr, Settings(palette="light")), tmp_path / "light.pdf", yes)
    dark, light = (read_pdf(tmp_path / name).pages for name in ("dark.pdf", "light.pdf"))
    assert [page.boxes for page in dark] == [page.boxes for page in light]


def test_tables_and_notes_are_there_too(tmp_path: Path, tr: Translator) -> None:
    text = text_of(
        [
            Paragraph(1, Kind.TABLE, "时间\t事项"),
            Paragraph(2, Kind.TABLE, "六点\t交接"),
            Paragraph(3, Kind.NOTE, "注：按值班表。"),
        ]
    )
    write_pdf(order(text, tr), tmp_path / "a.pdf", yes)
    words = bare(read_pdf(tmp_path / "a.pdf").pages[0].text)
    for part in ("时间事项", "六点交接", "注：按值班表。"):
        assert part in words


def test_a_printer_gets_the_same_pages(tmp_path: Path, tr: Translator) -> None:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    count = print_pages(order(report(), tr), printer, yes)
    write_pdf(order(report(), tr), tmp_path / "a.pdf", yes)
    printed, exported = (read_pdf(tmp_path / name).pages for name in ("printed.pdf", "a.pdf"))
    assert count == len(printed) == len(exported)
    for one, other in zip(printed, exported, strict=True):
        assert one.size == pytest.approx(other.size, abs=1)
        assert len(bare(one.text)) == len(bare(other.text))


def test_printing_can_be_stopped(tmp_path: Path, tr: Translator) -> None:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    with pytest.raises(Stopped):
        print_pages(order(report(), tr), printer, lambda pages: pages < 2)
