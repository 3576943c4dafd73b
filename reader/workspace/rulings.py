"""The user's decisions on theme entries with the places where their words stand now."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from reader.documents.model import Passage, Selector
from reader.library.decisions import DecisionStore, Stamp
from reader.library.model import Decision
from reader.library.text_reading import TextReader


@dataclass(frozen=True, slots=True)
class Ruling:
    """A decision, and the passage that it is about as it stands now; None where that is lost."""

    decision: Decision
    passage: Passage | None


class Rulings:
    """Reads the decisions that belong to a library, and finds their passages. Any thread.

    A decision belongs to it when it was made here, or when the same document is here too.
    """

    def __init__(self, store: DecisionStore, texts: TextReader) -> None:
        self._store = store
        self._texts = texts

    def stamp(self) -> Stamp:
        """What is another when the decisions are."""
        return self._store.stamp()

    def rulings(self) -> tuple[Ruling, ...]:
        """All decisions, the latest last."""
        decisions = self._store.decisions()
        if not decisions:
            return ()
        # What finds passages again is loaded with the first decision, not at the start.
        from reader.workspace.tracing import Tracer

        tracer = Tracer(self._texts)
        unmoved = self._unmoved(decision.selector for decision in decisions)
        found = []
        for decision in decisions:
            selector = decision.selector
            if selector in unmoved:
                found.append(Ruling(decision, unmoved[selector]))
            elif tracer.knows(selector.document):
                _, passage = tracer.trace(selector)
                found.append(Ruling(decision, self._widened(passage, selector)))
            elif decision.library == self._texts.library:
                found.append(Ruling(decision, None))
        return tuple(found)

    def _unmoved(self, selectors: Iterable[Selector]) -> dict[Selector, Passage]:
        """Those in texts that are still the same, without reading these as a whole."""
        prints = {record.document: record.fingerprint for record in self._texts.records()}
        same = {s for s in selectors if prints.get(s.document) == s.fingerprint}
        texts = self._texts.texts({(s.document, s.paragraph) for s in same})
        found = {}
        for selector in same:
            text = texts.get((selector.document, selector.paragraph), "")
            words = text[selector.start : selector.end]
            if words and words == selector.exact:
                found[selector] = Passage(
                    *(selector.document, selector.paragraph, selector.start, selector.end), words
                )
        return found

    def _widened(self, passage: Passage | None, selector: Selector) -> Passage | None:
        """What was decided on a whole paragraph is about the whole paragraph that it became."""
        if passage is None or not is_whole(selector):
            return passage
        place = (passage.document, passage.paragraph)
        text = self._texts.texts([place]).get(place, passage.text)
        return replace(passage, start=0, end=len(text), text=text)


def is_whole(selector: Selector) -> bool:
    """Whether a selector holds all of its paragraph."""
    return selector.start == 0 and selector.suffix[:1] in ("", "\n")
