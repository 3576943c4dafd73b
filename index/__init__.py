"""The ground floor: paragraphs in, hits out. Knows Whoosh and folding, nothing of reader/."""
