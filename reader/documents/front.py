"""The head and the tail of a text: its title block, its credits, its signature."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from reader.documents.blocks import Block
from reader.documents.clean import bare
from reader.documents.credits import (
    Credit,
    credit_of,
    head_credit,
    signature_of,
    signer_of,
)
from reader.documents.dates import date_line
from reader.documents.junk import is_series_note
from reader.documents.names import signing_body
from reader.documents.papers import (
    is_copy_number,
    is_paper_head,
    is_urgency,
    issuer_of_head,
    issuer_of_title,
    secrecy,
)
from reader.documents.titles import (
    LONGEST_TITLE,
    SUBTITLE,
    looks_like_title,
    marked_title,
    whole_title,
)

_HEAD = 10
_TAIL = 5
_ELLIPSIS = re.compile(r"(?:\.{3,}|…+)$")
_ENOUGH = 12


@dataclass(frozen=True, slots=True)
class Opening:
    """The heading lines of an article in a file with several: their indexes and the title."""

    lines: tuple[int, ...]
    title: str


@dataclass(slots=True)
class Front:
    """What the head and the tail give. The sets hold indexes of blocks."""

    title: str | None = None
    titles: set[int] = field(default_factory=set)
    meta: set[int] = field(default_factory=set)
    junk: set[int] = field(default_factory=set)
    credits: Credit = field(default_factory=Credit)
    signer: str | None = None

    @property
    def issuer(self) -> str | None:
        """发文机关: as a label or the red head names it.

        Else, of a paper with a number, as its title and its signature do, unless they differ.
        """
        if self.credits.issuer is not None or self.credits.number is None:
            return self.credits.issuer
        named = {issuer_of_title(self.title or ""), self.signer} - {None}
        return named.pop() if len(named) == 1 else None

    def credit(self, index: int, credit: Credit) -> None:
        """Take a line as a credit."""
        self.meta.add(index)
        self.credits = self.credits.filled_from(credit)

    def knows(self, index: int) -> bool:
        """Whether a line is already explained, and no text of the body."""
        return index in self.titles or index in self.meta or index in self.junk


def read_front(
    blocks: Sequence[Block],
    junk: frozenset[int],
    opening: Opening | None,
    named: str | None = None,
) -> Front:
    """Read title, author, source and date, and which lines they and their repeats take up.

    `named` is the title that the file's properties have; it counts where it stands in the text.

    `opening` are the known heading lines where the text is one of several articles; lines before
    them belong to the collection.
    """
    front = Front(junk={i for i, b in enumerate(blocks[:_HEAD]) if is_series_note(b.text)})
    order = [i for i in range(len(blocks)) if i not in junk and i not in front.junk]
    if opening is None:
        after = _find_title(blocks, order[:_HEAD], front, named)
    else:
        after = _take_opening(blocks, order, opening, front)
    if front.title is not None:
        _read_below_title(blocks, order[after : after + _HEAD], front)
    _read_tail(blocks, [i for i in order if not front.knows(i)][-_TAIL:], front)
    return front


def _find_title(blocks: Sequence[Block], head: list[int], front: Front, named: str | None) -> int:
    """Find the title among the first lines; gives the place in `head` behind it."""
    marked = marked_title(blocks, head, named)
    for place, index in enumerate(head):
        block, rest = blocks[index], head[place + 1 :]
        if marked is not None and index < marked and credit_of(block.text) is None:
            continue
        if block.level is None:
            if (credit := credit_of(block.text)) is not None:
                front.credit(index, credit)
                continue
            if is_copy_number(block.text) and _marked_paper(blocks, rest[:1]):
                front.credit(index, Credit())
                continue
            if is_paper_head(block.text) and _numbered_paper(blocks, rest[:3]):
                front.credit(index, Credit(issuer=issuer_of_head(block.text)))
                continue
        is_title = looks_like_title(block) if block.level is None else index == marked
        if not rest or not is_title:
            return place
        front.title, taken = whole_title(blocks, head[place : place + 2])
        front.titles.update(head[place : place + taken])
        return place + taken
    return len(head)


def _marked_paper(blocks: Sequence[Block], following: list[int]) -> bool:
    texts = [blocks[i].text for i in following]
    return any(secrecy(text) or is_urgency(text) or is_paper_head(text) for text in texts)


def _numbered_paper(blocks: Sequence[Block], following: list[int]) -> bool:
    found = (credit_of(blocks[i].text) for i in following)
    return any(credit is not None and credit.year for credit in found)


def _take_opening(blocks: Sequence[Block], order: list[int], opening: Opening, front: Front) -> int:
    """Take the heading lines of an article, and the title of the collection above them."""
    front.title = opening.title
    front.titles.update(opening.lines)
    for index in order:
        if index >= opening.lines[0]:
            break
        credit = credit_of(blocks[index].text)
        if credit is not None or looks_like_title(blocks[index]):
            front.credit(index, credit or Credit())
    return sum(index <= opening.lines[-1] for index in order)


def _read_below_title(blocks: Sequence[Block], below: list[int], front: Front) -> None:
    """Repeats of the title, subtitles, author and date lines, a cut summary; then stop."""
    title = bare(front.title or "")
    for place, index in enumerate(below[:-1] if below else []):
        text, rest = blocks[index].text, below[place + 1 :]
        beside = [blocks[i].text for i in below[max(0, place - 1) : place + 2] if i != index]
        credit = head_credit(text, beside_date=any(date_line(t) for t in beside))
        if blocks[index].level is not None and bare(text) != title:
            return
        repeats = bool(title) and bare(text) == title
        if repeats or _is_cut_summary(text, title, [blocks[i].text for i in rest]):
            front.junk.add(index)
        elif SUBTITLE.match(text) and len(text) <= LONGEST_TITLE:
            front.titles.add(index)
        elif credit is not None:
            front.credit(index, credit)
        elif place == 0 and _is_subtitle(blocks[index], title, [blocks[i].text for i in rest[:2]]):
            front.titles.add(index)
        else:
            return


def _is_subtitle(block: Block, title: str, following: list[str]) -> bool:
    """A second title line without a dash: the title is repeated below it, or an author follows."""
    if not looks_like_title(block) or len(block.text) > 40:
        return False
    return any(
        bare(text) == title or head_credit(text, beside_date=False) is not None
        for text in following
    )


def _is_cut_summary(text: str, title: str, following: list[str]) -> bool:
    """A summary that a site made by cutting the text short: its words all come again below."""
    if not _ELLIPSIS.search(text):
        return False
    words = bare(_ELLIPSIS.sub("", text))
    below = "".join(bare(t) for t in following)
    return any(
        len(part) >= _ENOUGH and part in below for part in (words, words.removeprefix(title))
    )


def _read_tail(blocks: Sequence[Block], tail: list[int], front: Front) -> None:
    """Source notes, signature and date at the end, read upwards until text begins."""
    if len(tail) < 2:
        return
    below_is_date = False
    for index in reversed(tail[1:]):
        text = blocks[index].text
        if blocks[index].level is not None:
            return
        credit = signature_of(text) or credit_of(text)
        if credit is not None:
            below_is_date = date_line(text) is not None
        elif below_is_date and (signer := signer_of(text)):
            credit, below_is_date = Credit(author=signer), False
        if credit is None:
            # Of several bodies that sign together, one is not the issuer.
            if signing_body(text):
                front.signer = None
            return
        if credit.author and signing_body(credit.author):
            front.signer = credit.author if front.signer is None else None
        front.credit(index, credit)
