"""Random histories of a folder: the library holds what stands in it, and nothing is lost."""

import shutil
import tempfile
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from tests.workspace.watched_folder import Person

NAMES = ("a.txt", "b.txt", "c.md", "sub/a.txt", "sub/d.txt", "sub/deep/e.txt")
names = st.sampled_from(NAMES)


class Histories(RuleBasedStateMachine):
    """Files are written, edited, moved, copied, deleted; now and then the program looks.

    `files` is what stands in the folder, `seen` what stood there at the last look, by name; each
    writing gives a text that was never there before.
    """

    def __init__(self) -> None:
        super().__init__()
        self.home = Path(tempfile.mkdtemp(prefix="antou-test-"))
        self.person = Person(self.home)
        self.person.watching.add(self.person.folder)
        # The folder must never be empty: an empty one is taken for a disk that is missing.
        self.files: dict[str, str] = {}
        self.seen: dict[str, str] = {}
        self.held: dict[str, str] = {}
        self.removed: set[str] = set()
        self.count = 0
        self.fresh = False

    def teardown(self) -> None:
        self.person.close()
        shutil.rmtree(self.home)

    @initialize()
    def begin(self) -> None:
        self.put("stays.txt")
        self.look()

    def put(self, name: str) -> None:
        self.count += 1
        text = f"第{self.count}件事要记下来。"
        self.person.write(name, f"记事{self.count}\n\n{text}\n")
        self.files[name] = text
        self.changed()

    def changed(self) -> None:
        self.fresh = False
        self.person.clock.now += 5

    @rule(name=names)
    def write(self, name: str) -> None:
        self.put(name)

    @rule(old=names, new=names)
    def move(self, old: str, new: str) -> None:
        if old in self.files and old != new:
            self.person.path(new).parent.mkdir(parents=True, exist_ok=True)
            self.person.path(old).rename(self.person.path(new))
            self.files[new] = self.files.pop(old)
            self.changed()

    @rule(one=names, other=names)
    def swap(self, one: str, other: str) -> None:
        if one in self.files and other in self.files and one != other:
            first, second = self.person.path(one), self.person.path(other)
            between = self.home / "between"
            first.rename(between)
            second.rename(first)
            between.rename(second)
            self.files[one], self.files[other] = self.files[other], self.files[one]
            self.changed()

    @rule(old=names, new=names)
    def copy(self, old: str, new: str) -> None:
        if old in self.files and old != new:
            self.person.path(new).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(self.person.path(old), self.person.path(new))
            self.person.date(self.person.path(new))
            self.files[new] = self.files[old]
            self.changed()

    @rule(name=names)
    def delete(self, name: str) -> None:
        if name in self.files:
            self.person.path(name).unlink()
            del self.files[name]
            self.changed()

    @rule(name=names)
    def touch(self, name: str) -> None:
        if name in self.files:
            self.person.date(self.person.path(name))
            self.changed()

    @rule()
    def rename_folder(self) -> None:
        sub, other = self.person.path("sub"), self.person.path("other")
        if sub.exists() != other.exists():
            old, new = ("sub", "other") if sub.exists() else ("other", "sub")
            self.person.path(old).rename(self.person.path(new))
            self.files = {
                new + name[len(old) :] if name.startswith(f"{old}/") else name: text
                for name, text in self.files.items()
            }
            self.changed()

    @precondition(lambda self: self.fresh)
    @rule(data=st.data())
    def take_out(self, data: st.DataObject) -> None:
        """The user takes a document out of the library, whether its file is there or not."""
        if self.held:
            document = data.draw(st.sampled_from(sorted(self.held)))
            self.person.workspace.removal.remove((document,))
            self.removed.add(self.held.pop(document))

    @rule()
    def restart(self) -> None:
        self.person.restart()

    @rule()
    def look(self) -> None:
        self.person.settle()
        before, self.held = self.held, self.person.held()
        declined = {
            str(Path(path).relative_to(self.person.folder)) for path in self.person.declined()
        }
        wanted = {name: text for name, text in self.files.items() if name not in declined}
        texts = set(self.held.values())
        assert len(texts) == len(self.held), "a text came in twice"
        assert set(wanted.values()) <= texts
        assert not texts & self.removed
        self.check_nothing_is_lost(before)
        self.check_ids(before)
        self.check_places(wanted)
        self.seen = dict(self.files)
        self.fresh = True

    def edited(self, text: str) -> bool:
        """Whether a file that held a text holds another now."""
        return any(
            seen == text and self.files.get(name, text) != text for name, seen in self.seen.items()
        )

    def check_nothing_is_lost(self, before: dict[str, str]) -> None:
        names_now = set(self.files)
        for document, text in before.items():
            if text in self.held.values() or self.edited(text):
                continue
            # A new file in the place of one that vanished earlier is its new version.
            path = self.lost_before.get(document)
            assert path in names_now, f"{text} is lost"

    def check_ids(self, before: dict[str, str]) -> None:
        now = {text: document for document, text in self.held.items()}
        for document, text in before.items():
            if text in now and not self.edited(text):
                assert now[text] == document
        for name, text in self.seen.items():
            new = self.files.get(name)
            alone = list(self.seen.values()).count(text) == 1 and text not in self.files.values()
            if new is not None and new in now and alone and new not in self.seen.values():
                others = [n for n, t in self.files.items() if t == new]
                known = [key for key, held in before.items() if held == text]
                if others == [name] and new not in before.values() and known:
                    assert now[new] == known[0], "an edited file is another document"

    def check_places(self, wanted: dict[str, str]) -> None:
        there = set(wanted.values())
        lost = {text.document: text.path for text in self.person.watching.lost()}
        assert set(lost) == {key for key, text in self.held.items() if text not in there}
        for record in self.person.workspace.documents():
            text = self.held[record.document]
            if text in there:
                name = str(Path(record.path).relative_to(self.person.folder))
                assert self.files.get(name) == text, f"{record.path} is not where {text} stands"
        self.lost_before = {
            key: str(Path(path).relative_to(self.person.folder)) for key, path in lost.items()
        }

    @precondition(lambda self: self.fresh)
    @invariant()
    def settled(self) -> None:
        """A look at what has not changed reads nothing and tells nothing."""
        parsed = len(self.person.parsed)
        report = self.person.check()
        assert not report.changed_texts
        assert report.again_after is None
        assert len(self.person.parsed) == parsed


Histories.TestCase.settings = settings(
    max_examples=25,
    stateful_step_count=25,
    suppress_health_check=[HealthCheck.data_too_large, HealthCheck.too_slow],
)
TestHistories = Histories.TestCase
