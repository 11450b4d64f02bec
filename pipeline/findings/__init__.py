"""Findings: one module a question. Each takes tables and gives frozen findings that know where they come from."""
