"""The way back and forward as plain words that a session keeps: places with all that they hold.

What was written by another version, or is damaged, is dropped place by place: a way that is
shorter is better than none.
"""

import json
from collections.abc import Callable, Sequence

from reader.documents.model import Passage, Section, Selector
from reader.documents.positions import ReadingPosition
from reader.ui import kept_scope
from reader.ui.beside import ChosenHit, ChosenTheme
from reader.ui.found_again import Kept
from reader.ui.navigator import Place
from reader.ui.panels.collections import Node
from reader.ui.reading.places import Place as Border
from reader.ui.reading.places import Selection, Spot

# So many places on either side of where somebody is.
MOST = 25
_MOST_NUMBER = 2**31 - 1
Plain = object


def keep(places: Sequence[Place], now: int) -> str:
    """The places around the one with the number `now`, as one line of JSON."""
    first = max(now - MOST, 0)
    near = places[first : now + MOST + 1]
    return json.dumps({"now": now - first, "places": [_plain(place) for place in near]})


def restore(kept: str, known: Callable[[str], bool]) -> tuple[list[Place], int]:
    """The places in documents that are still there, and which of them is the current one.

    That is -1 where there is none.
    """
    try:
        stored = json.loads(kept)
        now, plain = _number(stored["now"]), list(stored["places"])
    except (ValueError, TypeError, KeyError):
        return [], -1
    places: list[Place] = []
    current = -1
    for number, one in enumerate(plain):
        try:
            place = _place(one)
        except (ValueError, TypeError, KeyError):
            continue
        if known(place.document):
            places.append(place)
            current = len(places) - 1 if number <= now else current
    return places, max(current, 0) if places else -1


# To plain values


def _plain(place: Place) -> dict[str, Plain]:
    passage, spot, selection, kept = place.passage, place.spot, place.selection, place.kept
    return {
        "pane": place.pane,
        "document": place.document,
        "passage": _plain_passage(passage),
        "spot": None if spot is None else [spot.paragraph, spot.offset, spot.index],
        "panel": place.panel,
        "chosen": _plain_chosen(place.chosen),
        "selection": None if selection is None else [_plain_border(end) for end in selection],
        "kept": None if kept is None else _plain_kept(kept),
    }


def _plain_passage(passage: object) -> Plain:
    if not isinstance(passage, Passage):
        return None
    return [passage.document, passage.paragraph, passage.start, passage.end, passage.text]


def _plain_border(border: Border) -> Plain:
    return [border.paragraph, border.index]


def _plain_kept(kept: Kept) -> Plain:
    return {
        "fingerprint": kept.fingerprint,
        "position": _plain_selector(kept.position.selector),
        "offset": kept.position.offset,
        "ends": None if kept.ends is None else [_plain_selector(end) for end in kept.ends],
    }


def _plain_selector(selector: Selector) -> Plain:
    words = selector.exact, selector.prefix, selector.suffix, selector.fingerprint
    return [selector.document, selector.paragraph, selector.start, selector.end, *words]


def _plain_chosen(chosen: object) -> Plain:
    if isinstance(chosen, Node):
        return {"node": chosen.text}
    if isinstance(chosen, Section):
        place = chosen.paragraph, chosen.start, chosen.end
        return {"section": [chosen.level, chosen.title, *place]}
    if isinstance(chosen, ChosenTheme):
        return {"theme": chosen.theme, "passage": _plain_passage(chosen.passage)}
    if isinstance(chosen, ChosenHit):
        hit = _plain_passage(chosen.passage)
        return {"query": chosen.query, "scope": kept_scope.keep(chosen.scope), "passage": hit}
    return {"bookmark": chosen} if isinstance(chosen, str) else None


# And back


def _place(plain: Plain) -> Place:
    stored = _named(plain)
    spot, selection, kept = stored["spot"], stored["selection"], stored["kept"]
    ends = None if selection is None else [_border(end) for end in _listed(selection, 2)]
    return Place(
        pane=_number(stored["pane"], most=1),
        document=_words(stored["document"]),
        passage=_passage(stored["passage"]),
        spot=None if spot is None else _spot(spot),
        panel=_number(stored["panel"], most=4),
        chosen=_chosen(stored["chosen"]),
        selection=None if ends is None else Selection(*ends),
        kept=None if kept is None else _kept(kept),
    )


def _spot(plain: Plain) -> Spot:
    paragraph, offset, index = _listed(plain, 3)
    return Spot(_number(paragraph, least=1), _number(offset, least=-_MOST_NUMBER), _number(index))


def _border(plain: Plain) -> Border:
    paragraph, index = _listed(plain, 2)
    return Border(_number(paragraph, least=1), _number(index))


def _passage(plain: Plain) -> Passage | None:
    if plain is None:
        return None
    document, paragraph, start, end, text = _listed(plain, 5)
    span = _number(paragraph, least=1), _number(start), _number(end)
    return Passage(_words(document), *span, _words(text))


def _kept(plain: Plain) -> Kept:
    stored = _named(plain)
    position = ReadingPosition(
        _selector(stored["position"]), _number(stored["offset"], least=-_MOST_NUMBER)
    )
    if stored["ends"] is None:
        return Kept(_words(stored["fingerprint"]), position, None)
    first, last = (_selector(end) for end in _listed(stored["ends"], 2))
    return Kept(_words(stored["fingerprint"]), position, (first, last))


def _selector(plain: Plain) -> Selector:
    document, paragraph, start, end, exact, prefix, suffix, fingerprint = _listed(plain, 8)
    span = _number(paragraph, least=1), _number(start), _number(end)
    around = _words(exact), _words(prefix), _words(suffix)
    return Selector(_words(document), *span, *around, _words(fingerprint))


def _chosen(plain: Plain) -> object:
    if plain is None:
        return None
    stored = _named(plain)
    if "node" in stored:
        return Node.parse(_words(stored["node"]))
    if "section" in stored:
        level, title, paragraph, start, end = _listed(stored["section"], 5)
        place = _number(paragraph, least=1), _number(start), _number(end)
        return Section(_number(level), _words(title), *place)
    if "theme" in stored:
        theme = None if stored["theme"] is None else _words(stored["theme"])
        return ChosenTheme(theme, _passage(stored["passage"]))
    if "query" in stored:
        scope = kept_scope.restore(_scope(stored["scope"]))
        return ChosenHit(_words(stored["query"]), scope, _passage(stored["passage"]))
    return _words(stored["bookmark"])


def _scope(plain: Plain) -> kept_scope.Kept:
    parts = (_listed(part, 2) for part in _listed(plain))
    return tuple(
        (_words(name), tuple(_words(value) for value in _listed(values))) for name, values in parts
    )


def _named(plain: Plain) -> dict[str, Plain]:
    if not isinstance(plain, dict):
        raise TypeError(plain)
    return plain


def _listed(plain: Plain, length: int | None = None) -> list[Plain]:
    if not isinstance(plain, list):
        raise TypeError(plain)
    if length is not None and len(plain) != length:
        raise ValueError(plain)
    return plain


def _number(plain: Plain, least: int = 0, most: int = _MOST_NUMBER) -> int:
    if type(plain) is not int:
        raise TypeError(plain)
    if not least <= plain <= most:
        raise ValueError(plain)
    return plain


def _words(plain: Plain) -> str:
    """Raises UnicodeEncodeError, a ValueError, where there are halves of characters in it."""
    if not isinstance(plain, str):
        raise TypeError(plain)
    plain.encode()
    return plain
