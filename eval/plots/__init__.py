"""Plots as inline SVG that take the page's colours, so that they read in the light and in the dark."""
