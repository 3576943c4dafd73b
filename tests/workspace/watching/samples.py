"""Texts for watched folders, and what came of them."""

from tests.workspace.watched_folder import Person

ONE = "防汛值班\n\n值班的同志不得离岗。\n"
TWO = "防汛值班\n\n值班的同志不得离岗，遇有险情立即报告。\n"
THREE = "春耕调查\n\n到村里去看种子够不够。\n"


def titles(desk: Person) -> set[str]:
    return {record.metadata.title for record in desk.workspace.documents()}
