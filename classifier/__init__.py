"""Reads a client's reply: cleans it, finds its scenarios and facts, and says how sure it is."""
