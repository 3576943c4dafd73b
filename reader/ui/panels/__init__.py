"""The five panels of the sidebar."""

DOCUMENTS, CONTENTS, THEMES, RESULTS, BOOKMARKS = range(5)
