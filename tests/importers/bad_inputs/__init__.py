"""Bad input for every reader, made from recipes: what it is, and what must become of it."""
