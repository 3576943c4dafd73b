"""Corrections: whatever is corrected, no text is lost, and everything is numbered."""

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.documents.correction_json import dump_corrections, load_corrections
from reader.documents.correction_words import describe
from reader.documents.corrections import (
    FIELDS,
    Correction,
    Join,
    ReadAs,
    SetHeading,
    SetJunk,
    SetMetadata,
    Split,
    apply,
    encoding_of,
    read_value,
)
from reader.documents.encodings import ENCODINGS
from reader.documents.model import Document, Genre, Kind, Metadata, Paragraph, Picture, Section
from reader.documents.places import Place, place_at
from reader.documents.reading import Reading
from reader.documents.structure import build_documents
from reader.errors import UsageError
from reader.importers.text import text_blocks
from reader.messages import Translator
from reader.paths import RESOURCES

MEMO = """关于做好值班工作的通知
作者：李明
一、总体要求
值班人员要坚守岗位，遇有突发事件及时报告，不得擅离职守。
二、工作安排
各科室轮流值班，节假日由领导带班，交接班要有记录。
关于加强督查工作的意见
督查工作要抓实抓细，建立台账，办结销号。
某某市人民政府办公室
2014年5月8日
"""


def read(text: str) -> Reading:
    return Reading("/甲.txt", "txt", "utf-8", build_documents(text_blocks(text), "甲"))


def document(title: str, *texts: str) -> Document:
    paragraphs = [Paragraph(1, Kind.HEADING, title)]
    paragraphs += [Paragraph(n, Kind.BODY, text) for n, text in enumerate(texts, start=2)]
    return Document(Metadata(title), tuple(paragraphs), (Section(1, title, 1, 0, len(title)),))


def number(reading: Reading, words: str, document: int = 0) -> int:
    """The paragraph of a corrected document that begins with the words."""
    paragraphs = reading.corrected.documents[document].paragraphs
    return next(p.number for p in paragraphs if p.text.startswith(words))


def titles(reading: Reading) -> list[str]:
    return [d.metadata.title for d in reading.corrected.documents]


def outline(reading: Reading, document: int = 0) -> list[tuple[int, str]]:
    return [(s.level, s.title) for s in reading.corrected.documents[document].sections]


# Metadata


def test_every_field_can_be_set_and_taken_back() -> None:
    reading = read(MEMO)
    values = {
        "title": "值班工作通知",
        "author": "某办公室",
        "source": "《某报》",
        "date": "2015-06",
        "genre": "other",
        "number": "某府发〔2014〕1号",
        "issuer": "某市人民政府",
        "classification": "秘密★1年",
    }
    assert tuple(values) == FIELDS
    changed = reading
    for field, value in values.items():
        changed = changed.set_metadata(0, field, value)
    metadata = changed.corrected.documents[0].metadata
    assert {field: getattr(metadata, field) for field in FIELDS} == values
    assert metadata.genre is Genre.OTHER
    for field in FIELDS:
        found = getattr(reading.documents[0].metadata, field)
        changed = changed.set_metadata(0, field, found)
    assert changed.corrections == ()


def test_a_field_can_be_emptied_but_for_the_title() -> None:
    reading = read(MEMO).set_metadata(0, "author", None)
    assert reading.corrected.documents[0].metadata.author is None
    with pytest.raises(ValueError, match="title"):
        SetMetadata(reading.place(0), "title", None)


@pytest.mark.parametrize(
    ("field", "value"), [("date", "2014年"), ("date", "2014-13"), ("genre", "解读"), ("x", "y")]
)
def test_values_without_sense_are_refused(field: str, value: str) -> None:
    with pytest.raises(ValueError, match=r"date|Genre|field"):
        SetMetadata(read(MEMO).place(0), field, value)


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("2014年5月8日", "2014-05-08"),
        ("2014.5", "2014-05"),
        ("2014 年", "2014"),
        ("2014-05", "2014-05"),
        ("  ", None),
    ],
)
def test_a_date_is_read_as_people_type_it(typed: str, value: str | None) -> None:
    assert read_value("date", typed) == value


