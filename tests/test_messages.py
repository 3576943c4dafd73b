"""Messages travel untranslated and are rendered at the edge."""

from pathlib import Path

import pytest

from reader.messages import Translator, msg
from reader.paths import TRANSLATIONS


def test_a_message_in_both_languages() -> None:
    message = msg("第 {number} 段", number=7)
    assert str(message) == "第 7 段"
    assert Translator("zh", TRANSLATIONS).render(message) == "第 7 段"
    assert Translator("en", TRANSLATIONS).render(message) == "Paragraph 7"


def test_a_message_inside_a_message_is_translated_too() -> None:
    message = msg("无法写出结果：{reason}", reason=msg("磁盘已满"))
    assert str(message) == "无法写出结果：磁盘已满"
    english = Translator("en", TRANSLATIONS).render(message)
    assert english == "The answer cannot be written: the disk is full"


@pytest.mark.parametrize("value", ["{x}", "{", "}{", "{0}", "%s", ""])
def test_a_value_is_never_taken_for_a_template(value: str) -> None:
    tr = Translator("zh", TRANSLATIONS)
    assert tr.render(msg("无法写出结果：{reason}", reason=value)) == f"无法写出结果：{value}"
    assert tr.render(msg("无法写出结果：{reason}", reason=msg("{x}", x=value))).endswith(value)


def test_what_has_no_translation_stays_chinese(tmp_path: Path) -> None:
    for folder in (TRANSLATIONS, tmp_path):
        assert Translator("en", folder)("没有人翻译过的 {x}", x=1) == "没有人翻译过的 1"
    assert Translator("en", TRANSLATIONS)("") == ""
