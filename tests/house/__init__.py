"""Rules of the house: sizes, light starts, words, and what may never stand in a file."""
