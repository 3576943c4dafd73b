"""The contract of the command line, on a small library: keys, types, exit codes, one answer."""

import json
import re
import shutil
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from tests.caller import Caller
from tests.command_texts import write_texts

KINDS = {"heading", "body", "list", "table", "note", "meta", "junk"}
UNKNOWN = "0000000000000000"


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Caller:
    """A library of four documents that no test changes."""
    caller = Caller(tmp_path_factory.mktemp("filled"))
    assert caller("import", str(write_texts(caller.folder / "文献"))).code == 0
    return caller


@pytest.fixture
def own(filled: Caller, tmp_path: Path) -> Caller:
    """A copy of it that a test may change."""
    shutil.copytree(filled.library, tmp_path / "资料库")
    return Caller(tmp_path)


def ids(caller: Caller) -> dict[str, str]:
    """Title -> document."""
    return {row["title"]: row["document"] for row in caller("list", "--json").json["documents"]}


def shape(value: dict[str, Any]) -> dict[str, type]:
    return {key: type(item) for key, item in value.items()}


def test_import_reports_a_row_for_each_document(tmp_path: Path) -> None:
    caller = Caller(tmp_path)
    folder = write_texts(tmp_path / "文献")
    (folder / "图.png").write_bytes(b"\x89PNG\r\n")
    answer = caller("import", str(folder), "--json")
    assert answer.code == 1
    assert answer.err == ""
    assert shape(answer.json) == dict.fromkeys(("imported", "updated", "unchanged", "failed"), list)
    assert [Path(row["path"]).name for row in answer.json["imported"]] == [
        "会务.md",
        "总结.txt",
        "总结.txt",
        "督查.txt",
    ]
    for row in answer.json["imported"]:
        assert shape(row) == {
            "path": str,
            "document": str,
            "title": str,
            "format": str,
            "encoding": str,
            "paragraphs": int,
            "characters": int,
            "warnings": list,
        }
    (failed,) = answer.json["failed"]
    assert failed == {"path": str(folder / "图.png"), "reason": "不支持的文件类型：.png"}


def test_list(filled: Caller) -> None:
    answer = filled("list", "--json")
    assert answer.code == 0
    assert list(answer.json) == ["documents"]
    for row in answer.json["documents"]:
        assert set(row) == {
            "document",
            "title",
            "author",
            "source",
            "date",
            "path",
            "paragraphs",
            "characters",
        }
    rows = {row["title"]: row for row in answer.json["documents"]}
    assert rows["关于加强督查工作的意见"]["date"] == "2019-03-04"
    assert rows["会务工作札记"]["date"] is None


def test_show(filled: Caller) -> None:
    for document in ids(filled).values():
        value = filled("show", document, "--json").json
        assert set(value) == {
            "document",
            "title",
            "author",
            "source",
            "date",
            "sections",
            "paragraphs",
        }
        assert [p["paragraph"] for p in value["paragraphs"]] == list(
            range(1, len(value["paragraphs"]) + 1)
        )
        texts = {p["paragraph"]: p["text"] for p in value["paragraphs"]}
        for paragraph in value["paragraphs"]:
            assert set(paragraph) == {"paragraph", "kind", "text", "lines"}
            assert paragraph["kind"] in KINDS
        for section in value["sections"]:
            assert set(section) == {"level", "title", "paragraph", "start", "end"}
            assert 0 <= section["start"] < section["end"] <= len(texts[section["paragraph"]])


def test_lines_are_those_of_the_text_file(filled: Caller) -> None:
    document = ids(filled)["关于加强督查工作的意见"]
    lines = (filled.folder / "文献" / "督查.txt").read_text("utf-8").splitlines()
    for paragraph in filled("show", document, "--json").json["paragraphs"]:
        first, last = paragraph["lines"]
        assert "".join(lines[first - 1 : last]).strip() == paragraph["text"]


def test_search(filled: Caller) -> None:
    answer = filled("search", "督查 OR 会议", "--json")
    assert answer.code == 0
    value = answer.json
    assert {**shape(value), "hits": list} == {
        "query": str,
        "paragraphs": int,
        "occurrences": int,
        "documents": int,
        "hits": list,
    }
    assert value["query"] == "督查 OR 会议"
    for hit in value["hits"]:
        assert shape(hit) == {
            "document": str,
            "title": str,
            "paragraph": int,
            "text": str,
            "spans": list,
            "score": float,
        }
        found = {hit["text"][start:end] for start, end in hit["spans"]}
        assert found <= {"督查", "会议"}
        assert found


@pytest.mark.parametrize("limit", [0, 1, 3, 100])
def test_totals_do_not_depend_on_the_limit(filled: Caller, limit: int) -> None:
    whole = filled("search", "督查", "--json").json
    value = filled("search", "督查", "--limit", str(limit), "--json").json
    for total in ("paragraphs", "occurrences", "documents"):
        assert value[total] == whole[total]
    assert value["hits"] == whole["hits"][:limit]
    assert len(value["hits"]) == min(limit, whole["paragraphs"])


