"""From a file that a coalition holds to rows of data/own/: opened with care, checked whole, written whole."""
