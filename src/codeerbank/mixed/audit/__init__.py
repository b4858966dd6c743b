"""The audit: which printed numbers cannot be right, what they should be, and what probably went wrong."""
