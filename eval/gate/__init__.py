"""The gate: a version that is worse or unsafe does not pass, and a plain sentence says why."""
