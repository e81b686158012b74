"""The HTTP API: one router an idea, errors in one shape, every way in limited."""
