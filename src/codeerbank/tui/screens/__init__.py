"""Screens: what a person sees at one time. They ask the session for values and hand these to widgets."""
