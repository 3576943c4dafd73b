"""The whole path on the example texts, where they are present: right by brute force."""

import re
from pathlib import Path
from typing import Any

import pytest

from tests.caller import Caller

TEXTS = Path(__file__).resolve().parents[1].parent / "shared" / "texts"

pytestmark = pytest.mark.skipif(
    not TEXTS.is_dir(), reason="the example texts are not beside this checkout"
)

Shown = dict[tuple[str, int], str]


@pytest.fixture(scope="module")
def caller(tmp_path_factory: pytest.TempPathFactory) -> Caller:
    caller = Caller(tmp_path_factory.mktemp("examples"))
    answer = caller("import", str(TEXTS), "--json")
    assert (answer.code, answer.err) == (0, "")
    paths = {row["path"] for row in answer.json["imported"]}
    assert paths == {str(path) for path in TEXTS.glob("*.txt")}
    return caller


@pytest.fixture(scope="module")
def documents(caller: Caller) -> list[dict[str, Any]]:
    rows = caller("list", "--json").json["documents"]
    return [caller("show", row["document"], "--json").json for row in rows]


@pytest.fixture(scope="module")
def shown(documents: list[dict[str, Any]]) -> Shown:
    """The text of each paragraph that can be searched."""
    return {
        (value["document"], paragraph["paragraph"]): paragraph["text"]
        for value in documents
        for paragraph in value["paragraphs"]
        if paragraph["kind"] != "junk"
    }


def bare(text: str) -> str:
    return re.sub(r"\s", "", text)


def test_every_line_of_the_files_is_in_a_paragraph(
    caller: Caller, documents: list[dict[str, Any]]
) -> None:
    """Nothing is lost; marks without a word need no place."""
    rows = {row["document"]: row for row in caller("list", "--json").json["documents"]}
    covered: dict[str, set[int]] = {}
    for value in documents:
        for paragraph in value["paragraphs"]:
            first, last = paragraph["lines"]
            path = rows[value["document"]]["path"]
            covered.setdefault(path, set()).update(range(first, last + 1))
    for path in TEXTS.glob("*.txt"):
        lines = path.read_text("utf-8").splitlines()
        words = {n for n, line in enumerate(lines, 1) if re.search("[\u4e00-\u9fff]", line)}
        assert words <= covered[str(path)]


@pytest.mark.parametrize(
    ("word", "marks"),
    [
        ("五个坚持", "五个坚持"),
        ("督查", "督查"),
        ("办公室", "办公室"),
        ("，办公室", "[,，]办公室"),
        ("三服务", "三服务"),
        ('"""五个坚持"""', '[“”"]五个坚持[“”"]'),
    ],
)
def test_a_literal(caller: Caller, shown: Shown, word: str, marks: str) -> None:
    value = caller("search", word, "--limit", "10000", "--json").json
    wanted = {place for place, text in shown.items() if re.search(marks, bare(text))}
    assert {(hit["document"], hit["paragraph"]) for hit in value["hits"]} == wanted
    assert wanted
    assert value["paragraphs"] == len(wanted)
    assert value["documents"] == len({document for document, _ in wanted})
    assert value["occurrences"] == sum(len(re.findall(marks, bare(t))) for t in shown.values())
    for hit in value["hits"]:
        assert hit["text"] == shown[hit["document"], hit["paragraph"]]
        for start, end in hit["spans"]:
            assert re.fullmatch(marks, bare(hit["text"][start:end]))


def test_either_of_two_words(caller: Caller, shown: Shown) -> None:
    value = caller("search", "调查研究 OR 督查", "--limit", "10000", "--json").json
    wanted = {
        place for place, text in shown.items() if "调查研究" in bare(text) or "督查" in bare(text)
    }
    assert {(hit["document"], hit["paragraph"]) for hit in value["hits"]} == wanted
    assert value["occurrences"] == sum(
        bare(text).count("调查研究") + bare(text).count("督查") for text in shown.values()
    )


def test_junk_is_never_found(caller: Caller, documents: list[dict[str, Any]]) -> None:
    for value in documents:
        for paragraph in value["paragraphs"]:
            if paragraph["kind"] == "junk" and len(paragraph["text"]) > 3:
                query = '"' + paragraph["text"].replace('"', '""') + '"'
                hits = caller("search", "--json", "--", query).json["hits"]
                found = {(hit["document"], hit["paragraph"]) for hit in hits}
                assert (value["document"], paragraph["paragraph"]) not in found


def test_themes_and_entries(caller: Caller, shown: Shown) -> None:
    rows = caller("themes", "--json").json["themes"]
    assert sum(row["entries"] > 0 for row in rows) > len(rows) / 2
    for row in rows:
        entries = caller("entries", row["theme"], "--json").json["entries"]
        assert len(entries) == row["entries"]
        for entry in entries:
            text = shown[entry["document"], entry["paragraph"]]
            assert entry["text"] == text[entry["start"] : entry["end"]]


def test_a_bookmark(caller: Caller) -> None:
    hit = caller("search", "五个坚持", "--json").json["hits"][0]
    start, end = hit["spans"][0]
    place = (hit["document"], str(hit["paragraph"]), str(start), str(end))
    key = caller("bookmark", *place, "--folder", "学习", "--json").json["bookmark"]
    assert caller("import", str(TEXTS), "--json").json["updated"] == []
    (row,) = caller("bookmarks", "--json").json["bookmarks"]
    assert (row["bookmark"], row["quote"], row["state"]) == (key, "五个坚持", "exact")
    assert (row["paragraph"], row["start"], row["end"]) == (hit["paragraph"], start, end)


def test_verify(caller: Caller) -> None:
    answer = caller("verify", "--json")
    assert answer.code == 0
    assert answer.json == {"library": "ok", "personal": "ok", "index": "ok", "problems": []}
