"""The static site of a publication: pages, search, data and feed, written beside its documents by the same templates."""
