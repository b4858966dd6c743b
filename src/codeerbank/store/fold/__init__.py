"""The fold: from the log to the tables, the same whatever the order in which events arrived.

Nouns are folded in an order in which none rests on a later one; within a noun, events count by clock, device, sequence.
So the newest event can be folded in place, and anything late or undone is put right by clearing the units it concerns,
and those that rest on them, and folding their live events again.
"""

from codeerbank.store.fold.engine import absorb, apply_new, rebuild

__all__ = ["absorb", "apply_new", "rebuild"]
