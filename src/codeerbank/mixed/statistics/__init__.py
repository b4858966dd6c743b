"""Statistics for small groups: pure functions of plain counts, exact where the numbers are small."""
