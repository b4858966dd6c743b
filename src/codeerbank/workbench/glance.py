"""A project at a glance: the one verb that opens a file without loading the whole workbench."""

from codeerbank.store.glance import glance
from codeerbank.store.places import synced_folder

__all__ = ["glance", "synced_folder"]