def test_search_in_a_theme_and_in_documents(filled: Caller) -> None:
    entries = filled("entries", "督查督办", "--json").json["entries"]
    inside = {(entry["document"], entry["paragraph"]) for entry in entries}
    everywhere = filled("search", "落实", "--json").json["hits"]
    for name in ("督查督办", "impl.supervise"):
        hits = filled("search", "落实", "--theme", name, "--json").json["hits"]
        assert {(h["document"], h["paragraph"]) for h in hits} == inside & {
            (h["document"], h["paragraph"]) for h in everywhere
        }
    named = ids(filled)
    one, other = named["会务工作札记"], named["办公室主任个人总结"]
    value = filled("search", "一", "--document", one, "--document", other, "--json").json
    assert {hit["document"] for hit in value["hits"]} <= {one, other}
    assert value["paragraphs"] < filled("search", "一", "--json").json["paragraphs"]


def test_search_in_order(filled: Caller) -> None:
    by_date = filled("search", "一", "--sort", "date", "--json").json["hits"]
    assert by_date[0]["title"] == "关于加强督查工作的意见"
    by_title = filled("search", "一", "--sort", "title", "--json").json["hits"]
    titles = [hit["title"] for hit in by_title]
    assert titles == sorted(titles)
    best_first = [hit["score"] for hit in filled("search", "督查", "--json").json["hits"]]
    assert best_first == sorted(best_first, reverse=True)


@pytest.mark.parametrize(
    ("query", "position"),
    [("督查 (会议", 3), ('"督查', 0), ("", 0), ("日期:昨天", 3), ("督查 OR", 5), ("-督查", 0)],
)
def test_a_query_without_sense_is_told_with_its_place(
    filled: Caller, query: str, position: int
) -> None:
    answer = filled("search", "--json", "--", query)
    assert answer.code == 2
    assert answer.error["position"] == position
    plain = filled("search", "--", query)
    assert plain.code == 2
    assert plain.out == ""
    assert plain.err == answer.err.rstrip("\n") + f"（第 {position + 1} 个字）\n"


@pytest.mark.parametrize(
    "query", ["!@#￥%…&*", "督查" * 5000, "(" * 3000, "\0", "😀", "a" * 70_000]
)
def test_nonsense_has_an_answer(filled: Caller, query: str) -> None:
    answer = filled("search", "--json", "--", query)
    if answer.code:
        assert answer.error["message"]
    else:
        assert answer.json["paragraphs"] == 0


def test_each_line_of_standard_input_gets_one_line(filled: Caller) -> None:
    stdin = "\ufeff督查\r\n(\n\n会务 -督查\n".encode() + b"\xff\xfe\n" + "落实".encode()
    answer = filled("search", "-", "--json", "--limit", "1", stdin=stdin)
    assert answer.code == 1
    values = [json.loads(line) for line in answer.out.splitlines()]
    assert [value.get("query") for value in values] == [
        "督查",
        None,
        None,
        "会务 -督查",
        None,
        "落实",
    ]
    assert [value["error"]["position"] for value in values if "error" in value] == [1, 0, 0]
    alone = filled("search", "督查", "--json", "--limit", "1")
    assert values[0] == alone.json


def test_no_input_no_answer(filled: Caller) -> None:
    answer = filled("search", "-", "--json")
    assert (answer.code, answer.out, answer.err) == (0, "", "")


def test_themes_and_entries(filled: Caller) -> None:
    rows = filled("themes", "--json").json["themes"]
    names = [row["theme"] for row in rows]
    assert len(set(names)) == len(names)
    for place, row in enumerate(rows):
        assert set(row) == {"theme", "name", "parent", "terms", "entries"}
        assert row["parent"] is None or row["parent"] in names[:place]
        for term in row["terms"]:
            assert shape(term) == {"term": str, "weight": float}
    total = Counter({row["theme"]: row["entries"] for row in rows})
    assert sum(total.values()) > 0
    for row in rows:
        value = filled("entries", row["theme"], "--json").json
        assert set(value) == {"theme", "name", "entries"}
        assert (value["theme"], value["name"]) == (row["theme"], row["name"])
        assert len(value["entries"]) == row["entries"]


def test_an_entry_is_a_passage_with_reasons(filled: Caller) -> None:
    for entry in filled("entries", "督查督办", "--json").json["entries"]:
        assert shape(entry) == {
            "document": str,
            "paragraph": int,
            "start": int,
            "end": int,
            "text": str,
            "state": str,
            "score": float,
            "reasons": list,
        }
        assert entry["state"] == "automatic"
        assert entry["end"] - entry["start"] == len(entry["text"])
        assert entry["reasons"]
        for reason in entry["reasons"]:
            assert re.sub(r" ×\d+$", "", reason) in entry["text"]


