"""The differences between the texts of the two panes, shown character by character."""