def test_what_is_no_date_is_told() -> None:
    with pytest.raises(UsageError, match="下周"):
        read_value("date", "下周")
    with pytest.raises(UsageError, match="标题"):
        read_value("title", " ")


# Headings and junk


def test_headings_are_raised_lowered_and_removed() -> None:
    reading = read(MEMO)
    assert outline(reading)[:2] == [(1, "一、总体要求"), (1, "二、工作安排")]
    lowered = reading.correct(SetHeading(reading.place(0, number(reading, "二、")), 3))
    assert outline(lowered)[:2] == [(1, "一、总体要求"), (3, "二、工作安排")]
    removed = lowered.correct(SetHeading(reading.place(0, number(reading, "二、")), None))
    assert (1, "一、总体要求") in outline(removed)
    assert not any(title.startswith("二、") for _, title in outline(removed))
    found = removed.corrected.documents[0].paragraphs[number(removed, "二、") - 1]
    assert found.kind is Kind.BODY
    assert len(removed.corrections) == 1


def test_a_paragraph_becomes_a_heading() -> None:
    reading = read(MEMO)
    at = number(reading, "关于加强督查")
    raised = reading.correct(SetHeading(reading.place(0, at), 1))
    assert (1, "关于加强督查工作的意见") in outline(raised)
    assert raised.corrected.documents[0].paragraphs[at - 1].kind is Kind.HEADING


def test_a_run_in_heading_is_one_of_its_words() -> None:
    reading = read(
        "工作总结\n第一，抓落实。各科室要抓好落实，不得拖延，做到件件有回音。\n其余略。\n"
    )
    at = number(reading, "第一")
    whole = reading.documents[0].paragraphs[at - 1].text
    span = (0, whole.index("。") + 1)
    made = reading.correct(SetHeading(reading.place(0, at, span), 2))
    section = next(s for s in made.corrected.documents[0].sections if s.paragraph == at)
    assert (section.level, section.title, section.start, section.end) == (
        2,
        whole[: span[1]],
        *span,
    )
    assert made.corrected.documents[0].paragraphs[at - 1].kind is not Kind.HEADING
    gone = made.correct(SetHeading(reading.place(0, at, span), None))
    assert all(s.paragraph != at for s in gone.corrected.documents[0].sections)


def test_a_span_that_is_the_paragraph_is_the_paragraph() -> None:
    documents = (document("题", "正文一段。"),)
    assert place_at(documents, 2, (0, 5)) == place_at(documents, 2)


def test_junk_is_marked_and_unmarked() -> None:
    reading = read(MEMO)
    at = number(reading, "二、")
    junk = reading.correct(SetJunk(reading.place(0, at), junk=True))
    assert junk.corrected.documents[0].paragraphs[at - 1].kind is Kind.JUNK
    assert all(not title.startswith("二、") for _, title in outline(junk))
    again = junk.correct(SetJunk(junk.place(0, at), junk=False))
    assert again.corrections == ()
    assert again.corrected.documents == reading.documents


def test_junk_that_the_importer_found_becomes_text() -> None:
    reading = read("某项工作\n第 1 页 共 2 页\n正文一段，讲某项工作。\n")
    at = number(reading, "第 1 页")
    assert reading.documents[0].paragraphs[at - 1].kind is Kind.JUNK
    text = reading.correct(SetJunk(reading.place(0, at), junk=False))
    assert text.corrected.documents[0].paragraphs[at - 1].kind is Kind.BODY


# Documents


