"""What is printed, and how: the controls beside the preview."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from PySide6.QtCore import QSignalBlocker, QStringListModel, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QListView,
    QVBoxLayout,
    QWidget,
)

from reader.documents.labels import section_label
from reader.documents.model import Section
from reader.errors import ReaderError
from reader.messages import Translator
from reader.settings import MARGINS, PAGE_NUMBERS, PAPERS, PRINT_SIZES, Settings
from reader.ui.naming import name_clear_button, name_combo
from reader.ui.printing.content import section_range
from reader.ui.printing.ranges import PageRanges, parse_pages
from reader.ui.reading.places import Selection
from reader.workspace.text import Text

WHOLE, SELECTED, SECTIONS = "whole", "selected", "sections"
LONGEST_SECTION = 40


class PrintForm(QWidget):
    """Asks what is printed and on which paper.

    `changed`: pages must be broken anew; `pages_changed`: others of them are wanted; `problem`
    says what is wrong with these, "" for nothing.
    """

    changed = Signal()
    pages_changed = Signal()
    problem = Signal(str)

    def __init__(
        self,
        text: Text,
        labels: Sequence[str],
        selection: Selection | None,
        settings: Settings,
        tr: Translator,
    ) -> None:
        """`labels` are those of all sections, as `section_choices` gives them."""
        super().__init__()
        self._labels = labels
        self._tr = tr
        self._text = text
        self._settings = settings
        self._selection = None if selection is None or selection.empty else selection
        self.pages = PageRanges()
        self._readable = True
        self.content = _choice("print_content", self._contents(tr))
        self.first, self.last = self._section_boxes()
        self.range = QLineEdit()
        self.range.setObjectName("print_pages")
        self.range.setPlaceholderText(tr("全部；如 1-3, 8, 20-"))
        name_clear_button(self.range, tr)
        self.paper = _choice("print_paper", [(_paper(name, tr), name) for name in PAPERS])
        self.landscape = _check("print_landscape", tr("横向(&L)"))
        self.margins = _choice("print_margins", list(zip(_margins(tr), MARGINS, strict=True)))
        self.type_size = _choice("print_size", list(zip(_sizes(tr), PRINT_SIZES, strict=True)))
        self.numbers = _choice("print_numbers", list(zip(_numbers(tr), PAGE_NUMBERS, strict=True)))
        self.header = _check("print_header", tr("页眉：标题和章节(&H)"))
        self.source = _check("print_source", tr("标题下注明出处(&R)"))
        self.ribbons = _check("print_ribbons", tr("印出书签标记(&B)"))
        self._lay_out(tr)
        self._show(settings)
        self._show_sections()
        for choice in (
            self.content,
            self.first,
            self.last,
            self.paper,
            self.margins,
            self.type_size,
        ):
            choice.currentIndexChanged.connect(lambda _: self._changed())
        self.numbers.currentIndexChanged.connect(lambda _: self._changed())
        for check in (self.landscape, self.header, self.source, self.ribbons):
            check.toggled.connect(lambda _: self._changed())
        self.range.textChanged.connect(self._read_pages)

    # What was chosen

    @property
    def readable(self) -> bool:
        """Whether the pages that were written make sense."""
        return self._readable

    @property
    def settings(self) -> Settings:
        """The settings with what was chosen here."""
        return replace(
            self._settings,
            print_paper=str(self.paper.currentData()),
            print_landscape=self.landscape.isChecked(),
            print_margins=str(self.margins.currentData()),
            print_size=int(self.type_size.currentData()),
            print_numbers=str(self.numbers.currentData()),
            print_header=self.header.isChecked(),
            print_source=self.source.isChecked(),
            print_ribbons=self.ribbons.isChecked(),
        )

    @property
    def chosen(self) -> Selection | None:
        """What of the text is printed; None for all of it."""
        content = self.content.currentData()
        if content == SELECTED:
            return self._selection
        if content == SECTIONS:
            first = self.first.currentIndex()
            return section_range(self._text, first, max(first, self.last.currentIndex()))
        return None

    def show_section(self, paragraph: int) -> None:
        """Offer the section that a paragraph stands in."""
        found = [
            i for i, section in enumerate(self._text.sections) if section.paragraph <= paragraph
        ]
        for box in (self.first, self.last):
            with QSignalBlocker(box):
                box.setCurrentIndex(found[-1] if found else 0)

    def _changed(self) -> None:
        self._show_sections()
        if self.last.currentIndex() < self.first.currentIndex():
            with QSignalBlocker(self.last):
                self.last.setCurrentIndex(self.first.currentIndex())
        self.changed.emit()

    def _show_sections(self) -> None:
        shown = self.content.currentData() == SECTIONS
        for row in (self.first, self.last):
            self._what.setRowVisible(row, shown)

    def _read_pages(self, words: str) -> None:
        try:
            self.pages, self._readable = parse_pages(words), True
            self.problem.emit("")
        except ReaderError as error:
            self._readable = False
            self.problem.emit(self._tr.render(error.message))
        self.pages_changed.emit()

    # Widgets

    def _contents(self, tr: Translator) -> Sequence[tuple[str, object]]:
        found: list[tuple[str, object]] = [(tr("全文"), WHOLE)]
        if self._selection is not None:
            found.append((tr("选中的文字"), SELECTED))
        if self._text.sections:
            found.append((tr("章节"), SECTIONS))
        return found

    def _section_boxes(self) -> tuple[QComboBox, QComboBox]:
        """Both show the same list, which may be long."""
        model = QStringListModel(self._labels, self)
        boxes = _choice("print_first_section", ()), _choice("print_last_section", ())
        for box in boxes:
            rows = QListView()
            # Else opening the list measures every row of it, and lays out those of all screens.
            rows.setUniformItemSizes(True)
            box.setView(rows)
            box.setStyleSheet("combobox-popup: 0;")
            box.setModel(model)
        return boxes

    def _show(self, settings: Settings) -> None:
        for choice, key in (
            (self.paper, settings.print_paper),
            (self.margins, settings.print_margins),
            (self.type_size, settings.print_size),
            (self.numbers, settings.print_numbers),
        ):
            choice.setCurrentIndex(max(0, choice.findData(key)))
        self.landscape.setChecked(settings.print_landscape)
        self.header.setChecked(settings.print_header)
        self.source.setChecked(settings.print_source)
        self.ribbons.setChecked(settings.print_ribbons)

    def _lay_out(self, tr: Translator) -> None:
        what, how = QFormLayout(), QFormLayout()
        self._what = what
        rows: Sequence[tuple[QFormLayout, QWidget, str]] = (
            (what, self.content, tr("内容(&C)：")),
            (what, self.first, tr("从(&F)：")),
            (what, self.last, tr("到(&T)：")),
            (what, self.range, tr("页码(&G)：")),
            (how, self.paper, tr("纸张(&A)：")),
            (how, self.margins, tr("页边距(&M)：")),
            (how, self.type_size, tr("字号(&Z)：")),
            (how, self.numbers, tr("页码样式(&N)：")),
        )
        for form, widget, text in rows:
            label = QLabel(text)
            label.setBuddy(widget)
            name = text.split("(")[0]
            if isinstance(widget, QComboBox):
                name_combo(widget, name)
            else:
                widget.setAccessibleName(name)
            form.addRow(label, widget)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        layout.addLayout(what)
        layout.addLayout(how)
        for check in (self.landscape, self.header, self.source, self.ribbons):
            layout.addWidget(check)
        layout.addStretch(1)


def section_choices(sections: Iterable[Section]) -> Iterator[str]:
    """Sections as they stand in a list to choose from: moved in by level, long ones shortened."""
    for section in sections:
        label = section_label(section.title)
        short = label if len(label) <= LONGEST_SECTION else label[:LONGEST_SECTION] + "…"
        yield "　" * min(section.level - 1, 5) + short


def _paper(name: str, tr: Translator) -> str:
    if name == "16K":
        return tr("大度 16 开")
    return tr("信纸 Letter") if name == "Letter" else name


def _margins(tr: Translator) -> Sequence[str]:
    return tr("公文（国家标准）"), tr("窄（约 2 厘米）")


def _sizes(tr: Translator) -> Sequence[str]:
    return (
        *(tr("小五（9 磅）"), tr("五号（10.5 磅）"), tr("小四（12 磅）")),
        *(tr("四号（14 磅）"), tr("三号（16 磅）")),
    )


def _numbers(tr: Translator) -> Sequence[str]:
    return tr("— 1 —"), tr("第 1 页　共 9 页"), tr("不印页码")


def _choice(name: str, choices: Sequence[tuple[str, object]]) -> QComboBox:
    box = QComboBox()
    box.setObjectName(name)
    for text, key in choices:
        box.addItem(text, key)
    box.setMinimumContentsLength(11)
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    return box


def _check(name: str, text: str) -> QCheckBox:
    box = QCheckBox(text)
    box.setObjectName(name)
    box.setAccessibleName(text.split("(")[0])
    return box
