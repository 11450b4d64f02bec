"""The document as the templates see it, and what every part needs at hand: findings, sources numbered."""
