"""Where was searched, as plain values that a session keeps."""

from reader.documents.model import Genre
from reader.workspace.model import SearchScope

Kept = tuple[tuple[str, tuple[str, ...]], ...]
PARTS = ("documents", "themes", "sources", "years", "collections")


def keep(scope: SearchScope) -> Kept:
    """The parts of a scope that restrict something, by name."""
    parts = {name: tuple(sorted(getattr(scope, name))) for name in PARTS}
    parts["genres"] = tuple(sorted(genre.value for genre in scope.genres))
    parts["within"] = scope.within
    return tuple((name, values) for name, values in parts.items() if values)


def restore(kept: Kept) -> SearchScope:
    """The scope again; what it names may be gone meanwhile."""
    parts = dict(kept)
    genres = {genre.value: genre for genre in Genre}
    return SearchScope(
        documents=frozenset(parts.get("documents", ())),
        themes=frozenset(parts.get("themes", ())),
        genres=frozenset(genres[name] for name in parts.get("genres", ()) if name in genres),
        sources=frozenset(parts.get("sources", ())),
        years=frozenset(parts.get("years", ())),
        within=parts.get("within", ()),
        collections=frozenset(parts.get("collections", ())),
    )
