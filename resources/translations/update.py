"""Bring the translations in step with the messages of the program.

`python resources/translations/update.py` extracts the messages, merges them into each
language's .po file, compiles the .mo beside it and names what is left to translate. It needs
Babel (the `test` extra) and is a tool for developers: the program reads the .mo files only.

What Qt's own translations leave out stands in qt_*.ts; Qt's lrelease (it comes with PySide6)
compiles it to the .qm beside it.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

FOLDER = Path(__file__).resolve().parent
PROJECT = FOLDER.parents[1]
DOMAIN = "antou"
# Babel names a call by its last word: self._tr("…") is a call of _tr
KEYWORDS: dict[str, tuple[int, ...] | None] = {"msg": None, "tr": None, "_tr": None}


def extract(source: Path = PROJECT / "reader") -> Catalog:
    """All messages under `source`; each knows the files that it stands in."""
    catalogue = Catalog()
    for name, line, message, comments, _context in extract_from_dir(source, keywords=KEYWORDS):
        path = (source / name).relative_to(source.parent).as_posix()
        catalogue.add(message, locations=[(path, line)], auto_comments=comments)
    return catalogue


def po_files() -> list[Path]:
    """The catalogue of each language."""
    return sorted(FOLDER.glob(f"*/LC_MESSAGES/{DOMAIN}.po"))


def read(path: Path) -> Catalog:
    """A .po file; the language is the name of the folder it is in."""
    with path.open("rb") as file:
        return read_po(file, locale=path.parents[1].name)


def update(path: Path, template: Catalog) -> list[str]:
    """Merge new messages, drop those that are gone, compile; the messages left to translate.

    Nothing is guessed from similar messages: a wrong guess is harder to see than a gap.
    """
    catalogue = read(path)
    catalogue.update(template, no_fuzzy_matching=True, update_creation_date=False)
    with path.open("wb") as file:
        # Without line numbers and wrapping: a difference shows what changed, nothing else
        write_po(
            file, catalogue, width=0, sort_by_file=True, ignore_obsolete=True, include_lineno=False
        )
    with path.with_suffix(".mo").open("wb") as file:
        write_mo(file, catalogue)
    return [str(message.id) for message in catalogue if message.id and not message.string]


def compile_qt() -> None:
    """Compile what completes Qt's own translations, with the tool of this Python's PySide6."""
    beside = str(Path(sys.executable).parent)
    lrelease = shutil.which("pyside6-lrelease", path=os.pathsep.join((beside, os.defpath)))
    if lrelease is None:
        raise SystemExit("pyside6-lrelease is missing: install PySide6")
    for path in sorted(FOLDER.glob("qt_*.ts")):
        tool = [lrelease, "-silent", str(path), "-qm", str(path.with_suffix(".qm"))]
        subprocess.run(tool, check=True)


def main() -> int:
    """Update every language; 1 when a message has no translation."""
    compile_qt()
    template = extract()
    missing = {path: update(path, template) for path in po_files()}
    for path, messages in missing.items():
        print(f"{path.relative_to(PROJECT)}: {len(template)} messages, {len(messages)} missing")
        for message in messages:
            print(f"  {message}")
    return 1 if any(missing.values()) else 0


if __name__ == "__main__":
    sys.exit(main())
