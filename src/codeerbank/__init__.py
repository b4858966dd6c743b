"""A terminal workbench for qualitative and mixed-methods research."""

__version__ = "0.1.0"
