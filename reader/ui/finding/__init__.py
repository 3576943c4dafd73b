"""搜索: what is typed into the search box, what was found for it, and the ways from there."""
