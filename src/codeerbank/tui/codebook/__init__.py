"""The codebook in words and lines: the tree, the card, the fields as they are written, and lists beside the tree."""
