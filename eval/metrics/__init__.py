"""Figures from gold labels and predictions: plain functions from arrays to JSON-able dictionaries."""
