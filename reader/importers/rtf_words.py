"""The control words of RTF that the reader knows."""

from dataclasses import replace

from reader.importers.rtf_state import Look

NOTHING = "nothing"
DROPPED = frozenset(
    {"colortbl", "pict", "object", "bkmkstart", "bkmkend", "annotation", "atnid"}
    | {"atnauthor", "atntime", "atnref", "atndate", "header", "headerl", "headerr", "headerf"}
    | {"footer", "footerl", "footerr", "footerf", "ftnsep", "ftnsepc", "ftncn", "aftnsep"}
    | {"aftnsepc", "aftncn", "nonshppict", "shprslt", "private", "xe", "tc", "rxe", "template"}
    | {"listtable", "listoverridetable", "rsidtbl", "generator", "filetbl", "revtbl"}
    | {"comment", "operator", "company", "manager", "keywords", "subject", "doccomm", "themedata"}
    | {"datastore", "latentstyles", "txe", "falt", "panose", "pgdsctbl"}
)
SHAPE, PROPERTIES, CODE = "shape", "properties", "code"
KNOWN = {
    "fonttbl": "font",
    "stylesheet": "style",
    "listtext": "label",
    "pntext": "label",
    "info": PROPERTIES,
    "shpinst": SHAPE,
    "do": SHAPE,
    "fldinst": CODE,
}
# Where the text of a shape stands, in the writing of today and in that of Word 6 and 95.
BOXES = frozenset({"shptxt", "dptxbxtext"})
INFO = frozenset({"title", "author", "creatim"})
CHARACTERS = {
    "tab": "\t", "line": "\n", "softline": "\n", "lbr": "\n", "emdash": "—", "endash": "–",
    "lquote": "‘", "rquote": "’", "ldblquote": "“", "rdblquote": "”", "bullet": "•",
    "emspace": "\u2003", "enspace": "\u2002", "qmspace": "\u2005", "zwj": "\u200d",
    "zwnj": "\u200c",
}  # fmt: skip
SYMBOLS = {"~": "\xa0", "_": "-"}


def changed(look: Look, word: str, number: int | None, *, on: bool) -> Look:
    """The look after a word that changes one thing of it."""
    if word == "b":
        return replace(look, bold=on)
    if word in ("v", "deleted"):
        return replace(look, hidden=on)
    if word == "f":
        return replace(look, font=number)
    if word == "s":
        return replace(look, style=number)
    if word == "outlinelevel":
        return replace(look, outline=number)
    if word == "intbl":
        return replace(look, in_table=True)
    return look
