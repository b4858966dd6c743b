"""Dutch and English text tools: lemmas and a small spaCy pipeline. spaCy is loaded inside the functions that need it."""
