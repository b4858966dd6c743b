"""Words joined with numbers: codes counted under a declared rule, beside the survey, always with their base."""
