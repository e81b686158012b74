"""What is measured side by side: from the crudest guess to the product, all as `Classifier`s."""
