"""The screen: Textual draws, the workbench decides, and nothing here reads the project file itself."""
