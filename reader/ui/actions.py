"""Every action of the window, declared once: name, shortcut, icon, and where it is found."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMainWindow, QMenu, QMenuBar, QToolButton, QWidget

from reader.messages import Translator
from reader.ui.appearance import Appearance
from reader.ui.menus import hang_menu, menu_paths
from reader.ui.shortcuts.keymap import PORTABLE, Command, Keymap, shown
from reader.ui.tool_bars import ToolBar


@dataclass(frozen=True)
class Spec:
    """What an action is. The object name is the English name that outside programs may use."""

    key: str
    text: str
    shortcut: str = ""
    icon: str = ""
    checkable: bool = False
    group: str = ""


def specs(tr: Translator) -> tuple[Spec, ...]:
    """All actions in the order of the menus."""
    return (
        Spec("import_files", tr("导入文件…"), "Ctrl+O", "import"),
        Spec("import_folder", tr("导入文件夹…"), "Ctrl+Shift+I", "folder"),
        Spec("import_preview", tr("导入前预览…"), "Ctrl+Alt+O"),
        Spec("cancel_import", tr("取消导入")),
        Spec("resume_import", tr("继续未完成的导入")),
        Spec("give_up_import", tr("放弃未完成的导入")),
        Spec("watched_folders", tr("关注的文件夹…"), "Ctrl+Shift+W"),
        Spec("paste_document", tr("粘贴为新文献…"), "Ctrl+Shift+V", "paste"),
        Spec("new_library", tr("新建资料库…"), "Ctrl+Shift+N", "library"),
        Spec("open_library", tr("打开资料库…"), "Ctrl+Shift+O", "folder-open"),
        Spec("starter_library", tr("打开入门资料库")),
        Spec("open_original", tr("打开原文件"), "Ctrl+Shift+F", "open-external"),
        Spec("show_original", tr("打开所在文件夹"), "Ctrl+Shift+E", "folder-open"),
        Spec("relocate_original", tr("重新指定原文件…")),
        Spec("correct", tr("更正识别结果…"), "Ctrl+E"),
        Spec("print_preview", tr("打印预览…"), "Ctrl+P"),
        Spec("export_pdf", tr("导出为 PDF…")),
        Spec("quit", tr("退出"), "Ctrl+Q"),
        Spec("undo", tr("撤销"), "Ctrl+Z", "undo"),
        Spec("redo", tr("重做"), "Ctrl+Shift+Z"),
        Spec("copy", tr("复制"), "Ctrl+C", "copy"),
        Spec("copy_reference", tr("复制引用位置"), "Ctrl+Shift+C"),
        Spec("find", tr("在文中查找…"), "Ctrl+F"),
        Spec("find_next", tr("查找下一处"), "F3"),
        Spec("find_previous", tr("查找上一处"), "Shift+F3"),
        Spec("search", tr("搜索"), "Ctrl+K", "search"),
        Spec("search_history", tr("最近和保存的搜索…"), "Ctrl+Shift+K"),
        Spec("collect", tr("加入文献夹…"), "Ctrl+Shift+D", "folder"),
        Spec("new_collection", tr("新建文献夹"), "", "add"),
        Spec("rename_collection", tr("重命名文献夹")),
        Spec("remove_collection", tr("删除文献夹")),
        Spec("search_collection", tr("在此文献夹中搜索")),
        Spec("keep_search", tr("把搜索存为文献夹")),
        Spec("remove_document", tr("移出资料库"), "", "trash"),
        Spec("preferences", tr("设置…"), "Ctrl+,"),
        Spec("sidebar", tr("侧栏"), "F9", "sidebar", checkable=True),
        Spec("show_documents", tr("文献"), "Ctrl+1", "documents", checkable=True, group="panel"),
        Spec("show_contents", tr("目录"), "Ctrl+2", "contents", checkable=True, group="panel"),
        Spec("show_themes", tr("主题"), "Ctrl+3", "themes", checkable=True, group="panel"),
        Spec("show_results", tr("搜索结果"), "Ctrl+4", "search", checkable=True, group="panel"),
        Spec("show_bookmarks", tr("书签"), "Ctrl+5", "bookmark", checkable=True, group="panel"),
        Spec("split", tr("分栏"), "Ctrl+\\", "split", checkable=True),
        Spec("swap", tr("左右对调"), "Ctrl+Shift+\\", "swap"),
        Spec("link_panes", tr("联动"), "Ctrl+L", "link", checkable=True),
        Spec("link_theme", tr("按主题联动"), checkable=True, group="link"),
        Spec("link_heading", tr("按标题联动"), checkable=True, group="link"),
        Spec("link_position", tr("按位置联动"), checkable=True, group="link"),
        Spec("link_wording", tr("按文字联动"), checkable=True, group="link"),
        Spec("compare_panes", tr("对比两栏的文字"), "Ctrl+Shift+L", "compare", checkable=True),
        Spec("next_change", tr("下一处不同"), "F4"),
        Spec("previous_change", tr("上一处不同"), "Shift+F4"),
        Spec("copy_changes", tr("复制全部不同之处")),
        Spec("maximise_pane", tr("最大化此栏"), "Ctrl+Shift+M", "maximise", checkable=True),
        Spec("next_of_theme", tr("本主题的下一段"), "F8"),
        Spec("previous_of_theme", tr("本主题的上一段"), "Shift+F8"),
        Spec("other_pane", tr("切换到另一栏"), "F6"),
        Spec("caret", tr("用方向键移动光标"), "F7", checkable=True),
        Spec("view_picture", tr("查看图片"), "Ctrl+Shift+P"),
        Spec("system", tr("跟随系统"), "", "", checkable=True, group="palette"),
        Spec("light", tr("浅色"), "", "", checkable=True, group="palette"),
        Spec("sepia", tr("护眼"), "", "", checkable=True, group="palette"),
        Spec("dark", tr("深色"), "", "", checkable=True, group="palette"),
        Spec("contrast", tr("高对比度"), "", "", checkable=True, group="palette"),
        Spec("larger", tr("放大文字"), "Ctrl++", "text-larger"),
        Spec("smaller", tr("缩小文字"), "Ctrl+-", "text-smaller"),
        Spec("normal_size", tr("恢复文字大小"), "Ctrl+0"),
        Spec("back", tr("后退"), "Alt+Left", "back"),
        Spec("forward", tr("前进"), "Alt+Right", "forward"),
        Spec("recent_places", tr("最近读过的地方…"), "Ctrl+H"),
        Spec("open_documents", tr("打开的文献…"), "Ctrl+J"),
        Spec("next_document", tr("下一篇打开的文献"), "Ctrl+Tab"),
        Spec("previous_document", tr("上一篇打开的文献"), "Ctrl+Shift+Tab"),
        Spec("close_document", tr("关闭文献"), "Ctrl+W"),
        Spec("reopen_document", tr("重新打开关闭的文献"), "Ctrl+Shift+T"),
        Spec("theme_add", tr("归入主题…"), "Ctrl+M", "add"),
        Spec("theme_keep", tr("确认属于这个主题"), "Ctrl+Alt+M"),
        Spec("theme_remove", tr("不属于这个主题")),
        Spec("theme_reset", tr("恢复为自动")),
        Spec("paragraph_themes", tr("本段主题…"), "Ctrl+T", "themes"),
        Spec("add_bookmark", tr("加书签"), "Ctrl+D", "bookmark-add"),
        Spec("shortcuts", tr("快捷键一览"), "F1"),
        Spec("manual", tr("使用手册"), "Shift+F1", "help"),
        Spec("about", tr("关于案头")),
    )


class Actions:
    """The actions of one window, by key."""

    def __init__(self, window: QMainWindow, tr: Translator) -> None:
        self._specs = {spec.key: spec for spec in specs(tr)}
        self._actions: dict[str, QAction] = {}
        self._menu_buttons: dict[str, QToolButton] = {}
        groups: dict[str, QActionGroup] = {}
        for spec in self._specs.values():
            action = QAction(spec.text, window)
            action.setObjectName(f"action_{spec.key}")
            action.setCheckable(spec.checkable)
            action.setMenuRole(QAction.MenuRole.NoRole)
            if spec.group:
                group = groups.setdefault(spec.group, QActionGroup(window))
                group.addAction(action)
            window.addAction(action)
            self._actions[spec.key] = action
        self._tr = tr
        self._give_keys({spec.key: default_keys(spec) for spec in self._specs.values()})

    def __getitem__(self, key: str) -> QAction:
        return self._actions[key]

    def commands(self) -> dict[str, str]:
        """The names of what can be done now, by key."""
        return {
            key: action.text().removesuffix("…")
            for key, action in self._actions.items()
            if action.isEnabled()
        }

    def listed(self, bar: QMenuBar) -> tuple[Command, ...]:
        """All actions with the menus that they stand in, in the order of the menus."""
        keys = {action.objectName(): key for key, action in self._actions.items()}
        paths = {keys[name]: path for name, path in menu_paths(bar) if name in keys}
        specs = self._specs
        return tuple(
            Command(key, specs[key].text.removesuffix("…"), path, default_keys(specs[key]))
            for key, path in paths.items()
        )

    def set_keys(self, keymap: Keymap) -> None:
        """Let actions be called by other keys; what names their keys follows."""
        self._give_keys({command.key: keymap.of(command.key) for command in keymap.commands})

    def _give_keys(self, keys: Mapping[str, Sequence[str]]) -> None:
        for key, sequences in keys.items():
            action, name = self._actions[key], self._specs[key].text
            action.setShortcuts([QKeySequence(one, PORTABLE) for one in sequences])
            hint = shown(sequences[:1])
            action.setToolTip(self._tr("{name}（{keys}）", name=name, keys=hint) if hint else name)

    def set_appearance(self, appearance: Appearance) -> None:
        """Draw the icons in another palette."""
        for key, action in self._actions.items():
            icon = self._specs[key].icon
            if icon:
                action.setIcon(appearance.icon(icon))
        for icon, button in self._menu_buttons.items():
            button.setIcon(appearance.icon(icon))

    def fill_menu(self, menu: QMenu, *keys: str) -> None:
        """Put actions into a menu; an empty key is a separator."""
        for key in keys:
            if key:
                menu.addAction(self._actions[key])
            else:
                menu.addSeparator()

    def add_button(self, toolbar: ToolBar, key: str, name: str = "") -> QToolButton:
        """Put an action on the tool bar as a button that outside programs can find.

        A checkable button that is toggled by an accessibility action does not trigger its
        action: the two are tied by `toggled` in both directions.
        """
        action = self._actions[key]
        button = toolbar.add_action(action)
        self.name_button(button, name or key, action.text())
        if action.isCheckable():
            button.toggled.connect(action.setChecked)
        return button

    def add_menu_button(
        self, toolbar: ToolBar, name: str, text: str, icon: str, keys: tuple[str, ...]
    ) -> QToolButton:
        """Put a button on the tool bar that opens a menu of actions."""
        button = QToolButton()
        self.name_button(button, name, text)
        button.setToolTip(text)
        menu = QMenu(button)
        self.fill_menu(menu, *keys)
        hang_menu(button, menu, text)
        toolbar.add_part(button)
        self._menu_buttons[icon] = button
        return button

    def finish_bar(self, toolbar: ToolBar, giving_way: Sequence[QWidget]) -> None:
        """All parts are on a bar; these give way where there is no room, the first at first."""
        toolbar.finish(giving_way)
        self._menu_buttons["more"] = toolbar.more

    @staticmethod
    def name_button(button: QWidget, name: str, text: str) -> None:
        """Give a button its names."""
        button.setObjectName(name)
        button.setAccessibleName(text)


def default_keys(spec: Spec) -> tuple[str, ...]:
    """The keys of an action as long as nobody changed them."""
    if spec.shortcut == "Ctrl++":
        return ("Ctrl+=", "Ctrl++")
    return (spec.shortcut,) if spec.shortcut else ()
