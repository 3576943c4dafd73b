"""Outlines as OPML: round trip, files of other programs, bad files."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from reader.errors import ReaderError
from reader.themes.model import Outline, Term, Theme
from reader.themes.opml import UNNAMED, format_terms, parse, parse_terms, write

# what XML 1.0 can hold: no control characters, surrogates or non-characters
xml_chars = st.characters(
    exclude_categories=("Cs", "Cc"), exclude_characters="\ufffe\uffff", include_characters="\n\t\r"
)
words = st.text(xml_chars, min_size=1, max_size=8).filter(lambda text: bool(text.strip()))
ids = st.text("abc.-01办公", min_size=1, max_size=6)
weights = st.floats(min_value=1e-3, max_value=1e3, allow_nan=False)
terms = st.builds(Term, words, weights | st.just(1.0))


@st.composite
def outlines(draw: st.DrawFn) -> Outline:
    """A tree whose themes stand in reading order, as a file holds them."""
    names = draw(st.lists(ids, min_size=1, max_size=8, unique=True))
    open_themes: list[str] = []
    themes = []
    for theme_id in names:
        depth = draw(st.integers(0, len(open_themes)))
        del open_themes[depth:]
        themes.append(
            Theme(
                id=theme_id,
                name=draw(words),
                parent=open_themes[-1] if open_themes else None,
                terms=tuple(draw(st.lists(terms, max_size=4))),
                note=draw(st.just("") | words),
            )
        )
        open_themes.append(theme_id)
    return Outline(draw(ids), draw(st.sampled_from(["提纲", "A & B <C>"])), tuple(themes))


@given(outlines())
def test_round_trip(outline: Outline) -> None:
    assert parse(write(outline)) == outline


@given(st.lists(terms, max_size=5).map(tuple))
def test_terms_round_trip(several: tuple[Term, ...]) -> None:
    assert parse_terms(format_terms(several), "主题") == several


def test_written_form_is_plain_opml() -> None:
    outline = Outline(
        "own",
        "读书笔记",
        (
            Theme("a", "办事", None, note="说明"),
            Theme("a.b", "催办", "a", (Term("催办"), Term("跟进 到底", 1.5), Term("5+2=7", 0.5))),
        ),
    )
    root = etree.fromstring(write(outline))
    group = root.find("body/outline")
    assert group is not None
    assert (root.get("version"), root.findtext("head/title")) == ("2.0", "读书笔记")
    assert dict(group.items()) == {"text": "办事", "id": "a", "_note": "说明"}
    assert group[0].get("terms") == "催办 跟进%20到底=1.5 5+2%3D7=0.5"


def opml(body: str, head: str = "<head><title>外来</title></head>") -> bytes:
    return f'<?xml version="1.0"?><opml version="1.0">{head}<body>{body}</body></opml>'.encode()


FOREIGN = opml(
    '<outline text="甲"><outline text="乙"/><outline text="乙"/></outline>'
    '<outline title="丙" type="link" url="x"/><outline/>'
    '<outline text="注" isComment="true"><outline text="丁"/></outline>'
)


def test_foreign_file_gets_ids_and_no_terms() -> None:
    outline = parse(FOREIGN)
    by_id = {theme.id: theme.name for theme in outline.themes}
    assert outline.name == "外来"
    assert [theme.name for theme in outline.themes] == ["甲", "乙", "乙", "丙", UNNAMED]
    assert [by_id.get(theme.parent or "") for theme in outline.themes] == [
        None,
        "甲",
        "甲",
        None,
        None,
    ]
    assert len(by_id) == 5
    assert not any(theme.terms for theme in outline.themes)


def test_made_ids_are_the_same_at_the_next_import_and_differ_between_outlines() -> None:
    other = parse(FOREIGN.replace("外来".encode(), "另一".encode()))
    assert parse(FOREIGN) == parse(FOREIGN)
    assert not {t.id for t in other.themes} & {t.id for t in parse(FOREIGN).themes}


def test_an_id_that_stands_twice_stays_with_the_first() -> None:
    outline = parse(opml('<outline text="甲" id="x"/><outline text="乙" id="x"/>'))
    assert outline.themes[0].id == "x"
    assert outline.themes[1].id != "x"


def test_a_made_id_leaves_given_ids_alone() -> None:
    made = parse(opml('<outline text="甲"/>')).themes[0].id
    outline = parse(opml(f'<outline text="甲"/><outline text="乙" id="{made}"/>'))
    assert outline.themes[1].id == made


def test_note_is_read_under_either_name() -> None:
    outline = parse(opml('<outline text="甲" note="一"/><outline text="乙" _note="二"/>'))
    assert [theme.note for theme in outline.themes] == ["一", "二"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "gb18030"])
def test_encodings(encoding: str) -> None:
    text = (
        f'<?xml version="1.0" encoding="{encoding}"?>'
        '<opml><body><outline text="督查"/></body></opml>'
    )
    assert parse(text.encode(encoding)).themes[0].name == "督查"


ENTITY = '<!DOCTYPE opml [<!ENTITY a "aaaa">{}]><opml><body><outline text="{}"/></body></opml>'
BOMB = ENTITY.format(
    "".join(f'<!ENTITY b{n} "{f"&b{n - 1};" * 10}">' for n in range(1, 9)) + '<!ENTITY b0 "&a;">',
    "&b8;",
)


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "XML"),
        (b"\x00\xff\xfe", "XML"),
        (b"<opml><body><outline text='a'></body></opml>", "XML"),
        (b"<html><body/></html>", "不是 OPML"),
        (b"<opml><head/></opml>", "不是 OPML"),
        (opml(""), "没有主题"),
        (opml('<outline text="督查工作" terms="督查=重"/>'), "督查工作"),
        (opml('<outline text="a" terms="=2"/>'), "=2"),
        (opml('<outline text="a" terms="b=0"/>'), "b=0"),
        (opml('<outline text="a" terms="b=-1"/>'), "b=-1"),
        (opml('<outline text="a" terms="b=nan"/>'), "b=nan"),
        (opml('<outline text="a" terms="b=inf"/>'), "b=inf"),
        (opml('<outline text="a" terms="%FF"/>'), "%FF"),
        (ENTITY.format("", "&a;").encode(), "DOCTYPE"),
        (ENTITY.format("", "&a;").encode("utf-16"), "DOCTYPE"),
        (BOMB.encode(), "DOCTYPE"),
        (b'<!DOCTYPE opml SYSTEM "file:///etc/hostname"><opml><body/></opml>', "DOCTYPE"),
        (opml("<outline text='a'>" * 300 + "</outline>" * 300), "XML"),
    ],
)
def test_bad_files(data: bytes, says: str) -> None:
    with pytest.raises(ReaderError) as caught:
        parse(data)
    assert says in str(caught.value)


def test_too_large_a_file() -> None:
    with pytest.raises(ReaderError) as caught:
        parse(b" " * (16 * 1024 * 1024 + 1))
    assert "过大" in str(caught.value)


@pytest.mark.parametrize("name", ["\x00", "控\x0b制", "\ud800"])
def test_characters_that_xml_cannot_hold(name: str) -> None:
    with pytest.raises(ReaderError) as caught:
        write(Outline("o", "提纲", (Theme("a", name, None),)))
    assert "控制字符" in str(caught.value)


@given(st.binary(max_size=200) | st.text(max_size=100).map(lambda t: opml(t)))
def test_anything_is_an_outline_or_a_clear_failure(data: bytes) -> None:
    try:
        outline = parse(data)
    except ReaderError:
        return
    assert outline.themes
