"""How far coders agree: coefficients, borders and the list of disagreements; pure functions over plain values."""
