"""What the program costs beside the bare parts that do the same work."""
