"""Widgets: data comes down as frozen views, news goes up as messages."""
