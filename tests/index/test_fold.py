"""Folding, against the rules one by one and against its promise of being homomorphic."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.characters import folding_signature, folding_table
from index.fold import fold, fold_text

# Dense in everything that folding treats specially, so that runs and neighbours really occur.
SPECIAL = (
    "aZ09ＡｚＩ０９ \t\u3000\xa0\u200b\u200d\xad\ufeff\ufe0f\U000e0100"
    "--—－–.…⋯．。～〜·・•“”＂「」『』〔〕【】［］（）()①ⅣİıſΣςŒ"
    "國国臺台發髮麵\u8c48\U0002f804㑮𠮷𠀀😀❤\ud800\udc00"
)
texts = st.text(st.sampled_from(SPECIAL) | st.characters(), max_size=60)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("ＡＢＣ１２３", "abc123"),
        ("①㈠Ⅳ", "①㈠ⅳ"),
        ("國務院辦公廳", "国务院办公厅"),
        ("\uf900\U0002f804", "岂" + "你"),
        ("“双”„‟〝〞＂「」", '"双"' + '"' * 7),
        ("‘单’‚‛＇『』", "'单'" + "'" * 5),
        ("〔2014〕﹝１﹞［2］【3】", "[2014][1][2][3]"),
        ("1978—1982", "1978-1982"),
        ("——是", "-是"),
        ("甲 — — 乙", "甲-乙"),
        ("等……等", "等.等"),
        ("等...等…．等", "等.等.等"),
        ("邓•小・平", "邓·小·平"),
        ("3～5〜7", "3~5~7"),
        ("1979 年 \u3000 1 月", "1979年1月"),
        ("open   source\tＣＯＤＥ", "open source code"),
        ("a\u200b \u200bb", "a b"),
        (" 前后 ", "前后"),
        ("零\u200b宽\ufeff软\xad连", "零宽软连"),
        ("葛\U000e0100城\ufe00", "葛城"),
        ("\ud83d\ude00", "\ufffd\ufffd"),
        ("𠮷野家", "𠮷野家"),
    ],
)
def test_rules(text: str, folded: str) -> None:
    assert fold_text(text) == folded
    assert fold(text).text == folded


def test_collapsed_run_covers_the_whole_run() -> None:
    folded = fold("甲 —— 乙…… open  source")
    span = dict(zip(folded.text, _originals("甲 —— 乙…… open  source"), strict=True))
    assert span["-"] == "——"
    assert span["."] == "……"
    assert span[" "] == "  "


def _originals(text: str) -> list[str]:
    folded = fold(text)
    return [text[s:e] for s, e in zip(folded.starts, folded.ends, strict=True)]


@given(texts, st.data())
def test_homomorphic(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    piece = fold_text(text[start:end])
    assert piece.strip() == piece
    assert piece in fold_text(text)


@given(texts)
def test_both_ways_of_folding_agree(text: str) -> None:
    folded = fold(text)
    assert folded.text == fold_text(text)
    assert len(folded.text) == len(folded.starts) == len(folded.ends)


@given(texts)
def test_map_is_ordered_and_inside(text: str) -> None:
    folded = fold(text)
    ends = [0, *folded.ends]
    for start, end, previous in zip(folded.starts, folded.ends, ends, strict=False):
        assert previous <= start < end <= len(text)


@given(texts, st.data())
def test_original_span_folds_to_the_folded_span(text: str, data: st.DataObject) -> None:
    folded = fold(text)
    if not folded.text:
        return
    start = data.draw(st.integers(0, len(folded.text) - 1))
    end = data.draw(st.integers(start + 1, len(folded.text)))
    first, last = folded.original_span(start, end)
    # A space at the edge of a piece has lost the neighbour that made it stay.
    assert fold_text(text[first:last]) == folded.text[start:end].strip()


def test_table_knows_every_character_of_its_classes() -> None:
    table = folding_table()
    for point in range(0x110000):
        character = chr(point)
        if character.isspace():
            assert table[point] == ord(" "), hex(point)
        kind = unicodedata.decomposition(character).split(" ")[0]
        if kind in ("<wide>", "<narrow>"):
            assert table.get(point, point) != point, hex(point)
        lower = character.lower()
        if lower != character and len(lower) == 1:
            assert table.get(point, point) != point, hex(point)


def test_no_line_feed_survives() -> None:
    assert fold_text("a\nb\n甲\n") == "a b甲"


def test_signature_is_stable() -> None:
    assert folding_signature() == folding_signature()
    assert unicodedata.unidata_version in folding_signature()
