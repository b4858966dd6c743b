"""Tables in, files out: one format a file, written whole or not at all."""
