"""Results of a search as they are shown: read a page at a time, what was found between marks."""
