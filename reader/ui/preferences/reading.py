"""设置 › 阅读: how texts are set, and in which colours, with a sample that follows at once."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QSignalBlocker
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QLabel,
    QVBoxLayout,
    QWidget,
)

from reader.documents.model import Kind, Metadata, Paragraph, Section
from reader.documents.record import DocumentRecord
from reader.messages import Translator
from reader.paths import RESOURCES
from reader.settings import (
    INDENTS,
    LINE_PERCENTS,
    MEASURES,
    PALETTES,
    SYSTEM,
    TEXT_SIZES,
    Settings,
)
from reader.ui.appearance import Appearance
from reader.ui.columns import Fields
from reader.ui.eliding import ElidedCombo
from reader.ui.naming import name_combo
from reader.ui.preferences.page import Page, number_box, spoken
from reader.ui.reading.spoken import Listener
from reader.ui.reading.view import ReadingView
from reader.ui.typesetting import text_style
from reader.workspace.text import Text

SAMPLE_HEIGHT = 160
# The narrowest that a box to choose from may be, in pixels.
LEAST_CHOICE = 140


class ReadingPage(Page):
    """Palette, font, size, line height, measure, indent, justification, Western space."""

    fields = (
        "palette",
        "family",
        "text_size",
        "line_percent",
        "measure",
        "indent",
        "justify",
        "western_space",
    )

    def __init__(self, tr: Translator) -> None:
        super().__init__("reading", tr("阅读"))
        self.palettes = _choice("reading_palette", _palettes(tr))
        self.fonts = _choice("reading_font", _fonts(tr))
        self.pixels = number_box("reading_size", TEXT_SIZES, 1, tr("像素"))
        self.line = number_box("reading_line", LINE_PERCENTS, 5, "%")
        self.measure = number_box("reading_measure", MEASURES, 1, tr("字"))
        self.indent = number_box("reading_indent", INDENTS, 1, tr("字"))
        self.justify = QCheckBox(tr("两端对齐(&J)"))
        self.justify.setObjectName("reading_justify")
        self.spaced = QCheckBox(tr("汉字与西文、数字之间留空隙(&G)"))
        self.spaced.setObjectName("reading_spaced")
        self.sample = ReadingView()
        self.sample.setObjectName("reading_sample")
        self.sample.setAccessibleName(tr("样张"))
        self.sample.setMinimumHeight(SAMPLE_HEIGHT)
        Listener((self.sample,), tr, self)
        self._text = _sample(tr)
        for box in (self.pixels, self.line, self.measure, self.indent):
            box.valueChanged.connect(lambda _: self._tell())
        for choice in (self.palettes, self.fonts):
            choice.currentIndexChanged.connect(lambda _: self._tell())
        for check in (self.justify, self.spaced):
            check.toggled.connect(lambda _: self._tell())
        self._lay_out(tr)

    def show_settings(self, settings: Settings) -> None:
        """Show how texts are set now."""
        super().show_settings(settings)
        for choice, key in ((self.palettes, settings.palette), (self.fonts, settings.family)):
            with QSignalBlocker(choice):
                choice.setCurrentIndex(max(0, choice.findData(key)))
        for box, value in (
            (self.pixels, settings.text_size),
            (self.line, settings.line_percent),
            (self.measure, settings.measure),
            (self.indent, settings.indent),
        ):
            with QSignalBlocker(box):
                box.setValue(value)
        for check, on in (
            (self.justify, settings.justify),
            (self.spaced, settings.western_space),
        ):
            with QSignalBlocker(check):
                check.setChecked(on)
        self._show_sample()

    def _tell(self) -> None:
        self.changed.emit(
            replace(
                self.settings,
                palette=str(self.palettes.currentData()),
                family=str(self.fonts.currentData()),
                text_size=self.pixels.value(),
                line_percent=self.line.value(),
                measure=self.measure.value(),
                indent=self.indent.value(),
                justify=self.justify.isChecked(),
                western_space=self.spaced.isChecked(),
            )
        )

    def _show_sample(self) -> None:
        style = text_style(self.settings, Appearance(RESOURCES, self.settings.palette).colours)
        if self.sample.text is None:
            self.sample.show_text(self._text, style)
        else:
            self.sample.restyle(style)

    def _lay_out(self, tr: Translator) -> None:
        rows: Sequence[tuple[QWidget, str]] = (
            (self.palettes, tr("配色(&P)：")),
            (self.line, tr("行距(&L)：")),
            (self.fonts, tr("正文字体(&F)：")),
            (self.measure, tr("每行最多(&M)：")),
            (self.pixels, tr("字号(&S)：")),
            (self.indent, tr("段首空(&I)：")),
        )
        fields = []
        for widget, text in rows:
            label = QLabel(text)
            label.setBuddy(widget)
            name = spoken(text)
            if isinstance(widget, QComboBox):
                name_combo(widget, name)
            else:
                widget.setAccessibleName(name)
            fields.append((label, widget))
        layout = QVBoxLayout(self)
        layout.addWidget(Fields(fields))
        layout.addWidget(self.justify)
        layout.addWidget(self.spaced)
        layout.addWidget(self.sample, 1)


def _palettes(tr: Translator) -> Sequence[tuple[str, str]]:
    names = (tr("跟随系统"), tr("浅色"), tr("护眼"), tr("深色"), tr("高对比度"))
    return tuple(zip(names, (SYSTEM, *PALETTES), strict=True))


def _fonts(tr: Translator) -> Sequence[tuple[str, str]]:
    """The fonts of this computer that hold simplified Chinese."""
    chinese = QFontDatabase.WritingSystem.SimplifiedChinese
    found = [name for name in QFontDatabase.families(chinese) if not name.startswith("@")]
    return ((tr("书籍宋体（默认）"), ""), *((name, name) for name in found))


def _choice(name: str, choices: Sequence[tuple[str, str]]) -> QComboBox:
    box = ElidedCombo()
    box.setObjectName(name)
    for text, key in choices:
        box.addItem(text, key)
    box.setMinimumContentsLength(12)
    box.setMinimumWidth(LEAST_CHOICE)
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    return box


def _sample(tr: Translator) -> Text:
    lead = tr("先看后写。")
    lines = (
        (Kind.HEADING, tr("一、样张"), ()),
        (
            Kind.BODY,
            lead
            + tr(
                "动笔之前，先把原文找齐、读懂；引用时逐字核对，“一字之差”往往就是两个意思。"
                "字号、行距和每行的字数合适，看一天也不累。"
            ),
            ((0, len(lead)),),
        ),
        (Kind.BODY, tr("改动马上生效，左右两栏的正文也跟着变。"), ()),
    )
    paragraphs = tuple(
        Paragraph(number, kind, text, bold=bold)
        for number, (kind, text, bold) in enumerate(lines, start=1)
    )
    record = DocumentRecord(
        document="",
        metadata=Metadata(lines[0][1]),
        path="",
        part=0,
        format="",
        encoding=None,
        paragraphs=len(paragraphs),
        characters=sum(len(p.text) for p in paragraphs),
        fingerprint="",
        imported="",
    )
    return Text(record, paragraphs, (Section(1, lines[0][1], 1, 0, len(lines[0][1])),))
