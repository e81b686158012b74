"""The judge: measures classifiers, decisions and drafts, and says which version is better and safe."""
