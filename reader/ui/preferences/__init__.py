"""设置: a dialog of pages; everything that is chosen holds at once and is kept at once."""
