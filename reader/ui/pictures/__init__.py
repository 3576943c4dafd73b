"""Pictures of the texts in the window: loaded, set below their paragraphs, shown large."""
