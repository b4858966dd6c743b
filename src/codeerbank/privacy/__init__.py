"""People behind the words: what could name them, and the names that stand in for theirs."""
