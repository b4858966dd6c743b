"""Open answers on the screen, without Textual: what is shown, and gestures on it."""
