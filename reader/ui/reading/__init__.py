"""The page of one text: a view of our own that lays out only what is seen."""
