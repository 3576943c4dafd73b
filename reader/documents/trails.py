"""Where a paragraph stands in the outline of its document: the way down to it."""

from collections.abc import Iterable, Sequence

from reader.documents.model import Section


def sections_around(sections: Iterable[Section], paragraph: int, index: int) -> tuple[Section, ...]:
    """The sections that a character (paragraph from 1) stands in, from the outermost one."""
    open_ones: list[Section] = []
    for section in sections:
        if (section.paragraph, section.start) > (paragraph, index):
            break
        while open_ones and open_ones[-1].level >= section.level:
            open_ones.pop()
        open_ones.append(section)
    return tuple(open_ones)


def siblings(sections: Sequence[Section], one: Section) -> tuple[Section, ...]:
    """The sections right under the one that `one` is under, itself among them.

    Levels may be left out: under the same one stands what no section between the two encloses.
    """
    parents: list[Section | None] = []
    open_ones: list[Section] = []
    for section in sections:
        while open_ones and open_ones[-1].level >= section.level:
            open_ones.pop()
        parents.append(open_ones[-1] if open_ones else None)
        open_ones.append(section)
    places = [place for place, section in enumerate(sections) if section is one]
    if not places:
        return ()
    above = parents[places[0]]
    return tuple(s for s, parent in zip(sections, parents, strict=True) if parent is above)
