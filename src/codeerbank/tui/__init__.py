"""The screen: Textual draws, the workbench decides, and nothing here reads the project file itself."""

import os

# Textual reads this when it is first imported. Smooth scrolling costs half a second a page, and breaks mice over ssh.
os.environ.setdefault("TEXTUAL_SMOOTH_SCROLL", "0")
