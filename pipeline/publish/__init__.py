"""What is handed on together: a publication with its manifest, what changed since the last, what was corrected."""
