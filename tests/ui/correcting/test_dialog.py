"""The dialog as a person uses it: lists, form, keys, undo, the end."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QComboBox,
    QLabel,
    QLineEdit,
    QListView,
    QPlainTextEdit,
    QTreeWidget,
    QTreeWidgetItemIterator,
    QWidget,
)
from pytestqt.qtbot import QtBot

from reader.documents.corrections import ReadAs, SetHeading, SetMetadata
from reader.documents.reading import Reading
from reader.messages import Translator, msg
from reader.paths import RESOURCES
from reader.ui.appearance import Appearance
from reader.ui.correcting.editors import TitleEdit
from reader.ui.correcting.encodings import Sample
from reader.ui.tasks import TaskRunner
from tests.ui.correcting import samples
from tests.ui.correcting.conftest import Bench
from tests.ui.correcting.samples import FIRST, row_of

ALT, CONTROL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier


def items(tree: QTreeWidget) -> list[str]:
    found = []
    iterator = QTreeWidgetItemIterator(tree)
    while (item := iterator.value()) is not None:
        found.append(item.text(0))
        iterator += 1
    return found


def listed(view: QListView) -> list[str]:
    model = view.model()
    return [str(model.index(row, 0).data()) for row in range(model.rowCount())]


def choose(view: QListView, row: int) -> None:
    view.setCurrentIndex(view.model().index(row, 0))
    view.setFocus()


def title(bench: Bench) -> TitleEdit:
    editor = bench.sheet.form.entries["title"].editor
    assert isinstance(editor, TitleEdit)
    return editor


def line(bench: Bench, field: str) -> QLineEdit:
    editor = bench.sheet.form.entries[field].editor
    assert isinstance(editor, QLineEdit)
    return editor


def action(bench: Bench, name: str) -> QAction:
    found = bench.sheet.findChild(QAction, name)
    assert isinstance(found, QAction)
    return found


def _name(widget: QWidget) -> str:
    own = widget.text() if isinstance(widget, QAbstractButton) else ""
    return widget.accessibleName() or own


# What is shown


def test_every_paragraph_is_a_row_that_says_what_it_is(bench: Bench) -> None:
    said = listed(bench.sheet.text)
    assert said[0] == "第 1 篇　茶水间值班记"
    assert said[1] == "大标题：茶水间值班记"
    assert said[3] == "标题 1：一、烧水"
    assert said[4].startswith("段首 2：水要现烧")
    assert said[7] == "无关文字：第 1 页 共 2 页"
    assert said[8] == "第 2 篇　门房交接记"
    assert len(said) == len(FIRST) + len(samples.SECOND) + 2


def test_the_contents_stand_beside_it(bench: Bench) -> None:
    assert items(bench.sheet.outline) == [
        "茶水间值班记",
        "一、烧水",
        "水要现烧",
        "（一）看火",
        "门房交接记",
        "一、钥匙",
    ]


def test_list_and_contents_follow_each_other(bench: Bench) -> None:
    bench.go("人不离灶")
    current = bench.sheet.outline.currentItem()
    assert current is not None
    assert current.text(0) == "（一）看火"
    target = bench.sheet.outline.findItems("一、钥匙", Qt.MatchFlag.MatchRecursive)[0]
    bench.sheet.outline.setCurrentItem(target)
    assert bench.sheet.text.rows() == [row_of(bench.view, "一、钥匙")]


def test_the_whole_paragraph_and_the_metadata_of_its_document_are_shown(bench: Bench) -> None:
    bench.go("交接时")
    assert bench.sheet.whole.toPlainText() == "交接时当面点清。少一把也不接班。"
    assert title(bench).toPlainText() == "门房交接记"
    bench.go("一、烧水")
    assert title(bench).toPlainText() == "茶水间值班记"
    assert line(bench, "author").text() == "老张"


def test_everything_has_a_name_for_screen_readers(bench: Bench) -> None:
    kinds = (QAbstractButton, QLineEdit, QComboBox, QListView, QTreeWidget, QPlainTextEdit)
    shown = [w for kind in kinds for w in bench.dialog.findChildren(kind) if w.isVisible()]
    # The line of a box is named by its box.
    parts = [w for w in shown if not isinstance(w.parent(), QComboBox)]
    assert len(parts) > 20
    nameless = [w.objectName() for w in parts if not _name(w)]
    assert nameless == []


# What is done


def test_headings_are_changed_by_keys(bench: Bench) -> None:
    bench.go("（一）看火")
    bench.sheet.text.setFocus()
    QTest.keyClick(bench.sheet.text, Qt.Key.Key_Left, ALT)
    bench.settle()
    assert (1, "（一）看火") in bench.outline()[0][1]
    QTest.keyClick(bench.sheet.text, Qt.Key.Key_Right, ALT)
    QTest.keyClick(bench.sheet.text, Qt.Key.Key_Right, ALT)
    QTest.keyClick(bench.sheet.text, Qt.Key.Key_Right, ALT)
    bench.settle()
    assert (4, "（一）看火") in bench.outline()[0][1]
    QTest.keyClick(bench.sheet.text, Qt.Key.Key_0, CONTROL)
    bench.settle()
    assert all("看火" not in heading for _, heading in bench.outline()[0][1])


def test_several_paragraphs_are_marked_at_once(bench: Bench) -> None:
    bench.go("一、烧水")
    first, last = row_of(bench.view, "一、烧水"), row_of(bench.view, "人不离灶")
    bench.sheet.text.setFocus()
    for _ in range(last - first):
        QTest.keyClick(bench.sheet.text, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert bench.sheet.text.rows() == list(range(first, last + 1))
    QTest.keyClick(bench.sheet.text, Qt.Key.Key_Delete)
    bench.settle()
    assert bench.outline()[0] == ("茶水间值班记", [])
    assert len(bench.editing.corrections) == last - first + 1
    action(bench, "correct_undo").trigger()
    bench.settle()
    assert bench.editing.corrections == ()


def test_what_is_chosen_stays_chosen_when_documents_are_divided(bench: Bench) -> None:
    bench.go("钥匙挂在")
    bench.do("join")
    assert [name for name, _ in bench.outline()] == ["茶水间值班记"]
    assert bench.sheet.text.rows() == [row_of(bench.view, "钥匙挂在")]
    bench.go("（一）看火")
    bench.do("split")
    assert bench.sheet.text.rows() == [row_of(bench.view, "（一）看火")]
    assert title(bench).toPlainText() == "（一）看火"


def test_only_what_can_be_done_is_offered(bench: Bench) -> None:
    offered = bench.sheet.operations

    def enabled(words: str) -> set[str]:
        bench.go(words)
        keys = ("raise", "lower", "clear", "junk", "restore", "split", "join")
        return {key for key in keys if offered[key].isEnabled()}

    assert enabled("茶水间") == {"raise", "clear", "junk"}
    assert enabled("一、烧水") == {"lower", "clear", "junk", "split"}
    assert enabled("第 1 页") == {"restore", "split"}
    assert enabled("钥匙挂在") == {"raise", "junk", "split", "join"}


def test_metadata_are_written_and_reset(bench: Bench) -> None:
    title(bench).setPlainText("茶水间旧事")
    bench.bot.waitUntil(lambda: bench.editing.changed)
    bench.settle()
    assert bench.outline()[0][0] == "茶水间旧事"
    entry = bench.sheet.form.entries["title"]
    assert entry.label.font().bold()
    assert "茶水间值班记" in entry.reset.toolTip()
    entry.reset.click()
    bench.settle()
    assert bench.editing.corrections == ()
    assert title(bench).toPlainText() == "茶水间值班记"
    assert not entry.reset.isVisible()


def test_typing_is_one_step_and_never_overwritten(bench: Bench) -> None:
    author = line(bench, "author")
    author.setFocus()
    author.clear()
    for words in ("老王", "和", "老李"):
        QTest.sendKeyEvent(
            QTest.KeyAction.Click, author, Qt.Key.Key_unknown, words, Qt.KeyboardModifier.NoModifier
        )
        bench.until_author(author.text())
    bench.settle()
    assert author.text() == "老王和老李"
    assert bench.view.lines.documents[0].metadata.author == "老王和老李"
    bench.editing.undo()
    bench.settle()
    assert author.text() == "老张"


def test_a_date_is_understood_or_refused(bench: Bench) -> None:
    date = line(bench, "date")
    date.setText("二〇一四年五月")
    QTest.keyClick(date, Qt.Key.Key_Return)
    bench.settle()
    assert date.text() == "2014-05"
    assert bench.view.lines.documents[0].metadata.date == "2014-05"
    problem = bench.sheet.form.findChild(QLabel, "correction_date_problem")
    assert isinstance(problem, QLabel)
    date.setText("去年夏天")
    QTest.keyClick(date, Qt.Key.Key_Return)
    bench.settle()
    assert problem.isVisible()
    assert bench.view.lines.documents[0].metadata.date == "2014-05"
    bench.dialog.accept()
    assert bench.dialog.isVisible()
    date.setText("")
    QTest.keyClick(date, Qt.Key.Key_Return)
    bench.settle()
    assert not problem.isVisible()
    assert bench.editing.corrections == ()


def test_every_field_can_be_corrected(bench: Bench) -> None:
    values = {"source": "门房", "number": "茶办〔2014〕3号", "issuer": "茶水办", "date": "2014"}
    for field, value in values.items():
        line(bench, field).setText(value)
    secret = bench.sheet.form.entries["classification"].editor
    genre = bench.sheet.form.entries["genre"].editor
    assert isinstance(secret, QComboBox)
    assert isinstance(genre, QComboBox)
    secret.setCurrentText("机密★1年")
    genre.setCurrentIndex(genre.findText("解读"))
    bench.sheet.commit()
    bench.settle()
    made = {c.field: c.value for c in bench.editing.corrections if isinstance(c, SetMetadata)}
    assert made == {**values, "classification": "机密★1年", "genre": "commentary"}


def test_steps_are_undone_and_done_again(bench: Bench) -> None:
    bench.go("一、烧水")
    bench.do("lower")
    bench.do("junk")
    undo, redo = action(bench, "correct_undo"), action(bench, "correct_redo")
    before = bench.editing.corrections
    undo.trigger()
    undo.trigger()
    bench.settle()
    assert bench.editing.corrections == ()
    assert not undo.isEnabled()
    redo.trigger()
    redo.trigger()
    bench.settle()
    assert bench.editing.corrections == before
    assert not redo.isEnabled()
    action(bench, "correct_all").trigger()
    bench.settle()
    assert bench.editing.corrections == ()
    undo.trigger()
    bench.settle()
    assert bench.editing.corrections == before


def test_corrections_are_listed_and_taken_back_one_by_one(bench: Bench) -> None:
    bench.go("一、烧水")
    bench.do("lower")
    bench.go("人不离灶")
    bench.do("junk")
    changes = bench.sheet.changes
    assert listed(changes) == ["标为无关文字：人不离灶，火不离眼。", "标题 2 级：一、烧水"]
    choose(changes, 1)
    assert bench.sheet.text.rows() == [row_of(bench.view, "一、烧水")]
    QTest.keyClick(changes, Qt.Key.Key_Delete)
    bench.settle()
    assert listed(changes) == ["标为无关文字：人不离灶，火不离眼。"]
    choose(changes, 0)
    drop = bench.sheet.findChild(QAbstractButton, "correction_drop")
    assert isinstance(drop, QAbstractButton)
    drop.click()
    bench.settle()
    assert bench.editing.corrections == ()


def test_what_is_lost_says_so(qtbot: QtBot, tr: Translator, tasks: TaskRunner) -> None:
    elsewhere = samples.document("别处", (("body", "这一句在本文件里没有，也从来没有出现过。"),))
    other = Reading("/x.txt", "txt", None, (elsewhere,))
    lost = SetHeading(other.place(0, 1), 1)
    bench = Bench(qtbot, tr, tasks, samples.reading((lost,)))
    assert listed(bench.sheet.changes) == ["找不到原处：标题 1 级：" + lost.place.exact]


# Encodings


def test_a_file_is_read_in_another_encoding(bench: Bench) -> None:
    header = bench.sheet.header
    header.set_samples((Sample("gb18030", "茶水", 0), Sample("big5", "乱码", 3)), "utf-8")
    texts = [header.encoding.itemText(i) for i in range(header.encoding.count())]
    assert texts[0] == "自动识别：UTF-8"
    assert "茶水" in texts[1]
    assert "3 处读不出" in texts[2]
    header.encoding.activated.emit(1)
    bench.settle()
    assert bench.read_as == ["gb18030"]
    assert bench.editing.corrections == (ReadAs("gb18030"),)
    assert bench.outline()[0][0] == "另一种读法"
    action(bench, "correct_undo").trigger()
    bench.settle()
    assert bench.outline()[0][0] == "茶水间值班记"
    assert header.encoding.currentIndex() == 0
    action(bench, "correct_redo").trigger()
    bench.settle()
    assert bench.read_as == ["gb18030"], "what was read once is not read again"


def test_an_encoding_that_cannot_be_read_changes_nothing(bench: Bench) -> None:
    header = bench.sheet.header
    header.set_samples((Sample("big5", "乱码", 3),), "utf-8")
    header.encoding.setCurrentIndex(1)
    header.encoding.activated.emit(1)
    bench.settle()
    assert bench.dialog.said.text() == "读不出来"
    assert bench.editing.corrections == ()
    assert header.encoding.currentIndex() == 0
    bench.go("一、烧水")
    bench.do("lower")
    assert len(bench.editing.corrections) == 1


def test_formats_that_name_their_encoding_offer_none(bench: Bench) -> None:
    bench.sheet.header.set_samples((), None)
    assert not bench.sheet.header.encoding.isVisible()
    bench.sheet.header.set_remarks((msg("编码不确定"),))
    remarks = bench.sheet.header.findChild(QLabel, "correction_remarks")
    assert isinstance(remarks, QLabel)
    assert remarks.isVisible()


# The end


def test_nothing_can_be_applied_before_something_was_changed(bench: Bench) -> None:
    assert not bench.dialog.primary.isEnabled()
    bench.go("一、烧水")
    bench.do("lower")
    assert bench.dialog.primary.isEnabled()
    bench.dialog.primary.click()
    assert bench.ended == [True]


def test_what_is_being_typed_counts_when_the_dialog_ends(bench: Bench) -> None:
    title(bench).setPlainText("改到一半的标题")
    bench.dialog.reject()
    bench.bot.waitUntil(lambda: bench.ended == [False])
    assert [type(c) for c in bench.editing.corrections] == [SetMetadata]


def test_enter_in_a_field_does_not_end_the_dialog(bench: Bench) -> None:
    for widget in (title(bench), line(bench, "author"), bench.sheet.text):
        assert isinstance(widget, QWidget)
        widget.setFocus()
        QTest.keyClick(widget, Qt.Key.Key_Return)
    assert bench.dialog.isVisible()
    assert bench.ended == []
    assert "\n" not in title(bench).toPlainText()


def test_all_palettes_are_drawn(bench: Bench) -> None:
    bench.go("人不离灶")
    bench.do("junk")
    for palette in ("light", "sepia", "dark"):
        bench.dialog.set_appearance(Appearance(RESOURCES, palette))
        assert not bench.dialog.grab().isNull()
