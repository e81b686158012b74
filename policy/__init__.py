"""The law as data and pure functions: no model, no clock, no I/O after load."""
