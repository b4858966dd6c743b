"""Joint displays: cijfers en citaten naast elkaar."""
