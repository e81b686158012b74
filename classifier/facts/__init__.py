"""What a reply states beside its scenarios, by the labelling guide."""
