"""Builds the registry of places, data/places.csv and data/counties.csv: `python -m pipeline.gazetteer`."""
