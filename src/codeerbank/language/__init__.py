"""Dutch and English text tools: lemmas and a small spaCy pipeline. spaCy is loaded only when asked for."""
