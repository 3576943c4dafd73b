"""Finding a passage again after its document was imported anew.

The selectors are those of the W3C Web Annotation Data Model (TextQuoteSelector with prefix and
suffix, TextPositionSelector). A passage is looked for where it stood, then by its words with
their context, then by its words loosely, then as an altered sentence in a known context. Where
the evidence is thin it is lost: a bookmark on the wrong words is worse than none.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from reader.documents.altered import find_altered
from reader.documents.loose import LooseText, loosen, occurrences
from reader.documents.model import AnchorState, Paragraph, Passage, Selector
from reader.documents.similarity import CONTEXT, context, pairs
from reader.errors import UsageError
from reader.messages import msg

Resolution = tuple[AnchorState, Passage | None]
_LOST: Resolution = (AnchorState.LOST, None)

# A context that is known again, and one that is beyond doubt (see similarity.context).
_KNOWN = 0.35
_SURE = 0.6
# Contexts are as good as equal within this; identical words have this before those that differ
# in punctuation or cross the border of paragraphs.
_EQUAL = 0.05
_IDENTICAL = 0.2
# So many characters are evidence enough without any context; at the old place, so few.
_LONG = 16
_SAME_PLACE = 4
# Of more occurrences than this only the most promising are compared in full.
_RANKED = 16


def make_selector(
    document_id: str,
    fingerprint: str,
    paragraphs: Sequence[Paragraph],
    paragraph: int,
    start: int,
    end: int,
) -> Selector:
    """The selector of a passage in a document. Raises UsageError for a place that is not there."""
    if not 1 <= paragraph <= len(paragraphs):
        raise UsageError(msg("文献中没有第 {paragraph} 段。", paragraph=paragraph))
    text = paragraphs[paragraph - 1].text
    if not 0 <= start <= end <= len(text):
        raise UsageError(
            msg(
                "第 {paragraph} 段只有 {length} 个字，没有 {start}—{end} 这一范围。",
                paragraph=paragraph,
                length=len(text),
                start=start,
                end=end,
            )
        )
    before = text[:start]
    for previous in reversed(paragraphs[: paragraph - 1]):
        if len(before) >= CONTEXT:
            break
        before = f"{previous.text}\n{before}"
    after = text[end:]
    for following in paragraphs[paragraph:]:
        if len(after) >= CONTEXT:
            break
        after = f"{after}\n{following.text}"
    return Selector(
        document=document_id,
        paragraph=paragraph,
        start=start,
        end=end,
        exact=text[start:end],
        prefix=before[-CONTEXT:],
        suffix=after[:CONTEXT],
        fingerprint=fingerprint,
    )


def resolve(selector: Selector, fingerprint: str, paragraphs: Sequence[Paragraph]) -> Resolution:
    """Where a passage stands now. For several passages of a document use one `Resolver`."""
    return Resolver(fingerprint, paragraphs).resolve(selector)


@dataclass(frozen=True, slots=True)
class _Word:
    """A span of the raw text that holds the words; loosely only, unless they are identical."""

    start: int
    end: int
    context: float
    identical: bool

    @property
    def merit(self) -> float:
        """What speaks for it."""
        return self.context + (_IDENTICAL if self.identical else 0.0)


class Resolver:
    """Finds passages in one state of a document; prepares the text only when it has to."""

    def __init__(self, fingerprint: str, paragraphs: Sequence[Paragraph]) -> None:
        self._fingerprint = fingerprint
        self._paragraphs = paragraphs

    def resolve(self, selector: Selector) -> Resolution:
        """The passage as it stands now, with its present text; None when it is lost."""
        if selector.fingerprint == self._fingerprint and self._stands_there(selector):
            return AnchorState.EXACT, self._passage(
                selector, selector.paragraph, selector.start, selector.end
            )
        found = self._with_context(selector) or self._by_words(selector)
        found = found or self._altered(selector)
        if found is None:
            return _LOST
        place = self._loose.place(*found)
        same = place == (selector.paragraph, selector.start, selector.end)
        exact = same and self._stands_there(selector)
        return (
            AnchorState.EXACT if exact else AnchorState.MOVED,
            self._passage(selector, *place),
        )

    def in_context(self, selector: Selector) -> Passage | None:
        """The words where all that surrounded them surrounds them still, wherever that is."""
        found = self._with_context(selector)
        return None if found is None else self._passage(selector, *self._loose.place(*found))

    @cached_property
    def _loose(self) -> LooseText:
        return LooseText([paragraph.text for paragraph in self._paragraphs])

    def _stands_there(self, selector: Selector) -> bool:
        if selector.paragraph > len(self._paragraphs):
            return False
        text = self._paragraphs[selector.paragraph - 1].text
        return selector.end <= len(text) and text[selector.start : selector.end] == selector.exact

    def _passage(self, selector: Selector, paragraph: int, start: int, end: int) -> Passage:
        text = self._paragraphs[paragraph - 1].text[start:end]
        return Passage(selector.document, paragraph, start, end, text)

    def _nearest(self, selector: Selector, offsets: Sequence[int]) -> int:
        """Of offsets in the raw text the one nearest to where the passage stood."""
        old = self._loose.offset(selector.paragraph, selector.start)
        return min(offsets, key=lambda offset: abs(offset - old))

    # By the words in their whole context

    def _with_context(self, selector: Selector) -> tuple[int, int] | None:
        """The words with everything that surrounded them, unchanged; a span of the raw text."""
        whole = selector.prefix + selector.exact + selector.suffix
        shift = len(selector.prefix)
        found = [position + shift for position in occurrences(whole, self._loose.raw)]
        if not found:
            return None
        start = self._nearest(selector, found)
        there = self._loose.offset(selector.paragraph, selector.start) == start
        if len(whole) < _LONG and not there:
            return None
        return start, start + len(selector.exact)

    # By the words

    def _by_words(self, selector: Selector) -> tuple[int, int] | None:
        """The words, identical or loosely so, where their context is most like it was."""
        quote = loosen(selector.exact)
        prefix, suffix = loosen(selector.prefix), loosen(selector.suffix)
        starts = list(occurrences(quote, self._loose.text))
        if len(starts) > _RANKED:
            starts = self._ranked(starts, len(quote), prefix, suffix, selector)
        found = [
            self._word(selector, start, start + len(quote), prefix, suffix) for start in starts
        ]
        if not found:
            return None
        best = max(word.merit for word in found)
        alike = [word for word in found if word.merit >= best - _EQUAL]
        start = self._nearest(selector, [word.start for word in alike])
        word = next(word for word in alike if word.start == start)
        there = self._loose.offset(selector.paragraph, selector.start) == start
        enough = _KNOWN if word.identical else _SURE
        if word.context >= enough or len(quote) >= (_SAME_PLACE if there else _LONG):
            return word.start, word.end
        return None

    def _word(self, selector: Selector, start: int, end: int, prefix: str, suffix: str) -> _Word:
        low, high = self._loose.raw_span(start, end)
        identical = self._loose.raw[low:high] == selector.exact
        return _Word(low, high, context(self._loose.text, (start, end), prefix, suffix), identical)

    def _ranked(
        self, starts: Sequence[int], length: int, prefix: str, suffix: str, selector: Selector
    ) -> list[int]:
        """The most promising of many occurrences, by the character pairs around them."""
        before, after = pairs(prefix), pairs(suffix)
        text = self._loose.text
        old = self._loose.offset(selector.paragraph, selector.start)

        def promise(start: int) -> tuple[int, int]:
            end = start + length
            shared = len(before & pairs(text[max(0, start - len(prefix)) : start]))
            shared += len(after & pairs(text[end : end + len(suffix)]))
            return -shared, abs(start - old)

        return sorted(starts, key=promise)[:_RANKED]

    # As an altered sentence

    def _altered(self, selector: Selector) -> tuple[int, int] | None:
        """What the words became, where their context shows it."""
        prefix, suffix = loosen(selector.prefix), loosen(selector.suffix)
        span = find_altered(self._loose.text, prefix, loosen(selector.exact), suffix)
        return None if span is None else self._loose.raw_span(*span)
