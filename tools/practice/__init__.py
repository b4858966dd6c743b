"""Data and drawing rules of the practice survey; `tools/make_practice_survey.py` puts them together."""
