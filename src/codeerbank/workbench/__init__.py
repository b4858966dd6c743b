"""Verbs a researcher would name: they refuse what may not be, write through one action, and call the rooms in order."""