def test_a_split_off_document_has_a_title_and_its_own_metadata() -> None:
    reading = read(MEMO)
    assert len(reading.documents) == 1
    assert reading.documents[0].metadata.date == "2014-05-08"
    at = number(reading, "关于加强督查")
    split = reading.correct(Split(reading.place(0, at)))
    first, second = split.corrected.documents
    assert titles(split) == ["关于做好值班工作的通知", "关于加强督查工作的意见"]
    assert (first.metadata.author, first.metadata.date) == ("李明", None)
    assert (second.metadata.author, second.metadata.date) == ("某某市人民政府办公室", "2014-05-08")
    assert [p.number for p in second.paragraphs] == list(range(1, len(second.paragraphs) + 1))
    renamed = split.set_metadata(1, "title", "督查意见")
    assert titles(renamed) == ["关于做好值班工作的通知", "督查意见"]


def test_what_the_properties_said_stays_with_every_part() -> None:
    documents = build_documents(text_blocks(MEMO), "甲")
    known = replace(documents[0], metadata=replace(documents[0].metadata, source="内部刊物"))
    reading = Reading("/甲.docx", "docx", None, (known,))
    split = reading.correct(Split(reading.place(0, number(reading, "关于加强督查"))))
    assert [d.metadata.source for d in split.corrected.documents] == ["内部刊物", "内部刊物"]


def test_a_split_and_its_join_leave_no_trace() -> None:
    reading = read(MEMO)
    split = reading.correct(Split(reading.place(0, 4)))
    assert len(split.corrected.documents) == 2
    joined = split.correct(Join(split.place(1)))
    assert joined.corrections == ()
    assert joined.corrected.documents == reading.documents


def two() -> Reading:
    first = document("甲篇", "督查工作要抓实。", "会议定于周一召开。")
    second = document("乙篇", "公文处理应当规范。", "收文要登记。")
    second = replace(second, metadata=Metadata("乙篇", "某局", None, "2014"))
    return Reading("/集.txt", "txt", "utf-8", (first, second))


def test_joined_documents_keep_the_metadata_of_the_first() -> None:
    reading = two()
    joined = reading.correct(Join(reading.place(1)))
    (whole,) = joined.corrected.documents
    assert whole.metadata == Metadata("甲篇", "某局", None, "2014")
    assert [p.text for p in whole.paragraphs] == [
        p.text for d in reading.documents for p in d.paragraphs
    ]
    assert [(s.title, s.paragraph) for s in whole.sections] == [("甲篇", 1), ("乙篇", 4)]
    apart = joined.correct(Split(joined.place(0, 4)))
    assert apart.corrections == ()


def test_a_correction_on_a_joined_document_waits() -> None:
    reading = two().set_metadata(1, "title", "乙篇（修订）")
    joined = reading.correct(Join(reading.place(1)))
    assert titles(joined) == ["甲篇"]
    assert joined.corrected.lost == ()
    assert titles(joined.correct(Split(joined.place(0, 4)))) == ["甲篇", "乙篇（修订）"]


def test_the_first_document_joins_nothing() -> None:
    reading = two()
    correction = Join(reading.place(0))
    assert reading.with_corrections([correction]).corrected.lost == (correction,)


def test_pictures_go_with_their_paragraphs() -> None:
    pictures = tuple(Picture(n, "image/png", 1, 1, alt=str(n)) for n in (0, 2, 3))
    reading = Reading("/甲", "docx", None, (replace(two().documents[0], pictures=pictures),))
    split = reading.correct(Split(reading.place(0, 3)))
    found = [[(p.after, p.alt) for p in d.pictures] for d in split.corrected.documents]
    assert found == [[(0, "0"), (2, "2")], [(1, "3")]]


# After the file was edited


