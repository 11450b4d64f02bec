"""Benchmarks: what things cost, in one command (`make bench`)."""
