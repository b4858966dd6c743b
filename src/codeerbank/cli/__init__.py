"""The commands: one file a group, imported only when asked for."""
