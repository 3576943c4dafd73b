"""Every message of the program has a whole, compiled translation.

When one of these fails after a message was written or changed: run
`python resources/translations/update.py` and translate what it names.
"""

import ast
import io
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import read_mo, write_mo

from reader.messages import Translator, msg
from resources.translations import update

SOURCE = update.PROJECT / "reader"
TRANSLATIONS = update.FOLDER
PO_FILES = update.po_files()
each_language = pytest.mark.parametrize("path", PO_FILES, ids=lambda path: path.parents[1].name)


@pytest.fixture(scope="module")
def template() -> Catalog:
    return update.extract(SOURCE)


def placeholders(text: str) -> set[tuple[str, str, str | None]]:
    """Names with format and conversion: {count:,} and {count} are not the same."""
    return {
        (name, form or "", conversion)
        for _, name, form, conversion in Formatter().parse(text)
        if name is not None
    }


def entries(catalogue: Catalog) -> dict[str, str]:
    return {str(message.id): str(message.string) for message in catalogue if message.id}


def first_arguments(path: Path) -> Iterator[ast.expr]:
    """What is handed to msg(...), tr(...) and _tr(...) as the template."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and node.args:
            function = node.func
            name = function.attr if isinstance(function, ast.Attribute) else ""
            name = function.id if isinstance(function, ast.Name) else name
            if name in update.KEYWORDS:
                yield node.args[0]


def test_there_are_messages_and_languages(template: Catalog) -> None:
    assert len(template) > 50
    assert [path.parents[1].name for path in PO_FILES] == ["en"]


@each_language
def test_every_message_is_translated(path: Path, template: Catalog) -> None:
    translated = entries(update.read(path))
    missing = [message for message in entries(template) if not translated.get(message, "").strip()]
    assert not missing


@each_language
def test_nothing_is_kept_that_the_program_no_longer_says(path: Path, template: Catalog) -> None:
    assert not entries(update.read(path)).keys() - entries(template).keys()


@each_language
def test_no_translation_is_marked_as_a_guess(path: Path) -> None:
    assert not [message.id for message in update.read(path) if message.id and message.fuzzy]


@each_language
def test_placeholders_are_those_of_the_message(path: Path) -> None:
    for message, translation in entries(update.read(path)).items():
        assert placeholders(translation) == placeholders(message), message


def test_english_has_no_chinese_punctuation() -> None:
    path = TRANSLATIONS / "en" / "LC_MESSAGES" / "antou.po"
    for translation in entries(update.read(path)).values():
        assert not set(translation) & set("，。；：（）！？《》　"), translation


@each_language
def test_the_compiled_catalogue_is_in_step(path: Path) -> None:
    compiled = io.BytesIO()
    write_mo(compiled, update.read(path))
    compiled.seek(0)
    with path.with_suffix(".mo").open("rb") as file:
        assert entries(read_mo(file)) == entries(read_mo(compiled))


def test_templates_are_plain_strings() -> None:
    """An f-string is filled in before it can be looked up: it would never be translated."""
    for path in sorted(SOURCE.rglob("*.py")):
        for argument in first_arguments(path):
            assert not isinstance(argument, ast.JoinedStr), f"{path}:{argument.lineno}"


def test_the_program_speaks_the_translation() -> None:
    english = Translator("en", TRANSLATIONS)
    assert english("后退") == "Back"
    assert english.render(msg("第 {number} 段", number=7)) == "Paragraph 7"
    assert Translator("zh", TRANSLATIONS)("后退") == "后退"
