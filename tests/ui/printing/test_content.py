"""What is printed of a text: its words, its title, its source."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.documents.model import Kind, Metadata, Paragraph, Picture, Section
from reader.messages import Translator
from reader.paths import TRANSLATIONS
from reader.ui.printing.content import compose, section_range, source_line
from reader.ui.reading.places import Place, Selection
from tests.ui.printing.samples import report, with_metadata, with_pictures
from tests.ui.texts import body, text_of

TR = Translator("zh", TRANSLATIONS)


def test_title_and_source_come_first() -> None:
    content = compose(text_of(body("甲", "乙")), None, True, TR)
    assert [p.text for p in content.text.paragraphs] == ["短文一篇", "某人", "甲", "乙"]
    assert [p.kind for p in content.text.paragraphs[:2]] == [Kind.HEADING, Kind.META]
    assert content.numbers == (0, 0, 1, 2)


def test_a_title_that_is_there_is_not_said_twice() -> None:
    content = compose(report(1), None, True, TR)
    words = [p.text for p in content.text.paragraphs]
    assert words[:3] == ["短文一篇", "某人", "第1节　值班记录"]
    assert content.numbers[:3] == (1, 0, 2)


def test_without_source() -> None:
    content = compose(report(1), None, False, TR)
    assert content.text.paragraphs[1].text == "第1节　值班记录"


def test_what_the_text_says_itself_is_not_said_again() -> None:
    metadata = Metadata("短文一篇", author="某人", source="某报", date="2014-05-08")
    lines = [Paragraph(1, Kind.HEADING, "短文一篇"), Paragraph(2, Kind.META, "某人 2014年5月8日")]
    text = with_metadata(text_of([*lines, Paragraph(3, Kind.BODY, "甲")]), metadata)
    content = compose(text, None, True, TR)
    assert [p.text for p in content.text.paragraphs[:3]] == [
        "短文一篇",
        "某报",
        "某人 2014年5月8日",
    ]


@pytest.mark.parametrize(
    ("date", "words"),
    [
        ("2014", "2014年"),
        ("2014-05", "2014年5月"),
        ("2014-05-08", "2014年5月8日"),
        ("五月", "五月"),
        (None, ""),
    ],
)
def test_dates_in_words(date: str | None, words: str) -> None:
    assert source_line(Metadata("题", date=date), "", TR) == words


def test_the_number_of_an_official_paper() -> None:
    metadata = Metadata("题", issuer="某办公室", number="某办〔2012〕3号", date="2012-03")
    assert source_line(metadata, "", TR) == "某办公室　某办〔2012〕3号　2012年3月"
    assert source_line(metadata, "某办〔2012〕3号", TR) == "某办公室　2012年3月"


def test_junk_is_left_out() -> None:
    lines = body("甲", "广告", "乙")
    lines[1] = Paragraph(2, Kind.JUNK, "广告")
    content = compose(text_of(lines), None, False, TR)
    assert [p.text for p in content.text.paragraphs] == ["短文一篇", "甲", "乙"]
    assert content.numbers == (0, 1, 3)


@given(st.data())
def test_a_selection_is_printed_as_it_is_copied(data: st.DataObject) -> None:
    text = report(4, 1)
    places = st.integers(1, len(text.paragraphs)).flatmap(
        lambda n: st.builds(Place, st.just(n), st.integers(0, len(text.paragraphs[n - 1].text)))
    )
    chosen = Selection(data.draw(places), data.draw(places))
    content = compose(text, chosen, False, TR)
    words = "".join(p.text for p in content.text.paragraphs if content.numbers[p.number - 1])
    assert words == "".join(p.text[start:end] for p, start, end in chosen.pieces(text))
    for section in content.text.sections:
        paragraph = content.text.paragraphs[section.paragraph - 1]
        assert paragraph.text[section.start : section.end] == section.title


def test_bold_words_stay_bold() -> None:
    text = text_of([Paragraph(1, Kind.BODY, "一二三四五六", bold=((1, 4),))])
    content = compose(text, Selection(Place(1, 2), Place(1, 6)), False, TR)
    assert content.text.paragraphs[-1] == Paragraph(2, Kind.BODY, "三四五六", bold=((0, 2),))


def test_sections_are_printed_with_what_is_below_them() -> None:
    sections = [Section(1, "甲", 1, 0, 1), Section(2, "乙", 2, 0, 1), Section(1, "丙", 3, 0, 1)]
    text = text_of(body("甲", "乙", "丙", "丁"), sections)
    assert section_range(text, 0, 0) == Selection(Place(1, 0), Place(3, 0))
    assert section_range(text, 1, 1) == Selection(Place(2, 0), Place(3, 0))
    assert section_range(text, 1, 2) == Selection(Place(2, 0), Place(4, 1))


def test_pictures_stay_behind_their_paragraphs() -> None:
    pictures = [Picture(after, "image/png", 9, 9, key=f"k{after}") for after in (0, 2, 3)]
    text = with_pictures(text_of(body("甲", "乙", "丙")), *pictures)
    whole = compose(text, None, True, TR)
    assert whole.pictures == (1, 2, 3)
    assert [p.after for p in whole.text.pictures] == [0, 4, 5]
    middle = compose(text, Selection(Place(2, 0), Place(2, 1)), False, TR)
    assert middle.pictures == (2,)
    assert [p.after for p in middle.text.pictures] == [2]
