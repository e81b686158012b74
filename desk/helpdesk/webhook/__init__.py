"""A generic signed webhook: the first target of deliveries."""
