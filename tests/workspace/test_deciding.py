"""What the user decides on theme entries counts in every answer, and can be taken back."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.documents.corrections import SetJunk, Split
from reader.documents.model import Passage
from reader.documents.reading import Reading
from reader.errors import UsageError
from reader.themes.model import EntryState
from reader.workspace.deciding import Change
from reader.workspace.model import Entry, SearchScope
from reader.workspace.workspace import Workspace
from tests.workspace.samples import TEXTS, bring_in, opened, write

ADDED, KEPT, REMOVED = EntryState.ADDED, EntryState.KEPT, EntryState.REMOVED
SUPERVISION, DUTY, RESEARCH = "督查督办", "值班应急", "调查研究"

Place = tuple[str, int]


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    folder = tmp_path_factory.mktemp("shared")
    with opened(folder) as workspace:
        bring_in(workspace, folder / "文献")
        yield workspace


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    with opened(tmp_path) as workspace:
        bring_in(workspace, tmp_path / "文献")
        yield workspace


def document(workspace: Workspace, title: str) -> str:
    return next(r.document for r in workspace.documents() if r.metadata.title.startswith(title))


def whole(workspace: Workspace, title: str, paragraph: int) -> Passage:
    return workspace.bookmarks.passage(document(workspace, title), paragraph)


def place(passage: Passage) -> Place:
    return passage.document, passage.paragraph


def listed(workspace: Workspace, theme: str) -> dict[Place, Entry]:
    return {place(item.entry.passage): item for item in workspace.themes.entries(theme)}


# Against a plain model


@dataclass
class Model:
    """Automatic assignments and decisions in plain dictionaries."""

    themes: dict[str, str | None]
    automatic: set[tuple[str, Place]]
    decided: dict[tuple[str, Place], EntryState] = field(default_factory=dict)

    def below(self, theme: str) -> set[str]:
        found = {theme}
        for key, parent in self.themes.items():
            if parent in found:
                found.add(key)
        return found

    def state(self, theme: str, where: Place) -> EntryState | None:
        decided = self.decided.get((theme, where))
        if decided is not None:
            return None if decided is REMOVED else decided
        return EntryState.AUTOMATIC if (theme, where) in self.automatic else None

    def under(self, theme: str, everywhere: list[Place]) -> set[Place]:
        below = self.below(theme)
        return {w for w in everywhere if any(self.state(key, w) is not None for key in below)}

    def do(self, what: str, theme: str, where: Place) -> None:
        below = self.below(theme)
        if what == "add":
            self.decided[theme, where] = ADDED
        elif what == "keep" and self.state(theme, where) is not ADDED:
            self.decided[theme, where] = KEPT
        elif what == "remove":
            for key in below:
                if self.state(key, where) is not None:
                    self.decided[key, where] = REMOVED
        elif what == "reset":
            for key in below:
                self.decided.pop((key, where), None)


def model_of(workspace: Workspace) -> Model:
    themes = {count.theme.id: count.theme.parent for count in workspace.themes.counts()}
    found = {(a.theme, (a.document, a.paragraph)) for a in workspace.themes.assignments()}
    return Model(themes, found)


def check(
    workspace: Workspace, model: Model, themes: Iterable[str], everywhere: list[Place]
) -> None:
    """Every answer of the workspace on these themes says what the model says."""
    texts = {w: workspace.bookmarks.passage(*w).text for w in everywhere}
    facets = {facet.key: facet.paragraphs for facet in workspace.searching.facets("要").themes}
    counts = {count.theme.id: count.entries for count in workspace.themes.counts()}
    for theme in themes:
        under = model.under(theme, everywhere)
        entries = workspace.themes.entries(theme)
        assert {place(e.entry.passage) for e in entries} == under
        assert len(entries) == counts[theme] == len(under)
        for item in entries:
            where = place(item.entry.passage)
            assert item.entry.theme in model.below(theme)
            assert item.entry.state is model.state(item.entry.theme, where)
        hits = {w for w in under if "要" in texts[w]}
        scope = SearchScope(themes=frozenset({theme}))
        assert workspace.searching.search("要", scope=scope).paragraphs == len(hits)
        assert facets.get(theme, 0) == len(hits)
        removed = {place(e.entry.passage) for e in workspace.decisions.set_aside(theme).removed}
        below = model.below(theme)
        assert removed == {
            where
            for (key, where), state in model.decided.items()
            if state is REMOVED and key in below and where not in under
        }
    for where in everywhere:
        tags = {tag.theme: tag.state for tag in workspace.themes.tags(*where)}
        states = {key: model.state(key, where) for key in model.themes}
        assert tags == {key: state for key, state in states.items() if state is not None}


STEPS = st.lists(
    st.tuples(
        st.sampled_from(["add", "keep", "remove", "reset"]),
        st.integers(0, 1000),
        st.integers(0, 1000),
    ),
    min_size=1,
    max_size=6,
)


@settings(max_examples=15)
@given(STEPS)
def test_every_answer_is_that_of_a_plain_model(
    shared: Workspace, steps: list[tuple[str, int, int]]
) -> None:
    model = model_of(shared)
    everywhere = [
        (record.document, number)
        for record in shared.documents()
        for number in range(1, record.paragraphs + 1)
    ]
    found = {theme for theme, _ in model.automatic}
    above = {parent for theme in found if (parent := model.themes[theme]) is not None}
    likely = sorted(found | above | set(list(model.themes)[:2]))
    changes: list[Change] = []
    for what, theme_number, number in steps:
        theme = likely[theme_number % len(likely)]
        where = everywhere[number % len(everywhere)]
        model.do(what, theme, where)
        decide = getattr(shared.decisions, what)
        changes.append(decide(theme, [shared.bookmarks.passage(*where)]))
    try:
        check(shared, model, likely, everywhere)
    finally:
        for change in reversed(changes):
            shared.decisions.undo(change)
    assert model_of(shared).automatic == model.automatic
    assert all(not shared.decisions.set_aside(theme) for theme in likely)


# What each decision does


def test_a_removed_entry_leaves_the_list_and_comes_back_with_undo(workspace: Workspace) -> None:
    before = workspace.themes.entries(SUPERVISION)
    gone = before[0].entry.passage
    change = workspace.decisions.remove(SUPERVISION, [gone])
    assert place(gone) not in listed(workspace, SUPERVISION)
    assert workspace.themes.count(SUPERVISION).entries == len(before) - 1
    (aside,) = workspace.decisions.set_aside(SUPERVISION).removed
    assert (aside.entry.passage, aside.entry.state) == (gone, REMOVED)
    assert aside.entry.passage.text == gone.text
    assert aside.title == before[0].title
    workspace.decisions.undo(change)
    assert workspace.themes.entries(SUPERVISION) == before


def test_an_added_selection_is_the_passage_of_its_entry(workspace: Workspace) -> None:
    text = whole(workspace, "值班", 2)
    words = Passage(text.document, 2, 0, 4, text.text[:4])
    workspace.decisions.add(SUPERVISION, [words])
    first = workspace.themes.entries(SUPERVISION)[0].entry
    assert (first.passage, first.passage.text, first.state) == (words, text.text[:4], ADDED)
    more = Passage(text.document, 2, 7, 9, text.text[7:9])
    change = workspace.decisions.add(SUPERVISION, [more])
    entry = workspace.themes.entries(SUPERVISION)[0].entry
    assert (entry.passage, entry.passage.text) == (Passage(text.document, 2, 0, 9), text.text[:9])
    workspace.decisions.undo(change)
    assert workspace.themes.entries(SUPERVISION)[0].entry.passage == words


def test_themes_that_were_used_come_back_latest_first(workspace: Workspace) -> None:
    assert workspace.decisions.last_used() == ()
    passage = whole(workspace, "值班", 2)
    ids = [workspace.themes.count(name).theme.id for name in (SUPERVISION, DUTY)]
    for theme in ids:
        workspace.decisions.add(theme, [passage])
    assert set(workspace.decisions.last_used()) == set(ids)
    assert len(workspace.decisions.last_used(limit=1)) == 1


def test_only_text_can_be_added(workspace: Workspace) -> None:
    there = whole(workspace, "值班", 2)
    with pytest.raises(UsageError, match="没有的"):
        workspace.decisions.add("没有的", [there])
    with pytest.raises(UsageError, match="第 99 段"):
        workspace.decisions.add(DUTY, [Passage(there.document, 99, 0, 1)])
    with pytest.raises(UsageError, match="没有的"):
        workspace.decisions.add(DUTY, [Passage("没有的", 1, 0, 1)])
    with pytest.raises(UsageError, match="不是正文"):
        workspace.decisions.add(DUTY, [Passage(there.document, 2, 3, 3)])
    assert workspace.decisions.last_used() == ()


def test_a_decision_of_another_program_counts_at_once(tmp_path: Path) -> None:
    with opened(tmp_path) as workspace:
        bring_in(workspace, tmp_path / "文献")
        before = workspace.themes.count(SUPERVISION).entries
        assert not workspace.decided_elsewhere()
        with opened(tmp_path) as other:
            passage = other.themes.entries(SUPERVISION)[0].entry.passage
            other.decisions.remove(SUPERVISION, [passage])
        assert workspace.themes.count(SUPERVISION).entries == before - 1
        assert workspace.decided_elsewhere()
        assert not workspace.decided_elsewhere()


def test_while_it_holds_the_scope_is_one_and_the_same(workspace: Workspace) -> None:
    themes = workspace.themes
    places, grouping = themes.places(SUPERVISION), themes.grouping()[1]
    assert themes.places(SUPERVISION) is places
    workspace.decisions.remove(SUPERVISION, [whole(workspace, "督查", 2)])
    assert themes.places(SUPERVISION) == places - {place(whole(workspace, "督查", 2))}
    assert themes.grouping()[1] is not grouping
    assert themes.grouping()[1] is themes.grouping()[1]


# Texts that change


def test_decisions_find_their_words_after_a_new_import(tmp_path: Path) -> None:
    with opened(tmp_path) as workspace:
        bring_in(workspace, tmp_path / "文献")
        removed, added = whole(workspace, "督查", 2), whole(workspace, "值班", 2)
        workspace.decisions.remove(SUPERVISION, [removed])
        words = Passage(added.document, 2, 13, 17, added.text[13:17])
        workspace.decisions.add(SUPERVISION, [words])
        texts = {
            "督查.txt": TEXTS["督查.txt"].replace("\n", "\n督查是大家的事。\n", 1),
            "值班.txt": TEXTS["值班.txt"].replace("\n", "\n新写的一段。\n", 1),
        }
        workspace.imports.take_in(write(tmp_path / "文献", texts))
        moved = workspace.bookmarks.passage(removed.document, 3)
        assert moved.text == removed.text
        assert place(moved) not in listed(workspace, SUPERVISION)
        assert (removed.document, 2) in listed(workspace, SUPERVISION)
        entry = listed(workspace, SUPERVISION)[added.document, 3].entry
        assert (entry.passage.text, entry.state) == (words.text, ADDED)
        # A decision on what stands there now is one of its own.
        workspace.decisions.keep(SUPERVISION, [workspace.bookmarks.passage(removed.document, 2)])
        assert listed(workspace, SUPERVISION)[removed.document, 2].entry.state is KEPT
        assert place(moved) not in listed(workspace, SUPERVISION)


def test_a_decision_on_a_whole_paragraph_is_about_the_whole_paragraph_that_it_becomes(
    tmp_path: Path,
) -> None:
    ends = "遇有突发事件，及时报告。"
    with opened(tmp_path) as workspace:
        bring_in(workspace, tmp_path / "文献")
        everything = whole(workspace, "值班", 2)
        assert everything.text.endswith(ends)
        start = len(everything.text) - len(ends)
        end = workspace.bookmarks.passage(everything.document, 2, (start, len(everything.text)))
        workspace.decisions.add(RESEARCH, [everything])
        workspace.decisions.add(SUPERVISION, [end])
        longer = f"不论平时还是假日，{everything.text}报告要写清楚。"
        edited = TEXTS["值班.txt"].replace(everything.text, longer)
        bring_in(workspace, tmp_path / "文献", {**TEXTS, "值班.txt": edited})
        found = [
            listed(workspace, theme)[place(everything)].entry.passage.text
            for theme in (RESEARCH, SUPERVISION)
        ]
        assert found == [longer, ends]


def test_a_kept_entry_stays_where_the_terms_no_longer_find_it(tmp_path: Path) -> None:
    with opened(tmp_path) as workspace:
        bring_in(workspace, tmp_path / "文献")
        passage = whole(workspace, "督查", 2)
        workspace.decisions.keep(SUPERVISION, [passage])
        fewer = TEXTS["督查.txt"].replace(
            "要把督查作为推动落实的重要手段", "要把它作为推动落实的手段"
        )
        workspace.imports.take_in(write(tmp_path / "文献", {"督查.txt": fewer}))
        entry = listed(workspace, SUPERVISION)[place(passage)].entry
        assert entry.state is KEPT
        assert entry.passage.text == "各科室要把它作为推动落实的手段。"
        assert "督查" not in " ".join(entry.reasons)


def test_decisions_whose_words_are_lost_are_kept_and_told(tmp_path: Path) -> None:
    with opened(tmp_path) as workspace:
        bring_in(workspace, tmp_path / "文献")
        passage = whole(workspace, "值班", 2)
        workspace.decisions.add(SUPERVISION, [passage])
        other = {"值班.txt": "值班工作要点\n春有百花秋有月，夏有凉风冬有雪。\n"}
        workspace.imports.take_in(write(tmp_path / "文献", other))
        (lost,) = workspace.decisions.set_aside(SUPERVISION).lost
        assert (lost.selector.exact, lost.title) == (passage.text, "值班工作要点")
        assert passage.document not in {d for d, _ in listed(workspace, SUPERVISION)}
        workspace.imports.take_in(write(tmp_path / "文献", {"值班.txt": TEXTS["值班.txt"]}))
        assert listed(workspace, SUPERVISION)[place(passage)].entry.state is ADDED
        assert not workspace.decisions.set_aside(SUPERVISION)


def test_lost_decisions_can_be_let_go_of(workspace: Workspace) -> None:
    passage = whole(workspace, "值班", 2)
    workspace.decisions.add(SUPERVISION, [passage])
    workspace.removal.remove([passage.document])
    aside = workspace.decisions.set_aside(SUPERVISION)
    assert [lost.selector.exact for lost in aside.lost] == [passage.text]
    change = workspace.decisions.forget(aside.lost)
    assert not workspace.decisions.set_aside(SUPERVISION)
    workspace.decisions.undo(change)
    assert workspace.decisions.set_aside(SUPERVISION) == aside


def test_decisions_come_back_with_a_document_that_was_removed(workspace: Workspace) -> None:
    passage = whole(workspace, "值班", 2)
    workspace.decisions.add(SUPERVISION, [passage])
    before = workspace.themes.entries(SUPERVISION)
    held = workspace.removal.withdraw([passage.document])
    assert place(passage) not in listed(workspace, SUPERVISION)
    workspace.removal.restore(held)
    assert workspace.themes.entries(SUPERVISION) == before


def spot(reading: Reading, words: str) -> tuple[int, int]:
    """The document of a reading and the paragraph in it that begin with some words."""
    return next(
        (part, paragraph.number)
        for part, text in enumerate(reading.documents)
        for paragraph in text.paragraphs
        if paragraph.text.startswith(words)
    )


def test_decisions_follow_their_words_into_a_part_that_was_split_off(tmp_path: Path) -> None:
    with opened(tmp_path) as workspace:
        text = "督查工作要点\n各科室要认真督查。\n会务工作要点\n会务要细，落实要及时督查。\n"
        bring_in(workspace, tmp_path / "文献", {"两篇.txt": text})
        (record,) = workspace.documents()
        here = workspace.bookmarks.passage(record.document, 4)
        workspace.decisions.remove(SUPERVISION, [here])
        reading = workspace.corrections.reading(record.document)
        reading = reading.correct(Split(reading.place(*spot(reading, "会务工作要点"))))
        workspace.corrections.set(record.document, reading.corrections)
        (other,) = [r.document for r in workspace.documents() if r.document != record.document]
        assert workspace.bookmarks.passage(other, 2).text == here.text
        (aside,) = workspace.decisions.set_aside(SUPERVISION).removed
        assert place(aside.entry.passage) == (other, 2)
        assert (record.document, 2) in listed(workspace, SUPERVISION)
        workspace.corrections.set(record.document, ())
        (aside,) = workspace.decisions.set_aside(SUPERVISION).removed
        assert aside.entry.passage == here


def test_a_paragraph_that_becomes_junk_takes_its_decision_along(workspace: Workspace) -> None:
    passage = whole(workspace, "值班", 2)
    workspace.decisions.add(SUPERVISION, [passage])
    reading = workspace.corrections.reading(passage.document)
    reading = reading.correct(SetJunk(reading.place(*spot(reading, passage.text)), True))
    workspace.corrections.set(passage.document, reading.corrections)
    assert passage.document not in {document for document, _ in listed(workspace, SUPERVISION)}
    assert len(workspace.decisions.set_aside(SUPERVISION).lost) == 1
    workspace.corrections.set(passage.document, ())
    assert listed(workspace, SUPERVISION)[place(passage)].entry.state is ADDED
