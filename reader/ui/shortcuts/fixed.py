"""The keys that mean the same everywhere and cannot be given away."""

from collections.abc import Mapping

from reader.messages import Translator

_CALLING = frozenset(("Ctrl", "Alt", "Meta"))
_MOVES = frozenset(("Left", "Right", "Up", "Down", "Home", "End", "PgUp", "PgDown"))
_FIELDS = frozenset(("Return", "Enter", "Space", "Backspace", "Del", "Ins", "Tab", "Backtab"))
# Back and forward have Alt and an arrow; lists are ordered with Alt and the others.
_TAKEN = frozenset(("Ctrl+A", "Ctrl+V", "Ctrl+X", "Alt+F4", "Alt+Up", "Alt+Down", "Shift+F10"))


def fixed_keys(tr: Translator) -> tuple[tuple[str, str], ...]:
    """What these keys do, and the keys, for the list that F1 shows."""
    return (
        (tr("到下一个控件、上一个控件"), "Tab、Shift+Tab"),
        (tr("关闭对话框或查找栏，清空搜索框"), "Esc"),
        (tr("打开所选的条目"), "Enter"),
        (tr("所选条目的菜单"), tr("菜单键、Shift+F10")),
        (tr("移除所选的条目"), "Delete"),
        (tr("选择相邻的条目，或滚动正文"), "↑、↓"),
        (tr("展开或收起一层"), "→、←"),
        (tr("正文翻页"), tr("空格、Shift+空格、PgDn、PgUp")),
        (tr("到正文的开头、末尾"), "Home、End、Ctrl+Home、Ctrl+End"),
        (tr("在正文中选择文字"), tr("Shift+方向键")),
        (tr("全选"), "Ctrl+A"),
        (tr("从搜索框到搜索结果"), "↓"),
        (tr("文献夹中移动所选的文献"), "Alt+↑、Alt+↓"),
        (tr("完成批注"), "Ctrl+Enter"),
        (tr("打开菜单"), "Alt+F、F10"),
    )


def refusal(sequence: str, menus: Mapping[str, str], tr: Translator) -> str:
    """Why these keys cannot be given to a command; "" where they can.

    `menus`: the keys that open a menu of the menu bar, and its name.
    """
    if sequence in menus:
        return tr("{keys} 用来打开菜单“{menu}”", keys=sequence, menu=menus[sequence])
    if _is_fixed(sequence):
        return tr("{keys} 要留给输入、选择和移动", keys=sequence)
    return ""


def _is_fixed(sequence: str) -> bool:
    name = "+" if sequence.endswith("+") else sequence.rsplit("+", 1)[-1]
    held = frozenset(sequence.removesuffix(name).split("+")) & _CALLING
    if name == "Esc" or sequence in _TAKEN:
        return True
    if not held:
        # A single sign is for typing; a key with a name of its own (F5, Pause) is free.
        return len(name) == 1 or name in _MOVES | _FIELDS
    # In texts and fields Ctrl moves by words and to the ends.
    return held == {"Ctrl"} and name in _MOVES
