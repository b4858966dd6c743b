"""Bringing files in from the screen: what is asked for, what was read of it, and what is said otherwise."""