def test_corrections_hold_when_the_file_was_edited_elsewhere() -> None:
    reading = read(MEMO)
    place = reading.place
    corrections = (
        SetMetadata(place(0), "date", "2013"),
        SetHeading(place(0, number(reading, "二、")), 4),
        SetJunk(place(0, number(reading, "各科室")), junk=True),
        Split(place(0, number(reading, "关于加强督查"))),
    )
    edited = MEMO.replace("一、总体要求\n", "一、总体要求\n新的一段，讲值班的意义。\n又一段。\n")
    again = read(edited).with_corrections(corrections)
    assert again.corrected.lost == ()
    assert titles(again) == ["关于做好值班工作的通知", "关于加强督查工作的意见"]
    assert again.corrected.documents[0].metadata.date == "2013"
    assert (4, "二、工作安排") in outline(again)
    junk = [p.text for p in again.corrected.documents[0].paragraphs if p.kind is Kind.JUNK]
    assert [text[:3] for text in junk] == ["各科室"]


def test_a_heading_is_not_looked_for_inside_of_a_paragraph() -> None:
    reading = read(MEMO)
    correction = SetHeading(reading.place(0, number(reading, "二、")), 2)
    edited = MEMO.replace("二、工作安排\n", "").replace(
        "各科室轮流", "按照二、工作安排的要求，在全市范围内统一部署，各科室轮流"
    )
    again = read(edited).with_corrections([correction])
    assert again.corrected.lost == (correction,)


def test_what_is_lost_is_given_back_and_the_rest_holds() -> None:
    reading = read(MEMO)
    gone = SetJunk(reading.place(0, number(reading, "各科室")), junk=True)
    held = SetMetadata(reading.place(0), "date", "2013")
    edited = MEMO.replace("各科室轮流值班，节假日由领导带班，交接班要有记录。", "另行通知。")
    again = read(edited).with_corrections([gone, held])
    assert again.corrected.lost == (gone,)
    assert again.corrected.documents[0].metadata.date == "2013"


def test_metadata_of_the_only_document_hold_whatever_its_title_became() -> None:
    reading = read(MEMO).set_metadata(0, "source", "某刊")
    edited = "节日期间有关事项\n" + MEMO.split("\n", 3)[3]
    again = read(edited).with_corrections(reading.corrections)
    assert again.corrected.documents[0].metadata.source == "某刊"


# Any documents, any corrections

texts = st.text(alphabet="值班督查。一、\u3000a", min_size=1, max_size=12)
paragraphs = st.builds(
    lambda text, kind: (text, kind), texts, st.sampled_from([Kind.BODY, Kind.HEADING, Kind.JUNK])
)


@st.composite
def files(draw: st.DrawFn) -> tuple[Document, ...]:
    found = []
    for content in draw(st.lists(st.lists(paragraphs, min_size=1, max_size=6), max_size=3)):
        rows = tuple(Paragraph(n, kind, text) for n, (text, kind) in enumerate(content, start=1))
        heads = tuple(
            Section(draw(st.integers(1, 3)), p.text, p.number, 0, len(p.text))
            for p in rows
            if p.kind is Kind.HEADING
        )
        found.append(Document(Metadata(rows[0].text), rows, heads))
    return tuple(found)


@st.composite
def corrected(draw: st.DrawFn) -> tuple[tuple[Document, ...], list[Correction]]:
    """Documents, and corrections made on them or on others."""
    documents, other = draw(files()), draw(files())
    sources = [source for source in (documents, documents, other) if source]
    if not sources:
        return documents, []
    made = [
        draw(correction_in(draw(st.sampled_from(sources)))) for _ in range(draw(st.integers(0, 6)))
    ]
    return documents, made


def correction_in(documents: Sequence[Document]) -> st.SearchStrategy[Correction]:
    rows = [p.text for d in documents for p in d.paragraphs]
    places = st.integers(1, len(rows)).flatmap(
        lambda n: st.one_of(
            st.just(None),
            st.integers(0, len(rows[n - 1]) - 1).flatmap(
                lambda start: st.integers(start + 1, len(rows[n - 1])).map(lambda e: (start, e))
            ),
        ).map(lambda span: place_at(documents, n, span))
    )
    whole = st.integers(1, len(rows)).map(lambda n: place_at(documents, n))
    return st.one_of(
        st.builds(SetHeading, places, st.one_of(st.none(), st.integers(1, 9))),
        st.builds(SetJunk, whole, st.booleans()),
        st.builds(Split, whole),
        st.builds(Join, whole),
        st.builds(
            SetMetadata,
            whole,
            st.sampled_from(["author", "issuer"]),
            st.one_of(st.none(), st.just("某局")),
        ),
        st.builds(ReadAs, st.sampled_from(ENCODINGS)),
    )


