"""What a text is: its model, its structure, and anchors that find a passage again."""
