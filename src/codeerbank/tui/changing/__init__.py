"""What would happen, in words: for looking at a correction, a merge or a split before it is done."""
