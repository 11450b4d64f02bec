"""Findings into sentences, tables and chart words. Nothing here reads a file or computes a figure."""
