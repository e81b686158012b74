"""The app around the classifier and the policy: intake, pipeline, store, queue, API and worker."""
