"""The nouns of the work as frozen values, and the rules that need no file: no I/O happens here."""