def test_assign_agrees_with_the_entries(filled: Caller) -> None:
    rows = filled("assign", "--json").json["paragraphs"]
    assigned = {
        (row["document"], row["paragraph"], item["theme"]) for row in rows for item in row["themes"]
    }
    entries = {
        (entry["document"], entry["paragraph"], "impl.supervise")
        for entry in filled("entries", "impl.supervise", "--json").json["entries"]
    }
    assert entries == {item for item in assigned if item[2] == "impl.supervise"}
    document = ids(filled)["会务工作札记"]
    one = filled("assign", document, "--json").json["paragraphs"]
    assert one == [row for row in rows if row["document"] == document]


def test_bookmarks(own: Caller) -> None:
    document = ids(own)["关于加强督查工作的意见"]
    whole = own("bookmark", document, "5", "--json").json
    assert shape(whole) == {"bookmark": str}
    words = ("--note", "要紧", "--folder", "学习/督查", "--tag", "引用", "--tag", "讲话")
    span = own("bookmark", document, "5", "0", "2", *words, "--json").json
    rows = own("bookmarks", "--json").json["bookmarks"]
    assert [row["bookmark"] for row in rows] == [whole["bookmark"], span["bookmark"]]
    text = own("show", document, "--json").json["paragraphs"][4]["text"]
    assert rows[0]["quote"] == text
    created = rows[1].pop("created")
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT.*", created)
    assert rows[1] == {
        "bookmark": span["bookmark"],
        "kind": "bookmark",
        "document": document,
        "paragraph": 5,
        "start": 0,
        "end": 2,
        "quote": "督查",
        "note": "要紧",
        "folder": "学习/督查",
        "tags": ["引用", "讲话"],
        "state": "exact",
    }
    inside = own("bookmarks", "--folder", "学习", "--json").json["bookmarks"]
    assert [row["bookmark"] for row in inside] == [span["bookmark"]]
    assert own("bookmarks", "--folder", "别处", "--json").json == {"bookmarks": []}


@pytest.mark.parametrize(
    "place",
    [
        ("0",),
        ("11",),
        ("-1",),
        ("5", "0", "1000"),
        ("5", "3", "3"),
        ("5", "4", "2"),
        ("5", "-1", "2"),
    ],
)
def test_a_bookmark_needs_a_place_that_is_there(own: Caller, place: tuple[str, ...]) -> None:
    document = ids(own)["关于加强督查工作的意见"]
    answer = own("bookmark", document, *place, "--json")
    assert answer.code == 2
    assert re.search(r"段", answer.error["message"])
    assert own("bookmarks", "--json").json == {"bookmarks": []}


def test_remove(own: Caller) -> None:
    named = ids(own)
    gone = [named["会务工作札记"], named["办公室主任个人总结"]]
    answer = own("remove", *gone, gone[0], "--json")
    assert (answer.code, answer.json) == (0, {"removed": gone})
    assert not set(gone) & set(ids(own).values())
    assert own("search", "会务", "--json").json["paragraphs"] == 0


def test_remove_takes_all_or_none(own: Caller) -> None:
    before = ids(own)
    answer = own("remove", before["会务工作札记"], UNKNOWN, "--json")
    assert answer.code == 2
    assert UNKNOWN in answer.error["message"]
    assert ids(own) == before


@pytest.mark.parametrize(
    "words",
    [
        ("show", UNKNOWN),
        ("assign", UNKNOWN),
        ("bookmark", UNKNOWN, "1"),
        ("search", "督查", "--document", UNKNOWN),
        ("search", "督查", "--theme", "没有的主题"),
        ("search", "主题:没有的主题 督查"),
        ("entries", "没有的主题"),
    ],
)
def test_what_is_not_there_is_named(filled: Caller, words: tuple[str, ...]) -> None:
    answer = filled(*words, "--json")
    assert answer.code == 2
    assert re.search(f"{UNKNOWN}|没有的主题", answer.error["message"])


def test_words_for_people(filled: Caller) -> None:
    """Without --json the answers are lines; what they say is checked by a sample of each."""
    document = ids(filled)["关于加强督查工作的意见"]
    for words, sample in (
        (("list",), f"{document}  关于加强督查工作的意见  2019-03-04"),
        (("show", document), "    4  一、提高认识"),
        (("search", "督查 手段"), "    【督查】是推动工作落实的重要【手段】。"),
        (("search", "督查 手段"), "1 段，4 处，1 篇"),
        (("themes",), "督查督办 (impl.supervise)"),
        (("entries", "督查督办"), "督查 ×3"),
        (("verify",), "索引：ok"),
    ):
        answer = filled(*words)
        assert (answer.code, answer.err) == (0, "")
        assert sample in answer.out
