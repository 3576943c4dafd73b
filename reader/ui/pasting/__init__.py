"""Text from the clipboard as a new document."""
