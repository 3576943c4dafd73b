"""The user's folders: what they hold, and searching in them."""

import random
from pathlib import Path

import pytest

from reader.errors import UsageError
from reader.workspace.model import SearchScope
from reader.workspace.workspace import Workspace
from tests.workspace.samples import bring_in, opened, total


def ids(workspace: Workspace) -> dict[str, str]:
    """Documents by the first two characters of their titles."""
    return {r.metadata.title[:2]: r.document for r in workspace.documents()}


def test_a_folder_is_kept_with_what_is_in_it(tmp_path: Path) -> None:
    with opened(tmp_path) as workspace:
        bring_in(workspace, tmp_path / "文献")
        known = ids(workspace)
        folder = workspace.collections.create("常用")
        workspace.collections.add(folder.id, [known["值班"], known["督查"]])
    with opened(tmp_path) as workspace:
        (again,) = workspace.collections.folders()
        assert again.documents == (known["值班"], known["督查"])


def test_documents_that_go_come_back_into_their_folder(tmp_path: Path) -> None:
    with opened(tmp_path) as workspace:
        bring_in(workspace, tmp_path / "文献")
        known = ids(workspace)
        folder = workspace.collections.create("常用")
        members = (known["值班"], known["督查"], known["会务"])
        workspace.collections.add(folder.id, members)
        held = workspace.removal.withdraw([known["督查"]])
        assert workspace.collections.folders()[0].documents == members
        workspace.removal.restore(held)
        workspace.removal.remove([known["督查"]])
        bring_in(workspace, tmp_path / "文献")
        assert ids(workspace) == known
        assert workspace.collections.folders()[0].documents == members


def test_a_folder_of_a_search_follows_the_texts(tmp_path: Path) -> None:
    with opened(tmp_path) as workspace:
        bring_in(workspace, tmp_path / "文献")
        known = ids(workspace)
        scope = SearchScope(genres=frozenset({workspace.documents()[0].metadata.genre}))
        folder = workspace.collections.create_search("讲督查的", "督查", scope)
        assert workspace.collections.found() == {
            folder.id: frozenset({known["督查"], known["会务"]})
        }
        saved = workspace.collections.search(folder.id)
        assert saved is not None
        assert (saved.query, saved.scope) == ("督查", scope)
        bring_in(workspace, tmp_path / "文献", {"值班.txt": "值班工作要点\n值班也要督查。\n"})
        assert workspace.collections.found()[folder.id] == frozenset(known.values())
        workspace.removal.remove([known["督查"]])
        assert workspace.collections.documents(folder.id) == {known["值班"], known["会务"]}
    with opened(tmp_path) as workspace:
        assert workspace.collections.documents(folder.id) == {known["值班"], known["会务"]}


@pytest.mark.parametrize("query", ["", "(", '"', "主题:没有这个主题 督查", "日期:乱写"])
def test_a_search_that_finds_nothing_is_an_empty_folder(tmp_path: Path, query: str) -> None:
    with opened(tmp_path) as workspace:
        bring_in(workspace, tmp_path / "文献")
        folder = workspace.collections.create_search("空", query, SearchScope())
        assert workspace.collections.documents(folder.id) == frozenset()


def test_a_search_looks_into_a_folder_and_those_inside_it(tmp_path: Path) -> None:
    with opened(tmp_path) as workspace:
        bring_in(workspace, tmp_path / "文献")
        known = ids(workspace)
        desk = workspace.collections
        outer = desk.create("外")
        inner = desk.create("内", parent=outer.id)
        desk.add(inner.id, [known["会务"]])
        scope = SearchScope(collections=frozenset({outer.id}))
        assert total(workspace, "督查") == 3
        found = workspace.searching.search("督查", scope=scope)
        assert (found.paragraphs, found.documents) == (1, 1)
        assert {
            facet.key for facet in workspace.searching.facets("督查", scope=scope).documents
        } == {known["会务"]}
        desk.add(outer.id, [known["督查"]])
        assert workspace.searching.search("督查", scope=scope).documents == 2
        narrow = SearchScope(
            collections=frozenset({outer.id}), documents=frozenset({known["督查"], known["值班"]})
        )
        assert {hit.document for hit in workspace.searching.search("督查", scope=narrow).hits} == {
            known["督查"]
        }
        workspace.queries.save("存", "督查", scope)
        assert workspace.queries.saved()[0].scope == scope


def test_an_empty_folder_restricts_to_nothing(tmp_path: Path) -> None:
    with opened(tmp_path) as workspace:
        bring_in(workspace, tmp_path / "文献")
        folder = workspace.collections.create("空")
        scope = SearchScope(collections=frozenset({folder.id}))
        assert workspace.searching.search("督查", scope=scope).paragraphs == 0


def test_a_folder_that_is_gone_is_named_in_earnest_only(tmp_path: Path) -> None:
    with opened(tmp_path) as workspace:
        bring_in(workspace, tmp_path / "文献")
        scope = SearchScope(collections=frozenset({"nothing"}))
        assert workspace.searching.search("督查", scope=scope, unfinished=True).paragraphs == 0
        with pytest.raises(UsageError, match="不在了"):
            workspace.searching.search("督查", scope=scope)


def test_a_search_inside_itself_finds_nothing(tmp_path: Path) -> None:
    with opened(tmp_path) as workspace:
        bring_in(workspace, tmp_path / "文献")
        known = ids(workspace)
        desk = workspace.collections
        outer = desk.create("外")
        desk.add(outer.id, [known["督查"]])
        scope = SearchScope(collections=frozenset({outer.id}))
        found = desk.create_search("内", "督查", scope, parent=outer.id)
        assert desk.documents(found.id) == {known["督查"]}
        assert desk.documents(outer.id) == {known["督查"]}


@pytest.mark.parametrize("seed", range(6))
def test_totals_in_folders_are_exact(tmp_path: Path, seed: int) -> None:
    """Against counting by hand over random texts and random folders."""
    chance = random.Random(seed)
    texts = {
        f"{n}.txt": f"第{n}号文件\n"
        + "".join(
            "".join(chance.choice("督查办落实会") for _ in range(12)) + "。\n"
            for _ in range(chance.randrange(1, 5))
        )
        for n in range(12)
    }
    with opened(tmp_path) as workspace:
        bring_in(workspace, tmp_path / "文献", texts)
        desk = workspace.collections
        documents = [record.document for record in workspace.documents()]
        folders = [desk.create("甲").id]
        folders += [desk.create("乙", parent=chance.choice(folders)).id for _ in range(2)]
        members = {key: set(chance.sample(documents, chance.randrange(6))) for key in folders}
        for key in folders:
            desk.add(key, members[key])
        inside = {f.id: {f.id} for f in desk.folders()}
        for folder in reversed(desk.folders()):
            if folder.parent is not None:
                inside[folder.parent] |= inside[folder.id]
        for key in folders:
            wanted = set().union(*(members[k] for k in inside[key]))
            assert desk.documents(key) == wanted
            for word in ("督查", "办", "落实"):
                scope = SearchScope(collections=frozenset({key}))
                found = workspace.searching.search(word, scope=scope, limit=100)
                by_hand = [
                    (document, p.number)
                    for document in wanted
                    for p in workspace.read(document).paragraphs
                    if word in p.text
                ]
                assert found.paragraphs == len(by_hand)
                assert {(h.document, h.paragraph) for h in found.hits} == set(by_hand)
