"""One module a question that a reader has: its sentences, tables and charts."""
