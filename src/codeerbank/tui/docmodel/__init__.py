"""What the document pane knows about a text: lines, intervals, units and the selection. No Textual in here."""
