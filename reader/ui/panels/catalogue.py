"""What the 文献 panel lists: the documents of a library by folder, group, filter and order."""

from collections.abc import Mapping, Sequence

from reader.documents.record import DocumentRecord
from reader.library.model import Collection
from reader.messages import Translator
from reader.ui.card_model import Card
from reader.ui.panels import arranging
from reader.ui.panels.arranging import Group
from reader.ui.panels.collections import ALL, FOLDER, Node
from reader.ui.panels.folders import Folders


class Catalogue:
    """The documents that are known, and what of them a row of the tree holds.

    `lost` are those whose file is gone from a watched folder.
    """

    def __init__(self, tr: Translator) -> None:
        self._tr = tr
        self.records: dict[str, DocumentRecord] = {}
        self.folders = Folders()
        self._found: Mapping[str, frozenset[str]] = {}
        self._lost: frozenset[str] = frozenset()
        self._haystacks: dict[str, str] = {}
        self._ordered: tuple[str, list[DocumentRecord]] | None = None

    def set_documents(self, records: Sequence[DocumentRecord]) -> None:
        """Know the documents of a library."""
        self.records = {record.document: record for record in records}
        self._haystacks = {}
        self._ordered = None

    def set_folders(self, folders: Sequence[Collection]) -> None:
        """Know the user's folders."""
        self.folders = Folders(folders, self._found)

    def set_found(self, found: Mapping[str, frozenset[str]]) -> None:
        """Know what the folders of searches hold."""
        self._found = found
        self.folders = Folders(tuple(self.folders), found)

    def set_lost(self, documents: frozenset[str]) -> bool:
        """Know which lost their file; False where that is no news."""
        news = documents != self._lost
        self._lost = documents
        return news

    @property
    def lost(self) -> frozenset[str]:
        """The documents of this library that lost their file."""
        return self._lost & self.records.keys()

    def folder(self, node: Node) -> Collection | None:
        """The folder that a row of the tree stands for."""
        return self.folders.get(node.key) if node.kind == FOLDER else None

    def groups(self, wanted: frozenset[str]) -> dict[str, list[Group]]:
        """The groups of all documents, of those groupings that are wanted."""
        records = list(self.records.values())
        return {
            grouping: arranging.groups(records, grouping, self._tr) if grouping in wanted else []
            for grouping in arranging.GROUPINGS
        }

    def counts(self) -> dict[str, int]:
        """How many documents are in each folder of which that is known."""
        return self.folders.counts(self.records)

    def listed(self, node: Node, order: str, words: Sequence[str], lost: bool) -> list[str]:
        """What is in a row of the tree in this order, has all words, and lost its file if asked."""
        shown = [r.document for r in self._of_node(node, order) if self._matches(r, words)]
        return [document for document in shown if document in self._lost] if lost else shown

    def _of_node(self, node: Node, order: str) -> Sequence[DocumentRecord]:
        if node.kind == ALL:
            return self._in_order(order)
        if node.kind == FOLDER:
            members = self.folders.members(node.key, self.records)
            return arranging.arranged((self.records[d] for d in members), order)
        every = self._in_order(order)
        return [record for record in every if arranging.group_of(record, node.kind) == node.key]

    def _in_order(self, order: str) -> Sequence[DocumentRecord]:
        """All documents in an order: put in order once, not with every key."""
        if self._ordered is None or self._ordered[0] != order:
            self._ordered = (order, arranging.arranged(self.records.values(), order))
        return self._ordered[1]

    def _matches(self, record: DocumentRecord, words: Sequence[str]) -> bool:
        if not words:
            return True
        haystack = self._haystacks.get(record.document)
        if haystack is None:
            haystack = self._haystacks[record.document] = arranging.haystack(record)
        return all(word in haystack for word in words)

    # In words

    def summary(self, node: Node, name: str, shown: int, filtered: bool) -> str:
        """How many there are; where there is nothing, what to do. `name` is that of the row."""
        tr, folder = self._tr, self.folder(node)
        if not self.records:
            return tr("资料库是空的：单击“导入”，或把文件拖到窗口里")
        if shown == 0 and folder is not None and not filtered:
            return self._why_empty(folder)
        if node.kind != ALL:
            return tr("{name}：{count} 篇", name=name, count=shown)
        if shown == len(self.records):
            return tr("{count} 篇", count=shown)
        return tr("{shown} 篇，共 {count} 篇", shown=shown, count=len(self.records))

    def _why_empty(self, folder: Collection) -> str:
        tr = self._tr
        if folder.search is None:
            return tr("“{name}”里还没有文献：把文献拖进来，或用右键菜单加入", name=folder.name)
        if not self.folders.knows(folder.id):
            return tr("正在查找…")
        return tr("现在没有符合“{query}”的文献", query=folder.search.query)

    def card(self, document: object) -> Card:
        """A document as one card of the list."""
        record, tr = self.records[str(document)], self._tr
        metadata = record.metadata
        facts = [part for part in (metadata.author, metadata.source, metadata.date) if part]
        facts.append(tr("{count} 字", count=f"{record.characters:,}"))
        if record.document in self._lost:
            facts.insert(0, tr("原文件已不在原处"))
        tip = [metadata.title, record.path if record.has_file else tr("粘贴的文字，没有原文件")]
        holders = self.folders.holding(record.document)
        if holders:
            tip.append(tr("文献夹：{names}", names=tr("、").join(holders)))
        return Card(
            key=record.document,
            headline=metadata.title,
            detail="　".join(facts),
            tip="\n".join(tip),
        )