def joined(documents: Sequence[Document]) -> list[str]:
    return [p.text for document in documents for p in document.paragraphs]


@given(corrected())
@settings(max_examples=100)
def test_no_text_is_ever_lost(case: tuple[tuple[Document, ...], list[Correction]]) -> None:
    documents, corrections = case
    result = apply(documents, corrections)
    # A document numbers its paragraphs and knows its sections, or it could not be made.
    assert joined(result.documents) == joined(documents)
    assert len(result.beginnings) == len(result.documents)
    assert set(map(id, result.lost)) <= set(map(id, corrections))
    assert apply(documents, corrections) == result
    starts = [b.index for b in result.beginnings]
    lengths = [len(d.paragraphs) for d in result.documents]
    assert starts == [sum(lengths[:n]) for n in range(len(lengths))]
    for document in result.documents:
        for section in document.sections:
            text = document.paragraphs[section.paragraph - 1].text
            assert text[section.start : section.end] == section.title


@given(files())
def test_without_corrections_everything_is_as_read(documents: tuple[Document, ...]) -> None:
    assert apply(documents, ()).documents == documents
    assert apply(documents, [ReadAs("gb18030")]).documents == documents


@given(corrected())
@settings(max_examples=60)
def test_corrections_come_back_from_json(
    case: tuple[tuple[Document, ...], list[Correction]],
) -> None:
    _, corrections = case
    assert load_corrections(dump_corrections(corrections)) == tuple(corrections)
    for correction in corrections:
        line = Translator("en", RESOURCES / "translations").render(describe(correction))
        assert line
        assert "\n" not in line


@given(corrected(), st.data())
@settings(max_examples=100)
def test_a_new_correction_counts_and_replaces_the_old_one(
    case: tuple[tuple[Document, ...], list[Correction]], data: st.DataObject
) -> None:
    documents, corrections = case
    if not documents:
        return
    reading = Reading("/甲", "txt", None, documents, tuple(corrections))
    at = data.draw(st.integers(1, len(joined(documents))))
    level = data.draw(st.one_of(st.none(), st.integers(1, 9)))
    new = SetHeading(place_at(documents, at), level)
    result = reading.correct(new).corrected
    document = max(n for n, b in enumerate(result.beginnings) if b.index < at)
    paragraph = at - result.beginnings[document].index
    found = [s for s in result.documents[document].sections if s.paragraph == paragraph]
    assert [s.level for s in found] == ([] if level is None else [level])


@pytest.mark.parametrize("text", ["{}", '[{"correct": "dance"}]', '[{"correct": "split"}]', "[1]"])
def test_json_without_sense_is_refused(text: str) -> None:
    with pytest.raises((ValueError, TypeError, LookupError)):
        load_corrections(text)


def test_the_last_encoding_counts() -> None:
    assert encoding_of([ReadAs("big5"), ReadAs("gb18030")]) == "gb18030"
    assert encoding_of([]) is None


def test_places_and_levels_without_sense_are_refused() -> None:
    documents = (document("题", "正文。"),)
    with pytest.raises(ValueError, match="no paragraph"):
        place_at(documents, 3)
    with pytest.raises(ValueError, match="no span"):
        place_at(documents, 1, (1, 1))
    with pytest.raises(ValueError, match="level"):
        SetHeading(place_at(documents, 1), 0)
    with pytest.raises(ValueError, match="place"):
        Place(0, "", "", "")
    with pytest.raises(ValueError, match="encoding"):
        ReadAs("rot13")
