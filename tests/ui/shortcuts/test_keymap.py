"""Which keys call which action: whatever is chosen, no keys call two."""

from hypothesis import given
from hypothesis import strategies as st

from reader.messages import Translator
from reader.paths import TRANSLATIONS
from reader.ui.actions import default_keys, specs
from reader.ui.shortcuts.fixed import refusal
from reader.ui.shortcuts.keymap import Command, Keymap, normal

COMMANDS = (
    Command("copy", "复制", "编辑", ("Ctrl+C",)),
    Command("find", "在文中查找", "编辑", ("Ctrl+F",)),
    Command("larger", "放大文字", "查看", ("Ctrl+=", "Ctrl++")),
    Command("about", "关于案头", "帮助"),
)
KEYS = ("Ctrl+C", "Ctrl+F", "Ctrl+=", "Ctrl++", "F5", "Ctrl+Alt+Z", "junk", "Ctrl+K, Ctrl+C", "")
CHOSEN = st.dictionaries(
    st.sampled_from((*(command.key for command in COMMANDS), "of_tomorrow")),
    st.lists(st.sampled_from(KEYS), max_size=3).map(tuple),
)
TR = Translator("zh", TRANSLATIONS)
MENUS = {"Alt+F": "文件"}


def all_keys(keymap: Keymap) -> dict[str, tuple[str, ...]]:
    return {command.key: keymap.of(command.key) for command in COMMANDS}


def test_at_first_everything_has_its_own_keys() -> None:
    keymap = Keymap(COMMANDS, {})
    assert all_keys(keymap) == {command.key: command.defaults for command in COMMANDS}
    assert not any(keymap.changed(command.key) for command in COMMANDS)


@given(CHOSEN)
def test_no_keys_call_two_actions(chosen: dict[str, tuple[str, ...]]) -> None:
    held = [key for keys in all_keys(Keymap(COMMANDS, chosen)).values() for key in keys]
    assert len(held) == len(set(held))
    assert set(held) <= set(normal(KEYS))


@given(CHOSEN, st.sampled_from(COMMANDS), st.lists(st.sampled_from(KEYS), max_size=3))
def test_what_is_assigned_is_in_force_and_the_others_keep_the_rest(
    chosen: dict[str, tuple[str, ...]], command: Command, keys: list[str]
) -> None:
    before = Keymap(COMMANDS, chosen)
    losing = {other.key for other in before.holders(command.key, keys)}
    assigned = before.assign(command.key, keys)
    after = Keymap(COMMANDS, assigned)
    assert after.of(command.key) == normal(keys)
    for other in COMMANDS:
        if other.key != command.key:
            kept = tuple(key for key in before.of(other.key) if key not in normal(keys))
            assert after.of(other.key) == kept
            assert (other.key in losing) == (kept != before.of(other.key))
    assert assigned.get("of_tomorrow") == chosen.get("of_tomorrow")


@given(CHOSEN)
def test_only_what_differs_is_kept(chosen: dict[str, tuple[str, ...]]) -> None:
    keymap = Keymap(COMMANDS, chosen)
    for command in COMMANDS:
        assigned = keymap.assign(command.key, command.defaults)
        assert command.key not in assigned
        for other in COMMANDS:
            if other.key in assigned:
                assert assigned[other.key] != other.defaults


def test_keys_are_written_as_qt_writes_them() -> None:
    assert normal(["ctrl+shift+f", "Shift+Ctrl+F", "nonsense", "Ctrl+K, Ctrl+C", ""]) == (
        "Ctrl+Shift+F",
    )


def test_keys_for_typing_and_moving_cannot_be_given_away() -> None:
    refused = (
        *("A", "Shift+A", "7", "+", "Space", "Return", "Up", "Shift+Left", "Ctrl+Home", "Del"),
        *("Esc", "Ctrl+Esc", "Tab", "Shift+Backtab", "Ctrl+A", "Alt+F4", "Shift+F10", "Alt+F"),
    )
    for key in refused:
        assert refusal(key, MENUS, TR), key
    for key in (
        "F5",
        "Shift+F5",
        "Ctrl+J",
        "Alt+G",
        "Ctrl+Alt+Left",
        "Alt+Left",
        "Pause",
        "Ctrl++",
    ):
        assert refusal(key, MENUS, TR) == "", key


def test_the_keys_of_the_program_are_such_that_could_be_chosen() -> None:
    for spec in specs(TR):
        keys = default_keys(spec)
        assert normal(keys) == keys
        assert [refusal(key, MENUS, TR) for key in keys] == [""] * len(keys)
