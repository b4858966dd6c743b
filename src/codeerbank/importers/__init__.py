"""One file format a module: bytes in, domain values out, every problem collected with its place."""
