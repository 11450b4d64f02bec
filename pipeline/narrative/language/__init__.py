"""The language being written: its catalog, forms of words, numbers, places, texts of tables."""
