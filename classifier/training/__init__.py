"""Fitting the model: the only code here that imports scikit-learn. Nothing of it runs in service."""
