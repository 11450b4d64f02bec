"""Findings, statements and attached files computed again from the rows of data/, without the code that found them."""
